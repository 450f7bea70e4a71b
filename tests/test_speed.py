"""The benchmark can be run, and it is fair: peers print the words of our sheets, page by page."""

from __future__ import annotations

import importlib
import re
import statistics
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from benchmarks import speed
from benchmarks.workload import OURS, PEERS, engine, missing_peers, patient_number, write_workload


@pytest.fixture(scope="module")
def workload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workload")
    write_workload(folder, 24)
    return folder


def words_by_page(pdf: bytes) -> list[Counter[str]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    # "0–3" is read aloud "0 to 3" in ours, and that is what readers find.
    plain = [re.sub(r"(\d) to (\d)", r"\1 \2", text) for text in texts]
    return [Counter(re.findall(r"\w+", text)) for text in plain]


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_prints_the_same_words_on_as_many_pages(name: str, workload: Path) -> None:
    if name in missing_peers():
        with pytest.raises((ImportError, OSError)):
            importlib.import_module(f"benchmarks.peers.{name}_peer")
        return
    ours, peer = engine(OURS, workload), engine(name, workload)
    patient = patient_number(0)
    words = words_by_page(ours.draw(ours.read(patient)))
    assert sum(words[0].values()) > 100
    assert words_by_page(peer.draw(peer.read(patient))) == words


def test_typst_and_fpdf2_are_here_so_that_something_is_compared() -> None:
    assert missing_peers().keys() <= {"weasyprint"}


def test_a_sheet_is_made_faster_than_typst_makes_it(workload: Path) -> None:
    """Ten times is what is asked for, on a quiet machine and when many sheets went before."""
    times = speed.warm((OURS, "typst"), workload, before=12, count=12)
    ours, typst = (statistics.median(times[name].processor) for name in (OURS, "typst"))
    assert typst > 2 * ours


def test_every_part_of_the_benchmark_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    speed.run(tmp_path, speed.PARTS, patients=2, rounds=1, peers=["typst"])
    said = capsys.readouterr().out
    for line in ("one handout, 1 before", "whole process, cold", "two processes", "MB", " %"):
        assert line in said
    assert said.count("\n  typst") == 3
    assert len(list((tmp_path / "out-0" / OURS).glob("*.pdf"))) == 2
    assert len(list((tmp_path / "out-0" / "typst").glob("*.pdf"))) == 2


def test_a_peer_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(PEERS, "nobody", ("nobody_at_all", ""))
    speed.run(tmp_path, ["size"], patients=1, rounds=1, peers=["nobody"])
    assert "missing: nobody (No module named 'nobody_at_all')" in capsys.readouterr().out
