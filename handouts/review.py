"""`handouts review`: a clinician signs the words of exercises as they are, in reviews.yaml.

What is signed is the digest of the words that were shown: words that change later are unreviewed
again. Everything else that stands in the file stays as it was written, comments too.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.errors import HandoutError, Problem, Source, nearest
from handouts.load.clinic import CLINIC_FILE, clinic_folder_here
from handouts.load.library import REVIEWS_FILE, Reviews, read_library
from handouts.load.validation import validate
from handouts.load.yaml_source import decoded, read_yaml
from handouts.model.exercise import Exercise

NEW_FILE = """\
# Who has checked the words of which exercise: `handouts review` writes it.
# Words that change later are unreviewed again.
schema: 1

reviews:
"""
_COMMAND = "handouts review"
_PLAIN = re.compile(r"[^\W\d_][\w.'’-]*( [\w.'’()&-]+)*")
"""Words that YAML reads as they stand."""
_EMPTY_LIST = re.compile(r"^reviews:[ \t]*\[[ \t]*\]", re.MULTILINE)

Key = tuple[str, str]
"""An exercise and the language of its words: each is signed once."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and when. `language` is that of the words."""

    by: str
    profession: str
    date: dt.date
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Signing:
    """What is about to be signed: `data` is what `file` will say, with the mode of `like`."""

    exercises: tuple[Exercise, ...]
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
    exercises = tuple(library.exercises[name] for name in names)
    entries = {
        (exercise.id, signature.language): _entry(exercise, signature) for exercise in exercises
    }
    like = file if file.exists() else folder / CLINIC_FILE
    return Signing(exercises, file, like, _with_entries(file, entries).encode())


def words_of(exercise: Exercise) -> str:
    """Everything that the digest covers, for whoever signs it; placeholders as they are."""
    return "\n".join([exercise.id, *_said(exercise.words.model_dump(exclude_defaults=True))])


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
    if signature.language != "en":
        source = Source(f"{_COMMAND} --language")
        yield Problem(source, f'"{signature.language}" is not supported yet', "write en")


def _entry(exercise: Exercise, signature: Signature) -> tuple[str, ...]:
    values = {
        "exercise": exercise.id,
        "language": signature.language,
        "words": exercise.words.digest,
        "by": _scalar(signature.by),
        "profession": _scalar(signature.profession),
        "date": signature.date.isoformat(),
    }
    return tuple(f"{key}: {value}" for key, value in values.items())


def _scalar(text: str) -> str:
    """As YAML; in quotes where it could be read as something else."""
    text = " ".join(text.split())
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _with_entries(file: Path, entries: Mapping[Key, tuple[str, ...]]) -> str:
    """What the file says with these entries in place of those of the same key, or after the last.

    Raises HandoutError for a file that is no list of reviews.
    """
    text = decoded(file) if file.exists() else NEW_FILE
    blocks = _blocks(file, text) if file.exists() else []
    lines = _EMPTY_LIST.sub("reviews:", text).splitlines(keepends=True)
    end_of_line = "\r\n" if lines[0].endswith("\r\n") else "\n"
    lines[-1] = lines[-1].rstrip("\r\n") + end_of_line
    if not any(line.startswith("reviews:") for line in lines):
        lines += [end_of_line, f"reviews:{end_of_line}"]
    indent = _indent(lines[blocks[-1].first]) if blocks else 2
    left = dict(entries)
    edits: list[tuple[slice, Iterable[tuple[str, ...]]]] = []
    for block in blocks:
        if block.key in entries:
            new = left.pop(block.key, None)
            edits.append((slice(block.first, block.end), [new] if new else []))
    end = blocks[-1].end if blocks else _list_start(lines)
    edits.append((slice(end, end), left.values()))
    for place, written in reversed(edits):
        lines[place] = [line + end_of_line for one in written for line in _listed(one, indent)]
    return "".join(lines)


@dataclass(frozen=True, slots=True)
class _Block:
    """An entry that stands in the file: its lines from `first` to before `end`, from 0."""

    key: Key
    first: int
    end: int


def _blocks(file: Path, text: str) -> list[_Block]:
    document, lines, blocks = read_yaml(file), text.splitlines(), []
    for at, review in enumerate(validate(Reviews, document).reviews):
        place = document.sources.at("reviews", at)
        first = place.line - 1
        if not lines[first].lstrip().startswith("- "):
            hint = "write each review on lines of its own, the first after a hyphen"
            raise HandoutError([Problem(place, "reviews stand in brackets", hint)])
        key = (review.exercise, review.language)
        blocks.append(_Block(key, first, _end(lines, first)))
    return blocks


def _end(lines: Sequence[str], first: int) -> int:
    """After the last line that belongs to the item: what follows is indented no deeper."""
    end = first + 1
    for at in range(end, len(lines)):
        written = lines[at].strip()
        if written and not written.startswith("#"):
            if _indent(lines[at]) <= _indent(lines[first]):
                break
            end = at + 1
    return end


def _list_start(lines: Sequence[str]) -> int:
    return next(at for at, line in enumerate(lines, 1) if line.startswith("reviews:"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _listed(entry: Sequence[str], indent: int) -> Iterator[str]:
    for at, line in enumerate(entry):
        yield " " * indent + ("  " if at else "- ") + line
