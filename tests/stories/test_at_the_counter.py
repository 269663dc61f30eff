"""A shop without a tablet: its sign is scanned, and the clerk looks at a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE, bearer
from tests.stories.test_every_page import TABLET, look, shoot

pytestmark = pytest.mark.browser
SHOP = "boulangerie-gare"


def sign_of(chrome: Browser, town: Town) -> str:
    """Read the code off the sign that the organiser prints."""
    page = chrome.new_page()
    page.goto(town.person("organiser")["sign_in"])
    page.goto(f"{town.url}/organiser/shops/{SHOP}/counter")
    code = page.locator(".paper-sign .code").inner_text()
    page.context.close()
    return code


def fit(page: Page, name: str) -> list[str]:
    found: list[str] = []
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{name} at {width} px: {problem}" for problem in look(page)]
        shoot(page, f"{name}-{width}")
    return found


def left_of(page: Page) -> float:
    return float(page.locator(".used-runner").evaluate("one => one.getBoundingClientRect().left"))


def buy_there(page: Page, town: Town) -> str:
    """Sign in as whoever can buy something at the shop, and give the voucher's page."""
    offers = page.request.get(f"{town.url}/api/v1/offers", headers=bearer(town, "participant"))
    here = [one["id"] for one in offers.json()["items"] if one["shop"] == SHOP]
    for person in town.said["people"]:
        for offer in here if person["role"] == "participant" else ():
            head = {"Authorization": f"Bearer {person['token']}", "Idempotency-Key": f"c{offer}"}
            answer = page.request.post(
                f"{town.url}/api/v1/vouchers", headers=head, data={"offer": offer}
            )
            if answer.status == 201:
                page.goto(person["sign_in"])
                return f"{town.url}/me/vouchers/{answer.json()['code']}"
    pytest.fail("nobody in the demonstration can buy anything there")


def seconds_run(page: Page) -> bool:
    before = page.locator(".used-since").inner_text()
    page.wait_for_timeout(1100)
    return page.locator(".used-since").inner_text() != before


def moves(page: Page) -> bool:
    places = set()
    for _ in range(4):
        places.add(left_of(page))
        page.wait_for_timeout(300)
    return len(places) > 1


def test_the_clerk_sees_something_that_moves_and_a_reload_takes_nothing(
    chrome: Browser, town_running: Town
) -> None:
    code = sign_of(chrome, town_running)
    context = chrome.new_context(viewport={"width": PHONE, "height": 800}, locale="fr-FR")
    page = context.new_page()
    seen = watch(page, town_running.url)
    voucher = buy_there(page, town_running)
    page.goto(voucher)
    page.locator("a[href$='/use']").click()
    problems = fit(page, "participant.use_voucher")
    page.locator("#sign").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/used")
    problems += fit(page, "participant.used_voucher")
    assert moves(page), "a picture of the page does not"
    assert seconds_run(page)
    page.locator("#still").check()
    page.wait_for_timeout(100)
    assert not moves(page), "who is disturbed by it stops it"
    word = page.locator(".used-said").inner_text()
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    assert page.locator(".used-said").inner_text() == word
    assert page.locator(".used-runner").is_hidden()
    assert seconds_run(page), "where movement is not wanted, the seconds run"
    page.goto(f"{voucher}/use")
    assert page.locator("form[action$='/use']").count() == 0
    assert [*problems, *seen] == []
    context.close()


def test_a_shop_asks_to_join_and_keeps_its_link(chrome: Browser, town_running: Town) -> None:
    page = chrome.new_context(viewport={"width": PHONE, "height": 800}).new_page()
    page.goto(f"{town_running.url}/join")
    for name, text in (("name", "Chez Lou"), ("street", "2 rue Basse"), ("contact", "lou@x.fr")):
        page.locator(f"#{name}").fill(text)
    page.locator("#gives").fill("A cake")
    page.locator("main form button.btn-xl").click()
    page.wait_for_url("**/join/*")
    assert fit(page, "public.join_answer") == []
    page.context.close()
