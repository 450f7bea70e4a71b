"""`handouts schema`: JSON Schema (draft 2020-12) of what people write, from the same models.

Editors complete and check YAML with it. It accepts whatever the program accepts, as a person
writes it: the program reads every value as the text that was written, so 4 and "4" are the same.
What no schema can see (an unknown exercise, a side that is missing) stays the program's to say.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import os
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from handouts.load.clinic import CLINIC_FILE
from handouts.load.library import EXERCISE_FILE, REVIEWS_FILE, Reviews, Vocabulary
from handouts.load.plain_words import PLAIN_WORDS_FILE, PlainWords
from handouts.model.authored import Authored
from handouts.model.clinic import Clinic
from handouts.model.dose import Dose, PlainDose, Side
from handouts.model.exercise import Exercise
from handouts.model.prescription import Prescription
from handouts.model.programme import Programme
from handouts.model.translation import Translation

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE_END = ".schema.json"


class Kind(Struct, frozen=True):
    """A kind of file: its model, and where in a clinic's folder such a file lies."""

    model: type[Authored]
    home: str


KINDS: dict[str, Kind] = {
    "clinic": Kind(Clinic, CLINIC_FILE),
    "exercise": Kind(Exercise, f"exercises/ID/{EXERCISE_FILE}"),
    "translation": Kind(Translation, "exercises/ID/fr.yaml"),
    "prescription": Kind(Prescription, "prescriptions/ID.yaml"),
    "programme": Kind(Programme, "programmes/ID.yaml"),
    "vocabulary": Kind(Vocabulary, "vocabulary.yaml"),
    "plain-words": Kind(PlainWords, PLAIN_WORDS_FILE),
    "reviews": Kind(Reviews, REVIEWS_FILE),
}


def _any_case(pattern: str) -> str:
    """The same for small and capital letters: JSON Schema's patterns know no such switch."""
    return re.sub(r"(?<!\\)[a-z]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", pattern)


_AMOUNT = r"\s*(blank|\d)"
_TIME = r"\s*(blank.*|\d[^a-z]*[a-z].*)"
_DAYS = "mon|tue|wed|thu|fri|sat|sun"
SPELLINGS: Mapping[str, str] = {
    "sets": _AMOUNT,
    "steps": _AMOUNT,
    "reps": r"\s*(blank|\d|up to \d|to fatigue|until tired)",
    "hold": _TIME,
    "rest": _TIME,
    "duration": _TIME,
    "frequency": _any_case(
        rf"\s*(blank|\d.*/|daily|weekly|every |at most |once|twice|three times|hourly|as needed"
        rf"|bd|tds|od|qds|{_DAYS})"
    ),
    "load": _any_case(r"\s*((blank|\d).*(kg|lb)|.*(band|body))"),
    "pain": r"\s*(none|guide|up to \d)",
}
"""How the values of a dose begin: never narrower than what model/dose.py reads."""

SIDES = [*get_args(Side), "L", "R", "l", "r"]
_YES_OR_NO = [True, False, "true", "false", "yes", "no"]
_NUMBER = r"^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$"


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of one of KINDS."""
    raw = KINDS[kind].model.model_json_schema(schema_generator=_Generator)
    home = KINDS[kind].home
    first_line = modeline(f"{kind}{FILE_END}")
    return {
        "$schema": DIALECT,
        "title": home,
        "$comment": f"For an editor, the first line of {home} names this file: {first_line}",
        **_for_editors(raw),
    }


def schema_text(kind: str) -> str:
    """The same as JSON."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def modeline(path: str) -> str:
    """The comment by which editors with the YAML language server find the schema at `path`."""
    return f"# yaml-language-server: $schema={path}"


def path_from_home(kind: str, schema_file: Path) -> str:
    """How a file of this kind names the schema: from its place in the clinic's folder.

    Absolute where the schema lies in no clinic's folder.
    """
    whole = schema_file.resolve()
    clinic = next((up for up in whole.parents if (up / CLINIC_FILE).is_file()), None)
    if clinic is None:
        return whole.as_posix()
    return Path(os.path.relpath(whole, (clinic / KINDS[kind].home).parent)).as_posix()


