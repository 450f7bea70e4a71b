"""The text of one YAML file, read only as far as somebody asks.

A batch names its sheets in one process and makes them in several. For a name it takes two values,
which mostly stand at the top of a prescription: so the text travels, and is read once, where the
sheet is made. It is smaller than what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from handouts.load.yaml_source import Document, decoded, parse_yaml, yaml_events

_IN_A_LIST = object()


class YamlText(Struct, frozen=True):
    """What stands in the file at `path`, read or not, right or wrong."""

    path: Path
    text: str

    def document(self) -> Document:
        """All of it. Raises HandoutError with everything that keeps it from being read."""
        return parse_yaml(self.text, self.path)

    def values(self, *wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The words that stand under these keys, "" for what is not there; what `document` finds
        there too, if it can be read. The text behind the last of them is not looked at.
        """
        found: dict[tuple[object, ...], str] = dict.fromkeys(wanted, "")
        missing: set[tuple[object, ...]] = set(wanted)
        try:
            for path, value in self._scalars():
                if path in missing:
                    found[path] = value
                    missing.discard(path)
                    if not missing:
                        break
        except yaml.YAMLError:  # whoever reads all of it says what is wrong
            pass
        return tuple(found.values())

    def _scalars(self) -> Iterator[tuple[tuple[object, ...], str]]:
        """Each value that is one string, and the keys that lead to it."""
        keys: list[object] = []  # of every mapping around it the key that was read, or None
        for event in yaml_events(self.text):
            if isinstance(event, ScalarEvent):
                if keys and keys[-1] is None:
                    keys[-1] = event.value
                    continue
                yield tuple(keys), event.value
            elif isinstance(event, CollectionStartEvent):
                keys.append(None if isinstance(event, MappingStartEvent) else _IN_A_LIST)
                continue
            elif isinstance(event, CollectionEndEvent):
                keys.pop()
            elif not isinstance(event, AliasEvent):
                continue
            if keys and keys[-1] is not _IN_A_LIST:  # that was the value of a key
                keys[-1] = None


def yaml_text(path: Path) -> YamlText:
    """The text of one file. Raises HandoutError where there is none."""
    return YamlText(path, decoded(path))
