"""What the columns of a roster are called by people, and what is said in each.

Names are compared without case, spaces and punctuation. A unit in a name, as in "Hold (s)", is
that of bare numbers below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from msgspec import Struct, field


class Kind(Enum):
    """How a cell is read."""

    ID = auto()
    NAME = auto()
    """Words that no message may repeat."""
    WORDS = auto()
    KEY = auto()
    """The name of something in the clinic's folder; may be a whole number."""
    DAY = auto()
    VISIT = auto()
    TIME = auto()
    DOSE = auto()
    START = auto()
    """A dose that may be a day."""


class Column(Struct, frozen=True):
    """One meaning. `called`: names beside `name`. `units`: by a word that may follow the name, what
    a bare number below it means, as a format; `bare`: the same without such a word.
    """

    name: str
    kind: Kind
    called: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    bare: str = "{}"


def _units(**spellings: str) -> dict[str, str]:
    return {
        word: f"{{}} {unit}" for unit, words in spellings.items() for word in (unit, *words.split())
    }


_TIMES = _units(s="sec secs second seconds", min="mins minute minutes", breaths="breath")
_WEIGHTS = _units(kg="kgs kilo kilos kilogram kilograms", lb="lbs pound pounds")
_DISTANCES = _units(
    steps="step", stairs="stair", lengths="length", laps="lap", m="metre metres meter meters",
    km="kilometre kilometres kilometer kilometers", yd="yard yards", mi="mile miles",
)  # fmt: skip

COLUMNS = {
    column.name: column
    for column in (
        Column("id", Kind.ID, (
            "patient id", "patient no", "patient number", "patient identifier", "patient ref",
            "patient reference", "id no", "id number", "mrn", "medical record number", "number",
            "no", "nr", "client id", "client no", "client number", "chart number", "chart no",
            "file number", "file no", "hospital number", "hospital no", "nhs number", "nhs no",
            "record number", "record no", "pid",
        )),
        Column("name", Kind.NAME, (
            "full name", "patient name", "patient", "client name", "client", "patient full name",
        )),
        Column("first_name", Kind.NAME, ("forename", "given name", "first", "firstname")),
        Column("last_name", Kind.NAME, ("surname", "family name", "last", "lastname")),
        Column("preferred_name", Kind.NAME, (
            "known as", "preferred", "preferred first name", "called", "nickname",
            "likes to be called",
        )),
        Column("language", Kind.KEY, ("lang", "preferred language", "language code")),
        Column("conditions", Kind.NAME, (
            "condition", "medical conditions", "precautions", "contraindications", "comorbidities",
        )),
        Column("date", Kind.DAY, (
            "prescription date", "date of prescription", "prescribed on", "sheet date",
            "date of sheet", "visit date", "date of visit",
        )),
        Column("next_visit", Kind.VISIT, (
            "next appointment", "next appt", "next app", "appointment", "appt", "appointment date",
            "appt date", "next visit date", "next appointment date", "next appt date", "follow up",
            "follow up date", "review date", "return visit", "next session",
        )),
        Column("next_visit_time", Kind.TIME, (
            "next appointment time", "next appt time", "appointment time", "appt time",
            "time of next visit", "visit time",
        )),
        Column("clinician", Kind.WORDS, (
            "physio", "physiotherapist", "therapist", "practitioner", "provider", "clinician name",
            "physical therapist", "treating therapist", "prescriber", "prescribed by",
        )),
        Column("site", Kind.KEY, ("location", "clinic", "branch", "clinic site")),
        Column("goal", Kind.WORDS, ("goals", "patient goal", "aim", "treatment goal")),
        Column("programme", Kind.KEY, (
            "program", "exercise programme", "exercise program", "protocol", "plan", "prog",
        )),
        Column("drop", Kind.KEY, ("drop exercises", "leave out", "without")),
        Column("exercise", Kind.KEY, ("ex", "exercise id", "exercise name", "exercises")),
        Column("side", Kind.DOSE, ("body side", "laterality", "left right", "l r", "r l")),
        Column("dose", Kind.DOSE, ("dosage",)),
        Column("sets", Kind.DOSE, ("set", "no of sets", "number of sets")),
        Column("reps", Kind.DOSE, (
            "rep", "repetitions", "repetition", "repeats", "no of reps", "number of reps",
            "reps per set", "repetitions per set", "number of repetitions",
        )),
        Column("hold", Kind.DOSE, ("hold time", "hold for"), _TIMES),
        Column("rest", Kind.DOSE, ("rest time", "rest between sets", "rest for"), _TIMES),
        Column("duration", Kind.DOSE, ("exercise duration", "exercise time"), _TIMES),
        Column("distance", Kind.DOSE, (), _DISTANCES),
        Column("load", Kind.DOSE, ("resistance", "band", "band colour", "band color"), _WEIGHTS),
        Column("effort", Kind.DOSE, ("intensity", "exertion"),
               {"rpe": "RPE {}", "percent": "{} %"}),
        Column("frequency", Kind.DOSE, ("freq", "how often")),
        Column("times_a_day", Kind.DOSE, (
            "times per day", "times daily", "times day", "x per day", "x day", "per day",
            "frequency per day", "freq per day", "sessions per day", "daily frequency",
        ), bare="{}/day"),
        Column("days_a_week", Kind.DOSE, ("days per week", "days week"), bare="{}/week"),
        Column("times_a_week", Kind.DOSE, (
            "times per week", "times weekly", "times week", "x per week", "x week", "per week",
            "frequency per week", "freq per week", "sessions per week",
        ), bare="{}/week"),
        Column("tempo", Kind.DOSE),
        Column("range", Kind.DOSE, ("range of movement", "range of motion", "rom"),
               {"deg": "{} deg", "degrees": "{} deg"}),
        Column("when", Kind.WORDS, ("time of day", "when to do it")),
        Column("for", Kind.DOSE, ("for how long", "how long"),
               _units(days="day", weeks="week wks wk", months="month")),
        Column("start", Kind.START, ("start date", "start on", "begin")),
        Column("pain", Kind.DOSE, ("pain allowed", "allowed pain", "pain limit")),
        Column("easier", Kind.WORDS, ("easier version", "regression", "too hard")),
        Column("progression", Kind.WORDS, ("progress", "harder", "too easy")),
        Column("note", Kind.WORDS, ("notes", "comment", "comments", "remark", "remarks",
                                    "exercise note", "exercise notes", "instructions")),
    )
}  # fmt: skip
