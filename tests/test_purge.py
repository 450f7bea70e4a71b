"""`handouts purge`: what is old goes, all else stays, and nobody is surprised."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from clinics import OUTPUT, PRESCRIPTION, ROOT, ClinicFolder, Outcome, run
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.combined import write_combined
from handouts.batch.manifest import MANIFEST_FILE, Manifest, Row
from handouts.batch.outcome import Outcome as Ended
from handouts.batch.outcome import Report, Result
from handouts.batch.report import REPORT_FILE, report_csv
from handouts.cli import main
from handouts.commands import purge as command
from handouts.errors import InvalidValueError, Source
from handouts.load.clinic import load_clinic
from handouts.purge import day_before

TODAY = "2026-11-22"
DAYS = {"P-1": "2026-08-23", "P-2": "2026-08-24", "P-3": "2026-11-22", "P-4": "2024-02-29"}
"""Of each patient's sheet: 91, 90 and 0 days, and more than two years before TODAY."""
OLD = ("P-1", "P-4")


def row(patient: str) -> Row:
    day = DAYS[patient]
    return Row(f"{day}-{patient}.pdf", patient, day, "made from", "digest", draft=False)


@pytest.fixture
def kept(clinic: ClinicFolder) -> ClinicFolder:
    """A clinic that has used every command that writes patients' files."""
    clinic.path("prescriptions/p.yaml").unlink()
    for patient, day in DAYS.items():
        text = PRESCRIPTION.replace("P-1", patient).replace("2026-11-22", day)
        text = text.replace("next_visit: 2026-12-07 10:30\n", "")
        file = clinic.write(f"prescriptions/{patient}.yaml", text)
        made = run("make", str(file), "-o", str(clinic.path(OUTPUT)), "--summary")
        assert made.exit_code == 0, made.err
    with Manifest(clinic.path(OUTPUT)) as manifest:
        manifest.put(map(row, DAYS))
    for name, patients in (("old", OLD), ("mixed", DAYS)):
        ended = [Ended(Source("r.csv", 2), Result.WRITTEN, one, row(one).file) for one in patients]
        file = clinic.path(f"{OUTPUT}/{name}-combined.pdf")
        write_combined(file, ended, clinic.path(OUTPUT), load_clinic(clinic.root), "clinician")
        if name == "old":
            clinic.write(f"{OUTPUT}/{REPORT_FILE}", report_csv(Report(tuple(ended))))
    return clinic


def purge(clinic: ClinicFolder, *arguments: str, age: str = "90d") -> Outcome:
    return run(
        "purge", str(clinic.path(OUTPUT)), "--older-than", age, "--today", TODAY,
        "--clinic", str(clinic.root), *(arguments or ("--yes",)),
    )  # fmt: skip


def entries(clinic: ClinicFolder) -> list[str]:
    with Manifest(clinic.path(OUTPUT)) as manifest:
        return [one.patient for one in manifest.rows()]


def prescriptions(clinic: ClinicFolder) -> list[str]:
    return sorted(path.stem for path in clinic.path("prescriptions").rglob("*.yaml"))


def everything(clinic: ClinicFolder) -> dict[Path, bytes]:
    """Every file but the manifest, which SQLite touches when it is read."""
    files = (path for path in clinic.root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if not path.name.startswith(MANIFEST_FILE)}


def test_what_is_older_goes_with_all_that_belongs_to_it_and_the_rest_stays(
    kept: ClinicFolder,
) -> None:
    """Exactly 90 days ago is not older than 90 days."""
    before = everything(kept)
    outcome = purge(kept)
    gone = {
        path.relative_to(kept.root).as_posix() for path in before.keys() - everything(kept).keys()
    }
    assert gone == {
        *(f"{OUTPUT}/{DAYS[one]}-{one}{rest}" for one in OLD
          for rest in (".pdf", "-summary.pdf", "-summary.txt")),
        *(f"prescriptions/{one}.yaml" for one in OLD),
        f"{OUTPUT}/old-combined.pdf",
        f"{OUTPUT}/{REPORT_FILE}",
    }  # fmt: skip
    assert {path: before[path] for path in everything(kept)} == everything(kept)
    assert entries(kept) == ["P-2", "P-3"]
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        (
            "Older than 2026-08-24: 4 clinician's records, 2 sheets, 1 combined file, 1 report, "
            "2 saved prescriptions, 2 entries of the manifest, from 2024-02-29 to 2026-08-23."
        ),
        "Removed 10 of 10 files.",
    ]


