"""Ask a second organiser to put a draft of the game in force, and do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import GameLate, GameRefused
from muvengine.core.game.version import GameVersion
from muvengine.core.people.actor import Actor
from muvengine.core.rules.draft import Draft, DraftOf, DraftState
from muvengine.services.attempt import OpenUow
from muvengine.services.drafting import note_draft, own_draft, proposed_draft, turn_draft
from muvengine.services.publish_game import (
    FitGame,
    GamePublication,
    fit_game,
    put_game_in_force,
)


@dataclass(frozen=True, slots=True)
class WeighedGame:
    """What is thought of a game: it fits, or there is a reason why it cannot hold."""

    fit: FitGame | None
    refusal: GameRefused | GameLate | None


def weigh_game(open_reading: OpenUow, publication: GamePublication, now: datetime) -> WeighedGame:
    """Tell whether a game could be put in force now.

    Raises:
        NotFound: nobody has set this town up yet.
    """
    with open_reading() as uow:
        try:
            return WeighedGame(fit_game(uow, publication, now), None)
        except (GameRefused, GameLate) as refusal:
            return WeighedGame(None, refusal)


def propose_game(
    open_uow: OpenUow, draft_id: int, revision: int, *, actor: Actor, now: datetime
) -> None:
    """Let a draft stand still until a second organiser has looked at it.

    Args:
        open_uow: starts a writing transaction.
        draft_id: which.
        revision: the one that was read.
        actor: who began it or changed it last.
        now: aware.

    Raises:
        NotFound: no such draft.
        NotPossible: ``state``: it changed meanwhile, or is not open.
        NotAllowed: somebody who did not write it.
        GameRefused, GameLate: what cannot be published is not proposed.
    """
    with open_uow() as uow:
        draft = own_draft(uow.game_drafts, draft_id, revision, actor)
        fit_game(uow, game_publication_of(draft), now)
        turn_draft(uow.game_drafts, draft, DraftState.PROPOSED, actor, now, answer="")
        note_draft(uow, actor, DraftOf.GAME, "propose", draft_id, now, sha256=draft.sha256)
        uow.commit()


def approve_game(
    open_uow: OpenUow, draft_id: int, revision: int, *, actor: Actor, now: datetime
) -> GameVersion:
    """Put a proposed draft in force, by the hand of a second organiser.

    Args:
        open_uow: starts a writing transaction.
        draft_id: which.
        revision: the one that was read.
        actor: an organiser who neither began nor changed nor proposed it.
        now: aware.

    Raises:
        NotFound: no such draft.
        NotPossible: ``state``: it changed meanwhile, or is not proposed.
        NotAllowed: one of those who wrote it, or no organiser.
        GameRefused, GameLate: its week may have begun meanwhile.
    """
    with open_uow() as uow:
        uow.games.alone()
        draft = proposed_draft(uow.game_drafts, draft_id, revision, actor)
        publication = game_publication_of(draft)
        kept = put_game_in_force(uow, publication, fit_game(uow, publication, now), actor, now)
        drafts, published = uow.game_drafts, DraftState.PUBLISHED
        turn_draft(drafts, draft, published, actor, now, version_id=kept.id)
        meta = {"sha256": draft.sha256, "version": kept.id}
        note_draft(uow, actor, DraftOf.GAME, "approve", draft_id, now, **meta)
        uow.commit()
    return kept


def game_publication_of(draft: Draft) -> GamePublication:
    """Give a draft as what would be published."""
    return GamePublication(draft.text.source.encode(), draft.text.first_day)
