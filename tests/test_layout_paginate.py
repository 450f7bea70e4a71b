"""Which exercise stands on which page, and what moves on when there is no room."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from page_items import items
from scenes import (
    EXAMPLE,
    ONE,
    SEVEN,
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
from handouts.layout.paginate import lay_out
from handouts.layout.sheet_back import more_item
from handouts.layout.theme import theme_for
from handouts.model.handout import Phrase, Run
from handouts.model.page import Page, Path, Picture, QrCode, Text
from handouts.units import mm


def texts(page: Page) -> str:
    return "".join(item.text for item, _, _ in items(page) if isinstance(item, Text))


def codes(page: Page) -> int:
    return sum(isinstance(item, QrCode) for item, _, _ in items(page))


def short(count: int, **words: Any) -> Scene:
    """So many exercises that say little."""
    made = [exercise(f"made-up-{at}", words=words) for at in range(count)]
    entries = [{"exercise": one.id, "reps": "10"} for one in made]
    return scene(entries, library_of(*made), next_visit=None)


@pytest.mark.parametrize(
    ("count", "fronts"), [(1, [1]), (3, [3]), (4, [4]), (5, [4, 1]), (8, [4, 4])]
)
def test_a_sheet_takes_up_to_four_exercises(count: int, fronts: list[int]) -> None:
    pages = short(count).pages
    assert [codes(page) for page in pages[::2]] == fronts
    assert all(codes(page) == 0 for page in pages[1::2])


def test_four_that_do_not_hold_are_three_and_one() -> None:
    long = ["Step with a good many words in it, so that it takes three lines."] * 4
    assert [codes(page) for page in short(4, steps=long).pages[::2]] == [3, 1]


def test_the_example_is_one_piece_of_paper() -> None:
    assert len(scene(EXAMPLE).pages) == 2


def test_three_or_fewer_are_set_larger_where_that_costs_no_paper() -> None:
    def step_sizes(made: Scene) -> set[float]:
        return {
            item.size
            for item, _, _ in items(made.pages[0])
            if isinstance(item, Text)
            and item.node
            and ".step" in item.node
            and ".body" in item.node
        }

    assert step_sizes(short(3)) == {12.5}
    assert step_sizes(short(4)) == {12}
    assert step_sizes(scene(SEVEN[3:6])) == {12}  # in larger type they would take a second sheet


def test_pictures_grow_with_the_room_and_are_alike() -> None:
    def heights(made: Scene) -> set[float]:
        frames = [
            item for item, _, _ in items(made.pages[0])
            if isinstance(item, Path) and item.stroke == "#c9d3d2" and len(item.outline) == 10
        ]  # fmt: skip
        return {round((max(y) - min(y)) / mm(1), 2) for f in frames
                for y in [[s[-1] for s in f.outline if len(s) > 1]]}  # fmt: skip

    assert heights(scene(ONE)) == {43.75}  # less half the frame's line on either side
    assert len(heights(scene(EXAMPLE, reviewed(library())))) == 1


def test_every_page_has_disclaimer_phone_page_number_and_version() -> None:
    made = scene(SEVEN)
    version = made.handout.furniture.version.text
    for number, page in enumerate(made.pages, 1):
        said = texts(page).replace("\u00a0", " ")
        assert "This plan is only for the person named on this sheet." in said
        assert "01632 960 123" in said
        assert f"Page {number} of {len(made.pages)}" in said
        assert version in said


def test_the_full_disclaimer_stands_once_and_the_safety_boxes_on_every_back() -> None:
    made = scene(SEVEN)
    backs = [texts(page) for page in made.pages[1:6:2]]
    assert all("Call 999 right away if" in back for back in backs)
    assert sum("Important information" in texts(page) for page in made.pages) == 1


def test_what_every_sheet_repeats_is_read_aloud_once() -> None:
    made = scene(SEVEN)
    read = [
        item.text for page in made.pages for item, _, _ in items(page)
        if isinstance(item, Text) and item.node == "pain"
    ]  # fmt: skip
    assert read == ["Pain guide"]


def test_draft_lines_stand_under_each_title_and_in_each_footer() -> None:
    draft = "Draft: wording not yet checked by a clinician"
    made = scene(EXAMPLE)
    assert texts(made.pages[0]).count(draft) == 3 + 1
    assert texts(made.pages[1]).count(draft) == 1
    signed = scene(EXAMPLE, reviewed(library()))
    assert not any("Draft" in texts(page) for page in signed.pages)


def test_steps_that_fill_more_than_a_page_go_on_on_the_back() -> None:
    steps = [f"Step {at} with words enough to take up two whole lines." for at in range(24)]
    made = scene([{"exercise": "made-up"}], library_of(exercise(words={"steps": steps})))
    front, back = texts(made.pages[0]), "".join(texts(page) for page in made.pages[1:])
    assert "Step 0 " in front
    assert "Step 23 " in back
    assert "More steps" in back
    assert all((f"Step {at} " in front) != (f"Step {at} " in back) for at in range(24))


def test_what_no_page_holds_is_refused_with_its_place() -> None:
    endless = exercise(words={"steps": ["word " * 2000]})
    with pytest.raises(HandoutError, match="takes more than a page"):
        scene([{"exercise": "made-up"}], library_of(endless))


def test_a_word_wider_than_its_column_is_refused() -> None:
    with pytest.raises(HandoutError, match="a word is too long"):
        scene([{"exercise": "made-up"}], library_of(exercise(words={"steps": ["a" * 80]})))


def test_an_address_that_fits_no_column_stands_under_the_steps() -> None:
    made_up = exercise(video="https://physio.example.org/videos/made-up")
    made = scene([{"exercise": "made-up"}], library_of(made_up))
    assert "Video: physio.example.org/videos/made-up" in texts(made.pages[0])


def test_a_code_too_fine_to_scan_is_refused() -> None:
    made_up = exercise(video="https://example.org/" + "a" * 150)
    with pytest.raises(HandoutError, match="too fine to scan"):
        scene([{"exercise": "made-up"}], library_of(made_up))


@pytest.mark.parametrize("entries", [ONE, EXAMPLE, SEVEN])
def test_a_picture_is_never_distorted(entries: Any) -> None:
    for page in scene(entries).pages:
        for item, _, _ in items(page):
            if isinstance(item, Picture):
                width, height = item.artwork.size
                assert item.height / height == pytest.approx(item.width / width)


def test_no_module_of_a_code_is_under_eight_tenths_of_a_millimetre() -> None:
    for page in scene(SEVEN, print={"paper": "letter"}).pages:
        for item, _, _ in items(page):
            if isinstance(item, QrCode):
                assert item.module >= mm(0.8)


def test_no_text_that_a_patient_acts_on_is_under_twelve_points() -> None:
    made = scene(SEVEN)
    for page in made.pages:
        for item, _, _ in items(page):
            if isinstance(item, Text) and item.node:
                assert item.size >= 12, item


def test_words_that_no_font_has_are_all_named_at_once() -> None:
    made_up = exercise(words={"steps": ["Sit 💥", "שב", "बैठो"]})
    with pytest.raises(HandoutError) as caught:
        scene([{"exercise": "made-up"}], library_of(made_up))
    messages = [problem.message for problem in caught.value.problems]
    assert "no font here has U+1F4A5 (collision symbol)" in messages[0]
    assert messages[1:] == [
        "Hebrew text is not supported yet",
        "Devanagari text is not supported yet",
    ]


def test_blanks_are_boxes_to_write_in_that_are_read_aloud() -> None:
    made = scene([{"exercise": "made-up"}], library_of(exercise()))
    boxes = [
        item.spoken for item, _, _ in items(made.pages[0])
        if isinstance(item, Path) and item.node and item.node.startswith("e1.") and item.spoken
    ]  # fmt: skip
    assert boxes == ["blank", "blank"]


def test_the_goal_is_said_once_and_what_has_changed_on_the_first_page_alone() -> None:
    made = scene(SEVEN, goal="To walk to the shop.")
    said = ["To walk to the shop." in texts(page) for page in made.pages]
    assert said == [False, True, *[False] * (len(said) - 2)]
    head = made.handout.head
    assert head is not None
    changed = replace(head, changes=Phrase("changes", (Run("Two exercises are new."),)))
    pages = lay_out(
        replace(made.handout, head=changed), theme_for(clinic(), prescription(SEVEN)), fonts()
    )
    said = ["Two exercises are new." in texts(page) for page in pages]
    assert said == [True, *[False] * (len(pages) - 1)]


@pytest.mark.parametrize(("letters", "under"), [(20, False), (60, True)])
def test_a_name_that_leaves_no_room_for_the_number_stands_over_it(
    letters: int, under: bool
) -> None:
    made = scene(ONE, patient={"id": "P-1042", "name": "Nomen " * (letters // 6)})
    lowest = {
        item.node: y + item.baseline
        for item, _, y in items(made.pages[0])
        if isinstance(item, Text)
    }
    assert (lowest["number"] - lowest["patient"] > mm(3)) is under


def test_a_back_says_the_late_steps_of_its_own_sheet() -> None:
    """What is kept of an exercise's back is told apart by the steps that moved there."""
    (block,) = short(1, steps=["Sit down.", "Stand up."]).handout.exercises
    colours = theme_for(clinic(), prescription(ONE)).colours
    for late in ((), block.steps[1:], ()):
        item = more_item(block, late, colours, fonts())
        said = "".join(shown.text for shown in item.items if isinstance(shown, Text))
        assert ("Stand up." in said) == bool(late)
