"""Arrows start where the movement starts, follow its way, and are refused where nothing moved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from refused import refusal
from shapely.geometry import Point
from test_figures_pose import pose

from handouts.errors import InvalidValueError
from handouts.figures.arrows import Push, Turn, Way, arrow_path, draw_arrow, push_path
from handouts.figures.assemble import assemble
from handouts.figures.camera import VIEWS, Camera
from handouts.figures.draw import draw

FRONT, SIDE = Camera(*VIEWS["front"]), Camera(*VIEWS["side"])


def lift() -> tuple:
    return assemble(pose("stand", {"shoulder": 0, "elbow": 0}, {"shoulder.R": [0, 90]}))


def arrow(**said: object) -> Way | Turn:
    return (Turn if "turn" in said else Way).model_validate(said)


def test_an_arm_that_lifts_draws_an_arc_about_its_shoulder() -> None:
    before, after = lift()
    path = arrow_path(arrow(of="hand.R", away=10), before, after, FRONT, 20)
    middle = FRONT.points(after.joints["shoulder.R"])[:2]
    reach = np.linalg.norm(FRONT.points(after.joints["hand.R"])[:2] - middle) + 10
    radii = np.linalg.norm(path - middle, axis=1)
    # The shoulder joint itself rises by 2 cm on the way.
    assert radii == pytest.approx(np.full(len(path), reach), abs=2.5)
    assert path[0, 1] < path[-1, 1] - 50


def test_it_starts_beside_the_joint_where_it_was_and_ends_where_it_is() -> None:
    before, after = lift()
    path = arrow_path(arrow(of="hand.R", shift=[0, 0]), before, after, FRONT, 20)
    assert path[0] == pytest.approx(FRONT.points(before.joints["hand.R"])[:2], abs=0.1)
    assert path[-1] == pytest.approx(FRONT.points(after.joints["hand.R"])[:2], abs=0.1)


def test_start_and_end_leave_out_shares_of_the_way() -> None:
    before, after = lift()
    whole = arrow_path(arrow(of="hand.R"), before, after, FRONT, 20)
    part = arrow_path(arrow(of="hand.R", start=0.5), before, after, FRONT, 20)
    assert part[-1] == pytest.approx(whole[-1])
    assert part[0] == pytest.approx(whole[12], abs=0.1)


def test_a_small_movement_is_drawn_out_so_that_it_is_seen() -> None:
    before, after = assemble(pose("stand", {}, {"tuck": 2}))
    path = arrow_path(arrow(of="chin"), before, after, SIDE, 20)
    assert np.linalg.norm(path[-1] - path[0]) == pytest.approx(20, rel=0.1)


def test_a_joint_that_stays_has_no_arrow() -> None:
    with pytest.raises(InvalidValueError, match="which stays where it was"):
        arrow_path(arrow(of="hand.L"), *lift(), FRONT, 20)


def test_a_push_goes_from_the_joint_towards_its_direction() -> None:
    _, after = lift()
    push = Push.model_validate({"at": "hand.L", "towards": [1, 0, 0], "gap": 5, "length": 20})
    start, end = push_path(push, after, SIDE)
    assert start - SIDE.points(after.joints["hand.L"])[:2] == pytest.approx([5, 0])
    assert end - start == pytest.approx([20, 0])


def test_the_head_is_at_the_end_and_the_casing_around_it_all() -> None:
    casing, drawn = draw_arrow(np.array([[0.0, 0.0], [40.0, 0.0]]), 5.0)
    assert drawn.shape.bounds[2] == pytest.approx(40, abs=1)
    widths = [drawn.shape.intersection(Point(x, 0).buffer(0.5)).area for x in (2, 30)]
    assert widths[0] <= widths[1]
    assert drawn.shape.within(casing.shape)
    assert (casing.fill, drawn.fill) == ("casing", "arrow")


def test_a_turn_is_an_arc_in_the_sense_in_which_the_part_turned() -> None:
    said = arrow(turn="pelvis", away=10)
    forward, back = (
        arrow_path(said, *assemble(pose("stand", {}, {"tilt": tilt})), SIDE, 20)
        for tilt in (20, -20)
    )
    assert forward[0, 0] < forward[-1, 0]
    assert back[0, 0] > back[-1, 0]
    with pytest.raises(InvalidValueError, match="cannot be seen from here"):
        arrow_path(said, *assemble(pose("stand", {}, {"tilt": 20})), FRONT, 20)


def test_the_short_way_to_name_a_joint() -> None:
    short, long = (
        pose("stand", {}, {"arrow": said}).frames[1].arrow for said in ("hand.R", {"of": "hand.R"})
    )
    assert short == long == Way.model_validate({"of": "hand.R"})


LIFT = "base: stand\nframes:\n  - {shoulder: 0, elbow: 0}\n  - shoulder.R: [0, 90]\n    "
STILL = "base: stand\nframes:\n  - "
NOD = "base: stand\nview: front\nframes:\n  - {}\n  - tuck: 3\n    "
CROPPED = "base: stand\ncrop: {at: ankle.R, width: 40}\nframes:\n  - "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (LIFT + "arrow: {}", "5:12: arrow names a joint or what turns, one of them"),
        (LIFT + "arrow: {of: hand.R, turn: pelvis}", "5:12: arrow names a joint or what turns"),
        (LIFT + "arrow: hnad.R", '5:12: arrow names an unknown joint, "hnad.R"'),
        (
            LIFT + "arrow: {of: hand.R, middle: 9}",
            '5:25: unknown key "middle"\n  hint: known: away',
        ),
        (LIFT + "arrow: {turn: head, bow: 9}", '5:25: unknown key "bow"\n  hint: known: away, mi'),
        (LIFT + "arrow: {turn: head, start: 0.2}", '5:25: unknown key "start"'),
        (LIFT + "arrow: {of: hand.R, away: 9, shift: [1, 1]}", "5:12: arrow has away and shift"),
        (LIFT + "arrow: {of: hand.R, start: 0.7, end: 0.2}", "5:12: arrow ends where it starts"),
        (LIFT + "arrow: {of: hand.R, start: 1}", "5:12: arrow ends where it starts, or before"),
        (LIFT + "arrow: {of: hand.R, end: 2}", "5:30: end must be at most 1"),
        (LIFT + "arrow: {of: hand.R, away: far}", '5:31: away must be a number, got "far"'),
        (LIFT + "arrow: {of: hand.R, away: .inf}", "5:31: away must be a number"),
        (LIFT + "arrow: hand.L", "5:12: arrow shows the way of hand.L, which stays where it was"),
        (NOD + "arrow: chin", "6:12: arrow shows the way of chin, which goes away from the eye"),
        (STILL + "arrow: hand.R", "3:12: arrow shows what moved since the frame before"),
        (STILL + "push: {at: hand.R, towards: [0, 0, 0]}", "3:11: push goes nowhere"),
        (STILL + "push: {at: hand.R, towards: [1, 0]}", "3:33: towards needs one more number"),
        (STILL + "push: {at: hand.R, towards: [1, 0, 0], length: 0}", "length must be more than 0"),
        (
            STILL.replace("\n", "\nview: side\n", 1) + "push: {at: hand.R, towards: [0, -1, 0]}",
            "4:11: push points where it comes towards the eye here",
        ),
        (CROPPED + "push: {at: hand.R, towards: [1, 0, 0]}", "4:11: push leaves the picture that"),
        (CROPPED + "glow: deltoid.R", "4:11: glow leaves the picture that crop cuts out"),
    ],
)
def test_a_mark_that_cannot_be_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal(tmp_path, text, draw)
