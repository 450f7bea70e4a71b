"""The clinic's colour on paper: what it becomes, and what it could be taken for."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.check.finding import Finding, found
from handouts.layout.theme import STOP, WHITE, brand_colours, contrast
from handouts.model.clinic import Clinic
from handouts.model.colour import hue_distance
from handouts.model.palette import MARKER_HUE, NEAR_MARKER

LOOKS_OTHER = 1.5
"""Contrast from which two shades, side by side, are seen as two colours."""
NEAR_STOP = 15


def of_clinic(clinic: Clinic) -> Iterator[Finding]:
    """Findings about `colour:`. Words in it can always be read: theme.py darkens it until then."""
    written, place = clinic.colour, clinic.source("colour")
    printed = brand_colours(written).brand
    if contrast(written, printed) >= LOOKS_OTHER:
        message = (
            f"colour {written} prints as {printed}: words in your own would have a contrast of "
            f"{contrast(written, WHITE):.1f} with the paper, and need 4.5"
        )
        hint = f'write "{printed}" if you like it, or choose a darker colour of your brand'
        yield found("brand-darkened", place, message, hint)
    if hue_distance(written, STOP) < NEAR_STOP:
        message = f"colour {written} looks like the red that says stop"
        yield found("brand-near-stop", place, message, "choose another colour of your brand")
    if hue_distance(written, MARKER_HUE) <= NEAR_MARKER:
        message = (
            f"colour {written} looks like the violet that marks the place on pictures: "
            "their shirts are grey in its place"
        )
        hint = "leave it, or choose another colour of your brand"
        yield found("brand-near-marker", place, message, hint)
