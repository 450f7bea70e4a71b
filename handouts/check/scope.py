"""A path → what of it is checked: a clinic as a whole, one of its exercises or programmes, or a
prescription.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from handouts.errors import HandoutError, Problem, Source
from handouts.load.clinic import CLINIC_FILE, find_clinic_folder
from handouts.load.library import EXERCISE_FILE, exercise_homes
from handouts.load.programme import programme_files
from handouts.load.translations import is_translation, translated_exercises
from handouts.places import shipped_content


class Scope(Struct, frozen=True):
    """`folder` is the clinic's; where none of the others is said, all of it is checked."""

    folder: Path
    exercise: str | None = None
    prescription: Path | None = None
    programme: str | None = None


def scope_of(path: Path | None) -> Scope:
    """Raises HandoutError where there is nothing to check."""
    if path is None:
        return Scope(_folder_here())
    if path.is_dir() and (path / CLINIC_FILE).is_file():
        return Scope(path)
    home = path if path.is_dir() else path.parent
    if path.is_dir() and not _is_exercise(path):
        message = f"holds neither {CLINIC_FILE} nor {EXERCISE_FILE}"
        hint = "name a clinic's folder, an exercise's, a programme or a prescription"
        raise HandoutError([Problem(Source(str(path)), message, hint)])
    if not path.exists():
        message, hint = "there is no such file", "check the name and the folder"
        raise HandoutError([Problem(Source(str(path)), message, hint)])
    if path.name == CLINIC_FILE:
        return Scope(path.parent)
    folder = find_clinic_folder(home / EXERCISE_FILE)
    if not _is_exercise(home):
        if path.resolve() in {file.resolve() for file in programme_files(folder).values()}:
            return Scope(folder, programme=path.stem)
        return Scope(folder, prescription=path)
    name = home.resolve().name
    if name not in {*exercise_homes(folder), *translated_exercises(folder)}:
        message = f"does not lie in {folder / 'exercises'}"
        raise HandoutError([Problem(Source(str(home)), message, "move it there")])
    return Scope(folder, exercise=name)


def _is_exercise(home: Path) -> bool:
    """It holds an exercise, or translations of a shipped one."""
    if (home / EXERCISE_FILE).is_file():
        return True
    among_exercises = home.resolve().parent.name == "exercises"
    return among_exercises and any(map(is_translation, home.iterdir()))


def _folder_here() -> Path:
    """The clinic's folder around the place where the command runs, else the checkout's content."""
    here = Path(CLINIC_FILE)
    try:
        return find_clinic_folder(here)
    except HandoutError:
        if not shipped_content().is_relative_to(Path.cwd()):
            message = f"neither this folder nor one above it holds a {CLINIC_FILE}"
            hint = "name what to check: handouts check my-clinic"
            raise HandoutError([Problem(Source(str(Path.cwd())), message, hint)]) from None
        return find_clinic_folder(shipped_content() / CLINIC_FILE)
