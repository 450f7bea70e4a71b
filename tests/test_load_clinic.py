"""What is wrong with clinic.yaml is said with its place and a way out, and nothing is printed."""

# ruff: noqa: E501  (one mistake on one line)

from __future__ import annotations

from pathlib import Path

import pytest
from clinics import CLINIC_FILE, PRESCRIPTION_FILE, ClinicFolder, Mistake, assert_refused

from handouts.errors import HandoutError
from handouts.load.clinic import find_clinic_folder, load_clinic
from handouts.load.prescription import load_prescription
from handouts.places import shipped_content

SHORT = "short: Only for the person named on this sheet."
FULL = "full: Your physiotherapist chose these exercises for you."
WEB = "web: riverside.example.org"
GUIDE = "{keep_going: 0-3, do_less: 4-5, stop: 6-10}"


def mistake(old: str, new: str, at: str, says: str, hint: str) -> Mistake:
    return Mistake(CLINIC_FILE, old, new, at, says, hint)


def added(line: str, at: str, says: str, hint: str) -> Mistake:
    return mistake("colour:", f"{line}\ncolour:", at, says, hint)


MISTAKES = {
    "no name": mistake("name: Test Clinic\n", "", "colour", "name is missing", "name:"),
    "name of 61 letters": mistake("Test Clinic", "T" * 61, "TTT", "longer than 60", "shorter"),
    "no sites": mistake("sites:\n  - id: main\n    phone: 01632 960 123", "sites: []", "[]", "sites is empty", "one item"),
    "site without a phone": mistake("    phone: 01632 960 123\n", "", "id: main", "phone is missing", "phone:"),
    "site id with a space": mistake("id: main", "id: main street", "main s", "letters, digits", "main"),
    "two sites of one id": mistake(
        "sites:", "sites:\n  - {phone: 01632 960 999, id: main}",
        "main\n", '"main" is the id of two sites', "choose another",
    ),
    "colour without quotes": mistake('"#1f7a73"', "#1f7a73", " #1f7a73", 'got ""', "quotes"),
    "colour by name": mistake('"#1f7a73"', "green", "green", 'a colour such as "#1f7a73", got "green"', "quotes"),
    "short colour": mistake('"#1f7a73"', '"#1f7"', '"#1f7"', "must be a colour", "quotes"),
    "no emergency number": mistake('emergency_number: "999"\n', "", "name", "emergency_number is missing", "add"),
    "disclaimer of 31 words": mistake(SHORT, "short: " + "word " * 31, "word word", "has 31 words; the footer holds 30", "disclaimer.full"),
    "empty disclaimer": mistake(FULL, 'full: ""', '""', "full is empty", "words"),
    "no reasons to call": mistake(
        "call_us_if:\n  - you are not sure how to do an exercise", "call_us_if: []",
        "[]", "call_us_if is empty", "one item",
    ),
    "empty emergency list": mistake("emergency_if:\n  - you have chest pain", "emergency_if: []", "[]", "emergency_if is empty", "one"),
    "emergency signs in brackets": mistake(
        "emergency_if:\n  - you have chest pain", "emergency_if: [chest pain, or worse]",
        "[chest", "a comma would cut", "own line",
    ),
    "misspelt region": mistake(
        "  knee:\n    - your calf", "  knees:\n    - your calf",
        "- your calf", 'the region "knees" is not in the vocabulary', "knee",
    ),
    "gap in the pain guide": mistake(GUIDE, "{keep_going: 0-3, do_less: 5-6, stop: 7-10}", "{keep", "every number from 0 to 10", "0-3"),
    "overlap in the pain guide": mistake(GUIDE, "{keep_going: 0-4, do_less: 4-5, stop: 6-10}", "{keep", "every number from 0 to 10", "0-3"),
    "pain guide that ends at 9": mistake(GUIDE, "{keep_going: 0-3, do_less: 4-5, stop: 6-9}", "{keep", "every number from 0 to 10", "0-3"),
    "pain guide up to 11": mistake("6-10}", "6-11}", "6-11}", "from 0 to 10", "0-3"),
    "pain level in words": mistake("0-3", "a little", "a little", "from 0 to 10", "0-3"),
    "pain level as a list": mistake("{keep_going: 0-3,", "{keep_going: {a: b},", "{a", "must be words", "one value"),
    "review maybe": added("review: later", "later", "review must be required or off", ""),
    "an import as words": added("import: other.yaml", "other", "import must hold keys", "own line"),
    "an import's column with no meaning": added(
        "import:\n  columns: {Nr.: patient_id}", "patient_id", 'got "patient_id"', "id",
    ),
    "an import that accepts": added("import:\n  columns: {OK: accept}", "accept}", "column can mean", "known:"),
    "a status with nothing to skip": added(
        "import:\n  status: {column: Status, skip: []}", "[]", "skip is empty", "one item",
    ),
    "dates in another order": added("import:\n  dates: year-first", "year", "dates must be day-first or month-first", ""),
    "unknown key": added("sights: 3", "sights", 'unknown key "sights"', "sites"),
    "large print": mistake("paper: a4", "format: large-print", "large-print", "not supported yet", "booklet"),
    "mono": mistake("paper: a4", "mono: true", "true", "not supported yet", "false"),
    "unknown paper": mistake("paper: a4", "paper: a3", "a3", "paper must be a4 or letter", ""),
    "print as words": mistake("print:\n  paper: a4", "print: a4", "a4\n", "print must hold keys", "own line"),
    "logo that is not there": mistake("logo.svg", "mark.svg", "mark.svg", "no file mark.svg", "put it into"),
    "logo outside": mistake("logo.svg", "../logo.svg", "../logo.svg", "outside the folder", "copy"),
}  # fmt: skip


