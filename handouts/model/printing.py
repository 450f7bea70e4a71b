"""Who decides how a handout is printed: the prescription's own `print:`, then the clinic's."""

from __future__ import annotations

from handouts.model.clinic import Clinic, Sections
from handouts.model.prescription import Prescription
from handouts.units import PaperName


def paper_for(clinic: Clinic, prescription: Prescription) -> PaperName:
    """The paper; A4 where neither says."""
    return prescription.print.paper or clinic.print.paper or "a4"


def sections_for(clinic: Clinic, prescription: Prescription) -> Sections:
    """The optional sections of a booklet, each key for itself; what neither names is printed."""
    written: dict[str, bool] = {}
    for options in (clinic.print, prescription.print):
        if options.sections is not None:
            written |= {name: getattr(options.sections, name)
                        for name in options.sections.model_fields_set}  # fmt: skip
    return Sections.model_validate(written)
