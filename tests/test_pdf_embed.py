"""Fonts in the file: exact, small, and the same for the same glyphs."""

from __future__ import annotations

import io
import re

import pdf_checks
import pikepdf
import uharfbuzz as hb
from test_pdf_render import FONTS, sample, sample_pdf, text, with_items

from handouts.pdf.embed import _to_unicode
from handouts.pdf.glyphs import PLAIN_LETTERS
from handouts.pdf.render import render


def fonts_of(data: bytes) -> dict[str, tuple[bytes, dict[int, str], dict[int, float]]]:
    """{name: (program, texts, widths)}."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        held = {str(f.BaseFont)[1:]: f for page in pdf.pages for f in page.Resources.Font.values()}
        programs = {
            name: font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
            for name, font in held.items()
        }
        maps = {name: pdf_checks.to_unicode(font) for name, font in held.items()}
        widths = {name: pdf_checks.widths(font) for name, font in held.items()}
    return {name: (programs[name], maps[name], widths[name]) for name in held}


def pdf_of(words: str) -> bytes:
    return render(with_items(text("patient", 30, 90, words)), sample(), FONTS)


def test_a_font_holds_the_plain_letters_the_glyphs_that_are_drawn_and_no_others() -> None:
    ((program, texts, _),) = fonts_of(pdf_of("left ß")).values()
    font = hb.Font(hb.Face(program))
    drawn = {gid for gid in range(font.face.glyph_count) if font.get_glyph_extents(gid).width}
    white = {gid for gid, letter in texts.items() if letter == " "}
    assert texts.keys() - white <= drawn
    assert (
        len(drawn - texts.keys()) <= 4
    )  # the empty box, and dots that letters are put together of
    assert sorted(texts.values()) == sorted({*PLAIN_LETTERS, "ft", "ß"} - {"\u00a0"})


def test_sheets_of_plain_letters_share_their_font() -> None:
    assert fonts_of(pdf_of("sit")) == fonts_of(pdf_of("Down, 8–12!"))


def test_a_face_that_draws_no_plain_letter_holds_none() -> None:
    fonts = fonts_of(pdf_of("sit Ѡ up"))
    (noto,) = (name for name in fonts if "Noto" in name)
    assert [*fonts[noto][1].values()] == ["Ѡ"]


def test_widths_are_those_of_the_program() -> None:
    for program, _, widths in fonts_of(sample_pdf()).values():
        font = hb.Font(hb.Face(program))
        for gid, width in widths.items():
            assert abs(width - font.get_glyph_h_advance(gid) * 1000 / font.face.upem) <= 0.5


def test_name_stands_for_the_set_of_glyphs() -> None:
    (one,) = fonts_of(pdf_of("sït"))
    (same,) = fonts_of(pdf_of("tïs"))
    (other,) = fonts_of(pdf_of("sät"))
    assert one == same != other
    tag, _, name = one.partition("+")
    assert len(tag) == 6
    assert tag.isalpha()
    assert tag.isupper()
    assert name == "SourceSans3-Regular"


def test_only_the_tables_that_a_viewer_needs() -> None:
    ((program, _, _),) = fonts_of(pdf_of("sit")).values()
    assert {"cmap", "GSUB", "GPOS", "name", "OS/2", "post"}.isdisjoint(hb.Face(program).table_tags)
    assert {"glyf", "loca", "head", "hhea", "hmtx", "maxp"} <= set(hb.Face(program).table_tags)


def test_a_cmap_maps_at_most_a_hundred_at_once() -> None:
    many = dict.fromkeys(range(1, 251), "a")
    counts = re.findall(rb"(\d+) beginbfchar", _to_unicode(many))
    assert counts == [b"100", b"100", b"50"]


def test_many_glyphs_are_mapped() -> None:
    letters = "".join(map(chr, range(0x391, 0x3A2))) + "".join(map(chr, range(0x410, 0x480)))
    data = pdf_of(letters)
    pdf_checks.assert_valid(data)
    maps = [texts for _, texts, _ in fonts_of(data).values()]
    assert set(letters) <= {text for texts in maps for text in texts.values()}
    assert max(map(len, maps)) > 100
    assert len(maps) == 2  # one face lacks a few of them
