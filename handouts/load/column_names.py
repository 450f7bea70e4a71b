"""The names of a roster's columns without case and punctuation, and what each means.

Names that are none: those which are passed over, and those which never are.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping

from handouts.load.columns import COLUMNS, Column
from handouts.model.import_map import ENTRY_COLUMNS


def words_of(name: str) -> str:
    """A column's name without case and punctuation: "Hold (s)" is `hold s`."""
    text = unicodedata.normalize("NFKC", name).replace("#", " no ").replace("%", " percent ")
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", text))


def _names(column: Column) -> Iterator[tuple[str, str]]:
    """Every name of a column, and what a bare number means below it."""
    for name in (words_of(column.name), *column.called):
        yield name, column.bare
        for unit, bare in column.units.items():
            yield f"{name} {unit}", bare
            yield f"{name} in {unit}", bare


KNOWN: Mapping[str, tuple[Column, str]] = {
    name: (column, bare) for column in COLUMNS.values() for name, bare in _names(column)
} | {"rpe": (COLUMNS["effort"], COLUMNS["effort"].units["rpe"])}
IN_ONE_WORD = {
    name.replace(" ", ""): (column, column.bare)
    for column in COLUMNS.values()
    for name in (words_of(column.name), *column.called)
}

SHORTEST = 4
"""Letters of a name of which a slip can be told from another word."""
LIKE = 0.8
"""How like a long name of a dose another one is that has several slips (difflib's ratio)."""
_LONG_NAMES_OF_DOSES = [
    name for name, (column, _) in KNOWN.items() if column.name in ENTRY_COLUMNS and len(name) >= 6
]

WEAK_IDS = frozenset({"no", "nr", "number"})
"""Names of the patient's number, or of a running number beside it."""

HARMLESS = frozenset({
    "age", "sex", "gender", "pronouns", "title", "dob", "date of birth", "birth date", "birthday",
    "birthdate", "phone", "telephone", "tel", "mobile", "cell", "home phone", "mobile phone",
    "email", "e mail", "email address", "address", "street", "town", "city", "county", "state",
    "postcode", "zip", "zip code", "postal code", "country", "insurance", "insurer", "gp", "doctor",
    "referrer", "referred by", "room", "status", "appointment type", "appt type", "type", "tags",
    "created", "updated", "invoice", "fee", "price", "paid", "balance", "time",
    "starts at", "ends at", "start time", "end time", "ref", "reference",
})  # fmt: skip
"""Columns that practices have and sheets do not need, however like another name they look."""

PRESCRIBING = frozenset({
    "exercise", "exercises", "ex", "set", "sets", "rep", "reps", "repetitions", "hold", "holds",
    "rest", "side", "dose", "dosage", "load", "weight", "weights", "resistance", "band",
    "frequency", "freq", "distance", "tempo", "phase", "phases", "left", "right", "programme",
    "program", "duration",
})  # fmt: skip
"""Words that may say a dose: a column with one in its name is never passed over."""


def said(name: str) -> str:
    return "Patient ID" if name == "id" else name.replace("_", " ").capitalize()


def meant_by(words: str) -> str | None:
    """The column whose name was meant, where the name that was written has a slip in it."""
    for name, (column, _) in KNOWN.items():
        if len(name) >= SHORTEST and _is_one_slip(words, name):
            return column.name
    close = difflib.get_close_matches(words, _LONG_NAMES_OF_DOSES, n=1, cutoff=LIKE)
    return KNOWN[close[0]][0].name if close else None


def _is_one_slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two that changed places."""
    start = _alike(one, other)
    one, other = one[start:], other[start:]
    end = _alike(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _alike(one: str, other: str) -> int:
    """How many letters at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
