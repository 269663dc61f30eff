"""The whole file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from marshmallow import ValidationError, post_load, validates_schema

from muvengine.core.modes.limits import DEFAULT_LIMITS, Family, ModeLimits
from muvengine.core.rules.example import Example
from muvengine.core.rules.rulebook import DatedValue, ModeRule, Rulebook
from muvengine.core.rules.score import Settlement
from muvengine.formats.rulebook_yaml.blocks import (
    Block,
    LabelField,
    Listing,
    Strict,
    Table,
    complain,
)
from muvengine.formats.rulebook_yaml.examples import ExampleSchema
from muvengine.formats.rulebook_yaml.fields import (
    ChoiceField,
    DayField,
    FigureField,
    NameField,
    Own,
    WholeField,
    ZoneField,
)
from muvengine.formats.rulebook_yaml.rules import (
    BonusSchema,
    CapSchema,
    EarnSchema,
    GateSchema,
    GroupSchema,
)

SCHEMA: Final = "muv.rules/v1"
NOT_HELD: Final = "none"
LIMIT_MAX: Final = 1_000_000
PARAM_MAX: Final = 1_000_000_000
_WHOLE_LIMITS: Final = frozenset({"fixes_min"})
_LIMITS: Final = tuple(f.name for f in fields_of(ModeLimits) if f.name != "family")

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rulebook and the examples written beside it."""

    rulebook: Rulebook
    examples: tuple[Example, ...]


class LimitField(Own[float | int | None]):
    """A threshold of a mode, or ``none`` for not held."""

    expects = "threshold"
    shape = MappingProxyType({"anyOf": [{"type": "number", "minimum": 0}, {"const": NOT_HELD}]})

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> float | int | None:
        if value == NOT_HELD:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong(value)
        if not 0 <= value <= LIMIT_MAX:
            raise self.wrong(value)
        return float(value)


class FixesField(WholeField):
    """The only threshold that counts things."""


LimitsSchema = Strict.from_dict(
    {name: FixesField(0, LIMIT_MAX) if name in _WHOLE_LIMITS else LimitField() for name in _LIMITS},
    name="Limits",
)


class ModeSchema(Strict):
    """A way of moving."""

    label = LabelField()
    family = ChoiceField(tuple(Family))
    min_km = FigureField(0, 1000, named=False)
    co2 = NameField()
    limits = Block(LimitsSchema)

    @post_load
    def build(self, data: Data, **_: Any) -> Data:
        """Keep the words: the mode's own name is needed to fill the gaps."""
        return data


class DatedSchema(Strict):
    """A parameter's value from a day on."""

    first_day = DayField(required=True, data_key="from")
    value = FigureField(0, PARAM_MAX, named=False, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> DatedValue:
        """Make the value."""
        return DatedValue(data["value"], data["first_day"])


class ParamField(Own[tuple[DatedValue, ...]]):
    """A number, or a list of numbers that hold from a day on."""

    expects = "param"
    shape = MappingProxyType(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": PARAM_MAX},
                {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "properties": {
                            "from": dict(DayField.shape),
                            "value": {"type": "number", "minimum": 0, "maximum": PARAM_MAX},
                        },
                        "required": ["from", "value"],
                        "additionalProperties": False,
                    },
                },
            ]
        }
    )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[DatedValue, ...]:
        if isinstance(value, list):
            dated: Any = Listing(Block(DatedSchema)).deserialize(value)
            return tuple(dated)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong(value)
        plain = FigureField(0, PARAM_MAX, named=False).deserialize(value)
        assert isinstance(plain, Decimal)
        return (DatedValue(plain),)


class EffectiveSchema(Strict):
    """The local days on which the rulebook holds: from the first, before the last."""

    first_day = DayField(required=True, data_key="from")
    end_day = DayField(data_key="until")


class ExpireSchema(Strict):
    """When unspent points end."""

    after_days = WholeField(1, 3650, required=True)
    round_to = ChoiceField(("end_of_month", "none"))
    remind_days = Listing(WholeField(1, 365))


class SettleSchema(Strict):
    """When points can be spent, and until when."""

    pending_hours = WholeField(0, 720, required=True)
    expire = Block(ExpireSchema)


class RulebookSchema(Strict):
    """The whole file."""

    schema = ChoiceField((SCHEMA,), required=True)
    rulebook = NameField(required=True)
    version = WholeField(1, 1_000_000, required=True)
    label = LabelField(required=True)
    timezone = ZoneField()
    effective = Block(EffectiveSchema, required=True)
    modes = Table(Block(ModeSchema))
    params = Table(ParamField())
    require = Listing(Block(GateSchema))
    earn = Listing(Block(EarnSchema), required=True)
    bonuses = Listing(Block(BonusSchema))
    groups = Table(Block(GroupSchema))
    caps = Listing(Block(CapSchema))
    settle = Block(SettleSchema)
    examples = Listing(Block(ExampleSchema))

    @validates_schema
    def modes_have_families(self, data: Data, **_: Any) -> None:
        """Refuse a mode that the engine does not know and nobody says how to judge."""
        for mode, said in data.get("modes", {}).items():
            if mode not in DEFAULT_LIMITS and "family" not in said:
                raise ValidationError(complain("R108", word="family", needed_by=mode))

    @post_load
    def build(self, data: Data, **_: Any) -> Loaded:
        """Make the rulebook and put its zone into the examples."""
        zone = data.get("timezone")
        expire = data.get("settle", {}).get("expire", {})
        said_modes = data.get("modes", {mode: {} for mode in DEFAULT_LIMITS})
        book = Rulebook(
            name=data["rulebook"],
            version=data["version"],
            label=data["label"],
            first_day=data["effective"]["first_day"],
            end_day=data["effective"].get("end_day"),
            zone=zone,
            modes={mode: _mode(mode, said) for mode, said in said_modes.items()},
            params=data.get("params", {}),
            gates=tuple(data.get("require", ())),
            rules=(*data["earn"], *data.get("bonuses", ())),
            groups={n: replace(group, name=n) for n, group in data.get("groups", {}).items()},
            caps=tuple(data.get("caps", ())),
            settlement=_settlement(data.get("settle")),
            remind_days=tuple(expire.get("remind_days", ())),
        )
        return Loaded(book, tuple(_zoned(e, book) for e in data.get("examples", ())))


@cache
def rulebook_schema() -> RulebookSchema:
    """Give the schema, bound once: binding its many fields costs more than a file's loading."""
    return RulebookSchema()


def _mode(mode: str, said: Data) -> ModeRule:
    known = DEFAULT_LIMITS.get(mode)
    family = Family(said["family"]) if "family" in said else None
    if known is None or (family is not None and family is not known.family):
        assert family is not None
        known = ModeLimits(family=family)
    limits = replace(known, **said.get("limits", {}))
    least = said.get("min_km", Decimal(0))
    return ModeRule(said.get("label", {}), least, limits, said.get("co2", mode))


def _settlement(said: Data | None) -> Settlement:
    if said is None:
        return Settlement()
    expire = said.get("expire")
    if expire is None:
        return Settlement(said["pending_hours"], None, "none")
    rounding = expire.get("round_to", "none")
    return Settlement(said["pending_hours"], expire["after_days"], rounding)


def _zoned(example: Example, book: Rulebook) -> Example:
    if book.zone is None:
        return example
    start = example.facts.start.replace(tzinfo=book.zone)
    return replace(example, facts=replace(example.facts, start=start))
