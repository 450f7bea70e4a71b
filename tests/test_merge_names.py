"""Names and words are printed as they were typed, however strange; or a Problem says why not."""

from __future__ import annotations

import json
import re
import unicodedata

import pikepdf
import pytest
from clinics import (
    CLINIC_FILE,
    EXERCISE_FILE,
    PRESCRIPTION_FILE,
    ClinicFolder,
    Mistake,
    assert_refused,
)
from pdf_checks import assert_valid

NAMES = {
    "apostrophes": "D’Arcy O'Neill",
    "hyphens": "Anne-Marie Smith-Jones–Lee",
    "sixty letters": "Maximiliana Friederike Charlotte von der Recke-Volmerstein Ä"[:60],
    "Vietnamese": "Nguyễn Thị Ánh Tuyết",
    "Vietnamese in parts": unicodedata.normalize("NFD", "Nguyễn Thị Ánh Tuyết"),
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Юлія Ґалаґан Ёлкина",
    "Polish": "Żółć Łukasz",
    "Turkish": "İbrahim Işık",
    "Icelandic": "Þórður Æðelborg",
    "combining marks": "Zoe\u0308 N\u0303u\u0301n\u0303ez",
    "one letter": "O",
    "placeholder": "{{ dose.hold }}",
    "block": "{% if 1 %}x{% endif %}",
    "format": "%s %d {0} {name} {page} {pages}",
    "backslashes": r"\ \n \\",
    "parenthesis": "(",
    "other parenthesis": ") Tj ET (",
    "PDF name": "/Name <</A [1]>>",
    "markup": "<b>Knee & Hip</b>",
    "entity": "&amp; &lt; &#65;",
    "quotes": "\"'`´",
    "hash": "# not a comment",
    "true": "true",
    "number": "007",
    "day": "2026-11-22",
    "dots": "... .. .",
    "ligatures": "ffi fl office fjord",
    "no-break space": "Ana\u00a0Maria",
}


def quoted(words: str) -> str:
    """The words as a string of YAML."""
    return json.dumps(words, ensure_ascii=False)


def one_form(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_prints_a_name_as_it_was_typed(clinic: ClinicFolder, name: str) -> None:
    clinic.change(PRESCRIPTION_FILE, "name: Sample Patient", f"name: {quoted(name)}")
    assert one_form(clinic.text()).count(one_form(name)) >= 2


@pytest.mark.parametrize("words", NAMES.values(), ids=NAMES.keys())
def test_prints_a_note_and_its_author_as_they_were_typed(clinic: ClinicFolder, words: str) -> None:
    clinic.change(PRESCRIPTION_FILE, "Breathe slowly.", quoted(words))
    clinic.change(PRESCRIPTION_FILE, "clinician: Alex Example", f"clinician: {quoted(words)}")
    assert one_form(f"Note from {words}: {words}") in one_form(clinic.text())


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PRESCRIPTION_FILE, "goal: To walk up the stairs.", "goal: {}"),
        (EXERCISE_FILE, "title: Knee lift", "title: {}"),
        (EXERCISE_FILE, "- Stand behind a chair.", "- {}"),
        (EXERCISE_FILE, "question: Wobbly?", "question: {}"),
        (EXERCISE_FILE, "answer: Hold the chair.", "answer: {}"),
        (EXERCISE_FILE, "purpose: Makes your hip stronger.", "purpose: {}"),
        (CLINIC_FILE, "name: Test Clinic", "name: {}"),
        (CLINIC_FILE, "phone: 01632 960 123", "phone: {}"),
        (CLINIC_FILE, 'emergency_number: "999"', "emergency_number: {}"),
        (CLINIC_FILE, "out_of_hours: Call 111, day or night.", "out_of_hours: {}"),
        (CLINIC_FILE, "- you are not sure how to do an exercise", "- {}"),
        (CLINIC_FILE, "- you have chest pain", "- {}"),
        (CLINIC_FILE, "- your calf swells", "- {}"),
        (CLINIC_FILE, "short: Only for the person named on this sheet.", "short: {}"),
        (CLINIC_FILE, "full: Your physiotherapist chose these exercises for you.", "full: {}"),
    ],
)
@pytest.mark.parametrize("words", ["<b>Knee & Hip", "(%s) \\ {0} &lt; Ξ Ж ễ"])
def test_prints_words_of_every_file_as_they_were_typed(
    clinic: ClinicFolder, file: str, old: str, new: str, words: str
) -> None:
    clinic.change(file, old, new.format(quoted(words)))
    assert words in clinic.text()


