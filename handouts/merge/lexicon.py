"""The handout's own words in one language: everything that no clinic and no exercise wrote.

A language is one `Lexicon`. A form with `one` and `other` follows CLDR's plural categories.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Plural = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Fixed words. `{…}` are places that merge fills."""

    locale: str
    # units: after a number
    sets: Plural
    times: Plural
    seconds: Plural
    minutes: Plural
    breaths: Plural
    days: Plural
    weights: Mapping[str, str]
    number_range: str
    # the dose strip
    how_much: str
    how_often: str
    sets_of: str
    sets_alone: str
    hold: str
    rest: str
    in_a_row: str
    each_side: str
    in_turn: str
    up_to: str
    until_tired: str
    once: str
    a_day: str
    a_week: str
    every: str
    at_most_every: str
    day: str
    nth_day: str
    n_days: str
    ordinals: Mapping[int, str]
    blank: str
    blank_in_prose: Mapping[str, str]
    # sides
    sides: Mapping[str, str]
    not_a_side: str
    one_side: str
    either_side: tuple[str, str]
    one_then_other: str
    both_in_turn: str
    taking_turns: str
    then_other_side: str
    then_change_sides: str
    # the head
    title: str
    number: str
    physio: str
    next_visit: str
    scan: str
    turn_over: str
    since: str
    new: str
    changed: str
    dropped: str
    numbered: str
    no_change: str
    # exercises
    draft: str
    note: str
    stop_if: str
    stop_or: str
    no_pain: str
    pain_up_to: str
    video: str
    steps_continued: str
    # the back
    pain_guide: str
    rate_pain: str
    stop_means_stop: str
    levels: Mapping[str, tuple[str, str]]
    call_us: str
    call_emergency: str
    emergency_if: tuple[str, ...]
    closed: str
    no_out_of_hours: str
    more: str
    goal: str
    feel: str
    adjustments: str
    information: str
    questions: str
    # the footer
    call: str
    page_of: str
    version: str
    day_format: str
    visit_day_format: str
    visit_other_year_format: str
    time_format: str


ENGLISH = Lexicon(
    locale="en",
    sets={"one": "set", "other": "sets"},
    times={"one": "time", "other": "times"},
    seconds={"one": "second", "other": "seconds"},
    minutes={"one": "minute", "other": "minutes"},
    breaths={"one": "breath", "other": "breaths"},
    days={"one": "day", "other": "days"},
    weights={"kg": "kg", "lb": "lb"},
    number_range="{low} to {high}",
    how_much="How much",
    how_often="How often",
    sets_of=" {sets} of ",
    sets_alone=" {sets}",
    hold="{unit} hold",
    rest="{unit} rest",
    in_a_row=" in\u00a0a\u00a0row",
    each_side="each\u00a0side",
    in_turn="taking turns",
    up_to="up to ",
    until_tired="until tired",
    once="Once",
    a_day="a\u00a0day",
    a_week="a\u00a0week",
    every="Every\n",
    at_most_every="At most every\n",
    day="day",
    nth_day="{nth} day",
    n_days="{n} days",
    ordinals={2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh"},
    blank="blank",
    blank_in_prose={
        "sets": "the number of sets in the box",
        "reps": "the number of times in the box",
        "hold": "the time in the box",
        "rest": "the time in the box",
        "duration": "the time in the box",
        "load": "the weight in the box",
        "frequency": "as often as the box says",
    },
    sides={"left": "left", "right": "right"},
    not_a_side=r"right[ -]angles?|right[ -]angled|right away|right now|all right|left over",
    one_side="For your {side} side",
    either_side=("right or left", "left or right"),
    one_then_other="{label}, then left",
    both_in_turn="For both sides, one at a time",
    taking_turns="For both sides, taking turns",
    then_other_side="Then do the other side.",
    then_change_sides="Change sides each time.",
    title="Home exercises from {clinic}",
    number="No.\u00a0{id}",
    physio="Your physio: ",
    next_visit="Next visit: ",
    scan="Point your phone camera at a code, then tap the link.",
    turn_over="When to stop or call: turn over.",
    since="Since {date}: ",
    new="New: ",
    changed="Changed: ",
    dropped="Dropped: ",
    numbered="{number}\u00a0{title}",
    no_change="nothing has changed.",
    draft="Draft: wording not yet checked by a clinician",
    note="Note from {name}: ",
    stop_if="Stop if ",
    stop_or="or ",
    no_pain="Stop at any pain.",
    pain_up_to="Stop if pain is above {level} out of 10.",
    video="Video: ",
    steps_continued="More steps",
    pain_guide="Pain guide",
    rate_pain="Rate your pain while you exercise, from 0 (none) to 10 (worst).",
    stop_means_stop="If an exercise says stop, stop.",
    levels={
        "go": ("Keep going", "A little pain is okay."),
        "slow": ("Do less", "Make it smaller. Do fewer. Rest more."),
        "stop": ("Stop", "Leave this exercise out until you talk to us."),
    },
    call_us="Call us if",
    call_emergency="Call {number} right away if",
    emergency_if=(
        "you have chest pain",
        "you have trouble peeing, or lose control of your bladder or bowel",
        "you are numb between your legs",
        "you have weakness or numbness in both legs",
        "you have a sudden severe headache or trouble speaking",
    ),
    closed="Closed, and you cannot wait? ",
    no_out_of_hours="Call your doctor or a walk-in clinic.",
    more="More about your exercises",
    goal="Your goal: ",
    feel="You should feel: ",
    adjustments="Make it work for you",
    information="Important information",
    questions="Questions for your next visit",
    call="Questions? Call {phone}",
    page_of="Page {page} of {pages}",
    version="Version {code}",
    day_format="d MMMM y",
    visit_day_format="EEE d MMM",
    visit_other_year_format="EEE d MMM y",
    time_format="h:mm a",
)

LEXICONS: Mapping[str, Lexicon] = {"en": ENGLISH}
"""By language, the part of a tag before its first hyphen."""
