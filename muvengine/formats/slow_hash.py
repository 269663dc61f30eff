"""Hash what people can remember, so that trying them all takes too long.

Argon2id with 19 MiB, two passes and one lane: the smallest set that OWASP's password storage
page accepts, about 25 ms of CPU.  Each hash carries its own salt and parameters, so that
stronger ones can be introduced at the next sign-in.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argon2 import PasswordHasher

TIME_COST: Final = 2
MEMORY_KIB: Final = 19 * 1024
LANES: Final = 1

# Of a password that nobody has, with today's parameters.
_NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1"
    "$lRpz8M4elK47zwSVgwIfHg"
    "$h26s1jTnBDfxsIiPwZ9+wvDhq5cRS6A2oSVBa8+SkyM"
)


def slow_hash(secret: str) -> str:
    """Hash a PIN or a password."""
    return _hasher().hash(secret)


def fits(kept: str | None, secret: str) -> bool:
    """Tell whether ``secret`` is what was hashed.

    Args:
        kept: the hash; None when the person is unknown, which takes just as long.
        secret: what was typed.
    """
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415  slow

    try:
        return _hasher().verify(kept or _NOBODY, secret) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Tell whether a hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher, Type  # noqa: PLC0415  costs start-up time

    return PasswordHasher(
        time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID
    )
