"""A YAML file → plain lists, mappings and strings, with line and column kept for every value.

Every scalar is the string that was written: YAML 1.1 would turn `on`, `no`, 012 and 12:30 into
something else. The file is data only: a tag, an anchor or an alias is a Problem, so that no object
is built and nothing can unfold to more than was written.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from handouts.errors import HandoutError, Problem, Source
from handouts.model.authored import Place, Sources, Step

MAX_BYTES = 1_000_000
_USUAL_BYTES = 32_000
MAX_DEPTH = 20
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
MOST_CONTROLS = 20
"""Of the invisible characters of one file, so many are told."""
FLOW_LISTS = frozenset({"accept", "conditions", "drop", "sets", "tempo"})
"""Keys whose lists hold short words, never prose, and may be written in brackets."""
NO_PROSE = "pose"
"""The key of a file under which there are joints, things and numbers, in brackets as one likes."""

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN = frozenset(_BIDI_CONTROLS + "\u200b\u2060\ufeff")


class Document(Struct, frozen=True):
    """What one file holds. `tree` is a mapping, list or string; `keys` places its keys."""

    tree: Any
    sources: Sources
    keys: Sources

    def document(self) -> Document:
        """All of it, as of a YamlText."""
        return self

    def values(self, *wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The words that stand under these keys, "" for what is not there."""
        return tuple(_words_at(self.tree, path) for path in wanted)

    def under(self, key: str) -> Document:
        """What stands after one key of the mapping, as a document of its own."""
        return Document(self.tree[key], self.sources.under(key), self.keys.under(key))


def _words_at(tree: Any, path: tuple[str, ...]) -> str:
    for key in path:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, str) else ""


def read_yaml(path: Path) -> Document:
    """Read one file. Raises HandoutError with everything that keeps it from being read."""
    return parse_yaml(decoded(path), path)


def parse_yaml(text: str, path: Path) -> Document:
    """The same of a text that stands, or is to stand, in the file at `path`."""
    return _Reader(str(path)).read(text)


