"""Figures rest on what bears them, feet stay, hands arrive, and nothing is stretched."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mirrored import mirror
from msgspec.structs import replace
from test_figures_pose import pose
from test_figures_skeleton import BONES, bent, from_to

from handouts.errors import HandoutError, InvalidValueError
from handouts.figures.anchors import parse_target
from handouts.figures.assemble import assemble
from handouts.figures.contact import lowest, on_floor, sunk, toe_extension, touches
from handouts.figures.pose import Pose
from handouts.figures.ranges import SIDES
from handouts.figures.reach import TOLERANCE, Hinge
from handouts.figures.skeleton import Skeleton
from handouts.figures.vectors import UP, direction, length, vector

Frames = list[dict[str, object]]

LYING: dict[str, object] = {
    "knee": 95, "foot": "floor", "shoulder": [0, 22], "elbow": 10,
}  # fmt: skip
POSES: dict[str, tuple[str, Frames]] = {
    "ql-stretch": (
        "side.R",
        [
            {"hip.R": 8, "knee.R": 20, "hip.L": 20, "knee.L": 30, "shoulder.R": 75},
            {"hip.L": [62, -12], "knee.L": 85, "spine": [0, 0, -50], "neck": [0, 0, -20],
             "reach.R": "thigh.L@0.8+[-3,0,8]", "shoulder.L": [20, 100], "elbow.L": 25},
        ],
    ),
    "chin-tuck-head-lift": ("supine", [LYING, {"foot": "stay", "nod": 14, "neck": 15, "tuck": 3}]),
    "deep-neck-flexor-activation": ("supine", [LYING | {"nod": -4}, {"nod": 14, "tuck": 1}]),
    "neck-release-hook": ("sit", [{"reach.R": "c7+[25,-8,-2]", "reach.L": "c7+[30,4,-30]"}]),
    "neck-extension-strap": (
        "sit",
        [{"reach.R": "c7+[25,-12,2]", "reach.L": "c7+[25,12,2]"}, {"neck": -48}],
    ),
    "isometric-shoulder-flexion": ("stand", [{"shoulder.R": [2, 4], "elbow.R": 90}]),
    "resisted-shoulder-abduction": ("stand", [{"hip": [0, 5]}, {"shoulder.R": [0, 90]}]),
    "bridge": (
        "supine",
        [
            {"knee": 105, "foot": "floor"},
            {"tilt": -30, "foot": "stay", "neck": 40, "shoulder": -30},
        ],
    ),
    "straight-leg-raise": ("supine", [{"foot.L": "floor", "knee.L": 110}, {"hip.R": 45}]),
    "sit-to-stand": ("sit", [{"tilt": 32}, {"base": "stand", "tilt": 0, "pin": "ankle.R"}]),
    "knee-extension": ("sit", [{}, {"knee.R": 10}]),
    "bird-dog": ("quad", [{"hand": "floor"}, {"hip.R": -5, "knee.R": 5, "shoulder.L": 170}]),
    "half-kneeling": ("kneel", [{"knee.L": 82, "foot.L": "floor"}]),
    "prone-lying": ("prone", [{"spine": -20, "shoulder": -25}, {"knee": 60}]),
}  # fmt: skip


def figures(name: str) -> tuple[Skeleton, ...]:
    base, frames = POSES[name]
    return assemble(pose(base, *frames))


@pytest.mark.parametrize("name", POSES)
def test_the_lowest_point_is_on_the_floor(name: str) -> None:
    assert all(abs(lowest(figure).bottom) < 0.5 for figure in figures(name))


@pytest.mark.parametrize("name", POSES)
def test_no_bone_is_stretched_to_get_anywhere(name: str) -> None:
    for figure in figures(name):
        for side in SIDES:
            for start, end, cm in BONES.values():
                bone = figure.joints[f"{end}.{side}"] - figure.joints[f"{start}.{side}"]
                assert length(bone) == pytest.approx(cm)
                assert all(np.allclose(a.T @ a, np.eye(3)) for a in figure.axes.values())


def other_side(frame: dict[str, object]) -> dict[str, object]:
    """The same frame for the other side, as a person would write it."""
    swap = {"R": "L", "L": "R"}
    swapped: dict[str, object] = {}
    for key, value in frame.items():
        sided = key[-2:] in {".R", ".L"}
        name = key[:-1] + swap[key[-1]] if sided else key
        if key in {"spine", "neck", "tilt"} and isinstance(value, list):
            swapped[name] = [value[0], *(-angle for angle in value[1:])]
        elif key.startswith("reach"):
            target = parse_target(str(value))
            x, y, z = target.offset
            start = target.anchor
            start = start[:-1] + swap[start[-1]] if "." in start else start
            swapped[name] = replace(target, anchor=start, offset=(x, -y, z))
        elif key == "pin":
            swapped[name] = str(value)[:-1] + swap[str(value)[-1]]
        else:
            swapped[name] = value
    return swapped


@pytest.mark.parametrize("name", POSES)
def test_the_mirror_image_is_the_same_exercise_of_the_other_side(name: str) -> None:
    base, frames = POSES[name]
    other_base = {"side.R": "side.L"}.get(base, base)
    posed = assemble(pose(other_base, *(other_side(frame) for frame in frames)))
    for seen, other in zip(map(mirror, figures(name)), posed, strict=True):
        for joint in seen.joints:
            assert seen.joints[joint] == pytest.approx(other.joints[joint], abs=1e-6), joint
        for part in seen.axes:
            assert np.allclose(seen.axes[part], other.axes[part]), part


def test_who_stands_is_as_tall_as_the_body() -> None:
    (figure,) = assemble(pose("stand", {}))
    assert figure.joints["hip.R"][2] == pytest.approx(6.63 + 41.82 + 41.65)
    assert figure.joints["vertex"][2] == pytest.approx(170, abs=3)


def test_who_sits_is_on_the_seat_with_flat_feet() -> None:
    (figure,) = assemble(Pose.model_validate({"base": "sit", "props": ["chair"], "frames": [{}]}))
    assert figure.joints["hip.R"][2] == pytest.approx(45 + 8.8)
    assert figure.joints["ankle.R"][2] == pytest.approx(6.63)
    assert figure.axes["foot.R"][:, 2] == pytest.approx([0, 0, 1])
    # 12.0 cm of height to lose over thigh and shank that are bent by the 85° of the base
    run = figure.joints["ankle.R"][0] - figure.joints["hip.R"][0]
    span = 41.65**2 + 41.82**2 + 2 * 41.65 * 41.82 * np.cos(np.radians(85))
    assert run == pytest.approx(np.sqrt(span - (45 + 8.8 - 6.63) ** 2))


def test_a_foot_stays_where_it_was_while_the_hips_rise() -> None:
    down, up = figures("bridge")
    for side in SIDES:
        assert up.joints[f"ankle.{side}"] == pytest.approx(down.joints[f"ankle.{side}"])
        assert up.joints[f"knee.{side}"][2] > up.joints[f"ankle.{side}"][2]
    assert up.joints["pelvis"][2] > down.joints["pelvis"][2] + 10


def test_a_pinned_foot_stays_above_its_spot() -> None:
    sitting, standing = figures("sit-to-stand")
    assert standing.joints["ankle.R"][:2] == pytest.approx(sitting.joints["ankle.R"][:2])


def test_a_pin_moves_along_the_floor_only() -> None:
    standing, bent = assemble(
        pose("stand", {}, {"tilt": 40, "hip": 80, "knee": 60, "pin": "chest"})
    )
    assert bent.joints["chest"][:2] == pytest.approx(standing.joints["chest"][:2])
    assert lowest(bent).bottom == pytest.approx(0, abs=1e-6)


def test_hands_on_the_floor_are_below_the_shoulders_with_the_palm_down() -> None:
    (figure, _) = figures("bird-dog")
    for side, palm in (("R", 1), ("L", -1)):
        assert figure.joints[f"hand.{side}"][2] == pytest.approx(2.35)
        assert figure.joints[f"hand.{side}"][0] > figure.joints[f"wrist.{side}"][0]
        assert figure.axes[f"hand.{side}"][:, 1] * palm == pytest.approx([0, 0, -1])


def test_knees_bend_forwards_and_elbows_backwards() -> None:
    (sitting,) = assemble(pose("sit", {"reach.R": "chest+[25,-10,0]"}))
    hip, knee, ankle = (sitting.joints[f"{joint}.L"] for joint in ("hip", "knee", "ankle"))
    assert knee[2] > (hip + ankle)[2] / 2
    shoulder, elbow, hand = (sitting.joints[f"{j}.R"] for j in ("shoulder", "elbow", "hand"))
    assert elbow[2] < (shoulder + hand)[2] / 2
    # The axes say what the joints do: a hinge turns about the left axis, elbows to the front.
    assert (sitting.axes["upper_arm.R"].T @ (hand - elbow))[0] > 0
    assert (sitting.axes["thigh.L"].T @ (ankle - knee))[0] < 0


TIPTOE: dict[str, object] = {"ankle": -36}


def test_a_raised_heel_stands_on_the_ball_of_the_foot_with_level_toes() -> None:
    (figure,) = assemble(pose("stand", TIPTOE))
    # The heel is 15.6 cm behind the middle of the ball and 1.05 above it when the foot is flat.
    heel = 1.95 + 15.6 * np.sin(np.radians(36)) + 1.05 * np.cos(np.radians(36))
    for side in SIDES:
        assert figure.joints[f"heel.{side}"][2] == pytest.approx(heel)
        assert figure.joints[f"toe.{side}"][2] == pytest.approx(1.6)  # as in a flat foot
        assert from_to(figure, f"ankle.{side}", f"toe.{side}")[0] == pytest.approx(
            12.4 * np.cos(np.radians(36)) - 4.68 * np.sin(np.radians(36)) + 4.6, abs=0.001
        )
        assert toe_extension(figure, side) == pytest.approx(36)
    assert sunk(figure) == ()


def test_a_pinned_toe_stays_with_its_ball_while_the_heel_rises() -> None:
    flat, raised = assemble(pose("stand", {}, TIPTOE | {"pin": "toe.R"}))
    assert raised.joints["toe.R"] == pytest.approx(flat.joints["toe.R"])


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("stand", {}),
        ("stand", {"ankle": 20}),  # on its heels
        ("prone", {"ankle": -50}),  # on the backs of the feet
        ("side.R", {"ankle": -36, "tilt": [0, 10]}),  # on the edge of a foot, toes low
        ("side.R", {"ankle": -36, "tilt": [0, -10]}),
        ("supine", {"ankle": -36}),
    ],
)
def test_only_a_foot_on_its_sole_and_off_its_heel_bends_its_toes(
    base: str, said: dict[str, Any]
) -> None:
    free = bent(base, **said)
    down = on_floor(free)
    for side in SIDES:
        assert toe_extension(down, side) == 0
        assert from_to(down, f"ankle.{side}", f"toe.{side}") == from_to(
            free, f"ankle.{side}", f"toe.{side}"
        )
    toes = {touch.name: touch.centre for touch in touches(down)}
    assert toes["toe.R"] == pytest.approx(down.joints["toe.R"])


def test_toes_bend_no_more_than_the_ground_asks() -> None:
    down = on_floor(bent(ankle=-36))
    bends = [toe_extension(down.moved(UP * cm), "R") for cm in (0, 1, 2, 4)]
    # Straight toes reach 4.6 cm beyond the ball and 0.35 below it, at 36°: 2.6 cm deeper than it.
    assert bends[0] == pytest.approx(36)
    assert bends == sorted(bends, reverse=True)
    assert bends[2] > 3
    assert bends[3] == 0
    upright = on_floor(bent("kneel", knee=90))
    assert toe_extension(upright, "R") == pytest.approx(70)
    assert toe_extension(upright.moved(UP * 9), "R") == 0


def test_toes_bend_on_a_step_as_on_the_floor() -> None:
    raised = on_floor(bent(ankle=-36)).moved(UP * 20)
    assert toe_extension(raised, "R") == 0
    assert toe_extension(raised.among({"step": vector(0, 0, 20)}), "R") == pytest.approx(36)
    assert toe_extension(raised.among({"step": vector(60, 0, 20)}), "R") == 0
    assert toe_extension(raised.among({"step": vector(0, 0, 40)}), "R") == 0


def test_tucked_toes_of_an_upright_foot_bend_as_far_as_they_can() -> None:
    (figure,) = assemble(pose("kneel", {"knee": 100, "ankle": 20}))  # pitched by 80°
    assert toe_extension(figure, "R") == pytest.approx(70)
    assert figure.joints["toe.R"][2] == pytest.approx(1.6)
    # From the ball the toes still go down by the 10° that are left: 4.6 cm ahead and 0.35 down.
    rise = -4.6 * np.sin(np.radians(10)) - 0.35 * np.cos(np.radians(10))
    ball = 12.4 * np.sin(np.radians(80)) + 4.68 * np.cos(np.radians(80))  # below the ankle
    assert figure.joints["ankle.R"][2] == pytest.approx(1.6 - rise + ball)


def test_a_leg_that_stays_keeps_its_axes() -> None:
    bent = assemble(pose("supine", {"knee": 95, "foot": "floor"}))[0]
    again = assemble(pose("supine", {"knee": 95, "foot": "floor"}, {"foot": "stay"}))[1]
    assert np.allclose(bent.axes["shank.R"], again.axes["shank.R"])
    assert bent.axes["shank.R"][:, 1] == pytest.approx([0, 1, 0])


def test_toes_stay_bent_while_the_foot_stays() -> None:
    raised, again = assemble(pose("stand", TIPTOE, {"foot": "stay"}))
    assert toe_extension(again, "R") == pytest.approx(36)
    assert again.joints["toe.R"] == pytest.approx(raised.joints["toe.R"])


POINTS = st.tuples(*[st.floats(-80, 80)] * 3).map(lambda p: vector(*p))


@given(POINTS, POINTS, POINTS, st.floats(0, 1))
def test_a_hinge_ends_at_every_target_that_it_can_reach(
    start: np.ndarray, aim: np.ndarray, towards: np.ndarray, share: float
) -> None:
    assume(length(aim) > 1 and length(towards) > 1)
    hinge = Hinge(31.62, 32.82, 160)
    distance = hinge.nearest + share * (hinge.farthest - hinge.nearest)
    target = start + direction(aim) * distance
    joint, end = hinge.bent(start, target, towards)
    assert length(end - target) < TOLERANCE
    assert length(joint - start) == pytest.approx(31.62)
    assert length(end - joint) == pytest.approx(32.82)


@given(st.floats(0.2, 300))
def test_a_hinge_says_by_how_much_a_target_is_missed(beyond: float) -> None:
    hinge = Hinge(30, 20, 150)
    with pytest.raises(InvalidValueError, match="cm too far") as refused:
        hinge.bent(vector(0, 0, 0), vector(50 + beyond, 0, 0), vector(0, 0, 1))
    said = float(str(refused.value).partition(" is ")[2].split()[0])
    assert said == pytest.approx(beyond, abs=0.051)
    with pytest.raises(InvalidValueError, match="cm too near"):
        hinge.bent(vector(0, 0, 0), vector(hinge.nearest - 0.2, 0, 0), vector(0, 0, 1))


OFFSETS = st.tuples(st.integers(-70, 70), st.integers(-70, 70), st.integers(-70, 70))


@given(st.sampled_from(["sit", "supine", "side.R"]), OFFSETS)
def test_a_hand_is_at_its_target_or_the_pose_is_refused(
    base: str, offset: tuple[int, int, int]
) -> None:
    target = f"shoulder.L+[{offset[0]},{offset[1]},{offset[2]}]"
    try:
        (figure,) = assemble(pose(base, {"reach.R": target}))
    except HandoutError as refused:
        said = str(refused)
    else:
        wanted = figure.joints["shoulder.L"] + vector(*offset)
        assert length(figure.joints["hand.R"] - wanted) < TOLERANCE
        return
    assert "reach.R cannot get there" in said or "through the floor" in said
