"""What a separator page says, and what the file that it stands in says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from handouts.merge.counting import counted
from handouts.merge.lexicon import LEXICONS, Plural
from handouts.merge.separator_words import SEPARATOR_WORDS, SeparatorWords
from handouts.model.clinic import Clinic
from handouts.model.dose_values import Range
from handouts.model.handout import Phrase, Run
from handouts.model.separator import Separator


def title_of_pile(clinic: Clinic) -> str:
    """The title of a file of many patients' sheets."""
    return _words(clinic)[1].title.format(clinic=clinic.name)


def clinician_or_none(clinician: str, clinic: Clinic) -> str:
    """A clinician's name, or words for there being none."""
    return clinician or _words(clinic)[1].no_clinician


def separate(clinic: Clinic, site: str, clinician: str, patients: Sequence[str]) -> Separator:
    """The page on top of the sheets of `patients` (their numbers, in the order of the pile).

    `site` is its id; a clinic with one site does not name it.
    """
    language, words = _words(clinic)
    count = len(set(patients))
    address = next((one.address or one.id for one in clinic.sites if one.id == site), site)
    return _separator(
        clinic, clinician or words.no_clinician, address if len(clinic.sites) > 1 else "",
        [_counted(words.patients, count, language)], patients,
    )  # fmt: skip


def missing(clinic: Clinic, patients: Sequence[str], unnumbered: int) -> Separator:
    """The page that says which sheets are not in the pile, as they were not made.

    `patients`: their numbers; of `unnumbered` more, none can be read.
    """
    language, words = _words(clinic)
    lines = [_counted(words.not_made, len(patients) + unnumbered, language)]
    if unnumbered:
        lines.append(_counted(words.no_number, unnumbered, language))
    return _separator(clinic, words.missing, "", [*lines, words.see_report], patients)


def _words(clinic: Clinic) -> tuple[str, SeparatorWords]:
    language = clinic.language.split("-")[0]
    spoken = language if language in SEPARATOR_WORDS and language in LEXICONS else "en"
    return spoken, SEPARATOR_WORDS[spoken]


def _counted(unit: Plural, count: int, language: str) -> str:
    return counted(Range(Decimal(count), Decimal(count)), unit, LEXICONS[language])


def _separator(
    clinic: Clinic, heading: str, site: str, lines: Sequence[str], patients: Sequence[str]
) -> Separator:
    language, words = _words(clinic)
    return Separator(
        language=clinic.language if clinic.language.split("-")[0] == language else language,
        title=words.title.format(clinic=clinic.name),
        author=clinic.name,
        logo=clinic.artwork,
        notice=_phrase("notice", words.notice),
        clinic=_phrase("clinic", clinic.name),
        heading=_phrase("heading", heading),
        site=_phrase("site", site) if site else None,
        lines=tuple(_phrase(f"line.{at}", line) for at, line in enumerate(lines)),
        numbers=tuple(_phrase(f"number.{at}", number) for at, number in enumerate(patients)),
    )


def _phrase(node: str, text: str) -> Phrase:
    return Phrase(node, (Run(text),))
