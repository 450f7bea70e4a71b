"""Nothing goes through furniture or through the body, and no joint is bent farther than it goes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mirrored import mirror
from msgspec.structs import replace
from test_figures_pose import pose

from handouts.errors import Source
from handouts.figures.assemble import assembly
from handouts.figures.clearance import (
    Clash,
    Solid,
    problems_of,
    solids_of,
    through_body,
    through_furniture,
)
from handouts.figures.kinematics import skeleton_of
from handouts.figures.pose import Pose
from handouts.figures.posture import postures
from handouts.figures.ranges import RANGES, SIDED, SIDES
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Box
from handouts.figures.strain import out_of_range
from handouts.figures.vectors import (
    Vector,
    reflected,
    reflected_axes,
    turn_x,
    turn_y,
    turn_z,
    vector,
)

Frame = dict[str, object]
HERE = Source("pose.yaml", 7)


def bent(base: str, angles: Frame | None = None) -> Skeleton:
    """Angles only; the pelvis is at the world's origin, and who stands looks along x."""
    return skeleton_of(postures(pose(base, angles or {}))[0])


def placed(base: str, *frames: Frame) -> Skeleton:
    return assembly(pose(base, *frames)).skeletons[-1]


def block(centre: Vector, size: tuple[float, float, float]) -> Solid:
    return Solid("block", Box("wood", centre, vector(*size), np.eye(3)))


def depths(clashes: tuple[Clash, ...]) -> dict[tuple[str, str], float]:
    return {(clash.one, clash.other): clash.depth for clash in clashes}


def in_block(figure: Skeleton, solid: Solid) -> dict[str, float]:
    return {clash.one: clash.depth for clash in through_furniture(figure, [solid])}


# A body and furniture: every one of these boxes ends or begins so many cm inside the flesh.


@pytest.mark.parametrize("deep", [2.1, 3.0, 4.5])
def test_how_deep_a_knee_is_in_a_block_before_it(deep: float) -> None:
    figure = bent("stand")
    face = figure.joints["knee.R"] + vector(5.1 - deep, 0, 0)  # a knee's radius is 5.1
    assert in_block(figure, block(face + vector(10, 0, 0), (20, 8, 0.2)))[
        "right lower leg"
    ] == pytest.approx(deep)


@pytest.mark.parametrize(
    ("section", "joint", "radius", "gives"),
    [
        ("right foot", "toe.R", 1.3, 1.0),
        ("right hand", "wrist.R", 2.35, 1.0),
        ("left forearm", "elbow.L", 3.45, 1.5),
        ("left upper arm", "elbow.L", 3.45, 1.5),
        ("right lower leg", "knee.R", 5.1, 2.0),
        ("left thigh", "knee.L", 5.1, 3.0),
    ],
)
def test_flesh_is_pressed_a_little_and_no_more(
    section: str, joint: str, radius: float, gives: float
) -> None:
    """A thin post ends in the flesh from the outer side, where nothing of the body is before it."""
    figure = bent("stand", {"elbow": 0})
    out = -1 if joint[-1] == "R" else 1
    through = figure.joints[joint]
    for inside, refused in ((gives - 0.7, False), (gives + 0.8, True)):
        tip = through + vector(0, out * (radius - inside), 0)
        post = block(tip + vector(0, out * 10, 0), (0.2, 20, 0.2))
        assert (section in in_block(figure, post)) == refused, inside


def test_a_thin_post_counts_wherever_it_goes_through_a_limb() -> None:
    figure = bent("stand")
    knee, ankle = figure.joints["knee.R"], figure.joints["ankle.R"]
    for share in np.linspace(0.05, 0.95, 19):
        post = block(knee + (ankle - knee) * share, (60, 1, 1))
        assert in_block(figure, post)["right lower leg"] > 2.5


def test_a_foot_goes_through_a_wall_or_stands_before_it() -> None:
    figure = bent("stand")
    tips = figure.joints["toe.R"][0] + 1.5
    wall = block(vector(tips + 2.5, 0, 0), (5, 300, 300))
    assert in_block(figure, wall) == {}
    nearer = replace(wall, box=replace(wall.box, centre=wall.box.centre - vector(3, 0, 0)))
    assert set(in_block(figure, nearer)) == {"right foot", "left foot"}