def test_counts_and_days_are_shown_and_nobody_is_named(kept: ClinicFolder) -> None:
    outcome = purge(kept)
    for said in ("Sample Patient", "P-1", "P-4", "pregnancy"):
        assert said not in outcome.out + outcome.err


def test_a_second_time_there_is_nothing_left(kept: ClinicFolder) -> None:
    purge(kept)
    before = everything(kept)
    outcome = purge(kept)
    assert (outcome.exit_code, outcome.out) == (0, "Nothing is older than 2026-08-24.\n")
    assert everything(kept) == before


def test_days_are_what_files_say_and_never_what_the_disk_says(kept: ClinicFolder) -> None:
    """A restored backup is of today; a wrong clock, of long ago."""
    for number, path in enumerate(everything(kept)):
        os.utime(path, (0, 0) if number % 2 else None)
    assert purge(kept).out.splitlines()[-1] == "Removed 10 of 10 files."


def test_a_dry_run_lists_the_files_and_removes_none(kept: ClinicFolder) -> None:
    before = everything(kept)
    outcome = purge(kept, "--dry-run")
    *listed, last = outcome.out.splitlines()
    assert everything(kept) == before
    assert entries(kept) == list(dict(sorted(DAYS.items(), key=lambda pair: pair[1])))
    assert last.startswith("These would be removed: 4 clinician's records, 2 sheets")
    purge(kept)
    assert {Path(path) for path in listed} == before.keys() - everything(kept).keys()


def asked(clinic: ClinicFolder, answer: str, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """The command at a terminal, where somebody answers."""
    monkeypatch.setattr(command, "somebody_is_there", lambda: True)
    arguments = ["purge", str(clinic.path(OUTPUT)), "--older-than", "90d", "--today", TODAY]
    result = CliRunner().invoke(main, [*arguments, "--clinic", str(clinic.root)], input=answer)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def test_at_a_terminal_it_asks_first(kept: ClinicFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(kept)
    for answer in ("n\n", "\n"):
        outcome = asked(kept, answer, monkeypatch)
        assert (outcome.exit_code, outcome.err) == (2, "Nothing was removed.\n")
        assert "Remove them for good? [y/N]" in outcome.out
        assert everything(kept) == before
    assert "Removed 10 of 10 files." in asked(kept, "y\n", monkeypatch).out


def test_where_nobody_can_be_asked_it_refuses(kept: ClinicFolder) -> None:
    before = everything(kept)
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from handouts.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "purge", str(kept.path(OUTPUT)), "--older-than", "90d"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=kept.root,
    )  # fmt: skip
    assert done.returncode == 2
    assert "write --yes to remove at once" in done.stderr
    assert everything(kept) == before


def test_the_day_is_todays_and_the_clinic_the_nearest(kept: ClinicFolder) -> None:
    """As it is mostly used: in the clinic's folder, with nothing but an age."""
    today = dt.datetime.now(tz=dt.UTC).date()  # noqa: TID251
    new = PRESCRIPTION.replace("2026-11-22", str(today))
    kept.write("prescriptions/today.yaml", new.replace("next_visit: 2026-12-07 10:30\n", ""))
    kept.path(OUTPUT).rename(kept.path("output"))
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from handouts.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "purge", "--older-than", "2d", "--yes"],
        capture_output=True, text=True, check=True, cwd=kept.root,
    )  # fmt: skip
    assert f"Older than {today - dt.timedelta(days=2)}: " in done.stdout
    assert "today" in prescriptions(kept)
    assert "P-4" not in prescriptions(kept)


