"""What a frame's figure holds or wears, as people write it: `band: [toe.R, hand.R]`, `hook: R`.

equipment.py says what shape it has. Knows nothing of numpy, so that a pose can be read without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from handouts.errors import InvalidValueError, nearest
from handouts.figures.anchors import Target, parse_target
from handouts.figures.ranges import SIDES, Side

LoopPlace = Literal["thighs", "knees", "ankles", "feet"]


@dataclass(frozen=True, slots=True)
class Loop:
    """A band closed round both legs."""

    around: LoopPlace


Path = tuple[Target, ...]
"""From one end to the other; what stands between is gone round."""

_LOOPS: dict[str, LoopPlace] = {place: place for place in get_args(LoopPlace)}
_ROUND_THE_NECK = (Target("hand.R"), Target("neck"), Target("hand.L"))


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
    if isinstance(written, str | tuple) and written in ("both", SIDES):
        return SIDES
    sides = tuple(side for side in SIDES if written in (side, (side,)))
    if not sides:
        raise InvalidValueError("must be R, L or both", "write R")
    return sides


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
    "ball": _path(1, 2, "[knee.R, knee.L], or hand.R"),
}
"""Keys of a frame, and how each is read. `free` lets go of what the frame before held."""
