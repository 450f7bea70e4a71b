"""Finished sheets as one file for the printer: pages, tags, bookmarks, and what they share."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from benchmarks.combined import measure
from clinics import PRESCRIPTION_FILE, ClinicFolder, clinic_folder
from pdf_checks import assert_valid, elements, is_element, kids

from handouts.errors import HandoutError
from handouts.pdf import copied_sheet
from handouts.pdf.combine import Chapter, Cover, Item, combine
from handouts.session import make_all

COVER = Cover("Home exercise sheets", "Test Clinic", "en", "handouts combined")
A4, LETTER = (595.28, 841.89), (612.0, 792.0)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> ClinicFolder:
    """Its PDFs carry what they were made from: there is something to leave behind."""
    clinic = clinic_folder(tmp_path_factory.mktemp("clinic"))
    clinic.change("clinic.yaml", "print:", "provenance: true\nprint:")
    return clinic


@pytest.fixture(scope="module")
def sheets(clinic: ClinicFolder) -> list[Path]:
    """Four sheets: an A4 one, a Letter one with another side and name, a record of one page, and a
    sheet of many exercises.
    """
    text = clinic.path(PRESCRIPTION_FILE).read_text(encoding="utf-8")
    other = text.replace("P-1", "P-2").replace("Sample Patient", "Żofia Ágoston")
    clinic.write("prescriptions/b.yaml", other.replace("side: left", "side: right"))
    squats = "".join(f"  - exercise: {name}\n" for name in ["squat", "nod"] * 5)
    clinic.write("prescriptions/c.yaml", text.replace("P-1", "P-3") + squats)
    made: list[tuple[str, bytes]] = []
    for name, paper in ((PRESCRIPTION_FILE, None), ("prescriptions/b.yaml", "letter")):
        (sheet,) = make_all([clinic.path(name)], None, paper, with_summaries=True)  # type: ignore[arg-type]
        made.append((sheet.stem, sheet.pdf))
    assert sheet.summary
    made.append(("record", sheet.summary[1]))
    (sheet,) = make_all([clinic.path("prescriptions/c.yaml")])
    made.append((sheet.stem, sheet.pdf))
    return [clinic.write(f"sheets/{stem}.pdf", pdf) for stem, pdf in made]


def combined(*chapters: Chapter) -> bytes:
    file = io.BytesIO()
    pages = combine(chapters, COVER, file)
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == pages
    return file.getvalue()


def one_chapter(sheets: list[Path]) -> bytes:
    return combined(Chapter(tuple(Item(sheet, sheet.stem) for sheet in sheets)))


def pixels(pdf: bytes) -> list[bytes]:
    """Every page as it looks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=1).to_numpy().tobytes() for page in document]
    finally:
        document.close()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [(round(page.get_width(), 2), round(page.get_height(), 2)) for page in document]
    finally:
        document.close()


def test_every_page_looks_as_on_the_single_sheet_and_odd_ones_get_a_blank_back(
    sheets: list[Path],
) -> None:
    expected: list[bytes | None] = []
    sizes = []
    for sheet in sheets:
        single, papers = pixels(sheet.read_bytes()), page_sizes(sheet.read_bytes())
        odd = len(single) % 2
        expected += [*single, *([None] * odd)]
        sizes += papers + papers[-1:] * odd
    assert None in expected  # the record is one page
    whole = one_chapter(sheets)
    found = pixels(whole)
    assert len(found) == len(expected)
    for number, (page, single_page) in enumerate(zip(found, expected, strict=True), 1):
        if single_page is None:
            assert set(page) == {255}, f"page {number} is blank"
        else:
            assert page == single_page, f"page {number}"
    assert page_sizes(whole) == sizes
    assert {A4, LETTER} == set(sizes)


def test_each_sheet_begins_on_a_front(sheets: list[Path]) -> None:
    document = pypdfium2.PdfDocument(one_chapter(sheets))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    firsts = [at for at, text in enumerate(texts) if "Page 1 of" in text]
    assert len(firsts) == len(sheets)
    assert all(at % 2 == 0 for at in firsts)
    last = int(texts[firsts[-1]].rpartition("Page 1 of ")[2].split()[0])
    assert f"Page {last} of {last}" in texts[firsts[-1] + last - 1]


