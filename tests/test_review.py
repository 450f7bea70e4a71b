"""`handouts review`: who signs sees the words, and only those words are signed."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from clinics import CLINIC_FILE, EXERCISE_FILE, ROOT, ClinicFolder, Outcome, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.load.library import load_library, load_reviews

FILE = "reviews.yaml"
ALEX = ("--by", "Alex Example", "--profession", "physiotherapist", "--date", "2026-11-22")
BO = ("--by", "Bo Sample", "--profession", "occupational therapist", "--date", "2026-12-01")


def review(clinic: ClinicFolder, *arguments: str) -> Outcome:
    return run("review", *arguments, "--yes", "--clinic", str(clinic.root))


def digest(clinic: ClinicFolder, name: str) -> str:
    return load_library(clinic.root, [name]).exercises[name].words.digest


def is_reviewed(clinic: ClinicFolder, name: str = "knee-lift") -> bool:
    return name in load_library(clinic.root, [name]).reviewed


def signed(clinic: ClinicFolder) -> list[tuple[str, str]]:
    return [(one.exercise, one.by) for one in load_reviews(clinic.root)]


def texts_in(words: object) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict | list | tuple):
        for part in words.values() if isinstance(words, dict) else words:
            yield from texts_in(part)


def test_words_that_are_signed_are_no_draft(clinic: ClinicFolder) -> None:
    assert "Draft" in clinic.text()
    outcome = review(clinic, "knee-lift", *ALEX)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1] == str(clinic.path(FILE))
    assert "Draft" not in clinic.text()
    shown = run("show", "knee-lift", "--clinic", str(clinic.root)).out
    assert "words      reviewed by Alex Example, physiotherapist, 2026-11-22" in shown
    assert "reviewed" in run("list", "knee-lift", "--clinic", str(clinic.root)).out


def test_the_file_is_readable(clinic: ClinicFolder) -> None:
    review(clinic, "knee-lift", *ALEX)
    text = clinic.path(FILE).read_text(encoding="utf-8")
    assert text.partition("schema: 1")[2] == (
        "\n\nreviews:\n"
        "  - exercise: knee-lift\n"
        "    language: en\n"
        f"    words: {digest(clinic, 'knee-lift')}\n"
        "    by: Alex Example\n"
        "    profession: physiotherapist\n"
        "    date: 2026-11-22\n"
    )


@pytest.mark.parametrize("name", ["knee-lift", "squat", "ql-stretch"])
def test_every_word_that_is_signed_is_shown(clinic: ClinicFolder, name: str) -> None:
    out = review(clinic, name, *ALEX).out
    words = load_library(clinic.root, [name]).exercises[name].words
    texts = list(texts_in(words.model_dump()))
    assert len(texts) > 1
    assert all(text in out for text in texts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Stand behind a chair.", "Stand before a chair."),
        ("title: Knee lift", "title: Knee lifts"),
        ("A person stands", "Somebody stands"),
        ("    - your {{ side }} hip hurts", "    - your hip hurts"),
    ],
)
def test_words_that_change_later_are_unreviewed_until_they_are_signed_again(
    clinic: ClinicFolder, old: str, new: str
) -> None:
    review(clinic, "knee-lift", *ALEX)
    assert is_reviewed(clinic)
    clinic.change(EXERCISE_FILE, old, new)
    assert not is_reviewed(clinic)
    review(clinic, "knee-lift", *BO)
    assert is_reviewed(clinic)
    assert signed(clinic) == [("knee-lift", "Bo Sample")]


def test_several_are_signed_at_once(clinic: ClinicFolder) -> None:
    review(clinic, "knee-lift", "ql-stretch", "knee-lift", *ALEX)
    assert signed(clinic) == [("knee-lift", "Alex Example"), ("ql-stretch", "Alex Example")]


STANDING = """\
# our signatures
schema: 1  # the form
reviews:

- exercise: nod   # read aloud to the team
  words: {nod}
  by: Cy Sample
  profession: physiotherapist
  date: 2026-01-01
# the knee
-   exercise: knee-lift
    language: en
    words: "0000"
    by: >-
      Cy
      Sample
    profession: physiotherapist
    date: 2026-01-01
    # ask again

# the last
- {{exercise: squat, words: "0", by: Cy, profession: physio, date: 2026-01-01}}
# the end
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_else_stands_in_the_file_stays(clinic: ClinicFolder, end: str) -> None:
    clinic.write(FILE, STANDING.format(nod=digest(clinic, "nod")).replace("\n", end))
    review(clinic, "knee-lift", "bridge", *ALEX)
    text = clinic.path(FILE).read_bytes().decode()
    assert text.count("\n") == text.count(end)
    before, knee = STANDING.format(nod=digest(clinic, "nod")).replace("\n", end).split("-   ex")
    after = knee[knee.index("    # ask again") :]
    middle, last = after.split("# the end")
    assert text.startswith(before + "- exercise: knee-lift")
    assert middle in text
    assert text.endswith("# the end" + last)
    assert signed(clinic) == [
        ("nod", "Cy Sample"), ("knee-lift", "Alex Example"), ("squat", "Cy"),
        ("bridge", "Alex Example"),
    ]  # fmt: skip
    assert is_reviewed(clinic)
    assert is_reviewed(clinic, "nod")


