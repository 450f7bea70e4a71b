"""The names of the sheets of one run, so that none takes another's."""

from __future__ import annotations

from collections.abc import Sequence

SUMMARY = "-summary"
"""After the name of a sheet, that of its clinician's record."""


class Names:
    """Stems (names without ending) that are given out once: no sheet is lost to another.

    Names that differ in capitals alone are one file on Windows and macOS. `endings` are what is
    put after a stem to name its files.
    """

    def __init__(self, endings: Sequence[str] = ("",)) -> None:
        self._endings = endings
        self._taken: set[str] = set()

    def claim(self, stem: str) -> bool:
        """Take a sheet's own name; False if it is taken already."""
        names = {stem.casefold() + ending for ending in self._endings}
        if names & self._taken:
            return False
        self._taken |= names
        return True

    def beside(self, stem: str) -> str:
        """A name for another sheet of that patient and day: the second is `-2`.

        To be asked when every sheet has claimed its own: it might be another patient's.
        """
        count = 2
        while not self.claim(f"{stem}-{count}"):
            count += 1
        return f"{stem}-{count}"
