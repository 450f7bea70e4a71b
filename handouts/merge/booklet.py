"""A merged handout → what its booklet says on the first and the last page.

How much and how often are said by merge/wording.py, as on the strip and in the prose.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.errors import Source
from handouts.merge.at_hand import things_needed
from handouts.merge.booklet_words import BOOKLET_WORDS, BookletWords
from handouts.merge.chart import chart
from handouts.merge.counting import Line, capitalised, in_a_sentence, joined, unbroken
from handouts.merge.dates import day, in_form, time_of_day, visit
from handouts.merge.estimate import minutes_on_longest_day
from handouts.merge.frequency_wording import TO_FILL, often_in_words
from handouts.merge.lexicon import Lexicon
from handouts.merge.overlay import HOW_MUCH, at_each_phase, varied
from handouts.merge.prescribed import Prescribed, all_prescribed
from handouts.merge.saying import Saying
from handouts.merge.wording import how_much, much_in_words, stage_in_words
from handouts.model.booklet import (
    Aside,
    AtAGlance,
    Booklet,
    Cell,
    Facts,
    GlanceRow,
    Legend,
    Opening,
)
from handouts.model.clinic import Clinic, Sections
from handouts.model.dose import Dose, PlainDose
from handouts.model.exercise import Library
from handouts.model.handout import ExerciseBlock, ListItem, Phrase, Run
from handouts.model.prescription import Prescription


def booklet_part(
    prescription: Prescription, blocks: Sequence[ExerciseBlock], library: Library, clinic: Clinic,
    changes: Phrase | None, saying: Saying,
) -> Booklet:  # fmt: skip
    """The booklet's own words. `prescription` is the plan's, and `blocks` has a block for each of
    its exercises: nothing was found wrong. `changes`: what is not as on an earlier handout.
    """
    words = BOOKLET_WORDS[saying.lexicon.locale]
    prescribed = all_prescribed(prescription, blocks, library)
    wanted = prescription.print_options(clinic).sections or Sections()
    glance = wanted.at_a_glance is not False
    return Booklet(
        opening=_opening(prescription, clinic, changes, words, saying),
        at_a_glance=_at_a_glance(prescribed, words, saying) if glance else None,
        facts=_facts(prescribed, words, saying) if glance else None,
        chart=chart(
            prescription.date, [(one.in_place, one.dose) for one in prescribed], words, saying
        ) if wanted.chart is not False else None,
        next_visit=_next_visit(prescription, clinic, words, saying),
        this_handout=_this_handout(prescription, clinic, words, saying),
        notes=saying.fixed("notes", words.notes) if wanted.notes is not False else None,
    )  # fmt: skip


def _opening(
    prescription: Prescription, clinic: Clinic, changes: Phrase | None, words: BookletWords,
    saying: Saying,
) -> Opening:  # fmt: skip
    site, lexicon = clinic.site(prescription.site), saying.lexicon
    appointment = prescription.next_visit
    cells: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
        ("patient", words.patient, prescription.patient.name, ("patient", "name")),
        ("date", words.date, unbroken(day(prescription.date, lexicon)), ("date",)),
        ("clinician", words.clinician, prescription.clinician, ("clinician",)),
        ("visit", words.next_visit,
         visit(appointment, prescription.date, lexicon) if appointment else None,
         ("next_visit",)),
    )  # fmt: skip
    place = ("sites", clinic.sites.index(site))
    return Opening(
        logo="logo",
        clinic=saying.fixed("clinic", clinic.name, clinic.source("name")),
        tagline=_maybe("opening.tagline", clinic.tagline, clinic.source("tagline")),
        phone=saying.fixed("phone", unbroken(site.phone), clinic.source(*place, "phone")),
        web=_maybe("opening.web", clinic.web, clinic.source("web")),
        address=_maybe("opening.address", site.address, clinic.source(*place, "address")),
        title=saying.fixed("opening.title", words.title),
        goal=_maybe("opening.goal", prescription.goal, prescription.source("goal")),
        patient=tuple(
            Cell(
                f"opening.{name}",
                saying.fixed(f"opening.{name}.label", label),
                Phrase(
                    f"opening.{name}.value",
                    (Run(value) if value else Run("", "blank", spoken=lexicon.blank),),
                    prescription.source(*path),
                ),
            )
            for name, label, value, path in cells
        ),
        changes=changes,
    )


def _maybe(node: str, text: str | None, source: Source) -> Phrase | None:
    return Phrase(node, (Run(text),), source) if text else None


def _at_a_glance(
    prescribed: Sequence[Prescribed], words: BookletWords, saying: Saying
) -> AtAGlance:
    lexicon = saying.lexicon
    legend = Legend(
        saying.fixed("glance.legend", words.in_the_pictures),
        saying.fixed("glance.legend.move", words.move),
        saying.fixed("glance.legend.feel", words.feel),
    )
    return AtAGlance(
        id="glance",
        heading=saying.fixed("glance.heading", words.at_a_glance),
        legend=legend if any(one.block.frames for one in prescribed) else None,
        columns=(
            saying.fixed("glance.exercise", words.exercise),
            saying.fixed("glance.much", lexicon.how_much),
            saying.fixed("glance.often", lexicon.how_often),
        ),
        rows=tuple(_row(one, words, lexicon) for one in prescribed),
    )


def _row(one: Prescribed, words: BookletWords, lexicon: Lexicon) -> GlanceRow:
    block = one.block
    node, source = f"glance.{one.in_place.id}", block.title.source
    differs = varied(one.dose)
    now = at_each_phase(one.dose)[0]
    much = much_in_words(now, lexicon, side=one.entry.side) or [
        in_a_sentence(line) for line in how_much(PlainDose.model_construct(), None, lexicon)
    ]
    often = often_in_words(now.frequency or TO_FILL, lexicon)
    said = [
        _in_its_phase(parts, one.dose, words, lexicon) if differs.intersection(names)
        else _sentence(parts)
        for parts, names in ((much, (*HOW_MUCH, "hold")), (often, ("frequency",)))
    ]  # fmt: skip
    return GlanceRow(
        id=node,
        number=one.in_place.number,
        name=Phrase(f"{node}.name", block.title.runs, source),
        side=Phrase(f"{node}.side", block.side.runs, block.side.source) if block.side else None,
        how_much=Phrase(f"{node}.much", said[0], source),
        how_often=Phrase(f"{node}.often", said[1], source),
        picture=block.frames[-1] if block.frames else None,
    )


def _sentence(parts: list[list[Run]]) -> Line:
    return tuple(capitalised(joined(parts)))


def _in_its_phase(
    parts: list[list[Run]], dose: Dose, words: BookletWords, lexicon: Lexicon
) -> Line:
    """What holds in the first phase; the table on the exercise's own page says the others."""
    stage = next(iter(dose.phases or {}))
    lead = Run(words.in_phase.format(stage=stage_in_words(stage, lexicon)))
    return (lead, *joined(parts), Run(f". {words.then_its_page}"))


