"""content/POSES.md is true: it shows what its own words draw, and it leaves nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, get_args

import poses_guide
import pytest
from clinics import ROOT
from golden_files import compare_picture
from poses_guide import GUIDE, PICTURES, Block, Panel, blocks, blocks_of
from pydantic import BaseModel

from handouts.errors import HandoutError
from handouts.figures.anchors import BONES, HELD_LINES, JOINTS, THINGS
from handouts.figures.arrows import Push, Turn, Way
from handouts.figures.camera import VIEWS, Camera
from handouts.figures.face import Eyes, Hair
from handouts.figures.framing import Crop
from handouts.figures.hands import HandShape
from handouts.figures.held import HELD, Loop, LoopPlace
from handouts.figures.pose import Base, FootContact, Frame, HandContact, Palm, Pose
from handouts.figures.props import Prop
from handouts.figures.ranges import RANGES, Movement
from handouts.figures.zones import MUSCLES, NAMES, ZONES

TEXT = poses_guide.text()
PICTURED = [block for block in blocks() if block.picture]
REFUSED = [block for block in blocks() if block.refusal is not None]
MOST_BYTES, MOST_BYTES_TOGETHER = 30_000, 500_000
"""Pictures travel in the wheel."""


def poses() -> list[Pose]:
    return [pose for block in PICTURED for pose in block.poses.values()]


def panels() -> list[Panel]:
    return [panel for block in PICTURED for panel in block.panels]


def said(key: str) -> set[Any]:
    """What the frames of the guide's pictures say after a key, of either side."""
    frames = [frame.said().items() for pose in poses() for frame in pose.frames]
    return {value for frame in frames for name, value in frame if name.partition(".")[0] == key}


def given(model: type[BaseModel] | tuple[type[BaseModel], ...], key: str) -> set[str]:
    """The options of an arrow, push or crop that the guide's pictures use."""
    holders: list[Any] = [pose for pose in poses() if key in Pose.model_fields]
    holders += [frame for pose in poses() for frame in pose.frames if key in Frame.model_fields]
    found = [getattr(holder, key) for holder in holders]
    return {name for each in found if isinstance(each, model) for name in each.model_fields_set}


