"""What a booklet says on its first and last page: the same dose as everywhere, from one place."""

# ruff: noqa: E501  (a dose and its words on one line)

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_items import with_names_as_on_pages
from scenes import EXAMPLE, exercise, library_of, prescription
from scenes import clinic as shipped_clinic
from scenes import library as shipped_library

from handouts.merge.lexicon import ENGLISH
from handouts.merge.merge import merge
from handouts.merge.wording import dose_in_words
from handouts.model.booklet import Booklet, ChartRow, Facts, GlanceRow
from handouts.model.clinic import Clinic
from handouts.model.dose import Dose
from handouts.model.handout import ExerciseBlock, Handout
from handouts.model.phrases import phrases

BOOKLET = {"format": "booklet"}


def made(
    *entries: dict[str, Any], of: Any = None, at: Clinic | None = None, **more: Any
) -> Handout:
    printed = BOOKLET | more.pop("print", {})
    wanted = prescription(list(entries), print=printed, **more)
    return merge(wanted, of or shipped_library(), at or shipped_clinic())


def of_dose(**dose: Any) -> Handout:
    return made({"exercise": "made-up", **dose}, of=library_of(exercise()))


def booklet(handout: Handout) -> Booklet:
    assert handout.booklet is not None
    return handout.booklet


def glance(handout: Handout) -> tuple[GlanceRow, ...]:
    table = booklet(handout).at_a_glance
    assert table is not None
    return table.rows


def chart_rows(handout: Handout) -> tuple[ChartRow, ...]:
    chart = booklet(handout).chart
    assert chart is not None
    return chart.rows


def facts(handout: Handout) -> Facts:
    known = booklet(handout).facts
    assert known is not None
    return known


def said(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", " ")


# ------------------------------------------------------------------ one dose, said alike

amounts = st.one_of(
    st.integers(1, 30).map(str),
    st.tuples(st.integers(1, 15), st.integers(1, 15)).map(
        lambda two: f"{two[0]}-{two[0] + two[1]}"
    ),
    st.just("blank"),
)
times = st.builds("{} {}".format, amounts, st.sampled_from(["s", "min", "breaths"]))
often = st.one_of(
    amounts.map("{}/day".format),
    st.integers(1, 7).map("{}/week".format),
    st.tuples(st.integers(1, 9), st.integers(1, 7)).map(lambda two: f"{two[0]}/day {two[1]}/week"),
    st.integers(1, 12).map("every {} days".format),
    st.integers(1, 12).map("at most every {} days".format),
    st.integers(1, 12).map("every {} hours".format),
    st.integers(1, 9).map("as needed, at most {}/day".format),
    st.sampled_from(["as needed", "hourly while awake", "mon wed fri", "2/day tue"]),
)
doses = st.fixed_dictionaries(
    {"frequency": often},
    optional={
        "sets": amounts,
        "reps": st.one_of(
            amounts, st.integers(1, 30).map("up to {}".format), st.just("to fatigue")
        ),
        "hold": times,
    },
)
more_of_it = st.fixed_dictionaries(
    {"rest": times, "load": st.sampled_from(["red band", "2 kg"]), "effort": st.just("RPE 4-5")}
)
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))


def strip_says(block: ExerciseBlock) -> tuple[str, str]:
    """How much, how often, each as it is read aloud."""
    much, frequency = (
        ", ".join(said(line.body.spoken) for line in box.lines)
        for box in (block.how_much, block.how_often)
    )
    return much, frequency


@many
@given(dose=doses)
def test_strip_glance_chart_and_prose_agree_in_every_number(dose: dict[str, str]) -> None:
    handout = of_dose(**dose)
    ((row,), (days,)) = glance(handout), chart_rows(handout)
    much, frequency = strip_says(handout.exercises[0])
    prose = said(dose_in_words(Dose.model_validate(dose), ENGLISH))
    assert numbers(said(row.how_much.spoken)) == numbers(much)
    assert numbers(said(row.how_often.spoken)) == numbers(frequency)
    assert numbers(said(days.detail.spoken)) == numbers(frequency)
    assert numbers(prose) == numbers(much) + numbers(frequency)


