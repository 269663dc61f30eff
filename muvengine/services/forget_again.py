"""An older copy of the database is put back: whoever was forgotten since is forgotten again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.forgotten import Forgotten
from muvengine.services.attempt import OpenUow
from muvengine.services.erase_person import erase_person


def forget_again(
    open_uow: OpenUow,
    people: Iterable[Forgotten],
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> int:
    """Forget those of the people whom the database knows, also whoever is on hold in it.

    An account that was made later than its number was forgotten is somebody else's: the copy
    was older than the person, and the number was given anew.

    Args:
        open_uow: starts a writing transaction.
        people: who was forgotten, and when.
        now: in the town's zone.
        new_token: draws the names of accounts that are nobody's.

    Returns:
        How many were.
    """
    done = 0
    for one in sorted(set(people)):
        with open_uow() as uow:
            since = uow.erasure.open_since(one.person_id)
        if since is None or since > one.at:
            continue
        erase_person(
            open_uow, one.person_id, actor=SYSTEM, now=now, new_token=new_token, again=True
        )
        done += 1
    return done
