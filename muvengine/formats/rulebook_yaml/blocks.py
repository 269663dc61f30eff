"""Blocks, lists and tables of a rulebook: strict, and with errors that lead to a place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from marshmallow import RAISE, Schema, ValidationError, fields

from muvengine.core.rules.rulebook import Label, Owner, Period
from muvengine.formats.rulebook_yaml.fields import Own, TextField
from muvengine.formats.rulebook_yaml.problems import Complaint

LIST_MAX: Final = 500
PERIODS: Final = tuple(period.value for period in Period)
LIMIT_PERIODS: Final = tuple(period for period in PERIODS if period != Period.TRIP)


def complain(code: str, **facts: object) -> list[Complaint]:
    """Make a complaint about a whole block."""
    return [Complaint(code, facts)]


class Strict(Schema):
    """A block with known words only: an unknown one is nearly always a typing slip."""

    class Meta:
        """Marshmallow's options."""

        unknown = RAISE

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages |= {"unknown": "R101", "type": "block"}


class Block(fields.Nested):
    """A block inside a block."""

    def __init__(self, nested: Any, **kwargs: Any) -> None:
        super().__init__(nested, **kwargs)
        self.error_messages |= {"required": "R102", "null": "block", "type": "block"}


class Listing(fields.List[Any]):
    """A list of at least one thing."""

    def __init__(self, inner: Any, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.error_messages |= {"required": "R102", "null": "list", "invalid": "list"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list) or not 0 < len(value) <= LIST_MAX:
            raise ValidationError(self.error_messages["invalid"])
        return super()._deserialize(value, *args, **kwargs)


class Table(Own[Mapping[str, Any]]):
    """Names with a value each, in the order written; the names are free."""

    expects = "block"

    def __init__(self, inner: fields.Field[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner

    def _bind_to_schema(self, field_name: str, parent: Any) -> None:
        super()._bind_to_schema(field_name, parent)
        self.inner._bind_to_schema(field_name, self)  # noqa: SLF001  as marshmallow's Dict does

    def _deserialize(self, value: Any, *_: Any, **kwargs: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(value)
        found: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        for name, item in value.items():
            try:
                found[name] = self.inner.deserialize(item, **kwargs)
            except ValidationError as error:
                errors[name] = error.messages
        if errors:
            raise ValidationError(errors)
        return found


class LabelField(Own[Label]):
    """What people read, by language."""

    expects = "label"
    shape = MappingProxyType(
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": dict(TextField.shape),
        }
    )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Label:
        if not isinstance(value, dict) or not value:
            raise self.wrong(value)
        text = TextField()
        errors: dict[str, Any] = {}
        found: dict[str, Any] = {}
        for locale, item in value.items():
            try:
                found[locale] = text.deserialize(item)
            except ValidationError as error:
                errors[locale] = error.messages
        if errors:
            raise ValidationError(errors)
        return found


class LimitPerField(Own[tuple[Period, bool]]):
    """``day``, or ``[route, day]`` to count each set route apart."""

    expects = "limit_per"

    shape = MappingProxyType(
        {
            "anyOf": [
                {"enum": list(LIMIT_PERIODS)},
                {
                    "type": "array",
                    "items": {"enum": ["route", *LIMIT_PERIODS]},
                    "minItems": 2,
                    "maxItems": 2,
                },
            ]
        }
    )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[Period, bool]:
        per_route = isinstance(value, list) and len(value) == 2 and value[0] == "route"  # noqa: PLR2004
        period = value[1] if per_route else value
        if not isinstance(period, str) or period not in LIMIT_PERIODS:
            raise self.wrong(value)
        return Period(period), per_route


class CapPerField(Own[tuple[Owner, Period]]):
    """``[participant, day]``: whose points, and how long."""

    expects = "cap_per"

    shape = MappingProxyType(
        {
            "type": "array",
            "items": {"enum": [*(owner.value for owner in Owner), *PERIODS]},
            "minItems": 2,
            "maxItems": 2,
        }
    )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[Owner, Period]:
        try:
            owner, period = value
            return Owner(owner), Period(period)
        except (TypeError, ValueError):
            raise self.wrong(value) from None
