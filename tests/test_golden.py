"""The pages and structure trees of one, three and seven exercises, as they were looked at."""

from __future__ import annotations

import PIL.Image
import pypdfium2
import pytest
from golden_files import compare_picture, compare_text
from page_items import as_text
from pdf_checks import structure_tree
from scenes import EXAMPLE, ONE, SEVEN, Entries, fonts, prescription, scene

from handouts.load.prescription import load_prescription
from handouts.places import shipped_content

SCENES = [
    ("one", ONE, "sheet"),
    ("example", EXAMPLE, "sheet"),
    ("seven", SEVEN, "sheet"),
    ("booklet", EXAMPLE, "booklet"),
]


@pytest.mark.parametrize(("name", "entries", "in_format"), SCENES)
def test_pages_are_as_they_were_looked_at(
    name: str, entries: Entries, in_format: str, pytestconfig: pytest.Config
) -> None:
    made = scene(entries, print={"format": in_format})
    compare_text(f"{name}.pages.txt", as_text(made.pages, fonts()), pytestconfig)


@pytest.mark.parametrize(("name", "entries", "in_format"), SCENES)
def test_structure_is_as_it_was_read(
    name: str, entries: Entries, in_format: str, pytestconfig: pytest.Config
) -> None:
    made = scene(entries, print={"format": in_format})
    compare_text(f"{name}.tags.txt", structure_tree(made.pdf), pytestconfig)


@pytest.mark.parametrize(
    ("name", "in_format", "shown", "pages"),
    [("example", "sheet", (1, 2), 2), ("booklet", "booklet", (1, 2, 5), 5)],
)
def test_the_example_looks_as_it_was_looked_at(
    name: str, in_format: str, shown: tuple[int, ...], pages: int, pytestconfig: pytest.Config
) -> None:
    document = pypdfium2.PdfDocument(scene(EXAMPLE, print={"format": in_format}).pdf)
    assert len(document) == pages
    for number in shown:
        page = document[number - 1]
        picture: PIL.Image.Image = page.render(scale=100 / 72).to_pil().convert("RGB")
        compare_picture(f"{name}-{number}.png", picture, pytestconfig)


def test_the_example_of_the_tests_is_the_shipped_one() -> None:
    shipped = load_prescription(shipped_content() / "prescriptions" / "example.yaml")
    assert shipped.exercises == prescription(EXAMPLE).exercises
