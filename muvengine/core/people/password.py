"""What staff sign in with: an e-mail address, and a password not among those tried first.

No rule about capitals and signs: such rules make people write passwords down (NIST SP
800-63B, 5.1.1.2).  The length limits are OWASP ASVS 5.0, V6.2.1 and V6.2.9.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from muvengine.core.errors import BadInput

CHARACTERS_MIN: Final = 8
# Argon2 hashes any length; without a limit a long one is a cheap way to keep us busy.
CHARACTERS_MAX: Final = 128
EMAIL_CHARACTERS_MAX: Final = 254
# Only the shape: whether somebody reads it there, a message would tell.
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

# Heads of the usual lists of leaked passwords, French and English; shorter ones are refused
# for their length.  Digits and signs at the end do not make them better.
_LISTED: Final = (
    "password passwort motdepasse azertyuiop qwertyuiop qwertzuiop azertyui qwertyui asdfghjkl"
    " iloveyou jetaime doudou loulou chouchou sunshine princess princesse football baseball"
    " welcome bienvenue bonjour soleil marseille nicolas changeme letmein trustno superman"
    " starwars whatever computer ordinateur internet michelle jennifer charlotte alexandre"
    " secret administrator administrateur admin organiser organisateur mediateur muvengine"
    " qwerty azerty abcdef abcdefgh abcdefghij dragon monkey shadow master liverpool"
)
_COMMON: Final = frozenset(_LISTED.split())


def normalised(password: str) -> str:
    """Write letters the one way a keyboard elsewhere would: NFKC."""
    return unicodedata.normalize("NFKC", password)


def check_email(email: str) -> str:
    """Give the address in small letters.

    Raises:
        BadInput: ``fields["email"]`` is no address.
    """
    text = email.strip().casefold()
    if len(text) > EMAIL_CHARACTERS_MAX or not _EMAIL.fullmatch(text):
        raise BadInput(fields={"email": "wrong"})
    return text


def check_password(password: str, *, email: str) -> None:
    """Refuse a password that would be guessed.

    Raises:
        BadInput: ``fields["password"]`` is short, long or common, in this order.
    """
    text = normalised(password)
    if len(text) < CHARACTERS_MIN:
        raise BadInput(fields={"password": "short"}, least=CHARACTERS_MIN)
    if len(text) > CHARACTERS_MAX:
        raise BadInput(fields={"password": "long"}, most=CHARACTERS_MAX)
    if _is_common(text.casefold(), email.casefold()):
        raise BadInput(fields={"password": "common"})


def _is_common(text: str, email: str) -> bool:
    letters = text.strip("0123456789!?.,-_*+#@$ ")
    # Only digits and signs, as a birthday or 12345678.
    if not letters or letters in _COMMON:
        return True
    few = len(set(text)) <= 2  # noqa: PLR2004  aaaaaaaa, abababab
    return few or text in (email, email.partition("@")[0])
