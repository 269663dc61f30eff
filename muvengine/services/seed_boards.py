"""Who of the seed town plays for a quarter and stands on leaderboards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.formats.town_files import load_yaml
from muvengine.services.attempt import OpenUow
from muvengine.services.join_board import join_board, play_for_quarter


def seed_boards(
    open_uow: OpenUow, folder: Path, people: Mapping[str, Person], *, begun: datetime
) -> int:
    """Let people choose as ``boards.yaml`` says, and give how many are on boards.

    Args:
        open_uow: starts a writing transaction.
        folder: the seed data.
        people: participants by key.
        begun: in the town's zone; when they chose.
    """
    said = load_yaml(folder / "boards.yaml")
    for zone, keys in said["quarters"].items():
        for key in keys:
            play_for_quarter(open_uow, people[key].id, zone, actor=SYSTEM, now=begun)
    for key, name in said["boards"].items():
        person_id = people[key].id
        join_board(open_uow, person_id, name, actor=SYSTEM, now=begun, word_given=True)
    return len(said["boards"])