TEXTS = {
    "name": (PRESCRIPTION_FILE, "Sample Patient"),
    "clinician": (PRESCRIPTION_FILE, "Alex Example"),
    "goal": (PRESCRIPTION_FILE, "To walk up the stairs."),
    "title": (EXERCISE_FILE, "Knee lift"),
    "side label": (EXERCISE_FILE, "Lift your {{ side }} knee\n"),
    "step": (EXERCISE_FILE, "Stand behind a chair."),
    "purpose": (EXERCISE_FILE, "Makes your hip stronger."),
    "feel": (EXERCISE_FILE, "The front of your {{ side }} hip."),
    "answer": (EXERCISE_FILE, "Hold the chair."),
    "clinic": (CLINIC_FILE, "Test Clinic"),
    "phone": (CLINIC_FILE, "01632 960 123"),
    "emergency number": (CLINIC_FILE, '"999"'),
    "out of hours": (CLINIC_FILE, "Call 111, day or night."),
    "reason to call": (CLINIC_FILE, "you are not sure how to do an exercise"),
    "emergency": (CLINIC_FILE, "you have chest pain"),
    "emergency of the region": (CLINIC_FILE, "your calf swells"),
    "short disclaimer": (CLINIC_FILE, "Only for the person named on this sheet."),
    "full disclaimer": (CLINIC_FILE, "Your physiotherapist chose these exercises for you."),
}


