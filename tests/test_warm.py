"""A warm process keeps what sheets share: never more than so much, and never what is another's."""

from __future__ import annotations

import dataclasses
import gc
import operator
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pdf_checks import assert_valid
from scenes import EXAMPLE, ONE, SEVEN, clinic, fonts, library, prescription, reviewed
from test_pdf_render import FONTS

from handouts.errors import HandoutError
from handouts.fonts import Fonts
from handouts.merge.merge import merge
from handouts.merge.said_before import SaidBefore
from handouts.merge.saying import BEFORE
from handouts.model.authored import Sources
from handouts.model.clinic import Clinic, Disclaimer, PainGuideLevels, Site
from handouts.model.exercise import Exercise, Library
from handouts.model.page import Block, Page, Placed, Text
from handouts.model.prescription import Prescription
from handouts.pdf.content import Used, draw_page
from handouts.pdf.elements import Outline, part
from handouts.pdf.glyphs import set_words
from handouts.pipeline import make_handout

ROOT = Path(__file__).parents[1]
FEW = {
    "handouts.check.jargon", "handouts.model.as_json",
    "handouts.model.phrases._reader",
}  # fmt: skip
"""Caches without a bound whose keys are few: languages, and types of this program."""

NOT_PRINTING = ("handouts.figures", "handouts.studio", "handouts.schema")

Known = tuple[Prescription, Library, Clinic]


def caches() -> Iterator[tuple[str, Any]]:
    """Every function that keeps its results, by its full name; the figure engine's do not print."""
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith("handouts.") and not module_name.startswith(NOT_PRINTING):
            for name, value in vars(module).items():
                if hasattr(value, "cache_clear") and value.__module__ == module_name:
                    yield f"{module_name}.{name}", value


def said_before() -> list[SaidBefore[Any]]:
    """What merge keeps of exercises, doses and clinics."""
    modules = [module for name, module in sys.modules.items() if name.startswith("handouts.")]
    values = [value for module in modules for value in vars(module).values()]
    kept = [value for value in values if isinstance(value, SaidBefore)]
    return [*kept, BEFORE.blocks, BEFORE.boxes]


def made(known: Known, *, cold: bool = False, earlier: Prescription | None = None) -> bytes:
    """The sheet; `cold`, in a process that has made none. `earlier`: what it is compared with."""
    if cold:
        for _, cache in caches():
            cache.cache_clear()
        for said in said_before():
            said.forget()
    return make_handout(*known, fonts(), earlier)


def example() -> Known:
    return prescription(EXAMPLE), library(), clinic()


def entry(at: int, **changes: Any) -> Callable[[Known], Known]:
    """The example with other keys in one of its entries."""

    def changed(known: Known) -> Known:
        entries = [dict(one) for one in EXAMPLE]
        entries[at] |= changes
        return prescription(entries), *known[1:]

    return changed


def whole(**changes: Any) -> Callable[[Known], Known]:
    return lambda known: (prescription(EXAMPLE, **changes), *known[1:])


def at_clinic(**changes: Any) -> Callable[[Known], Known]:
    return lambda known: (*known[:2], known[2].model_copy(update=changes))


def with_words(**changes: Any) -> Callable[[Known], Known]:
    """The first exercise in other words."""

    def changed(known: Known) -> Known:
        name = str(EXAMPLE[0]["exercise"])
        old: Exercise = known[1].exercises[name]
        words = old.words.model_copy(update=changes)
        new = {**known[1].exercises, name: old.model_copy(update={"words": words})}
        return known[0], replace(known[1], exercises=new), known[2]

    return changed


def other_pictures(known: Known) -> Known:
    pictures = dict(known[1].pictures)
    one, other = (str(EXAMPLE[at]["exercise"]) for at in (0, 1))
    pictures[one] = (pictures[other] * 2)[: len(pictures[one])]
    return known[0], replace(known[1], pictures=pictures), known[2]


