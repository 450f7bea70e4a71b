"""What is wrong with an exercise is said with its place and a way out, and nothing is printed."""

# ruff: noqa: E501  (one mistake on one line)

from __future__ import annotations

import pytest
from clinics import (
    CLINIC_FILE,
    EXERCISE_FILE,
    KNEE_LIFT,
    PRESCRIPTION_FILE,
    SQUAT,
    ClinicFolder,
    Mistake,
    assert_refused,
)

from handouts.errors import HandoutError
from handouts.load.library import load_library

TITLE = "title: Knee lift"
STEP = "Lift your {{ side }} knee. Hold for {{ dose.hold }}."
VIDEO = "video: https://example.org/v/{{ exercise.code }}"


def mistake(old: str, new: str, at: str, says: str, hint: str) -> Mistake:
    return Mistake(EXERCISE_FILE, old, new, at, says, hint)


def step(words: str, says: str, hint: str) -> Mistake:
    """The second step says `words`."""
    return mistake(STEP, words, words, says, hint)


MISTAKES = {
    # keys
    "id of another folder": mistake("id: knee-lift", "id: knee", "knee", "the folder's name", "knee-lift"),
    "id with capitals": mistake("id: knee-lift", "id: Knee-Lift", "Knee-", "small letters", "ql-stretch"),
    "code with a 1": mistake("kn22", "kn12", "kn12", "no l 1 o 0", "q27r"),
    "no words": mistake(KNEE_LIFT[KNEE_LIFT.index("words:"):], "", "id:", "words is missing", "words:"),
    "no steps": mistake(f"  steps:\n    - Stand behind a chair.\n    - {STEP}\n", "", "title", "steps is missing", "steps:"),
    "empty steps": mistake(f"steps:\n    - Stand behind a chair.\n    - {STEP}", "steps: []", "[]", "steps is empty", "one item"),
    "too many steps": mistake("steps:\n", "steps:\n" + "    - Step.\n" * 49, "- Step.", "steps holds more than 50", "take some out"),
    "steps as words": mistake(f"steps:\n    - Stand behind a chair.\n    - {STEP}", "steps: Stand.", "Stand.", "must be a list", "hyphen"),
    "steps in brackets": mistake(
        f"steps:\n    - Stand behind a chair.\n    - {STEP}", "steps: [Stand, lift]",
        "[Stand", "a comma would cut", "own line",
    ),
    "step with a colon": mistake(STEP, "Lift: your knee", "Lift: your", "item 2 of steps must be words", "one value"),
    "an empty step": mistake(STEP, '""', '""', "item 2 of steps is empty", "words"),
    "unknown key in words": mistake("purpose:", "purpse:", "purpse:", 'unknown key "purpse"', "purpose"),
    "unknown key in dose": mistake("dose: {hold", "dose: {holds: 3 s, hold", "holds", 'key "holds"', "hold"),
    "unknown key in limits": mistake("limits: {hold", "limits: {load: 2 kg, hold", "load", 'key "load"', "hold"),
    "unknown key in an adjustment": mistake("question:", "ask: Why?\n      question:", "ask:", 'unknown key "ask"', "question"),
    "adjustment as words": mistake(
        "- question: Wobbly?\n      answer: Hold the chair.", "- Hold the chair.",
        "Hold the", "item 1 of adjustments must hold keys", "own line",
    ),
    "unknown sides": mistake("sides: one", "sides: two", "two", "sides must be one, both or none", ""),
    "dose with a mistake": mistake("hold: 5 s", "hold: 5", "5, reps", "a time with its unit", "5 s"),
    "dose as words": mistake("{hold: 5 s, reps: 10, frequency: 2/day}", "3*10", "3*10", "no short form of a dose", "3x10"),
    "dose with a side": mistake("{hold: 5 s, reps: 10, frequency: 2/day}", "right, 3x10", "right", "names a side", "beside it"),
    "phases of a tempo as a word": mistake("  title:", "  tempo: sink\n  title:", "sink", "tempo must be a list", "hyphen"),
    "limits with a mistake": mistake("1-30 s", "1-30", "1-30,", "a time with its unit", "1-30 s"),
    "four pictures": mistake(
        "pictures:", "pictures:\n" + "  - {file: frame.png}\n" * 3,
        "- {file", "pictures holds more than 3", "take some out",
    ),
    "steps of a picture": mistake("steps: 1-2", "steps: all", "all,", "a whole number", "3"),
    "a pose in words": mistake("sides: one", "sides: one\npose: stand", "stand\n", "pose must hold keys", "own line"),
    # vocabulary
    "unknown region": mistake("region: knee", "region: kne", "kne\n", "the vocabulary's regions", "knee"),
    "unknown position": mistake("position: standing", "position: upright", "upright", "positions", "known"),
    "unknown equipment": mistake("- chair", "- chairs", "chairs", "the vocabulary's equipment", "chair"),
    "unknown condition": mistake("- pregnancy", "- pregnant", "pregnant", "conditions", "pregnancy"),
    # alternative texts
    "no alternative text": mistake(
        "  alt:\n    - A person stands on the {{ side.other }} leg.\n", "", "title", "1 pictures need 1 alt texts, got 0", "cannot see"
    ),
    "one alternative text too many": mistake(
        "  alt:\n", "  alt:\n    - A chair.\n", "- A chair", "1 pictures need 1 alt texts, got 2", "cannot see"
    ),
    # placeholders
    "placeholder that does not exist": step("Hold {{ dose.hld }}.", "step 2 says {{ dose.hld }}, which does not exist", "dose.hold"),
    "placeholder of the patient": step("Hello {{ patient.name }}.", "does not exist", "known"),
    "placeholder of a dose that is not prescribed": step(
        "Rest {{ dose.rest }}.", "says {{ dose.rest }}, but no rest is prescribed", "give it a value"
    ),
    "placeholder of the pain": step("Pain {{ dose.pain }}.", "does not exist", "dose."),
    "call": step("Hold {{ dose.hold() }}.", "more than a name", "dotted name"),
    "filter": step("Hold {{ dose.hold | upper }}.", "more than a name", "dotted name"),
    "index": step('Hold {{ dose["hold"] }}.', "more than a name", "dotted name"),
    "sum": step("Hold {{ dose.hold + 1 }}.", "more than a name", "dotted name"),
    "number": step("Hold {{ 3 }}.", "more than a name", "dotted name"),
    "string": step("Hold {{ '3' }}.", "more than a name", "dotted name"),
    "block": step("Hold {% for x in y %}x{% endfor %}.", "more than a name", "dotted name"),
    "raw block": step("Hold {% raw %}{{ dose.hold }}{% endraw %}.", "more than a name", "dotted name"),
    "import": step("Hold {% include 'clinic.yaml' %}.", "more than a name", "dotted name"),
    "comment that would vanish": step("Hold {# never more than 3 s #}.", "more than a name", "dotted name"),
    "way out of the sandbox": step("Hold {{ ''.__class__.__mro__ }}.", "more than a name", "dotted name"),
    "hidden attribute": step("Hold {{ dose.__class__ }}.", "{{ dose.__class__ }}, which does not", "dose."),
    "broken placeholder": step("Hold {{ dose. }}.", "cannot be read", "{{ dose.hold }}"),
    "open placeholder": step("Hold {{ dose.hold.", "cannot be read", "{{ dose.hold }}"),
    "empty placeholder": step("Hold {{ }}.", "cannot be read", "{{ dose.hold }}"),
    "deep placeholder": step("Hold {{ " + "(" * 38 + " }}.", "cannot be read", "{{ dose.hold }}"),
    "deeper placeholder": step("Hold {{ " + "(" * 300 + " }}.", "cannot be read", "{{ dose.hold }}"),
    "very deep placeholder": step("Hold {{ " + "(" * 5000 + " }}.", "cannot be read", "{{ dose.hold }}"),
    "long placeholder": step("Hold {{ a" + ".a" * 5000 + " }}.", "cannot be read", "{{ dose.hold }}"),
    "number of 5000 digits": step("Hold {{ " + "9" * 5000 + " }}.", "cannot be read", "{{ dose.hold }}"),
    "placeholder without quotes": mistake(
        TITLE, "title: {{ dose.hold }}", "{{ dose.hold }}", "begins with {{ needs quotes", '"{{ … }}"'
    ),
    "placeholder without quotes, then words": mistake(
        TITLE, "title: {{ dose.hold }} hold", "{{ dose.hold }} hold", "begins with {{ needs quotes", '"{{ … }}"'
    ),
    "side label without a side": mistake("Lift your {{ side }} knee\n", "Lift a knee\n", "Lift a", "does not say the side", "{{ side }}"),
    # numbers that contradict
    "other seconds": step("Hold for 20 seconds.", 'says "20 seconds", but the dose says 10 seconds', "{{ dose.hold }}"),
    "other minutes": step("Hold for 2 minutes.", 'says "2 minutes", but the dose says 10 seconds', "{{ dose.hold }}"),
    "other times": step("Lift it 12 times.", 'says "12 times", but the dose says 8 times', "{{ dose.reps }}"),
    "other reps": step("Do 12 reps.", 'says "12 reps", but the dose says 8 times', "{{ dose.reps }}"),
    "other repetitions": step("Do 12 repetitions.", 'says "12 repetitions", but', "{{ dose.reps }}"),
    "other range": step("Hold for 10 to 20 seconds.", 'says "10 to 20 seconds"', "{{ dose.hold }}"),
    "other time in short": step("Hold for 20 sec.", 'says "20 sec"', "{{ dose.hold }}"),
    "other hold as one word": step("A 20-second hold.", 'says "20-second"', "{{ dose.hold }}"),
    "other time in the title": mistake(TITLE, "title: 20 second knee lift", "20 sec", "title says", "dose.hold"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_says_where_a_mistake_is_and_what_to_write(clinic: ClinicFolder, mistake: Mistake) -> None:
    assert_refused(clinic, mistake)


@pytest.mark.parametrize(
    ("load", "words"), [("2 kg", "3 KG"), ("2 kg", "3 kilograms"), ("5 lb", "8 lbs")]
)
def test_a_weight_in_prose_must_be_the_prescribed_one(
    clinic: ClinicFolder, load: str, words: str
) -> None:
    clinic.change(PRESCRIPTION_FILE, "reps: 8", f"load: {load}")
    says = f'says "{words}", but the dose says {load}'
    assert_refused(clinic, step(f"Hold {words}.", says, "{{ dose.load }}"))


@pytest.mark.parametrize(
    "words",
    ["Hold for {{ dose.hold }}.", "Hold for 10 seconds.", "Move for 2 breaths.", "Use 3 kg.",
     "A 10-second hold.", "Lift it 8 times.", "Do it 2 times a day.", "Count to 20.", "Rest 10 s."],
)  # fmt: skip
def test_prose_may_say_the_dose_and_what_no_dose_covers(clinic: ClinicFolder, words: str) -> None:
    clinic.change(EXERCISE_FILE, STEP, words)
    assert words.replace("{{ dose.hold }}", "10 seconds") in clinic.text()


@pytest.mark.parametrize(
    "label", ["Your {{ side }}, please", "{{ side }}-hand knee", "Knee ({{ side }})"]
)
def test_a_side_label_may_put_marks_beside_the_side(clinic: ClinicFolder, label: str) -> None:
    clinic.change(EXERCISE_FILE, "side_label: Lift your {{ side }} knee", f'side_label: "{label}"')
    assert label.replace("{{ side }}", "left") in clinic.text()


ADDRESSES = {
    "script": ("javascript:alert(1)", "must begin with https://", "browser"),
    "file transfer": ("ftp://example.org/v", "must begin with https://", "browser"),
    "no scheme": ("example.org/v", "must begin with https://", "browser"),
    "space": ("https://example.org/a b", "may not stand there", "browser"),
    "letters of another script": ("https://exämple.org/v", "may not stand there", "browser"),
    "no host": ("https:///v", "may not stand there", "browser"),
    "quotes": ('https://example.org/">', "may not stand there", "browser"),
    "name and password": ("https://me:secret@example.org", "may not stand there", "browser"),
    "too long": ("https://example.org/" + "a" * 200, "longer than 200", "short link"),
    "patient": ("https://example.org/{{ patient.id }}", "does not exist", "exercise.id"),
    "side": ("https://example.org/{{ side }}", "does not exist", "exercise.id"),
    "filter": ("https://example.org/{{ exercise.id | upper }}", "more than a name", "dotted"),
    "block": ("https://example.org/{% if 1 %}{% endif %}", "more than a name", "dotted"),
}


@pytest.mark.parametrize("case", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_refuses_the_address_of_a_video(clinic: ClinicFolder, case: tuple[str, str, str]) -> None:
    address, says, hint = case
    line = f"video: {address}"
    assert_refused(clinic, mistake("sides: one", f"{line}\nsides: one", address, says, hint))


@pytest.mark.parametrize("case", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_refuses_the_address_of_the_clinics_videos(
    clinic: ClinicFolder, case: tuple[str, str, str]
) -> None:
    address, says, hint = case
    assert_refused(clinic, Mistake(CLINIC_FILE, VIDEO, f"video: {address}", address, says, hint))


@pytest.mark.parametrize("name", ["side", "side.other"])
def test_an_exercise_without_sides_cannot_name_one(clinic: ClinicFolder, name: str) -> None:
    clinic.change(PRESCRIPTION_FILE, "exercises:", "exercises:\n  - exercise: squat")
    words = f"Bend your {{{{ {name} }}}} knee."
    says = f"step 1 says {{{{ {name} }}}}, but the exercise says sides: both"
    file = "exercises/squat/exercise.yaml"
    old = "Bend both knees a little."
    assert_refused(clinic, Mistake(file, old, words, words, says, "take the placeholder out"))


def test_an_exercise_without_a_code_cannot_use_an_address_with_one(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "code: kn22\n", "")
    at = "https://example.org"
    says = "says {{ exercise.code }}, but knee-lift has no code"
    assert_refused(clinic, Mistake(CLINIC_FILE, VIDEO, VIDEO, at, says, "give it a value"))


SHIPPED_CODE = "q27r"


def test_two_exercises_of_a_sheet_may_not_share_a_code(clinic: ClinicFolder) -> None:
    clinic.write("exercises/squat/exercise.yaml", SQUAT.replace("sq33", "kn22"))
    clinic.change(PRESCRIPTION_FILE, "exercises:", "exercises:\n  - exercise: squat")
    outcome = clinic.make()
    place = clinic.place("exercises/squat/exercise.yaml", "kn22")
    expected = f'{place}: the code "kn22" is that of knee-lift too\n  hint: choose another'
    assert outcome.problems == [expected]
    assert outcome.exit_code == 2
    assert not clinic.sheets


def test_two_exercises_of_a_library_may_not_share_a_code(clinic: ClinicFolder) -> None:
    clinic.change("exercises/squat/exercise.yaml", "sq33", SHIPPED_CODE)
    with pytest.raises(HandoutError, match=f'the code "{SHIPPED_CODE}" is that of ql-stretch too'):
        load_library(clinic.root)


def test_an_exercise_that_is_not_prescribed_does_not_keep_a_sheet_back(
    clinic: ClinicFolder,
) -> None:
    clinic.write("exercises/squat/exercise.yaml", "broken")
    assert clinic.make().exit_code == 0


def test_a_clinics_own_exercise_wins_over_the_shipped_one(clinic: ClinicFolder) -> None:
    own = SQUAT.replace("squat", "ql-stretch", 1).replace("Small squat", "Our own stretch")
    clinic.write("exercises/ql-stretch/exercise.yaml", own)
    clinic.change(PRESCRIPTION_FILE, "exercises:", "exercises:\n  - exercise: ql-stretch")
    text = clinic.text()
    assert "Our own stretch" in text
    assert "Side-lying low back stretch" not in text


def test_the_shipped_exercises_are_there_for_every_clinic(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "exercise: knee-lift", "exercise: neck-release-hook")
    clinic.change(PRESCRIPTION_FILE, "reps: 8", "reps: 3")
    assert "Neck massage with a hook" in clinic.text()


def test_a_clinic_may_have_words_of_its_own_in_the_vocabulary(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "- chair", "- broom")
    clinic.write("vocabulary.yaml", "equipment:\n  - broom\n")
    assert clinic.make().exit_code == 0


def test_a_mistake_in_the_vocabulary_is_said_once(clinic: ClinicFolder) -> None:
    clinic.write("vocabulary.yaml", "equipement:\n  - broom\n")
    outcome = clinic.make()
    place = clinic.place("vocabulary.yaml", "equipement")
    assert outcome.problems == [
        f'{place}: unknown key "equipement"\n  hint: did you mean equipment?'
    ]


def test_all_shipped_exercises_are_whole() -> None:
    library = load_library()
    assert set(library.exercises) == library.known
