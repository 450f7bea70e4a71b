"""A prescription typed as a command's arguments, without a file → Document, and that as YAML.

`ql-stretch:right,hold=30s,reps=4,2/day` is an exercise, a colon, and parts between commas: short
forms of a dose and `key=value` for any key of an entry. A note takes the rest of its argument, so
that it may hold commas. Problems name the argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from handouts.errors import InvalidValueError, Problem, Source
from handouts.load.yaml_source import Document, invisible_problem, is_invisible
from handouts.model.authored import Sources, Step
from handouts.model.prescription import Entry
from handouts.model.short_forms import parse_short

Places = dict[tuple[Step, ...], Source]

WIDEST = 1_000_000
"""Letters in a line of YAML: a note is never folded."""
LISTS = frozenset({"accept"})
"""Keys of an entry that may be given more than once."""

KEYED = frozenset({"override"})
"""Keys of an entry that may hold keys of their own: `override.osteoporosis=reason`."""

_OPTIONS = {"patient.id": "--patient", "patient.conditions": "--condition"}
"""Options that are called otherwise than their key."""

_PLACE = {"side": 0, "note": 2}
"""Where a key stands in an entry that is written down: the dose between the two."""
_KEY_AND_VALUE = re.compile(rf"\b({'|'.join(Entry.model_fields)}): \[?([^\s\],]+)\]?")
_TO_THE_END = "note="


def read_quick_line(
    words: Sequence[str], about: Mapping[str, str | Sequence[str]]
) -> tuple[Document, tuple[Problem, ...]]:
    """What a prescription's file would hold, and what of the line cannot be read.

    `about`: its other keys, as the options say them; `patient.name` is `name` under `patient`. A
    sequence is a list.
    """
    problems: list[Problem] = []
    tree: dict[str, Any] = {"schema": "1"}
    places: Places = {(): Source("the command")}
    for key, value in about.items():
        path = key.split(".")
        source = Source(_OPTIONS.get(key, "--" + path[-1].replace("_", "-")))
        items = [value] if isinstance(value, str) else value
        for at, item in enumerate(items):
            problems += _invisible(item, source)
            places[*path, at] = source
        places[tuple(path)] = source
        holder = tree.setdefault(path[0], {}) if path[1:] else tree
        holder[path[-1]] = value if isinstance(value, str) else list(value)
    entries = []
    for index, word in enumerate(words):
        name, _, rest = word.partition(":")
        source = Source(f'argument {index + 1}, "{name}"')
        places["exercises", index] = source
        problems += _invisible(word, source)
        entries.append({"exercise": name, **_entry(rest, source, problems)})
    if entries:
        tree["exercises"] = entries
    sources = Sources("the command", places)
    return Document(tree, sources, sources), tuple(problems)


def as_typed(problem: Problem, line: Document) -> Problem:
    """The Problem; of the command itself with a hint for it: `hold=30s` in place of `hold: 30s`."""
    if problem.source not in line.sources.places.values():
        return problem
    return replace(problem, hint=_KEY_AND_VALUE.sub(r"\1=\2", problem.hint))


def yaml_text(document: Document) -> str:
    """The text of a file that holds the same."""
    return str(yaml.dump(document.tree, Dumper=_Plain, allow_unicode=True, width=WIDEST))


class _Plain(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes every scalar as it was typed: this program reads no YAML types."""

    def __init__(self, stream: Any, **options: Any) -> None:
        ours = {key: options[key] for key in ("width", "allow_unicode")}
        Emitter.__init__(self, stream, **ours)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, default_flow_style=False, sort_keys=False)
        BaseResolver.__init__(self)


def _invisible(text: str, source: Source) -> Iterator[Problem]:
    yield from (invisible_problem(source, char) for char in text if is_invisible(char))


def _entry(rest: str, source: Source, problems: list[Problem]) -> dict[str, Any]:
    """The keys of an entry that its parts say."""
    values: dict[str, Any] = {}
    short: list[str] = []

    def wrong(message: str, hint: str) -> None:
        problems.append(Problem(source, message, hint))

    def take(key: str, value: str) -> None:
        if not _put(values, key, value):
            wrong(f"says the {key.partition('.')[0]} twice", "keep one of them")

    for part in _parts(rest):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if equals:
            take(key, value)
            continue
        try:
            parse_short(part)
            short.append(part)
        except InvalidValueError as error:
            wrong(error.message, f"{error.hint}, or key=value such as hold=30s")
    try:
        for key, value in parse_short(", ".join(short)).items() if short else ():
            take(key, value)
    except InvalidValueError as error:
        wrong(error.message, error.hint)
    return dict(sorted(values.items(), key=lambda item: _PLACE.get(item[0], 1)))


def _put(values: dict[str, Any], key: str, value: str) -> bool:
    """Whether there was room for the value: a key is said once, but for lists."""
    if key in LISTS:
        values.setdefault(key, []).append(value)
        return True
    outer, dot, inside = (piece.strip() for piece in key.partition("."))
    if dot and outer in KEYED:
        values, key = values.setdefault(outer, {}), inside
    if isinstance(values, str) or key in values:
        return False
    values[key] = value
    return True


def _parts(rest: str) -> Iterator[str]:
    """What stands between the commas; a note is the last part."""
    parts = rest.split(",") if rest.strip() else []
    for at, part in enumerate(parts):
        if part.strip().startswith(_TO_THE_END):
            yield ",".join(parts[at:])
            return
        yield part
