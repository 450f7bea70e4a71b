"""How hard English is to read: the grade of Flesch and Kincaid, with syllables counted by rule.

Source: Kincaid et al. 1975, Derivation of New Readability Formulas. The rule for syllables is right
for the words that exercises are told in; a test holds it to them.
"""

from __future__ import annotations

import re

HARDEST_GRADE = 6.0
MOST_WORDS = 18
"""In one sentence. A list after "Stop if" may be longer."""
ENOUGH_WORDS = 7
"""The formula is made for long texts: in a sentence of fewer words one long word decides it."""
HARDEST_SHORT_GRADE = 12.0
"""What a sentence of fewer words may have: "Squeeze your shoulder blades together." is easy."""
KNOWN = frozenset({"physiotherapist", "physiotherapists", "physiotherapy"})
"""Long words that every patient of ours knows: they count as short ones."""


def syllables(word: str) -> int:
    """Groups of vowels; a silent e at the end is none ("stretch", "knee", "table", "raise")."""
    word = re.sub(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$", "", word.lower())
    word = re.sub(r"(?<=[aeiouy])ing$", "-ing", word)  # ly-ing
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def reading_grade(text: str) -> float:
    """The US school grade of a text; 0 for one without words."""
    words = re.findall(r"[A-Za-z]+", text)
    if not words:
        return 0.0
    spoken = sum(1 if word.lower() in KNOWN else syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences(text)) + 11.8 * spoken / len(words) - 15.59


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its full stop."""
    return [part for part in re.split(r"(?<=[.?!])[”\"')]*\s+", text.strip()) if part]


def word_count(text: str) -> int:
    """The words of a text."""
    return len(text.split())


def is_hard(text: str) -> bool:
    """Is it over grade 6? A short sentence only when it is far over."""
    enough = len(re.findall(r"[A-Za-z]+", text)) >= ENOUGH_WORDS
    return reading_grade(text) > (HARDEST_GRADE if enough else HARDEST_SHORT_GRADE)
