"""Words that are hard to read: long, of a high grade, of the field, passive, two things at once.

In: words with their places. Out: findings. The rules are English ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handouts.check.finding import Finding, found
from handouts.check.jargon import Jargon
from handouts.check.reading import (
    HARDEST_GRADE,
    MOST_WORDS,
    is_hard,
    reading_grade,
    sentences,
    word_count,
)
from handouts.check.said import Said

TOLD_TO_DO = frozenset({"steps", "steps_short"})
_LISTS = frozenset({"cautions", "caution_short", "call_us_if", "emergency_if"})
"""What completes "Stop if": the one sentence is a list, and may be long."""
_SAYS_WHAT_IS_SEEN = frozenset({"title", "side_label", "feel", "alt"})
"""Where "the knee is bent" is what one sees, not something that somebody does."""

_ACTIONS = (
    "bend bring circle close curl cross drop face find fold grip hang hold jump kneel lean let lie "
    "lift look loop lower march move nod open place point press pull push put raise reach relax "
    "release rest roll rotate sit slide squeeze stand start step stop straighten stretch swing "
    "switch take tighten tilt touch tuck turn twist walk"
).replace(" ", "|")
_SLOWLY = r"(?:(?:slowly|gently|firmly|carefully|then|now|next|and|slightly)\s+)*"
_TWO_ACTIONS = re.compile(
    rf"^{_SLOWLY}(?:{_ACTIONS})\s+(?!and\b).*?(?:\band\b|\bthen\b|;)\s+{_SLOWLY}(?P<second>{_ACTIONS})\b"
    r"(?!\s+(?:of|up to)\b)",
    re.IGNORECASE,
)
"""Not "Bend and straighten your knee": to and fro is one movement."""
_DONE = (
    r"(?:done|performed|repeated|carried out|completed|lifted|raised|lowered|moved|held|kept|placed"
    r"|pulled|pushed|brought|taken|turned|stretched|straightened|tightened|put|made|pressed|avoided"
    r"|maintained|prescribed|advised|used)"
)
_PASSIVE = re.compile(
    rf"\b(?:(?:should|must|can|may|will|to)\s+(?:not\s+)?be|(?:is|are|was|were)(?:\s+being)?)\s+"
    rf"(?:not\s+|then\s+|also\s+)?(?:\w+ly\s+)?{_DONE}\b",
    re.IGNORECASE,
)
_A_STATE = re.compile(r"\b(?:until|when|while|if|once|so that|with|that|which|as)\b", re.IGNORECASE)
"""After these a form of "be" says how things are: "until your arms are lifted"."""


def of_words(words: Iterable[Said], jargon: Jargon) -> Iterator[Finding]:
    """What can be said of each text by itself."""
    for said in words:
        for sentence in sentences(said.read):
            yield from _reading(sentence, said)
            yield from _manner(sentence, said)
        for term, plain in jargon.terms_in(said.literal):
            message = f'{said.name} says "{term}", a word of the field'
            yield found(
                "jargon", said.source, message, f"write: {plain}, or explain it in brackets"
            )


def of_whole(words: Sequence[Said]) -> Iterator[Finding]:
    """Whether the steps, the short steps and all words of an exercise are easy together.

    Said of the hardest sentence, unless one of them was found hard by itself.
    """
    parts = (
        ("steps", [said for said in words if said.what == "steps"]),
        ("steps_short", [said for said in words if said.what == "steps_short"]),
        ("what the patient reads", list(words)),
    )
    for what, part in parts:
        single = [(sentence, said) for said in part for sentence in sentences(said.read)]
        text = " ".join(sentence for sentence, _ in single)
        if not is_hard(text):
            continue
        sentence, said = max(single, key=lambda one: reading_grade(one[0]))
        if not any(is_hard(one) for one, _ in single):
            message = (
                f"{what} is of reading grade {reading_grade(text):.0f}, hardest is: {sentence}"
            )
            yield found("reading-grade", said.source, message, _easier())
        return


def _reading(sentence: str, said: Said) -> Iterator[Finding]:
    words = word_count(sentence)
    if words > MOST_WORDS and said.what not in _LISTS:
        message = f"{said.name} has a sentence of {words} words{said.quoted(sentence)}"
        yield found("long-sentence", said.source, message, f"{MOST_WORDS} words at most: write two")
    elif is_hard(sentence):
        message = (
            f"{said.name} is of reading grade {reading_grade(sentence):.0f}{said.quoted(sentence)}"
        )
        yield found("reading-grade", said.source, message, _easier())


def _manner(sentence: str, said: Said) -> Iterator[Finding]:
    two = _TWO_ACTIONS.match(sentence)
    if said.what in TOLD_TO_DO and two:
        message = f"{said.name} asks for two things in one sentence{said.quoted(sentence)}"
        hint = f"begin a sentence with “{two['second'].capitalize()}”"
        yield found("two-actions", said.source, message, hint)
    passive = _PASSIVE.search(sentence)
    if said.what in _SAYS_WHAT_IS_SEEN or not passive:
        return
    if not _A_STATE.search(sentence[: passive.start()].removeprefix(said.lead)):
        message = f'{said.name} says "{passive[0]}", which does not tell who does it'
        yield found(
            "passive", said.source, message, "write what to do, such as: Keep your knee straight"
        )


def _easier() -> str:
    return f"grade {HARDEST_GRADE:.0f} at most: shorter words, or two sentences"