def test_refuses_a_language_that_it_does_not_speak(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "  language: en\n", "")
    assert_refused(clinic, added("language: xx", "xx", '"xx" is not supported yet', "en"))


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_says_where_a_mistake_is_and_what_to_write(clinic: ClinicFolder, mistake: Mistake) -> None:
    assert_refused(clinic, mistake)


def test_the_short_disclaimer_may_have_thirty_words(clinic: ClinicFolder) -> None:
    clinic.change(CLINIC_FILE, SHORT, "short: " + "word " * 30)
    assert clinic.text().count("word " * 29) == 2


def test_a_clinic_that_prints_booklets_may_have_forty_five(clinic: ClinicFolder) -> None:
    clinic.change(CLINIC_FILE, SHORT, "short: " + "word " * 45)
    clinic.change(CLINIC_FILE, "paper: a4", "paper: a4\n  format: booklet")
    assert clinic.text().count("word " * 44) == 3
    clinic.change(CLINIC_FILE, SHORT.split(":", maxsplit=1)[0] + ": word", "short: one word")
    (problem,) = clinic.make().problems
    assert "has 46 words; the footer holds 45" in problem


def test_empty_lines_part_the_paragraphs_of_the_full_disclaimer(clinic: ClinicFolder) -> None:
    text = "full: |\n    One\n    line.\n\n\n\n    Another.\n\n"
    clinic.change(CLINIC_FILE, FULL, text)
    assert load_clinic(clinic.root).disclaimer.full == "One line.\n\nAnother."


def test_a_region_adds_its_emergency_signs_to_sheets_of_that_region_only(
    clinic: ClinicFolder,
) -> None:
    assert "your calf swells" in clinic.text()
    clinic.change(PRESCRIPTION_FILE, "exercise: knee-lift\n    side: left", "exercise: nod")
    assert "your calf swells" not in clinic.text()


def test_a_site_has_its_own_phone(clinic: ClinicFolder) -> None:
    clinic.change(CLINIC_FILE, "sites:", "sites:\n  - {id: north, phone: 01632 960 999}")
    assert "Call 01632 960 123" in clinic.text()
    clinic.change(PRESCRIPTION_FILE, "site: main", "site: north")
    assert "Call 01632 960 999" in clinic.text()


def test_the_first_site_is_used_where_none_is_named(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "site: main\n", "")
    assert "Call 01632 960 123" in clinic.text()


BROKEN_LOGOS = {
    "words": "<svg><text>Riverside</text></svg>",
    "a picture inside": '<svg width="9" height="9"><image href="x.png"/></svg>',
    "a script": "<svg><script>alert(1)</script></svg>",
    "entities": '<!DOCTYPE svg [<!ENTITY a "a">]><svg>&a;</svg>',
    "no shapes": '<svg width="9" height="9"></svg>',
    "no size": '<svg width="0" height="0"><path d="M0 0h9v9z"/></svg>',
    "boundless size": '<svg width="1e999" height="9"><path d="M0 0h9v9z"/></svg>',
    "boundless path": '<svg width="9" height="9"><path d="M0 0L1e999 9z"/></svg>',
    "length in em": '<svg width="9" height="9"><path d="M0 0L9 9"/><rect x="1em" width="3" height="3"/></svg>',
    "boundless line": '<svg width="9" height="9"><path stroke="red" stroke-width="1e999" d="M0 0h9v9"/></svg>',
    "open element": "<svg><path",
    "nothing": "",
    "no SVG": "just words",
    "bytes": "\x00\x01\x02",
    "deep nesting": '<svg width="9" height="9">' + "<g>" * 3000 + "</g>" * 3000 + "</svg>",
    "a circle of uses": '<svg width="9" height="9"><g id="a"><use href="#a"/></g></svg>',
}


@pytest.mark.parametrize("logo", BROKEN_LOGOS.values(), ids=BROKEN_LOGOS.keys())
def test_refuses_a_logo_that_it_cannot_draw_whole(clinic: ClinicFolder, logo: str) -> None:
    clinic.write("logo.svg", logo)
    with pytest.raises(HandoutError) as caught:
        load_clinic(clinic.root)
    (problem,) = caught.value.problems
    assert str(problem.source) == clinic.place(CLINIC_FILE, "logo.svg")
    assert "the logo logo.svg" in problem.message
    assert problem.hint == "save it as plain paths, or as PNG"


def test_the_clinic_of_a_prescription_is_the_nearest_folder_above(clinic: ClinicFolder) -> None:
    inner = clinic.write("branch/clinic.yaml", "").parent
    file = clinic.write("branch/prescriptions/2026/p.yaml", "")
    assert find_clinic_folder(file) == inner.resolve()
    assert find_clinic_folder(clinic.path(PRESCRIPTION_FILE)) == clinic.root.resolve()


def test_a_prescription_outside_of_all_clinics_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HandoutError, match=r"no folder above it holds a clinic\.yaml"):
        find_clinic_folder(tmp_path / "p.yaml")


def test_the_shipped_clinic_and_its_example_are_whole() -> None:
    folder = shipped_content()
    load_prescription(folder / "prescriptions/example.yaml")
    assert load_clinic(folder).artwork is not None
