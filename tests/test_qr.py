"""QR symbols: what another library writes, and what a reader finds."""

from __future__ import annotations

import numpy as np
import pytest
import qrcode
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M

from handouts.qr import QUIET_ZONE_MODULES, qr_rows

_ADDRESS = r"https?://[a-z0-9]{1,20}\.org/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{0,150}"
URLS = st.from_regex(_ADDRESS, fullmatch=True)


def written_by_qrcode(url: str, mask: int) -> tuple[bytes, ...]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(url)
    code.make(fit=True)
    return tuple(map(bytes, code.get_matrix()))


@pytest.mark.parametrize("length", [2, 4, 12, 30, 60, 120])
def test_the_symbol_is_that_of_another_library_under_the_same_mask(length: int) -> None:
    url = f"https://example.org/{'abcdefghijkmnpqrstuvwxyz' * 5}"[: 20 + length]
    assert qr_rows(url) in {written_by_qrcode(url, mask) for mask in range(8)}


@given(URLS)
def test_every_address_is_read_back(url: str) -> None:
    rows = np.pad(np.array([*map(list, qr_rows(url))]), QUIET_ZONE_MODULES)
    pixels = np.kron(np.where(rows, 0, 255), np.ones((4, 4))).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.text == url
    assert found.ec_level == "M"
