"""exercises/<id>/<language>.yaml: the words of an exercise in another language → Translation.

It lies beside the exercise.yaml, or alone in a clinic's folder, of a shipped exercise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from handouts.load.library import EXERCISE_FILE
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.model.translation import Translation

SOURCE_LANGUAGE = "en"
"""That of the words in exercise.yaml."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
FILE_END = ".yaml"


def translation_files(exercise: str, folders: Sequence[Path]) -> dict[str, Path]:
    """The files of one exercise by language. `folders`: of content, of which a later one wins.

    What lies before the exercise's own folder translates another one of the same id.
    """
    homes = [folder / "exercises" / exercise for folder in folders]
    first = max(
        (at for at, home in enumerate(homes) if (home / EXERCISE_FILE).is_file()), default=0
    )
    return {
        file.stem: file
        for home in homes[first:]
        for file in sorted(home.glob(f"*{FILE_END}"))
        if is_translation(file)
    }


def translated_exercises(folder: Path) -> tuple[str, ...]:
    """The exercises that have a translation in one folder of content, by id."""
    found = {file.parent.name for file in folder.glob(f"exercises/*/*{FILE_END}")}
    return tuple(sorted(name for name in found if translation_files(name, [folder])))


def is_translation(file: Path) -> bool:
    """By its name: fr.yaml, pt-BR.yaml."""
    return file.suffix == FILE_END and LANGUAGE.fullmatch(file.stem) is not None


def load_translation(file: Path) -> Translation:
    """Read one. Raises HandoutError with everything that is wrong with it."""
    return validate(Translation, read_yaml(file))
