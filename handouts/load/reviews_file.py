"""reviews.yaml with new signatures in it: what else stands there stays as it was written.

In: the file, and reviews to put in. Out: its new text; nothing is written here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from handouts.errors import HandoutError, Problem, Source
from handouts.load.library import Review, Reviews
from handouts.load.validation import validate
from handouts.load.yaml_source import Document, decoded, parse_yaml

NEW_FILE = """\
# Who has checked the words of which exercise: `handouts review` writes it.
# Words that change later are unreviewed again.
schema: 1

reviews:
"""
_PLAIN = re.compile(r"[^\W\d_][\w.'’-]*( [\w.'’()&-]+)*")
"""Words that YAML reads as they stand."""
_NOT_TEXT = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
"""Unless another program takes them for something else."""
_HINT = "write each review on lines of its own, the first after a hyphen"

Key = tuple[str, str]
"""An exercise and the language of its words: each is signed once."""


class _Block(Struct, frozen=True):
    """A review that stands in the file: its lines from `first` to before `end`, from 0."""

    key: Key
    first: int
    end: int


def with_reviews(file: Path, reviews: Sequence[Review]) -> str:
    """What `file` says with each review in place of that of its exercise and language, or at the
    end of the list. Raises HandoutError for a file that is no such list.
    """
    new = {_key(review): review for review in reviews}
    if not file.exists():
        return NEW_FILE + "".join(f"{line}\n" for line in _listed(new.values(), 2))
    text = decoded(file)
    document = parse_yaml(text, file)
    standing = validate(Reviews, document).reviews
    changed = _changed(text, document, standing, new)
    kept = [review for review in standing if _key(review) not in new]
    if _read_back(changed, file) != _words_by_key([*kept, *reviews]):
        raise HandoutError([Problem(Source(str(file)), "cannot be added to as it is", _HINT)])
    return changed


def _key(review: Review) -> Key:
    return review.exercise, review.language


def _words_by_key(reviews: Sequence[Review]) -> set[tuple[Key, str]]:
    return {(_key(review), review.words) for review in reviews}


def _read_back(text: str, file: Path) -> set[tuple[Key, str]] | None:
    """What the file would say; None where it would be no list of reviews any more."""
    try:
        return _words_by_key(validate(Reviews, parse_yaml(text, file)).reviews)
    except HandoutError:
        return None


def _changed(
    text: str, document: Document, standing: Sequence[Review], new: dict[Key, Review]
) -> str:
    lines = text.splitlines(keepends=True)
    end_of_line = "\r\n" if lines[0].endswith("\r\n") else "\n"
    lines[-1] = lines[-1].rstrip("\r\n") + end_of_line
    blocks = list(_blocks(lines, document, standing))
    if blocks:
        end, indent = blocks[-1].end, _indent(lines[blocks[-1].first])
    elif "reviews" in document.tree:
        end, indent = document.keys.at("reviews").line, 2
        lines[end - 1] = re.sub(r":[ \t]*\[[ \t]*\]", ":", lines[end - 1])
    else:
        lines += [end_of_line, f"reviews:{end_of_line}"]
        end, indent = len(lines), 2
    left = dict(new)
    edits: list[tuple[slice, list[Review]]] = []
    for block in blocks:
        if block.key in new:
            review = left.pop(block.key, None)
            edits.append((slice(block.first, block.end), [review] if review else []))
    edits.append((slice(end, end), list(left.values())))
    for place, reviews in reversed(edits):
        lines[place] = [line + end_of_line for line in _listed(reviews, indent)]
    return "".join(lines)


def _blocks(
    lines: Sequence[str], document: Document, standing: Sequence[Review]
) -> Iterator[_Block]:
    for at, review in enumerate(standing):
        place = document.sources.at("reviews", at)
        first = place.line - 1
        if not lines[first].lstrip().startswith("- "):
            raise HandoutError([Problem(place, "is not a review on lines of its own", _HINT)])
        yield _Block(_key(review), first, _end(lines, first))


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


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _listed(reviews: Iterable[Review], indent: int) -> Iterator[str]:
    for review in reviews:
        for at, (key, value) in enumerate(review.model_dump().items()):
            start = " " * indent + ("  " if at else "- ")
            yield f"{start}{key}: {_scalar(key, value)}"


def _scalar(key: str, text: str) -> str:
    """As YAML; in quotes where it could be read as something else."""
    ours = key in {"exercise", "language", "words", "date"}
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT
    return text if ours or plain else json.dumps(text, ensure_ascii=False)
