"""A shop's counter in a real browser: with network, with a camera, and with nothing at all."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import text

from muvengine.bootstrap import wire
from muvengine.core.errors import AlreadyRedeemed
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.code import check_character
from muvengine.services.redeem_voucher import Tap
from muvengine.services.revoke_device import revoke_device
from muvengine.services.take_at_till import take_at_till
from muvengine.settings import Settings
from tests.stories.browsers import watch
from tests.stories.counters import SECRET, Counter
from tests.stories.tablets import SOON_MS, fit, kept, says, tablet, wedge

pytestmark = pytest.mark.browser


def test_a_hand_scanner_and_a_network(lens: Browser, bakery: Counter) -> None:
    page = tablet(lens, bakery)
    seen, asked = watch(page, bakery.url), []
    page.on("request", lambda request: asked.append(request) if request.method == "POST" else None)
    code = bakery.voucher()
    fit(page, "idle")
    wedge(page, code)
    says(page, "yes", "Accepted", "A loaf", "€1.00")
    expect(page.locator("[data-answer]")).to_be_focused()
    assert page.locator("[data-answer]").get_attribute("role") == "alert"
    fit(page, "accepted")
    wedge(page, bakery.square(code))
    says(page, "used", "Already used", "Boulangerie du Cours")
    fit(page, "used")

    sent = len(asked)
    wedge(page, slip(code))
    says(page, "no", "Please check the code", "You typed")
    assert len(asked) == sent, "a slip costs no request"

    wedge(page, bakery.voucher("euros"))
    expect(page.locator("#ask-amount")).to_be_focused(timeout=SOON_MS)
    fit(page, "how much")
    page.locator("#ask-amount").fill("9")
    page.keyboard.press("Enter")
    expect(page.locator("[data-wrong]")).to_contain_text("up to €5.00")
    page.locator("#ask-amount").fill("1,50")
    page.keyboard.press("Enter")
    says(page, "yes", "€1.50")
    page.locator("[data-answer]").get_by_role("button", name="Undo").click()
    says(page, "used", "Undone", "can be used again")
    expect(page.locator("[data-last] li")).to_have_count(2, timeout=SOON_MS)
    expect(page.locator("[data-last] li").first).to_contain_text("Undone")
    assert [one for one in seen if "409" not in one] == []

    page.get_by_role("button", name="Sound").click()
    page.reload()
    expect(page.get_by_role("button", name="Sound")).to_have_attribute("aria-pressed", "false")
    page.context.close()


def slip(code: str) -> str:
    return code[:-1] + ("2" if code[-1] != "2" else "3")


def test_the_camera_reads_a_printed_voucher(lens: Browser, bakery: Counter, held_up: str) -> None:
    page = tablet(lens, bakery, width=1024)
    seen = watch(page, bakery.url)
    page.get_by_role("button", name="Use the camera").click()
    expect(page.locator("video")).to_be_visible()
    says(page, "yes", "A loaf")
    assert seen == [], "the reader of squares comes from our own shelf"
    [row] = page.request.get(f"{bakery.url}/shop/last").json()["items"]
    assert row["code_end"] == held_up[-3:]
    expect(page.locator("video")).to_be_hidden()
    page.context.close()


def test_a_day_without_the_server(lens: Browser, bakery: Counter, tmp_path: Path) -> None:
    codes = [bakery.voucher() for _ in range(20)]
    page, other = tablet(lens, bakery), bakery.device()
    page.evaluate("navigator.serviceWorker.ready.then(() => muvTill.snapshot.refresh())")
    page.wait_for_timeout(1500)
    page.context.set_offline(True)
    # Meanwhile a second tablet of the shop takes two of them.
    twin = copy_of(bakery, tmp_path)
    for code in codes[:2]:
        take(bakery, other, code)
    bakery.kill()
    page.context.set_offline(False)

    page.reload()
    expect(page.locator("[data-state]")).to_contain_text("No network", timeout=SOON_MS)
    assert page.evaluate("navigator.onLine"), "the browser believes in its network"
    fit(page, "without network")
    scan_alone(page, bakery, codes)
    wedge(page, codes[5])
    says(page, "used", "It was used today at", "here")
    page.goto(f"{bakery.url}/shop/day")
    expect(page.locator("[data-aside]")).to_contain_text("needs the network", timeout=SOON_MS)
    expect(page.locator("[data-more]")).to_contain_text("Waiting to be sent: 20.", timeout=SOON_MS)
    fit(page, "twenty wait")

    sent = posts(page.context)
    second = page.context.new_page()
    second.goto(f"{bakery.url}/shop")
    bakery.start()
    two_were_used_twice(page)
    fresh = [one["key"] for one in sent if one["status"] == 201]
    assert len(fresh) == len(set(fresh)) == 20, "two open pages send each of them once"

    online(twin, bakery, codes)
    assert balances(bakery.wiring.settings.database_url) == balances(twin)
    verified = bakery.run("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    page.context.close()


def scan_alone(page: Page, bakery: Counter, codes: list[str]) -> None:
    for number, code in enumerate(codes):
        wedge(page, code if number % 2 else bakery.square(code))
        expect(page.locator("[data-more]")).to_contain_text(
            f"Waiting to be sent: {number + 1}.", timeout=SOON_MS
        )
        says(page, "yes", "A loaf", "kept on the tablet")


def two_were_used_twice(page: Page) -> None:
    look_at = page.locator("[data-look] li")
    expect(look_at).to_have_count(2, timeout=60_000)
    expect(page.locator("[data-more]")).not_to_contain_text("Waiting", timeout=SOON_MS)
    expect(look_at.first).to_contain_text("The organiser decides")
    expect(page.locator("[data-last]")).to_contain_text("Used twice: the organiser decides")
    fit(page, "sent with two conflicts")
    assert kept(page, "queue") == []


def posts(context: BrowserContext) -> list[dict[str, Any]]:
    """The redemptions that any page of a tablet sends from now on, with their answers."""
    found: list[dict[str, Any]] = []
    context.on(
        "response",
        lambda answer: (
            found.append(
                {"status": answer.status, "key": answer.request.headers["idempotency-key"]}
            )
            if answer.url.endswith("/shop/redemptions")
            else None
        ),
    )
    return found


def take(bakery: Counter, device: Device, code: str) -> None:
    wiring, key = bakery.wiring, bakery.wiring.new_token()
    tap = Tap(code, key, bakery.now)
    take_at_till(wiring.open_uow, tap, device=device, key=key, now=bakery.now)


def copy_of(bakery: Counter, folder: Path) -> str:
    """The same town in a file of its own."""
    twin = folder / "twin.db"
    with sqlite3.connect(bakery.folder / "muv.db") as ours, sqlite3.connect(twin) as theirs:
        ours.backup(theirs)
    return f"sqlite:///{twin}"


def online(url: str, bakery: Counter, codes: list[str]) -> None:
    """Play the same day on the copy as if the network had never gone."""
    wiring = wire(Settings(secret_key=SECRET, database_url=url))
    twin = Counter(bakery.folder, bakery.port, wiring, bakery.offers)
    first, second = twin.device(), twin.device()
    for code in codes[:2]:
        take(twin, second, code)
        with pytest.raises(AlreadyRedeemed):
            take(twin, first, code)
    for code in codes[2:]:
        take(twin, first, code)
    wiring.engine.dispose()


def balances(url: str) -> dict[str, int]:
    """What stands on each account, reckoned from every transfer."""
    wiring = wire(Settings(secret_key=SECRET, database_url=url))
    query = """
        SELECT account.code, SUM(CASE WHEN transfer.dst_id = account.id THEN amount
        ELSE -amount END) FROM ledger_account AS account JOIN ledger_transfer AS transfer
        ON account.id IN (transfer.src_id, transfer.dst_id) GROUP BY account.code
    """
    with wiring.engine.connect() as connection:
        found = {str(code): int(sum_) for code, sum_ in connection.execute(text(query))}
    wiring.engine.dispose()
    return found


def test_a_slow_server_and_a_full_tablet(lens: Browser, bakery: Counter) -> None:
    page = tablet(lens, bakery)
    first, second = bakery.voucher(), bakery.voucher()
    page.evaluate("muvTill.snapshot.refresh()")
    page.evaluate("document.querySelector('[data-till]').dataset.race = 600")
    page.route("**/shop/redemptions", lambda _route: None)
    wedge(page, first)
    says(page, "yes", "kept on the tablet")
    assert [one["said"] for one in kept(page, "queue")] == [{"code": first}]

    page.evaluate("() => { muvTill.shelf.write = () => Promise.reject(new Error('full')); }")
    wedge(page, second)
    says(page, "no", "cannot save it")
    fit(page, "full")
    page.context.close()


def test_a_tablet_that_was_shut_out_keeps_what_it_holds(lens: Browser, bakery: Counter) -> None:
    page = tablet(lens, bakery)
    code = bakery.voucher()
    page.evaluate("muvTill.snapshot.refresh()")
    page.context.set_offline(True)
    wedge(page, code)
    says(page, "yes", "kept on the tablet")
    device = page.evaluate("muvTill.snapshot.held().body.device")
    revoke_device(bakery.wiring.open_uow, device, actor=SYSTEM, now=bakery.now)
    page.context.route("**/shop/redemptions", lambda route: route.abort())
    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_contain_text("not connected", timeout=SOON_MS)
    fit(page, "shut out")
    assert len(kept(page, "queue")) == 1
    page.goto(f"{bakery.url}/shop")
    expect(page.locator("[data-waits]")).to_contain_text("wait on this tablet: 1", timeout=SOON_MS)
    page.context.unroute("**/shop/redemptions")
    page.goto(f"{bakery.url}/pair/{bakery.pairing_code()}")
    page.get_by_role("button", name="Connect").click()
    expect(page.locator("[data-last] li:not(:has(.badge))")).to_contain_text(
        code[-3:], timeout=SOON_MS
    )
    assert kept(page, "queue") == []
    page.context.close()


def test_the_script_reads_codes_and_squares_as_the_server_does(
    lens: Browser, bakery: Counter
) -> None:
    page = tablet(lens, bakery)
    characters = [f"{number:08X}".replace("F", "K")[:8] for number in range(0, 2**31, 2**31 // 97)]
    reckoned = page.evaluate("all => all.map(muvTill.code.checkCharacter)", characters)
    assert reckoned == [check_character(one) for one in characters]
    typed = ["k7m 4qx 9tD", "o0l1-iu", "MUV1:AB-C", "muv1:ab2", ""]
    assert page.evaluate("all => all.map(muvTill.code.understand)", typed)[2:4] == [
        None,
        {"token": "MUV1:AB2"},
    ]
    square = bakery.square(bakery.voucher())
    keys = page.evaluate("muvTill.snapshot.held().body.keys")
    check = """([squares, keys]) => Promise.all(squares.map(
        one => muvTill.signed_text.check(muvTill.signed_text.read(one), keys)))"""
    body = range(len("MUV1:") + 4, len(square), 7)
    forged = [square[:at] + ("A" if square[at] != "A" else "B") + square[at + 1 :] for at in body]
    assert page.evaluate(check, [[square, *forged], keys]) == ["genuine", *["forged"] * len(forged)]
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", keys[0]["public_key"]), json.dumps(keys)
    page.context.close()
