"""The words of the back: pain guide, when to call, important information."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handouts.errors import Source
from handouts.merge.lexicon import Lexicon
from handouts.merge.said_before import SaidBefore
from handouts.merge.saying import Saying
from handouts.merge.wording import NUMBER_JOINER, unbroken
from handouts.model.clinic import Clinic
from handouts.model.handout import (
    CallBox,
    Information,
    ListItem,
    PainGuide,
    PainLevel,
    PainPanel,
    Phrase,
    Run,
)

BULLET = "•"
Written = tuple[str, Source]
"""A text, and where it was written."""
_PHONE_NUMBER = re.compile(r"\+?\d[\d ()./-]*\d")
_EMERGENCIES = SaidBefore[CallBox](64)
"""By clinic, language and regions."""


def pain_guide(clinic: Clinic, lexicon: Lexicon) -> PainGuide:
    """Three panels: keep going, do less, stop."""
    levels = clinic.pain_guide
    ranges: dict[PainLevel, tuple[int, int]] = {
        "go": levels.keep_going,
        "slow": levels.do_less,
        "stop": levels.stop,
    }
    return PainGuide(
        heading=Saying.fixed("pain", lexicon.pain_guide),
        lead=Saying.fixed("pain.lead", lexicon.rate_pain),
        rule=Phrase("pain.rule", (Run(lexicon.stop_means_stop, "strong"),)),
        panels=tuple(
            PainPanel(
                id=f"pain.{level}",
                level=level,
                heading=Phrase(
                    f"pain.{level}.heading",
                    (
                        Run(
                            f"{low}–{high}",
                            "numeral",
                            spoken=lexicon.number_range.format(low=low, high=high),
                        ),
                        Run(f"{NUMBER_JOINER * 2} {lexicon.levels[level][0]}", "word"),
                    ),
                ),
                advice=Saying.fixed(f"pain.{level}.advice", lexicon.levels[level][1]),
            )
            for level, (low, high) in ranges.items()
        ),
    )


def call_us(clinic: Clinic, lexicon: Lexicon) -> CallBox:
    """When to call the clinic, and whom to call when it is closed."""
    bullets = [(text, clinic.source("call_us_if", at)) for at, text in enumerate(clinic.call_us_if)]
    otherwise = clinic.out_of_hours or lexicon.no_out_of_hours
    closed = Phrase(
        "call.closed",
        (Run(lexicon.closed, "strong"), *_with_strong_numbers(otherwise)),
        clinic.source("out_of_hours"),
    )
    heading = Saying.fixed("call.heading", lexicon.call_us)
    return CallBox("call", heading, bulleted("call", bullets), closed)


def emergency(clinic: Clinic, regions: Iterable[str], lexicon: Lexicon) -> CallBox:
    """When to call for help at once: the clinic's list or the default, then the regions' own."""
    own = clinic.emergency_if_by_region
    of = tuple([region for region in dict.fromkeys(regions) if region in own])
    return _EMERGENCIES.once((clinic, lexicon), of, lambda: _emergency(clinic, of, lexicon))


def _emergency(clinic: Clinic, regions: Sequence[str], lexicon: Lexicon) -> CallBox:
    if clinic.emergency_if is None:
        bullets = [(text, Source("")) for text in lexicon.emergency_if]
    else:
        bullets = [
            (text, clinic.source("emergency_if", at)) for at, text in enumerate(clinic.emergency_if)
        ]
    for region in regions:
        for at, text in enumerate(clinic.emergency_if_by_region[region]):
            bullets.append((text, clinic.source("emergency_if_by_region", region, at)))
    words = lexicon.call_emergency.format(number=unbroken(clinic.emergency_number))
    heading = Saying.fixed("emergency.heading", words, clinic.source("emergency_number"))
    unique = list({text: (text, place) for text, place in bullets}.values())
    return CallBox("emergency", heading, bulleted("emergency", unique), None)


def information(clinic: Clinic, lexicon: Lexicon) -> Information:
    """The full disclaimer, a phrase a paragraph."""
    source = clinic.source("disclaimer", "full")
    return Information(
        Saying.fixed("information", lexicon.information),
        tuple(
            Saying.fixed(f"information.{at}", paragraph, source)
            for at, paragraph in enumerate(clinic.disclaimer.full.split("\n\n"), 1)
        ),
    )


def bulleted(node: str, said: Sequence[Written]) -> tuple[ListItem, ...]:
    """A list with a bullet before each of its items."""
    return tuple(
        ListItem(
            f"{node}.{at}",
            Phrase(f"{node}.{at}.label", (Run(BULLET),)),
            Phrase(f"{node}.{at}.body", (Run(text),), source),
        )
        for at, (text, source) in enumerate(said, 1)
    )


def _with_strong_numbers(text: str) -> list[Run]:
    """Phone numbers stand out and are never broken."""
    runs: list[Run] = []
    at = 0
    for match in _PHONE_NUMBER.finditer(text):
        runs += [Run(text[at : match.start()]), Run(unbroken(match[0]), "strong")]
        at = match.end()
    return [run for run in (*runs, Run(text[at:])) if run.text]
