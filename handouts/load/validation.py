"""A Document → a model; what pydantic finds wrong becomes Problems for people."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handouts.errors import HandoutError, InvalidValueError, Problem, nearest
from handouts.load.yaml_source import Document
from handouts.model.authored import Authored, Step

ModelT = TypeVar("ModelT", bound=Authored)


def validate(model: type[ModelT], document: Document) -> ModelT:
    """The model that the document holds. Raises HandoutError with all Problems at once."""
    try:
        authored = model.model_validate(document.tree)
    except ValidationError as error:
        raise HandoutError(
            _problem(detail, model, document)
            for detail in error.errors()
            if not _counts_only_the_faultless(detail)
        ) from None
    authored.located(document.sources)
    return authored


def _counts_only_the_faultless(detail: ErrorDetails) -> bool:
    """A list whose items are all wrong is said to be empty as well; it is not."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _problem(detail: ErrorDetails, model: type[BaseModel], document: Document) -> Problem:
    path = _path_in_tree(detail["loc"], document.tree)
    name = _spoken_name(path)
    kind, written = detail["type"], detail["input"]
    place = document.sources.at(*path)
    if kind == "missing":
        if isinstance(detail["loc"][-1], int):
            return Problem(place, f"{name} needs one more number", "")
        key = str(detail["loc"][-1])
        return Problem(place, f"{key} is missing", f"add a line that begins with {key}:")
    if kind == "extra_forbidden":
        place = document.keys.at(*path)
        owner = _model_at(model, path[:-1], document.tree)
        key = str(path[-1])
        names = [field.alias or name for name, field in owner.model_fields.items()]
        # A patient's name can stand where a key should: it stays out of the message.
        named = "unknown key" if path[0] == "patient" else f'unknown key "{key}"'
        return Problem(place, named, nearest(key, names))
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, InvalidValueError):
        return Problem(place, f"{name} {error.message}", error.hint)
    message, hint = _expectation(detail)
    return Problem(place, f"{name} {message}{_got(path, written)}", hint)


_KINDS = {
    **dict.fromkeys(
        ("int_parsing", "int_parsing_size", "int_type", "int_from_float"), "must be a whole number"
    ),
    **dict.fromkeys(
        ("float_parsing", "float_type", "decimal_parsing", "decimal_type", "finite_number"),
        "must be a number",
    ),
    **dict.fromkeys(("bool_parsing", "bool_type"), "must be true or false"),
}
_BOUNDS = {
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
}


def _expectation(detail: ErrorDetails) -> tuple[str, str]:
    """What a value must be, and how to write it where that does not say it all."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "literal_error":
            return f"must be {context['expected']}".replace("'", ""), ""
        case "string_type":
            message = "must be words, not a list or further keys"
            return message, "write one value after the colon"
        case "tuple_type" | "list_type":
            return "must be a list", "write one item a line, each after a hyphen"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "must hold keys of its own", "write each key on its own line, indented"
        case "too_short":
            return "is empty", "write at least one item"
        case "too_long" if isinstance(detail["input"], list):
            return f"holds more than {context['max_length']}", "take some out"
        case "too_long" | "string_too_long":
            return f"is longer than {context['max_length']} letters", "write it shorter"
        case bound if bound in _BOUNDS:
            words, limit = _BOUNDS[bound]
            return f"must be {words} {context[limit]:g}", ""
        case kind:
            return _KINDS.get(kind, str(detail["msg"])), ""


def _got(path: Sequence[Step], written: object) -> str:
    """What was written, where it is short and not a patient's."""
    if isinstance(written, str) and len(written) <= 40 and "patient" not in path:
        return f', got "{written}"'
    return ""


def _path_in_tree(loc: Sequence[Step], tree: Any) -> tuple[Step, ...]:
    """The part of pydantic's `loc` that is a place in the file: unions add names of their own."""
    path: list[Step] = []
    for step in loc:
        if _holds(tree, step):
            tree = tree[step]
            path.append(step)
    return tuple(path)


def _holds(tree: Any, step: Step) -> bool:
    if isinstance(step, int):
        return isinstance(tree, list) and step < len(tree)
    return isinstance(tree, dict) and step in tree


def _spoken_name(path: Sequence[Step]) -> str:
    """`steps[2]` is said "item 3 of steps"."""
    if not path:
        return "the file"
    if "override" in path[:-1]:  # the key there is a condition of the patient's
        return "a reason under override"
    if isinstance(path[-1], int):
        owner = next((str(step) for step in reversed(path) if isinstance(step, str)), "the list")
        return f"item {path[-1] + 1} of {owner}"
    return path[-1]


def _model_at(model: type[BaseModel], path: Sequence[Step], tree: Any) -> type[Authored]:
    """The model of the mapping at `path`, found through the annotations."""
    current: Any = model
    for step in path:
        tree = tree[step]
        if isinstance(step, int):
            continue
        fields = {field.alias or name: field for name, field in current.model_fields.items()}
        if step not in fields:  # the key of a phase is no field: it holds the same model
            continue
        models = list(_models_in(fields[step].annotation))
        current = next((each for each in models if _has_required(each, tree)), None) or (
            models[0] if models else Authored
        )
    return current if issubclass(current, Authored) else Authored


def _has_required(model: type[BaseModel], written: Any) -> bool:
    """Whether what was written can be this one of several models."""
    return isinstance(written, dict) and all(
        (field.alias or name) in written
        for name, field in model.model_fields.items()
        if field.is_required()
    )


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)
