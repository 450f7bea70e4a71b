"""Words in another language: what `handouts check` says of them, and how they are signed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from clinics import EXERCISE_FILE, PRESCRIPTION_FILE, ClinicFolder, Outcome, run

from handouts.check.content import check
from handouts.check.finding import Finding, Level
from handouts.errors import Source
from handouts.load.library import load_library, load_reviews
from handouts.load.translations import load_translation, translation_files

HOME = "exercises/knee-lift"
FILE = f"{HOME}/fr.yaml"
FRENCH = """\
schema: 1
translates: {digest}
title: Lever le genou
clinical_name: Flexion de hanche debout
side_label: Levez le genou {{{{ side }}}}
purpose: Rend la hanche plus forte.
feel: L'avant de la hanche {{{{ side }}}}.
steps:
  - Tenez-vous debout derrière une chaise.
  - Levez le genou {{{{ side }}}}. Tenez {{{{ dose.hold }}}}.
adjustments:
  - question: Vous vacillez ?
    answer: Tenez la chaise.
cautions:
  - la hanche {{{{ side }}}} fait mal
alt:
  - Une personne debout sur la jambe {{{{ side.other }}}}.
"""
ALEX = ("--by", "Alex Example", "--profession", "physiotherapist", "--date", "2026-11-22")


def digest(clinic: ClinicFolder, name: str = "knee-lift") -> str:
    return load_library(clinic.root, [name]).exercises[name].words.digest


@pytest.fixture
def french(clinic: ClinicFolder) -> ClinicFolder:
    """A clinic whose one exercise is translated into French, of which nothing is to be said but
    that it is not printed yet.
    """
    for name in ("squat", "nod"):
        clinic.path(f"exercises/{name}/exercise.yaml").unlink()
    clinic.write(FILE, FRENCH.format(digest=digest(clinic)))
    return clinic


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [
        (one.name, str(one.problem.source)) for one in findings if one.name != "not-supported-yet"
    ]


# ------------------------------------------------------------------ what is found


@pytest.mark.parametrize("path", ["", HOME, EXERCISE_FILE, FILE])
def test_of_a_translation_that_says_the_same_only_that_it_is_not_printed(
    french: ClinicFolder, path: str
) -> None:
    (finding,) = check(french.path(path))
    assert (finding.name, finding.level) == ("not-supported-yet", Level.ADVICE)
    assert finding.problem.source == Source(str(french.path(FILE)))
    assert "sheets in fr are not printed yet" in finding.problem.message


def test_that_it_is_not_printed_is_said_once_for_each_language(french: ClinicFolder) -> None:
    for name in ("bridge", "clamshell"):
        for language in ("fr", "pt-BR"):
            french.write(f"exercises/{name}/{language}.yaml", "title: x\nsteps:\n  - x\n")
    said = [one.problem.message for one in check(french.root) if one.name == "not-supported-yet"]
    assert [message.split()[2] for message in said] == ["fr", "pt-BR"]


def test_files_that_are_no_translation_are_left_alone(french: ClinicFolder) -> None:
    for name in ("notes.txt", "notes.yaml", "figure.json", "fr.yml"):
        french.write(f"{HOME}/{name}", "mine")
    assert told(check(french.root)) == []


NUMBER, PLACEHOLDER = "translation-number", "translation-placeholder"


@pytest.mark.parametrize("path", ["", FILE])
@pytest.mark.parametrize(
    ("old", "new", "at", "name", "says"),
    [
        ("title: Lever", "titre: Lever", "schema", "invalid", "title is missing"),
        ("translates: ", "translates: 0", "0", "translation-outdated", "is older than"),
        ("schema: 1\n", "schema: 2\n", "2", "invalid", "schema must be 1"),
        ("purpose: Rend la hanche plus forte.\n", "", "schema", "translation-key", "purpose is"),
        ("adjustments:", "motion: levez\nadjustments:", "levez", "translation-key", "motion s"),
        ("alt:", "  - vous avez mal\nalt:", "- la hanche", "translation-length", "cautions has 2"),
        ("  - Tenez-vous debout derrière une chaise.\n", "", "- Levez", "translation-length",
         "steps has 1 items, exercise.yaml has 2"),
        ("Tenez {{ dose.hold }}.", "Tenez.", "Levez le genou {{ side }}. Tenez", PLACEHOLDER,
         "leaves out {{ dose.hold }}"),
        ("la hanche {{ side }} fait", "la hanche fait", "la hanche fait", PLACEHOLDER,
         "cautions leaves out {{ side }}"),
        ("jambe {{ side.other }}", "jambe {{ side }}", "Une personne", PLACEHOLDER, "side.other"),
        ("Tenez la chaise.", "Tenez {{ dose.rest }}.", "Tenez {{ dose.rest", PLACEHOLDER,
         "says {{ dose.rest }}, and exercise.yaml does not"),
        ("Tenez {{ dose.hold }}.", "Tenez {{ dose.hold }.", "Levez le genou {{ side }}. Tenez",
         "invalid", "steps has a placeholder that cannot be read"),
        ("derrière une chaise.", "à 30 cm d'une chaise.", "Tenez-vous", NUMBER, "steps says 30"),
        ("Tenez la chaise.", "Comptez jusqu'à 1,5.", "Comptez", NUMBER, "says 1.5"),
    ],
)  # fmt: skip
def test_each_difference_is_found_where_it_stands(
    french: ClinicFolder, path: str, old: str, new: str, at: str, name: str, says: str
) -> None:
    french.change(FILE, old, new)
    findings = [one for one in check(french.path(path)) if one.name != "not-supported-yet"]
    assert {one.name for one in findings} == {name}
    assert any(says in one.problem.message for one in findings)
    assert str(findings[0].problem.source) == french.place(FILE, at)


def test_a_translation_is_older_once_its_source_changes_until_its_digest_is_written(
    french: ClinicFolder,
) -> None:
    before = digest(french)
    french.change(EXERCISE_FILE, "Stand behind a chair.", "Stand behind a heavy chair.")
    (finding,) = (one for one in check(french.root) if one.name != "not-supported-yet")
    assert (finding.name, finding.level) == ("translation-outdated", Level.WARNING)
    assert finding.problem.hint.endswith(f"write translates: {digest(french)}")
    french.change(FILE, before, digest(french))
    assert told(check(french.root)) == []
    french.change(FILE, f"translates: {digest(french)}\n", "")
    (finding,) = (one for one in check(french.root) if one.name != "not-supported-yet")
    assert finding.problem.message == "does not say which words it translates"


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("Stand two feet from a chair.", "Tenez-vous à 2 pieds d'une chaise."),
        ("Lift it once, 1.5 inches.", "Levez 1 fois, de 1,5 pouce."),
        ("Stand 20 inches away.", "Tenez-vous loin."),
    ],
)
def test_a_number_of_the_source_may_be_said_in_digits_or_not_at_all(
    french: ClinicFolder, source: str, own: str
) -> None:
    french.change(EXERCISE_FILE, "Stand behind a chair.", source)
    text = FRENCH.format(digest=digest(french))
    french.write(FILE, text.replace("Tenez-vous debout derrière une chaise.", own))
    assert "translation-number" not in [one.name for one in check(french.root)]


def test_a_clinic_may_translate_a_shipped_exercise(french: ClinicFolder) -> None:
    words = load_library(french.root, ["bridge"]).exercises["bridge"].words
    text = yaml.safe_dump(
        {"translates": words.digest, **words.model_dump(mode="json", exclude_defaults=True)}
    )
    file = french.write("exercises/bridge/fr.yaml", text)
    for path in (french.root, file, file.parent):
        assert told(check(path)) == []
    french.write("exercises/bridge/fr.yaml", text.replace(words.digest, "0"))
    assert [name for name, _ in told(check(french.root))] == ["translation-outdated"]


def test_what_cannot_be_a_translation_is_said(french: ClinicFolder) -> None:
    french.write("exercises/knee-lfit/fr.yaml", "title: x\nsteps:\n  - x\n")
    french.write(f"{HOME}/en.yaml", "title: x")
    messages = {one.problem.message for one in check(french.root) if one.name == "invalid"}
    assert messages == {
        'there is no exercise "knee-lfit" to translate',
        "the words in English stand in exercise.yaml",
    }


def test_a_prescription_with_a_short_name_is_no_translation(french: ClinicFolder) -> None:
    text = french.path(PRESCRIPTION_FILE).read_text(encoding="utf-8")
    assert check(french.write("prescriptions/abc.yaml", text)) == ()


def test_a_later_folder_translates_what_an_earlier_one_has(tmp_path: Path) -> None:
    shipped, own, other = (tmp_path / name for name in ("shipped", "own", "other"))
    files: Mapping[Path, tuple[str, ...]] = {
        shipped: ("exercise.yaml", "fr.yaml", "de.yaml"),
        own: ("fr.yaml",),
        other: ("exercise.yaml", "de.yaml"),
    }
    for folder, names in files.items():
        for name in names:
            (folder / "exercises/a").mkdir(parents=True, exist_ok=True)
            (folder / "exercises/a" / name).touch()
    found = translation_files("a", [shipped, own])
    assert {language: file.parents[2].name for language, file in found.items()} == {
        "fr": "own", "de": "shipped",
    }  # fmt: skip
    # Words of an exercise that the clinic wrote anew are not translated by what is shipped.
    assert list(translation_files("a", [shipped, other]).values()) == [
        other / "exercises/a/de.yaml"
    ]


def test_a_sheet_in_another_language_is_still_refused(french: ClinicFolder) -> None:
    french.change(PRESCRIPTION_FILE, "language: en", "language: fr")
    assert '"fr" is not supported yet' in french.make().err


# ------------------------------------------------------------------ signing


def review(clinic: ClinicFolder, *arguments: str) -> Outcome:
    return run("review", *arguments, *ALEX, "--yes", "--clinic", str(clinic.root))


def test_each_language_is_signed_by_itself(french: ClinicFolder) -> None:
    outcome = review(french, "knee-lift", "--language", "fr")
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert "Levez le genou {{ side }}. Tenez {{ dose.hold }}." in outcome.out
    (signed,) = load_reviews(french.root)
    translation = load_translation(french.path(FILE))
    assert (signed.language, signed.words) == ("fr", translation.digest)
    assert "knee-lift" not in load_library(french.root, ["knee-lift"]).reviewed
    assert review(french, "knee-lift").exit_code == 0
    assert "knee-lift" in load_library(french.root, ["knee-lift"]).reviewed
    assert [one.language for one in load_reviews(french.root)] == ["fr", "en"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("translates: ", "translates: 0", "is older than the words that it translates"),
        ("cautions:\n  - la hanche {{ side }} fait mal\n", "", "cautions is missing"),
        ("Tenez {{ dose.hold }}.", "Tenez.", "steps leaves out {{ dose.hold }}"),
        ("title:", "titre:", "title is missing"),
    ],
)
def test_nobody_signs_what_is_older_or_leaves_something_out(
    french: ClinicFolder, old: str, new: str, says: str
) -> None:
    french.change(FILE, old, new)
    outcome = review(french, "knee-lift", "--language", "fr")
    assert outcome.exit_code == 2
    assert says in outcome.err
    assert not french.path("reviews.yaml").exists()


def test_what_is_not_translated_cannot_be_signed(french: ClinicFolder) -> None:
    outcome = review(french, "knee-lift", "bridge", "--language", "de")
    assert outcome.exit_code == 2
    assert [problem.partition("\n")[0] for problem in outcome.problems] == [
        "handouts review: knee-lift has no words in de",
        "handouts review: bridge has no words in de",
    ]
    assert str(french.path("exercises/bridge/de.yaml")) in outcome.err
