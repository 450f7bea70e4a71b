"""One cell of a booklet's dose strip: a big number beside or over its unit, or words alone."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly
from handouts.layout.line_breaks import break_units
from handouts.layout.text import Paragraph, Type, set_line, set_phrase
from handouts.layout.theme import Colours
from handouts.model.handout import ListItem, Phrase, Run
from handouts.model.page import Block
from handouts.units import mm

UNIT = Type(12, 13, SEMIBOLD)
NUMERAL_GAP = mm(1.6)
FIGURES = frozenset({"numeral", "blank"})


class Form(Struct, frozen=True):
    """How a cell is set: measures in points. `often_…`: in the box of how often. `beside`: the unit
    stands beside the number, not under it.
    """

    numeral: Type
    height: float
    before: float
    padding: float
    often_before: float
    often_padding: float
    above: float
    below: float
    beside: bool
    widest: float = mm(60)
    """What words alone may take before they go on to a third line."""

    @property
    def for_often(self) -> Form:
        """The same with the padding of the box of how often."""
        return replace(self, before=self.often_before, padding=self.often_padding)


INLINE = Form(
    Type(25, 34, BOLD, blank_width=mm(13), blank_height=mm(9)), mm(14),
    mm(2.4), mm(2.4), mm(2.8), mm(2.8), mm(0.8), mm(0.8), beside=True,
)  # fmt: skip
STACKED = Form(
    Type(20, 22.7, BOLD, blank_width=mm(12), blank_height=mm(7.4)), mm(14),
    mm(2.2), mm(1.6), mm(2.2), mm(1.6), mm(2), mm(1.8), beside=False,
)  # fmt: skip


class SetCell(Struct, frozen=True):
    """A cell that was measured: what stands before the number, the number, its unit; or words."""

    lead: Paragraph | None
    figure: Paragraph | None
    unit: Paragraph | None
    beside: bool

    @property
    def width(self) -> float:
        number = self._number_width
        unit = self.unit.ink if self.unit else 0.0
        if not self.beside:
            return max(number, unit)
        return number + (NUMERAL_GAP if number and unit else 0.0) + unit

    @property
    def height(self) -> float:
        lead, figure, unit = (
            part.height if part else 0.0 for part in (self.lead, self.figure, self.unit)
        )
        if self.beside:
            return max(lead, unit)  # a number has the room of the strip
        return max(lead, figure) + unit

    @property
    def _number_width(self) -> float:
        lead = self.lead.ink + NUMERAL_GAP if self.lead else 0.0
        return lead + self.figure.ink if self.figure else 0.0

    def block(self, height: float, form: Form) -> Block:
        """The cell in a strip of that height."""
        assembly, x = Assembly(), 0.0
        line = height if self.beside else self.figure.height + 2 * form.above if self.figure else 0
        for part in (self.lead, self.figure):
            if part:
                assembly.place(part.block(), x, (line - part.height) / 2)
                x += part.ink + NUMERAL_GAP
        if self.unit and self.beside:
            assembly.place(self.unit.block(), x, (height - self.unit.height) / 2)
        elif self.unit:
            top = form.above + (self.figure.height if self.figure else 0.0)
            assembly.place(self.unit.block(), 0, top)
        return assembly.block(self.width, height)


def set_cell(cell: ListItem, form: Form, most: float, colours: Colours, fonts: Fonts) -> SetCell:
    """The cell of one line of a dose. Words alone are at most `most` wide. Raises HandoutError for
    a word that is wider.
    """
    runs = cell.body.runs
    word = Type(14, 15.5, BOLD, colours.brand_ink)
    at = next((at for at, run in enumerate(runs) if run.voice in FIGURES), None)
    if at is None:
        words = _narrowest(cell.body, word, most, fonts)
        return SetCell(None, None, words, form.beside)
    numeral = replace(form.numeral, colour=colours.brand_ink, blank_colour=colours.line)
    spaced = _with_space(runs[at]) if runs[at + 1 :] else runs[at]
    figure = set_line(_part(cell.body, spaced), numeral, fonts)
    lead = unit = None
    if runs[:at]:
        lead = _narrowest(_part(cell.body, *_spaced(runs[:at])), UNIT, most, fonts)
    if runs[at + 1 :]:
        unit = _narrowest(_part(cell.body, *_trimmed(runs[at + 1 :])), UNIT, most, fonts)
    return SetCell(lead, figure, unit, form.beside)


def _part(whole: Phrase, *runs: Run) -> Phrase:
    return Phrase(whole.id, runs, whole.source)


def _with_space(run: Run) -> Run:
    """The number with the space after it, which readers need between it and its unit."""
    spoken = None if run.spoken is None else f"{run.spoken} "
    return replace(run, text=f"{run.text} " if run.text else "", spoken=spoken)


def _spaced(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """What stands before a number, its voice that of a unit, with one space at the end."""
    *first, last = (replace(run, voice="plain") for run in runs)
    return (*first, replace(last, text=last.text.rstrip("\n\u00a0 ") + " "))


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    first, *rest = (replace(run, voice="plain") for run in runs)
    return (replace(first, text=first.text.lstrip("\u00a0 ")), *rest)


def _narrowest(words: Phrase, kind: Type, most: float, fonts: Fonts) -> Paragraph:
    """The words on at most two lines, as narrow as that can be; on more where two would be wider
    than `most`.
    """
    weight, size, _ = kind.voice(words.runs[0])
    units = break_units(words.text.replace("\n", " "))
    splits = [["".join(units[:at]), "".join(units[at:])] for at in range(len(units) + 1)]
    if "\n" in words.text:
        splits = [words.text.split("\n")]
    width = min(max(fonts.width(line, weight, size) for line in lines if line) for lines in splits)
    return set_phrase(words, kind, min(width, most), fonts)
