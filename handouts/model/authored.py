"""What people author: frozen pydantic models that remember where each value was written.

The place stands beside the value, outside equality, hashing and JSON Schema.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

from msgspec import Struct
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    WithJsonSchema,
)
from pydantic_core.core_schema import no_info_plain_validator_function

from handouts.errors import InvalidValueError, Source

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

ValueT = TypeVar("ValueT")

SPELLINGS_KEPT = 256
"""Of each kind of value."""

Step = str | int
"""A key of a mapping or the index (from 0) of a list's item: how one walks into a file."""


Place = Source | tuple[int, int]
"""A Source, or line and column in the file whose places they are: of hundreds few are asked for."""


class Sources:
    """Where each value of one file was written. Equal to any other: places are not content."""

    __slots__ = ("_file", "_places")

    def __init__(self, file: str = "", places: Mapping[tuple[Step, ...], Place] | None = None):
        self._file = file
        self._places = dict(places or {})

    def at(self, *path: Step) -> Source:
        """The place of the value at `path`, or of the nearest thing around it."""
        place = self._places.get(path)
        while place is None and path:
            path = path[:-1]
            place = self._places.get(path)
        if isinstance(place, tuple):
            place = self._places[path] = Source(self._file, *place)
        return place or Source(self._file)

    def under(self, *path: Step) -> Sources:
        """The places of what stands at `path`, seen from there."""
        start = len(path)
        inside = {
            place[start:]: source for place, source in self._places.items() if place[:start] == path
        }
        return Sources(self._file, inside)

    def of_items(self, key: str) -> defaultdict[Step, dict[tuple[Step, ...], Source]]:
        """The places of what stands in each item of the list at `key`, by its index and seen from
        there.
        """
        items: defaultdict[Step, dict[tuple[Step, ...], Source]] = defaultdict(dict)
        for path in self._places:
            if len(path) > 1 and path[0] == key:
                items[path[1]][path[2:]] = self.at(*path)  # which names the file
        return items

    @property
    def places(self) -> Mapping[tuple[Step, ...], Source]:
        """Every place that is known, by its path."""
        return {path: self.at(*path) for path in self._places}

    def with_items(self, key: str, items: Iterable[Mapping[tuple[Step, ...], Source]]) -> Sources:
        """The places when the list at `key` has other items: for each of them the places of what
        stands in it, seen from there.
        """
        places = {path: place for path, place in self._places.items() if path[:1] != (key,)}
        places[key,] = self.at(key)
        for at, item in enumerate(items):
            for path, place in item.items():
                places[key, at, *path] = place
        return Sources(self._file, places)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sources)

    def __hash__(self) -> int:
        return 0


class Authored(BaseModel):
    """Base of what people write: immutable, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        validate_by_name=False,
        defer_build=True,
    )
    _sources: Sources = PrivateAttr(default_factory=Sources)

    def located(self, sources: Sources) -> None:
        """Remember where the values of this file were written."""
        self._sources = sources

    @property
    def sources(self) -> Sources:
        """Where all of it was written."""
        # self._sources takes pydantic a long way round, and a sheet asks hundreds of times.
        known: Sources = (self.__pydantic_private__ or {})["_sources"]
        return known

    def source(self, *path: Step) -> Source:
        """Where the value at `path` was written: `exercise.source("words", "steps", 2)`."""
        return self.sources.at(*path)

    def places(self, *path: Step) -> Mapping[tuple[Step, ...], Source]:
        """Where everything under `path` was written, by its path from there."""
        return self.sources.under(*path).places


def read_by(parse: Callable[[str], ValueT]) -> BeforeValidator:
    """Reads the one string that stands after a key; a list or further keys are refused.

    What comes out is checked as the annotation says.
    """
    return BeforeValidator(_of_one_string(parse))


class Made(Struct, frozen=True):
    """`make` alone reads what stands after a key: pydantic builds no schema to check its type."""

    make: Callable[[object], object]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_plain_validator_function(self.make)


def made_by(parse: Callable[[str], object]) -> Made:
    """The same as `read_by` where `parse` alone makes the value, which is immutable and means the
    same wherever it stands: patients share doses, so what was read is kept.
    """
    return Made(_of_one_string(functools.lru_cache(maxsize=SPELLINGS_KEPT)(parse)))


def _of_one_string(parse: Callable[[str], ValueT]) -> Callable[[object], ValueT]:
    def read(written: object) -> ValueT:
        if not isinstance(written, str):
            raise InvalidValueError(
                "must be words, not a list or further keys", "write one value after the colon"
            )
        return parse(written)

    return read


def written_as(pattern: str, *examples: str) -> WithJsonSchema:
    """How the one string looks that a parser reads, for JSON Schema."""
    return WithJsonSchema(
        {"type": "string", "pattern": f"^(?:{pattern})$", "examples": [*examples]}
    )


def shaped(pattern: str, wanted: str, example: str) -> AfterValidator:
    """Words of a fixed shape. What was written is not repeated: it may be a patient's."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise InvalidValueError(f"takes {wanted}", f"write {example}")
        return text

    return _Shaped(check, pattern, example)


@dataclass(frozen=True, slots=True)
class _Shaped(AfterValidator):
    """A check that JSON Schema can make too."""

    pattern: str
    example: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        said = {"pattern": f"^(?:{self.pattern})$", "examples": [self.example]}
        return {**handler(schema), **said}


def _one_line(text: str) -> str:
    line = re.sub(r"[ \t\r\n]+", " ", text).strip()  # not split(): a no-break space stays
    if not line:
        raise InvalidValueError("is empty", "write some words, or leave the key out")
    return line


def _paragraphs(text: str) -> str:
    return "\n\n".join(_one_line(block) for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")))


Line = Annotated[str, AfterValidator(_one_line)]
"""Words that make one paragraph; line ends inside become spaces."""

Paragraphs = Annotated[str, AfterValidator(_paragraphs)]
"""Words in paragraphs that an empty line parts."""

Number = Annotated[float, Field(allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1)]


def _the_only_version(written: object) -> object:
    if str(written) != "1":
        raise InvalidValueError("must be 1")
    return written


SchemaVersion = Annotated[int, Field(ge=1, le=1), BeforeValidator(_the_only_version)]
"""The version of a file's form; 1 is the only one so far."""
