"""Which part is painted before which: the painter's order, from back to front.

Where two parts overlap in the picture, the depths of their surfaces vote; anatomy and cloth
outrank the vote, since a chin is before its neck however the head is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import shapely

from handouts.figures.outline import SeenPart, nowhere
from handouts.figures.solids import ALWAYS

_GRID = 10
"""Depths are compared at so many points across, and down, the overlap."""
_DEEPEST_VOTE = 6.0
"""Cm: a point far in front counts no more than this, so that many points decide."""


def back_to_front(seen: Sequence[SeenPart]) -> tuple[SeenPart, ...]:
    """The parts in the order in which they are painted."""
    behind: list[set[int]] = [set() for _ in seen]
    outlines = [each.outline for each in seen]
    for one in outlines:
        shapely.prepare(one)
    for first, second in combinations(range(len(seen)), 2):
        if not outlines[first].intersects(outlines[second]):
            continue
        lead = _lead(seen[first], seen[second])
        if lead > 0:
            behind[first].add(second)
        elif lead < 0:
            behind[second].add(first)
    return tuple(seen[index] for index in _sorted(behind, [_middle(each) for each in seen]))


def _lead(one: SeenPart, other: SeenPart) -> float:
    """How far the first is before the second, in cm; 0 where nothing says so."""
    outranks = one.part.nearer - other.part.nearer + _rank(one, other) - _rank(other, one)
    (ax, ay, a_right, a_top), (bx, by, b_right, b_top) = one.outline.bounds, other.outline.bounds
    x, y = np.meshgrid(
        np.linspace(max(ax, bx), min(a_right, b_right), _GRID),
        np.linspace(max(ay, by), min(a_top, b_top), _GRID),
    )
    first, second = one.depth(x.ravel(), y.ravel()), other.depth(x.ravel(), y.ravel())
    both = ~nowhere(first) & ~nowhere(second)
    if not both.any():
        return outranks if abs(outranks) >= ALWAYS / 2 else 0.0
    vote = np.clip(first[both] - second[both], -_DEEPEST_VOTE, _DEEPEST_VOTE).mean()
    return float(vote) + outranks


def _rank(one: SeenPart, other: SeenPart) -> float:
    return sum(cm for name, cm in one.part.covers if name == other.part.name)


def _middle(seen: SeenPart) -> float:
    depths = [*seen.balls[:, 2], *(middle[2] for middle, _, _ in seen.boxes)]
    return float(np.mean(depths))


def _sorted(behind: Sequence[set[int]], depth: Sequence[float]) -> list[int]:
    """Topological, farthest first; a ring of parts each before the next is cut somewhere."""
    order: list[int] = []
    left = set(range(len(behind)))
    while left:
        chosen = min(left, key=lambda index: (len(behind[index] & left), depth[index], index))
        order.append(chosen)
        left.remove(chosen)
    return order
