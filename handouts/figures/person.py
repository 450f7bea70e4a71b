"""A Skeleton → the Parts of a whole clothed person, and what is drawn upon them."""

from __future__ import annotations

from msgspec.structs import replace
from shapely.geometry import LineString

from handouts.figures.camera import Camera
from handouts.figures.clothing import arm, leg, neckline, trousers_and_shirt
from handouts.figures.face import Eyes, Look, face, hair_part
from handouts.figures.feet import foot
from handouts.figures.hands import finger_lines, hand
from handouts.figures.head import head, neck
from handouts.figures.layers import Layer
from handouts.figures.pose import Pose
from handouts.figures.posture import Posture
from handouts.figures.ranges import SIDES, Side
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import ALWAYS, Part

UPRIGHT = {"stand", "sit", "kneel"}


def look_of(pose: Pose, posture: Posture) -> Look:
    """How this person's head is drawn."""
    usual: Eyes = "open" if posture.base in UPRIGHT else "closed"
    return Look(pose.hair, pose.eyes or usual)


def person(
    skeleton: Skeleton, posture: Posture, look: Look, camera: Camera, *, shod: bool
) -> tuple[Part, ...]:
    """Every part of a body: trunk, limbs, hands, feet, head and hair.

    The camera decides only in which order the sole and the upper of a shoe are painted.
    """
    parts = [
        *trousers_and_shirt(skeleton),
        neck(skeleton),
        neckline(skeleton),
        replace(head(skeleton), covers=(("neck", ALWAYS),)),
    ]
    if hair := hair_part(skeleton, look):
        parts.append(hair)
    for side in SIDES:
        parts += arm(skeleton, side, hand(skeleton, side, posture.fingers[side]))
        sole_seen = bool(camera.matrix[2] @ skeleton.axes[f"foot.{side}"][:, 2] < -0.02)
        parts += leg(skeleton, side, foot(skeleton, side, shod=shod, from_below=sole_seen))
    return tuple(parts)


def details(
    name: str, skeleton: Skeleton, posture: Posture, look: Look, camera: Camera
) -> tuple[Layer, ...]:
    """What is drawn on the part of that name once it is painted: the face, the fingers."""
    if name == "head":
        return face(skeleton, camera, look)
    for side in SIDES:
        if name == f"forearm.{side}":
            return _creases(skeleton, posture, side, camera)
    return ()


def _creases(skeleton: Skeleton, posture: Posture, side: Side, camera: Camera) -> tuple[Layer, ...]:
    """Lines between fingers that look to the eye."""
    eye = camera.matrix[2]
    return tuple(
        Layer(LineString(camera.points(crease.points)[:, :2]), stroke="line", weight=0.7)
        for crease in finger_lines(skeleton, side, posture.fingers[side])
        if float(crease.normal @ eye) > crease.facing
    )
