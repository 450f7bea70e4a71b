"""Lines end where the Unicode line breaking algorithm lets them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_units

from handouts.layout.line_breaks import break_units

letters, words = "abzÄđяω019", ("lie", "30", "x\u0301", "a-b", "’s")
signs = " ().,;:!?-–/°%…_$€\n\u00a0\u0301\"'“”’"
pieces = st.sampled_from([*letters, *words, *signs, " ", " ", " "])


@settings(max_examples=3000, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=24).map("".join))
@example("Nod a small “yes”. Then rest (for 3.5 minutes), don't hurry!")
@example("a ! b")
@example("( a")
@example("at 10:30\u00a0am: a:b 1:b")
@example("000\u00a0 Keep")
@example("Side-lying low-back stretch\nat 3-4 (a-b) 3-a a-3")
@example("a.b,c’d")
def test_plain_prose_breaks_as_uax_14_says(text: str) -> None:
    assert break_units(text) == tuple(line_break_units(text))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Lie on your side.", ("Lie ", "on ", "your ", "side.")),
        ("hip-width apart", ("hip-", "width ", "apart")),
        ("30\u00a0seconds hold", ("30\u00a0seconds ", "hold")),
        ("one\ntwo", ("one\n", "two")),
        ("01632\u00a0960\u00a0123", ("01632\u00a0960\u00a0123",)),
    ],
)
def test_places_where_a_line_may_end(text: str, units: tuple[str, ...]) -> None:
    assert break_units(text) == units


def test_plain_prose_does_not_load_the_whole_algorithm() -> None:
    code = (
        "import sys; from handouts.layout.line_breaks import break_units;"
        "break_units('Lie on your side.'); print('uniseg' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
