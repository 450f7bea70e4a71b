"""Who decides how a handout is printed: the prescription, then the clinic, each key for itself."""

from __future__ import annotations

from handouts.model.clinic import PrintOptions


def options(**written: object) -> PrintOptions:
    return PrintOptions.model_validate(written)


def test_what_one_leaves_out_the_other_says() -> None:
    own, clinics = options(paper="letter"), options(paper="a4", format="booklet")
    assert own.over(clinics) == options(paper="letter", format="booklet")


def test_what_is_turned_off_wins_over_what_is_on() -> None:
    assert options(hole_punch="false").over(options(hole_punch="true")).hole_punch is False


def test_sections_are_turned_off_one_by_one() -> None:
    own = options(sections={"chart": "false"})
    clinics = options(sections={"chart": "true", "notes": "false"})
    assert (
        own.over(clinics).sections
        == options(sections={"chart": "false", "notes": "false"}).sections
    )
    assert options().over(clinics).sections == clinics.sections
