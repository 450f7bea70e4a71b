"""What the shipped figures cost: milliseconds to draw a frame, KB, milliseconds to place it.

    python tests/benchmarks/figures.py

Aims: at most 200 ms and 12 KB deflated a frame, under 1 ms from the compiled form to the page.
"""

from __future__ import annotations

import statistics
import zlib
from time import process_time

from handouts.figures.draw import draw
from handouts.figures.pose import Pose
from handouts.load.figure_file import FIGURE_FILE, figure_from
from handouts.load.library import EXERCISE_FILE, exercise_homes
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.model.palette import figure_palette
from handouts.pdf.form import form
from handouts.places import shipped_content


def milliseconds(start: float) -> float:
    return 1000 * (process_time() - start)


def main() -> None:
    build, place, size = [], [], []
    palette = figure_palette("#1f7a73")
    for name, home in exercise_homes(shipped_content()).items():
        pose = validate(Pose, read_yaml(home / EXERCISE_FILE).under("pose"))
        draw(pose)
        start = process_time()
        drawings = draw(pose)
        build.append(milliseconds(start) / len(drawings))
        data = (home / FIGURE_FILE).read_bytes()
        start = process_time()
        figure = figure_from(data)
        for drawing in figure.drawings:
            form(drawing, palette)
        place.append(milliseconds(start) / len(drawings))
        size += [len(zlib.compress("\n".join(p.data for p in d.paths).encode())) for d in drawings]
        print(f"{name:30} {build[-1]:6.0f} ms {size[-1] / 1024:5.1f} KB {place[-1]:5.2f} ms")
    print(f"{'median':30} {statistics.median(build):6.0f} ms", end=" ")
    print(f"{statistics.median(size) / 1024:5.1f} KB {statistics.median(place):5.2f} ms")
    print(f"{'most':30} {max(build):6.0f} ms {max(size) / 1024:5.1f} KB {max(place):5.2f} ms")


if __name__ == "__main__":
    main()
