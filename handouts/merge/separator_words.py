"""The fixed words of a separator page and of the file that it stands in.

They are the clinic's language, not a patient's. `{…}` are places that merge/separator.py fills.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handouts.merge.lexicon import Plural


class SeparatorWords(Struct, frozen=True):
    """One language's."""

    title: str
    notice: str
    no_clinician: str
    patients: Plural
    missing: str
    not_made: Plural
    no_number: Plural
    see_report: str


ENGLISH = SeparatorWords(
    title="Home exercise sheets for the printer, {clinic}",
    notice="For the front desk: not a patient's sheet",
    no_clinician="No clinician named",
    patients={"one": "patient", "other": "patients"},
    missing="Not in this pile",
    not_made={"one": "sheet was not made", "other": "sheets were not made"},
    no_number={
        "one": "of them has no patient number that can be read",
        "other": "of them have no patient number that can be read",
    },
    see_report="The report of the batch says why.",
)

SEPARATOR_WORDS: Mapping[str, SeparatorWords] = {"en": ENGLISH}
"""By language, the part of a tag before its first hyphen."""