@pytest.mark.parametrize(
    "text",
    [
        "schema: 1",
        "schema: 1\n",
        "reviews: []\n",
        "reviews: [ ]  # nobody yet\nschema: 1\n",
        '"reviews": []\nschema: 1\n',
    ],
)
def test_a_file_without_signatures_gets_the_first(clinic: ClinicFolder, text: str) -> None:
    clinic.write(FILE, text)
    review(clinic, "knee-lift", *ALEX)
    assert is_reviewed(clinic)
    assert text.partition("schema: 1")[1] in clinic.path(FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (
            "reviews: [{exercise: nod, words: x, by: Cy, profession: physio, date: x}]\n",
            "{exercise",
        ),
        ("reviews:\n  -\n    {exercise: nod, words: x, by: Cy, profession: p, date: x}\n", "{ex"),
        ("{schema: 1, reviews: []}\n", ""),
        ("reviews: [\n]\n", ""),
    ],
)
def test_a_list_in_which_lines_cannot_be_put_is_refused_and_stays(
    clinic: ClinicFolder, text: str, at: str
) -> None:
    clinic.write(FILE, text)
    outcome = review(clinic, "knee-lift", *ALEX)
    assert outcome.exit_code == 2
    assert outcome.err.startswith(clinic.place(FILE, at) if at else f"{clinic.path(FILE)}: ")
    assert "after a hyphen" in outcome.err
    assert clinic.path(FILE).read_text(encoding="utf-8") == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(by=st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_any_name_is_read_back_as_it_was_given_or_refused(clinic: ClinicFolder, by: str) -> None:
    clinic.path(FILE).unlink(missing_ok=True)
    outcome = review(clinic, "squat", "--by", by, "--profession", "physiotherapist")
    if by.isprintable() and by.strip():
        assert signed(clinic) == [("squat", " ".join(by.split()))]
        (entry,) = yaml.safe_load(clinic.path(FILE).read_text(encoding="utf-8"))["reviews"]
        assert entry["by"] == " ".join(by.split())  # for other programs too
    else:
        assert outcome.exit_code == 2
        assert "handouts review --by: is empty, or holds" in outcome.err
        assert not clinic.path(FILE).exists()


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_who_can_read_the_clinics_files_can_read_it(clinic: ClinicFolder) -> None:
    clinic.path(CLINIC_FILE).chmod(0o644)
    review(clinic, "knee-lift", *ALEX)
    assert stat.S_IMODE(clinic.path(FILE).stat().st_mode) == 0o644
    clinic.path(FILE).chmod(0o640)
    review(clinic, "squat", *ALEX)
    assert stat.S_IMODE(clinic.path(FILE).stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nee-lift", *ALEX], 'there is no exercise "nee-lift"\n  hint: did you mean knee-lift'),
        (["squat", *ALEX, "--language", "French"], '--language: "French" is no language'),
        (["squat", "--by", "Alex", "--profession", " "], "--profession: is empty"),
        (["squat", "--by", "Alex"], "Missing option '--profession'"),
        (["squat", "--profession", "physiotherapist"], "Missing option '--by'"),
        (["squat", *ALEX, "--date", "22/11/2026"], "does not match the format '%Y-%m-%d'"),
    ],
)
def test_what_cannot_be_signed_is_refused_and_nothing_is_written(
    clinic: ClinicFolder, arguments: list[str], says: str
) -> None:
    outcome = review(clinic, *arguments)
    assert outcome.exit_code == 2
    assert says in outcome.err
    assert not clinic.path(FILE).exists()


def test_everything_that_is_wrong_is_said_at_once(clinic: ClinicFolder) -> None:
    clinic.change(EXERCISE_FILE, "sides: one", "sides: two")
    outcome = review(clinic, "knee-lift", "squad", *ALEX, "--by", "")
    assert len(outcome.problems) == 3
    assert clinic.place(EXERCISE_FILE, "two") in outcome.err


def test_a_mistake_in_the_file_itself_is_told_and_the_file_stays(clinic: ClinicFolder) -> None:
    text = "reviews:\n  - exercise: nod\n    by: Cy\n"
    clinic.write(FILE, text)
    outcome = review(clinic, "knee-lift", *ALEX)
    assert outcome.exit_code == 2
    assert f"{clinic.path(FILE)}:2:5: words is missing" in outcome.err
    assert clinic.path(FILE).read_text(encoding="utf-8") == text


def test_without_a_clinics_folder_one_is_told_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("review", "bridge", *ALEX, "--yes")
    assert outcome.exit_code == 2
    assert "run handouts init my-clinic" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_without_a_day_it_is_todays(clinic: ClinicFolder) -> None:
    review(clinic, "squat", "--by", "Alex", "--profession", "physiotherapist")
    (one,) = load_reviews(clinic.root)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", one.date)


# ------------------------------------------------------------------ being asked


def test_nobody_there_to_be_asked_is_refused(clinic: ClinicFolder) -> None:
    outcome = run("review", "squat", *ALEX, "--clinic", str(clinic.root))
    assert outcome.exit_code == 2
    assert "run it in a terminal, or write --yes" in outcome.err
    assert not clinic.path(FILE).exists()


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal to write to")
@pytest.mark.parametrize(
    ("answer", "exit_code", "is_signed"),
    [(b"y\n", 0, True), (b"n\n", 2, False), (b"\n", 2, False)],
)
def test_at_a_terminal_one_is_asked_after_the_words(
    clinic: ClinicFolder, answer: bytes, exit_code: int, *, is_signed: bool
) -> None:
    import pty

    terminal, keyboard = pty.openpty()
    os.write(terminal, answer)
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from handouts.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "review", "squat", *ALEX],
        stdin=keyboard, capture_output=True, text=True, cwd=clinic.root, timeout=60, check=False,
    )  # fmt: skip
    os.close(terminal)
    os.close(keyboard)
    words, _, question = done.stdout.partition("Does Alex Example, physiotherapist, sign these")
    assert "Bend both knees a little." in words
    assert question
    assert done.returncode == exit_code
    assert clinic.path(FILE).exists() == is_signed
    assert ("Nothing was signed." in done.stderr) != is_signed
