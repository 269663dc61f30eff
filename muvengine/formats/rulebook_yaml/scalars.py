"""What a word without quotes means; whatever two YAML readers read differently is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

Scalar = str | int | bool | Decimal | None

DIGITS_MAX: Final = 15

_PLAIN_INT: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_PLAIN_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_OCTAL: Final = re.compile(r"[-+]?0[0-7_]+\Z|[-+]?0o[0-7]+\Z|[-+]?0[0-9]+(?:\.[0-9]*)?\Z")
# YAML 1.1's floats, times in base 60 apart: those stay text.
_OTHER_FLOAT: Final = re.compile(
    r"""[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?\Z
      | [-+]?\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?\Z
      | [-+]?\.(?:inf|Inf|INF)\Z
      | \.(?:nan|NaN|NAN)\Z""",
    re.VERBOSE,
)
_TIMESTAMP: Final = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
)
_YES_OR_NO: Final = frozenset({"yes", "no", "on", "off", "true", "false"})
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


class Trap(StrEnum):
    """How two readers of YAML come to different values."""

    NUMBER_LONG = "number_long"
    NUMBER_OCTAL = "number_octal"
    NUMBER_FORM = "number_form"
    YES_NO = "yes_no"
    TIMESTAMP = "timestamp"


class Ambiguous(Exception):
    """Two readers would read this differently; ``trap`` says how."""

    def __init__(self, trap: Trap) -> None:
        super().__init__(trap)
        self.trap = trap


def resolve(text: str) -> Scalar:
    """Read a word without quotes.

    Whole numbers and plain decimals are numbers, ``true`` and ``false`` are yes and no.
    ``7:30``, ``2026-05-04``, ``1e3``, ``0x1F`` and ``1_000`` stay text, so that whoever
    expects a number or a time says what to write instead.

    Raises:
        Ambiguous: see ``Trap``.
    """
    if text in _NOTHING:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if text.lower() in _YES_OR_NO:
        raise Ambiguous(Trap.YES_NO)
    whole = _PLAIN_INT.match(text)
    if whole or _PLAIN_DECIMAL.match(text):
        if len(text.lstrip("-")) > DIGITS_MAX:
            raise Ambiguous(Trap.NUMBER_LONG)
        return int(text) if whole else Decimal(text)
    if _OCTAL.match(text):
        raise Ambiguous(Trap.NUMBER_OCTAL)
    if _OTHER_FLOAT.match(text):
        raise Ambiguous(Trap.NUMBER_FORM)
    if _TIMESTAMP.match(text):
        raise Ambiguous(Trap.TIMESTAMP)
    return text
