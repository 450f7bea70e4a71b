"""`handouts schema`: editors accept what the program accepts, and mark the common mistakes."""

from __future__ import annotations

import contextlib
import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from clinics import (
    CLINIC_FILE,
    EXERCISE_FILE,
    PRESCRIPTION_FILE,
    ROOT,
    ClinicFolder,
    run,
)
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from handouts.load.yaml_source import read_yaml
from handouts.model.prescription import Entry
from handouts.schema import KINDS, SPELLINGS, schema_of

FILES = {
    "clinic": CLINIC_FILE, "exercise": EXERCISE_FILE, "prescription": PRESCRIPTION_FILE,
    "vocabulary": "vocabulary.yaml", "reviews": "reviews.yaml",
}  # fmt: skip
CONTENT = ROOT / "content"
SHIPPED = [
    ("clinic", CONTENT / "clinic.yaml"),
    ("vocabulary", CONTENT / "vocabulary.yaml"),
    ("plain-words", CONTENT / "plain-words.yaml"),
    ("prescription", CONTENT / "prescriptions/example.yaml"),
    *(("programme", file) for file in sorted(CONTENT.glob("programmes/*.yaml"))),
    *(("exercise", file) for file in sorted(CONTENT.glob("exercises/*/exercise.yaml"))),
]
VALIDATORS = {kind: Draft202012Validator(schema_of(kind)) for kind in KINDS}


