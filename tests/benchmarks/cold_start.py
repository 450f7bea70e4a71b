"""How long `handouts make` takes as a whole process, beside what no program can go under.

    python tests/benchmarks/cold_start.py [RUNS]

prints the median, least and most wall time in milliseconds of each command, run in turn so that a
machine whose speed drifts does not favour one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "content" / "prescriptions" / "example.yaml"
LIBRARIES = "click, jinja2, pydantic, qrcode, uharfbuzz, yaml, PIL.Image, reportlab.pdfbase.pdfdoc"


def commands(folder: str) -> dict[str, list[str]]:
    python = sys.executable
    return {
        "python -c pass": [python, "-c", "pass"],
        "bare imports": [python, "-c", f"import {LIBRARIES}"],
        "handouts --version": [python, "-m", "handouts.cli", "--version"],
        "handouts make": [python, "-m", "handouts.cli", "make", str(EXAMPLE), "-o", folder],
    }


def measure(runs: int) -> dict[str, list[float]]:
    """{command: wall times in milliseconds}, after one run of each that is not counted."""
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for run in range(runs + 1):
            for name, command in commands(folder).items():
                start = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                if run:
                    times.setdefault(name, []).append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(f"{'':20}{'median':>8}{'least':>8}{'most':>8}  ms, {runs} runs")
    for name, times in measure(runs).items():
        middle = statistics.median(times)
        print(f"{name:20}{middle:8.0f}{min(times):8.0f}{max(times):8.0f}")


if __name__ == "__main__":
    main()
