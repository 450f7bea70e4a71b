"""A prescription and its programme become one plan: which value wins, and whose it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scenes import exercise, library_of, prescription

from handouts.merge.plan import Plan, planned
from handouts.model.authored import Sources
from handouts.model.dose import parse_frequency, parse_reps, parse_sets
from handouts.model.exercise import Library
from handouts.model.programme import Programme, Programmes

Keys = Mapping[str, Any]

POSITIONS = ("lying on the back", "side-lying", "sitting", "standing")


def library(programme: Keys) -> Library:
    """Exercises a to d; b has a side, and the programme "start"."""
    of = library_of(
        exercise("a", position="standing", dose={"frequency": "5/day", "reps": "5"}),
        exercise("b", position="sitting", sides="one", code="mup3"),
        exercise("c", position="lying on the back", code="mup4"),
        exercise("d", code="mup5"),
    )
    known = {"start": Programme.model_validate({"title": "Start", **programme})}
    programmes = Programmes(known, frozenset(known))
    return Library(of.exercises, of.known, positions=POSITIONS, programmes=programmes)


def plan(listed: list[Keys], own: list[Keys], **more: Any) -> Plan:
    """The plan of a prescription with these entries and a programme with those."""
    programme = {key[2:]: more.pop(key) for key in list(more) if key.startswith("p_")}
    wanted = prescription(own, **({"programme": "start"} | more))
    return planned(wanted, library({"exercises": listed, **programme}))


def ids(made: Plan) -> str:
    assert not made.problems
    return " ".join(entry.exercise for entry in made.prescription.exercises)


def messages(made: Plan) -> list[str]:
    return [problem.message for problem in made.problems]


# ------------------------------------------------------------------ which value wins


LEVELS = ("entry", "prescription", "programme entry", "programme")


@pytest.mark.parametrize("said", range(16))
def test_the_first_of_the_five_that_says_how_often_wins(said: int) -> None:
    says = {level: bool(said >> at & 1) for at, level in enumerate(LEVELS)}
    written = {level: f"{at + 1}/day" for at, level in enumerate(LEVELS) if says[level]}
    made = plan(
        [{"exercise": "a"} | one(written, "programme entry")],
        [{"exercise": "a"} | one(written, "entry")],
        **one(written, "prescription"),
        **{f"p_{key}": value for key, value in one(written, "programme").items()},
    )
    winner = next((level for level in LEVELS if says[level]), "default")
    (entry,) = made.prescription.exercises
    assert made.origin(0, "frequency") == winner
    expected = parse_frequency(written[winner]) if winner in written else None
    assert entry.frequency == expected  # None: merge takes the exercise's own


def one(written: Mapping[str, str], level: str) -> dict[str, str]:
    return {"frequency": written[level]} if level in written else {}


def test_given_keys_win_and_the_others_stay() -> None:
    made = plan(
        [{"exercise": "a", "sets": "3", "reps": "10", "note": "Slowly."}],
        [{"exercise": "a", "reps": "12"}],
    )
    (entry,) = made.prescription.exercises
    assert entry.reps == parse_reps("12")
    assert entry.sets is not None
    assert entry.note == "Slowly."
    origins = {name: made.origin(0, name) for name in ("exercise", "reps", "sets", "rest")}
    assert origins == {
        "exercise": "programme entry", "reps": "entry", "sets": "programme entry",
        "rest": "default",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("own", "gone"),
    [
        ({"duration": "3 min"}, "reps"),
        ({"sets": "3", "hold": "30 s"}, "reps"),
    ],
)
def test_what_the_entry_has_no_room_for_does_not_come_from_the_programme(
    own: Keys, gone: str
) -> None:
    made = plan([{"exercise": "a", "reps": "10"}], [{"exercise": "a", **own}])
    assert getattr(made.prescription.exercises[0], gone) is None


def test_a_whole_frequency_holds_for_exercises_that_are_added() -> None:
    made = plan([{"exercise": "a"}], [{"exercise": "d"}], p_frequency="3/day")
    assert made.origin(1, "frequency") == "programme"


def test_a_prescription_whose_entries_say_all_of_it_is_its_own_plan() -> None:
    wanted = prescription([{"exercise": "b", "side": "left", "reps": "3"}])
    made = planned(wanted, library({"exercises": [{"exercise": "b"}]}))
    assert made.prescription is wanted
    names = ("exercise", "side", "reps", "sets", "frequency", "note", "accept")
    said = {name for name in names if made.origin(0, name) == "entry"}
    assert said == {"exercise", "side", "reps"}
    assert all(made.origin(0, name) == "default" for name in {*names} - said)


@pytest.mark.parametrize(("count", "wrong"), [(0, "no exercise is left"), (41, "more than 40")])
def test_too_few_and_too_many_are_refused_without_a_programme_too(count: int, wrong: str) -> None:
    wanted = prescription([{"exercise": "a"}])
    wanted = wanted.model_copy(update={"exercises": wanted.exercises * count})
    (message,) = messages(planned(wanted, library({"exercises": [{"exercise": "a"}]})))
    assert wrong in message


def test_a_prescription_without_a_programme_is_its_own_plan() -> None:
    wanted = prescription([{"exercise": "a", "reps": "3"}], frequency="2/day")
    made = planned(wanted, library({"exercises": [{"exercise": "a"}]}))
    assert made.origins == ({"exercise": "entry", "reps": "entry", "frequency": "prescription"},)


@given(
    listed=st.lists(st.sampled_from("abcd"), min_size=1, max_size=6),
    own=st.lists(st.sampled_from("abcd"), max_size=4),
    order=st.sampled_from(["position", "written"]),
)
def test_a_plan_planned_again_is_the_same_and_holds_each_exercise(
    listed: list[str], own: list[str], order: str
) -> None:
    made = plan([{"exercise": x} for x in listed], [{"exercise": x} for x in own], order=order)
    assume(not made.problems)
    again = planned(made.prescription, library({"exercises": [{"exercise": "a"}]}))
    assert again.prescription == made.prescription
    assert set(ids(made).split()) == {*listed, *own}


# ------------------------------------------------------------------ which entry is changed


def test_changed_entries_keep_their_place_and_new_ones_come_last() -> None:
    made = plan(
        [{"exercise": "a"}, {"exercise": "b"}, {"exercise": "c"}],
        [{"exercise": "d"}, {"exercise": "c", "reps": "3"}],
        drop=["b"],
    )
    assert ids(made) == "a c d"
    assert made.origin(1, "reps") == "entry"


RIGHT, LEFT = {"exercise": "b", "side": "right"}, {"exercise": "b", "side": "left"}
NO_SIDE = {"exercise": "b"}


@pytest.mark.parametrize(
    ("listed", "own", "sides"),
    [
        ([NO_SIDE], [RIGHT], ["right"]),
        ([LEFT], [RIGHT], ["right"]),
        ([LEFT], [{**NO_SIDE, "reps": "3"}], ["left"]),
        ([NO_SIDE], [LEFT, RIGHT], ["left", "right"]),
        ([RIGHT, LEFT], [LEFT, RIGHT], ["right", "left"]),
        ([RIGHT, LEFT], [{**NO_SIDE, "left": {"reps": "3"}}], ["right", "left"]),
        ([RIGHT, LEFT], [], ["right", "left"]),
        ([NO_SIDE, NO_SIDE], [], [None, None]),
        ([{"exercise": "a"}], [NO_SIDE, NO_SIDE], [None, None, None]),
    ],
)
def test_an_exercise_may_stand_twice_where_it_is_clear_which_one_is_changed(
    listed: list[Keys], own: list[Keys], sides: list[str | None]
) -> None:
    made = plan(listed, own)
    assert not made.problems
    assert [entry.side for entry in made.prescription.exercises] == sides


@pytest.mark.parametrize(
    ("listed", "own"),
    [
        ([NO_SIDE], [NO_SIDE, NO_SIDE]),
        ([NO_SIDE], [LEFT, LEFT]),
        ([NO_SIDE], [LEFT, NO_SIDE]),
        ([RIGHT, LEFT], [NO_SIDE]),
        ([LEFT, LEFT], [LEFT]),
        ([LEFT, LEFT], [RIGHT]),
    ],
)
def test_what_could_change_either_of_two_is_refused(listed: list[Keys], own: list[Keys]) -> None:
    made = plan(listed, own)
    assert set(messages(made)) == {"b stands more than once: which one is changed is not clear"}


BOTH = {"exercise": "b", "left": {"reps": "5"}, "right": {"reps": "8"}}


def doses(made: Plan) -> list[tuple[str | None, Any, Any]]:
    assert not made.problems
    return [(entry.side, entry.reps, entry.sets) for entry in made.prescription.exercises]


@pytest.mark.parametrize("listed", [[BOTH], [RIGHT, LEFT]])
@pytest.mark.parametrize("own", [LEFT, {**LEFT, "reps": "3"}, {**RIGHT, "note": "Slowly."}])
def test_one_side_of_an_exercise_for_each_could_mean_that_side_only_or_a_change(
    listed: list[Keys], own: Keys
) -> None:
    side = own["side"]
    (problem,) = plan(listed, [own]).problems
    assert problem.message == (
        f"b stands in the programme for each side: is it the {side} only, or both and the {side} "
        "changed?"
    )
    assert f"under {side}: in place of side: {side}" in problem.hint
    assert "drop: [b]" in problem.hint


def test_left_alone_changes_the_left_and_keeps_the_right() -> None:
    made = plan([BOTH], [{**NO_SIDE, "left": {"reps": "3"}}])
    assert doses(made) == [("left", parse_reps("3"), None), ("right", parse_reps("8"), None)]
    assert [made.origin(at, "reps") for at in (0, 1)] == ["entry", "programme entry"]


def test_what_stands_beside_left_alone_holds_for_both_as_it_does_beside_left_and_right() -> None:
    made = plan([BOTH], [{**NO_SIDE, "sets": "2", "left": {"reps": "3"}}])
    two = parse_sets("2")
    # The right says its sets as new, and so its repeats are those of the programme still.
    assert doses(made) == [("left", parse_reps("3"), two), ("right", parse_reps("8"), two)]


def test_dropped_and_written_anew_it_is_that_side_only_with_the_dose_that_is_written() -> None:
    made = plan([BOTH, {"exercise": "a"}], [{**LEFT, "sets": "2"}], drop=["b"])
    assert ids(made) == "a b"
    assert doses(made)[1:] == [("left", None, parse_sets("2"))]


@pytest.mark.parametrize("own", [[LEFT, RIGHT], [NO_SIDE], [{**NO_SIDE, "side": "each"}]])
def test_dropped_and_written_anew_otherwise_is_refused(own: list[Keys]) -> None:
    assert "b is dropped and prescribed" in messages(plan([BOTH], own, drop=["b"]))


@pytest.mark.parametrize(
    ("listed", "more"),
    [([NO_SIDE], {}), ([LEFT], {}), ([{"exercise": "a"}], {}), ([BOTH], {"programme": None})],
)
def test_left_alone_is_half_of_a_dose_where_no_programme_has_both(
    listed: list[Keys], more: Keys
) -> None:
    made = plan(listed, [{**NO_SIDE, "left": {"reps": "3"}}], **more)
    assert messages(made) == ["b says left and not right"]
    assert made.problems[0].hint == "add right:, or write side: left"


def test_a_programme_says_both_sides() -> None:
    made = plan([{**NO_SIDE, "right": {"reps": "3"}}], [])
    assert messages(made) == ["b says right and not left"]


def test_dropping_takes_out_every_entry_of_an_exercise() -> None:
    assert ids(plan([RIGHT, LEFT, {"exercise": "a"}], [], drop=["b"])) == "a"


@pytest.mark.parametrize(
    ("own", "drop", "says"),
    [
        ([], ["x"], 'the programme start has no exercise "x"'),
        ([{"exercise": "a", "reps": "3"}], ["a"], "a is dropped and prescribed"),
        ([], ["a", "c"], "no exercise is left"),
    ],
)
def test_a_drop_that_cannot_be_meant_is_refused(
    own: list[Keys], drop: list[str], says: str
) -> None:
    made = plan([{"exercise": "a"}, {"exercise": "c"}], own, drop=drop)
    assert messages(made) == [says]


def test_a_drop_without_a_programme_is_refused() -> None:
    made = plan([{"exercise": "a"}], [{"exercise": "a"}], drop=["a"], programme=None)
    assert messages(made) == ["drop takes exercises out of a programme, but none is named"]


def test_more_exercises_than_a_prescription_may_hold_are_refused() -> None:
    made = plan([{"exercise": "a"}] * 30, [{"exercise": "d"}] * 11)
    assert messages(made) == ["with the programme's there are more than 40 exercises"]


def test_what_is_left_and_right_of_an_entry_is_an_entry_each() -> None:
    both = {"exercise": "b", "reps": "9", "left": {"sets": "2"}, "right": {"sets": "3"}}
    own_left = {**NO_SIDE, "left": {"reps": "9"}}
    for listed, own in (([NO_SIDE], [both]), ([both], []), ([both], [own_left])):
        entries = plan(listed, own).prescription.exercises
        said = [(entry.side, entry.sets, entry.reps) for entry in entries]
        nine = parse_reps("9")
        assert said == [("left", parse_sets("2"), nine), ("right", parse_sets("3"), nine)]


def test_a_dose_in_short_wins_as_its_fields_do() -> None:
    made = plan(
        [{"exercise": "a", "reps": "9", "rest": "60 s"}], [{"exercise": "a", "dose": "3x10"}]
    )
    assert [made.origin(0, name) for name in ("sets", "reps", "rest")] == [
        "entry", "entry", "programme entry",
    ]  # fmt: skip


def test_what_a_dose_in_short_says_stands_where_it_is_written() -> None:
    wanted = prescription([{"exercise": "a", "dose": "3x10", "rest": "60 s"}])
    places = {("exercises", 0): (7, 5), ("exercises", 0, "dose"): (8, 5)}
    wanted.located(Sources("one.yaml", places))
    made = planned(wanted, library({"exercises": [{"exercise": "a"}]})).prescription
    lines = [made.source("exercises", 0, name).line for name in ("sets", "reps", "rest")]
    assert lines == [8, 8, 7]


# ------------------------------------------------------------------ order


ALL = [{"exercise": name} for name in "abcda"]


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ({}, "a b c d a"),
        ({"order": "position"}, "c b a a d"),
        ({"p_order": "position"}, "c b a a d"),
        ({"p_order": "position", "order": "written"}, "a b c d a"),
    ],
)
def test_positions_follow_the_vocabulary_where_that_is_asked_for(said: Keys, order: str) -> None:
    assert ids(plan(ALL, [], **said)) == order


@pytest.mark.parametrize(
    ("order", "sorted_so"), [("position", "c b a a d"), ("written", "a b c d a")]
)
def test_exercises_are_sorted_without_a_programme_too(order: str, sorted_so: str) -> None:
    wanted = prescription(ALL, order=order)
    assert ids(planned(wanted, library({"exercises": [{"exercise": "a"}]}))) == sorted_so


def test_sorting_is_stable_and_takes_the_values_along() -> None:
    listed = [{"exercise": "a", "reps": "1"}, {"exercise": "c"}, {"exercise": "a", "reps": "2"}]
    made = plan(listed, [], order="position")
    reps = [entry.reps for entry in made.prescription.exercises]
    assert reps == [None, parse_reps("1"), parse_reps("2")]
    assert [made.origin(at, "reps") for at in range(3)] == ["default", *["programme entry"] * 2]