def test_a_head_goes_through_a_table_or_lies_on_it() -> None:
    figure = bent("sit", {"tilt": 70})
    lowest = figure.joints["head"][2] - 8.0
    for sunk, refused in ((-2.0, False), (4.0, True)):
        top = lowest + sunk
        board = block(figure.joints["head"] * vector(1, 1, 0) + vector(0, 0, top - 2), (12, 40, 4))
        assert ("head" in in_block(figure, board)) == refused


def test_an_elbow_goes_through_the_back_of_a_chair() -> None:
    def chair_and(frame: Frame) -> tuple[Clash, ...]:
        sitting = Pose.model_validate({"base": "sit", "props": ["chair"], "frames": [frame]})
        done = assembly(sitting)
        return through_furniture(done.skeletons[0], solids_of(done.furniture))

    assert ("right upper arm", "chair's back") in depths(
        chair_and({"shoulder.R": -40, "elbow.R": 90})
    )
    assert ("trunk", "chair's back") in depths(chair_and({"tilt": -25}))
    assert ("right lower leg", "chair's seat") in depths(
        chair_and({"hip.R": 95, "knee.R": 130, "foot.R": "free"})
    )
    assert chair_and({"shoulder.R": [-10, 10], "elbow.R": 90}) == ()


def test_a_turned_block_is_measured_along_its_own_sides() -> None:
    figure = bent("stand")
    turned = turn_z(30) @ turn_y(20)
    knee = figure.joints["knee.R"]
    centre = knee + turned @ vector(10 + 5.1 - 3, 0, 0)
    solid = Solid("block", Box("wood", centre, vector(20, 0.2, 0.2), turned))
    found = in_block(figure, solid)
    assert found["right lower leg"] == pytest.approx(3.0, abs=0.3)


def test_fingers_count_where_their_shape_is_known() -> None:
    figure = bent("stand", {"shoulder.R": 90, "elbow.R": 0})
    wall = block(figure.joints["hand.R"] + vector(10, 0, 0), (10, 100, 100))  # 5 beyond the palm
    assert in_block(figure, wall) == {}
    (clash,) = through_furniture(figure, [wall], {"R": "open"})
    assert clash.one == "right finger"
    assert 3 < clash.depth < 8
    assert through_furniture(figure, [wall], {"R": "fist"}) == ()


def test_what_is_solid_of_a_chair_has_a_plain_name() -> None:
    sitting = Pose.model_validate({"base": "sit", "props": ["chair", "wall"], "frames": [{}]})
    names = [solid.name for solid in solids_of(assembly(sitting).furniture)]
    assert names.count("chair's leg") == 4
    assert set(names) == {"chair's leg", "chair's seat", "chair's back", "wall"}


@pytest.mark.parametrize("seat", ["stool", "ball"])
def test_what_is_solid_within_something_round_has_its_name(seat: str) -> None:
    sitting = Pose.model_validate({"base": "sit", "props": [seat], "frames": [{}]})
    names = {solid.name.partition("'")[0] for solid in solids_of(assembly(sitting).furniture)}
    assert names == {seat}


# A body and itself.


def test_how_deep_two_ankles_are_in_each_other() -> None:
    found = depths(through_body(bent("stand", {"hip": [0, -5]})))
    apart = 2 * (8.4 - (41.65 + 41.82) * np.sin(np.radians(5)))
    assert found["right lower leg", "left lower leg"] == pytest.approx(2 * 3.1 - apart, abs=0.01)


