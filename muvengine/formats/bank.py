"""Bank accounts as people copy them."""

from __future__ import annotations

from muvengine.core.errors import BadInput


def read_iban(typed: str) -> str:
    """Read an IBAN: country, length, form and check digits (ISO 13616).

    Returns:
        It in capitals without spaces; empty for nothing.

    Raises:
        BadInput: a slip.
    """
    from stdnum import iban  # noqa: PLC0415  only organisers need it
    from stdnum.exceptions import ValidationError  # noqa: PLC0415

    if not typed.strip():
        return ""
    try:
        return str(iban.validate(typed))
    except ValidationError as error:
        raise BadInput(fields={"iban": "iban"}) from error
