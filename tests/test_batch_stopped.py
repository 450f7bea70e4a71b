"""A batch that is stopped at any moment: no half file, and a second run makes the rest."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from batches import (
    assert_kept,
    command,
    jobs,
    rows,
    sheets_in,
    without_reviews,
    write_roster,
)
from clinics import OUTPUT, ROOT, ClinicFolder

from handouts.batch.manifest import TEMPORARY, Manifest, Row
from handouts.batch.outcome import Result
from handouts.batch.report import REPORT_FILE
from handouts.batch.run import run_batch
from handouts.errors import CannotWriteError, ExitCode
from handouts.load.job import Job

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by the signals of POSIX")
SHEETS = 12
MANY = 60
"""Enough that a run lasts while it is looked at."""
KILLS = 50


@pytest.fixture
def clinic(clinic: ClinicFolder) -> ClinicFolder:
    return without_reviews(clinic)


def undisturbed(clinic: ClinicFolder, count: int) -> tuple[dict[str, str], float]:
    """What a run makes that nobody disturbs, and how many seconds it takes."""
    folder, begin = clinic.path("undisturbed"), time.monotonic()
    run_batch(jobs(count), clinic.root, folder, workers=2)
    return sheets_in(folder), time.monotonic() - begin


def _run(root: Path, output: Path) -> None:
    run_batch(jobs(MANY), root, output, workers=2)


def test_killed_at_fifty_random_moments_a_second_run_makes_the_rest(clinic: ClinicFolder) -> None:
    whole, seconds = undisturbed(clinic, MANY)
    moments = random.Random(5)  # noqa: S311  # the same moments each time
    output, fork = clinic.path(OUTPUT), multiprocessing.get_context("fork")
    found = set[int]()
    for kill in range(KILLS):
        process = fork.Process(target=_run, args=(clinic.root, output))
        process.start()
        # So many sheets are there, or none are made any more; and then at any moment.
        made = moments.randrange(MANY + 1)
        while len(list(output.glob("*.pdf"))) < made and process.is_alive():
            time.sleep(0.001)
        time.sleep(moments.uniform(0, seconds / MANY))
        process.kill()
        process.join()
        _wait_for_lock(output)
        _once_free(lambda: assert_kept(output))
        found.add(len(sheets_in(output)))
        if kill % 5 == 4:
            _once_free(lambda: run_batch(jobs(MANY), clinic.root, output, workers=2))
            assert sheets_in(output) == whole
            assert not list(output.glob(f"{TEMPORARY}*"))
            shutil.rmtree(output)
    assert found - {0, MANY}  # some were in the middle


def _once_free(act: Callable[[], object]) -> None:
    """On a busy machine a process that lost its leader takes a while to let go of the folder."""
    end = time.monotonic() + 30
    while True:
        try:
            act()
        except CannotWriteError:
            assert time.monotonic() < end
            time.sleep(0.1)
        else:
            return


def _wait_for_lock(output: Path) -> None:
    """Processes that lost theirs end by themselves; what they are writing they may finish."""
    for _ in range(100):
        before = sheets_in(output), sorted(output.glob(f"{TEMPORARY}*"))
        time.sleep(0.02)
        if before == (sheets_in(output), sorted(output.glob(f"{TEMPORARY}*"))):
            return


def test_no_process_outlives_the_one_that_was_killed(clinic: ClinicFolder) -> None:
    roster = write_roster(clinic, rows(400))
    batch = command(roster, "-o", clinic.path(OUTPUT), "--workers", "2", "--quiet")
    _until(lambda: len(sheets_in(clinic.path(OUTPUT))) > 2)
    family = _children(batch.pid)
    assert len(family) == 2
    batch.kill()
    batch.wait()
    _until(lambda: not any(_lives(pid) for pid in family), seconds=20)


def test_ctrl_c_finishes_what_is_begun_and_says_how_to_go_on(clinic: ClinicFolder) -> None:
    roster, output = write_roster(clinic, rows(400)), clinic.path(OUTPUT)
    batch = command(roster, "-o", output, "--workers", "2")
    _until(lambda: len(sheets_in(output)) > 2)
    batch.send_signal(signal.SIGINT)
    out, err = batch.communicate(timeout=60)
    assert batch.returncode == ExitCode.INTERRUPTED
    made = len(sheets_in(output))
    assert f"{made} written, 0 unchanged, 0 failed. Run the same command again" in out
    assert "Traceback" not in err
    assert "sheets that are begun are finished first" in err
    assert 2 < made < 400
    assert not (output / REPORT_FILE).exists()
    assert_kept(output)
    with Manifest(output) as manifest:
        assert len(manifest.rows()) == made
    again = command(roster, "-o", output, "--workers", "2")
    out, _ = again.communicate(timeout=120)
    assert f"{400 - made} written, {made} unchanged, 0 failed." in out
    assert again.returncode == ExitCode.OK


def test_a_ctrl_c_reaches_all_processes_of_a_terminal_and_harms_none(clinic: ClinicFolder) -> None:
    roster, output = write_roster(clinic, rows(400)), clinic.path(OUTPUT)
    batch = command(roster, "-o", output, "--workers", "2", "--quiet")
    _until(lambda: len(sheets_in(output)) > 2)
    for pid in (*_children(batch.pid), batch.pid):
        os.kill(pid, signal.SIGINT)
    out, err = batch.communicate(timeout=60)
    assert batch.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in err
    assert "0 failed" in out


def test_two_batches_into_one_folder_the_second_refuses(clinic: ClinicFolder) -> None:
    output = clinic.path(OUTPUT)

    def second() -> Iterator[Job]:
        first = jobs(40)
        yield next(first)
        with pytest.raises(CannotWriteError, match="another batch is writing into this folder"):
            run_batch(jobs(3), clinic.root, output, workers=1)
        beside = command(write_roster(clinic, rows(3)), "-o", output, "--clinic", str(clinic.root))
        _, err = beside.communicate(timeout=60)
        assert "another batch is writing into this folder" in err
        assert "wait until it is done" in err
        assert beside.returncode == ExitCode.CANNOT_WRITE
        yield from first

    assert run_batch(second(), clinic.root, output).count() == {Result.WRITTEN: 40}


def test_what_a_kill_left_is_removed_and_what_others_write_is_not(clinic: ClinicFolder) -> None:
    left = clinic.write(f"{OUTPUT}/{TEMPORARY}abc.tmp", "half a sheet")
    others = clinic.write(f"{OUTPUT}/.handout-abc.tmp", "of handouts make, which may be running")
    run_batch(jobs(1), clinic.root, clinic.path(OUTPUT), workers=1)
    assert not left.exists()
    assert others.exists()


FULL = """\
import json, resource, subprocess, sys
from pathlib import Path
from handouts.batch.manifest import Manifest
sys.path.insert(0, {tests!r})
from batches import assert_kept, sheets_in
folder, roster, is_mounted = Path({folder!r}), {roster!r}, {is_mounted!r}
limit = None if is_mounted else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 10**9))
def run(limit=None):
    done = subprocess.run(
        [sys.executable, "-m", "handouts.cli", "batch", roster, "-o", str(folder / "sheets"),
         "--workers", "2"], capture_output=True, text=True, preexec_fn=limit)
    left = [file.name for file in (folder / "sheets").glob(".batch-*")]
    return done.returncode, done.stdout, done.stderr, sheets_in(folder / "sheets"), left
