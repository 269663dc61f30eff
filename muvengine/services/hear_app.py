"""An app sends something: whose it is, and whether it may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import SignInNeeded
from muvengine.core.people import limits
from muvengine.core.people.limits import FILES_OF_SENDER, REQUESTS_OF_SENDER, Bucket, Limit
from muvengine.core.people.sender import App, Sender
from muvengine.core.people.token import token_hash
from muvengine.core.traces.gather import FIXES_KEPT_MAX, SentFix, is_plausible
from muvengine.formats.sent_fix import close_fix
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of positions: kept now, kept before, or left out as none."""

    kept: int
    known: int
    left_out: int


def known_app(open_glance: OpenUow, token: str, app: App) -> Sender:
    """Find the app of a token.

    Raises:
        SignInNeeded: no token, one that was never good or is no more, or another app's.
    """
    with open_glance() as uow:
        sender = uow.senders.by_token(token_hash(token)) if token else None
    if sender is None or sender.app is not app:
        raise SignInNeeded
    return sender


def hear_file(open_uow: OpenUow, sender: Sender, *, now: datetime) -> None:
    """Note that a file came, whatever becomes of it.

    Raises:
        TooManyAttempts: more files in an hour than anybody travels.
    """
    with open_uow() as uow:
        _hear(uow, sender, FILES_OF_SENDER, now)
        uow.commit()


def hear_fixes(
    open_uow: OpenUow, shelf: Shelf, sender: Sender, sent: Sequence[SentFix], *, now: datetime
) -> Heard:
    """Keep positions until the trip they belong to has ended; the same ones again change nothing.

    Args:
        open_uow: starts a writing transaction.
        shelf: its seal closes them while they wait.
        sender: who sent them.
        sent: in any order; see ``is_plausible`` for what is left out.
        now: aware.

    Raises:
        TooManyAttempts: more requests in an hour than an app makes that empties its buffer.
    """
    assert shelf.file_seal, "a town has a secret"
    good = [fix for fix in sent if is_plausible(fix, now)]
    sealed = [(fix.at_ms, close_fix(shelf.file_seal, sender.id, fix)) for fix in good]
    with open_uow() as uow:
        _hear(uow, sender, REQUESTS_OF_SENDER, now)
        kept = uow.senders.keep_fixes(sender.id, sealed, most=FIXES_KEPT_MAX, now=now)
        uow.commit()
    return Heard(kept, len(good) - kept, len(sent) - len(good))


def _hear(uow: UnitOfWork, sender: Sender, limit: Limit, now: datetime) -> None:
    key = f"sender:{sender.id}"
    held = uow.buckets.lock(key, Bucket.full(limit, now))
    uow.buckets.keep(key, limits.take(held, limit, now))
    uow.senders.touch(sender.id, now)
