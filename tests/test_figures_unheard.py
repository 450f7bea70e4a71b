"""A key that says nothing is refused with its line; one that says something is heard."""

from __future__ import annotations

from pathlib import Path

import pytest
from refused import refusal

from handouts.figures.assemble import assemble
from handouts.figures.pose import Pose

ARM = "which decides how the arm is bent\n  hint: take "
STANDING = "base: stand\nframes:\n  - "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("frames: [{palm.R: down}]", "1:19: palm.R says nothing without reach.R: only the palm"),
        ("frames: [{swivel: 30}]", "1:19: swivel says nothing without reach.R: only the elbow"),
        (
            "base: sit\nframes:\n  - {reach.R: thigh.R@0.6, shoulder.R: 30}",
            f"3:40: shoulder.R says nothing beside reach.R, {ARM}shoulder.R out",
        ),
        (
            "base: sit\nframes:\n  - {reach.R: thigh.R@0.6, reach.L: thigh.L@0.6, elbow: 9}",
            f"3:57: elbow says nothing beside reach.R, {ARM}elbow out",
        ),
        ("base: sit\nframes:\n  - {reach.R: thigh.R@0.6, wrist: 20}", "3:35: wrist says nothing"),
        (
            "base: quad\nframes:\n  - {hand: floor, elbow: 20}",
            f"3:26: elbow says nothing beside hand.R: floor, {ARM}elbow out",
        ),
        (
            "base: quad\nframes:\n  - {reach.R: thigh.R@0.6, hand.R: floor}",
            "3:36: hand.R says nothing beside reach.R: a reaching hand goes straight",
        ),
        (
            "base: supine\nframes:\n  - {knee: 95, foot: floor, hip: 45}",
            "3:34: hip says nothing beside foot.R, which decides how the hip is bent",
        ),
        (
            "base: sit\nframes:\n  - {}\n  - {knee.R: 95, foot: stay}",
            "4:14: knee.R says nothing beside foot.R: stay, which decides how the leg is bent",
        ),
        (
            "base: sit\nframes:\n  - {reach.R: thigh.R@0.6}\n  - {shoulder.R: 9, palm.R: down}",
            "4:29: palm.R says nothing without reach.R",
        ),
    ],
)
def test_a_key_that_says_nothing_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    assert f"pose.yaml:{words}" in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("base", "frames"),
    [
        ("sit", [{"reach.R": "thigh.R@0.6", "shoulder": 30, "elbow": 40}]),  # the left arm's
        ("sit", [{"reach.R": "thigh.R@0.6", "shoulder.L": 30, "swivel": 20}]),
        ("sit", [{"reach.R": "thigh.R@0.6"}, {"palm.R": "down", "swivel.R": 20}]),  # still reaching
        ("sit", [{"reach.R": "thigh.R@0.6"}, {"reach.R": "free", "palm.R": "free", "elbow.R": 20}]),
        ("quad", [{"hand": "floor", "shoulder": 80, "swivel": 20}]),  # a shoulder rises with it
        ("stand", [{"hip.L": 30, "knee.L": 46, "foot.L": "floor"}]),  # what stands stands by angles
        ("supine", [{"knee": 95, "foot": "floor"}, {"hip.R": 60, "foot.R": "free"}]),
        ("supine", [{"knee": 95, "foot.L": "floor", "hip": 45}]),  # the right hip's
    ],
)
def test_what_is_heard_of_one_side_or_later_is_not_refused(
    base: str, frames: list[dict[str, object]]
) -> None:
    assert assemble(Pose.model_validate({"base": base, "frames": frames}))
