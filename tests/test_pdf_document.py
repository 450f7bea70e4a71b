"""Files as ISO 32000-1 §7.5 has them: header, objects, table, trailer."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from handouts.pdf.document import Document


def test_the_table_leads_to_every_object() -> None:
    data = small(b"")
    for number, entry in enumerate(re.findall(rb"^(\d{10}) 00000 n $", data, re.MULTILINE), 1):
        assert data[int(entry) :].startswith(b"%d 0 obj\n" % number)
    assert b"xref\n0 5\n" in data
    at = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n$", data)[0])
    assert data[at:].startswith(b"xref\n")
    table = data[at : data.index(b"trailer")].splitlines(keepends=True)[2:]
    assert {len(entry) for entry in table} == {20}


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
