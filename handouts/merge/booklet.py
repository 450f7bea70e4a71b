"""The words that only a booklet has."""

from __future__ import annotations

from handouts.merge.saying import Saying
from handouts.model.booklet import Booklet
from handouts.model.clinic import Sections


def booklet_part(sections: Sections, saying: Saying) -> Booklet:
    """What a booklet says beside its exercises. Of `sections`, only what is turned off is left
    out.
    """
    notes = None if sections.notes is False else saying.fixed("notes", saying.lexicon.notes)
    return Booklet(notes=notes)
