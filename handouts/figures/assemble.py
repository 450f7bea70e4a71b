"""A Pose → one Skeleton for each of its frames: bent, set down, feet placed, hands reached.

Furniture is placed once, round the first frame before its hands reach, as they may reach for it.
Read this first: the other modules are its steps. Everything that cannot be is a Problem with the
line of the value that asks for it; all frames' Problems are raised at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import cast

from msgspec import Struct

from handouts.errors import HandoutError, InvalidValueError, Problem, Source
from handouts.figures.anchors import HELD_LINES
from handouts.figures.body import ADULT, Body
from handouts.figures.contact import FLOOR, lowest, on_floor, on_seat, pinned, sunk, with_toes_bent
from handouts.figures.equipment import held, lines
from handouts.figures.furniture import furniture
from handouts.figures.held import Path
from handouts.figures.kinematics import skeleton_of
from handouts.figures.pose import Pose
from handouts.figures.posture import Posture, postures
from handouts.figures.props import seat_height, step_height
from handouts.figures.ranges import OTHER, SIDES, Side
from handouts.figures.reach import foot_down, hand_down, hand_to
from handouts.figures.site import Furniture
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Part
from handouts.figures.spoken import spoken
from handouts.figures.unheard import unheard
from handouts.figures.vectors import UP


class Assembly(Struct, frozen=True, eq=False):
    """The figures of all frames, what stands around them, and what each frame's figure holds."""

    skeletons: tuple[Skeleton, ...]
    furniture: Furniture
    held: tuple[tuple[Part, ...], ...]


def assemble(pose: Pose, body: Body = ADULT) -> tuple[Skeleton, ...]:
    """The skeletons of all frames. Raises HandoutError for hands and feet that cannot get there."""
    return assembly(pose, body).skeletons


def assembly(pose: Pose, body: Body = ADULT) -> Assembly:
    """The skeletons and the props of all frames.

    Raises HandoutError for hands and feet that cannot get there, and for props that are missing.
    """
    seat = seat_height(pose.props)
    step = step_height(pose.props)
    found: list[Skeleton] = []
    holds: list[tuple[Part, ...]] = []
    room = Furniture()
    problems = [
        Problem(
            pose.source("frames", 0, key),
            f"{key} keeps what the frame before it had; this is the first frame",
            "write foot: floor in the first frame, and leave pin out",
        )
        for key in pose.frames[0].keeps()
    ]
    on_step: frozenset[Side] = frozenset()
    for index, posture in enumerate(postures(pose)):
        before = found[-1] if found else None
        on_step = frozenset(side for side in SIDES if _steps(posture, side, before=side in on_step))
        ground: dict[str, float] = dict.fromkeys(on_step, step or FLOOR)
        current = _settled(skeleton_of(posture, body), posture, (seat, ground), before)
        where = partial(_where, pose, index)
        current, faults = _placed(current, _feet(posture, before, step), where)
        faults += [
            Problem(where(key), f"{key} {message}", hint)
            for key, message, hint in unheard(pose.frames[index].said(), posture)
        ]
        if index == 0:
            room, missing = _furnished(pose, with_toes_bent(current))
            faults += missing
        current = with_toes_bent(current.among(room.anchors))
        current, missed = _placed(current, _hands(posture), where)
        current, parts, unheld = _holding(current, posture, where)
        problems += [*faults, *missed, *unheld]
        problems += _through_the_floor(current, pose.source("frames", index))
        found.append(current)
        holds.append(parts)
    if problems:
        raise HandoutError(problems)
    return Assembly(tuple(found), room, tuple(holds))


def _through_the_floor(skeleton: Skeleton, frame: Source) -> Iterator[Problem]:
    """Of each part of the body how deep it goes."""
    deepest: dict[str, float] = {}
    for touch in sunk(skeleton):
        name = spoken(touch.name)
        deepest[name] = max(deepest.get(name, 0.0), FLOOR - touch.bottom)
    for name, depth in deepest.items():
        yield Problem(
            frame,
            f"{name} goes {depth:.1f} cm through the floor",
            "move a joint between it and the trunk, or set it down with foot: or hand: floor",
        )


Where = Callable[[str], Source]
"""The place of a frame's key; of one side's, the key that was written for it or for both."""


def _where(pose: Pose, index: int, key: str) -> Source:
    name, _, side = key.partition(".")
    return pose.source("frames", index, pose.frames[index].key(name, side) if side else key)


def _steps(posture: Posture, side: Side, *, before: bool) -> bool:
    """Whether this foot is on the step; one that stays is where it was."""
    contact = posture.contacts.get(f"foot.{side}")
    return contact == "step" or (contact == "stay" and before)


