"""What follows what: keys by their meaning and not by chance, the other arm before its guest."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from test_figures_pose import pose

from handouts.errors import HandoutError
from handouts.figures.anchors import parse_target
from handouts.figures.assemble import assemble, assembly
from handouts.figures.ranges import OTHER, SIDES, Side
from handouts.figures.vectors import length

DRAWN = """
import hashlib
from handouts.figures.draw import draw
from handouts.figures.pose import Pose
held = {"hook": "R", "stick": ["c7+[30,-25,-30]", "c7+[30,25,-30]"], "dumbbell": "L",
        "band": ["hand.R", "hook@0.9"], "towel": ["hand.L", "stick@1"],
        "strap": ["knee.R", "knee.L"]}
drawn = draw(Pose.model_validate({"base": "sit", "props": ["chair"], "frames": [held]}))
print(hashlib.sha256(repr(drawn).encode()).hexdigest())
"""


def test_what_is_drawn_does_not_hang_on_the_seed_of_a_hash() -> None:
    seen = {
        subprocess.run(
            [sys.executable, "-c", DRAWN],
            env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1


def test_a_band_may_be_held_to_a_stick_that_is_written_after_it() -> None:
    stick = ["c7+[30,-25,-30]", "c7+[30,25,-30]"]
    done = assembly(pose("sit", {"band": ["hand.R", "stick@1"], "stick": stick}))
    assert {part.name.partition(".")[0] for part in done.held[0]} == {"band", "stick"}


@pytest.mark.parametrize("guest", SIDES)
@pytest.mark.parametrize("place", ["hand", "wrist", "forearm@0.5", "elbow"])
def test_a_hand_on_the_other_arm_goes_to_where_that_comes_to_be(guest: Side, place: str) -> None:
    host = OTHER[guest]
    joint, at, share = place.partition("@")
    aim = f"{joint}.{host}{at}{share}"
    (figure,) = assemble(pose("sit", {f"reach.{host}": "chest+[26,0,0]", f"reach.{guest}": aim}))
    gap = figure.joints[f"hand.{guest}"] - figure.at(parse_target(aim))
    assert length(gap) < 0.11
    away = figure.joints[f"hand.{host}"] - figure.joints["chest"]
    assert away == pytest.approx([26, 0, 0], abs=0.11)


def test_a_hand_on_a_stick_waits_for_the_hand_that_holds_it() -> None:
    said = {
        "reach.R": "stick@0.35",
        "reach.L": "chest+[26,14,0]",
        "stick": ["hand.L", "chest+[26,-40,0]"],
    }
    (figure,) = assemble(pose("sit", said))
    line = figure.props["stick"]
    assert min(length(point - figure.joints["hand.R"]) for point in line) < 8
    assert length(line[-1] - line[0]) == pytest.approx(100)


def test_two_hands_that_wait_for_each_other_are_refused() -> None:
    with pytest.raises(HandoutError, match="goes for the other arm, whose hand goes for this one"):
        assemble(pose("sit", {"reach.R": "hand.L", "reach.L": "forearm.R@0.5"}))


def test_arms_may_be_crossed_on_the_shoulders() -> None:
    said = {"reach.R": "shoulder.L+[6,-4,2]", "reach.L": "shoulder.R+[8,4,-4]"}
    assert len(assemble(pose("sit", said))) == 1