@pytest.mark.parametrize(("file", "words"), TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize(
    ("letters", "says", "hint"),
    [
        ("💥", "no font here has U+1F4A5 (collision symbol)", "take it out"),
        ("漢", "no font here has U+6F22", "take it out"),
        ("مرحبا", "Arabic text is not supported yet", "Latin, Greek or Cyrillic"),
        ("שלום", "Hebrew text is not supported yet", "Latin, Greek or Cyrillic"),
        ("नमस्ते", "Devanagari text is not supported yet", "Latin, Greek or Cyrillic"),
    ],
)
def test_refuses_letters_that_it_cannot_print(
    clinic: ClinicFolder, file: str, words: str, letters: str, says: str, hint: str
) -> None:
    clinic.change(PRESCRIPTION_FILE, "    note: Breathe slowly.\n", "")
    new = words.replace('"', "").replace("\n", f" {letters}\n") if "\n" in words else ""
    new = new or f"{words.strip(chr(34))} {letters}"
    at = new.split("\n")[0]
    assert_refused(clinic, Mistake(file, words, new, at, says, hint))


@pytest.mark.parametrize(
    ("file", "words"),
    [(PRESCRIPTION_FILE, "Alex Example"), (EXERCISE_FILE, "your {{ side }} hip hurts")],
)
def test_what_is_said_in_two_places_is_refused_where_it_was_written(
    clinic: ClinicFolder, file: str, words: str
) -> None:
    clinic.change(file, words, f"{words} 💥")
    outcome = clinic.make()
    assert any(problem.startswith(f"{clinic.place(file, words)}: ") for problem in outcome.problems)
    assert outcome.exit_code == 2


def test_a_sheet_of_strange_words_is_a_valid_pdf(clinic: ClinicFolder) -> None:
    strange = " ".join(NAMES[name] for name in ("Vietnamese in parts", "backslashes", "markup"))
    clinic.change(PRESCRIPTION_FILE, "Breathe slowly.", quoted(strange))
    clinic.change(CLINIC_FILE, "name: Test Clinic", f"name: {quoted(strange[:60])}")
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: blank")
    assert_valid(clinic.sheet().pdf)


# ------------------------------------------------------------------ who can read the name


def test_the_name_stands_on_the_pages_and_nowhere_else(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "Sample Patient", "Wilhelmina Quist")
    outcome = clinic.make()
    (file,) = clinic.sheets
    assert "Wilhelmina" not in outcome.out + outcome.err + file
    with pikepdf.open(clinic.path("sheets") / file) as pdf:
        metadata = str(pdf.docinfo) + str(pdf.open_metadata())
        outside = [
            str(value)
            for value in pdf.objects
            if isinstance(value, (pikepdf.Dictionary, pikepdf.Array, pikepdf.String))
            and "Wilhelmina" in repr(value)
        ]
    assert "Test Clinic" in metadata
    assert "Wilhelmina" not in metadata
    assert "P-1" not in metadata
    assert not outside


# ------------------------------------------------------------------ much


def many(words: str, count: int, indent: str = "    ") -> str:
    return "".join(f"{indent}- {words} {number}.\n" for number in range(1, count + 1))


@pytest.mark.parametrize("words", [100, 300])
def test_a_long_note_is_printed_whole(clinic: ClinicFolder, words: int) -> None:
    note = " ".join(f"word{number}" for number in range(words))
    clinic.change(PRESCRIPTION_FILE, "Breathe slowly.", note)
    assert note in clinic.text()


def test_twelve_steps_and_ten_cautions_are_printed_whole(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "    - Stand behind a chair.\n", many("Go to step", 11))
    clinic.change(EXERCISE_FILE, "    - your {{ side }} hip hurts\n", many("you feel number", 10))
    text = clinic.text()
    assert all(f"Go to step {number}." in text for number in range(1, 12))
    for number in range(1, 11):
        assert len(re.findall(rf"you feel number {number}[;,.]", text)) == 2


@pytest.mark.parametrize("steps", [25, 49])
def test_steps_that_the_front_cannot_hold_are_not_lost(clinic: ClinicFolder, steps: int) -> None:
    clinic.change(EXERCISE_FILE, "    - Stand behind a chair.\n", many("Go to step", steps))
    text = clinic.text()
    assert all(f"Go to step {number}." in text for number in range(1, steps + 1))


@pytest.mark.parametrize("times", [2, 6, 15])
def test_a_long_title_is_printed_whole(clinic: ClinicFolder, times: int) -> None:
    title = " ".join(["Slow sideways knee lift"] * times)
    clinic.change(EXERCISE_FILE, "title: Knee lift", f"title: {title}")
    assert title in clinic.text()


def test_forty_exercises_are_all_printed_and_more_refused(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "exercises:", "exercises:" + "\n  - exercise: squat" * 39)
    assert clinic.text().count("2 sets of 10 times") == 39
    clinic.change(PRESCRIPTION_FILE, "exercises:", "exercises:\n  - exercise: squat")
    assert "exercises holds more than 40" in clinic.make().err


@pytest.mark.parametrize("letters", [40, 60])
def test_a_name_in_one_long_word_is_refused_without_repeating_it(
    clinic: ClinicFolder, letters: int
) -> None:
    name = "Wm" * (letters // 2)
    clinic.change(PRESCRIPTION_FILE, "Sample Patient", name)
    outcome = clinic.make()
    (problem,) = outcome.problems
    assert problem.startswith(f"{clinic.place(PRESCRIPTION_FILE, name)}: a word is too long")
    assert name not in outcome.err
    assert outcome.exit_code == 2


TOO_MUCH = {
    "note": (PRESCRIPTION_FILE, "Breathe slowly.", "word " * 900, "takes more than a page"),
    "clinician": (PRESCRIPTION_FILE, "Alex Example", "Wm" * 30, "a word is too long"),
    "clinic": (CLINIC_FILE, "Test Clinic", "Wm" * 30, "a word is too long"),
    "phone": (CLINIC_FILE, "01632 960 123", "01632 960 123 " * 10, "a word is too long"),
    "emergency number": (CLINIC_FILE, '"999"', "9 " * 100, "a word is too long"),
    "emergency list": (
        CLINIC_FILE, "  - you have chest pain\n", many("you have", 60, "  "),
        "the call boxes take more than a page",
    ),
    "reasons to call": (
        CLINIC_FILE, "  - you are not sure how to do an exercise\n", many("you have", 60, "  "),
        "the call boxes take more than a page",
    ),
    "full disclaimer": (
        CLINIC_FILE, "Your physiotherapist chose these exercises for you.", "word " * 3000,
        "disclaimer.full takes more than a page",
    ),
    "answer": (EXERCISE_FILE, "Hold the chair.", "word " * 3000, "takes more than a page"),
    "purpose": (EXERCISE_FILE, "Makes your hip stronger.", "word " * 3000, "more than a page"),
    "address": (
        EXERCISE_FILE, "sides: one", f"sides: one\nvideo: https://x.org/{'a' * 150}", "address"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "says"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_what_no_page_holds_is_a_problem(
    clinic: ClinicFolder, file: str, old: str, new: str, says: str
) -> None:
    clinic.change(file, old, new)
    outcome = clinic.make()
    assert says in outcome.err
    assert all(problem.startswith(str(clinic.root)) for problem in outcome.problems)
    assert outcome.exit_code == 2
    assert not clinic.sheets
