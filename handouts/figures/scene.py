"""The pictures of one exercise as Layers in one window: people, props and marks, back to front.

Read after assemble.py. What cannot be shown is a Problem with the line that asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handouts.errors import HandoutError, InvalidValueError, Problem
from handouts.figures.arrows import (
    SHORTEST_MM,
    Arrow,
    Points,
    Push,
    arrow_path,
    draw_arrow,
    push_path,
)
from handouts.figures.assemble import assembly
from handouts.figures.camera import Camera
from handouts.figures.clearance import problems_of, solids_of
from handouts.figures.contact import FLOOR
from handouts.figures.depth import back_to_front
from handouts.figures.feel import feel_marker, uncovered
from handouts.figures.framing import Window, cropped, window_of
from handouts.figures.layers import Layer
from handouts.figures.outline import SeenPart, see
from handouts.figures.painting import cast_shadow, paint, recession
from handouts.figures.person import details, look_of, person
from handouts.figures.pose import Frame, Pose
from handouts.figures.posture import Posture, postures
from handouts.figures.skeleton import Skeleton
from handouts.figures.zones import patch


class Moment(Struct, frozen=True, eq=False):
    """One frame, ready to be painted."""

    frame: Frame
    posture: Posture
    skeleton: Skeleton
    before: Skeleton | None
    seen: tuple[SeenPart, ...]
    """Body and props, from back to front."""
    body: frozenset[str]
    """The names of the parts of the person."""
    problems: tuple[Problem, ...]
    """What a body cannot do: go through things or itself, or bend as far as this."""


def pictures(pose: Pose) -> tuple[Window, tuple[tuple[Layer, ...], ...]]:
    """The window that all frames share, and each frame's layers. Raises HandoutError."""
    moments = tuple(_moments(pose))
    painted = [_painted(pose, moment) for moment in moments]
    window = (
        cropped(pose.crop, moments[0].skeleton, pose.view)
        if pose.crop
        else window_of(layer for layers in painted for layer in layers)
    )
    problems = [problem for moment in moments for problem in moment.problems]
    found = [
        (
            *layers,
            *_markers(pose, index, moment, window, problems),
            *_arrows(pose, index, moment, window, problems),
        )
        for index, (moment, layers) in enumerate(zip(moments, painted, strict=True))
    ]
    if problems:
        raise HandoutError(problems)
    if pose.crop is None:
        window = window_of(layer for layers in found for layer in layers)
    return window, tuple(found)


def _moments(pose: Pose) -> Iterator[Moment]:
    before = None
    assembled = assembly(pose)
    solids = solids_of(assembled.furniture)
    room = [see(part, pose.view) for part in assembled.furniture.parts]
    for index, (frame, posture, skeleton, holds) in enumerate(
        zip(pose.frames, postures(pose), assembled.skeletons, assembled.held, strict=True)
    ):
        body = person(skeleton, posture, look_of(pose, posture), pose.view, shod=pose.shoes)
        seen = back_to_front([*room, *(see(part, pose.view) for part in (*body, *holds))])
        names = frozenset(part.name for part in body)
        where = pose.source("frames", index)
        clashes = problems_of(skeleton, solids, where, posture.fingers)
        yield Moment(frame, posture, skeleton, before, seen, names, clashes)
        before = skeleton


def _painted(pose: Pose, moment: Moment) -> list[Layer]:
    """Every part with what is drawn on it; the body's shadow comes right before the body."""
    camera = pose.view
    look = look_of(pose, moment.posture)
    shadow = cast_shadow(
        [seen for seen in moment.seen if seen.part.name in moment.body], camera, FLOOR
    )
    layers: list[Layer] = []
    for at, seen in enumerate(moment.seen):
        name = seen.part.name
        if name in moment.body:
            layers += shadow
            shadow = []
        layers += paint(at, moment.seen, camera, recession(seen, moment.skeleton, camera))
        layers += details(name, moment.skeleton, moment.posture, look, camera)
    return layers


def _markers(
    pose: Pose, index: int, moment: Moment, window: Window, problems: list[Problem]
) -> Iterator[Layer]:
    """A marker for each zone of the frame, on what is not covered of the parts it lies on."""
    for at, zone in enumerate(moment.frame.glow):
        try:
            place = patch(moment.skeleton, zone, pose.view)
            free = uncovered(place.hosts, moment.seen)
            marker = feel_marker(place.outline, free, window.cm_per_mm, place.other_side)
            yield from _within(pose, window, marker)
        except InvalidValueError as error:
            where = pose.source("frames", index, "glow", at)
            problems.append(Problem(where, f"glow {error.message}", error.hint))


def _arrows(
    pose: Pose, index: int, moment: Moment, window: Window, problems: list[Problem]
) -> Iterator[Layer]:
    for key, written in (("arrow", moment.frame.arrow), ("push", moment.frame.push)):
        if written is None:
            continue
        try:
            path = _way(written, moment, pose.view, window.cm_per_mm)
            yield from _within(pose, window, draw_arrow(path, window.cm_per_mm))
        except InvalidValueError as error:
            where = pose.source("frames", index, key)
            problems.append(Problem(where, f"{key} {error.message}", error.hint))


def _within(pose: Pose, window: Window, mark: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """The mark, if all of what it says is in the picture; its front layer is its outline."""
    if pose.crop and not window.holds(mark[-1]):
        raise InvalidValueError(
            "leaves the picture that crop cuts out", "make the crop larger, or shift it"
        )
    return mark


def _way(written: Arrow | Push, moment: Moment, camera: Camera, cm_per_mm: float) -> Points:
    if isinstance(written, Push):
        return push_path(written, moment.skeleton, camera)
    if moment.before is None:
        raise InvalidValueError(
            "shows what moved since the frame before; this is the first frame",
            "write the arrow in a later frame, or use push",
        )
    return arrow_path(written, moment.before, moment.skeleton, camera, SHORTEST_MM * cm_per_mm)
