"""The codes of a phone after RFC 4226 and RFC 6238, by the library that seals our secrets."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from muvengine.core.people.second_factor import DIGITS


def code_of(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """Give the code of a step."""
    from cryptography.hazmat.primitives.hashes import SHA1  # noqa: PLC0415  slow
    from cryptography.hazmat.primitives.twofactor.hotp import HOTP  # noqa: PLC0415  slow

    # What programs on phones can do; HMAC does not mind how SHA-1 is attacked.
    return HOTP(secret, digits, SHA1()).generate(step).decode()  # noqa: S303


def step_of(secret: bytes, code: str, steps: Iterable[int]) -> int | None:
    """Give the step whose code this is; None where it is of none of them."""
    found = None
    for step in steps:
        # All are compared, so that the time taken tells nothing.
        if hmac.compare_digest(code_of(secret, step).encode(), code.encode()):
            found = step
    return found
