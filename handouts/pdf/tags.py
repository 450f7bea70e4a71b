"""Handout → outline: the elements of the structure tree, in reading order, before anything is
placed (ISO 32000-1 §14.8.4, ISO 14289-1 §7).

One function for each type of the Handout. An element names the node whose page items are its
content; structure.py looks up what was placed and leaves out the elements that nothing shows.
The Furniture has no element: it is an artifact. What is said of an exercise is kept: the next sheet
with the same block takes it again.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from handouts.model.handout import (
    MOST_BLOCKS,
    CallBox,
    Code,
    DoseBox,
    DoseTable,
    ExerciseBlock,
    Frame,
    Handout,
    Head,
    Information,
    ListItem,
    More,
    PainGuide,
    Phrase,
    StopBox,
)
from handouts.model.separator import Separator
from handouts.model.summary import Summary
from handouts.pdf.elements import HOOK, Element, Outline, Part, part

if TYPE_CHECKING:
    from handouts.model.booklet import Aside, AtAGlance, Booklet, Chart, Facts, Opening


_kept = functools.lru_cache(maxsize=MOST_BLOCKS)


def outline(handout: Handout | Summary | Separator) -> Outline:
    """The whole document."""
    if isinstance(handout, Separator):
        return Outline(_frame(*_separator(handout)), {})
    if isinstance(handout, Summary):
        return Outline(_frame(*_summary(handout)), {})
    if handout.booklet is not None:
        return _booklet(handout, handout.booklet)
    return _sheet(handout)


def _sheet(handout: Handout) -> Outline:
    """First all exercises, then more about each."""
    more = (*_maybe("H2", handout.more_heading), *_maybe("P", handout.goal), HOOK)
    frame = _frame(
        *(_head(handout.head) if handout.head else ()),
        HOOK,
        *_guidance(handout),
        Element("Sect", more),
        _information(handout.information),
        Element("Sect", _maybe("H2", handout.questions_heading)),
    )
    return Outline(frame, {one.id: _exercise(one.block) for one in handout.numbered})


def _booklet(handout: Handout, booklet: Booklet) -> Outline:
    """First page, exercises, last page (page design, section 13)."""
    glance, facts, chart = booklet.at_a_glance, booklet.facts, booklet.chart
    frame = _frame(
        *_opening(booklet.opening),
        *((_at_a_glance(glance),) if glance else ()),
        *(_facts(facts) if facts else ()),
        *_guidance(handout),
        HOOK,
        *_maybe("H2", booklet.notes),
        *((_chart(chart),) if chart else ()),
        Element("Sect", _maybe("H2", handout.questions_heading)),
        _information(handout.information),
        _aside(booklet.next_visit),
        _aside(booklet.this_handout, handout.furniture.version),
    )
    return Outline(frame, {one.id: _exercise_in_full(one.block) for one in handout.numbered})


def _frame(*elements: Element) -> Part:
    """All that is of no exercise."""
    return part(Element("Document", elements, keep=True))


def _guidance(handout: Handout) -> tuple[Element, ...]:
    boxes = map(_call_box, (handout.call_us, handout.emergency))
    return (_pain_guide(handout.pain_guide), *boxes)


def _opening(opening: Opening) -> tuple[Element, ...]:
    """A logo that holds the clinic's name stands in its place."""
    logo = Element("Figure", node=opening.logo, alt=opening.clinic.text)
    clinic = (opening.clinic, opening.tagline, opening.phone, opening.web, opening.address)
    cells = (Element("P", _maybe("Span", cell.label, cell.value)) for cell in opening.patient)
    return (
        logo,
        *_maybe("P", *clinic),
        *_maybe("H1", opening.title),
        *_maybe("P", opening.goal),
        *cells,
        *_maybe("P", opening.changes),
    )


