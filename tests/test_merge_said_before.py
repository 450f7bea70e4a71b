"""What was said of an exercise before is said again where nothing that it depends on differs."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from clinics import EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder, clinic_folder
from scenes import clinic as shipped_clinic
from scenes import exercise, library_of, prescription
from test_warm import said_before

from handouts.errors import HandoutError
from handouts.load.clinic import load_clinic
from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.merge.merge import merge
from handouts.merge.said_before import SaidBefore
from handouts.merge.saying import BEFORE, Before
from handouts.model.authored import Sources
from handouts.model.clinic import Site
from handouts.model.exercise import Library
from handouts.model.handout import ExerciseBlock
from handouts.model.phrases import phrases

WORDS = {
    "title": "Press",
    "side_label": "Your {{ side }} arm",
    "steps": ["Press for {{ dose.hold }}.", "Breathe out.", "Do this 2 times a day."],
    "cautions": ["your {{ side }} arm hurts"],
    "feel": "Your {{ side }} arm, {{ dose.reps }}.",
    "tempo": ["press", "pause"],
}
USUAL: dict[str, Any] = {
    "exercise": "press",
    "side": "left",
    "reps": "8",
    "hold": "10 s",
    "frequency": "2/day",
}


@pytest.fixture
def library() -> Library:
    return library_of(exercise("press", sides="one", words=WORDS), exercise("plain", sides="one"))


def block(of: Library, before: Before = BEFORE, **changes: Any) -> ExerciseBlock:
    entry = {name: value for name, value in (USUAL | changes).items() if value is not None}
    more = {"print": {"format": entry.pop("format", "sheet")}}
    wanted = prescription([entry], **more)
    (said,) = merge(wanted, of, shipped_clinic(), before=before).exercises
    return said


def alone(of: Library, **changes: Any) -> ExerciseBlock:
    """As a process says it that has said nothing before."""
    fresh = library_of(*(one.model_copy() for one in of.exercises.values()))
    return block(fresh, Before(most=0), **changes)


def refused(of: Library, **changes: Any) -> str:
    with pytest.raises(HandoutError) as caught:
        block(of, **changes)
    (problem,) = caught.value.problems
    return problem.message


CHANGES: dict[str, Any] = {
    "side": "right", "hold": "12 s", "reps": "9", "frequency": "at most 2/day", "pain": "none",
    "sets": "2", "load": "red band", "tempo": "1-0", "when": "morning", "note": "Slowly.",
    "phases": {"week 1": {"rest": "5 s"}, "from week 2": {"rest": "8 s"}}, "progression": "More.",
    "easier": "Less.", "rest": "5 s", "effort": "light", "for": "6 weeks", "range": "0-90 deg",
    "start": "week 3", "format": "booklet",
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_another_value_is_said_as_in_a_fresh_process(library: Library, name: str) -> None:
    change, said = {name: CHANGES[name]}, Before()
    before = block(library, said)
    after = block(library, said, **change)
    assert repr(after) == repr(alone(library, **change)) != repr(before)
    assert repr(block(library, said)) == repr(before)


def test_an_exercise_that_names_no_value_says_nothing_of_the_next(library: Library) -> None:
    for kept in said_before():
        kept.forget()
    block(library, exercise="plain")
    for hold in ("10 s", "12 s"):
        assert hold[:2] in block(library, hold=hold).steps[0].body.text


@pytest.mark.parametrize("order", [1, -1])
def test_a_time_that_one_phase_changes_is_that_of_the_table(order: int) -> None:
    of = library_of(exercise("press", sides="one", words=WORDS))
    phases = {"week 1": {"hold": "5 s"}, "from week 2": {"rest": "8 s"}}
    doses = {"Press for 10\u00a0seconds.": None, "Press for the time in the table.": phases}
    for step, differ in [*doses.items()][::order]:
        assert block(of, phases=differ).steps[0].body.text == step


NOTHING: dict[str, Any] = {"exercise": "plain", "hold": None, "reps": None, "frequency": None}
PHASES: dict[str, Any] = {"week 1": {"reps": "5"}, "from week 2": {"reps": "8"}}
OFTEN: dict[str, Any] = {"week 1": {"frequency": "1/day"}, "from week 2": {"frequency": "2/day"}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"duration": "3 min"}, {"duration": "4 min"}),
        ({"distance": "20 steps"}, {"distance": "30 steps"}),
        ({"distance": "20 steps"}, {"duration": "20 min"}),
        ({"reps": "8"}, {"reps": "8", "side": "each"}),
        ({"reps": "8", "side": "each"}, {"reps": "8", "side": "alternate"}),
        ({}, {"phases": PHASES}),  # a place to write the times; none
        ({}, {"phases": OFTEN}),
        ({"reps": "8"}, {"reps": "8", "format": "booklet"}),
        ({"sets": "2", "reps": "8"}, {"sets": "2", "reps": "8", "format": "booklet"}),
        ({"format": "booklet"}, {"reps": "8", "format": "booklet"}),  # days to write; none
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_boxes_are_said_as_in_a_fresh_process(
    library: Library, one: dict[str, Any], other: dict[str, Any], order: int
) -> None:
    before = Before()
    for dose in (one, other)[::order]:
        said = block(library, before, **NOTHING | dose)
        assert repr(said) == repr(alone(library, **NOTHING | dose))


def test_exercises_share_the_boxes_of_equal_doses(library: Library) -> None:
    one, other = block(library), block(library, exercise="plain", side="right", pain="none")
    assert one.how_much is other.how_much
    assert one.how_often is other.how_often
    assert one.more is not other.more


def test_where_nothing_is_kept_each_entry_bears_its_own_place(library: Library) -> None:
    entries = [USUAL, USUAL | {"exercise": "plain"}]
    wanted = prescription(entries)
    wanted.located(Sources("one.yaml", {("exercises", at): (7 + at, 5) for at in range(2)}))
    made = merge(wanted, library, shipped_clinic(), before=Before(most=0))
    lines = [
        {phrase.source.line for box in (one.how_much, one.how_often) for phrase in phrases(box)}
        for one in made.exercises
    ]
    assert [of - {0} for of in lines] == [{7}, {8}]


def test_both_sides_are_said_otherwise_than_the_right_one(library: Library) -> None:
    """The steps of all three show the right side."""
    last = [
        block(library, side=side).steps[-1].body.text for side in ("right", "each", "alternate")
    ]
    assert last == ["Do this 2 times a day.", "Then do the other side.", "Change sides each time."]


def test_what_does_not_name_the_value_is_one_object_in_both_sheets(library: Library) -> None:
    one, other = block(library), block(library, frequency="at most 2/day")
    assert one is not other
    assert one.steps is other.steps


@pytest.mark.parametrize("order", [1, -1])
def test_a_number_is_compared_with_each_dose(library: Library, order: int) -> None:
    """The words of both are the same, and suit the one dose alone."""

    def right() -> None:
        assert block(library).steps

    def wrong() -> None:
        message = 'step 3 says "2 times a day", but the dose says 3 times a day'
        assert refused(library, frequency="3/day") == message

    for tried in (right, wrong, right, wrong)[::order]:
        tried()


@pytest.mark.parametrize("order", [1, -1])
def test_what_was_accepted_for_one_patient_is_refused_for_the_next(order: int) -> None:
    of = library_of(exercise("press", sides="one", words=WORDS, limits={"reps": "1-6"}))

    def right() -> None:
        assert block(of, accept=["reps"]).steps

    def wrong() -> None:
        assert refused(of) == "reps is outside its limit: press allows 1 to 6"

    for tried in (right, wrong, right, wrong)[::order]:
        tried()


def test_pain_that_one_clinic_bears_is_refused_at_another(library: Library) -> None:
    bearing = shipped_clinic()
    levels = bearing.pain_guide.model_copy(update={"stop": (4, 10)})
    other = bearing.model_copy(update={"pain_guide": levels})
    wanted = prescription([USUAL | {"pain": "up to 5/10"}])
    assert merge(wanted, library, bearing).exercises
    with pytest.raises(HandoutError, match="pain is above what press or the clinic's pain guide"):
        merge(wanted, library, other)


def test_phases_in_another_order_are_said_in_that_order(library: Library) -> None:
    phases = {"while it hurts": {"rest": "5 s"}, "when it is easy": {"rest": "8 s"}}
    said = [
        block(library, phases=dict(one)).phases for one in (phases.items(), [*phases.items()][::-1])
    ]
    rows = [[row.when.text for row in table.rows] for table in said if table]
    assert rows == [["While it hurts", "When it is easy"], ["When it is easy", "While it hurts"]]


@pytest.mark.parametrize("step", ["Press for {{ dose.rest }}.", "Press with your left arm."])
def test_what_is_wrong_in_the_words_is_told_for_every_patient(step: str) -> None:
    of = library_of(exercise("press", sides="one", words=WORDS | {"steps": [step]}))
    assert refused(of) == refused(of) == refused(of, reps="9")


def test_a_clinic_is_never_taken_for_one_that_is_gone(library: Library) -> None:
    """Objects that come and go take each other's place in memory, and so their identity."""
    wanted = prescription([USUAL])
    for number in range(50):
        address = f"https://example.org/{number}"
        where = shipped_clinic().model_copy(update={"video": address})
        (said,) = merge(wanted, library, where).exercises
        assert said.code
        assert said.code.url == address


