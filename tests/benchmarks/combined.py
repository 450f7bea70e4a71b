"""How long one file for the printer takes, how large it is, and how much memory it needs.

    python tests/benchmarks/combined.py [SHEETS] [TIMES]

makes SHEETS different sheets of six exercises (100), puts them into one file TIMES over (1) in a
process of its own, and prints what that took beside what the single sheets are together.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content"
_CHILD = """
import json, sys, time
from pathlib import Path
from handouts.pdf.combine import Chapter, Cover, Item, combine
folder, times = Path(sys.argv[1]), int(sys.argv[2])
files = sorted(folder.glob("2*.pdf"))
chapters = (Chapter([Item(file, file.stem[11:]) for file in files], str(at)) for at in range(times))
start = time.process_time()
with (folder / "combined.pdf").open("wb") as opened:
    pages = combine(chapters, Cover("Sheets", "Clinic", "en", "benchmark"), opened)
took = time.process_time() - start
status = Path("/proc/self/status").read_text() if sys.platform == "linux" else "VmHWM: 0"
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
size = (folder / "combined.pdf").stat().st_size
print(json.dumps([pages, took, size, peak]))
"""


def make_sheets(folder: Path, count: int) -> int:
    """Write them; how many bytes they are together."""
    from handouts import load_clinic, load_fonts, load_library, make_handout
    from handouts.load.validation import validate
    from handouts.load.yaml_source import parse_yaml
    from handouts.model.prescription import Prescription

    clinic, library, fonts = load_clinic(CONTENT), load_library(CONTENT), load_fonts()
    chosen = random.Random(1)  # noqa: S311  # not a secret
    names = sorted(library.exercises)
    size = 0
    for number in range(count):
        exercises = "".join(
            f"  - exercise: {name}\n"
            + ("    side: left\n" if library.exercises[name].sides == "one" else "")
            for name in chosen.sample(names, 6)
        )
        patient = f"patient: {{id: P-{number:05}, name: Sample Patient {number}}}\n"
        text = f"{patient}date: 2026-11-22\nexercises:\n{exercises}"
        wanted = validate(Prescription, parse_yaml(text, Path("benchmark")))
        pdf = make_handout(wanted, library, clinic, fonts)
        (folder / f"2026-11-22-P-{number:05}.pdf").write_bytes(pdf)
        size += len(pdf)
    return size


def measure(count: int, times: int = 1) -> dict[str, float]:
    """Pages, seconds of CPU, MB of the single sheets and of the file, and MB of memory (Linux)."""
    with tempfile.TemporaryDirectory() as folder:
        single = make_sheets(Path(folder), count) * times
        command = [sys.executable, "-c", _CHILD, folder, str(times)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        pages, took, size, peak = json.loads(done.stdout)
    return {"pages": pages, "s": took, "singly MB": single / 1e6, "MB": size / 1e6, "memory": peak}


def main() -> None:
    count, times = (int(word) for word in (*sys.argv[1:], *("100", "1")[len(sys.argv) - 1 :]))
    for name, value in measure(count, times).items():
        print(f"{name:10}{value:10.1f}")


if __name__ == "__main__":
    main()
