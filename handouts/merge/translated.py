"""Does a translation say what its source says? What can be seen without knowing the language.

In: an exercise and its words in another language. Out: each difference, of a kind that has a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from handouts.errors import InvalidValueError, Problem
from handouts.merge.contradictions import in_digits
from handouts.merge.templates import literal_text, placeholders_in
from handouts.model.authored import Step
from handouts.model.exercise import Adjustment, Exercise, Words
from handouts.model.translation import Translation

Kind = Literal[
    "invalid", "translation-outdated", "translation-key", "translation-length",
    "translation-placeholder", "translation-number",
]  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SAID_AS_ONE_OR_TWO = {"one": "1", "once": "1", "a": "1", "both": "2", "twice": "2"}


class Difference(Struct, frozen=True):
    """One thing in which a translation is not its source."""

    kind: Kind
    problem: Problem


def differences(exercise: Exercise, translation: Translation) -> Iterator[Difference]:
    """Every difference, at its place in the translation's file."""
    yield from _age(exercise.words, translation)
    for name in Words.model_fields:
        source, own = getattr(exercise.words, name), getattr(translation, name)
        if bool(source) != bool(own):
            yield _key_of_one_only(name, translation)
        elif isinstance(source, tuple) and len(source) != len(own):
            message = f"{name} has {len(own)} items, exercise.yaml has {len(source)}"
            problem = Problem(translation.source(name), message, "translate each, and add none")
            yield Difference("translation-length", problem)
        else:
            for path, text, other in _texts((name,), source, own):
                yield from _differences_of_one(path, text, other, translation)


def _age(words: Words, translation: Translation) -> Iterator[Difference]:
    if translation.translates == words.digest:
        return
    message = "is older than the words that it translates"
    if translation.translates is None:
        message = "does not say which words it translates"
    hint = f"compare it with exercise.yaml; once it says the same, write translates: {words.digest}"
    problem = Problem(translation.source("translates"), message, hint)
    yield Difference("translation-outdated", problem)


def _key_of_one_only(name: str, translation: Translation) -> Difference:
    message, hint = f"{name} is missing", "translate it: exercise.yaml has it"
    if getattr(translation, name):
        message, hint = f"{name} stands here and not in exercise.yaml", "take it out"
    return Difference("translation-key", Problem(translation.source(name), message, hint))


def _texts(
    path: tuple[Step, ...], source: object, own: object
) -> Iterator[tuple[tuple[Step, ...], str, str]]:
    """Each text of the source beside that of the translation, with its path."""
    if isinstance(source, str) and isinstance(own, str):
        yield path, source, own
    elif isinstance(source, Adjustment) and isinstance(own, Adjustment):
        yield (*path, "question"), source.question, own.question
        yield (*path, "answer"), source.answer, own.answer
    elif isinstance(source, tuple) and isinstance(own, tuple):
        for at, (one, other) in enumerate(zip(source, own, strict=True)):
            yield from _texts((*path, at), one, other)


def _differences_of_one(
    path: tuple[Step, ...], source: str, own: str, translation: Translation
) -> Iterator[Difference]:
    place, what = translation.source(*path), str(path[0])
    try:
        names = placeholders_in(own)
        wanted = placeholders_in(source)
    except InvalidValueError as error:
        yield Difference("invalid", Problem(place, f"{what} {error.message}", error.hint))
        return
    for name in sorted(wanted - names):
        message = f"{what} leaves out {{{{ {name} }}}}, which exercise.yaml has here"
        hint = "write it where the words for it belong"
        yield Difference("translation-placeholder", Problem(place, message, hint))
    for name in sorted(names - wanted):
        message = f"{what} says {{{{ {name} }}}}, and exercise.yaml does not"
        yield Difference("translation-placeholder", Problem(place, message, "take it out"))
    added = _numbers(own) - _numbers(_with_small_numbers(source))
    for number in sorted(added):
        message = f"{what} says {number}, and exercise.yaml does not"
        hint = "say it as exercise.yaml does"
        yield Difference("translation-number", Problem(place, message, hint))


def _numbers(text: str) -> set[str]:
    """The numbers in digits; "1,5" and "1.5" are one."""
    return {number.replace(",", ".") for number in _NUMBER.findall(literal_text(text))}


def _with_small_numbers(text: str) -> str:
    """English text with its number words in digits."""
    small = "|".join(_SAID_AS_ONE_OR_TWO)
    return re.sub(
        rf"\b({small})\b", lambda word: _SAID_AS_ONE_OR_TWO[word[0].lower()], in_digits(text),
        flags=re.IGNORECASE,
    )  # fmt: skip
