"""The data that peers draw, as peer_sheet.py makes it: nothing of ours is imported to read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Sheet = dict[str, Any]
"""One handout, as it could stand in a JSON file. A phrase in it is a list of [text, voice]."""

Draw = Callable[[Sheet], bytes]
Drawer = Callable[[Path, Path], Draw]
"""(folder of pictures, folder of fonts) → what draws sheets; what can be kept is made once."""


def text(phrase: list[list[str]]) -> str:
    """A phrase without its voices."""
    return "".join(run[0] for run in phrase)
