"""Files as ISO 32000-1 §7.5 has them: header, objects, cross-reference stream."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest

from handouts.pdf.document import Document
from handouts.pdf.objects import Name, Reference


def small(data: bytes, note: str = "", objects: int = 1) -> bytes:
    file = io.BytesIO()
    document = Document(file.write, note)
    catalog, tree = document.reserve(), document.reserve()
    held = document.add_stream(data, {})
    document.define(tree, {"Type": Name("Pages"), "Kids": [], "Count": 0})
    numbers = [document.add([number]) for number in range(objects)]
    document.define(
        catalog, {"Type": Name("Catalog"), "Pages": tree, "Held": held, "Numbers": numbers}
    )
    document.finish(catalog, document.add({}))
    return file.getvalue()


@pytest.mark.parametrize("objects", [1, 399, 400, 401, 1000])
def test_the_table_leads_to_every_object(objects: int) -> None:
    with pikepdf.open(io.BytesIO(small(b"", objects=objects)), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        numbers = pdf.Root.Numbers.as_list()
        assert [int(number[0]) for number in numbers] == list(range(objects))


@pytest.mark.parametrize("count", [0, 1, 398, 399, 1000, 40_000])
def test_the_table_leads_to_objects_that_are_put_all_at_once(count: int) -> None:
    file = io.BytesIO()
    document = Document(file.write)
    catalog, tree = document.reserve(), document.reserve()
    first = document.reserve_many(count)
    document.define(tree, {"Type": Name("Pages"), "Kids": [], "Count": 0})
    document.put_all(first, [b"[%d]" % number for number in range(count)])
    kids = [Reference(first + number) for number in range(count)]
    document.define(catalog, {"Type": Name("Catalog"), "Pages": tree, "Numbers": kids})
    document.finish(catalog, document.add({}))
    with pikepdf.open(io.BytesIO(file.getvalue()), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [int(number[0]) for number in pdf.Root.Numbers.as_list()] == list(range(count))
    together = [int(number) for number in re.findall(rb"/ObjStm /N (\d+)", file.getvalue())]
    assert sum(together) == count + 3
    assert max(together) <= 400


@pytest.mark.parametrize("order", [range(500), range(499, -1, -1)])
def test_objects_may_be_put_in_any_order(order: range) -> None:
    file = io.BytesIO()
    document = Document(file.write)
    catalog, tree = document.reserve(), document.reserve()
    numbers = [document.reserve() for _ in order]
    never = document.reserve()
    document.define(tree, {"Type": Name("Pages"), "Kids": [], "Count": 0})
    for number in order:
        document.define(numbers[number], [number])
    document.define(
        catalog, {"Type": Name("Catalog"), "Pages": tree, "Numbers": numbers, "Never": never}
    )
    document.finish(catalog, document.add({}))
    with pikepdf.open(io.BytesIO(file.getvalue()), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [int(number[0]) for number in pdf.Root.Numbers.as_list()] == sorted(order)
        assert pdf.Root.get("/Never") is None


@pytest.mark.parametrize("data", [b"", b"a\r", b"a\n", b"a\r\n", bytes(range(256))])
def test_a_stream_is_as_long_as_it_says(data: bytes) -> None:
    written = small(data)
    assert b"\r\nendstream\nendobj" in written
    with pikepdf.open(io.BytesIO(written), attempt_recovery=False) as pdf:
        assert pdf.Root.Held.read_raw_bytes() == data


def with_ready(data: bytes) -> bytes:
    file = io.BytesIO()
    document = Document(file.write)
    catalog, tree = document.reserve(), document.reserve()
    held = document.add_ready(b"<</Length %d>>\nstream\n%b\r\nendstream" % (len(data), data))
    document.define(tree, {"Type": Name("Pages"), "Kids": [], "Count": 0})
    document.define(catalog, {"Type": Name("Catalog"), "Pages": tree, "Held": held})
    document.finish(catalog, document.add({}))
    return file.getvalue()


def test_a_ready_stream_is_read_like_any_other() -> None:
    with pikepdf.open(io.BytesIO(with_ready(b"abc")), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Held.read_raw_bytes() == b"abc"


def test_objects_that_are_no_streams_are_packed_together() -> None:
    written = small(b"", objects=300)
    assert len(re.findall(rb"/Type /ObjStm", written)) == 1
    assert b"[299]" not in written


@pytest.mark.parametrize("holding", [small, with_ready])
def test_identifier_depends_on_the_content_alone(holding: Callable[[bytes], bytes]) -> None:
    def identifier(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(holding(data))) as pdf:
            return bytes(pdf.trailer.ID[0])

    assert identifier(b"a") == identifier(b"a") != identifier(b"b")


def test_file_says_its_version_and_its_note() -> None:
    assert small(b"").startswith(b"%PDF-1.7\n%")
    assert b"\n%of 3 sheets\n" in small(b"", "of 3 sheets")[:40]
