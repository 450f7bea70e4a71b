"""Exercise folders → Library. A clinic's own exercise wins over the shipped one of the same id."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace
from pydantic import Field

from handouts.errors import HandoutError, Problem, nearest
from handouts.load.exercise_pictures import read_pictures
from handouts.load.programme import read_programmes
from handouts.load.validation import validate
from handouts.load.yaml_source import decoded, parse_yaml, read_yaml
from handouts.model.authored import Authored, Line, SchemaVersion
from handouts.model.drawing import Artwork
from handouts.model.exercise import Exercise, Library
from handouts.places import shipped_content

EXERCISE_FILE = "exercise.yaml"
REVIEWS_FILE = "reviews.yaml"


class Vocabulary(Authored):
    """vocabulary.yaml: the words that all content shares."""

    schema_version: SchemaVersion = Field(default=1, alias="schema")
    regions: tuple[Line, ...] = ()
    positions: tuple[Line, ...] = ()
    equipment: tuple[Line, ...] = ()
    conditions: tuple[Line, ...] = ()


class Review(Authored):
    """One signature: these words of this exercise, in this language, as they were then."""

    exercise: Line
    language: Line = "en"
    words: Line
    by: Line
    profession: Line
    date: Line


class Reviews(Authored):
    """reviews.yaml."""

    schema_version: SchemaVersion = Field(default=1, alias="schema")
    reviews: tuple[Review, ...] = ()


def load_library(folder: Path | str | None = None, only: Iterable[str] | None = None) -> Library:
    """The shipped exercises and those of a clinic's folder.

    `only`: the ids to read, so that one sheet does not wait for a whole library, nor fail for an
    exercise that it does not use; left out, all are read. Raises HandoutError with all Problems.
    """
    library, problems = read_library(folder, only)
    programmes, wrong = read_programmes(folder)
    if problems or wrong:
        raise HandoutError([*problems, *wrong])
    return replace(library, programmes=programmes)


def read_library(
    folder: Path | str | None = None, only: Iterable[str] | None = None
) -> tuple[Library, tuple[Problem, ...]]:
    """What can be read of the library, and what is wrong with the rest, which is left out."""
    roots = content_folders(folder)
    homes = exercise_homes(*roots)
    read = set(homes) if only is None else set(only) & set(homes)
    # The clinic's own come last: a code that is taken already is told at the clinic's file.
    wanted = sorted(read, key=lambda name: (homes[name].parent.parent != roots[0], name))
    vocabulary = load_vocabulary(roots[-1])
    exercises: dict[str, Exercise] = {}
    pictures: dict[str, tuple[Artwork, ...]] = {}
    problems: list[Problem] = []
    for name in wanted:
        try:
            exercise = validate(Exercise, read_yaml(homes[name] / EXERCISE_FILE))
        except HandoutError as error:
            problems += error.problems
            continue
        artworks, unseen = read_pictures(exercise, homes[name])
        wrong = [*_wrong_in(exercise, homes[name], vocabulary), *unseen]
        problems += wrong
        if not wrong:
            exercises[name] = exercise
            pictures[name] = artworks
    problems += shared_codes(exercises)
    unreadable = frozenset(wanted) - frozenset(exercises)
    reviewed = _reviewed(roots, exercises)
    library = Library(
        exercises, frozenset(homes), pictures, reviewed, unreadable,
        conditions=frozenset(vocabulary["conditions"]), positions=vocabulary["positions"],
    )  # fmt: skip
    return library, tuple(problems)


def content_folders(clinic_folder: Path | str | None) -> list[Path]:
    """The shipped content, and the clinic's after it: what a later folder says wins."""
    return [shipped_content(), *([Path(clinic_folder)] if clinic_folder else [])]


def exercise_homes(*folders: Path) -> dict[str, Path]:
    """The folder of each exercise, by id; that of a later folder wins."""
    return {
        file.parent.name: file.parent
        for folder in folders
        for file in sorted((folder / "exercises").glob(f"*/{EXERCISE_FILE}"))
    }


def load_reviews(folder: Path) -> tuple[Review, ...]:
    """The signatures of a folder; none where it has no reviews.yaml. Raises HandoutError."""
    path = folder / REVIEWS_FILE
    return validate(Reviews, read_yaml(path)).reviews if path.is_file() else ()


def load_vocabulary(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """The shipped words and the clinic's own, by list, in the order of the files."""
    words: dict[str, dict[str, None]] = {
        name: {} for name in Vocabulary.model_fields if name != "schema_version"
    }
    for path in (shipped_content() / "vocabulary.yaml", folder / "vocabulary.yaml"):
        if path.is_file():
            vocabulary = _vocabulary(decoded(path), path)
            for name, known in words.items():
                known.update(dict.fromkeys(getattr(vocabulary, name)))
    return {name: tuple(known) for name, known in words.items()}


@functools.lru_cache(maxsize=16)
def _vocabulary(text: str, path: Path) -> Vocabulary:
    """The words that `text` says, read once for the clinic and once more for its exercises."""
    return validate(Vocabulary, parse_yaml(text, path))


def _wrong_in(
    exercise: Exercise, home: Path, vocabulary: Mapping[str, tuple[str, ...]]
) -> list[Problem]:
    """What no single key shows: words that are not in the vocabulary, texts that do not match."""
    problems: list[Problem] = []

    def wrong(message: str, hint: str, *path: str | int) -> None:
        problems.append(Problem(exercise.source(*path), message, hint))

    if exercise.id != home.name:
        wrong(f'the id "{exercise.id}" is not the folder\'s name', f"write id: {home.name}", "id")
    spoken: list[tuple[str, str, tuple[str | int, ...]]] = [
        ("regions", exercise.region, ("region",))
    ]
    if exercise.position:
        spoken.append(("positions", exercise.position, ("position",)))
    for at, item in enumerate(exercise.equipment):
        spoken.append(("equipment", item, ("equipment", at)))
    for at, item in enumerate(exercise.contraindications):
        spoken.append(("conditions", item, ("contraindications", at)))
    for kind, word, path in spoken:
        if word not in vocabulary[kind]:
            hint = nearest(word, vocabulary[kind])
            wrong(f'"{word}" is not in the vocabulary\'s {kind}', hint, *path)
    return problems


def shared_codes(exercises: Mapping[str, Exercise]) -> list[Problem]:
    """Two exercises with one code would open one video; said of the later one."""
    first: dict[str, str] = {}
    problems = []
    for name, exercise in exercises.items():
        if exercise.code is None:
            continue
        other = first.setdefault(exercise.code, name)
        if other != name:
            message = f'the code "{exercise.code}" is that of {other} too'
            problems.append(Problem(exercise.source("code"), message, "choose another"))
    return problems


def _reviewed(roots: list[Path], exercises: Mapping[str, Exercise]) -> frozenset[str]:
    """The digest of words is made for exercises alone that somebody signed."""
    signed = defaultdict[str, set[str]](set)
    for root in roots:
        for review in load_reviews(root):
            signed[review.exercise].add(review.words)
    return frozenset(
        name for name in signed.keys() & exercises if exercises[name].words.digest in signed[name]
    )