def _facts(prescribed: Sequence[Prescribed], words: BookletWords, saying: Saying) -> Facts:
    minutes = minutes_on_longest_day([(one.dose, one.entry.side) for one in prescribed])
    items = things_needed(
        [(one.exercise, one.dose) for one in prescribed], saying.lexicon, words.a_weight
    )
    return Facts(
        minutes=Phrase(
            "facts.minutes",
            (Run(words.about), Run(f"{minutes} ", "numeral"), Run(words.minutes_a_day)),
        ) if minutes else None,
        need=saying.fixed("facts.need", words.need if items else words.need_nothing),
        items=tuple(
            ListItem(
                f"facts.need{at}",
                Phrase(f"facts.need{at}.label", ()),
                Phrase(f"facts.need{at}.body", (Run(item),)),
            )
            for at, item in enumerate(items, 1)
        ),
    )  # fmt: skip


def _next_visit(
    prescription: Prescription, clinic: Clinic, words: BookletWords, saying: Saying
) -> Aside:
    """Day, time and with whom; what is not known is a place to write. Then how to change it."""
    node, lexicon, appointment = "visit", saying.lexicon, prescription.next_visit
    to_write = (Run("", "blank", spoken=lexicon.blank),)
    lines: list[tuple[Run, ...]] = []
    if appointment is None:
        lines.append(to_write)
    else:
        lines.append((Run(in_form(appointment.day, words.visit_day_format, lexicon)),))
        if met := _met(prescription, words, lexicon):
            lines.append((Run(met),))
    phone = unbroken(clinic.site(prescription.site).phone)
    lines.append((Run(words.to_change), Run(phone, "strong")))
    return Aside(
        node,
        saying.fixed(f"{node}.heading", words.your_next_visit),
        _lines(node, lines, prescription.source("next_visit")),
    )


def _met(prescription: Prescription, words: BookletWords, lexicon: Lexicon) -> str:
    """At what time and with whom, as far as that is known: "10:30 am with Alex Example"."""
    appointment, clinician = prescription.next_visit, prescription.clinician
    time = time_of_day(appointment.time, lexicon) if appointment and appointment.time else ""
    if not clinician:
        return time
    form = words.visit_time if time else words.visit_clinician
    return form.format(time=time, clinician=clinician)


def _this_handout(
    prescription: Prescription, clinic: Clinic, words: BookletWords, saying: Saying
) -> Aside:
    """When it was made and in which format; its version stands in the furniture, with all pages."""
    node = "about"
    made = words.made_on.format(day=day(prescription.date, saying.lexicon))
    paper = prescription.print_options(clinic).paper
    form = words.format.format(paper=words.papers[paper or "a4"])
    return Aside(
        node,
        saying.fixed(f"{node}.heading", words.this_handout),
        _lines(node, [(Run(made),), (Run(form),)], Source("")),
    )


def _lines(node: str, lines: Sequence[tuple[Run, ...]], source: Source) -> tuple[Phrase, ...]:
    return tuple(Phrase(f"{node}.{at}", runs, source) for at, runs in enumerate(lines, 1))
