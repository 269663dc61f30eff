"""Read a posted form with a marshmallow schema; answer with a code for each wrong field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, what it means, and what is wrong with it.

    Attributes:
        typed: the text of each field, to be shown again.
        values: the meaning, complete only when there are no errors.
        errors: a sentence code for each wrong field.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return not self.errors


def read_form(schema: type[Schema], typed: Mapping[str, str]) -> Form:
    """Check ``typed``; a schema's error messages are sentence codes such as ``layout.needed``."""
    plain = {name: text.strip() for name, text in typed.items()}
    filled = {name: text for name, text in plain.items() if text}
    try:
        values = schema(unknown=EXCLUDE).load(filled)
    except ValidationError as error:
        wrong = error.messages_dict
        return Form(typed=plain, errors={name: _code(said) for name, said in wrong.items()})
    return Form(typed=plain, values=values)


def _code(messages: object) -> str:
    while isinstance(messages, dict):
        messages = next(iter(messages.values()))
    first = messages[0] if isinstance(messages, list) else messages
    text = str(first)
    # Marshmallow's own sentences are for programmers: people read ours.
    if "." in text and " " not in text:
        return text
    return "layout.needed" if text.startswith("Missing") else "layout.wrong"
