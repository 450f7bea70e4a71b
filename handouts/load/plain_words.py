"""plain-words.yaml → the words of the field, with what to write in their place.

A file of its own beside vocabulary.yaml: that is read for every sheet, this one by `check` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from handouts.errors import HandoutError, Problem
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.model.authored import Authored, Line, SchemaVersion
from handouts.places import shipped_content

PLAIN_WORDS_FILE = "plain-words.yaml"


class PlainWords(Authored):
    """plain-words.yaml.

    `plain_words` holds a word of the field a line, and after the colon what to write in its place.
    """

    schema_version: SchemaVersion = Field(default=1, alias="schema")
    plain_words: dict[Line, Line] = Field(default_factory=dict)


def read_plain_words(folder: Path) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The shipped words in small letters and the clinic's, which win; and what is wrong there."""
    plain: dict[str, str] = {}
    problems: list[Problem] = []
    for file in (shipped_content() / PLAIN_WORDS_FILE, folder / PLAIN_WORDS_FILE):
        if file.is_file():
            try:
                read = validate(PlainWords, read_yaml(file)).plain_words
            except HandoutError as error:
                problems += error.problems
                continue
            plain |= {word.lower(): instead for word, instead in read.items()}
    return plain, tuple(dict.fromkeys(problems))
