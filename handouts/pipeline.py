"""The way from what is known to what is printed: read this first.

The command line, a batch and a web page call this one function, so that preview equals print.
Each phase has one immutable type, and nothing flows back.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

from handouts.errors import HandoutError
from handouts.fonts import Fonts
from handouts.layout.paginate import lay_out
from handouts.layout.theme import Theme, theme_for
from handouts.merge.merge import merge
from handouts.merge.plan import planned
from handouts.merge.saying import Before
from handouts.model.clinic import Clinic
from handouts.model.exercise import Library
from handouts.model.handout import Handout
from handouts.model.page import Page
from handouts.model.prescription import Prescription
from handouts.model.separator import Separator
from handouts.pdf.attachment import Attachment
from handouts.pdf.render import render


def make_handout(
    prescription: Prescription, library: Library, clinic: Clinic, fonts: Fonts,
    earlier: Prescription | None = None,
) -> bytes:  # fmt: skip
    """One patient's handout as a tagged PDF (PDF/UA-1 and PDF/A-2a).

    Where the clinic wants its provenance, the PDF carries what it was made from (and is PDF/A-3a).
    `earlier`: an older prescription; the first page says what is new, changed and dropped since.
    The same input gives the same bytes. Raises HandoutError with every Problem found.
    """
    with _no_search_for_garbage():
        handout, pages = laid_out(prescription, library, clinic, fonts, earlier)
        attached = _source(prescription, library, clinic, earlier) if clinic.provenance else None
        return render(pages, handout, fonts, attached)  # bytes


@contextlib.contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """A sheet leaves no cycles behind: to look for them on the way would take a seventh of the
    whole time. A process that looks for none is left so.
    """
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


def laid_out(
    prescription: Prescription, library: Library, clinic: Clinic, fonts: Fonts,
    earlier: Prescription | None = None,
) -> tuple[Handout, tuple[Page, ...]]:  # fmt: skip
    """The handout in words, and its pages. Raises HandoutError with every Problem found."""
    theme = theme_for(clinic, prescription)  # paper, colour, grid
    handout = merge(prescription, library, clinic, earlier)  # words are final
    try:
        return handout, lay_out(handout, theme, fonts)  # positions are final
    except HandoutError:
        # Words that were said before bear the place where they were written first. Where nothing is
        # kept each tells its own, whatever other threads make meanwhile.
        handout = merge(prescription, library, clinic, earlier, Before(most=0))
        return handout, lay_out(handout, theme, fonts)


def make_summary(
    prescription: Prescription, library: Library, clinic: Clinic, fonts: Fonts,
    earlier: Prescription | None = None,
) -> tuple[str, bytes]:  # fmt: skip
    """The clinician's record of that handout: as text for the chart, and as a PDF of the same kind.

    It is never for the patient. Raises HandoutError with every Problem found.
    """
    from handouts.layout.summary_pages import lay_out_summary
    from handouts.merge.summary import summarise

    handout = merge(prescription, library, clinic, earlier)
    summary = summarise(planned(prescription, library), library, clinic, handout)
    pages = lay_out_summary(summary, theme_for(clinic, prescription), fonts)
    return summary.text, render(pages, summary, fonts)


def make_separator(separator: Separator, theme: Theme, fonts: Fonts) -> bytes:
    """The page on top of a group's sheets, as a PDF of the same kind.

    Raises HandoutError with every Problem found.
    """
    from handouts.layout.separator_page import lay_out_separator

    return render(lay_out_separator(separator, theme, fonts), separator, fonts)


def _source(
    prescription: Prescription, library: Library, clinic: Clinic, earlier: Prescription | None
) -> Attachment:
    """What the sheet is made from, programmes merged in: they need not travel with it."""
    from handouts.provenance import SOURCE_FILE, provenance_bytes

    whole = planned(prescription, library).prescription
    before = planned(earlier, library).prescription if earlier else None
    return Attachment(SOURCE_FILE, provenance_bytes(whole, library, clinic, before))
