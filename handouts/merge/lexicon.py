"""The handout's own words in one language: everything that no clinic and no exercise wrote.

A language is one `Lexicon`. A form with `one` and `other` follows CLDR's plural categories.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

Plural = Mapping[str, str]


class Lexicon(Struct, frozen=True, eq=False):
    """Fixed words. `{…}` are places that merge fills. There is one of each language, equal to
    itself alone, so that what is said can be kept by it.
    """

    locale: str
    # units: after a number
    sets: Plural
    times: Plural
    seconds: Plural
    minutes: Plural
    breaths: Plural
    days: Plural
    weights: Mapping[str, str]
    distances: Mapping[str, Plural]
    spans: Mapping[str, Plural]
    number_range: str
    # the dose strip
    how_much: str
    how_often: str
    sets_of: str
    sets_alone: str
    hold: str
    rest: str
    in_a_row: str
    each_set: str
    each_side: str
    in_turn: str
    up_to: str
    until_tired: str
    then: str
    effort_words: Mapping[str, str]
    effort_out_of_ten: str
    effort_percent: str
    once: str
    a_day: str
    a_week: str
    every: str
    at_most_every: str
    at_most: str
    as_needed: str
    while_awake: str
    hour: str
    n_hours: str
    on_days: str
    day: str
    nth_day: str
    n_days: str
    ordinals: Mapping[int, str]
    blank: str
    blank_in_prose: Mapping[str, str]
    varied_in_prose: Mapping[str, str]
    # a dose in sentences, and the line and the table under the strip
    hold_in_words: str
    rest_in_words: str
    rest_between_sets: str
    pain_guide_followed: str
    tempo: str
    tempo_phase: str
    tempo_pause: str
    no_phase: str
    pauses: frozenset[str]
    move: str
    from_to_degrees: str
    up_to_degrees: str
    pain_free: str
    moments: Mapping[str, str]
    for_span: str
    start_on: str
    start_in_week: str
    stages: Mapping[str, tuple[str, str, str]]
    phases: str
    easier: str
    progression: str
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
    new_tag: str
    changed_tag: str
    # exercises
    draft: str
    note: str
    stop_if: str
    stop_or: str
    no_pain: str
    pain_up_to: str
    video: str
    step_shown: str
    steps_shown: str
    """Before the words for a picture that cannot be seen, where it shows one step, or several."""
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
    distances={
        "steps": {"one": "step", "other": "steps"},
        "stairs": {"one": "stair", "other": "stairs"},
        "lengths": {"one": "length", "other": "lengths"},
        "laps": {"one": "lap", "other": "laps"},
        "m": {"one": "metre", "other": "metres"},
        "km": {"one": "kilometre", "other": "kilometres"},
        "yd": {"one": "yard", "other": "yards"},
        "mi": {"one": "mile", "other": "miles"},
    },
    spans={
        "days": {"one": "day", "other": "days"},
        "weeks": {"one": "week", "other": "weeks"},
        "months": {"one": "month", "other": "months"},
    },
    number_range="{low} to {high}",
    how_much="How much",
    how_often="How often",
    sets_of=" {sets} of ",
    sets_alone=" {sets}",
    hold="{unit} hold",
    rest="{unit} rest",
    in_a_row=" in\u00a0a\u00a0row",
    each_set="each\u00a0set",
    each_side="each\u00a0side",
    in_turn="taking turns",
    up_to="up to ",
    until_tired="until tired",
    then="then ",
    effort_words={
        "very light": "Very light effort",
        "light": "Light effort",
        "moderate": "Moderate effort",
        "hard": "Hard effort",
        "very hard": "Very hard effort",
    },
    effort_out_of_ten="Effort\u00a0{amount} out of\u00a010",
    effort_percent="{amount}\u00a0% of full effort",
    once="Once",
    a_day="a\u00a0day",
    a_week="a\u00a0week",
    every="Every\n",
    at_most_every="At most every\n",
    at_most="At most",
    as_needed="As needed",
    while_awake="while awake",
    hour="hour",
    n_hours="{n} hours",
    on_days="on {days}",
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
        "distance": "as far as the box says",
        "effort": "as hard as the box says",
    },
    varied_in_prose={
        "sets": "the number of sets in the table",
        "reps": "the number of times in the table",
        "hold": "the time in the table",
        "rest": "the time in the table",
        "duration": "the time in the table",
        "load": "the weight in the table",
        "frequency": "as often as the table says",
        "distance": "as far as the table says",
        "effort": "as hard as the table says",
    },
    hold_in_words="hold {time}",
    rest_in_words="rest {time}",
    rest_between_sets="rest {time} between sets",
    pain_guide_followed="Follow the pain guide.",
    tempo="tempo {counts}",
    tempo_phase="{phase} for\u00a0{count}",
    tempo_pause="{phase}\u00a0{count}",
    no_phase="no {phase}",
    pauses=frozenset({"pause"}),
    move="move",
    from_to_degrees="{verb} from {low} to {high}\u00a0degrees",
    up_to_degrees="{verb} up to {high}\u00a0degrees",
    pain_free="only as far as you feel no pain",
    moments={
        "morning": "in the morning",
        "midday": "at midday",
        "afternoon": "in the afternoon",
        "evening": "in the evening",
        "night": "at night",
        "before bed": "before bed",
        "on waking": "when you wake up",
        "before meals": "before meals",
        "after meals": "after meals",
    },
    for_span="for {span}",
    start_on="start on {day}",
    start_in_week="start in week\u00a0{week}",
    stages={
        "day": ("Day {low}", "Days {low} to {high}", "From day {low}"),
        "week": ("Week {low}", "Weeks {low} to {high}", "From week {low}"),
        "month": ("Month {low}", "Months {low} to {high}", "From month {low}"),
    },
    phases="What changes with time",
    easier="When this is too hard: ",
    progression="When this is easy: ",
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
    new_tag="New",
    changed_tag="Changed",
    draft="Draft: wording not yet checked by a clinician",
    note="Note from {name}: ",
    stop_if="Stop if ",
    stop_or="or ",
    no_pain="Stop at any pain.",
    pain_up_to="Stop if pain is above {level} out of 10.",
    video="Video: ",
    step_shown="Step {steps}: ",
    steps_shown="Steps {steps}: ",
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
