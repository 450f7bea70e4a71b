"""`handouts figure`: what it writes, what it shows, and what it refuses. The engine is a stub."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import PIL.Image
import pypdfium2
import pytest
import yaml
from clinics import CLINIC_FILE, EXERCISE_FILE, ROOT, ClinicFolder, Outcome, run
from drawn import CROPPED, FIGURE, HALVES, LEFT_HALF, POSE, with_pose

from handouts.errors import HandoutError, Problem
from handouts.figures.assemble import assemble
from handouts.figures.pose import Pose
from handouts.load.figure_file import read_figure
from handouts.model.drawing import Drawing, DrawnPath
from handouts.model.palette import figure_palette

TWO = POSE + "    - {knee.R: 80, steps: 2}\n"
TROUSERS = tuple(bytes.fromhex(figure_palette("#1f7a73").resolved("trousers")[1:]))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Draws every frame as two halves."""

    def draw(pose: Pose) -> tuple[Drawing, ...]:
        return (HALVES,) * len(pose.frames)

    stub = ModuleType("handouts.figures.draw")
    vars(stub)["draw"] = draw
    monkeypatch.setitem(sys.modules, stub.__name__, stub)
    return stub


@pytest.fixture
def posed(clinic: ClinicFolder) -> ClinicFolder:
    with_pose(clinic, TWO)
    clinic.change(EXERCISE_FILE, "  alt:\n", "  alt:\n    - A person stands.\n")
    return clinic


def figure(clinic: ClinicFolder, *arguments: str) -> Outcome:
    return run("figure", *arguments, "--clinic", str(clinic.root))


def drawn(clinic: ClinicFolder, kind: str, *arguments: str) -> bytes:
    """The file that -o names."""
    path = clinic.path(f"look/picture.{kind}")
    outcome = figure(clinic, *(arguments or ("knee-lift",)), "-o", str(path))
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, f"{path}\n", "")
    return path.read_bytes()


# ------------------------------------------------------------------ compiling


def test_it_draws_into_the_exercises_own_folder_and_says_where(posed: ClinicFolder) -> None:
    outcome = figure(posed, "knee-lift")
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, f"{posed.path(FIGURE)}\n", "")
    compiled = read_figure(posed.path(FIGURE))
    assert compiled.drawings == (HALVES, HALVES)
    assert compiled.steps == ("1-2", "2")


def test_what_it_draws_prints(posed: ClinicFolder) -> None:
    assert posed.make().exit_code == 2
    figure(posed, "knee-lift")
    assert posed.make().exit_code == 0


def test_it_writes_the_same_bytes_again(posed: ClinicFolder) -> None:
    figure(posed, "knee-lift")
    before = posed.path(FIGURE).read_bytes()
    posed.path(FIGURE).unlink()
    figure(posed, "knee-lift")
    assert posed.path(FIGURE).read_bytes() == before


def test_who_can_read_the_exercise_can_read_its_figure(posed: ClinicFolder) -> None:
    posed.path(EXERCISE_FILE).chmod(0o644)
    figure(posed, "knee-lift")
    assert stat.S_IMODE(posed.path(FIGURE).stat().st_mode) == 0o644


def test_all_draws_the_clinics_exercises_that_have_a_pose(posed: ClinicFolder) -> None:
    outcome = figure(posed, "--all")
    assert outcome.out == f"{posed.path(FIGURE)}\n"
    assert len(list(posed.root.rglob("figure.json"))) == 1


