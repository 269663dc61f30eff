"""Keep a timetable: uploaded as a draft, looked at by a person, then published."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final

import numpy as np

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor
from muvengine.core.routes.timetable import Timetable
from muvengine.formats.gtfs.kept import keep
from muvengine.formats.gtfs.problems import Problem
from muvengine.formats.gtfs.read import Reading, read_gtfs
from muvengine.services.attempt import OpenUow

NAME_CHARS_MAX: Final = 64


def check_timetable(data: bytes) -> Reading:
    """Read a timetable and keep nothing.

    Raises:
        FileRefused: see ``read_gtfs``.
    """
    return read_gtfs(data)


def upload_timetable(
    open_uow: OpenUow, data: bytes, name: str, *, actor: Actor, now: datetime
) -> tuple[int | None, tuple[Problem, ...]]:
    """Keep a timetable as a draft, unless it has errors.

    Args:
        open_uow: starts a writing transaction; nothing is locked while the file is read.
        data: the zip.
        name: whose timetable, 1 to 64 characters; of one name at most one is live.
        actor: by whose hand.
        now: aware.

    Returns:
        Its number, None with errors; and every problem, errors first.

    Raises:
        BadInput: no name, or too long a one.
        FileRefused: see ``read_gtfs``.
    """
    name = " ".join(name.split())
    if not name or len(name) > NAME_CHARS_MAX:
        raise BadInput(fields={"name": "too_long" if name else "missing"})
    reading = read_gtfs(data)
    if reading.timetable is None:
        return None, reading.problems
    sha256 = hashlib.sha256(data).hexdigest()
    values = {
        **_kept(reading.timetable, reading.problems),
        "name": name,
        "sha256": sha256,
        "uploaded_at": now,
        "uploaded_by": actor.id or None,
    }
    with open_uow() as uow:
        feed_id = uow.timetables.add(values)
        meta = {"name": name, "sha256": sha256}
        uow.audit.append(actor, "timetable.upload", "timetable", str(feed_id), meta, at=now)
        uow.commit()
    return feed_id, reading.problems


def _kept(timetable: Timetable, problems: tuple[Problem, ...]) -> dict[str, Any]:
    days = timetable.days()
    assert days is not None, "the reader lets nothing pass that never runs"
    return {
        "kept": keep(timetable),
        "first_day": days[0],
        "last_day": days[1],
        "summary": summary_of(timetable),
        "problems": [[one.code, one.file, one.line, one.facts] for one in problems],
    }


def publish_timetable(open_uow: OpenUow, feed_id: int, *, actor: Actor, now: datetime) -> str:
    """Hold trips against a draft from now on, in place of the live one of its name.

    Trips judged before keep what they had.

    Returns:
        Its name.

    Raises:
        NotFound: no such timetable.
        NotPossible: it is no draft any more.
    """
    with open_uow() as uow:
        feed = uow.timetables.publish(feed_id, now)
        uow.audit.append(actor, "timetable.publish", "timetable", str(feed_id), at=now)
        uow.commit()
    return feed.name


def close_timetable(open_uow: OpenUow, feed_id: int, *, actor: Actor, now: datetime) -> str:
    """Hold no trip against a timetable any more.

    Returns:
        Its name.

    Raises:
        NotFound: no such timetable.
    """
    with open_uow() as uow:
        feed = uow.timetables.close(feed_id)
        uow.audit.append(actor, "timetable.close", "timetable", str(feed_id), at=now)
        uow.commit()
    return feed.name


def summary_of(timetable: Timetable) -> dict[str, int]:
    """Count what people ask about."""
    return {
        "lines": len(np.unique(timetable.pattern_line)),
        "stops": len(np.unique(timetable.pattern_stop)),
        "departures": len(timetable.departure_s),
    }
