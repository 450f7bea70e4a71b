"""The sRGB colour profile, made from its published numbers (IEC 61966-2-1, ICC.1:2004-10).

PDF/A wants one as the output intent (ISO 19005-2 §6.2.3). Made here it is 600 bytes, carries no
date and needs no imaging library.
"""

from __future__ import annotations

import functools
import struct

_VERSION = 0x04200000
_D50 = (0.9642, 1.0, 0.8249)
_RED, _GREEN, _BLUE = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)  # the primaries, adapted from D65 to D50
_D65_TO_D50 = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@functools.cache
def srgb_profile() -> bytes:
    """A display profile for RGB, version 4.2."""
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(*_D65_TO_D50),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": _curve(),
        b"gTRC": _curve(),
        b"bTRC": _curve(),
    }
    start = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, element in tags.items():
        table += name + struct.pack(">II", start + len(body), len(element))
        body += element + bytes(-len(element) % 4)
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    """128 bytes; the date is the first of the year 2000, so that they are always the same."""
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4xI", size, _VERSION) + b"mntrRGB XYZ " + date + b"acsp" + bytes(28)
    return (head + _fixed(*_D50)).ljust(128, b"\0")


def _fixed(*values: float) -> bytes:
    """s15Fixed16Number: signed, 16 bits before the point and 16 after."""
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*values)


def _curve() -> bytes:
    """A parametric curve of type 3: a power with a straight piece near black."""
    return b"para" + struct.pack(">4xHxx", 3) + _fixed(*_CURVE)


def _text(text: str) -> bytes:
    """A multiLocalizedUnicode text in one language."""
    encoded = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"US", len(encoded), 28) + encoded
