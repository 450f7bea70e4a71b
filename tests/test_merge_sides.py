"""Left and right are said and shown as prescribed, and never guessed."""

from __future__ import annotations

import PIL.Image
import pypdfium2
import pypdfium2.raw
import pytest
from clinics import EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder

from handouts.load.clinic import load_clinic
from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.merge.merge import merge
from handouts.model.handout import ExerciseBlock

LABEL = "  side_label: Lift your {{ side }} knee\n"


def block(clinic: ClinicFolder, side: str = "") -> ExerciseBlock:
    if side:
        clinic.change(PRESCRIPTION_FILE, "side: left", f"side: {side}")
    prescription = load_prescription(clinic.path(PRESCRIPTION_FILE))
    handout = merge(prescription, load_library(clinic.root), load_clinic(clinic.root))
    return handout.exercises[0]


def without_sides(clinic: ClinicFolder, sides: str) -> None:
    """knee-lift has one picture, which shows the left, but no sides."""
    text = clinic.path(EXERCISE_FILE).read_text(encoding="utf-8")
    text = text.replace("sides: one", f"sides: {sides}").replace("side: right", "side: left")
    text = text.replace("{{ side }}", "one").replace("{{ side.other }}", "other")
    clinic.write(EXERCISE_FILE, text.replace("  side_label: Lift your one knee\n", ""))
    clinic.change(PRESCRIPTION_FILE, "    side: left\n", "")


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_the_words_say_the_prescribed_side(clinic: ClinicFolder, side: str, other: str) -> None:
    made = block(clinic, side)
    assert made.side is not None
    assert made.side.text == f"Lift your {side} knee"
    assert [step.body.text for step in made.steps][-1].startswith(f"Lift your {side} knee.")
    assert made.frames[0].alt == f"Steps 1 to 2: A person stands on the {other} leg."
    assert made.stop is not None
    assert f"your {side} hip hurts" in made.stop.text
    assert made.more.feel is not None
    assert made.more.feel.text.endswith(f"The front of your {side} hip.")


@pytest.mark.parametrize("side", ["left", "right"])
def test_without_a_label_the_side_is_said_all_the_same(clinic: ClinicFolder, side: str) -> None:
    clinic.change(EXERCISE_FILE, LABEL, "")
    made = block(clinic, side)
    assert made.side is not None
    assert made.side.text == f"For your {side} side"


@pytest.mark.parametrize(
    ("side", "label", "last"),
    [
        ("each", "Lift your right knee, then left", "Then do the other side."),
        ("alternate", "For both sides, taking turns", "Change sides each time."),
    ],
)
def test_both_sides_are_said_on_the_right_and_end_with_the_other(
    clinic: ClinicFolder, side: str, label: str, last: str
) -> None:
    made = block(clinic, side)
    assert made.side is not None
    assert made.side.text == label
    assert [step.body.text for step in made.steps][1:] == [
        "Lift your right knee. Hold for 10\u00a0seconds.", last,
    ]  # fmt: skip


@pytest.mark.parametrize("side", ["each", "alternate"])
def test_what_holds_for_both_sides_names_both(clinic: ClinicFolder, side: str) -> None:
    made = block(clinic, side)
    assert made.stop is not None
    assert "your right or left hip hurts" in made.stop.text
    assert made.more.feel is not None
    assert made.more.feel.text.endswith("The front of your right or left hip.")


@pytest.mark.parametrize(
    ("side", "label"),
    [("each", "For both sides, one at a time"), ("alternate", "For both sides, taking turns")],
)
def test_without_a_label_both_sides_are_said_all_the_same(
    clinic: ClinicFolder, side: str, label: str
) -> None:
    clinic.change(EXERCISE_FILE, LABEL, "")
    made = block(clinic, side)
    assert made.side is not None
    assert made.side.text == label


@pytest.mark.parametrize("sides", ["both", "none"])
def test_an_exercise_without_a_side_says_none(clinic: ClinicFolder, sides: str) -> None:
    without_sides(clinic, sides)
    made = block(clinic)
    assert made.side is None
    assert [step.label.text for step in made.steps] == ["1 ", "2 "]


@pytest.mark.parametrize(
    ("shows", "side", "mirrored"),
    [
        ("right", "right", False), ("right", "left", True), ("left", "left", False),
        ("left", "right", True), ("right", "each", False), ("left", "each", True),
        ("left", "alternate", True),
    ],
)  # fmt: skip
def test_a_picture_of_the_other_side_is_mirrored(
    clinic: ClinicFolder, shows: str, side: str, *, mirrored: bool
) -> None:
    clinic.change(EXERCISE_FILE, "side: right", f"side: {shows}")
    assert block(clinic, side).frames[0].mirrored is mirrored


@pytest.mark.parametrize("side", ["left", "right", "each"])
def test_a_picture_of_no_side_is_printed_as_it_is(clinic: ClinicFolder, side: str) -> None:
    clinic.change(EXERCISE_FILE, ", side: right}", "}")
    clinic.change(EXERCISE_FILE, "A person stands on the {{ side.other }} leg.", "A person stands.")
    assert block(clinic, side).frames[0].mirrored is False


def test_a_picture_of_no_side_whose_alt_names_one_is_refused(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, ", side: right}", "}")
    assert "does not say which side it shows" in clinic.make().err


def test_a_side_written_out_in_the_words_is_refused(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "- Stand behind a chair.", "- Stand on your right leg.")
    assert 'says "right", whichever side is prescribed' in clinic.make().err


def test_right_angles_and_right_away_are_no_sides(clinic: ClinicFolder) -> None:
    words = "- Bend it to a right angle. Stop right away if it hurts."
    clinic.change(EXERCISE_FILE, "- Stand behind a chair.", words)
    assert "right angle" in clinic.text()


@pytest.mark.parametrize("sides", ["both", "none"])
def test_without_a_prescribed_side_no_picture_is_mirrored(clinic: ClinicFolder, sides: str) -> None:
    without_sides(clinic, sides)
    assert block(clinic).frames[0].mirrored is False


@pytest.mark.parametrize(("side", "dark_half"), [("right", "left"), ("left", "right")])
def test_the_printed_picture_is_turned_over(
    clinic: ClinicFolder, side: str, dark_half: str
) -> None:
    clinic.change(PRESCRIPTION_FILE, "side: left", f"side: {side}")
    picture = first_picture(clinic.sheet().pdf).convert("L")
    width, height = picture.size
    left = picture.crop((0, 0, width // 3, height)).getextrema()
    right = picture.crop((width - width // 3, 0, width, height)).getextrema()
    darker = "left" if left[0] < right[0] else "right"
    assert darker == dark_half


def first_picture(pdf: bytes) -> PIL.Image.Image:
    """The first picture of the first page, as it is seen."""
    page = pypdfium2.PdfDocument(pdf)[0]
    kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    left, bottom, right, top = next(iter(page.get_objects([kind]))).get_bounds()
    height = page.get_height()
    seen: PIL.Image.Image = page.render(scale=1).to_pil()
    return seen.crop((round(left), round(height - top), round(right), round(height - bottom)))
