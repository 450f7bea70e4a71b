"""Where a muscle is felt: zones of the body's surface, and what a camera sees of one.

A zone is written as data: a stretch of the body, and for some heights along it the angles that
the muscle spans, so that it has the muscle's shape. Heights are cm above the hips for the trunk
and shares of the bone for limbs and neck; angles are degrees from straight ahead, positive to the
zone's own side (on the shoulder 90 is up). The draughtsman's, by surface anatomy.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from msgspec import Struct
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from handouts.errors import InvalidValueError, nearest
from handouts.figures.camera import Camera
from handouts.figures.flesh import smooth
from handouts.figures.ranges import SIDES, Side
from handouts.figures.skeleton import Skeleton
from handouts.figures.surface import surface

Spans = Sequence[tuple[float, float, float]]
"""(how far along the stretch, degrees where the zone begins, degrees where it ends)."""


class Zone(Struct, frozen=True):
    """A muscle's place. `hosts` are the parts on which it lies or may spread, sides left out."""

    stretch: str
    spans: Spans
    hosts: tuple[str, ...]
    sided: bool = True


class Patch(Struct, frozen=True, eq=False):
    """A zone as a camera sees it: picture cm; the outlines of `hosts` clip it."""

    outline: BaseGeometry
    hosts: tuple[str, ...]
    other_side: BaseGeometry
    """The other half of trunk and neck, on which the marker of a sided zone does not spread."""


def _middle(about: float, *widths: tuple[float, float]) -> Spans:
    """Spans as wide on the right as on the left: (how far along, degrees to either side)."""
    return tuple((along, about - half, about + half) for along, half in widths)


_TORSO = ("torso", "pelvis")
_ARM = ("upper_arm", "torso")
_HIP = ("pelvis", "torso", "thigh")

