"""One builder per event of the game; see ``events`` for those of trips and vouchers."""

from __future__ import annotations

from muvengine.core.ledger.account import SPENT, WRITTEN_OFF, Account, available
from muvengine.core.ledger.journal import By, Journal, Kind, Ref, Transfer


def game_award(
    person_id: int, points: int, season: Account, reference: str, ref: Ref, by: By
) -> Journal:
    """Give points of a season for something done in the game.

    Args:
        person_id: whose wallet; the points can be spent at once.
        points: above zero.
        season: the envelope that pays.
        reference: names the cause for ever: it is paid once.
        ref: what it is about.
        by: see ``By``.
    """
    moved = (Transfer(season, available(person_id), points),)
    return Journal(Kind.GAME_AWARD, f"game:{reference}", by, ref, moved)


def game_reverse(  # noqa: PLR0913, PLR0917  as above, and what was found of it
    person_id: int, points: int, taken: int, season: Account, award_id: int, ref: Ref, by: By
) -> Journal:
    """Take points of the game back, as far as the wallet goes; nobody gets into debt.

    What is gone was spent: it is written off, as for trips.

    Args:
        person_id: whose wallet.
        points: of the award.
        taken: points found in the wallet, at most those of the award.
        season: the envelope they came from.
        award_id: the award's journal.
        ref: what it is about.
        by: with a reason.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    wallet = available(person_id)
    moved = [Transfer(wallet, season, taken)] if taken else []
    if points > taken:
        moved.append(Transfer(SPENT, WRITTEN_OFF, points - taken))
    return Journal(
        Kind.GAME_REVERSE, f"reverse:{award_id}", by, ref, tuple(moved), reverses_id=award_id
    )
