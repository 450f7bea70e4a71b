"""What holds for every handout, whatever it says."""

from __future__ import annotations

import unicodedata
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from page_items import Box, box, items, spoken_by_node, with_names_as_on_pages
from scenes import (
    EXAMPLE,
    ONE,
    SEVEN,
    Entries,
    Scene,
    exercise,
    fonts,
    library,
    library_of,
    scene,
)

from handouts.errors import HandoutError
from handouts.layout.theme import HAIR, LIVE_WIDTH_MM
from handouts.model.handout import Handout, Phrase
from handouts.model.page import Block, Link, Page, Path, Picture, QrCode, Text
from handouts.model.phrases import phrases
from handouts.qr import QUIET_ZONE_MODULES
from handouts.units import mm

LETTERS = "abcdefghijklmnopqrstuvwxyzäéøłŁñßπжяđộẩąŻ"
words = st.text(LETTERS, min_size=1, max_size=9)
sentences = st.lists(words, min_size=1, max_size=14).map(lambda found: " ".join(found) + ".")
short = st.lists(words, min_size=1, max_size=7).map(" ".join)
few = st.lists(sentences, min_size=1, max_size=5)
shipped_pictures = st.sampled_from([art for arts in library().pictures.values() for art in arts])


def without_rivals(dose: dict[str, Any]) -> dict[str, Any]:
    """No two fields that say the same anew, and none that each of the phases says."""
    rivals = {"duration"} if "reps" in dose else set()
    if "duration" in dose or "week 9" in dose.get("phases", {}):  # whose tempo has a pause
        rivals |= {"hold"}
    if "weeks 1-6" in dose.get("phases", {}):
        rivals |= {"reps", "hold", "duration", "frequency", "sets"}
    return {name: value for name, value in dose.items() if name not in rivals}


doses = st.fixed_dictionaries(
    {},
    optional={
        "sets": st.sampled_from(["1", "3", "2-3", "blank"]),
        "reps": st.sampled_from(["1", "10", "8-12", "up to 10", "to fatigue", "blank"]),
        "hold": st.sampled_from(["30 s", "5-10 s", "1 min", "3 breaths", "blank"]),
        "rest": st.sampled_from(["60 s", "1-2 min"]),
        "duration": st.sampled_from(["3 min", "20-30 s"]),
        "load": st.sampled_from(["red band", "2 kg", "1-2 kg", "bodyweight", "half body weight"]),
        "frequency": st.sampled_from(
            [
                "1/day",
                "2/day 3/week",
                "7/week",
                "every 2 days",
                "at most every 3 days",
                "blank",
                "mon tue wed fri sat",
                "2/day mon wed fri",
                "hourly while awake",
                "as needed, at most 4/day",
            ]
        ),
        "effort": st.sampled_from(["RPE 4-5", "light", "30-40 %"]),
        "range": st.sampled_from(["0-90 deg", "pain-free", "0-blank deg"]),
        "when": st.sampled_from(["morning and evening", "after walking"]),
        "for": st.sampled_from(["9 weeks", "blank weeks"]),
        "start": st.sampled_from(["2026-12-01", "week 3"]),
        "easier": sentences,
        "progression": st.sampled_from(["3x12, red band", "blank x blank, mon wed"]),
        "phases": st.sampled_from(
            [
                {
                    "weeks 1-6": "4 x 10 s, 3/day",
                    "from week 7": {"distance": "blank m", "frequency": "mon fri"},
                },
                {"once you can walk for an hour": {"tempo": "3-1"}, "week 9": {"tempo": "3-0"}},
            ]
        ),
        "pain": st.sampled_from(["none", "guide", "up to 3/10"]),
        "note": sentences,
    },
).map(without_rivals)


