"""Rehearsals that organisers asked for, and what is around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from muvengine.core.rules.rehearsal_kept import (
    KeptRehearsal,
    Progress,
    RehearsalState,
)
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.version import Version
from muvengine.reads.rulebook import LoadRulebook
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """The last rehearsals, without texts and reports.

    Attributes:
        rehearsals: the one asked for last first.
        names: of those who asked, by number.
    """

    rehearsals: tuple[KeptRehearsal, ...]
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True, eq=False)
class RehearsalSeen:
    """One rehearsal with what is around it.

    Attributes:
        rehearsal: with its text, and its report once done.
        candidate: the rules that are rehearsed.
        base: the version they are compared with; None for what was paid.
        before: the rules that hold or are compared with in the period, the earliest first.
        progress: of a running one, else None.
        zones: what people call neighbourhoods, in each language, by key.
        asked_by: a name; empty for the system.
    """

    rehearsal: KeptRehearsal
    candidate: Rulebook
    base: Version | None
    before: tuple[Rulebook, ...]
    progress: Progress | None
    zones: Mapping[str, Mapping[str, str]]
    asked_by: str


def rehearsals(open_reading: OpenReading) -> Listed:
    """List the last rehearsals."""
    with open_reading() as uow:
        found = uow.simulations.latest(most=LISTED)
        return Listed(found, uow.people.names({one.asked_by for one in found}))


def last_rehearsal(open_reading: OpenReading, sha256: str) -> KeptRehearsal | None:
    """Give the last finished rehearsal of exactly this text; None where there is none."""
    with open_reading() as uow:
        return uow.simulations.last_done(sha256)


def rehearsal_seen(open_reading: OpenReading, load: LoadRulebook, public_id: str) -> RehearsalSeen:
    """Give one rehearsal.

    Args:
        open_reading: starts a reading transaction.
        load: ``Shelf.rulebook``.
        public_id: its own.

    Raises:
        NotFound: no such rehearsal.
    """
    from muvengine.formats.rulebook_yaml.read import read_rulebook  # noqa: PLC0415  start-up time

    with open_reading() as uow:
        rehearsal = uow.simulations.get(public_id)
        wanted, running = rehearsal.wanted, rehearsal.state is RehearsalState.RUNNING
        base = None if wanted.base_id is None else uow.rulebooks.get(wanted.base_id)
        held = [base] if base else _held(uow.rulebooks.published(), rehearsal)
        return RehearsalSeen(
            rehearsal=rehearsal,
            candidate=read_rulebook(wanted.source),
            base=base,
            before=tuple(load(uow, version.id) for version in held),
            progress=uow.simulations.progress(rehearsal.id) if running else None,
            zones={zone.key: zone.label for zone in uow.zones.all_of_them()},
            asked_by=uow.people.names({rehearsal.asked_by}).get(rehearsal.asked_by or 0, ""),
        )


def _held(versions: list[Version], rehearsal: KeptRehearsal) -> list[Version]:
    """Give the versions that paid for trips of the period."""
    first, last = rehearsal.wanted.first, rehearsal.wanted.last
    return [
        version
        for version in versions
        if version.effective_from <= last
        and (version.effective_until is None or version.effective_until > first)
    ]