ZONES: dict[str, Zone] = {
    "neck_front": Zone(
        "neck", _middle(0, (-0.1, 60), (0.2, 96), (0.55, 96), (0.9, 60)), ("neck", "neckline"),
        sided=False,
    ),
    "neck_back": Zone(
        "neck", _middle(180, (0, 42), (0.4, 34), (0.95, 42)), ("neck", "torso"), sided=False
    ),
    "neck_side": Zone(
        "neck", ((0.1, 25, 78), (0.5, 42, 106), (1, 82, 138)), ("neck", "torso")
    ),
    "upper_trapezius": Zone(
        "shoulder", ((0, 15, 178), (0.3, 15, 172), (0.65, 35, 152), (1.05, 75, 130)),
        ("torso", "neck", "upper_arm"),
    ),
    "middle_trapezius": Zone(
        "trunk", ((31, 160, 171), (34, 143, 173), (38, 135, 173), (42, 138, 172)), ("torso",)
    ),
    "lower_trapezius": Zone(
        "trunk", ((18, 168, 177), (24, 158, 178), (30, 146, 178), (35, 134, 172), (38, 128, 150)),
        ("torso",),
    ),
    "latissimus": Zone(
        "trunk", ((10, 148, 160), (16, 118, 165), (24, 98, 158), (30, 92, 140), (35, 90, 115)),
        ("torso",),
    ),
    "deltoid": Zone(
        "upper_arm",
        ((-0.1, -20, 200), (0.08, -22, 202), (0.25, -4, 184), (0.4, 42, 138), (0.5, 72, 108)),
        _ARM,
    ),
    "rotator_cuff": Zone(
        "trunk", ((32, 136, 148), (36, 122, 152), (40, 108, 150), (43.5, 102, 132)),
        ("torso", "upper_arm"),
    ),
    "pectorals": Zone(
        "trunk", ((30, 22, 48), (33, 10, 62), (38, 9, 76), (42, 14, 80), (44, 40, 80)),
        ("torso",),
    ),
    "serratus": Zone(
        "trunk", ((21, 66, 88), (26, 60, 98), (32, 68, 104), (35, 82, 104)), ("torso",)
    ),
    "biceps": Zone(
        "upper_arm", ((0.28, -6, 14), (0.48, -42, 46), (0.7, -40, 44), (0.88, -12, 14)),
        ("upper_arm", "forearm"),
    ),
    "triceps": Zone(
        "upper_arm", ((0.22, 160, 200), (0.42, 124, 222), (0.66, 128, 220), (0.88, 166, 190)),
        ("upper_arm", "forearm"),
    ),
    "forearm_flexors": Zone(
        "forearm", ((0.04, -120, -60), (0.3, -150, -8), (0.6, -128, -30), (0.85, -100, -70)),
        ("forearm", "upper_arm"),
    ),
    "forearm_extensors": Zone(
        "forearm", ((0.02, 55, 115), (0.3, 20, 180), (0.6, 45, 160), (0.85, 80, 115)),
        ("forearm", "upper_arm"),
    ),
    "abdominals": Zone(
        "trunk", _middle(0, (5, 20), (12, 30), (20, 36), (27, 36), (30, 26)), _TORSO, sided=False
    ),
    "deep_abdominals": Zone(
        "trunk", _middle(0, (2, 22), (5, 44), (10, 58), (13, 52)), _TORSO, sided=False
    ),
    "obliques": Zone(
        "trunk", ((6, 42, 72), (12, 44, 100), (19, 48, 106), (24, 58, 96)), _TORSO
    ),
    "low_back": Zone(
        "trunk", _middle(180, (4, 9), (9, 26), (15, 30), (21, 24), (26, 11)), _TORSO, sided=False
    ),
    "ql": Zone(
        "trunk", ((10.5, 104, 130), (13.5, 91, 142), (18, 92, 146), (21.5, 116, 140)), _TORSO
    ),
    "gluteus_maximus": Zone(
        "trunk", ((-8, 130, 156), (-4, 112, 172), (1, 118, 174), (7, 142, 171)), _HIP
    ),
    "gluteus_medius": Zone(
        "trunk", ((-3, 82, 100), (1, 74, 122), (6, 72, 136), (10, 86, 132)), _HIP
    ),
    "hip_flexors": Zone(
        "thigh", ((-0.1, -8, 44), (0.02, -22, 52), (0.15, -30, 28), (0.27, -26, 0)), _HIP
    ),
    "quadriceps": Zone(
        "thigh", ((0.14, -6, 40), (0.3, -40, 62), (0.6, -50, 62), (0.8, -42, 46), (0.92, -16, 16)),
        ("thigh",),
    ),
    "hamstrings": Zone(
        "thigh",
        ((0.14, 166, 200), (0.32, 128, 230), (0.6, 122, 236), (0.85, 138, 220), (0.95, 160, 198)),
        ("thigh",),
    ),
    "adductors": Zone(
        "thigh", ((0.08, -60, -20), (0.25, -98, -30), (0.5, -98, -42), (0.75, -84, -60)),
        ("thigh",),
    ),
    "it_band": Zone(
        "thigh", ((0.04, 78, 108), (0.3, 66, 116), (0.6, 72, 112), (0.95, 76, 100)),
        ("thigh", "pelvis", "torso"),
    ),
    "calf": Zone(
        "shank", ((0.06, 158, 202), (0.2, 126, 234), (0.36, 126, 234), (0.52, 160, 200)),
        ("shank", "thigh"),
    ),
    "soleus": Zone(
        "shank", ((0.42, 152, 208), (0.56, 126, 234), (0.7, 142, 218), (0.86, 165, 195)),
        ("shank",),
    ),
    "shin": Zone(
        "shank", ((0.1, 10, 40), (0.25, 0, 66), (0.5, -2, 60), (0.8, -8, 30)), ("shank", "thigh")
    ),
}  # fmt: skip

NAMES = tuple(
    name
    for zone, about in ZONES.items()
    for name in ([f"{zone}.{side}" for side in SIDES] if about.sided else [zone])
)
"""Every zone as a pose names it: `quadriceps.R`, `low_back`."""

