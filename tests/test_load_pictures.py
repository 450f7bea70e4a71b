"""Pictures come from the exercise's own folder and are whole, or are Problems that say which."""

from __future__ import annotations

import contextlib
import struct
import zlib
from pathlib import Path

import PIL.Image
import pytest
from clinics import EXERCISE_FILE, FRAME_FILE, ClinicFolder, Mistake, assert_refused
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import HandoutError, Source
from handouts.load.pictures import MAX_SIDE_PX, read_image
from handouts.model.drawing import Image

HERE = Path(__file__).parent


def named(name: str, says: str, hint: str) -> Mistake:
    """The picture of the exercise has that name."""
    return Mistake(EXERCISE_FILE, "file: frame.png", f"file: {name}", name, says, hint)


NAMES = {
    "folder above": named("../frame.png", "outside the folder", "beside this file"),
    "roundabout": named("x/../../nod/exercise.yaml", "outside the folder", "beside this file"),
    "whole path": named("/etc/passwd", "outside the folder", "beside this file"),
    "missing": named("frame-9.png", "no file frame-9.png", "put it into"),
    "folder": named("./", "no file ./", "put it into"),
    "very long name": named("x" * 5000, "is not the name of a file", "beside this file"),
    "other kind of file": named("exercise.yaml", "cannot be read", "PNG or JPEG"),
}


@pytest.mark.parametrize("mistake", NAMES.values(), ids=NAMES.keys())
def test_refuses_the_name_of_a_picture(clinic: ClinicFolder, mistake: Mistake) -> None:
    assert_refused(clinic, mistake)


def refused(clinic: ClinicFolder, says: str) -> None:
    outcome = clinic.make()
    (problem,) = outcome.problems
    assert problem.startswith(f"{clinic.place(EXERCISE_FILE, 'frame.png')}: ")
    assert says in problem
    assert "\n  hint: " in problem
    assert outcome.exit_code == 2
    assert not clinic.sheets


@pytest.mark.parametrize("target", ["/etc/passwd", "../nod/exercise.yaml", "../squat/frame.png"])
def test_does_not_follow_a_link_out_of_the_folder(clinic: ClinicFolder, target: str) -> None:
    clinic.path(FRAME_FILE).replace(clinic.path("exercises/squat/frame.png"))
    clinic.path(FRAME_FILE).symlink_to(target)
    refused(clinic, "outside the folder")


def test_follows_a_link_inside_the_folder(clinic: ClinicFolder) -> None:
    clinic.path(FRAME_FILE).rename(clinic.path(FRAME_FILE).with_name("photo.png"))
    clinic.path(FRAME_FILE).symlink_to("photo.png")
    assert clinic.make().exit_code == 0


def test_refuses_a_link_to_itself(clinic: ClinicFolder) -> None:
    clinic.path(FRAME_FILE).unlink()
    clinic.path(FRAME_FILE).symlink_to("frame.png")
    refused(clinic, "frame.png")


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


ROWS = chunk(b"IDAT", zlib.compress(bytes(1000)))
FILES = {
    "text": (b"just words", "cannot be read"),
    "empty": (b"", "cannot be read"),
    "GIF": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "cannot be read"),
    "no rows": (png(40, 30), "cannot be read"),
    "too few rows": (png(400, 300, ROWS), "cannot be read"),
    "broken rows": (png(40, 30, chunk(b"IDAT", b"not packed")), "cannot be read"),
    "no width": (png(0, 30, ROWS), "cannot be read"),
    "100000 by 100000": (png(100_000, 100_000, ROWS), "too many pixels"),
    "9000 by 9000": (png(9000, 9000, ROWS), "too many pixels"),
    "31 MB": (png(40, 30, ROWS) + bytes(31_000_000), "larger than 30 MB"),
    "words that unpack to much": (
        png(40, 30, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(20_000_000))), ROWS),
        "cannot be read",
    ),
}


@pytest.mark.parametrize(("data", "says"), FILES.values(), ids=FILES.keys())
def test_refuses_a_picture_that_is_not_whole(clinic: ClinicFolder, data: bytes, says: str) -> None:
    clinic.write(FRAME_FILE, data)
    refused(clinic, says)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_refuses_a_picture_that_was_cut_short(clinic: ClinicFolder, share: float) -> None:
    whole = (HERE / "pictures/bridge-1.png").read_bytes()
    clinic.write(FRAME_FILE, whole[: int(len(whole) * share)])
    refused(clinic, "cannot be read")


