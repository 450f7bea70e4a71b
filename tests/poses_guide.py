"""The guide content/POSES.md as data: its blocks of YAML, and the pictures that are drawn of them.

A fenced block of YAML is what stands under `pose:` (or begins with it), or a mapping of captions to
poses. The picture that follows it is drawn of it: a panel a frame, under each what the frame says,
where that is one line, and its comment. The block of text that follows it is how it is refused.
"""

from __future__ import annotations

import functools
import re
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PIL.Image
import PIL.ImageColor
import pypdfium2

from handouts.errors import HandoutError
from handouts.figures.draw import draw
from handouts.figures.pose import Frame as PoseFrame
from handouts.figures.pose import Pose
from handouts.fonts import BOLD, REGULAR, load_fonts
from handouts.layout.assembly import Assembly, as_decoration
from handouts.layout.pictures import Frame, framed
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import HAIR, INK, WHITE
from handouts.load.validation import validate
from handouts.load.yaml_source import Document, read_yaml
from handouts.model.drawing import Drawing
from handouts.model.handout import Phrase, Run
from handouts.model.page import Page, Placed
from handouts.model.palette import figure_palette
from handouts.pdf.proof import render_proof
from handouts.places import shipped_content

GUIDE = shipped_content() / "POSES.md"
PICTURES = GUIDE.parent / "poses"
WRITTEN_AS = "exercise.yaml"
"""The file that a refusal names."""

WIDTH, GAP, PADDING = 480.0, 6.0, 3.0
THREE_IN_A_ROW = frozenset({1, 2, 3, 5, 6, 9})
"""Of so many panels; of other numbers there are four."""
FLATTEST, SLIMMEST = 0.45, 1.2
"""Height of a panel to its width."""
MOST_LETTERS = 64
"""Of a frame's own words: more are not repeated under its panel."""
SAID, MEANT = Type(11, 13, BOLD, INK), Type(11, 13, REGULAR, INK)
PALETTE = figure_palette("#1f7a73", mono=False, band="#e0a100")
KEPT = ("casing", "skin", "shirt", "trousers", "arrow", "marker", "band", "wood", "ball", "strap")
NEARLY_WHITE = 248
MIRRORED = "for the left"
"""The caption of a pose that is shown as its mirror image."""

