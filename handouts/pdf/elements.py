"""Elements of a structure tree, and the same in a list, parents first (ISO 32000-1 §14.7.2).

A document has hundreds of elements, and most of them are those of the document before: the parts of
a tree can be kept, and hung into any.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping

from msgspec import Struct

from handouts.pdf.objects import text_string


class Element(Struct, frozen=True):
    """One element. `node` owns its marked content, `links_of` its link annotations. `scope` and
    `columns`: of which cells a head is, and how many columns it spans. `keep`: an empty one stays.
    """

    type: str
    kids: tuple[Element, ...] = ()
    node: str | None = None
    links_of: str | None = None
    alt: str | None = None
    title: str | None = None
    numbering: str | None = None
    scope: str | None = None
    columns: int = 1
    keep: bool = False


HOOK = Element("")
"""No element: here a branch of each exercise hangs."""


class Row(Struct, frozen=True):
    """An element in a list: `parent` is the place of the element above it, -1 for none. `said` is
    what it says of itself in PDF syntax, wherever it is placed.
    """

    parent: int
    type: str
    said: str
    node: str | None
    links_of: str | None
    keep: bool


class Part(Struct, frozen=True, eq=False):
    """The elements of one exercise, a branch for each hook; or of all else, in one branch that has
    `hooks`. Rows of a branch are in reading order, parents first. `tags`: {node: the type of the
    element that holds its content}. A part is equal to itself alone.
    """

    branches: tuple[tuple[Row, ...], ...]
    hooks: int
    tags: Mapping[str, bytes]


class Outline(Struct, frozen=True):
    """All elements of a document: those of no exercise, and by its id those of each exercise."""

    frame: Part
    exercises: Mapping[str, Part]

    def part(self, exercise: str) -> Part:
        """That of an exercise; of none, which is called "", the frame."""
        return self.exercises[exercise] if exercise else self.frame


@functools.lru_cache(maxsize=512)
def part(*tops: Element) -> Part:
    """A branch under each of these elements. Raises ValueError when two elements claim one node.

    Kept: exercises with other doses have other words, and mostly the same elements.
    """
    branches: list[tuple[Row, ...]] = []
    for top in tops:
        rows: list[Row] = []
        _add(top, -1, rows)
        branches.append(tuple(rows))
    tags: dict[str, bytes] = {}
    for row in itertools.chain(*branches):
        if row.node in tags:
            raise ValueError(f"two nodes of the handout are called {row.node!r}")
        if row.node is not None:
            tags[row.node] = row.type.encode("ascii")
    hooks = sum(row.type == HOOK.type for row in itertools.chain(*branches))
    return Part(tuple(branches), hooks, tags)


def _add(element: Element, parent: int, rows: list[Row]) -> None:
    me = len(rows)
    said = _said(element)
    rows.append(Row(parent, element.type, said, element.node, element.links_of, element.keep))
    for kid in element.kids:
        _add(kid, me, rows)


def _said(element: Element) -> str:
    """Title, alternative and the attributes that no page decides (ISO 32000-1 §14.8.5)."""
    said = ""
    if element.title is not None:
        said += f" /T {text_string(element.title)}"
    if element.alt is not None:
        said += f" /Alt {text_string(element.alt)}"
    if element.numbering:
        said += f" /A <</O /List /ListNumbering /{element.numbering}>>"
    if element.scope:
        spans = f" /ColSpan {element.columns}" if element.columns > 1 else ""
        said += f" /A <</O /Table /Scope /{element.scope}{spans}>>"
    return said
