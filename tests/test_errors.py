"""How a place in a file or a table is said."""

import pytest

from handouts.errors import CellSource, column_letters


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_have_the_names_that_spreadsheets_give_them(number: int, letters: str) -> None:
    assert column_letters(number) == letters


def test_a_cell_is_said_by_sheet_row_and_column() -> None:
    assert str(CellSource("r.xlsx", 5, 4, "Monday")) == "r.xlsx, sheet Monday, row 5, column D"
    assert str(CellSource("r.csv", 5, 4)) == "r.csv, row 5, column D"
    assert str(CellSource("r.csv")) == "r.csv"
