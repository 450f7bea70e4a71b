"""What other handouts said: it is not put into words again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from handouts.model.handout import MOST_BLOCKS

SaidT = TypeVar("SaidT")

Parts = tuple[object, ...]


class SaidBefore(Generic[SaidT]):
    """Blocks, or parts of them, by all that their words depend on; the oldest goes where there are
    more than `most`.

    `anchors` are compared by identity, and live as long as what is kept by them, so that no other
    object takes their place; `values` are compared as they are.
    """

    def __init__(self, most: int = MOST_BLOCKS) -> None:
        self._most = most
        self._said: dict[Parts, tuple[SaidT, Parts]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._said)

    def find(self, anchors: Parts, values: Parts) -> SaidT | None:
        found = self._said.get((*map(id, anchors), *values))
        return found[0] if found else None

    def once(self, anchors: Parts, values: Parts, say: Callable[[], SaidT]) -> SaidT:
        """What is kept, or what `say` says, which is kept from now on."""
        said = self.find(anchors, values)
        if said is None:
            said = say()
            self.keep(anchors, values, said)
        return said

    def keep(self, anchors: Parts, values: Parts, said: SaidT) -> None:
        with self._lock:
            self._said[(*map(id, anchors), *values)] = said, anchors
            if len(self._said) > self._most:
                del self._said[next(iter(self._said))]

    def forget(self) -> None:
        with self._lock:
            self._said.clear()
