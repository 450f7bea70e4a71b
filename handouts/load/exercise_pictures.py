"""What an exercise shows: its picture files, or the drawings that were compiled from its pose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from handouts.errors import HandoutError, InvalidValueError, Problem, Source
from handouts.load.figure_file import FIGURE_FILE, DamagedFigureError, digest_of, read_figure
from handouts.load.pictures import read_image
from handouts.model.dose import Range, parse_amount
from handouts.model.drawing import Artwork
from handouts.model.exercise import MOST_PICTURES, Exercise
from handouts.places import shipped_content

Artworks = tuple[Artwork, ...]


def read_pictures(exercise: Exercise, home: Path) -> tuple[Artworks, list[Problem]]:
    """The pictures in order, and everything that is wrong with them. `home`: its folder."""
    problems = [*_mismatches(exercise), *_unwritten_steps(exercise)]
    if exercise.pose is not None:
        return _drawn(exercise, exercise.pose, home, problems)
    images: list[Artwork] = []
    for at, picture in enumerate(exercise.pictures):
        try:
            place = exercise.source("pictures", at, "file")
            images.append(read_image(home, picture.file, place))
        except HandoutError as error:
            problems += error.problems
    return tuple(images), problems


def _mismatches(exercise: Exercise) -> Iterator[Problem]:
    """Pictures of two kinds, too many of them, or more or fewer texts than pictures."""
    count, texts = exercise.picture_count, len(exercise.words.alt)
    if exercise.pose is not None and exercise.pictures:
        message = "an exercise has a pose or pictures of its own, not both"
        yield Problem(exercise.source("pictures"), message, "take one of them out")
    if exercise.pose is not None and count > MOST_PICTURES:
        message = f"frames holds more than {MOST_PICTURES}"
        yield Problem(exercise.source("pose", "frames"), message, "take some out")
    if count and texts != count:
        yield Problem(
            exercise.source("words", "alt"),
            f"{count} pictures need {count} alt texts, got {texts}",
            "write one line a picture under words: alt:, for those who cannot see it",
        )


def _unwritten_steps(exercise: Exercise) -> Iterator[Problem]:
    """Pictures that show steps that the exercise does not have."""
    count = len(exercise.words.steps)
    for where, steps in _shown_steps(exercise):
        if steps.high > count:
            yield Problem(
                where,
                f"steps goes to {steps.high}, and the exercise has {count} steps",
                "name the steps that this picture shows",
            )


def _shown_steps(exercise: Exercise) -> Iterator[tuple[Source, Range]]:
    """What each picture says that it shows; what cannot be read is for the engine to refuse."""
    for at, picture in enumerate(exercise.pictures):
        if isinstance(picture.steps, Range):
            yield exercise.source("pictures", at, "steps"), picture.steps
    frames = (exercise.pose or {}).get("frames")
    for at, frame in enumerate(frames if isinstance(frames, list) else ()):
        with suppress(InvalidValueError, AttributeError):
            if isinstance(steps := parse_amount(str(frame.get("steps", ""))), Range):
                yield exercise.source("pose", "frames", at, "steps"), steps


def _drawn(
    exercise: Exercise, pose: Mapping[str, Any], home: Path, problems: list[Problem]
) -> tuple[Artworks, list[Problem]]:
    """The drawings of the pose, which must be of this very pose."""
    try:
        figure = read_figure(home / FIGURE_FILE)
        wrong = "is older than its pose"
        if figure.pose_digest == digest_of(pose):
            if len(figure.drawings) == exercise.picture_count:
                return figure.drawings, problems
            wrong = "is damaged: it has another number of frames"
    except FileNotFoundError:
        wrong = "is not drawn yet"
    except DamagedFigureError as error:
        wrong = f"is damaged: {error}"
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or type(error).__name__}"
    message = f"the picture of {home.name} {wrong}"
    return (), [*problems, Problem(exercise.source("pose"), message, f"run: {_to_draw(home)}")]


def _to_draw(home: Path) -> str:
    """The command that draws the exercise in that folder."""
    folder = home.parent.parent
    if folder == shipped_content():
        return f"handouts figure {home.name}"
    named = f'"{folder}"' if " " in str(folder) else str(folder)
    return f"handouts figure {home.name} --clinic {named}"
