"""Every shipped exercise says all that a patient needs, in plain words, for either side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from scenes import exercise, library, library_of, scene

from handouts.errors import HandoutError
from handouts.merge.lexicon import ENGLISH
from handouts.model.exercise import Exercise
from handouts.model.handout import phrases

HARDEST_GRADE = 6.0
MOST_WORDS = 18
"""In one sentence of a step, an adjustment or an alternative text."""
PLACEHOLDER = re.compile(r"\{\{ *([a-z.]+) *\}\}")
SHIPPED = [pytest.param(made, id=name) for name, made in library().exercises.items()]
SIDED = [param for param in SHIPPED if param.values[0].sides == "one"]  # type: ignore[union-attr]


def syllables(word: str) -> int:
    """Groups of vowels; a silent e at the end is none ("stretch", "knee", "table", "raise")."""
    word = re.sub(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def reading_grade(text: str) -> float:
    """The US school grade of a text, after Flesch and Kincaid."""
    words = re.findall(r"[A-Za-z]+", text)
    sentences = len(re.findall(r"[.?!]+(?:\s|$)", text)) or 1
    a_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / sentences + 11.8 * a_word - 15.59


def sentences(made: Exercise) -> Iterator[str]:
    """What the patient reads of an exercise, but for its title."""
    words = made.words
    yield from filter(None, (words.purpose, words.feel))
    yield from words.steps
    yield from words.steps_short or ()
    yield from (f"{each.question} {each.answer}" for each in words.adjustments)
    yield from (f"Stop if {caution}." for caution in (*words.cautions, words.caution_short))
    yield from words.alt


def texts(made: Exercise) -> Iterator[str]:
    """What must be easy by itself: the steps, the short steps, and all of an exercise."""
    for each in (made.words.steps, made.words.steps_short or (), tuple(sentences(made))):
        if each:
            yield filled(" ".join(each))


def longest_sentence(made: Exercise) -> int:
    """In words. The lists after "Stop if" may be longer."""
    said = [filled(text) for text in sentences(made) if not text.startswith("Stop if")]
    return max(len(one.split()) for text in said for one in re.split(r"(?<=[.?!])\s", text))


def filled(text: str) -> str:
    """The text as it is read; a dose is about as many words as "ten seconds"."""
    sides = {"side": "left", "side.other": "right"}
    return PLACEHOLDER.sub(lambda found: sides.get(found[1], "ten seconds"), text)


def stems(text: str) -> set[str]:
    """The beginnings of the words that say what a caution is about."""
    words = re.findall(r"[a-z]{4,}", PLACEHOLDER.sub("", text).lower())
    return {word[:4] for word in words if word not in {"feel", "your", "have", "goes", "what"}}


def faults(made: Exercise) -> set[str]:
    """What an exercise lacks that is to be shipped."""
    words = made.words
    short = words.caution_short or ""
    said = [words.title, words.side_label or "", *sentences(made)]
    found = {
        "no code": made.code is None,
        "no source": made.source_of_facts is None,
        "no muscles": not made.muscles,
        "no position": made.position is None,
        "no contraindications": not made.contraindications,
        "no pain rule": made.pain is None,
        "no frequency": made.dose.frequency is None,
        "no amount": made.dose.reps is None and made.dose.duration is None,
        "no purpose": words.purpose is None,
        "no feel": words.feel is None,
        "no cautions": not words.cautions,
        "no caution_short": not short,
        "no alt": not words.alt,
        "no side label": made.sides == "one" and words.side_label is None,
        "a digit": any(re.search(r"\d", PLACEHOLDER.sub("", text)) for text in said),
        "a word in capitals": any(re.search(r"\b[A-Z]{2,}\b", text) for text in said),
        "hard to read": any(reading_grade(text) > HARDEST_GRADE for text in texts(made)),
        "a long sentence": longest_sentence(made) > MOST_WORDS,
        "a caution is missing in caution_short": any(
            not any(stem in short for stem in stems(caution)) for caution in words.cautions
        ),
        "not in the second person": not any("your" in step.lower() for step in words.steps),
    }
    return {fault for fault, there in found.items() if there}


@pytest.mark.parametrize("made", SHIPPED)
def test_a_shipped_exercise_says_all_that_a_patient_needs(made: Exercise) -> None:
    assert faults(made) == set()


def whole(**words: Any) -> dict[str, Any]:
    """An exercise that has no fault."""
    return {
        "position": "standing", "muscles": ["soleus"], "pain": "none", "source": "teaching",
        "contraindications": ["pregnancy"], "dose": {"reps": "5", "frequency": "1/day"},
        "words": {
            "purpose": "Stretches your leg.", "feel": "Your calf.", "steps": ["Sit on your chair."],
            "cautions": ["you feel dizzy"], "caution_short": "you feel dizzy",
            "alt": ["A person sits."], **words,
        },
    }  # fmt: skip


def test_an_exercise_that_is_whole_has_no_fault() -> None:
    assert faults(exercise(**whole())) == set()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"code": None}, "no code"),
        ({"source": None}, "no source"),
        ({"muscles": []}, "no muscles"),
        ({"position": None}, "no position"),
        ({"contraindications": []}, "no contraindications"),
        ({"pain": None}, "no pain rule"),
        ({"dose": {"reps": "5"}}, "no frequency"),
        ({"dose": {"frequency": "1/day"}}, "no amount"),
        ({"sides": "one"}, "no side label"),
    ],
)
def test_a_key_that_is_missing_is_a_fault(change: dict[str, Any], fault: str) -> None:
    assert faults(exercise(**whole() | change)) == {fault}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"purpose": None}, "no purpose"),
        ({"feel": None}, "no feel"),
        ({"alt": []}, "no alt"),
        ({"cautions": []}, "no cautions"),
        ({"steps": ["Sit on your chair for 3 breaths."]}, "a digit"),
        ({"alt": ["A person sits at 90 degrees."]}, "a digit"),
        ({"feel": "Do NOT bend."}, "a word in capitals"),
        ({"steps": ["Position your extremity in maximal dorsiflexion."]}, "hard to read"),
        ({"alt": ["A man sits " + "on a mat " * 5 + "."]}, "a long sentence"),
        ({"caution_short": "you fall"}, "a caution is missing in caution_short"),
        ({"steps": ["Sit on the chair."]}, "not in the second person"),
    ],
)
def test_words_that_will_not_do_are_a_fault(words: dict[str, Any], fault: str) -> None:
    assert faults(exercise(**whole(**words))) == {fault}


def test_no_short_caution_is_a_fault() -> None:
    missing = {"no caution_short", "a caution is missing in caution_short"}
    assert faults(exercise(**whole(caution_short=None))) == missing


@pytest.mark.parametrize(
    ("word", "count"),
    [("knee", 1), ("raise", 1), ("table", 2), ("buttocks", 2), ("muscle", 2), ("lifted", 2),
     ("stretched", 1), ("tingling", 2), ("shoulder", 2), ("physiotherapist", 5), ("the", 1)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("Sit down. Stand up.", -4, 1),
        ("Stand facing a wall. Put both hands on it at shoulder height.", 0, 5),
        ("Contraindications include postoperative instability of the joint.", 15, 30),
    ],
)
def test_hard_words_and_long_sentences_are_of_a_high_grade(
    text: str, lowest: float, highest: float
) -> None:
    assert lowest < reading_grade(text) < highest


def test_every_code_is_of_one_exercise() -> None:
    codes = [made.code for made in library().exercises.values()]
    assert len(set(codes)) == len(codes)


def entry_words(made: Exercise, side: str | None) -> list[str]:
    """Every word that a sheet of this one exercise says of it, where all is on one sheet."""
    entry = {"exercise": made.id} | ({"side": side} if side else {})
    of = library() if made.id in library().exercises else library_of(made)
    printed = scene([entry], of)
    assert len(printed.pages) == 2
    (block,) = printed.handout.exercises
    said = [phrase.text for phrase in phrases(block)] + [frame.alt for frame in block.frames]
    return [re.sub(ENGLISH.not_a_side, "angle", text) for text in said]


def mirrored(text: str) -> str:
    other = {"left": "right", "right": "left"}
    return re.sub(r"\b(left|right)\b", lambda found: other[found[1]], text)


@pytest.mark.parametrize("made", SHIPPED)
def test_a_shipped_exercise_prints_on_one_sheet(made: Exercise) -> None:
    for side in ("left", "right", "each", "alternate") if made.sides == "one" else (None,):
        assert entry_words(made, side)


@pytest.mark.parametrize("made", SIDED)
def test_the_left_side_is_the_mirror_image_of_the_right(made: Exercise) -> None:
    left, right = entry_words(made, "left"), entry_words(made, "right")
    assert left != right
    assert list(map(mirrored, left)) == right


def test_a_side_that_is_written_out_is_no_mirror_image() -> None:
    made = exercise(sides="one", words={"steps": ["Lie on your left side."]})
    with pytest.raises(HandoutError, match='says "left", whichever side is prescribed'):
        entry_words(made, "left")
