"""A small handout and its pages, made by hand, and what the PDF of them says and shows."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from pdf_checks import assert_valid, structure_tree

from handouts.fonts import Fonts
from handouts.model.drawing import Image
from handouts.model.handout import (
    CallBox,
    Code,
    DoseBox,
    DoseTable,
    ExerciseBlock,
    Frame,
    Furniture,
    Handout,
    Head,
    Information,
    ListItem,
    More,
    PainGuide,
    PainPanel,
    PhaseRow,
    Phrase,
    Run,
)
from handouts.model.page import Block, Item, Link, Page, Picture, Placed, QrCode, Text
from handouts.model.page import Path as Outlined
from handouts.pdf.render import render
from handouts.qr import qr_rows

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 595.28, 841.89
URL = "https://example.org/v/bridge"
FONTS = Fonts(ROOT / "fonts")


def phrase(node: str, text: str) -> Phrase:
    return Phrase(node, (Run(text),))


def item(node: str, label: str, body: str) -> ListItem:
    return ListItem(node, phrase(f"{node}.label", label), phrase(f"{node}.body", body))


def two_colours(left: tuple[int, int, int], right: tuple[int, int, int]) -> Image:
    """8 by 4 pixels, one colour on each half."""
    data = zlib.compress((bytes(left) * 4 + bytes(right) * 4) * 4)
    return Image(8, 4, "rgb", "flate", hashlib.sha256(data).hexdigest(), data)


RED_BLUE = two_colours((255, 0, 0), (0, 0, 255))


def exercise(name: str) -> ExerciseBlock:
    return ExerciseBlock(
        title=phrase("title", name),
        side=phrase("side", "Stretch your left side"),
        change=phrase("change", "New"),
        draft=None,
        frames=(
            Frame("frame1", RED_BLUE, "Start: lie on your back", mirrored=False),
            Frame("frame2", RED_BLUE, "Lift (your) hips — ở đây", mirrored=True),
        ),
        how_much=DoseBox("much", "How much", (item("much1", "", "3 sets of 8–12"),)),
        how_often=DoseBox("often", "How often", (item("often1", "", "2 times a day"),)),
        under_dose=phrase("under", "In the morning."),
        phases=DoseTable(
            "phases",
            "What changes with time",
            (
                PhaseRow(
                    "phase1",
                    phrase("phase1.when", "Weeks 1 to 6"),
                    phrase("phase1.dose", "3 times a day."),
                ),
            ),
        ),
        steps=(
            item("step1", "1", "Bend the left knee in the office chair."),
            item("step2", "2", "Lift off, then rest."),
        ),
        stop=phrase("stop", "Stop at any pain."),
        note=phrase("note", "Note from Thảo: nhớ thở đều."),
        code=Code("code", URL, f"Video: {URL}", phrase("url", URL[8:]), "Video: "),
        more=More(
            "more",
            phrase("more.title", name),
            purpose=phrase("more.purpose", "To make it stronger."),
            feel=None,
            stop=(phrase("more.stop1", "Stop if your leg gives way."),),
            adjustments_heading=phrase("more.work", "Make it work for you"),
            adjustments=(phrase("more.work1", "Too hard? Lift less."),),
        ),
        steps_continued=phrase("continued", "Steps go on"),
        region="hip",
    )


def sample() -> Handout:
    return Handout(
        language="en",
        title="Home exercises",
        author="Harbour Physiotherapy",
        logo=None,
        head=Head(
            phrase("clinic", "Harbour Physiotherapy"),
            phrase("phone", "020 7946 0018"),
            phrase("patient", "Sam Doe"),
            phrase("number", "No. 17"),
            phrase("physio", "Your physio: Αθηνά Жданова"),
            phrase("next", "Next visit: not known"),
            scan=None,
            turn_over=phrase("turn", "When to stop or call: turn over."),
        ),
        exercises=(exercise("Bridge"), exercise("QL stretch")),
        pain_guide=PainGuide(
            phrase("pain", "Pain guide"),
            phrase("pain.lead", "Rate your pain."),
            phrase("pain.rule", "If an exercise says stop, stop."),
            (
                PainPanel(
                    "go", "go", phrase("go.head", "0–3 Keep going"), phrase("go.do", "All fine.")
                ),
            ),
        ),
        call_us=CallBox(
            "call",
            phrase("call.head", "Call us if"),
            (item("call1", "•", "your pain is worse for two days"),),
            phrase("call.closed", "Closed? Call a doctor."),
        ),
        emergency=CallBox(
            "emergency",
            phrase("emergency.head", "Call 999 right away if"),
            (item("emergency1", "•", "you have chest pain"),),
            None,
        ),
        more_heading=phrase("more", "More about your exercises"),
        goal=phrase("goal", "To walk upstairs."),
        information=Information(
            phrase("info", "Important information"), (phrase("info1", "This sheet is yours."),)
        ),
        questions_heading=phrase("questions", "Questions for your next visit"),
        furniture=Furniture(
            phrase("f1", "Harbour Physiotherapy"),
            phrase("f2", "Sam Doe"),
            phrase("f3", "Not medical advice."),
            phrase("f4", "Questions? Call us."),
            "Page {page} of {pages}",
            phrase("f5", "v1"),
            None,
        ),
    )


class Sheet:
    """Puts things on a page, one under the other."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.within = ""
        self.y = 30.0

    def say(self, *phrases: Phrase | None) -> None:
        for said in phrases:
            if said is not None and said.text:
                self.y += 13
                weight = 700 if said.id.endswith("title") else 400
                self.items.append(text(self.within + said.id, 30, self.y, said.text, weight))

    def items_of(self, *listed: ListItem) -> None:
        for one in listed:
            self.say(one.label, one.body)

    def picture(self, frame: Frame, x: float) -> None:
        self.items.append(
            Picture(
                self.within + frame.id, x, self.y + 4, 80, 40, frame.artwork,
                mirrored=frame.mirrored,
            )
        )  # fmt: skip

    def code(self, code: Code) -> None:
        rows = qr_rows(code.url)
        node = self.within + code.id
        top = self.y - 90
        self.items.append(QrCode(node, 480, top, 72 / 25.4, rows))
        side = 72 / 25.4 * len(rows)
        described = f"Watch the video at {code.url}"
        self.items.append(Link(node, 480, top, side, side, code.url, described))
        self.items.append(Link(node, 30, self.y + 3, 200, 13, code.url, described))
        self.say(code.address)

    def page(self, number: int) -> Page:
        rule: Item = Outlined(
            None,
            (("M", 30.0, 815.0), ("L", 565.0, 815.0)),
            stroke="#cccccc",
            line_width=0.5,
            dash=(2, 1),
        )
        footer = text(None, 30, 830, f"Page {number} of 2", 400)
        return Page(WIDTH, HEIGHT, placed(*self.items, rule, footer))


