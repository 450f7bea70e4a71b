"""fonts/ → faces: coverage, metrics, shaping. The only code that opens a font file.

In: a folder with a fixed set of static TrueType files (`FACES`). Out: `Fonts`, which turns a
word into positioned glyphs of one or more faces. It refuses to know sizes, colours and pages:
every length here is in thousandths of the em.

Text is set by HarfBuzz word by word (a word keeps the space after it), so that the width of a line
is the sum of the widths of its words, wherever it is broken.
"""

from __future__ import annotations

import functools
import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import uharfbuzz as hb
from msgspec import Struct

REGULAR, SEMIBOLD, BOLD = 400, 600, 700

FACES: dict[int, tuple[tuple[str, str], ...]] = {
    REGULAR: (("SansR", "SourceSans3-Regular.ttf"), ("NotoR", "NotoSans-Regular.ttf")),
    SEMIBOLD: (("SansS", "SourceSans3-SemiBold.ttf"), ("NotoS", "NotoSans-SemiBold.ttf")),
    BOLD: (("SansB", "SourceSans3-Bold.ttf"), ("NotoB", "NotoSans-Bold.ttf")),
}
"""For each weight the faces to try, in order: (resource name in every PDF, file)."""

_WORDS = re.compile(r"[^ ]+ *| +")
_NO_EMBEDDING = 0x0002 | 0x0100 | 0x0200  # OS/2 fsType: restricted, no subsetting, bitmap only


class Glyph(Struct, frozen=True):
    """A glyph where it is drawn: `x` from the start of its run, `y` up from the baseline.

    `text` is what it stands for; a glyph that shares its text with the one before has "".
    """

    gid: int
    x: float
    y: float
    text: str


class GlyphRun(Struct, frozen=True):
    """Glyphs of one face, starting at `x` from the start of the word."""

    face: Face
    x: float
    glyphs: tuple[Glyph, ...]


class Word(Struct, frozen=True):
    """A shaped word. `advance` counts the space at its end, `ink` does not."""

    runs: tuple[GlyphRun, ...]
    advance: float
    ink: float


class Face:
    """One static TrueType file. Two faces are equal only when they are the same object."""

    def __init__(self, key: str, path: Path) -> None:
        self.key = key
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.hb_font = hb.Font(self.hb_face)
        tables = self.hb_face.table_tags
        if "glyf" not in tables or "fvar" in tables:
            raise ValueError(f"{path}: not a static TrueType font")
        (licence,) = struct.unpack(">H", self.table("OS/2")[8:10])
        if licence & _NO_EMBEDDING:
            raise ValueError(f"{path}: its licence bits forbid embedding a subset")
        self.per_unit = 1000 / self.hb_face.upem
        self.postscript_name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or key

    def table(self, tag: str) -> bytes:
        return bytes(self.hb_face.reference_table(tag).data)

    @functools.cached_property
    def coverage(self) -> frozenset[int]:
        """The characters that this face draws."""
        return frozenset(self.hb_face.unicodes)

    @functools.cached_property
    def nominal_text(self) -> dict[int, str]:
        """{gid: its character}: the inverse of the font's character map, lowest character first."""
        text: dict[int, str] = {}
        for code in sorted(self.coverage):
            gid = self.hb_font.get_nominal_glyph(code)
            if gid:
                text.setdefault(gid, chr(code))
        return text

    def advance(self, gid: int) -> float:
        """The advance of a glyph as its font program has it, before any kerning."""
        advance: float = self.hb_font.get_glyph_h_advance(gid) * self.per_unit
        return advance

    @functools.cached_property
    def space(self) -> float:
        """The advance of a space."""
        return self.advance(self.hb_font.get_nominal_glyph(ord(" ")) or 0)

    def shape(self, text: str) -> tuple[tuple[Glyph, ...], float]:
        """Glyphs in visual order, and their advance."""
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        hb.shape(self.hb_font, buffer)
        infos = buffer.glyph_infos
        texts = _texts(text, [info.cluster for info in infos])
        glyphs, pen, per_unit = [], 0, self.per_unit
        for info, position, meant in zip(infos, buffer.glyph_positions, texts, strict=True):
            x, y, advance, _ = position.position
            glyphs.append(Glyph(info.codepoint, (pen + x) * per_unit, y * per_unit, meant))
            pen += advance
        return tuple(glyphs), pen * per_unit


