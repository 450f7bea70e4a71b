"""Where each object of a file stands → its cross-reference stream (ISO 32000-1 §7.5.8).

Objects of one sheet have numbers that follow each other, and so do their places in an object
stream: such a run is kept as one, which for ten thousand sheets is a few megabytes, not thirty.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator

ENTRY_BYTES = (1, 5, 2)
"""Of an entry: its kind; an offset, or the number of an object stream; an index in that."""
_FREE, _AT, _INSIDE = 0, 1, 2  # kinds (table 18)
_NO_INDEX = 0
_PIECE = 1 << 14


class Places:
    """Places in the order in which they become known."""

    def __init__(self) -> None:
        self._first = array("I")
        self._length = array("H")
        self._kind = array("B")
        self._place = array("Q")
        self._index = array("H")

    def at(self, number: int, offset: int) -> None:
        """The object begins at that byte of the file."""
        self._begin(number, _AT, offset, _NO_INDEX)

    def inside(self, number: int, stream: int, index: int) -> None:
        """The object stands in an object stream, after `index` others."""
        if self._first and self._kind[-1] == _INSIDE and self._place[-1] == stream:
            follows = self._length[-1]
            if number == self._first[-1] + follows and index == self._index[-1] + follows:
                self._length[-1] += 1
                return
        self._begin(number, _INSIDE, stream, index)

    def _begin(self, number: int, kind: int, place: int, index: int) -> None:
        self._first.append(number)
        self._length.append(1)
        self._kind.append(kind)
        self._place.append(place)
        self._index.append(index)

    def packed(self, count: int) -> bytes:
        """The entries of the objects 0 to `count`, packed piece by piece: there may be millions.

        A number that was reserved and never placed is free.
        """
        packer = zlib.compressobj(6)
        packed, piece = [], bytearray()
        for entry in self._entries(count):
            piece += entry
            if len(piece) >= _PIECE:
                packed.append(packer.compress(piece))
                piece.clear()
        return b"".join([*packed, packer.compress(piece), packer.flush()])

    def _entries(self, count: int) -> Iterator[bytes]:
        free = _entry(_FREE, 0, 0xFFFF)
        number = 0
        for run in self._by_number():
            first, kind, place = self._first[run], self._kind[run], self._place[run]
            yield free * (first - number)
            for offset in range(self._length[run]):
                yield _entry(kind, place, self._index[run] + offset)
            number = first + self._length[run]
        yield free * (count - number)

    def _by_number(self) -> Iterator[int]:
        """The runs in the order of their numbers; sorted in parts, which needs little memory."""
        parts: dict[int, array[int]] = {}
        for run, first in enumerate(self._first):
            parts.setdefault(first // _PIECE, array("I")).append(run)
        for part in sorted(parts):
            yield from sorted(parts[part], key=self._first.__getitem__)


def _entry(kind: int, place: int, index: int) -> bytes:
    return (kind << 56 | place << 16 | index).to_bytes(8, "big")
