"""What was read is written as JSON and read again, equal; what does not fit its type is refused."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from handouts.load.clinic import load_clinic
from handouts.load.library import load_library
from handouts.load.prescription import load_prescription
from handouts.model.as_json import from_json, to_json
from handouts.model.authored import Authored
from handouts.model.clinic import Clinic
from handouts.model.dose import Duration, Range, Reps
from handouts.model.drawing import Artwork, Drawing, DrawnPath, Image
from handouts.model.exercise import Library
from handouts.model.prescription import Entry, Prescription
from handouts.places import shipped_content


def again(kind: Any, value: object) -> Any:
    return from_json(kind, json.loads(json.dumps(to_json(value))))


# ------------------------------------------------------------------ round trip


def models() -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = [Authored]
    for model in found:
        found += [kind for kind in model.__subclasses__() if kind not in found]
    return found


def any_of(model: type[BaseModel]) -> st.SearchStrategy[BaseModel]:
    """Anything that its fields may hold, whether or not it makes sense to a physiotherapist."""
    values = {
        field.alias or name: st.from_type(field.annotation)  # type: ignore[arg-type]
        for name, field in model.model_fields.items()
    }
    return st.fixed_dictionaries(values).map(lambda held: model.model_construct(**held))


st.register_type_strategy(Decimal, st.decimals(0, 9999, places=2))
for _model in models():
    st.register_type_strategy(_model, any_of)


@given(st.from_type(Prescription))
def test_every_prescription_is_read_as_it_was_written(prescription: Prescription) -> None:
    read = again(Prescription, prescription)
    assert read == prescription
    assert to_json(read) == to_json(prescription)


@given(st.from_type(Entry))
def test_every_field_of_an_entry_comes_along(entry: Entry) -> None:
    written = to_json(entry)
    assert written.keys() - {"is"} == Entry.model_fields.keys()


def test_the_shipped_library_and_clinic_are_read_as_they_were_written() -> None:
    library, clinic = load_library(), load_clinic(shipped_content())
    assert again(Library, library) == library
    assert again(Clinic, clinic).with_artwork(clinic.artwork) == clinic
    drawn = library.pictures["bridge"]
    assert [one.paths for one in again(Library, library).pictures["bridge"]] == [
        one.paths for one in drawn
    ]


def test_pictures_are_read_as_they_were_written() -> None:
    image = Image(2, 1, "grey", "flate", "abc", b"\x00\xff")
    assert again(Artwork, image).data == image.data
    drawing = Drawing(10, 20.5, (DrawnPath("1 2 m 3 4 l", None, "#000000", 0.1),), 3)
    assert again(Artwork, drawing) == drawing
    assert again(Artwork, drawing).paths == drawing.paths


@dataclass(frozen=True)
class Keyed:
    by_range: dict[Range, str]
    named: frozenset[str] = frozenset()


@pytest.mark.parametrize("held", [{}, {Range(Decimal(1), Decimal("2.50")): "x"}])
def test_keys_need_not_be_strings(held: dict[Range, str]) -> None:
    keyed = Keyed(held, frozenset({"b", "a"}))
    assert again(Keyed, keyed) == keyed


def test_a_field_that_is_not_there_has_its_default() -> None:
    written = to_json(Reps(None, up_to=False))
    del written["up_to"]
    assert from_json(Reps, written) == Reps(None)


def test_fields_are_left_out_by_name_at_any_depth() -> None:
    prescription = load_prescription(shipped_content() / "prescriptions/example.yaml")
    written = to_json(prescription, frozenset({"note", "name"}))
    assert "note" not in json.dumps(written)
    assert "name" not in written["patient"]


# ------------------------------------------------------------------ refusals


REFUSED: dict[str, tuple[Any, Any]] = {
    "a number for words": (str, 1),
    "words for a number": (int, "1"),
    "true for a number": (int, True),
    "no decimal": (Decimal, "one"),
    "no day": (dt.date, "2026-13-01"),
    "no bytes": (bytes, "?"),
    "an unknown word": (Literal["a", "b"], "c"),
    "too few of a tuple": (tuple[int, int], [1]),
    "no list": (tuple[int, ...], 3),
    "no pair": (dict[str, int], [["a"]]),
    "another type": (Reps, {"is": "Duration", "amount": None}),
    "no type": (Reps, {"amount": None}),
    "an unknown field": (Reps, {"is": "Reps", "amount": None, "more": 1}),
    "a field is missing": (Duration, {"is": "Duration", "unit": "s"}),
    "a field of a model is missing": (Entry, {"is": "Entry", "side": "left"}),
    "no member of a union": (int | None, "x"),
    "a type that is not made of fields": (object, {"is": "object"}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused(case: str) -> None:
    kind, tree = REFUSED[case]
    with pytest.raises(ValueError):
        from_json(kind, tree)
