"""Says which name of ReportLab has changed: reportlab_document.py uses undocumented ones."""

from __future__ import annotations

import inspect
import io

import pikepdf
import pytest
from reportlab.pdfbase import pdfdoc

from handouts.pdf.reportlab_document import PDF_VERSION, Document


def test_document_is_made_with_these_arguments() -> None:
    arguments = inspect.signature(pdfdoc.PDFDocument.__init__).parameters
    assert {"invariant", "pdfVersion"} <= arguments.keys()


@pytest.mark.parametrize(
    ("method", "arguments"),
    [("Reference", ["self", "obj", "name"]), ("format", ["self"]), ("ID", ["self"])],
)
def test_document_has_the_method(method: str, arguments: list[str]) -> None:
    assert list(inspect.signature(getattr(pdfdoc.PDFDocument, method)).parameters) == arguments


@pytest.mark.parametrize("name", ["Catalog", "info", "_ID", "idToObjectNumberAndVersion"])
def test_document_has_the_attribute(name: str) -> None:
    assert hasattr(pdfdoc.PDFDocument(invariant=1, pdfVersion=PDF_VERSION), name)


def test_an_object_is_asked_for_its_bytes() -> None:
    class Ours(pdfdoc.PDFObject):  # type: ignore[misc]
        def format(self, document: object) -> bytes:
            return b"<</Ours true>>"

    document = pdfdoc.PDFDocument(invariant=1, pdfVersion=PDF_VERSION)
    name = document.Reference(Ours()).name
    number, generation = document.idToObjectNumberAndVersion[name]
    assert (number, generation) == (2, 0)  # ReportLab's own dictionary of fonts comes first
    document.Catalog = document.info = Ours()
    document._ID = b"[<00> <00>]"
    assert b"2 0 obj\n<</Ours true>>\nendobj\n" in document.format()


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