@many
@given(dose=doses, more=more_of_it)
def test_the_words_of_the_table_and_the_chart_are_those_of_the_prose(
    dose: dict[str, str], more: dict[str, str]
) -> None:
    handout = of_dose(**dose, **more)
    ((row,), (days,)) = glance(handout), chart_rows(handout)
    prose = said(dose_in_words(Dose.model_validate(dose | more), ENGLISH)).lower()
    if dose.keys() & {"sets", "reps", "hold"}:
        assert said(row.how_much.spoken).lower() in prose
    assert said(row.how_often.spoken).lower() in prose
    label = said(days.detail.spoken).lower().removesuffix(", write how many")
    assert re.sub(r"\bany ", "", label) in prose


ONE_OF_MANY = re.compile(r"(?<![\d.])1 (sets|times|seconds|minutes|breaths|days|weeks)\b")
MANY_OF_ONE = re.compile(r"\b(?!1 )\d+ (set|time|second|minute|breath|day|week)\b")


@many
@given(dose=doses)
def test_plurals_are_right(dose: dict[str, str]) -> None:
    for phrase in phrases(booklet(of_dose(**dose))):
        words = said(phrase.spoken)
        assert not ONE_OF_MANY.search(words)
        assert not MANY_OF_ONE.search(words)


def test_plurals_of_one() -> None:
    ((row,), (days,)) = (
        part(of_dose(sets="1", reps="1", hold="1 s", frequency="1/day"))
        for part in (glance, chart_rows)
    )
    assert said(row.how_much.text) == "1 set of 1 time, hold 1 second"
    assert said(row.how_often.text) == "Once a day"
    assert said(days.detail.text) == "Once a day"


# ------------------------------------------------------------------ at a glance


@pytest.mark.parametrize(
    ("dose", "much", "frequency"),
    [
        ({"hold": "30 s", "reps": "4", "frequency": "2/day"},
         "Hold 30 seconds, 4 times in a row", "2 times a day"),
        ({"sets": "3", "reps": "8-12", "frequency": "3/week"},
         "3 sets of 8 to 12 times", "3 days a week"),
        ({"duration": "2-3 min", "frequency": "every 2 days"}, "2 to 3 minutes", "Every second day"),
        ({"distance": "20 steps", "frequency": "as needed"}, "20 steps", "As needed"),
        ({"sets": ["2 x 10", "1 x to fatigue"]},
         "2 sets of 10 times, then 1 set until tired", "blank times a day"),
        ({}, "blank times", "blank times a day"),
        ({"reps": "5", "load": "red band", "rest": "60 s"}, "5 times", "blank times a day"),
        ({"reps": "5", "phases": {"weeks 1-6": "3/day", "weeks 7-12": "2/day"}},
         "5 times", "Weeks 1 to 6: 3 times a day. Then see its page."),
        ({"phases": {"week 1": "2x8", "after 2 clear weeks": "3x8"}, "frequency": "1/day"},
         "Week 1: 2 sets of 8 times. Then see its page.", "Once a day"),
    ],
)  # fmt: skip
def test_a_dose_at_a_glance(dose: dict[str, Any], much: str, frequency: str) -> None:
    (row,) = glance(of_dose(**dose))
    assert said(row.how_much.spoken) == much
    assert said(row.how_often.spoken) == frequency


def test_each_exercise_has_a_row_with_its_side_and_its_last_picture() -> None:
    handout = made(*EXAMPLE)
    rows = glance(handout)
    assert [row.number for row in rows] == [1, 2, 3]
    for row, block in zip(rows, handout.exercises, strict=True):
        assert row.name.text == block.title.text
        assert row.side is not None
        assert block.side is not None
        assert row.side.text == block.side.text
        assert row.picture == block.frames[-1]


def test_both_sides_are_said_in_the_table() -> None:
    (row,) = glance(made({"exercise": "clamshell", "side": "each", "reps": "8"}))
    assert said(row.how_much.text).endswith("each side")


