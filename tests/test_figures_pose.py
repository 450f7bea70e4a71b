"""What a pose may say, what a frame inherits, and what is refused in words with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refused import refusal

from handouts.errors import InvalidValueError
from handouts.figures.anchors import Target, parse_target
from handouts.figures.pose import Pose
from handouts.figures.posture import Posture, postures
from handouts.figures.ranges import RANGES, check_range
from handouts.figures.spoken import spoken


def pose(base: str, *frames: dict[str, object]) -> Pose:
    return Pose.model_validate({"base": base, "frames": frames})


def last(base: str, *frames: dict[str, object]) -> Posture:
    return postures(pose(base, *frames))[-1]


def test_a_joint_takes_a_number_or_a_list_for_one_side_or_both() -> None:
    said = last("stand", {"hip": [10, "5"], "hip.R": "20", "knee": 30})
    assert said.angles["hip.R"] == (20, 0, 0)
    assert said.angles["hip.L"] == (10, 5, 0)
    assert said.angles["knee.R"] == said.angles["knee.L"] == (30,)


def test_what_nobody_said_is_the_bases() -> None:
    assert last("sit", {}).angles["hip.R"] == (85, 6, 0)
    assert last("sit", {}).contacts == {"foot.R": "floor", "foot.L": "floor"}
    assert last("sit", {"knee.R": 10}).contacts == {"foot.L": "floor"}
    assert last("stand", {}).angles["knee.L"] == (0,)


def test_a_frame_inherits_what_it_does_not_say() -> None:
    said = last("stand", {"elbow": 90, "tilt": 10}, {"elbow.L": 20})
    assert said.angles["elbow.R"] == (90,)
    assert said.angles["elbow.L"] == (20,)
    assert said.angles["tilt"] == (10, 0, 0)


@pytest.mark.parametrize(
    ("new", "left"),
    [
        ({"hip.R": 45}, {"foot.L"}),
        ({"knee": 20}, set()),
        ({"foot.L": "free"}, {"foot.R"}),
        ({"elbow": 20}, {"foot.R", "foot.L"}),
        ({"knee.R": 20, "foot.R": "stay"}, {"foot.R", "foot.L"}),
    ],
)
def test_a_new_joint_value_cancels_an_inherited_foot_contact(
    new: dict[str, object], left: set[str]
) -> None:
    assert set(last("supine", {"knee": 95, "foot": "floor"}, new).contacts) == left


def test_a_new_arm_cancels_an_inherited_reach_and_a_pin_is_not_inherited() -> None:
    first: dict[str, object] = {"reach.R": "knee.R", "reach.L": "knee.L"}
    said = last("sit", first, {"shoulder.R": 30, "pin": "toe.R"}, {})
    assert set(said.reaches) == {"reach.L"}
    assert said.pin is None


@pytest.mark.parametrize("end", [{"shoulder.R": 30}, {"hand.R": "floor"}, {"reach.R": "free"}])
def test_with_a_reach_ends_its_palm_and_does_not_come_back(end: dict[str, object]) -> None:
    reaching: dict[str, object] = {"reach.R": "knee.R", "palm.R": "down"}
    assert last("sit", reaching, {"reach.R": "knee.L"}).palms == {"R": "down"}
    assert last("sit", reaching, end).palms == {}
    assert last("sit", reaching, end, {"reach.R": "knee.L"}).palms == {}
    assert last("sit", reaching, {"shoulder.R": 30}).fingers["R"] == "relaxed"


@pytest.mark.parametrize(
    ("said", "right", "left"),
    [
        ({"dumbbell": "R"}, "grip", "relaxed"),
        ({"dumbbell": ["R", "L"]}, "grip", "grip"),
        ({"dumbbell": "R", "fingers.R": "fist"}, "fist", "relaxed"),
        ({"band": ["hand.R", "toe.R"]}, "grip", "relaxed"),
        ({"strap": "neck"}, "grip", "grip"),
        ({"towel": ["knee.R", "hand.R", "hand.L"]}, "relaxed", "grip"),
        ({"stick": ["hand.L", "hand.R"], "fingers": "open"}, "open", "open"),
        ({"band": "knees"}, "relaxed", "relaxed"),
        ({"ball": "hand.R"}, "relaxed", "relaxed"),
        ({"band": ["hand.R", "toe.R"], "reach.R": "knee.R", "palm.R": "down"}, "palm", "relaxed"),
    ],
)
def test_a_hand_that_holds_something_grips_it(
    said: dict[str, object], right: str, left: str
) -> None:
    fingers = last("sit", said).fingers
    assert (fingers["R"], fingers["L"]) == (right, left)


def test_a_hand_is_relaxed_again_when_what_it_held_is_free() -> None:
    assert last("sit", {"dumbbell": "R"}, {"dumbbell": "free"}).fingers["R"] == "relaxed"


@pytest.mark.parametrize("written", ["both", ["R", "L"], ["L", "R"], ["both"]])
def test_dumbbells_are_named_by_a_word_or_a_list(written: object) -> None:
    assert last("stand", {"dumbbell": written}).held["dumbbell"] == ("R", "L")


def test_the_schema_of_a_dumbbell_knows_what_may_be_written() -> None:
    schema = Pose.model_json_schema()["$defs"]["Frame"]["properties"]["dumbbell"]
    assert str(["R", "L", "both", "free"]) in str(schema)


def test_a_foot_on_the_floor_is_flat_unless_its_ankle_is_said() -> None:
    assert last("supine", {"foot": "floor", "ankle.L": 5}).flat == {"ankle.R"}
    assert last("stand", {"ankle": "flat"}).flat == {"ankle.R", "ankle.L"}


def test_targets_are_read_and_written_alike() -> None:
    assert parse_target("knee.L+[-3, 0,8]") == Target("knee.L", None, (-3, 0, 8))
    for text in ("knee.L", "shank.R@0.25", "knee.L+[-3,0,8]", "thigh.L@1+[0,0.5,0]"):
        assert str(parse_target(text)) == text


LIMITS = [
    (joint, number, end)
    for joint, movements in RANGES.items()
    for number, movement in enumerate(movements)
    for end in (-movement.least - movement.slack, movement.most + movement.slack)
]


@given(st.sampled_from(LIMITS), st.floats(0.01, 500))
def test_an_angle_is_refused_beyond_its_limit_and_only_there(
    limit: tuple[str, int, float], beyond: float
) -> None:
    joint, number, end = limit
    amounts = [0.0] * len(RANGES[joint])
    amounts[number] = end
    check_range(joint, tuple(amounts))
    amounts[number] = end + (beyond if end > 0 else -beyond)
    with pytest.raises(InvalidValueError, match=f"the {joint} goes from"):
        check_range(joint, tuple(amounts))


@pytest.mark.parametrize(
    ("frame", "place", "words"),
    [
        (
            "knee.R: 150",
            "2:13",
            "knee.R asks for 150° of flexion; the knee goes from 0° of extension to 135°",
        ),
        (
            "hip:\n      - 0\n      - -60",
            "3:7",
            "60° of adduction; the hip goes from 30°",
        ),
        ("tuck: 5", "2:11", "tuck asks for 5 cm of gliding back"),
        ("ankle: straight", "2:12", "ankle must be up to 2 numbers: dorsiflexion, inversion"),
        ("hipp.R: 20", "2:5", 'unknown key "hipp.R"\n  hint: did you mean hip.R'),
        ("reach.R: kneee.L", "2:14", 'reach.R names an unknown place, "kneee.L"'),
        ("reach.R: hook@1.5", "2:14", "reach.R goes beyond the end of the hook"),
        ("reach.R: wal+[0,0,9]", "2:14", "hint: did you mean wall"),
        ("reach.R: shin.L@0.5", "2:14", 'reach.R names an unknown bone or stick, "shin.L"'),
        ("reach.R: shank.L@1.5", "2:14", "reach.R goes beyond the end of the bone"),
        ("reach.R: knee.L+3", "2:14", "reach.R must be a place and how far from it"),
        ("foot: stay", "2:11", "foot keeps what the frame before it had"),
        ("pin: toe.R", "2:10", "pin keeps what the frame before it had"),
        ("reach.R: ankle.R", "2:14", "reach.R cannot get there: the target is"),
    ],
)
def test_a_pose_that_cannot_be_is_refused_in_words(
    tmp_path: Path, frame: str, place: str, words: str
) -> None:
    said = refusal(tmp_path, f"frames:\n  - {frame}\n")
    assert words in said
    assert said.startswith(f"pose.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("view: sied", '1:7: view names an unknown view, "sied"\n  hint: did you mean side'),
        ("view: [14]", "1:7: view must be a name or two angles"),
        ("view: [14, -1]", "1:7: view must be seen from 0° (level) to 90° (from above)"),
        ("view: [14, 91]", "1:7: view must be seen from 0°"),
        ("crop: {at: waist, width: 0}", "1:26: width must be more than 0"),
        ("crop: {at: waist, width: wide}", '1:26: width must be a number, got "wide"'),
        ("crop: {at: waist, width: 9, height: -3}", "1:37: height must be more than 0"),
        ("crop: {at: waist, width: 9, shift: [3]}", "1:36: shift needs one more number"),
        ("crop: {at: waist}", "1:7: width is missing"),
        ("shoes: perhaps", '1:8: shoes must be true or false, got "perhaps"'),
        ("frames: [{arrow: [1, 2]}]", "1:18: arrow must hold keys of its own"),
    ],
)
def test_what_holds_for_all_frames_is_refused_in_words(
    tmp_path: Path, text: str, words: str
) -> None:
    assert refusal(tmp_path, text).startswith(f"pose.yaml:{words}")


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path, "frames:\n  - {reach.R: toe.R}\n  - {reach.L: toe.L}\n")
    assert "pose.yaml:2:15: reach.R" in said
    assert "pose.yaml:3:15: reach.L" in said


@pytest.mark.parametrize(
    ("base", "frame", "part"),
    [
        ("sit", "hip: 60", "right foot"),
        ("prone", "elbow.L: 120", "left hand"),
        ("supine", "neck: -50", "head"),
        ("stand", "tilt: 150", "head"),
    ],
)
def test_what_goes_through_the_floor_is_refused(
    tmp_path: Path, base: str, frame: str, part: str
) -> None:
    said = refusal(tmp_path, f"base: {base}\nframes:\n  - {frame}\n")
    assert f"pose.yaml:3:5: {part} goes " in said
    assert "cm through the floor" in said


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("toe.R", "right foot"),
        ("heel.L", "left foot"),
        ("hip.R", "right buttock"),
        ("spine.7", "back"),
        ("c7", "neck"),
        ("head", "head"),
        ("elbow.L", "left elbow"),
    ],
)
def test_problems_name_the_body_in_plain_words(point: str, words: str) -> None:
    assert spoken(point) == words


def test_a_hint_names_the_limit(tmp_path: Path) -> None:
    said = refusal(tmp_path, "frames:\n  - {neck: -90}\n")
    assert said.endswith("hint: write -45, or move another joint as well")
