"""What is new, changed and dropped since an earlier prescription stands on the first page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from clinics import PRESCRIPTION, PRESCRIPTION_FILE, ClinicFolder, Outcome, run, text_of
from msgspec.structs import replace
from page_items import Box, box, items
from pdf_checks import assert_valid, structure_tree
from scenes import SEVEN, clinic, fonts, library, prescription

from handouts.layout.paginate import lay_out
from handouts.layout.theme import theme_for
from handouts.merge.merge import merge
from handouts.model.handout import Handout
from handouts.model.page import Page, Text
from handouts.model.prescription import Prescription
from handouts.pdf.render import render

Entry = Mapping[str, Any]

STRETCH = {"exercise": "ql-stretch", "side": "right", "hold": "30 s"}
BRIDGE = {"exercise": "bridge"}
CAT = {"exercise": "cat-cow"}


def since(old: Sequence[Entry], new: Sequence[Entry], **more: Any) -> Handout:
    earlier: Prescription = prescription(old, date="2026-11-08", next_visit=None)
    return merge(prescription(new, **more), library(), clinic(), earlier)


def said(old: Sequence[Entry], new: Sequence[Entry], **more: Any) -> str:
    changes = since(old, new, **more).head.changes
    assert changes
    return changes.text.replace("\u00a0", " ").removeprefix("Since 8 November 2026: ").strip()


# ------------------------------------------------------------------ what is said


def test_new_changed_and_dropped_are_named_with_their_numbers() -> None:
    words = said([STRETCH, CAT], [BRIDGE, {**STRETCH, "hold": "40 s"}])
    assert words == "New: 1 Bridge. Changed: 2 Side-lying low back stretch. Dropped: Cat and cow."


def test_the_earlier_day_is_named() -> None:
    changes = since([CAT], [BRIDGE]).head.changes
    assert changes
    assert changes.text.startswith("Since 8 November 2026: ")


@pytest.mark.parametrize(
    "more",
    [
        {"hold": "31 s"}, {"reps": "5"}, {"sets": "2"}, {"rest": "30 s"}, {"frequency": "3/day"},
        {"load": "red band"}, {"pain": "guide", "accept": ["pain"]}, {"side": "left"},
        {"side": "each"}, {"note": "Slowly."},
    ],
)  # fmt: skip
def test_another_dose_side_or_note_is_a_change(more: Entry) -> None:
    changed = "Changed: 1 Side-lying low back stretch."
    assert said([STRETCH], [{**STRETCH, **more}]) == changed
    assert said([{**STRETCH, **more}], [STRETCH]) == changed


@pytest.mark.parametrize(
    "more",
    [
        {"accept": ["hold"]},
        {"reps": "4"},  # the exercise's own
        {"frequency": "2/day"},
    ],
)
def test_what_the_patient_does_alike_is_no_change(more: Entry) -> None:
    assert said([STRETCH], [{**STRETCH, **more}]) == "nothing has changed."


def test_another_order_or_clinician_is_no_change() -> None:
    assert said([CAT, BRIDGE], [BRIDGE, CAT], clinician="Sam") == "nothing has changed."


def test_a_dose_for_the_whole_changes_what_has_no_own() -> None:
    words = said([CAT, {**BRIDGE, "frequency": "2/day"}], [CAT, BRIDGE], frequency="1/day")
    assert words == "Changed: 1 Cat and cow, 2 Bridge."


def test_programmes_are_compared_by_what_they_hold() -> None:
    listed = library().programmes.read["lower-back-starter"].exercises
    own = [{"exercise": entry.exercise} for entry in listed]
    words = said(own, [], programme="lower-back-starter", drop=["cat-cow"])
    assert words == "Changed: 2 Bridge. Dropped: Cat and cow."  # "8-10" in place of 10


RIGHT, LEFT = STRETCH, {**STRETCH, "side": "left"}
OTHER = {**LEFT, "hold": "10 s"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ([RIGHT], [LEFT, RIGHT], "New: 1 Side-lying low back stretch."),
        ([RIGHT, LEFT], [LEFT], "Dropped: Side-lying low back stretch."),
        ([RIGHT, LEFT], [LEFT, RIGHT], "nothing has changed."),
        ([RIGHT, LEFT], [OTHER, RIGHT], "Changed: 1 Side-lying low back stretch."),
        (
            [LEFT], [RIGHT, OTHER],
            "New: 1 Side-lying low back stretch. Changed: 2 Side-lying low back stretch.",
        ),
        ([RIGHT, RIGHT], [RIGHT], "Dropped: Side-lying low back stretch."),
    ],
)  # fmt: skip
def test_an_exercise_that_stands_twice_is_compared_side_by_side(
    old: list[Entry], new: list[Entry], words: str
) -> None:
    assert said(old, new) == words


# ------------------------------------------------------------------ where it stands


def test_it_stands_on_the_first_page_alone_and_is_read_before_the_exercises() -> None:
    old = [{**entry, "note": "Slowly."} for entry in SEVEN]
    handout = since(old, SEVEN)
    pages = lay_out(handout, theme_for(clinic(), prescription(SEVEN)), fonts())
    shown = ["".join(item.text for item in items_of(page)) for page in pages]
    assert [number for number, text in enumerate(shown) if "Changed:" in text] == [0]
    pdf = render(pages, handout, fonts())
    assert_valid(pdf)
    tree = structure_tree(pdf)
    assert tree.count("Since 8 November 2026") == 1
    assert tree.index("turn over") < tree.index("Since 8 November") < tree.index("H2 ")


def items_of(page: Page) -> list[Text]:
    items = (item for placed in page.placed for item in placed.block.items)
    return [item for item in items if isinstance(item, Text)]


def make_since(clinic: ClinicFolder, *files: str) -> Outcome:
    names = [str(clinic.path(name)) for name in files or (PRESCRIPTION_FILE,)]
    old = str(clinic.path("prescriptions/old.yaml"))
    return run("make", *names, "--since", old, "-o", str(clinic.path("sheets")))


def test_the_command_compares_two_files(clinic: ClinicFolder) -> None:
    old = PRESCRIPTION.replace("2026-11-22", "2026-11-08").replace("hold: 10 s", "hold: 9 s")
    clinic.write("prescriptions/old.yaml", old + "  - exercise: nod\n")
    assert make_since(clinic).exit_code == 0
    words = text_of(clinic.path("sheets/2026-11-22-P-1.pdf").read_bytes())
    assert "Since 8 November 2026: Changed: 1 Knee lift. Dropped: Small nod." in words


def test_a_quick_line_is_compared_too(clinic: ClinicFolder) -> None:
    clinic.write("prescriptions/old.yaml", PRESCRIPTION)
    arguments = ("--patient", "P-1", "--date", "2026-11-22", "--clinic", str(clinic.root), "nod")
    old = str(clinic.path("prescriptions/old.yaml"))
    run("make", *arguments, "--since", old, "-o", str(clinic.path("sheets")))
    words = text_of(clinic.path("sheets/2026-11-22-P-1.pdf").read_bytes())
    assert "New: 1 Small nod. Dropped: Knee lift." in words


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: P-1", "id: P-2", ":2:7: is the prescription of P-2, not of P-1"),
        ("2026-11-22", "2026-11-23", ":7:7: is later than the sheet that is made"),
        ("exercise: knee-lift", "exercise: knee-lfit", ':11:15: there is no exercise "knee-lfit"'),
        ("goal:", "gaol:", ':9:1: unknown key "gaol"'),
        ("goal:", "drop: [nod]\ngoal:", ":9:7: drop takes exercises out of a programme"),
    ],
)
def test_an_earlier_file_that_does_not_fit_is_refused(
    clinic: ClinicFolder, old: str, new: str, says: str
) -> None:
    clinic.write("prescriptions/old.yaml", PRESCRIPTION.replace(old, new, 1))
    outcome = make_since(clinic)
    (problem,) = outcome.problems
    assert f"old.yaml{says}" in problem
    assert outcome.exit_code == 2
    assert not clinic.sheets


def test_what_was_in_order_that_day_need_not_be_today(clinic: ClinicFolder) -> None:
    """The limits have changed since; the old sheet is only compared with."""
    clinic.write("prescriptions/old.yaml", PRESCRIPTION.replace("hold: 10 s", "hold: 50 s"))
    assert make_since(clinic).exit_code == 0


def test_an_exercise_of_that_day_that_cannot_be_read_is_told_once(clinic: ClinicFolder) -> None:
    clinic.write("prescriptions/old.yaml", PRESCRIPTION + "  - exercise: nod\n")
    clinic.change("exercises/nod/exercise.yaml", "sides: none", "sides: non")
    (problem,) = make_since(clinic).problems
    assert "sides must be" in problem


def test_one_earlier_file_goes_with_one_sheet(clinic: ClinicFolder) -> None:
    clinic.write("prescriptions/old.yaml", PRESCRIPTION)
    outcome = make_since(clinic, PRESCRIPTION_FILE, PRESCRIPTION_FILE)
    assert outcome.exit_code == 2
    assert "--since goes with one prescription." in outcome.err


# ------------------------------------------------------------------ beside the title


def test_new_and_changed_exercises_say_so_beside_their_titles() -> None:
    made = since([STRETCH, CAT], [BRIDGE, {**STRETCH, "hold": "40 s"}, CAT])
    tags = [block.change.text if block.change else None for block in made.exercises]
    assert tags == ["New", "Changed", None]


def test_without_an_earlier_sheet_nothing_is_said_to_be_new() -> None:
    made = merge(prescription([STRETCH]), library(), clinic())
    assert [block.change for block in made.exercises] == [None]


@pytest.mark.parametrize("exercise", ["ql-stretch", "bridge", "external-rotation-band"])
def test_the_side_stands_where_it_stood_and_what_is_new_after_it(exercise: str) -> None:
    """Beside the side or the title where there is room, else under it; never on anything."""
    sided = {} if exercise == "bridge" else {"side": "each"}
    made = since([CAT], [{"exercise": exercise, **sided}])
    plain = replace(made, exercises=tuple(replace(b, change=None) for b in made.exercises))
    found, before = places_of(made), places_of(plain)
    assert found.keys() - before.keys() == {"e1.change"}
    (change,) = found.pop("e1.change")
    for node in {"e1.title", "e1.side"} & before.keys():
        assert found[node] == before[node]
        assert not any(change.grown(1).overlaps(box) for box in found[node])
    last = found.get("e1.side", found["e1.title"])[-1]
    assert change.left > last.right or change.top > last.bottom


def places_of(handout: Handout) -> dict[str, list[Box]]:
    """Where the first page shows the words of each node, line by line."""
    pages = lay_out(handout, theme_for(clinic(), prescription([BRIDGE])), fonts())
    places: dict[str, list[Box]] = {}
    for item, x, y in items(pages[0]):
        if isinstance(item, Text) and item.node:
            places.setdefault(item.node, []).append(box(item, x, y, fonts()))
    return places


def test_what_is_new_is_read_aloud_after_the_title() -> None:
    made = since([CAT], [STRETCH])
    pages = lay_out(made, theme_for(clinic(), prescription([STRETCH])), fonts())
    pdf = render(pages, made, fonts())
    assert_valid(pdf)
    tree = structure_tree(pdf)
    section = tree[tree.index("H2 ") :]
    assert section.index("Stretch your right side") < section.index("P New") < section.index("Fig")
