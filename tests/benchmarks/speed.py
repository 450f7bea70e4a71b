"""How fast sheets are made, side by side with peers that draw the same words on the same pages.

    python tests/benchmarks/speed.py [--patients N] [--rounds N] [--peer NAME] [PART ...]

PART is warm, cold, batch, memory or size; left out, all of them. N patients (1,000 unless said) are
made in the batch; slow peers draw fewer of them, and it says how many.

- warm: one handout in a process that has made others, from a prescription in memory: after few
  others, and ours after WARMED as well, where there are so many patients. Peers keep nothing from
  sheet to sheet but figures and codes: few before are enough.
- cold: one handout as a whole process (cold_start.py).
- batch: all patients, two processes, from files to files.
- memory: the most that one process holds, after 100 patients and after N.
- size: KB of a sheet, beside the bound of 40 KB and 12 KB a figure.

Ours reads prescriptions, merges, lays out and writes tagged PDF/UA-1 and PDF/A-2a. Peers are given
the merged words, and the figures and codes as files: what they do not do is not counted against
them. The extra `bench` installs them; WeasyPrint needs Debian's libpango-1.0-0, libpangoft2-1.0-0
and libharfbuzz-subset0 (without the last it makes its font subsets slowly). A peer that is not
installed is named as missing.

Engines run in turn, round by round, and medians are printed. Beside the wall time stands that of
the processor: read it on a machine that does other work as well.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
if __name__ in {"__main__", "__mp_main__"}:
    sys.path.insert(0, str(HERE.parent))

from benchmarks import cold_start  # noqa: E402
from benchmarks.workload import (  # noqa: E402
    OURS,
    PEERS,
    Engine,
    engine,
    missing_peers,
    patient_number,
    write_workload,
)

PARTS = ("warm", "cold", "batch", "memory", "size")
PROCESSES = 2
FEW, WARMED = 20, 300
"""Sheets before one that is measured. After 300 most words and doses of the reference were seen."""
EVERY = {"platypus": 5, "fpdf2": 10, "weasyprint": 40}
"""Slow peers draw one patient of so many in the batch."""
BOUND_KB, BOUND_KB_A_FIGURE = 40, 12
Times = dict[str, cold_start.Times]


def warm(names: Sequence[str], folder: Path, before: int, count: int, rounds: int = 1) -> Times:
    """Milliseconds of so many sheets after so many others, each engine in a process of its own."""
    times: Times = {name: cold_start.Times([], []) for name in names}
    for _ in range(rounds):
        for name in names:
            command = [
                sys.executable,
                HERE / "warm_sheets.py",
                folder,
                name,
                str(before),
                str(count),
            ]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            for wall, processor in json.loads(done.stdout):
                times[name].wall.append(wall)
                times[name].processor.append(processor)
    return times


def _warm_twice(names: Sequence[str], folder: Path, patients: int, rounds: int) -> None:
    """After few others; and ours after many, where there are so many, beside the same peers."""
    few = min(FEW, patients // 2)
    times = warm(names, folder, few, few, rounds)
    _report(f"one handout, {few} before", times)
    if patients >= WARMED + few:
        times |= warm([OURS], folder, WARMED, few, rounds)
        _report(f"one handout, {WARMED} before", times)


def batch(names: Sequence[str], folder: Path, patients: int, rounds: int) -> Times:
    """Milliseconds a sheet, from files to files with two processes, their start counted."""
    times: Times = {name: cold_start.Times([], []) for name in names}
    for at in range(rounds):
        for name in names:
            count = _count(name, patients)
            out = folder / f"out-{at}" / name
            out.mkdir(parents=True)
            processor, wall = cold_start.processor_of_children(), time.perf_counter()
            if name == OURS:
                _batch_of_ours(folder, out)
            else:
                _batch_of_peer(name, folder, out, count)
            each = 1000 / count
            times[name].wall.append(each * (time.perf_counter() - wall))
            times[name].processor.append(each * (cold_start.processor_of_children() - processor))
    return times


def _batch_of_ours(folder: Path, out: Path) -> None:
    """The command that the front desk starts."""
    command = [sys.executable, "-m", "handouts.cli", "batch", "--quiet"]
    prescriptions, processes = folder / "clinic" / "prescriptions", str(PROCESSES)
    options = ["-o", out, "--workers", processes]
    subprocess.run([*command, prescriptions, *options], check=True, stdout=subprocess.DEVNULL)


def _batch_of_peer(name: str, folder: Path, out: Path, count: int) -> None:
    with ProcessPoolExecutor(
        PROCESSES, get_context("spawn"), initializer=_begin, initargs=(name, folder, out)
    ) as pool:
        list(pool.map(_write, range(count), chunksize=max(1, count // 20)))


def peak_mb(name: str, folder: Path, patients: int) -> float:
    """The most that one process holds while it makes so many sheets, one after the other."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, HERE / "draw_sheets.py", folder, name, out, str(patients)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def sizes_kb(drawn: Engine, folder: Path, patients: int) -> list[tuple[float, float]]:
    """(size, bound) of each sheet. A figure that stands in it twice counts once."""
    sizes = []
    for number in range(patients):
        patient = patient_number(number)
        sheet = json.loads((folder / "sheets" / f"{patient}.json").read_bytes())
        exercises = (one for page in sheet["pages"] for one in page["exercises"])
        figures = {frame["file"] for one in exercises for frame in one["frames"]}
        size = len(drawn.draw(drawn.read(patient))) / 1024
        sizes.append((size, BOUND_KB + BOUND_KB_A_FIGURE * len(figures)))
    return sizes


