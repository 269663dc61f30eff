"""A prize draw as a file: everything that anybody needs to check it, and nothing about people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from marshmallow import INCLUDE, Schema, ValidationError, fields, validate

from muvengine.core.errors import FileTooBig, NotPossible
from muvengine.core.game.draw import PRIZES_MAX, Draw
from muvengine.core.game.draw_check import PublishedDraw
from muvengine.core.game.drawing import SCHEMA, Entry, Terms, tickets_csv

BYTES_MAX: Final = 64 * 1024 * 1024
TICKET_MAX: Final = 2**31
_NO_ENTRY: Final = "first, last, holder"


def draw_csv(entries: Sequence[Entry]) -> bytes:
    """Write the list of tickets; the hash of this file is the one that is published."""
    return tickets_csv(entries).encode()


def draw_json(draw: Draw, entries: Sequence[Entry]) -> bytes:
    """Write a draw with what is known of it so far; ``draw`` holds no seed that is secret."""
    plain = {
        "schema": SCHEMA,
        "key": draw.key,
        "title": dict(draw.title),
        "state": draw.state.value,
        "first_day": draw.first_day.isoformat(),
        "last_day": draw.last_day.isoformat(),
        "draw_day": draw.draw_day.isoformat(),
        "tickets": {
            "per": draw.tickets.per.value,
            "experience": draw.tickets.experience,
            "most": draw.tickets.most,
        },
        "several": draw.several,
        "prizes": [
            {"place": one.place, "title": dict(one.title), "ticket": one.ticket}
            for one in draw.prizes
        ],
        "commitment": draw.commitment,
        "seed": draw.open_seed,
        "tickets_sha256": draw.tickets_sha256,
        "ledger_head": draw.ledger_head,
        "outside": {"words": dict(draw.outside), "value": draw.outside_value},
        "cancelled_reason": draw.cancelled_reason,
        "entries": [[one.first, one.last, one.holder] for one in entries],
    }
    return (json.dumps(plain, ensure_ascii=False) + "\n").encode()


def read_draw(data: bytes) -> PublishedDraw:
    """Read the file of a draw that is over.

    Raises:
        FileTooBig: larger than the list of a million holders.
        NotPossible: it is not the file of a draw, with the fact ``field``; or its seed is not
            published yet, with the fact ``state``.
    """
    if len(data) > BYTES_MAX:
        raise FileTooBig(size_bytes=len(data), bytes_max=BYTES_MAX)
    try:
        found: dict[str, Any] = _DrawSchema(unknown=INCLUDE).load(json.loads(data))
    except ValidationError as error:
        raise NotPossible(field=next(iter(error.messages_dict))) from error
    except (ValueError, RecursionError) as error:
        raise NotPossible(field="json") from error
    if not found["seed"]:
        raise NotPossible(state=str(found.get("state", "")))
    terms = Terms(
        key=found["key"],
        prizes=len(found["prizes"]),
        several=found["several"],
        tickets_sha256=found["tickets_sha256"],
        ledger_head=found["ledger_head"],
        outside=found["outside"]["value"],
    )
    won = tuple(one["ticket"] for one in found["prizes"] if one["ticket"] is not None)
    entries = tuple(Entry(*one) for one in found["entries"])
    return PublishedDraw(found["seed"], found["commitment"], terms, entries, won)


class _PrizeSchema(Schema):
    ticket = fields.Integer(
        required=True, strict=True, allow_none=True, validate=validate.Range(1, TICKET_MAX)
    )


class _OutsideSchema(Schema):
    value = fields.String(required=True, validate=validate.Length(max=200))


def _check_entry(entry: object) -> None:
    match entry:
        case [int(first), int(last), str()] if 1 <= first <= last <= TICKET_MAX:
            return
    raise ValidationError(_NO_ENTRY)


class _DrawSchema(Schema):
    schema = fields.String(required=True, validate=validate.Equal(SCHEMA))
    key = fields.String(required=True, validate=validate.Length(1, 64))
    several = fields.Boolean(required=True)
    prizes = fields.List(
        fields.Nested(_PrizeSchema(unknown=INCLUDE)),
        required=True,
        validate=validate.Length(max=PRIZES_MAX),
    )
    commitment = fields.String(required=True)
    seed = fields.String(required=True, validate=validate.Length(max=64))
    tickets_sha256 = fields.String(required=True)
    ledger_head = fields.String(required=True)
    outside = fields.Nested(_OutsideSchema(unknown=INCLUDE), required=True)
    entries = fields.List(fields.Raw(validate=_check_entry), required=True)
