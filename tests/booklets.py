"""Booklets of prescriptions, in words and on pages."""

from __future__ import annotations

from typing import Any

from scenes import Entries, Scene, scene

from handouts.model.booklet import Booklet
from handouts.model.clinic import Clinic
from handouts.model.exercise import Library


def booklet_scene(
    entries: Entries, of: Library | None = None, at: Clinic | None = None, **more: Any
) -> Scene:
    """The booklet, laid out; `more` are keys of the prescription."""
    printed = {"format": "booklet", **more.pop("print", {})}
    return scene(entries, of, at, print=printed, **more)


def booklet_of(made: Scene) -> Booklet:
    """What only a booklet says."""
    assert made.handout.booklet is not None
    return made.handout.booklet
