"""Separator: the page that stands on top of one clinician's sheets in a pile from the printer."""

from __future__ import annotations

from msgspec import Struct

from handouts.model.drawing import Artwork
from handouts.model.handout import Phrase


class Separator(Struct, frozen=True):
    """One page, for the front desk and no patient. `numbers` are those of patients, never names."""

    language: str
    title: str
    author: str
    logo: Artwork | None
    notice: Phrase
    clinic: Phrase
    heading: Phrase
    site: Phrase | None
    lines: tuple[Phrase, ...]
    numbers: tuple[Phrase, ...]
