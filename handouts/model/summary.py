"""Summary: the clinician's record of one handout, for the chart and never for the patient.

It is to the chart what the Handout is to the patient: every word final, ids on every phrase.
"""

from __future__ import annotations

from msgspec import Struct

from handouts.model.drawing import Artwork
from handouts.model.handout import Furniture, Phrase


class SummarySection(Struct, frozen=True):
    """A heading and its lines, each a paragraph."""

    id: str
    heading: Phrase
    lines: tuple[Phrase, ...]


class Summary(Struct, frozen=True):
    """One record. `title` names the document and holds nothing of the patient."""

    language: str
    title: str
    author: str
    logo: Artwork | None
    notice: Phrase
    heading: Phrase
    sections: tuple[SummarySection, ...]
    furniture: Furniture

    @property
    def text(self) -> str:
        """The same words for a chart that takes text: plain spaces, a phrase a line."""
        lines = [self.notice.spoken.upper(), self.heading.spoken]
        for section in self.sections:
            lines += ["", section.heading.spoken]
            lines += (f"  {line.spoken}" for line in section.lines)
        return "\n".join(lines).replace("\u00a0", " ") + "\n"
