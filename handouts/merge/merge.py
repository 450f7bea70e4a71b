"""Prescription, Library and Clinic → Handout: every word final, in the patient's language.

It opens no file and knows no clock; what is wrong is collected and raised together.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from handouts.errors import HandoutError, Problem, nearest
from handouts.merge.back import emergency
from handouts.merge.changes import changes_since, marked
from handouts.merge.clinic_words import ClinicWords, clinic_words
from handouts.merge.exercise_block import exercise_block
from handouts.merge.lexicon import LEXICONS, Lexicon
from handouts.merge.plan import planned, unknown_exercises
from handouts.merge.safety import check_safety
from handouts.merge.saying import BEFORE, Before, Saying
from handouts.merge.wording import day, visit
from handouts.model.clinic import Clinic, Site
from handouts.model.exercise import Library
from handouts.model.handout import MOST_BLOCKS, ExerciseBlock, Furniture, Handout, Head, Phrase, Run
from handouts.model.phrases import Shared, parts_of, phrases_apart
from handouts.model.prescription import Prescription

if TYPE_CHECKING:
    from handouts.model.booklet import Booklet

VERSION_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
VERSION_LENGTH = 7


def merge(
    prescription: Prescription, library: Library, clinic: Clinic,
    earlier: Prescription | None = None, before: Before = BEFORE,
) -> Handout:  # fmt: skip
    """The handout in words. Raises HandoutError with every Problem found.

    `earlier`: an older prescription, which the first page compares with. `before`: what may be said
    in the words of other handouts, which bear the places of those.
    """
    saying = Saying(_lexicon(prescription, clinic), before)
    plan = planned(prescription, library)
    prescription = plan.prescription
    saying.problems.extend(plan.problems)
    site = _site(prescription, clinic, saying)
    if plan.problems:
        blocks: tuple[ExerciseBlock, ...] = ()
    else:
        saying.problems.extend(unknown_exercises(prescription, library))
        blocks = _blocks(prescription, library, clinic, saying)
    _check_visit(prescription, saying)
    check_safety(prescription, library, saying)
    changes = (
        changes_since(earlier, prescription, blocks, library, clinic, saying) if earlier else None
    )
    if changes:
        blocks = marked(blocks, changes, saying)
    if saying.problems or len(blocks) < len(prescription.exercises):
        raise HandoutError(saying.problems)
    lexicon, patient = saying.lexicon, prescription.patient
    words = clinic_words(clinic, site, lexicon)
    is_booklet = prescription.print_options(clinic).format == "booklet"
    date = day(prescription.date, lexicon)
    number = lexicon.number.format(id=patient.id)
    told = (patient.name or number, date) if is_booklet else (patient.name, number, date)
    running = " · ".join([part for part in told if part])
    since = changes.phrase if changes else None
    handout = Handout(
        language=patient.language or clinic.language,
        title=lexicon.title.format(clinic=clinic.name),
        author=clinic.name,
        logo=clinic.artwork,
        head=None if is_booklet else _head(prescription, words, blocks, since, saying),
        exercises=blocks,
        pain_guide=words.pain_guide,
        call_us=words.call_us,
        emergency=emergency(clinic, [block.region for block in blocks], lexicon),
        more_heading=None if is_booklet else words.more_heading,
        goal=None if is_booklet else _goal(prescription, saying),
        information=words.information,
        questions_heading=words.questions_heading,
        furniture=Furniture(
            running_clinic=words.running_clinic,
            running_patient=saying.fixed(
                "running.patient", running, prescription.source("patient", "name")
            ),
            disclaimer=words.disclaimer,
            call=words.call,
            page_of=lexicon.page_of,
            version=saying.fixed("footer.version", ""),
            draft=words.draft if any(block.draft for block in blocks) else None,
        ),
        booklet=_booklet(prescription, blocks, library, clinic, since, saying)
        if is_booklet
        else None,
    )
    version = lexicon.version.format(code=version_code(handout))
    furniture = replace(handout.furniture, version=saying.fixed("footer.version", version))
    return replace(handout, furniture=furniture)


def version_code(handout: Handout) -> str:
    """A short hash of the handout's words: two sheets with one code say the same."""
    own, shared = phrases_apart(handout)
    said = [phrase.spoken for phrase in own]
    rest = int.from_bytes(_digest([*said, *map(_digest_of, shared)]))
    letters = []
    for _ in range(VERSION_LENGTH):
        rest, letter = divmod(rest, len(VERSION_LETTERS))
        letters.append(VERSION_LETTERS[letter])
    return "".join(letters)