if is_mounted:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", folder], check=True)
full = run(limit)
if is_mounted:
    subprocess.run(["mount", "-o", "remount,size=100m", folder], check=True)
assert_kept(folder / "sheets")  # now: to open the manifest takes a few kB
again = run()
assert_kept(folder / "sheets")
print(json.dumps([full, again]))
"""


def test_a_full_disk_is_told_in_words_and_a_second_run_makes_the_rest(
    clinic: ClinicFolder, tmp_path: Path
) -> None:
    """On a disk of 300 kB; where none can be mounted, under a limit on the size of a file."""
    whole, _ = undisturbed(clinic, SHEETS)
    folder = tmp_path / "disk"
    folder.mkdir()
    alone = ["unshare", "--mount", "--map-root-user"]
    is_mounted = bool(shutil.which("unshare")) and not subprocess.run(
        [*alone, "mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False
    ).returncode  # fmt: skip
    code = FULL.format(
        tests=str(ROOT / "tests"), folder=str(folder), is_mounted=is_mounted,
        roster=str(write_roster(clinic, rows(SHEETS))),
    )  # fmt: skip
    done = subprocess.run(
        [*(alone if is_mounted else []), sys.executable, "-c", code],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (code_full, out, err, there, left), (code_again, out_again, _, all_there, _) = json.loads(
        done.stdout
    )
    assert code_full == ExitCode.CANNOT_WRITE, (out, err)
    assert "No space left" in err or "the disk is full" in err or "File too large" in err
    assert "Run the same command again for the rest" in err
    assert "Traceback" not in err
    assert there.items() < whole.items()
    assert left == []
    assert code_again == ExitCode.OK, out_again
    assert all_there == whole


def test_bytes_are_on_the_disk_before_their_name_and_names_before_their_row(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a power cut leaves no half sheet, and no row without its sheet."""
    told: list[tuple[str, object]] = []
    fsync, replace, put = os.fsync, Path.replace, Manifest.put

    def on_disk(handle: int) -> None:
        fsync(handle)
        told.append(("on disk", os.fstat(handle).st_ino))

    def named(self: Path, target: Path) -> Path:
        assert ("on disk", self.stat().st_ino) in told
        told.append(("named", target.name))
        return replace(self, target)

    def put_rows(self: Manifest, rows: Iterable[Row]) -> None:
        rows = tuple(rows)
        since = told[max(at for at, one in enumerate(told) if one == folder) :] if rows else []
        assert not [one for one in since if one[0] == "named"]
        assert {("named", row.file) for row in rows} <= set(told)
        put(self, rows)

    monkeypatch.setattr(os, "fsync", on_disk)
    monkeypatch.setattr(Path, "replace", named)
    monkeypatch.setattr(Manifest, "put", put_rows)
    output = clinic.path(OUTPUT)
    output.mkdir()
    folder = ("on disk", output.stat().st_ino)
    with ThreadPoolExecutor(1) as here:
        run_batch(jobs(40), clinic.root, output, executor=here, workers=1)
    assert len(sheets_in(output)) == 40
    assert told.count(folder) < 20  # once for several sheets


