"""Sheets of a workload by one engine, in a process that has made others before them.

    python tests/benchmarks/warm_sheets.py WORKLOAD ENGINE BEFORE COUNT

prints JSON: for each of COUNT sheets the milliseconds of wall and of processor time that it took,
from what was read to bytes, after BEFORE others that are not measured.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.workload import engine, patient_number

workload, name, before, count = sys.argv[1:]
drawn = engine(name, Path(workload))
times = []
for number in range(int(before) + int(count)):
    given = drawn.read(patient_number(number))
    wall, processor = time.perf_counter(), time.process_time()
    drawn.draw(given)
    took = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)
    times.append(took)
print(json.dumps(times[int(before) :]))
