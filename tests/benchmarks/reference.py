"""The reference workload: one clinic, 30 exercises, patients with six of them each.

Every sheet has 6 exercises of 4 to 6 steps with figures, cautions, a dose and a QR code. 25 of the
exercises are shipped, 5 are the clinic's own (`own_exercises.yaml`). The doses are drawn at random,
with a fixed seed, from 36 combinations, so that a block is seldom repeated, and no two patients
have one name. The clinic has signed off all words: no page bears a Draft line.

In: how many patients. Out: a clinic's folder, and prescriptions as their files hold them.
"""

from __future__ import annotations

import functools
import itertools
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from handouts.load.figure_file import FIGURE_FILE
from handouts.load.library import EXERCISE_FILE, exercise_homes
from handouts.places import shipped_content

EXERCISES_A_SHEET = 6
SEED = 20261122
OWN_EXERCISES = Path(__file__).with_name("own_exercises.yaml")
FIRST_NAMES = (
    "Amina", "Bruno", "Chloe", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jakob",
    "Keiko", "Liam", "Maya", "Noah", "Olga", "Pavel", "Quentin", "Rosa", "Samir", "Tereza",
    "Umar", "Vera", "Walter", "Yusuf", "Zoë",
)  # fmt: skip
LAST_NAMES = (
    "Abbott", "Brennan", "Castillo", "Dąbrowska", "Eriksson", "Fontaine", "Grünwald", "Hughes",
    "Ibrahim", "Jovanović", "Keane", "Lindqvist", "Moreau", "Novák", "Okafor", "Petrova", "Quinn",
    "Rossi", "Sørensen", "Tanaka", "Underhill", "Vargas", "Whitfield", "Yıldız", "Zhang",
)  # fmt: skip
MIDDLE_LETTERS = "ABCDEFGHJKLMNPRST"
"""25 first names, 17 letters and 25 last names are 10,625 different names."""
FREQUENCIES = ("1/day", "2/day", "3/week", "every 2 days")
REPEATED = ({"sets": ("1", "2", "3")}, {"reps": ("8", "10", "12")})
HELD_SHORTLY = ({"hold": ("5 s", "8 s", "10 s")}, {"reps": ("8", "10", "12")})
HELD_LONG = ({"hold": ("15 s", "20 s", "30 s")}, {"reps": ("2", "3", "4")})


def write_clinic(folder: Path) -> Path:
    """The clinic's folder, with its own exercises in it."""
    shipped = shipped_content()
    shutil.copytree(
        shipped,
        folder,
        ignore=shutil.ignore_patterns(
            "exercises",
            "poses",
            "*.png",
            "example.yaml",  # the one patient who is not of the workload
        ),
    )
    clinic_file = folder / "clinic.yaml"
    signed_off = clinic_file.read_text(encoding="utf-8").replace("review: required", "review: off")
    clinic_file.write_text(signed_off, encoding="utf-8")
    for own in _own_exercises():
        model = shipped / "exercises" / own.pop("like")
        home = folder / "exercises" / own["id"]
        home.mkdir(parents=True)
        exercise = _tree(model / EXERCISE_FILE) | own
        text = yaml.safe_dump(exercise, allow_unicode=True, sort_keys=False)
        (home / EXERCISE_FILE).write_text(text, encoding="utf-8")
        shutil.copy(model / FIGURE_FILE, home / FIGURE_FILE)  # the same pose, so the same drawings
    return folder


def write_prescriptions(folder: Path, patients: int) -> list[Path]:
    """So many prescription files in `folder`, one a patient."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for prescription in prescription_trees(patients):
        file = folder / f"{prescription['patient']['id']}.yaml"
        text = yaml.safe_dump(prescription, allow_unicode=True, sort_keys=False)
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return files


def prescription_trees(patients: int) -> Iterator[dict[str, Any]]:
    """The first so many patients, always the same: what their files hold, as strings."""
    chance = random.Random(SEED)  # noqa: S311  # the same doses each time
    exercises = [_tree(home / EXERCISE_FILE) for home in exercise_homes(shipped_content()).values()]
    by_id = {exercise["id"]: exercise for exercise in exercises}
    exercises += [by_id[own["like"]] | own for own in _own_exercises()]
    names = itertools.product(MIDDLE_LETTERS, FIRST_NAMES, LAST_NAMES)
    for number, (middle, first, last) in enumerate(itertools.islice(names, patients), 1):
        yield {
            "patient": {
                "id": f"P-{number:05}", "name": f"{first} {middle}. {last}", "language": "en",
                "conditions": [],
            },
            "clinician": "Alex Example",
            "date": "2026-11-22",
            "next_visit": "2026-12-07 10:30",
            "exercises": [
                {"exercise": exercise["id"], **_side(exercise, chance), **_dose(exercise, chance)}
                for exercise in chance.sample(exercises, EXERCISES_A_SHEET)
            ],
        }  # fmt: skip


def combinations(exercise: dict[str, Any]) -> list[dict[str, str]]:
    """The 36 doses that suit an exercise: 3 by 3 amounts, 4 frequencies."""
    usual = exercise["dose"]
    if "hold" not in usual or "sets" in usual:
        amounts = REPEATED
    else:
        long = int(usual["hold"].split()[0]) >= 15
        amounts = HELD_LONG if long else HELD_SHORTLY
    values = {name: written for part in amounts for name, written in part.items()}
    values["frequency"] = FREQUENCIES
    return [
        dict(zip(values, chosen, strict=True)) for chosen in itertools.product(*values.values())
    ]


def _dose(exercise: dict[str, Any], chance: random.Random) -> dict[str, str]:
    return chance.choice(combinations(exercise))


def _side(exercise: dict[str, Any], chance: random.Random) -> dict[str, str]:
    return {"side": chance.choice(("left", "right"))} if exercise["sides"] == "one" else {}


def _own_exercises() -> list[dict[str, Any]]:
    own: list[dict[str, Any]] = _tree(OWN_EXERCISES)
    return own


@functools.cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _tree(file: Path) -> Any:
    """What a file holds, every value as the string that was written."""
    return yaml.load(_text(file), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
