"""Faces and what is shown → PDF objects.

Fonts are Type 0 with a CIDFontType2 descendant, Identity-H and CID = glyph id (ISO 32000-1 §9.7),
so the codes of a word are the same in every document. Each holds the outlines of the plain letters
and of just the other glyphs that the document draws, and a ToUnicode map for all of them
(ISO 19005-2 §6.2.11).
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import struct

import uharfbuzz as hb
from msgspec import Struct

from handouts.fonts import Face
from handouts.model.drawing import Image
from handouts.pdf.document import Document
from handouts.pdf.form import Form
from handouts.pdf.glyphs import Texts, codes_of
from handouts.pdf.objects import (
    FLATE,
    SOME_EFFORT,
    Name,
    Reference,
    Value,
    in_hundreds,
    packed_stream,
    utf16_hex,
    written,
)

_KEPT_TABLES = frozenset(
    ("glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep")
)  # all that a CIDFontType2 needs (ISO 32000-1 §9.9, table 126)
_SUBSET_FLAGS = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
_SYMBOLIC = 4  # the codes are glyph ids, no standard character set
_COLOUR_SPACE = {"grey": Name("DeviceGray"), "rgb": Name("DeviceRGB")}
_FILTER = {"jpeg": Name("DCTDecode"), "flate": FLATE}


def embed_font(document: Document, face: Face, texts: Texts) -> Reference:
    """The font dictionary of `face` with the glyphs of `texts`."""
    font = _font(face, texts)
    file, texts_of_codes = map(written, map(document.add_ready, (font.file, font.to_unicode)))
    first = document.reserve_many(3)
    entries = (
        f"<<{font.descriptor} /FontFile2 {file}>>",
        f"<<{font.descendant} /FontDescriptor {first} 0 R>>",
        f"<<{font.whole} /DescendantFonts [{first + 1} 0 R] /ToUnicode {texts_of_codes}>>",
    )
    document.put_all(first, [syntax.encode("ascii") for syntax in entries])
    return Reference(first + 2)


class _Font(Struct, frozen=True):
    """What depends on a face and its glyphs alone: the stream objects of its program and its texts,
    and the entries of its dictionaries, all in PDF syntax.
    """

    file: bytes
    to_unicode: bytes
    descriptor: str
    descendant: str
    whole: str


@functools.lru_cache(maxsize=64)
def _font(face: Face, texts: Texts) -> _Font:
    drawn = dict(sorted(texts))
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(drawn)
    wanted.flags = _SUBSET_FLAGS
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode("ascii"), "big")
        for tag in face.hb_face.table_tags
        if tag not in _KEPT_TABLES
    )
    program = bytes(hb.subset(face.hb_face, wanted).blob.data)
    name = Name(f"{_tag([*drawn])}+{face.postscript_name}")
    descendant: dict[str, Value] = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2"),
        "BaseFont": name,
        "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
        "CIDToGIDMap": Name("Identity"),
        "DW": 0,
        "W": _w(face, [*drawn]),
    }
    descriptor: dict[str, Value] = {
        "Type": Name("FontDescriptor"),
        "FontName": name,
        "Flags": _SYMBOLIC,
        **_metrics(face),
    }
    whole: dict[str, Value] = {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": name,
        "Encoding": Name("Identity-H"),
    }
    return _Font(
        packed_stream(program, {"Length1": len(program)}, SOME_EFFORT),
        packed_stream(_to_unicode(drawn), {}, SOME_EFFORT),
        *(written(entries)[2:-2] for entries in (descriptor, descendant, whole)),
    )


def _tag(gids: list[int]) -> str:
    """Six capitals that stand for this set of glyphs (ISO 32000-1 §9.6.4)."""
    digest = hashlib.sha256(struct.pack(f">{len(gids)}H", *gids)).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _w(face: Face, gids: list[int]) -> list[Value]:
    """The W array: the first of each run of glyphs, then the widths of the run (§9.7.4.3)."""
    array: list[Value] = []
    codes = codes_of(face)
    for _, run in itertools.groupby(enumerate(gids), lambda pair: pair[1] - pair[0]):
        members = [gid for _, gid in run]
        array += [members[0], [codes[gid][1] for gid in members]]
    return array


@functools.lru_cache(maxsize=16)
def _metrics(face: Face) -> dict[str, Value]:
    """The measures of a font descriptor in thousandths of the em (ISO 32000-1 §9.8)."""
    box = struct.unpack(">4h", face.table("head")[36:44])
    extents = face.hb_font.get_font_extents("ltr")
    capital = face.hb_font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or extents.ascender
    (weight,) = struct.unpack(">H", face.table("OS/2")[4:6])
    return {
        "FontBBox": [round(edge * face.per_unit) for edge in box],
        "ItalicAngle": face.hb_font.get_style_value(hb.StyleTag.SLANT_ANGLE),
        "Ascent": round(extents.ascender * face.per_unit),
        "Descent": round(extents.descender * face.per_unit),
        "CapHeight": round(capital * face.per_unit),
        # TrueType does not say how thick its stems are; this is the usual guess from the weight.
        "StemV": 50 + weight * weight // 4225,
    }


def _to_unicode(texts: dict[int, str]) -> bytes:
    """The CMap from glyph to text (ISO 32000-1 §9.10.3)."""
    rows = (f"<{gid:04X}> <{utf16_hex(text)}>" for gid, text in sorted(texts.items()))
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for group in in_hundreds(rows):
        lines += [f"{len(group)} beginbfchar", *group, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def embed_shown(document: Document, shown: Form | Image) -> Reference:
    """An XObject. The bytes of an image (ISO 32000-1 §8.9.5) are embedded as they are."""
    if isinstance(shown, Form):
        return document.add_ready(shown.syntax)
    return document.add_stream(
        shown.data,
        {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": shown.width_px,
            "Height": shown.height_px,
            "ColorSpace": _COLOUR_SPACE[shown.colours],
            "BitsPerComponent": 8,
            "Filter": _FILTER[shown.packing],
        },
    )
