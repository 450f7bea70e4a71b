"""What is new, changed and dropped since an earlier prescription, in words for the sheet.

Compared is what was prescribed, each plan whole (its programme and the exercises' defaults of today
in it): every field of the dose, the side and the note. `accept` and `override` are no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handouts.merge.dosing import prescribed_dose
from handouts.merge.exercise_block import exercise_block
from handouts.merge.plan import planned, unknown_exercises
from handouts.merge.saying import Saying
from handouts.merge.wording import day
from handouts.model.clinic import Clinic
from handouts.model.dose import DOSE_FIELDS
from handouts.model.exercise import Library
from handouts.model.handout import ExerciseBlock, Phrase, Run
from handouts.model.prescription import Prescription


class _Prescribed(Struct, frozen=True):
    """What was prescribed of one exercise, comparable; `index` (from 0) is that of its entry."""

    index: int
    exercise: str
    side: object
    values: tuple[object, ...]


class Changes(Struct, frozen=True):
    """What the head says, and the indices (from 0) of the entries that are new or changed."""

    phrase: Phrase
    new: frozenset[int]
    changed: frozenset[int]


def changes_since(
    earlier: Prescription, prescription: Prescription, blocks: Sequence[ExerciseBlock],
    library: Library, clinic: Clinic, saying: Saying,
) -> Changes | None:  # fmt: skip
    """What the sheet says of them. `prescription` and `blocks` are those of the new plan.

    What is wrong with the earlier prescription is noted in `saying`; then nothing is said.
    """
    plan = planned(earlier, library)
    before, told = plan.prescription, len(saying.problems)
    saying.problems.extend(plan.problems)
    _check_pair(earlier, prescription, saying)
    saying.problems.extend(unknown_exercises(before, library))
    unread = [one for one in before.exercises if one.exercise not in library.exercises]
    if unread or len(saying.problems) > told or len(blocks) < len(prescription.exercises):
        return None
    old, new = _listed(before, library), _listed(prescription, library)
    changed, added, dropped = _compared(old, new)
    lexicon = saying.lexicon
    numbered = lexicon.numbered
    titles = [
        numbered.format(title=block.title.text, number=number)
        for number, block in enumerate(blocks, 1)
    ]
    aside = Saying(lexicon)  # the sheet of that day is not made again: only its titles are said
    gone = [
        exercise_block(
            one.index, library.exercises[one.exercise], before, library, clinic, aside
        ).title.text
        for one in dropped
    ]
    groups = (
        (lexicon.new, [titles[one.index] for one in added]),
        (lexicon.changed, [titles[one.index] for one in changed]),
        (lexicon.dropped, gone),
    )
    runs = [Run(lexicon.since.format(date=day(earlier.date, lexicon)))]
    for lead, said in groups:
        if said:
            runs += [Run(lead, "strong"), Run(", ".join(said) + ". ")]
    if len(runs) == 1:
        runs.append(Run(lexicon.no_change))
    return Changes(
        Phrase("changes", tuple(runs), earlier.source()),
        frozenset(one.index for one in added),
        frozenset(one.index for one in changed),
    )


def marked(
    blocks: Sequence[ExerciseBlock], changes: Changes, saying: Saying
) -> tuple[ExerciseBlock, ...]:
    """The blocks; those of new and changed exercises say so beside their titles."""
    tags = dict.fromkeys(changes.new, saying.lexicon.new_tag)
    tags |= dict.fromkeys(changes.changed, saying.lexicon.changed_tag)
    return tuple(
        replace(block, change=saying.fixed("change", tags[at])) if at in tags else block
        for at, block in enumerate(blocks)
    )


def _check_pair(earlier: Prescription, prescription: Prescription, saying: Saying) -> None:
    """Two prescriptions of one patient, in their order."""
    if earlier.patient.id != prescription.patient.id:
        ids = f"{earlier.patient.id}, not of {prescription.patient.id}"
        source = earlier.source("patient", "id")
        saying.wrong(source, f"is the prescription of {ids}", "name the patient's earlier file")
    if earlier.date > prescription.date:
        source = earlier.source("date")
        saying.wrong(source, "is later than the sheet that is made", "name an earlier file")


def _listed(plan: Prescription, library: Library) -> list[_Prescribed]:
    listed = []
    for index, entry in enumerate(plan.exercises):
        dose = prescribed_dose(entry, plan, library.exercises[entry.exercise])
        values = (entry.side, entry.note, *(getattr(dose, name) for name in DOSE_FIELDS))
        listed.append(_Prescribed(index, entry.exercise, entry.side, values))
    return listed


def _compared(
    old: Iterable[_Prescribed], new: Iterable[_Prescribed]
) -> tuple[list[_Prescribed], list[_Prescribed], list[_Prescribed]]:
    """What is changed and added of the new, and what is dropped of the old.

    An exercise that stands more than once is first what has not changed, then the same side.
    """
    left, rest = list(old), list(new)
    changed: list[_Prescribed] = []
    for alike, is_change in ((_same, False), (_same_side, True), (_same_exercise, True)):
        for one in list(rest):
            other = next((other for other in left if alike(one, other)), None)
            if other is not None:
                left.remove(other)
                rest.remove(one)
                changed += [one] if is_change else []
    return sorted(changed, key=lambda one: one.index), rest, left


def _same_exercise(one: _Prescribed, other: _Prescribed) -> bool:
    return one.exercise == other.exercise


def _same_side(one: _Prescribed, other: _Prescribed) -> bool:
    return _same_exercise(one, other) and one.side == other.side


def _same(one: _Prescribed, other: _Prescribed) -> bool:
    return _same_exercise(one, other) and one.values == other.values
