"""Options and fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from clinics import ClinicFolder, clinic_folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/ anew; look at every difference before you commit it",
    )


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicFolder:
    """A clinic's folder in which everything is right."""
    return clinic_folder(tmp_path / "clinic")
