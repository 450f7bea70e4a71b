"""Joints stand where a hand calculation puts them; the mirror is a reflection."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mirrored import mirror
from test_figures_pose import last

from handouts.figures.body import ADULT, Body
from handouts.figures.kinematics import skeleton_of
from handouts.figures.ranges import RANGES, SIDED, SIDES
from handouts.figures.skeleton import Skeleton

THIGH, SHANK, ARM, FORE, PALM = 41.65, 41.82, 31.62, 24.82, 8.0  # cm, at 170 cm
STRAIGHT: dict[str, object] = dict.fromkeys(
    ("hip", "knee", "ankle", "shoulder", "elbow", "tilt"), 0
)


def bent(base: str = "stand", **said: object) -> Skeleton:
    frame = STRAIGHT | {name.replace("_", "."): value for name, value in said.items()}
    return skeleton_of(last(base, frame))


def from_to(skeleton: Skeleton, start: str, end: str) -> list[float]:
    return [round(float(cm), 3) + 0.0 for cm in skeleton.joints[end] - skeleton.joints[start]]


def test_the_bones_are_those_of_drillis_and_contini() -> None:
    body = ADULT
    lengths = (body.thigh, body.shank, body.upper_arm, body.forearm, body.ankle_height)
    assert lengths == pytest.approx((THIGH, SHANK, ARM, FORE, 6.63))
    assert Body.of_height(85).thigh == pytest.approx(THIGH / 2)


def test_standing() -> None:
    figure = bent()
    assert from_to(figure, "pelvis", "hip.R") == [0, -8.4, 0]
    assert from_to(figure, "hip.R", "ankle.R") == [0, 0, -83.47]
    assert from_to(figure, "ankle.L", "toe.L") == [17, 0, -5.03]
    assert from_to(figure, "pelvis", "spine.13") == [0, 0, 52]
    assert from_to(figure, "pelvis", "shoulder.L") == [-1.4, 15.8, 46]
    assert from_to(figure, "shoulder.L", "hand.L") == [0, 0, -64.44]
    assert from_to(figure, "atlas", "vertex") == [0, 0, 15.5]


@pytest.mark.parametrize(
    ("said", "start", "end", "expected"),
    [
        ({"elbow_R": 90}, "elbow.R", "hand.R", [FORE + PALM, 0, 0]),
        ({"knee_R": 90}, "knee.R", "ankle.R", [-SHANK, 0, 0]),
        ({"knee_R": 90}, "ankle.R", "toe.R", [-5.03, 0, -17]),
        ({"hip_R": 90}, "hip.R", "knee.R", [THIGH, 0, 0]),
        ({"hip": [0, 30]}, "hip.R", "knee.R", [0, -THIGH / 2, -36.07]),
        ({"hip": [0, 30]}, "hip.L", "knee.L", [0, THIGH / 2, -36.07]),
        ({"hip_R": [0, 0, 30]}, "ankle.R", "toe.R", [14.722, 8.5, -5.03]),  # inwards
        ({"ankle_R": 20}, "ankle.R", "toe.R", [17.695, 0, 1.088]),
        ({"ankle_R": [0, 30]}, "ankle.R", "toe.R", [17, 2.515, -4.356]),  # sole looks inwards
        ({"shoulder_R": [0, 90]}, "shoulder.R", "elbow.R", [0, -ARM, 0]),
        ({"shoulder_L": 90}, "shoulder.L", "elbow.L", [ARM, 0, 0]),
        ({"shoulder_R": [0, 0, -50], "elbow": 90}, "elbow.R", "wrist.R", [15.954, -19.013, 0]),
        ({"wrist_R": 80}, "wrist.R", "hand.R", [0, 7.878, -1.389]),  # palm looks to the middle
        ({"wrist_R": [0, 30]}, "wrist.R", "hand.R", [4, 0, -6.928]),  # to the thumb
        ({"forearm_R": 80, "wrist_R": 80}, "wrist.R", "hand.R", [-7.759, 1.368, -1.389]),
        ({"neck": [0, 30]}, "atlas", "vertex", [0, -7.75, 13.423]),
        ({"neck": [0, 0, 30]}, "atlas", "nose", [10.392, -6, 3]),
        ({"nod": 20}, "atlas", "vertex", [5.301, 0, 14.565]),
        ({"tilt": 90}, "pelvis", "spine.13", [52, 0, 0]),
        ({"tilt": [0, 0, 90]}, "hip.R", "hip.L", [16.8, 0, 0]),
        ({"shrug_R": 3}, "pelvis", "shoulder.R", [-1.4, -14.8, 49]),
    ],
)
def test_each_joint_bends_its_own_way(
    said: dict[str, object], start: str, end: str, expected: list[float]
) -> None:
    assert from_to(bent(**said), start, end) == pytest.approx(expected, abs=0.002)


@pytest.mark.parametrize(
    ("base", "to_head", "to_left", "to_knee"),
    [
        ("sit", [0, 0, 52], [0, 16.8, 0], [0, 0, -THIGH]),
        ("supine", [-52, 0, 0], [0, 16.8, 0], [THIGH, 0, 0]),
        ("prone", [-52, 0, 0], [0, -16.8, 0], [THIGH, 0, 0]),
        ("side.R", [-52, 0, 0], [0, 0, 16.8], [THIGH, 0, 0]),
        ("side.L", [-52, 0, 0], [0, 0, -16.8], [THIGH, 0, 0]),
        ("quad", [52, 0, 0], [0, 16.8, 0], [-THIGH, 0, 0]),
    ],
)
def test_each_base_lies_its_own_way(
    base: str, to_head: list[float], to_left: list[float], to_knee: list[float]
) -> None:
    figure = bent(base)
    assert from_to(figure, "pelvis", "spine.13") == to_head
    assert from_to(figure, "hip.R", "hip.L") == to_left
    assert from_to(figure, "hip.R", "knee.R") == to_knee


def test_a_straight_leg_raised_from_the_mat_points_up() -> None:
    assert from_to(bent("supine", hip_R=90), "hip.R", "knee.R") == [0, 0, THIGH]


BONES = {
    "thigh": ("hip", "knee", THIGH),
    "shank": ("knee", "ankle", SHANK),
    "upper_arm": ("shoulder", "elbow", ARM),
    "forearm": ("elbow", "wrist", FORE),
    "palm": ("wrist", "hand", PALM),
}


@st.composite
def frames(draw: st.DrawFn) -> dict[str, object]:
    """Any angles that the joints allow, each side its own."""
    said: dict[str, object] = {}
    for joint, movements in RANGES.items():
        for key in [f"{joint}.{side}" for side in SIDES] if joint in SIDED else [joint]:
            said[key] = [draw(st.floats(-m.least - m.slack, m.most + m.slack)) for m in movements]
    return said


BASES = st.sampled_from(["stand", "sit", "kneel", "quad", "supine", "prone", "side.R", "side.L"])


@given(BASES, frames())
def test_bones_keep_their_length_and_axes_stay_square(base: str, frame: dict[str, object]) -> None:
    figure = skeleton_of(last(base, frame))
    for side in SIDES:
        for start, end, cm in BONES.values():
            bone = figure.joints[f"{end}.{side}"] - figure.joints[f"{start}.{side}"]
            assert np.linalg.norm(bone) == pytest.approx(cm)
    for turned in figure.axes.values():
        assert np.allclose(turned.T @ turned, np.eye(3))
        assert np.linalg.det(turned) == pytest.approx(1)


def other_side(frame: dict[str, object]) -> dict[str, object]:
    """The same movement to the other side, as a person would write it."""
    swapped = {}
    for key, value in frame.items():
        assert isinstance(value, list)
        name = key[:-1] + {"R": "L", "L": "R"}[key[-1]] if key[-2:] in {".R", ".L"} else key
        first, *sideways = value
        swapped[name] = [first, *(-x for x in sideways)] if name == key else value
    return swapped


@given(BASES, frames())
def test_the_mirror_image_is_the_pose_of_the_other_side(
    base: str, frame: dict[str, object]
) -> None:
    other_base = {"side.R": "side.L", "side.L": "side.R"}.get(base, base)
    seen = mirror(skeleton_of(last(base, frame)))
    posed = skeleton_of(last(other_base, other_side(frame)))
    assert seen.joints.keys() == posed.joints.keys()
    assert all(np.allclose(seen.joints[name], posed.joints[name]) for name in seen.joints)
    assert all(np.allclose(seen.axes[name], posed.axes[name]) for name in seen.axes)


def test_a_mirrored_mirror_image_is_the_figure_again() -> None:
    figure = bent("side.R", knee_R=30)
    again = mirror(mirror(figure))
    assert all(np.array_equal(figure.joints[name], again.joints[name]) for name in figure.joints)


def test_a_skeleton_cannot_be_changed() -> None:
    figure = bent()
    with pytest.raises(ValueError, match="read-only"):
        figure.joints["hip.R"][0] = 1
    with pytest.raises(TypeError):
        figure.joints["hip.R"] = figure.joints["hip.L"]  # type: ignore[index]


def test_the_same_pose_is_the_same_skeleton() -> None:
    one, two = bent(elbow=40), bent(elbow=40)
    assert all(np.array_equal(one.joints[name], two.joints[name]) for name in one.joints)