def _texts(text: str, clusters: Sequence[int]) -> Sequence[str]:
    """What each glyph stands for, by where in `text` its cluster starts."""
    if clusters == [*range(len(text))]:  # nearly every word has a glyph for each letter
        return text
    starts = sorted(set(clusters))
    texts = {start: text[start:end] for start, end in pairwise([*starts, len(text)])}
    return [texts.pop(cluster, "") for cluster in clusters]


class Fonts:
    """The faces that text is set in. Immutable but for its cache of shaped words."""

    def __init__(self, folder: Path) -> None:
        self._faces = {
            weight: tuple(Face(key, folder / file) for key, file in files)
            for weight, files in FACES.items()
        }
        self.word = functools.lru_cache(maxsize=2048)(self._word)
        self._measured = functools.lru_cache(maxsize=2048)(self._measure)

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of `text` that no face has, each once."""
        faces = self._faces[REGULAR]
        return tuple(
            dict.fromkeys(c for c in text if not any(ord(c) in face.coverage for face in faces))
        )

    def words(self, text: str, weight: int) -> Iterator[Word]:
        """`text` as shaped words; each keeps the spaces after it."""
        for part in split_after_spaces(text):
            yield self.word(part, weight)

    def width(self, text: str, weight: int, size: float) -> float:
        """Points from the first to the last letter; a space at the end does not count."""
        return self.extent(text, weight, size)[0]

    def advance(self, text: str, weight: int, size: float) -> float:
        """Points to where the next text starts."""
        return self.extent(text, weight, size)[1]

    def extent(self, text: str, weight: int, size: float) -> tuple[float, float]:
        """Both: its width and its advance."""
        ink, advance = self._measured(text, weight)
        return ink * size / 1000, advance * size / 1000

    def _measure(self, text: str, weight: int) -> tuple[float, float]:
        """(to the last letter, to where the next text starts)."""
        before = advance = ink = 0.0
        for word in self.words(text, weight):
            before, ink = advance, word.ink
            advance += word.advance
        return before + ink, advance

    def _word(self, text: str, weight: int) -> Word:
        runs, x = [], 0.0
        for face, part in self._by_face(text, weight):
            glyphs, advance = face.shape(part)
            runs.append(GlyphRun(face, x, glyphs))
            x += advance
        spaces = len(text) - len(text.rstrip(" "))
        return Word(tuple(runs), x, x - spaces * self._faces[weight][0].space)

    def _by_face(self, text: str, weight: int) -> Iterator[tuple[Face, str]]:
        """Runs of one face: a letter and its marks stay together where one face has them all."""
        faces = self._faces[weight]
        if _covers(faces[0], text):  # nearly every word: no need to look at each of its letters
            yield faces[0], text
            return
        current, start = None, 0
        for at, part in self._parts(text, weight):
            face = next((face for face in faces if _covers(face, part)), faces[0])
            if current is not None and face is not current:
                yield current, text[start:at]
                start = at
            current = face
        if current is not None:
            yield current, text[start:]

    def _parts(self, text: str, weight: int) -> Iterator[tuple[int, str]]:
        """(index, letter with its marks), or each alone where no face has them all."""
        for at, cluster in _clusters(text):
            if any(_covers(face, cluster) for face in self._faces[weight]):
                yield at, cluster
            else:
                yield from enumerate(cluster, at)


def _covers(face: Face, text: str) -> bool:
    return face.coverage.issuperset(map(ord, text))


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """(index, letter with the combining marks after it)."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, text[start:at]
            start = at


def split_after_spaces(text: str) -> list[str]:
    """The text cut after each run of spaces: "lie on " gives "lie " and "on "."""
    return _WORDS.findall(text)


def load_fonts(folder: Path | None = None) -> Fonts:
    """The shipped faces, or those of another folder that holds files of the same names."""
    from handouts.places import shipped_fonts

    return Fonts(folder or shipped_fonts())
