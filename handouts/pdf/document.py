"""The objects of a PDF → its bytes, written while it grows, however large.

Only the places of the objects are kept. Those that are no streams stand together in object streams,
which makes a structure tree a fifth of its size (ISO 32000-1 §7.5.7), and the cross-reference table
is a stream as well (§7.5.8). What the objects hold is written by objects.py.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, chain
from operator import attrgetter

from msgspec import Struct

from handouts.pdf.objects import (
    FLATE,
    LITTLE_EFFORT,
    MOST_EFFORT,
    Name,
    Reference,
    Value,
    packed,
    written,
)
from handouts.pdf.places import ENTRY_BYTES, Places

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # the bytes above 127 that ISO 19005-2 §6.1.2 wants
_MOST_TOGETHER = 400
"""Objects of one object stream: whoever wants one of them unpacks them all."""


class _Run(Struct):
    """Objects whose numbers follow each other: that of the first, and their PDF syntax."""

    first: int
    bodies: list[bytes]

    @property
    def numbers(self) -> range:
        return range(self.first, self.first + len(self.bodies))


class Document:
    """The objects of one file, numbered in the order in which they are added or reserved.

    `write` takes the bytes of the file, one piece after the other. `note` is a line of plain text
    that stands at its top as a comment.
    """

    def __init__(self, write: Callable[[bytes], object], note: str = "") -> None:
        self._to_file = write
        self._at = 0
        self._digest = hashlib.sha256()
        self._count = 1  # object 0 is the head of the free ones
        self._places = Places()
        self._waiting: list[_Run] = []
        self._count_waiting = 0
        self._write(_HEADER + (f"%{note}\n" if note else "").encode("ascii"))

    def reserve(self) -> Reference:
        """A reference to what will be defined later: objects may point at each other."""
        self._count += 1
        return Reference(self._count - 1)

    def reserve_many(self, count: int) -> int:
        """The first of that many numbers, which follow each other."""
        first = self._count
        self._count += count
        return first

    def define(self, reference: Reference, value: Value) -> None:
        self.put(reference, written(value).encode("ascii"))

    def put(self, reference: Reference, body: bytes) -> None:
        """An object in PDF syntax, no stream."""
        self.put_all(reference.number, (body,))

    def put_all(self, first: int, bodies: Sequence[bytes]) -> None:
        """The same of objects whose numbers follow each other from `first` on."""
        while bodies:
            here = bodies[: _MOST_TOGETHER - self._count_waiting]
            if self._waiting and self._waiting[-1].numbers.stop == first:
                self._waiting[-1].bodies += here
            else:
                self._waiting.append(_Run(first, [*here]))
            first, bodies = first + len(here), bodies[len(here) :]
            self._count_waiting += len(here)
            if self._count_waiting == _MOST_TOGETHER:
                self.flush()

    def add_syntax(self, syntax: bytes) -> Reference:
        """The same of one that nothing leads to yet."""
        reference = self.reserve()
        self.put(reference, syntax)
        return reference

    def add_ready(self, syntax: bytes) -> Reference:
        """A whole stream that leads nowhere: the same in every document, so others keep it."""
        reference = self.reserve()
        self._places.at(reference.number, self._at)
        self._append(b"%d 0 obj\n" % reference.number)
        self._append(syntax)  # not copied: together they are most of a file
        self._append(b"\nendobj\n")
        self._digest.update(_digest(syntax))
        return reference

    def put_stream(self, reference: Reference, head: bytes, data: bytes) -> None:
        """A stream; `head` is its dictionary in PDF syntax, with its Length."""
        self._places.at(reference.number, self._at)
        # CR LF, as in every sheet: see objects.py.
        whole = b"%d 0 obj\n%b\nstream\n%b\r\nendstream\nendobj\n"
        self._write(whole % (reference.number, head, data))

    def add(self, value: Value) -> Reference:
        reference = self.reserve()
        self.define(reference, value)
        return reference

    def add_stream(self, data: bytes, entries: Mapping[str, Value]) -> Reference:
        """A stream whose `entries` say how `data` is packed, if it is."""
        reference = self.reserve()
        head = written({**entries, "Length": len(data)}).encode("ascii")
        self.put_stream(reference, head, data)
        return reference

    def add_packed(
        self, data: bytes, entries: Mapping[str, Value], effort: int = MOST_EFFORT
    ) -> Reference:
        return self.add_stream(packed(data, effort), {**entries, "Filter": FLATE})

    def flush(self) -> None:
        """What was put since the last time becomes an object stream: neighbours in the file."""
        if self._waiting:
            runs = sorted(self._waiting, key=attrgetter("first"))
            self._waiting, self._count_waiting = [], 0
            self._put_together(runs)

    def _put_together(self, runs: list[_Run]) -> None:
        """An object stream. Its objects are sorted: the places of neighbours are then one run."""
        numbers, bodies = [run.numbers for run in runs], [*chain(*[run.bodies for run in runs])]
        offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
        pairs = chain.from_iterable(zip(chain(*numbers), offsets, strict=False))
        index = b"%d %d " * len(bodies) % tuple(pairs)
        holder = self.add_packed(
            index + b"\n".join(bodies),
            {"Type": Name("ObjStm"), "N": len(bodies), "First": len(index)},
            LITTLE_EFFORT,
        )
        self._places.inside(numbers, holder.number)

    def finish(self, catalog: Reference, info: Reference) -> None:
        """The end of the file. Its identifier is a digest of all before it."""
        self.flush()
        start = self._at
        digest = self._digest.digest()[:16]
        mine = self.reserve()
        self._places.at(mine.number, start)
        table = self._places.packed(self._count)
        head: dict[str, Value] = {
            "Type": Name("XRef"),
            "Size": self._count,
            "W": ENTRY_BYTES,
            "Root": catalog,
            "Info": info,
            "ID": [digest, digest],
            "Filter": FLATE,
            "Length": len(table),
        }
        self.put_stream(mine, written(head).encode("ascii"), table)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, data: bytes) -> None:
        self._append(data)
        self._digest.update(data)

    def _append(self, data: bytes) -> None:
        self._to_file(data)
        self._at += len(data)


@functools.lru_cache(maxsize=512)
def _digest(syntax: bytes) -> bytes:
    """Of a ready stream. Kept: those of a sheet are most of its bytes."""
    return hashlib.sha256(syntax).digest()
