"""All that is kept of somebody, in one file they can take with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final
from zoneinfo import ZoneInfo

from muvengine.core.ledger.account import available, pending
from muvengine.core.people.identity import Person
from muvengine.formats.personal_zip import Page, PersonalZip, Rows, Sheet
from muvengine.formats.sealing import TraceSeal
from muvengine.store.figures import Move, moves
from muvengine.store.personal_tables import SUBJECTS
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.words.catalogue import known, say, written
from muvengine.words.figures import Cents, FullDay, Metres, figure

OpenReading = Callable[[], UnitOfWork]
LINES_AT_ONCE: Final = 500
TRIPS_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Spoken:
    """How the file speaks: its language, the town's zone, and the moment it was made."""

    locale: str
    zone: ZoneInfo
    now: datetime

    def day(self, moment: datetime) -> str:
        """Write a moment as a local day and time."""
        return figure(moment.astimezone(self.zone), self.locale)


def take_away(
    open_reading: OpenReading, seal: TraceSeal | None, person: Person, spoken: Spoken
) -> IO[bytes]:
    """Give a zip of everything: ``all.json``, tables, a page to read, and the kept traces.

    All of it is read as it stood at one moment.

    Args:
        open_reading: starts a reading transaction.
        seal: ``Shelf.seal``.
        person: whose.
        spoken: see there.

    Returns:
        The open file; whoever asked closes it.
    """
    packed = PersonalZip()
    with open_reading() as uow:
        packed.add_all(_subjects(uow, person))
        packed.add_sheets(
            _page(person, spoken),
            [
                _trips(uow, person.id, spoken),
                _points(uow, person.id, spoken),
                _vouchers(uow, person.id, spoken),
            ],
        )
        for public_id, trip_id in uow.personal.traces(person.id):
            sealed = uow.traces.sealed(trip_id)
            recording = seal.open(sealed, public_id) if seal and sealed else None
            if recording is not None:
                packed.add_trace(public_id, recording)
    return packed.file()


def _subjects(uow: UnitOfWork, person: Person) -> Iterator[tuple[str, Iterable[tuple[str, Rows]]]]:
    for subject, owned in SUBJECTS.items():
        yield (
            subject,
            ((own.called or own.table, uow.personal.rows(own, person.id)) for own in owned),
        )
    yield (
        "ledger",
        (
            (name, _lines(uow, code))
            for name, code in (
                ("available", available(person.id).code),
                ("pending", pending(person.id).code),
            )
        ),
    )
    yield "acts", [("audit_event", uow.personal.acts(person.id, person.public_id))]


def _lines(uow: UnitOfWork, code: str) -> Iterator[dict[str, object]]:
    for move in _moves(uow, code):
        yield {
            "at": move.at,
            "kind": move.kind,
            "points": move.amount,
            "balance": move.balance,
            "reason": move.reason,
        }


def _moves(uow: UnitOfWork, code: str) -> Iterator[Move]:
    before: int | None = None
    while some := moves(uow.connection, code, before=before, count=LINES_AT_ONCE):
        yield from some
        before = some[-1].id


def _page(person: Person, spoken: Spoken) -> Page:
    day = FullDay(spoken.now.astimezone(spoken.zone).date())
    return Page(
        title=say("privacy.file_title", spoken.locale, name=person.name),
        lines=[
            say("privacy.file_made", spoken.locale, day=day),
            say("privacy.file_all", spoken.locale),
            say("privacy.file_traces", spoken.locale),
        ],
        language=spoken.locale,
    )


def _head(spoken: Spoken, *columns: str) -> list[str]:
    return [say(f"privacy.column_{column}", spoken.locale) for column in columns]


def _trips(uow: UnitOfWork, person_id: int, spoken: Spoken) -> Sheet:
    locale, rows, before = spoken.locale, [], None
    while some := uow.trips.page(person_id, before=before, most=TRIPS_AT_ONCE):
        rows += [
            (
                spoken.day(trip.start_at),
                spoken.day(trip.end_at),
                say(f"modes.{trip.mode}", locale),
                figure(Metres(trip.distance_m), locale),
                trip.points,
            )
            for trip in some
        ]
        before = (some[-1].start_at, some[-1].id)
    head = _head(spoken, "start", "end", "mode", "distance", "points")
    return Sheet("trips", say("privacy.sheet_trips", locale), head, rows)


def _points(uow: UnitOfWork, person_id: int, spoken: Spoken) -> Sheet:
    rows = [
        (
            spoken.day(move.at),
            _kind(move.kind, spoken.locale),
            move.amount,
            move.balance,
            move.reason,
        )
        for move in _moves(uow, available(person_id).code)
    ]
    head = _head(spoken, "day", "what", "points", "balance", "reason")
    return Sheet("points", say("privacy.sheet_points", spoken.locale), head, rows)


def _kind(kind: str, locale: str) -> str:
    code = f"participant.moved_{kind}"
    return say(code, locale) if known(code) else kind


def _vouchers(uow: UnitOfWork, person_id: int, spoken: Spoken) -> Sheet:
    locale = spoken.locale
    rows = [
        (
            one.code,
            written(one.title, locale),
            one.shop_name,
            one.price_points,
            figure(Cents(one.face_cents), locale),
            figure(one.last_day, locale),
            say(f"participant.voucher_{one.state}", locale),
        )
        for one in uow.vouchers.all_of(person_id)
    ]
    head = _head(spoken, "code", "what", "shop", "points", "worth", "last_day", "state")
    return Sheet("vouchers", say("privacy.sheet_vouchers", locale), head, rows)