IMPOSSIBLE_AND_NEAR: dict[str, tuple[str, Frame, Frame, tuple[str, str]]] = {
    "forearm through the belly": (
        "stand",
        {"shoulder.R": [0, 0, 80], "elbow.R": 70},
        {"shoulder.R": [30, 10, 60], "elbow.R": 90},
        ("right forearm", "trunk"),
    ),
    "hand in the belly": (
        "stand", {"reach.R": "waist+[6,0,0]"}, {"reach.R": "waist+[12,-6,0]"},
        ("right hand", "trunk"),
    ),
    "knees through each other": (
        "supine", {"hip": [45, -20], "knee": 90}, {"hip": [45, -3], "knee": 90},
        ("right thigh", "left thigh"),
    ),
    "legs through each other": (
        "stand", {"hip": [0, -5]}, {"hip": [0, -2]}, ("right foot", "left foot"),
    ),
    "hand through the face": (
        "sit", {"reach.R": "nose+[-8,0,0]"}, {"reach.R": "nose+[4,-3,0]"}, ("right hand", "head"),
    ),
    "hand in the knee": (
        "sit", {"spine": 20, "reach.R": "knee.R"}, {"reach.R": "knee.R+[-3,0,8]"},
        ("right hand", "right thigh"),
    ),
    "upper arm through the head": (
        "stand", {"shoulder.R": [180, -20]}, {"shoulder.R": [180, -5]}, ("right upper arm", "head"),
    ),
    "arms folded through each other": (
        "sit", {"shoulder": [40, 5, 60], "elbow": 100},
        {"shoulder.R": [40, 5, 60], "elbow.R": 100, "shoulder.L": [80, 5, 60], "elbow.L": 90},
        ("right forearm", "left forearm"),
    ),
    "one palm through the other": (
        "sit", {"reach.R": "chest+[30,0,0]", "reach.L": "chest+[30,0,0]"},
        {"reach.R": "chest+[30,-3,0]", "reach.L": "chest+[30,3,0]"}, ("right hand", "left hand"),
    ),
    "upper arm through the ribs": (
        "stand", {"shoulder.R": [0, -15], "elbow.R": 90}, {"shoulder.R": [0, 2], "elbow.R": 90},
        ("right upper arm", "trunk"),
    ),
    "chest through the thighs": (
        "supine", {"hip": 130, "spine": 80, "knee": 130, "shoulder": 60},
        {"hip": 130, "spine": 45, "knee": 130, "shoulder": 60},
        ("right thigh", "trunk"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", IMPOSSIBLE_AND_NEAR)
def test_one_part_of_the_body_through_another_is_refused_and_a_touch_is_not(name: str) -> None:
    base, impossible, near, pair = IMPOSSIBLE_AND_NEAR[name]
    assert pair in depths(through_body(placed(base, impossible)))
    assert through_body(placed(base, near)) == ()


# Angles that contacts and reaches make.


def strains(figure: Skeleton) -> set[tuple[str, str]]:
    return {
        (strain.joint, strain.movement.positive if strain.amount > 0 else strain.movement.negative)
        for strain in out_of_range(figure)
    }


def turned_at(figure: Skeleton, part: str, parent: str, turn: Vector) -> Skeleton:
    """The same but for the axes of a part, as a contact or reach would turn them."""
    return figure.changed({}, {part: figure.axes[parent] @ turn})


@pytest.mark.parametrize(
    ("part", "parent", "turn", "refused"),
    [
        ("thigh.R", "pelvis", turn_y(44), None),
        ("thigh.R", "pelvis", turn_y(46), ("right hip", "extension")),
        ("thigh.L", "pelvis", turn_y(-136), ("left hip", "flexion")),
        ("thigh.L", "pelvis", turn_y(-134), None),
        ("thigh.R", "pelvis", turn_y(-90) @ turn_z(69), None),
        ("thigh.R", "pelvis", turn_y(-90) @ turn_z(71), ("right hip", "internal rotation")),
        ("foot.R", "shank.R", turn_y(-44), None),
        ("foot.R", "shank.R", turn_y(-46), ("right ankle", "dorsiflexion")),
        ("foot.L", "shank.L", turn_y(74), None),
        ("foot.L", "shank.L", turn_y(76), ("left ankle", "plantar flexion")),
        ("upper_arm.R", "thorax", turn_y(74), None),
        ("upper_arm.R", "thorax", turn_y(76), ("right shoulder", "extension")),
        ("upper_arm.L", "thorax", turn_z(-109), None),
        ("upper_arm.L", "thorax", turn_z(-111), ("left shoulder", "internal rotation")),
        ("hand.L", "forearm.L", turn_y(99), None),
        ("hand.L", "forearm.L", turn_y(101), ("left wrist", "bending")),
    ],
)
def test_a_joint_that_is_bent_farther_than_it_goes_is_refused(
    part: str, parent: str, turn: Vector, refused: tuple[str, str] | None
) -> None:
    turned = turned_at(bent("stand"), part, parent, turn)
    wanted = set() if refused is None else {refused}
    joint = {"thigh": "hip", "foot": "ankle", "upper_arm": "shoulder", "hand": "wrist"}
    name = f"{'right' if part[-1] == 'R' else 'left'} {joint[part[:-2]]}"
    assert {each for each in strains(turned) if each[0] == name} == wanted


def test_a_reach_behind_the_head_is_an_arm_lifted_and_not_one_bent_back() -> None:
    behind: Frame = {"reach.R": "c7+[-6,-2,6]"}
    assert strains(placed("stand", behind)) == {("right shoulder", "internal rotation")}
    assert strains(placed("stand", {**behind, "swivel.R": -60})) == set()


@pytest.mark.parametrize("angles", [[170, 90, -95], [-50, 90, 75], [30, 89, 80]])
def test_straight_out_flexion_and_rotation_are_one_turn(angles: list[float]) -> None:
    for side in SIDES:
        figure = bent("stand", {f"shoulder.{side}": angles})
        assert out_of_range(figure) == ()
        # The same arm as a reach may turn it, with more extension than goes and less rotation.
        out = {"R": -1, "L": 1}[side]
        arm = turn_y(100) @ turn_x(out * 88) @ turn_z(-out * 40)
        assert out_of_range(turned_at(figure, f"upper_arm.{side}", "thorax", arm)) == ()


def lifted_twice(angles: list[float]) -> bool:
    """Flexed and abducted beyond overhead: the arm would come down on the other side again."""
    return angles[0] > 90 and angles[1] > 90


def angles_of(joint: str) -> st.SearchStrategy[list[float]]:
    """Whole right angles too, where flexion and rotation of a lifted arm are one turn."""
    return (
        st.tuples(
            *(
                st.one_of(
                    st.floats(-m.least - m.slack, m.most + m.slack),
                    st.sampled_from([a for a in (-90.0, 0.0, 90.0, 180.0) if m.allows(a)]),
                )
                for m in RANGES[joint]
            )
        )
        .map(list)
        .filter(lambda angles: joint != "shoulder" or not lifted_twice(angles))
    )


WRITTEN = st.fixed_dictionaries(
    {f"{joint}.{side}": angles_of(joint) for joint in SIDED for side in SIDES if joint != "swivel"}
    | {"spine": angles_of("spine"), "neck": angles_of("neck")}
)


@settings(max_examples=60, deadline=None)
@given(WRITTEN)
def test_every_angle_that_may_be_written_is_in_range_and_any_body_is_judged(angles: Any) -> None:
    figure = bent("stand", angles)
    assert out_of_range(figure) == ()
    assert all(0 < clash.depth < 60 for clash in through_body(figure))


# Both sides, and what people read.


def swapped(name: str) -> str:
    words = {"right": "left", "left": "right"}
    first, space, rest = name.partition(" ")
    return words.get(first, first) + space + rest


@settings(max_examples=25, deadline=None)
@given(WRITTEN, st.floats(-60, 60), st.floats(-30, 30), st.floats(-80, 60))
def test_the_mirror_image_is_judged_alike(angles: Any, x: float, y: float, z: float) -> None:
    figure = bent("stand", angles)
    box = Box("wood", vector(x, y, z), vector(40, 9, 25), turn_z(25) @ turn_y(40))
    seen = Box("wood", reflected(box.centre), box.size, reflected_axes(box.axes))

    def judged(figure: Skeleton, box: Box) -> dict[frozenset[str], float]:
        clashes = (*through_body(figure), *through_furniture(figure, [Solid("block", box)]))
        return {frozenset({c.one, c.other}): c.depth for c in clashes}

    here, there = judged(figure, box), judged(mirror(figure), seen)
    for pair, depth in here.items():
        other = frozenset(map(swapped, pair))
        # What is just at its limit may fall on either side of it by rounding.
        assert other in there or min(abs(depth - g / 10) for g in range(10, 51)) < 1e-6
        assert there.get(other, depth) == pytest.approx(depth, abs=1e-4)


def test_what_is_wrong_is_said_with_its_place_and_what_to_change() -> None:
    figure = placed("sit", {"reach.R": "waist+[4,-5,0]"})
    table = block(figure.joints["knee.L"] + vector(0, 5, 0), (20, 5, 5))
    problems = problems_of(figure, [table], HERE, {})
    assert all(problem.source == HERE and problem.hint for problem in problems)
    said = [problem.message for problem in problems]
    assert any(m.startswith("left thigh goes ") and m.endswith("into the block") for m in said)
    assert any(m.startswith("right ") and m.endswith(" cm into the trunk") for m in said)
    assert problems_of(placed("sit", {}), [], HERE, {}) == ()


def test_of_one_limb_in_another_only_the_worst_is_said() -> None:
    figure = placed("stand", {"reach.R": "waist+[2,4,0]"})
    into = [clash for clash in through_body(figure) if clash.other == "trunk"]
    assert len(into) > 1
    said = [p.message for p in problems_of(figure, [], HERE, {}) if p.message.endswith("the trunk")]
    assert said == [str(max(into, key=lambda clash: clash.depth))]


def test_a_joint_too_far_is_said_in_degrees() -> None:
    turned = turned_at(bent("stand"), "thigh.R", "pelvis", turn_y(60))
    said = [problem.message for problem in problems_of(turned, [], HERE, {})]
    assert "right hip would need 60° of extension; it goes to about 30°" in said


PLAUSIBLE: dict[str, tuple[str, list[str], list[Frame]]] = {
    "ql stretch": (
        "side.R", ["mat", "pillow"],
        [{"hip.R": 8, "knee.R": 20, "hip.L": 20, "knee.L": 30, "shoulder.R": 75},
         {"hip.L": [62, -12], "knee.L": 85, "spine": [0, 0, -50], "neck": [0, 0, -20],
          "reach.R": "thigh.L@0.8+[-3,0,8]", "shoulder.L": [20, 100], "elbow.L": 25}],
    ),
    "bridge": (
        "supine", ["mat"],
        [{"knee": 105, "foot": "floor", "shoulder": [-4, 12]},
         {"tilt": -30, "foot": "stay", "shoulder": [-31, 12], "neck": 40}],
    ),
    "bird dog": (
        "quad", ["mat"],
        [{"hand": "floor"}, {"hip.R": -5, "knee.R": 5, "shoulder.L": [170, 5]}],
    ),
    "clamshell": (
        "side.R", ["mat", "pillow"],
        [{"hip": 45, "knee": 80, "shoulder.R": 90, "elbow.R": 100, "shoulder.L": 45,
          "elbow.L": 70},
         {"hip.L": [45, 25, -35]}],
    ),
    "knee to chest": (
        "supine", ["mat", "pillow"],
        [{"knee": 95, "foot": "floor"},
         {"hip.R": [118, 4], "knee.R": 128, "foot.L": "stay",
          "reach.R": "shank.R@0.25+[6,-6,5]", "reach.L": "shank.R@0.3+[6,8,5]"}],
    ),
    "sit to stand": (
        "sit", ["chair"],
        [{"tilt": 32}, {"base": "stand", "tilt": 0, "pin": "ankle.R"}],
    ),
    "knee extension": ("sit", ["chair"], [{}, {"knee.R": 10}]),
    "isometric flexion": (
        "stand", ["wall"],
        [{"shoulder.R": [2, 4], "elbow.R": 90, "fingers.R": "fist"}],
    ),
    "squat": (
        "stand", [],
        [{"tilt": 40, "hip": [105, 14, -10], "knee": 95, "ankle": "flat", "shoulder": 110}],
    ),
    "half kneeling": (
        "kneel", ["mat"],
        [{"hip.R": -8, "knee.R": 92, "knee.L": 82, "foot.L": "floor"}],
    ),
    "child's pose": (
        "kneel", ["mat"],
        [{"tilt": 60, "hip": 120, "knee": 140, "ankle": -50, "spine": 30, "shoulder": 150}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLAUSIBLE)
def test_what_people_do_is_not_refused(name: str) -> None:
    base, props, frames = PLAUSIBLE[name]
    posed = Pose.model_validate({"base": base, "props": props, "frames": frames})
    done = assembly(posed)
    solids = solids_of(done.furniture)
    for figure, posture in zip(done.skeletons, postures(posed), strict=True):
        assert problems_of(figure, solids, HERE, posture.fingers) == ()
