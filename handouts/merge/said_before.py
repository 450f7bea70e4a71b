"""What other handouts said of an exercise with the same dose: it is not put into words again."""

from __future__ import annotations

import threading

from handouts.model.handout import MOST_BLOCKS, ExerciseBlock

Key = tuple[object, ...]


class SaidBefore:
    """Blocks by all that their words depend on; the oldest goes where there are too many.

    A part of the key that is compared by identity is one of the `anchors` of its block as well, so
    that no other object takes its id meanwhile.
    """

    def __init__(self, most: int = MOST_BLOCKS) -> None:
        self._most = most
        self._blocks: dict[Key, tuple[ExerciseBlock, tuple[object, ...]]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._blocks)

    def find(self, key: Key) -> ExerciseBlock | None:
        found = self._blocks.get(key)
        return found[0] if found else None

    def keep(self, key: Key, block: ExerciseBlock, anchors: tuple[object, ...]) -> None:
        with self._lock:
            self._blocks[key] = block, anchors
            if len(self._blocks) > self._most:
                del self._blocks[next(iter(self._blocks))]

    def forget(self) -> None:
        with self._lock:
            self._blocks.clear()
