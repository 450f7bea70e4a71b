"""Exercise content + a patient's prescription → a branded, printed home-exercise sheet.

>>> from handouts import load_clinic, load_library, load_prescription, load_fonts, make_handout
>>> from handouts import read_roster, run_batch
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.batch.run import run_batch
    from handouts.errors import HandoutError, Problem
    from handouts.fonts import load_fonts
    from handouts.load.clinic import load_clinic
    from handouts.load.library import load_library
    from handouts.load.prescription import load_prescription
    from handouts.load.roster import read_roster
    from handouts.pipeline import make_handout

_HOMES = {
    "HandoutError": "handouts.errors",
    "Problem": "handouts.errors",
    "load_clinic": "handouts.load.clinic",
    "load_fonts": "handouts.fonts",
    "load_library": "handouts.load.library",
    "load_prescription": "handouts.load.prescription",
    "make_handout": "handouts.pipeline",
    "read_roster": "handouts.load.roster",
    "run_batch": "handouts.batch.run",
}

__all__ = [
    "HandoutError",
    "Problem",
    "load_clinic",
    "load_fonts",
    "load_library",
    "load_prescription",
    "make_handout",
    "read_roster",
    "run_batch",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: a command pays only for what it needs."""
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(name)
