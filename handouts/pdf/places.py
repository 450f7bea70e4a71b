"""Where each object of a file stands → its cross-reference stream (ISO 32000-1 §7.5.8).

Objects of one sheet have numbers that follow each other, and so do their places in an object
stream: such a run is kept and written as one, however many sheets there are.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

from handouts.pdf.objects import packed_pieces

ENTRY_BYTES = (1, 5, 2)
"""Of an entry: its kind; an offset, or the number of an object stream; an index in that."""
_FREE, _AT, _INSIDE = 0, 1, 2  # kinds (table 18)
_NO_INDEX = 0
_PIECE = 1 << 14


class Places:
    """Places in the order in which they become known. An entry is the number that its eight bytes
    are; within a run the next is one more.
    """

    def __init__(self) -> None:
        self._first = array("I")
        self._length = array("H")
        self._entry = array("Q")

    def at(self, number: int, offset: int) -> None:
        """The object begins at that byte of the file."""
        self._add(number, 1, _entry(_AT, offset, _NO_INDEX))

    def inside(self, numbers: Iterable[range], stream: int) -> None:
        """The objects stand in an object stream, one after the other; their numbers ascend."""
        index = 0
        for run in _joined(numbers):
            self._add(run.start, len(run), _entry(_INSIDE, stream, index))
            index += len(run)

    def _add(self, first: int, length: int, entry: int) -> None:
        self._first.append(first)
        self._length.append(length)
        self._entry.append(entry)

    def packed(self, count: int) -> bytes:
        """The entries of the objects 0 to `count`, packed piece by piece: there may be millions.

        A number that was reserved and never placed is free.
        """
        return packed_pieces(self._pieces(count))

    def _pieces(self, count: int) -> Iterator[bytes]:
        free = _entry(_FREE, 0, 0xFFFF)
        piece, number = array("Q"), 0
        for run in self._by_number():
            first, length, entry = self._first[run], self._length[run], self._entry[run]
            if number < first:
                piece.extend([free] * (first - number))
            if length == 1:
                piece.append(entry)
            else:
                piece.extend(range(entry, entry + length))
            number = first + length
            if len(piece) >= _PIECE:
                yield _big_endian(piece)
                piece = array("Q")
        piece.extend([free] * (count - number))
        yield _big_endian(piece)

    def _by_number(self) -> Iterator[int]:
        """The runs in the order of their numbers; sorted in parts, which needs little memory."""
        parts = defaultdict[int, "array[int]"](lambda: array("I"))
        for run, first in enumerate(self._first):
            parts[first // _PIECE].append(run)
        for part in sorted(parts):
            yield from sorted(parts[part], key=self._first.__getitem__)


def _joined(numbers: Iterable[range]) -> Iterator[range]:
    """Those that follow each other as one."""
    whole = range(0)
    for run in numbers:
        if whole.stop == run.start and whole:
            whole = range(whole.start, run.stop)
        else:
            if whole:
                yield whole
            whole = run
    if whole:
        yield whole


def _entry(kind: int, place: int, index: int) -> int:
    return kind << 56 | place << 16 | index


def _big_endian(entries: array[int]) -> bytes:
    if sys.byteorder == "little":
        entries.byteswap()
    return entries.tobytes()
