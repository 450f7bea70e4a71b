"""What `handouts check` says of an exercise's words, and of words that are missing."""

from __future__ import annotations

from typing import Any

import pytest
from scenes import exercise

from handouts.check import amounts, completeness, prose, said
from handouts.check.finding import Finding
from handouts.check.jargon import jargon_of
from handouts.load.plain_words import read_plain_words
from handouts.model.exercise import Exercise
from handouts.model.prescription import Prescription
from handouts.places import shipped_content

JARGON = jargon_of(read_plain_words(shipped_content())[0])


def found_in(made: Exercise) -> list[Finding]:
    words = tuple(said.of_exercise(made))
    return [
        *prose.of_words(words, JARGON),
        *prose.of_whole(words),
        *completeness.of_exercise(made),
        *(one for each in words for one in amounts.of_words(each, made.dose)),
    ]


def whole(**changes: Any) -> Exercise:
    """An exercise of which nothing is to be said."""
    words = {
        "purpose": "Stretches your calf.",
        "feel": "Your {{ side }} calf stretching.",
        "steps": ["Stand tall. Hold a wall.", "Hold for {{ dose.hold }}. Rest."],
        "cautions": ["you feel dizzy"],
        "alt": ["The {{ side }} knee is lifted by a band."],
        **changes.pop("words", {}),
    }
    keys = {
        "sides": "one", "dose": {"hold": "30 s", "reps": "4", "frequency": "2/day"},
        "pictures": [{"file": "a.png", "side": "right"}],
    }  # fmt: skip
    return exercise(**{**keys, **changes}, words=words)


def test_of_an_exercise_that_is_whole_nothing_is_said() -> None:
    assert found_in(whole()) == []


STEP = {
    "reading-grade": [
        ("Maintain appropriate positioning of your shoulder throughout the movement.",
         "Keep your shoulder still as you move."),
    ],
    "long-sentence": [
        ("Put one foot on the step in front of you so that it is flat and your toes face the wall.",
         "Put one foot on the step in front of you. Point your toes at the wall."),
    ],
    "jargon": [("Lie supine.", "Lie supine (on your back)."), ("Flex it.", "Bend it.")],
    "two-actions": [
        ("Lift your leg and then lower it.", "Lift your leg. Then lower it."),
        ("Slowly bend your knee and slide down.", "Bend your knees and hips."),
        ("Raise your arm; hold it.", "Breathe slowly and hold it."),
        ("Look up and turn your head.", "Bend and straighten your knee."),
        ("Push the wall and step back.", "Put your hands and knees on the mat."),
    ],
    "passive": [
        ("The knee should be kept straight.", "Keep the knee straight."),
        ("It is then slowly repeated.", "Wait until your arms are lifted."),
        ("Your arm is lifted by the strap.", "Your arm is straight. Use a chair that is used."),
    ],
    "number-for-dose": [
        ("Hold for 30 seconds.", "Hold for {{ dose.hold }}."),
        ("Hold for thirty seconds.", "Pause for a second. Do it one time."),
        ("Do it 4 times.", "Stand 2 metres from the wall."),
        ("Do it twice or 2 times a day.", "Do it as often as we said."),
    ],
    "contradicts-dose": [
        ("Hold for ten seconds.", "Hold for {{ dose.hold }}, four fingers wide."),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "weak", "fine"), [(name, *pair) for name, pairs in STEP.items() for pair in pairs]
)
def test_a_step_is_found_weak_and_its_better_self_is_not(name: str, weak: str, fine: str) -> None:
    for key in ("steps", "steps_short"):
        assert {one.name for one in found_in(whole(words={key: [weak]}))} == {name}
        assert found_in(whole(words={key: [fine]})) == []


@pytest.mark.parametrize(
    "key", ["title", "side_label", "purpose", "feel", "caution_short"]
)  # fmt: skip
def test_jargon_is_found_wherever_the_patient_reads(key: str) -> None:
    (finding,) = found_in(whole(words={key: "you feel dizzy, supine"}))
    assert finding.name == "jargon"
    assert "lying on your back" in finding.problem.hint


