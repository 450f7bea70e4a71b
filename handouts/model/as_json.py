"""What people author, and what was drawn for it, as plain JSON values and back again, equal.

It knows no type by name: it walks models and all that has fields one by one, so that a new field
comes along by itself. Each is written with the name of its type under `is`, which tells the members
of a union apart. Reading follows the annotations and refuses what does not fit them.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar, Union

from pydantic import BaseModel

from handouts.model.fields import field_names

ValueT = TypeVar("ValueT")
TYPE = "is"


def to_json(value: object, without: frozenset[str] = frozenset()) -> Any:
    """`value` in dicts, lists, strings and numbers. Fields of a name in `without` are left out."""
    inside = functools.partial(to_json, without=without)
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return str(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case Mapping():
            if all(isinstance(key, str) for key in value):
                return {key: inside(item) for key, item in value.items()}
            return [[inside(key), inside(item)] for key, item in value.items()]
        case frozenset():
            return sorted(map(inside, value))
        case tuple() | list():
            return [inside(item) for item in value]
    kind: type = type(value)
    names = _fields(kind).keys() - without
    return {TYPE: kind.__name__} | {name: inside(getattr(value, name)) for name in sorted(names)}


def from_json(kind: type[ValueT], tree: Any) -> ValueT:
    """The value of that type which `to_json` wrote. Raises ValueError where it cannot be one.

    Fields that are not there have their defaults. Limits on values, such as the length of a name,
    are not asked again.
    """
    value: ValueT = _read(kind, tree)
    return value


@functools.cache
def _fields(kind: type) -> dict[str, Any]:
    """{name: annotation} of what a value of that type is made from. All else is a ValueError."""
    if issubclass(kind, BaseModel):
        return {name: field.annotation for name, field in kind.model_fields.items()}
    names = field_names(kind)
    if names is None:
        raise ValueError(f"{kind.__name__} is not made of fields")
    hints = typing.get_type_hints(kind, include_extras=True)
    return {name: hints[name] for name in names}


def _read(kind: Any, tree: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return tree
    if origin is Annotated:
        return _read(arguments[0], tree)
    if origin in {Union, types.UnionType}:
        return _first_that_fits(arguments, tree)
    if origin is Literal:
        return _known(tree, tree in arguments)
    if origin is tuple:
        return _read_tuple(arguments, _known(tree, isinstance(tree, list)))
    if origin is frozenset:
        return frozenset(_read(arguments[0], item) for item in _known(tree, isinstance(tree, list)))
    if origin is not None:
        return _read_mapping(arguments, tree)
    return _read_one(kind, tree)


def _read_one(kind: Any, tree: Any) -> Any:
    """A value of a type without parameters."""
    if kind in {type(None), bool, int, str}:
        return _known(tree, type(tree) is kind)
    if kind is float:
        return _known(tree, type(tree) in {int, float})
    if kind is Decimal:
        return _decimal(_known(tree, isinstance(tree, str)))
    if kind in {dt.date, dt.time}:
        return kind.fromisoformat(_known(tree, isinstance(tree, str)))
    if kind is bytes:
        return base64.b64decode(_known(tree, isinstance(tree, str)), validate=True)
    return _read_fields(kind, tree)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ValueError("is no number") from None


def _first_that_fits(kinds: tuple[Any, ...], tree: Any) -> Any:
    for kind in kinds:
        try:
            return _read(kind, tree)
        except ValueError:
            continue
    raise ValueError("fits no member of a union")


def _read_tuple(kinds: tuple[Any, ...], items: list[Any]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], item) for item in items)
    return tuple(_read(kind, item) for kind, item in zip(kinds, items, strict=True))


def _read_mapping(kinds: tuple[Any, ...], tree: Any) -> dict[Any, Any]:
    """Keys that are no strings are written as pairs."""
    _known(tree, isinstance(tree, dict | list))
    pairs = tree.items() if isinstance(tree, dict) else [_known(p, len(p) == 2) for p in tree]
    return {_read(kinds[0], key): _read(kinds[1], item) for key, item in pairs}


def _read_fields(kind: Any, tree: Any) -> Any:
    _known(tree, isinstance(tree, dict) and tree.get(TYPE) == kind.__name__)
    annotations = _fields(kind)
    values = {
        name: _read(annotations[_known(name, name in annotations)], item)
        for name, item in tree.items()
        if name != TYPE
    }
    if issubclass(kind, BaseModel):
        # What was read once is not spelt as it was written, so that its spelling cannot be checked.
        named = {kind.model_fields[name].alias or name: value for name, value in values.items()}
        required = {name for name, field in kind.model_fields.items() if field.is_required()}
        _known(tree, required <= values.keys())
        return kind.model_construct(**named)
    try:
        return kind(**values)
    except TypeError:
        raise ValueError("lacks a field") from None


def _known(value: ValueT, fits: bool) -> ValueT:  # noqa: FBT001
    if not fits:
        raise ValueError("does not fit its type")
    return value
