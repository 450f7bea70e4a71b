"""A dose as clinicians write it → the words of the strip, and the words of prose."""

from __future__ import annotations

import datetime as dt

import pytest

from handouts.merge.lexicon import ENGLISH
from handouts.merge.wording import (
    NUMBER_JOINER,
    Line,
    day,
    how_much,
    how_often,
    prose_values,
    visit,
)
from handouts.model.dose import Dose, Frequency, Side
from handouts.model.handout import Run
from handouts.model.prescription import Visit


def dose(written: str) -> Dose:
    """`sets 3, reps 8-12` as a Dose."""
    pairs = [part.split(" ", 1) for part in written.split(", ") if part]
    return Dose.model_validate(dict(pairs))


def printed(lines: tuple[Line, ...]) -> str:
    """The lines as the eye reads them; `[ ]` is a place to write."""

    def seen(run: Run) -> str:
        return "[ ]" if run.voice == "blank" else run.text

    return " / ".join("".join(map(seen, line)) for line in lines).replace(NUMBER_JOINER, " ")


def spoken(lines: tuple[Line, ...]) -> str:
    """The lines as they are read aloud."""

    def heard(run: Run) -> str:
        return run.text if run.spoken is None else run.spoken

    return " / ".join("".join(map(heard, line)) for line in lines).replace(NUMBER_JOINER, " ")


HOW_MUCH = [
    # sets and times
    ("sets 3, reps 10", None, "3 sets of 10 times"),
    ("sets 1, reps 1", None, "1 set of 1 time"),
    ("sets 1.0, reps 1.0", None, "1 set of 1 time"),
    ("sets 2-3, reps 8-12", None, "2–3 sets of 8–12 times"),
    ("sets 2-3, reps 8 – 12", None, "2–3 sets of 8–12 times"),
    ("sets 3-3, reps 10-10", None, "3 sets of 10 times"),
    ("sets 3, reps 10, rest 60 s", None, "3 sets of 10 times / 60 seconds rest"),
    ("sets 3, reps 10, load red band", None, "3 sets of 10 times / Red band"),
    ("sets 2, reps to fatigue", None, "2 sets until tired"),
    ("sets 1, reps until tired", None, "1 set until tired"),
    ("sets 2, reps up to 10", None, "2 sets of up to 10 times"),
    ("sets 3", None, "3 sets"),
    ("sets 1", None, "1 set"),
    ("sets 3, hold 30 s", None, "3 sets / 30 seconds hold"),
    ("sets 3, duration 1 min", None, "3 sets of 1 minute"),
    ("sets 2, reps 10, hold 5 s", None, "2 sets of 10 times / 5 seconds hold"),
    ("sets 2, reps 10, hold 5 s, rest 1-2 min, load 2 kg", None,
     "2 sets of 10 times / 5 seconds hold / 1–2 minutes rest / 2 kg"),
    # times alone
    ("reps 10", None, "10 times"),
    ("reps 1", None, "1 time"),
    ("reps 2", None, "2 times"),
    ("reps 1-2", None, "1–2 times"),
    ("reps up to 10", None, "up to 10 times"),
    ("reps up to 1", None, "up to 1 time"),
    ("reps to fatigue", None, "until tired"),
    ("reps 9999", None, "9999 times"),
    # hold first, where there are no sets
    ("hold 30 s, reps 4", None, "30 seconds hold / 4 times in a row"),
    ("hold 30 s, reps 1", None, "30 seconds hold / 1 time"),
    ("hold 30 s, reps 1-2", None, "30 seconds hold / 1–2 times in a row"),
    ("hold 30 s, reps to fatigue", None, "30 seconds hold / until tired"),
    ("hold 30 s", None, "30 seconds hold"),
    ("hold 1 s", None, "1 second hold"),
    ("hold 30s", None, "30 seconds hold"),
    ("hold 30 sec", None, "30 seconds hold"),
    ("hold 30 seconds", None, "30 seconds hold"),
    ("hold 5-10 s", None, "5–10 seconds hold"),
    ("hold 1 min", None, "1 minute hold"),
    ("hold 1.0 min", None, "1 minute hold"),
    ("hold 1.5 min", None, "1.5 minutes hold"),
    ("hold 0.5-1 min", None, "0.5–1 minutes hold"),
    ("hold 2 minutes", None, "2 minutes hold"),
    ("hold 3 breaths", None, "3 breaths hold"),
    ("hold 1 breath", None, "1 breath hold"),
    ("hold 3-5 breaths", None, "3–5 breaths hold"),
    # duration
    ("duration 3 min", None, "3 minutes"),
    ("duration 2-3 min", None, "2–3 minutes"),
    ("duration 20-30 s", None, "20–30 seconds"),
    ("reps 10, duration 3 min", None, "10 times / 3 minutes"),
    # load
    ("reps 8, load 1-2 kg", None, "8 times / 1–2 kg"),
    ("reps 8, load 2.5 kg", None, "8 times / 2.5 kg"),
    ("reps 8, load 2.50 kg", None, "8 times / 2.5 kg"),
    ("reps 8, load 100 kg", None, "8 times / 100 kg"),
    ("reps 8, load 5 lb", None, "8 times / 5 lb"),
    ("reps 8, load 5 lbs", None, "8 times / 5 lb"),
    ("reps 8, load no band", None, "8 times / No band"),
    ("reps 8, load light green band", None, "8 times / Light green band"),
    ("reps 8, load bodyweight", None, "8 times / Body weight"),
    ("reps 8, load half body weight", None, "8 times / Half your body weight"),
    # sides
    ("reps 8", "each", "8 times each side"),
    ("hold 30 s, reps 4", "each", "30 seconds hold / 4 times each side"),
    ("sets 2, reps 8", "each", "2 sets of 8 times / each side"),
    ("sets 2, reps 8, rest 60 s", "each", "2 sets of 8 times / each side / 60 seconds rest"),
    ("reps 8", "alternate", "8 times each side / taking turns"),
    ("sets 2, reps 8", "alternate", "2 sets of 8 times / each side / taking turns"),
    ("hold 30 s, reps 4", "left", "30 seconds hold / 4 times in a row"),
    ("hold 30 s, reps 4", "both", "30 seconds hold / 4 times in a row"),
    ("duration 3 min", "each", "3 minutes each side"),
    # blanks
    ("reps blank", None, "[ ] times"),
    ("sets blank, reps blank", None, "[ ] sets of [ ] times"),
    ("hold blank, reps blank", None, "[ ] seconds hold / [ ] times in a row"),
    ("hold blank min", None, "[ ] minutes hold"),
    ("hold blank breaths", None, "[ ] breaths hold"),
    ("reps 8, load blank kg", None, "8 times / [ ] kg"),
    ("reps 8, rest blank", None, "8 times / [ ] seconds rest"),
    ("", None, "[ ] times"),
    ("rest 60 s", None, "[ ] times / 60 seconds rest"),
    ("", "each", "[ ] times each side"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "side", "words"), HOW_MUCH)
