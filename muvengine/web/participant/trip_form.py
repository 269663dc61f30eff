"""How a trip was made, as every form that sends files asks it."""

from __future__ import annotations

from typing import Final

from marshmallow import Schema, fields, validate

from muvengine.web.participant.modes import TRAVELLED

PASSENGERS_MAX: Final = 8


class TripForm(Schema):
    """How the trip was made; the files come beside."""

    mode = fields.String(
        required=True,
        validate=validate.OneOf(TRAVELLED, error="participant.add_no_mode"),
        error_messages={"required": "participant.add_no_mode"},
    )
    passengers = fields.Integer(load_default=0, validate=validate.Range(0, PASSENGERS_MAX))
    several = fields.Boolean(load_default=False)
