"""Telling what was scanned from what was typed."""

from __future__ import annotations

import pytest

from muvengine.core.errors import MistypedCode
from muvengine.core.vouchers.code import check_character
from muvengine.core.vouchers.qr_text import Said, plain_text, understand

TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWX27"
CODE = "22222222" + check_character("22222222")


@pytest.mark.parametrize(("text", "said"), [
    (plain_text(TOKEN),         Said(token=TOKEN)),
    (plain_text(TOKEN).lower(), Said(token=TOKEN)),
    (f" {plain_text(TOKEN)}\n", Said(token=TOKEN)),
    (CODE,                   Said(code=CODE)),
    (f"222-222 {CODE[6:]}",  Said(code=CODE)),
])  # fmt: skip
def test_a_token_or_a_code_is_understood(text: str, said: Said) -> None:
    assert understand(text) == said


@pytest.mark.parametrize("text", ["", "MUV1:", "MUV1:A B", "MUV1:A\0B", "MUV1:É", "222222222x"])
def test_neither_is_a_slip(text: str) -> None:
    with pytest.raises(MistypedCode):
        understand(text)
