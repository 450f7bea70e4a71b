"""Each spelling of a dose, and the words that patients and clinicians read for it."""

# ruff: noqa: E501  (a spelling and its words on one line)

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.merge.lexicon import ENGLISH
from handouts.merge.wording import dose_in_words
from handouts.model.dose import Dose
from handouts.model.dose_spelled import spelled
from handouts.model.exercise import Words
from handouts.model.frequency_spelling import WEEKDAYS

LIFT = Words.model_validate(
    {"title": "Lift", "steps": ("Lift.",), "tempo": ("lift", "pause", "lower"), "motion": "bend"}
)


def dose(written: str) -> Dose:
    """`sets: 3, reps: 10` as a Dose: every value is the string that was written."""
    return Dose.model_validate(yaml.load(f"{{{written}}}", Loader=yaml.BaseLoader))  # noqa: S506


SPELLINGS = [
    # sets and times
    ("sets: 3", "3 sets."),
    ("sets: 2-3, reps: 8-12", "2 to 3 sets of 8 to 12 times."),
    ("sets: 1, reps: 1", "1 set of 1 time."),
    ("sets: [2 x 10, 1 x to fatigue]", "2 sets of 10 times, then 1 set until tired."),
    ("sets: [2x10, 1x8-12, 1 x up to 15]",
     "2 sets of 10 times, then 1 set of 8 to 12 times, then 1 set of up to 15 times."),
    ("sets: [1 x 60 s, 2 x 30 s]", "1 set of 60 seconds, then 2 sets of 30 seconds."),
    ("sets: [blank x 10]", "blank sets of 10 times."),
    ("reps: 10", "10 times."),
    ("reps: 8-12", "8 to 12 times."),
    ("reps: 8 – 12", "8 to 12 times."),
    ("reps: to fatigue", "Until tired."),
    ("reps: until tired", "Until tired."),
    ("reps: up to 10", "Up to 10 times."),
    ("reps: blank", "blank times."),
    # hold, duration, distance, rest
    ("hold: 30 s", "Hold 30 seconds."),
    ("hold: 30s, reps: 4", "Hold 30 seconds, 4 times in a row."),
    ("hold: 5-10 s", "Hold 5 to 10 seconds."),
    ("hold: 1 min", "Hold 1 minute."),
    ("hold: 3 breaths", "Hold 3 breaths."),
    ("hold: blank, reps: blank", "Hold blank seconds, blank times in a row."),
    ("sets: 3, hold: 30 s", "3 sets, hold 30 seconds."),
    ("duration: 3 min", "3 minutes."),
    ("duration: 20-30 s", "20 to 30 seconds."),
    ("distance: 20 steps", "20 steps."),
    ("distance: 1 step", "1 step."),
    ("distance: 400 m", "400 metres."),
    ("distance: 400 metres", "400 metres."),
    ("distance: 4 lengths", "4 lengths."),
    ("distance: 1-2 km", "1 to 2 kilometres."),
    ("distance: 1.5 miles", "1.5 miles."),
    ("distance: 2 laps", "2 laps."),
    ("distance: 12 stairs", "12 stairs."),
    ("distance: 50 yards", "50 yards."),
    ("distance: blank steps", "blank steps."),
    ("sets: 3, distance: 20 steps", "3 sets of 20 steps."),
    ("rest: 60 s", "Rest 60 seconds."),
    ("sets: 3, reps: 10, rest: 1-2 min", "3 sets of 10 times, rest 1 to 2 minutes between sets."),
    # tempo and range
    ("tempo: 3-1-1", "Lift for 3, pause 1, lower for 1."),
    ("tempo: 3-0-1", "Lift for 3, no pause, lower for 1."),
    ("tempo: 3-blank-1", "Lift for 3, pause blank, lower for 1."),
    ("tempo: 2-2", "Tempo 2-2."),
    ("range: 0-90 deg", "Bend from 0 to 90 degrees."),
    ("range: 0 to 90 degrees", "Bend from 0 to 90 degrees."),
    ("range: 30–60°", "Bend from 30 to 60 degrees."),
    ("range: up to 90 deg", "Bend up to 90 degrees."),
    ("range: 90 deg", "Bend up to 90 degrees."),
    ("range: 0-blank deg", "Bend from 0 to blank degrees."),
    ("range: pain-free", "Bend only as far as you feel no pain."),
    ("range: pain free", "Bend only as far as you feel no pain."),
    ("range: pain-free 0-90 deg", "Bend from 0 to 90 degrees, only as far as you feel no pain."),
    # how often
    ("frequency: 1/day", "Once a day."),
    ("frequency: 2/day", "2 times a day."),
    ("frequency: 3-4/day", "3 to 4 times a day."),
    ("frequency: 3/week", "3 days a week."),
    ("frequency: 2/day 3/week", "2 times a day, 3 days a week."),
    ("frequency: daily", "Every day."),
    ("frequency: every 2 days", "Every second day."),
    ("frequency: every other day", "Every second day."),
    ("frequency: every 10 days", "Every 10 days."),
    ("frequency: every blank days", "Every blank days."),
    ("frequency: at most every 2 days", "At most every second day."),
    ("frequency: at most 2/day", "At most 2 times a day."),
    ("frequency: at most 1/day", "At most once a day."),
    ("frequency: 2/day every 2 days", "2 times a day, every second day."),
    ("frequency: every 2 hours", "Every 2 hours."),
    ("frequency: every 2-3 hours while awake", "Every 2 to 3 hours, while awake."),
    ("frequency: hourly", "Every hour."),
    ("frequency: hourly while awake", "Every hour, while awake."),
    ("frequency: every blank hours", "Every blank hours."),
    ("frequency: mon wed fri", "On Monday, Wednesday and Friday."),
    ("frequency: Sunday and Thurs", "On Thursday and Sunday."),
    ("frequency: 2/day mon tue", "2 times a day, on Monday and Tuesday."),
    ("frequency: as needed", "As needed."),
    ('frequency: "as needed, at most 4/day"', "As needed, at most 4 times a day."),
    ("frequency: od", "Once a day."),
    ("frequency: bd", "2 times a day."),
    ("frequency: tds", "3 times a day."),
    ("frequency: QDS", "4 times a day."),
    ("frequency: blank", "blank times a day."),
    # when, start, for
    ("when: morning", "In the morning."),
    ("when: morning and evening", "In the morning and in the evening."),
    ('when: "morning, midday, before bed"', "In the morning, at midday and before bed."),
    ("when: before bed", "Before bed."),
    ("when: bedtime", "Before bed."),
    ("when: on waking", "When you wake up."),
    ("when: after walking", "After walking."),
    ('when: "morning, after walking"', "In the morning and after walking."),
    ("start: 2026-12-01", "Start on 1 December 2026."),
    ("start: week 3", "Start in week 3."),
    ("start: blank", "Start on blank."),
    ("for: 6 weeks", "For 6 weeks."),
    ("for: 4-6 weeks", "For 4 to 6 weeks."),
    ("for: 1 month", "For 1 month."),
    ("for: 10 days", "For 10 days."),
    ("for: blank weeks", "For blank weeks."),
    # load and effort
    ("load: red band", "Red band."),
    ("load: no band", "No band."),
    ("load: 2 kg", "2 kg."),
    ("load: 1-2 kg", "1 to 2 kg."),
    ("load: 5 lb", "5 lb."),
    ("load: bodyweight", "Body weight."),
    ("load: half body weight", "Half your body weight."),
    ("load: blank kg", "blank kg."),
    ("effort: RPE 4-5", "Effort 4 to 5 out of 10."),
    ("effort: rpe 7/10", "Effort 7 out of 10."),
    ("effort: light", "Light effort."),
    ("effort: very hard", "Very hard effort."),
    ("effort: 30 %", "30 % of full effort."),
    ("effort: 30-40%", "30 to 40 % of full effort."),
    ("effort: RPE blank", "Effort blank out of 10."),
    # pain
    ("pain: none", "Stop at any pain."),
    ("pain: guide", "Follow the pain guide."),
    ("pain: up to 3/10", "Stop if pain is above 3 out of 10."),
    # what changes
    ("progression: Add a pillow., easier: Use a chair.",
     "When this is too hard: Use a chair. When this is easy: Add a pillow."),
    ("progression: 3x12", "When this is easy: 3 sets of 12 times."),
    ("progression: {sets: 3, reps: 15, load: blue band}",
     "When this is easy: 3 sets of 15 times, blue band."),
    ("progression: 3 sets of 12 then 15", "When this is easy: 3 sets of 12 then 15"),
    ("phases: {weeks 1-6: {frequency: 3/day}, from week 7: {frequency: 1/day}}",
     "Weeks 1 to 6: 3 times a day. From week 7: Once a day."),
    ("phases: {week 1: 10 steps, week 13 on: 20 steps, after 2 clear weeks: 400 m}",
     "Week 1: 10 steps. From week 13: 20 steps. After 2 clear weeks: 400 metres."),
    ("reps: 8, frequency: 2/day, phases: {week 1: {frequency: 3/day}, week 2: {reps: 9}}",
     "Week 1: 8 times, 3 times a day. Week 2: 9 times, 2 times a day."),
    # together
    ("sets: 3, reps: 8-12, rest: 60 s, load: red band, frequency: 2/day 3/week",
     "3 sets of 8 to 12 times, rest 60 seconds between sets, red band, 2 times a day, 3 days a week."),
    ("sets: 3, start: week 2, for: 6 weeks, when: morning, tempo: 3-1-1, pain: none",
     "3 sets. Lift for 3, pause 1, lower for 1. In the morning. For 6 weeks. Start in week 2. Stop at any pain."),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "words"), SPELLINGS)
