"""What a JSON body may hold: plain text, whole numbers, and no word we do not know."""

from __future__ import annotations

import unicodedata

from marshmallow import RAISE, Schema, ValidationError, fields, validate

INTEGER_MAX = 2**31 - 1


class PlainString(fields.String):
    """Text without control characters or halves of characters, which databases choke on."""

    CONTROL = "Control characters are not accepted."

    def _deserialize(self, value: object, attr: str | None, data: object, **more: object) -> str:
        text: str = super()._deserialize(value, attr, data, **more)
        if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text):
            raise ValidationError(self.CONTROL)
        return text


class WholeNumber(fields.Integer):
    """A whole number written as one: neither 1.9 nor "12" nor true."""

    WRONG = "invalid"

    def _deserialize(self, value: object, *_where: object, **_more: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error(self.WRONG, input=value)
        return value


def positive(most: int = INTEGER_MAX) -> validate.Range:
    """Limit a number to 1 up to ``most``."""
    return validate.Range(min=1, max=most)


class StrictSchema(Schema):
    """A body with a word we do not know is refused."""

    class Meta:
        """Marshmallow's own way of saying so."""

        unknown = RAISE