class EditorsYaml(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers, true and false, but no dates and no yes."""


EditorsYaml.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag.rpartition(":")[2] in {"int", "float", "null"}
        or (tag.endswith("bool") and first in "tTfF")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def wrong(kind: str, tree: Any) -> list[str]:
    return [error.message for error in VALIDATORS[kind].iter_errors(tree)]


def wrong_in(kind: str, path: Path) -> list[str]:
    """What an editor marks in a file."""
    return wrong(kind, yaml.load(path.read_text(encoding="utf-8"), EditorsYaml))  # noqa: S506


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_schema_of_the_draft_that_it_names(kind: str) -> None:
    schema = schema_of(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(("kind", "file"), SHIPPED, ids=[file.parent.name for _, file in SHIPPED])
def test_shipped_files_are_as_the_schemas_say(kind: str, file: Path) -> None:
    assert wrong_in(kind, file) == []
    assert wrong(kind, read_yaml(file).tree) == []  # every value as the text that was written


def test_a_translation_is_as_the_schema_says() -> None:
    written = {"translates": "3f0c1d2e4b5a6978", "title": "Genou", "steps": ["Levez."]}
    assert wrong("translation", written) == []
    assert len(wrong("translation", {**written, "steps": [], "titre": "Genou"})) == 2


def test_the_files_of_a_clinic_are_as_the_schemas_say(clinic: ClinicFolder) -> None:
    signing = ("--by", "2 B", "--profession", "physiotherapist", "--yes")
    run("review", "squat", *signing, "--clinic", str(clinic.root))
    assert [wrong_in(kind, clinic.path(name)) for kind, name in FILES.items()
            if kind != "vocabulary"] == [[], [], [], []]  # fmt: skip


MISTAKES = [
    ("clinic", "name: Test Clinic", "nam: Test Clinic"),
    ("clinic", "name: Test Clinic", "name:"),
    ("clinic", "name: Test Clinic", "name: [Test Clinic]"),
    ("clinic", 'colour: "#1f7a73"', "colour: green"),
    ("clinic", 'colour: "#1f7a73"', 'colour: "#1f7"'),
    ("clinic", "    phone: 01632 960 123\n", ""),
    ("clinic", "  - id: main\n", "  - id: main desk\n"),
    ("clinic", "keep_going: 0-3", "keep_going: none"),
    ("clinic", "paper: a4", "paper: a5"),
    ("clinic", "paper: a4", "paper: a4\n  hole_punch: maybe"),
    ("clinic", "colour:", "review: never\ncolour:"),
    ("clinic", "colour:", "language: English\ncolour:"),
    ("clinic", "colour:", "schema: 2\ncolour:"),
    ("clinic", "  - you are not sure how to do an exercise\n", "  {}\n"),
    ("exercise", "id: knee-lift", "id: Knee lift"),
    ("exercise", "code: kn22", "code: kn10"),
    ("exercise", "region: knee\n", ""),
    ("exercise", "sides: one", "sides: left"),
    ("exercise", "dose: {hold: 5 s,", "dose: {hold: 5,"),
    ("exercise", "dose: {hold: 5 s,", "dose: {hold: five s,"),
    ("exercise", "reps: 10, frequency", "reps: ten, frequency"),
    ("exercise", "frequency: 2/day", "frequency: 2 a day"),
    ("exercise", "limits: {hold", "limits: {holds"),
    ("exercise", "pain: none", "pain: a little"),
    ("exercise", "steps: 1-2", "steps: first"),
    ("exercise", "side: right}", "side: R}"),
    ("exercise", "  title: Knee lift\n", ""),
    ("exercise", "title: Knee lift", "titel: Knee lift"),
    ("exercise", "    - Stand behind a chair.\n", "    - step: Stand behind a chair.\n"),
    ("exercise", "    - question: Wobbly?\n      answer", "    - answer"),
    ("prescription", "  id: P-1\n", ""),
    ("prescription", "id: P-1", "id: P 1"),
    ("prescription", "date: 2026-11-22", "date: 22/11/2026"),
    ("prescription", "date: 2026-11-22\n", ""),
    ("prescription", "next_visit: 2026-12-07 10:30", "next_visit: 7 December"),
    ("prescription", "exercise: knee-lift", "exercice: knee-lift"),
    ("prescription", "side: left", "side: lef"),
    ("prescription", "hold: 10 s", "hold: 10"),
    ("prescription", "hold: 10 s", "load: red"),
    ("prescription", "goal:", "frequency: often\ngoal:"),
    ("prescription", "goal:", "print: {format: poster}\ngoal:"),
]


@pytest.mark.parametrize(("kind", "old", "new"), MISTAKES)
def test_common_mistakes_are_marked_and_the_program_refuses_them_too(
    clinic: ClinicFolder, kind: str, old: str, new: str
) -> None:
    assert wrong_in(kind, clinic.path(FILES[kind])) == []
    clinic.change(FILES[kind], old, new)
    assert wrong_in(kind, clinic.path(FILES[kind]))
    assert clinic.make().exit_code == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("base: side.L", "base: lying"),
        ("view: [180, 70]", "view: sideways"),
        ("view: [180, 70]", "view: [180]"),
        ("hair: bun", "hair: long"),
        ("- pillow: {shift", "- pilow: {shift"),
        ("knee.L: 12", "kne.L: 12"),
        ("knee.L: 12", "knee.L: bent"),
        ("palm.R: down", "palm.R: under"),
        ("arrow: {of: hand.R, start: 0.48", "arrow: {of: hand.R, begin: 0.48"),
    ],
)
def test_mistakes_in_a_pose_are_marked(tmp_path: Path, old: str, new: str) -> None:
    text = (CONTENT / "exercises/ql-stretch/exercise.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    file = tmp_path / "exercise.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert wrong_in("exercise", file)


PARTS = [
    "3", "2-3", "1.5", "10–12", "blank", "up to 10", "until tired", " ", "", " s", "s", " min",
    " breaths", "/day", " / week", "every 2 days", "every other day", "at most every 3 days",
    " 3/week", "once a day", "twice a week", "red band", "No Band", " kg", "lb", "bodyweight",
    "half body weight", "none", "guide", "up to 3/10", "to fatigue", "ten", "left", "R",
    "alternate", "daily",
]  # fmt: skip


@pytest.mark.parametrize("field", sorted({*SPELLINGS, "side"} - {"steps"}))
def test_no_spelling_that_the_program_reads_is_marked(field: str) -> None:
    read = []
    for written in map("".join, itertools.product(PARTS, PARTS)):
        entry = {"exercise": "squat", field: written}
        with contextlib.suppress(ValidationError):
            Entry.model_validate(entry)
            read.append(entry)
            read.append(entry | {field: yaml.load(written, EditorsYaml)})  # noqa: S506
    assert len(read) > 4
    for entry in read:
        tree = {"patient": {"id": "P-1"}, "date": "2026-11-22", "exercises": [entry]}
        assert wrong("prescription", tree) == [], entry


def test_what_docstrings_say_of_a_field_is_shown_in_the_editor() -> None:
    schema = schema_of("exercise")
    frame, picture = schema["$defs"]["Frame"]["properties"], schema["$defs"]["PictureFile"]
    assert frame["tuck"]["description"] == "How far the head glides back, in cm."
    assert picture["properties"]["side"]["description"].startswith("`side` is the side of the body")
    assert schema["$defs"]["Adjustment"]["description"].startswith("A question")


def test_an_editor_says_how_a_value_is_written_in_place_of_the_pattern() -> None:
    hold = schema_of("exercise")["$defs"]["Dose"]["anyOf"][0]["properties"]["hold"]
    assert hold["patternErrorMessage"].startswith("write such as 30 s, 1 min")


def test_without_the_figure_engine_a_pose_is_any_mapping(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.modules['shapely'] = None\n"
        "from handouts.cli import main; main(['schema', 'exercise'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    pose = json.loads(done.stdout)["properties"]["pose"]
    assert (pose["type"], pose["additionalProperties"]) == ("object", True)


# ------------------------------------------------------------------ the command


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_printed(kind: str) -> None:
    outcome = run("schema", kind)
    assert (outcome.exit_code, outcome.err) == (0, "")
    schema = json.loads(outcome.out)
    assert schema == json.loads(json.dumps(schema_of(kind)))
    assert f"# yaml-language-server: $schema={kind}.schema.json" in schema["$comment"]


def test_every_kind_stands_in_the_help_and_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("handouts schema")[2].partition("\n## ")[0]
    help_text = " ".join(run("schema", "--help").out.split())
    assert all(kind in help_text and kind in section for kind in KINDS)


def test_all_are_written_with_the_line_for_each_kind_of_file(clinic: ClinicFolder) -> None:
    folder = clinic.path("schemas")
    outcome = run("schema", "-o", str(folder))
    assert sorted(file.name for file in folder.iterdir()) == sorted(
        f"{kind}.schema.json" for kind in KINDS
    )
    lines = outcome.out.splitlines()
    at = lines.index(str(folder / "exercise.schema.json"))
    assert lines[at + 1] == (
        "  in exercises/ID/exercise.yaml: "
        "# yaml-language-server: $schema=../../schemas/exercise.schema.json"
    )
    for kind, name in FILES.items():
        at = lines.index(str(folder / f"{kind}.schema.json"))
        path = lines[at + 1].partition("$schema=")[2]
        assert (clinic.path(name).parent / path).resolve() == folder / f"{kind}.schema.json"


def test_outside_a_clinics_folder_the_line_names_the_whole_path(tmp_path: Path) -> None:
    outcome = run("schema", "reviews", "-o", str(tmp_path))
    assert outcome.out.splitlines()[1].endswith(
        f"$schema={tmp_path.as_posix()}/reviews.schema.json"
    )
    assert [file.name for file in tmp_path.iterdir()] == ["reviews.schema.json"]


@pytest.mark.parametrize("arguments", [[], ["clinics"], ["clinics", "-o", "there"]])
def test_a_kind_that_there_is_not_is_refused(arguments: list[str]) -> None:
    outcome = run("schema", *arguments)
    assert outcome.exit_code == 2
    assert "programme, vocabulary, plain-words, reviews" in outcome.err


@pytest.mark.parametrize(
    ("override", "fine"),
    [("Cleared", True), ({"hernia": "Cleared"}, True), ({}, False), ({"hernia": {}}, False)],
)
def test_an_override_is_a_reason_or_one_for_each_condition(override: object, fine: bool) -> None:
    entry = {"exercise": "nod", "override": override}
    tree = {"patient": {"id": "P-1"}, "date": "2026-11-22", "exercises": [entry]}
    assert (wrong("prescription", tree) == []) == fine
