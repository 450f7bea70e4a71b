"""Words → what a content stream draws, and what each glyph reads as.

In: words of text. Out: `SetWord`, the same in every document and hence cached, and `GlyphUse`, the
glyphs of one document with their texts, which become the fonts' ToUnicode maps. Lengths are in
thousandths of the em, the unit of the TJ operator (ISO 32000-1 §9.4.3).
"""

from __future__ import annotations

import functools
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from handouts.fonts import Face, Fonts, Word, split_after_spaces

NOTHING = "\u200b"
"""The text of a glyph that stands for nothing: a zero-width space, as every glyph must have one."""

PLAIN_LETTERS = string.ascii_letters + string.digits + " \u00a0.,:;-–?!()/'’•"
_LATIN_LIGATURES = range(0xFB00, 0xFB07)


Texts = frozenset[tuple[int, str]]
"""Glyphs, and what they read as."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one face at one height. `array` is what TJ takes: codes, and moves between them."""

    face: Face
    rise: float
    array: str


@dataclass(frozen=True, slots=True)
class SetWord:
    """A word as it is drawn. `advance` is where the next word begins, `pen` where a reader's pen
    stands after the last glyph. `readings` are its glyphs and their texts.
    """

    text: str
    pieces: tuple[Piece, ...]
    advance: float
    pen: int
    readings: tuple[tuple[Face, int, str], ...]


def set_words(fonts: Fonts, text: str, weight: int) -> list[SetWord]:
    """Raises ValueError for a character that no face has: the handout was to be checked before."""
    return [_set_word(fonts, part, weight) for part in split_after_spaces(text)]


@functools.lru_cache(maxsize=2048)
def width(face: Face, gid: int) -> int:
    """How far a glyph moves the pen, as its font dictionary has it."""
    return round(face.advance(gid))


@functools.lru_cache(maxsize=2048)
def _set_word(fonts: Fonts, text: str, weight: int) -> SetWord:
    word = fonts.word(text, weight)
    pieces, pen = _pieces(word)
    readings = tuple(
        (run.face, glyph.gid, own_texts(run.face).get(glyph.gid) or glyph.text or NOTHING)
        for run in word.runs
        for glyph in run.glyphs
    )
    if any(gid == 0 for _, gid, _ in readings):
        missing = [text for _, gid, text in readings if gid == 0]
        raise ValueError(f"no glyph for {missing}")
    return SetWord(text, pieces, word.advance, pen, readings)


def _pieces(word: Word) -> tuple[tuple[Piece, ...], int]:
    """The pieces of a word, and where the pen stands at their end.

    A move is rounded against where the pen stands, so that the error of one glyph is not handed
    on to the next.
    """
    pieces: list[Piece] = []
    pen = 0
    for (face, rise), glyphs in groupby(_glyphs(word), itemgetter(0, 1)):
        codes = []
        for _, _, x, gid in glyphs:
            move = round(x - pen)
            codes.append(f"{-move}<{gid:04X}>" if move else f"<{gid:04X}>")
            pen += move + width(face, gid)
        pieces.append(Piece(face, rise, "".join(codes).replace("><", "")))
    return tuple(pieces), pen


def _glyphs(word: Word) -> Iterator[tuple[Face, float, float, int]]:
    """Face, height, place and id of each."""
    for run in word.runs:
        for glyph in run.glyphs:
            yield run.face, glyph.y, run.x + glyph.x, glyph.gid


class GlyphUse:
    """The glyphs of one document and their texts, face by face.

    A glyph of the font's character map reads as its character wherever it is used; any other, such
    as a ligature, as what it stood for first: those are `chosen`. The plain letters are not noted
    one by one, but only which faces draw them.
    """

    __slots__ = ("_chosen", "_plain", "_rare")

    def __init__(self) -> None:
        self._plain: dict[Face, None] = {}
        self._rare: dict[Face, dict[int, str]] = {}
        self._chosen: dict[tuple[Face, int], str] = {}

    @property
    def texts(self) -> dict[Face, Texts]:
        """Where a face draws a plain letter it has all of them: nearly all sheets then share their
        fonts.
        """
        return {
            face: (_plain(face) if face in self._plain else frozenset()).union(
                self._rare.get(face, {}).items()
            )
            for face in (*self._plain, *self._rare)
        }

    def reads_as_meant(self, word: SetWord) -> bool:
        """Note the glyphs of `word`. Does it read, glyph by glyph, as the text it was set from?"""
        read = "".join([self._noted(*reading) for reading in word.readings])
        return read == word.text or _normal(read) == _normal(word.text)

    def _noted(self, face: Face, gid: int, text: str) -> str:
        """What the glyph reads as."""
        if gid in plain_texts(face):
            self._plain[face] = None
            return text
        if gid not in own_texts(face):
            text = self._chosen.setdefault((face, gid), text)
        self._rare.setdefault(face, {})[gid] = text
        return text

    def takes(self, other: GlyphUse) -> bool:
        """Note the glyphs of `other`, where none of them reads otherwise there than here: whether
        that is so.
        """
        if other._chosen:
            chosen = self._chosen
            if any(chosen.get(glyph, text) != text for glyph, text in other._chosen.items()):
                return False
            chosen.update(other._chosen)
        self._plain.update(other._plain)
        if other._rare:
            for face, texts in other._rare.items():
                self._rare.setdefault(face, {}).update(texts)
        return True


@functools.lru_cache(maxsize=16)
def plain_texts(face: Face) -> dict[int, str]:
    """The glyphs of the plain letters, and what they read as."""
    found = (face.hb_font.get_nominal_glyph(ord(letter)) for letter in PLAIN_LETTERS)
    return {gid: own_texts(face)[gid] for gid in found if gid}


@functools.lru_cache(maxsize=16)
def _plain(face: Face) -> Texts:
    return frozenset(plain_texts(face).items())


@functools.lru_cache(maxsize=16)
def own_texts(face: Face) -> dict[int, str]:
    """The face's character map by glyph, but code points of Latin ligatures spelt out: nobody
    searches for "oﬃce".
    """
    return {
        gid: unicodedata.normalize("NFKC", text) if ord(text) in _LATIN_LIGATURES else text
        for gid, text in face.nominal_text.items()
    }


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")