def reading(tmp_path: Path, picture: PIL.Image.Image, name: str = "a.png") -> Image:
    picture.save(tmp_path / name)
    return read_image(tmp_path, name, Source("exercise.yaml", 1, 1))


def pixels(image: Image) -> bytes:
    assert image.packing == "flate"
    return zlib.decompress(image.data)


def test_clear_parts_of_a_picture_are_white(tmp_path: Path) -> None:
    image = reading(tmp_path, PIL.Image.new("RGBA", (2, 1), (255, 0, 0, 0)))
    assert (image.colours, pixels(image)) == ("rgb", b"\xff" * 6)


def test_a_grey_picture_stays_grey(tmp_path: Path) -> None:
    image = reading(tmp_path, PIL.Image.new("L", (2, 1), 128))
    assert (image.colours, pixels(image)) == ("grey", b"\x80\x80")


def test_a_picture_in_black_and_white_stays_so(tmp_path: Path) -> None:
    image = reading(tmp_path, PIL.Image.new("1", (2, 1), 0))
    assert (image.colours, pixels(image)) == ("grey", b"\x00\x00")


def test_a_grey_of_sixteen_bits_keeps_its_shade(tmp_path: Path) -> None:
    image = reading(tmp_path, PIL.Image.new("I;16", (2, 1), 0x8000))
    assert set(pixels(image)) == {0x80}


def test_a_palette_becomes_its_colours(tmp_path: Path) -> None:
    image = reading(tmp_path, PIL.Image.new("RGB", (2, 1), (1, 2, 3)).convert("P"))
    assert image.colours == "rgb"


def test_a_large_picture_is_made_no_larger_than_print_needs(tmp_path: Path) -> None:
    image = reading(tmp_path, PIL.Image.new("RGB", (3000, 1500), "white"))
    assert (image.width_px, image.height_px) == (MAX_SIDE_PX, MAX_SIDE_PX // 2)


def test_a_photo_stands_upright(tmp_path: Path) -> None:
    photo = PIL.Image.new("RGB", (40, 20), "white")
    turned = photo.getexif()
    turned[0x0112] = 6
    photo.save(tmp_path / "a.jpg", exif=turned)
    image = read_image(tmp_path, "a.jpg", Source("exercise.yaml"))
    assert (image.packing, image.width_px, image.height_px) == ("jpeg", 20, 40)


def test_the_place_and_camera_of_a_photo_are_left_out(tmp_path: Path) -> None:
    photo = PIL.Image.new("RGB", (40, 20), "white")
    camera = photo.getexif()
    camera[0x010F] = "Camera of Jane Doe"
    photo.save(tmp_path / "a.jpg", exif=camera)
    image = read_image(tmp_path, "a.jpg", Source("exercise.yaml"))
    assert b"Jane Doe" not in image.data


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
def test_photos_of_every_kind_are_grey_or_rgb(tmp_path: Path, mode: str) -> None:
    PIL.Image.new(mode, (40, 20)).save(tmp_path / "a.jpg")
    image = read_image(tmp_path, "a.jpg", Source("exercise.yaml"))
    assert image.colours == ("grey" if mode == "L" else "rgb")


def saved(tmp_path: Path) -> list[bytes]:
    picture = PIL.Image.radial_gradient("L").resize((30, 20))
    turned = picture.getexif()
    turned[0x0112] = 6
    kinds = [("a.png", "L"), ("b.png", "P"), ("c.png", "RGBA"), ("d.jpg", "RGB"), ("e.jpg", "CMYK")]
    for name, mode in kinds:
        picture.convert(mode).save(tmp_path / name, exif=turned)
    return [(tmp_path / name).read_bytes() for name, _ in kinds]


@pytest.mark.filterwarnings("error")
def test_a_damaged_picture_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    wholes = saved(folder)

    @settings(max_examples=400, deadline=None, derandomize=True, database=None)
    @given(
        st.sampled_from(wholes),
        st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), min_size=1, max_size=6),
    )
    def check(whole: bytes, damage: list[tuple[float, bytes]]) -> None:
        for place, replacement in damage:
            at = int(place * len(whole))
            whole = whole[:at] + replacement + whole[at + max(1, len(replacement)) :]
        (folder / "x.png").write_bytes(whole)
        with contextlib.suppress(HandoutError):
            assert read_image(folder, "x.png", Source("exercise.yaml", 1, 1)).width_px > 0

    check()
