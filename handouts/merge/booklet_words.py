"""The fixed words that only a booklet has, in the patient's language.

What every format says stands in merge/lexicon.py. `{…}` are places that merge/booklet.py,
booklet_block.py and chart.py fill.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handouts.units import PaperName


class BookletWords(Struct, frozen=True):
    """One language's."""

    # the first page
    title: str
    patient: str
    date: str
    clinician: str
    next_visit: str
    at_a_glance: str
    in_the_pictures: str
    move: str
    feel: str
    exercise: str
    in_phase: str
    then_its_page: str
    about: str
    minutes_a_day: str
    need: str
    need_nothing: str
    a_weight: str
    # an exercise
    scan_to_watch: str
    part_two: str
    feel_heading: str
    stop_if: str
    notes: str
    # the chart
    chart: str
    tick: str
    dot: str
    write: str
    worst: str
    week: str
    week_of: str
    day_format: str
    chosen_days: str
    write_how_many: str
    worst_pain: str
    write_pain: str
    # the side of the last page
    your_next_visit: str
    visit_day_format: str
    visit_time: str
    visit_clinician: str
    to_change: str
    this_handout: str
    made_on: str
    format: str
    papers: Mapping[PaperName, str]


ENGLISH = BookletWords(
    title="Your home exercises",
    patient="For",
    date="Date",
    clinician="Physiotherapist",
    next_visit="Next visit",
    at_a_glance="At a glance",
    in_the_pictures="In the pictures:",
    move="move this way",
    feel="feel it here",
    exercise="Exercise",
    in_phase="{stage}: ",
    then_its_page="Then see its page.",
    about="About ",
    minutes_a_day="minutes\na day",
    need="You need",
    need_nothing="You need: nothing",
    a_weight="a weight",
    scan_to_watch="Scan to watch",
    part_two="{title}, part 2",
    feel_heading="You should feel",
    stop_if="Stop if",
    notes="Notes",
    chart="Your two-week chart",
    tick="Tick a box each time you finish.",
    dot="A dot is a rest day.",
    write="In a big box, write how many times you did it.",
    worst="At the end of each day, write down your worst pain.",
    week="Week\u00a0{number}, from {day}",
    week_of="Week of ",
    day_format="d MMMM",
    chosen_days="any {often}",
    write_how_many="write how many",
    worst_pain="Worst pain",
    write_pain="Write 0 to 10",
    your_next_visit="Your next visit",
    visit_day_format="EEEE d MMMM y",
    visit_time="{time} with {clinician}",
    visit_clinician="With {clinician}",
    to_change="To change it, call ",
    this_handout="This handout",
    made_on="Made on {day}",
    format="Booklet, {paper}",
    papers={"a4": "A4", "letter": "US Letter"},
)

BOOKLET_WORDS: Mapping[str, BookletWords] = {"en": ENGLISH}
"""By language, as `Lexicon.locale` names it."""