class _Generator(GenerateJsonSchema):
    """Adds what the models say in words, the spellings of a dose, and the pose."""

    ignored_warning_kinds = {"skipped-choice", "non-serializable-default"}  # noqa: RUF012

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        properties: dict[str, Any] = made.get("properties", {})
        if model is Exercise:
            properties["pose"] = self._pose() or properties["pose"]
        for name, words in _said_of_fields(model).items():
            alias = model.model_fields[name].alias or name
            if alias in properties:
                properties[alias] = {**properties[alias], "description": words}
        for name in SPELLINGS.keys() & properties.keys():
            properties[name] = _spelt(properties[name], f"^(?:{SPELLINGS[name]})")
        if issubclass(model, Dose) and "side" in properties:
            properties["side"] = {"enum": SIDES}
        # A dose of its own, such as that of a phase, may be written in short: 3x10, 2/day.
        return {"anyOf": [made, {"type": "string"}]} if model in {Dose, PlainDose} else made

    def _pose(self) -> JsonSchemaValue | None:
        """What a pose may say, where the figure engine is installed; else it is any mapping."""
        try:
            from handouts.figures.pose import Pose
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in {"numpy", "shapely"}:
                raise
            return None
        return self.generate_inner(Pose.__pydantic_core_schema__)


def _spelt(node: Any, pattern: str) -> Any:
    """The same, where strings that a parser reads have this pattern."""
    if "anyOf" in node:
        return {**node, "anyOf": [_spelt(choice, pattern) for choice in node["anyOf"]]}
    is_parsed = node.get("type") == "string" and "examples" in node
    return {**node, "pattern": pattern} if is_parsed else node


def _for_editors(node: Any) -> Any:
    """A subschema without what only programs need, taking values as an editor's YAML reads them."""
    if not isinstance(node, dict):
        return node
    made = {key: value for key, value in node.items() if key not in {"title", "default"}}
    if isinstance(node.get("default"), str | int | float):
        made["default"] = node["default"]
    for key in ("$defs", "properties"):
        if key in made:
            made[key] = {name: _for_editors(child) for name, child in made[key].items()}
    for key in ("items", "additionalProperties"):
        if key in made:
            made[key] = _for_editors(made[key])
    for key in ("anyOf", "oneOf", "prefixItems"):
        if key in made:
            made[key] = [_for_editors(each) for each in made[key] if each != {"type": "null"}]
    if len(made.get("anyOf", ())) == 1:
        made |= made.pop("anyOf")[0]
    return _as_written(made)


def _as_written(node: dict[str, Any]) -> dict[str, Any]:
    """The program reads text; an editor has made a number or a yes of some of it."""
    if "enum" in node or "const" in node:
        return node
    match node.get("type"):
        case "string":
            if node.get("format") == "date":
                node = {**node, "pattern": r"^\d{4}-\d\d-\d\d$"}
            pattern = node.get("pattern", ".")
            types = ["string"]
            types += ["number"] if re.search(pattern, "2") else []
            types += ["boolean"] if re.search(pattern, "true") else []
            if "pattern" in node and "examples" in node:  # what editors say in place of the pattern
                node["patternErrorMessage"] = "write such as " + ", ".join(node["examples"])
            return {**node, "type": types if len(types) > 1 else "string", "minLength": 1}
        case "integer" if node.get("minimum") == node.get("maximum") is not None:
            return {"enum": [node["minimum"], str(node["minimum"])], **_annotations(node)}
        case "integer" | "number":
            return {**node, "type": ["number", "string"], "pattern": _NUMBER}
        case "boolean":
            return {"enum": _YES_OR_NO, **_annotations(node)}
        case _:
            return node


def _annotations(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: node[key] for key in ("description", "default") if key in node}


def _said_of_fields(model: type[BaseModel]) -> dict[str, str]:
    """What docstrings say of each field: its own, or the sentences of the model's that begin with
    its name.
    """
    said: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Authored) and each is not Authored:
            said |= _sentences(inspect.getdoc(each) or "")
            said |= _attribute_docstrings(each)
    return {name: words for name, words in said.items() if name in model.model_fields}


def _sentences(docstring: str) -> Iterator[tuple[str, str]]:
    for sentence in re.split(r"(?<=\.)\s+", docstring):
        if named := re.match(r"`(\w+)`", sentence):
            yield named[1], " ".join(sentence.split())


def _attribute_docstrings(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Strings that stand under a field, as Python does not keep them."""
    (written,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    body = written.body if isinstance(written, ast.ClassDef) else []
    for field, docstring in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match docstring:
                case ast.Expr(ast.Constant(str(words))):
                    yield field.target.id, " ".join(words.split())
