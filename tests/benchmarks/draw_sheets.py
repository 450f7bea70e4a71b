"""The first so many sheets of a workload by one engine, in a process of their own.

    python tests/benchmarks/draw_sheets.py WORKLOAD ENGINE OUT_FOLDER COUNT

prints the most memory that the process held, in MB.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.workload import engine, patient_number

workload, name, out, count = sys.argv[1:]
drawn = engine(name, Path(workload))
for number in range(int(count)):
    patient = patient_number(number)
    (Path(out) / f"{patient}.pdf").write_bytes(drawn.draw(drawn.read(patient)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
