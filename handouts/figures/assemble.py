"""A Pose → one Skeleton for each of its frames: bent, set down, feet placed, hands reached.

Read this first: the other modules are its steps. Everything that cannot be is a Problem with the
line of the value that asks for it; all frames' Problems are raised at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from handouts.errors import HandoutError, InvalidValueError, Problem
from handouts.figures.body import ADULT, Body
from handouts.figures.contact import FLOOR, SEAT_HEIGHT, on_floor, on_seat, pinned, sunk
from handouts.figures.kinematics import skeleton_of
from handouts.figures.pose import Pose
from handouts.figures.posture import Posture, postures
from handouts.figures.ranges import SIDES, Side
from handouts.figures.reach import foot_down, hand_down, hand_to
from handouts.figures.skeleton import Skeleton


def assemble(pose: Pose, body: Body = ADULT, seat: float = SEAT_HEIGHT) -> tuple[Skeleton, ...]:
    """The skeletons of all frames. Raises HandoutError for hands and feet that cannot get there."""
    found: list[Skeleton] = []
    problems = [
        Problem(
            pose.source("frames", 0, key),
            f"{key} keeps what the frame before it had; this is the first frame",
            "write foot: floor in the first frame, and leave pin out",
        )
        for key in pose.frames[0].keeps()
    ]
    for index, (frame, posture) in enumerate(zip(pose.frames, postures(pose), strict=True)):
        before = found[-1] if found else None
        current = _settled(skeleton_of(posture, body), posture, seat, before)
        for name, side, place in _limbs(posture, before):
            try:
                current = place(current)
            except InvalidValueError as error:
                where = pose.source("frames", index, frame.key(name, side))
                problems.append(Problem(where, f"{name}.{side} {error.message}", error.hint))
        problems += [
            Problem(
                pose.source("frames", index),
                f"{touch.name} goes {FLOOR - touch.bottom:.1f} cm through the floor",
                "move a joint between it and the trunk, or set it down with foot: or hand: floor",
            )
            for touch in sunk(current)
        ]
        found.append(current)
    if problems:
        raise HandoutError(problems)
    return tuple(found)


def _settled(bent: Skeleton, posture: Posture, seat: float, before: Skeleton | None) -> Skeleton:
    """On its seat or on the floor, and where its pin holds it."""
    if posture.base == "sit":
        settled = on_seat(bent, seat)
    elif posture.base == "stand":
        settled = on_floor(bent)
    else:
        held = frozenset(side for side in SIDES if f"foot.{side}" in posture.contacts)
        settled = on_floor(bent, held)
    if posture.pin and before is not None:
        settled = pinned(settled, posture.pin, before)
    return settled


Place = Callable[[Skeleton], Skeleton]


def _limbs(posture: Posture, before: Skeleton | None) -> Iterator[tuple[str, Side, Place]]:
    """What each limb with a place of its own is to do: feet first, since hands reach for knees."""
    for side in SIDES:
        if f"foot.{side}" in posture.contacts:
            yield "foot", side, partial(foot_down, posture=posture, side=side, before=before)
    for side in SIDES:
        if f"hand.{side}" in posture.contacts:
            yield "hand", side, partial(hand_down, posture=posture, side=side)
        if f"reach.{side}" in posture.reaches:
            yield "reach", side, partial(hand_to, posture=posture, side=side)
