"""Which dose holds, and that every value of it is on the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from clinics import EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder, clinic_folder
from hypothesis import given, settings
from hypothesis import strategies as st

ENTRY = "    side: left\n    hold: 10 s\n    reps: 8\n    note: Breathe slowly."
OWN = "dose: {hold: 5 s, reps: 10, frequency: 2/day}"


def prescribed(clinic: ClinicFolder, entry: str, whole: str = "") -> str:
    """The sheet of knee-lift with these lines, and a frequency for the prescription as a whole."""
    lines = "".join(f"    {line}\n" for line in ["side: left", *filter(None, entry.split(", "))])
    clinic.change(PRESCRIPTION_FILE, ENTRY, lines)
    if whole:
        clinic.change(PRESCRIPTION_FILE, "exercises:", f"frequency: {whole}\nexercises:")
    return clinic.text()


@pytest.mark.parametrize(
    ("entry", "whole", "expected"),
    [
        ("frequency: 3/day", "4/day", "3 times a day"),
        ("", "4/day", "4 times a day"),
        ("", "", "2 times a day"),
        ("hold: 7 s", "", "7 seconds hold"),
        ("reps: 12", "", "5 seconds hold 12 times in a row"),
        ("pain: guide, accept: [pain]", "", "Stop if your left hip hurts."),
        (
            "pain: up to 4/10, accept: [pain]",
            "",
            "Stop if pain is above 4 out of 10. Stop if your left hip hurts.",
        ),
        ("", "", "Stop at any pain. Stop if your left hip hurts."),
        ("frequency: every 2 days", "2/day 3/week", "Every second day"),
    ],
)
def test_the_nearest_dose_wins(clinic: ClinicFolder, entry: str, whole: str, expected: str) -> None:
    assert expected in prescribed(clinic, entry, whole)


def test_a_duration_as_short_as_a_hold_says_the_same_twice(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, ENTRY, "    side: left\n    duration: 9 s")
    (problem,) = clinic.make().problems
    assert "hold says how long as well" in problem
    assert "write that time as hold:" in problem


@pytest.mark.parametrize(
    ("tempo", "fits"), [("3-5-3", True), ("3-0-3", True), ("3-blank-3", True), ("3-1-3", False)]
)
def test_the_pause_of_a_tempo_is_the_hold(clinic: ClinicFolder, tempo: str, *, fits: bool) -> None:
    clinic.change(
        EXERCISE_FILE, "  title:", "  tempo:\n    - lift\n    - pause\n    - lower\n  title:"
    )
    clinic.change(PRESCRIPTION_FILE, ENTRY, f"    side: left\n    tempo: {tempo}")
    problems = clinic.make().problems
    assert ["different times" in problem for problem in problems] == ([] if fits else [True])


@pytest.mark.parametrize(
    ("entry", "expected", "not_said"),
    [
        ("duration: 3 min", "3 minutes", "10 times"),
        ("sets: 3, hold: 30 s", "3 sets 30 seconds hold", "10 times"),
        ("sets: 3, reps: 8", "3 sets of 8 times 5 seconds hold", "10 times"),
    ],
)
def test_what_the_entry_says_in_full_is_not_joined_by_the_exercises_times(
    clinic: ClinicFolder, entry: str, expected: str, not_said: str
) -> None:
    text = prescribed(clinic, entry)
    assert expected in text
    assert not_said not in text


@pytest.mark.parametrize("loser", ["4 times a day", "2 times a day"])
def test_a_dose_that_lost_is_nowhere(clinic: ClinicFolder, loser: str) -> None:
    assert loser not in prescribed(clinic, "frequency: 3/day", "4/day")


def test_a_dose_is_not_put_together_from_two_frequencies(clinic: ClinicFolder) -> None:
    text = prescribed(clinic, "frequency: 3/week", "2/day")
    assert "3 days a week" in text
    assert "times a day" not in text


def test_the_pain_of_the_dose_wins_over_the_exercises_own(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, OWN, "dose: {hold: 5 s, reps: 10, pain: up to 2/10}")
    assert "Stop if pain is above 2 out of 10." in clinic.text()


def test_without_any_dose_there_are_boxes_to_fill_in(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, f"{OWN}\n", "")
    clinic.change(EXERCISE_FILE, " Hold for {{ dose.hold }}.", "")
    text = prescribed(clinic, "")
    assert "times times a day" in text


def test_one_exercise_may_stand_twice_with_different_doses(clinic: ClinicFolder) -> None:
    clinic.change(
        PRESCRIPTION_FILE, ENTRY, f"{ENTRY}\n  - exercise: knee-lift\n    side: right\n    reps: 12"
    )
    text = clinic.text()
    assert "10 seconds hold 8 times in a row" in text
    assert "5 seconds hold 12 times in a row" in text
    assert "Lift your left knee" in text
    assert "Lift your right knee" in text


def test_prose_says_the_prescribed_dose(clinic: ClinicFolder) -> None:
    assert "Lift your left knee. Hold for 10 seconds." in clinic.text()


def test_prose_beside_a_blank_points_to_the_box(clinic: ClinicFolder) -> None:
    text = prescribed(clinic, "hold: blank, reps: blank")
    assert "Hold for the time in the box." in text


# ------------------------------------------------------------------ nothing is dropped

Words = tuple[str, list[str]]
"""What is written, and what must be read."""


def plural(figure: str, one: str) -> str:
    return f"{figure} {one}" if figure == "1" else f"{figure} {one}s"


@st.composite
def figures(draw: st.DrawFn, most: int = 60) -> tuple[str, str]:
    """(as written, as read: the dash of a range is read "to")."""
    low, high = sorted((draw(st.integers(1, most)), draw(st.integers(1, most))))
    if draw(st.booleans()) or low == high:
        return str(low), str(low)
    return draw(st.sampled_from([f"{low}-{high}", f"{low} – {high}"])), f"{low} to {high}"


@st.composite
def times(draw: st.DrawFn, end: str) -> Words:
    written, printed = draw(figures())
    unit, word = draw(st.sampled_from([("s", "second"), ("min", "minute"), ("breaths", "breath")]))
    return f"{written} {unit}", [plural(printed, word) + end]


@st.composite
def amounts(draw: st.DrawFn, word: str) -> Words:
    written, printed = draw(figures())
    return written, [plural(printed, word)]


@st.composite
def reps(draw: st.DrawFn) -> Words:
    written, printed = draw(figures())
    return draw(
        st.sampled_from(
            [
                (written, [plural(printed, "time")]),
                (f"up to {written}", [f"up to {plural(printed, 'time')}"]),
                ("to fatigue", ["until tired"]),
            ]
        )
    )


@st.composite
def loads(draw: st.DrawFn) -> Words:
    written, printed = draw(figures())
    unit = draw(st.sampled_from(["kg", "lb"]))
    band = draw(st.sampled_from(["red", "no", "light blue"])) + " band"
    return draw(
        st.sampled_from(
            [
                (f"{written} {unit}", [f"{printed} {unit}"]),
                (band, [band.capitalize()]),
                ("bodyweight", ["Body weight"]),
            ]
        )
    )


@st.composite
def distances(draw: st.DrawFn) -> Words:
    written, printed = draw(figures())
    unit, word = draw(st.sampled_from([("steps", "step"), ("m", "metre"), ("lengths", "length")]))
    return f"{written} {unit}", [plural(printed, word)]


@st.composite
def efforts(draw: st.DrawFn) -> Words:
    written, printed = draw(figures(most=10))
    return draw(
        st.sampled_from(
            [
                (f"RPE {written}", [f"Effort {printed} out of 10"]),
                (f"{written} %", [f"{printed} % of full effort"]),
                ("light", ["Light effort"]),
            ]
        )
    )


def without_rivals(dose: Mapping[str, Words]) -> dict[str, Words]:
    """Of times, duration and distance, the first that is there; no hold as long as a duration."""
    rivals = [name for name in ("reps", "duration", "distance") if name in dose][1:]
    rivals += ["hold"] if "duration" in dose and "duration" not in rivals else []
    return {name: words for name, words in dose.items() if name not in rivals}


@st.composite
def frequencies(draw: st.DrawFn) -> Words:
    day, day_printed = draw(figures(most=24))
    week, week_printed = draw(figures(most=7))
    days = draw(st.integers(8, 30))
    said_day = "Once a day" if day == "1" else f"{day_printed} times a day"
    said_week = f"{plural(week_printed, 'day')} a week"
    week_alone = "Once a week" if week == "1" else said_week
    return draw(
        st.sampled_from(
            [
                (f"{day}/day", [said_day]),
                (f"{week}/week", [week_alone]),
                (f"{day}/day {week}/week", [said_day, said_week]),
                (f"every {days} days", [f"Every {days} days"]),
                (f"at most every {days} days", [f"At most every {days} days"]),
                ("every 2 days", ["Every second day"]),
            ]
        )
    )


DOSES = st.fixed_dictionaries(
    {"exercise": st.sampled_from([("squat", ["Small squat"]), ("nod", ["Small nod"])])},
    optional={
        "sets": amounts("set"),
        "reps": reps(),
        "hold": times(" hold"),
        "rest": times(" rest"),
        "duration": times(""),
        "load": loads(),
        "frequency": frequencies(),
        "distance": distances(),
        "effort": efforts(),
        "range": st.integers(1, 180).map(
            lambda n: (f"0-{n} deg", [f"Move from 0 to {n} degrees."])
        ),
        "when": st.just(("morning and evening", ["In the morning and in the evening."])),
        "for": figures().map(lambda n: (f"{n[0]} weeks", [f"For {plural(n[1], 'week')}."])),
        "start": st.integers(1, 52).map(lambda n: (f"week {n}", [f"Start in week {n}."])),
        "easier": st.just(("Use a chair.", ["When this is too hard: Use a chair."])),
        "progression": st.integers(1, 9).map(
            lambda n: (f"{n}x12", [f"When this is easy: {plural(str(n), 'set')} of 12 times."])
        ),
        "pain": st.integers(1, 5).map(
            lambda n: (f"up to {n}/10", [f"Stop if pain is above {n} out of 10."])
        ),
        "note": st.text("abcdefghij ", min_size=1, max_size=80)
        .map(lambda text: " ".join(text.split()) or "a")
        .map(lambda text: (text, [text])),
    },
).map(without_rivals)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> ClinicFolder:
    clinic = clinic_folder(tmp_path_factory.mktemp("doses"))
    for name in ("squat", "nod"):
        clinic.change(f"exercises/{name}/exercise.yaml", "dose: {", "dose: {} # {")
    return clinic


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(entries=st.lists(DOSES, min_size=1, max_size=3))
def test_every_prescribed_value_is_on_the_page(
    shared: ClinicFolder, entries: list[Mapping[str, Words]]
) -> None:
    lines = ["patient: {id: P-1}", "date: 2026-11-22", "exercises:"]
    for entry in entries:
        start = "  - "
        for name, (written, _) in entry.items():
            lines.append(f"{start}{name}: {written}")
            start = "    "
    shared.write(PRESCRIPTION_FILE, "\n".join(lines))
    text: Any = shared.text()
    missing = [
        words for entry in entries for _, said in entry.values() for words in said
        if words not in text
    ]  # fmt: skip
    assert not missing, text


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ("rest: 120-180 s, frequency: 5-6/week", "120 to 180 seconds rest"),
        ("rest: 100-120 s, frequency: 3-4/day", "100 to 120 seconds rest"),
        ("hold: 120-180 s, frequency: 2/day 5-6/week", "120 to 180 seconds hold"),
        ("hold: 10-12 breaths, frequency: 10-12/day", "10 to 12 breaths hold"),
        ("hold: 10-11 s, frequency: 10-11/day", "10 to 11 seconds hold"),
    ],
)
def test_a_wide_dose_is_on_the_page(shared: ClinicFolder, dose: str, words: str) -> None:
    lines = "".join(f"\n    {line}" for line in dose.split(", "))
    head = "patient: {id: P-1}\ndate: 2026-11-22\nexercises:\n  - exercise: nod"
    shared.write(PRESCRIPTION_FILE, head + lines)
    assert words in shared.text()


# ------------------------------------------------------------------ the clinician's note


NOTED: list[tuple[str, str, str]] = [
    ("hold: 10 s", "Hold for 20 seconds if you can.", "20 seconds"),
    ("reps: 5", "Ten times on good days.", "10 times"),
    ("phases: {weeks 1-2: {hold: 5 s}, from week 3: {hold: 8 s}}", "Then 12 seconds.", "12 second"),
]


@pytest.mark.parametrize(("dose", "note", "says"), NOTED)
def test_a_note_that_says_another_number_is_refused_until_it_is_accepted(
    clinic: ClinicFolder, dose: str, note: str, says: str
) -> None:
    def entry(accept: str) -> str:
        return f"  - exercise: nod\n    {dose}\n    note: {note}\n{accept}"

    head = "patient: {id: P-1}\ndate: 2026-11-22\nexercises:\n"
    clinic.write(PRESCRIPTION_FILE, head + entry(""))
    outcome = clinic.make()
    assert f'the note says "{says}' in outcome.err
    assert "accept: [note]" in outcome.err
    assert clinic.sheets == []
    clinic.write(PRESCRIPTION_FILE, head + entry("    accept: [note]\n"))
    assert clinic.make().err == ""


@pytest.mark.parametrize(
    ("dose", "note"),
    [
        ("hold: 10 s", "Hold for 10 seconds, no more."),
        ("hold: 10 s", "Use 2 pillows."),
        ("phases: {weeks 1-2: {hold: 5 s}, from week 3: {hold: 8 s}}", "In the end 8 seconds."),
        ("reps: 5\n    progression: 1x8", "Go up to 8 times when this is easy."),
    ],
)
def test_a_note_may_say_the_dose_again(clinic: ClinicFolder, dose: str, note: str) -> None:
    head = "patient: {id: P-1}\ndate: 2026-11-22\nexercises:\n"
    clinic.write(PRESCRIPTION_FILE, f"{head}  - exercise: nod\n    {dose}\n    note: {note}\n")
    assert clinic.make().err == ""
