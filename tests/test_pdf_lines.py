"""Text: where its glyphs stand, and that it is found and read as it was written."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pdf_checks
import pikepdf
import pypdfium2
import pytest
from test_pdf_render import FONTS, HEIGHT, sample, text, with_items

from handouts.model.page import Item, Text
from handouts.pdf.glyphs import GlyphUse, codes_of, set_words
from handouts.pdf.lines import text_line
from handouts.pdf.render import render


def pdf_of(*items: Item) -> bytes:
    data = render(with_items(*items), sample(), FONTS)
    pdf_checks.assert_valid(data)
    return data


def found_by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return str(document[0].get_textpage().get_text_bounded()).replace("\r\n", "\n")


def tree_text(data: bytes) -> str:
    """What the paragraph "patient" says to a screen reader."""
    line = pdf_checks.structure_tree(data).splitlines()[2]
    return line.removeprefix("  P ")


def operators(words: str, size: float = 10) -> str:
    line = text_line(set_words(FONTS, words, 400), size, GlyphUse(), spoken=False)
    return "\n".join(line.at(0, 0))


def plain(words: str) -> str:
    return unicodedata.normalize("NFC", words).replace("\u00a0", " ")


WORDS = [
    "Lift the left leg off the office chair",
    "Thở đều, nhớ giữ lưng thẳng ở tư thế này",
    "Λύγισε το αριστερό γόνατο",
    "Согните левое колено",
    "Здоров\u0301 x\u0323\u0301 b\u0302 d\u0327 i\u0307\u0301",
    "Gi\u0300n pho\u0302\u0301",
    "8–12 times → right ✓ ½",
    "020\u00a07946\u00a00018",
    "\ufb00 \ufb01 spelt by hand",
    "μμ Ωμ Δx",
]


@pytest.mark.parametrize("words", WORDS)
def test_reads_as_written(words: str) -> None:
    assert plain(tree_text(pdf_of(text("patient", 30, 100, words)))) == plain(words)


@pytest.mark.parametrize("words", WORDS[:4])
def test_is_found_by_a_viewer(words: str) -> None:
    assert words in found_by_pdfium(pdf_of(text("patient", 30, 100, words)))


def test_every_face_and_weight_is_found() -> None:
    data = pdf_of(
        text("patient", 30, 100, "office left ", 400),
        text("patient", 30, 120, "office left ", 600),
        text("patient", 30, 140, "office left ", 700),
    )
    assert found_by_pdfium(data).count("office left") == 3
    assert tree_text(data) == "office left office left office left"


@pytest.mark.parametrize("words", ["office left off", "020\u00a07946", "e\u0301"])
def test_these_need_no_second_text(words: str) -> None:
    assert "ActualText" not in operators(words)


def test_a_word_that_reads_otherwise_carries_its_text() -> None:
    assert "/Span <</ActualText <FEFFFB00>>> BDC" in operators("\ufb00")


def test_a_glyph_reads_as_what_it_stood_for_first() -> None:
    use = GlyphUse()
    (ligature,) = set_words(FONTS, "ft", 400)
    assert use.reads_as_meant(ligature)
    (face, gid, _), *more = ligature.readings
    assert not more
    other = replace(ligature, text="other", readings=((face, gid, "other"),))
    assert not use.reads_as_meant(other)
    assert (gid, "ft") in use.texts[face]


def test_spoken_takes_the_place_of_the_text() -> None:
    item = Text("patient", 30, 100, "8–12", 700, 20, "#000000", spoken="8 to 12")
    data = pdf_of(item, text("patient", 90, 100, " times"))
    assert tree_text(data) == "8 to 12 times"


def test_spoken_hides_the_texts_inside() -> None:
    item = Text("patient", 30, 100, "\ufb00", 400, 12, "#000000", spoken="two letters")
    data = pdf_of(item)
    assert tree_text(data) == "two letters"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.pages[0].Contents.read_bytes().count(b"ActualText") == 1


def test_a_line_keeps_its_last_space() -> None:
    data = pdf_of(text("patient", 30, 100, "your "), text("patient", 30, 120, "heel"))
    assert tree_text(data) == "your heel"


def test_raised_marks_come_down_again() -> None:
    raised = [line for line in operators("b\u0302 a").splitlines() if line.endswith(("Ts", "TJ"))]
    assert [line for line in raised if line.endswith("Ts")] == ["0.5 Ts", "0 Ts"]
    assert raised[-1].endswith("TJ")
    assert operators("b\u0302").splitlines()[-2:] == ["0 Ts", "ET"]


def test_kerning_is_kept_inside_a_word() -> None:
    kern = FONTS.advance("A", 400, 1000) + FONTS.advance("V", 400, 1000)
    kern -= FONTS.advance("AV", 400, 1000)
    assert kern == 14
    assert "[(\0\2)14(\0\x17)] TJ" in operators("AV")


def test_every_glyph_is_read_as_its_own_code() -> None:
    """Among the bytes of a code are brackets, backslashes, line ends and percent signs."""
    (face, *_) = (run.face for run in FONTS.word("A", 400).runs)
    codes = codes_of(face)
    gids = range(face.hb_face.glyph_count)
    array = "".join(f"({codes[gid][0]})" for gid in gids).replace(")(", "")
    drawn = f"[{array}] TJ".encode("latin-1") % ()
    with pikepdf.new() as pdf:
        ((operands, _),) = pikepdf.parse_content_stream(pdf.make_stream(drawn))
    (shown,) = operands[0].as_list()
    assert bytes(shown) == b"".join(gid.to_bytes(2) for gid in gids)


def test_parts_of_a_thousandth_are_not_lost() -> None:
    """A face of 2048 units to the em has widths that are not whole thousandths."""
    (letter,) = set_words(FONTS, "H", 400)
    wider = replace(letter, advance=letter.advance + 0.4)
    drawn = text_line([wider] * 11, 10, GlyphUse(), spoken=False).operators
    assert drawn.count("-1") == 4


def test_kerning_is_kept_and_its_error_is_not_handed_on() -> None:
    """After many words the pen stands where the widths say, within half a thousandth."""
    words = "AV To Ty VA WA. " * 12
    with pikepdf.open(io.BytesIO(pdf_of(text("patient", 30, 100, words)))) as pdf:
        shown = [step for step in pdf_checks.steps(pdf.pages[0]) if step.operator == "TJ"][1]
        widths = pdf_checks.widths(shown.font)
        pen = sum(widths[code] for code in pdf_checks.codes(shown))
        moves = [float(part) for part in shown.operands[0] if not isinstance(part, pikepdf.String)]
    assert len(moves) > 24
    assert pen - sum(moves) == pytest.approx(FONTS.advance(words, 400, 1000), abs=0.5)


def test_stands_where_the_page_says() -> None:
    document = pypdfium2.PdfDocument(pdf_of(text("patient", 100, 200, "H", size=100)))
    shown = document[0].get_textpage()
    boxes = map(shown.get_charbox, range(shown.count_chars()))
    left, bottom, right, _ = next(box for box in boxes if box[0] > 100)
    assert bottom == pytest.approx(HEIGHT - 200, abs=0.5)
    assert left < right < 100 + FONTS.advance("H", 400, 100)


def test_a_character_without_a_glyph_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no glyph for"):
        pdf_of(text("patient", 30, 100, "\u0663"))
