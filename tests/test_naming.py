"""Names of the sheets of one run."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.naming import Names

STEMS = st.lists(
    st.builds("{}{}".format, st.sampled_from(["P-1", "p-1", "P-2", "É"]),
              st.sampled_from(["", "-2", "-3", "-2-2", "-summary"])),
    max_size=12,
)  # fmt: skip


@given(STEMS, st.sampled_from([("",), ("", "-summary")]))
def test_no_two_files_have_one_name_and_the_first_of_each_has_its_own(
    stems: list[str], endings: tuple[str, ...]
) -> None:
    names = Names(endings)
    own = [names.claim(stem) for stem in stems]
    given_out = [
        stem if has_own else names.beside(stem) for stem, has_own in zip(stems, own, strict=True)
    ]
    files = [(stem + ending).casefold() for stem in given_out for ending in endings]
    assert len(files) == len(set(files))
    assert all(name.startswith(stem) for name, stem in zip(given_out, stems, strict=True))
    if endings == ("",):
        first = {stem.casefold(): at for at, stem in reversed(list(enumerate(stems)))}
        assert all(given_out[at] == stems[at] for at in first.values())
