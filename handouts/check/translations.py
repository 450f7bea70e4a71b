"""The words of exercises in other languages: whether they still say what their source says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from handouts.check.finding import Finding, as_findings, found
from handouts.errors import HandoutError, Source, nearest
from handouts.load.translations import SOURCE_LANGUAGE, load_translation, translation_files
from handouts.merge.translated import differences
from handouts.model.exercise import Exercise


def of_folder(
    folder: Path, names: Collection[str], exercises: Mapping[str, Exercise], known: Collection[str]
) -> Iterator[Finding]:
    """The translations that lie in one folder of content, of the exercises `names`.

    `exercises`: those that could be read, of all that are `known`.
    """
    first: dict[str, Path] = {}
    for name in names:
        for language, file in translation_files(name, [folder]).items():
            first.setdefault(language, file)
            yield from _of_file(name, language, file, exercises, known)
    for language in first.keys() - {SOURCE_LANGUAGE}:
        message = f"sheets in {language} are not printed yet: translations wait until they are"
        yield found("not-supported-yet", Source(str(first[language])), message)


def _of_file(
    name: str, language: str, file: Path, exercises: Mapping[str, Exercise], known: Collection[str]
) -> Iterator[Finding]:
    place = Source(str(file))
    if language == SOURCE_LANGUAGE:
        message = "the words in English stand in exercise.yaml"
        yield found("invalid", place, message, "take this file out")
        return
    if name not in known:
        message = f'there is no exercise "{name}" to translate'
        yield found("invalid", place, message, nearest(name, known))
    try:
        translation = load_translation(file)
    except HandoutError as error:
        yield from as_findings("invalid", error.problems)
        return
    if name in exercises:
        for one in differences(exercises[name], translation):
            yield Finding(one.kind, one.problem)
