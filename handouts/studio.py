"""`handouts figure`: the poses of exercises → figure.json, or pictures of them to look at.

The only way from a pose to paper leads through here: printing reads what was compiled, and never
loads the figure engine. Engine and renderer come with an extra, so that a clinic that writes no
pose need not install them.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from handouts.errors import HandoutError, Problem, Source, nearest
from handouts.fonts import load_fonts
from handouts.layout.contact_sheet import Look, Shown, contact_sheet
from handouts.layout.legibility import unprintable_texts
from handouts.layout.theme import brand_colours
from handouts.load.clinic import load_clinic
from handouts.load.figure_file import FIGURE_FILE, Figure, digest_of, figure_bytes
from handouts.load.library import EXERCISE_FILE, exercise_homes
from handouts.load.validation import validate
from handouts.load.yaml_source import Document, read_yaml
from handouts.model.drawing import Drawing
from handouts.model.exercise import Exercise
from handouts.model.palette import band_colour
from handouts.pdf.proof import render_proof
from handouts.places import shipped_content
from handouts.svg import svg_of

if TYPE_CHECKING:
    from handouts.figures.pose import Pose

PICTURE_KINDS = (".svg", ".png", ".pdf")
PIXELS_PER_POINT = 200 / 72
EXTRA = frozenset({"numpy", "shapely", "pypdfium2"})
"""What `pip install 'handouts[figures]'` brings."""

Style = Literal["colour", "mono"]
ShownSide = Literal["right", "left"]


class Posed(Struct, frozen=True):
    """An exercise whose pose was drawn. `home` is its folder."""

    home: Path
    exercise: Exercise
    figure: Figure

    @property
    def source_file(self) -> Path:
        return self.home / EXERCISE_FILE

    @property
    def file(self) -> Path:
        """Where its compiled figure lies."""
        return self.home / FIGURE_FILE

    @property
    def data(self) -> bytes:
        """What stands in that file."""
        return figure_bytes(self.figure)


def draw_poses(names: Sequence[str], clinic_folder: Path | None = None) -> list[Posed]:
    """The poses of these exercises, drawn anew; without names of all that have one.

    All means the clinic's own exercises, or the shipped ones where no clinic is named. Raises
    HandoutError with every Problem of all of them.
    """
    own = clinic_folder or shipped_content()
    homes = exercise_homes(shipped_content(), own) if names else exercise_homes(own)
    problems: list[Problem] = []
    documents: dict[Path, Document] = {}
    for name in dict.fromkeys(names or homes):
        try:
            document = read_yaml(_home(name, homes, own) / EXERCISE_FILE)
        except HandoutError as error:
            problems += error.problems
            continue
        if "pose" in document.tree:
            documents[homes[name]] = document
        elif names:
            file = Source(str(homes[name] / EXERCISE_FILE))
            problems.append(Problem(file, "has no pose to draw", "write one under pose:"))
    if not documents and not problems:
        problems.append(Problem(Source(str(own)), "no exercise here has a pose"))
    posed = []
    for home, document in documents.items():
        try:
            posed.append(_posed(home, document))
        except HandoutError as error:
            problems += error.problems
    if problems:
        raise HandoutError(problems)
    return posed


def picture(
    posed: Sequence[Posed], kind: str, style: Style = "colour", side: ShownSide = "right",
    clinic_folder: Path | None = None,
) -> bytes:  # fmt: skip
    """One file with the pictures of all, side by side, in the clinic's colour.

    `kind` is one of PICTURE_KINDS. Exercises that have a side are shown on `side`.
    """
    clinic, fonts = load_clinic(clinic_folder or shipped_content()), load_fonts()
    titles = [(one.exercise.words.title, one.exercise.source("words", "title")) for one in posed]
    if problems := unprintable_texts(titles, fonts):
        raise HandoutError(problems)
    shown = [
        Shown(
            one.exercise.words.title,
            one.figure.drawings,
            mirrored=side == "left" and one.exercise.sides == "one",
            band=band_colour(one.exercise.dose.load),
        )
        for one in posed
    ]
    look = Look(brand_colours(clinic.colour), mono=style == "mono")
    page = contact_sheet(shown, look, fonts)
    if kind == ".svg":
        return svg_of(page)
    pdf = render_proof(page, ", ".join(one.home.name for one in posed), fonts)
    return _pixels(pdf) if kind == ".png" else pdf


def _home(name: str, homes: dict[str, Path], folder: Path) -> Path:
    if name not in homes:
        where = Source(str(folder / "exercises"))
        raise HandoutError([Problem(where, f'there is no exercise "{name}"', nearest(name, homes))])
    return homes[name]


def _posed(home: Path, document: Document) -> Posed:
    exercise = validate(Exercise, document)
    pose_type, draw = _engine()
    pose = validate(pose_type, document.under("pose"))
    written = exercise.pose or {}
    steps = tuple(str(frame.get("steps", "")) for frame in written["frames"])
    return Posed(home, exercise, Figure(digest_of(written), draw(pose), steps))


def _engine() -> tuple[type[Pose], Callable[[Pose], tuple[Drawing, ...]]]:
    with _installed():
        from handouts.figures.draw import draw
        from handouts.figures.pose import Pose

        return Pose, draw


def _pixels(pdf: bytes) -> bytes:
    """The first page as PNG."""
    with _installed():
        import pypdfium2
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[0].render(scale=PIXELS_PER_POINT).to_pil()
    finally:
        document.close()
    packed = io.BytesIO()
    image.save(packed, "PNG", optimize=True)
    return packed.getvalue()


@contextlib.contextmanager
def _installed() -> Iterator[None]:
    """What the extra brings and is not there becomes a Problem; any other module is a bug."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRA:
            raise
        message = f"needs {package}, which comes with: pip install 'handouts[figures]'"
        raise HandoutError([Problem(Source("handouts figure"), message)]) from None
