"""Words of the field that a patient need not know, and what to say in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct


class Jargon(Struct, frozen=True):
    """Terms in small letters with the plain words for each, and the pattern that finds them."""

    plain: Mapping[str, str]
    pattern: re.Pattern[str]

    def terms_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each unexplained term of a text as it stands there, and the plain words for it.

        A term is explained by brackets right after it, or stands in brackets after its explanation.
        """
        for match in self.pattern.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            in_brackets = before.count("(") > before.count(")")
            if not in_brackets and not re.match(r"( muscles?)? \(", after):
                yield match[0], self.plain[match[1].lower()]


def jargon_of(plain: Mapping[str, str]) -> Jargon:
    """The terms of plain-words.yaml, to look for; their plural is found as well."""
    terms = sorted(plain, key=len, reverse=True)
    words = "|".join(map(re.escape, terms)) or "(?!)"
    return Jargon(plain, re.compile(rf"\b({words})s?\b(?![ -]to\b)", re.IGNORECASE))
