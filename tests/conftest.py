"""Options and fixtures that all tests share."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from clinics import ClinicFolder, clinic_folder
from pdf_checks import assert_valid

from handouts import session

VALID: set[str] = set()
"""Digests of the PDFs that were validated: many tests make the same one."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/ and content/poses/ anew; look at each before you commit it",
    )


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    """A clinic's folder in which everything is right."""
    return clinic_folder(tmp_path / "clinic")


@pytest.fixture(autouse=True, scope="session")
def every_pdf_is_valid() -> None:
    """Whatever sheet a test makes is PDF/UA-1 and PDF/A-2a (or 3a), or the test fails."""
    make, make_summary = session.make_handout, session.make_summary

    def validated(pdf: bytes) -> bytes:
        digest = hashlib.sha256(pdf).hexdigest()
        if digest not in VALID:
            assert_valid(pdf)
            VALID.add(digest)
        return pdf

    def made(*known: Any) -> bytes:
        return validated(make(*known))

    def summary_made(*known: Any) -> tuple[str, bytes]:
        text, pdf = make_summary(*known)
        return text, validated(pdf)

    session.make_handout, session.make_summary = made, summary_made
