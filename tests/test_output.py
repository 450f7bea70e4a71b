"""A sheet is there whole or not at all, whatever happens while it is written."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from clinics import ROOT

from handouts.errors import CannotWriteError
from handouts.output import Unnamed, write_whole

OLD, NEW = b"the old sheet", b"the new sheet" * 100_000
on_posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def refused(path: Path) -> str:
    """Writing fails, leaves what was there and nothing beside it; returns what it says."""
    before = sorted(path.parent.iterdir())
    with pytest.raises(CannotWriteError) as caught:
        write_whole(path, NEW)
    (problem,) = caught.value.problems
    assert problem.source.file == str(path)
    assert sorted(path.parent.iterdir()) == before
    return str(problem)


def test_writes_a_new_file_into_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "sheet.pdf"
    write_whole(path, NEW)
    assert path.read_bytes() == NEW
    assert list(path.parent.iterdir()) == [path]


def test_replaces_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(OLD)
    write_whole(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("system", ["takes no advice", "refuses advice"])
def test_a_system_need_not_be_told_of_many_files_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """As Windows, which has no such call, and disks of other machines."""
    if system == "takes no advice":
        monkeypatch.delattr(os, "posix_fadvise", raising=False)
    else:
        monkeypatch.setattr(os, "posix_fadvise", _not_supported, raising=False)
    file = Unnamed(tmp_path / "sheet.pdf")
    file.write(NEW)
    file.bring_to_disk()
    file.take_name()
    assert (tmp_path / "sheet.pdf").read_bytes() == NEW


def _not_supported(*_: object) -> None:
    raise OSError(errno.ENOTSUP, "not supported")


@on_posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_only_its_owner_can_read_it(tmp_path: Path, umask: int) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(OLD)
    path.chmod(0o666)
    before = os.umask(umask)
    try:
        write_whole(path, NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) & 0o177 == 0


@on_posix
def test_a_link_is_replaced_and_what_it_points_to_is_not(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "sheet.pdf"
    target.write_bytes(OLD)
    link.symlink_to(target)
    write_whole(link, NEW)
    assert target.read_bytes() == OLD
    assert link.read_bytes() == NEW


def test_a_file_that_is_open_elsewhere_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(OLD)

    def held(*_: object) -> None:  # what Windows says of a PDF that a viewer shows
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(Path, "replace", held)
    said = refused(path)
    assert "cannot be written: it is open elsewhere or the folder is locked" in said
    assert "hint: close it in the other program, or choose another folder with -o" in said
    assert path.read_bytes() == OLD


def test_a_folder_of_that_name_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.mkdir()
    assert "cannot be written" in refused(path)


def test_a_file_in_place_of_the_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "sheets").write_bytes(OLD)
    with pytest.raises(CannotWriteError, match="cannot be written"):
        write_whole(tmp_path / "sheets" / "sheet.pdf", NEW)
    assert (tmp_path / "sheets").read_bytes() == OLD


@on_posix
def test_a_name_that_is_too_long_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be written" in refused(tmp_path / f"{'a' * 300}.pdf")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    folder, mount = tmp_path / "disk", shutil.which("mount")
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if (
        mount is None
        or subprocess.run([mount, *options], capture_output=True, check=False).returncode
    ):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_full_disk_the_old_file_stays_whole(small_disk: Path) -> None:
    path = small_disk / "sheet.pdf"
    path.write_bytes(OLD)
    said = refused(path)
    assert "cannot be written: No space left on device" in said
    assert "hint: the old file, if any, is as it was" in said
    assert path.read_bytes() == OLD


IN_A_PROCESS = """
import os, pathlib, signal, sys
from handouts.errors import CannotWriteError
from handouts.output import write_whole
{before}
try:
    write_whole(pathlib.Path(sys.argv[1]), b"the new sheet" * 100_000)
except CannotWriteError as error:
    print(error)
    sys.exit(3)
"""


def in_a_process(path: Path, before: str) -> subprocess.CompletedProcess[str]:
    """Write in a process of its own, which does `before` first."""
    return subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS.format(before=before), str(path)],
        capture_output=True, text=True, cwd=ROOT, timeout=60, check=False,
    )  # fmt: skip


@on_posix
def test_a_write_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(OLD)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))"
    result = in_a_process(path, limit)
    assert result.returncode == 3
    assert "cannot be written: File too large" in result.stdout
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


@on_posix
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_kill_in_the_middle_leaves_the_old_file(tmp_path: Path, moment: str) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(OLD)
    kill = f"os.{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
    assert in_a_process(path, kill).returncode == -signal.SIGKILL
    assert path.read_bytes() == OLD
    (left,) = set(tmp_path.iterdir()) - {path}
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
