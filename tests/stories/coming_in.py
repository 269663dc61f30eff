"""Coming in as somebody of each audience, to pages that have something on them."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.stories.browsers import Town, share_a_trip

PHONE = 360


def enter(chrome: Browser, town: Town, audience: str) -> BrowserContext:
    """Come in as somebody of this audience, and do what makes more pages appear."""
    context = chrome.new_context(viewport={"width": PHONE, "height": 800}, locale="fr-FR")
    page = context.new_page()
    if audience == "shop":
        take_a_voucher(page, town)
    elif audience == "public":
        page.goto(town.url)
    else:
        page.goto(town.person(audience)["sign_in"])
    if audience == "participant":
        page.goto(f"{town.url}/me/offers")
        page.locator("main li.card button").first.click()
        share_a_trip(page, town)
        # Only some trips ask for their parts; each has the page.
        trips = page.request.get(f"{town.url}/api/v1/trips", headers=bearer(town, audience))
        page.goto(f"{town.url}/me/trips/{trips.json()['items'][-1]['id']}/legs")
    if audience == "mediator":
        page.goto(f"{town.url}/access")
        page.locator("main form button.btn-xl").click()
        page.goto(f"{town.url}/desk/outings")
        page.locator("label[for='mode-walk']").click()
        page.locator("#name").fill("Marche")
        page.locator("main form button.btn-xl").click()
        page.goto(f"{town.url}/desk?q={town.person('participant')['name']}")
        page.locator("main a[href*='/desk/people/']").first.click()
        page.locator("form[action$='/help'] input[type=checkbox]").check()
        page.locator("form[action$='/help'] button").click()
        # Something waits for the printer.
        page.goto(f"{town.url}/me/offers")
        page.locator("main button[name='paper']").first.click()
    return context


def bearer(town: Town, role: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {town.person(role)['token']}"}


def take_a_voucher(page: Page, town: Town) -> None:
    person = next(one for one in reversed(town.said["people"]) if one["role"] == "participant")
    bearer = {"Authorization": f"Bearer {person['token']}"}
    offers = page.request.get(f"{town.url}/api/v1/offers", headers=bearer).json()["items"]
    bought = page.request.post(
        f"{town.url}/api/v1/vouchers",
        headers=bearer | {"Idempotency-Key": "every-page"},
        data={"offer": offers[0]["id"]},
    ).json()
    page.goto(town.device(bought["shop"])["pair"])
    page.locator("#code").fill(bought["code"])
    page.keyboard.press("Enter")
    expect(page.locator(".answer-yes")).to_be_visible(timeout=20_000)
