"""`handouts init`: a clinic's folder to start from, copied from the shipped example."""

from __future__ import annotations

import shutil
from pathlib import Path

from handouts.errors import CannotWriteError, HandoutError, Problem, Source
from handouts.places import shipped_content

FILES = ("clinic.yaml", "logo.svg", "prescriptions/example.yaml", "rosters/example.csv")
FOLDERS = ("exercises", "prescriptions", "programmes", "rosters")
GITIGNORE = """\
# Prescriptions and rosters are patients' data.
prescriptions/*
!prescriptions/example.yaml
rosters/*
!rosters/example.csv
"""


def start_clinic(folder: Path) -> list[Path]:
    """Make the folder and fill it; returns the files written. Nothing that is there is changed:
    raises HandoutError when one of them exists.
    """
    targets = [folder / name for name in (*FILES, ".gitignore")]
    taken = [target for target in targets if target.exists()]
    if taken:
        hint = "choose a new folder, or take these files away"
        raise HandoutError(Problem(Source(str(file)), "is there already", hint) for file in taken)
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(shipped_content() / name, folder / name)
        (folder / ".gitignore").write_text(GITIGNORE, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem(Source(str(folder)), f"cannot be made: {reason}", "choose another folder")
        raise CannotWriteError([problem]) from None
    return targets
