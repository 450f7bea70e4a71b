"""figure.json: what was drawn comes back, the same bytes for the same figure, damage is refused."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from drawn import CROPPED, HALVES, realistic

from handouts.load.figure_file import (
    DamagedFigureError,
    Figure,
    digest_of,
    figure_bytes,
    figure_from,
    read_figure,
)
from handouts.model.drawing import Drawing, DrawnPath

STROKE = Drawing(100, 80, (DrawnPath("1 2 m 3.5 -4 l", None, "line+pale/36", 1.4, 0.25),))
FIGURE = Figure("pose", (HALVES, STROKE), ("1", "2-3"))
WRITTEN = figure_bytes(FIGURE)


def test_what_was_drawn_comes_back() -> None:
    figure = figure_from(WRITTEN)
    assert figure == FIGURE
    assert [drawing.paths for drawing in figure.drawings] == [HALVES.paths, STROKE.paths]


def test_a_bleed_comes_back_and_belongs_to_all_frames() -> None:
    figure = figure_from(figure_bytes(Figure("pose", (CROPPED,), ("",))))
    assert figure.drawings[0].bleed == CROPPED.bleed
    with pytest.raises(ValueError, match="too many values"):
        figure_bytes(Figure("pose", (CROPPED, Drawing(100, 80, CROPPED.paths)), ("", "")))


def test_the_same_figure_gives_the_same_bytes_one_path_a_line() -> None:
    assert figure_bytes(figure_from(WRITTEN)) == WRITTEN
    assert [line.rstrip(b",") for line in WRITTEN.splitlines()][1:3] == [
        b'["0 0 m 50 0 l 50 80 l 0 80 l h","shirt",null,0,1]',
        b'["50 0 m 100 0 l 100 80 l 50 80 l h","trousers",null,0,1]',
    ]
    assert json.loads(WRITTEN)["width"] == 100


def test_drawings_of_two_sizes_are_a_bug() -> None:
    other = Drawing(100, 81, HALVES.paths)
    with pytest.raises(ValueError, match="too many values"):
        figure_bytes(Figure("pose", (HALVES, other), ("", "")))


def test_drawings_are_told_apart_by_everything_that_is_painted() -> None:
    path = HALVES.paths[0]
    others = [
        DrawnPath(path.data + " h", path.fill),
        DrawnPath(path.data, "skin"),
        DrawnPath(path.data, path.fill, "line"),
        DrawnPath(path.data, path.fill, None, 2),
        DrawnPath(path.data, path.fill, opacity=0.5),
    ]
    digests = {Drawing(100, 80, (one,)).digest for one in (path, *others)}
    digests |= {Drawing(80, 100, (path,)).digest, HALVES.digest}
    digests |= {Drawing(100, 80, (path,), bleed=more).digest for more in (1, 2)}
    assert len(digests) == 10


def test_a_pose_is_known_by_its_values_not_by_their_order() -> None:
    pose = {"base": "stand", "frames": [{"knee.R": "90", "hip.R": ["45", "0"]}]}
    turned = {"frames": [{"hip.R": ["45", "0"], "knee.R": "90"}], "base": "stand"}
    assert digest_of(pose) == digest_of(turned)
    for other in (
        {"base": "sit", "frames": pose["frames"]},
        {"base": "stand", "frames": [{"knee.R": "91", "hip.R": ["45", "0"]}]},
        {"base": "stand", "frames": [{"knee.R": "90", "hip.R": ["0", "45"]}]},
        {"base": "stand", "frames": [*pose["frames"], {}]},
    ):
        assert digest_of(other) != digest_of(pose)


DAMAGE = {
    "empty": (WRITTEN, b""),
    "cut short": (b"]}]}\n", b""),
    "a moved point": (b"50 80 l 0 80", b"51 80 l 0 80"),
    "another colour": (b"trousers", b"hair"),
    "a colour that is none": (b"trousers", b"denim"),
    "other steps": (b'"2-3"', b'"2-4"'),
    "another size": (b'"width":100', b'"width":101'),
    "no width": (b'"width":100', b'"width":0'),
    "another bleed": (b'"bleed":0', b'"bleed":9'),
    "a bleed inwards": (b'"bleed":0', b'"bleed":-1'),
    "no bleed": (b'"bleed":0,', b""),
    "an endless width": (b'"width":100', b'"width":Infinity'),
    "a width in words": (b'"width":100', b'"width":"100"'),
    "another version": (b'"format":2', b'"format":1'),
    "no paths": (b'"paths"', b'"path"'),
    "more than numbers and steps": (b"0 0 m 50 0 l", b"0 0 m EMC 0 l"),
    "an opacity of two": (b"1.4,0.25", b"1.4,2"),
    "a list": (WRITTEN, b"[]"),
    "no JSON": (WRITTEN, b"figure"),
    "no letters": (WRITTEN, b"\xff\xfe\x00"),
    "a path that is none": (b'["1 2 m 3.5 -4 l",null,"line+pale/36",1.4,0.25]', b"7"),
}


@pytest.mark.parametrize(("old", "new"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_refused(old: bytes, new: bytes) -> None:
    assert old in WRITTEN
    with pytest.raises(DamagedFigureError):
        figure_from(WRITTEN.replace(old, new, 1))


@pytest.mark.parametrize(
    "path",
    [
        DrawnPath("0 0 m EMC 9 9 l", "skin"),
        DrawnPath("0 0 m 9 9 l", "denim"),
        DrawnPath("0 0 m 9 9 l", None, "skin+denim/5"),
        DrawnPath("0 0 m 9 9 l", None, "skin", -1),
        DrawnPath("0 0 m 9 9 l", "skin", opacity=2),
    ],
)
def test_what_no_page_can_hold_is_refused_though_its_checksum_is_right(path: DrawnPath) -> None:
    data = figure_bytes(Figure("pose", (Drawing(9, 9, (path,)),), ("",)))
    with pytest.raises(DamagedFigureError):
        figure_from(data)


def test_a_bleed_inwards_is_refused_though_its_checksum_is_right() -> None:
    data = figure_bytes(Figure("pose", (Drawing(9, 9, (), bleed=-1),), ("",)))
    with pytest.raises(DamagedFigureError):
        figure_from(data)


def test_a_new_format_makes_every_figure_old(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_of({"base": "stand"})
    monkeypatch.setattr("handouts.load.figure_file.FORMAT", 3)
    assert digest_of({"base": "stand"}) != before


def test_a_file_without_a_frame_is_refused() -> None:
    empty = b'{"format":2,"pose":"","drawn":"' + _checksum_of_nothing() + b'","width":1,"height":1,'
    with pytest.raises(DamagedFigureError):
        figure_from(empty + b'"bleed":0,"frames":[]}')


def _checksum_of_nothing() -> bytes:
    import hashlib

    return hashlib.sha256(b"").hexdigest()[:24].encode()


def test_a_file_of_any_size_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.load.figure_file.MAX_BYTES", len(WRITTEN) - 1)
    (tmp_path / "figure.json").write_bytes(WRITTEN)
    with pytest.raises(DamagedFigureError, match="too large"):
        read_figure(tmp_path / "figure.json")


def test_a_figure_of_three_thousand_points_is_read_in_a_millisecond() -> None:
    data = figure_bytes(Figure("pose", (realistic(),), ("",)))
    times = []
    for _ in range(20):
        start = time.perf_counter()
        figure_from(data)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.003  # 0.4 ms where nothing else runs
