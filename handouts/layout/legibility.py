"""Can every letter of a handout be printed? Found before any page is laid out, all at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from handouts.errors import Problem, Source
from handouts.fonts import Fonts
from handouts.model.handout import Handout, phrases
from handouts.model.separator import Separator
from handouts.model.summary import Summary

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_INDIC = frozenset(
    {
        "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA",
        "MALAYALAM", "SINHALA",
    }
)  # fmt: skip


def unprintable(handout: Handout | Summary | Separator, fonts: Fonts) -> list[Problem]:
    """A Problem for each phrase with letters of a script not set yet, or that no font has."""
    said = ((phrase.text, phrase.source) for phrase in phrases(handout))
    return unprintable_texts(said, fonts)


def unprintable_texts(texts: Iterable[tuple[str, Source]], fonts: Fonts) -> list[Problem]:
    """The same for words that are no Handout yet."""
    return [
        problem
        for text, source in texts
        if (problem := _wrong_with(text, source, fonts)) is not None
    ]


def _wrong_with(text: str, source: Source, fonts: Fonts) -> Problem | None:
    text = text.replace("\n", " ")
    scripts = dict.fromkeys(script for char in text if (script := _unsupported_script(char)))
    if scripts:
        names = " and ".join(script.capitalize() for script in scripts)
        hint = "write it in Latin, Greek or Cyrillic letters"
        return Problem(source, f"{names} text is not supported yet", hint)
    missing = fonts.missing(text)
    if missing:
        named = ", ".join(f"U+{ord(char):04X} ({_name(char)})" for char in missing[:5])
        return Problem(source, f"no font here has {named}", "take it out or write it in words")
    return None


def _unsupported_script(char: str) -> str | None:
    script = unicodedata.name(char, "").split(" ")[0].split("-")[0]
    if script in _INDIC:
        return script
    return script if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT else None


def _name(char: str) -> str:
    return unicodedata.name(char, "no name").lower()