@functools.lru_cache(maxsize=MOST_BLOCKS)
def _digest_of(shared: Shared) -> str:
    """Of its words, and of what stands for a picture or a code."""
    said = _spoken(shared)
    if isinstance(shared, ExerciseBlock):
        said += [frame.alt for frame in shared.frames]
        said += [shared.code.url] if shared.code else []
    return _digest(said).hex()


def _spoken(shared: Shared) -> list[str]:
    said: list[str] = []
    for part in parts_of(shared):
        said += (part.spoken,) if isinstance(part, Phrase) else _spoken_inside(part)
    return said


@functools.lru_cache(maxsize=MOST_BLOCKS)
def _spoken_inside(shared: Shared) -> tuple[str, ...]:
    """Kept: what stands in one exercise stands in others too."""
    return tuple(_spoken(shared))


def _digest(said: Iterable[str]) -> bytes:
    return hashlib.sha256("\x1f".join(said).encode()).digest()


def _lexicon(prescription: Prescription, clinic: Clinic) -> Lexicon:
    wanted = prescription.patient.language
    language = wanted or clinic.language
    lexicon = LEXICONS.get(language.split("-")[0])
    if lexicon is None:
        authored = (
            prescription.source("patient", "language") if wanted else clinic.source("language")
        )
        message = f'the language "{language}" is not supported yet'
        raise HandoutError([Problem(authored, message, "known: " + ", ".join(LEXICONS))])
    return lexicon


def _site(prescription: Prescription, clinic: Clinic, saying: Saying) -> Site:
    named, sites = prescription.site, [site.id for site in clinic.sites]
    if named is not None and named not in sites:
        message = f'the clinic has no site "{named}"'
        saying.wrong(prescription.source("site"), message, nearest(named, sites))
    return clinic.site(named)


def _check_visit(prescription: Prescription, saying: Saying) -> None:
    visit_day = prescription.next_visit.day if prescription.next_visit else None
    if visit_day is not None and visit_day < prescription.date:
        source = prescription.source("next_visit")
        saying.wrong(source, "next_visit is before the date of the sheet", "check both dates")


def _blocks(
    prescription: Prescription, library: Library, clinic: Clinic, saying: Saying
) -> tuple[ExerciseBlock, ...]:
    blocks = []
    for index, entry in enumerate(prescription.exercises):
        exercise = library.exercises.get(entry.exercise)
        if entry.exercise in library.unreadable:
            continue
        if exercise is None:
            if entry.exercise in library.known:
                source = prescription.source("exercises", index, "exercise")
                saying.wrong(source, f"{entry.exercise} was not read", "load the library with it")
            continue
        blocks.append(exercise_block(index, exercise, prescription, library, clinic, saying))
    return tuple(blocks)


def _head(
    prescription: Prescription, words: ClinicWords, blocks: tuple[ExerciseBlock, ...],
    changes: Phrase | None, saying: Saying,
) -> Head:  # fmt: skip
    lexicon, patient = saying.lexicon, prescription.patient
    appointment = prescription.next_visit
    to_write = Run("", "blank", spoken=lexicon.blank)
    physio = Run(prescription.clinician) if prescription.clinician else to_write
    time = (
        Run(visit(appointment, prescription.date, lexicon), "strong") if appointment else to_write
    )
    name = Run(patient.name, "strong") if patient.name else to_write
    date = day(prescription.date, lexicon)
    number = f"{lexicon.number.format(id=patient.id)}  {date}"
    return Head(
        clinic=words.clinic,
        phone=words.phone,
        patient=Phrase("patient", (name,), prescription.source("patient", "name")),
        number=saying.fixed("number", number, prescription.source("patient", "id")),
        physio=Phrase(
            "physio",
            (Run(lexicon.physio), physio, Run(".")) if prescription.clinician
            else (Run(lexicon.physio), physio),
            prescription.source("clinician"),
        ),
        next_visit=Phrase(
            "next-visit", (Run(lexicon.next_visit), time), prescription.source("next_visit")
        ),
        scan=words.scan if any(block.code for block in blocks) else None,
        turn_over=words.turn_over,
        changes=changes,
    )  # fmt: skip


def _booklet(
    prescription: Prescription, blocks: tuple[ExerciseBlock, ...], library: Library, clinic: Clinic,
    changes: Phrase | None, saying: Saying,
) -> Booklet:  # fmt: skip
    from handouts.merge.booklet import booklet_part  # a sheet must not wait for it

    return booklet_part(prescription, blocks, library, clinic, changes, saying)


def _goal(prescription: Prescription, saying: Saying) -> Phrase | None:
    if prescription.goal is None:
        return None
    return saying.led("goal", saying.lexicon.goal, prescription.goal, prescription.source("goal"))