@st.composite
def made_up(draw: Any, in_format: str = "sheet") -> Scene:
    """A handout of exercises that nobody wrote; in a booklet with pictures of others."""
    pictures = [draw(st.lists(shipped_pictures, max_size=3)) for _ in range(6)]
    cautions = st.lists(short, min_size=1, max_size=4)  # more may be longer than its column
    if in_format == "sheet":
        pictures, cautions = [[] for _ in pictures], few
    exercises = [
        exercise(
            f"made-up-{at}",
            code=None,
            video=f"https://example.org/{'a' * draw(st.integers(1, 28))}",
            pictures=[{"file": f"{n}.png", "steps": str(n)} for n, _ in enumerate(pictures[at], 1)],
            words={
                "title": draw(st.lists(words, min_size=1, max_size=4).map(" ".join)),
                "purpose": draw(st.none() | sentences),
                "feel": draw(st.none() | sentences),
                "steps": draw(few),
                "tempo": ["sink down", "pause"],
                "cautions": draw(cautions),
                "caution_short": draw(st.none() | sentences),
                "alt": ["A person."] * len(pictures[at]),
                "adjustments": [
                    {"question": q, "answer": a}
                    for q, a in draw(st.lists(st.tuples(sentences, sentences), max_size=3))
                ],
            },
        )
        for at in range(draw(st.integers(1, 6)))
    ]
    entries = [{"exercise": made.id, **draw(doses)} for made in exercises]
    more = {"goal": draw(sentences)} if draw(st.booleans()) else {}
    printed = {
        "paper": draw(st.sampled_from(["a4", "letter"])),
        "hole_punch": draw(st.sampled_from(["true", "false"])),
        "format": in_format,
    }
    if in_format == "booklet":
        names = ("at_a_glance", "chart", "notes")
        printed["sections"] = {name: draw(st.sampled_from(["true", "false"])) for name in names}
    shown = {made.id: tuple(art) for made, art in zip(exercises, pictures, strict=False)}
    try:
        return scene(
            entries, replace(library_of(*exercises), pictures=shown), print=printed, **more
        )
    except HandoutError as error:
        # A booklet says what belongs together on one page, or nothing: see the refusals below.
        if in_format == "booklet" and "takes more than a page" in str(error):
            reject()
        raise


SHIPPED = [pytest.param(entries, id=f"{len(entries)}") for entries in (ONE, EXAMPLE, SEVEN)]
FORMATS = ["sheet", "booklet"]
many = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
"""What fails is told as it was found: to make a whole handout smaller step by step takes hours."""


