"""Where sheets go, and where the shipped content and fonts lie.

Those stand beside the package in a checkout, else inside it.
"""

from __future__ import annotations

from pathlib import Path

OUTPUT_FOLDER = Path("output")
"""Where sheets go unless another folder is named: below where the command runs."""
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _shipped(name: str) -> Path:
    in_checkout = _CHECKOUT / name
    if (_CHECKOUT / "pyproject.toml").is_file() and in_checkout.is_dir():
        return in_checkout
    return _PACKAGE / "shipped" / name


def shipped_content() -> Path:
    """The read-only library that is always there, itself a clinic's folder."""
    return _shipped("content")


def shipped_fonts() -> Path:
    """The folder of the fonts."""
    return _shipped("fonts")
