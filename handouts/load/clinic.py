"""A clinic's folder → Clinic: clinic.yaml and its logo."""

from __future__ import annotations

from pathlib import Path

from handouts.errors import HandoutError, Problem, Source, nearest
from handouts.load.library import load_vocabulary
from handouts.load.pictures import read_artwork
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.model.clinic import SHORT_DISCLAIMER_WORDS, Clinic
from handouts.model.drawing import Artwork

CLINIC_FILE = "clinic.yaml"


def find_clinic_folder(prescription: Path) -> Path:
    """The nearest folder above a prescription that holds a clinic.yaml.

    Raises HandoutError where there is none: another clinic's name and phone must never print.
    """
    if folder := _nearest_clinic_folder(prescription):
        return folder
    hint = "put the file into the clinic's folder, or name that with --clinic"
    message = f"no folder above it holds a {CLINIC_FILE}"
    raise HandoutError([Problem(Source(str(prescription)), message, hint)])


def clinic_folder_here(named: Path | None) -> Path | None:
    """The folder that was named, or the nearest one with a clinic.yaml from where the command runs.

    None where there is none. Raises HandoutError for a named folder that is no clinic's.
    """
    if named is None:
        return _nearest_clinic_folder(Path.cwd() / CLINIC_FILE)
    if not (named / CLINIC_FILE).is_file():
        hint = "check the name; handouts init makes such a folder"
        raise HandoutError([Problem(Source(str(named)), f"holds no {CLINIC_FILE}", hint)])
    return named


def current_clinic_folder() -> Path:
    """The clinic's folder that the command runs in. Raises HandoutError outside of one."""
    if folder := clinic_folder_here(None):
        return folder
    hint = "run the command in the clinic's folder, or name that with --clinic"
    message = f"neither it nor a folder above it holds a {CLINIC_FILE}"
    raise HandoutError([Problem(Source("the current folder"), message, hint)])


def _nearest_clinic_folder(file: Path) -> Path | None:
    parents = file.resolve().parents
    found = (_as_given(folder) for folder in parents if (folder / CLINIC_FILE).is_file())
    return next(found, None)


def _as_given(folder: Path) -> Path:
    """Relative to where the command runs, if it is below: shorter in messages."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def load_clinic(folder: Path | str) -> Clinic:
    """Read a clinic's folder. Raises HandoutError with everything that is wrong with it."""
    folder = Path(folder)
    clinic = validate(Clinic, read_yaml(folder / CLINIC_FILE))
    problems = [
        *_site_problems(clinic), *_guide_problems(clinic), *_region_problems(clinic, folder),
        *_disclaimer_problems(clinic),
    ]  # fmt: skip
    logo: Artwork | None = None
    if clinic.logo:
        try:
            logo = read_artwork(folder, clinic.logo, clinic.source("logo"))
        except HandoutError as error:
            problems += error.problems
    if problems:
        raise HandoutError(problems)
    return clinic.with_artwork(logo)


def _site_problems(clinic: Clinic) -> list[Problem]:
    """Two sites with one id: the sheet would have the phone of one of them."""
    ids = [site.id for site in clinic.sites]
    return [
        Problem(
            clinic.source("sites", at, "id"), f'"{name}" is the id of two sites', "choose another"
        )
        for at, name in enumerate(ids)
        if name in ids[:at]
    ]


def _guide_problems(clinic: Clinic) -> list[Problem]:
    if clinic.pain_guide.is_gapless:
        return []
    message = "pain_guide must give every number from 0 to 10 one meaning"
    hint = "write keep_going: 0-3, do_less: 4-5, stop: 6-10"
    return [Problem(clinic.source("pain_guide"), message, hint)]


def _disclaimer_problems(clinic: Clinic) -> list[Problem]:
    """The footer of a sheet is lower than that of a booklet."""
    words = len(clinic.disclaimer.short.split())
    most = SHORT_DISCLAIMER_WORDS[clinic.print.format or "sheet"]
    if words <= most:
        return []
    message = f"short has {words} words; the footer holds {most}"
    hint = "shorten it here; disclaimer.full prints in full"
    return [Problem(clinic.source("disclaimer", "short"), message, hint)]


def _region_problems(clinic: Clinic, folder: Path) -> list[Problem]:
    """A misspelt region would silently lose its emergency signs."""
    known = load_vocabulary(folder)["regions"]
    return [
        Problem(
            clinic.source("emergency_if_by_region", region),
            f'the region "{region}" is not in the vocabulary',
            nearest(region, known),
        )
        for region in clinic.emergency_if_by_region
        if region not in known
    ]
