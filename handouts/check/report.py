"""Findings → what the terminal shows, or JSON for other programs."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence

from handouts.check.finding import Finding, Level

FORMAT = 1
"""Of the JSON; raised when a key changes its meaning."""


def table(findings: Sequence[Finding]) -> str:
    """File by file, a line each with its hint under it; then how many there are."""
    width = max((len(finding.name) for finding in findings), default=0)
    lines = []
    for file, group in itertools.groupby(findings, key=lambda one: one.problem.source.file):
        lines.append(file)
        for finding in group:
            problem = finding.problem
            line, column = problem.source.line, problem.source.column
            place = f"{line}:{column}" if line else ""
            start = f"  {place:>7}  {finding.level.name.lower():7}  {finding.name:{width}}  "
            lines.append(f"{start}{problem.message}")
            if problem.hint:
                lines.append(f"{' ' * len(start)}hint: {problem.hint}")
        lines.append("")
    return "\n".join([*lines, _counted(findings)])


def as_json(findings: Sequence[Finding]) -> str:
    """One object; `line` and `column` are 0 where a finding is of a file as a whole."""
    told = [
        {
            "level": finding.level.name.lower(),
            "name": finding.name,
            "file": finding.problem.source.file,
            "line": finding.problem.source.line,
            "column": finding.problem.source.column,
            "message": finding.problem.message,
            "hint": finding.problem.hint,
        }
        for finding in findings
    ]
    return json.dumps({"format": FORMAT, "findings": told}, ensure_ascii=False, indent=2)


def _counted(findings: Sequence[Finding]) -> str:
    if not findings:
        return "nothing is wrong or weak"
    counts = {level: sum(one.level == level for one in findings) for level in reversed(Level)}
    words = {
        Level.ERROR: ("error", "errors"),
        Level.WARNING: ("warning", "warnings"),
        Level.ADVICE: ("piece of advice", "pieces of advice"),
    }
    return ", ".join(
        f"{count} {words[level][count != 1]}" for level, count in counts.items() if count
    )
