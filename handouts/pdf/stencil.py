"""A part of an outline, and what is shown of it → its elements in PDF syntax, but for what each
document counts anew: its objects, its pages and their marked content (ISO 32000-1 §14.7).

The same exercise shown in the same parts has the same stencil, on any page of any document.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any

from msgspec import Struct

from handouts.pdf.elements import HOOK, Part

MOST_STENCILS = 512
"""A clinic needs some two for each of its exercises: doses do not tell them apart."""


class Shown(Struct, frozen=True):
    """What the pages show of one exercise, or of none: the nodes of its marked contents, and that
    of each link. Pages are counted from 0 over those that show any of it.
    """

    marked: tuple[tuple[int, tuple[str, ...]], ...]
    linked: tuple[tuple[int, str], ...]


class Stencil(Struct, frozen=True, eq=False):
    """The elements of which something is shown, counted from 0.

    `owners`: the element of each marked content, `link_owners` that of each link. `tops`: the top
    element of each branch, `hooks` that in which the branches of exercises hang; None where nothing
    is shown. `figures`: page and node of those whose box is to be told.
    """

    count: int
    owners: tuple[int, ...]
    link_owners: tuple[int, ...]
    tops: tuple[int | None, ...]
    hooks: tuple[int | None, ...]
    figures: tuple[tuple[int, str], ...]
    syntax: bytes
    in_order: Callable[[Sequence[object]], Any]

    def elements(
        self, first: int, marks: Sequence[int], links: Sequence[int], pages: Sequence[int],
        above: Sequence[int], hung: Sequence[bytes], boxes: Sequence[bytes],
    ) -> list[bytes]:  # fmt: skip
        """The elements as the objects from number `first` on.

        `marks` are the numbers of the marked contents on their pages; `links`, `pages` and `above`
        those of objects: annotations, pages, and what each branch hangs in; `hung` is what hangs on
        each hook, and `boxes` are those of the figures.
        """
        numbers = range(first, first + self.count)
        counted = (*numbers, *marks, *links, *pages, *above, *hung, *boxes)
        filled: bytes = self.syntax % self.in_order(counted)
        return filled.splitlines()


@functools.lru_cache(maxsize=MOST_STENCILS)
def stencil(part: Part, shown: Shown, hooked: tuple[bool, ...]) -> Stencil:
    """`hooked`: for each hook of the part, whether anything hangs there.

    Raises ValueError for a link that belongs to no element.
    """
    return _Cutting(part, shown, hooked).cut()


class _Cutting:
    """A stencil in the making. A row is told by its place among those of all branches; what is left
    open by its place in what `Stencil.elements` counts up.
    """

    def __init__(self, part: Part, shown: Shown, hooked: tuple[bool, ...]) -> None:
        self._rows = [row for branch in part.branches for row in branch]
        self._above: list[int] = []  # of each row; -1 for the top of the first branch, and so on
        for number, branch in enumerate(part.branches):
            start = len(self._above)
            self._above += [
                start + row.parent if row.parent >= 0 else -1 - number for row in branch
            ]
        self._shown = shown
        self._marks = _places((page, node) for page, nodes in shown.marked for node in nodes)
        self._links = _places(shown.linked)
        hooks = [at for at, row in enumerate(self._rows) if row.type == HOOK.type]
        self._hooked = dict(zip(hooks, hooked, strict=True))
        self._number = self._numbered()
        pages = 1 + max((page for page, _ in (*shown.marked, *shown.linked)), default=-1)
        marks = sum(map(len, self._marks.values()))
        sizes = (len(self._number), marks, len(shown.linked), pages, len(part.branches))
        self._begin = tuple(itertools.accumulate((*sizes, len(hooked))))
        self._figures: list[tuple[int, str]] = []
        self._open: list[int] = []

    def _numbered(self) -> dict[int, int]:
        """The number of each row that has something shown at it or under it."""
        visible = set[int]()
        for at in range(len(self._rows) - 1, -1, -1):
            row = self._rows[at]
            here = row.keep or row.node in self._marks or row.links_of in self._links
            if here or at in visible or self._hooked.get(at):
                visible |= {at, self._above[at]}
        shown = (at for at in sorted(visible) if at >= 0 and at not in self._hooked)
        return {at: number for number, at in enumerate(shown)}

    def cut(self) -> Stencil:
        kids: defaultdict[int, list[int]] = defaultdict(list)
        for at, above in enumerate(self._above):
            if at in self._number or self._hooked.get(at):
                kids[above].append(at)
        lines = [self._line(at, kids[at]) for at in self._number]
        number, rows = self._number, self._rows
        owner = {rows[at].node: one for at, one in number.items()}
        link_owner = {rows[at].links_of: one for at, one in number.items()}
        if alone := self._links.keys() - link_owner:
            raise ValueError(f"the pages have links of {sorted(alone)}, which the handout has not")
        return Stencil(
            count=len(lines),
            owners=tuple(owner[node] for _, nodes in self._shown.marked for node in nodes),
            link_owners=tuple(link_owner[node] for _, node in self._shown.linked),
            tops=tuple(number.get(at) for at, above in enumerate(self._above) if above < 0),
            hooks=tuple(number.get(self._above[at]) for at in self._hooked),
            figures=tuple(self._figures),
            syntax="\n".join(lines).encode("ascii"),
            # Where nothing is shown, nothing is left open: no element is without one above it.
            in_order=itemgetter(*self._open) if self._open else itemgetter(slice(0)),
        )

    def _line(self, at: int, kids: list[int]) -> str:
        """One element. What is left open stands in the order in which it is written."""
        row, above = self._rows[at], self._above[at]
        line = f"<</Type /StructElem /S /{row.type} /P "
        line += self._element(above) if above >= 0 else f"{self._left(_ABOVE, -1 - above)} 0 R"
        marks = self._marks.get(row.node or "", ())
        home = marks[0][0] if marks else -1
        if marks:
            line += f" /Pg {self._left(_PAGES, home)} 0 R"
            if row.type == "Figure":
                line += self._box(home, row.node or "")
        line += row.said.replace("%", "%%") + " /K ["
        for page, which in marks:
            line += self._mark(page, which, home)
        for kid in kids:
            line += self._hung(kid) if kid in self._hooked else f" {self._element(kid)}"
        for page, which in self._links.get(row.links_of or "", ()):
            line += f" <</Type /OBJR /Pg {self._left(_PAGES, page)} 0 R"
            line += f" /Obj {self._left(_LINKS, which)} 0 R>>"
        return line + "]>>"

    def _element(self, at: int) -> str:
        self._open.append(self._number[at])
        return "%d 0 R"

    def _left(self, part: int, which: int, syntax: str = "%d") -> str:
        self._open.append(self._begin[part] + which)
        return syntax

    def _box(self, page: int, node: str) -> str:
        """How far a figure reaches on its first page."""
        self._figures.append((page, node))
        box = self._left(_BOXES, len(self._figures) - 1, "%b")
        return f" /A <</O /Layout /Placement /Block /BBox [{box}]>>"

    def _mark(self, page: int, which: int, home: int) -> str:
        if page == home:
            return f" {self._left(_MARKS, which)}"
        shown = f" <</Type /MCR /Pg {self._left(_PAGES, page)} 0 R"
        return f"{shown} /MCID {self._left(_MARKS, which)}>>"

    def _hung(self, hook: int) -> str:
        return " " + self._left(_HUNG, [*self._hooked].index(hook), "%b")


_MARKS, _LINKS, _PAGES, _ABOVE, _HUNG, _BOXES = range(6)
"""The parts of what is counted up, after the elements."""


def _places(shown: Iterable[tuple[int, str]]) -> dict[str, list[tuple[int, int]]]:
    """Of each node where it is shown: the page, and which it is of all that are."""
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for which, (page, node) in enumerate(shown):
        places[node].append((page, which))
    return dict(places)
