"""What an exercise does not say, and a patient needs: cautions, purpose, pictures, the side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.check.finding import Finding, found
from handouts.merge.templates import literal_text, names_in
from handouts.model.exercise import Exercise

_LIMB = re.compile(
    r"\b(?:the|a|this|one) (?:(?:straight|bent|top|upper|lower|front|back) )?"
    r"(arm|leg|hand|foot|knee|elbow|shoulder|hip|thigh|calf|heel|ankle|wrist|fist|forearm|ear)\b",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset({"feel", "your", "have", "goes", "what", "from", "with", "that", "when"})


def of_exercise(exercise: Exercise) -> Iterator[Finding]:
    """What is missing, each said once."""
    words = exercise.words
    place = exercise.source("words")
    if not words.cautions:
        yield found("no-caution", place, "says nothing of when to stop", "write cautions:")
    elif words.caution_short is None and len(words.cautions) > 1:
        message = "has no caution_short: the front of the sheet prints every caution in full"
        yield found("no-caution-short", place, message, "write one line that covers them all")
    if words.purpose is None:
        yield found("no-purpose", place, "does not say what it is good for", "write purpose:")
    if words.feel is None:
        yield found("no-feel", place, "does not say what the patient should feel", "write feel:")
    if not exercise.picture_count:
        message, hint = "has no picture", "write a pose:, or put photographs under pictures:"
        yield found("no-picture", exercise.source(), message, hint)
    yield from _left_out(exercise)
    yield from _without_side(exercise)


def stems(text: str) -> set[str]:
    """The beginnings of the words that say what a caution is about."""
    words = re.findall(r"[a-z]{4,}", literal_text(text).lower())
    return {word[:4] for word in words} - _EMPTY_WORDS


def _left_out(exercise: Exercise) -> Iterator[Finding]:
    """Cautions of which nothing stands in caution_short: the front would not say them."""
    short = exercise.words.caution_short
    for caution in exercise.words.cautions if short else ():
        about = stems(caution)
        if about and not any(stem in (short or "").lower() for stem in about):
            message = f"caution_short does not seem to say: {caution}"
            place = exercise.source("words", "caution_short")
            yield found("caution-left-out", place, message, "it must cover every caution")


def _without_side(exercise: Exercise) -> Iterator[Finding]:
    """Texts for pictures of one side that do not say which."""
    alts = exercise.words.alt
    if exercise.sides != "one" or not alts:
        return
    unsaid = [
        at for at, (alt, shown) in enumerate(zip(alts, _shown(exercise), strict=False))
        if shown and "side" not in names_in(alt)
    ]  # fmt: skip
    for at in unsaid:
        limb = _LIMB.search(alts[at])
        if limb or len(unsaid) == len(alts):
            which = f"which {limb[1]}" if limb else "which side the picture shows"
            message = f"alt does not say {which}"
            hint = "write {{ side }} or {{ side.other }} in it"
            yield found("alt-without-side", exercise.source("words", "alt", at), message, hint)


def _shown(exercise: Exercise) -> list[str | None]:
    """For each picture the side that it shows. A pose is of the right side."""
    if exercise.pose is not None:
        return ["right"] * exercise.picture_count
    return [picture.side for picture in exercise.pictures]