def test_the_example_and_what_has_no_date_are_left(kept: ClinicFolder) -> None:
    old = PRESCRIPTION.replace("2026-11-22", "2020-01-01")
    kept.write("prescriptions/example.yaml", old)
    kept.write("prescriptions/2025/deep.yml", old)
    kept.write("prescriptions/broken.yaml", "patient: [")
    kept.write("prescriptions/dateless.yaml", old.replace("date: 2020-01-01\n", ""))
    kept.write("prescriptions/spoken.yaml", old.replace("date: 2020-01-01", "date: last May"))
    kept.write("prescriptions/list.yaml", "- date: 2020-01-01\n")
    kept.write("prescriptions/notes.txt", "date: 2020-01-01\n")
    outcome = purge(kept)
    left = ["P-2", "P-3", "broken", "dateless", "example", "list", "spoken"]
    assert prescriptions(kept) == left
    assert not kept.path("prescriptions/2025/deep.yml").exists()
    assert kept.path("prescriptions/notes.txt").exists()
    for name in ("dateless", "spoken"):
        file = kept.path(f"prescriptions/{name}.yaml")
        assert f"{file}: is left, for its date cannot be read" in outcome.err
    for name in ("broken", "list"):
        assert f"{kept.path('prescriptions')}/{name}.yaml:" in outcome.err.replace(os.sep, "/")
    assert outcome.exit_code == 0