_BLOCK = re.compile(
    r"^```yaml\n(?P<text>.*?)^```\n(?:\n!\[(?P<alt>[^\]]*)\]\(poses/(?P<picture>[a-z0-9-]+)\.png\)"
    r"|\n```text\n(?P<refusal>.*?)^```)?",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Panel:
    """One frame: what it says, where that is one line, and what its comment says."""

    said: str
    meant: str
    frame: PoseFrame


@dataclass(frozen=True)
class Block:
    """A block of the guide. `line` is where its text begins, in the guide."""

    line: int
    text: str
    picture: str | None
    alt: str
    refusal: str | None

    @property
    def document(self) -> Document:
        """What stands under `pose:`. A block that leaves that word out is read as if under it."""
        whole = self.text
        if not whole.startswith("pose:"):
            whole = "pose:\n" + textwrap.indent(whole, "  ")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / WRITTEN_AS
            path.write_text(whole, encoding="utf-8")
            return read_yaml(path).under("pose")

    @functools.cached_property
    def poses(self) -> dict[str, Pose]:
        """By their captions; a block that is one pose has none."""
        document = self.document
        if "frames" in document.tree:
            return {"": validate(Pose, document)}
        return {caption: validate(Pose, document.under(caption)) for caption in document.tree}

    @functools.cached_property
    def panels(self) -> tuple[Panel, ...]:
        found = []
        for caption, pose in self.poses.items():
            for number, frame in enumerate(pose.frames):
                if caption:
                    last = f": {number + 1}" if len(pose.frames) > 1 else ""
                    found.append(Panel(caption + last, "", frame))
                else:
                    line = pose.source("frames", number).line
                    found.append(Panel(*self._words(line), frame))
        return tuple(found)

    def _words(self, line: int) -> tuple[str, str]:
        """The frame's own line, without its brackets, and its comment."""
        lines = self.text.splitlines()
        at = line - (1 if self.text.startswith("pose:") else 2)
        code, _, comment = lines[at].strip().partition("#")
        alone = at + 1 == len(lines) or lines[at + 1].lstrip().startswith("- ")
        said = code.strip().removeprefix("- ")
        said = said[1:-1] if said.startswith("{") else said
        return (said if alone and len(said) <= MOST_LETTERS else ""), comment.strip()

    @functools.cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """Kept, for a frame takes a sixth of a second."""
        return tuple(drawing for pose in self.poses.values() for drawing in draw(pose))

    def image(self) -> PIL.Image.Image:
        """The picture that belongs under this block; a pixel is a point of the page."""
        document = pypdfium2.PdfDocument(render_proof(_page(self), "", load_fonts()))
        image: PIL.Image.Image = document[0].render(scale=1).to_pil().convert("RGB")
        return image

    def refused(self) -> str:
        """What the program says to this block, as it stands in the guide; "" if it draws."""
        try:
            for pose in self.poses.values():
                draw(pose)
        except HandoutError as error:
            places = re.compile(rf"^\S*/{re.escape(WRITTEN_AS)}", re.MULTILINE)
            return places.sub(WRITTEN_AS, str(error)) + "\n"
        return ""


def packed(image: PIL.Image.Image) -> PIL.Image.Image:
    """Few colours, and among them those of thin things: a strip of them is shown to the counter."""
    bright = [PIL.ImageColor.getrgb(PALETTE.resolved(name)) for name in KEPT]
    strip = PIL.Image.new("RGB", (image.width, image.height + 4 * len(bright)))
    strip.paste(image)
    for number, colour in enumerate(bright):
        y = image.height + 4 * number
        strip.paste(colour, (0, y, image.width, y + 4))
    few = image.quantize(palette=strip.quantize(48), dither=PIL.Image.Dither.NONE)
    colours = few.getpalette() or []
    for at in range(0, len(colours), 3):
        if min(colours[at : at + 3]) > NEARLY_WHITE:
            colours[at : at + 3] = 255, 255, 255
    few.putpalette(colours)
    return few


@functools.cache
def text() -> str:
    return GUIDE.read_text(encoding="utf-8")


@functools.cache
def blocks() -> tuple[Block, ...]:
    return tuple(blocks_of(text()))


def blocks_of(written: str) -> Iterator[Block]:
    for found in _BLOCK.finditer(written):
        line = written.count("\n", 0, found.start("text")) + 1
        yield Block(line, found["text"], found["picture"], found["alt"] or "", found["refusal"])


def _page(block: Block) -> Page:
    """Rows of panels, the words under each."""
    fonts, drawings = load_fonts(), block.drawings
    columns = 3 if len(drawings) in THREE_IN_A_ROW else 4
    across = (WIDTH - GAP * (columns - 1)) / columns
    shape = max(drawing.height / drawing.width for drawing in drawings)
    down = across * min(max(shape, FLATTEST), SLIMMEST)
    frame = Frame(across, down, 4, PADDING, 0.75, HAIR, WHITE)
    sheet, y = Assembly(), 0.0
    for start in range(0, len(drawings), columns):
        lowest = 0.0
        row = zip(block.panels[start:], drawings[start : start + columns], strict=False)
        for column, (panel, drawing) in enumerate(row):
            x = column * (across + GAP)
            mirrored = panel.said == MIRRORED
            sheet.draw(*framed(None, drawing, x, y, frame, mirrored=mirrored, palette=PALETTE))
            words = 2.0
            for said, kind in ((panel.said, SAID), (panel.meant, MEANT)):
                if said:
                    lines = set_phrase(Phrase("", (Run(said),)), kind, across, fonts)
                    sheet.place(lines.block(), x, y + down + words)
                    words += lines.height
            lowest = max(lowest, words)
        y += down + lowest + GAP
    width = min(len(drawings), columns) * (across + GAP) - GAP
    return Page(round(width), round(y - GAP), (Placed(as_decoration(sheet.block(WIDTH, y)), 0, 0),))
