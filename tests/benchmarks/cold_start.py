"""How long one sheet takes as a whole process, beside what no program can go under.

    python tests/benchmarks/cold_start.py [RUNS]

prints, for each command, the median and least wall time and the median processor time in
milliseconds. The commands run in turn, so that a machine whose speed drifts does not favour one;
processor time is what to read on a machine that does other work as well. The sheet is the reference
sheet of speed.py, and a peer draws the same words.
"""

from __future__ import annotations

import compileall
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))

from benchmarks.workload import PEERS, missing_peers, patient_number, write_workload  # noqa: E402

import handouts  # noqa: E402

LIBRARIES = "click, pydantic.types, zxingcpp, uharfbuzz, yaml, svgelements"
"""What a sheet with a logo in SVG needs of other people's modules."""
MAKE = "handouts make"


@dataclass(frozen=True)
class Times:
    """Milliseconds of each run."""

    wall: list[float]
    processor: list[float]


def commands(folder: Path, peers: Iterable[str]) -> dict[str, list[str]]:
    """What to run: the floors, ours, and the peers."""
    python, out = sys.executable, str(folder / "cold.pdf")
    prescription = str(folder / "clinic" / "prescriptions" / f"{patient_number(0)}.yaml")
    return {
        "python -c pass": [python, "-c", "pass"],
        "bare imports": [python, "-c", f"import {LIBRARIES}"],
        "handouts --version": [python, "-m", "handouts.cli", "--version"],
        MAKE: [python, "-m", "handouts.cli", "make", prescription, "-o", out],
        **{
            name: [python, str(HERE / "draw_sheets.py"), str(folder), name, str(folder), "1"]
            for name in peers
        },
    }


def measure(tried: Mapping[str, list[str]], runs: int) -> dict[str, Times]:
    """The times of each command, after one run of each that is not counted.

    Everything is compiled before, as what is installed is.
    """
    for package in (Path(handouts.__file__).parent, HERE):
        compileall.compile_dir(package, quiet=1)
    times = {name: Times([], []) for name in tried}
    for run in range(runs + 1):
        for name, command in tried.items():
            before, start = processor_of_children(), time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            if run:
                times[name].wall.append(1000 * (time.perf_counter() - start))
                times[name].processor.append(1000 * (processor_of_children() - before))
    return times


def processor_of_children() -> float:
    """Seconds of processor that all finished children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def report(times: Mapping[str, Times]) -> None:
    ours = statistics.median(times[MAKE].wall)
    print(
        f"{'whole process, cold':22}{'wall':>8}{'least':>8}{'processor':>11}  ms; ours against it"
    )
    for name, each in times.items():
        middle = statistics.median(each.wall)
        processor = statistics.median(each.processor)
        line = f"{name:22}{middle:8.0f}{min(each.wall):8.0f}{processor:11.0f}"
        print(f"{line}      {ours / middle:5.2f} times as long" if name in PEERS else line)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    installed = [name for name in PEERS if name not in missing_peers()]
    with tempfile.TemporaryDirectory() as folder:
        write_workload(Path(folder), 1)
        report(measure(commands(Path(folder), installed), runs))


if __name__ == "__main__":
    main()
