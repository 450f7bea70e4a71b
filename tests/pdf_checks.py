"""What a finished PDF must hold, and its structure tree as text. Used by the tests of every phase.

`assert_valid` runs page-validation for PDF/UA-1 and PDF/A-2a (3a for a file that carries another),
and the checks below, which look for what it does not see. Each check takes an open PDF and returns
its faults in words.
"""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import page as page_validation
import pikepdf
from pikepdf import Name, Pdf

TEXT = frozenset(("Tj", "TJ", "'", '"'))
PAINTING = TEXT | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"}


def assert_valid(data: bytes) -> None:
    """Fails with every fault of the file."""
    found = [*validator_faults(data), *structural_faults(data)]
    assert not found, "\n".join(found)


def validator_faults(data: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checked.pdf"
        path.write_bytes(data)
        found = []
        for profile in ("ua1", "3a" if b"/EmbeddedFile" in data else "2a"):
            result = page_validation.validate_pdf(str(path), profile=profile)
            found += [f"{profile}: {failure.rule_id}" for failure in result.failures]
            if not result.is_compliant and not result.failures:
                found.append(f"{profile}: not compliant")
    return found


def structural_faults(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [fault for check in CHECKS for fault in check(pdf)]


# ------------------------------------------------------------------ reading


class Mark(NamedTuple):
    """Marked content that is open."""

    tag: str
    mcid: int | None
    actual_text: str | None


class Step(NamedTuple):
    """One operator of a page, the marked content around it, and the font that is set."""

    operator: str
    operands: Any
    marks: tuple[Mark, ...]
    font: Any


def steps(page: pikepdf.Page) -> Iterator[Step]:
    """A BDC comes with its own mark open. One left open at the end comes as "unclosed"."""
    marks: list[Mark] = []
    font = None
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            entries = operands[1] if len(operands) > 1 else {}
            actual = entries.get("/ActualText")
            mcid = entries.get("/MCID")
            text = None if actual is None else str(actual)
            marks.append(Mark(str(operands[0])[1:], None if mcid is None else int(mcid), text))
        if operator == "Tf":
            font = page.Resources.Font[operands[0]]
        yield Step(operator, operands, tuple(marks), font)
        if operator == "EMC":
            marks.pop()
    if marks:
        yield Step("unclosed", [], tuple(marks), font)


def elements(pdf: Pdf) -> Iterator[Any]:
    """Every structure element, parents first."""

    def under(element: Any) -> Iterator[Any]:
        yield element
        for kid in kids(element):
            if is_element(kid):
                yield from under(kid)

    for top in kids(pdf.Root.StructTreeRoot):
        yield from under(top)


def kids(element: Any) -> list[Any]:
    held = element.get("/K", [])
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def kind(element: Any) -> str:
    """Its type, such as "H1"."""
    return str(element.S)[1:]


def is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == Name.StructElem


def marks_of(element: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """(page object, MCID) of each piece of marked content that an element holds itself."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == Name.MCR:
                yield kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)
        else:
            yield element.Pg.objgen, int(kid)


def annotations_of(element: Any) -> list[Any]:
    return [kid.Obj for kid in references_of(element)]


def references_of(element: Any) -> list[Any]:
    """Those of its kids that refer to an annotation."""
    dictionaries = (kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary))
    return [kid for kid in dictionaries if kid.get("/Type") == Name.OBJR]


def parent_tree(pdf: Pdf) -> dict[int, Any]:
    return dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree))


def to_unicode(font: Any) -> dict[int, str]:
    """{code: text} of a font with two-byte codes."""
    if "/ToUnicode" not in font:
        return {}
    rows = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}


def codes(step: Step) -> list[int]:
    strings = step.operands[0] if step.operator == "TJ" else [step.operands[-1]]
    raw = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
    return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


# ------------------------------------------------------------------- checks


def marked_content_faults(pdf: Pdf) -> list[str]:
    """Each number stands once on its page, in one element, and each element's content exists."""
    held = [mark for element in elements(pdf) for mark in marks_of(element)]
    shown = [
        (page.objgen, step.marks[-1].mcid)
        for page in pdf.pages
        for step in steps(page)
        if step.operator == "BDC" and step.marks[-1].mcid is not None
    ]
    return [
        *(f"marked content {mark} is there twice" for mark in twice(shown)),
        *(f"marked content {mark} is in two elements" for mark in twice(held)),
        *(f"marked content {mark} is in no element" for mark in sorted(set(shown) - set(held))),
        *(f"marked content {mark} is on no page" for mark in sorted(set(held) - set(shown))),
    ]


def twice(items: list[Any]) -> list[Any]:
    return sorted({item for item in items if items.count(item) > 1})


def tag_faults(pdf: Pdf) -> list[str]:
    """The tag in the content is the type of the element."""
    types: dict[Any, str] = {mark: kind(e) for e in elements(pdf) for mark in marks_of(e)}
    return [
        f"marked content {mark.mcid} is tagged {mark.tag} in an element {expected}"
        for page in pdf.pages
        for step in steps(page)
        if step.operator == "BDC" and (mark := step.marks[-1]).mcid is not None
        if mark.tag != (expected := types.get((page.objgen, mark.mcid), mark.tag))
    ]


def parent_tree_faults(pdf: Pdf) -> list[str]:
    """From a page and a number, the parent tree leads to the element that holds it."""
    tree = parent_tree(pdf)
    free = pdf.Root.StructTreeRoot.get("/ParentTreeNextKey", 0)
    found = [] if int(free) > max(tree) else ["the parent tree has used its next key"]
    for number, page in enumerate(pdf.pages):
        owners = [owner.objgen for owner in tree.get(int(page.get("/StructParents", -1)), [])]
        held = {
            mcid: element.objgen
            for element in elements(pdf)
            for on, mcid in marks_of(element)
            if on == page.objgen
        }
        if owners != [held.get(mcid) for mcid in range(len(held))]:
            found.append(f"page {number + 1}: the parent tree does not match the marked content")
    return found


def parent_faults(pdf: Pdf) -> list[str]:
    """Each element's P is the element that holds it."""
    return [
        f"an element {kind(kid)} does not know its parent {kind(element)}"
        for element in elements(pdf)
        for kid in kids(element)
        if is_element(kid) and kid.P.objgen != element.objgen
    ]


def figure_faults(pdf: Pdf) -> list[str]:
    """Every Figure has words in its place, and a box on the page."""
    found = []
    sides = {page.objgen: page.mediabox for page in pdf.pages}
    for figure in (element for element in elements(pdf) if kind(element) == "Figure"):
        if not str(figure.get("/Alt", "")).strip():
            found.append("a Figure has no Alt")
        box = figure.get("/A", {}).get("/BBox")
        if box is None:
            found.append("a Figure has no BBox")
            continue
        left, bottom, right, top = map(float, box)
        width, height = (float(edge) for edge in sides[figure.Pg.objgen][2:])
        if not (0 <= left < right <= width and 0 <= bottom < top <= height):
            found.append(f"a Figure's box {left, bottom, right, top} is not on its page")
    return found


def link_faults(pdf: Pdf) -> list[str]:
    """Links and annotations know each other, and the annotations say where they lead."""
    tree = parent_tree(pdf)
    owners = {note.objgen: e for e in elements(pdf) for note in annotations_of(e)}
    links = [element for element in elements(pdf) if kind(element) == "Link"]
    found = ["a Link has no annotation" for link in links if not annotations_of(link)]
    sides = {kid.Obj.objgen: kid.Pg.objgen for e in elements(pdf) for kid in references_of(e)}
    for number, page in enumerate(pdf.pages):
        for note in page.get("/Annots", []):
            if sides.get(note.objgen) != page.objgen:
                found.append(f"page {number + 1}: an annotation belongs to another page")
            owner = owners.get(note.objgen)
            leads = tree.get(int(note.get("/StructParent", -1)))
            if owner is None or kind(owner) != "Link":
                found.append(f"page {number + 1}: an annotation is in no Link")
            elif not isinstance(leads, pikepdf.Dictionary) or leads.objgen != owner.objgen:
                found.append(f"page {number + 1}: an annotation's StructParent leads elsewhere")
            if not str(note.get("/Contents", "")).strip():
                found.append(f"page {number + 1}: an annotation has no Contents")
    return found


def unmarked_faults(pdf: Pdf) -> list[str]:
    """All that is painted is content of an element or an artifact, and never both."""
    found = []
    for number, page in enumerate(pdf.pages):
        for step in steps(page):
            owners = [m for m in step.marks if m.mcid is not None or m.tag == "Artifact"]
            if step.operator in PAINTING and not owners:
                found.append(f"page {number + 1}: {step.operator} outside marked content")
            if step.operator in {"BMC", "BDC"} and len(owners) > 1:
                found.append(f"page {number + 1}: marked content inside other marked content")
            if step.operator == "unclosed":
                found.append(f"page {number + 1}: marked content is not closed")
    return found


def font_faults(pdf: Pdf) -> list[str]:
    """Every glyph that is drawn has a text and a width, and none is the empty box .notdef."""
    found = set()
    for number, page in enumerate(pdf.pages):
        for step in steps(page):
            if step.operator not in TEXT:
                continue
            name = f"page {number + 1}: {step.font.BaseFont}"
            texts, known = to_unicode(step.font), widths(step.font)
            drawn = set(codes(step))
            if 0 in drawn:
                found.add(f"{name} draws .notdef")
            found |= {f"{name} has no text for glyph {code}" for code in drawn - texts.keys()}
            found |= {f"{name} has no width for glyph {code}" for code in drawn - known.keys()}
    return sorted(found)


def widths(font: Any) -> dict[int, float]:
    """{code: width} as a Type 0 font gives them."""
    flat = list(font.DescendantFonts[0].W)
    known: dict[int, float] = {}
    for first, run in zip(flat[::2], flat[1::2], strict=True):
        known |= enumerate(map(float, run), start=int(first))
    return known


def attachment_faults(pdf: Pdf) -> list[str]:
    """What is attached is associated with the document, and is as long as it says."""
    flat = list(pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    listed = {str(name): file for name, file in zip(flat[::2], flat[1::2], strict=True)}
    associated = {file.objgen for file in pdf.Root.get("/AF", [])}
    found = []
    if {file.objgen for file in listed.values()} != associated:
        found.append("the attachments are not those that are associated")
    for name, file in listed.items():
        stream = file.EF.F
        data = stream.read_bytes()
        if {str(file.F), str(file.UF)} != {name}:
            found.append(f"{name} has another name")
        if int(stream.Params.Size) != len(data):
            found.append(f"{name} is not as long as it says")
        if bytes(stream.Params.CheckSum) != hashlib.md5(data, usedforsecurity=False).digest():
            found.append(f"{name} has another checksum")
    return found


CHECKS: tuple[Callable[[Pdf], list[str]], ...] = (
    marked_content_faults,
    tag_faults,
    parent_tree_faults,
    parent_faults,
    figure_faults,
    link_faults,
    unmarked_faults,
    font_faults,
    attachment_faults,
)


# ------------------------------------------------------------------- as text


def structure_tree(data: bytes) -> str:
    """One line for each element: its type, title, list numbering, alternative and text.

    The text is what a reader finds: through the numbers of the marked content, ToUnicode and
    ActualText. A Link says the addresses of its annotations.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = {
            (page.objgen, mcid): text
            for page in pdf.pages
            for mcid, text in marked_texts(page).items()
        }
        lines = [line for top in kids(pdf.Root.StructTreeRoot) for line in dump(top, 0, texts)]
    return "\n".join(lines) + "\n"


def marked_texts(page: pikepdf.Page) -> dict[int, str]:
    """{MCID: its text}."""
    found: dict[int, str] = {}
    for step in steps(page):
        mcid = next((mark.mcid for mark in step.marks if mark.mcid is not None), None)
        if mcid is None:
            continue
        spoken = [mark.actual_text for mark in step.marks if mark.actual_text is not None]
        text = ""
        if step.operator == "BDC" and len(spoken) == 1 and step.marks[-1].actual_text is not None:
            text = spoken[0]
        elif step.operator in TEXT and not spoken:
            texts = to_unicode(step.font)
            text = "".join(texts.get(code, "\ufffd") for code in codes(step))
        found[mcid] = found.get(mcid, "") + text
    return found


def dump(element: Any, depth: int, texts: dict[tuple[Any, int], str]) -> Iterator[str]:
    words = [kind(element)]
    words += [f'{key}="{element[f"/{key}"]}"' for key in ("T", "Alt") if f"/{key}" in element]
    numbering = element.get("/A", {}).get("/ListNumbering")
    words += [str(numbering)[1:]] if numbering is not None else []
    words += [f"-> {note.A.URI}" for note in annotations_of(element)]
    words.append("".join(texts.get(mark, "\ufffd") for mark in marks_of(element)).strip())
    yield "  " * depth + " ".join(word for word in words if word)
    for kid in kids(element):
        if is_element(kid):
            yield from dump(kid, depth + 1, texts)
