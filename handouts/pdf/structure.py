"""Outline and drawn pages → structure tree, link annotations and parent tree
(ISO 32000-1 §14.7, ISO 14289-1 §7).

There are hundreds of elements in a file. They come in stencils, one for each exercise and one for
all else, which this document's numbers are put into.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct, field

from handouts.pdf.content import PageContent, PlacedLink
from handouts.pdf.document import Document
from handouts.pdf.elements import Outline
from handouts.pdf.objects import Reference, numbers, text_string, written
from handouts.pdf.stencil import Shown, Stencil, stencil

_PRINTED = 4  # the annotation flag that PDF/A asks for (ISO 19005-2 §6.3.2)


class Structure(Struct, frozen=True):
    """The root of the tree, and the annotations of each page."""

    root: Reference
    annotations: tuple[tuple[Reference, ...], ...]


def write_structure(
    document: Document,
    outline: Outline,
    contents: tuple[PageContent, ...],
    pages: tuple[Reference, ...],
) -> Structure:
    """Adds every element of which something is placed. `pages[n]` shows `contents[n]`.

    Page n has StructParents n; the links follow, in the order of the pages.
    """
    return _Tree(document, contents, pages).write(outline)


class _Share(Struct):
    """What is shown of one exercise, or of none. `pages` show any of it; `marks` are the numbers of
    its marked contents on them, `links` its annotations. The rest is for `Shown`.
    """

    pages: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    marked: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    linked: list[tuple[int, str]] = field(default_factory=list)

    def on(self, page: int) -> int:
        """Which of its pages this is: pages come in their order."""
        if not self.pages or self.pages[-1] != page:
            self.pages.append(page)
        return len(self.pages) - 1

    @property
    def shown(self) -> Shown:
        return Shown(tuple(self.marked), tuple(self.linked))


class _Numbered(Struct, frozen=True):
    """The elements of one exercise, or of none, with the number of the first of them as objects."""

    exercise: str
    share: _Share
    stencil: Stencil
    first: int

    def number(self, at: int | None) -> int:
        """Of one of them as an object; of one that is not shown nobody asks."""
        return self.first + (at or 0)

    def numbers(self, elements: Iterable[int]) -> Iterator[int]:
        return map(self.first.__add__, elements)


class _Tree:
    """A structure tree being written. `_shares`: of each exercise by its id, and of none by ""."""

    def __init__(
        self,
        document: Document,
        contents: tuple[PageContent, ...],
        pages: tuple[Reference, ...],
    ) -> None:
        self._document = document
        self._contents = contents
        self._pages = [page.number for page in pages]
        self._annotations = [tuple(document.reserve() for _ in page.links) for page in contents]
        self._shares: defaultdict[str, _Share] = defaultdict(_Share)
        for page, content in enumerate(contents):
            self._share_out(page, content)

    def _share_out(self, page: int, content: PageContent) -> None:
        mark = 0
        for exercise, nodes in content.marked:
            share, after = self._shares[exercise], mark + len(nodes)
            share.marked.append((share.on(page), nodes))
            share.marks += range(mark, after)
            mark = after
        for one, annotation in zip(content.links, self._annotations[page], strict=True):
            share = self._shares[one.within]
            share.linked.append((share.on(page), one.link.node))
            share.links.append(annotation.number)

    def write(self, outline: Outline) -> Structure:
        root = self._document.reserve()
        frame, *exercises = self._parts(outline)
        hung = [self._hung(hook, exercises) for hook in range(outline.frame.hooks)]
        above = [frame.number(at) for at in frame.stencil.hooks]
        lines = self._elements(frame, [root.number], hung)
        for part in exercises:
            lines += self._elements(part, above, ())
        self._document.put_all(frame.first, lines)
        parents = self._parents((frame, *exercises))
        tree = written(self._document.add_syntax(b"<</Nums [%b]>>" % b" ".join(parents)))
        trees = f"/ParentTree {tree} /ParentTreeNextKey {len(parents)}"
        syntax = f"<</Type /StructTreeRoot /K [{frame.first} 0 R] {trees}>>"
        self._document.put(root, syntax.encode("ascii"))
        return Structure(root, tuple(self._annotations))

    def _parts(self, outline: Outline) -> list[_Numbered]:
        """Those of no exercise come first: the others hang in them."""
        stencils = {
            name: stencil(part, self._shares[name].shown, ())
            for name, part in outline.exercises.items()
        }
        hooked = tuple(
            any(one.tops[hook] is not None for one in stencils.values())
            for hook in range(outline.frame.hooks)
        )
        stencils = {"": stencil(outline.frame, self._shares[""].shown, hooked), **stencils}
        first = self._document.reserve_many(sum(one.count for one in stencils.values()))
        parts: list[_Numbered] = []
        for name, one in stencils.items():
            parts.append(_Numbered(name, self._shares[name], one, first))
            first += one.count
        return parts

    def _hung(self, hook: int, exercises: list[_Numbered]) -> bytes:
        """References to what hangs on a hook."""
        tops = ((part, part.stencil.tops[hook]) for part in exercises)
        return b" ".join(b"%d 0 R" % part.number(top) for part, top in tops if top is not None)

    def _elements(
        self, part: _Numbered, above: Sequence[int], hung: Sequence[bytes]
    ) -> list[bytes]:
        share, pages = part.share, [self._pages[page] for page in part.share.pages]
        boxes = [
            numbers(*self._contents[share.pages[page]].boxes[part.exercise, node]).encode("ascii")
            for page, node in part.stencil.figures
        ]
        return part.stencil.elements(
            part.first, share.marks, share.links, pages, above, hung, boxes
        )

    def _parents(self, parts: Sequence[_Numbered]) -> list[bytes]:
        """The leaves of the parent tree, which leads from the marked contents of a page, and from a
        link, to their elements.
        """
        owners = {part.exercise: part.numbers(part.stencil.owners) for part in parts}
        parents: list[bytes] = []
        for page, content in enumerate(self._contents):
            here = (islice(owners[exercise], len(nodes)) for exercise, nodes in content.marked)
            elements = tuple(chain.from_iterable(here))
            parents.append(b"%d [%b]" % (page, b"%d 0 R " * len(elements) % elements))
        link_owners = {part.exercise: part.numbers(part.stencil.link_owners) for part in parts}
        for annotation, one in zip(chain(*self._annotations), self._links(), strict=True):
            key = len(parents)
            self._document.put(annotation, _annotation(one, key).encode("ascii"))
            parents.append(b"%d %d 0 R" % (key, next(link_owners[one.within])))
        return parents

    def _links(self) -> Iterator[PlacedLink]:
        return chain.from_iterable(content.links for content in self._contents)


def _annotation(placed: PlacedLink, key: int) -> str:
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{numbers(*placed.box)}] /Border [0 0 0] "
        f"/F {_PRINTED} {_opening(placed.link.description, placed.link.url)} /StructParent {key}>>"
    )


@functools.lru_cache(maxsize=1024)
def _opening(description: str, url: str) -> str:
    """What a link says and opens. Kept: sheets have their videos in common."""
    url = text_string(url)
    return f"/Contents {text_string(description)} /A <</Type /Action /S /URI /URI {url}>>"
