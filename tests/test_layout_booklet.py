"""How the exercises of a booklet stand on their pages: forms, strips, second parts, notes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace
from page_items import Box, box, items
from scenes import (
    Scene,
    clinic,
    exercise,
    fonts,
    library,
    library_of,
    prescription,
    reviewed,
    scene,
)

from handouts.errors import HandoutError
from handouts.layout.booklet_strip import booklet_strip
from handouts.layout.paginate import lay_out
from handouts.layout.theme import brand_colours, theme_for
from handouts.model.page import Page, Path, Picture, QrCode, Text
from handouts.units import mm

STEP = "Sit down on a chair."
ANY = {"exercise": "any"}
LONG_STEP = "Step with a good many words in it, so that it takes up two lines of the page."


def booklet(
    *entries: Mapping[str, Any], pictures: int = 0, sections: Mapping[str, str] | None = None,
    **words: Any,
) -> Scene:  # fmt: skip
    """A booklet of exercises that say little; of pages of exercises alone where `sections` says."""
    chosen = entries or ({"reps": "10"},)
    made = [
        exercise(
            f"made-up-{at}",
            pictures=[{"file": f"{n}.png", "steps": str(n)} for n in range(1, pictures + 1)],
            words={"steps": [STEP], "alt": ["A person."] * pictures, **words},
        )
        for at in range(len(chosen))
    ]
    art = library().pictures["bridge"][0]
    shown = replace(
        reviewed(library_of(*made)), pictures=dict.fromkeys([m.id for m in made], (art,) * pictures)
    )
    printed = {"format": "booklet"} | ({"sections": sections} if sections else {})
    asked = [{"exercise": m.id, **entry} for m, entry in zip(made, chosen, strict=True)]
    return scene(asked, shown, print=printed)


def texts(page: Page) -> str:
    return "".join(item.text for item, _, _ in items(page) if isinstance(item, Text))


def of_exercises(made: Scene) -> list[Page]:
    """The pages on which an exercise has its steps or a second part."""
    return [page for page in made.pages if said(page, ".step") or said(page, ".more.title")]


def said(page: Page, node: str) -> bool:
    return any(item.node and node in item.node for item, _, _ in items(page))


def boxes(page: Page, kind: type) -> list[Box]:
    return [box(item, x, y, fonts()) for item, x, y in items(page) if isinstance(item, kind)]


def codes(page: Page) -> int:
    return len(boxes(page, QrCode))


def frames(page: Page) -> list[Box]:
    """The borders around the pictures, 1.5 mm round."""
    return [
        box(item, x, y, fonts())
        for item, x, y in items(page)
        if isinstance(item, Path) and item.stroke == "#c9d3d2" and len(item.outline) > 4
    ]


# ---------------------------------------------------------------- pages


def test_first_the_first_page_then_the_exercises_then_the_last_page() -> None:
    first, *exercises, last = booklet(pictures=2).pages
    assert "Your home exercises" in texts(first)
    assert [codes(page) for page in exercises] == [1]
    assert "Your two-week chart" in texts(last)
    assert "Important information" in texts(last)


def test_every_page_but_the_first_has_the_running_header_with_name_and_date() -> None:
    first, *others = booklet(pictures=2).pages
    running = "Sample Patient · 22 November 2026"
    assert running not in texts(first)
    assert all(running in texts(page) for page in others)
    assert "Page 1 of 3" in texts(first)


def test_two_that_fit_share_a_page_and_stand_7_mm_apart() -> None:
    (page,) = of_exercises(booklet(*[{"reps": "10"}] * 2, pictures=2))
    assert codes(page) == 2
    one, other = (placed for placed in page.placed if placed.block.height > mm(60))
    assert other.y - one.y - one.block.height == pytest.approx(mm(7))


@pytest.mark.parametrize("steps", [5, 8])
def test_two_that_do_not_fit_take_a_page_each_in_full_width(steps: int) -> None:
    made = booklet(*[{"reps": "10"}] * 2, pictures=2, steps=[LONG_STEP] * steps)
    pages = of_exercises(made)
    assert [codes(page) for page in pages] == [1, 1]
    assert all(frame.right - frame.left == pytest.approx(87 - 0.25, abs=0.1)
               for page in pages for frame in frames(page))  # fmt: skip


def test_more_than_two_without_pictures_share_a_page() -> None:
    pages = of_exercises(booklet(*[{"reps": "10"}] * 4))
    assert max(codes(page) for page in pages) > 2


def test_a_first_exercise_that_fits_stands_under_the_call_boxes() -> None:
    off = {"at_a_glance": "false"}
    short = booklet(sections=off, cautions=[])
    assert codes(short.pages[0]) == 1
    long = booklet(sections=off, pictures=2, steps=[LONG_STEP] * 8)
    assert codes(long.pages[0]) == 0


def test_under_call_boxes_on_page_2_an_exercise_stands_in_full_width() -> None:
    made = booklet(*[{"reps": "10"}] * 8, pictures=3)
    assert "Call us if" in texts(made.pages[1])
    assert codes(made.pages[1]) == 1
    assert len(frames(made.pages[1])) == 3


@pytest.mark.parametrize(
    ("count", "width", "heights"),
    [(1, 118, (40, 70)), (2, 87, (44, 72)), (3, 56, (38, 56))],
)
def test_pictures_grow_as_far_as_their_form_lets_them(
    count: int, width: float, heights: tuple[float, float]
) -> None:
    for steps in ([STEP], [LONG_STEP] * 9):
        (page,) = of_exercises(booklet(pictures=count, steps=steps))
        shown = frames(page)
        assert len(shown) == count
        for frame in shown:
            assert frame.right - frame.left == pytest.approx(width - 0.25, abs=0.1)
            assert heights[0] - 0.3 <= frame.bottom - frame.top <= heights[1]


def test_four_pictures_stand_two_and_two() -> None:
    made = booklet(pictures=2)
    (one,) = made.handout.exercises
    more = [dataclasses.replace(frame, id=f"{frame.id}-again") for frame in one.frames]
    handout = replace(made.handout, exercises=(replace(one, frames=(*one.frames, *more)),))
    pages = lay_out(handout, theme_for(clinic(), prescription([ANY])), fonts())
    (page,) = (page for page in pages if said(page, ".step1"))
    shown = frames(page)
    assert len(shown) == 4
    assert len({round(frame.left) for frame in shown}) == 2
    assert len({round(frame.top) for frame in shown}) == 2


def test_pictures_of_one_exercise_have_one_scale_whatever_their_sizes() -> None:
    made = booklet(pictures=2)
    (one,) = made.handout.exercises
    wide, high = one.frames[0], library().pictures["sit-to-stand"][0]
    both = replace(one, frames=(wide, dataclasses.replace(one.frames[1], artwork=high)))
    handout = replace(made.handout, exercises=(both,))
    scales = [
        item.width / item.artwork.size[0]
        for page in lay_out(handout, theme_for(clinic(), prescription([ANY])), fonts())
        for item, _, _ in items(page)
        if isinstance(item, Picture) and item.node
    ]
    assert wide.artwork.size != high.size
    assert scales == pytest.approx([scales[0]] * 2)


def test_each_of_several_pictures_says_its_steps_and_one_alone_does_not() -> None:
    (page,) = of_exercises(booklet(pictures=2))
    assert "Step 1" in texts(page)
    assert "Step 2" in texts(page)
    (page,) = of_exercises(booklet(pictures=1))
    assert "Step 1" not in texts(page)


def test_what_a_picture_shows_begins_with_its_steps() -> None:
    made = booklet(pictures=2)
    alts = [frame.alt for frame in made.handout.exercises[0].frames]
    assert alts == ["Step 1: A person.", "Step 2: A person."]


# --------------------------------------------------------------- the block


def test_the_steps_are_those_in_full() -> None:
    made = booklet(steps=["Sit down on a firm chair."], steps_short=["Sit."])
    assert [step.body.text for step in made.handout.exercises[0].steps] == [
        "Sit down on a firm chair."
    ]


def test_the_pain_line_stands_over_the_cautions() -> None:
    made = booklet({"reps": "10", "pain": "none"}, cautions=["it hurts", "you feel dizzy"])
    read = "".join(texts(page) for page in of_exercises(made))
    assert "Stop at any pain.Stop if•it hurts•you feel dizzy" in read


@pytest.mark.parametrize(("cautions", "column"), [(["a"], "side"), (["a", "b"] * 4, "main")])
def test_a_note_goes_to_the_shorter_column(cautions: list[str], column: str) -> None:
    made = booklet({"reps": "10", "note": "Breathe."}, cautions=cautions, steps=[STEP] * 5)
    (page,) = of_exercises(made)
    note = next(
        box(item, x, y, fonts())
        for item, x, y in items(page)
        if isinstance(item, Text) and item.node == "e1.note"
    )
    assert (note.left > 15 + 118) == (column == "side")


def test_an_address_too_wide_for_its_column_stands_under_the_steps() -> None:
    far = "https://example.org/an/address/that/is/not/short/at/all"
    made = exercise(video=far)
    (page,) = of_exercises(
        scene([{"exercise": "made-up"}], library_of(made), print={"format": "booklet"})
    )
    (line,) = (
        (item, x + item.x)
        for item, x, _ in items(page)
        if isinstance(item, Text) and item.text == far.removeprefix("https://")
    )
    assert "Video: " in texts(page)
    assert line[1] < mm(15 + 118)


# --------------------------------------------------------- the dose strip


def strip_rows(**entry: str) -> int:
    """How many rows of cells the strip has, by their boxes."""
    (one,) = booklet(entry).handout.exercises
    block = booklet_strip(one, mm(118), brand_colours("#1f7a73"), fonts())
    assert block is not None
    drawn = (item for item in block.items if isinstance(item, Path) and len(item.outline) > 5)
    return len({round(item.outline[0][2]) for item in drawn if item.fill == "#edf4f4"})


def test_up_to_six_cells_stand_in_a_row_and_more_in_two() -> None:
    six = {"sets": "3", "reps": "8-12", "hold": "5 s", "rest": "60 s", "frequency": "2/day 3/week"}
    assert strip_rows(**six) == 1
    assert strip_rows(**six, load="red band") == 2


def test_numbers_are_25_pt_beside_their_unit_and_20_pt_over_it() -> None:
    def sizes(**entry: str) -> set[float]:
        (one,) = booklet(entry).handout.exercises
        block = booklet_strip(one, mm(118), brand_colours("#1f7a73"), fonts())
        assert block is not None
        texts = [item for item in block.items if isinstance(item, Text)]
        return {item.size for item in texts if item.text[0].isdigit()}

    assert sizes(sets="3", reps="10", frequency="2/day") == {25}
    assert sizes(sets="3", reps="8-12", hold="5 s", rest="60 s", frequency="3/week") == {20}


def test_with_all_of_the_dose_in_the_table_there_is_no_strip() -> None:
    made = booklet({"phases": {"weeks 1-6": "4 x 10 s, 3/day", "from week 7": "5 x 10 s, 1/day"}})
    (one,) = made.handout.exercises
    assert booklet_strip(one, mm(118), brand_colours("#1f7a73"), fonts()) is None


# ---------------------------------------------------------- second parts


ADJUSTMENTS = [{"question": "Too hard?", "answer": "Do it slower. " * 8}] * 4


def test_what_is_longer_than_a_page_goes_on_with_what_to_change_and_the_note() -> None:
    made = booklet(
        {"reps": "10", "note": "Breathe."}, pictures=2, steps=[LONG_STEP] * 8,
        adjustments=ADJUSTMENTS, cautions=["it hurts"],
    )  # fmt: skip
    first, second = of_exercises(made)
    assert said(first, ".step8")
    assert said(first, ".stop")
    assert not said(first, ".adjustment")
    assert "Made-up stretch, part 2" in texts(second)
    assert said(second, ".adjustment4")
    assert said(second, ".note")
    assert not frames(second)


def test_steps_longer_than_a_page_go_on_between_two_steps_with_the_pictures_again() -> None:
    made = booklet(pictures=2, steps=[LONG_STEP] * 30)
    pages = of_exercises(made)
    assert len(pages) == 3
    assert all(len(frames(page)) == 2 for page in pages)
    shown = [item.node for page in pages for item, _, _ in items(page) if isinstance(item, Picture)]
    assert [node for node in shown if node] == ["e1.frame1", "e1.frame2"]


def test_the_side_is_shown_again_over_a_second_part() -> None:
    made = exercise(
        sides="one", words={"steps": [LONG_STEP] * 30, "side_label": "Bend your {{ side }} hip"}
    )
    made_scene = scene(
        [{"exercise": "made-up", "side": "left"}], library_of(made), print={"format": "booklet"}
    )
    assert all("Bend your left hip" in texts(page) for page in of_exercises(made_scene))
    assert [said(page, "e1.side") for page in of_exercises(made_scene)] == [True, False, False]


def test_a_stop_box_longer_than_a_page_is_refused() -> None:
    with pytest.raises(HandoutError) as refused:
        booklet(cautions=["it hurts in a way that you did not expect"] * 40)
    (problem,) = refused.value.problems
    assert '"Made-up stretch" takes more than a page' in problem.message


# ----------------------------------------------------------------- notes


def test_a_page_with_one_exercise_and_room_has_lines_for_notes() -> None:
    (page,) = of_exercises(booklet(pictures=2))
    assert "Notes" in texts(page)
    (page,) = of_exercises(booklet(pictures=2, sections={"notes": "false"}))
    assert "Notes" not in texts(page)
    (page,) = of_exercises(booklet(*[{"reps": "10"}] * 2, pictures=2))
    assert "Notes" not in texts(page)


def test_notes_are_read_aloud_once() -> None:
    made = booklet(*[{"reps": "10"}] * 2, pictures=2, steps=[LONG_STEP] * 6)
    shown = [item.node for page in made.pages for item, _, _ in items(page)
             if isinstance(item, Text) and item.text == "Notes"]  # fmt: skip
    assert shown == ["notes", None]
