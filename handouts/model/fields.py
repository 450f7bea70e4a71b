"""What a value is made of: most types are msgspec's Structs, which cost a class and a value least.

A dataclass is left where a field does not count in comparisons, or is made from the others; and in
what every command loads, so that `--help` need not load msgspec.
"""

from __future__ import annotations

import dataclasses

from msgspec import Struct


def field_names(kind: type) -> tuple[str, ...] | None:
    """The fields that a value of that type is made from; None for what is not made of fields."""
    if issubclass(kind, Struct):
        return kind.__struct_fields__
    if dataclasses.is_dataclass(kind):
        return tuple(part.name for part in dataclasses.fields(kind) if part.init)
    return None
