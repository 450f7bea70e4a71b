"""Handout → outline: the elements of the structure tree, in reading order, before anything is
placed (ISO 32000-1 §14.8.4, ISO 14289-1 §7).

One function for each type of the Handout. An element names the node whose page items are its
content; structure.py looks up what was placed and leaves out the elements that nothing shows.
The Furniture has no element: it is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.model.handout import (
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
)
from handouts.model.separator import Separator
from handouts.model.summary import Summary


@dataclass(frozen=True, slots=True)
class Element:
    """One element. `node` owns its marked content, `links_of` its link annotations."""

    type: str
    kids: tuple[Element, ...] = ()
    node: str | None = None
    links_of: str | None = None
    alt: str | None = None
    title: str | None = None
    numbering: str | None = None
    scope: str | None = None


def outline(handout: Handout | Summary | Separator) -> Element:
    """The whole document."""
    if isinstance(handout, Separator):
        return _separator(handout)
    if isinstance(handout, Summary):
        return _summary(handout)
    more = (_more(exercise) for exercise in handout.exercises)
    return Element(
        "Document",
        (
            *_head(handout.head),
            *map(_exercise, handout.exercises),
            _pain_guide(handout.pain_guide),
            _call_box(handout.call_us),
            _call_box(handout.emergency),
            Element(
                "Sect",
                (*_maybe("H2", handout.more_heading), *_maybe("P", handout.goal), *more),
            ),
            _information(handout.information),
            Element("Sect", _maybe("H2", handout.questions_heading)),
        ),
    )


def _summary(summary: Summary) -> Element:
    sections = (
        Element("Sect", (*_maybe("H2", section.heading), *_maybe("P", *section.lines)))
        for section in summary.sections
    )
    first = (*_maybe("P", summary.notice), *_maybe("H1", summary.heading))
    return Element("Document", (*first, *sections))


def _separator(separator: Separator) -> Element:
    first = (*_maybe("P", separator.notice, separator.clinic), *_maybe("H1", separator.heading))
    numbers = tuple(
        Element("LI", (Element("LBody", node=number.id),)) for number in separator.numbers
    )
    listed = (Element("L", numbers, numbering="None"),) if numbers else ()
    return Element("Document", (*first, *_maybe("P", separator.site, *separator.lines), *listed))


def types_of_nodes(root: Element) -> dict[str, str]:
    """{node: type of the element that holds its content}.

    Raises ValueError when two elements claim one node: ids of a Handout are unique.
    """
    types: dict[str, str] = {}
    for element in _elements(root):
        if element.node is None:
            continue
        if element.node in types:
            raise ValueError(f"two nodes of the handout are called {element.node!r}")
        types[element.node] = element.type
    return types


def _elements(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        yield from _elements(kid)


def _maybe(kind: str, *phrases: Phrase | None) -> tuple[Element, ...]:
    return tuple(Element(kind, node=phrase.id) for phrase in phrases if phrase is not None)


def _head(head: Head) -> tuple[Element, ...]:
    facts = (head.phone, head.patient, head.number, head.physio, head.next_visit)
    return (
        *_maybe("H1", head.clinic),
        *_maybe("P", *facts, head.scan, head.turn_over, head.changes),
    )


def _exercise(exercise: ExerciseBlock) -> Element:
    return Element(
        "Sect",
        (
            *_maybe("H2", exercise.title),
            *_maybe("P", exercise.side, exercise.draft),
            *map(_figure, exercise.frames),
            _dose(exercise.how_much),
            _dose(exercise.how_often),
            *_maybe("P", exercise.under_dose),
            *((_phases(exercise.phases),) if exercise.phases else ()),
            _list(exercise.steps, "Decimal"),
            *_maybe("P", exercise.stop, exercise.note),
            *((_code(exercise.code),) if exercise.code else ()),
        ),
    )


def _figure(frame: Frame) -> Element:
    return Element("Figure", node=frame.id, alt=frame.alt)


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
    return Element("LI", (*_maybe("Lbl", item.label), *_maybe("LBody", item.body)))


def _code(code: Code) -> Element:
    symbol = Element("Figure", node=code.id, alt=code.alt)
    link = Element("Link", (symbol, *_maybe("Span", code.address)), links_of=code.id)
    return Element("P", (link,))


def _pain_guide(guide: PainGuide) -> Element:
    panels = (
        element
        for panel in guide.panels
        for element in (*_maybe("H3", panel.heading), *_maybe("P", panel.advice))
    )
    return Element(
        "Sect", (*_maybe("H2", guide.heading), *_maybe("P", guide.lead, guide.rule), *panels)
    )


def _call_box(box: CallBox) -> Element:
    return Element(
        "Sect",
        (*_maybe("H2", box.heading), _list(box.bullets, "Disc"), *_maybe("P", box.closed)),
    )


def _more(exercise: ExerciseBlock) -> Element:
    more: More = exercise.more
    return Element(
        "Sect",
        (
            *_maybe("H3", more.title),
            *_maybe("P", more.purpose, more.feel, exercise.steps_continued, *more.stop),
            *_maybe("H4", more.adjustments_heading),
            *_maybe("P", *more.adjustments),
        ),
    )


def _information(information: Information) -> Element:
    return Element(
        "Sect", (*_maybe("H2", information.heading), *_maybe("P", *information.paragraphs))
    )
