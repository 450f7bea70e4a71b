"""A patch lies on its muscle, is refused where the camera cannot see it, and shows on paper."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
import shapely
from mirrored import mirror
from shapely.affinity import scale
from shapely.geometry import Polygon, box

from handouts.errors import InvalidValueError
from handouts.figures.assemble import assemble
from handouts.figures.body import Body
from handouts.figures.camera import VIEWS, Camera
from handouts.figures.clothing import arm, leg, trousers_and_shirt
from handouts.figures.feel import (
    LONGER_MM,
    RIM_MM,
    STRIPE_MM,
    extents,
    feel_marker,
    uncovered,
)
from handouts.figures.head import neck
from handouts.figures.layers import Layer
from handouts.figures.outline import SeenPart, see
from handouts.figures.pose import Pose
from handouts.figures.ranges import SIDES
from handouts.figures.skeleton import Skeleton
from handouts.figures.surface import STRETCHES
from handouts.figures.zones import MUSCLES, NAMES, ZONES, Patch, patch

WHOLE_BODY, CROPPED = 5.9, 2.5  # cm of the body on a mm of paper
OPPOSITE = {"front": "back", "back": "front", "right": "left", "left": "right"}
FROM = {"front": (90, 0), "back": (-90, 0), "right": (0, 0), "left": (180, 0)}


def standing(base: str = "stand", **said: object) -> Skeleton:
    frame = {"shoulder": [0, 25]} | {name.replace("_", "."): value for name, value in said.items()}
    return assemble(Pose.model_validate({"base": base, "frames": [frame]}))[-1]


STANDING = standing()


def seen_from(view: str, zone: str, skeleton: Skeleton = STANDING) -> Patch:
    return patch(skeleton, zone, Camera(*FROM[view]))


def middle(view: str, zone: str, skeleton: Skeleton = STANDING) -> tuple[float, float]:
    centroid = seen_from(view, zone, skeleton).outline.centroid
    return centroid.x, centroid.y


def clothed(skeleton: Skeleton, camera: Camera) -> tuple[SeenPart, ...]:
    limbs = [part for s in SIDES for part in (*arm(skeleton, s, ()), *leg(skeleton, s, ()))]
    parts = (*limbs, neck(skeleton), *trousers_and_shirt(skeleton))
    return tuple(see(part, camera) for part in parts)


SEEN = {view: clothed(STANDING, Camera(*angles)) for view, angles in FROM.items()}


def host(view: str, found: Patch) -> shapely.Geometry:
    return shapely.union_all([s.outline for s in SEEN[view] if s.part.name in found.hosts])


VIEWS_OF = {
    "front": (
        "neck_front", "pectorals", "biceps", "abdominals", "deep_abdominals", "hip_flexors",
        "quadriceps", "adductors", "shin", "forearm_flexors",
    ),
    "back": (
        "neck_back", "middle_trapezius", "lower_trapezius", "latissimus", "rotator_cuff", "triceps",
        "low_back", "ql", "gluteus_maximus", "hamstrings", "calf", "soleus",
    ),
    "side": (
        "neck_side", "deltoid", "serratus", "obliques", "gluteus_medius", "it_band",
        "forearm_extensors",
    ),
}  # fmt: skip
CASES = [
    (f"{name}{'.R' if ZONES[name].sided else ''}", "right" if view == "side" else view)
    for view, names in VIEWS_OF.items()
    for name in names
]


def test_every_zone_has_a_view_here_or_can_be_seen_from_both_ends() -> None:
    listed = {name for names in VIEWS_OF.values() for name in names}
    assert ZONES.keys() - listed == {"upper_trapezius"}
    assert seen_from("front", "upper_trapezius.R").outline.area > 12
    assert seen_from("back", "upper_trapezius.R").outline.area > 12


@pytest.mark.parametrize(("zone", "view"), CASES)
def test_a_zone_is_seen_from_its_view_and_refused_from_the_opposite_one(
    zone: str, view: str
) -> None:
    assert seen_from(view, zone).outline.area > 12
    with pytest.raises(InvalidValueError, match=f'"{zone}" cannot be seen') as refused:
        seen_from(OPPOSITE[view], zone)
    assert "another view" in refused.value.hint


@pytest.mark.parametrize(("zone", "view"), CASES)
def test_a_patch_is_one_piece_and_lies_on_its_hosts(zone: str, view: str) -> None:
    found = seen_from(view, zone)
    assert isinstance(found.outline, Polygon)
    assert not found.outline.interiors
    outside = found.outline.difference(host(view, found).buffer(0.5)).area
    assert outside < 0.05 * found.outline.area


@pytest.mark.parametrize(("zone", "view"), [c for c in CASES if c[1] != "right" and "." in c[0]])
def test_the_right_side_is_where_the_body_has_it(zone: str, view: str) -> None:
    rightwards = 1 if view == "back" else -1
    name = zone.removesuffix(".R")
    assert middle(view, zone)[0] * rightwards > 2
    assert middle(view, f"{name}.L")[0] * rightwards < -2


@pytest.mark.parametrize("name", sorted(ZONES))
def test_the_mirrored_body_has_the_mirrored_patch(name: str) -> None:
    twisted = standing(spine=[10, 8, 15], knee_R=30, shoulder_L=[40, 30])
    view = next((v for v, names in VIEWS_OF.items() if name in names), "back")
    camera = Camera(*FROM["right" if view == "side" else view])
    other = Camera(180, 0) if view == "side" else camera
    right, left = (name, name) if not ZONES[name].sided else (f"{name}.R", f"{name}.L")
    here = patch(twisted, right, camera).outline
    # Seen along y the mirror y = 0 turns near into far; seen along x it turns right into left.
    there = patch(mirror(twisted), left, other).outline
    assert scale(there, -1, 1, origin=(0, 0)).symmetric_difference(here).area < 0.02 * here.area


def test_quadratus_lumborum_is_beside_the_low_back_between_ribs_and_pelvis() -> None:
    ql, low_back = (seen_from("back", zone).outline for zone in ("ql.R", "low_back"))
    assert ql.centroid.x > low_back.centroid.x + 6
    assert ql.intersection(low_back).area < 0.15 * ql.area
    hips = STANDING.joints["pelvis"][2]
    _, low, _, high = ql.bounds
    assert low >= hips + 10  # iliac crest
    assert high <= hips + 23  # twelfth rib


def test_who_lies_on_the_right_shows_the_upper_flank_from_above_only() -> None:
    lying = standing("side.R", hip=20, knee=30, shoulder=[75, 0], hand_R="free", tilt=0)
    high = Camera(*VIEWS["high"])
    upper = patch(lying, "ql.L", high).outline
    assert upper.area > 12
    with pytest.raises(InvalidValueError):
        patch(lying, "ql.R", high)


@pytest.mark.parametrize("zone", ["middle_trapezius.R", "upper_trapezius.R"])
def test_the_marker_of_one_side_does_not_spread_to_the_other(zone: str) -> None:
    found = seen_from("back", zone)
    room = host("back", found)
    _, _, free = feel_marker(found.outline, room, WHOLE_BODY)
    rim, _, kept = feel_marker(found.outline, room, WHOLE_BODY, found.other_side)
    assert free.shape.bounds[0] < -2
    assert kept.shape.bounds[0] > -0.1
    assert rim.shape.bounds[0] < -RIM_MM * WHOLE_BODY / 2
    assert seen_from("front", "quadriceps.R").other_side.is_empty
    assert seen_from("back", "low_back").other_side.is_empty


def test_a_patch_goes_with_the_limb() -> None:
    lifted = standing(shoulder_R=[0, 90])
    raised, hanging = middle("front", "biceps.R", lifted), middle("front", "biceps.R")
    assert raised[1] > hanging[1] + 8
    assert raised[0] < hanging[0] - 3
    assert middle("front", "biceps.L", lifted) == middle("front", "biceps.L")


def test_a_larger_body_has_a_larger_patch() -> None:
    pose = Pose.model_validate({"base": "stand", "frames": [{}]})
    small, large = (
        patch(assemble(pose, Body.of_height(cm))[0], "quadriceps.R", Camera(90, 0)).outline.area
        for cm in (85, 170)
    )
    assert large / small == pytest.approx(4, rel=0.05)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("quadriceps", "write quadriceps.R or quadriceps.L"),
        ("hamstring.R", "hamstrings.R"),
        ("abdominals.R", "abdominals"),
        ("quadratus lumborum", "write ql.R or ql.L"),
    ],
)
def test_an_unknown_zone_is_refused_with_the_nearest(written: str, hint: str) -> None:
    with pytest.raises(InvalidValueError, match="unknown zone") as refused:
        seen_from("front", written)
    assert hint in refused.value.hint


def test_every_muscle_leads_to_a_zone_and_every_zone_has_a_muscle() -> None:
    assert set(MUSCLES.values()) == ZONES.keys()
    assert len(NAMES) == len(set(NAMES)) >= 50


def test_zones_are_written_on_stretches_from_top_to_bottom_or_up() -> None:
    for name, zone in ZONES.items():
        along = [at for at, _, _ in zone.spans]
        assert zone.stretch in STRETCHES, name
        assert along == sorted(along), name
        assert all(begins < ends for _, begins, ends in zone.spans), name


def marker(zone: str, view: str, mm: float) -> tuple[Layer, ...]:
    found = seen_from(view, zone)
    return feel_marker(found.outline, host(view, found), mm, found.other_side)


MARKED = [
    (zone, view)
    for zone, view in CASES
    if not zone.startswith(("neck", "forearm", "biceps", "triceps"))
]


@pytest.mark.parametrize(("zone", "view"), MARKED)
@pytest.mark.parametrize("mm", [WHOLE_BODY, CROPPED])
def test_on_paper_it_is_large_enough_and_half_white(zone: str, view: str, mm: float) -> None:
    rim, stripes, outline = marker(zone, view, mm)
    whole = shapely.union_all([Polygon(outline.shape.exterior)])
    assert extents(whole)[0] >= 0.95 * LONGER_MM * mm
    inside = whole.area - outline.shape.area
    assert 0.3 < stripes.shape.area / inside < 0.6
    assert (rim.fill, stripes.fill, outline.fill) == ("casing", "marker", "marker")
    assert rim.shape.buffer(0.01).contains(whole)
    assert rim.shape.area > whole.area


def test_the_marker_stays_on_its_host() -> None:
    body = host("front", seen_from("front", "quadriceps.R"))
    for layer in marker("quadriceps.R", "front", WHOLE_BODY):
        assert body.contains(layer.shape)
        assert layer.stroke is None


def test_a_small_patch_grows_and_a_large_one_stays() -> None:
    room = box(-50, -50, 50, 50)
    small, large = box(-2, -1, 2, 1), box(-20, -10, 20, 10)
    _, _, grown = feel_marker(small, room, 4.0)
    _, _, same = feel_marker(large, room, 4.0)
    longer, shorter = extents(Polygon(grown.shape.exterior))
    assert longer >= 0.99 * LONGER_MM * 4
    assert shorter > 5
    assert Polygon(same.shape.exterior).area == pytest.approx(large.area, rel=0.01)


def test_stripes_are_at_45_degrees_and_as_thick_as_said() -> None:
    rim, stripes, _ = feel_marker(box(-20, -10, 20, 10), box(-50, -50, 50, 50), 4.0)
    central = next(s for s in stripes.shape.geoms if s.distance(rim.shape.centroid) < 0.01)
    corners = central.minimum_rotated_rectangle.exterior.coords
    (x, y), (x2, y2) = max(pairwise(corners), key=lambda edge: math.dist(*edge))
    turned = math.degrees(math.atan2(y2 - y, x2 - x)) % 180
    assert turned == pytest.approx(45, abs=0.5)
    assert extents(central)[1] == pytest.approx(STRIPE_MM * 4, rel=0.02)
    assert rim.shape.bounds[0] == pytest.approx(-20 - RIM_MM * 4, abs=0.05)


def test_no_speck_of_a_stripe_is_left() -> None:
    for zone, view in MARKED:
        _, stripes, _ = marker(zone, view, WHOLE_BODY)
        pieces = getattr(stripes.shape, "geoms", [stripes.shape])
        assert min(piece.area for piece in pieces) > (0.16 * WHOLE_BODY) ** 2 / 2


def test_what_is_painted_later_hides_the_host() -> None:
    arms, others = SEEN["right"][:2], SEEN["right"][-2:]
    free = uncovered(("torso",), others)
    behind_the_arm = uncovered(("torso",), (*others, *arms))
    assert behind_the_arm.area < free.area - 50
    assert uncovered(("torso",), (*arms, *others)).equals(free)


def test_a_patch_behind_something_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="hidden by another part"):
        feel_marker(box(0, 0, 10, 10), box(8, 0, 40, 10), WHOLE_BODY)
    with pytest.raises(InvalidValueError, match="hidden by another part"):
        feel_marker(box(0, 0, 10, 1), box(0, 0, 10, 3), WHOLE_BODY)
    with pytest.raises(InvalidValueError, match="hidden by another part"):
        feel_marker(box(0, 0, 4, 4), box(0, 0, 6, 6), WHOLE_BODY)


def test_the_same_picture_has_the_same_marker() -> None:
    first, again = (marker("gluteus_maximus.R", "back", WHOLE_BODY) for _ in range(2))
    assert [layer.shape.wkb for layer in first] == [layer.shape.wkb for layer in again]
