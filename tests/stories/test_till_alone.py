"""What a tablet decides by itself, and what becomes of what it kept."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes
from muvengine.core.vouchers.voucher import part_of_bill
from tests.stories.counters import Counter
from tests.stories.tablets import SOON_MS, fit, kept, says, tablet, wedge

pytestmark = pytest.mark.browser

HOUR_MS = 3_600_000
NOW = 1_775_563_200_000
ROW = {
    "state": "issued",
    "first_day": "2026-04-01",
    "last_day": "2026-04-30",
    "used_at": None,
}
PROMISE = {"shop": 1, "first_day": "2026-04-07", "last_day": "2026-04-30", "signature": True}
FOUND: dict[str, Any] = {
    "said": {"code": "K7M4QX9TD"},
    "promise": None,
    "row": ROW,
    "used": [],
    "divisible": False,
    "left_cents": 100,
}
TOWN: dict[str, Any] = {
    "shop_id": 1,
    "today": "2026-04-07",
    "listed_on": "2026-04-07",
    "now": NOW,
    "fetched_at": NOW - HOUR_MS,
    "allowance": {"hours": 24, "count": 50, "amount_cents": 2000, "left_cents": 1500},
    "waiting": [],
}
SQUARE = {"said": {"token": "MUV1:X"}, "promise": PROMISE, "verdict": "genuine", "row": None}
USED = [{"at": "2026-04-07T10:02:00Z", "cents": 100}]


def waiting(count: int, cents: int) -> dict[str, Any]:
    return {"waiting": [{"cents": cents}] * count}


DECISIONS: list[tuple[dict[str, Any], dict[str, Any], int | None, str]] = [
    ({}, {}, None, "accepted"),
    ({}, {}, 100, "accepted"),
    ({}, {}, 99, "bad_amount"),
    ({"divisible": True}, {}, 99, "accepted"),
    ({"divisible": True}, {}, 101, "bad_amount"),
    ({"divisible": True}, {}, 0, "bad_amount"),
    ({"percent": 20}, {}, None, "ask"),
    ({"percent": 20}, {}, 450, "accepted"),
    ({"row": None}, {}, None, "not_on_list"),
    (SQUARE, {}, None, "accepted"),
    (SQUARE | {"verdict": "forged"}, {}, None, "bad_signature"),
    (SQUARE | {"verdict": "forged", "row": ROW}, {}, None, "bad_signature"),
    (SQUARE | {"verdict": "unknown_key"}, {}, None, "unknown_key"),
    (SQUARE | {"verdict": "cannot_tell"}, {}, None, "cannot_tell"),
    (SQUARE | {"verdict": "cannot_tell", "row": ROW}, {}, None, "accepted"),
    (SQUARE, {"shop_id": 2}, None, "wrong_shop"),
    (SQUARE, {"listed_on": "2026-04-08"}, None, "gone_from_list"),
    ({"row": ROW | {"state": "void"}}, {}, None, "voucher_void"),
    ({"row": ROW | {"state": "redeemed"}}, {}, None, "used"),
    ({"row": ROW | {"state": "redeemed"}}, {"today": "2026-05-01"}, None, "used"),
    ({"used": USED}, {}, None, "used"),
    ({"used": USED, "divisible": True}, {}, 10, "accepted"),
    ({"used": USED, "divisible": True, "left_cents": 0}, {}, None, "used"),
    ({}, {"today": "2026-04-30"}, None, "accepted"),
    ({}, {"today": "2026-05-01"}, None, "voucher_expired"),
    ({}, {"today": "2026-03-31"}, None, "not_yet"),
    ({}, {"fetched_at": None}, None, "no_list"),
    ({}, {"fetched_at": NOW - 24 * HOUR_MS}, None, "accepted"),
    ({}, {"fetched_at": NOW - 24 * HOUR_MS - 1}, None, "too_long_alone"),
    ({}, {"fetched_at": NOW + HOUR_MS}, None, "clock_wrong"),
    ({}, waiting(49, 0), None, "accepted"),
    ({}, waiting(50, 0), None, "too_many_waiting"),
    ({}, waiting(14, 100), None, "accepted"),
    ({}, waiting(15, 100), None, "too_much_waiting"),
]


def test_a_tablet_alone_goes_by_a_short_list_and_so_far(lens: Browser, bakery: Counter) -> None:
    page = tablet(lens, bakery)
    asked = [[FOUND | found, amount, TOWN | town] for found, town, amount, _ in DECISIONS]
    said = page.evaluate("rows => rows.map(row => muvTill.decide(...row))", asked)
    told = [one.get("code", one["kind"]) for one in said]
    assert told == [expected for *_, expected in DECISIONS]
    words = page.evaluate("JSON.parse(document.querySelector('[data-till]').dataset.words)")
    assert all(f"no_{one['code']}" in words for one in said if "code" in one)

    # What waits for long, or for a shop that this tablet left, is not passed over in silence.
    page.context.set_offline(True)
    keep = """([item, shop]) => muvTill.shelf.write([["queue", "put", Object.assign(item,
        {shop: shop || muvTill.snapshot.held().body.shop.id})]]).then(muvTill.banner.show)"""
    old = {"client_id": "old", "scanned_at": "2026-01-01T10:00:00Z", "cents": 100, "said": {}}
    page.evaluate(keep, [old, None])
    expect(page.locator("[data-warn]")).to_contain_text("waiting for more than a day")
    page.evaluate(keep, [old | {"client_id": "foreign"}, 999])
    expect(page.locator("[data-warn]")).to_contain_text("For another shop")
    expect(page.locator("[data-more]")).to_contain_text("Waiting to be sent: 1.")
    page.context.close()


def heard_by_a_moody_server(page: Page) -> list[str]:
    """Answer what a tablet sends next with a fault, a no and a wait; give the codes it sends."""
    heard: list[str] = []
    refused = {"code": "wrong_shop", "sentence": "It is another shop's."}
    wait = {"code": "too_many", "sentence": "Wait."}
    answers: list[dict[str, Any]] = [
        {"status": 503, "json": {}},
        {"status": 409, "json": refused},
        {"status": 429, "json": wait, "headers": {"Retry-After": "2"}},
    ]

    def answer(route: Route) -> None:
        heard.append(json.loads(route.request.post_data or "")["code"])
        if answers:
            route.fulfill(**answers.pop(0))
        else:
            route.continue_()

    page.route("**/shop/redemptions", answer)
    return heard


def test_what_the_server_refuses_leaves_the_queue_and_what_it_does_not_hear_stays(
    lens: Browser, bakery: Counter
) -> None:
    page = tablet(lens, bakery)
    codes = [bakery.voucher() for _ in range(4)]
    page.evaluate("muvTill.snapshot.refresh()")
    page.context.set_offline(True)
    for code in codes:
        wedge(page, code)
        says(page, "yes", "kept on the tablet")
        expect(page.locator("[data-last]")).to_contain_text(code[-3:])
    page.locator("[data-answer]").get_by_role("button", name="Undo").click()
    says(page, "used", "Undone")

    heard = heard_by_a_moody_server(page)
    page.context.set_offline(False)
    expect(page.locator("[data-look] li")).to_have_count(1, timeout=SOON_MS)
    expect(page.locator("[data-look] li")).to_contain_text("It is another shop's.")
    expect(page.locator("[data-more]")).to_be_hidden(timeout=SOON_MS)
    first, second, third, fourth = codes
    assert heard[:3] == [first, first, second], "in order, and again what was not heard"
    assert heard.count(third) == 1
    assert fourth not in heard, "undone before it was sent, it was never taken"
    assert kept(page, "queue") == []
    fit(page, "one refused")
    page.locator("[data-look]").get_by_role("button", name="I have seen this").click()
    expect(page.locator("[data-look]")).to_be_hidden()
    wedge(page, fourth)
    says(page, "yes", "A loaf")
    page.context.close()


def test_the_whole_bill_is_asked_for(lens: Browser, bakery: Counter) -> None:
    page = tablet(lens, bakery)
    known, new = bakery.voucher("meal"), bakery.voucher("meal")
    page.evaluate("muvTill.snapshot.refresh()")
    asks_bill(page, known)
    expect(page.locator("[data-answer]")).to_contain_text("20% of the bill, up to €5.00")
    expect(page.get_by_label("The whole bill")).to_have_value("")
    fit(page, "which bill")
    page.keyboard.press("Enter")
    expect(page.locator("[data-wrong]")).to_contain_text("Type the whole bill")
    wedge(page, "12,40")
    says(page, "yes", "A meal", "€2.48")
    wedge(page, known)
    says(page, "used", "Already used")

    # A list that does not tell: the server asks, and each answer is a tap of its own.
    page.evaluate("muvTill.snapshot.held().body.vouchers.forEach(one => { one.percent = null; })")
    keys: list[str] = []
    page.on("request", lambda one: keys.append(one.headers.get("idempotency-key", "")))
    asks_bill(page, new)
    wedge(page, "99")
    says(page, "yes", "A meal", "€5.00")
    assert len({key for key in keys if key}) == 2
    page.context.close()


def asks_bill(page: Page, code: str) -> None:
    wedge(page, code)
    expect(page.locator("#ask-amount")).to_be_focused(timeout=SOON_MS)


def test_a_share_of_a_bill_counts_against_what_a_tablet_may_take(
    lens: Browser, bakery: Counter
) -> None:
    page = tablet(lens, bakery)
    code = bakery.voucher("meal")
    page.evaluate("muvTill.snapshot.refresh()")
    page.context.set_offline(True)
    page.evaluate("muvTill.snapshot.held().body.allowance.amount_cents = 300")
    asks_bill(page, code)
    wedge(page, "15,03")
    says(page, "no", "worth too much")
    asks_bill(page, code)
    wedge(page, "12,43")
    says(page, "yes", "€2.49", "kept on the tablet")
    [item] = kept(page, "queue")
    assert (item["amount_cents"], item["cents"]) == (1243, 249)
    page.context.set_offline(False)
    expect(page.locator("[data-more]")).not_to_contain_text("Waiting", timeout=SOON_MS)
    expect(page.locator("[data-last] li").first).to_contain_text("€2.49", timeout=SOON_MS)
    page.context.close()


CLOSED = ClosedTimes(
    (ClosedHours(1, time(9), time(11, 30)), ClosedHours(4, time(20)), ClosedHours(6)),
    (date(2026, 4, 8),),
)
NOT_TAKEN = {
    "hours": [
        {"weekday": 1, "begins": "09:00", "ends": "11:30"},
        {"weekday": 4, "begins": "20:00", "ends": "00:00"},
        {"weekday": 6, "begins": "00:00", "ends": "00:00"},
    ],
    "days": ["2026-04-08"],
}


def test_the_tablet_knows_the_hours_and_the_share_as_the_server_does(
    lens: Browser, bakery: Counter
) -> None:
    page = tablet(lens, bakery)
    moments = [
        datetime(2026, 4, day, hour, minute)  # noqa: DTZ001  local
        for day in range(6, 14)
        for hour, minute in ((0, 0), (8, 59), (9, 0), (11, 29), (11, 30), (20, 0), (23, 59))
    ]
    judge = """asked => asked.map(([found, amount, town]) => {
        const said = muvTill.decide(found, amount, town);
        return said.code || said.cents;
    })"""
    found = FOUND | {"not_taken": NOT_TAKEN}
    hours = [(found, None, TOWN | {"today": f"{at:%F}", "hour": f"{at:%H:%M}"}) for at in moments]
    shut = page.evaluate(judge, hours)
    assert shut == ["blackout" if CLOSED.holds(at) else 100 for at in moments]
    shares = [(bill, percent) for bill in range(1, 300, 17) for percent in (1, 15, 50, 99, 100)]
    bills = [(FOUND | {"percent": percent}, bill, TOWN) for bill, percent in shares]
    paid = page.evaluate(judge, bills)
    assert paid == [part_of_bill(bill, percent, 100) for bill, percent in shares]
    assert page.evaluate("muvTill.told.hour('2026-04-07T07:05:00Z')") == "09:05"
    page.context.close()