def test_it_is_whole_and_as_accessible_as_the_sheets(sheets: list[Path]) -> None:
    whole = one_chapter(sheets)
    assert_valid(whole)
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert pdf.check_pdf_syntax() == []


def spoken(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Each element below the sheets' own root: its type, and the words that stand for it."""
    return [(str(one.S), str(one.get("/Alt", one.get("/ActualText", "")))) for one in elements(pdf)]


def test_a_screen_reader_finds_the_same_elements(sheets: list[Path]) -> None:
    with pikepdf.open(io.BytesIO(one_chapter(sheets))) as pdf:
        (top,) = kids(pdf.Root.StructTreeRoot)
        parts = [kid for kid in kids(top) if is_element(kid)]
        assert (str(top.S), {str(part.S) for part in parts}) == ("/Document", {"/Part"})
        assert [str(part.T) for part in parts] == [sheet.stem for sheet in sheets]
        assert {str(part.Lang) for part in parts} == {"en"}
        found = spoken(pdf)[1:]
    expected = []
    for sheet in sheets:
        with pikepdf.open(sheet) as pdf:
            (_, alt), *rest = spoken(pdf)
            expected += [("/Part", alt), *rest]
    assert found == expected


def test_links_still_open_their_videos(sheets: list[Path]) -> None:
    def links(pdf: pikepdf.Pdf) -> list[list[str]]:
        return [
            [str(link.A.URI) for link in page.obj.get("/Annots", [])]
            for page in pdf.pages
            if page.obj.get("/Contents") is not None
        ]

    expected = []
    for sheet in sheets:
        with pikepdf.open(sheet) as pdf:
            expected += links(pdf)
    assert any(expected)
    with pikepdf.open(io.BytesIO(one_chapter(sheets))) as pdf:
        assert links(pdf) == expected


def test_bookmarks_stand_under_their_chapter(sheets: list[Path]) -> None:
    a, b, record, c = sheets
    whole = combined(
        Chapter((Item(record), Item(a, "P-1"), Item(b, "P-2")), "Alex Example"),
        Chapter((Item(c, "P-3"),), "Bo Żak"),
        Chapter((), "nobody"),
    )
    with pikepdf.open(io.BytesIO(whole)) as pdf, pdf.open_outline() as outline:
        pages = [page.obj.objgen for page in pdf.pages]

        def listed(items: Any) -> list[Any]:
            return [
                (item.title, pages.index(item.destination[0].objgen), listed(item.children))
                for item in items
            ]

        assert listed(outline.root) == [
            ("Alex Example", 0, [("P-1", 2, []), ("P-2", 4, [])]),
            ("Bo Żak", 6, [("P-3", 6, [])]),
        ]
        assert pdf.Root.PageMode == "/UseOutlines"


def test_without_bookmarks_there_is_no_outline(sheets: list[Path]) -> None:
    with pikepdf.open(io.BytesIO(combined(Chapter((Item(sheets[0]),))))) as pdf:
        assert "/Outlines" not in pdf.Root


def test_it_prints_as_the_sheets_do(sheets: list[Path]) -> None:
    with pikepdf.open(io.BytesIO(one_chapter(sheets))) as pdf, pikepdf.open(sheets[0]) as single:
        assert pdf.Root.ViewerPreferences == single.Root.ViewerPreferences
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_equal_streams_are_in_the_file_once(sheets: list[Path]) -> None:
    """Of the same sheet ten times: figures, fonts and their maps once, what pages say ten times."""

    def streams(pdf: bytes) -> int:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            held = (one for one in opened.objects if isinstance(one, pikepdf.Stream))
            return sum(str(one.get("/Type", "")) not in {"/ObjStm", "/XRef"} for one in held)

    once, often = one_chapter(sheets[:1]), one_chapter(sheets[:1] * 10)
    assert streams(once) >= 2 + 4 + 2  # pages, a face and its map twice, metadata, profile
    assert streams(often) - streams(once) == 9 * 2
    assert len(often) < 10 * sheets[0].stat().st_size / 2


def test_what_comes_again_much_later_is_written_again(
    sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory of what is in the file has a bound; the pages do not change."""
    pair = sheets[:2] * 3
    monkeypatch.setattr(copied_sheet, "_REMEMBERED", 2)
    forgetful = one_chapter(pair)
    monkeypatch.undo()
    assert len(forgetful) > len(one_chapter(pair))
    assert pixels(forgetful) == pixels(one_chapter(pair))


def test_what_a_sheet_was_made_from_and_who_it_is_for_stays_out_of_the_files_own_words(
    sheets: list[Path],
) -> None:
    single = sheets[0].read_bytes()
    assert b"EmbeddedFile" in single
    with pikepdf.open(io.BytesIO(one_chapter(sheets))) as pdf:
        assert not any(held.get("/Type", "") == "/EmbeddedFile" for held in pdf.objects
                       if isinstance(held, pikepdf.Stream))  # fmt: skip
        said = bytes(pdf.Root.Metadata.read_bytes()) + repr(dict(pdf.docinfo)).encode()
        assert b"Test Clinic" in said
        titles = [str(one.T) for one in elements(pdf) if "/T" in one]
    for name in ("Sample", "goston", "pregnancy"):
        assert name.encode() not in said
        assert not any(name in title for title in titles)


def test_the_same_sheets_give_the_same_bytes(sheets: list[Path]) -> None:
    assert one_chapter(sheets) == one_chapter(sheets)
    assert one_chapter(sheets) != one_chapter(sheets[::-1])


def test_many_object_streams_hold_together(sheets: list[Path]) -> None:
    """More objects than one object stream takes, more sheets than one page node should hold."""
    whole = one_chapter(sheets[:2] * 60)
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 240
    assert pixels(whole)[-2:] == pixels(sheets[1].read_bytes())


def test_memory_does_not_grow_with_the_sheets(sheets: list[Path]) -> None:
    def peak(count: int, file: Path) -> int:
        tracemalloc.start()
        try:
            with file.open("wb") as opened:
                combine(
                    [Chapter(tuple(Item(sheets[0], "P-1") for _ in range(count)))], COVER, opened
                )
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    target = sheets[0].with_name("combined.pdf")
    peak(2, target)
    few, many = peak(10, target), peak(110, target)
    # A cross-reference of 8 bytes an object, a bookmark, a node of the page tree.
    assert (many - few) / 100 < 6_000
    assert target.stat().st_size > 110 * 6_000


def test_what_it_costs_can_be_measured() -> None:
    measured = measure(4)
    assert measured["pages"] % 2 == 0
    assert measured["MB"] < measured["singly MB"]


def without_tags(sheet: bytes) -> bytes:
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(spoilt)
    return spoilt.getvalue()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: data[: len(data) // 2], "is no longer a whole PDF"),
        (lambda data: b"", "is no longer a whole PDF"),
        (without_tags, "it has no tags"),
    ],
)
def test_a_sheet_that_is_no_longer_whole_is_refused_and_never_mended(
    sheets: list[Path], tmp_path: Path, spoil: Any, says: str
) -> None:
    file = tmp_path / "2026-11-22-P-9.pdf"
    file.write_bytes(spoil(sheets[0].read_bytes()))
    with pytest.raises(HandoutError) as caught:
        one_chapter([sheets[1], file])
    (problem,) = caught.value.problems
    assert problem.source.file == str(file)
    assert says in problem.message
    assert "run the batch again" in problem.hint


def test_a_sheet_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(HandoutError, match="cannot be read: No such file"):
        one_chapter([tmp_path / "2026-11-22-P-9.pdf"])


def test_what_would_be_lost_in_silence_is_refused(sheets: list[Path], tmp_path: Path) -> None:
    """A page or a structure with entries that copying does not know."""
    file = tmp_path / "foreign.pdf"
    with pikepdf.open(sheets[0]) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary()
        pdf.save(file)
    with pytest.raises(HandoutError, match="it has /RoleMap, /Rotate"):
        one_chapter([file])
    with pikepdf.open(sheets[0]) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="o", user=""))
    with pytest.raises(HandoutError, match="it is encrypted"):
        one_chapter([file])


def test_words_that_look_like_references_stay_as_they_are(
    sheets: list[Path], tmp_path: Path
) -> None:
    file = tmp_path / "words.pdf"
    with pikepdf.open(sheets[0]) as pdf:
        next(one for one in elements(pdf) if one.S == "/Figure").Alt = "(see 12 0 R) or \\( 3 0 R"
        pdf.save(file)
    with pikepdf.open(io.BytesIO(one_chapter([sheets[1], file]))) as pdf:
        alts = [str(one.Alt) for one in elements(pdf) if "/Alt" in one]
    assert "(see 12 0 R) or \\( 3 0 R" in alts
