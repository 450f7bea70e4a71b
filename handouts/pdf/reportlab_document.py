"""The only module that knows ReportLab, whose names used here are nearly all undocumented.

ReportLab writes header, cross-reference table and trailer. The objects between are numbered here,
and what they hold is written by us (objects.py): ReportLab has no tags, ends streams in a way that
PDF/A forbids and takes ten times as long. tests/test_pdf_reportlab.py says which name has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFCrossReferenceTable, PDFFile, PDFTrailer

from handouts.pdf.objects import Name, Reference, Value, packed, written

PDF_VERSION = (1, 7)
FLATE = Name("FlateDecode")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """What ReportLab's cross-reference table asks a document for; the name of an object is its
    number.
    """

    idToObjectNumberAndVersion: dict[int, tuple[int, int]]  # noqa: N815
    idToOffset: dict[int, int]  # noqa: N815


class Document:
    """The objects of one file, numbered in the order in which they are added or reserved."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> Reference:
        """A reference to what will be defined later: objects may point at each other."""
        self._bodies.append(b"")
        return Reference(len(self._bodies))

    def define(self, reference: Reference, value: Value) -> None:
        self.put(reference, written(value))

    def put(self, reference: Reference, syntax: str) -> None:
        """An object in PDF syntax, no stream."""
        self._bodies[reference.number - 1] = syntax.encode("ascii")

    def add(self, value: Value) -> Reference:
        reference = self.reserve()
        self.define(reference, value)
        return reference

    def add_stream(self, data: bytes, entries: Mapping[str, Value]) -> Reference:
        """A stream whose `entries` say how `data` is packed, if it is."""
        head = written({**entries, "Length": len(data)}).encode("ascii")
        # ISO 19005-2 §6.1.7.1 wants an end of line here. Not a lone LF: after data that ends in CR
        # the two would be read as one end of line, and the stream as a byte too short.
        self._bodies.append(head + b"\nstream\n" + data + b"\r\nendstream")
        return Reference(len(self._bodies))

    def add_packed(self, data: bytes, entries: Mapping[str, Value]) -> Reference:
        return self.add_stream(packed(data), {**entries, "Filter": FLATE})

    def to_bytes(self, catalog: Reference, info: Reference) -> bytes:
        """The file. Its identifier (ISO 32000-1 §14.4) is a digest of all objects, hence the
        same for the same input.
        """
        file, offsets = PDFFile(PDF_VERSION), dict[int, int]()
        for number, body in enumerate(self._bodies, 1):
            offsets[number] = file.add(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        digest = hashlib.sha256(b"\n".join(self._bodies)).hexdigest()[:32]
        table = PDFCrossReferenceTable()
        table.addsection(0, list(offsets))
        numbers = {number: (number, 0) for number in offsets}
        trailer = PDFTrailer(
            file.add(table.format(_Numbered(numbers, offsets))),
            Size=len(offsets) + 1,
            Root=written(catalog),
            Info=written(info),
            ID=f"[<{digest}> <{digest}>]",
        )
        file.add(trailer.format(None))
        return bytes(file.format(None))
