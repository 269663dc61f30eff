"""Public texts as everybody reads them, and their versions for who writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from muvengine.core.people.notice import Notice
from muvengine.formats.help_page import HelpPage, as_page
from muvengine.formats.notice_text import filled, shipped
from muvengine.store.notices import Written
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
VERSIONS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class NoticeDesk:
    """A text while it is written.

    Attributes:
        source: Markdown that holds now.
        over: the number of its version; 0 for the shipped text.
        own: the town has written it.
        versions: the latest first.
    """

    source: str
    over: int
    own: bool
    versions: tuple[Written, ...]


def notice(
    open_reading: OpenReading, which: Notice, locale: str, facts: Mapping[str, str]
) -> HelpPage:
    """Give a text in a language: the town's own, else the shipped one, else English."""
    with open_reading() as uow:
        last = uow.notices.last(which, locale)
    if last is not None and last.source:
        return as_page(filled(last.source, facts), locale)
    source, spoken = shipped(which, locale)
    return as_page(filled(source, facts), spoken)


def notice_desk(open_reading: OpenReading, which: Notice, locale: str) -> NoticeDesk:
    """Give a text to be written over, with its versions."""
    with open_reading() as uow:
        versions = uow.notices.versions(which, locale, most=VERSIONS_SHOWN)
    last = versions[0] if versions else None
    if last is not None and last.source:
        return NoticeDesk(last.source, last.id, own=True, versions=versions)
    source, _ = shipped(which, locale)
    return NoticeDesk(source, last.id if last else 0, own=False, versions=versions)


def notices_of_town(
    open_reading: OpenReading, locales: tuple[str, ...]
) -> dict[Notice, dict[str, Written | None]]:
    """Tell of each text in each language who wrote it last; None for the shipped one."""
    with open_reading() as uow:
        return {
            which: {locale: _own(uow.notices.last(which, locale)) for locale in locales}
            for which in Notice
        }


def _own(last: Written | None) -> Written | None:
    return last if last is not None and last.source else None
