"""Every shipped exercise says all that a patient needs, in plain words, for either side."""

from __future__ import annotations

import re
from typing import Any

import pytest
from scenes import exercise, library, library_of, scene

from handouts.check import completeness, prose, said
from handouts.check.jargon import jargon_of
from handouts.errors import HandoutError
from handouts.load.plain_words import read_plain_words
from handouts.merge.lexicon import ENGLISH
from handouts.model.exercise import Exercise
from handouts.model.phrases import phrases
from handouts.places import shipped_content

JARGON = jargon_of(read_plain_words(shipped_content())[0])
PLACEHOLDER = re.compile(r"\{\{ *([a-z.]+) *\}\}")
SHIPPED = [pytest.param(made, id=name) for name, made in library().exercises.items()]
SIDED = [param for param in SHIPPED if param.values[0].sides == "one"]  # type: ignore[union-attr]


def words_of_the_check(made: Exercise) -> set[str]:
    """The names of what `handouts check` finds in the words of an exercise."""
    words = tuple(said.of_exercise(made))
    findings = [
        *prose.of_words(words, JARGON),
        *prose.of_whole(words),
        *completeness.of_exercise(made),
    ]
    return {finding.name for finding in findings} - {"no-picture"}


def faults(made: Exercise) -> set[str]:
    """What an exercise lacks that is to be shipped: more than a clinic's own must have."""
    words = made.words
    texts = [one.literal for one in said.of_exercise(made)]
    found = {
        "no code": made.code is None,
        "no source": made.source_of_facts is None,
        "no muscles": not made.muscles,
        "no position": made.position is None,
        "no contraindications": not made.contraindications,
        "no pain rule": made.pain is None,
        "no frequency": made.dose.frequency is None,
        "no amount": made.dose.reps is None and made.dose.duration is None,
        "no caution_short": words.caution_short is None,
        "no alt": not words.alt,
        "no side label": made.sides == "one" and words.side_label is None,
        "a digit": any(re.search(r"\d", text) for text in texts),
        "a word in capitals": any(re.search(r"\b[A-Z]{2,}\b", text) for text in texts),
        "not in the second person": not any("your" in step.lower() for step in words.steps),
    }
    return {fault for fault, there in found.items() if there} | words_of_the_check(made)


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
        ({"purpose": None}, "no-purpose"),
        ({"feel": None}, "no-feel"),
        ({"alt": []}, "no alt"),
        ({"cautions": []}, "no-caution"),
        ({"steps": ["Sit on your chair for 3 breaths."]}, "a digit"),
        ({"alt": ["A person sits at 90 degrees."]}, "a digit"),
        ({"feel": "Do NOT bend."}, "a word in capitals"),
        (
            {"steps": ["Position your entire body carefully alongside your favourite armchair."]},
            "reading-grade",
        ),
        ({"alt": ["A man sits " + "on a mat " * 6 + "."]}, "long-sentence"),
        ({"caution_short": "you fall"}, "caution-left-out"),
        ({"steps": ["Sit on the chair."]}, "not in the second person"),
    ],
)
def test_words_that_will_not_do_are_a_fault(words: dict[str, Any], fault: str) -> None:
    assert faults(exercise(**whole(**words))) == {fault}


def test_no_short_caution_is_a_fault() -> None:
    assert faults(exercise(**whole(caution_short=None))) == {"no caution_short"}


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
