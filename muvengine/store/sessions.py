"""Signed-in browsers and bearer tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from muvengine.core.people.identity import Device, Person
from muvengine.core.trips.programme import Bearings
from muvengine.store.people import as_person, person_columns
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_session = metadata.tables["session"]
_token = metadata.tables["api_token"]
_person = metadata.tables["person"]
_helped = metadata.tables["person"].alias("helped")
_device = metadata.tables["shop_device"]
_shop = metadata.tables["shop"]
_programme = metadata.tables["programme"]

# Built once: every request asks who is there, and building these costs as much as running them.
_HASH: Final = bindparam("token_hash", type_=_session.c.token_hash.type)
_FIND: Final = Prepared(
    select(
        *person_columns(_person),
        *person_columns(_helped, "helped_"),
        _session.c.shared_computer,
        _session.c.seen_at,
        _session.c.expires_at,
    )
    .join(_person, _person.c.id == _session.c.person_id)
    .outerjoin(_helped, (_helped.c.id == _session.c.acting_for) & _helped.c.closed_at.is_(None))
    .where(_session.c.token_hash == _HASH, _session.c.ended_at.is_(None))
    # Who owes a code is nobody yet.
    .where(_session.c.code_due.is_(False), _person.c.closed_at.is_(None))
)
_OF_TOKEN: Final = (
    select(*person_columns(_person))
    .join(_token, _token.c.person_id == _person.c.id)
    .where(_token.c.token_hash == _HASH, _token.c.revoked_at.is_(None))
    .where(_person.c.closed_at.is_(None))
)
_BEARINGS: Final = (_programme.c.zone, _programme.c.yardstick_version)
_TOKEN_PERSON: Final = Prepared(_OF_TOKEN)
_TOKEN_PERSON_HERE: Final = Prepared(
    _OF_TOKEN.add_columns(*_BEARINGS).join(_programme, _programme.c.id == 1)
)
_DEVICE_OF_TOKEN: Final = (
    select(_token.c.device_id)
    .where(_token.c.token_hash == _HASH, _token.c.revoked_at.is_(None))
    .scalar_subquery()
)
_OF_DEVICE: Final = (
    select(
        _device.c.id,
        _device.c.shop_id,
        _shop.c.key,
        _shop.c.name,
        _device.c.name.label("label"),
        _device.c.revoked_at,
    )
    .join(_shop, _shop.c.id == _device.c.shop_id)
    .where(or_(_device.c.token_hash == _HASH, _device.c.id == _DEVICE_OF_TOKEN))
)
_DEVICE: Final = Prepared(_OF_DEVICE)
_DEVICE_HERE: Final = Prepared(
    _OF_DEVICE.add_columns(*_BEARINGS).join(_programme, _programme.c.id == 1)
)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that was not ended, whose it is, and when it was last seen."""

    person: Person
    acting_for: Person | None
    shared_computer: bool
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session to be kept; the cookie's token only as a hash."""

    token_hash: str
    person_id: int
    shared_computer: bool
    expires_at: datetime
    code_due: bool = False


