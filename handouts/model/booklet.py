"""What only a booklet says: the nodes of its first and its last page, and of its places to write.

A Handout with a Booklet is one; its `head` and `more_heading`, a sheet's, are None.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.handout import Phrase


@dataclass(frozen=True, slots=True)
class Booklet:
    """`notes`: the heading of lines to write on at the foot of a page, where there is room."""

    notes: Phrase | None
