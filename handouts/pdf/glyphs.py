"""Words → what a content stream draws, and what each glyph reads as.

In: words of text. Out: `SetWord`, the same in every document and hence cached, and `GlyphUse`, the
glyphs of one document with their texts, which become the fonts' ToUnicode maps. Lengths are in
thousandths of the em, the unit of the TJ operator (ISO 32000-1 §9.4.3).
"""

from __future__ import annotations

import functools
import string
import unicodedata
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from handouts.fonts import Face, Fonts, Word, split_after_spaces

NOTHING = "\u200b"
"""The text of a glyph that stands for nothing: a zero-width space, as every glyph must have one."""

PLAIN_LETTERS = string.ascii_letters + string.digits + " \u00a0.,:;-–?!()/'’•"
_LATIN_LIGATURES = range(0xFB00, 0xFB07)


Texts = frozenset[tuple[int, str]]
"""Glyphs, and what they read as."""


class Piece(Struct, frozen=True):
    """Glyphs of one face at one height. `array` is what TJ takes: codes, and moves between them."""

    face: Face
    rise: float
    array: str


@dataclass(frozen=True, slots=True)
class SetWord:
    """A word as it is drawn. `advance` is where the next word begins, `pen` where a reader's pen
    stands after the last glyph. `readings` are its glyphs and their texts; `glyphs` the same as a
    document has them that draws this word alone, and there it `reads_as_meant` or not.
    """

    text: str
    pieces: tuple[Piece, ...]
    advance: float
    pen: int
    readings: tuple[tuple[Face, int, str], ...]
    glyphs: GlyphUse = field(init=False, repr=False, compare=False)
    reads_as_meant: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        glyphs = GlyphUse()
        object.__setattr__(self, "reads_as_meant", glyphs.noted(self))
        object.__setattr__(self, "glyphs", glyphs)


def set_words(fonts: Fonts, text: str, weight: int) -> list[SetWord]:
    """Raises ValueError for a character that no face has: the handout was to be checked before."""
    return [_set_word(fonts, part, weight) for part in split_after_spaces(text)]


_ESCAPES = str.maketrans(
    {"\\": r"\\", "(": r"\(", ")": r"\)", "\n": r"\n", "\r": r"\r", "%": r"\045"}
)
"""Of a literal string (§7.3.4.2). `%` as well: operators are filled by Python's `%`."""


class Codes(dict[int, tuple[str, int]]):
    """The glyphs of a face: the code of each in a literal string, a letter a byte, and how far it
    moves the pen, as the font dictionary has it. Filled as they are asked for.
    """

    def __init__(self, face: Face) -> None:
        self._face = face

    def __missing__(self, gid: int) -> tuple[str, int]:
        code = gid.to_bytes(2).decode("latin-1").translate(_ESCAPES)
        self[gid] = found = code, round(self._face.advance(gid))
        return found


codes_of = functools.lru_cache(maxsize=16)(Codes)
"""Those of a face, which are at most as many as it has glyphs."""


@functools.lru_cache(maxsize=2048)
def _set_word(fonts: Fonts, text: str, weight: int) -> SetWord:
    word = fonts.word(text, weight)
    pieces, pen = _pieces(word)
    readings: list[tuple[Face, int, str]] = []
    for run in word.runs:
        face, own = run.face, own_texts(run.face)
        readings += [(face, one.gid, own.get(one.gid) or one.text or NOTHING) for one in run.glyphs]
    if missing := [text for _, gid, text in readings if gid == 0]:
        raise ValueError(f"no glyph for {missing}")
    return SetWord(text, pieces, word.advance, pen, tuple(readings))


def _pieces(word: Word) -> tuple[tuple[Piece, ...], int]:
    """The pieces of a word, and where the pen stands at their end.

    A move is rounded against where the pen stands, so that the error of one glyph is not handed
    on to the next.
    """
    pieces: list[Piece] = []
    pen = 0
    for run in word.runs:
        codes, start = codes_of(run.face), run.x
        for rise, glyphs in groupby(run.glyphs, attrgetter("y")):
            array = ""
            for one in glyphs:
                code, width = codes[one.gid]
                if move := round(start + one.x - pen):
                    array += f"){-move}("
                array += code
                pen += move + width
            pieces.append(Piece(run.face, rise, f"({array})".removeprefix("()")))
    return tuple(pieces), pen


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
        return word.reads_as_meant if self.takes(word.glyphs) else self.noted(word)

    def noted(self, word: SetWord) -> bool:
        """The same, whatever the glyphs read as so far."""
        read = ""
        for face, gid, text in word.readings:
            if gid in plain_texts(face):
                self._plain[face] = None
                read += text
            else:
                read += self._noted(face, gid, text)
        return read == word.text or _normal(read) == _normal(word.text)

    def _noted(self, face: Face, gid: int, text: str) -> str:
        """What a glyph of no plain letter reads as."""
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
