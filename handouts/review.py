"""`handouts review`: a clinician signs the words of exercises as they are, in reviews.yaml.

What is signed is the digest of the words that were shown: words that change later are unreviewed
again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from handouts.errors import HandoutError, Problem, Source, nearest
from handouts.load.clinic import CLINIC_FILE, clinic_folder_here
from handouts.load.library import REVIEWS_FILE, Review, content_folders, read_library
from handouts.load.reviews_file import with_reviews
from handouts.load.translations import (
    FILE_END,
    LANGUAGE,
    SOURCE_LANGUAGE,
    load_translation,
    translation_files,
)
from handouts.merge.translated import differences
from handouts.model.exercise import Exercise, Words

_COMMAND = "handouts review"
LEFT_TO_READERS = frozenset({"translation-number"})
"""Kinds of differences that may be meant: whoever signs has read them."""


class Signature(Struct, frozen=True):
    """Who signs, and when. `language` is that of the words."""

    by: str
    profession: str
    date: dt.date
    language: str = "en"


class Signing(Struct, frozen=True):
    """What is about to be signed: `data` is what `file` will say, with the mode of `like`. `words`
    are those of each exercise, by its id.
    """

    words: Mapping[str, Words]
    file: Path
    like: Path
    data: bytes


def prepare(names: Sequence[str], signature: Signature, clinic_folder: Path | None) -> Signing:
    """The words to show, and the file that signs them; nothing is written yet.

    Raises HandoutError with everything that keeps them from being signed.
    """
    folder = clinic_folder_here(clinic_folder)
    if folder is None:
        message = "signatures stand in a clinic's folder, and there is none here"
        hint = "run handouts init my-clinic, then name it with --clinic my-clinic"
        raise HandoutError([Problem(Source(_COMMAND), message, hint)])
    names, file = tuple(dict.fromkeys(names)), folder / REVIEWS_FILE
    problems = list(_wrong_in(signature))
    library, unreadable = read_library(folder, names)
    problems += unreadable
    for name in names:
        if name not in library.known:
            message, hint = f'there is no exercise "{name}"', nearest(name, library.known)
            problems.append(Problem(Source(_COMMAND), message, hint))
    if problems:
        raise HandoutError(problems)
    words: dict[str, Words] = {name: library.exercises[name].words for name in names}
    if signature.language != SOURCE_LANGUAGE:
        words = _translated([library.exercises[name] for name in names], signature, folder)
    reviews = [_review(name, said, signature) for name, said in words.items()]
    like = file if file.exists() else folder / CLINIC_FILE
    return Signing(words, file, like, with_reviews(file, reviews).encode())


def words_of(exercise: str, words: Words) -> str:
    """Everything that the digest covers, for whoever signs it; placeholders as they are."""
    return "\n".join([exercise, *_said(words.model_dump(exclude_defaults=True))])


def _translated(
    exercises: Sequence[Exercise], signature: Signature, folder: Path
) -> dict[str, Words]:
    """The words in the language that is signed. Raises HandoutError also where they do not say what
    the exercise says: nobody signs an older translation, nor one without a caution.
    """
    problems: list[Problem] = []
    words: dict[str, Words] = {}
    for exercise in exercises:
        files = translation_files(exercise.id, content_folders(folder))
        if signature.language not in files:
            wanted = folder / "exercises" / exercise.id / f"{signature.language}{FILE_END}"
            message = f"{exercise.id} has no words in {signature.language}"
            problems.append(Problem(Source(_COMMAND), message, f"write them in {wanted}"))
            continue
        try:
            translation = load_translation(files[signature.language])
        except HandoutError as error:
            problems += error.problems
            continue
        found = differences(exercise, translation)
        problems += (one.problem for one in found if one.kind not in LEFT_TO_READERS)
        words[exercise.id] = translation
    if problems:
        raise HandoutError(problems)
    return words


def _said(words: Mapping[str, object]) -> Iterator[str]:
    for key, value in words.items():
        name = key.replace("_", " ")
        if isinstance(value, str):
            yield f"  {name}: {value}"
            continue
        yield f"  {name}:"
        for number, item in enumerate(value if isinstance(value, tuple) else (), 1):
            text = " ".join(item.values()) if isinstance(item, dict) else item
            yield f"    {number} {text}"


def _wrong_in(signature: Signature) -> Iterator[Problem]:
    for option, text in (("--by", signature.by), ("--profession", signature.profession)):
        if not text.strip() or not text.isprintable():
            message = "is empty, or holds a character that cannot be seen"
            yield Problem(Source(f"{_COMMAND} {option}"), message, "type it again")
    if not LANGUAGE.fullmatch(signature.language):
        source = Source(f"{_COMMAND} --language")
        yield Problem(source, f'"{signature.language}" is no language', "write its code, as fr")


def _review(exercise: str, words: Words, signature: Signature) -> Review:
    return Review(
        exercise=exercise,
        language=signature.language,
        words=words.digest,
        by=" ".join(signature.by.split()),
        profession=" ".join(signature.profession.split()),
        date=signature.date.isoformat(),
    )
