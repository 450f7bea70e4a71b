"""A clinic as clinic.yaml describes it: brand, sites, safety words, how it prints."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, StringConstraints

from handouts.errors import InvalidValueError
from handouts.model.authored import (
    Authored,
    Line,
    Paragraphs,
    SchemaVersion,
    read_by,
    shaped,
    written_as,
)
from handouts.model.drawing import Artwork
from handouts.model.import_map import ImportMap
from handouts.units import PaperName

PrintFormat = Literal["sheet", "booklet"]
Language = Annotated[str, shaped(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", "the code of a language", "en")]
SHORT_DISCLAIMER_WORDS: dict[PrintFormat, int] = {"sheet": 30, "booklet": 45}
"""How many the footer of every page holds, in each format."""


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise InvalidValueError(f'must be a colour such as "#1f7a73", got "{text}"', "use quotes")
    return text.lower()


def _switch(written: object) -> bool:
    known = {"true": True, "false": False, "yes": True, "no": False}
    if isinstance(written, bool):
        return written
    if not isinstance(written, str) or written not in known:
        raise InvalidValueError("must be true or false", "write true")
    return known[written]


def _pain_levels(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,2})\s*[-–]\s*(\d{1,2})", text)
    if not match or not int(match[1]) < int(match[2]) <= 10:
        raise InvalidValueError(
            f'must be a range from 0 to 10 such as 0-3, got "{text}"', "write 0-3"
        )
    return int(match[1]), int(match[2])


def _format(text: str) -> str:
    if text == "large-print":
        raise InvalidValueError(f'"{text}" is not supported yet', "write booklet or sheet")
    return text


def _only_colour(mono: bool) -> bool:  # noqa: FBT001
    if mono:
        raise InvalidValueError("is not supported yet", "write false, or take it out")
    return mono


Colour = Annotated[str, AfterValidator(_colour), written_as("#[0-9a-fA-F]{6}", "#1f7a73")]
Switch = Annotated[bool, BeforeValidator(_switch)]
PainLevels = Annotated[
    tuple[int, int], read_by(_pain_levels), written_as(r"\d{1,2}\s*[-–]\s*\d{1,2}", "0-3")
]
SiteId = Annotated[
    str,
    shaped(
        r"[A-Za-z0-9._-]{1,40}",
        "up to 40 letters, digits, dots, underscores and hyphens",
        "main",
    ),
]


class Site(Authored):
    """One place where the clinic works."""

    id: SiteId
    address: Line | None = None
    phone: Line


class Disclaimer(Authored):
    """`short` is the footer of every page, `full` stands on the back."""

    short: Line
    full: Paragraphs


class PainGuideLevels(Authored):
    """What pain, from 0 to 10, means keep going, do less, and stop."""

    keep_going: PainLevels = (0, 3)
    do_less: PainLevels = (4, 5)
    stop: PainLevels = (6, 10)

    @property
    def is_gapless(self) -> bool:
        """Every number from 0 to 10 stands in one level."""
        go, slow, stop = self.keep_going, self.do_less, self.stop
        return (go[0], slow[0], stop[0], stop[1]) == (0, go[1] + 1, slow[1] + 1, 10)


class Sections(Authored):
    """Optional sections of the booklet; a sheet has none of them. What nobody turns off prints."""

    at_a_glance: Switch | None = None
    chart: Switch | None = None
    notes: Switch | None = None

    def over(self, others: Sections) -> Sections:
        """These, and `others` where they say nothing."""
        own = self.model_dump(exclude_none=True)
        return others.model_copy(update=own)


class PrintOptions(Authored):
    """How to print. What is None is decided elsewhere: see layout/theme.py for who wins."""

    paper: PaperName | None = None
    format: Annotated[PrintFormat, read_by(_format)] | None = None
    mono: Annotated[Switch, AfterValidator(_only_colour)] | None = None
    hole_punch: Switch | None = None
    sections: Sections | None = None

    def over(self, others: PrintOptions) -> PrintOptions:
        """These, and `others` where they say nothing."""
        own = {name: value for name, value in self if value is not None}
        if self.sections and others.sections:
            own["sections"] = self.sections.over(others.sections)
        return others.model_copy(update=own) if own else others


class Clinic(Authored):
    """One clinic.yaml. `provenance`: its PDFs carry what they were made from."""

    schema_version: SchemaVersion = Field(default=1, alias="schema")
    name: Annotated[Line, StringConstraints(max_length=60)]
    tagline: Line | None = None
    logo: Line | None = None
    colour: Colour = "#1f7a73"
    web: Line | None = None
    sites: tuple[Site, ...] = Field(min_length=1)
    emergency_number: Line
    out_of_hours: Line | None = None
    video: Line | None = None
    disclaimer: Disclaimer
    call_us_if: tuple[Line, ...] = Field(min_length=1)
    emergency_if: tuple[Line, ...] | None = Field(default=None, min_length=1)
    emergency_if_by_region: dict[str, tuple[Line, ...]] = Field(default_factory=dict)
    pain_guide: PainGuideLevels = PainGuideLevels.model_construct()
    print: PrintOptions = PrintOptions.model_construct()
    review: Literal["required", "off"] = "required"
    provenance: Switch = False
    import_map: ImportMap = Field(default=ImportMap.model_construct(), alias="import")
    language: Language = "en"

    _artwork: Artwork | None = PrivateAttr(default=None)

    def site(self, name: str | None) -> Site:
        """The site of that id; the first where none is named or there is none of it."""
        return next((site for site in self.sites if site.id == name), self.sites[0])

    @property
    def artwork(self) -> Artwork | None:
        """The logo, read; load puts it here."""
        return self._artwork

    def with_artwork(self, artwork: Artwork | None) -> Clinic:
        """The same clinic with its logo."""
        copy = self.model_copy()
        copy._artwork = artwork  # noqa: SLF001
        return copy
