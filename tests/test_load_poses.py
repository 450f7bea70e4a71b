"""An exercise with a pose prints what was drawn of this very pose, or says how to have it drawn."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from clinics import EXERCISE_FILE, FRAME_FILE, PRESCRIPTION_FILE, ClinicFolder
from drawn import FIGURE, HALVES, LEFT_HALF, POSE, compile_as, with_pose

from handouts.load.clinic import load_clinic
from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.merge.merge import merge
from handouts.model.drawing import Drawing, DrawnPath
from handouts.model.handout import Frame
from handouts.model.palette import BAND_COLOURS
from handouts.places import shipped_content


def frames(clinic: ClinicFolder, side: str = "") -> tuple[Frame, ...]:
    if side:
        clinic.change(PRESCRIPTION_FILE, "side: left", f"side: {side}")
    prescription = load_prescription(clinic.path(PRESCRIPTION_FILE))
    library, about = load_library(clinic.root), load_clinic(clinic.root)
    return merge(prescription, library, about).exercises[0].frames


def drawn(clinic: ClinicFolder) -> ClinicFolder:
    with_pose(clinic)
    compile_as(clinic, HALVES)
    return clinic


def refused(clinic: ClinicFolder) -> str:
    """The one Problem, which stands at the pose; without its place and the folder's."""
    outcome = clinic.make()
    (problem,) = outcome.problems
    place = clinic.place(EXERCISE_FILE, "base: stand")
    assert problem.startswith(f"{place}: ")
    assert outcome.exit_code == 2
    assert not clinic.sheets
    return problem.removeprefix(f"{place}: ").replace(str(clinic.root), "CLINIC")


RUN = "\n  hint: run: handouts figure knee-lift --clinic CLINIC"


def test_a_pose_that_was_never_drawn_is_refused(clinic: ClinicFolder) -> None:
    with_pose(clinic)
    assert refused(clinic) == "the picture of knee-lift is not drawn yet" + RUN


def test_a_pose_that_was_changed_since_is_refused(clinic: ClinicFolder) -> None:
    drawn(clinic).change(EXERCISE_FILE, "knee.R: 90", "knee.R: 80")
    assert refused(clinic) == "the picture of knee-lift is older than its pose" + RUN


def test_a_pose_that_stands_elsewhere_in_the_file_is_the_same(clinic: ClinicFolder) -> None:
    drawn(clinic).change(EXERCISE_FILE, POSE, "")
    clinic.change(EXERCISE_FILE, "sides: one\n", "sides: one  # as it was\n" + POSE)
    assert clinic.make().exit_code == 0


def test_a_damaged_figure_is_refused(clinic: ClinicFolder) -> None:
    drawn(clinic).change(FIGURE, "shirt", "skin")
    problem = refused(clinic)
    assert problem == "the picture of knee-lift is damaged: it is not as it was written" + RUN


def test_a_figure_with_too_few_frames_is_refused(clinic: ClinicFolder) -> None:
    with_pose(clinic)
    compile_as(clinic, HALVES, HALVES)
    assert "another number of frames" in refused(clinic)


def test_a_figure_that_is_a_folder_is_refused(clinic: ClinicFolder) -> None:
    with_pose(clinic)
    clinic.path(FIGURE).mkdir()
    assert "cannot be read" in refused(clinic)


