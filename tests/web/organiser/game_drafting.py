"""A draft of the next game, which begins as the game that came with the product."""

from __future__ import annotations

from typing import Final

from muvengine.core.rules.draft import DraftOf
from muvengine.reads.rulebook_life import draft_seen
from tests.build import Town
from tests.game_town import FILE
from tests.pages import Browser

DRAFT: Final = "/organiser/game/drafts/1"
EDIT: Final = f"{DRAFT}/edit"
PARTS: Final = f"{DRAFT}/parts"
SOURCE: Final = FILE.read_text(encoding="utf-8")


def desk(town: Town, text: str = SOURCE, locale: str = "en") -> Browser:
    ines = town.ines(locale)
    ines.post("/organiser/game/new", text=text, note="Spring", do="keep")
    return ines


def source(town: Town) -> str:
    return draft_seen(town.wiring.open_reading, 1, DraftOf.GAME).draft.text.source
