"""The sheets of a batch → one file for the printer, made of the files on the disk.

Grouped by site and clinician, or in the order of the roster. It holds what was written and what was
unchanged; a separator page, or the report, says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal

from msgspec import Struct

from handouts.batch.combined_file import note_for
from handouts.batch.manifest import TEMPORARY, Manifest
from handouts.batch.outcome import Outcome, Result
from handouts.fonts import Fonts, load_fonts
from handouts.layout.theme import Theme, theme_of
from handouts.merge.separator import clinician_or_none, missing, separate, title_of_pile
from handouts.model.clinic import Clinic
from handouts.model.separator import Separator
from handouts.output import written_whole
from handouts.pdf.combine import Chapter, Cover, Item, combine
from handouts.pipeline import make_separator

Order = Literal["clinician", "roster"]


class Separators(Struct, frozen=True):
    """With what separator pages are made: on which paper, in which colours and fonts."""

    theme: Theme
    fonts: Fonts

    @classmethod
    def of(cls, clinic: Clinic) -> Separators:
        """As the clinic prints its sheets."""
        return cls(theme_of(clinic, clinic.print), load_fonts())

    def page(self, separator: Separator) -> Item:
        return Item(make_separator(separator, self.theme, self.fonts))


class Combined(Struct, frozen=True):
    """What a combined file holds: sheets of patients, and pages with separators and blanks."""

    sheets: int
    pages: int


def write_combined(
    file: Path, outcomes: Sequence[Outcome], folder: Path, clinic: Clinic, order: Order,
    separators: Separators | None = None,
) -> Combined | None:  # fmt: skip
    """Write `file` from the sheets in `folder`, whole or not at all; None where there are none.

    `outcomes` stand in the order of the roster. Separators go with the order by clinician.
    Raises HandoutError for a sheet that is no longer whole; CannotWriteError, also where another
    batch is writing into `folder` again.
    """
    made = [one for one in outcomes if one.result is not Result.FAILED]
    if not made:
        return None
    chapters = _chapters(made, outcomes, folder, clinic, order, separators)
    cover = Cover(
        title=title_of_pile(clinic),
        author=clinic.name,
        language=clinic.language,
        note=note_for(one.file for one in made),
    )
    with Manifest(folder), written_whole(file, temporary_start=TEMPORARY) as opened:
        return Combined(len(made), combine(chapters, cover, opened))


def _chapters(
    made: Sequence[Outcome], outcomes: Sequence[Outcome], folder: Path, clinic: Clinic,
    order: Order, separators: Separators | None,
) -> Iterator[Chapter]:  # fmt: skip
    """One after the other, so that only one group's separator page is in memory."""
    if order == "roster":
        yield Chapter(_items(made, folder))
        return
    failed = [one for one in outcomes if one.result is Result.FAILED]
    if separators and failed:
        numbers = [one.patient for one in failed if one.patient]
        page = missing(clinic, numbers, len(failed) - len(numbers))
        yield Chapter([separators.page(page)], page.heading.text)
    for group in _groups(made, clinic):
        first, top = group[0], []
        if separators:
            numbers = [one.patient for one in group]
            top = [separators.page(separate(clinic, first.site, first.clinician, numbers))]
        yield Chapter(chain(top, _items(group, folder)), _bookmark(first, clinic))


def _items(outcomes: Sequence[Outcome], folder: Path) -> Iterator[Item]:
    return (Item(folder / one.file, one.patient) for one in outcomes)


def _groups(made: Sequence[Outcome], clinic: Clinic) -> list[list[Outcome]]:
    """By site as clinic.yaml lists them, then by clinician's name, who has none last. Within a
    group the order of the roster stays.
    """
    sites = [site.id for site in clinic.sites]

    def place(key: tuple[str, str]) -> tuple[int, bool, str, str]:
        site, clinician = key
        at = sites.index(site) if site in sites else len(sites)
        return at, not clinician, clinician.casefold(), clinician

    groups: dict[tuple[str, str], list[Outcome]] = {}
    for one in made:
        groups.setdefault((one.site, one.clinician), []).append(one)
    return [groups[key] for key in sorted(groups, key=place)]


def _bookmark(first: Outcome, clinic: Clinic) -> str:
    clinician = clinician_or_none(first.clinician, clinic)
    return f"{first.site} · {clinician}" if len(clinic.sites) > 1 else clinician