def _begin(name: str, folder: Path, out: Path) -> None:
    _WORKER.update(drawn=engine(name, folder), out=out)


def _write(number: int) -> None:
    drawn, patient = _WORKER["drawn"], patient_number(number)
    (_WORKER["out"] / f"{patient}.pdf").write_bytes(drawn.draw(drawn.read(patient)))


_WORKER: dict[str, Any] = {}
"""What one process of a batch keeps from sheet to sheet."""


def _count(name: str, patients: int) -> int:
    return max(PROCESSES, patients // EVERY.get(name, 1))


def _report(title: str, times: Times) -> None:
    """Medians, and how many times as fast as each peer ours is."""
    ours = {kind: statistics.median(getattr(times[OURS], kind)) for kind in ("wall", "processor")}
    print(f"\n{title:34}{'wall':>9}{'processor':>11}  ms; ours is so many times as fast")
    for name, each in times.items():
        wall, processor = statistics.median(each.wall), statistics.median(each.processor)
        ratios = f"{wall / ours['wall']:11.1f} {processor / ours['processor']:8.1f}"
        made = PEERS[name][1] if name in PEERS else "PDF/UA-1, PDF/A-2a"
        print(f"  {name:12}{made:20}{wall:9.1f}{processor:11.1f}{'' if name == OURS else ratios}")


def run(
    folder: Path, parts: Sequence[str], patients: int, rounds: int, peers: Sequence[str]
) -> None:
    """Print what was asked for; `folder` is left with the workload and the sheets."""
    missing = missing_peers(peers)
    for name, why in missing.items():
        print(f"missing: {name} ({why})")
    names = [OURS, *(name for name in peers if name not in missing)]
    write_workload(folder, patients)
    if "warm" in parts:
        _warm_twice(names, folder, patients, rounds)
    if "cold" in parts:
        print()
        tried = cold_start.commands(folder, names[1:])
        cold_start.report(cold_start.measure(tried, 2 * rounds))
    if "batch" in parts:
        _report(f"a sheet of {patients}, two processes", batch(names, folder, patients, rounds))
        counts = (f"{name} {_count(name, patients)}" for name in names)
        print(f"  drawn: {', '.join(counts)}")
    if "memory" in parts:
        print("\nmost memory of one process")
        for count in sorted({min(100, patients), patients}):
            print(f"  {count:6} patients {peak_mb(OURS, folder, count):8.0f} MB")
    if "size" in parts:
        print("\nsize, beside the bound                median     most of the bound")
        for name in names:
            sizes = sizes_kb(engine(name, folder), folder, min(patients, 4 * rounds))
            middle = statistics.median(size for size, _ in sizes)
            most = max(size / bound for size, bound in sizes)
            print(f"  {name:34}{middle:8.0f} KB{100 * most:11.0f} %")


def _part(written: str) -> str:
    if written not in PARTS:
        raise argparse.ArgumentTypeError(f"{written} is none of {', '.join(PARTS)}")
    return written


def main() -> None:
    summary, _, _ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("parts", nargs="*", metavar="PART", default=PARTS, type=_part)
    parser.add_argument("--patients", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer", action="append", choices=PEERS, help="only these; all otherwise")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), given.parts, given.patients, given.rounds, given.peer or list(PEERS))


if __name__ == "__main__":
    main()
