"""Every version and draft of the rules, with the people behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from muvengine.core.people.actor import Role
from muvengine.core.rules.draft import Draft, DraftOf, DraftText
from muvengine.core.rules.life import Lived, Stage, stages
from muvengine.core.rules.succession import covered_until
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Life:
    """What organisers see of the rules.

    Attributes:
        versions: every one that was ever published, the latest begun first.
        stages: where each stands, by number.
        drafts: those that are not over, the one that was changed last first.
        names: of the people behind them, by number.
        ends_on: the first day for which no rules are published; None when they have no end.
    """

    versions: tuple[Lived, ...]
    stages: Mapping[int, Stage]
    drafts: tuple[Draft, ...]
    names: Mapping[int, str]
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class DraftSeen:
    """A draft with what is around it.

    Attributes:
        draft: as it stands.
        names: of the people behind it, by number.
        seconds: names of the organisers who may put it in force.
    """

    draft: Draft
    names: Mapping[int, str]
    seconds: tuple[str, ...]


def rulebook_life(open_reading: OpenReading, today: date) -> Life:
    """List versions and drafts.

    Args:
        open_reading: starts a reading transaction.
        today: the programme's local day.
    """
    with open_reading() as uow:
        versions, drafts = uow.rulebooks.history(), uow.rulebook_drafts.waiting()
        hands = {hand for one in versions for hand in _hands_of(one)}
        hands |= {hand for draft in drafts for hand in _hands_on(draft)}
        return Life(
            versions=versions,
            stages=stages(versions, today),
            drafts=drafts,
            names=uow.people.names(hands),
            ends_on=covered_until(one.version for one in versions if not one.withdrawn),
        )


def version_seen(open_reading: OpenReading, version_id: int) -> tuple[Lived, Mapping[int, str]]:
    """Give one version and the names of the people behind it.

    Raises:
        NotFound: no such version.
    """
    with open_reading() as uow:
        lived = uow.rulebooks.lived(version_id)
        return lived, uow.people.names(_hands_of(lived))


def draft_seen(
    open_reading: OpenReading, draft_id: int, kind: DraftOf = DraftOf.RULEBOOK
) -> DraftSeen:
    """Give one draft.

    Raises:
        NotFound: no such draft.
    """
    with open_reading() as uow:
        drafts = uow.game_drafts if kind is DraftOf.GAME else uow.rulebook_drafts
        draft = drafts.get(draft_id)
        seconds = tuple(
            person.name
            for person in uow.people.staff()
            if person.role is Role.ORGANISER and draft.second_may_be(person.id)
        )
        return DraftSeen(draft, uow.people.names(_hands_on(draft)), seconds)


def next_text(open_reading: OpenReading, now: datetime) -> DraftText:
    """Give what a new draft begins with: the latest text, from a Monday on.

    Args:
        open_reading: starts a reading transaction.
        now: on the town's clocks.
    """
    from muvengine.formats.rulebook_yaml.renumber import renumbered  # noqa: PLC0415  one use

    with open_reading() as uow:
        versions = uow.rulebooks.published()
        if not versions:
            return DraftText("")
        latest = versions[-1]
        number = uow.rulebooks.last_number(latest.name) + 1
        source = renumbered(uow.rulebooks.source(latest.id), number)
    return DraftText(source, _monday_after(now.date() + timedelta(days=1)))


def _monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _hands_of(lived: Lived) -> set[int | None]:
    hands = lived.hands
    written = {hands.written_by, hands.proposed_by, hands.second_by, hands.published_by}
    return written | {lived.withdrawn_by}


def _hands_on(draft: Draft) -> set[int | None]:
    return {draft.created_by, draft.edited_by, draft.proposed_by, draft.closed_by}
