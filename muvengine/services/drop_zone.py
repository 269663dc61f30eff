"""Forget a zone that no rule speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.rules.conditions import zones_of
from muvengine.core.rules.version import Version, in_force
from muvengine.services.attempt import OpenUow
from muvengine.services.yardstick import DAYS_BACK_MAX_HELPED
from muvengine.store.unit_of_work import UnitOfWork


def drop_zone(open_uow: OpenUow, key: str, *, actor: Actor, now: datetime) -> None:
    """Forget a zone; trips that began in it keep its key in their facts.

    Args:
        open_uow: starts a writing transaction.
        key: of a zone that is kept.
        actor: by whose hand.
        now: aware.

    Raises:
        NotAllowed: the actor is neither an organiser nor the system.
        NotFound: no such zone.
        NotPossible: ``state`` is named: a rulebook speaks of it that is in force, will be, or was
            so lately that trips of its days may still come; its ``rulebook`` and ``version``.
    """
    require_organiser(actor)
    with open_uow() as uow:
        uow.rulebooks.alone()
        uow.zones.get(key)
        today = now.astimezone(uow.programme.get().zone).date()
        first_day = today - timedelta(days=DAYS_BACK_MAX_HELPED)
        for version in _holding_from(uow.rulebooks.published(), first_day):
            if key in _zones_in(uow, version):
                raise NotPossible(state="named", rulebook=version.name, version=version.version)
        uow.zones.drop(key)
        uow.programme.routes_changed()
        uow.audit.append(actor, "zone.drop", "zone", key, at=now)
        uow.commit()


def _holding_from(versions: Sequence[Version], day: date) -> list[Version]:
    """Give the versions that hold on a day or begin after it."""
    then = in_force(versions, day)
    return [one for one in versions if one is then or one.effective_from > day]


def _zones_in(uow: UnitOfWork, version: Version) -> frozenset[str]:
    from muvengine.formats.rulebook_yaml.read import read_rulebook  # noqa: PLC0415  slow

    book = read_rulebook(uow.rulebooks.source(version.id).encode())
    asked = [gate.when for gate in book.gates] + [rule.when for rule in book.rules]
    return frozenset(key for when in asked for key in zones_of(when))
