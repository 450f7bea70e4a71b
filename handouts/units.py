"""Millimetres and points, and the papers that the sheet prints on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PT_PER_MM = 72 / 25.4

PaperName = Literal["a4", "letter"]


def mm(length_mm: float) -> float:
    """Points in a length of millimetres."""
    return length_mm * PT_PER_MM


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper, in millimetres."""

    width_mm: float
    height_mm: float


PAPERS: dict[PaperName, Paper] = {
    "a4": Paper(210, 297),
    "letter": Paper(215.9, 279.4),
}
