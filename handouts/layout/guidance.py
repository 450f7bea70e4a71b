"""The type and measures of the pain guide and the call boxes: of a sheet's back, and of a booklet
(page design, sections 6.2 and 7.3). layout/sheet_back.py draws both.
"""

from __future__ import annotations

from msgspec import Struct

from handouts.fonts import BOLD
from handouts.layout.text import Type
from handouts.units import mm


class Guidance(Struct, frozen=True):
    """The type and measures of the pain guide and the call boxes, in points; panels and boxes have
    their padding above, beside and below.
    """

    heading: Type
    body: Type
    strong: Type
    under_heading: float
    under_lead: float
    panel: tuple[float, float, float]
    icon: float
    panel_heading: Type
    box: tuple[float, float, float]
    under_box_heading: float
    bullet_gap: float


ON_SHEET = Guidance(
    heading=Type(15, 18, BOLD), body=Type(12, 15), strong=Type(12, 15, strong_weight=BOLD),
    under_heading=0, under_lead=mm(1.4), panel=(mm(2.6), mm(3), mm(1.8)), icon=mm(7),
    panel_heading=Type(19, mm(7.9), BOLD, word_size=13), box=(mm(1.8), mm(3), mm(2)),
    under_box_heading=mm(0.6), bullet_gap=mm(0.3),
)  # fmt: skip
IN_BOOKLET = Guidance(
    heading=Type(17, 20, BOLD), body=Type(13, 17), strong=Type(13, 17), under_heading=mm(2),
    under_lead=mm(2), panel=(mm(3.4), mm(3), mm(2.4)), icon=mm(8),
    panel_heading=Type(22, mm(9), BOLD, word_size=14), box=(mm(2.4), mm(3.4), mm(2.8)),
    under_box_heading=mm(0.6), bullet_gap=0,
)  # fmt: skip
