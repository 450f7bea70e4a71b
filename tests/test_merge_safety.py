"""The gate: what a patient's conditions speak against is not printed until somebody says why."""

from __future__ import annotations

import pytest
import scenes
from clinics import (
    EXERCISE_FILE,
    PRESCRIPTION_FILE,
    ClinicFolder,
    Mistake,
    assert_refused,
)
from hypothesis import given
from hypothesis import strategies as st

from handouts.load.prescription import load_prescription
from handouts.load.quick_line import read_quick_line, yaml_text
from handouts.load.validation import validate
from handouts.merge.safety import Clash, clashes
from handouts.model.prescription import Prescription

LANGUAGE, NOTE, ENTRY = "  language: en", "note: Breathe slowly.", "exercise: knee-lift"
REASON = "Cleared by the surgeon on 20 November."


def screened(clinic: ClinicFolder, *conditions: str) -> None:
    """The patient was asked, and named these."""
    listed = "".join(f"\n    - {word}" for word in conditions) or " []"
    clinic.change(PRESCRIPTION_FILE, LANGUAGE, f"{LANGUAGE}\n  conditions:{listed}")


def overridden(clinic: ClinicFolder, reason: str = REASON) -> None:
    clinic.change(PRESCRIPTION_FILE, NOTE, f"{NOTE}\n    override: {reason}")


def mistake(old: str, new: str, at: str, says: str, hint: str) -> Mistake:
    return Mistake(PRESCRIPTION_FILE, old, new, at, says, hint)


def test_a_contraindicated_exercise_stops_the_print_at_its_entry(clinic: ClinicFolder) -> None:
    screened(clinic, "hernia", "pregnancy")
    with_note = mistake(
        NOTE, "note: Slowly.", ENTRY, "knee-lift is contraindicated: pregnancy", "override:"
    )
    assert_refused(clinic, with_note)


def test_the_message_names_all_that_speaks_against_it_and_nothing_of_the_patient(
    clinic: ClinicFolder,
) -> None:
    clinic.change(EXERCISE_FILE, "- pregnancy", "- osteoporosis\n  - pregnancy\n  - hernia")
    screened(clinic, "pregnancy", "epilepsy", "osteoporosis")
    (problem,) = clinic.make().problems
    assert "contraindicated: osteoporosis; pregnancy\n" in problem
    for private in ("Sample", "P-1", "epilepsy", "hernia"):
        assert private not in problem


@pytest.mark.parametrize("conditions", [(), ("hernia",), ("hernia", "epilepsy")])
def test_other_conditions_or_none_let_it_print(
    clinic: ClinicFolder, conditions: tuple[str, ...]
) -> None:
    unscreened = clinic.sheet().pdf
    screened(clinic, *conditions)
    assert clinic.sheet().pdf == unscreened


def test_with_a_reason_it_prints_and_the_sheet_has_neither_reason_nor_condition(
    clinic: ClinicFolder,
) -> None:
    unscreened = clinic.sheet().pdf
    screened(clinic, "pregnancy", "hernia")
    overridden(clinic)
    assert clinic.make().exit_code == 0
    # Not one byte differs: text, structure and metadata know nothing of it.
    assert clinic.path("sheets/2026-11-22-P-1.pdf").read_bytes() == unscreened


def test_each_entry_of_one_exercise_needs_its_own_reason(clinic: ClinicFolder) -> None:
    screened(clinic, "pregnancy")
    again = f"{NOTE}\n    override: {REASON}\n  - exercise: knee-lift\n    side: right"
    clinic.change(PRESCRIPTION_FILE, NOTE, again)
    (problem,) = clinic.make().problems
    assert problem.startswith(
        f"{clinic.place(PRESCRIPTION_FILE, f'{ENTRY}{chr(10)}    side: right')}: knee-lift"
    )


def test_a_reason_where_nothing_speaks_against_it_is_refused(clinic: ClinicFolder) -> None:
    screened(clinic, "hernia")
    needless = f"override: {REASON}"
    assert_refused(
        clinic, mistake(NOTE, needless, REASON, "nothing that is known speaks", "take it out")
    )


def test_a_reason_without_screening_is_refused(clinic: ClinicFolder) -> None:
    assert_refused(
        clinic,
        mistake(NOTE, f"override: {REASON}", REASON, "override stands here", "conditions"),
    )


