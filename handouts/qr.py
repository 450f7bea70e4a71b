"""URL → QR symbol. The only code that knows zxing-cpp.

Error correction M, as ISO/IEC 18004 recommends for print that may be folded or stained; the quiet
zone of 4 modules is left to whoever places the symbol.
"""

from __future__ import annotations

import functools
from typing import Any

QUIET_ZONE_MODULES = 4
_DARK = bytes(grey == 0 for grey in range(256))


@functools.lru_cache(maxsize=1024)
def qr_rows(url: str) -> tuple[bytes, ...]:
    """The modules of the smallest symbol that holds `url`, row by row; 1 is dark, 0 light."""
    from zxingcpp import BarcodeFormat, create_barcode

    symbol = create_barcode(url, BarcodeFormat.QRCode, ec_level="M")
    # A buffer; the library's stub does not say so.
    pixels: Any = symbol.to_image(scale=1, add_quiet_zones=False)
    modules, side = bytes(pixels).translate(_DARK), len(memoryview(pixels))
    return tuple(modules[start : start + side] for start in range(0, side * side, side))
