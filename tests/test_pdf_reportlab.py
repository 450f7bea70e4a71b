"""Says which name of ReportLab has changed: reportlab_document.py uses undocumented ones."""

from __future__ import annotations

import inspect
import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from reportlab.pdfbase import pdfdoc

from handouts.pdf.reportlab_document import PDF_VERSION, Document


@pytest.mark.parametrize(
    ("made", "arguments"),
    [
        (pdfdoc.PDFFile.__init__, {"pdfVersion"}),
        (pdfdoc.PDFFile.add, {"s"}),
        (pdfdoc.PDFFile.format, {"document"}),
        (pdfdoc.PDFCrossReferenceTable.addsection, {"firstentry", "ids"}),
        (pdfdoc.PDFCrossReferenceTable.format, {"document"}),
        (pdfdoc.PDFTrailer.__init__, {"startxref", "Size", "Root", "Info", "ID"}),
        (pdfdoc.PDFTrailer.format, {"document"}),
    ],
)
def test_it_is_called_with_these_arguments(made: Callable[..., Any], arguments: set[str]) -> None:
    assert arguments <= inspect.signature(made).parameters.keys()


def test_a_file_says_where_each_object_stands() -> None:
    file = pdfdoc.PDFFile(PDF_VERSION)
    first, second = file.add(b"one"), file.add(b"two")
    assert second == first + 3
    assert file.format(None)[first:] == b"onetwo"


def test_the_table_leads_to_every_object() -> None:
    data = small(b"")
    for number, entry in enumerate(re.findall(rb"^(\d{10}) 00000 n $", data, re.MULTILINE), 1):
        assert data[int(entry) :].startswith(b"%d 0 obj\n" % number)
    assert b"xref\n0 5\n" in data


def small(data: bytes) -> bytes:
    document = Document()
    catalog, tree = document.reserve(), document.reserve()
    held = document.add_stream(data, {})
    document.define(tree, {"Kids": [], "Count": 0})
    document.define(catalog, {"Pages": tree, "Held": held})
    return document.to_bytes(catalog, document.add({}))


@pytest.mark.parametrize("data", [b"", b"a\r", b"a\n", b"a\r\n", bytes(range(256))])
def test_a_stream_is_as_long_as_it_says(data: bytes) -> None:
    written = small(data)
    assert b"\r\nendstream\nendobj" in written
    with pikepdf.open(io.BytesIO(written)) as pdf:
        assert pdf.Root.Held.read_raw_bytes() == data


def test_identifier_depends_on_the_content_alone() -> None:
    def identifier(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(small(data))) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identifier(b"a") == identifier(b"a") != identifier(b"b")


def test_file_says_its_version() -> None:
    assert small(b"").startswith(b"%PDF-1.7\n%")