CHANGES: dict[str, Callable[[Known], Known]] = {
    "name": whole(patient={"id": "P-1042", "name": "Another Patient"}),
    "name left out": whole(patient={"id": "P-1042"}),
    "id": whole(patient={"id": "P-1043", "name": "Sample Patient"}),
    "clinician": whole(clinician="Kim Sample"),
    "date": whole(date="2026-11-23"),
    "next visit": whole(next_visit="2026-12-08 10:30"),
    "goal": whole(goal="To walk up the stairs."),
    "paper": whole(print={"paper": "letter"}),
    "booklet": whole(print={"format": "booklet"}),
    "holes": whole(print={"hole_punch": "true"}),
    "order": lambda known: (prescription([*EXAMPLE][::-1]), *known[1:]),
    "fewer exercises": lambda known: (prescription(EXAMPLE[:2]), *known[1:]),
    "one twice": lambda known: (prescription([*EXAMPLE, EXAMPLE[0]]), *known[1:]),
    "side": entry(0, side="left"),
    "hold": entry(0, hold="20 s"),
    "reps": entry(0, reps="5"),
    "blank": entry(0, reps="blank"),
    "frequency": entry(0, frequency="3/day"),
    "band": entry(2, load="blue band"),
    "note": entry(2, note="Keep your shoulder up."),
    "colour": at_clinic(colour="#7a1f5a"),
    "clinic": at_clinic(name="Seaside Physiotherapy"),
    "clinic of the same initial": at_clinic(name="Rosewood Physiotherapy"),
    "no logo": lambda known: (*known[:2], known[2].with_artwork(None)),
    "video": at_clinic(video="https://example.org/w/{{ exercise.code }}"),
    "emergency number": at_clinic(emergency_number="112"),
    "call us": at_clinic(call_us_if=("you feel worse",)),
    "closed": at_clinic(out_of_hours="Call 111."),
    "emergency": at_clinic(emergency_if=("you faint",)),
    "pain guide": at_clinic(pain_guide=PainGuideLevels(keep_going="0-2", do_less="3-5")),
    "phone": at_clinic(sites=(Site(id="main", phone="01632 960 999"),)),
    "disclaimer": at_clinic(disclaimer=Disclaimer(short="Yours alone.", full="Yours alone.")),
    "review": lambda known: (known[0], reviewed(known[1]), known[2]),
    "title": with_words(title="Another title"),
    "step": with_words(steps_short=("Lie down.", "Get up.")),
    "caution": with_words(cautions=("it hurts",), caution_short="it hurts"),
    "picture described": with_words(alt=("One.", "Two.")),
    "pictures": other_pictures,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_any_input_changes_the_sheet_as_in_a_fresh_process(change: str) -> None:
    before = made(example())
    changed = CHANGES[change](example())
    warm = made(changed)
    assert warm != before
    assert warm == made(changed, cold=True)
    assert_valid(warm)
    assert made(example()) == before


@pytest.mark.parametrize(
    "change", ["clinic", "clinic of the same initial", "colour", "phone", "disclaimer", "goal"]
)
@pytest.mark.parametrize("print_format", ["sheet", "booklet"])
@pytest.mark.parametrize("logo", [True, False])
def test_each_page_of_a_long_handout_says_what_its_clinic_and_patient_say(
    logo: bool, print_format: str, change: str
) -> None:
    wanted = prescription(SEVEN, print={"format": print_format}, goal="To dance.")
    known: Known = (wanted, library(), clinic())
    known = known if logo else CHANGES["no logo"](known)
    first = made(known)
    warm = made(CHANGES[change](known))
    assert warm != first
    assert warm == made(CHANGES[change](known), cold=True)


def test_what_is_new_is_marked_on_that_patients_sheet_alone() -> None:
    known, earlier = (prescription(EXAMPLE[:2]), *example()[1:]), prescription(EXAMPLE[:1])
    plain = made(known)
    marked = made(known, earlier=earlier)
    assert marked != plain == made(known)
    assert marked == made(known, cold=True, earlier=earlier)


def test_letters_that_no_font_has_are_refused_after_a_sheet_that_can_be_printed() -> None:
    made(example())
    with pytest.raises(HandoutError, match="no font here has"):
        made(entry(2, note="\u6f22")(example()))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=4))
def test_a_sheet_does_not_depend_on_those_before_it(history: list[str]) -> None:
    first = made(example(), cold=True)
    for change in history:
        made(CHANGES[change](example()))
    assert made(example()) == first


SPELT: dict[str, tuple[Any, ...]] = {
    "exercise": ("ql-stretch", "resisted-shoulder-abduction"),
    "side": ("left", "right", "each", "alternate"),
    "sets": ("2", "2-3", "blank", ["1 x 10", "2 x 60 s"], ["1 x 10", "2 x 1 min"]),
    "reps": ("5", "5-5", "8-12", "blank", "until tired"),
    "hold": ("60 s", "60.0 s", "1 min", "3 breaths", "blank s"),
    "rest": ("60 s", "5 s"),
    "effort": ("light", "RPE 4-5"),
    "load": ("red band", "blue band", "2 kg", "2.0 kg", "2 lb"),
    "frequency": ("1/day", "1/day 2/week", "at most 1/day", "every 1 days", "blank"),
    "tempo": ("1-1-1", "1-0-1"),
    "pain": ("none", "guide", "up to 3/10"),
    "easier": ("2x5", "Do fewer.", "Do " + 40 * "less"),
    "phases": (
        {"weeks 1-2": {"reps": "5"}, "from week 3": {"reps": "8"}},
        {"weeks 1-2": {"reps": "8"}, "week 3 on": {"reps": "5"}},
    ),
    "note": ("Slowly.", "Hold for 20 seconds.", "Slo" + 90 * "w"),
    "accept": (["hold", "note"], ["hold"]),
    "format": ("sheet", "booklet"),
}
"""Values that are nearly the same, right and wrong."""

