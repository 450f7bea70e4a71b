"""A Dose in cells, as the strip of a booklet shows it: a number and its unit, or words, in each.

The same runs as the lines of a sheet (merge/wording.py), cut where a cell ends.
"""

from __future__ import annotations

from handouts.merge.counting import Line, blank, capitalised, figure, plural, unit_run
from handouts.merge.frequency_wording import how_often
from handouts.merge.lexicon import Lexicon
from handouts.merge.wording import (
    beside_the_times,
    ending,
    say_sides,
    time_runs,
    times_runs,
)
from handouts.model.dose import (
    BLANK,
    Amount,
    Distance,
    Duration,
    Frequency,
    PlainDose,
    Range,
    Reps,
    Side,
)
from handouts.model.handout import Run

Times = Reps | Duration | Distance


def cells_of_how_much(
    dose: PlainDose, side: Side | None, lexicon: Lexicon, *, to_fill: bool = True
) -> tuple[Line, ...]:
    """Sets, times, hold, rest, load and effort; without sets the hold comes first. Nothing
    prescribed: `to_fill`, a place to write the times.
    """
    cells = _counted(dose, lexicon)
    if not cells and to_fill:
        cells.append((blank(lexicon), unit_run(lexicon.times["other"])))
    if cells:
        say_sides(cells, dose, side, lexicon)
    cells += beside_the_times(dose, lexicon)
    return tuple(tuple(capitalised(cell)) for cell in cells)


def cells_of_how_often(
    frequency: Frequency | None, lexicon: Lexicon, *, days_too: bool
) -> tuple[Line, ...]:
    """Times a day, days. Nothing prescribed: a place to write the times, and `days_too` one for the
    days of a week.
    """
    if frequency is None and days_too:
        frequency = Frequency(per_day=BLANK, days_per_week=BLANK)
    return how_often(frequency, lexicon)


def _counted(dose: PlainDose, lexicon: Lexicon) -> list[Line]:
    """Sets, times or what stands for them, and the hold."""
    said: list[Times] = [of for of in (dose.reps, dose.duration, dose.distance) if of is not None]
    cells: list[Line] = []
    if isinstance(dose.sets, tuple):
        for kind in dose.sets:
            lead = (Run(lexicon.then),) if cells else ()
            cells += _sets(lead, kind.count, kind.of, lexicon)
    elif dose.sets is not None:
        cells += _sets((), dose.sets, said.pop(0) if said else None, lexicon)
    elif said:
        cells.append(times_runs(said.pop(0), lexicon))
    if dose.hold is not None:
        at = 0 if dose.sets is None else len(cells)
        cells.insert(at, time_runs(dose.hold, lexicon.hold, lexicon))
    return cells + [times_runs(of, lexicon) for of in said]


def _sets(lead: Line, count: Amount, of: Times | None, lexicon: Lexicon) -> list[Line]:
    """How many sets, and what one of them is."""
    sets = (*lead, figure(count, lexicon), unit_run(plural(lexicon.sets, count, lexicon)))
    if of is None:
        return [sets]
    times = times_runs(of, lexicon)
    if not (isinstance(count, Range) and count.is_one):
        times = ending(times, lexicon.each_set)
    return [sets, times]
