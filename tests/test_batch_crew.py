"""Any executor does the work; a process that dies loses nothing and doubles nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from pathlib import Path
from typing import Any

import pytest
from batches import job, jobs, prescribed, sheets_in, without_reviews
from clinics import OUTPUT, ClinicFolder

from handouts.batch import crew, making, sheet, task
from handouts.batch.outcome import Result
from handouts.batch.run import run_batch

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by the signals of POSIX")
MAKE = sheet.make_handout


@pytest.fixture
def clinic(clinic: ClinicFolder) -> ClinicFolder:
    return without_reviews(clinic)


def dies_of(patient: str, most: Path | None = None) -> Callable[..., bytes]:
    """Instead of making that patient's sheet the process is killed: once, if `most` is a file."""

    def make(prescription: Any, *known: Any) -> bytes:
        if prescription.patient.id == patient and not (most and most.exists()):
            if most:
                most.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return MAKE(prescription, *known)

    return make


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the processes that replace others know what a test changed."""
    monkeypatch.setattr(crew, "_is_alone", lambda: True)


def test_a_process_that_is_killed_loses_nothing(
    clinic: ClinicFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forked: None
) -> None:
    monkeypatch.setattr(sheet, "make_handout", dies_of("P-9", tmp_path / "died"))
    heard: list[str] = []
    report = run_batch(
        jobs(60), clinic.root, clinic.path(OUTPUT), workers=2,
        told=lambda outcome: heard.append(outcome.patient),
    )  # fmt: skip
    assert report.count() == {Result.WRITTEN: 60}
    assert sorted(heard) == sorted({outcome.patient for outcome in report.outcomes})
    assert len(heard) == 60
    assert len(sheets_in(clinic.path(OUTPUT))) == 60


def test_a_task_that_kills_its_process_each_time_fails_alone(
    clinic: ClinicFolder, monkeypatch: pytest.MonkeyPatch, forked: None
) -> None:
    monkeypatch.setattr(sheet, "make_handout", dies_of("P-9"))
    report = run_batch(jobs(40), clinic.root, clinic.path(OUTPUT), workers=2)
    (failed,) = report.failed
    assert failed.patient == "P-9"
    assert "the program ended on this row, more than once" in failed.problems[0].message
    assert len(sheets_in(clinic.path(OUTPUT))) == 39
    assert [one.patient for one in report.outcomes] == [f"P-{at}" for at in range(40)]


def test_processes_that_are_started_anew_make_the_same_sheets(clinic: ClinicFolder) -> None:
    """Where a fork is not safe, and on other systems: nothing is carried over."""
    report = run_batch(jobs(3), clinic.root, clinic.path("forked"), workers=1)
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        again = run_batch(
            jobs(3), clinic.root, clinic.path("spawned"), executor=executor, workers=1
        )
    assert report.outcomes == again.outcomes
    assert sheets_in(clinic.path("forked")) == sheets_in(clinic.path("spawned"))


def test_the_callers_executor_stays_open(clinic: ClinicFolder) -> None:
    with ThreadPoolExecutor(2) as executor:
        run_batch(jobs(3), clinic.root, clinic.path(OUTPUT), executor=executor, workers=2)
        assert executor.submit(int, "7").result() == 7


def test_a_callers_executor_that_is_beyond_use_is_its_own_to_hear_of(
    clinic: ClinicFolder,
) -> None:
    class Broken(Executor):
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            raise BrokenExecutor

    with pytest.raises(BrokenExecutor):
        run_batch(jobs(3), clinic.root, clinic.path(OUTPUT), executor=Broken())


def test_what_fails_on_the_way_is_tried_again_one_by_one(clinic: ClinicFolder) -> None:
    """Such as a message that was lost; other executors have errors of their own for it."""

    class Losing(ThreadPoolExecutor):
        lost = 0

        def submit(self, work: Any, /, *given: Any, **more: Any) -> Future[Any]:
            if len(given) == 2 and len(given[1]) > 1 and self.lost < 2:
                self.lost += 1
                future: Future[Any] = Future()
                future.set_exception(RuntimeError("lost"))
                return future
            return super().submit(work, *given, **more)

    with Losing(1) as executor:
        report = run_batch(jobs(40), clinic.root, clinic.path(OUTPUT), executor=executor, workers=1)
    assert executor.lost == 2
    assert report.count() == {Result.WRITTEN: 40}


def test_when_asked_to_stop_it_begins_nothing_more(clinic: ClinicFolder) -> None:
    ended: list[object] = []
    report = run_batch(
        jobs(200), clinic.root, clinic.path(OUTPUT), workers=2, told=ended.append,
        stopping=lambda: len(ended) >= 10,
    )  # fmt: skip
    assert not report.complete
    assert 10 <= len(report.outcomes) == len(ended) < 200
    assert len(sheets_in(clinic.path(OUTPUT))) == len(ended)


def _resident_mb(pid: int | str = "self") -> float:
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("count", [1, 12, 1_000])
def test_what_travels_together_leaves_no_process_without_work(
    clinic: ClinicFolder, count: int, is_known: bool
) -> None:
    """Neither at the end, nor of a short list, whose end may be known or not."""
    sizes: list[int] = []

    class Instant(Executor):
        def submit(self, _: Any, /, *given: Any, **more: Any) -> Future[Any]:
            sizes.append(len(given[1]))
            future: Future[Any] = Future()
            future.set_result(task.Batch(tuple(task.crashed(given[0], one) for one in given[1])))
            return future

    listed = tuple(jobs(count)) if is_known else jobs(count)
    run_batch(listed, clinic.root, clinic.path(OUTPUT), executor=Instant(), workers=2)
    assert sum(sizes) == count
    assert max(sizes) == crew.MOST_TOGETHER if count == 1_000 else max(sizes) <= 1 + count / 4
    assert sizes[-1 if is_known else 0] == 1


def test_memory_stays_flat_however_many_jobs_there_are(clinic: ClinicFolder) -> None:
    """Of a leader that hears of 10,000 jobs; the work itself is left out, to be quick."""

    class Instant(Executor):
        def submit(self, work: Any, /, *given: Any, **more: Any) -> Future[Any]:
            future: Future[Any] = Future()
            if work is making.make_sheets:
                future.set_result(
                    task.Batch(tuple(task.crashed(given[0], one) for one in given[1]))
                )
            return future

    def peak(count: int) -> float:
        most = 0.0

        def watched() -> Iterator[Any]:
            nonlocal most
            for at, one in enumerate(jobs(count)):
                if at % 500 == 0:
                    most = max(most, _resident_mb())
                yield one

        run_batch(watched(), clinic.root, clinic.path(OUTPUT), executor=Instant(), workers=2)
        return max(most, _resident_mb())

    small = peak(100)
    assert peak(10_000) - small < 25  # an outcome each, and a name


def test_a_job_is_done_by_name_so_that_twice_is_once(clinic: ClinicFolder) -> None:
    asked = [job(2, prescribed("P-1")), job(3, prescribed("P-2"))]
    run_batch(asked, clinic.root, clinic.path(OUTPUT), workers=1)
    before = sheets_in(clinic.path(OUTPUT))
    for file in clinic.path(OUTPUT).glob("manifest*"):
        file.unlink()
    run_batch(asked, clinic.root, clinic.path(OUTPUT), workers=1)
    assert sheets_in(clinic.path(OUTPUT)) == before
