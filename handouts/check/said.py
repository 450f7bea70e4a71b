"""The words of an exercise, a clinic or a prescription, each with its place and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from handouts.errors import Source
from handouts.merge.templates import literal_text
from handouts.model.clinic import Clinic
from handouts.model.exercise import Exercise
from handouts.model.prescription import Prescription
from handouts.model.programme import Programme

_PLACEHOLDER = re.compile(r"\{\{ *([a-z.]+) *\}\}")
_SIDES = {"side": "left", "side.other": "right"}
_SPOKEN = {
    "steps": "the step",
    "steps_short": "the short step",
    "adjustments": "the adjustment",
    "cautions": "the caution",
    "alt": "the alt text",
    "disclaimer": "the disclaimer",
    "call_us_if": "the sign",
    "emergency_if": "the sign",
}
"""What an item of a list is called; anything else by its key."""


class Said(Struct, frozen=True):
    """One text as it was written. `what` is its key; `lead` is what the sheet says before it."""

    what: str
    text: str
    source: Source
    lead: str = ""
    private: bool = False

    def quoted(self, sentence: str) -> str:
        """The sentence for the end of a message; nothing where a patient's name may be in it."""
        return "" if self.private else f": {sentence}"

    @property
    def name(self) -> str:
        """What a message calls it."""
        return _SPOKEN.get(self.what, self.what)

    @property
    def read(self) -> str:
        """As the patient reads it; a dose is about as long as "ten seconds"."""
        text = f"{self.lead}{self.text}"
        filled = _PLACEHOLDER.sub(lambda name: _SIDES.get(name[1], "ten seconds"), text)
        return filled if filled.endswith((".", "?", "!")) else f"{filled}."

    @property
    def literal(self) -> str:
        """What its author wrote beside the placeholders."""
        return literal_text(self.text)


def of_exercise(exercise: Exercise) -> Iterator[Said]:
    """Everything that a patient reads or hears of an exercise."""
    words = exercise.words

    def said(what: str, text: str | None, *path: str | int, lead: str = "") -> Iterator[Said]:
        if text:
            yield Said(what, text, exercise.source("words", *(path or (what,))), lead)

    yield from said("title", words.title)
    yield from said("side_label", words.side_label)
    yield from said("purpose", words.purpose)
    yield from said("feel", words.feel)
    for at, step in enumerate(words.steps):
        yield from said("steps", step, "steps", at)
    for at, step in enumerate(words.steps_short or ()):
        yield from said("steps_short", step, "steps_short", at)
    for at, adjustment in enumerate(words.adjustments):
        yield from said("adjustments", adjustment.question, "adjustments", at, "question")
        yield from said("adjustments", adjustment.answer, "adjustments", at, "answer")
    for at, caution in enumerate(words.cautions):
        yield from said("cautions", caution, "cautions", at, lead="Stop if ")
    yield from said("caution_short", words.caution_short, lead="Stop if ")
    for at, alt in enumerate(words.alt):
        yield from said("alt", alt, "alt", at)
    for what in ("easier", "progression"):
        if isinstance(change := getattr(exercise.dose, what), str):
            yield Said(what, change, exercise.source("dose", what))


def of_clinic(clinic: Clinic) -> Iterator[Said]:
    """What every sheet of a clinic says."""
    yield Said("disclaimer", clinic.disclaimer.short, clinic.source("disclaimer", "short"))
    for paragraph in clinic.disclaimer.full.split("\n\n"):
        yield Said("disclaimer", paragraph, clinic.source("disclaimer", "full"))
    if clinic.out_of_hours:
        yield Said("out_of_hours", clinic.out_of_hours, clinic.source("out_of_hours"))
    for at, sign in enumerate(clinic.call_us_if):
        yield Said("call_us_if", sign, clinic.source("call_us_if", at), "Call us if ")
    for at, sign in enumerate(clinic.emergency_if or ()):
        yield Said("emergency_if", sign, clinic.source("emergency_if", at), "Call right away if ")
    for region, signs in clinic.emergency_if_by_region.items():
        for at, sign in enumerate(signs):
            place = clinic.source("emergency_if_by_region", region, at)
            yield Said("emergency_if", sign, place, "Call right away if ")


def of_prescription(prescription: Prescription) -> Iterator[Said]:
    """What the clinician wrote for one patient."""
    if prescription.goal:
        yield Said("goal", prescription.goal, prescription.source("goal"), private=True)
    yield from _of_entries(prescription, private=True)


def of_programme(programme: Programme) -> Iterator[Said]:
    """What a programme says to every patient who gets it."""
    yield from _of_entries(programme, private=False)


def _of_entries(listed: Prescription | Programme, *, private: bool) -> Iterator[Said]:
    for at, entry in enumerate(listed.exercises):
        for what in ("note", "easier", "progression"):
            if isinstance(text := getattr(entry, what), str):
                place = listed.source("exercises", at, what)
                yield Said(what, text, place, private=private)
