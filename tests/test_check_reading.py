"""How hard a text is to read, and which of its words are of the field."""

from __future__ import annotations

import pytest

from handouts.check.jargon import jargon_of
from handouts.check.reading import is_hard, reading_grade, sentences, syllables
from handouts.load.plain_words import read_plain_words
from handouts.places import shipped_content

JARGON = jargon_of(read_plain_words(shipped_content())[0])


@pytest.mark.parametrize(
    ("word", "count"),
    [("knee", 1), ("raise", 1), ("table", 2), ("buttocks", 2), ("muscle", 2), ("lifted", 2),
     ("stretched", 1), ("tingling", 2), ("shoulder", 2), ("physiotherapist", 5), ("the", 1),
     ("lying", 2), ("breathe", 1), ("exercise", 3), ("straighten", 2)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("Sit down. Stand up.", -4, 1),
        ("Stand facing a wall. Put both hands on it at shoulder height.", 0, 5),
        ("Contraindications include postoperative instability of the joint.", 15, 30),
        ("", 0, 0),
    ],
)
def test_hard_words_and_long_sentences_are_of_a_high_grade(
    text: str, lowest: float, highest: float
) -> None:
    assert lowest <= reading_grade(text) <= highest


def test_the_grade_is_that_of_the_formula() -> None:
    # 12 words, 2 sentences, 14 syllables: 0.39 x 6 + 11.8 x 14/12 - 15.59
    text = "Lie on your back on a mat. Put your knees together."
    assert len(text.split()) == 11
    assert reading_grade(text) == pytest.approx(0.39 * 5.5 + 11.8 * 13 / 11 - 15.59)


def test_sentences_end_at_a_stop_even_inside_quotation_marks() -> None:
    assert len(sentences("Nod a small “yes”. Rest. Too hard? Say “no.” Stop")) == 5
    assert sentences("Up to 2.5 kg.") == ["Up to 2.5 kg."]


@pytest.mark.parametrize(
    ("sentence", "hard"),
    [
        ("Squeeze your shoulder blades together.", False),
        ("Lower slowly.", False),
        ("Ask your physiotherapist before you do more.", False),
        ("Position your extremity in maximal dorsiflexion.", True),
        ("Maintain appropriate positioning of your shoulder throughout the movement.", True),
    ],
)
def test_a_short_sentence_is_hard_only_when_its_words_are(sentence: str, hard: bool) -> None:
    assert is_hard(sentence) is hard


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Tighten your quadriceps.", ["quadriceps"]),
        ("Lie supine. Abduct your arm.", ["supine", "Abduct"]),
        ("Use your Gluteals and your rotator cuff.", ["Gluteals", "rotator cuff"]),
        ("Tighten your quadriceps (the front of your thigh).", []),
        ("Tighten the front of your thigh (quadriceps).", []),
        ("Work the gluteus muscles (your buttocks).", []),
        ("Sit (or stand) tall. Lie supine.", ["supine"]),
        ("You are prone to falls.", []),
        ("Bend your knee. Look at the posteriors.", ["posteriors"]),
        ("Look at the flexible, extended, medially placed thing.", []),
    ],
)
def test_a_word_of_the_field_is_found_unless_it_is_explained(text: str, terms: list[str]) -> None:
    assert [term for term, _ in JARGON.terms_in(text)] == terms


def test_the_plain_words_are_plain() -> None:
    assert [plain for plain in JARGON.plain.values() if list(JARGON.terms_in(plain))] == []


def test_a_term_comes_with_its_plain_words() -> None:
    assert list(JARGON.terms_in("Quads")) == [("Quads", "the front of your thigh")]
