"""Six languages on a phone: what is heard in order, what is read aloud, and pages without fault.

What a screen reader hears is kept beside in ``heard/``; figures are masked.  After a change of
words or of a page, ``MUV_TEST_HEARD=write`` writes it anew, to be read by a person.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.programme import programme
from muvengine.services.pair_device import make_pairing_code
from muvengine.services.set_programme import set_programme
from muvengine.words.catalogue import COMPLETE, LANGUAGES, direction, say
from muvengine.words.figures import Clock, figure
from tests.build import ride
from tests.stories.small_town import SmallTown
from tests.stories.test_every_page import look

pytestmark = pytest.mark.browser

HEARD = Path(__file__).parent / "heard"
MASKED = ((re.compile(r"/me/trips/\S{10,}"), "/me/trips/some"), (re.compile(r"\d+"), "0"))
# A browser of the test has no voices; this one has two, and notes what they are to say.
VOICES = """
window.told = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-GB" }, { lang: "ar-SA" }],
  speak: one => { told.push([one.lang, one.text]); setTimeout(one.onend, 0); },
  cancel: () => {},
} });
"""


@pytest.fixture
def six(small_town: SmallTown) -> SmallTown:
    """The town in all its languages; Fatou has a trip and a voucher."""
    town = small_town.town
    spoken = replace(programme(town.wiring.open_reading), locales=tuple(LANGUAGES))
    set_programme(town.wiring.open_uow, spoken, actor=SYSTEM, now=town.wiring.now())
    town.trip(ride())
    town.give(500)
    fatou = town.fatou()
    offer = fatou.get("/me/offers").field("offer")
    fatou.post("/me/offers", offer=offer)
    return small_town


def till(six: SmallTown, chrome: Browser, locale: str, *, scripts: bool = True) -> Page:
    """Give a shop's tablet that was paired and speaks a language."""
    wiring, page = six.town.wiring, six.page(chrome, locale, scripts=scripts)
    code = make_pairing_code(
        wiring.open_uow, "boulangerie", actor=SYSTEM, now=wiring.now(), new_token=wiring.new_token
    )
    page.goto(f"{six.url}/pair/{code}")
    page.locator("main form button").click()
    page.locator(f"footer button[value={locale}]").click()
    return page


def heard(page: Page, name: str) -> None:
    """Compare what a screen reader finds in the page's own part with what is kept."""
    found = page.locator("main").aria_snapshot() + "\n"
    for fact, mask in MASKED:
        found = fact.sub(mask, found)
    path = HEARD / f"{name}.txt"
    if os.environ.get("MUV_TEST_HEARD") == "write":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_home_and_till_are_heard_in_order_in_a_second_language(
    chrome: Browser, six: SmallTown
) -> None:
    for locale in ("en", "ar"):
        page = six.enter(chrome, six.town.fatou_, locale)
        page.goto(f"{six.url}/me")
        heard(page, f"home-{locale}")
    page.goto(f"{six.url}/me/vouchers")
    code = page.locator("main .code").first.inner_text()
    # Without scripts: what the tablet itself says changes while it is listened to.
    page = till(six, chrome, "en", scripts=False)
    heard(page, "till-en")
    page.locator("#code").fill(code)
    page.keyboard.press("Enter")
    heard(page, "till-answer-en")
    assert six.problems == []


def test_the_main_sentences_are_read_aloud_by_keyboard(chrome: Browser, six: SmallTown) -> None:
    page = six.enter(chrome, six.town.fatou_, "ar", scripts=True)
    page.goto(f"{six.url}/me")
    # Without a voice there is nothing to press.
    expect(page.locator("[data-listen]")).to_be_hidden()
    page.add_init_script(VOICES)
    page.reload()
    button = page.get_by_role("button", name=say("layout.listen", "ar"))
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => told.length > 1")
    told = page.evaluate("told")
    assert told[0] == ["ar", say("participant.hello", "ar", name="Fatou")]
    assert {language for language, _ in told} == {"ar"}
    assert say("participant.to_spend", "ar") in told[1][1]
    expect(button).to_be_visible()


def test_a_tablet_tells_the_hour_as_the_pages_of_the_day_do(
    chrome: Browser, six: SmallTown
) -> None:
    page = till(six, chrome, "en", scripts=True)
    morning = Clock(datetime(2026, 4, 7, 9, 5, tzinfo=UTC))
    for locale in LANGUAGES:
        page.locator(f"footer button[value={locale}]").click()
        expect(page.locator("html")).to_have_attribute("lang", locale)
        # A page has its language before it has its scripts.
        page.wait_for_load_state()
        told = page.evaluate("muvTill.told.clock('2026-04-07T07:05:00Z')")
        assert told == figure(morning, locale), locale


def test_pages_for_everybody_are_fit_to_be_seen(chrome: Browser, six: SmallTown) -> None:
    found = []
    # All of them where everything turns round; two with much on them where words are longer.
    for locale in (one for one in LANGUAGES if one not in COMPLETE):
        fatou = six.enter(chrome, six.town.fatou_, locale, scripts=True)
        shop = till(six, chrome, locale)
        waiting = [(fatou, "/me/trips/new"), (shop, "/shop")]
        if direction(locale) == "rtl":
            fatou.goto(f"{six.url}/me/vouchers")
            voucher = fatou.locator("main a[href*='/me/vouchers/']").first.get_attribute("href")
            waiting += [(fatou, path) for path in ("/me", "/me/points", str(voucher))]
            waiting += [(six.enter(chrome, six.town.karim_, locale, scripts=True), "/desk")]
        for page, path in waiting:
            page.goto(six.url + path)
            found += [f"{locale} {path}: {problem}" for problem in look(page)]
            html = page.locator("html")
            assert html.get_attribute("lang") == locale
            assert html.get_attribute("dir") == direction(locale)
        fatou.context.close()
        shop.context.close()
    assert found + six.problems == []