def test_two_files_that_say_the_same_have_each_their_own_places(
    clinic: ClinicFolder, tmp_path: Path
) -> None:
    for folder in (clinic, clinic_folder(tmp_path / "other")):
        of, where = load_library(folder.root), load_clinic(folder.root)
        handout = merge(load_prescription(folder.path(PRESCRIPTION_FILE)), of, where)
        (said,) = handout.exercises
        files = {phrase.source.file for phrase in (said.title, *phrases(said.steps))}
        assert files == {str(folder.path(EXERCISE_FILE))}


def test_each_site_of_a_clinic_has_its_own_phone(library: Library) -> None:
    phones = {"north": "01632 960 111", "south": "01632 960 222"}
    sites = tuple(Site(id=name, phone=phone) for name, phone in phones.items())
    where = shipped_clinic().model_copy(update={"sites": sites})
    for name, phone in [*phones.items()] * 2:
        made = merge(prescription([USUAL], site=name), library, where)
        assert made.head
        for said in (made.head.phone, made.furniture.call):
            assert said.text.replace("\u00a0", " ").endswith(phone)


def test_the_signs_of_a_region_stand_on_the_sheets_with_such_an_exercise() -> None:
    signs = {"neck": ("you faint",), "back": ("your legs go weak",)}
    where = shipped_clinic().model_copy(update={"emergency_if_by_region": signs})
    of = library_of(*(exercise(name, region=name) for name in ("neck", "back", "knee")))
    for names in (["knee"], ["neck", "knee"], ["back"], ["back", "neck"], ["neck", "back"]) * 2:
        made = merge(prescription([{"exercise": name} for name in names]), of, where)
        said = [phrase.text for phrase in phrases(made.emergency)]
        own = [sign for name in names for sign in signs.get(name, ())]
        assert [text for text in said if text in {"you faint", "your legs go weak"}] == own


class Anchor:
    pass


def test_what_is_told_apart_by_identity_stays_alive_as_long_as_what_is_kept() -> None:
    said, anchor = SaidBefore[str](), Anchor()
    alive = weakref.ref(anchor)
    said.keep((anchor,), (), "words")
    del anchor
    gc.collect()
    assert alive() is not None
    said.forget()
    gc.collect()
    assert alive() is None
