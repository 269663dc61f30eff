"""Codes are those of RFC 6238 and RFC 4226, by their own examples."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from muvengine.core.people.second_factor import step_at
from muvengine.formats.totp import code_of, step_of

SECRET = b"12345678901234567890"


# RFC 6238, appendix B, SHA-1.
@pytest.mark.parametrize(("seconds", "code"), [
    (59,             "94287082"),
    (1_111_111_109,  "07081804"),
    (1_111_111_111,  "14050471"),
    (1_234_567_890,  "89005924"),
    (2_000_000_000,  "69279037"),
    (20_000_000_000, "65353130"),
])  # fmt: skip
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    assert code_of(SECRET, step_at(datetime.fromtimestamp(seconds, UTC)), 8) == code


# RFC 4226, appendix D.
@pytest.mark.parametrize(("step", "code"), [
    (0, "755224"), (1, "287082"), (2, "359152"), (3, "969429"), (4, "338314"),
    (5, "254676"), (6, "287922"), (7, "162583"), (8, "399871"), (9, "520489"),
])  # fmt: skip
def test_the_vectors_of_rfc_4226(step: int, code: str) -> None:
    assert code_of(SECRET, step) == code
    assert step_of(SECRET, code, range(10)) == step
    assert step_of(SECRET, code, range(step + 1, 10)) is None
