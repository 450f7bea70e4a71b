"""The only module that knows ReportLab, whose names used here are nearly all undocumented.

ReportLab writes header, cross-reference table and trailer. The objects between are numbered here,
and what they hold is written by us (objects.py): ReportLab has no tags, ends streams in a way that
PDF/A forbids and takes ten times as long. tests/test_pdf_reportlab.py says which name has changed.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFCrossReferenceTable, PDFFile, PDFTrailer

from handouts.pdf.objects import (
    MOST_EFFORT,
    Reference,
    Value,
    packed_stream,
    stream,
    written,
)

PDF_VERSION = (1, 7)


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

    def add_syntax(self, syntax: str) -> Reference:
        """An object in PDF syntax, no stream."""
        return self.add_ready(syntax.encode("ascii"))

    def add_ready(self, syntax: bytes) -> Reference:
        """An object that needs no other: the same in every document, and hence kept by others."""
        self._bodies.append(syntax)
        return Reference(len(self._bodies))

    def add_stream(self, data: bytes, entries: Mapping[str, Value]) -> Reference:
        """A stream whose `entries` say how `data` is packed, if it is."""
        return self.add_ready(stream(data, entries))

    def add_packed(
        self, data: bytes, entries: Mapping[str, Value], effort: int = MOST_EFFORT
    ) -> Reference:
        return self.add_ready(packed_stream(data, entries, effort))

    def to_bytes(self, catalog: Reference, info: Reference) -> bytes:
        """The file. Its identifier (ISO 32000-1 §14.4) is a digest of all objects, hence the
        same for the same input.
        """
        file = PDFFile(PDF_VERSION)
        objects = [
            b"%d 0 obj\n%b\nendobj\n" % (number, body)
            for number, body in enumerate(self._bodies, 1)
        ]
        together = b"".join(objects)
        starts = itertools.accumulate(map(len, objects), initial=file.add(together))
        offsets = dict(zip(range(1, len(objects) + 1), starts, strict=False))  # the last is the end
        table = PDFCrossReferenceTable()
        table.addsection(0, list(offsets))
        numbers = {number: (number, 0) for number in offsets}
        digest = hashlib.sha256(together).hexdigest()[:32]
        trailer = PDFTrailer(
            file.add(table.format(_Numbered(numbers, offsets))),
            Size=len(offsets) + 1,
            Root=written(catalog),
            Info=written(info),
            ID=f"[<{digest}> <{digest}>]",
        )
        file.add(trailer.format(None))
        return bytes(file.format(None))
