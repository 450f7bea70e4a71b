"""Elements of a structure tree, and the same in a list, as they are written (ISO 32000-1 §14.7.2).

A document has hundreds of elements, and most of them are those of the document before: a branch of
a tree can be kept, and hung into any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from handouts.pdf.objects import text_string


class Element(NamedTuple):
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


class Row(NamedTuple):
    """An element in a list: `parent` is the place of the element above it, -1 for none. `said` is
    what it says of itself in PDF syntax, wherever it is placed.
    """

    parent: int
    type: str
    said: str
    node: str | None
    links_of: str | None
    keep: bool


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """An element and all under it in reading order, parents first. `types`: {node: type of the
    element that holds its content}.
    """

    rows: tuple[Row, ...]
    types: Mapping[str, str]


def branch(element: Element) -> Branch:
    """Raises ValueError when two elements claim one node."""
    rows: list[Row] = []
    _add(element, -1, rows)
    return _branch(rows)


def _branch(rows: list[Row]) -> Branch:
    types: dict[str, str] = {}
    for row in rows:
        if row.node is not None:
            _claim(row.node, row.type, types)
    return Branch(tuple(rows), types)


def _claim(node: str, kind: str, types: dict[str, str]) -> None:
    if node in types:
        raise ValueError(f"two nodes of the handout are called {node!r}")
    types[node] = kind


def _add(element: Element, parent: int, rows: list[Row]) -> None:
    me = len(rows)
    kind, kids, node, links_of, *_, keep = element
    rows.append(Row(parent, kind, _said(element), node, links_of, keep))
    for kid in kids:
        _add(kid, me, rows)


def _said(element: Element) -> str:
    """Title, alternative and the attributes that no page decides (ISO 32000-1 §14.8.5)."""
    _, _, _, _, alt, title, numbering, scope, columns, _ = element
    said = ""
    if title is not None:
        said += f" /T {text_string(title)}"
    if alt is not None:
        said += f" /Alt {text_string(alt)}"
    if numbering:
        said += f" /A <</O /List /ListNumbering /{numbering}>>"
    if scope:
        spans = f" /ColSpan {columns}" if columns > 1 else ""
        said += f" /A <</O /Table /Scope /{scope}{spans}>>"
    return said


class Hung(NamedTuple):
    """A branch in a document. `exercise`: the one whose nodes it has, "" for none. `first` and
    `under`: the places of its own first row and of the row under which it hangs, counted over all.
    """

    exercise: str
    first: int
    under: int
    branch: Branch


class Outline:
    """The branches of one document under its root, in reading order."""

    def __init__(self) -> None:
        self.hung: list[Hung] = []
        self.count = 0
        self.add(branch(Element("Document", keep=True)), under=-1)

    def add(self, one: Branch, exercise: str = "", under: int = 0) -> int:
        """Hang a branch under a row; returns the place of its own first row."""
        first = self.count
        self.hung.append(Hung(exercise, first, under, one))
        self.count += len(one.rows)
        return first

    def types(self) -> Mapping[str, Mapping[str, str]]:
        """{exercise, or "" for what is of none: {node: type of the element with its content}}.

        Raises ValueError when two elements claim one node.
        """
        types: dict[str, dict[str, str]] = {}
        for exercise, _, _, one in self.hung:
            known = types.setdefault(exercise, {})
            if not known.keys().isdisjoint(one.types):
                twice = sorted(known.keys() & one.types)
                raise ValueError(f"two nodes of the handout are called {twice[0]!r}")
            known.update(one.types)
        return types