def placed(*items: Item) -> tuple[Placed, ...]:
    """Neighbours of one exercise in a block: "e1.title" is the node "title" of "e1"."""
    groups: list[tuple[str, list[Item]]] = [("", [])]
    for item in items:
        within, node = parted(item.node)
        if node and within != groups[-1][0]:
            groups.append((within, []))
        groups[-1][1].append(replace(item, node=node))
    return tuple(
        Placed(Block(WIDTH, HEIGHT, tuple(group)), 0, 0, within) for within, group in groups
    )


def parted(name: str | None) -> tuple[str, str | None]:
    within, dot, node = (name or "").partition(".")
    if not dot or not re.fullmatch(r"e\d", within):
        return "", name
    return within, node


def text(
    node: str | None, x: float, baseline: float, words: str, weight: int = 400, size: float = 12
) -> Text:
    return Text(node, x, baseline, words, weight, size, "#102030")


def pages_of(handout: Handout) -> tuple[Page, ...]:
    front, back = Sheet(), Sheet()
    head = handout.head
    front.say(head.clinic, head.phone, head.patient, head.number, head.physio, head.next_visit)
    front.say(head.scan, head.turn_over)
    for number, one in enumerate(handout.exercises, 1):
        front.within = f"e{number}."
        front.say(one.title, one.side)
        for at, frame in enumerate(one.frames):
            front.picture(frame, 30 + 90 * at)
        front.y += 50
        front.items_of(*one.how_much.lines, *one.how_often.lines, *one.steps)
        front.say(one.stop, one.note)
        if one.code:
            front.code(one.code)
    front.within = ""
    guide = handout.pain_guide
    back.say(guide.heading, guide.lead, guide.rule)
    for panel in guide.panels:
        back.say(panel.heading, panel.advice)
    for box in (handout.call_us, handout.emergency):
        back.say(box.heading)
        back.items_of(*box.bullets)
        back.say(box.closed)
    back.say(handout.more_heading, handout.goal)
    for number, one in enumerate(handout.exercises, 1):
        more, back.within = one.more, f"e{number}."
        back.say(more.title, more.purpose, more.feel, *more.stop, more.adjustments_heading)
        back.say(*more.adjustments)
    back.within = ""
    back.say(handout.information.heading, *handout.information.paragraphs)
    back.say(handout.questions_heading)
    return front.page(1), back.page(2)


