"""What only a booklet says: the nodes of its first and its last page, and of its places to write.

A Handout with a Booklet is one; its `head` and `more_heading`, a sheet's, are None.
"""

from __future__ import annotations

from msgspec import Struct

from handouts.model.handout import Frame, ListItem, Phrase

CHART_DAYS = 14
WEEK = 7


class Cell(Struct, frozen=True):
    """A value under its label: "Date", "22 November 2026"."""

    id: str
    label: Phrase
    value: Phrase


class Opening(Struct, frozen=True):
    """The top of the first page. `title` heads the document, `patient` is the block of cells.
    `changes`: what is not as on an earlier handout. `logo`: the node of a logo that stands in place
    of the clinic's name.
    """

    logo: str
    clinic: Phrase
    tagline: Phrase | None
    phone: Phrase
    web: Phrase | None
    address: Phrase | None
    title: Phrase
    goal: Phrase | None
    patient: tuple[Cell, ...]
    changes: Phrase | None


class Legend(Struct, frozen=True):
    """What the marks in the pictures mean: the arrow, and the patch."""

    lead: Phrase
    move: Phrase
    feel: Phrase


class GlanceRow(Struct, frozen=True):
    """One exercise in a row. `picture` is a frame of its block, shown again."""

    id: str
    number: int
    name: Phrase
    side: Phrase | None
    how_much: Phrase
    how_often: Phrase
    picture: Frame | None


class AtAGlance(Struct, frozen=True):
    """All exercises in a table. `columns` head its three columns; without pictures no legend."""

    id: str
    heading: Phrase
    legend: Legend | None
    columns: tuple[Phrase, Phrase, Phrase]
    rows: tuple[GlanceRow, ...]


class Facts(Struct, frozen=True):
    """How long a day takes ("About", a number, its unit: a run each; None: not known), and what to
    have at hand, an item a thing. Without items `need` says that it is nothing.
    """

    minutes: Phrase | None
    need: Phrase
    items: tuple[ListItem, ...]


class ChartCell(Struct, frozen=True):
    """A day of an exercise: so many boxes to tick, none on a rest day; None: a box in which to
    write how many.
    """

    id: str
    boxes: int | None


class ChartRow(Struct, frozen=True):
    """An exercise and its days. The last row of a chart is of none, and has no number."""

    id: str
    number: Phrase | None
    name: Phrase
    detail: Phrase
    cells: tuple[ChartCell, ...]


class ChartWeek(Struct, frozen=True):
    """A week of the chart and the heads of its seven days: a run for the day, one for its date."""

    id: str
    heading: Phrase
    days: tuple[Phrase, ...]


class Chart(Struct, frozen=True):
    """Two weeks to tick off, and the worst pain of each day."""

    id: str
    heading: Phrase
    lead: Phrase
    weeks: tuple[ChartWeek, ...]
    rows: tuple[ChartRow, ...]
    worst_pain: ChartRow


class Aside(Struct, frozen=True):
    """A heading of the side column and its lines."""

    id: str
    heading: Phrase
    lines: tuple[Phrase, ...]


class Booklet(Struct, frozen=True):
    """What only a booklet says. The sections that are None are not wanted (`print.sections`);
    `notes` heads the lines to write on at the foot of a page.
    """

    opening: Opening
    at_a_glance: AtAGlance | None
    facts: Facts | None
    chart: Chart | None
    next_visit: Aside
    this_handout: Aside
    notes: Phrase | None
