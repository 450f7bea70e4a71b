"""What is said of a clinic's colour."""

from __future__ import annotations

import pytest
from scenes import clinic

from handouts.check.brand import of_clinic


def found_for(colour: str) -> list[str]:
    findings = of_clinic(clinic().model_copy(update={"colour": colour}))
    return [one.name for one in findings]


@pytest.mark.parametrize(
    ("colour", "names"),
    [
        ("#1f7a73", []),
        ("#2f80ed", []),  # a little darker on paper, and nobody sees it
        ("#707070", []),
        ("#ffd500", ["brand-darkened"]),
        ("#27ae60", ["brand-darkened"]),
        ("#b3261e", ["brand-near-stop"]),
        ("#e94f37", ["brand-near-stop"]),
        ("#6a1fc2", ["brand-near-marker"]),
        ("#c2185b", []),
    ],
)
def test_a_colour_that_prints_otherwise_or_means_something_is_found(
    colour: str, names: list[str]
) -> None:
    assert found_for(colour) == names


def test_the_printed_colour_is_named() -> None:
    (finding,) = of_clinic(clinic().model_copy(update={"colour": "#ffd500"}))
    assert "#ffd500 prints as #856f00" in finding.problem.message
    assert "contrast of 1.4 with the paper, and need 4.5" in finding.problem.message
