"""A PDF that carries a file is PDF/A-3a, and the checks of it can fail."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

import pdf_checks
import pikepdf
import pytest
from pikepdf import Name, Pdf
from test_pdf_render import FONTS, pages_of, sample

from handouts.pdf.attachment import Attachment
from handouts.pdf.render import render

DATA = b'{"what": "(any) \\\\ bytes"}\n'


@functools.cache
def carrying() -> bytes:
    handout = sample()
    return render(pages_of(handout), handout, FONTS, Attachment("source.json", DATA))


def file_of(pdf: Pdf) -> pikepdf.Object:
    return pdf.Root.AF[0]


def test_is_accessible_and_archivable() -> None:
    pdf_checks.assert_valid(carrying())


def test_carries_the_file_as_its_source() -> None:
    with pikepdf.open(io.BytesIO(carrying())) as pdf:
        assert pdf.attachments["source.json"].get_file().read_bytes() == DATA
        assert pdf.attachments["source.json"].get_file().mime_type == "application/json"
        assert file_of(pdf).AFRelationship == Name.Source
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_without_one_the_file_says_nothing_of_it() -> None:
    handout = sample()
    with pikepdf.open(io.BytesIO(render(pages_of(handout), handout, FONTS))) as pdf:
        assert {"/AF", "/Names"}.isdisjoint(pdf.Root.keys())
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def drop(pdf: Pdf, key: str) -> None:
    del pdf.Root[key]


FAULTS: dict[str, Callable[[Pdf], object]] = {
    "not associated": lambda pdf: drop(pdf, "/AF"),
    "not listed": lambda pdf: drop(pdf, "/Names"),
    "another name": lambda pdf: setattr(file_of(pdf), "UF", pikepdf.String("other.json")),
    "another length": lambda pdf: setattr(file_of(pdf).EF.F.Params, "Size", 3),
    "other content": lambda pdf: file_of(pdf).EF.F.write(DATA[::-1]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_check_of_attachments_can_fail(fault: str) -> None:
    with pikepdf.open(io.BytesIO(carrying())) as pdf:
        assert pdf_checks.attachment_faults(pdf) == []
        FAULTS[fault](pdf)
        assert pdf_checks.attachment_faults(pdf) != []


@pytest.mark.parametrize("key", ["AFRelationship", "UF"])
def test_the_validator_sees_what_a_file_does_not_say(key: str) -> None:
    with pikepdf.open(io.BytesIO(carrying())) as pdf:
        del file_of(pdf)[f"/{key}"]
        broken = io.BytesIO()
        pdf.save(broken)
    assert pdf_checks.validator_faults(broken.getvalue()) != []
