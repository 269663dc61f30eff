"""Wire the parts together, once, at start-up.

The only module that reads the clock or draws random numbers; everyone else is handed the
result.  Tests hand over another clock, other dice or another database.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Engine

from muvengine.formats.gpx.limits import LIMITS
from muvengine.services.post_box import PostBox, post_box
from muvengine.services.shelf import Shelf
from muvengine.settings import Settings
from muvengine.store.connection import connect, give_way
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the outside world gives to services, pages, jobs and commands.

    Attributes:
        settings: of this installation.
        engine: the database.
        open_uow: starts a writing transaction.
        open_reading: starts a transaction that only reads.
        open_glance: starts a reading of one statement, or of such as need no common moment.
        now: the time, aware, UTC.
        new_token: gives 128 random bits as 22 URL-safe characters.
        pick: gives one of ``n`` numbers from 0, each as likely.
        shelf: rulebooks and routes, made once for this process.
        post_box: takes mails; None where none are sent.
    """

    settings: Settings
    engine: Engine
    open_uow: Callable[[], UnitOfWork]
    open_reading: Callable[[], UnitOfWork]
    open_glance: Callable[[], UnitOfWork]
    now: Callable[[], datetime]
    new_token: Callable[[], str]
    pick: Callable[[int], int]
    shelf: Shelf
    post_box: PostBox | None = None


def clock() -> datetime:
    """Read the clock: aware, UTC."""
    return datetime.now(UTC)


def draw_secret() -> str:
    """Draw a key that signs forms and seals traces: 256 random bits."""
    return secrets.token_urlsafe(32)


def wire(settings: Settings) -> Wiring:
    """Connect to the database, the clock and the dice."""
    return wire_engine(settings, connect(settings.database_url))


def wire_engine(settings: Settings, engine: Engine) -> Wiring:
    """Wire around a database that is already open."""
    open_reading = partial(UnitOfWork, engine, read_only=True)
    return Wiring(
        settings=settings,
        engine=engine,
        open_uow=partial(UnitOfWork, engine),
        open_reading=open_reading,
        open_glance=partial(UnitOfWork, engine, glance=True),
        now=clock,
        new_token=partial(secrets.token_urlsafe, 16),
        pick=secrets.randbelow,
        shelf=Shelf(
            open_reading,
            secret=settings.secret_key,
            trace_days=settings.trace_days,
            limits=replace(LIMITS, bytes_max=settings.upload_bytes_max),
            give_way=give_way(engine),
        ),
        post_box=_post_box(settings),
    )


def _post_box(settings: Settings) -> PostBox | None:
    # Without a secret nothing can be sealed; the web server does not start then anyway.
    if not settings.sends_mails or not settings.secret_key:
        return None
    return post_box(settings.secret_key, settings.base_url)
