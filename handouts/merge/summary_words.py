"""The fixed words of the clinician's summary.

They are the clinic's language, not the patient's. `{…}` are places that merge/summary.py fills.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handouts.model.dose import Pain, Side


class SummaryWords(Struct, frozen=True):
    """One language's. What ends in a colon stands before what it names."""

    title: str
    notice: str
    keep: str
    not_for_patient: str
    heading: str
    # who, and what the sheet is
    patient_and_sheet: str
    patient: str
    date: str
    clinician: str
    not_written: str
    site: str
    next_visit: str
    goal: str
    sheet: str
    # conditions
    safety: str
    not_screened: str
    none_named: str
    conditions: str
    override: str
    # each exercise
    side: str
    sides: Mapping[Side, str]
    dose: str
    left_open: str
    pain_none: str
    pain_guide: str
    pain_up_to: str
    from_whole: str
    from_programme: str
    from_exercise: str
    accepted: str
    allowed: str
    note: str
    draft: str
    unsigned: str
    time: str
    # the whole
    at_hand: str
    time_in_all: str
    about: str
    minutes: Mapping[str, str]
    time_unknown: str
    without: str
    assumed: str
    equipment: str
    nothing: str
    loads: str
    filled_in: str


ENGLISH = SummaryWords(
    title="Clinician's record of home exercises, {clinic}",
    notice="Clinician's record: not for the patient",
    keep="Clinician's record. It may name conditions: keep it in the chart.",
    not_for_patient="Not for the patient",
    heading="What was prescribed",
    patient_and_sheet="Patient and sheet",
    patient="Patient: ",
    date="Date: ",
    clinician="Clinician: ",
    not_written="not written in the prescription",
    site="Site: ",
    next_visit="Next visit: ",
    goal="Goal: ",
    sheet="Sheet: ",
    safety="Safety",
    not_screened=(
        "Not screened for conditions: no exercise was compared with the patient's conditions."
    ),
    none_named="Asked about conditions: none.",
    conditions="Patient's conditions: ",
    override="{exercise}: contraindicated ({condition}), prescribed all the same. Reason: ",
    side="Side: ",
    sides={
        "left": "left",
        "right": "right",
        "both": "both together",
        "each": "each, right first",
        "alternate": "right and left in turn",
    },
    dose="Dose: ",
    left_open="left open, to be filled in by hand",
    pain_none="stop at any pain",
    pain_guide="as the pain guide says",
    pain_up_to="stop above {level} out of 10",
    from_whole="From the prescription as a whole: ",
    from_programme="From the programme: ",
    from_exercise="Not written, so the exercise's own: ",
    accepted="Accepted by the clinician: ",
    allowed="{field} (the exercise's limit: {limit})",
    note="Note to the patient: ",
    draft="Draft on the sheet: no clinician has signed off these words.",
    unsigned="No clinician has signed off these words; the clinic prints no Draft line.",
    time="Time, each day it is done: ",
    at_hand="Time and equipment",
    time_in_all="On a day with all of them: ",
    about="about {minutes}",
    minutes={"one": "{count} minute", "other": "{count} minutes"},
    time_unknown="not known",
    without=", without no. {exercises}, whose time is not known",
    assumed="Counted: {seconds} seconds a repeat beside its hold; rest only where prescribed.",
    equipment="Equipment: ",
    nothing="none",
    loads="Bands and weights: ",
    filled_in="a weight filled in by hand",
)

SUMMARY_WORDS: Mapping[str, SummaryWords] = {"en": ENGLISH}
"""By language, the part of a tag before its first hyphen."""


def pain_in_words(pain: Pain, words: SummaryWords) -> str:
    """What the patient was told of pain."""
    if pain.allowed == "up to":
        return words.pain_up_to.format(level=pain.up_to)
    return words.pain_none if pain.allowed == "none" else words.pain_guide