def decoded(path: Path) -> str:
    """The text of one file, UTF-8 or UTF-16. Raises HandoutError."""
    whole = Source(str(path))
    try:
        with path.open("rb") as file:  # a device has no size: read one byte more than is allowed
            data = file.read(_USUAL_BYTES)
            if len(data) == _USUAL_BYTES:
                data += file.read(MAX_BYTES + 1 - _USUAL_BYTES)
        if len(data) > MAX_BYTES:
            raise HandoutError(
                [Problem(whole, "is larger than 1 MB", "a file of words is never that large")]
            )
    except IsADirectoryError:
        raise HandoutError(
            [Problem(whole, "is a folder, not a file", "name a file in it")]
        ) from None
    except FileNotFoundError:
        raise HandoutError(
            [Problem(whole, "there is no such file", "check the name and the folder")]
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise HandoutError([Problem(whole, f"cannot be read: {reason}")]) from None
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Source(str(path), before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise HandoutError(
            [Problem(place, "is not saved as UTF-8 text", "save it again with encoding UTF-8")]
        ) from None


def yaml_events(text: str) -> Iterator[Event]:
    """What a text consists of, each scalar as it was written. Raises yaml.YAMLError on the way."""
    return iter(_Loader(text).get_event, None)


class _Reader:
    """Builds one Document from the parser's events, collecting Problems on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.values: dict[tuple[Step, ...], Place] = {}
        self.keys: dict[tuple[Step, ...], Place] = {}

    def read(self, text: str) -> Document:
        self._refuse_controls(text)
        tree: Any = None
        try:
            events = yaml_events(text)
            documents = 0
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._add(event, "starts a second document", "take the line --- out")
                        break
                    tree = self._value(next(events), events, ())
        except yaml.MarkedYAMLError as error:
            mark = _mark(error, text)
            place = Source(self.file, mark.line + 1, mark.column + 1) if mark else Source(self.file)
            self.problems.append(
                Problem(place, f"is not valid YAML: {error.problem}", _yaml_hint(error, text))
            )
        except yaml.YAMLError as error:
            self.problems.append(Problem(Source(self.file), f"is not valid YAML: {error}"))
        if not self.problems and not isinstance(tree, dict):
            self.problems.append(
                Problem(Source(self.file), "holds no keys", "start from an example file")
            )
        if self.problems:
            raise HandoutError(self.problems)
        return Document(tree, Sources(self.file, self.values), Sources(self.file, self.keys))

    def _refuse_controls(self, text: str) -> None:
        """Invisible characters hide what a line says, and YAML's own message has no line."""
        found = (
            invisible_problem(Source(self.file, number, column), char)
            for number, line in enumerate(text.split("\n"), 1)
            if not line.isprintable()  # whatever is invisible is not printable either
            for column, char in enumerate(line.rstrip("\r"), 1)
            if is_invisible(char) and char != "\t"
        )
        self.problems += itertools.islice(found, MOST_CONTROLS)
        if self.problems:
            raise HandoutError(self.problems)

    def _value(self, event: Event, events: Iterator[Event], path: tuple[Step, ...]) -> Any:
        self.values[path] = _place(event)
        if isinstance(event, ScalarEvent):
            self._refuse_what_is_no_plain_scalar(event)
            return event.value
        self._refuse_anchor_and_tag(event)
        if len(path) > MAX_DEPTH:
            self._add(event, f"is nested more than {MAX_DEPTH} deep", "check the brackets")
            raise HandoutError(self.problems)
        if isinstance(event, SequenceStartEvent):
            return self._list(event, events, path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, events, path)
        return ""

    def _refuse_anchor_and_tag(self, event: Event) -> None:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self._add(event, "anchors (&) and aliases (*) are not allowed", "write the value out")
        tag = getattr(event, "tag", None)
        if tag not in {None, "!"}:
            self._add(event, f"the tag {tag} is not allowed", "take it out")

    def _refuse_what_is_no_plain_scalar(self, event: ScalarEvent) -> None:
        if event.anchor or event.tag:
            self._refuse_anchor_and_tag(event)
        if event.value.isprintable():
            return
        controls = (char for char in event.value if is_invisible(char) and char not in "\t\n")
        for char in itertools.islice(controls, 1):  # written as an escape, or refused before
            self.problems.append(invisible_problem(self._source(event), char))

    def _list(
        self, start: SequenceStartEvent, events: Iterator[Event], path: tuple[Step, ...]
    ) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        in_words = any(isinstance(item, str) and not _NUMBER.fullmatch(item) for item in items)
        may_be_prose = not path or (path[0] != NO_PROSE and path[-1] not in FLOW_LISTS)
        if start.flow_style and in_words and may_be_prose:
            self._add(
                start,
                "a list of words stands one item a line: in […] a comma would cut an item in two",
                "start each item on its own line with a hyphen",
            )
        return items

    def _mapping(
        self, start: MappingStartEvent, events: Iterator[Event], path: tuple[Step, ...]
    ) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                self._refuse_as_key(event, start)
            self._refuse_what_is_no_plain_scalar(event)
            key = event.value
            if key in mapping:
                self._add(event, f'"{key}" stands here twice', "keep one of them")
            below = (*path, key)
            self.keys[below] = _place(event)
            mapping[key] = self._value(next(events), events, below)
        return mapping

    def _refuse_as_key(self, event: Event, start: MappingStartEvent) -> NoReturn:
        self._refuse_anchor_and_tag(event)
        if start.flow_style and isinstance(event, MappingStartEvent):
            self._add(start, "a value that begins with {{ needs quotes", 'write "{{ … }}"')
        else:
            self._add(event, "holds more than a word in place of a key", "write one word")
        raise HandoutError(self.problems)

    def _source(self, event: Event) -> Source:
        return Source(self.file, *_place(event))

    def _add(self, event: Event, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self._source(event), message, hint))


def _place(event: Event) -> tuple[int, int]:
    """Line and column, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


def is_invisible(char: str) -> bool:
    """A character that hides what a line says, line end and tab among them."""
    return unicodedata.category(char) in {"Cc", "Cs", "Co"} or char in _HIDDEN


def invisible_problem(place: Source, char: str) -> Problem:
    """What is said of such a character."""
    name = unicodedata.name(char, "control character")
    message = f"holds an invisible character, U+{ord(char):04X} ({name.lower()})"
    return Problem(place, message, "delete it and type the words again")


def _mark(error: yaml.MarkedYAMLError, text: str) -> Any:
    """Where the mistake is. What is never closed is found at the end, but begins elsewhere."""
    mark, written = error.problem_mark, text.rstrip().split("\n")
    end = len(written) - 1, len(written[-1])
    at_end = mark is not None and (mark.line, mark.column) >= end
    return error.context_mark if at_end and error.context_mark else mark


def _yaml_hint(error: yaml.MarkedYAMLError, text: str) -> str:
    mark = error.problem_mark
    line = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") + 1 else ""
    if "\t" in line:
        return "indent with spaces, not with tabs"
    if "{{" in line:
        return 'a value that begins with {{ needs quotes: write "{{ … }}"'
    if "mapping values are not allowed" in str(error.problem):
        return "words with a colon and a space need quotes around them"
    return "check the indentation and the quotes here and in the line above"
