"""Layers → the paths of a drawing: whole units, holes the other way round, no dots of dirt."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box

from handouts.figures.draw import LINE_MM, drawing
from handouts.figures.framing import UNITS_PER_MM, Window
from handouts.figures.layers import Layer
from handouts.model.drawing import DrawnPath

WINDOW = Window(0, 0, 33.5, 28)
"""A centimetre of the scene is a millimetre of paper."""


def paths(*layers: Layer) -> tuple[DrawnPath, ...]:
    return drawing(WINDOW, layers).paths


def rings(data: str) -> list[list[tuple[int, int]]]:
    """The corners of each line of a path."""
    found: list[list[tuple[int, int]]] = []
    for words in data.replace("h", "").split("m"):
        numbers = [int(word) for word in words.replace("l", "").split()]
        found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    (start, *others) = found
    whole = []
    for at, ring in enumerate(others):
        more = others[at + 1 :]
        whole.append([start[-1], *(ring[:-1] if more else ring)])
        start = ring
    return whole


def turn(ring: list[tuple[int, int]]) -> int:
    """Twice the area that a ring goes round; its sign says which way."""
    return sum(a * d - b * c for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True))


@pytest.mark.parametrize("backwards", [False, True])
def test_a_hole_runs_the_other_way_round(*, backwards: bool) -> None:
    outer, inner = list(box(2, 2, 30, 26).exterior.coords), list(box(8, 8, 20, 20).exterior.coords)
    shape = Polygon(outer[::-1] if backwards else outer, [inner])
    (path,) = paths(Layer(shape, "skin"))
    first, second = rings(path.data)
    assert abs(turn(first)) > abs(turn(second))
    assert turn(first) * turn(second) < 0


def test_up_is_up_and_the_corner_is_the_windows() -> None:
    made = drawing(WINDOW, [Layer(box(0, 18, 10, 28), "skin")])
    (ring,) = rings(made.paths[0].data)
    assert min(ring) == (0, 0)
    assert max(ring) == (round(10 * UNITS_PER_MM),) * 2
    assert (made.width, made.height) == (round(33.5 * UNITS_PER_MM), round(28 * UNITS_PER_MM))


def test_a_ring_is_closed_without_its_first_corner_twice_and_a_line_is_open() -> None:
    area, ring, line = paths(
        Layer(box(1, 1, 9, 9), "skin"),
        Layer(box(1, 1, 9, 9).exterior, stroke="line"),
        Layer(LineString([(1, 1), (9, 9)]), stroke="line"),
    )
    for closed in (area, ring):
        assert closed.data.endswith("h")
        (corners,) = rings(closed.data)
        assert len(corners) == len(set(corners)) == 4
    assert "h" not in line.data


def test_lines_that_meet_are_one_so_that_their_corner_is_round() -> None:
    (path,) = paths(Layer(MultiLineString([[(1, 1), (9, 1)], [(9, 1), (9, 9)]]), stroke="line"))
    assert path.data.count("m") == 1
    assert path.data.count("l") == 2


@pytest.mark.parametrize(
    "shape", [box(1, 1, 1.02, 1.02), LineString([(1, 1), (1.03, 1)]), Point(3, 3), Polygon()]
)
def test_what_is_too_small_to_print_is_left_out(shape: object) -> None:
    assert paths(Layer(shape, "skin", "line")) == ()  # type: ignore[arg-type]


def test_what_is_filled_only_has_no_line_and_a_line_has_its_share_of_the_usual() -> None:
    filled, thin = paths(
        Layer(box(1, 1, 9, 9), "skin", opacity=0.5), Layer(box(1, 1, 9, 9), None, "line", 0.5)
    )
    assert (filled.fill, filled.stroke, filled.line_width, filled.opacity) == ("skin", None, 0, 0.5)
    assert (thin.fill, thin.stroke) == (None, "line")
    assert thin.line_width == round(LINE_MM * UNITS_PER_MM * 0.5)
