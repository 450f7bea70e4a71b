"""Where a line may end (Unicode line breaking algorithm, UAX 14).

Plain prose breaks after its spaces and nowhere else: such text is cut here. Anything with a hyphen,
a slash, a dash or another sign inside a word is left to uniseg, which knows all of UAX 14 and takes
a hundred times as long. tests/test_layout_line_breaks.py holds the two against each other.
"""

from __future__ import annotations

import functools
import re

# A word in at most one opening and some closing marks. Inside it stand letters, digits, no-break
# spaces, and an apostrophe, point or comma between two of them: no rule of UAX 14 breaks there. A
# hyphen between two letters lets a line end after it.
_SIGN = r"(?:(?=[\0-\u0DFF])[^\W_])"
_INSIDE = r"(?:[.,:’'\u00a0]|(?<=[^\W\d])-(?=[^\W\d]))"
_WORD = rf"[(“\"]?{_SIGN}+(?:{_INSIDE}{_SIGN}+)*[.,;:!?)”\"’'\u00a0]*"
_PLAIN = re.compile(rf"(?:{_WORD}(?: |\Z))+")
_UNIT = re.compile(r"[^ -]+(?:-| ?)")


@functools.lru_cache(maxsize=2048)
def break_units(text: str) -> tuple[str, ...]:
    """The text cut at every place where a line may end; a unit keeps the space at its end.

    A unit that ends with a line feed must end its line.
    """
    line, feed, rest = text.partition("\n")
    if feed and rest:
        return (*break_units(line + feed), *break_units(rest))
    if _PLAIN.fullmatch(line):
        units = _UNIT.findall(line)
        return (*units[:-1], units[-1] + feed)
    from uniseg.linebreak import line_break_units

    return tuple(line_break_units(text))
