"""What a Handout says: its phrases, in the order in which its types name them."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable
from typing import Any, get_args

from handouts.errors import CellSource, Source
from handouts.model.drawing import Drawing, Image
from handouts.model.fields import field_names
from handouts.model.handout import (
    MOST_BLOCKS,
    CallBox,
    DoseBox,
    ExerciseBlock,
    Information,
    More,
    PainGuide,
    Phrase,
)

Shared = ExerciseBlock | DoseBox | More | PainGuide | CallBox | Information
"""What many handouts have in common, or many exercises. It is equal to itself alone."""
_FOUND = frozenset((Phrase, *get_args(Shared)))
_SAYS_NOTHING = frozenset((type(None), str, int, bool, Source, CellSource, Drawing, Image))


def phrases(node: object) -> list[Phrase]:
    """Every phrase at and under a node of a Handout, in the order in which the types name them."""
    return _flat(_parts((node,)))


def phrases_apart(node: object) -> tuple[list[Phrase], list[Shared]]:
    """The same under a node, as its own phrases and what it may share with others."""
    found = _parts(node)
    own = [one for one in found if isinstance(one, Phrase)]
    return own, [one for one in found if not isinstance(one, Phrase)]


@functools.lru_cache(maxsize=MOST_BLOCKS)
def phrases_of(shared: Shared) -> tuple[Phrase, ...]:
    """The phrases of what handouts share."""
    return tuple(_flat(parts_of(shared)))


@functools.lru_cache(maxsize=MOST_BLOCKS)
def parts_of(shared: Shared) -> tuple[Phrase | Shared, ...]:
    """The same, but that what it shares with others in its turn stands there whole."""
    return tuple(_parts(shared))


def _flat(found: Iterable[Phrase | Shared]) -> list[Phrase]:
    said: list[Phrase] = []
    for one in found:
        said += (one,) if isinstance(one, Phrase) else phrases_of(one)
    return said


def _parts(node: object) -> list[Phrase | Shared]:
    found: list[Phrase | Shared] = []
    _gather(node, found)
    return found


def _gather(node: object, found: list[Phrase | Shared]) -> None:
    """What is found in a tuple, or in the fields of a node. Every exercise with a new dose is
    walked, so that types are looked up and not compared.
    """
    for part in node if isinstance(node, tuple) else _fields(node):
        kind = type(part)
        if kind in _FOUND:
            found.append(part)
        elif kind not in _SAYS_NOTHING:
            _gather(part, found)


def _fields(node: object) -> tuple[Any, ...]:
    """The fields of a node; what is none (a number, a place) has no."""
    return _reader(type(node))(node)  # type: ignore[arg-type]  # hashable


@functools.cache
def _reader(kind: type) -> Callable[[object], tuple[Any, ...]]:
    match field_names(kind) or ():
        case ():
            return lambda _: ()
        case (name,):
            return lambda node: (getattr(node, name),)
        case names:
            return operator.attrgetter(*names)
