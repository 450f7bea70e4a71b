"""A finding: a Problem with a level and a name that stays the same from version to version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum

from msgspec import Struct

from handouts.errors import ExitCode, Problem, Source


class Level(IntEnum):
    """How bad a finding is. An error keeps a sheet from being made, or makes it mislead."""

    ADVICE = 1
    WARNING = 2
    ERROR = 3


LEVELS: Mapping[str, Level] = {
    "invalid": Level.ERROR,
    "cannot-print": Level.ERROR,
    "picture": Level.ERROR,
    "shared-code": Level.ERROR,
    "contradicts-dose": Level.ERROR,
    "translation-key": Level.ERROR,
    "translation-length": Level.ERROR,
    "translation-placeholder": Level.ERROR,
    "qr-too-fine": Level.ERROR,
    "video-not-found": Level.ERROR,
    "video-no-answer": Level.WARNING,
    "reading-grade": Level.WARNING,
    "long-sentence": Level.WARNING,
    "jargon": Level.WARNING,
    "long-step": Level.WARNING,
    "number-for-dose": Level.WARNING,
    "exercise-twice": Level.WARNING,
    "translation-outdated": Level.WARNING,
    "translation-number": Level.WARNING,
    "no-caution": Level.WARNING,
    "no-caution-short": Level.WARNING,
    "caution-left-out": Level.WARNING,
    "no-purpose": Level.WARNING,
    "no-feel": Level.WARNING,
    "no-picture": Level.WARNING,
    "alt-without-side": Level.WARNING,
    "brand-darkened": Level.WARNING,
    "brand-near-stop": Level.WARNING,
    "brand-near-marker": Level.ADVICE,
    "two-actions": Level.ADVICE,
    "passive": Level.ADVICE,
    "not-supported-yet": Level.ADVICE,
}
"""Every kind of finding, by its name."""


class Finding(Struct, frozen=True):
    """One thing that is wrong with content, or weak."""

    name: str
    problem: Problem

    @property
    def level(self) -> Level:
        return LEVELS[self.name]


def found(name: str, source: Source, message: str, hint: str = "") -> Finding:
    """A finding of the kind `name`."""
    return Finding(name, Problem(source, message, hint))


def as_findings(name: str, problems: Iterable[Problem]) -> Iterator[Finding]:
    """Problems that another part of the program found, as findings of one kind."""
    return (Finding(name, problem) for problem in problems)


def in_order(findings: Iterable[Finding]) -> Iterator[Finding]:
    """By file and line. What is told twice is told once, under the first of its names."""
    first: dict[Problem, Finding] = {}
    for finding in findings:
        first.setdefault(finding.problem, finding)
    yield from sorted(first.values(), key=lambda one: (one.problem.source, one.name))


def exit_code(findings: Iterable[Finding]) -> ExitCode:
    """What the process tells the shell: the worst of the findings."""
    worst = max((finding.level for finding in findings), default=Level.ADVICE)
    return {Level.ERROR: ExitCode.PROBLEM, Level.WARNING: ExitCode.WEAK}.get(worst, ExitCode.OK)