def test_the_clinical_name_is_for_clinicians() -> None:
    assert found_in(whole(words={"clinical_name": "Supine hip flexion"})) == []


def test_lists_after_stop_if_may_be_long_and_say_what_is_done_to_a_patient() -> None:
    sign = "you feel dizzy, or sick, or hot, or cold, or weak, or numb, or an arm or leg feels odd"
    assert found_in(whole(words={"cautions": [sign]})) == []


def test_what_is_seen_may_be_told_as_a_state() -> None:
    alt = "The {{ side }} arm is lifted. Both knees are kept straight."
    assert found_in(whole(words={"alt": [alt]})) == []


def test_steps_that_are_hard_together_are_told_of_the_hardest_sentence() -> None:
    steps = ["Squeeze your shoulder blades together.", "Tighten your buttocks slowly."] * 2
    (finding,) = found_in(whole(words={"steps": steps}))
    assert finding.name == "reading-grade"
    assert finding.problem.message.startswith("steps is of reading grade 7, hardest is: ")
    assert finding.problem.message.endswith("Squeeze your shoulder blades together.")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({"cautions": []}, "no-caution"),
        ({"cautions": ["you feel dizzy", "an arm tingles"]}, "no-caution-short"),
        ({"purpose": None}, "no-purpose"),
        ({"feel": None}, "no-feel"),
        (
            {"cautions": ["you feel dizzy", "an arm tingles"], "caution_short": "you are dizzy"},
            "caution-left-out",
        ),
        ({"alt": ["A person stands."]}, "alt-without-side"),
    ],
)
def test_what_is_missing_is_found(words: dict[str, Any], name: str) -> None:
    assert [one.name for one in found_in(whole(words=words))] == [name]


def test_a_short_caution_that_covers_all_is_not_found() -> None:
    words = {
        "cautions": ["you feel dizzy", "an arm tingles"],
        "caution_short": "you are dizzy or an arm tingles",
    }
    assert found_in(whole(words=words)) == []


def test_an_exercise_without_a_picture_is_found() -> None:
    (finding,) = found_in(whole(pictures=[], words={"alt": []}))
    assert finding.name == "no-picture"


@pytest.mark.parametrize(
    ("changes", "limbs"),
    [
        # The second says which knee; without it the picture of one knee does not.
        ({"alt": ["Both feet are flat.", "The {{ side }} knee is up."]}, []),
        ({"alt": ["The foot is flat.", "The {{ side }} knee is up."]}, ["foot"]),
        ({"alt": ["The bent knee is up.", "One arm hangs."]}, ["knee", "arm"]),
    ],
)
def test_each_text_that_names_a_limb_says_which(changes: dict[str, Any], limbs: list[str]) -> None:
    pictures = [{"file": "a.png", "side": "right"}] * 2
    findings = found_in(whole(pictures=pictures, words=changes))
    assert [one.problem.message for one in findings] == [
        f"alt does not say which {limb}" for limb in limbs
    ]


def test_a_text_names_no_side_where_the_picture_or_the_exercise_has_none() -> None:
    alt = {"alt": ["The knee is up."], "feel": "Your calf."}
    assert found_in(whole(pictures=[{"file": "a.png"}], words=alt)) == []
    assert found_in(whole(sides="both", words=alt)) == []
    assert found_in(whole(pictures=[], pose={"frames": [{}]}, words=alt)) != []


def test_the_words_of_a_prescription_are_not_repeated() -> None:
    """A patient's name may stand in them."""
    long = "Ask Maria to " + "walk with you and " * 6 + "rest."
    written = {
        "patient": {"id": "P-1"}, "date": "2026-11-22", "goal": long,
        "exercises": [{"exercise": "bridge", "note": "Maria, tighten your quadriceps."}],
    }  # fmt: skip
    words = said.of_prescription(Prescription.model_validate(written))
    findings = list(prose.of_words(words, JARGON))
    assert [one.name for one in findings] == ["long-sentence", "jargon"]
    assert not any("Maria" in str(one.problem) for one in findings)
