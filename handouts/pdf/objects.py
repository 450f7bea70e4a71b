"""Python values → PDF objects as bytes (ISO 32000-1 §7.3). It knows no document, and is the only
module that knows what packs them.

A dict is a dictionary, a list or tuple an array, a `Name` a name, any other str a text string,
bytes a byte string. All that comes out is ASCII, so that nothing depends on a codec.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from isal import isal_zlib
from msgspec import Struct


class Name(str):
    """A PDF name, without its slash: letters, digits, `+` and `-` only; `#2F` is a slash in it."""

    __slots__ = ()


class Reference(Struct, frozen=True):
    """An indirect object of one document."""

    number: int


Value = str | bytes | int | float | Reference | Sequence["Value"] | Mapping[str, "Value"]


class Objects(Protocol):
    """A file in the making, to which objects are added."""

    def add(self, value: Value) -> Reference: ...
    def add_stream(self, data: bytes, entries: Mapping[str, Value]) -> Reference: ...
    def add_packed(self, data: bytes, entries: Mapping[str, Value]) -> Reference: ...
    def add_ready(self, syntax: bytes) -> Reference: ...


_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def written(value: Value) -> str:
    """`value` in PDF syntax."""
    return _WRITERS[type(value)](value)


def _dictionary(entries: Mapping[str, Value]) -> str:
    return f"<<{' '.join([f'/{key} {written(value)}' for key, value in entries.items()])}>>"


def _array(items: Sequence[Value]) -> str:
    return f"[{' '.join(map(written, items))}]"


def number(value: float) -> str:
    """At most two decimals (in points 0.0035 mm), never an exponent, never "-0"."""
    return f"{round(value, 2) + 0.0:.9g}"


@functools.lru_cache(maxsize=4096)
def numbers(*values: float) -> str:
    """The same of several. Kept: sheets have their blocks at the same places."""
    return " ".join(map(number, values))


def text_string(text: str) -> str:
    """A text string (§7.9.2.2): printable ASCII as it is, all else in UTF-16 with its mark."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{utf16_hex(text)}>"


def utf16_hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


_WRITERS: dict[type, Callable[[Any], str]] = {
    Name: "/{}".format,
    str: text_string,
    bytes: lambda octets: f"<{octets.hex()}>",
    Reference: lambda reference: f"{reference.number} 0 R",
    bool: lambda value: "true" if value else "false",
    int: str,
    float: number,
    dict: _dictionary,
    list: _array,
    tuple: _array,
}


def in_hundreds(rows: Iterable[str]) -> Iterable[list[str]]:
    """The rows in groups of at most 100, the most that a CMap operator takes."""
    listed = list(rows)
    return (listed[at : at + 100] for at in range(0, len(listed), 100))


MOST_EFFORT = 9
SOME_EFFORT = isal_zlib.ISAL_BEST_COMPRESSION
"""For what a process makes once: zlib's third level in a third of the time."""
LITTLE_EFFORT = 0
"""For what every sheet packs anew: a tenth more room than zlib takes, in a fifth of its time."""
FLATE = Name("FlateDecode")


def stream(data: bytes, entries: Mapping[str, Value]) -> bytes:
    """A stream object (§7.3.8); its `entries` say how `data` is packed, if it is."""
    head = written({**entries, "Length": len(data)}).encode("ascii")
    # ISO 19005-2 §6.1.7.1 wants an end of line here. Not a lone LF: after data that ends in CR
    # the two would be read as one end of line, and the stream as a byte too short.
    return head + b"\nstream\n" + data + b"\r\nendstream"


def packed_stream(data: bytes, entries: Mapping[str, Value], effort: int = MOST_EFFORT) -> bytes:
    return stream(packed(data, effort), {**entries, "Filter": FLATE})


def packed(data: bytes, effort: int = MOST_EFFORT) -> bytes:
    """`data` for a FlateDecode filter (§7.4.4); `effort` from 1 (quick) to 9 (small)."""
    if effort <= SOME_EFFORT:  # all that ISA-L knows
        return isal_zlib.compress(data, effort)
    return zlib.compress(data, effort)


def packed_pieces(pieces: Iterable[bytes]) -> bytes:
    """The same of data that comes piece by piece; there may be much of it."""
    packer = isal_zlib.compressobj(SOME_EFFORT)
    return b"".join([*map(packer.compress, pieces), packer.flush()])
