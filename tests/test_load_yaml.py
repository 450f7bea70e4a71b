"""A file is data, saved as text: whatever else it holds is refused with its place."""

# ruff: noqa: E501  (one mistake on one line)

from __future__ import annotations

import random
from pathlib import Path

import pytest
from clinics import (
    PRESCRIPTION,
    PRESCRIPTION_FILE,
    ROOT,
    ClinicFolder,
    Mistake,
    assert_refused,
    clinic_folder,
    run,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import HandoutError
from handouts.load.yaml_source import read_yaml
from handouts.session import make_all

NOTE = "Breathe slowly."


def mistake(old: str, new: str, at: str, says: str, hint: str) -> Mistake:
    return Mistake(PRESCRIPTION_FILE, old, new, at, says, hint)


MISTAKES = {
    "two documents": mistake("goal:", "---\ngoal:", "---", "starts a second document", "---"),
    "second document": mistake(NOTE, f"{NOTE}\n---\na: 1", "---", "starts a second document", "---"),
    "key twice": mistake("goal:", "site: other\ngoal:", "site: other", '"site" stands here twice', "keep one"),
    "anchor": mistake(NOTE, "&a Breathe.", "&a", "anchors (&) and aliases (*)", "write the value out"),
    "anchor on a key": mistake("goal:", "&a goal:", "&a", "anchors (&) and aliases (*)", "write the value out"),
    "Python object": mistake(
        NOTE, "!!python/object/apply:os.system ls", "!!python", "tag:yaml.org,2002:python/object", "take it out"
    ),
    "tag of one's own": mistake(NOTE, "!secret x", "!secret", "the tag !secret is not allowed", "take it out"),
    "tag of YAML": mistake(NOTE, "!!str x", "!!str", "the tag tag:yaml.org,2002:str", "take it out"),
    "tag on a key": mistake("goal:", "!!str goal:", "!!str", "the tag tag:yaml", "take it out"),
    "tab": mistake("    side: left", "\tside: left", "\tside", "is not valid YAML", "not with tabs"),
    "bracket left open": mistake(NOTE, "[a", "[a", "is not valid YAML", "quotes"),
    "colon in words": mistake(NOTE, "Breathe: slowly: now", ": slowly", "is not valid YAML", "need quotes"),
    "quote left open": mistake(NOTE, '"Breathe', '"Breathe', "is not valid YAML", "quotes"),
    "raw bell": mistake(NOTE, "Breathe\x07.", "\x07", "U+0007", "delete it"),
    "bell as an escape": mistake(NOTE, '"Breathe\\x07."', '"Breathe', "U+0007", "delete it"),
    "bell in a key": mistake("goal:", '"go\\x07al":', '"go', "U+0007", "delete it"),
    "escape character": mistake(NOTE, "\x1b[31mred", "\x1b", "U+001B", "delete it"),
    "zero byte": mistake(NOTE, "Breathe\x00.", "\x00", "U+0000", "delete it"),
    "delete character": mistake(NOTE, "Breathe\x7f.", "\x7f", "U+007F", "delete it"),
    "next line": mistake(NOTE, "Breathe\x85.", "\x85", "U+0085", "delete it"),
    "right-to-left override": mistake(NOTE, "take \u202e0001 mg", "\u202e", "right-to-left override", "delete it"),
    "isolate as an escape": mistake(NOTE, '"take \\u2066 it"', '"take', "left-to-right isolate", "delete it"),
    "private use": mistake(NOTE, "Breathe\ue000.", "\ue000", "U+E000", "delete it"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_refuses_what_is_not_plain_data(clinic: ClinicFolder, mistake: Mistake) -> None:
    assert_refused(clinic, mistake)


@pytest.mark.parametrize(
    ("whole", "says"),
    [
        ("", "holds no keys"),
        ("# nothing yet\n", "holds no keys"),
        ("--- \n", "holds no keys"),
        ("- a\n- b\n", "holds no keys"),
        ("just words\n", "holds no keys"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b, *b]\n", "anchors (&) and aliases (*)"),
        ("a: &a\n  b: *a\n", "anchors (&) and aliases (*)"),
        ("<<: {patient: P-1}\n", 'unknown key "<<"'),
        ("a: " + "[" * 100_000, "nested more than 20 deep"),
        ("[" * 100_000, "nested more than 20 deep"),
        ("{" * 100_000, "needs quotes"),
        ("- " * 100_000, "nested more than 20 deep"),
        ("? " * 100_000, "in place of a key"),
        ("[" * 19, "is not valid YAML"),
        ("patient: *a\n", "anchors (&) and aliases (*)"),
        ("*a : b\n", "anchors (&) and aliases (*)"),
        ("[a, b]: c\n", "in place of a key"),
        ("? [a, b]\n: c\n", "in place of a key"),
        ("? {a: b}\n: c\n", "in place of a key"),
        ("%YAML 3.0\n---\na: b\n", "is not valid YAML"),
        ("\ufeff\ufeffa: b\n", "U+FEFF"),
        ("pati\u200bent: b\n", "U+200B"),
        ("@a", "is not valid YAML"),
        ('"\\ud83d": a', "is not valid YAML"),
        ("\u2028a: [b", "is not valid YAML"),
    ],
)
def test_refuses_a_file_that_holds_no_prescription(
    clinic: ClinicFolder, whole: str, says: str
) -> None:
    path = clinic.write(PRESCRIPTION_FILE, whole)
    outcome = clinic.make()
    assert outcome.exit_code == 2
    assert outcome.err.startswith(str(path))
    assert says in outcome.err
    assert not clinic.sheets


def test_a_page_of_invisible_characters_is_not_a_page_of_problems(clinic: ClinicFolder) -> None:
    clinic.write(PRESCRIPTION_FILE, "\x07" * 900_000)
    assert len(clinic.make().problems) <= 20


def test_refuses_a_file_of_more_than_a_megabyte(clinic: ClinicFolder) -> None:
    path = clinic.write(PRESCRIPTION_FILE, PRESCRIPTION + "# " + "x" * 1_000_000)
    assert clinic.make().problems == [
        f"{path}: is larger than 1 MB\n  hint: a file of words is never that large"
    ]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no such device")
def test_reads_no_more_than_a_megabyte_of_a_device() -> None:
    assert "/dev/zero: is larger than 1 MB" in run("make", "/dev/zero").err


def test_says_that_a_file_is_not_there(clinic: ClinicFolder) -> None:
    outcome = clinic.make("prescriptions/q.yaml")
    path = clinic.path("prescriptions/q.yaml")
    expected = f"{path}: there is no such file\n  hint: check the name and the folder"
    assert outcome.problems == [expected]
    assert outcome.exit_code == 2


def test_says_that_a_folder_is_no_file(clinic: ClinicFolder) -> None:
    outcome = clinic.make("prescriptions")
    (problem,) = outcome.problems
    assert problem.startswith(f"{clinic.path('prescriptions')}: ")
    assert "is a folder" in problem
    assert "\n  hint: name a file in it" in problem
    assert outcome.exit_code == 2


def test_latin_1_is_refused_at_the_first_letter_that_is_not_ascii(clinic: ClinicFolder) -> None:
    text = PRESCRIPTION.replace("Sample", "Zoë")
    path = clinic.write(PRESCRIPTION_FILE, text.encode("latin-1"))
    outcome = clinic.make()
    expected = f"{path}:3:11: is not saved as UTF-8 text\n  hint: save it again with encoding UTF-8"
    assert outcome.problems == [expected]
    assert outcome.exit_code == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_what_editors_save_as_unicode(clinic: ClinicFolder, encoding: str) -> None:
    text = PRESCRIPTION.replace("Sample", "Zoë")
    clinic.write(PRESCRIPTION_FILE, text.encode(encoding))
    assert "Zoë Patient" in clinic.text()


def test_the_order_of_bytes_does_not_matter(clinic: ClinicFolder) -> None:
    clinic.write(PRESCRIPTION_FILE, b"\xfe\xff" + PRESCRIPTION.encode("utf-16-be"))
    assert clinic.make().exit_code == 0


@pytest.mark.parametrize("bom", [b"\xff\xfe", b"\xfe\xff"])
def test_half_a_letter_of_utf_16_is_refused(clinic: ClinicFolder, bom: bytes) -> None:
    path = clinic.write(PRESCRIPTION_FILE, bom + b"\xd8\x00\xd8")
    assert clinic.make().err.startswith(f"{path}:1:")


def test_lines_may_end_as_windows_ends_them(clinic: ClinicFolder) -> None:
    clinic.write(PRESCRIPTION_FILE, PRESCRIPTION.replace("\n", "\r\n"))
    assert clinic.make().exit_code == 0


def test_every_value_is_the_string_that_was_written(tmp_path: Path) -> None:
    written = [
        "on",
        "no",
        "null",
        "~",
        "012",
        "12:30",
        "1e3",
        "0x1F",
        "2026-11-22",
        ".inf",
        "=",
        "yes",
    ]
    path = tmp_path / "a.yaml"
    path.write_text("values:\n" + "".join(f"  - {value}\n" for value in written), encoding="utf-8")
    assert read_yaml(path).tree == {"values": written}


def test_a_broken_line_does_not_hide_the_mistakes_above_it(clinic: ClinicFolder) -> None:
    clinic.change(PRESCRIPTION_FILE, "site: main", "site: main\nsite: main")
    clinic.change(PRESCRIPTION_FILE, NOTE, "a: b: c")
    said = " ".join(clinic.make().problems)
    assert '"site" stands here twice' in said
    assert "is not valid YAML" in said


# ------------------------------------------------------------------ anything at all

FUZZED = {
    "prescription": (ROOT / "content/prescriptions/example.yaml", PRESCRIPTION_FILE),
    "exercise": (
        ROOT / "content/exercises/ql-stretch/exercise.yaml",
        "exercises/ql-stretch/exercise.yaml",
    ),
    "clinic": (ROOT / "content/clinic.yaml", "clinic.yaml"),
}
PIECES = [
    "", " ", "\t", "\n", ":", "- ", "[", "]", "{", "}", "{{", "}}", "{{ dose.hold }}", "{% x %}", '"',
    "'", "|", ">", "&a", "*a", "!!str ", "#", "%", "@", ",", "\\", "\0", "\x07", "💥", "ل", "é", "-",
    "–", "0", "99999999999", "10 s", "2/day", "blank", "each", "\u202e", "\ue000", "\ufeff", "   a: b",
    "/", "..", "true", "~", "  ", "1.5", "\u2028", "<b>",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> ClinicFolder:
    """A clinic that prescribes the shipped stretch, which stands in its own folder."""
    clinic = clinic_folder(tmp_path_factory.mktemp("fuzzed"))
    compiled = "exercises/ql-stretch/figure.json"
    clinic.write(compiled, (ROOT / "content" / compiled).read_bytes())
    return clinic


def make_or_refuse(clinic: ClinicFolder, file: Path) -> None:
    """A sheet, or Problems that say in which file; any other exception fails the test."""
    try:
        made = make_all([file], clinic.root)
    except HandoutError as error:
        for problem in error.problems:
            assert problem.source.file
            assert problem.message
    else:
        assert made[0].pdf.startswith(b"%PDF")


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_is_refused(folder: ClinicFolder, written: str | bytes) -> None:
    data = written if isinstance(written, bytes) else written.encode("utf-8", "surrogatepass")
    make_or_refuse(folder, folder.write(PRESCRIPTION_FILE, data))


@pytest.mark.parametrize("kind", FUZZED)
def test_a_damaged_file_gives_a_sheet_or_problems(folder: ClinicFolder, kind: str) -> None:
    for original, name in FUZZED.values():
        folder.write(name, original.read_bytes())
    original, name = FUZZED[kind]
    lines = original.read_text(encoding="utf-8").split("\n")
    prescription = folder.path(PRESCRIPTION_FILE)

    @settings(max_examples=150, deadline=None, derandomize=True, database=None)
    @given(st.randoms(use_true_random=True))
    def check(chance: random.Random) -> None:
        folder.write(name, damaged(lines, chance))
        make_or_refuse(folder, prescription)

    check()


def damaged(lines: list[str], chance: random.Random) -> str:
    """The lines with a few of them, or of their letters, taken out, put in, changed or moved."""
    lines = list(lines)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        line = lines[at]
        column = chance.randint(0, len(line))
        match chance.randrange(7):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], line
            case 3:
                lines[at] = line[:column] + line[column + chance.randint(1, 9) :]
            case 4:
                key, colon, value = line.partition(": ")
                lines[at] = key + colon + chance.choice(PIECES) if value else line
            case _:
                lines[at] = line[:column] + chance.choice(PIECES) + line[column:]
    return "\n".join(lines)


def test_a_list_of_numbers_may_stand_in_brackets(tmp_path: Path) -> None:
    file = tmp_path / "pose.yaml"
    file.write_text("hip: [62, -12.5]\n", encoding="utf-8")
    assert read_yaml(file).tree == {"hip": ["62", "-12.5"]}
