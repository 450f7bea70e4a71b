"""Handout: what will be said. Every word is final, in the patient's language and reading order.

Each node has an id, and page items carry it: the structure tree of the PDF is found by walking
these types (see pdf/tags.py). The ids in an exercise are unique there, and say nothing of its place
in the handout: what two sheets say of an exercise in the same words is the same. All other ids are
unique in the handout.

Exercises and boxes that sheets share are equal to themselves alone (`eq=False`), so that what is
made of them can be kept without comparing words.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from handouts.errors import Source
from handouts.model.drawing import Artwork

if TYPE_CHECKING:
    from handouts.model.booklet import Booklet

Voice = Literal["plain", "strong", "numeral", "word", "blank"]
"""How a run is said: running text, a lead-in, a number of the dose, a dose in words, or a place to
write (its `spoken` is what a screen reader says there)."""


class Run(Struct, frozen=True, cache_hash=True):
    """A piece of a phrase in one voice. `spoken` replaces `text` where the two must differ
    (the dash of a big "8–12" is read "8 to 12").
    """

    text: str
    voice: Voice = "plain"
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One paragraph. `source` is where its words were written, for Problems found later."""

    id: str
    runs: tuple[Run, ...]
    source: Source = field(default=Source(""), compare=False)

    @property
    def text(self) -> str:
        """What is printed, voices left out."""
        return "".join([run.text for run in self.runs])

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        return "".join([run.text if run.spoken is None else run.spoken for run in self.runs])


class ListItem(Struct, frozen=True, cache_hash=True):
    """An item of a list: its number or bullet, and what it says."""

    id: str
    label: Phrase
    body: Phrase


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of an exercise. `mirrored`: drawn for the other side than the prescribed one.
    `band`: the colour of the elastic band that is prescribed, if one is. `label`: the steps that it
    shows, printed in a booklet; `alt` says them as well.
    """

    id: str
    artwork: Artwork
    alt: str
    mirrored: bool
    band: str | None = None
    label: str = ""
    source: Source = field(default=Source(""), compare=False)


class DoseBox(Struct, frozen=True, eq=False):
    """One of the two boxes of the dose strip: a list of short lines under a spoken name."""

    id: str
    name: str
    lines: tuple[ListItem, ...]


class PhaseRow(Struct, frozen=True):
    """One phase of a dose: when it holds, and what then."""

    id: str
    when: Phrase
    dose: Phrase


class DoseTable(Struct, frozen=True):
    """The phases of a dose under a spoken name."""

    id: str
    name: str
    rows: tuple[PhaseRow, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code and the address that it opens, printed without its scheme. `scan`: what to do with
    it, beside it in a booklet.
    """

    id: str
    url: str
    alt: str
    address: Phrase
    lead: str
    source: Source = field(default=Source(""), compare=False)
    scan: Phrase | None = None


class StopBox(Struct, frozen=True):
    """When to stop, in a booklet: at which pain, and each caution, which completes the heading."""

    id: str
    pain: Phrase | None
    heading: Phrase | None
    cautions: tuple[ListItem, ...]


class More(Struct, frozen=True, eq=False):
    """What the back says of an exercise, or a booklet beside its steps. `stop` has one phrase a
    caution; a booklet has a StopBox in its place, a heading of its own over `feel`, and `title`
    over a second part that has to stand on the next page.
    """

    id: str
    title: Phrase
    purpose: Phrase | None
    feel: Phrase | None
    stop: tuple[Phrase, ...]
    adjustments_heading: Phrase
    adjustments: tuple[Phrase, ...]
    feel_heading: Phrase | None = None


class ExerciseBlock(Struct, frozen=True, eq=False):
    """What the front says of an exercise, and `more`, what the back does. A box of the dose without
    lines is not printed: all of it differs from phase to phase. `change`: that it is new or changed
    since an earlier sheet. In a booklet a line of a box is a cell of the strip, `steps` are those
    in full, and `stop_box` stands in place of `stop`.
    """

    title: Phrase
    side: Phrase | None
    change: Phrase | None
    draft: Phrase | None
    frames: tuple[Frame, ...]
    how_much: DoseBox
    how_often: DoseBox
    under_dose: Phrase | None
    phases: DoseTable | None
    steps: tuple[ListItem, ...]
    stop: Phrase | None
    note: Phrase | None
    code: Code | None
    more: More
    steps_continued: Phrase
    region: str
    stop_box: StopBox | None = None


MOST_BLOCKS = 3000
"""As many blocks, and what is made of each, are kept at once: the exercises of a large clinic with
the doses that it prescribes.
"""


class Numbered(Struct, frozen=True):
    """An exercise in its place in a handout, counted from 1. Its nodes are found within `id`."""

    number: int
    block: ExerciseBlock

    @property
    def id(self) -> str:
        return f"e{self.number}"


class Head(Struct, frozen=True):
    """The top of the first page. `clinic` is the title of the document. `changes`: what is not as
    on an earlier sheet; on the first page only.
    """

    clinic: Phrase
    phone: Phrase
    patient: Phrase
    number: Phrase
    physio: Phrase
    next_visit: Phrase
    scan: Phrase | None
    turn_over: Phrase
    changes: Phrase | None = None


PainLevel = Literal["go", "slow", "stop"]


class PainPanel(Struct, frozen=True):
    """One level of the pain guide: "0–3 Keep going" and what to do."""

    id: str
    level: PainLevel
    heading: Phrase
    advice: Phrase


class PainGuide(Struct, frozen=True, eq=False):
    heading: Phrase
    lead: Phrase
    rule: Phrase
    panels: tuple[PainPanel, ...]


class CallBox(Struct, frozen=True, eq=False):
    """When to call: each bullet completes the heading. `closed` is the way out of hours."""

    id: str
    heading: Phrase
    bullets: tuple[ListItem, ...]
    closed: Phrase | None


class Information(Struct, frozen=True, eq=False):
    """The full disclaimer."""

    heading: Phrase
    paragraphs: tuple[Phrase, ...]


class Furniture(Struct, frozen=True):
    """What stands at the edge of every page; decoration for a screen reader, which has heard it.

    `page_of` has the places `{page}` and `{pages}`, which layout fills.
    """

    running_clinic: Phrase
    running_patient: Phrase
    disclaimer: Phrase
    call: Phrase
    page_of: str
    version: Phrase
    draft: Phrase | None


class Handout(Struct, frozen=True):
    """One patient's handout. `title` names the document and holds nothing of the patient.

    `head` and `more_heading` are a sheet's, `booklet` is a booklet's.
    """

    language: str
    title: str
    author: str
    logo: Artwork | None
    head: Head | None
    exercises: tuple[ExerciseBlock, ...]
    pain_guide: PainGuide
    call_us: CallBox
    emergency: CallBox
    more_heading: Phrase | None
    goal: Phrase | None
    information: Information
    questions_heading: Phrase
    furniture: Furniture
    booklet: Booklet | None = None

    @property
    def numbered(self) -> tuple[Numbered, ...]:
        return tuple(itertools.starmap(Numbered, enumerate(self.exercises, 1)))
