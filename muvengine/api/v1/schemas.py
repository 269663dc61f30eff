"""What the API takes and gives: an allow-list of fields, all of them documented."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from muvengine.formats.json_body import PlainString, StrictSchema, WholeNumber, positive


class PlainList(fields.List[Any]):
    """A list of what is JSON already: documented as any other, handed out as it stands.

    A score sheet has as many lines as its rulebook has rules; marshmallow takes longer to copy
    fifty of them than the rules to score a trip.
    """

    def _serialize(self, value: Any, *_where: Any, **_more: Any) -> Any:  # noqa: ANN401  any JSON
        return value


class PlainDict(fields.Dict):
    """An object of what is JSON already, handed out as it stands; see ``PlainList``."""

    def _serialize(self, value: Any, *_where: Any, **_more: Any) -> Any:  # noqa: ANN401  any JSON
        return value


class PlainNested(fields.Nested):
    """Fields of which each is JSON already, handed out as they stand; see ``PlainList``."""

    def _serialize(  # type: ignore[override]  # nothing is asked of what is around it
        self,
        value: Any,  # noqa: ANN401  any JSON
        *_where: Any,  # noqa: ANN401  any JSON
        **_more: Any,  # noqa: ANN401  any JSON
    ) -> Any:  # noqa: ANN401  any JSON
        return value


class VoucherOrder(StrictSchema):
    """What is bought."""

    offer = WholeNumber(required=True, validate=positive())
    old_enough = fields.Boolean(
        load_default=False,
        metadata={"description": "The caller has the offer's min_age; asked once."},
    )


class LegBody(StrictSchema):
    """A stretch of a trip in one mode, by the clock."""

    mode = PlainString(required=True, validate=validate.Length(1, 16))
    start = fields.AwareDateTime(
        required=True, data_key="from", format="iso", default_timezone=None
    )
    end = fields.AwareDateTime(required=True, data_key="to", format="iso", default_timezone=None)


class LineOut(Schema):
    """A line of a score sheet."""

    rule = fields.String()
    kind = fields.String()
    points = fields.Integer()
    status = fields.String()
    why = fields.Raw(metadata={"description": "What is behind the line; depends on the rule."})


class ScoreOut(Schema):
    """A score sheet; the points of its lines sum to the total."""

    status = fields.String()
    points = fields.Integer()
    experience = fields.Integer()
    lines = PlainList(fields.Nested(LineOut))


class VerdictOut(Schema):
    """Is the trace what its mode claims?"""

    outcome = fields.String()
    reasons = PlainList(fields.String())
    evidence = PlainDict(keys=fields.String(), values=fields.Float())


class RouteShareOut(Schema):
    """How much of a set route the trip followed."""

    route = fields.String()
    share = fields.Float()
    direction = fields.String()


class LegOut(Schema):
    """One part of a trip in one mode, judged by itself."""

    mode = fields.String()
    start = fields.DateTime(data_key="from")
    end = fields.DateTime(data_key="to")
    distance_m = fields.Integer()
    outcome = fields.String()
    reasons = PlainList(fields.String())
    evidence_class = fields.String()
    proof = fields.String()


class TripOut(Schema):
    """A trip, without its positions."""

    id = fields.String()
    declared_mode = fields.String()
    start = fields.DateTime()
    end = fields.DateTime()
    distance_m = fields.Integer()
    duration_s = fields.Integer()
    evidence_class = fields.String()
    dropped = PlainList(fields.String())
    points = fields.Integer()


class TripSheetOut(TripOut):
    """A trip with its verdict, its routes and its score sheet."""

    verdict = PlainNested(VerdictOut)
    legs = fields.List(fields.Nested(LegOut))
    routes = PlainList(fields.Nested(RouteShareOut))
    score = PlainNested(ScoreOut)
    spendable_at = fields.DateTime(allow_none=True)


class ExpiringOut(Schema):
    """Points to spend by their last day."""

    points = fields.Integer()
    on = fields.Date()


class WalletOut(Schema):
    """What a person has."""

    available = fields.Integer()
    pending = fields.Integer()
    expiring = fields.List(fields.Nested(ExpiringOut))


class ClosedHoursOut(Schema):
    """Hours of a weekday, local; the end is not included, 00:00 at the end is midnight."""

    weekday = fields.Integer(metadata={"description": "0 for Monday to 6 for Sunday."})
    begins = fields.Time(format="%H:%M")
    ends = fields.Time(format="%H:%M")


class NotTakenOut(Schema):
    """When the shop does not take a voucher of an offer."""

    hours = fields.List(fields.Nested(ClosedHoursOut))
    days = fields.List(fields.Date())


class OfferOut(Schema):
    """What a shop gives for points."""

    id = fields.Integer()
    shop = fields.String(metadata={"description": "The shop's key."})
    title = fields.Dict(keys=fields.String(), values=fields.String())
    price_points = fields.Integer()
    face_cents = fields.Integer()
    stock_left = fields.Integer(allow_none=True)
    kind = fields.String(metadata={"description": "item, amount_off or percent_off."})
    percent_off = fields.Integer(
        allow_none=True, metadata={"description": "Of the bill, up to face_cents."}
    )
    divisible = fields.Boolean()
    left_today = fields.Integer(allow_none=True)
    min_age = fields.Integer(allow_none=True)
    no_alcohol_tobacco = fields.Boolean()
    not_taken = fields.Nested(NotTakenOut)


class RouteOut(Schema):
    """A set route."""

    key = fields.String()
    label = fields.Dict(keys=fields.String(), values=fields.String())
    length_m = fields.Integer()
    buffer_m = fields.Float()
    direction = fields.String()
    line = fields.List(fields.List(fields.Float()), metadata={"description": "[[lat, lon], ...]"})


class RulebookOut(Schema):
    """The rulebook in force."""

    name = fields.String()
    version = fields.Integer()
    sha256 = fields.String()
    effective_from = fields.Date()
    effective_until = fields.Date(allow_none=True)
    source = fields.String(metadata={"description": "The YAML text, verbatim."})


class VoucherOut(Schema):
    """A voucher of the caller's."""

    code = fields.String()
    offer = fields.Integer()
    shop = fields.String()
    face_cents = fields.Integer()
    expires_at = fields.DateTime()
    state = fields.String()
    token = fields.String(
        metadata={"description": "For the QR code; a till without network can check it."}
    )


class RedemptionOut(Schema):
    """What a till took."""

    id = fields.Integer()
    state = fields.String()
    offer = fields.Dict(keys=fields.String(), values=fields.String())
    amount_cents = fields.Integer()


class RedemptionInDayOut(RedemptionOut):
    """What a till took, as the day's list shows it."""

    code = fields.String()
    scanned_at = fields.DateTime()


class ShopDayOut(Schema):
    """What a shop took on a local day."""

    day = fields.Date()
    count = fields.Integer()
    total_cents = fields.Integer()
    items = fields.List(fields.Nested(RedemptionInDayOut))


def listed(item: type[Schema], name: str) -> type[Schema]:
    """Give the schema of a list: ``{"items": [...], "next": address or null}``."""
    return Schema.from_dict(
        {"items": fields.List(fields.Nested(item)), "next": fields.String(allow_none=True)},
        name=name,
    )
