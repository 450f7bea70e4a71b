"""URL → QR symbol. The only code that knows qrcode.

Error correction M, as ISO/IEC 18004 recommends for print that may be folded or stained; the quiet
zone of 4 modules is left to whoever places the symbol.
"""

from __future__ import annotations

import functools

QUIET_ZONE_MODULES = 4


@functools.lru_cache(maxsize=1024)
def qr_rows(url: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of the smallest symbol that holds `url`, row by row; True is dark."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(url)
    code.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())
