"""`handouts batch --combined` as the front desk types it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from clinics import OUTPUT, ClinicFolder, Outcome, run, run_in_shell

ROSTER = """\
id,clinician,exercise,reps
P-1,Bo Sample,squat,8
P-2,Alex Example,squat,8
P-3,Bo Sample,nod,8
P-4,Bo Sample,no-such-exercise,8
"""
FILE = "tomorrow-combined.pdf"


@pytest.fixture
def roster(clinic: ClinicFolder) -> ClinicFolder:
    clinic.write("tomorrow.csv", ROSTER)
    return clinic


def batch(clinic: ClinicFolder, *arguments: str) -> Outcome:
    return run_in_shell(
        "batch", "tomorrow.csv", "--date", "2026-11-22", "-o", OUTPUT, "--allow-draft", "--quiet",
        *arguments, cwd=clinic.root,
    )  # fmt: skip


def bookmarks(file: Path) -> list[tuple[str, list[str]]]:
    with pikepdf.open(file) as opened, opened.open_outline() as outline:
        return [(item.title, [under.title for under in item.children]) for item in outline.root]


def test_one_file_is_made_of_the_sheets_and_says_what_it_lacks(roster: ClinicFolder) -> None:
    outcome = batch(roster, "--combined", "--separators")
    assert outcome.exit_code == 5  # some
    assert outcome.out.splitlines()[-1] == (
        f"{Path(OUTPUT) / FILE}: sheets 3, pages 12; failed, so not in it: 1."
    )
    file = roster.path(f"{OUTPUT}/{FILE}")
    expected = [
        ("Not in this pile", []), ("Alex Example", ["P-2"]), ("Bo Sample", ["P-1", "P-3"]),
    ]  # fmt: skip
    assert bookmarks(file) == expected
    first = file.read_bytes()
    again = batch(roster, "--combined", "--separators")
    assert "0 written, 3 unchanged, 1 failed" in again.out
    assert file.read_bytes() == first


def test_or_under_another_name_in_the_order_of_the_roster(roster: ClinicFolder) -> None:
    batch(roster, "--combined", "print me.pdf", "--order", "roster")
    assert [title for title, _ in bookmarks(roster.path("print me.pdf"))] == ["P-1", "P-2", "P-3"]
    assert not roster.path(f"{OUTPUT}/{FILE}").exists()


def test_an_earlier_pile_is_never_left_beside_newer_sheets(roster: ClinicFolder) -> None:
    """With --combined and nothing made, and without --combined."""
    file = roster.path(f"{OUTPUT}/{FILE}")
    for more in ((), ("--combined",)):
        roster.write("tomorrow.csv", ROSTER)
        batch(roster, "--combined")
        assert file.exists()
        roster.write("tomorrow.csv", "id,exercise,reps\nP-4,no-such-exercise,8\n")
        outcome = batch(roster, *more)
        assert outcome.exit_code == 6  # none
        assert not file.exists()
    assert "No combined file: no sheet was made." in outcome.err


def test_a_file_of_another_kind_is_not_replaced(roster: ClinicFolder) -> None:
    mine = roster.write("mine.pdf", b"%PDF-1.4 mine")
    outcome = batch(roster, "--combined", "mine.pdf")
    assert outcome.exit_code == 2
    assert "mine.pdf: is there already, and is no combined file" in outcome.err
    assert mine.read_bytes() == b"%PDF-1.4 mine"
    assert not roster.sheets


def test_what_was_purged_is_not_in_the_folder_and_made_again_when_asked(
    roster: ClinicFolder,
) -> None:
    batch(roster, "--combined")
    purged = run(
        "purge", str(roster.path(OUTPUT)), "--older-than", "1d", "--today", "2027-01-01",
        "--clinic", str(roster.root), "--yes",
    )  # fmt: skip
    counts = "1 combined file, 1 report, 3 sheets, 1 saved prescription, 3 entries"
    assert sorted(counts.split(", ")) == sorted(
        purged.out.partition(": ")[2].partition(" of the manifest")[0].split(", ")
    )
    assert roster.sheets == ["manifest.sqlite"]
    assert "3 written, 0 unchanged" in batch(roster).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--order", "roster"), "go with --combined"),
        (("--separators",), "go with --combined"),
        (("--combined", "--separators", "--order", "roster"), "not with --order roster"),
        (("--combined", "tomorrow.csv"), "Write the roster before it"),
    ],
)
def test_what_does_not_go_together_is_refused(
    roster: ClinicFolder, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(roster.root)
    outcome = run("batch", "tomorrow.csv", "--date", "2026-11-22", *arguments)
    assert outcome.exit_code == 2
    assert says in outcome.err