def test_the_strip_says_how_much(written: str, side: Side | None, words: str) -> None:
    assert printed(how_much(dose(written), side, ENGLISH)) == words


@pytest.mark.parametrize(("written", "side", "words"), HOW_MUCH)
def test_read_aloud_a_range_is_words_and_a_box_is_blank(
    written: str, side: Side | None, words: str
) -> None:
    expected = words.replace("–", " to ").replace("[ ]", "blank")
    assert spoken(how_much(dose(written), side, ENGLISH)) == expected


HOW_OFTEN = [
    ("2/day", "2 times a day"),
    ("1/day", "Once a day"),
    ("3-4/day", "3–4 times a day"),
    ("2 / day", "2 times a day"),
    ("50/day", "50 times a day"),
    ("3/week", "3 days a week"),
    ("1/week", "Once a week"),
    ("1-2/day", "1–2 times a day"),
    ("1-2/week", "1–2 days a week"),
    ("5-6/week", "5–6 days a week"),
    ("7/week", "7 days a week"),
    ("2/day 3/week", "2 times a day / 3 days a week"),
    ("3/week, 2/day", "2 times a day / 3 days a week"),
    ("1/day 3/week", "Once a day / 3 days a week"),
    ("1/day 1/week", "Once a day / 1 day a week"),
    ("2/day 1/week", "2 times a day / 1 day a week"),
    ("daily", "Every day"),
    ("every day", "Every day"),
    ("every 1 days", "Every day"),
    ("every 2 days", "Every second day"),
    ("every second day", "Every second day"),
    ("every other day", "Every second day"),
    ("every 3 days", "Every third day"),
    ("every 7 days", "Every seventh day"),
    ("every 10 days", "Every 10 days"),
    ("at most every 2 days", "At most every second day"),
    ("blank", "[ ] times a day"),
    ("blank/day", "[ ] times a day"),
    ("blank/week", "[ ] days a week"),
    ("2/day blank/week", "2 times a day / [ ] days a week"),
]


