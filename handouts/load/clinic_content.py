"""What a roster may name of a clinic's folder, each read when a row first asks for it."""

from __future__ import annotations

import functools
from pathlib import Path

from handouts.errors import HandoutError
from handouts.load.library import EXERCISE_FILE, content_folders, exercise_homes
from handouts.load.programme import programme_files, read_programmes
from handouts.load.saved_prescriptions import Saved, saved_prescriptions
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.model.exercise import Exercise


class ClinicContent:
    """The shipped content and a clinic's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @functools.cached_property
    def saved(self) -> Saved:
        """The saved prescriptions."""
        return saved_prescriptions(self._folder)

    @functools.cached_property
    def programmes(self) -> frozenset[str]:
        """The ids of all programmes."""
        return frozenset(programme_files(*content_folders(self._folder)))

    @functools.cached_property
    def exercises(self) -> dict[str, Path]:
        """The folder of each exercise, by id."""
        return exercise_homes(*content_folders(self._folder))

    @functools.cache  # noqa: B019  # lives as long as the one run that it serves
    def without_side(self, programme: str) -> tuple[str, ...]:
        """The exercises of a programme that leaves their side to the prescription; none of one that
        cannot be read, which is told when a sheet is made of it.
        """
        programmes, _ = read_programmes(self._folder, {programme})
        if programme not in programmes.read:
            return ()
        entries = programmes.read[programme].exercises
        open_ones = [entry.exercise for entry in entries if not entry.side and not entry.left]
        return tuple(name for name in dict.fromkeys(open_ones) if self._has_a_side(name))

    def _has_a_side(self, name: str) -> bool:
        try:
            file = self.exercises[name] / EXERCISE_FILE
            return validate(Exercise, read_yaml(file)).sides == "one"
        except (HandoutError, KeyError):
            return False


def as_id(text: str, known: frozenset[str] | dict[str, Path]) -> str:
    """The id that is meant: "Early neck pain" is early-neck-pain, if there is such a one."""
    spelt = "-".join(text.casefold().replace("-", " ").split())
    return spelt if text not in known and spelt in known else text
