"""Outline and drawn pages → structure tree, link annotations and parent tree
(ISO 32000-1 §14.7, ISO 14289-1 §7).

There are hundreds of elements in a file: they come as a list, and are written in one go.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.model.page import Link
from handouts.pdf.content import Node, PageContent
from handouts.pdf.document import Document
from handouts.pdf.elements import Outline
from handouts.pdf.objects import Reference, numbers, text_string, written
from handouts.pdf.operators import Box

_PRINTED = 4  # the annotation flag that PDF/A asks for (ISO 19005-2 §6.3.2)


@dataclass(frozen=True, slots=True)
class Structure:
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


class _Tree:
    """A structure tree being written; of hundreds of elements none has a list to itself.

    `_content`: for each exercise, "" for none, {node: (its first page, its marked content as the
    kids of its element)}.
    """

    def __init__(
        self,
        document: Document,
        contents: tuple[PageContent, ...],
        pages: tuple[Reference, ...],
    ) -> None:
        self._document = document
        self._contents = contents
        self._pages = tuple(map(written, pages))
        self._linked = [
            (page, document.reserve(), one)
            for page, content in enumerate(contents)
            for one in content.links
        ]
        self._objects: dict[Node, str] = {}
        for page, annotation, one in self._linked:
            shown = f" <</Type /OBJR /Pg {self._pages[page]} /Obj {written(annotation)}>>"
            self._objects[one.node] = self._objects.get(one.node, "") + shown
        self._content: defaultdict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
        for page, content in enumerate(contents):
            self._note_marks(page, content)
        self._owners: dict[Node, str] = {}
        self._link_owners: dict[Node, str] = {}

    def _note_marks(self, page: int, content: PageContent) -> None:
        for mark, (exercise, node) in enumerate(content.nodes):
            here = self._content[exercise]
            if node not in here:
                here[node] = page, str(mark)
                continue
            home, before = here[node]
            here[node] = home, f"{before} {mark if page == home else self._marked(page, mark)}"

    def _marked(self, page: int, mark: int) -> str:
        """Marked content on another page than the element's own."""
        return f"<</Type /MCR /Pg {self._pages[page]} /MCID {mark}>>"

    def write(self, outline: Outline) -> Structure:
        root = self._document.reserve()
        shown = self._shown(outline)
        first = self._document.reserve_many(shown.count(True))
        self._document.put_all(first, self._elements(outline, shown, first, written(root)))
        # The parent tree leads from a page's marked content, and from a link, to its element.
        parents: list[str] = []
        for page, content in enumerate(self._contents):
            syntax = f"[{' '.join(map(self._owners.__getitem__, content.nodes))}]"
            parents.append(f"{page} {written(self._document.add_syntax(syntax))}")
        for key, (_, annotation, one) in enumerate(self._linked, start=len(self._pages)):
            self._document.put(annotation, _annotation(one.link, one.box, key).encode("ascii"))
            parents.append(f"{key} {self._link_owners[one.node]}")
        tree = written(self._document.add_syntax(f"<</Nums [{' '.join(parents)}]>>"))
        keys = len(self._pages) + len(self._linked)
        trees = f"/ParentTree {tree} /ParentTreeNextKey {keys}"
        syntax = f"<</Type /StructTreeRoot /K [{first} 0 R] {trees}>>"
        self._document.put(root, syntax.encode("ascii"))
        annotations = tuple(
            tuple(annotation for on, annotation, _ in self._linked if on == page)
            for page in range(len(self._pages))
        )
        return Structure(root, annotations)

    def _shown(self, outline: Outline) -> list[bool]:
        """Which rows have something placed at or under them."""
        shown = [False] * outline.count
        for exercise, first, under, branch in reversed(outline.hung):
            content = self._content[exercise]
            for at in range(len(branch.rows) - 1, -1, -1):
                parent, _, _, node, links_of, keep = branch.rows[at]
                here = shown[first + at] or keep or node in content
                if here or (links_of and (exercise, links_of) in self._objects):
                    shown[first + at] = True
                    above = under if parent < 0 else first + parent
                    if above >= 0:
                        shown[above] = True
        return shown

    def _elements(
        self, outline: Outline, shown: list[bool], number: int, root: str
    ) -> Iterator[str]:
        """The rows that are shown in PDF syntax, the first with that number."""
        references = [f"{at} 0 R" for at in itertools.accumulate(shown, initial=number)]
        kids = [""] * outline.count
        objects: dict[int, str] = {}
        heads: list[tuple[int, str]] = []
        for exercise, first, under, branch in outline.hung:
            content = self._content[exercise]
            for at, (parent, kind, said, node, links_of, _) in enumerate(branch.rows, first):
                if not shown[at]:
                    continue
                above = under if parent < 0 else first + parent
                if above >= 0:
                    kids[above] += f" {references[at]}"
                where = ""
                if node in content:
                    home, kids[at] = content[node]
                    where = f" /Pg {self._pages[home]}"
                    self._owners[exercise, node] = references[at]
                    if kind == "Figure":
                        where += _box(self._contents[home].figures[exercise, node])
                if links_of:
                    objects[at] = self._objects.get((exercise, links_of), "")
                    self._link_owners[exercise, links_of] = references[at]
                over = references[above] if above >= 0 else root
                heads.append((at, f"<</Type /StructElem /S /{kind} /P {over}{where}{said} /K ["))
        for at, head in heads:
            yield f"{head}{kids[at]}{objects.get(at, '')}]>>"


def _box(box: Box) -> str:
    """How far a figure reaches on its first page."""
    return f" /A <</O /Layout /Placement /Block /BBox [{numbers(*box)}]>>"


def _annotation(link: Link, box: Box, key: int) -> str:
    said, url = text_string(link.description), text_string(link.url)
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{numbers(*box)}] /Border [0 0 0] /F {_PRINTED} "
        f"/Contents {said} /A <</Type /Action /S /URI /URI {url}>> /StructParent {key}>>"
    )
