"""What other handouts said of an exercise: it is not put into words again."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

from handouts.model.handout import MOST_BLOCKS

SaidT = TypeVar("SaidT")

Key = tuple[object, ...]


class SaidBefore(Generic[SaidT]):
    """Blocks, or parts of them, by all that their words depend on; the oldest goes where there are
    too many.

    A part of the key that is compared by identity is one of the `anchors` of its block as well, so
    that no other object takes its id meanwhile.
    """

    def __init__(self, most: int = MOST_BLOCKS) -> None:
        self._most = most
        self._said: dict[Key, tuple[SaidT, tuple[object, ...]]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._said)

    def find(self, key: Key) -> SaidT | None:
        found = self._said.get(key)
        return found[0] if found else None

    def keep(self, key: Key, said: SaidT, anchors: tuple[object, ...]) -> None:
        with self._lock:
            self._said[key] = said, anchors
            if len(self._said) > self._most:
                del self._said[next(iter(self._said))]

    def forget(self) -> None:
        with self._lock:
            self._said.clear()