def _settled(
    bent: Skeleton,
    posture: Posture,
    heights: tuple[float, Mapping[str, float]],
    before: Skeleton | None,
) -> Skeleton:
    """On its seat, on the ground of the foot that bears it or on the floor, and at its pin."""
    seat, ground = heights
    if posture.base == "sit":
        settled = on_seat(bent, seat)
    elif posture.base == "stand":
        settled = on_floor(bent)
        bearing = lowest(settled).name
        settled = settled.moved(UP * (ground.get(bearing[-1], FLOOR) - FLOOR))
    else:
        held = frozenset(side for side in SIDES if f"foot.{side}" in posture.contacts)
        settled = on_floor(bent, held)
    if posture.pin and before is not None:
        settled = pinned(settled, posture.pin, before)
    return settled


_ARM = ("upper_arm", "elbow", "forearm", "wrist", "hand")

Place = Callable[[Skeleton], Skeleton]
Limbs = Iterable[tuple[str, Place]]
"""A key of the frame such as `foot.R`, and what it does to the skeleton."""


def _placed(current: Skeleton, limbs: Limbs, where: Where) -> tuple[Skeleton, list[Problem]]:
    problems = []
    for key, place in limbs:
        try:
            current = place(current)
        except InvalidValueError as error:
            problems.append(Problem(where(key), f"{key} {error.message}", error.hint))
    return current, problems


def _feet(
    posture: Posture, before: Skeleton | None, step: float | None
) -> Iterator[tuple[str, Place]]:
    for side in SIDES:
        if (key := f"foot.{side}") in posture.contacts:
            place = partial(foot_down, posture=posture, side=side, before=before)
            yield key, partial(_on_step, place, step) if posture.contacts[key] == "step" else place


def _on_step(place: Callable[..., Skeleton], step: float | None, skeleton: Skeleton) -> Skeleton:
    if step is None:
        raise InvalidValueError("needs a step, and there is none", "add step to props")
    return place(skeleton, ground=step)


def _hands(posture: Posture) -> Iterator[tuple[str, Place]]:
    """A hand that reaches for the other arm comes after that arm is where it will be."""
    awaited = [side for side in SIDES if _goes_for(posture, OTHER[side]) & _moved_by(posture, side)]
    for side in sorted(SIDES, key=lambda side: OTHER[side] in awaited):
        if (key := f"hand.{side}") in posture.contacts:
            yield key, partial(hand_down, posture=posture, side=side)
        if (key := f"reach.{side}") in posture.reaches:
            place = partial(_reached, posture=posture, side=side)
            yield key, _refused_as_a_ring if len(awaited) == len(SIDES) else place


def _goes_for(posture: Posture, side: Side) -> frozenset[str]:
    """What the place of this hand follows: its target's anchor, a stick's both ends."""
    target = posture.reaches.get(f"reach.{side}")
    if target is None:
        return frozenset()
    ends = cast("Path", posture.held.get("stick", ())) if target.anchor == "stick" else ()
    return frozenset({target.anchor, *(end.anchor for end in ends)})


def _moved_by(posture: Posture, side: Side) -> frozenset[str]:
    """What moves when this hand is placed. Shoulders hardly do: arms may be crossed."""
    moves = {f"reach.{side}", f"hand.{side}"} & {*posture.reaches, *posture.contacts}
    return frozenset(f"{part}.{side}" for part in _ARM if moves)


def _refused_as_a_ring(_: Skeleton) -> Skeleton:
    raise InvalidValueError(
        "goes for the other arm, whose hand goes for this one",
        "aim one of the two at the trunk or at a thing, such as chest+[20,0,0]",
    )


def _reached(skeleton: Skeleton, posture: Posture, side: Side) -> Skeleton:
    """A hand at its target, which may be a stick that the body holds elsewhere."""
    anchor = posture.reaches[f"reach.{side}"].anchor
    if anchor in HELD_LINES:
        ends = cast("Path", posture.held.get("stick", ())) if anchor == "stick" else ()
        if any(end.anchor == f"hand.{side}" for end in ends):
            raise InvalidValueError(
                "is for the stick that this hand's place decides",
                f"say where the stick lies by other places than hand.{side}",
            )
        skeleton = skeleton.among(lines(posture.held, skeleton))
    return hand_to(skeleton, posture, side)


def _furnished(pose: Pose, first: Skeleton) -> tuple[Furniture, list[Problem]]:
    try:
        return furniture(pose.props, first), []
    except InvalidValueError as error:
        return Furniture(), [Problem(pose.source("props"), f"props {error.message}", error.hint)]


def _holding(
    skeleton: Skeleton, posture: Posture, where: Where
) -> tuple[Skeleton, tuple[Part, ...], list[Problem]]:
    """The skeleton with the lines of its props, and the parts of all that it holds.

    Hook and stick come first: other things may be held to a place on them.
    """
    parts: list[Part] = []
    problems = []
    others = (key for key in posture.held if key not in HELD_LINES)
    for key in (*(line for line in HELD_LINES if line in posture.held), *others):
        value = posture.held[key]
        try:
            parts += held({key: value}, skeleton)
            skeleton = skeleton.among(lines({key: value}, skeleton))
        except InvalidValueError as error:
            problems.append(Problem(where(key), f"{key} {error.message}", error.hint))
    return skeleton, tuple(parts), problems
