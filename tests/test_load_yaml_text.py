"""A file's text that travels unread: what is taken from it is what stands in all of it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml
from clinics import OUTPUT, PRESCRIPTION, PRESCRIPTION_FILE, ClinicFolder
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts.batch.outcome import Report
from handouts.batch.run import run_batch
from handouts.errors import HandoutError
from handouts.load.saved_prescriptions import read_folder
from handouts.load.yaml_text import YamlText, yaml_text

PATHS = (("patient", "id"), ("date",))
KEYS = st.sampled_from(["patient", "id", "date", "goal", "a"])
WORDS = st.sampled_from(["P-1", "2026-11-22", "", "a: b", "- a", "{", "patient", "two\nlines"])
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_size=4,
)
SCRIBBLE = st.lists(
    st.sampled_from(
        ["patient", "id", "date", ": ", ":\n", "\n", "  ", "- ", "{", "}", "[", "]", ", ", "? ",
         "&a ", "*a", "!!str ", "P-1", '"', "'", "#", "---\n", "|\n", "<<"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


def taken(text: str) -> tuple[str, ...]:
    return YamlText(Path("a.yaml"), text).values(*PATHS)


@settings(max_examples=400)
@given(SCRIBBLE | st.builds(yaml.safe_dump, TREES, default_flow_style=st.none() | st.booleans()))
@example("exercises:\n- patient: {id: P-2}\n  date: x\npatient: {id: P-1}\ndate: 2026-11-22\n")
@example("patient:\n- id: P-1\ndate: {patient: x}\n")
@example("? patient\n: id: P-1\n? date\n: 2026-11-22\n")
def test_what_is_taken_from_a_text_is_what_it_holds_if_it_can_be_read(text: str) -> None:
    found = taken(text)
    try:
        document = YamlText(Path("a.yaml"), text).document()
    except HandoutError:
        return
    assert found == document.values(*PATHS)


@pytest.mark.parametrize("behind", ["date: again\n", "a: b\n\tx", "a: [", "&a b: c", "---\n"])
def test_what_stands_behind_the_values_is_left_to_whoever_reads_all(behind: str) -> None:
    assert taken(f"patient: {{id: P-1}}\ndate: 2026-11-22\n{behind}") == ("P-1", "2026-11-22")


@pytest.mark.parametrize(
    "text", ["", "[", "patient: {id: [P-1]}\ndate: {a: b}", "a: " + "[" * 100_000, "\x00", "*a"]
)
def test_of_a_text_without_them_nothing_is_taken(text: str) -> None:
    assert taken(text) == ("", "")


def test_it_travels_as_its_words(clinic: ClinicFolder) -> None:
    """And not as all that it holds, each with its place: that is many times as much."""
    file = clinic.write(PRESCRIPTION_FILE, PRESCRIPTION)
    text = yaml_text(file)
    assert pickle.loads(pickle.dumps(text)) == text  # noqa: S301  # our own
    assert len(pickle.dumps(text)) < file.stat().st_size + 400
    assert text.document().tree["patient"]["id"] == text.values(*PATHS)[0]


def test_a_file_that_is_broken_further_down_keeps_its_name(clinic: ClinicFolder) -> None:
    """So a second sheet of that patient and day is called the same when the first is mended."""
    folder = clinic.path("several")
    good = "patient: {id: P-1}\ndate: 2026-11-22\nexercises:\n  - {exercise: nod, reps: 5}\n"
    broken, _ = (clinic.write(f"several/{name}.yaml", good) for name in ("a", "b"))
    clinic.change("clinic.yaml", "name: Test Clinic", "name: Test Clinic\nreview: off")

    def made() -> Report:
        return run_batch(read_folder(folder), clinic.root, clinic.path(OUTPUT), workers=1)

    broken.write_text(good + "goal: [a\n", encoding="utf-8")
    report = made()
    assert [one.patient for one in report.outcomes] == ["P-1", "P-1"]
    assert [one.file for one in report.outcomes] == ["", "2026-11-22-P-1-2.pdf"]
    assert "is not valid YAML" in report.failed[0].problems[0].message
    broken.write_text(good, encoding="utf-8")
    files = [one.file for one in made().outcomes]
    assert files == ["2026-11-22-P-1.pdf", "2026-11-22-P-1-2.pdf"]
