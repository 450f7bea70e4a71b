"""What every handout of a clinic says, whoever it is for: made once, and shared by all of them."""

from __future__ import annotations

from msgspec import Struct

from handouts.merge.back import call_us, information, pain_guide
from handouts.merge.lexicon import Lexicon
from handouts.merge.said_before import SaidBefore
from handouts.merge.saying import Saying
from handouts.merge.wording import unbroken
from handouts.model.clinic import Clinic, Site
from handouts.model.handout import CallBox, Information, PainGuide, Phrase


class ClinicWords(Struct, frozen=True):
    """The parts of a Handout, its head and its furniture that are the clinic's or the program's."""

    clinic: Phrase
    phone: Phrase
    scan: Phrase
    turn_over: Phrase
    pain_guide: PainGuide
    call_us: CallBox
    more_heading: Phrase
    information: Information
    questions_heading: Phrase
    running_clinic: Phrase
    disclaimer: Phrase
    call: Phrase
    draft: Phrase


_BEFORE = SaidBefore[ClinicWords](64)
"""By clinic, site and language."""


def clinic_words(clinic: Clinic, site: Site, lexicon: Lexicon) -> ClinicWords:
    """Those of one of the clinic's sites, in one language. They bear the places of its file."""
    return _BEFORE.once((clinic, site, lexicon), (), lambda: _words(clinic, site, lexicon))


def _words(clinic: Clinic, site: Site, lexicon: Lexicon) -> ClinicWords:
    fixed, name = Saying.fixed, clinic.source("name")
    phone, number = unbroken(site.phone), clinic.source("sites", clinic.sites.index(site), "phone")
    return ClinicWords(
        clinic=fixed("clinic", clinic.name, name),
        phone=fixed("phone", phone, number),
        scan=fixed("scan", lexicon.scan),
        turn_over=fixed("turn-over", lexicon.turn_over),
        pain_guide=pain_guide(clinic, lexicon),
        call_us=call_us(clinic, lexicon),
        more_heading=fixed("more", lexicon.more),
        information=information(clinic, lexicon),
        questions_heading=fixed("questions", lexicon.questions),
        running_clinic=fixed("running.clinic", clinic.name, name),
        disclaimer=fixed(
            "footer.disclaimer", clinic.disclaimer.short, clinic.source("disclaimer", "short")
        ),
        call=fixed("footer.call", lexicon.call.format(phone=phone), number),
        draft=fixed("footer.draft", lexicon.draft),
    )