MUSCLES: dict[str, str] = {
    "longus colli": "neck_front",
    "longus capitis": "neck_front",
    "sternocleidomastoid": "neck_side",
    "anterior scalene": "neck_side",
    "middle scalene": "neck_side",
    "semispinalis": "neck_back",
    "semispinalis capitis": "neck_back",
    "splenius capitis": "neck_back",
    "suboccipitals": "neck_back",
    "upper trapezius": "upper_trapezius",
    "levator scapulae": "upper_trapezius",
    "middle trapezius": "middle_trapezius",
    "rhomboids": "middle_trapezius",
    "lower trapezius": "lower_trapezius",
    "latissimus dorsi": "latissimus",
    "teres major": "latissimus",
    "deltoid": "deltoid",
    "anterior deltoid": "deltoid",
    "middle deltoid": "deltoid",
    "posterior deltoid": "deltoid",
    "supraspinatus": "deltoid",
    "infraspinatus": "rotator_cuff",
    "teres minor": "rotator_cuff",
    "subscapularis": "rotator_cuff",
    "pectoralis major": "pectorals",
    "pectoralis major (clavicular part)": "pectorals",
    "pectoralis minor": "pectorals",
    "serratus anterior": "serratus",
    "biceps brachii": "biceps",
    "brachialis": "biceps",
    "coracobrachialis": "biceps",
    "triceps brachii": "triceps",
    "wrist flexors": "forearm_flexors",
    "finger flexors": "forearm_flexors",
    "pronator teres": "forearm_flexors",
    "wrist extensors": "forearm_extensors",
    "extensor carpi radialis brevis": "forearm_extensors",
    "finger extensors": "forearm_extensors",
    "brachioradialis": "forearm_extensors",
    "supinator": "forearm_extensors",
    "rectus abdominis": "abdominals",
    "transversus abdominis": "deep_abdominals",
    "pelvic floor": "deep_abdominals",
    "obliques": "obliques",
    "external oblique": "obliques",
    "internal oblique": "obliques",
    "erector spinae": "low_back",
    "multifidus": "low_back",
    "quadratus lumborum": "ql",
    "gluteus maximus": "gluteus_maximus",
    "piriformis": "gluteus_maximus",
    "gluteus medius": "gluteus_medius",
    "gluteus minimus": "gluteus_medius",
    "tensor fasciae latae": "gluteus_medius",
    "iliopsoas": "hip_flexors",
    "psoas major": "hip_flexors",
    "iliacus": "hip_flexors",
    "sartorius": "quadriceps",
    "quadriceps": "quadriceps",
    "quadriceps femoris": "quadriceps",
    "rectus femoris": "quadriceps",
    "vastus lateralis": "quadriceps",
    "vastus medialis": "quadriceps",
    "hamstrings": "hamstrings",
    "biceps femoris": "hamstrings",
    "semitendinosus": "hamstrings",
    "semimembranosus": "hamstrings",
    "adductors": "adductors",
    "adductor longus": "adductors",
    "adductor magnus": "adductors",
    "gracilis": "adductors",
    "iliotibial band": "it_band",
    "gastrocnemius": "calf",
    "soleus": "soleus",
    "tibialis posterior": "soleus",
    "tibialis anterior": "shin",
    "peroneus longus": "shin",
}
"""The zone of each muscle that an exercise names."""

_ROWS, _COLUMNS = 25, 17
_EDGE_ON = 0.05
"""Share of a cell's own area that the camera sees, below which it is turned away."""
_LEAST_SHARE, _LEAST_CM2 = 0.10, 12.0
_WELD = 0.05
_ROUNDING = 0.8
"""Cm: what is narrower than twice this is no patch, and no corner is sharper."""


