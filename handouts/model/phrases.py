"""What a Handout says: its phrases, in the order in which its types name them."""

from __future__ import annotations

import functools
from dataclasses import fields, is_dataclass
from typing import Any

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
_FOUND = frozenset((Phrase, ExerciseBlock, PainGuide, CallBox, Information))
_SAYS_NOTHING = frozenset((type(None), str, int, bool, Source, Drawing, Image))


def phrases(node: object) -> list[Phrase]:
    """Every phrase at and under a node of a Handout, in the order in which the types name them."""
    found: list[Phrase | Shared] = []
    _gather((node,), found)
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
    _gather(shared, found)
    return tuple(one for one in found if isinstance(one, Phrase))


def _gather(node: object, found: list[Phrase | Shared]) -> None:
    """What is found in a tuple, or in the fields of a node. Every exercise with a new dose is
    walked, so that types are looked up and not compared.
    """
    for part in node if isinstance(node, tuple) else _parts(node):
        kind = type(part)
        if kind in _FOUND:
            found.append(part)
        elif kind not in _SAYS_NOTHING:
            _gather(part, found)


def _parts(node: object) -> list[Any]:
    return [getattr(node, name) for name in _names(type(node))]  # type: ignore[arg-type]  # hashable


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a node's type; of what is none (a number, a place) there are no."""
    return tuple(part.name for part in fields(kind)) if is_dataclass(kind) else ()
