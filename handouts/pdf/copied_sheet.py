"""One finished sheet → its objects in another file, renumbered. The only module that knows pikepdf.

Objects are copied as they are written, every reference in them led to its new number: whatever it
leads to comes along. What is left behind is the old catalog with all that only it knows, such as
an attachment.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from handouts.errors import HandoutError, Problem, Source
from handouts.pdf.document import Document
from handouts.pdf.objects import Reference

_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(\d+) 0 R", re.DOTALL)
"""A reference; or a string, in which what looks like one is none (qpdf escapes its brackets)."""
_PAGE_KEYS = frozenset(
    ("/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/StructParents", "/Tabs",
     "/Annots")
)  # fmt: skip
_ROOT_KEYS = frozenset(("/Type", "/K", "/ParentTree", "/ParentTreeNextKey"))
_REMEMBERED = 5_000
_HINT = "run the batch again: it makes the sheet anew"


@contextlib.contextmanager
def opened(pdf: Path | bytes) -> Iterator[pikepdf.Pdf]:
    """A finished sheet. Raises HandoutError for one that is not whole: it is never repaired."""
    place = Source(str(pdf) if isinstance(pdf, Path) else "a separator page")
    try:
        data = pdf.read_bytes() if isinstance(pdf, Path) else pdf
    except OSError as error:
        message = f"cannot be read: {error.strerror or type(error).__name__}"
        raise HandoutError([Problem(place, message, _HINT)]) from None
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as source:
            if unknown := _unknown(source):
                message = f"is no sheet of ours: {unknown}"
                raise HandoutError([Problem(place, message, _HINT)])
            yield source
    except pikepdf.PdfError:
        raise HandoutError([Problem(place, "is no longer a whole PDF", _HINT)]) from None


def _unknown(source: pikepdf.Pdf) -> str:
    """What would be lost without a word, were it copied."""
    if source.is_encrypted:
        return "it is encrypted"
    root = source.Root.get("/StructTreeRoot")
    if root is None:
        return "it has no tags"
    held = [(root, _ROOT_KEYS), *((page.obj, _PAGE_KEYS) for page in source.pages)]
    keys = {key for entries, known in held for key in entries.keys() - known}
    return f"it has {', '.join(sorted(keys))}" if keys else ""


class SharedObjects:
    """Objects that equal sheets have in common, each in the file once: figures, fonts, profiles.

    The last 5,000 are remembered, so that memory has a bound; one that comes again later than that
    is written again.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: OrderedDict[bytes, Reference] = OrderedDict()

    def add(self, body: bytes, data: bytes | None) -> Reference:
        """An object in PDF syntax; with `data`, a stream and its dictionary."""
        digest = hashlib.sha256(body)
        if data is not None:
            digest.update(b"\0" + data)
        key = digest.digest()
        reference = self._known.get(key)
        if reference is None:
            reference = self._known[key] = self._document.reserve()
            _put(self._document, reference, body, data)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return reference


class CopiedSheet:
    """A sheet on its way into `document`. Its keys in the parent tree begin at `first_key`."""

    def __init__(
        self, source: pikepdf.Pdf, document: Document, shared: SharedObjects, first_key: int
    ) -> None:
        self._source = source
        self._document = document
        self._shared_objects = shared
        self._first_key = first_key
        self._numbers: dict[int, Reference] = {}
        self._waiting: deque[int] = deque()
        self._root: Any = source.Root.StructTreeRoot

    @property
    def next_key(self) -> int:
        """The first key that the next sheet can take."""
        return self._first_key + int(self._root.ParentTreeNextKey)

    @property
    def last_box(self) -> tuple[float, ...]:
        """The paper of the last page: left, bottom, right and top in points."""
        return tuple(float(edge) for edge in self._source.pages[-1].obj.MediaBox.as_list())

    def copy_pages(self, parent: Reference) -> tuple[Reference, ...]:
        """Its pages, with all that they show; `parent` is their node in the page tree."""
        pages: list[Any] = [page.obj for page in self._source.pages]
        # The structure leads to the pages: it finds them where they are now.
        references = tuple(self._placed(page.objgen[0]) for page in pages)
        self._waiting.clear()
        for page, reference in zip(pages, references, strict=True):
            for annotation in page.get("/Annots", []):
                annotation.StructParent += self._first_key
            page.StructParents += self._first_key
            resources = self._rewritten(page.Resources.unparse(), self._shared)
            del page["/Parent"], page["/Resources"]
            body = self._rewritten(page.unparse(resolved=True), self._placed)
            extra = b" /Parent %d 0 R /Resources %s >>" % (parent.number, resources)
            self._document.put(reference, body.removesuffix(b">>") + extra)
        self._copy_waiting()
        return references

    def copy_structure(self, parent: Reference, title: str) -> tuple[Reference, Reference]:
        """(what was its Document, now a Part of `parent`; its leaf of the parent tree)."""
        (part,) = self._root.K.as_list()
        part.S = pikepdf.Name.Part
        part.Lang = self._source.Root.Lang
        if title:
            part.T = title
        self._numbers[self._root.objgen[0]] = parent
        reference = self._placed(part.objgen[0])
        owners = {
            key + self._first_key: self._rewritten(owner.unparse(), self._placed)
            for key, owner in pikepdf.NumberTree(self._root.ParentTree).items()
        }
        leaf = self._document.reserve()
        numbers = b" ".join(b"%d %s" % item for item in sorted(owners.items()))
        limits = (min(owners), max(owners))
        self._document.put(leaf, b"<< /Limits [ %d %d ] /Nums [ %s ] >>" % (*limits, numbers))
        self._copy_waiting()
        return reference, leaf

    def _copy_waiting(self) -> None:
        while self._waiting:
            number = self._waiting.popleft()
            _put(self._document, self._numbers[number], *self._body(number, self._placed))
        self._document.flush()

    def _placed(self, number: int) -> Reference:
        """The new number of what is this sheet's alone; it is copied when its turn comes."""
        reference = self._numbers.get(number)
        if reference is None:
            reference = self._numbers[number] = self._document.reserve()
            self._waiting.append(number)
        return reference

    def _shared(self, number: int) -> Reference:
        """The new number of what other sheets may have as well; what it leads to comes first."""
        reference = self._numbers.get(number)
        if reference is None:
            reference = self._shared_objects.add(*self._body(number, self._shared))
            self._numbers[number] = reference
        return reference

    def _body(self, number: int, lead: Callable[[int], Reference]) -> tuple[bytes, bytes | None]:
        held = self._source.get_object(number, 0)
        if not isinstance(held, pikepdf.Stream):
            return self._rewritten(held.unparse(resolved=True), lead), None
        data = held.read_raw_bytes()
        entries = held.stream_dict
        entries["/Length"] = len(data)
        return self._rewritten(entries.unparse(resolved=True), lead), data

    def _rewritten(self, syntax: bytes, lead: Callable[[int], Reference]) -> bytes:
        def led(found: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % lead(int(found[1])).number if found[1] else found[0]

        return _REFERENCE.sub(led, syntax)


def _put(document: Document, reference: Reference, body: bytes, data: bytes | None) -> None:
    if data is None:
        document.put(reference, body)
    else:
        document.put_stream(reference, body, data)