def test_a_shipped_exercise_is_drawn_without_naming_a_clinic(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pose(clinic)
    monkeypatch.setattr("handouts.load.exercise_pictures.shipped_content", lambda: clinic.root)
    assert refused(clinic).endswith("run: handouts figure knee-lift")


def test_a_folder_with_a_space_is_named_in_quotes(clinic: ClinicFolder) -> None:
    with_pose(clinic)
    moved = ClinicFolder(clinic.root.rename(clinic.root.with_name("my clinic")))
    assert refused(moved).endswith('--clinic "CLINIC"')


def test_a_pose_beside_pictures_is_refused(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "pictures:\n", POSE + "pictures:\n")
    compile_as(clinic, HALVES)
    (problem,) = clinic.make().problems
    assert problem.startswith(clinic.place(EXERCISE_FILE, "- {file"))
    assert "a pose or pictures of its own, not both" in problem


def test_every_frame_needs_a_text(clinic: ClinicFolder) -> None:
    two = POSE + "    - {knee.R: 80}\n"
    with_pose(clinic, two)
    compile_as(clinic, HALVES, HALVES)
    (problem,) = clinic.make().problems
    assert "2 pictures need 2 alt texts, got 1" in problem


def test_more_frames_than_stand_side_by_side_are_refused(clinic: ClinicFolder) -> None:
    with_pose(clinic, POSE + "    - {}\n" * 3)
    clinic.change(EXERCISE_FILE, "  alt:\n", "  alt:\n" + "    - A person stands.\n" * 3)
    compile_as(clinic, *[HALVES] * 4)
    (problem,) = clinic.make().problems
    assert "frames holds more than 3" in problem


@pytest.mark.parametrize("posed", [True, False])
def test_a_picture_of_steps_that_are_not_there_is_refused(
    clinic: ClinicFolder, *, posed: bool
) -> None:
    if posed:
        with_pose(clinic)
    clinic.change(EXERCISE_FILE, "steps: 1-2", "steps: 2-9")
    if posed:
        compile_as(clinic, HALVES)
    (problem,) = clinic.make().problems
    assert problem.startswith(clinic.place(EXERCISE_FILE, "2-9"))
    assert "steps goes to 9, and the exercise has 2 steps" in problem


@pytest.mark.parametrize(
    ("side", "mirrored"), [("right", False), ("left", True), ("each", False), ("alternate", False)]
)
def test_a_pose_shows_the_right_side(clinic: ClinicFolder, side: str, *, mirrored: bool) -> None:
    (frame,) = frames(drawn(clinic), side)
    assert frame.mirrored is mirrored
    assert frame.artwork == HALVES
    assert str(frame.source) == clinic.place(EXERCISE_FILE, "{knee.R")


def test_an_exercise_of_no_side_is_not_mirrored(clinic: ClinicFolder) -> None:
    with_pose(clinic)
    text = clinic.path(EXERCISE_FILE).read_text(encoding="utf-8")
    text = text.replace("sides: one", "sides: both").replace("{{ side }}", "one")
    text = text.replace("{{ side.other }}", "other")
    clinic.write(EXERCISE_FILE, text.replace("  side_label: Lift your one knee\n", ""))
    clinic.change(PRESCRIPTION_FILE, "    side: left\n", "")
    compile_as(clinic, HALVES)
    assert frames(clinic)[0].mirrored is False


def test_the_band_has_the_colour_that_is_prescribed(clinic: ClinicFolder) -> None:
    drawn(clinic).change(PRESCRIPTION_FILE, "    reps: 8\n", "    reps: 8\n    load: green band\n")
    assert frames(clinic)[0].band == BAND_COLOURS["green"]


def test_the_prescribed_band_is_printed_in_its_colour(clinic: ClinicFolder) -> None:
    with_pose(clinic)
    compile_as(clinic, Drawing(100, 80, (DrawnPath(LEFT_HALF, "band"),)))
    clinic.change(PRESCRIPTION_FILE, "    reps: 8\n", "    reps: 8\n    load: green band\n")
    page = pypdfium2.PdfDocument(clinic.sheet().pdf)[0].render().to_pil().convert("RGB")
    seen = {colour for _, colour in page.getcolors(100_000)}
    assert tuple(bytes.fromhex(BAND_COLOURS["green"][1:])) in seen


@pytest.mark.parametrize(("side", "left_is_shirt"), [("right", True), ("left", False)])
def test_the_printed_drawing_is_turned_over(
    clinic: ClinicFolder, side: str, *, left_is_shirt: bool
) -> None:
    drawn(clinic).change(PRESCRIPTION_FILE, "side: left", f"side: {side}")
    pdf = clinic.sheet().pdf
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("RGB")
    trousers = (0x56, 0x65, 0x7C)
    width, height = page.size
    at = [x for x in range(width) for y in range(0, height, 7) if page.getpixel((x, y)) == trousers]
    middle = (15 + 36) / 210 * width  # of the frame, in the column of pictures
    assert (min(at) >= middle - 4) is left_is_shirt
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert any(name.startswith("/Fm") for name in opened.pages[0].Resources.XObject)


def test_a_clinics_pose_takes_the_place_of_the_shipped_one(clinic: ClinicFolder) -> None:
    file = "exercises/ql-stretch/exercise.yaml"
    text = (shipped_content() / file).read_text(encoding="utf-8")
    start, end = text.index("pose:"), text.index("source:")
    clinic.write(file, text[:start] + POSE + "    - {}\n" + text[end:])
    clinic.change(PRESCRIPTION_FILE, "exercise: knee-lift", "exercise: ql-stretch")
    (problem,) = clinic.make().problems
    assert "the picture of ql-stretch is not drawn yet" in problem
    assert str(clinic.root) in problem.partition("hint: ")[2]


def test_a_pose_may_have_words_in_brackets(clinic: ClinicFolder) -> None:
    with_pose(clinic, POSE.replace("pose:\n", "pose:\n  props: [mat, pillow]\n"))
    compile_as(clinic, HALVES)
    assert clinic.make().exit_code == 0


def test_a_pose_needs_no_picture_file(clinic: ClinicFolder) -> None:
    drawn(clinic)
    assert not clinic.path(FRAME_FILE).exists()
    assert clinic.make().exit_code == 0
