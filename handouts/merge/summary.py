"""A merged prescription → Summary: what the clinician keeps of it, in the clinic's language.

It tells what the sheet does not: conditions, reasons, where a value came from, estimates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handouts.errors import Source
from handouts.merge.at_hand import loads_in_words
from handouts.merge.estimate import (
    SECONDS_A_REPEAT,
    equipment,
    in_minutes,
    seconds_a_day,
)
from handouts.merge.lexicon import LEXICONS, Lexicon
from handouts.merge.overlay import settled_by_phases
from handouts.merge.plan import Origin, Plan
from handouts.merge.prescribed import Prescribed, all_prescribed
from handouts.merge.safety import clashes, is_screened, reasons
from handouts.merge.summary_words import (
    SUMMARY_WORDS,
    SummaryWords,
    pain_in_words,
)
from handouts.merge.wording import day, dose_in_words, number, prose_values, range_in_words, visit
from handouts.model.clinic import Clinic
from handouts.model.dose import DOSE_FIELDS, Dose, Range, Reps
from handouts.model.exercise import Exercise, Library
from handouts.model.handout import Handout, Phrase, Run
from handouts.model.prescription import Prescription
from handouts.model.summary import Summary, SummarySection

Said = tuple[str, str, Source]
"""A lead-in, what follows it, and where that was written."""
_NOWHERE = Source("")


def summarise(plan: Plan, library: Library, clinic: Clinic, handout: Handout) -> Summary:
    """The record of `handout`, which merge made of the same three and so found nothing wrong."""
    prescription = plan.prescription
    language = clinic.language.split("-")[0]
    spoken = language if language in SUMMARY_WORDS and language in LEXICONS else "en"
    words, lexicon = SUMMARY_WORDS[spoken], LEXICONS[spoken]
    entries = all_prescribed(prescription, handout.exercises, library)
    who = _section(
        "who", words.patient_and_sheet, _who(prescription, clinic, handout, words, lexicon)
    )
    safety = _section("safety", words.safety, _safety(prescription, library, entries, words))
    prescribed = [
        _section(
            one.in_place.id,
            f"{one.name} ({one.exercise.id})",
            _exercise(one, plan, library, words, lexicon),
        )
        for one in entries
    ]
    at_hand = _section("at-hand", words.at_hand, _at_hand(entries, words, lexicon))
    return Summary(
        language=clinic.language if spoken == language else spoken,
        title=words.title.format(clinic=clinic.name),
        author=clinic.name,
        logo=clinic.artwork,
        notice=Phrase("notice", (Run(words.notice),)),
        heading=Phrase("heading", (Run(words.heading),)),
        sections=(who, safety, *prescribed, at_hand),
        furniture=replace(
            handout.furniture,
            disclaimer=Phrase("footer.keep", (Run(words.keep),)),
            call=Phrase("footer.notice", (Run(words.not_for_patient),)),
            page_of=lexicon.page_of,
            draft=None,
        ),
    )


def _section(node: str, heading: str, said: Iterator[Said]) -> SummarySection:
    return SummarySection(
        node,
        Phrase(f"{node}.heading", (Run(heading),)),
        tuple(
            Phrase(f"{node}.{at}", (Run(lead, "strong"), Run(text)), source)
            for at, (lead, text, source) in enumerate(said, 1)
        ),
    )


def _who(
    prescription: Prescription, clinic: Clinic, handout: Handout, words: SummaryWords,
    lexicon: Lexicon,
) -> Iterator[Said]:  # fmt: skip
    patient = prescription.patient
    named = ", ".join(filter(None, (patient.name, lexicon.number.format(id=patient.id))))
    yield words.patient, named, prescription.source("patient", "name")
    yield words.date, day(prescription.date, lexicon), prescription.source("date")
    clinician = prescription.clinician or words.not_written
    yield words.clinician, clinician, prescription.source("clinician")
    if len(clinic.sites) > 1:
        yield words.site, prescription.site or clinic.sites[0].id, prescription.source("site")
    if prescription.next_visit:
        time = visit(prescription.next_visit, prescription.date, lexicon)
        yield words.next_visit, time, prescription.source("next_visit")
    if prescription.goal:
        yield words.goal, prescription.goal, prescription.source("goal")
    yield words.sheet, handout.furniture.version.text, _NOWHERE


def _safety(
    prescription: Prescription, library: Library, entries: Sequence[Prescribed],
    words: SummaryWords,
) -> Iterator[Said]:  # fmt: skip
    asked = dict.fromkeys(prescription.patient.conditions or ())
    if not is_screened(prescription):
        yield words.not_screened, "", _NOWHERE
    elif not asked:
        yield "", words.none_named, _NOWHERE
    else:
        source = prescription.source("patient", "conditions")
        yield words.conditions, "; ".join(asked), source
    for clash in clashes(prescription, library):
        one = entries[clash.index]
        for condition, reason in reasons(one.entry, clash).items():
            lead = words.override.format(exercise=one.name, condition=condition)
            source = prescription.source("exercises", clash.index, "override", condition)
            yield lead, reason, source


def _exercise(
    one: Prescribed, plan: Plan, library: Library, words: SummaryWords, lexicon: Lexicon,
) -> Iterator[Said]:  # fmt: skip
    entry, exercise, dose, prescription = one.entry, one.exercise, one.dose, plan.prescription
    place = ("exercises", one.index)
    if entry.side is not None:
        yield words.side, words.sides[entry.side], prescription.source(*place, "side")
    said = dose_in_words(dose, lexicon, words=exercise.words)
    yield words.dose, said or words.left_open, prescription.source(*place)
    values = _values(dose, words, lexicon)
    unwritten: tuple[tuple[tuple[Origin, ...], str], ...] = (
        (("prescription",), words.from_whole),
        (("programme entry", "programme"), words.from_programme),
        (("default",), words.from_exercise),
    )
    for origins, lead in unwritten:
        named = [
            f"{name} ({values[name]})" if name in values else name
            for name in DOSE_FIELDS
            if getattr(dose, name) is not None
            and name not in settled_by_phases(dose)
            and plan.origin(one.index, name) in origins
        ]
        if named:
            yield lead, ", ".join(named), _NOWHERE
    if entry.accept:
        limits = _limits(exercise, words, lexicon)
        named = [
            words.allowed.format(field=name, limit=limits[name]) if name in limits else name
            for name in dict.fromkeys(entry.accept)
        ]
        yield words.accepted, ", ".join(named), prescription.source(*place, "accept")
    if entry.note:
        yield words.note, entry.note, prescription.source(*place, "note")
    if one.block.draft:
        yield "", words.draft, _NOWHERE
    elif exercise.id not in library.reviewed:
        yield "", words.unsigned, _NOWHERE
    yield words.time, _about(_known([seconds_a_day(dose, entry.side)]), words, lexicon), _NOWHERE


def _at_hand(
    entries: Sequence[Prescribed], words: SummaryWords, lexicon: Lexicon
) -> Iterator[Said]:
    times = [seconds_a_day(one.dose, one.entry.side) for one in entries]
    in_all = _about(_known(times), words, lexicon)
    unknown = [
        str(one.in_place.number) for one, time in zip(entries, times, strict=True) if time is None
    ]
    if unknown and len(unknown) < len(times):
        in_all += words.without.format(exercises=", ".join(unknown))
    yield words.time_in_all, in_all, _NOWHERE
    yield "", words.assumed.format(seconds=number(SECONDS_A_REPEAT)), _NOWHERE
    needed = equipment(one.exercise for one in entries)
    yield words.equipment, ", ".join(needed) or words.nothing, _NOWHERE
    carried = loads_in_words((one.dose for one in entries), lexicon, words.filled_in)
    if carried:
        yield words.loads, ", ".join(carried), _NOWHERE


def _known(times: Sequence[Range | None]) -> list[Range]:
    return [time for time in times if time is not None]


def _about(times: Sequence[Range], words: SummaryWords, lexicon: Lexicon) -> str:
    if not times:
        return words.time_unknown
    minutes = in_minutes(times)
    form = words.minutes["one" if minutes.is_one else "other"]
    return words.about.format(minutes=form.format(count=range_in_words(minutes, lexicon)))


def _values(dose: Dose, words: SummaryWords, lexicon: Lexicon) -> dict[str, str]:
    """Each field that prose can say, by its key in the prescription, and pain."""
    values = prose_values(dose, lexicon)
    said = {name: values[f"dose.{name}"] for name in DOSE_FIELDS if f"dose.{name}" in values}
    return said if dose.pain is None else said | {"pain": pain_in_words(dose.pain, words)}


def _limits(exercise: Exercise, words: SummaryWords, lexicon: Lexicon) -> dict[str, str]:
    """What the exercise allows of each field that it limits."""
    limits = exercise.limits
    reps = Reps(limits.reps) if limits.reps is not None else None
    allowed = Dose.model_construct(
        sets=limits.sets, reps=reps, hold=limits.hold, rest=limits.rest, duration=limits.duration,
        distance=limits.distance, pain=exercise.dose.pain or exercise.pain,
    )  # fmt: skip
    return _values(allowed, words, lexicon)
