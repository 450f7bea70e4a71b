"""Props stand where the figure needs them, keep their place, and are held by its hands."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mirrored import mirror
from refused import refusal

from handouts.figures.anchors import THINGS, Target
from handouts.figures.assemble import Assembly, assembly
from handouts.figures.contact import on_floor, touches
from handouts.figures.equipment import held
from handouts.figures.furniture import furniture
from handouts.figures.hands import grip_axis
from handouts.figures.kinematics import skeleton_of
from handouts.figures.pose import Pose
from handouts.figures.posture import postures
from handouts.figures.props import Prop, seat_height
from handouts.figures.ranges import SIDES
from handouts.figures.ropes import turn
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Box, Part, Piece
from handouts.figures.vectors import length, reflected, vector

PROPS = sorted(Prop.model_fields)
Said = dict[str, object]


def among(base: str, props: list[object], *frames: Said) -> Assembly:
    posed = {"base": base, "props": props, "frames": list(frames) or [{}]}
    return assembly(Pose.model_validate(posed))


def part(parts: tuple[Part, ...], name: str) -> Part:
    (found,) = (each for each in parts if each.name == name)
    return found


def box(parts: tuple[Part, ...], name: str) -> Box:
    (found,) = part(parts, name).pieces
    assert isinstance(found, Box)
    return found


def inside(solid: Box, point: np.ndarray, slack: float = 0.0) -> list[bool]:
    """Whether the point is within the box along each of its axes."""
    return list(np.abs(solid.axes.T @ (point - solid.centre)) <= solid.size / 2 + slack)


def balls(parts: tuple[Part, ...], name: str) -> np.ndarray:
    """Every ball of the parts of a rope, from its start to its end: x, y, z, radius."""
    of = [each for each in parts if each.name.partition(".")[0] == name]
    return np.concatenate([h for each in of for p in each.pieces for h in p.hulls])  # type: ignore[union-attr]


# --- what bears the body


@pytest.mark.parametrize(
    ("base", "frame"),
    [
        ("supine", {}),
        ("prone", {}),
        ("side.R", {"hip": 45, "knee": 80, "shoulder.R": 90, "elbow.R": 90}),
        ("quad", {"hand": "floor"}),
        ("kneel", {}),
        ("supine", {"shoulder": 170}),
    ],
)
def test_a_mat_is_under_the_body_from_end_to_end(base: str, frame: Said) -> None:
    done = among(base, ["mat"], frame)
    mat, figure = box(done.furniture.parts, "mat"), done.skeletons[0]
    assert mat.centre[2] + mat.size[2] / 2 == pytest.approx(0)
    for joint in ("vertex", "hand.R", "hand.L", "toe.R", "toe.L", "pelvis"):
        assert inside(mat, figure.joints[joint])[0], joint
    for joint in ("hip.R", "hip.L", "knee.R", "ankle.L"):
        assert inside(mat, figure.joints[joint])[1], joint


def buttocks(figure: Skeleton) -> float:
    return min(touch.bottom for touch in touches(figure) if touch.name.startswith("hip"))


@pytest.mark.parametrize(
    ("prop", "part_name"),
    [
        ("chair", "chair.seat"),
        ({"chair": {"height": 52, "back": 9}}, "chair.seat"),
        ({"chair": {"shift": [4, -3]}}, "chair.seat"),
        ({"table": {"height": 60}}, "table.top"),
    ],
)
def test_a_seat_is_under_the_buttocks(prop: object, part_name: str) -> None:
    done = among("sit", [prop], {"tilt": 20})
    seat, figure = box(done.furniture.parts, part_name), done.skeletons[0]
    assert seat.centre[2] + seat.size[2] / 2 == pytest.approx(buttocks(figure), abs=1)
    for side in SIDES:
        assert inside(seat, figure.joints[f"hip.{side}"])[:2] == [True, True]


@pytest.mark.parametrize(
    ("props", "height"),
    [
        ([], 45),
        (["stool"], 45),
        ([{"stool": {"height": 55}}], 55),
        (["ball"], 0.92 * 55),
        (["mat", "chair"], 45),
        (["mat", "pillow"], 0),
    ],
)
def test_a_seat_says_how_high_one_sits(props: list[object], height: float) -> None:
    frame = {"shoulder": 40, "elbow": 60}
    pose = Pose.model_validate({"base": "sit", "props": props, "frames": [frame]})
    assert seat_height(pose.props) == pytest.approx(height)
    assert buttocks(assembly(pose).skeletons[0]) == pytest.approx(height)


def test_who_sits_upright_has_the_rest_of_the_chair_behind_the_back() -> None:
    done = among("sit", ["chair"])
    rest, figure = box(done.furniture.parts, "chair.back"), done.skeletons[0]
    front = rest.centre[0] + rest.size[0] / 2
    back = min(t.centre[0] - t.radius for t in touches(figure) if t.name.startswith("spine"))
    assert front == pytest.approx(back, abs=3)


def test_a_table_to_lie_on_has_its_top_at_the_floor_of_the_figure() -> None:
    done = among("supine", [{"table": {"height": 60}}])
    top, figure = box(done.furniture.parts, "table.top"), done.skeletons[0]
    assert top.centre[2] + top.size[2] / 2 == pytest.approx(0)
    assert all(inside(top, figure.joints[joint])[:2] == [True, True] for joint in figure.joints)
    legs = [box(done.furniture.parts, f"table.{number}") for number in range(4)]
    assert {round(float(leg.centre[2] - leg.size[2] / 2), 6) for leg in legs} == {-60}


@pytest.mark.parametrize(("neck", "lift"), [(0, 0), (15, 1)])
def test_a_pillow_is_as_high_as_the_head_lies(neck: float, lift: float) -> None:
    done = among("supine", ["pillow"], {"neck": neck})
    head = done.skeletons[0].joints["head"]
    top = done.furniture.anchors["pillow"]
    assert length(top[:2] - head[:2]) < 10
    assert 0 < top[2] - (head[2] - 8) < 6
    assert top[2] > 5 - 1e-9 + lift


@pytest.mark.parametrize("prop", ["roller", "towel", "ball", "pillow", "step"])
def test_a_thing_is_put_under_what_is_named(prop: str) -> None:
    one = among("supine", [{prop: {"under": "knee.R"}}])
    assert one.furniture.anchors[prop][:2] == pytest.approx(one.skeletons[0].joints["knee.R"][:2])
    both = among("supine", [{prop: {"under": "shank@0.5"}}])
    places = [both.skeletons[0].joints[f"{j}.{s}"] for j in ("knee", "ankle") for s in SIDES]
    middle = np.mean(places, axis=0)
    assert both.furniture.anchors[prop][:2] == pytest.approx(middle[:2])


def test_one_steps_up_onto_a_step_and_stands_on_it() -> None:
    up: Said = {"hip.L": 48, "knee.L": 58, "foot.L": "step"}
    straight: Said = {"hip": 0, "knee": 0, "foot": "step", "pin": "toe.L"}
    done = among("stand", [{"step": {"height": 20, "under": "toe.L"}}], up, straight)
    step = box(done.furniture.parts, "step")
    assert step.centre[2] + step.size[2] / 2 == pytest.approx(20)
    one, both = done.skeletons
    assert one.joints["ankle.R"][2] == pytest.approx(6.63)
    for figure, joint in ((one, "ankle.L"), (both, "ankle.L"), (both, "ankle.R")):
        assert figure.joints[joint][2] == pytest.approx(26.63)
        assert inside(step, figure.joints[joint])[:2] == [True, True]


def test_one_stays_on_a_step() -> None:
    up: Said = {"hip.L": 48, "knee.L": 58, "foot.L": "step"}
    straight: Said = {"hip": 0, "knee": 0, "foot": "step", "pin": "toe.L"}
    stays: Said = {"foot": "stay", "pin": "toe.L", "shoulder.R": 90}
    step = {"step": {"height": 20, "under": "toe.L"}}
    done = among("stand", [step], up, straight, stays, stays)
    _, before, *after = done.skeletons
    for figure in after:
        for joint in ("pelvis", "knee.R", "ankle.L"):
            assert figure.joints[joint] == pytest.approx(before.joints[joint], abs=0.01)


# --- what stands around it


@pytest.mark.parametrize(
    ("side", "frame", "axis", "way"),
    [
        ("front", {"elbow.R": 90}, 0, 1),
        ("back", {"shoulder.R": -55}, 0, -1),
        ("right", {"shoulder.R": [0, 60]}, 1, -1),
        ("left", {"shoulder.L": [0, 60]}, 1, 1),
    ],
)
def test_a_wall_is_in_touch_with_the_hand_and_nothing_goes_through_it(
    side: str, frame: Said, axis: int, way: int
) -> None:
    done = among("stand", [{"wall": {"side": side}}], frame)
    (wall,) = done.furniture.surfaces
    figure = done.skeletons[0]
    beyond = [way * (done.furniture.anchors["wall"] - p)[axis] for p in figure.joints.values()]
    hand = figure.joints["hand.L" if side == "left" else "hand.R"]
    gap = way * (done.furniture.anchors["wall"] - hand)[axis]
    assert min(beyond) == pytest.approx(gap)
    assert figure.body.hand_radius <= gap <= 5
    assert not any(all(inside(wall, joint)) for joint in figure.joints.values())
    assert wall.centre[2] - wall.size[2] / 2 == pytest.approx(0)


def test_a_wall_is_as_far_from_the_toes_as_is_said() -> None:
    done = among("stand", [{"wall": {"away": 50}}])
    tip = done.skeletons[0].joints["toe.R"][0] + 6
    assert done.furniture.anchors["wall"][0] == pytest.approx(tip + 50)


def test_a_chair_turns_with_who_sits_on_it() -> None:
    done = among("sit", ["chair"], {"tilt": [0, 0, -90]})
    rest, pelvis = box(done.furniture.parts, "chair.back"), done.skeletons[0].joints["pelvis"]
    assert rest.centre[1] < pelvis[1] - 10
    assert rest.centre[0] == pytest.approx(pelvis[0])


@pytest.mark.parametrize("prop", PROPS)
def test_furniture_keeps_its_place_in_all_frames(prop: str) -> None:
    first: Said = {"elbow": 90}
    alone = among("stand", [prop], first).furniture
    moved = among("stand", [prop], first, {"shoulder": 150, "spine": 20}).furniture
    assert geometry(alone.parts) == geometry(moved.parts)
    assert all(np.array_equal(alone.anchors[n], moved.anchors[n]) for n in alone.anchors)


@pytest.mark.parametrize("prop", PROPS)
def test_every_prop_has_parts_and_anchors_that_a_pose_can_name(prop: str) -> None:
    done = among("stand", [prop, prop])
    names = [each.name for each in done.furniture.parts]
    assert len(names) == len(set(names)) > 1
    assert done.furniture.anchors
    assert set(done.furniture.anchors) <= set(THINGS)


def test_every_thing_that_a_pose_can_name_is_some_props_anchor() -> None:
    done = among("stand", list(PROPS))
    assert set(done.furniture.anchors) == set(THINGS)


# --- what is held


def test_a_band_goes_from_grip_to_toe() -> None:
    done = among("stand", [], {"band": ["toe.R", "hand.R"]}, {"shoulder.R": [0, 90]})
    for figure, parts in zip(done.skeletons, done.held, strict=True):
        line = balls(parts, "band")[:, :3]
        start, end = grip_axis(figure, "R")
        assert line[0] == pytest.approx(figure.joints["toe.R"], abs=0.1)
        assert line[-1] == pytest.approx((start + end) / 2)
        assert length(line[-1] - figure.joints["hand.R"]) < 3


def test_a_strap_goes_round_the_neck_and_not_through_it() -> None:
    done = among(
        "sit", [], {"reach.R": "c7+[25,-12,2]", "reach.L": "c7+[25,12,2]", "strap": "neck"}
    )
    figure = done.skeletons[0]
    line = balls(done.held[0], "strap")[:, :3]
    assert min(np.linalg.norm(line - figure.joints["neck"], axis=1)) > 6
    assert min(line[:, 0]) < figure.joints["neck"][0] - 6
    for end, side in ((line[0], "R"), (line[-1], "L")):
        assert length(end - figure.joints[f"hand.{side}"]) < 3


POINTS = st.tuples(st.floats(-60, 60), st.floats(-60, 60), st.floats(-60, 60)).map(
    lambda xyz: vector(*xyz)
)


@given(POINTS, POINTS, st.floats(2, 12), st.floats(2, 12))
def test_a_rope_turns_on_the_far_side_of_what_it_goes_round(
    before: np.ndarray, after: np.ndarray, wide: float, deep: float
) -> None:
    middle = vector(80, 5, 3)
    line = turn(before, middle, after, vector(0, 1, 0), wide, deep)
    away = np.linalg.norm(line - middle, axis=1)
    assert min(wide, deep) - 1e-6 <= min(away) <= max(away) <= max(wide, deep) + 1e-6
    top = line[len(line) // 2]
    assert length(top - before) + length(top - after) >= length(middle - before) + length(
        middle - after
    )


@pytest.mark.parametrize("around", ["thighs", "knees", "ankles", "feet"])
def test_a_loop_is_round_both_legs(around: str) -> None:
    done = among("stand", [], {"hip": [0, 8], "band": around})
    line, figure = balls(done.held[0], "band")[:, :3], done.skeletons[0]
    bone = {"ankles": "ankle", "feet": "toe"}.get(around, "knee")
    assert min(line[:, 1]) < figure.joints[f"{bone}.R"][1] - 2
    assert max(line[:, 1]) > figure.joints[f"{bone}.L"][1] + 2
    assert line[0] == pytest.approx(line[-1])


def test_a_stick_is_straight_through_both_hands() -> None:
    done = among("stand", [], {"stick": ["hand.R", "hand.L"], "shoulder": [40, 10]})
    line = done.skeletons[0].props["stick"]
    assert length(line[-1] - line[0]) == pytest.approx(100)
    along = (line[-1] - line[0]) / 100
    for side in SIDES:
        start, end = grip_axis(done.skeletons[0], side)
        assert length(np.cross((start + end) / 2 - line[0], along)) < 1e-6


def test_a_dumbbell_is_in_the_grip_of_each_hand() -> None:
    done = among("stand", [], {"dumbbell": "both"}, {"dumbbell": "L", "elbow.L": 90})
    assert {each.name[-1] for each in done.held[0]} == {"R", "L"}
    assert {each.name[-1] for each in done.held[1]} == {"L"}
    (bar,) = part(done.held[1], "dumbbell.L").pieces
    start, end = grip_axis(done.skeletons[1], "L")
    assert isinstance(bar, Piece)
    assert bar.hulls[0][:, :3].mean(axis=0) == pytest.approx((start + end) / 2)
    assert length(bar.hulls[0][1, :3] - bar.hulls[0][0, :3]) > 10


def test_a_ball_fills_what_the_knees_leave() -> None:
    frame = {"hip": [85, 15], "ball": ["knee.R", "knee.L"]}
    done = among("sit", [], frame)
    ((x, y, z, radius),) = balls(done.held[0], "held-ball")
    for side in SIDES:
        gap = length(done.skeletons[0].joints[f"knee.{side}"] - vector(x, y, z))
        assert gap == pytest.approx(radius + 5.2)


def test_what_is_held_is_inherited_until_it_is_free() -> None:
    frames: list[Said] = [{"band": "knees", "hook": "R"}, {"hook": "free"}, {"band": "free"}]
    said = postures(Pose.model_validate({"frames": frames}))
    assert [set(each.held) for each in said] == [{"band", "hook"}, {"band"}, set()]


@pytest.mark.parametrize(
    ("key", "value", "name"),
    [
        ("band", ["toe.R", "hand.R"], "band"),
        ("strap", "neck", "strap"),
        ("hook", "R", "hook"),
        ("stick", ["hand.R", "hand.L"], "stick"),
        ("towel", ["hand.R", "hand.L"], "held-towel"),
    ],
)
def test_a_rope_is_cut_into_parts_that_can_be_sorted_by_depth(
    key: str, value: object, name: str
) -> None:
    done = among("stand", [], {key: value, "shoulder": [40, 20]})
    lengths = []
    for each in done.held[0]:
        points = balls((each,), name)[:, :3]
        lengths.append(max(np.ptp(points, axis=0)))
        for weld in each.welds:
            assert weld.other in {other.name for other in done.held[0]}
            assert min(np.linalg.norm(points - weld.at, axis=1)) < 1e-6
    assert len(lengths) > 1
    assert max(lengths) < 22


# --- hands reach for props


@pytest.mark.parametrize(
    ("props", "frame", "target"),
    [
        ([{"wall": {"away": 10}}], {"reach.R": "wall+[-3,-10,120]"}, "wall"),
        (["counter"], {"reach.R": "counter+[3,-15,2]"}, "counter"),
        ([{"doorway": {"away": 0}}], {"reach.R": "door.R+[0,0,120]"}, "door.R"),
    ],
)
def test_a_hand_reaches_a_point_of_the_furniture(
    props: list[object], frame: Said, target: str
) -> None:
    done = among("stand", props, frame)
    offset = vector(*map(float, str(frame["reach.R"]).partition("[")[2][:-1].split(",")))
    wanted = done.furniture.anchors[target] + offset
    assert length(done.skeletons[0].joints["hand.R"] - wanted) < 0.11


def test_hands_reach_for_the_hook_over_the_shoulder() -> None:
    done = among("sit", ["chair"], {"hook": "R", "reach.R": "hook@0.8", "reach.L": "hook@0.95"})
    figure = done.skeletons[0]
    line = figure.props["hook"]
    assert length(line[0] - figure.joints["c7"]) < 9
    assert line[0][0] < figure.joints["c7"][0]
    for side, share in (("R", 0.8), ("L", 0.95)):
        wanted = figure.at(Target("hook", share))
        assert length(figure.joints[f"hand.{side}"] - wanted) < 0.11
        assert min(np.linalg.norm(balls(done.held[0], "hook")[:, :3] - wanted, axis=1)) < 3


LINES: dict[str, Said] = {
    "hook": {"hook": "R", "reach.R": "hook@0.78", "reach.L": "hook@0.96"},
    "stick": {
        "stick": ["chest+[30,-30,0]", "chest+[30,30,0]"],
        "reach.R": "stick@0.3",
        "reach.L": "stick@0.7",
    },
}


@pytest.mark.parametrize("line", LINES)
def test_what_is_gripped_runs_through_the_fists(line: str) -> None:
    figure = among("sit", ["chair"], LINES[line] | {"fingers": "grip"}).skeletons[0]
    points = figure.props[line]
    for side in SIDES:
        start, end = grip_axis(figure, side)
        middle = (start + end) / 2
        nearest = min(
            length(middle - (one + (other - one) * share))
            for one, other in pairwise(points)
            for share in np.linspace(0, 1, 21)
        )
        assert nearest < 0.5
        along = (
            points[1] - points[0]
            if line == "stick"
            else figure.at(Target("hook", 0.80 if side == "R" else 0.98))
            - figure.at(Target("hook", 0.76 if side == "R" else 0.94))
        )
        cosine = abs(float((end - start) @ along)) / length(end - start) / length(along)
        assert cosine > 0.7, side


def test_hands_reach_for_a_stick_that_lies_elsewhere() -> None:
    stick = ["c7+[-4,-20,-4]", "c7+[-4,20,-4]"]
    done = among("stand", [], {"stick": stick, "reach.R": "stick@0.2", "reach.L": "stick@0.8"})
    figure = done.skeletons[0]
    assert figure.joints["hand.R"] == pytest.approx(figure.joints["c7"] + [-4, -30, -4], abs=0.1)
    assert figure.joints["hand.L"] == pytest.approx(figure.joints["c7"] + [-4, 30, -4], abs=0.1)


# --- the other side


def geometry(parts: tuple[Part, ...], *, flipped: bool = False) -> Counter[tuple[object, ...]]:
    """What is drawn, without names and order; as in a mirror, if `flipped`."""
    found: Counter[tuple[object, ...]] = Counter()
    for each in parts:
        for piece in each.pieces:
            if isinstance(piece, Box):
                corners = np.array(list(np.ndindex(2, 2, 2))) - 0.5
                points = piece.centre + (corners * piece.size) @ piece.axes.T
                solids = [np.column_stack([points, np.zeros(8)])]
            else:
                solids = list(piece.hulls)
            for solid in solids:
                points = reflected(solid[:, :3]) if flipped else solid[:, :3]
                rows = np.round(np.column_stack([points, solid[:, 3]]), 4) + 0.0
                found[piece.material, tuple(sorted(map(tuple, rows.tolist())))] += 1
    return found


def other_hand(props: list[object]) -> list[object]:
    """The same props for the other side, as a person would write them."""
    swap = {"left": "right", "right": "left"}
    turned: list[object] = []
    for prop in props:
        if isinstance(prop, dict):
            ((name, said),) = prop.items()
            new = {key: swap.get(value, value) for key, value in said.items() if key != "shift"}
            if "shift" in said:
                new["shift"] = [said["shift"][0], -said["shift"][1]]
            turned.append({name: new})
        else:
            turned.append(prop)
    return turned


@pytest.mark.parametrize("base", ["stand", "sit", "supine", "side.R", "quad"])
def test_the_mirror_image_of_a_room_is_the_room_of_the_other_side(base: str) -> None:
    # A door has its handle on one side.
    props: list[object] = [
        *(set(PROPS) - {"door"}),
        {"wall": {"side": "left"}},
        {"chair": {"shift": [3, 8]}},
    ]
    bent = {"elbow.R": 60, "shoulder": [30, 10, 20]}
    said = Pose.model_validate({"base": base, "props": props, "frames": [bent]})
    turned = Pose.model_validate({"props": other_hand(props), "frames": [{}]})
    first = on_floor(skeleton_of(postures(said)[0]))
    seen, other = furniture(said.props, first), furniture(turned.props, mirror(first))
    assert geometry(seen.parts, flipped=True) == geometry(other.parts)
    names = {
        name: name[:-1] + {"R": "L", "L": "R"}.get(name[-1], name[-1]) for name in seen.anchors
    }
    for name, point in seen.anchors.items():
        assert reflected(point) == pytest.approx(other.anchors[names[name]])


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ({"band": ["toe.R", "hand.R"]}, {"band": ["toe.L", "hand.L"]}),
        ({"strap": ["hand.R", "toe.R", "hand.L"]}, {"strap": ["hand.L", "toe.L", "hand.R"]}),
        ({"band": "knees"}, {"band": "knees"}),
        ({"stick": ["hand.R", "knee.L"]}, {"stick": ["hand.L", "knee.R"]}),
        ({"hook": "R"}, {"hook": "L"}),
        ({"dumbbell": "R"}, {"dumbbell": "L"}),
        ({"ball": "hand.R"}, {"ball": "hand.L"}),
    ],
)
def test_what_is_held_is_mirrored_with_the_figure(said: Said, turned: Said) -> None:
    frames = [{"shoulder.R": 50, "hip.R": 40, "spine": [10, 5, 5], **said}]
    pose = Pose.model_validate({"frames": frames})
    figure = assembly(pose).skeletons[0]
    (other,) = postures(Pose.model_validate({"frames": [turned]}))
    seen = held(postures(pose)[0].held, figure)
    mirrored = held(other.held, mirror(figure))
    middles = [
        np.array(sorted(map(tuple, np.round(balls((p,), p.name.partition(".")[0]), 4).tolist())))
        for p in seen
    ]
    there = np.concatenate([balls((p,), p.name.partition(".")[0]) for p in mirrored])
    for rows in middles:
        for x, y, z, radius in rows:
            near = np.abs(there - [x, -y, z, radius]).max(axis=1).min()
            assert near < 1e-3


# --- what is refused


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("props:\n  - chiar", "2:5", 'unknown prop, "chiar"\n  hint: did you mean chair'),
        ("props:\n  - mat\n  - {chiar: {}}", "3:6", 'unknown key "chiar"\n  hint: did you mean ch'),
        ("props: [{chair: {hight: 50}}]", "1:18", 'key "hight"\n  hint: did you mean height'),
        ("props: [{chair: {height: 500}}]", "1:26", "height must be from 25 to 70 cm"),
        ("props: [{chair: {height: high}}]", "1:26", "height must be a number of cm"),
        ("props: [{wall: {side: above}}]", "1:23", "side must be front, back, left or right"),
        ("props: [{mat: {shift: 3}}]", "1:23", "shift must be two numbers"),
        ("props: [{pillow: {under: hed}}]", "1:26", 'place, "hed"\n  hint: did you mean head'),
        (
            "props:\n  - chair\n  - pillow: {under: chair}",
            "3:21",
            "under names the chair, and must be a place on the body\n  hint: write head or knee.R",
        ),
        ("props:\n  - - mat", "2:5", "must be one prop"),
        ("frames: [{band: kneees}]", "1:17", 'band goes round unknown parts, "kneees"\n  hint: d'),
        ("frames:\n  - band:\n      - hand.R", "3:7", "band must be a list of 2 to 6 places"),
        (
            "frames:\n  - band:\n      - hand.R\n      - tow.R",
            "3:7",
            'unknown place, "tow.R"\n  hint: did you',
        ),
        (
            "frames:\n  - stick:\n      - hand.R\n      - hand.R",
            "3:7",
            "stick has both ends in one place",
        ),
        ("frames: [{hook: both}]", "1:17", "hook must be R or L"),
        ("frames: [{ball: knee.R}]", "1:17", "ball is held by knee.R alone, and only a hand can"),
        (
            "frames:\n  - ball:\n      - hand.R\n      - vertex+[0,0,20]",
            "3:7",
            "cm wide between these places; one that is held is up to 60 cm",
        ),
        ("frames: [{dumbbell: X}]", "1:21", "dumbbell must be R, L or both"),
        ("frames: [{dumbbell: 3}]", "1:21", "dumbbell must be R, L or both"),
        (
            "frames:\n  - band:\n      - hand.R\n      - door.L",
            "3:7",
            "band needs a door, and there is none",
        ),
        ("frames: [{reach.R: 'wall+[0,0,9]'}]", "1:20", "reach.R needs a wall"),
        ("frames: [{reach.R: hook@0.5}]", "1:20", "reach.R needs a hook"),
        ("frames: [{foot.R: step}]", "1:19", "foot.R needs a step, and there is none"),
        ("frames: [{reach.R: hook}]", "1:20", "reach.R does not say where on the hook"),
        ("frames: [{reach.R: hok@0.5}]", "1:20", "did you mean hook"),
        (
            "frames:\n  - reach.L: stick@0.9\n    stick:\n      - hand.R\n      - hand.L",
            "2:14",
            "reach.L is for the stick that this hand's place decides",
        ),
    ],
)
def test_a_prop_that_cannot_be_is_refused_in_words(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    said = refusal(tmp_path, text)
    assert words in said
    assert f"pose.yaml:{place}:" in said
