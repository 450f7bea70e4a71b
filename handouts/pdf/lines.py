"""Words of one line → text operators (ISO 32000-1 §9.4)."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.fonts import Face
from handouts.pdf.glyphs import GlyphUse, SetWord
from handouts.pdf.objects import number, numbers, utf16_hex


def text_line(
    words: Iterable[SetWord], size: float, at: tuple[float, float], use: GlyphUse, *, spoken: bool
) -> list[str]:
    """A text object that begins at `at`, in points of the page, upwards.

    A word whose glyphs read as something else carries its true text, unless the whole line is
    `spoken` in other words by the caller.
    """
    line = _Line(size)
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
    return ["BT", f"1 0 0 1 {numbers(*at)} Tm", *line.operators, "ET"]


def instead_of(text: str) -> str:
    """Begins content that is read and copied as `text` (ISO 32000-1 §14.9.4); EMC ends it."""
    return f"/Span <</ActualText <FEFF{utf16_hex(text)}>>> BDC"


class _Line:
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
            self.operators.append(f"[{self._array.replace('><', '')}] TJ")
            self._array = ""
