"""What earning, waiting, gifts and corrections do to the books."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.auditor.books import LIFE_DAYS, WAIT, Books, Earned, Refused

REASON_CHARACTERS_MIN = 5
ALONE_MAX = 200
"""Points that one organiser may give or take without a second."""


def earn(books: Books, owner: int, points: int) -> Earned | Refused:
    if points > books.season:
        return Refused("unfunded")
    books.season -= points
    books.earned.append(Earned(owner, points, books.now.astimezone(UTC) + WAIT))
    return books.earned[-1]


def hold(earned: Earned) -> Refused | None:
    if earned.state in {"released", "reversed"}:
        return Refused("not_possible")
    earned.state = "held"
    return None


def release(books: Books) -> int:
    """Let everything be spent that has waited long enough; give how many trips."""
    ready = [one for one in books.earned if one.state == "waiting" and one.ready_at <= books.now]
    for one in ready:
        one.state = "released"
        # Days of the town's calendar, not of 24 hours.
        ends_at = (books.now + timedelta(days=LIFE_DAYS)).astimezone(UTC)
        one.lot = books.wallets[one.owner].receive(one.points, ends_at)
    return len(ready)


def take_back(books: Books, earned: Earned, reason: str) -> Refused | None:
    """Reverse a trip; what its owner has spent already is the town's loss."""
    if len(reason) < REASON_CHARACTERS_MIN:
        return Refused("reason_missing")
    taken = earned.points
    if earned.lot is not None:
        taken = books.wallets[earned.owner].take_back(earned.points, earned.lot)
        books.moved["spent"] -= earned.points - taken
        books.moved["written_off"] += earned.points - taken
    books.season += taken
    earned.state = "reversed"
    return None


def adjust(books: Books, owner: int, points: int, reason: str) -> int | Refused:
    """Give or take by one organiser's hand; give what the wallet holds then."""
    if abs(points) > ALONE_MAX:
        return Refused("not_allowed")
    if owner >= len(books.wallets):
        return Refused("not_found")
    if len(reason) < REASON_CHARACTERS_MIN:
        return Refused("reason_missing")
    wallet = books.wallets[owner]
    if -points > int(wallet):
        return Refused("not_enough")
    books.moved["adjust"] -= points
    if points < 0:
        wallet.spend(-points)
    else:
        wallet.receive(points, _end_of_the_month_a_year_from(books.now))
    return int(wallet)


def expire(books: Books) -> int:
    """Let points go whose day is over."""
    lost = sum(wallet.expire(books.now) for wallet in books.wallets)
    books.moved["expired"] += lost
    return lost


def _end_of_the_month_a_year_from(now: datetime) -> datetime:
    day = (now + timedelta(days=365)).date()
    while (day + timedelta(days=1)).month == day.month:
        day += timedelta(days=1)
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
