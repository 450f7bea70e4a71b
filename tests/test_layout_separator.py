"""The separator page: what it says, that all of it fits, and that nobody takes it for a sheet."""

from __future__ import annotations

import pytest
import scenes
from page_items import items
from pdf_checks import assert_valid, structure_tree

from handouts.errors import HandoutError
from handouts.layout.separator_page import lay_out_separator
from handouts.layout.theme import theme_of
from handouts.merge.separator import missing, separate, title_of_pile
from handouts.model.clinic import PrintOptions
from handouts.model.page import Page, Text
from handouts.model.separator import Separator
from handouts.pipeline import make_separator
from handouts.units import PAPERS, PaperName, mm


def separator(count: int = 12, clinician: str = "Alex Example", number: str = "P-{}") -> Separator:
    patients = [number.format(1000 + at) for at in range(count)]
    return separate(scenes.clinic(), "main", clinician, patients)


def pages(of: Separator, paper: PaperName = "a4") -> tuple[Page, ...]:
    theme = theme_of(scenes.clinic(), PrintOptions(paper=paper))
    return lay_out_separator(of, theme, scenes.fonts())


def texts(page: Page) -> list[Text]:
    return [item for item, _, _ in items(page) if isinstance(item, Text)]


def numbers_on(page: Page) -> list[str]:
    return [text.text for text in texts(page) if (text.node or "").startswith("number.")]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("count", [1, 12, 60, 300])
def test_every_number_stands_on_one_page_within_its_margins(count: int, paper: PaperName) -> None:
    wanted = separator(count)
    (page,) = pages(wanted, paper)
    assert (page.width, page.height) == (mm(PAPERS[paper].width_mm), mm(PAPERS[paper].height_mm))
    assert numbers_on(page) == [number.text for number in wanted.numbers]
    fonts, foot = scenes.fonts(), page.placed[-1].y
    places = set()
    for item, x, y in items(page):
        if isinstance(item, Text):
            right = x + item.x + fonts.width(item.text, item.weight, item.size)
            assert mm(10) <= x + item.x
            assert right <= page.width - mm(10)
            assert y + item.baseline < foot
            places.add((round(x + item.x), round(y + item.baseline)))
    assert len(places) == len(texts(page))


def test_few_numbers_are_large_and_many_are_smaller_but_can_be_read() -> None:
    def size(count: int) -> float:
        return texts(pages(separator(count))[0])[-1].size

    assert size(5) == 24
    assert 10 <= size(300) < size(120) < size(5)


def test_a_very_long_list_goes_on_over_the_page() -> None:
    wanted = separator(2000)
    laid_out = pages(wanted)
    assert len(laid_out) > 1
    found = [number for page in laid_out for number in numbers_on(page)]
    assert found == [number.text for number in wanted.numbers]
    assert_valid(make_separator(wanted, theme_of(scenes.clinic(), PrintOptions()), scenes.fonts()))


@pytest.mark.parametrize(
    "clinician",
    ["Featherstonehaugh-Cholmondeley-Example", "W" * 38, "Wolfeschlegelsteinhausen " * 2],
)
def test_a_long_name_is_set_smaller_and_never_refused(clinician: str) -> None:
    (page,) = pages(separator(4, clinician))
    said = [text for text in texts(page) if text.node == "heading"]
    assert "".join(text.text for text in said).replace(" ", "") == clinician.replace(" ", "")


def test_the_longest_numbers_fit() -> None:
    (page,) = pages(separator(30, number="P" * 36 + "{}"))
    assert len(numbers_on(page)) == 30


def test_its_words_are_tagged_in_reading_order() -> None:
    clinic = scenes.clinic()
    wanted = separator(2)
    pdf = make_separator(wanted, theme_of(clinic, clinic.print), scenes.fonts())
    assert_valid(pdf)
    tree = structure_tree(pdf)
    order = [
        "For the front desk",
        clinic.name,
        "Alex Example",
        "2 patients",
        "P-1000",
        "P-1001",
    ]
    found = [tree.index(words) for words in order]
    assert found == sorted(found)
    assert "H1" in tree


def test_one_patient_is_counted_in_the_singular_and_two_sheets_of_one_patient_once() -> None:
    (line,) = separator(1).lines
    assert line.text == "1\u00a0patient"
    (line,) = separate(scenes.clinic(), "main", "", ["P-1", "P-1", "P-2"]).lines
    assert line.text == "2\u00a0patients"


def test_what_is_missing_is_counted_also_without_a_number() -> None:
    page = missing(scenes.clinic(), ["P-1"], 2)
    assert [line.text for line in page.lines] == [
        "3\u00a0sheets were not made",
        "2\u00a0of them have no patient number that can be read",
        "The report of the batch says why.",
    ]
    assert [number.text for number in page.numbers] == ["P-1"]
    (page_laid_out,) = pages(missing(scenes.clinic(), [], 1))
    assert numbers_on(page_laid_out) == []


def test_a_site_without_address_is_named_by_its_id() -> None:
    clinic = scenes.clinic()
    north = clinic.sites[0].model_copy(update={"id": "north", "address": None})
    two = clinic.model_copy(update={"sites": (*clinic.sites, north)})
    for site, says in (("north", "north"), ("main", clinic.sites[0].address)):
        phrase = separate(two, site, "Alex Example", ["P-1"]).site
        assert phrase
        assert phrase.text == says
    assert separate(clinic, "main", "Alex Example", ["P-1"]).site is None


def test_letters_that_no_font_has_are_refused() -> None:
    with pytest.raises(HandoutError):
        pages(separator(clinician="王医生"))


def test_a_language_without_words_of_its_own_is_said_in_english() -> None:
    french = scenes.clinic().model_copy(update={"language": "fr"})
    page = separate(french, "main", "", ["P-1"])
    assert (page.language, page.heading.text) == ("en", "No clinician named")
    assert title_of_pile(french) == title_of_pile(scenes.clinic())
    british = scenes.clinic().model_copy(update={"language": "en-GB"})
    assert separate(british, "main", "", ["P-1"]).language == "en-GB"
