"""What a till sends for one voucher, whichever door it comes by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from muvengine.core.vouchers.qr_text import PREFIX
from muvengine.formats.json_body import PlainString, StrictSchema, WholeNumber, positive


class TapBody(StrictSchema):
    """What was typed or scanned at a till: a code or a token."""

    code = PlainString(validate=validate.Length(1, 200))
    token = PlainString(validate=validate.Length(1, 200))
    client_id = PlainString(required=True, validate=validate.Length(1, 50))
    amount_cents = WholeNumber(validate=positive(10_000_000))
    scanned_at = fields.AwareDateTime(format="iso", default_timezone=None)
    offline = fields.Boolean(truthy={True}, falsy={False})

    @validates_schema
    def one_of_code_and_token(self, data: dict[str, Any], **_more: object) -> None:
        """Want one of the two."""
        if ("code" in data) == ("token" in data):
            raise ValidationError("one_of_code_and_token", "code")  # noqa: EM101  a code


def said_of(tap: dict[str, Any]) -> str:
    """Give what was typed or scanned; a token may come without its prefix."""
    if "code" in tap:
        return str(tap["code"])
    token = str(tap["token"])
    return token if token.upper().startswith(PREFIX) else PREFIX + token


def scanned_at_of(tap: dict[str, Any], now: datetime) -> datetime:
    """Give when it was scanned, in the zone of ``now``: the tablet's word only when offline."""
    said: datetime | None = tap.get("scanned_at")
    if said is None or not tap.get("offline"):
        return now
    return said.astimezone(now.tzinfo)


def moment_of(text: str) -> datetime | None:
    """Read the time by a tablet's clock; None when it is no moment with a zone."""
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        return None
    return said if said.tzinfo is not None else None
