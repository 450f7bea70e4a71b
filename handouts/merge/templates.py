"""Placeholders in content → words. The only code that knows Jinja2.

A template may name a value, with dots, and nothing else: `{{ dose.hold }}`, `{{ side.other }}`.
What is plainly that is read here; Jinja2 parses the rest, to say what is wrong with it, and is not
loaded before. It never runs: the words are put in from the syntax tree.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.errors import InvalidValueError, nearest

if TYPE_CHECKING:
    from jinja2.nodes import Node

LONGEST_PLACEHOLDER = 40
"""More letters are no name, and could nest deeper than the parser bears."""
_PLAINLY_A_NAME = re.compile(r"\{\{ *([a-z_]+(?:\.[a-z_]+)*) *\}\}")
_WORDS_OF_JINJA = frozenset({"and", "else", "false", "if", "in", "is", "none", "not", "or", "true"})
_INSIDE = re.compile(r"\{\{((?:(?!\}\}).)*)", re.DOTALL)

Values = Mapping[str, str]
"""What may be named, and the words for it: {"side": "right", "side.other": "left"}."""


class _Piece(Struct, frozen=True):
    """Literal text, or the dotted name of a placeholder."""

    text: str = ""
    name: str = ""


def fill(template: str, values: Values, absent: Mapping[str, str]) -> str:
    """`template` with the words in place.

    `absent` says why a name that exists has no value here. Raises InvalidValueError for the first
    name without a value.
    """
    if "{" not in template:
        return template
    try:
        return "".join([piece.text or values[piece.name] for piece in _pieces(template)])
    except KeyError as error:
        name: str = error.args[0]
    if name in absent:
        raise InvalidValueError(
            f"says {{{{ {name} }}}}, but {absent[name]}",
            "give it a value, or take the placeholder out",
        )
    raise InvalidValueError(
        f"says {{{{ {name} }}}}, which does not exist", nearest(name, {*values, *absent})
    )


def names_in(template: str) -> frozenset[str]:
    """The first words of the placeholders' names; none where they cannot be read."""
    try:
        return frozenset(name.partition(".")[0] for name in placeholders_in(template))
    except InvalidValueError:
        return frozenset()


def placeholders_in(template: str) -> frozenset[str]:
    """The names of its placeholders in full. Raises InvalidValueError where one cannot be read."""
    return frozenset(piece.name for piece in _pieces(template) if piece.name)


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
    literal, *rest = _PLAINLY_A_NAME.split(template)
    names, texts = rest[::2], [literal, *rest[1::2]]
    first_words = {name.partition(".")[0] for name in names}
    if any("{{" in text or text.endswith("{") for text in texts) or first_words & _WORDS_OF_JINJA:
        return _parsed(template)
    pieces = [_Piece(text=literal)]
    for name, text in zip(names, texts[1:], strict=True):
        pieces += [_Piece(name=name), _Piece(text=text)]
    return tuple(piece for piece in pieces if piece.name or piece.text)


def _parsed(template: str) -> tuple[_Piece, ...]:
    """The same by Jinja2's parser, which knows what is wrong with the others."""
    from jinja2 import Environment, TemplateSyntaxError, nodes

    # It parses only, and the sheet is not HTML.
    syntax = Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701
    try:
        tree = syntax.parse(template)
    except TemplateSyntaxError as error:
        raise _unreadable(error.message or "") from None
    pieces = []
    for node in tree.body:
        if not isinstance(node, nodes.Output):
            raise _not_a_name()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                pieces.append(_Piece(text=child.data))
            else:
                pieces.append(_Piece(name=_dotted(child)))
    return tuple(pieces)


def _dotted(node: Node) -> str:
    from jinja2 import nodes

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
