"""The first and the last page of a booklet: what stands there, how it is set, what moves on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from booklets import booklet_of, booklet_scene
from clinics import text_of
from hypothesis import given, settings
from hypothesis import strategies as st
from page_items import box, items, spoken_by_node
from pdf_checks import elements, is_element, kids, kind, structure_tree
from scenes import (
    EXAMPLE,
    SEVEN,
    Entries,
    Scene,
    exercise,
    fonts,
    library,
    library_of,
    prescription,
    reviewed,
)
from scenes import clinic as shipped_clinic
from test_layout_properties import (
    assert_inside_the_margins,
    assert_nothing_overlaps,
    doses,
    many,
    plain,
    sentences,
    words,
)

from handouts.errors import HandoutError
from handouts.layout.paginate import lay_out
from handouts.layout.theme import INK, RULED, WHITE, theme_for
from handouts.merge.chart_days import MOST_BOXES
from handouts.merge.merge import merge
from handouts.model.clinic import Clinic
from handouts.model.drawing import Drawing, DrawnPath
from handouts.model.handout import Phrase
from handouts.model.page import Page, Path, Picture, Text
from handouts.model.phrases import phrases

FEW_SIGNS = {"emergency_if": ("you have chest pain",), "call_us_if": ("you feel dizzy",)}


def signed_off(entries: Entries, **more: Any) -> Scene:
    """Without the Draft lines, as a clinic prints it."""
    return booklet_scene(entries, reviewed(library()), **more)


def changed(**fields: Any) -> Clinic:
    clinic = shipped_clinic().model_copy(update=fields)
    return clinic.with_artwork(fields.get("artwork", shipped_clinic().artwork))


def nodes(page: Page) -> list[str]:
    return [item.node for item, _, _ in items(page) if isinstance(item, Text) and item.node]


def page_with(made: Scene, node: str) -> int:
    return next(at for at, page in enumerate(made.pages, 1) if node in nodes(page))


def pictures(page: Page) -> list[Picture]:
    """Those of the table: of no node, for the exercise's own page says what they show."""
    shown = [item for item, _, _ in items(page) if isinstance(item, Picture) and item.node is None]
    return [picture for picture in shown if picture.artwork != shipped_clinic().artwork]


def boxes_to_tick(page: Page) -> list[float]:
    """How wide they are, in millimetres: 6.4 to tick, 8 to count, 7.4 for pain."""
    widths = []
    for item, x, y in items(page):
        if isinstance(item, Path) and item.fill == WHITE and item.stroke in {INK, RULED}:
            here = box(item, x, y, fonts())
            widths.append(round(here.right - here.left + item.line_width * 25.4 / 72, 1))
    return widths


# ------------------------------------------------------------------ the first page


def test_the_first_page_in_order() -> None:
    made = signed_off(EXAMPLE, goal="To ease your lower back.")
    first = list(dict.fromkeys(nodes(made.pages[0])))
    order = [
        "clinic", "opening.tagline", "phone", "opening.web", "opening.address", "opening.title",
        "opening.goal", "opening.patient.label", "opening.visit.value", "glance.heading",
        "glance.e1.name", "glance.e3.often", "facts.minutes", "facts.need", "pain",
        "pain.stop.advice", "call.heading", "call.closed", "emergency.heading", "emergency.5.body",
    ]  # fmt: skip
    assert [node for node in first if node in order] == order
    assert page_with(made, "e1.title") == 2


def test_all_prescribed_values_can_be_read() -> None:
    said = text_of(booklet_scene(EXAMPLE).pdf).replace("\u00a0", " ")
    for value in (
        "Hold 30 seconds, 4 times in a row", "2 times a day", "Hold 5 seconds, 10 times in a row",
        "Once a day", "2 sets of 10 times", "Every second day", "About 10 minutes a day",
        "red resistance band", "Week 1, from 22 November", "Week 2, from 29 November",
        "Stretch your right side, 2 times a day", "Work your left shoulder, every second day",
        "Monday 7 December 2026", "10:30 am with Alex Example", "Booklet, A4",
    ):  # fmt: skip
        assert value in said


@pytest.mark.parametrize(
    ("count", "paper", "shown"),
    [(1, "a4", 1), (3, "a4", 3), (4, "a4", 4), (5, "a4", 0), (3, "letter", 3), (4, "letter", 0)],
)  # fmt: skip
def test_rows_have_pictures_while_there_is_room(count: int, paper: str, shown: int) -> None:
    clinic = changed(**FEW_SIGNS, tagline=None, web=None)
    entries = [{"exercise": "bridge", "reps": "5"}] * count
    made = signed_off(entries, at=clinic, print={"paper": paper})
    assert len(pictures(made.pages[0])) == shown


