"""The only module that knows ReportLab, whose names used here are nearly all undocumented.

ReportLab keeps the object numbers and writes header, cross-reference table and trailer. What the
objects hold is written by us (objects.py): ReportLab has no tags, ends streams in a way that
PDF/A forbids and takes ten times as long. tests/test_pdf_reportlab.py says which name has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from handouts.pdf.objects import Name, Reference, Value, packed, written

PDF_VERSION = (1, 7)
FLATE = Name("FlateDecode")


class _Written(PDFObject):  # type: ignore[misc]
    """An indirect object of which ReportLab knows only the bytes."""

    def __init__(self) -> None:
        self.body = b""

    def format(self, document: object) -> bytes:  # noqa: ARG002 (ReportLab calls it so)
        return self.body


class Document:
    """The objects of one file, numbered in the order in which they are added or reserved."""

    def __init__(self) -> None:
        self._document = PDFDocument(invariant=1, pdfVersion=PDF_VERSION)
        self._objects: dict[Reference, _Written] = {}

    def reserve(self) -> Reference:
        """A reference to what will be defined later: objects may point at each other."""
        added = _Written()
        name = self._document.Reference(added).name
        reference = Reference(self._document.idToObjectNumberAndVersion[name][0])
        self._objects[reference] = added
        return reference

    def define(self, reference: Reference, value: Value) -> None:
        self._objects[reference].body = written(value).encode("ascii")

    def add(self, value: Value) -> Reference:
        reference = self.reserve()
        self.define(reference, value)
        return reference

    def add_stream(self, data: bytes, entries: Mapping[str, Value]) -> Reference:
        """A stream whose `entries` say how `data` is packed, if it is."""
        head = written({**entries, "Length": len(data)}).encode("ascii")
        reference = self.reserve()
        # ISO 19005-2 §6.1.7.1 wants an end of line here. Not a lone LF: after data that ends in CR
        # the two would be read as one end of line, and the stream as a byte too short.
        self._objects[reference].body = head + b"\nstream\n" + data + b"\r\nendstream"
        return reference

    def add_packed(self, data: bytes, entries: Mapping[str, Value]) -> Reference:
        return self.add_stream(packed(data), {**entries, "Filter": FLATE})

    def to_bytes(self, catalog: Reference, info: Reference) -> bytes:
        """The file. Its identifier (ISO 32000-1 §14.4) is a digest of all objects, hence the
        same for the same input.
        """
        digest = hashlib.sha256(b"\n".join(o.body for o in self._objects.values())).hexdigest()[:32]
        self._document._ID = f"[<{digest}> <{digest}>]".encode("ascii")  # noqa: SLF001
        self._document.Catalog = self._objects[catalog]
        self._document.info = self._objects[info]
        return bytes(self._document.format())