def test_a_legend_only_with_pictures() -> None:
    shown, bare = made(*EXAMPLE), of_dose(reps="5")
    for handout, has_legend in ((shown, True), (bare, False)):
        table = booklet(handout).at_a_glance
        assert table is not None
        assert (table.legend is not None) == has_legend


# ------------------------------------------------------------------ time and equipment


@pytest.mark.parametrize(
    ("entries", "minutes"),
    [
        ([{"hold": "30 s", "reps": "4", "frequency": "2/day"}], "5"),  # 272 seconds
        ([{"duration": "5 min", "frequency": "1/day"}], "5"),
        ([{"duration": "6 min", "frequency": "1/day"}], "10"),
        ([{"duration": "20-30 min", "frequency": "1/day"}], "30"),
        ([{"duration": "9 min", "frequency": "mon"}, {"duration": "9 min", "frequency": "tue"}], "10"),
        ([{"duration": "9 min", "frequency": "mon"}, {"duration": "9 min", "frequency": "mon tue"}], "20"),
        ([{"duration": "9 min", "frequency": "mon"}, {"duration": "9 min", "frequency": "3/week"}], "20"),
    ],
)  # fmt: skip
def test_the_time_of_the_longest_day(entries: list[dict[str, str]], minutes: str) -> None:
    handout = made(
        *({"exercise": "made-up", **entry} for entry in entries), of=library_of(exercise())
    )
    words = facts(handout).minutes
    assert words is not None
    assert said(words.text) == f"About {minutes} minutes a day"


@pytest.mark.parametrize(
    "dose",
    [
        {"reps": "to fatigue", "frequency": "1/day"},
        {"reps": "5"},
        {"reps": "5", "frequency": "as needed"},
        {"reps": "blank", "frequency": "1/day"},
        {"distance": "400 m", "frequency": "1/day"},
        {"reps": "5", "phases": {"week 1": "2/day", "week 2": "1/day"}},
    ],
)
def test_no_time_where_that_of_one_exercise_is_not_known(dose: dict[str, Any]) -> None:
    known = {"exercise": "made-up", "reps": "5", "frequency": "1/day"}
    handout = made(known, {"exercise": "made-up", **dose}, of=library_of(exercise()))
    assert facts(handout).minutes is None


def needs(*exercises: tuple[list[str], dict[str, Any]]) -> list[str]:
    own = [
        exercise(f"made-up-{at}", equipment=equipment)
        for at, (equipment, _) in enumerate(exercises)
    ]
    entries = [
        {"exercise": one.id, "reps": "5", **dose}
        for one, (_, dose) in zip(own, exercises, strict=True)
    ]
    items = facts(made(*entries, of=library_of(*own))).items
    return [said(item.body.text) for item in items]


def test_equipment_and_bands_each_once_and_in_order() -> None:
    assert needs((["mat", "pillow"], {}), (["mat", "strap"], {"load": "2 kg"})) == [
        "mat", "pillow", "strap", "2 kg",
    ]  # fmt: skip


def test_a_band_is_one_thing_with_its_colour() -> None:
    red, green = {"load": "red band"}, {"load": "green band"}
    assert needs((["resistance band"], red)) == ["red resistance band"]
    assert needs((["loop band", "chair"], red)) == ["red loop band", "chair"]
    assert needs((["resistance band"], red), (["resistance band"], green), (["resistance band"], {})) == [
        "red resistance band", "green resistance band", "resistance band",
    ]  # fmt: skip
    assert needs(([], red)) == ["red band"]


def test_the_bands_of_all_phases_are_needed() -> None:
    phases = {"weeks 1-2": {"load": "red band"}, "from week 3": {"load": "green band"}}
    assert needs((["resistance band"], {"phases": phases})) == [
        "red resistance band", "green resistance band",
    ]  # fmt: skip


@pytest.mark.parametrize("load", ["bodyweight", "no band", "half body weight"])
def test_the_bodys_own_weight_is_no_thing(load: str) -> None:
    assert needs((["mat"], {"load": load})) == ["mat"]