def test_many_signs_take_the_room_of_the_pictures_before_they_move() -> None:
    goal = "To ease your lower back."
    few = signed_off(EXAMPLE, at=changed(**FEW_SIGNS), goal=goal)
    more = signed_off(EXAMPLE, goal=goal)
    assert len(pictures(few.pages[0])) == 3
    assert not pictures(more.pages[0])
    for made in (few, more):
        assert page_with(made, "emergency.heading") == 1


def test_with_many_exercises_the_guidance_moves_whole() -> None:
    made = signed_off(SEVEN)
    assert page_with(made, "glance.e7.name") == 1
    guide = {page_with(made, node) for node in ("pain", "pain.go.heading", "pain.stop.advice")}
    calls = {page_with(made, node) for node in ("call.heading", "call.closed", "emergency.5.body")}
    assert (len(guide), calls) == (1, {2})
    assert page_with(made, "e1.title") >= 2


def test_a_region_adds_its_signs() -> None:
    neck = signed_off([{"exercise": "chin-tuck-head-lift"}])
    assert "you faint, or lose your sight or balance" in text_of(neck.pdf)
    assert "you faint" not in text_of(signed_off(EXAMPLE).pdf)


def test_a_table_longer_than_a_page_goes_on_with_its_heads() -> None:
    made = signed_off([{"exercise": "bridge", "frequency": "1/day"}] * 40)
    table = [
        {node for node in nodes(page) if node.startswith("glance.e") and node.endswith(".name")}
        for page in made.pages
    ]
    assert sum(map(len, table)) == 40
    parts = [page for page, rows in zip(made.pages, table, strict=True) if rows]
    assert len(parts) == 3
    for page in parts:
        shown = [item.text for item, _, _ in items(page) if isinstance(item, Text)]
        assert shown.count("How often") == 1
    assert sum("glance.often" in nodes(page) for page in parts) == 1  # read aloud once


def test_what_is_not_known_is_a_line_in_its_cell() -> None:
    made = signed_off(EXAMPLE, patient={"id": "P-7"}, clinician=None, next_visit=None)
    there = [
        item.node for item, _, _ in items(made.pages[0])
        if isinstance(item, Path) and item.node and item.node.endswith(".value")
    ]  # fmt: skip
    assert there == ["opening.patient.value", "opening.clinician.value", "opening.visit.value"]


def test_long_names_have_the_room_of_the_short_ones() -> None:
    name = "Maria Magdalena Wilhelmina Van den Oever-Aleksandrowicz"
    made = signed_off(
        EXAMPLE, patient={"id": "P-7", "name": name}, clinician="Konstantina Wolfeschlegelstein"
    )
    said = spoken_by_node(made.pages)
    assert plain(said["opening.patient.value"]) == name.split()
    assert plain(said["opening.clinician.value"]) == ["Konstantina", "Wolfeschlegelstein"]
    assert_nothing_overlaps(made)
    assert_inside_the_margins(made)


def test_what_has_changed_since_stands_on_the_first_page() -> None:
    printed = {"format": "booklet"}
    old = prescription([{"exercise": "bridge", "reps": "5"}], date="2026-11-01", next_visit=None)
    new = prescription([{"exercise": "bridge", "reps": "8"}], print=printed)
    handout = merge(new, reviewed(library()), shipped_clinic(), old)
    pages = lay_out(handout, theme_for(shipped_clinic(), new), fonts())
    said = plain(spoken_by_node(pages[:1])["changes"])
    assert " ".join(said) == "Since 1 November 2026: Changed: 1 Bridge."
    assert "P Since 1 November 2026" in structure_tree(Scene(handout, pages).pdf)


def test_a_wide_logo_stands_for_the_name() -> None:
    wide = Drawing(180, 40, (DrawnPath("0 0 m 180 0 l 180 40 l 0 40 l h", "#1f7a73"),))
    made = signed_off(EXAMPLE, at=changed(artwork=wide))
    assert "clinic" not in nodes(made.pages[0])
    assert structure_tree(made.pdf).startswith(
        'Document\n  Figure Alt="Riverside Physiotherapy"\n  P Movement'
    )
    (logo,) = (
        item for item, _, _ in items(made.pages[0]) if isinstance(item, Picture) and item.node
    )
    assert logo.width * 25.4 / 72 == pytest.approx(50)


# ------------------------------------------------------------------ the last page


