"""Words become glyphs: kerned, ligated, marked, from the first face that has their letters."""

from __future__ import annotations

import unicodedata

import pytest
from scenes import fonts

from handouts.fonts import BOLD, REGULAR, split_after_spaces


def glyph_texts(text: str) -> list[str]:
    (word,) = fonts().words(text, REGULAR)
    return [glyph.text for run in word.runs for glyph in run.glyphs]


def faces(text: str) -> list[str]:
    return [run.face.key for word in fonts().words(text, REGULAR) for run in word.runs]


def test_letters_that_join_are_one_glyph_with_the_text_of_both() -> None:
    assert glyph_texts("left") == ["l", "e", "ft"]
    assert glyph_texts("office") == ["o", "ff", "i", "c", "e"]


def test_pairs_are_kerned() -> None:
    apart = fonts().width("A", BOLD, 1000) + fonts().width("V", BOLD, 1000)
    assert fonts().width("AV", BOLD, 1000) < apart


def test_a_mark_stands_on_its_letter() -> None:
    (word,) = fonts().words("x\u0301", REGULAR)
    letter, mark = word.runs[0].glyphs
    assert mark.x < letter.x + 500  # drawn over the letter, not after it
    assert word.advance == fonts().advance("x", REGULAR, 1000)


@pytest.mark.parametrize(
    "text",
    ["Zażółć gęślą jaźń", "Ďábelské ódy", "İğdır şöför", "ngựa vằn ẩm ướt Đặng", "Ξεσκεπάζω ψυχή",
     "Съешь ещё этих", "Ґанок їжак є", "Þórðarson Æðey", "ǅ Ǆ ǉ", "ſẞŊŋƏə"],
)  # fmt: skip
def test_latin_greek_cyrillic_and_vietnamese_letters_have_glyphs(text: str) -> None:
    assert fonts().missing(text) == ()
    for word in fonts().words(text, REGULAR):
        assert all(glyph.gid for run in word.runs for glyph in run.glyphs)


def test_every_letter_of_latin_greek_and_cyrillic_blocks_has_a_glyph() -> None:
    blocks = [(0x41, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF)]
    letters = [
        chr(code)
        for first, last in blocks
        for code in range(first, last + 1)
        if unicodedata.category(chr(code)).startswith("L")
        and not unicodedata.name(chr(code)).startswith("COPTIC")
    ]
    assert fonts().missing("".join(letters)) == ()


def test_a_rare_letter_comes_from_the_second_face_and_the_rest_from_the_first() -> None:
    assert faces("aǆa") == ["SansR", "NotoR", "SansR"]


def test_what_no_face_has_is_named() -> None:
    assert fonts().missing("a💥b💥") == ("💥",)


def test_a_mark_that_only_another_face_has_is_drawn_from_it() -> None:
    have = fonts()._faces[REGULAR]
    only_second = next(
        chr(c) for c in range(0x300, 0x370) if c in have[1].coverage and c not in have[0].coverage
    )
    only_first = next(chr(c) for c in sorted(have[0].coverage - have[1].coverage))
    for word in fonts().words(only_first + only_second, REGULAR):
        assert all(glyph.gid for run in word.runs for glyph in run.glyphs)


def test_the_width_of_a_line_is_the_sum_of_its_words() -> None:
    text = "Lie on your left side."
    parts = sum(fonts().advance(part, REGULAR, 12) for part in split_after_spaces(text)[:-1])
    last = fonts().width("side.", REGULAR, 12)
    assert fonts().width(text, REGULAR, 12) == pytest.approx(parts + last)


def test_a_space_at_the_end_has_no_ink() -> None:
    assert fonts().width("left ", REGULAR, 12) == pytest.approx(fonts().width("left", REGULAR, 12))
