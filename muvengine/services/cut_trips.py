"""Cut the positions that apps have sent into trips, once each trip has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.people.sender import Sender
from muvengine.core.traces.gather import KEPT, SentFix, Stretch, gather
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.sent_fix import open_fix
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.start_upload import SentFile
from muvengine.services.take_file import take_file
from muvengine.store.senders import SealedFix

# A telephone that was without network sends the rest of a trip within this time.
SETTLED: Final = timedelta(minutes=2)
CREATOR: Final = "Traccar Client"


@dataclass(frozen=True, slots=True)
class CutTrips:
    """What was done: trips put in line, positions that nobody made a trip of, apps shut out."""

    trips: int
    forgotten: int
    ended: int


def cut_trips(
    open_uow: OpenUow,
    open_reading: OpenUow,
    shelf: Shelf,
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> CutTrips:
    """Put every trip that has ended in line, and forget its positions; safe to run twice.

    A process that dies between the two finds the same trip again, and the same file in line.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading transaction.
        shelf: of this process.
        now: aware.
        new_token: gives public ids.
    """
    with open_uow() as uow:
        ended = uow.senders.end_of_closed(now)
        senders = uow.senders.with_fixes()
        uow.commit()
    trips = 0
    for sender in senders:
        with open_reading() as uow:
            kept = uow.senders.fixes(sender.id)
        for stretch in _over(open_uow, shelf, sender, kept, now):
            if stretch.is_trip:
                text = write_gpx(stretch.fixes, CREATOR, CREATOR)
                file = SentFile(CREATOR, text.encode())
                take_file(open_uow, shelf, sender, file, now=now, new_token=new_token)
                trips += 1
            _forget(open_uow, sender, _last_ms(stretch) + 1)
    with open_uow() as uow:
        forgotten = uow.senders.forget_received(now - KEPT)
        uow.commit()
    return CutTrips(trips, forgotten, ended)


def _over(
    open_uow: OpenUow, shelf: Shelf, sender: Sender, kept: tuple[SealedFix, ...], now: datetime
) -> list[Stretch]:
    """Give the stretches to which nothing comes any more; a rest behind them is shortened."""
    found = gather(_opened(shelf, sender, kept), now)
    over: list[Stretch] = []
    for stretch in found.stretches:
        last_ms = _last_ms(stretch)
        heard_at = max(fix.received_at for fix in kept if fix.at_ms <= last_ms)
        if not stretch.ended or heard_at > now - SETTLED:
            return over
        over.append(stretch)
    if found.resting_from_ms is not None and not over:
        _forget(open_uow, sender, found.resting_from_ms)
    return over


def _opened(shelf: Shelf, sender: Sender, kept: tuple[SealedFix, ...]) -> list[SentFix]:
    assert shelf.file_seal, "a town has a secret"
    opened = (open_fix(shelf.file_seal, sender.id, fix.at_ms, fix.sealed) for fix in kept)
    # What an older secret closed opens no more, and is forgotten with its time.
    return [fix for fix in opened if fix is not None]


def _last_ms(stretch: Stretch) -> int:
    return round(float(stretch.fixes.t_s[-1]) * 1_000)


def _forget(open_uow: OpenUow, sender: Sender, before_ms: int) -> None:
    with open_uow() as uow:
        uow.senders.forget_fixes(sender.id, before_ms)
        uow.commit()
