"""Can every letter of a handout be printed? Found before any page is laid out, all at once."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable

from handouts.errors import Problem, Source
from handouts.fonts import Fonts
from handouts.model.handout import MOST_BLOCKS, Handout, Phrase
from handouts.model.phrases import Shared, phrases, phrases_apart, phrases_of
from handouts.model.separator import Separator
from handouts.model.summary import Summary

_ASCII, _OTHER_LETTER = "".join(map(chr, range(32, 127))), re.compile("[^ -~]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_INDIC = frozenset(
    {
        "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA",
        "MALAYALAM", "SINHALA",
    }
)  # fmt: skip


def unprintable(handout: Handout | Summary | Separator, fonts: Fonts) -> list[Problem]:
    """A Problem for each phrase with letters of a script not set yet, or that no font has."""
    own, shared = phrases_apart(handout)
    if _printable(own, fonts) and all(_is_printable(part, fonts) for part in shared):
        return []
    said = ((phrase.text, phrase.source) for phrase in phrases(handout))
    return unprintable_texts(said, fonts)


@functools.lru_cache(maxsize=MOST_BLOCKS)
def _is_printable(shared: Shared, fonts: Fonts) -> bool:
    return _printable(phrases_of(shared), fonts)


def _printable(said: Iterable[Phrase], fonts: Fonts) -> bool:
    """The letters of ASCII are looked at together, as nearly all are; each other one alone."""
    text = "".join([run.text for phrase in said for run in phrase.runs])
    letters = {_ASCII, *_OTHER_LETTER.findall(text)}
    return not any(map(_wrong_with, letters, itertools.repeat(fonts)))


def unprintable_texts(texts: Iterable[tuple[str, Source]], fonts: Fonts) -> list[Problem]:
    """The same for words that are no Handout yet."""
    return [
        Problem(source, *wrong)
        for text, source in texts
        if (wrong := _wrong_with(text, fonts)) is not None
    ]


@functools.lru_cache(maxsize=2048)
def _wrong_with(text: str, fonts: Fonts) -> tuple[str, str] | None:
    """What is wrong with the letters of a text, and what to do. Kept: sheets share most letters."""
    text = text.replace("\n", " ")
    scripts = dict.fromkeys(script for char in text if (script := _unsupported_script(char)))
    if scripts:
        names = " and ".join(script.capitalize() for script in scripts)
        hint = "write it in Latin, Greek or Cyrillic letters"
        return f"{names} text is not supported yet", hint
    missing = fonts.missing(text)
    if missing:
        named = ", ".join(f"U+{ord(char):04X} ({_name(char)})" for char in missing[:5])
        return f"no font here has {named}", "take it out or write it in words"
    return None


def _unsupported_script(char: str) -> str | None:
    script = unicodedata.name(char, "").split(" ")[0].split("-")[0]
    if script in _INDIC:
        return script
    return script if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT else None


def _name(char: str) -> str:
    return unicodedata.name(char, "no name").lower()