def test_a_weight_that_is_filled_in_by_hand() -> None:
    assert needs(([], {"load": "blank kg"})) == ["a weight"]


def test_nothing_is_needed() -> None:
    known = facts(of_dose(reps="5"))
    assert known.items == ()
    assert known.need.text == "You need: nothing"


# ------------------------------------------------------------------ clinic, patient, visit


def test_the_patients_block() -> None:
    cells = booklet(made(*EXAMPLE)).opening.patient
    assert [(cell.label.text, said(cell.value.text)) for cell in cells] == [
        ("For", "Sample Patient"),
        ("Date", "22 November 2026"),
        ("Physiotherapist", "Alex Example"),
        ("Next visit", "Mon 7 Dec, 10:30 am"),
    ]


def test_what_is_not_known_is_written_by_hand() -> None:
    handout = made(*EXAMPLE, patient={"id": "P-7"}, clinician=None, next_visit=None)
    spoken = [said(cell.value.spoken) for cell in booklet(handout).opening.patient]
    assert spoken == ["blank", "22 November 2026", "blank", "blank"]
    assert booklet(handout).next_visit.lines[0].spoken == "blank"


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ({}, ["Monday 7 December 2026", "10:30 am with Alex Example"]),
        ({"clinician": None}, ["Monday 7 December 2026", "10:30 am"]),
        ({"next_visit": "2026-12-07"}, ["Monday 7 December 2026", "With Alex Example"]),
        ({"next_visit": "2026-12-07", "clinician": None}, ["Monday 7 December 2026"]),
    ],
)
def test_the_next_visit(more: dict[str, Any], lines: list[str]) -> None:
    visit = booklet(made(*EXAMPLE, **more)).next_visit
    assert [said(line.text) for line in visit.lines] == [*lines, "To change it, call 01632 960 123"]


@pytest.mark.parametrize(("paper", "name"), [("a4", "A4"), ("letter", "US Letter")])
def test_this_handout(paper: str, name: str) -> None:
    about = booklet(made(*EXAMPLE, print={"paper": paper})).this_handout
    assert [line.text for line in about.lines] == ["Made on 22 November 2026", f"Booklet, {name}"]


def test_the_site_of_the_prescription_is_the_one_that_is_called() -> None:
    sites = [{"id": "main", "phone": "1 11"}, {"id": "north", "phone": "2 22", "address": "North"}]
    keys = shipped_clinic().model_dump(
        exclude={"sites", "print", "logo"}, exclude_none=True, by_alias=True
    )
    keys |= {"pain_guide": {}, "sites": sites, "video": "https://example.org/x", "schema": "1"}
    there = booklet(made(*EXAMPLE, at=Clinic.model_validate(keys), site="north"))
    assert said(there.opening.phone.text) == "2 22"
    assert there.opening.address is not None
    assert there.opening.address.text == "North"
    assert said(there.next_visit.lines[-1].text).endswith("2 22")


# ------------------------------------------------------------------ sections


@pytest.mark.parametrize(
    ("off", "left"),
    [
        ({}, ["at_a_glance", "facts", "chart", "notes"]),
        ({"at_a_glance": "false"}, ["chart", "notes"]),
        ({"chart": "false"}, ["at_a_glance", "facts", "notes"]),
        ({"notes": "false", "chart": "false", "at_a_glance": "false"}, []),
    ],
)
def test_sections_that_are_turned_off(off: dict[str, str], left: list[str]) -> None:
    own = booklet(made(*EXAMPLE, print={"sections": off}))
    names = ("at_a_glance", "facts", "chart", "notes")
    assert [name for name in names if getattr(own, name) is not None] == left


def test_a_sheet_has_none_of_it() -> None:
    assert merge(prescription(EXAMPLE), shipped_library(), shipped_clinic()).booklet is None


def test_every_node_has_a_name_of_its_own() -> None:
    names = [phrase.id for phrase in phrases(with_names_as_on_pages(made(*EXAMPLE)))]
    assert len(names) == len(set(names))
