"""What organisers of the seed town are writing: rulebooks, one of them proposed, and a game."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from muvengine.core.errors import NotFound
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor, Role
from muvengine.core.rules.draft import DraftOf, DraftText
from muvengine.formats.town_files import load_yaml
from muvengine.services.attempt import OpenUow
from muvengine.services.keep_draft import ENDPOINT, keep_draft
from muvengine.services.propose_rulebook import propose_rulebook

FIRST_REVISION: Final = 1


def seed_drafts(
    open_uow: OpenUow, folder: Path, offered: DraftText, *, now: datetime
) -> tuple[int, ...]:
    """Write the drafts of ``drafts.yaml`` by the hands it names, and give their numbers.

    Args:
        open_uow: starts a writing transaction.
        folder: of the seeds.
        offered: what a new draft begins with.
        now: aware.

    Raises:
        NotFound: nobody has such an e-mail address.
        RulebookRefused: a draft that is to be proposed is not right.
    """
    entries = load_yaml(folder / "drafts.yaml")
    return tuple(_seed(open_uow, entry, offered, now) for entry in entries)


def seed_game_drafts(open_uow: OpenUow, folder: Path, *, now: datetime) -> None:
    """Write the drafts of ``game-drafts.yaml`` by the hands it names; nothing without a game.

    Args:
        open_uow: starts a writing transaction.
        folder: of the seeds.
        now: aware.

    Raises:
        NotFound: nobody has such an e-mail address.
    """
    with open_uow() as uow:
        games = uow.games.listed()
        source = uow.games.source(games.versions[-1].id) if games else ""
    for entry in load_yaml(folder / "game-drafts.yaml") if source else ():
        text = DraftText(_changed(source, entry), None, entry["note"])
        actor = _author(open_uow, entry)
        attempt = Attempt.of(actor, "seed-game", ENDPOINT, text)
        keep_draft(open_uow, text, attempt=attempt, now=now, kind=DraftOf.GAME)


def _seed(open_uow: OpenUow, entry: Mapping[str, Any], offered: DraftText, now: datetime) -> int:
    actor = _author(open_uow, entry)
    text = DraftText(_changed(offered.source, entry), offered.first_day, entry["note"])
    attempt = Attempt.of(actor, "seed", ENDPOINT, text)
    draft_id = keep_draft(open_uow, text, attempt=attempt, now=now)
    if entry["proposed"]:
        propose_rulebook(open_uow, draft_id, FIRST_REVISION, actor=actor, now=now)
    return draft_id


def _changed(source: str, entry: Mapping[str, Any]) -> str:
    for old, new in entry["changes"]:
        source = source.replace(old, new, 1)
    return source


def _author(open_uow: OpenUow, entry: Mapping[str, Any]) -> Actor:
    with open_uow() as uow:
        author = uow.people.by_any_id(entry["by"])
    if author is None:
        raise NotFound(kind="person")
    return Actor(Role.ORGANISER, author.id)