def _at_a_glance(glance: AtAGlance) -> Element:
    legend = glance.legend
    marks = _maybe("Span", legend.lead, legend.move, legend.feel) if legend else ()
    heads = Element("TR", tuple(_column_head(words) for words in glance.columns))
    rows = (
        Element(
            "TR",
            (
                Element("TH", _maybe("Span", row.name, row.side), scope="Row"),
                *_maybe("TD", row.how_much, row.how_often),
            ),
        )
        for row in glance.rows
    )
    table = Element("Table", (heads, *rows), title=glance.heading.text)
    return Element("Sect", (*_maybe("H2", glance.heading), Element("P", marks), table))


def _facts(facts: Facts) -> tuple[Element, ...]:
    return (*_maybe("P", facts.minutes, facts.need), _list(facts.items, "None"))


def _chart(chart: Chart) -> Element:
    """A day without words keeps its cell; what is ticked there, or why not, is drawn."""
    corner = Element("TD", keep=True)
    weeks = (_column_head(week.heading, len(week.days)) for week in chart.weeks)
    days = (_column_head(day) for week in chart.weeks for day in week.days)
    rows = (
        Element(
            "TR",
            (
                Element("TH", _maybe("Span", row.number, row.name, row.detail), scope="Row"),
                *(Element("TD", node=cell.id, keep=True) for cell in row.cells),
            ),
        )
        for row in (*chart.rows, chart.worst_pain)
    )
    heads = (Element("TR", (corner, *weeks)), Element("TR", (corner, *days)))
    table = Element("Table", (*heads, *rows), title=chart.heading.text)
    return Element("Sect", (*_maybe("H2", chart.heading), *_maybe("P", chart.lead), table))


def _column_head(words: Phrase, columns: int = 1) -> Element:
    return Element("TH", node=words.id, scope="Column", columns=columns)


def _aside(aside: Aside, *more: Phrase) -> Element:
    return Element("Sect", (*_maybe("H3", aside.heading), *_maybe("P", *aside.lines, *more)))


def _summary(summary: Summary) -> tuple[Element, ...]:
    sections = (
        Element("Sect", (*_maybe("H2", section.heading), *_maybe("P", *section.lines)))
        for section in summary.sections
    )
    first = (*_maybe("P", summary.notice), *_maybe("H1", summary.heading))
    return (*first, *sections)


def _separator(separator: Separator) -> tuple[Element, ...]:
    first = (*_maybe("P", separator.notice, separator.clinic), *_maybe("H1", separator.heading))
    numbers = tuple(
        Element("LI", (Element("LBody", node=number.id),)) for number in separator.numbers
    )
    listed = (Element("L", numbers, numbering="None"),) if numbers else ()
    return (*first, *_maybe("P", separator.site, *separator.lines), *listed)


def _maybe(kind: str, *phrases: Phrase | None) -> tuple[Element, ...]:
    return tuple([_leaf(kind, phrase.id) for phrase in phrases if phrase is not None])


@functools.lru_cache(maxsize=1024)
def _leaf(kind: str, node: str) -> Element:
    """Kept: exercises call their nodes by the same names."""
    return Element(kind, (), node)


def _head(head: Head) -> tuple[Element, ...]:
    facts = (head.phone, head.patient, head.number, head.physio, head.next_visit)
    return (
        *_maybe("H1", head.clinic),
        *_maybe("P", *facts, head.scan, head.turn_over, head.changes),
    )


@_kept
def _exercise(exercise: ExerciseBlock) -> Part:
    """On the front, and on the back."""
    front = Element(
        "Sect",
        (
            *_maybe("H2", exercise.title),
            *_maybe("P", exercise.side, exercise.change, exercise.draft),
            *map(_figure, exercise.frames),
            *_whole_dose(exercise),
            _list(exercise.steps, "Decimal"),
            *_maybe("P", exercise.stop, exercise.note),
            *((_code(exercise.code),) if exercise.code else ()),
        ),
    )
    return part(front, _more(exercise.more, exercise.steps_continued.id))


