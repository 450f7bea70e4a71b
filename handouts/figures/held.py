"""What a frame's figure holds or wears, as people write it: `band: [toe.R, hand.R]`, `hook: R`.

equipment.py says what shape it has. Knows no geometry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, get_args

from msgspec import Struct

from handouts.errors import InvalidValueError, nearest
from handouts.figures.anchors import Target, parse_target
from handouts.figures.ranges import SIDES, Side

LoopPlace = Literal["thighs", "knees", "ankles", "feet"]


class Loop(Struct, frozen=True):
    """A band closed round both legs."""

    around: LoopPlace


Path = tuple[Target, ...]
"""From one end to the other; what stands between is gone round."""

_LOOPS: dict[str, LoopPlace] = {place: place for place in get_args(LoopPlace)}
HANDS: dict[Side, Target] = {side: Target(f"hand.{side}") for side in SIDES}
_ROUND_THE_NECK = (HANDS["R"], Target("neck"), HANDS["L"])
_ENDS = ("band", "strap", "stick", "towel")
"""What is held by its ends."""


def _path(least: int, most: int, example: str) -> Callable[[object], Path]:
    def read(written: object) -> Path:
        listed = [written] if isinstance(written, str) and least == 1 else written
        if not isinstance(listed, list | tuple) or not least <= len(listed) <= most:
            raise InvalidValueError(
                f"must be a list of {least} to {most} places on the body", f"write {example}"
            )
        return tuple(_targets(listed))

    return read


def _targets(listed: list[object] | tuple[object, ...]) -> Iterator[Target]:
    for each in listed:
        if isinstance(each, Target):
            yield each
        elif isinstance(each, str):
            yield parse_target(each)
        else:
            raise InvalidValueError("must list words such as hand.R", "write [hand.R, toe.R]")


def _band(written: object) -> Path | Loop:
    if isinstance(written, Loop):
        return written
    if isinstance(written, str):
        if written not in _LOOPS:
            raise InvalidValueError(
                f'goes round unknown parts, "{written}"', nearest(written, _LOOPS)
            )
        return Loop(_LOOPS[written])
    return _path(2, 6, "[hand.R, toe.R], or knees")(written)


def _strap(written: object) -> Path:
    return _ROUND_THE_NECK if written == "neck" else _path(2, 6, "[hand.R, toe.R, hand.L]")(written)


def _hands(written: object) -> tuple[Side, ...]:
    listed = [written] if isinstance(written, str) else written
    if listed == ["both"]:
        return SIDES
    if not isinstance(listed, list | tuple) or not listed or not set(SIDES).issuperset(listed):
        raise InvalidValueError("must be R, L or both", "write R")
    return tuple(side for side in SIDES if side in listed)


def _ball(written: object) -> Path:
    path = _path(1, 2, "[knee.R, knee.L], or hand.R")(written)
    if len(path) == 1 and path[0] not in HANDS.values():
        raise InvalidValueError(
            f"is held by {path[0]} alone, and only a hand can do that", "write [knee.R, knee.L]"
        )
    return path


def gripped(said: Mapping[str, object]) -> frozenset[Side]:
    """The hands that close round something of what is held: a dumbbell, or the end of a rope."""
    ends = [end for key in _ENDS for end in _ends(said.get(key))]
    bells = said.get("dumbbell")
    return frozenset(
        side
        for side in SIDES
        if HANDS[side] in ends or (isinstance(bells, tuple) and side in bells)
    )


def _ends(said: object) -> Path:
    return (said[0], said[-1]) if isinstance(said, tuple) and said else ()


def _hook(written: object) -> Side:
    for side in SIDES:
        if written == side:
            return side
    raise InvalidValueError("must be R or L: the shoulder that it goes over", "write R")


HELD: dict[str, Callable[[object], object]] = {
    "band": _band,
    "strap": _strap,
    "stick": _path(2, 2, "[hand.R, hand.L]"),
    "hook": _hook,
    "dumbbell": _hands,
    "towel": _path(2, 6, "[hand.R, hand.L]"),
    "ball": _ball,
}
"""Keys of a frame, and how each is read. `free` lets go of what the frame before held."""
