"""Numbers in prose that say the dose again: a placeholder says it as it is prescribed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from handouts.check.finding import Finding, found
from handouts.check.said import Said
from handouts.merge.contradictions import contradiction, in_digits
from handouts.model.dose import Dose, Duration, Load, Range, Reps

_NEVER = Range(Decimal("9998.5"), Decimal("9998.5"))
"""No author writes it: a number that contradicts it is a number of the dose's unit."""


def of_words(said: Said, dose: Dose) -> Iterator[Finding]:
    """Numbers in prose that a placeholder should stand for, in digits or in words.

    One that contradicts the dose in digits is merge's to refuse.
    """
    literal = said.literal
    digits = in_digits(literal)
    if contradiction(literal, dose):
        return
    if wrong := contradiction(digits, dose):
        message = (
            f'{said.name} says "{wrong.written}" in words, but the dose says {wrong.prescribed}'
        )
        hint = f"write {{{{ dose.{wrong.field} }}}} in place of the number"
        yield found("contradicts-dose", said.source, message, hint)
    elif same := contradiction(digits, _never(dose)):
        message = f'{said.name} says "{same.written}": another dose would be refused'
        hint = f"write {{{{ dose.{same.field} }}}} in place of the number"
        yield found("number-for-dose", said.source, message, hint)


def _never(dose: Dose) -> Dose:
    """The same fields and units, with a number that stands in no prose."""
    changed: dict[str, object] = {}
    if isinstance(dose.sets, Range):
        changed["sets"] = _NEVER
    for name in ("reps", "hold", "rest", "duration", "load"):
        part: Reps | Duration | Load | None = getattr(dose, name)
        if part is not None and isinstance(part.amount, Range):
            changed[name] = replace(part, amount=_NEVER)
    frequency = dose.frequency
    if frequency and isinstance(frequency.per_day, Range):
        frequency = replace(frequency, per_day=_NEVER)
    if frequency and isinstance(frequency.days_per_week, Range):
        frequency = replace(frequency, days_per_week=_NEVER)
    return dose.model_copy(update={**changed, "frequency": frequency})