def test_the_last_page_in_order() -> None:
    made = signed_off(EXAMPLE)
    last = list(dict.fromkeys(nodes(made.pages[-1])))
    order = [
        "chart.heading", "chart.lead", "chart.week1.heading", "chart.week2.day7", "chart.e1.name",
        "chart.e3.detail", "chart.pain.name", "questions", "information", "information.2",
        "visit.heading", "visit.3", "about.heading", "about.2", "footer.version",
    ]  # fmt: skip
    assert [node for node in last if node in order] == order


@settings(max_examples=25, deadline=None, derandomize=True)
@given(times=st.lists(st.integers(1, 6), min_size=1, max_size=5))
def test_boxes_are_as_many_as_times_a_day(times: list[int]) -> None:
    entries = [{"exercise": "made-up", "frequency": f"{count}/day"} for count in times]
    made = booklet_scene(entries, library_of(exercise()))
    drawn = boxes_to_tick(made.pages[page_with(made, "chart.heading") - 1])
    assert drawn.count(6.4) == 14 * sum(count for count in times if count <= MOST_BOXES)
    assert drawn.count(8.0) == 14 * sum(count > MOST_BOXES for count in times)
    assert drawn.count(7.4) == 14


def test_each_box_stands_under_its_day() -> None:
    made = booklet_scene([{"exercise": "made-up", "frequency": "mon thu"}], library_of(exercise()))
    page = made.pages[-1]
    days, ticks = [], []
    for item, x, y in items(page):
        here = box(item, x, y, fonts())
        if isinstance(item, Text) and item.text in {"Mon ", "Thu "}:
            days.append((here.left + here.right) / 2)
        if isinstance(item, Path) and item.stroke == INK and here.right - here.left < 6.5:
            ticks.append((here.left + here.right) / 2)
    assert len(ticks) == 4
    assert ticks == pytest.approx(days, abs=0.8)


def test_eight_exercises_have_their_chart_on_one_page() -> None:
    names = ("bridge", "cat-cow", "pelvic-tilt", "sit-to-stand", "wall-slide", "heel-raise",
             "ankle-pumps", "chin-tuck-head-lift")  # fmt: skip
    made = signed_off([{"exercise": name, "frequency": "2/day"} for name in names])
    assert page_with(made, "chart.e1.name") == page_with(made, "chart.pain.name")


def test_a_longer_chart_goes_on_with_its_days_and_splits_no_row() -> None:
    made = signed_off([{"exercise": "bridge", "frequency": "4/day"}] * 12)
    charts = [page for page in made.pages if any(node.startswith("chart.") for node in nodes(page))]
    assert len(charts) == 2
    for page in charts:
        shown = [item.text for item, _, _ in items(page) if isinstance(item, Text)]
        assert shown.count("Sun ") == 2
    assert sum(boxes_to_tick(page).count(6.4) for page in charts) == 12 * 14 * 4
    assert [boxes_to_tick(page).count(7.4) for page in charts] == [0, 14]
    for at in range(1, 13):
        row = (f"chart.e{at}.number", f"chart.e{at}.name", f"chart.e{at}.detail")
        assert len({page_with(made, node) for node in row}) == 1


def dotted(page: Page) -> int:
    """The lines that are of no phrase: those for questions."""
    return sum(
        isinstance(item, Path) and bool(item.dash) and item.node is None
        for item, _, _ in items(page)
    )


@pytest.mark.parametrize(
    ("count", "paper", "lines"), [(1, "a4", 8), (3, "a4", 5), (3, "letter", 3)]
)
def test_as_many_lines_for_questions_as_fill_the_page(count: int, paper: str, lines: int) -> None:
    made = signed_off(EXAMPLE[:count], print={"paper": paper})
    assert dotted(made.pages[-1]) == lines
    assert page_with(made, "questions") == page_with(made, "information") == len(made.pages)


def test_sections_that_are_turned_off_leave_nothing() -> None:
    off = {"at_a_glance": "false", "chart": "false", "notes": "false"}
    made = signed_off(EXAMPLE, print={"sections": off})
    said = text_of(made.pdf)
    for gone in ("At a glance", "You need", "Your two-week chart", "Worst pain", "Notes"):
        assert gone not in said
    for kept in ("Pain guide", "Call 999 right away if", "Questions for your next visit"):
        assert kept in said


def test_information_longer_than_a_page_is_refused() -> None:
    long = changed()
    full = "\n\n".join(["Your physiotherapist chose these exercises for you. " * 8] * 12)
    long = changed(disclaimer=long.disclaimer.model_copy(update={"full": full}))
    with pytest.raises(HandoutError) as refused:
        signed_off(EXAMPLE, at=long)
    (problem,) = refused.value.problems
    assert problem.message == "disclaimer.full takes more than a page"
    assert problem.hint == "write it shorter"


