"""The objects of a PDF → its bytes: header, body, cross-reference table, trailer.

ISO 32000-1 §7.5. What the objects hold is written by objects.py. The table is a dozen lines here:
a library that would do only this takes a twentieth of a cold start to load.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping

from handouts.pdf.objects import (
    MOST_EFFORT,
    Reference,
    Value,
    packed_stream,
    stream,
    written,
)

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""§7.5.2: bytes above 127 in the second line tell programs that the file is no text."""


class Document:
    """The objects of one file, numbered in the order in which they are added or reserved."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> Reference:
        """A reference to what will be defined later: objects may point at each other."""
        self._bodies.append(b"")
        return Reference(len(self._bodies))

    def define(self, reference: Reference, value: Value) -> None:
        self.put(reference, written(value))

    def put(self, reference: Reference, syntax: str) -> None:
        """An object in PDF syntax, no stream."""
        self._bodies[reference.number - 1] = syntax.encode("ascii")

    def add(self, value: Value) -> Reference:
        reference = self.reserve()
        self.define(reference, value)
        return reference

    def add_syntax(self, syntax: str) -> Reference:
        """An object in PDF syntax, no stream."""
        return self.add_ready(syntax.encode("ascii"))

    def add_ready(self, syntax: bytes) -> Reference:
        """An object that needs no other: the same in every document, and hence kept by others."""
        self._bodies.append(syntax)
        return Reference(len(self._bodies))

    def add_stream(self, data: bytes, entries: Mapping[str, Value]) -> Reference:
        """A stream whose `entries` say how `data` is packed, if it is."""
        return self.add_ready(stream(data, entries))

    def add_packed(
        self, data: bytes, entries: Mapping[str, Value], effort: int = MOST_EFFORT
    ) -> Reference:
        return self.add_ready(packed_stream(data, entries, effort))

    def to_bytes(self, catalog: Reference, info: Reference) -> bytes:
        """The file. Its identifier (ISO 32000-1 §14.4) is a digest of all objects, hence the
        same for the same input.
        """
        objects = [
            b"%d 0 obj\n%b\nendobj\n" % (number, body)
            for number, body in enumerate(self._bodies, 1)
        ]
        body = b"".join(objects)
        *starts, end = itertools.accumulate(map(len, objects), initial=len(_HEADER))
        # §7.5.4: each entry is 20 bytes; the first is the head of the free objects, of which
        # there is none.
        table = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % start for start in starts)]
        digest = hashlib.sha256(body).hexdigest()[:32]
        trailer = (
            f"<< /Size {len(table)} /Root {written(catalog)} /Info {written(info)}"
            f" /ID [<{digest}> <{digest}>] >>"
        )
        return b"%b%bxref\n0 %d\n%btrailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (
            _HEADER, body, len(table), b"".join(table), trailer.encode("ascii"), end,
        )  # fmt: skip
