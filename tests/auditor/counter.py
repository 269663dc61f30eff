"""What buying, using and giving back vouchers does to the books."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from tests.auditor.books import Books, Offer, Refused, Sold, Taken

GRACE = timedelta(days=3)
UNDO_MAX = timedelta(minutes=15)
LIVES_ON_DAYS = 14
"""Points that come back can be spent for so long at least."""


def buy(books: Books, owner: int, offer: Offer) -> Sold | Refused:
    wallet = books.wallets[owner]
    obstacles = {
        "not_possible": wallet.frozen,
        "offer_closed": not offer.live,
        "sold_out": offer.left == 0,
        "not_enough": int(wallet) < offer.price,
        "unfunded": books.budget < offer.face,
        "limit": _had(books, owner, offer) >= offer.per_person,
    }
    refusal = next((code for code, in_the_way in obstacles.items() if in_the_way), None)
    if refusal is not None:
        return Refused(refusal)
    if offer.left is not None:
        offer.left -= 1
    books.budget -= offer.face
    books.moved["spent"] += offer.price
    uses = wallet.spend(offer.price)
    books.sold.append(Sold(offer, owner, books.now.date(), offer.price, uses))
    return books.sold[-1]


def redeem(books: Books, sold: Sold, till: int, cents: int | None) -> Taken | Refused:
    taken = sold.left if cents is None else cents
    partly = sold.offer.divisible and 0 < taken < sold.left
    obstacles = {
        "wrong_shop": books.shops_of_tills[till] != sold.offer.shop,
        "void": sold.state == "void",
        "already_redeemed": sold.state == "redeemed",
        "expired": sold.state == "expired" or books.now.date() > sold.last_day,
        "amount": taken != sold.left and not partly,
    }
    refusal = next((code for code, in_the_way in obstacles.items() if in_the_way), None)
    if refusal is not None:
        return Refused(refusal)
    sold.used += taken
    sold.state = "redeemed" if sold.left == 0 else "issued"
    books.taken.append(Taken(sold, taken, till, books.now))
    return books.taken[-1]


def undo(books: Books, taken: Taken, till: int) -> Refused | None:
    if till != taken.till:
        return Refused("not_found")
    if taken.undone:
        return Refused("not_possible")
    if books.now.astimezone(UTC) - taken.at.astimezone(UTC) > UNDO_MAX:
        return Refused("undo_late")
    if taken.statement is not None:
        return Refused("not_possible")
    taken.undone = True
    taken.sold.used -= taken.cents
    taken.sold.state = "issued"
    return None


def void(books: Books, sold: Sold, owner: int, reason: str) -> Refused | None:
    obstacles = {
        "not_found": owner != sold.owner,
        "void": sold.state == "void",
        "already_redeemed": sold.used > 0 or sold.state == "redeemed",
        "expired": sold.state == "expired",
        "reason_missing": len(reason) < len("5 min"),
    }
    refusal = next((code for code, in_the_way in obstacles.items() if in_the_way), None)
    if refusal is not None:
        return Refused(refusal)
    _give_back(books, sold)
    sold.state = "void"
    if sold.offer.left is not None:
        sold.offer.left += 1
    return None


def expire(books: Books) -> int:
    """Close what nobody used in time; give how many."""
    today = books.now.date()
    late = [s for s in books.sold if s.state == "issued" and s.last_day + GRACE < today]
    for sold in late:
        _give_back(books, sold)
        sold.state = "expired"
    return len(late)


def _had(books: Books, owner: int, offer: Offer) -> int:
    """Count what this person has had of an offer in the day or week of today."""
    mine = (s for s in books.sold if s.owner == owner and s.offer is offer and s.state != "void")
    return sum(_period(sold.day, offer) == _period(books.now.date(), offer) for sold in mine)


def _period(day: date, offer: Offer) -> date:
    return day if offer.period == "day" else day - timedelta(days=day.weekday())


def _give_back(books: Books, sold: Sold) -> None:
    """Return what was not used: money to the town, points to where they came from."""
    books.budget += sold.left
    points = _share(sold)
    books.moved["spent"] -= points
    soon = books.in_days(LIVES_ON_DAYS)
    longest_first = sorted(sold.uses, key=lambda use: (use[0].ends_at, use[0].number), reverse=True)
    for lot, part in longest_first:
        if lot.ends_at >= soon:
            back = min(part, points)
            lot.left += back
            points -= back
    if points:
        books.wallets[sold.owner].receive(points, soon)


def _share(sold: Sold) -> int:
    """The price of what is left, half a point upwards; a gift of the shop comes back whole."""
    face = sold.offer.face
    return (2 * sold.price * sold.left + face) // (2 * face) if face else sold.price
