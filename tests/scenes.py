"""Prescriptions of the shipped exercises, as tests lay them out and print them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from pdf_checks import assert_valid

from handouts.fonts import Fonts, load_fonts
from handouts.layout.paginate import lay_out
from handouts.layout.theme import theme_for
from handouts.load.clinic import load_clinic
from handouts.load.library import load_library
from handouts.merge.merge import merge
from handouts.model.clinic import Clinic
from handouts.model.exercise import Exercise, Library
from handouts.model.handout import Handout
from handouts.model.page import Page
from handouts.model.prescription import Prescription
from handouts.pdf.render import render
from handouts.places import shipped_content

Entries = Sequence[Mapping[str, Any]]

ONE: Entries = ({"exercise": "ql-stretch", "side": "right"},)
EXAMPLE: Entries = (
    {
        "exercise": "ql-stretch", "side": "right", "hold": "30 s", "reps": "4",
        "frequency": "2/day",
    },
    {
        "exercise": "isometric-shoulder-flexion", "side": "left", "hold": "5 s", "reps": "10",
        "frequency": "1/day",
    },
    {
        "exercise": "resisted-shoulder-abduction", "side": "left", "sets": "2", "reps": "10",
        "load": "red band", "frequency": "every 2 days",
        "note": "Keep your shoulder down, away from your ear.",
    },
)  # fmt: skip
SEVEN: Entries = (
    {"exercise": "ql-stretch", "side": "each"},
    {"exercise": "chin-tuck-head-lift"},
    {"exercise": "deep-neck-flexor-activation", "hold": "blank", "reps": "8-12"},
    {"exercise": "neck-release-hook", "side": "left", "hold": "3 breaths", "accept": ["hold"]},
    {"exercise": "neck-extension-strap", "reps": "blank", "frequency": "blank"},
    {"exercise": "isometric-shoulder-flexion", "side": "right"},
    {
        "exercise": "resisted-shoulder-abduction", "side": "alternate", "load": "1-2 kg",
        "rest": "60 s", "reps": "8-12", "frequency": "2/day 3/week",
    },
)  # fmt: skip


@functools.cache
def clinic() -> Clinic:
    return load_clinic(shipped_content())


@functools.cache
def library() -> Library:
    return load_library()


@functools.cache
def fonts() -> Fonts:
    return load_fonts()


def reviewed(of: Library) -> Library:
    """The library as it is when a clinician has signed off every word."""
    return replace(of, reviewed=frozenset(of.exercises))


def prescription(entries: Entries, **more: Any) -> Prescription:
    return Prescription.model_validate(
        {
            "patient": {"id": "P-1042", "name": "Sample Patient"},
            "clinician": "Alex Example",
            "date": "2026-11-22",
            "next_visit": "2026-12-07 10:30",
            "exercises": list(entries),
            **more,
        }
    )


def exercise(name: str = "made-up", **changes: Any) -> Exercise:
    """An exercise that is not shipped; `changes` are keys of exercise.yaml."""
    words = {
        "title": "Made-up stretch",
        "steps": ["Sit down.", "Stand up."],
        "cautions": ["you feel dizzy"],
        **changes.pop("words", {}),
    }
    keys = {"id": name, "code": "mup2", "region": "hip", "sides": "none", "words": words}
    return Exercise.model_validate(keys | changes)


def library_of(*exercises: Exercise) -> Library:
    return Library({e.id: e for e in exercises}, frozenset(e.id for e in exercises))


@dataclass(frozen=True)
class Scene:
    """A prescription taken through the phases."""

    handout: Handout
    pages: tuple[Page, ...]

    @property
    def pdf(self) -> bytes:
        """The PDF, which is valid or fails the test that asks for it."""
        data = render(self.pages, self.handout, fonts())
        assert_valid(data)
        return data


def scene(
    entries: Entries, of: Library | None = None, at: Clinic | None = None, **more: Any
) -> Scene:
    wanted, where = prescription(entries, **more), at or clinic()
    handout = merge(wanted, of or library(), where)
    return Scene(handout, lay_out(handout, theme_for(where, wanted), fonts()))