values = st.sampled_from([(name, one) for name, many in SPELT.items() for one in many])


def outcome(written: dict[str, Any], file: str, *, cold: bool = False) -> bytes | tuple[str, ...]:
    """The sheet of one exercise, prescribed in `file`, or its Problems with their places."""
    entry = {name: value for name, value in written.items() if name != "format"}
    wanted = prescription([entry], print={"format": written.get("format", "sheet")})
    wanted.located(Sources(file))
    try:
        return made((wanted, library(), clinic()), cold=cold)
    except HandoutError as error:
        return tuple(map(str, error.problems))


@settings(deadline=None, max_examples=30)
@given(st.lists(values, max_size=3), values)
def test_whatever_one_patient_is_prescribed_the_next_gets_their_own(
    said: list[tuple[str, Any]], change: tuple[str, Any]
) -> None:
    written = {"exercise": "ql-stretch", "side": "right", **dict(said)}
    patients = {"one.yaml": written, "two.yaml": written | dict([change]), "three.yaml": written}
    warm = {file: outcome(wanted, file) for file, wanted in patients.items()}
    for file, wanted in patients.items():
        assert warm[file] == outcome(wanted, file, cold=True)


def test_a_sheet_is_the_same_in_another_process() -> None:
    for entries in (SEVEN, ONE):
        made((prescription(entries), library(), clinic()))
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]; import test_warm as t;"
        "sys.stdout.buffer.write(t.made(t.example()))"
    )
    paths = [str(ROOT), str(ROOT / "tests")]
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, check=True)
    assert done.stdout == made(example())


def test_every_cache_has_a_bound() -> None:
    made(example())
    unbounded = {
        name
        for name, cache in caches()
        if cache.cache_parameters()["maxsize"] is None
        and cache.__wrapped__.__code__.co_argcount
        and not name.startswith(tuple(FEW))
    }
    assert unbounded == set()
    assert len(list(caches())) > 20


def test_so_many_blocks_are_kept_and_no_more() -> None:
    (block,) = merge(prescription(ONE), library(), clinic()).exercises
    before = SaidBefore(most=3)
    for number in range(5):
        before.keep((), (number,), block)
    assert [before.find((), (number,)) is not None for number in range(5)] == [False] * 2 + [
        True
    ] * 3
    before.forget()
    assert before.find((), (4,)) is None


def test_a_block_is_shared_by_those_who_are_prescribed_the_same() -> None:
    known = library(), clinic()
    one, other = (
        merge(prescription(SEVEN, goal=goal), *known) for goal in ("To walk.", "To swim.")
    )
    assert all(map(operator.is_, one.exercises, other.exercises))
    entries = [{**SEVEN[0], "hold": "20 s"}, {**SEVEN[1], "note": "Slowly."}, *SEVEN[2:]]
    third = merge(prescription(entries), *known)
    shared = list(map(operator.is_, one.exercises, third.exercises))
    assert shared == [False, False, *[True] * 5]


@pytest.mark.parametrize("looks", [True, False])
def test_a_process_looks_for_garbage_after_a_sheet_as_it_did_before(looks: bool) -> None:
    known = example()
    refused = prescription([{**EXAMPLE[0], "side": "both"}])
    try:
        (gc.enable if looks else gc.disable)()
        make_handout(*known, fonts())
        assert gc.isenabled() is looks
        with pytest.raises(HandoutError):
            make_handout(refused, *known[1:], fonts())
        assert gc.isenabled() is looks
    finally:
        gc.enable()


def test_fonts_keep_so_many_words_and_no_more() -> None:
    parameters: dict[str, int] = Fonts(ROOT / "fonts").word.cache_parameters()  # type: ignore[assignment]
    assert parameters["maxsize"] <= 4096


def test_a_kept_block_is_drawn_anew_where_a_glyph_reads_otherwise() -> None:
    """In a document in which the ligature stood for something else before."""
    block = Block(100, 20, (Text(None, 0, 10, "left", 400, 12, "#000000"),))
    page, nothing = Page(100, 20, (Placed(block, 0, 0),)), Outline(part(), {})
    assert b"ActualText" not in draw_page(page, nothing, FONTS, Used()).operators
    (word,) = set_words(FONTS, "ft", 400)
    ((face, gid, _),) = word.readings
    used = Used()
    used.glyphs.reads_as_meant(dataclasses.replace(word, readings=((face, gid, "other"),)))
    assert b"ActualText" in draw_page(page, nothing, FONTS, used).operators
    assert b"ActualText" not in draw_page(page, nothing, FONTS, Used()).operators
