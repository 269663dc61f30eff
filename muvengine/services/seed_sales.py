"""The seed town's first vouchers: bought for points, and some of them taken at a till."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Device, Person
from muvengine.core.vouchers.contest import Reason
from muvengine.core.vouchers.offer import Offer
from muvengine.core.vouchers.statement import Payee, Rhythm
from muvengine.formats.town_files import load_yaml
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.close_statement import ENDPOINT as CLOSE
from muvengine.services.close_statement import close_statement
from muvengine.services.contest_line import ENDPOINT as CONTEST
from muvengine.services.contest_line import Complaint, contest_line
from muvengine.services.draft_statements import draft_statements
from muvengine.services.pair_device import make_pairing_code, pair_device
from muvengine.services.redeem_voucher import Tap, redeem_voucher
from muvengine.services.save_payee import save_payee
from muvengine.services.seal_journals import seal_journals
from muvengine.services.shelf import OpenUow

TILL: Final = "till"


def seed_sales(
    open_uow: OpenUow,
    folder: Path,
    people: Mapping[str, Person],
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> int:
    """Sell what ``sales.yaml`` says, each as of its own moment, and give how many.

    Shops are paid, and contest a line, as ``payees.yaml`` says.

    Args:
        open_uow: starts a writing transaction.
        folder: the seed data.
        people: participants by key.
        now: in the town's zone; the moment of the start.
        new_token: draws codes and keys.
    """
    sales = load_yaml(folder / "sales.yaml")["sales"]
    tills: dict[str, Device] = {}
    for sale in sorted(sales, key=lambda sale: (-sale["days_ago"], sale["at"])):
        moment = _moment(sale, now)
        offer = _cheapest(open_uow, sale["shop"])
        code = _buy(open_uow, people[sale["person"]], offer, moment, new_token)
        if sale["taken"]:
            if sale["shop"] not in tills:
                tills[sale["shop"]] = _till(open_uow, sale["shop"], moment, new_token)
            _take(open_uow, code, tills[sale["shop"]], moment + timedelta(days=1), new_token())
    _settle(open_uow, folder, now, new_token)
    _contest(open_uow, folder, tills, now, new_token)
    return len(sales)


def _settle(open_uow: OpenUow, folder: Path, now: datetime, new_token: Callable[[], str]) -> None:
    """Write down who is paid, and close the statements of the weeks that are over."""
    for entry in load_yaml(folder / "payees.yaml")["payees"]:
        said = {name: text for name, text in entry.items() if name != "shop"}
        payee = Payee(**(said | {"rhythm": Rhythm(entry["rhythm"])}))
        save_payee(open_uow, entry["shop"], payee, actor=SYSTEM, now=now)
    seal_journals(open_uow, now=now)
    for drafted in draft_statements(open_uow, now=now):
        attempt = Attempt.of(SYSTEM, new_token(), CLOSE, drafted)
        close_statement(open_uow, drafted, attempt=attempt, now=now)


def _contest(
    open_uow: OpenUow,
    folder: Path,
    tills: Mapping[str, Device],
    now: datetime,
    new_token: Callable[[], str],
) -> None:
    """Let shops contest a line of their first statement, where one was due so early."""
    for entry in load_yaml(folder / "payees.yaml")["contests"]:
        till = tills[entry["shop"]]
        with open_uow() as uow:
            closed = [one for one in uow.settlements.listed(shop_id=till.shop_id) if one.number]
        if not closed:
            continue
        reason = Reason(entry["reason"])
        complaint = Complaint(closed[-1].id, entry["line"], reason, entry["words"])
        attempt = Attempt.of(till.actor, new_token(), CONTEST, complaint)
        contest_line(open_uow, complaint, device=till, attempt=attempt, now=now)


def _moment(sale: Mapping[str, Any], now: datetime) -> datetime:
    day: date = now.date() - timedelta(days=sale["days_ago"])
    return datetime.combine(day, time.fromisoformat(sale["at"]), now.tzinfo)


def _cheapest(open_uow: OpenUow, shop_key: str) -> Offer:
    with open_uow() as uow:
        shop = uow.shops.get(key=shop_key)
        return uow.offers.listed(shop_id=shop.id)[0].offer


def _buy(
    open_uow: OpenUow,
    person: Person,
    offer: Offer,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    actor = Actor(person.role, person.id)
    purchase = Purchase(offer.id, person.id)
    attempt = Attempt.of(actor, new_token(), "buy_voucher", purchase)
    return buy_voucher(open_uow, purchase, attempt=attempt, now=now, new_token=new_token).code


def _till(open_uow: OpenUow, shop_key: str, now: datetime, new_token: Callable[[], str]) -> Device:
    code = make_pairing_code(open_uow, shop_key, actor=SYSTEM, now=now, new_token=new_token)
    paired = pair_device(
        open_uow, code, address=f"{TILL} {shop_key}", name=TILL, now=now, new_token=new_token
    )
    with open_uow() as uow:
        shop = uow.shops.get(key=shop_key)
    return Device(paired.device_id, shop.id, shop.key, shop.name, TILL)


def _take(open_uow: OpenUow, code: str, till: Device, now: datetime, client_id: str) -> None:
    tap = Tap(code, client_id, now)
    attempt = Attempt.of(till.actor, client_id, "redeem_voucher", tap)
    redeem_voucher(open_uow, tap, device=till, attempt=attempt, now=now)
