"""What is seen of a batch: a bar and a table on a terminal, lines in a log, nothing if quiet."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batches import NAME, rows, without_reviews, write_roster
from clinics import OUTPUT, ROOT, ClinicFolder

from handouts.batch.outcome import Outcome, Report, Result
from handouts.commands.batch_progress import MOST_SHOWN, Progress, counted, failures
from handouts.errors import CellSource, Problem


@pytest.fixture
def clinic(clinic: ClinicFolder) -> ClinicFolder:
    return without_reviews(clinic)


def on_a_terminal(*arguments: str | Path) -> str:
    """What standard error shows on a terminal, without the codes for colours and cursor."""
    import pty

    here, there = pty.openpty()
    batch = subprocess.Popen(
        [sys.executable, "-m", "handouts.cli", "batch", *map(str, arguments)],
        cwd=ROOT, stderr=there, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(there)
    shown = b""
    try:
        while read := os.read(here, 65536):
            shown += read
    except OSError:  # the last one who wrote there has ended
        pass
    os.close(here)
    batch.wait()
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_a_terminal_shows_a_bar_and_a_table_of_what_failed(clinic: ClinicFolder) -> None:
    roster = write_roster(clinic, [*rows(5), f"P-9,{NAME},2026-11-22,nodd,5"])
    shown = on_a_terminal(roster, "-o", clinic.path(OUTPUT))
    assert "6/6" in shown
    assert "/s" in shown
    assert re.search(r"row 7, column D\s*│ P-9\s*│ there is no exercise", shown)
    assert "Zebedee" not in shown
    quiet = on_a_terminal(roster, "-o", clinic.path(OUTPUT), "--quiet")
    assert "6/6" not in quiet
    assert "there is no exercise" in quiet


def failed(row: int) -> Outcome:
    place = CellSource("r.csv", row, 4)
    problems = (Problem(place, "reps [bold]must[/bold] be a number", "write 3"),)
    return Outcome(CellSource("r.csv", row), Result.FAILED, f"P-{row}", problems=problems)


def test_a_log_gets_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with Progress(60, quiet=False) as progress:
        for now in range(1, 31):  # noqa: B007  # the clock reads it
            progress(failed(2))
    assert capsys.readouterr().err.splitlines() == [
        "10 of 60, 1 a second", "20 of 60, 1 a second", "30 of 60, 1 a second",
    ]  # fmt: skip
    with Progress(60, quiet=True) as progress:
        for now in range(31, 61):  # noqa: B007
            progress(failed(2))
    assert capsys.readouterr().err == ""
    assert counted(progress.count) == "0 written, 0 unchanged, 30 failed."


def test_lines_say_place_patient_reason_and_hint(capsys: pytest.CaptureFixture[str]) -> None:
    failures(Report((failed(3),)))
    assert capsys.readouterr().err == (
        "r.csv, row 3, column D (P-3): reps [bold]must[/bold] be a number\n  hint: write 3\n"
    )


def test_a_long_list_of_failures_is_for_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    failures(Report(tuple(failed(row) for row in range(2, 200))))
    told = capsys.readouterr().err
    assert told.count("hint:") == MOST_SHOWN
    assert f"… and {198 - MOST_SHOWN} more failed" in told
