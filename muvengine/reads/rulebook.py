"""The rules: which are in force, and which were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from muvengine.core.errors import NoRulebook
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.version import Version, in_force
from muvengine.store.unit_of_work import UnitOfWork

LoadRulebook = Callable[[UnitOfWork, int], Rulebook]


@dataclass(frozen=True, slots=True)
class RulebookNow:
    """The rules of a day, or of a version.

    Attributes:
        version: as published.
        rulebook: to be put in words.
        source: the text, verbatim.
        coming: published versions that begin later, the next first.
    """

    version: Version
    rulebook: Rulebook
    source: str
    coming: tuple[Version, ...]


def rulebook_now(
    open_reading: Callable[[], UnitOfWork], load: LoadRulebook, today: date
) -> RulebookNow:
    """Give the rulebook in force.

    Args:
        open_reading: starts a reading transaction.
        load: ``Shelf.rulebook``.
        today: the programme's local day.

    Raises:
        NoRulebook: none holds on it.
    """
    with open_reading() as uow:
        versions = uow.rulebooks.published()
        version = in_force(versions, today)
        if version is None:
            raise NoRulebook(day=today)
        return RulebookNow(
            version=version,
            rulebook=load(uow, version.id),
            source=uow.rulebooks.source(version.id),
            coming=tuple(one for one in versions if one.effective_from > today),
        )


def rulebook_kept(
    open_reading: Callable[[], UnitOfWork], load: LoadRulebook, version_id: int
) -> RulebookNow:
    """Give one published version, whenever it holds; nothing is said of those that come.

    Raises:
        NotFound: no such version.
    """
    with open_reading() as uow:
        return RulebookNow(
            version=uow.rulebooks.get(version_id),
            rulebook=load(uow, version_id),
            source=uow.rulebooks.source(version_id),
            coming=(),
        )


def rulebook_versions(open_reading: Callable[[], UnitOfWork]) -> tuple[Version, ...]:
    """List every published version, the latest first."""
    with open_reading() as uow:
        return tuple(reversed(uow.rulebooks.published()))
