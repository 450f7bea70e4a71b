"""What is wrong with a prescription is said with its place and a way out, and nothing is printed."""

# ruff: noqa: E501  (one mistake on one line)

from __future__ import annotations

import pytest
from clinics import PRESCRIPTION_FILE, ClinicFolder, Mistake, assert_refused

ENTRY = "exercise: knee-lift"
NOTE = "note: Breathe slowly."


def mistake(old: str, new: str, at: str, says: str, hint: str) -> Mistake:
    return Mistake(PRESCRIPTION_FILE, old, new, at, says, hint)


MISTAKES = {
    # keys
    "no date": mistake("date: 2026-11-22\n", "", "patient:", "date is missing", "date:"),
    "no patient id": mistake("  id: P-1\n", "", "name: Sample", "id is missing", "id:"),
    "no exercise named": mistake(f"{ENTRY}\n    side", "side", "side", "exercise is mi", "exercis"),
    "misspelt key": mistake("reps: 8", "rep: 8", "rep: 8", 'unknown key "rep"', "reps"),
    "key of another place": mistake("goal:", "side: left\ngoal:", "side", 'key "side"', "site"),
    "later form": mistake("patient:", "schema: 2\npatient:", "2\n", "schema must be 1", ""),
    # patient
    "patient in one line": mistake(
        "patient:\n  id: P-1\n  name: Sample Patient\n  language: en", "patient: P-1",
        "P-1", "patient must hold keys", "its own line",
    ),
    "patient id with a slash": mistake("P-1", "P/1", "P/1", "letters, digits", "P-1042"),
    "patient id that climbs": mistake("P-1", "../P-1", "../P-1", "letters, digits", "P-1042"),
    "patient id of dots": mistake("P-1", "..", "..\n", "the first a letter or digit", "P-1042"),
    "patient id with a space": mistake("P-1", "P 1", "P 1", "letters, digits", "P-1042"),
    "empty patient id": mistake("P-1", '""', '""', "letters, digits", "P-1042"),
    "patient id of 41 letters": mistake("P-1", "P" * 41, "PPP", "up to 40", "P-1042"),
    "patient id as a list": mistake("P-1", "\n    - P-1", "- P-1", "id must be words", "one value"),
    "unknown language": mistake("language: en", "language: xx", "xx", '"xx" is not supp', "en"),
    "wrong language": mistake("language: en", "language: English", "Engl", "language takes the code", "en"),
    "conditions as words": mistake(
        "language: en", "conditions: pregnancy", "pregnancy", "conditions must be a list", "hyphen"
    ),
    # days
    "day that is none": mistake("2026-11-22", "2026-02-30", "2026-02-30", "a date", "2026-11-22"),
    "day first": mistake("2026-11-22", "22.11.2026", "22.11.2026", "a date", "2026-11-22"),
    "day with a time": mistake("2026-11-22", "2026-11-22 9:00", "2026-11-22 9", "date", "2026"),
    "day as a list": mistake("2026-11-22", "\n  - 2026-11-22", "- 2026", "must be words", "value"),
    "visit in words": mistake("2026-12-07 10:30", "soon", "soon", "next_visit must", "10:30"),
    "visit at 25:00": mistake("10:30", "25:00", "2026-12-07", "next_visit must", "10:30"),
    "visit as keys": mistake(
        " 2026-12-07 10:30", "\n  day: 2026-12-07", "day:", "must be words", "one value"
    ),
    # site
    "unknown site": mistake("site: main", "site: mian", "mian", 'no site "mian"', "main"),
    # exercises
    "unknown exercise": mistake(ENTRY, "exercise: knee-lfit", "knee-lfit", "no exercise", "knee-lift"),
    "no exercises": mistake(
        f"- {ENTRY}\n    side: left\n    hold: 10 s\n    reps: 8\n    {NOTE}", "[]",
        "[]", "exercises is empty", "at least one",
    ),
    "exercises as words": mistake(
        f"\n  - {ENTRY}\n    side: left\n    hold: 10 s\n    reps: 8\n    {NOTE}", " knee-lift",
        "knee-lift", "exercises must be a list", "hyphen",
    ),
    "entry as words": mistake(
        f"{ENTRY}\n    side: left\n    hold: 10 s\n    reps: 8\n    {NOTE}", "knee-lift",
        "knee-lift", "item 1 of exercises must hold keys", "its own line",
    ),
    # side
    "no side": mistake("    side: left\n", "", ENTRY, "knee-lift needs a side", "side: left"),
    "both sides of one": mistake("side: left", "side: both", "both", "one side at a time", "each"),
    "side of none": mistake(
        f"{ENTRY}\n    side: left\n    hold: 10 s", "exercise: nod\n    side: left",
        "left\n", "nod has no sides", "take side out",
    ),
    "left of both": mistake(
        f"{ENTRY}\n    side: left\n    hold: 10 s", "exercise: squat\n    side: left",
        "left\n", "both sides together", "side: both",
    ),
    "side in another word": mistake(
        "side: left", "side: lef", "lef\n", "left, right, both, each or alternate", ""
    ),
    "pain above the exercise's": mistake(
        NOTE, "pain: up to 3/10", "up to 3/10", "pain is above", "accept: [pain]"
    ),
    "reps and duration": mistake(
        NOTE, "duration: 3 min", "exercise: knee-lift", "reps and duration both", "write one"
    ),
    "a visit before the sheet": mistake(
        "next_visit: 2026-12-07", "next_visit: 2026-11-07", "2026-11-07", "next_visit is before",
        "check both",
    ),
    # dose
    "hold without unit": mistake("hold: 10 s", "hold: 30", "30\n    reps", "a time with its unit", "30 s"),
    "hold in kg": mistake("hold: 10 s", "hold: 30 kg", "30 kg", "a time with its unit", "30 s"),
    "hold as a list": mistake("hold: 10 s", "hold:\n      - 10 s", "- 10", "must be words", "one val"),
    "hold as keys": mistake("hold: 10 s", "hold: {left: 5 s}", "{left", "must be words", "one value"),
    "sets in words": mistake("reps: 8", "sets: ten", "ten", 'whole number or a range such as 2-3, got "ten"', "write 3"),
    "sets and times in one": mistake("reps: 8", "sets: 3x10", "3x10", 'more than how many sets: "3x10"', "dose: 3x10"),
    "a kind of sets without times": mistake("reps: 8", "sets: [2 x 10, 1]", "[2", "sets of a kind", "2 x 10"),
    "kinds of sets and times": mistake("reps: 8", "reps: 8\n    sets: [2 x 10]", "exercise: knee", "says it again", "take reps out"),
    "sets as keys": mistake("reps: 8", "sets: {first: 3}", "{first", "a number or a list", "[2 x 10"),
    "unit of a distance": mistake("reps: 8", "distance: 20 feet", "20 feet", "distance must be a dist", "20 steps"),
    "times and distance": mistake(NOTE, "distance: 20 steps", "exercise: knee", "reps and distance both", "one of them"),
    "tempo without phases": mistake(NOTE, "tempo: 3-1-1", "3-1-1", "knee-lift has no names", "tempo: [lift"),
    "no moment": mistake(NOTE, "when: soon", "soon", "a time of day, or short words", "morning"),
    "no day to start": mistake(NOTE, "start: soon", "soon", "a date as year-month-day", "2026-12-01"),
    "for without unit": mistake(NOTE, "for: '6'", "'6'", "for must be a number of days, weeks", "6 weeks"),
    "effort of eleven": mistake(NOTE, "effort: RPE 11", "RPE 11", "RPE out of 10", "RPE 4-5"),
    "degrees backwards": mistake(NOTE, "range: 90-0 deg", "90-0", "degrees such as", "0-90 deg"),
    "short form that is none": mistake(NOTE, "dose: 3*10", "3*10", 'no short form of a dose: "3*10"', "3x10"),
    "reps also in short": mistake(NOTE, "dose: 3x10", "exercise: knee", "says reps twice", "keep one"),
    "phase that is none": mistake(NOTE, "phases: {soon: {reps: 3}}", "{soon", "when a phase holds", "weeks 1-6"),
    "misspelt key in a phase": mistake(NOTE, "phases: {week 1: {rep: 3}}", "rep: 3", 'unknown key "rep"', "reps"),
    "mistake in a phase": mistake(NOTE, "phases: {week 1: {reps: ten}}", "ten", "reps must be a whole", "10"),
    "empty phase": mistake(NOTE, "phases: {week 1: {}}", "{}", "week 1 says no dose", "sets: 3"),
    "one phase twice": mistake(NOTE, "phases: {week 1: 3x8, weeks 1: 3x9}", "{week", 'says "weeks 1" twice', "keep one"),
    "a week in two phases": mistake(
        NOTE, "phases: {weeks 1-6: 3x8, weeks 6-8: 3x9}", "{weeks", 'says "weeks 6-8" after "weeks 1-6"', "each week in one"
    ),
    "a phase after an open one": mistake(
        NOTE, "phases: {from week 2: 3x8, week 9: 3x9}", "{from", 'says "week 9" after "from week 2"', "in their order"
    ),
    "phases out of order": mistake(
        NOTE, "phases: {weeks 7-8: 3x8, week 1: 3x9}", "{weeks", 'says "week 1" after "weeks 7-8"', "in their order"
    ),
    "a phase after the end": mistake(
        NOTE, "for: 4-6 weeks\n    phases: {weeks 1-6: {rest: 9 s}, from week 7: {rest: 8 s}}", "4-6", 'for ends before the phase "from week 7" begins', "longer"
    ),
    "a phase in a phase": mistake(NOTE, "phases: {week 1: {phases: 1}}", "phases: 1", 'key "phases"', "did you mean"),
    "mistake in a progression": mistake(NOTE, "progression: {reps: ten}", "ten", "reps must be a whole", "10"),
    "what every phase says anew": mistake(
        NOTE, "phases: {week 1: {hold: 5 s}, week 2: {hold: 8 s}}", "10 s", "hold would not be printed: every phase", "take hold out"
    ),
    "what both sides say anew": mistake(
        "side: left", "left: {reps: 5}\n    right: {reps: 6}", "8\n", "reps would not be printed: left and right", "take reps out"
    ),
    "left alone": mistake("side: left", "left: {reps: 5}", "exercise: knee", "says left and not right", "side: left"),
    "left and right and a side": mistake(
        NOTE, "left: {reps: 5}\n    right: {reps: 6}", "exercise: knee", "side beside left and right", "take side"
    ),
    "mistake in what is left": mistake(
        "side: left", "left: {hold: 5}\n    right: {reps: 6}", "5}", "a time with its unit", "5 s"
    ),
    "more than the limit on the left": mistake(
        "side: left", "left: {hold: 1 min}\n    right: {reps: 6}", "1 min", "1 to 30 seconds", "accept: [hold]"
    ),
    "more than the limit in a phase": mistake(
        "hold: 10 s", "phases: {week 1: {hold: 1 min}}", "1 min", "1 to 30 seconds", "accept: [hold]"
    ),
    "more than the limit later": mistake(
        NOTE, "progression: {reps: 30}", "30}", "allows 1 to 20", "accept: [reps]"
    ),
    "more than the limit in a kind of sets": mistake(
        "reps: 8", "sets: [2 x 10, 1 x 30]", "[2", "reps is outside its limit", "accept: [reps]"
    ),
    "more pain in a phase": mistake(
        NOTE, "phases: {week 1: {pain: up to 5/10}}", "up to 5", "pain is above", "accept: [pain]"
    ),
    "half a time": mistake("reps: 8", "reps: 8.5", "8.5", "a whole number", "10"),
    "no times": mistake("reps: 8", "reps: 0", "0\n    note", "a whole number", "10"),
    "range backwards": mistake("reps: 8", "reps: 12-8", "12-8", "a whole number", "10"),
    "eight days a week": mistake("reps: 8", "frequency: 8/week", "8/week", "7 days", "7/week"),
    "times without a period": mistake("reps: 8", "frequency: '2'", "'2'", "2/day", "2/day"),
    "every 0 days": mistake("reps: 8", "frequency: every 0 days", "every", "2/day", "2/day"),
    "load without unit": mistake("reps: 8", "load: '2'", "'2'", "a band such as", "red band"),
    "load in stone": mistake("reps: 8", "load: 2 stone", "2 stone", "a band such as", "red band"),
    "pain of eleven": mistake("reps: 8", "pain: up to 11/10", "up to", "up to N/10", "up to 3/10"),
    # limits
    "more than the limit": mistake("hold: 10 s", "hold: 1 min", "1 min", "1 to 30 seconds", "accept: [hold]"),
    "limit accepted for another": mistake(
        "hold: 10 s", "hold: 1 min\n    accept: [reps]", "1 min", "hold is outside", "accept: [hold]"
    ),
    "accepts what has no limits": mistake(
        NOTE, "accept: [load]", "[load]", "accept names load, which has no limits", "hold"
    ),
    # words
    "empty note": mistake(NOTE, 'note: ""', '""', "note is empty", "leave the key out"),
    "note of white space": mistake(NOTE, 'note: " "', '" "', "note is empty", "leave the key out"),
    "clinician of 61 letters": mistake("Alex Example", "A" * 61, "AAA", "longer than 60", "shorter"),
    "word too long for the sheet": mistake("Breathe", "B" * 150, "BBB", "too long", "hyphen"),
    # print
    "unknown paper": mistake("goal:", "print: {paper: a3}\ngoal:", "a3", "a4 or letter", ""),
    "large print": mistake("goal:", "print: {format: large-print}\ngoal:", "large-", "not supported yet", "booklet"),
    "unknown format": mistake("goal:", "print: {format: poster}\ngoal:", "poster", "format must be sheet", ""),
    "format as a list": mistake("goal:", "print:\n  format:\n    - a\ngoal:", "- a", "must be words", "one v"),
    "mono": mistake("goal:", "print: {mono: true}\ngoal:", "true", "mono is not supported yet", "false"),
    "maybe punched": mistake("goal:", "print: {hole_punch: 1}\ngoal:", "1}", "true or false", "true"),
    "punched as a list": mistake("goal:", "print:\n  hole_punch:\n    - a\ngoal:", "- a", "true or false", "true"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_says_where_a_mistake_is_and_what_to_write(clinic: ClinicFolder, mistake: Mistake) -> None:
    assert_refused(clinic, mistake)


@pytest.mark.parametrize("line", ["drop:\n  - knee-lift", "drop: [knee-lift]"])
def test_refuses_to_drop_without_a_programme(clinic: ClinicFolder, line: str) -> None:
    at = line.removeprefix("drop:").strip()
    wrong = mistake("goal:", f"{line}\ngoal:", at, "none is named", "write programme:")
    assert_refused(clinic, wrong)


def test_prints_a_value_outside_the_limits_that_the_clinician_accepts(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: 1 min\n    accept: [hold]")
    assert "1 minute hold" in clinic.text()


def test_compares_breaths_with_a_limit_in_breaths(clinic: ClinicFolder) -> None:
    clinic.change("exercises/knee-lift/exercise.yaml", "hold: 1-30 s", "hold: 1-5 breaths")
    assert_refused(
        clinic,
        mistake("hold: 10 s", "hold: 6 breaths", "6 breaths", "1 to 5 breaths", "accept: [hold]"),
    )


def test_takes_a_name_of_sixty_letters(clinic: ClinicFolder) -> None:
    name = "Annemarie Wolfeschlegelsteinhausen van den Berghe-Oude Egberink"[:60]
    clinic.change(PRESCRIPTION_FILE, "Sample Patient", name)
    assert name in clinic.text()


def test_keeps_a_name_that_is_too_long_out_of_the_message(clinic: ClinicFolder) -> None:
    name = "Wolfeschlegelsteinhausen " * 8
    clinic.change(PRESCRIPTION_FILE, "Sample Patient", name)
    outcome = clinic.make()
    assert outcome.exit_code == 2
    assert "name is 199 letters long; 60 fit" in outcome.err
    assert "Wolfe" not in outcome.err


@pytest.mark.parametrize(
    "patient",
    ["patient: Sample Patient", "patient: [Sample Patient]", "patient:\n  - Sample Patient",
     "patient:\n  name: {Sample: Patient}", "patient:\n  id: Sample Patient",
     "patient:\n  conditions: Sample Patient", "patient:\n  language: Sample Patient",
     "patient:\n  Sample Patient\n  id: P-1", "patient: {name: Sample Patient", "patient: @Sample Patient",
     "patient:\n  name: Sample Patient 💥", "patient:\n  name: *Sample Patient"],
)  # fmt: skip
def test_never_repeats_what_stands_under_patient(clinic: ClinicFolder, patient: str) -> None:
    whole = "patient:\n  id: P-1\n  name: Sample Patient\n  language: en"
    clinic.change(PRESCRIPTION_FILE, whole, patient)
    outcome = clinic.make()
    assert outcome.exit_code == 2
    assert outcome.err
    assert "Sample" not in outcome.err