@pytest.mark.parametrize("reason", ["true", "yes", "Ok"])
def test_a_reason_says_why(clinic: ClinicFolder, reason: str) -> None:
    screened(clinic, "pregnancy")
    line = f"override: {reason}"
    assert_refused(clinic, mistake(NOTE, line, f"{reason}\n", "override must say why", "reason"))


def test_an_empty_reason_is_none(clinic: ClinicFolder) -> None:
    screened(clinic, "pregnancy")
    assert_refused(clinic, mistake(NOTE, 'override: ""', '""', "override is empty", "words"))


def test_an_unknown_condition_is_refused_with_the_nearest_and_not_repeated(
    clinic: ClinicFolder,
) -> None:
    screened(clinic, "hernia", "pregnant")
    overridden(clinic)  # may be for the condition that is misspelt: not called needless
    (problem,) = clinic.make().problems
    assert problem.startswith(f"{clinic.place(PRESCRIPTION_FILE, 'pregnant')}: item 2 of cond")
    assert "did you mean pregnancy" in problem
    assert "pregnant" not in problem


def test_conditions_with_commas_are_not_cut_in_silence(clinic: ClinicFolder) -> None:
    cut = "conditions: [recent elbow, wrist or hand surgery]"
    clinic.change(PRESCRIPTION_FILE, LANGUAGE, f"{LANGUAGE}\n  {cut}")
    problems = clinic.make().problems
    assert len(problems) == 2
    assert any("recent elbow, wrist or hand surgery" in problem for problem in problems)


def test_the_clinics_own_words_are_known(clinic: ClinicFolder) -> None:
    clinic.write("vocabulary.yaml", "conditions:\n  - fear of heights\n")
    screened(clinic, "fear of heights")
    assert clinic.make().exit_code == 0
    clinic.change(EXERCISE_FILE, "- pregnancy", "- fear of heights")
    assert "contraindicated: fear of heights" in clinic.make().err


def test_an_exercise_of_a_programme_is_stopped_until_the_prescription_says_why(
    clinic: ClinicFolder,
) -> None:
    clinic.write("programmes/knees.yaml", "title: Knees\nexercises:\n  - exercise: knee-lift\n")
    screened(clinic, "pregnancy")
    clinic.change(PRESCRIPTION_FILE, "exercises:", "programme: knees\nexercises:")
    assert "knee-lift is contraindicated: pregnancy" in clinic.make().err
    overridden(clinic)
    assert clinic.make().exit_code == 0


def test_everything_is_said_at_once(clinic: ClinicFolder) -> None:
    screened(clinic, "pregnancy", "pregnant")
    clinic.change(PRESCRIPTION_FILE, "hold: 10 s", "hold: 1 min")
    clinic.change(
        PRESCRIPTION_FILE, NOTE, f"{NOTE}\n  - exercise: knee-lfit\n    override: {REASON}"
    )
    said = clinic.make().err
    for words in ("contraindicated", "item 2 of conditions", "hold is outside", 'no exercise "kn'):
        assert said.count(words) == 1


def test_a_reason_for_an_exercise_that_is_not_there_is_not_called_needless(
    clinic: ClinicFolder,
) -> None:
    screened(clinic)
    overridden(clinic)
    clinic.change(PRESCRIPTION_FILE, ENTRY, "exercise: knee-lfit")
    (problem,) = clinic.make().problems
    assert 'no exercise "knee-lfit"' in problem


def test_a_roster_sees_clashes_whatever_the_entry_says() -> None:
    entry = {"exercise": "made-up", "override": REASON}
    patient = {"id": "P-1", "conditions": ["hernia"]}
    library = scenes.library_of(scenes.exercise(contraindications=["hernia"]))
    assert clashes(scenes.prescription([entry], patient=patient), library) == (
        Clash(0, "made-up", ("hernia",)),
    )


WORDS = st.lists(st.sampled_from("abcdef"), max_size=6)


