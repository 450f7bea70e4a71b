"""Drawings as the figure engine makes them, and a clinic whose exercise has a pose."""

from __future__ import annotations

import math

from clinics import EXERCISE_FILE, FRAME_FILE, ClinicFolder

from handouts.load.figure_file import Figure, digest_of, figure_bytes
from handouts.load.yaml_source import read_yaml
from handouts.model.drawing import Drawing, DrawnPath

FIGURE = "exercises/knee-lift/figure.json"
PICTURES = "pictures:\n  - {file: frame.png, steps: 1-2, side: right}\n"
POSE = "pose:\n  base: stand\n  frames:\n    - {knee.R: 90, steps: 1-2}\n"

LEFT_HALF = "0 0 m 50 0 l 50 80 l 0 80 l h"
RIGHT_HALF = "50 0 m 100 0 l 100 80 l 50 80 l h"
HALVES = Drawing(100, 80, (DrawnPath(LEFT_HALF, "shirt"), DrawnPath(RIGHT_HALF, "trousers")))
"""Two halves, so that a mirrored drawing shows."""
EVERYWHERE = "-900 -900 m {0} -900 l {0} 900 l -900 900 l h"
CROPPED = Drawing(
    100, 80,
    (DrawnPath(EVERYWHERE.format(900), "trousers"), DrawnPath(EVERYWHERE.format(50), "shirt")),
    bleed=80,
)  # fmt: skip
"""Two halves cut out of a larger picture."""


def with_pose(clinic: ClinicFolder, pose: str = POSE) -> None:
    """The exercise has a pose in place of its picture; it is not drawn yet."""
    clinic.change(EXERCISE_FILE, PICTURES, pose)
    clinic.path(FRAME_FILE).unlink()


def compile_as(clinic: ClinicFolder, *drawings: Drawing) -> None:
    """The figure that `handouts figure` would write, had the engine drawn these."""
    pose = read_yaml(clinic.path(EXERCISE_FILE)).tree["pose"]
    figure = Figure(digest_of(pose), drawings, ("",) * len(drawings))
    clinic.write(FIGURE, figure_bytes(figure))


def realistic(points: int = 3000, paths: int = 60) -> Drawing:
    """As many points in as many paths as a person on a mat has; outlines, shades and far limbs."""
    drawn = []
    colours = ("skin", "shirt+pale/36", "trousers", "line+pale/12", "hair")
    for number in range(paths):
        corners = [
            (
                950 + round((300 + 7 * number) * math.cos(0.13 * at)),
                700 + round((200 + 5 * number) * math.sin(0.13 * at)),
            )
            for at in range(points // paths)
        ]
        data = " ".join(f"{x} {y} {'l' if at else 'm'}" for at, (x, y) in enumerate(corners)) + " h"
        if number % 2:
            drawn.append(DrawnPath(data, None, "line+pale/36", 14))
        else:
            colour = colours[number // 2 % len(colours)]
            drawn.append(DrawnPath(data, colour, None, 0, 0.1 if number % 6 == 0 else 1))
    return Drawing(1900, 1400, tuple(drawn))
