"""Words of one line → text operators (ISO 32000-1 §9.4)."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from msgspec import Struct

from handouts.fonts import Face, Fonts
from handouts.model.page import Text
from handouts.pdf.glyphs import GlyphUse, SetWord, set_words
from handouts.pdf.objects import number, numbers, utf16_hex


class Line(Struct, frozen=True):
    """Words on one line in operators, but for where it begins. `advance` is in points."""

    operators: str
    advance: float
    faces: frozenset[str]
    glyphs: GlyphUse

    def at(self, x: float, y: float) -> list[str]:
        """The text object that begins there, y upwards."""
        return ["BT", f"{numbers(x, y)} Td", self.operators, "ET"]


def line_of(item: Text, fonts: Fonts, use: GlyphUse) -> Line:
    """The line of an item, in a document whose glyphs so far read as `use` says; those of the line
    are noted there.
    """
    line = _alone(item.text, item.weight, item.size, item.spoken is not None, fonts)
    if use.takes(line.glyphs):
        return line
    words = set_words(fonts, item.text, item.weight)
    return text_line(words, item.size, use, spoken=item.spoken is not None)


@functools.lru_cache(maxsize=2048)
def _alone(text: str, weight: int, size: float, spoken: bool, fonts: Fonts) -> Line:  # noqa: FBT001
    """The line as it is where no other was before: most are."""
    return text_line(set_words(fonts, text, weight), size, GlyphUse(), spoken=spoken)


def text_line(words: Sequence[SetWord], size: float, use: GlyphUse, *, spoken: bool) -> Line:
    """A word whose glyphs read as something else carries its true text, unless the whole line is
    `spoken` in other words by the caller.
    """
    line = _Writing(size)
    start = 0.0
    for word in words:
        as_meant = use.reads_as_meant(word) or spoken
        if not as_meant:
            line.between(instead_of(word.text))
        line.show(word, start)
        if not as_meant:
            line.between("EMC")
        start += word.advance
    line.rise(0.0)
    line.flush()
    faces = frozenset(piece.face.key for word in words for piece in word.pieces)
    return Line("\n".join(line.operators), start * size / 1000, faces, use)


def instead_of(text: str) -> str:
    """Begins content that is read and copied as `text` (ISO 32000-1 §14.9.4); EMC ends it."""
    return f"/Span <</ActualText <FEFF{utf16_hex(text)}>>> BDC"


class _Writing:
    """The operators so far. `_pen` is where a reader's pen stands after them, in thousandths."""

    def __init__(self, size: float) -> None:
        self.operators: list[str] = []
        self._size = size
        self._face: Face | None = None
        self._rise = 0.0
        self._pen = 0
        self._array = ""

    def between(self, operator: str) -> None:
        """Put an operator between the glyphs before and after."""
        self.flush()
        self.operators.append(operator)

    def show(self, word: SetWord, start: float) -> None:
        move = round(start - self._pen)
        if move:
            self._array += str(-move)
        for piece in word.pieces:
            if piece.face is not self._face:
                self.between(f"/{piece.face.key} {number(self._size)} Tf")
                self._face = piece.face
            self.rise(piece.rise)
            self._array += piece.array
        self._pen += move + word.pen

    def rise(self, y: float) -> None:
        if y != self._rise:
            self.between(f"{number(y * self._size / 1000)} Ts")
            self._rise = y

    def flush(self) -> None:
        if self._array:
            self.operators.append(f"[{self._array.replace(')(', '')}] TJ")
            self._array = ""