def test_without_a_clinics_folder_prescriptions_are_left_and_that_is_said(
    kept: ClinicFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    outcome = run("purge", str(kept.path(OUTPUT)), "--older-than", "90d", "--today", TODAY, "--yes")
    assert "No clinic's folder here: saved prescriptions are left" in outcome.err
    assert prescriptions(kept) == sorted(DAYS)
    assert "Removed 8 of 8 files." in outcome.out


def test_other_peoples_files_are_left_and_counted(kept: ClinicFolder) -> None:
    """Also those that are dated as a sheet is: an invoice in the same folder."""
    foreign = {
        "2020-01-01-invoice.pdf": b"%PDF-1.4 an invoice",
        "2020-01-01-notes.txt": b"notes",
        "Anna.pdf": b"%PDF-1.4",
        "numbers.csv": b"sheet,amount\n2020-01-01-P-1.pdf,3\n",
        "empty.csv": b"",
        "2020-02-30-P-1.pdf": b"%PDF-1.4",
        "x-combined.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n%handouts combined, newest sheet 2020-\n",
    }
    for name, data in foreign.items():
        kept.write(f"{OUTPUT}/{name}", data)
    kept.write(f"{OUTPUT}/folder/2020-01-01-P-1.pdf", b"")
    outcome = purge(kept)
    assert f"{kept.path(OUTPUT)}: 7 files left that no sheet's day can be read of" in outcome.err
    assert "Anna" not in outcome.err + outcome.out
    assert all(kept.path(f"{OUTPUT}/{name}").read_bytes() == data for name, data in foreign.items())
    assert kept.path(f"{OUTPUT}/folder/2020-01-01-P-1.pdf").exists()


def test_a_report_of_which_no_sheet_was_made_has_no_day(kept: ClinicFolder) -> None:
    ended = (Ended(Source("2020-01-01-r.csv", 2), Result.FAILED, "P-1"),)
    kept.write(f"{OUTPUT}/{REPORT_FILE}", report_csv(Report(ended)))
    outcome = purge(kept)
    assert kept.path(f"{OUTPUT}/{REPORT_FILE}").exists()
    assert "1 file left" in outcome.err


def test_a_combined_file_called_by_a_date_is_as_old_as_its_newest_sheet(
    kept: ClinicFolder,
) -> None:
    combined = kept.path(f"{OUTPUT}/mixed-combined.pdf")
    dated = combined.rename(combined.with_name("2020-01-01-class-combined.pdf"))
    purge(kept)
    assert dated.exists()


def test_an_entry_whose_sheet_was_removed_by_hand_goes_too(kept: ClinicFolder) -> None:
    kept.path(f"{OUTPUT}/{row('P-4').file}").unlink()
    outcome = purge(kept)
    assert entries(kept) == ["P-2", "P-3"]
    assert "Removed 9 of 9 files." in outcome.out


def test_entries_alone_are_removed(kept: ClinicFolder) -> None:
    purge(kept)
    with Manifest(kept.path(OUTPUT)) as manifest:
        manifest.put([row("P-4")])
    outcome = purge(kept)
    assert outcome.out.splitlines() == [
        "Older than 2026-08-24: 1 entry of the manifest.", "Removed 0 of 0 files.",
    ]  # fmt: skip
    assert entries(kept) == ["P-2", "P-3"]


def test_what_is_forgotten_is_gone_from_the_manifests_file(kept: ClinicFolder) -> None:
    def held() -> bytes:
        return b"".join(path.read_bytes() for path in kept.path(OUTPUT).glob(f"{MANIFEST_FILE}*"))

    assert b"2024-02-29-P-4" in held()
    purge(kept)
    assert b"2024-02-29" not in held()
    with sqlite3.connect(kept.path(f"{OUTPUT}/{MANIFEST_FILE}")) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_a_killed_batch_left_half_written_goes(kept: ClinicFolder) -> None:
    half = kept.write(f"{OUTPUT}/.batch-x.tmp", b"half a sheet")
    purge(kept)
    assert not half.exists()


def test_a_folder_that_no_batch_knows_gets_no_manifest(kept: ClinicFolder) -> None:
    for file in kept.path(OUTPUT).glob(f"{MANIFEST_FILE}*"):
        file.unlink()
    outcome = purge(kept)
    assert "Removed 10 of 10 files." in outcome.out
    assert not list(kept.path(OUTPUT).glob(f"{MANIFEST_FILE}*"))


def test_while_a_batch_writes_nothing_is_removed(kept: ClinicFolder) -> None:
    before = everything(kept)
    with Manifest(kept.path(OUTPUT)):
        outcome = purge(kept)
    assert outcome.exit_code == 3
    assert "another batch is writing into this folder" in outcome.err
    assert everything(kept) == before


def test_what_cannot_be_removed_is_said_and_keeps_its_entry(
    kept: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF that is open in another program, as Windows locks it; the others go all the same."""
    stuck = kept.path(f"{OUTPUT}/{row('P-1').file}")
    unlink = Path.unlink

    def locked(path: Path, *, missing_ok: bool = False) -> None:
        if path == stuck:
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", locked)
    outcome = purge(kept)
    assert outcome.exit_code == 3
    assert "Removed 9 of 10 files." in outcome.out
    (problem,) = outcome.problems
    hint = "close it in the other program, or remove it by hand"
    assert problem == f"{stuck}: cannot be removed: Permission denied\n  hint: {hint}"
    assert entries(kept) == ["P-1", "P-2", "P-3"]
    monkeypatch.undo()
    assert "Removed 1 of 1 files." in purge(kept).out


def test_what_cannot_be_read_is_left_and_said(
    kept: ClinicFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = kept.path(f"{OUTPUT}/old-combined.pdf")
    opened = Path.open

    def refusing(path: Path, *rest: object, **more: object) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    outcome = purge(kept)
    assert f"{locked}: is left, for it cannot be read: Permission denied" in outcome.err
    assert locked.exists()


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    outcome = run("purge", str(tmp_path / "nowhere"), "--older-than", "1y", "--yes")
    assert outcome.exit_code == 2
    assert "nowhere: is not there, or no folder" in outcome.err


@pytest.mark.parametrize(
    ("age", "day"),
    [
        ("90d", "2026-08-24"),
        ("12w", "2026-08-30"),
        ("6m", "2026-05-22"),
        ("2Y", "2024-11-22"),
        ("11m", "2025-12-22"),
        ("12m", "2025-11-22"),
    ],
)
def test_an_age_is_days_weeks_months_or_years(age: str, day: str) -> None:
    assert day_before(dt.date(2026, 11, 22), age) == dt.date.fromisoformat(day)


def test_a_month_without_that_day_ends_earlier() -> None:
    assert day_before(dt.date(2026, 8, 31), "6m") == dt.date(2026, 2, 28)
    assert day_before(dt.date(2024, 2, 29), "1y") == dt.date(2023, 2, 28)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 99), st.sampled_from("dwmy")
)
def test_a_longer_age_keeps_more(today: dt.date, count: int, unit: str) -> None:
    kept = [day_before(today, f"{more}{unit}") for more in (count, count + 1)]
    assert kept[1] < kept[0] < today


@pytest.mark.parametrize("age", ["90", "d", "0d", "-3d", "1.5y", "90 days", "", "٩٠d", "99999y"])
def test_any_other_age_is_refused(kept: ClinicFolder, age: str) -> None:
    with pytest.raises(InvalidValueError):
        day_before(dt.date(2026, 11, 22), age)
    before = everything(kept)
    outcome = purge(kept, age=age)
    assert outcome.exit_code == 2
    assert "--older-than " in outcome.err
    assert everything(kept) == before