def with_items(*items: Item) -> tuple[Page, ...]:
    """The sample's name, and these, on one page."""
    everything = (text("clinic", 30, 40, "Harbour"), *items)
    return (Page(WIDTH, HEIGHT, placed(*everything)),)


def sample_pdf() -> bytes:
    handout = sample()
    return render(pages_of(handout), handout, FONTS)


def test_is_accessible_and_archivable() -> None:
    assert_valid(sample_pdf())


def test_structure_is_the_handouts() -> None:
    tree = structure_tree(sample_pdf())
    first = tree[tree.index("  Sect") : tree.index("  Sect", tree.index("Sect") + 1)]
    assert (
        first
        == """\
  Sect
    H2 Bridge
    P Stretch your left side
    Figure Alt="Start: lie on your back"
    Figure Alt="Lift (your) hips — ở đây"
    L T="How much" None
      LI
        LBody 3 sets of 8–12
    L T="How often" None
      LI
        LBody 2 times a day
    L Decimal
      LI
        Lbl 1
        LBody Bend the left knee in the office chair.
      LI
        Lbl 2
        LBody Lift off, then rest.
    P Stop at any pain.
    P Note from Thảo: nhớ thở đều.
    P
      Link -> https://example.org/v/bridge -> https://example.org/v/bridge
        Figure Alt="Video: https://example.org/v/bridge"
        Span example.org/v/bridge
"""
    )


def test_same_input_same_bytes_after_another_document() -> None:
    handout = sample()
    before = sample_pdf()
    other = replace(handout, title="Other", exercises=handout.exercises[:1])
    assert render(pages_of(other), other, FONTS) != before
    assert sample_pdf() == before
    assert render(pages_of(handout), handout, Fonts(ROOT / "fonts")) == before


def test_same_input_same_bytes_in_another_process() -> None:
    code = "import sys, test_pdf_render as t; sys.stdout.buffer.write(t.sample_pdf())"
    paths = f"import sys; sys.path[:0] = {[str(ROOT), str(ROOT / 'tests')]!r}; "
    printed = [
        subprocess.run(
            [sys.executable, "-E", "-c", paths + code], capture_output=True, check=True
        ).stdout
        for _ in range(2)  # -E: whatever the environment says, strings hash anew in each
    ]
    assert printed == [sample_pdf()] * 2


def test_page_holds_only_what_it_uses() -> None:
    with pikepdf.open(io.BytesIO(sample_pdf())) as pdf:
        front, back = (page.Resources for page in pdf.pages)
        assert set(front.Font) == {"/SansR", "/SansB"}
        kinds = sorted(str(shown.Subtype) for shown in front.XObject.values())
        assert kinds == ["/Form", "/Image"]  # a code; a picture drawn four times, held once
        assert set(back.Font) == {"/SansR", "/SansB"}
        assert "/XObject" not in back
    bold = text("e1.title", 30, 40, "Bridge", 700)
    pages = (*with_items(), *(replace(one, placed=()) for one in with_items()))
    pages = (*pages, Page(WIDTH, HEIGHT, (*placed(bold),)))
    with pikepdf.open(io.BytesIO(render(pages, sample(), FONTS))) as pdf:
        fonts = [set(page.Resources.get("/Font", {}).keys()) for page in pdf.pages]
        assert fonts == [{"/SansR"}, set(), {"/SansB"}]


def test_nothing_of_the_patient_is_said_outside_the_pages() -> None:
    with pikepdf.open(io.BytesIO(sample_pdf())) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info == {
        "/Title": "Home exercises",
        "/Author": "Harbour Physiotherapy",
        "/Creator": "handouts",
        "/Producer": "handouts",
    }
    assert "Sam Doe" not in metadata
    assert '<rdf:li xml:lang="x-default">Home exercises</rdf:li>' in metadata
    assert "Date" not in metadata


def test_words_of_the_metadata_are_escaped() -> None:
    handout = replace(sample(), title="Übung <(1) & \\2>", author="Φυσικό (κέντρο)")
    data = render(pages_of(handout), handout, FONTS)
    assert_valid(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == handout.title
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == handout.title
            assert metadata["dc:creator"] == [handout.author]


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_things(count: int) -> None:
    handout = replace(sample(), exercises=sample().exercises[:count])
    assert_valid(render(pages_of(handout), handout, FONTS))
