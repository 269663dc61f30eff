"""A shop without a tablet: its sign is scanned, and the clerk looks at a telephone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.stories.browsers import Town, watch
from tests.stories.test_every_page import PHONE, TABLET, bearer, look, shoot

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


def test_the_clerk_sees_something_that_moves_and_a_reload_takes_nothing(
    chrome: Browser, town_running: Town
) -> None:
    town, person = town_running, town_running.said["people"]
    richest = [one for one in person if one["role"] == "participant"]
    code = sign_of(chrome, town)
    context = chrome.new_context(viewport={"width": PHONE, "height": 800}, locale="fr-FR")
    page = context.new_page()
    seen = watch(page, town.url)
    offers = page.request.get(f"{town.url}/api/v1/offers", headers=bearer(town, "participant"))
    here = [one["id"] for one in offers.json()["items"] if one["shop"] == SHOP]
    bought = None
    for one in richest:
        for offer in here:
            head = {"Authorization": f"Bearer {one['token']}", "Idempotency-Key": f"c{offer}"}
            answer = page.request.post(
                f"{town.url}/api/v1/vouchers", headers=head, data={"offer": offer}
            )
            if bought is None and answer.status == 201:
                bought = answer.json()["code"]
                page.goto(one["sign_in"])
    assert bought is not None, "somebody in the demo can buy something there"
    problems = []
    page.goto(f"{town.url}/me/vouchers/{bought}")
    page.locator("a[href$='/use']").click()
    problems += fit(page, "participant.use_voucher")
    page.locator("#sign").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/used")
    problems += fit(page, "participant.used_voucher")
    places = []
    for _ in range(4):
        places.append(left_of(page))
        page.wait_for_timeout(300)
    assert len(set(places)) > 1, "a picture of the page does not move"
    before = page.locator(".used-since").inner_text()
    page.wait_for_timeout(1100)
    assert page.locator(".used-since").inner_text() != before
    page.locator("#still").check()
    page.wait_for_timeout(100)
    still = left_of(page)
    page.wait_for_timeout(300)
    assert left_of(page) == still, "who is disturbed by it stops it"
    word = page.locator(".used-said").inner_text()
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    assert page.locator(".used-said").inner_text() == word
    assert page.locator(".used-runner").is_hidden()
    before = page.locator(".used-since").inner_text()
    page.wait_for_timeout(1100)
    assert page.locator(".used-since").inner_text() != before, "the seconds run instead"
    page.goto(f"{town.url}/me/vouchers/{bought}/use")
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