def test_a_spelling_in_words(written: str, words: str) -> None:
    assert dose_in_words(dose(written), ENGLISH, words=LIFT).replace("\u00a0", " ") == words


def test_both_sides_are_said() -> None:
    assert dose_in_words(dose("reps: 8"), ENGLISH, side="each") == "8 times each side."


@pytest.mark.parametrize("written", [spelling for spelling, _ in SPELLINGS])
def test_what_was_read_is_spelt_so_that_it_reads_the_same(written: str) -> None:
    read = dose(written)
    assert Dose.model_validate(spelled(read)) == read


REFUSED = {
    "sets": ["[]", "[10]", "[2 x]", "[x 10]", "[2 x 10 kg]", "[{a: b}]", "[0 x 10]"],
    "distance": ["20", "m", "20 miles an hour", "0 steps", "2.5 steps", "20 feet", "20-10 m"],
    "tempo": ["3", "3-", "3-1-1-1-1", "3.5-1-1", "a-b-c", "300-1-1", "3 1 1", "slow"],
    "range": ["90", "90-0 deg", "0-0 deg", "0 deg", "0-361 deg", "deg", "-10-90 deg", "full"],
    "when": ["", "soon", "walking", "morning, ", "after", "after " + "x" * 60],
    "start": ["", "soon", "week 0", "week", "2026-13-01", "1.12.2026", "3", "blank week"],
    "for": ["", "6", "weeks", "0 weeks", "6 years", "6-4 weeks", "1.5 weeks"],
    "effort": ["", "4", "RPE", "RPE 11", "RPE 0", "110 %", "0 %", "soft", "light-hard", "blank"],
    "frequency": ["every 0 hours", "2 hours", "every hours", "hourly 2/day", "mon mon",
                  "mon 3/week", "monthly", "as needed at", "as needed, 2/day", "at most", "at most mon",
                  "at most 2/day 3/week", "while awake", "2/day while awake", "as needed bd tds"],
    "phases": ["{}", "{weeks: {reps: 3}}", "{weeks 6-1: {reps: 3}}", "{weeks 1-6: {}}",
               "{soon: {reps: 3}}", "{weeks 1-6: hello}", "{from week 1 on: {reps: 1}}",
               "{week 1: {reps: 1}, weeks 1: {reps: 2}}", "{week 0: {reps: 1}}", "3x10",
               "{week 1: {phases: {week 1: {reps: 1}}}}", "{weeks 1-6: 3x8, weeks 6-9: 3x9}",
               '{week 1: "right, 3x10"}'],
    "progression": ["{}", "{reps: ten}", "[3x10]"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in REFUSED.items() for value in values]
)
def test_refuses(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        dose(f"{field}: {value if value.startswith(('{', '[')) else repr(value)}")
    assert all(detail["loc"][0] == field for detail in caught.value.errors())


# ------------------------------------------------------------- spelling → dose → spelling

COUNTS = st.integers(1, 60)


@st.composite
def amounts(draw: st.DrawFn, most: int = 60) -> str:
    low, high = sorted((draw(st.integers(1, most)), draw(st.integers(1, most))))
    return draw(st.sampled_from([str(low), f"{low}-{high}" if low < high else str(low), "blank"]))


def with_unit(*units: str, most: int = 60) -> st.SearchStrategy[str]:
    return st.builds("{} {}".format, amounts(most), st.sampled_from(units))


TIMES = with_unit("s", "min", "breaths")
REPS = amounts() | st.just("to fatigue") | COUNTS.map("up to {}".format)
SCHEDULES = st.one_of(
    amounts().map("{}/day".format),
    amounts(7).map("{}/week".format),
    st.integers(1, 30).map("every {} days".format),
    amounts().map("every {} hours".format),
)
FREQUENCIES = st.one_of(
    SCHEDULES,
    SCHEDULES.map("at most {}".format),
    SCHEDULES.map("as needed, at most {}".format),
    st.builds("{}/day {}/week".format, amounts(), amounts(7)),
    st.builds("{}/day every {} days".format, amounts(), st.integers(1, 30)),
    amounts().map("every {} hours while awake".format),
    st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(
        lambda days: " ".join(sorted(days, key=WEEKDAYS.index))
    ),
    st.just("as needed"),
)  # fmt: skip
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "sets": amounts() | st.lists(
        st.builds("{} x {}".format, amounts(), REPS | with_unit("s", "min")), min_size=1, max_size=3
    ),
    "reps": REPS,
    "hold": TIMES,
    "rest": TIMES,
    "duration": TIMES,
    "distance": with_unit("steps", "m", "km", "lengths", "laps", "stairs", "yd", "mi"),
    "load": with_unit("kg", "lb") | st.sampled_from(
        ["red band", "no band", "bodyweight", "half body weight"]
    ),
    "effort": st.sampled_from(["light", "very hard"]) | amounts(10).map("RPE {}".format)
    | amounts(100).map("{} %".format),
    "frequency": FREQUENCIES,
    "tempo": st.lists(st.integers(0, 9).map(str) | st.just("blank"), min_size=2, max_size=4).map(
        "-".join
    ),
    "range": st.builds("{}-{} deg".format, st.integers(0, 89), st.integers(90, 360))
    | st.just("pain-free") | st.integers(1, 360).map("pain-free up to {} deg".format),
    "when": st.sampled_from(["morning", "before bed", "morning, evening", "after walking"]),
    "for": with_unit("days", "weeks", "months"),
    "start": st.dates().map(str) | COUNTS.map("week {}".format) | st.just("blank"),
    "pain": st.sampled_from(["none", "guide", "up to 3/10"]),
}  # fmt: skip
DOSES = st.fixed_dictionaries({}, optional=PLAIN)
INSIDE = DOSES.filter(bool)
STAGES = st.builds(
    lambda weeks, more: [
        *(f"weeks {a}-{b - 1}" for a, b in itertools.pairwise(sorted(weeks)) if b - a > 1),
        f"week {max(weeks) + 1}", *more,
    ][-3:],
    st.sets(st.integers(1, 40), min_size=1, max_size=4),
    st.lists(
        st.sampled_from(["from month 3", "after 2 clear weeks", "once you can walk"]),
        unique=True, max_size=2,
    ),
)  # fmt: skip
"""One to three phases, of which the weeks follow one another."""
WHOLE = st.fixed_dictionaries(
    {},
    optional={
        **PLAIN,
        "easier": INSIDE | st.just("Use a chair."),
        "progression": INSIDE | st.just("Add a pillow."),
        "phases": STAGES.flatmap(
            lambda stages: st.tuples(*(INSIDE for _ in stages)).map(
                lambda doses: dict(zip(stages, doses, strict=True))
            )
        ),
    },
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(written=WHOLE)
def test_spelling_to_dose_to_spelling(written: dict[str, Any]) -> None:
    assert spelled(Dose.model_validate(written)) == {
        name: written[name]
        for name in [field.alias or name for name, field in Dose.model_fields.items()]
        if name in written
    }


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(written=WHOLE)
def test_every_number_of_a_dose_is_in_its_words(written: dict[str, Any]) -> None:
    read = Dose.model_validate(written)
    words = dose_in_words(read, ENGLISH)
    assert bool(words) == bool(written)
    said = re.findall(r"\d+", words)
    if "phases" in written:  # may say the same fields anew: then the entry is refused
        return
    for name in ("reps", "hold", "rest", "duration", "distance", "load", "effort", "range", "for"):
        assert set(re.findall(r"\d+", written.get(name, ""))) <= set(said), name
