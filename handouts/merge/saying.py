"""How merge turns what was written into phrases, and collects what cannot be said."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from handouts.errors import InvalidValueError, Problem, Source
from handouts.merge.contradictions import contradiction, has_counts
from handouts.merge.lexicon import Lexicon
from handouts.merge.said_before import SaidBefore
from handouts.merge.templates import Values, fill, literal_text
from handouts.model.dose import PlainDose
from handouts.model.handout import MOST_BLOCKS, DoseBox, ExerciseBlock, Phrase, Run


class Before:
    """What other handouts said, in words that bear the places of their files: of exercises with
    their doses, and in the boxes of the strip. `most` of each are kept; none, and all is said anew.
    """

    def __init__(self, most: int = MOST_BLOCKS) -> None:
        self.blocks = SaidBefore[ExerciseBlock](most)
        self.boxes = SaidBefore[DoseBox](most)


BEFORE = Before()
"""What all handouts of this process said."""


class Saying(Struct, frozen=True):
    """The words that hold for a whole handout, and the Problems found so far. `before`: what other
    handouts said.
    """

    lexicon: Lexicon
    before: Before = BEFORE
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, source: Source, message: str, hint: str = "") -> None:
        self.problems.append(Problem(source, message, hint))

    @staticmethod
    def fixed(node: str, text: str, source: Source | None = None) -> Phrase:
        """A phrase of the lexicon or of a file that has no placeholders."""
        return Phrase(node, (Run(text),), source or Source(""))

    @staticmethod
    def led(node: str, lead: str, text: str, source: Source | None = None) -> Phrase:
        """A phrase with a lead-in: "Note from Alex: …"."""
        return Phrase(node, (Run(lead, "strong"), Run(text)), source or Source(""))


Numbered = tuple[str, Source, str]
"""A sentence with a number, where it was written, and its name for its author."""


class ExerciseSaying(Struct, frozen=True):
    """The words of one exercise: its placeholders, and the dose of each phase, with all of which
    its prose must agree. `numbered`: the sentences so far that a dose could contradict.
    """

    saying: Saying
    doses: tuple[PlainDose, ...]
    values: Values
    absent: Mapping[str, str]
    numbered: list[Numbered] = field(default_factory=list)

    def filled(self, template: str, source: Source, what: str) -> str:
        """The template in words; "" where that is a Problem. `what` names it to its author."""
        if _suits_every_dose(template, self.saying.lexicon):
            return template
        try:
            words = fill(template, self.values, self.absent)
        except InvalidValueError as error:
            self.saying.wrong(source, f"{what} {error.message}", error.hint)
            return ""
        if "side" in self.values and (side := _side_in(template, self.saying.lexicon)):
            self.saying.wrong(
                source,
                f'{what} says "{side}", whichever side is prescribed',
                "write {{ side }} or {{ side.other }} in its place",
            )
        if has_counts(words):
            self.numbered.append((words, source, what))
            compare(self.numbered[-1:], self.doses, self.saying)
        return words


def compare(said: Iterable[Numbered], doses: Iterable[PlainDose], saying: Saying) -> None:
    """A Problem for each sentence in which a number is another than that of a dose."""
    for words, source, what in said:
        for dose in doses:
            if found := contradiction(words, dose):
                saying.wrong(
                    source,
                    f'{what} says "{found.written}", but the dose says {found.prescribed}',
                    f"write {{{{ dose.{found.field} }}}} in place of the number",
                )
                break


@functools.lru_cache(maxsize=4096)
def _suits_every_dose(template: str, lexicon: Lexicon) -> bool:
    """No placeholder, no number that a dose could contradict, no side: most sentences of exercises,
    of which sheets share nearly all.
    """
    return not ("{" in template or has_counts(template) or _side_in(template, lexicon))


@functools.lru_cache(maxsize=4096)
def _side_in(template: str, lexicon: Lexicon) -> str:
    """A side that is written out, beside the placeholders; "" without one."""
    literal = re.sub(lexicon.not_a_side, "", literal_text(template), flags=re.IGNORECASE)
    named = re.search(rf"\b({'|'.join(lexicon.sides.values())})\b", literal, re.IGNORECASE)
    return named[0] if named else ""