def test_a_disk_that_is_full_for_one_sheet_of_several_keeps_the_others(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "2026-11-22-P-9.pdf":
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    output = clinic.path(OUTPUT)
    with ThreadPoolExecutor(1) as here, pytest.raises(CannotWriteError, match="No space left"):
        run_batch(jobs(12), clinic.root, output, executor=here, workers=1)
    monkeypatch.undo()
    assert_kept(output)
    assert not list(output.glob(f"{TEMPORARY}*"))
    with Manifest(output) as manifest:
        assert manifest.row("2026-11-22-P-9.pdf") is None
        assert manifest.row("2026-11-22-P-10.pdf")  # which was given together with it
    assert run_batch(jobs(12), clinic.root, output, workers=1).count()[Result.WRITTEN] < 12
    assert len(sheets_in(output)) == 12


def test_a_sheet_that_is_open_elsewhere_fails_alone(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "2026-11-22-P-1.pdf":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with ThreadPoolExecutor(1) as here:  # where the disk is as it is here
        report = run_batch(jobs(3), clinic.root, clinic.path(OUTPUT), executor=here, workers=1)
    assert [str(one.result) for one in report.outcomes] == ["written", "failed", "written"]
    assert "open elsewhere" in report.failed[0].problems[0].message
    assert not list(clinic.path(OUTPUT).glob(f"{TEMPORARY}*"))


def _until(there: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not there():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.01)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def _lives(pid: int) -> bool:
    """There, and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2][1] != "Z"
    except FileNotFoundError:
        return False
