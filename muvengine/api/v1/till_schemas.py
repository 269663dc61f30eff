"""What a till is told for the time without network, as the API writes it."""

from __future__ import annotations

from marshmallow import Schema, fields


class SnapshotHoursOut(Schema):
    """Hours of a weekday, on the town's clocks."""

    weekday = fields.Integer(metadata={"description": "0 for Monday to 6 for Sunday."})
    begins = fields.String(metadata={"description": "As 12:00."})
    ends = fields.String(metadata={"description": "Not included; 00:00 is the end of the day."})


class SnapshotNotTakenOut(Schema):
    """When the shop does not take it."""

    hours = fields.List(fields.Nested(SnapshotHoursOut))
    days = fields.List(fields.String(metadata={"format": "date"}))


class SnapshotTermsOut(Schema):
    """What a till asks and checks."""

    divisible = fields.Boolean()
    percent = fields.Integer(
        allow_none=True,
        metadata={"description": "Of the whole bill, to be sent as amount_cents; null for others."},
    )
    not_taken = fields.Nested(SnapshotNotTakenOut)


class SnapshotVoucherOut(SnapshotTermsOut):
    """One of the shop's vouchers, without its code and without its owner."""

    hash = fields.String(metadata={"description": "SHA-256 of salt:code, hexadecimal."})
    token_hash = fields.String(
        metadata={"description": "SHA-256 of salt:token; a signed token's number as small hex."}
    )
    offer = fields.Integer()
    left_cents = fields.Integer()
    face_cents = fields.Integer()
    state = fields.String(metadata={"enum": ["issued", "redeemed", "void"]})
    used_at = fields.String(allow_none=True, metadata={"format": "date-time"})
    first_day = fields.String(metadata={"format": "date"})
    last_day = fields.String(metadata={"format": "date"})


class SnapshotKeyOut(Schema):
    """A key that signed texts are checked with."""

    id = fields.Integer()
    public_key = fields.String(metadata={"description": "32 bytes, base64url, no padding."})


class SnapshotOfferOut(SnapshotTermsOut):
    """What a voucher is for, in the language that was asked for."""

    id = fields.Integer()
    title = fields.String()
    pictogram = fields.String()


class SnapshotShopOut(Schema):
    """Whose vouchers they are."""

    id = fields.Integer()
    name = fields.String()


class AllowanceOut(Schema):
    """How far a till may go without network."""

    left_cents = fields.Integer()
    hours = fields.Integer()
    count = fields.Integer()
    amount_cents = fields.Integer()


class SnapshotOut(Schema):
    """What a till takes along for the time without network."""

    made_at = fields.String(metadata={"format": "date-time"})
    shop = fields.Nested(SnapshotShopOut)
    device = fields.Integer()
    salt = fields.String()
    keys = fields.List(fields.Nested(SnapshotKeyOut))
    offers = fields.List(fields.Nested(SnapshotOfferOut))
    vouchers = fields.List(fields.Nested(SnapshotVoucherOut))
    allowance = fields.Nested(AllowanceOut)
