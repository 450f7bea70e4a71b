"""What a Handout says: its phrases, in the order in which its types name them."""

from __future__ import annotations

import functools
from dataclasses import fields, is_dataclass

from handouts.errors import Source
from handouts.model.drawing import Drawing, Image
from handouts.model.handout import (
    MOST_BLOCKS,
    CallBox,
    ExerciseBlock,
    Information,
    PainGuide,
    Phrase,
)

Shared = ExerciseBlock | PainGuide | CallBox | Information
"""What many handouts have in common."""


def phrases(node: object) -> list[Phrase]:
    """Every phrase at and under a node of a Handout, in the order in which the types name them."""
    found: list[Phrase | Shared] = []
    _gather(node, found)
    said: list[Phrase] = []
    for one in found:
        said += (one,) if isinstance(one, Phrase) else phrases_of(one)
    return said


def phrases_apart(handout: object) -> tuple[list[Phrase], list[Shared]]:
    """The same of a whole document: its own phrases, and what it may share with others."""
    found: list[Phrase | Shared] = []
    _gather(handout, found)
    own = [one for one in found if isinstance(one, Phrase)]
    return own, [one for one in found if not isinstance(one, Phrase)]


@functools.lru_cache(maxsize=MOST_BLOCKS)
def phrases_of(shared: Shared) -> tuple[Phrase, ...]:
    """The same of what handouts share."""
    found: list[Phrase | Shared] = []
    _gather_parts(shared, found)
    return tuple(one for one in found if isinstance(one, Phrase))


def _gather(node: object, found: list[Phrase | Shared]) -> None:
    if isinstance(node, Phrase | Shared):
        found.append(node)
    elif isinstance(node, tuple):
        for child in node:
            _gather(child, found)
    else:
        _gather_parts(node, found)


def _gather_parts(node: object, found: list[Phrase | Shared]) -> None:
    for name in _parts(type(node)):  # type: ignore[arg-type]  # a class has a hash
        part = getattr(node, name)
        if part is not None and not isinstance(part, str):
            _gather(part, found)


@functools.cache
def _parts(kind: type) -> tuple[str, ...]:
    """The fields of a node's type; of what says nothing (numbers, artwork, places) none."""
    if kind in (Drawing, Image, Source) or not is_dataclass(kind):
        return ()
    return tuple(part.name for part in fields(kind))