# ------------------------------------------------------------------ tags


def tables(data: bytes) -> Iterator[list[list[str]]]:
    """Each table, a list of kinds of cells for each of its rows, a spanning one once a column."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for element in elements(pdf):
            if kind(element) != "Table":
                continue
            rows = [row for row in kids(element) if is_element(row)]
            yield [
                [
                    kind(cell)
                    for cell in kids(row)
                    for _ in range(int(cell.get("/A", {}).get("/ColSpan", 1)))
                ]
                for row in rows
            ]


def test_table_and_chart_are_tables_that_keep_their_empty_cells() -> None:
    glance, chart = tables(signed_off(EXAMPLE).pdf)
    assert glance == [["TH"] * 3, *[["TH", "TD", "TD"]] * 3]
    assert chart == [*[["TD", *["TH"] * 14]] * 2, *[["TH", *["TD"] * 14]] * 4]


def test_the_outline_of_first_and_last_page() -> None:
    tree = structure_tree(signed_off(EXAMPLE).pdf).replace("\u00a0", " ")
    at = 0
    for line in (
        "P Riverside Physiotherapy", "H1 Your home exercises", "Span For", "Span Sample Patient",
        "H2 At a glance", "Table", "Span 1 Side-lying low back stretch",
        "Span Stretch your right side", "TD Hold 30 seconds, 4 times in a row",
        "P About 10 minutes a day", "P You need", "LBody mat", "H2 Pain guide", "H2 Call us if",
        "H2 Call 999 right away if", "H2 1 Side-lying low back stretch", "H2 Your two-week chart",
        "TH Week 1, from 22 November", "TH Sunday 22", "Span Side arm lift with a band",
        "H2 Questions for your next visit", "H2 Important information", "H3 Your next visit",
        "H3 This handout", "P Version",
    ):  # fmt: skip
        at = tree.index(line, at)


# ------------------------------------------------------------------ whatever it says


switches = st.sampled_from(["true", "false"])


@st.composite
def made_up(draw: Any) -> Scene:
    """A booklet that nobody wrote."""
    titles = st.lists(words, min_size=1, max_size=9).map(" ".join)
    things = st.lists(words, max_size=4, unique=True)
    own = [
        exercise(f"made-up-{at}", equipment=draw(things),
                 words={"title": draw(titles), "tempo": ["sink down", "pause"]})
        for at in range(draw(st.integers(1, 9)))
    ]  # fmt: skip
    entries = [{"exercise": one.id, **draw(doses)} for one in own]
    signs = st.lists(sentences, min_size=1, max_size=9, unique=True).map(tuple)
    clinic = changed(
        tagline=draw(st.none() | sentences), web=draw(st.none() | words),
        call_us_if=draw(signs), emergency_if=draw(st.none() | signs),
    )  # fmt: skip
    patient = {"id": "P-1", **({"name": draw(titles)[:60].strip()} if draw(st.booleans()) else {})}
    more = {"goal": draw(sentences)} if draw(st.booleans()) else {}
    printed = {
        "paper": draw(st.sampled_from(["a4", "letter"])),
        "hole_punch": draw(st.sampled_from(["true", "false"])),
        "sections": {"chart": draw(switches), "at_a_glance": draw(switches)},
    }  # fmt: skip
    return booklet_scene(entries, library_of(*own), clinic, patient=patient, print=printed, **more)


def said_on(made: Scene, phrase: Phrase) -> list[str]:
    found = plain(spoken_by_node(made.pages).get(phrase.id, ""))
    parent = phrase.id.removesuffix(".name").split(".")[-1]
    is_badge = phrase.id.startswith("glance.e") and phrase.id.endswith(".name")
    return found[1:] if is_badge and found[:1] == [parent.removeprefix("e")] else found


@settings(parent=many, max_examples=25)
@given(made_up())
def test_every_word_of_both_pages_once_and_nothing_on_top_of_another(made: Scene) -> None:
    for phrase in phrases(booklet_of(made)):
        if phrase.id != "notes":
            assert said_on(made, phrase) == plain(phrase.spoken), phrase.id
    assert_nothing_overlaps(made)
    assert_inside_the_margins(made)


@settings(parent=many, max_examples=6)
@given(made_up())
def test_every_booklet_is_a_valid_pdf(made: Scene) -> None:
    assert made.pdf == made.pdf
