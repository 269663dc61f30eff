"""Fields of a rulebook: each reads one value strictly and can say what it expects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from marshmallow import ValidationError, fields

from muvengine.core.rules.conditions import Figure, Named
from muvengine.formats.rulebook_yaml.problems import Complaint

T = TypeVar("T")

NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
PARAM: Final = re.compile(r"\$([a-z][a-z0-9_]{0,39})\Z")
CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])\Z")
ONE_DIGIT: Final = re.compile(r"[0-9]:[0-5][0-9]\Z")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")
PLACES_MAX: Final = 3
TEXT_MAX: Final = 200


def told(value: object) -> str | None:
    """Show a value as the file has it, shortened; None for nothing at all."""
    match value:
        case None:
            return None
        case dict():
            return "{...}"
        case list():
            return "[...]"
        case bool():
            return str(value).lower()
        case str():
            return f"'{value[:40]}'"
        case _:
            return str(value)


class Own(fields.Field[T]):
    """A field that says in facts what it expected.

    Attributes:
        expects: the expectation's name.
        bounds: the facts of what is expected.
        shape: the same as JSON Schema.
    """

    expects: str = ""
    bounds: Mapping[str, object] = MappingProxyType({})
    shape: Mapping[str, Any] = MappingProxyType({"type": "string"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["required"] = "R102"

    def wrong(self, value: object, **facts: object) -> ValidationError:
        """Complain that something else was expected; ``quote`` tells what to write."""
        found = {"expected": self.expects, **self.bounds, "got": told(value), **facts}
        return ValidationError([Complaint("R103", found)])

    def _validate_missing(self, value: Any) -> None:
        # Nothing at all is as wrong as any other value.
        if value is None:
            raise self.wrong(value)
        super()._validate_missing(value)


class FigureField(Own[Figure]):
    """A number between bounds, or a parameter."""

    def __init__(
        self, low: int, high: int, *, whole: bool = False, named: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.low, self.high, self.whole, self.named = low, high, whole, named
        self.expects = ("param_" if named else "") + ("whole" if whole else "number")
        self.bounds = {"low": low, "high": high}
        kind = "integer" if whole else "number"
        self.shape = {"type": kind, "minimum": low, "maximum": high}
        if named:
            self.shape = {
                "anyOf": [self.shape, {"type": "string", "pattern": r"^\$[a-z][a-z0-9_]*$"}]
            }

    def fits(self, value: Decimal) -> bool:
        """Tell whether a number is within bounds and no finer than thousandths."""
        exponent = value.as_tuple().exponent
        fine = isinstance(exponent, int) and -exponent > (0 if self.whole else PLACES_MAX)
        return self.low <= value <= self.high and not fine

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Figure:
        if isinstance(value, str) and self.named and (name := PARAM.match(value)):
            return Named(name[1])
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong(value)
        number = Decimal(value)
        if not self.fits(number):
            raise self.wrong(value)
        return number


class WholeField(Own[int]):
    """A whole number between bounds, never a parameter."""

    expects = "whole"

    def __init__(self, low: int, high: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.low, self.high = low, high
        self.bounds = {"low": low, "high": high}
        self.shape = {"type": "integer", "minimum": low, "maximum": high}

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(value)
        if not self.low <= value <= self.high:
            raise self.wrong(value)
        return value


class NameField(Own[str]):
    """The name of a rule, group, cap or route: lower-case letters, digits, hyphens."""

    expects = "name"

    shape = MappingProxyType({"type": "string", "pattern": "^[a-z][a-z0-9-]{0,39}$"})

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str) or not NAME.match(value):
            raise self.wrong(value)
        return value


class TextField(Own[str]):
    """A sentence or a few words."""

    expects = "text"

    shape = MappingProxyType({"type": "string", "minLength": 1, "maxLength": TEXT_MAX})

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > TEXT_MAX:
            raise self.wrong(value)
        return value


class ChoiceField(Own[str]):
    """One word of a closed list."""

    expects = "choice"

    def __init__(self, choices: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = tuple(str(choice) for choice in choices)
        self.bounds = {"choices": self.choices}
        self.shape = {"enum": list(self.choices)}

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str) or value not in self.choices:
            raise self.wrong(value)
        return value


class FlagField(Own[bool]):
    """``true`` or ``false``."""

    expects = "flag"

    shape = MappingProxyType({"type": "boolean"})

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if not isinstance(value, bool):
            raise self.wrong(value)
        return value


class DayField(Own[date]):
    """A calendar day, 2026-03-01."""

    expects = "day"

    shape = MappingProxyType({"type": "string", "format": "date"})

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        if not isinstance(value, str) or not DAY.match(value):
            raise self.wrong(value)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.wrong(value) from None


class MomentField(Own[datetime]):
    """A local day and hour without a zone, "2026-03-12T08:05"; the rulebook's zone is meant."""

    expects = "moment"

    shape = MappingProxyType({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"})

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> datetime:
        if not isinstance(value, str) or not MOMENT.match(value):
            raise self.wrong(value)
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise self.wrong(value) from None


class ClockField(Own[int]):
    """An hour of the day in quotes, "07:30"; read as minutes after midnight."""

    expects = "clock"

    shape = MappingProxyType({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"})

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        clock = CLOCK.match(value) if isinstance(value, str) else None
        if clock is None:
            raise self.wrong(value, **_two_digits(value))
        return int(clock[1]) * 60 + int(clock[2])


def _two_digits(value: object) -> dict[str, str]:
    """Suggest how an hour of one digit is written."""
    short = ONE_DIGIT.match(value) if isinstance(value, str) else None
    return {"quote": f'"0{short[0]}"'} if short else {}


class ZoneField(Own[ZoneInfo]):
    """A time zone by its name in the tz database."""

    expects = "zone"

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> ZoneInfo:
        if not isinstance(value, str):
            raise self.wrong(value)
        try:
            return ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise self.wrong(value) from None