def patch(skeleton: Skeleton, zone: str, camera: Camera) -> Patch:
    """What the camera sees of a zone. Raises InvalidValueError for an unknown or a hidden one."""
    name, side = _find(zone)
    about = ZONES[name]
    whole, own_area = _seen(skeleton, about, side, camera)
    outline = _calm(whole, _ROUNDING * skeleton.body.scale)
    if outline.area < max(_LEAST_CM2, _LEAST_SHARE * own_area):
        raise InvalidValueError(
            f'"{zone}" cannot be seen from this view',
            "choose another view, or the other side",
        )
    hosts = tuple(f"{host}.{side}" if host in _OF_A_SIDE else host for host in about.hosts)
    if {"neck", "torso"} & set(hosts):
        hosts = (*dict.fromkeys((*hosts, "neckline")),)
    halves = _HALVES.get(about.stretch, ()) if about.sided else ()
    other: Side = "L" if side == "R" else "R"
    other_side = shapely.union_all([_seen(skeleton, half, other, camera)[0] for half in halves])
    return Patch(outline, hosts, other_side)


_HALF_TRUNK = Zone("trunk", ((-9, 0, 180), (54, 0, 180)), _TORSO)
_HALF_NECK = Zone("neck", ((-0.2, 0, 180), (1.1, 0, 180)), ("neck",))
_HALVES = {
    "trunk": (_HALF_TRUNK,),
    "shoulder": (_HALF_TRUNK, _HALF_NECK),
    "neck": (_HALF_TRUNK, _HALF_NECK),
}
_OF_A_SIDE = ("upper_arm", "forearm", "thigh", "shank")


def _find(zone: str) -> tuple[str, Side]:
    if zone not in NAMES:
        felt = MUSCLES.get(zone.lower(), zone)
        sides = [name for name in NAMES if name.partition(".")[0] == felt]
        hint = f"write {' or '.join(sides)}" if sides else nearest(zone, NAMES)
        raise InvalidValueError(f'names an unknown zone, "{zone}"', hint)
    name, _, side = zone.partition(".")
    return name, "R" if side == "R" else "L"


def _seen(skeleton: Skeleton, zone: Zone, side: Side, camera: Camera) -> tuple[BaseGeometry, float]:
    """What of a zone is turned to the camera, in the picture; and how large the whole zone is."""
    cells, own, seen = _cells(skeleton, zone, side, camera)
    turned_here = cells[seen > _EDGE_ON * own]
    return shapely.union_all(shapely.buffer(turned_here, _WELD)), float(own.sum())


def _cells(
    skeleton: Skeleton, zone: Zone, side: Side, camera: Camera
) -> tuple[NDArray[np.object_], NDArray[np.float64], NDArray[np.float64]]:
    """A zone's cells in the picture, their own areas, and the areas seen (below 0: from behind)."""
    along, begins, ends = np.array(zone.spans, dtype=np.float64).T
    rows = [float(at) for at in np.linspace(along[0], along[-1], _ROWS)]
    around = np.linspace(smooth(along, begins, rows), smooth(along, ends, rows), _COLUMNS, axis=1)
    points, rays = surface(skeleton, zone.stretch, side, rows, around)
    corners = np.stack([points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]], axis=2)
    across = np.cross(corners[:, :, 2] - corners[:, :, 0], corners[:, :, 3] - corners[:, :, 1]) / 2
    outwards = np.sign((across * rays[:-1, :-1]).sum(axis=2))
    seen = (across @ camera.matrix[2]) * outwards
    there = ~np.isnan(seen)
    flat = shapely.multipoints(camera.points(corners[there])[..., :2])
    cells: NDArray[np.object_] = shapely.convex_hull(flat)
    return cells, np.linalg.norm(across[there], axis=1), seen[there]


def _calm(shape: BaseGeometry, rounding: float) -> BaseGeometry:
    """The largest piece, without its hollows and corners."""
    rounded = shape.buffer(rounding).buffer(-2 * rounding).buffer(rounding)
    pieces = getattr(rounded, "geoms", [rounded])
    return max(pieces, key=lambda piece: float(piece.area)).simplify(0.02)