@_kept
def _exercise_in_full(exercise: ExerciseBlock) -> Part:
    """Header, dose, pictures, steps, adjustments, feel, stop, note, code."""
    more, stop, code = exercise.more, exercise.stop_box, exercise.code
    whole = Element(
        "Sect",
        (
            *_maybe("H2", exercise.title),
            *_maybe("P", exercise.draft, exercise.side, exercise.change, more.purpose),
            *_whole_dose(exercise),
            *map(_figure, exercise.frames),
            _list(exercise.steps, "Decimal"),
            *_maybe("H3", more.title, more.adjustments_heading),
            *_maybe("P", *more.adjustments),
            Element("Sect", (*_maybe("H3", more.feel_heading), *_maybe("P", more.feel))),
            *((_stop_box(stop),) if stop else ()),
            *_maybe("P", exercise.note),
            *((*_maybe("P", code.scan), _code(code)) if code else ()),
        ),
    )
    return part(whole)


def _stop_box(box: StopBox) -> Element:
    cautions = (*_maybe("H3", box.heading), _list(box.cautions, "Disc"))
    return Element("Sect", (*_maybe("P", box.pain), *cautions))


def _figure(frame: Frame) -> Element:
    return Element("Figure", node=frame.id, alt=frame.alt)


def _whole_dose(exercise: ExerciseBlock) -> tuple[Element, ...]:
    return (
        _dose(exercise.how_much),
        _dose(exercise.how_often),
        *_maybe("P", exercise.under_dose),
        *((_phases(exercise.phases),) if exercise.phases else ()),
    )


@_kept
def _dose(box: DoseBox) -> Element:
    return _list(box.lines, "None", box.name)


def _phases(table: DoseTable) -> Element:
    """A row for each phase; its first cell heads the row (ISO 14289-1 §7.5)."""
    rows = tuple(
        Element("TR", (Element("TH", node=row.when.id, scope="Row"), *_maybe("TD", row.dose)))
        for row in table.rows
    )
    return Element("Table", rows, title=table.name)


def _list(items: tuple[ListItem, ...], numbering: str, title: str | None = None) -> Element:
    return Element("L", tuple(map(_list_item, items)), title=title, numbering=numbering)


def _list_item(item: ListItem) -> Element:
    return _labelled(item.label.id, item.body.id)


@functools.lru_cache(maxsize=1024)
def _labelled(label: str, body: str) -> Element:
    return Element("LI", (_leaf("Lbl", label), _leaf("LBody", body)))


def _code(code: Code) -> Element:
    symbol = Element("Figure", node=code.id, alt=code.alt)
    link = Element("Link", (symbol, *_maybe("Span", code.address)), links_of=code.id)
    return Element("P", (link,))


@_kept
def _pain_guide(guide: PainGuide) -> Element:
    panels = (
        element
        for panel in guide.panels
        for element in (*_maybe("H3", panel.heading), *_maybe("P", panel.advice))
    )
    head = (*_maybe("H2", guide.heading), *_maybe("P", guide.lead, guide.rule))
    return Element("Sect", (*head, *panels))


@_kept
def _call_box(box: CallBox) -> Element:
    said = (*_maybe("H2", box.heading), _list(box.bullets, "Disc"), *_maybe("P", box.closed))
    return Element("Sect", said)


@_kept
def _more(more: More, steps_continued: str) -> Element:
    return Element(
        "Sect",
        (
            *_maybe("H3", more.title),
            *_maybe("P", more.purpose, more.feel),
            _leaf("P", steps_continued),
            *_maybe("P", *more.stop),
            *_maybe("H4", more.adjustments_heading),
            *_maybe("P", *more.adjustments),
        ),
    )


@_kept
def _information(information: Information) -> Element:
    said = (*_maybe("H2", information.heading), *_maybe("P", *information.paragraphs))
    return Element("Sect", said)