def test_without_a_clinic_the_shipped_exercises_are_meant(
    posed: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.studio.shipped_content", lambda: posed.root)
    assert run("figure", "knee-lift").out == run("figure", "--all").out == f"{posed.path(FIGURE)}\n"


def test_the_steps_of_a_frame_are_part_of_its_pose(posed: ClinicFolder) -> None:
    figure(posed, "knee-lift")
    posed.change(EXERCISE_FILE, "steps: 2", "steps: 3")
    assert "older than its pose" in posed.make().err


# ------------------------------------------------------------------ to look at


def test_a_picture_to_look_at_compiles_nothing(posed: ClinicFolder) -> None:
    drawn(posed, "svg")
    assert not posed.path(FIGURE).exists()


def fills(svg: bytes) -> list[str]:
    """The colours of the drawings' paths, in order."""
    drawings = ET.fromstring(svg).iter(f"{SVG}svg")
    return [path.get("fill", "") for one in list(drawings)[1:] for path in one.iter(f"{SVG}path")]


def test_an_svg_shows_all_frames_their_numbers_and_the_title(posed: ClinicFolder) -> None:
    root = ET.fromstring(drawn(posed, "svg"))
    frames = root.findall(f"{SVG}svg")
    assert [frame.get("viewBox") for frame in frames] == ["0 0 100 80"] * 2
    assert float(frames[0].get("x", "")) < float(frames[1].get("x", ""))
    assert frames[0].get("y") == frames[1].get("y")
    said = "".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert said == "Knee lift1 2 "


def test_a_cropped_figure_fills_its_frames_to_look_at_and_on_the_sheet(
    posed: ClinicFolder, engine: ModuleType
) -> None:
    vars(engine)["draw"] = lambda pose: (CROPPED,) * len(pose.frames)
    root = ET.fromstring(drawn(posed, "svg"))
    assert len(root.findall(f"{SVG}clipPath")) == 2
    figure(posed, "knee-lift")
    page = pypdfium2.PdfDocument(posed.sheet().pdf)[0].render(scale=2).to_pil().convert("RGB")
    filled = [
        y for y in range(1, page.height)
        if page.getpixel((130, y)) == page.getpixel((150, y)) == TROUSERS
    ]  # fmt: skip
    assert (len(filled) - 1) * 25.4 / 144 == pytest.approx(44 - 2 * 0.25, abs=0.6)


def test_the_clinics_colour_is_that_of_the_picture(posed: ClinicFolder) -> None:
    posed.change(CLINIC_FILE, "#1f7a73", "#1f3ac2")
    palette = figure_palette("#1f3ac2")
    assert (
        fills(drawn(posed, "svg")) == [palette.resolved("shirt"), palette.resolved("trousers")] * 2
    )


def test_mono_has_no_colour_anywhere(posed: ClinicFolder) -> None:
    png = drawn(posed, "png", "knee-lift", "--style", "mono")
    image = PIL.Image.open(io.BytesIO(png)).convert("RGB")
    seen = {colour for _, colour in image.getcolors(100_000) or []}
    assert len(seen) > 3
    assert all(max(colour) - min(colour) == 0 for colour in seen)


@pytest.mark.parametrize(("side", "turned"), [("right", False), ("left", True)])
def test_the_left_side_is_the_mirror_image(posed: ClinicFolder, side: str, turned: bool) -> None:
    svg = drawn(posed, "svg", "knee-lift", "--side", side)
    assert (b"scale(-1 1)" in svg) is turned


def test_an_exercise_without_a_side_is_never_mirrored(posed: ClinicFolder) -> None:
    posed.change(EXERCISE_FILE, "sides: one", "sides: both")
    assert b"scale(-1 1)" not in drawn(posed, "svg", "knee-lift", "--side", "left")


def test_the_band_of_the_exercises_own_dose_colours_it(
    posed: ClinicFolder, engine: ModuleType
) -> None:
    band = Drawing(100, 80, (DrawnPath(LEFT_HALF, "band"),))
    vars(engine)["draw"] = lambda pose: (band,) * len(pose.frames)
    assert set(fills(drawn(posed, "svg"))) == {"#e0a100"}
    posed.change(EXERCISE_FILE, "dose: {", "dose: {load: blue band, ")
    assert set(fills(drawn(posed, "svg"))) == {"#2f6db5"}


def test_a_pdf_is_one_page_that_says_the_title(posed: ClinicFolder) -> None:
    document = pypdfium2.PdfDocument(drawn(posed, "pdf"))
    assert len(document) == 1
    assert "Knee lift" in document[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_a_picture_is_the_same_bytes_again(posed: ClinicFolder, kind: str) -> None:
    assert drawn(posed, kind) == drawn(posed, kind)


def test_a_png_is_what_the_pdf_shows(posed: ClinicFolder) -> None:
    image = PIL.Image.open(io.BytesIO(drawn(posed, "png"))).convert("RGB")
    width, height = pypdfium2.PdfDocument(drawn(posed, "pdf"))[0].get_size()
    assert image.width / image.height == pytest.approx(width / height, rel=0.01)
    shirt = tuple(bytes.fromhex(figure_palette("#1f7a73").resolved("shirt")[1:]))
    assert shirt in {colour for _, colour in image.getcolors(100_000) or []}


def test_one_sheet_shows_all_exercises_under_their_titles(posed: ClinicFolder) -> None:
    for name in ("squat", "nod"):
        file = f"exercises/{name}/exercise.yaml"
        posed.change(
            file, "words:\n", "pose:\n  frames:\n    - {knee: 90}\n    - {}\n    - {}\nwords:\n"
        )
    svg = ET.fromstring(drawn(posed, "svg", "--all"))
    said = "".join(text.text or "" for text in svg.iter(f"{SVG}text"))
    assert said == "Knee lift1 2 Small nod1 2 3 Small squat1 2 3 "
    places = [
        (float(one.get("x", "")), float(one.get("y", ""))) for one in svg.findall(f"{SVG}svg")
    ]
    assert len(set(places)) == 8
    assert len({y for _, y in places}) == 3  # four panels a row: 2, 3 and 3
    alone = ET.fromstring(drawn(posed, "svg"))
    assert float(svg.get("width", "pt")[:-2]) > float(alone.get("width", "pt")[:-2])


# ------------------------------------------------------------------ what is refused


def test_unknown_exercises_and_those_without_a_pose_are_told_together(posed: ClinicFolder) -> None:
    outcome = figure(posed, "knee-lft", "squat", "knee-lift")
    assert outcome.exit_code == 2
    unknown, poseless = outcome.problems
    assert 'there is no exercise "knee-lft"' in unknown
    assert "did you mean knee-lift?" in unknown
    assert f"{posed.path('exercises/squat/exercise.yaml')}: has no pose to draw" in poseless
    assert not posed.path(FIGURE).exists()


def test_a_mistake_in_a_pose_is_said_with_its_place(posed: ClinicFolder) -> None:
    posed.change(EXERCISE_FILE, "knee.R: 80", "knee.R: bent")
    (problem,) = figure(posed, "--all").problems
    assert problem.startswith(posed.place(EXERCISE_FILE, "bent"))
    posed.change(EXERCISE_FILE, "knee.R: bent", "kne.R: 80")
    (problem,) = figure(posed, "--all").problems
    assert problem.startswith(posed.place(EXERCISE_FILE, "kne.R"))
    assert "knee.R" in problem


def test_what_the_engine_refuses_is_said(posed: ClinicFolder, engine: ModuleType) -> None:
    def refuse(pose: Pose) -> tuple[Drawing, ...]:
        raise HandoutError([Problem(pose.source("frames", 1), "goes through the floor")])

    vars(engine)["draw"] = refuse
    (problem,) = figure(posed, "knee-lift").problems
    assert problem == posed.place(EXERCISE_FILE, "{knee.R: 80") + ": goes through the floor"


def test_a_folder_without_a_pose_is_told(clinic: ClinicFolder) -> None:
    outcome = figure(clinic, "--all")
    assert outcome.problems == [f"{clinic.root}: no exercise here has a pose"]
    assert outcome.exit_code == 2


def test_a_title_that_no_font_has_is_refused(posed: ClinicFolder) -> None:
    posed.change(EXERCISE_FILE, "title: Knee lift", "title: 膝")
    outcome = figure(posed, "knee-lift", "-o", str(posed.path("a.svg")))
    assert "no font here has U+819D" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Name the exercises"),
        (("knee-lift", "--all"), "Name the exercises"),
        (("knee-lift", "-o", "a.gif"), ".svg, .png or .pdf"),
        (("knee-lift", "--style", "mono"), "go with -o"),
        (("knee-lift", "--side", "left"), "go with -o"),
    ],
)
def test_a_command_that_cannot_be_meant_is_refused(
    posed: ClinicFolder, arguments: tuple[str, ...], says: str
) -> None:
    outcome = figure(posed, *arguments)
    assert outcome.exit_code == 2
    assert says in outcome.err