@pytest.mark.parametrize(("written", "words"), HOW_OFTEN)
def test_the_strip_says_how_often(written: str, words: str) -> None:
    frequency = Dose.model_validate({"frequency": written}).frequency
    lines = how_often(frequency, ENGLISH)
    assert printed(lines).replace("\n", " ") == words


def test_without_a_frequency_there_is_a_box_to_fill_in() -> None:
    assert printed(how_often(None, ENGLISH)).replace("\n", " ") == "[ ] times a day"


PROSE = [
    ("hold 30 s", "hold", "30 seconds"),
    ("hold 1 s", "hold", "1 second"),
    ("hold 1.0 min", "hold", "1 minute"),
    ("hold 5-10 s", "hold", "5 to 10 seconds"),
    ("hold 3 breaths", "hold", "3 breaths"),
    ("hold blank", "hold", "the time in the box"),
    ("rest 1-2 min", "rest", "1 to 2 minutes"),
    ("rest blank", "rest", "the time in the box"),
    ("duration 3 min", "duration", "3 minutes"),
    ("sets 1", "sets", "1 set"),
    ("sets 2-3", "sets", "2 to 3 sets"),
    ("sets blank", "sets", "the number of sets in the box"),
    ("reps 1", "reps", "1 time"),
    ("reps 8-12", "reps", "8 to 12 times"),
    ("reps up to 10", "reps", "up to 10 times"),
    ("reps to fatigue", "reps", "until tired"),
    ("reps blank", "reps", "the number of times in the box"),
    ("load red band", "load", "red band"),
    ("load 1-2 kg", "load", "1 to 2 kg"),
    ("load bodyweight", "load", "body weight"),
    ("load blank kg", "load", "the weight in the box"),
    ("frequency 2/day", "frequency", "2 times a day"),
    ("frequency 1/day", "frequency", "once a day"),
    ("frequency 2/day 1/week", "frequency", "2 times a day, 1 day a week"),
    ("frequency 2/day 3/week", "frequency", "2 times a day, 3 days a week"),
    ("frequency every 2 days", "frequency", "every second day"),
    ("frequency at most every 2 days", "frequency", "at most every second day"),
    ("frequency blank", "frequency", "as often as the box says"),
    ("frequency 2/day blank/week", "frequency", "as often as the box says"),
]


@pytest.mark.parametrize(("written", "field", "words"), PROSE)
def test_prose_says_a_field_in_words(written: str, field: str, words: str) -> None:
    values = prose_values(dose(written), ENGLISH)
    assert set(values) == {f"dose.{field}"}
    assert values[f"dose.{field}"].replace(NUMBER_JOINER, " ") == words


def test_a_dash_stands_in_numerals_alone() -> None:
    written = "sets 2-3, reps 8-12, hold 5-10 s, rest 1-2 min, load 1-2 kg, frequency 3-4/day"
    ranges = dose(written)
    assert ranges.frequency is not None
    lines = how_much(ranges, "each", ENGLISH) + how_often(ranges.frequency, ENGLISH)
    assert all(run.voice == "numeral" for line in lines for run in line if "–" in run.text)
    assert "–" not in "".join(prose_values(ranges, ENGLISH).values())


def test_a_number_stays_with_its_unit() -> None:
    values = prose_values(dose("hold 30 s, reps 8-12"), ENGLISH)
    assert values == {
        "dose.hold": f"30{NUMBER_JOINER}seconds", "dose.reps": f"8 to 12{NUMBER_JOINER}times",
    }  # fmt: skip
    assert how_often(Frequency(every_days=2), ENGLISH)[0][0].voice == "word"


def test_days_and_visits_are_said_in_words() -> None:
    first = dt.date(2026, 12, 7)
    assert day(first, ENGLISH) == "7 December 2026"
    assert visit(Visit(day=first), first, ENGLISH) == "Mon 7 Dec"
    at_noon = visit(Visit(day=first, time=dt.time(12, 0)), first, ENGLISH)
    assert at_noon.replace(NUMBER_JOINER, " ").replace("\u202f", " ") == "Mon 7 Dec, 12:00 pm"
