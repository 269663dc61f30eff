"""One builder per event of a pot; see ``events`` for those of trips and vouchers."""

from __future__ import annotations

from dataclasses import dataclass

from muvengine.core.ledger.account import BANK, BUDGET, SPENT, Account, available
from muvengine.core.ledger.journal import By, Journal, Kind, Ref, Transfer
from muvengine.core.ledger.pot import pot_money, pot_points


@dataclass(frozen=True, slots=True)
class Gift:
    """Points one person gave, and what the town added.

    Attributes:
        id: the row's number.
        pot_id, person_id: to which pot, by whom.
        points: above zero.
        match_points: 0 or more.
    """

    id: int
    pot_id: int
    person_id: int
    points: int
    match_points: int


def pot_give(pot_id: int, person_id: int, points: int, reference: str, by: By) -> Journal:
    """Put a person's points into a pot; ``reference`` tells two gifts apart."""
    moved = _move(available(person_id), pot_points(pot_id), points)
    return Journal(Kind.POT_GIVE, f"potgive:{reference}", by, Ref("pot", pot_id), moved)


def pot_match(pot_id: int, season: Account, points: int, reference: str, by: By) -> Journal:
    """Add the town's points to a gift."""
    moved = _move(season, pot_points(pot_id), points)
    return Journal(Kind.POT_MATCH, f"potmatch:{reference}", by, Ref("pot", pot_id), moved)


def pot_lay_aside(pot_id: int, cents: int, by: By) -> Journal:
    """Keep money apart for the day the goal is reached."""
    moved = _move(BUDGET, pot_money(pot_id), cents)
    return Journal(Kind.POT_MATCH, f"potmoney:{pot_id}", by, Ref("pot", pot_id), moved)


def pot_return(gift: Gift, by: By) -> Journal:
    """Give points back to who gave them."""
    moved = _move(pot_points(gift.pot_id), available(gift.person_id), gift.points)
    return Journal(Kind.POT_CLOSE, f"potback:{gift.id}", by, Ref("pot", gift.pot_id), moved)


def pot_match_return(gift: Gift, season: Account, by: By) -> Journal:
    """Give what the town added to a gift back to its season.

    A journal of its own: each of its lines tells what an account holds afterwards.
    """
    moved = _move(pot_points(gift.pot_id), season, gift.match_points)
    return Journal(Kind.POT_CLOSE, f"potunmatch:{gift.id}", by, Ref("pot", gift.pot_id), moved)


def pot_reached(pot_id: int, points: int, cents: int, by: By) -> Journal:
    """Spend a full pot on its goal, and pay what was laid aside."""
    moved = _move(pot_points(pot_id), SPENT, points) + _move(pot_money(pot_id), BANK, cents)
    return Journal(Kind.POT_CLOSE, f"potclose:{pot_id}", by, Ref("pot", pot_id), moved)


def pot_not_reached(pot_id: int, cents: int, by: By) -> Journal:
    """Free the money of a goal that was not reached."""
    moved = _move(pot_money(pot_id), BUDGET, cents)
    return Journal(Kind.POT_CLOSE, f"potclose:{pot_id}", by, Ref("pot", pot_id), moved)


def _move(src: Account, dst: Account, amount: int) -> tuple[Transfer, ...]:
    return (Transfer(src, dst, amount),) if amount else ()
