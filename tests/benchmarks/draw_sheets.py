"""The first so many sheets of a workload by one engine, in a process of their own.

    python tests/benchmarks/draw_sheets.py WORKLOAD ENGINE OUT_FOLDER COUNT

prints the most memory that the process held, in MB (Linux).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.workload import engine, patient_number

workload, name, out, count = sys.argv[1:]
drawn = engine(name, Path(workload))
for number in range(int(count)):
    patient = patient_number(number)
    (Path(out) / f"{patient}.pdf").write_bytes(drawn.draw(drawn.read(patient)))
# Not getrusage: its maximum begins with that of the process which started this one.
held = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
print(int(held[1]) / 1024 if held else 0)
