"""How merge turns what was written into phrases, and collects what cannot be said."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.errors import InvalidValueError, Problem, Source
from handouts.merge.contradictions import contradiction
from handouts.merge.lexicon import Lexicon
from handouts.merge.templates import Values, fill, literal_text
from handouts.model.dose import PlainDose
from handouts.model.handout import Phrase, Run


@dataclass(frozen=True, slots=True)
class Saying:
    """The words that hold for a whole handout, and the Problems found so far."""

    lexicon: Lexicon
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, source: Source, message: str, hint: str = "") -> None:
        self.problems.append(Problem(source, message, hint))

    def fixed(self, node: str, text: str, source: Source | None = None) -> Phrase:
        """A phrase of the lexicon or of a file that has no placeholders."""
        return Phrase(node, (Run(text),), source or Source(""))

    def led(self, node: str, lead: str, text: str, source: Source | None = None) -> Phrase:
        """A phrase with a lead-in: "Note from Alex: …"."""
        return Phrase(node, (Run(lead, "strong"), Run(text)), source or Source(""))


@dataclass(frozen=True, slots=True)
class ExerciseSaying:
    """The words of one exercise: its placeholders, and the dose of each phase, with all of which
    its prose must agree.
    """

    saying: Saying
    doses: tuple[PlainDose, ...]
    values: Values
    absent: Mapping[str, str]

    def filled(self, template: str, source: Source, what: str) -> str:
        """The template in words; "" where that is a Problem. `what` names it to its author."""
        try:
            words = fill(template, self.values, self.absent)
        except InvalidValueError as error:
            self.saying.wrong(source, f"{what} {error.message}", error.hint)
            return ""
        if side := self._side_in(literal_text(template)):
            self.saying.wrong(
                source,
                f'{what} says "{side}", whichever side is prescribed',
                "write {{ side }} or {{ side.other }} in its place",
            )
        said = (contradiction(words, dose) for dose in self.doses)
        if found := next(filter(None, said), None):
            self.saying.wrong(
                source,
                f'{what} says "{found.written}", but the dose says {found.prescribed}',
                f"write {{{{ dose.{found.field} }}}} in place of the number",
            )
        return words

    def _side_in(self, literal: str) -> str:
        """A side that is written out in the words of an exercise for either."""
        if "side" not in self.values:
            return ""
        lexicon = self.saying.lexicon
        return _named(literal, "|".join(lexicon.sides.values()), lexicon.not_a_side)


@functools.lru_cache(maxsize=2048)
def _named(literal: str, sides: str, not_a_side: str) -> str:
    """The first of the sides in a text. Kept: sheets share most of their sentences."""
    literal = re.sub(not_a_side, "", literal, flags=re.IGNORECASE)
    named = re.search(rf"\b({sides})\b", literal, re.IGNORECASE)
    return named[0] if named else ""
