"""Placeholders: what is read without Jinja2 is read as Jinja2 would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.errors import InvalidValueError
from handouts.merge import templates

PARTS = st.sampled_from(
    ["{{ side }}", "{{side.other}}", "{{ dose.hold }}", "{{ a_b.c }}", "{{ not }}", "{{ none.x }}",
     "{{ dose.in }}", "{{- side }}", "{{ side | upper }}", "{{ }}", "{{", "}}", "{", "}",
     "{{{ a }}}", "{%", "{#", " ", "Hold for", "\n", "\u00e4", "{{ side\n}}", "{{ Side }}",
     "{{ x.1 }}"]
)  # fmt: skip


def read(reader: object, template: str) -> list[tuple[str, str]] | str:
    """The pieces with texts that touch joined, or what is said of the template."""
    try:
        pieces = reader(template)  # type: ignore[operator]
    except InvalidValueError as error:
        return error.message
    joined: list[tuple[str, str]] = []
    for piece in pieces:
        if not piece.name and joined and not joined[-1][1]:
            joined[-1] = (joined[-1][0] + piece.text, "")
        else:
            joined.append((piece.text, piece.name))
    return joined


@given(st.lists(PARTS, max_size=6).map("".join))
def test_a_template_is_read_as_jinja2_reads_it(template: str) -> None:
    if "{%" in template or "{#" in template:
        assert "more than a name" in read(templates._pieces.__wrapped__, template)
    else:
        plainly = read(templates._pieces.__wrapped__, template)
        assert plainly == read(templates._parsed, template)