def in_code(text: str) -> set[str]:
    """Every word that the guide has between backticks, or in a block."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    fenced = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    return {word for each in (*spans, *fenced) for word in re.findall(r"[\w.]+(?<!\.)", each)}


def row(first: str) -> str:
    """The row of a table that begins with this cell."""
    found = re.findall(rf"^\| `{re.escape(first)}` \|.*$", TEXT, re.MULTILINE)
    return "\n".join(found)


# ------------------------------------------------------------------ pictures


@pytest.mark.parametrize("block", PICTURED, ids=lambda block: block.picture)
def test_every_block_draws_its_picture(block: Block, pytestconfig: pytest.Config) -> None:
    compare_picture(
        f"{block.picture}.png", block.image(), pytestconfig, PICTURES, poses_guide.packed
    )


def test_a_block_that_does_not_draw_is_found() -> None:
    (block,) = blocks_of("```yaml\nframes:\n  - knee: 200\n```\n\n![A knee](poses/knee.png)\n")
    with pytest.raises(HandoutError, match="200"):
        block.image()


def test_every_block_has_a_picture_or_is_refused() -> None:
    assert [block.text for block in blocks() if not block.picture and block.refusal is None] == []
    assert TEXT.count("```yaml\n") == len(blocks())


def test_every_picture_belongs_to_one_block_and_says_what_it_shows() -> None:
    names = [block.picture for block in PICTURED]
    assert sorted(f"{name}.png" for name in names) == sorted(p.name for p in PICTURES.iterdir())
    assert TEXT.count("](poses/") == len(names)
    assert all(len(block.alt) > 15 for block in PICTURED)


def test_pictures_are_small() -> None:
    sizes = [path.stat().st_size for path in PICTURES.iterdir()]
    assert max(sizes) <= MOST_BYTES
    assert sum(sizes) <= MOST_BYTES_TOGETHER


@pytest.mark.parametrize("block", REFUSED, ids=lambda block: f"line-{block.line}")
def test_what_the_guide_calls_refused_is_refused_in_these_words(block: Block) -> None:
    assert block.refused() == block.refusal


# ------------------------------------------------------------------ nothing is left out


def movements() -> Iterator[tuple[str, int, Movement]]:
    for joint, ways in RANGES.items():
        for number, movement in enumerate(ways):
            yield joint, number, movement


@pytest.mark.parametrize(("joint", "number", "movement"), list(movements()))
def test_every_movement_is_shown_both_ways_under_its_name(
    joint: str, number: int, movement: Movement
) -> None:
    def shown(way: str) -> list[float]:
        return [
            value[number]
            for panel in panels()
            for key, value in panel.frame.said().items()
            if panel.meant == way and key.partition(".")[0] == joint and isinstance(value, tuple)
        ]

    assert any(amount > 0 for amount in shown(movement.positive))
    least = min(shown(movement.negative))
    assert least < 0 or least == movement.least == 0  # an elbow that is straight
    unit = movement.unit
    plus = f"{movement.positive}, to {movement.most:g}{unit}"
    minus = f"{movement.negative}, to {movement.least:g}{unit}"
    assert f"| {plus} | {minus} |" in row(joint)


def test_everything_is_drawn_somewhere() -> None:
    assert {pose.view for pose in poses()} >= {Camera(*view) for view in VIEWS.values()}
    assert {pose.base for pose in poses()} == set(get_args(Base))
    assert {pose.hair for pose in poses()} == set(get_args(Hair))
    assert {pose.eyes for pose in poses()} >= {"closed"}
    assert {pose.shoes for pose in poses()} == {True, False}
    assert {prop.name for pose in poses() for prop in pose.props} == set(Prop.model_fields)
    (hands,) = (block for block in PICTURED if block.picture == "fingers")
    assert [panel.frame.fingers_right for panel in hands.panels] == list(get_args(HandShape))
    assert said("palm") == set(get_args(Palm))
    assert said("foot") == set(get_args(FootContact)) - {"free"}
    assert said("hand") == set(get_args(HandContact))
    assert {key for key in HELD if said(key)} == set(HELD)
    loops = {band.around for band in said("band") if isinstance(band, Loop)}
    assert loops == set(get_args(LoopPlace))
    assert given((Way, Turn), "arrow") == {*Way.model_fields, *Turn.model_fields}
    assert given(Push, "push") == set(Push.model_fields)
    assert given(Crop, "crop") == set(Crop.model_fields)
    zones = {zone.partition(".")[0] for zones in said("glow") for zone in zones}
    assert zones == set(ZONES)


def test_every_word_of_a_pose_stands_in_the_guide() -> None:
    models: tuple[type[BaseModel], ...] = (Pose, Frame, Way, Turn, Push, Crop, Prop)
    words = {
        *(field.alias or name for model in models for name, field in model.model_fields.items()),
        *VIEWS, *get_args(Base), *get_args(HandShape), *get_args(Palm), *get_args(FootContact),
        *get_args(Hair), *get_args(Eyes), *get_args(LoopPlace), *JOINTS, *BONES, *THINGS,
        *HELD_LINES, *NAMES,
    }  # fmt: skip
    told = in_code(TEXT)
    of_a_side = {word for word in words if word.endswith((".R", ".L"))}
    assert words - of_a_side - told == set()
    bare = {word.partition(".")[0] for word in told}
    assert {word for word in of_a_side if word.partition(".")[0] not in bare} == set()
    assert {"reach.R", "reach.L", "palm.R", "palm.L"} <= told  # no key for both sides


def accepts(thing: type[BaseModel], option: str, value: float) -> bool:
    try:
        thing.model_validate({option: value})
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", Prop.model_fields)
def test_every_option_of_a_prop_stands_in_its_row(name: str) -> None:
    thing, _ = get_args(Prop.model_fields[name].annotation)
    for option, field in thing.model_fields.items():
        if option == "shift":
            continue  # of every prop: said once
        assert f"`{option}`" in row(name)
        if isinstance(field.default, int | float):
            assert f"`{option}` {field.default:g}" in row(name)
        for word in get_args(field.annotation):
            assert not isinstance(word, str) or word in row(name)
        limits = re.search(rf"`{option}`[^`(]*\((-?\d+) to (\d+)", row(name))
        assert bool(limits) == any(accepts(thing, option, length) for length in (40, 60, 120))
        if limits:
            least, most = int(limits[1]), int(limits[2])
            assert [accepts(thing, option, x) for x in (least - 1, least, most, most + 1)] == [
                False, True, True, False,
            ]  # fmt: skip


@pytest.mark.parametrize(
    ("model", "heading"),
    [(Way, "Arrow"), (Turn, "Arrow"), (Push, "Push"), (Crop, "Crop"), (Frame, "Every key")],
)
def test_every_option_stands_in_the_first_cell_of_a_row(
    model: type[BaseModel], heading: str
) -> None:
    section = TEXT.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    cells = "".join(re.findall(r"^\| (`.+?) \|", section, re.MULTILINE))
    for name, field in model.model_fields.items():
        key = field.alias or name
        assert f"`{key}`" in cells or f"`{key.partition('.')[0]}`" in cells


@pytest.mark.parametrize(
    ("model", "option"), [(Way, "away"), (Turn, "middle"), (Push, "gap"), (Push, "length")]
)
def test_what_is_taken_when_nothing_is_said_stands_in_its_row(
    model: type[BaseModel], option: str
) -> None:
    assert f"({model.model_fields[option].default:g} when left out)" in row(option)


def test_every_muscle_stands_in_the_row_of_its_zone() -> None:
    for muscle, zone in MUSCLES.items():
        cells = row(f"{zone}.R" if ZONES[zone].sided else zone).strip("| ").split("|")[-1]
        assert muscle in cells.strip().split(", ")


# ------------------------------------------------------------------ finding one's way


def anchor(heading: str) -> str:
    """As GitHub names a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_no_link_is_broken() -> None:
    anchors = {anchor(heading) for heading in re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)}
    links = re.findall(r"\]\(([^)]+)\)", TEXT)
    assert len(links) > 50
    assert {link for link in links if link.startswith("#") and link[1:] not in anchors} == set()
    files = {link for link in links if not link.startswith("#")}
    assert {link for link in files if not (GUIDE.parent / link).is_file()} == set()


def test_the_contents_name_every_section_in_order() -> None:
    headings = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    contents = re.findall(r"^- \[(.+)\]\(#(.+)\)$", TEXT.partition("\n## ")[0], re.MULTILINE)
    assert contents == [(heading, anchor(heading)) for heading in headings]


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md"])
def test_the_guide_is_found_from(page: str) -> None:
    assert "](content/POSES.md" in (ROOT / page).read_text(encoding="utf-8")


def test_its_lines_are_those_of_prose() -> None:
    """A table may not be torn by an empty cell or a missing bar."""
    lines = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL).splitlines()
    for above, below in pairwise(lines):
        if above.startswith("|") and below.startswith("|"):
            assert above.count("|") == below.count("|"), below
