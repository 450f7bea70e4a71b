"""What stands where on a page: boxes of items in millimetres, Pages as text for golden files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from handouts.fonts import Fonts
from handouts.model.drawing import Drawing, Image, Outline
from handouts.model.fields import field_names
from handouts.model.handout import Handout
from handouts.model.page import Item, Link, Page, Path, Picture, QrCode, Text
from handouts.units import mm


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float = 0.05) -> bool:
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def inside(self, other: Box, slack: float = 0.1) -> bool:
        return (
            self.left >= other.left - slack
            and self.top >= other.top - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def items(page: Page) -> Iterator[tuple[Item, float, float]]:
    """(item, x, y of its block in points). A node of an exercise is called "e1.title" here."""
    for placed in page.placed:
        for item in placed.block.items:
            yield named(item, placed.within), placed.x, placed.y


def named(item: Item, within: str) -> Item:
    return replace(item, node=f"{within}.{item.node}") if within and item.node else item


def box(item: Item, x: float, y: float, fonts: Fonts) -> Box:
    """The box of an item in millimetres. Text: from the top of capitals to below descenders."""
    match item:
        case Text():
            left, base = item.x, item.baseline
            width = fonts.width(item.text, item.weight, item.size)
            edges = (left, base - 0.66 * item.size, left + width, base + 0.2 * item.size)
        case Path():
            xs, ys = zip(*_points(item.outline), strict=True)
            edges = (min(xs), min(ys), max(xs), max(ys))
        case QrCode():
            edges = (item.x, item.y, item.x + item.side, item.y + item.side)
        case Picture() | Link():
            edges = (item.x, item.y, item.x + item.width, item.y + item.height)
    left, top, right, bottom = edges
    unit = mm(1)
    return Box((x + left) / unit, (y + top) / unit, (x + right) / unit, (y + bottom) / unit)


def _points(outline: Outline) -> Iterator[tuple[float, float]]:
    for segment in outline:
        numbers = segment[1:]
        yield from zip(numbers[::2], numbers[1::2], strict=True)


def with_names_as_on_pages(handout: Handout) -> Handout:
    """Its exercises with nodes that are called as those of `items`."""
    named = tuple(_named_within(one.block, one.id) for one in handout.numbered)
    return replace(handout, exercises=named)


def _named_within(node: Any, within: str) -> Any:
    """A node with those under it renamed, itself not."""
    if isinstance(node, tuple):
        return tuple(_named_within(_renamed(one, within), within) for one in node)
    names = None if isinstance(node, Drawing | Image) else field_names(type(node))
    if names is None:
        return node
    parts = {name: getattr(node, name) for name in names}
    return type(node)(
        **{name: _named_within(_renamed(one, within), within) for name, one in parts.items()}
    )


def _renamed(node: Any, within: str) -> Any:
    if not hasattr(node, "id"):
        return node
    parts = {name: getattr(node, name) for name in field_names(type(node)) or ()}
    return type(node)(**{**parts, "id": f"{within}.{node.id}"})


def spoken_by_node(pages: tuple[Page, ...]) -> dict[str, str]:
    """{node: what its items show, in page order}."""
    said: dict[str, str] = {}
    for page in pages:
        for item, _, _ in items(page):
            if isinstance(item, Text | Path) and item.node is not None:
                text = item.text if isinstance(item, Text) else ""
                spoken = text if item.spoken is None else item.spoken
                said[item.node] = said.get(item.node, "") + spoken
    return said


def as_text(pages: tuple[Page, ...], fonts: Fonts) -> str:
    """Pages in lines that a reviewer can read in a diff: millimetres, node, what is shown."""
    lines = []
    for number, page in enumerate(pages, 1):
        lines.append(f"page {number}: {page.width / mm(1):.1f} x {page.height / mm(1):.1f}")
        for item, x, y in items(page):
            where = box(item, x, y, fonts)
            place = f"{where.left:6.1f} {where.top:6.1f} {where.right:6.1f} {where.bottom:6.1f}"
            lines.append(f"  {place}  {item.node or '-':22}  {_shown(item)}")
    return "\n".join(lines) + "\n"


def _shown(item: Item) -> str:
    match item:
        case Text():
            spoken = "" if item.spoken is None else f" spoken {item.spoken!r}"
            return f"{item.weight} {item.size:g} {item.colour} {item.text!r}{spoken}"
        case Path():
            dash = " dashed" if item.dash else ""
            paint = f"fill {item.fill} stroke {item.stroke} {item.line_width / mm(1):.2f}{dash}"
            return f"path {paint}" + ("" if item.spoken is None else f" spoken {item.spoken!r}")
        case Picture():
            return f"picture {item.artwork.digest[:8]}" + (" mirrored" if item.mirrored else "")
        case QrCode():
            return f"qr code {len(item.rows)} modules of {item.module / mm(1):.2f}"
        case Link():
            return f"link {item.url}"
