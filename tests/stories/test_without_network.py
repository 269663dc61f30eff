"""A telephone without network: a walk is recorded and handed in once, a voucher still opens."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from muvengine.core.traces.fixes import Fixes
from muvengine.formats.upload import read_upload
from muvengine.reads.trips import trips
from muvengine.reads.voucher_text import voucher_text
from muvengine.reads.vouchers import voucher_of
from tests.build import ride
from tests.stories.small_town import SmallTown, too_wide
from tests.stories.test_every_page import TABLET, look, shoot

pytestmark = pytest.mark.browser
SOON_MS: Final = 20_000
RECORD: Final = "/me/trips/record"
# A telephone that is where the story says.
WALKER: Final = """
    navigator.geolocation.watchPosition = (ok, no) => { window.walker = {ok, no}; return 1; };
    navigator.geolocation.clearWatch = () => { window.walker = null; };
"""
WALK: Final = """fixes => fixes.forEach(([at, lat, lon, accuracy]) => walker.ok({
    timestamp: at, coords: {latitude: lat, longitude: lon, accuracy, altitude: null}}))"""
ON_THE_SHELF: Final = """store => new Promise(done => {
    indexedDB.open("muv-record").onsuccess = event => {
        const count = event.target.result.transaction(store).objectStore(store).count();
        count.onsuccess = () => done(count.result);
    };
})"""

SEGMENTS: Final = """async () => {
    const fixes = await muvRecord.keep.fixes(muvRecord.watch.key());
    return fixes.map(fix => fix.segment);
}"""


def test_a_walk_and_a_voucher_without_network(small_town: SmallTown, chrome: Browser) -> None:
    page = small_town.enter(chrome, small_town.town.fatou_, "fr", scripts=True)
    page.context.add_init_script(WALKER)
    fixes = read_upload(ride()).fixes
    record_through_a_reload_and_a_dead_network(small_town, page, fixes)
    throw_another_away(page)
    hand_in_once(small_town, page)
    fit(page, "sent")

    page.get_by_role("button", name="English").click()
    code = buy(small_town, page)
    show_without_network(small_town, page, code)
    sign_out(small_town, page)
    page.context.close()
    # What the browser itself says of a server that is away.
    unreached = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "ERR_FAILED")
    assert [one for one in small_town.problems if not any(why in one for why in unreached)] == []


def record_through_a_reload_and_a_dead_network(
    small_town: SmallTown, page: Page, fixes: Fixes
) -> None:
    page.goto(small_town.url + RECORD)
    wait_until_kept(page, RECORD)
    page.locator("label[for='mode-walk']").click()
    fit(page, "record")
    page.get_by_role("button", name="Démarrer").click()
    expect(page.locator("[data-going] h2")).to_be_focused()
    third = len(fixes) // 3
    walk(page, fixes, 0, third)
    page.evaluate(WALK, [[0, 43.64, 5.09, 180]])
    expect(page.locator("[data-said]")).to_contain_text("trop vague, à 180 m près")
    page.reload()
    going = page.locator("[data-going]")
    expect(going).to_contain_text("Votre trajet s’enregistre", timeout=SOON_MS)
    walk(page, fixes, third, 2 * third)

    page.context.set_offline(True)
    small_town.server.stop()
    page.reload()
    expect(page.locator("main")).to_contain_text("Le réseau ne répond pas", timeout=SOON_MS)
    # The browser believes in its network again; nobody answers.
    page.context.set_offline(False)
    walk(page, fixes, 2 * third, len(fixes))
    expect(going.locator("[data-distance]")).to_have_text("700 m")
    fit(page, "record-going")
    page.get_by_role("button", name="Terminer", exact=True).click()
    expect(page.locator("[data-said]")).to_have_text(
        "En attente du réseau. Votre trajet est gardé sur ce téléphone.", timeout=SOON_MS
    )


def walk(page: Page, fixes: Fixes, first: int, last: int) -> None:
    page.wait_for_function("() => window.walker")
    said = list(zip(fixes.t_s.tolist(), fixes.lat.tolist(), fixes.lon.tolist(), strict=True))
    page.evaluate(WALK, [[at * 1000, lat, lon, 12] for at, lat, lon in said[first:last]])
    soon(page, f"() => ({ON_THE_SHELF})('fixes').then(found => found === {last})")
    expect(page.locator("[data-said]")).to_have_text("Votre trajet est gardé sur ce téléphone.")


def throw_another_away(page: Page) -> None:
    """Two lie on the phone; the unfinished one is thrown away, after a question."""
    page.get_by_role("button", name="Démarrer").click()
    page.wait_for_function("() => window.walker")
    gaps_are_marked(page)
    expect(page.locator("[data-going] h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-kept] h2")).to_be_focused()
    lines = page.locator("[data-kept] li")
    expect(lines).to_have_count(2)
    lines.first.get_by_text("Jeter ce trajet").click()
    expect(lines.first).to_contain_text("perdu pour de bon")
    fit(page, "record-kept")
    lines.first.get_by_role("button", name="Oui, le jeter").click()
    expect(lines).to_have_count(1)
    assert page.evaluate(ON_THE_SHELF, "trips") == 1


def gaps_are_marked(page: Page) -> None:
    """After a silence, and after a page that was not seen, a new segment begins."""
    moments = (0, 5_000, 70_000, 75_000)
    page.evaluate(WALK, [[1e12 + ms, 43.64 + ms / 1e8, 5.09, 9] for ms in moments])
    page.evaluate("""() => {
        Object.defineProperty(document, "hidden", {value: true, configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
        delete document.hidden;
    }""")
    page.evaluate(WALK, [[1e12 + 80_000, 43.641, 5.09, 9]])
    soon(page, f"() => ({SEGMENTS})().then(found => found.join() === '0,0,1,1,2')")


def hand_in_once(small_town: SmallTown, page: Page) -> None:
    """The server takes it, its answer is lost, and it is sent again."""
    small_town.server.start()
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    page.context.route("**/me/trips/recorded", lose, times=1)
    with page.expect_event("requestfailed", timeout=SOON_MS):
        page.get_by_role("button", name="Envoyer à nouveau").click()
    assert lost == [201]
    expect(page.locator("[data-kept] li")).to_contain_text("En attente du réseau")
    page.get_by_role("button", name="Envoyer à nouveau").click()
    expect(page.locator("main")).to_contain_text("Votre trajet compte", timeout=SOON_MS)
    assert page.evaluate(ON_THE_SHELF, "trips") == 0
    town = small_town.town
    [one] = trips(town.wiring.open_reading, town.fatou_.id).items
    assert page.url.endswith(one.public_id)
    assert one.points > 0


def buy(small_town: SmallTown, page: Page) -> str:
    page.goto(f"{small_town.url}/me/offers")
    page.locator("main li.card button").first.click()
    code = page.locator(".code").inner_text().replace("-", "")
    wait_until_kept(page, f"/me/vouchers/{code}")
    return code


def show_without_network(small_town: SmallTown, page: Page, code: str) -> None:
    page.context.set_offline(True)
    small_town.server.stop()
    page.reload()
    expect(page.locator("[data-seen]")).to_contain_text("Last seen with network", timeout=SOON_MS)
    expect(page.locator("[data-seen]")).to_contain_text("It may have been used since")
    fit(page, "voucher-kept")
    wiring = small_town.town.wiring
    voucher = voucher_of(wiring.open_reading, small_town.town.fatou_.id, code)
    said = voucher_text(wiring.open_reading, wiring.settings.secret_key, voucher)
    assert decoded(page.locator("svg.qr").screenshot()) == said
    page.get_by_role("link", name="My vouchers").click()
    expect(page.locator("main")).to_contain_text("A loaf", timeout=SOON_MS)
    fit(page, "vouchers-kept")
    small_town.server.start()
    page.context.set_offline(False)


def decoded(picture: bytes) -> str:
    [found] = zxingcpp.read_barcodes(Image.open(BytesIO(picture)).convert("L"))
    return str(found.text)


def sign_out(small_town: SmallTown, page: Page) -> None:
    page.goto(f"{small_town.url}/me")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    soon(page, "() => caches.has('muv-phone').then(found => !found)")


def wait_until_kept(page: Page, path: str) -> None:
    soon(page, f"() => caches.match('{path}').then(found => Boolean(found))")


def soon(page: Page, question: str) -> None:
    """Ask a page until it says yes; it cannot be watched under our policy for scripts."""
    for _ in range(200):
        if page.evaluate(question):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {question}")


def fit(page: Page, name: str) -> None:
    """The page in this state, looked at as every page is, at both widths."""
    phone = page.viewport_size
    assert phone is not None
    assert list(look(page)) == [], name
    shoot(page, f"{name}-360")
    page.set_viewport_size({"width": TABLET, "height": 800})
    assert too_wide(page) == []
    shoot(page, f"{name}-1024")
    page.set_viewport_size(phone)
