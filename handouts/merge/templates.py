"""Placeholders in content → words. The only code that knows Jinja2.

A template may name a value, with dots, and nothing else: `{{ dose.hold }}`, `{{ side.other }}`.
It is only ever parsed: the words are put in from the syntax tree, so that nothing in it can run.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from handouts.errors import InvalidValueError, nearest

_SYNTAX = Environment(autoescape=False)  # noqa: S701  # parses only; the sheet is not HTML

LONGEST_PLACEHOLDER = 40
"""More letters are no name, and could nest deeper than the parser bears."""
_INSIDE = re.compile(r"\{\{((?:(?!\}\}).)*)", re.DOTALL)

Values = Mapping[str, str]
"""What may be named, and the words for it: {"side": "right", "side.other": "left"}."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Literal text, or the dotted name of a placeholder."""

    text: str = ""
    name: str = ""


def fill(template: str, values: Values, absent: Mapping[str, str]) -> str:
    """`template` with the words in place.

    `absent` says why a name that exists has no value here. Raises InvalidValueError.
    """
    if "{" not in template:
        return template
    pieces = _pieces(template)
    for name in (piece.name for piece in pieces if piece.name):
        if name in absent:
            raise InvalidValueError(
                f"says {{{{ {name} }}}}, but {absent[name]}",
                "give it a value, or take the placeholder out",
            )
        if name not in values:
            raise InvalidValueError(
                f"says {{{{ {name} }}}}, which does not exist", nearest(name, {*values, *absent})
            )
    return "".join(values[piece.name] if piece.name else piece.text for piece in pieces)


def names_in(template: str) -> frozenset[str]:
    """The first words of the placeholders' names; none where they cannot be read."""
    try:
        return frozenset(piece.name.partition(".")[0] for piece in _pieces(template) if piece.name)
    except InvalidValueError:
        return frozenset()


def literal_text(template: str) -> str:
    """What an author wrote beside the placeholders."""
    if "{" not in template:
        return template
    try:
        return " ".join(piece.text for piece in _pieces(template))
    except InvalidValueError:
        return ""


@functools.lru_cache(maxsize=4096)
def _pieces(template: str) -> tuple[_Piece, ...]:
    if "{%" in template or "{#" in template:  # a comment would vanish, a raw block hide a name
        raise _not_a_name()
    if any(len(inside) > LONGEST_PLACEHOLDER for inside in _INSIDE.findall(template)):
        raise _unreadable("it is too long, or has no }} at its end")
    try:
        tree = _SYNTAX.parse(template)
    except TemplateSyntaxError as error:
        raise _unreadable(error.message or "") from None
    return tuple(piece for node in tree.body for piece in _output(node))


def _output(node: nodes.Node) -> Iterator[_Piece]:
    if not isinstance(node, nodes.Output):
        raise _not_a_name()
    for child in node.nodes:
        if isinstance(child, nodes.TemplateData):
            yield _Piece(text=child.data)
        else:
            yield _Piece(name=_dotted(child))


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    raise _not_a_name()


def _unreadable(reason: str) -> InvalidValueError:
    return InvalidValueError(
        f"has a placeholder that cannot be read: {reason}", "write {{ dose.hold }}"
    )


def _not_a_name() -> InvalidValueError:
    return InvalidValueError(
        "has a placeholder that is more than a name: no calls, filters or sums",
        "write a dotted name such as {{ dose.hold }}",
    )
