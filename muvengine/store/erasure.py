"""What goes when somebody leaves for good: rows are deleted, or emptied where others need them.

Rows that the database guards are left as they are.  They name a number, and the row it points
at says nothing of anybody afterwards.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any, Final

from sqlalchemy import Connection, String, bindparam, cast, delete, literal, select, update

from muvengine.store.people import name_key
from muvengine.store.personal import theirs
from muvengine.store.personal_tables import Own
from muvengine.store.tables import metadata

_TABLES: Final = metadata.tables
_PERSON: Final = _TABLES["person"]
_TRIP: Final = _TABLES["trip"]
_SESSION: Final = _TABLES["session"]

_OF_TRIP: Final = ("trip", "person_id")
# What points at a row before the row itself.
GOES: Final = (
    Own("trip_sketch_cell", "trip_id", _OF_TRIP),
    Own("trip_sketch", "trip_id", _OF_TRIP),
    Own("raw_trace", "trip_id", _OF_TRIP),
    Own("upload_item", "batch_id", ("upload_batch", "person_id")),
    Own("upload_batch"),
    Own("sent_fix", "sender_id", ("trip_sender", "person_id")),
    Own("trip_sender"),
    Own("stop_scan"),
    Own("outing_member"),
    Own("session"),
    Own("api_token"),
    Own("sign_in_link"),
    Own("card"),
    Own("call_back"),
    Own("centre_member"),
    Own("card_visit"),
    Own("mandate"),
    Own("mandate", "holder_id"),
    Own("helper_account"),
    Own("week_letter"),
    Own("mail"),
    Own("mail_address"),
    Own("recovery_code"),
    Own("second_factor"),
    Own("reminder"),
    Own("shop_staff"),
)
"""Rows that are deleted."""

EMPTIED: Final[tuple[tuple[Own, dict[str, object]], ...]] = (
    (Own("trip_review", "trip_id", _OF_TRIP), {"message": "", "answer": ""}),
    (Own("report"), {"words": ""}),
    (Own("team_member"), {"shown_as": ""}),
    (Own("carpool_code", "driver_id"), {"code": ""}),
)
"""Words of theirs in rows that stay."""


class ErasureStore:
    """Forget a person inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def forget(self, person_id: int, actor_key: str) -> None:
        """Delete and empty everything of theirs but the trips' figures and the ledger.

        Args:
            person_id: who.
            actor_key: under which their answers are kept, see ``Actor.key``.
        """
        for own in GOES:
            self._connection.execute(delete(_TABLES[own.table]).where(theirs(own, person_id)))
        for own, values in EMPTIED:
            changed = update(_TABLES[own.table]).where(theirs(own, person_id))
            self._connection.execute(changed.values(values))
        attempt = _TABLES["attempt"]
        self._connection.execute(delete(attempt).where(attempt.c.actor == actor_key))
        helped = update(_SESSION).where(_SESSION.c.acting_for == person_id)
        self._connection.execute(helped.values(acting_for=None))
        self._forget_places(person_id)

    def open_since(self, person_id: int) -> datetime | None:
        """Give when an open account was made; None of a closed one, or where there is none."""
        query = select(_PERSON.c.created_at).where(
            _PERSON.c.id == person_id, _PERSON.c.closed_at.is_(None)
        )
        return self._connection.scalar(query)

    def make_nobody(self, person_id: int, name: str, *, now: datetime) -> None:
        """Close an account and leave nothing of its owner in it.

        Args:
            person_id: who.
            name: says nothing, and is nobody else's; also the new public id.
            now: aware.
        """
        nobody: dict[str, Any] = {
            "public_id": name,
            "name": name,
            "name_key": name_key(name),
            "usual_mode": None,
            "segments": [],
            "email": None,
            "password_hash": None,
            "note": "",
            "enrolled_by": None,
            "consent_at": None,
            "traces_off_at": None,
            "said_age": 0,
            "closed_at": now,
        }
        mine = update(_PERSON).where(_PERSON.c.id == person_id)
        self._connection.execute(mine.values(nobody))

    def _forget_places(self, person_id: int) -> None:
        """Leave of each trip its day, its figures and the mark by which it pays once."""
        mine = _TRIP.c.person_id == person_id
        blank: dict[str, Any] = {
            "public_id": literal("erased-") + cast(_TRIP.c.id, String(20)),
            "submitted_by": None,
            "instead_of": None,
            "reasons": [],
            "evidence": {},
            "dropped": [],
            "routes": [],
            "legs": [],
            "shape_sha256": "",
        }
        self._connection.execute(update(_TRIP).where(mine).values(blank))
        rows = self._connection.execute(select(_TRIP.c.id, _TRIP.c.local_day).where(mine)).all()
        if not rows:
            return
        at = bindparam("at", type_=_TRIP.c.start_at.type)
        hours = update(_TRIP).where(_TRIP.c.id == bindparam("number"))
        days = [
            {"number": row.id, "at": datetime.combine(row.local_day, time(), UTC)} for row in rows
        ]
        self._connection.execute(hours.values(start_at=at, end_at=at, created_at=at), days)