def test_without_the_extra_it_says_how_to_install_it(
    posed: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    outcome = figure(posed, "knee-lift", "-o", str(posed.path("a.png")))
    assert outcome.problems == [
        "handouts figure: needs pypdfium2, which comes with: pip install 'handouts[figures]'"
    ]
    assert outcome.exit_code == 2
    assert drawn(posed, "svg").startswith(b"<svg")


@pytest.mark.parametrize("package", ["numpy", "shapely"])
def test_without_the_engines_packages_nothing_is_drawn_but_sheets_print(
    posed: ClinicFolder, tmp_path: Path, package: str
) -> None:
    figure(posed, "knee-lift")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.modules[{package!r}] = None\n"
        f"class Engine:\n    def find_spec(self, name, *rest):\n"
        f"        if name == 'handouts.figures.draw': __import__({package!r})\n"
        "sys.meta_path.insert(0, Engine())\n"
        "from handouts.cli import main; main()"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
        )
        for arguments in (
            ["figure", "knee-lift", "--clinic", str(posed.root)],
            ["make", str(posed.path("prescriptions/p.yaml")), "-o", str(tmp_path / "a.pdf")],
        )
    ]
    assert runs[0].stderr == (
        f"handouts figure: needs {package}, which comes with: pip install 'handouts[figures]'\n"
    )
    assert [done.returncode for done in runs] == [2, 0]


def test_a_bug_in_the_engine_keeps_its_traceback(posed: ClinicFolder, engine: ModuleType) -> None:
    def broken(pose: Pose) -> tuple[Drawing, ...]:
        raise ModuleNotFoundError("no such", name="handouts.figures.nowhere")

    vars(engine)["draw"] = broken
    with pytest.raises(ModuleNotFoundError, match="no such"):
        figure(posed, "knee-lift")


def test_the_compiled_file_says_which_pose_it_is_of(posed: ClinicFolder) -> None:
    figure(posed, "knee-lift")
    assert len(json.loads(posed.path(FIGURE).read_bytes())["pose"]) == 64


def test_the_pose_of_the_readme_is_one() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start = readme.index("pose:\n")
    written = yaml.load(readme[start : readme.index("```", start)], Loader=yaml.BaseLoader)  # noqa: S506
    assert len(assemble(Pose.model_validate(written["pose"]))) == 2