@given(asked=WORDS, against=st.lists(WORDS, min_size=1, max_size=5))
def test_what_both_lists_name_clashes_and_nothing_else(
    asked: list[str], against: list[list[str]]
) -> None:
    exercises = [
        scenes.exercise(f"e{at}", contraindications=words) for at, words in enumerate(against)
    ]
    wanted = scenes.prescription(
        [{"exercise": one.id} for one in exercises], patient={"id": "P-1", "conditions": asked}
    )
    found = {
        clash.index: set(clash.conditions)
        for clash in clashes(wanted, scenes.library_of(*exercises))
    }
    expected = {at: set(words) & set(asked) for at, words in enumerate(against)}
    assert found == {at: words for at, words in expected.items() if words}


# ------------------------------------------------------------------ a reason for each condition


@pytest.fixture
def two(clinic: ClinicFolder) -> ClinicFolder:
    """The patient has two conditions that speak against the exercise."""
    clinic.change(EXERCISE_FILE, "- pregnancy", "- osteoporosis\n  - pregnancy")
    screened(clinic, "osteoporosis", "pregnancy")
    return clinic


def reasons_for(clinic: ClinicFolder, *words: str) -> None:
    each = "".join(f"\n      {word}: Cleared, asked the surgeon." for word in words)
    clinic.change(PRESCRIPTION_FILE, NOTE, f"{NOTE}\n    override:{each}")


def test_two_conditions_take_two_reasons(two: ClinicFolder) -> None:
    reasons_for(two, "osteoporosis", "pregnancy")
    assert two.make().exit_code == 0


def test_one_reason_does_not_stand_for_two_conditions(two: ClinicFolder) -> None:
    overridden(two)
    (problem,) = two.make().problems
    assert problem == (
        f"{two.place(PRESCRIPTION_FILE, REASON)}: override gives one reason, but knee-lift is "
        "contraindicated: osteoporosis; pregnancy\n"
        "  hint: write each condition under override:, with its reason"
    )


def test_the_condition_that_has_no_reason_is_named(two: ClinicFolder) -> None:
    reasons_for(two, "pregnancy")
    (problem,) = two.make().problems
    assert "knee-lift is contraindicated: osteoporosis\n" in problem
    assert "each condition under override:" in problem


def test_a_reason_may_name_the_one_condition(clinic: ClinicFolder) -> None:
    screened(clinic, "pregnancy")
    reasons_for(clinic, "pregnancy")
    assert clinic.make().exit_code == 0


def test_a_condition_that_does_not_speak_against_it_needs_no_reason_and_is_not_repeated(
    clinic: ClinicFolder,
) -> None:
    screened(clinic, "pregnancy", "hernia")
    reasons_for(clinic, "pregnancy", "hernia")
    (problem,) = clinic.make().problems
    assert "override names something that does not speak against knee-lift here" in problem
    assert "it is contraindicated: pregnancy" in problem
    assert "hernia" not in problem


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{}", "override is empty"),
        ("{pregnancy: yes}", "a reason under override must say why"),
        ('{pregnancy: ""}', "a reason under override is empty"),
        ("\n      - cleared", "override must be words, not a list or further keys"),
    ],
)
def test_reasons_that_say_nothing_are_refused(
    clinic: ClinicFolder, written: str, says: str
) -> None:
    screened(clinic, "pregnancy")
    clinic.change(PRESCRIPTION_FILE, NOTE, f"{NOTE}\n    override: {written}")
    (problem,) = clinic.make().problems
    assert says in problem
    assert "pregnancy" not in problem


def test_in_a_quick_line_each_condition_stands_after_a_dot(two: ClinicFolder) -> None:
    saved = two.path("new.yaml")
    reasons = "override.osteoporosis=Cleared,override.pregnancy=Asked: fine"
    words = ["knee-lift:left," + reasons]
    about = {"patient.id": "P-1", "date": "2026-11-22"}
    document, problems = read_quick_line(words, about)
    assert not problems
    override = validate(Prescription, document).exercises[0].override
    assert override == {"osteoporosis": "Cleared", "pregnancy": "Asked: fine"}
    saved.write_text(yaml_text(document), encoding="utf-8")
    assert load_prescription(saved).exercises[0].override == override


@pytest.mark.parametrize(
    "twice", ["override=a,override.b=c", "override.b=a,override.b=c", "override.b=a,override=c"]
)
def test_a_quick_line_says_each_reason_once(twice: str) -> None:
    _, (problem,) = read_quick_line([f"knee-lift:{twice}"], {})
    assert problem.message == "says the override twice"  # the condition is not repeated
