"""An organiser writes a public text in a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.notice import Notice, check_notice
from muvengine.core.people.permission import require_organiser
from muvengine.services.attempt import OpenUow


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A text to be kept.

    Attributes:
        notice, locale: which one, and in which language.
        source: Markdown that begins with a title; empty to bring the shipped text back.
        over: the number of the version it was written over; 0 for the shipped text.
    """

    notice: Notice
    locale: str
    source: str
    over: int


def write_notice(open_uow: OpenUow, new: NoticeText, *, actor: Actor, now: datetime) -> int:
    """Keep a version; it holds at once, and those before it stay to be read.

    Args:
        open_uow: starts a writing transaction.
        new: see ``NoticeText``.
        actor: an organiser.
        now: aware.

    Returns:
        The number of the version that holds; the same words make no new one.

    Raises:
        NotAllowed: this is for organisers.
        BadInput: see ``check_notice``; ``locale`` is none of the programme's.
        NotPossible: ``notice`` is changed: somebody else has written meanwhile.
    """
    require_organiser(actor)
    source = check_notice(new.source)
    with open_uow() as uow:
        if new.locale not in uow.programme.get().locales:
            raise BadInput(fields={"locale": "unknown"})
        last = uow.notices.last(new.notice, new.locale)
        held = (last.id, last.source) if last else (0, "")
        if source == held[1]:
            return held[0]
        if held[0] != new.over:
            raise NotPossible(notice="changed")
        number = uow.notices.add(new.notice, new.locale, source, now=now, by=actor.id)
        which = f"{new.notice.value}:{new.locale}"
        uow.audit.append(actor, "notice.write", "notice", which, {"version": number}, at=now)
        uow.commit()
    return number