def plain(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").split()


def shown(phrase: Phrase) -> str:
    """What a reader that knows no tags can extract: a box to write in has no letters."""
    runs = (run for run in phrase.runs if run.voice != "blank")
    return "".join(run.text if run.spoken is None else run.spoken for run in runs)


def body_phrases(handout: Handout) -> list[Phrase]:
    furniture = {phrase.id for phrase in phrases(handout.furniture)}
    return [phrase for phrase in phrases(handout) if phrase.id not in furniture]


def assert_says_everything_once(made: Scene) -> None:
    said, handout = spoken_by_node(made.pages), with_names_as_on_pages(made.handout)
    badges = {e.block.title.id: e.number for e in handout.numbered}
    badges |= {e.block.more.title.id: e.number for e in handout.numbered}
    optional = {handout.questions_heading.id}
    booklet = handout.booklet
    if booklet:
        glance = booklet.at_a_glance
        badges |= {row.name.id: row.number for row in glance.rows} if glance else {}
        optional |= {booklet.notes.id} if booklet.notes else set()
        optional |= {e.more.title.id for e in handout.exercises}  # of a second part
    for e in handout.exercises:
        optional |= {e.steps_continued.id}
        optional |= set() if e.more.adjustments else {e.more.adjustments_heading.id}
    for phrase in body_phrases(handout):
        expected = plain(phrase.spoken)
        if phrase.id in badges:
            expected = [str(badges[phrase.id]), *expected]
        if not expected or (phrase.id in optional and phrase.id not in said):
            continue
        found = plain(said.get(phrase.id, ""))
        if phrase.id.endswith(".code.address"):
            found = found[-1:]
        assert found == expected, phrase.id


def solid_items(page: Page) -> list[tuple[Any, Box]]:
    return [
        (item, box(item, x, y, fonts()))
        for item, x, y in items(page)
        if isinstance(item, Text | QrCode | Picture)
    ]


def assert_nothing_overlaps(made: Scene) -> None:
    for page in made.pages:
        solid = solid_items(page)
        for at, (item, here) in enumerate(solid):
            for other, there in solid[at + 1 :]:
                assert not here.overlaps(there), (item, other)


def assert_quiet_zones_are_white(made: Scene) -> None:
    for page in made.pages:
        solid = solid_items(page)
        for code, here in solid:
            if not isinstance(code, QrCode):
                continue
            quiet = here.grown(QUIET_ZONE_MODULES * code.module / mm(1) - 0.3)
            for other, there in solid:
                assert other is code or not there.overlaps(quiet), other


def is_hairline(block: Block) -> bool:
    """The footer begins with it."""
    first = block.items[0] if block.items else None
    return isinstance(first, Path) and first.stroke == HAIR and len(first.outline) == 2


def assert_inside_the_margins(made: Scene) -> None:
    for page in made.pages:
        height = page.height / mm(1)
        left = min(placed.x for placed in page.placed) / mm(1)
        live = Box(left, 10.0, left + LIVE_WIDTH_MM, height - 10.0)
        assert live.left >= 9.99
        assert live.right <= page.width / mm(1) - 9.99
        hairline = next(at for at, placed in enumerate(page.placed) if is_hairline(placed.block))
        footer = page.placed[hairline].y / mm(1)
        for placed in page.placed[:hairline]:
            for item in placed.block.items:
                here = box(item, placed.x, placed.y, fonts())
                assert here.inside(live), item
                assert here.bottom <= footer - 0.9, item


@pytest.mark.parametrize("in_format", FORMATS)
@many
@given(st.data())
def test_every_word_stands_on_the_pages_once_and_in_order(
    in_format: str, data: st.DataObject
) -> None:
    assert_says_everything_once(data.draw(made_up(in_format)))


@pytest.mark.parametrize("in_format", FORMATS)
@many
@given(st.data())
def test_nothing_overlaps_and_all_is_inside_the_margins(
    in_format: str, data: st.DataObject
) -> None:
    made = data.draw(made_up(in_format))
    assert_nothing_overlaps(made)
    assert_quiet_zones_are_white(made)
    assert_inside_the_margins(made)


@pytest.mark.parametrize("in_format", FORMATS)
@settings(parent=many, max_examples=12)
@given(st.data())
def test_every_pdf_is_valid_and_the_same_twice(in_format: str, data: st.DataObject) -> None:
    made = data.draw(made_up(in_format))
    assert made.pdf == made.pdf


@pytest.mark.parametrize("in_format", FORMATS)
@pytest.mark.parametrize("entries", SHIPPED)
def test_shipped_exercises_hold_to_the_same(entries: Entries, in_format: str) -> None:
    made = scene(entries, print={"format": in_format})
    assert_says_everything_once(made)
    assert_nothing_overlaps(made)
    assert_quiet_zones_are_white(made)
    assert_inside_the_margins(made)


@pytest.mark.parametrize("in_format", FORMATS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("entries", SHIPPED)
def test_every_code_on_every_page_opens_its_address(
    entries: Entries, paper: str, in_format: str
) -> None:
    made = scene(entries, print={"paper": paper, "format": in_format})
    document = pypdfium2.PdfDocument(made.pdf)
    found = []
    for page, laid_out in zip(document, made.pages, strict=True):
        codes = sum(isinstance(item, QrCode) for item, _, _ in items(laid_out))
        read = zxingcpp.read_barcodes(
            page.render(scale=150 / 72).to_pil(), formats=zxingcpp.BarcodeFormat.QRCode
        )
        assert len(read) == codes
        found += [code.text for code in sorted(read, key=lambda code: code.position.top_left.y)]
    assert found == [e.code.url for e in made.handout.exercises if e.code]


@pytest.mark.parametrize("in_format", FORMATS)
@pytest.mark.parametrize("entries", SHIPPED)
def test_every_address_is_printed_unbroken_and_can_be_tapped(
    entries: Entries, in_format: str
) -> None:
    made = scene(entries, print={"format": in_format})
    there = [item for page in made.pages for item, _, _ in items(page)]
    links = {item.url for item in there if isinstance(item, Link)}
    texts = {item.text for item in there if isinstance(item, Text)}
    for e in made.handout.exercises:
        assert e.code is not None
        assert e.code.url in links
        assert e.code.address.text in texts


@pytest.mark.parametrize("in_format", FORMATS)
@settings(parent=many, max_examples=60)
@given(st.integers(1, 400), st.integers(1, 12), st.integers(1, 8))
def test_however_long_it_is_said_whole_or_refused(
    in_format: str, length: int, steps: int, cautions: int
) -> None:
    long = " ".join(["word"] * length)
    made_long = exercise(
        words={"steps": [long] * steps, "cautions": [f"{long[:200]} end"] * cautions}
    )
    try:
        entry = {"exercise": "made-up", "note": long}
        made = scene([entry], library_of(made_long), print={"format": in_format})
    except HandoutError as refused:
        said = [problem.message for problem in refused.problems]
    else:
        said = []
        assert_says_everything_once(made)
        assert_nothing_overlaps(made)
        assert_inside_the_margins(made)
    assert all("more than a page" in message for message in said)


@pytest.mark.parametrize("in_format", FORMATS)
@pytest.mark.parametrize("entries", SHIPPED)
def test_a_reader_that_knows_no_tags_extracts_the_words_in_reading_order(
    entries: Entries, in_format: str
) -> None:
    made = scene(entries, print={"format": in_format})
    document = pypdfium2.PdfDocument(made.pdf)
    extracted = " ".join(plain(" ".join(page.get_textpage().get_text_range() for page in document)))
    at = 0
    for e in made.handout.exercises:
        lines = [*e.how_much.lines, *e.how_often.lines, *e.steps]
        said = [e.title, e.side, e.draft, *(line.body for line in lines), e.stop, e.note]
        if in_format == "booklet":
            changes, stop = e.more.adjustments, e.stop_box
            said = [e.title, e.draft, e.side, e.more.purpose, *(line.body for line in lines)]
            said += [*changes, e.more.feel, stop and stop.cautions[0].body]
        said += [e.code.address] if e.code else []
        for phrase in filter(None, said):
            at = extracted.index(" ".join(plain(shown(phrase))), at)
