"""What is said of a number in prose that is another than the dose's."""

from __future__ import annotations

import pytest

from handouts.merge.contradictions import contradiction
from handouts.model.dose import PlainDose


@pytest.mark.parametrize(
    ("prose", "dose", "prescribed"),
    [
        ("Do it 9 times.", {"reps": "8-12"}, "8 to 12 times"),
        ("Do it 9 times.", {"reps": "1"}, "1 time"),
        ("Do 2 sets.", {"sets": "1"}, "1 set"),
        ("Hold for 5 seconds.", {"hold": "1 min"}, "60 seconds"),
        ("Use 5 kg.", {"load": "1.50 kg"}, "1.5 kg"),
        ("Use 5 kg.", {"load": "blank kg"}, "a blank, in kg"),
        ("Do this 2 times a day.", {"frequency": "3/day"}, "3 times a day"),
        ("Do this 2 times a day.", {"frequency": "1/day"}, "1 time a day"),
        ("Do this 2 days a week.", {"frequency": "3-4/week"}, "3 to 4 times a week"),
        ("Do this 2 times a day.", {"frequency": "blank/day"}, "a blank, in times a day"),
    ],
)
def test_what_is_prescribed_is_said_as_people_say_it(
    prose: str, dose: dict[str, str], prescribed: str
) -> None:
    found = contradiction(prose, PlainDose.model_validate(dose))
    assert found
    assert found.prescribed == prescribed


def test_the_same_number_and_another_unit_are_no_contradiction() -> None:
    dose = PlainDose.model_validate({"reps": "8-12", "hold": "1 min"})
    for prose in ("8 to 12 times.", "Hold for 1 minute.", "Hold for 60 seconds.", "Use 5 kg."):
        assert contradiction(prose, dose) is None