class SessionStore:
    """Find and keep sessions and API tokens inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewSession, *, at: datetime) -> None:
        """Keep a session that starts now."""
        self._connection.execute(
            insert(_session).values(
                token_hash=new.token_hash,
                person_id=new.person_id,
                shared_computer=new.shared_computer,
                created_at=at,
                seen_at=at,
                expires_at=new.expires_at,
                code_due=new.code_due,
            )
        )

    def half(self, token_hash: str, *, now: datetime) -> tuple[Person, bool] | None:
        """Find whose session waits for a code, and whether the computer is shared."""
        query = (
            select(*person_columns(_person), _session.c.shared_computer)
            .join(_person, _person.c.id == _session.c.person_id)
            .where(_session.c.token_hash == token_hash, _session.c.code_due.is_(True))
            .where(_session.c.ended_at.is_(None), _session.c.expires_at > now)
            .where(_person.c.closed_at.is_(None))
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else (as_person(row), bool(row["shared_computer"]))

    def find(self, token_hash: str) -> OpenSession | None:
        """Find a session that was not ended, by one query on its key."""
        found = _FIND.first(self._connection, {"token_hash": token_hash})
        if found is None:
            return None
        row = found._asdict()
        return OpenSession(
            person=as_person(row),
            acting_for=None if row["helped_id"] is None else as_person(row, "helped_"),
            shared_computer=bool(row["shared_computer"]),
            seen_at=row["seen_at"],
            expires_at=row["expires_at"],
        )

    def touch(self, token_hash: str, *, now: datetime) -> None:
        """Mark a session as seen; never backwards."""
        self._connection.execute(
            update(_session)
            .where(_session.c.token_hash == token_hash, _session.c.seen_at < now)
            .values(seen_at=now)
        )

    def help(self, token_hash: str, person_id: int | None) -> None:
        """Set the participant whom this session's mediator helps, or nobody."""
        self._connection.execute(
            update(_session)
            .where(_session.c.token_hash == token_hash, _session.c.ended_at.is_(None))
            .values(acting_for=person_id)
        )

    def end(self, token_hash: str, *, now: datetime) -> bool:
        """End a session; False when it had ended, or never was."""
        ended = update(_session).where(
            _session.c.token_hash == token_hash, _session.c.ended_at.is_(None)
        )
        return self._connection.execute(ended.values(ended_at=now)).rowcount == 1

    def end_all(self, person_id: int, *, now: datetime) -> int:
        """End every session of a person, on all their devices."""
        ended = update(_session).where(
            _session.c.person_id == person_id, _session.c.ended_at.is_(None)
        )
        return self._connection.execute(ended.values(ended_at=now)).rowcount

    def forget(self, before: datetime) -> int:
        """Drop sessions that ended or expired before ``before``."""
        over = or_(_session.c.ended_at < before, _session.c.expires_at < before)
        return self._connection.execute(delete(_session).where(over)).rowcount

    def add_token(
        self,
        token_hash: str,
        *,
        person_id: int | None,
        device_id: int | None,
        name: str,
        at: datetime,
    ) -> None:
        """Keep a bearer token of a person or of a tablet."""
        assert (person_id is None) != (device_id is None)
        self._connection.execute(
            insert(_token).values(
                token_hash=token_hash,
                person_id=person_id,
                device_id=device_id,
                name=name,
                created_at=at,
            )
        )

    def token_person(self, token_hash: str) -> Person | None:
        """Find the person of a bearer token that was not revoked."""
        row = _TOKEN_PERSON.first(self._connection, {"token_hash": token_hash})
        return None if row is None else as_person(row._asdict())

    def person_here(self, token_hash: str) -> tuple[Person, Bearings] | None:
        """Find a person as ``token_person`` does, with the town's bearings."""
        row = _TOKEN_PERSON_HERE.first(self._connection, {"token_hash": token_hash})
        return None if row is None else (as_person(row._asdict()), _bearings(row))

    def device(self, token_hash: str, *, revoked_since: datetime | None = None) -> Device | None:
        """Find the tablet of a pairing cookie or bearer token.

        A revoked one opens nothing, unless it was revoked after ``revoked_since``.
        """
        row = _DEVICE.first(self._connection, {"token_hash": token_hash})
        return None if row is None else _as_device(row, revoked_since)

    def device_here(
        self, token_hash: str, *, revoked_since: datetime | None = None
    ) -> tuple[Device, Bearings] | None:
        """Find a tablet as ``device`` does, with the town's bearings."""
        row = _DEVICE_HERE.first(self._connection, {"token_hash": token_hash})
        found = None if row is None else _as_device(row, revoked_since)
        return None if row is None or found is None else (found, _bearings(row))


def _bearings(row: Any) -> Bearings:  # noqa: ANN401  a row
    return Bearings(ZoneInfo(row.zone), row.yardstick_version)


def _as_device(row: Any, revoked_since: datetime | None) -> Device | None:  # noqa: ANN401  a row
    revoked = row.revoked_at is not None
    if revoked and (revoked_since is None or row.revoked_at < revoked_since):
        return None
    return Device(row.id, row.shop_id, row.key, row.name, row.label, revoked=revoked)
