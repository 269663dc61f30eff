"""An organiser changes bike points by a form, mends the example that turns red, reads what changes.

A challenge of the next game is added by its form.  On a phone; the rules without scripts are
part of ``test_the_rules_change``.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE
from tests.stories.test_every_page import TABLET, look, shoot

pytestmark = pytest.mark.browser
RIDE = "Three kilometres by bike"
WAIT_MS = 30_000
WAYS = pytest.mark.parametrize("way", ["with scripts", "without scripts"])


def organiser(chrome: Browser, town: Town, *, scripts: bool) -> tuple[BrowserContext, Page]:
    context = chrome.new_context(
        viewport={"width": PHONE, "height": 800}, locale="en-GB", java_script_enabled=scripts
    )
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(town.person("organiser")["sign_in"])
    page.get_by_role("button", name="English").click()
    return context, page


def begin(page: Page, town: Town) -> None:
    """A draft of the next rules, without a look at its text."""
    page.goto(f"{town.url}/organiser/rulebook")
    page.get_by_role("link", name="Write the next version").click()
    page.get_by_role("button", name="Keep it, and change it rule by rule").click()
    expect(page.locator("h1")).to_have_text(re.compile(r"Draft \d+"))


def fit(page: Page, name: str, *, scripts: bool) -> None:
    """Nothing runs over the side of a phone, and axe finds nothing."""
    if not scripts:
        return
    for width in (PHONE, TABLET):
        page.set_viewport_size({"width": width, "height": 800})
        assert list(look(page)) == [], name
        shoot(page, f"{name}-{width}")
    page.set_viewport_size({"width": PHONE, "height": 800})


def test_bike_points_are_changed_and_their_example_mended(
    chrome: Browser, town_running: Town
) -> None:
    context, page = organiser(chrome, town_running, scripts=True)
    begin(page, town_running)
    page.get_by_role("link", name="Change By bike", exact=True).click()
    fit(page, "rule-form", scripts=True)
    type_points(page, "six")
    wrong = page.locator("[id='per_km.0.points-wrong']")
    expect(wrong).to_contain_text("Expected a number between 0 and 500")
    # From here on nothing is wrong, and the browser has nothing to say.
    seen = watch(page, town_running.url)
    type_points(page, "6")
    expect(page.locator("[role=status]").first).to_contain_text("By bike: saved.")

    red = page.locator("tr[data-example]").filter(has_text=RIDE)
    expect(red).to_contain_text("to mend")
    expect(red).to_contain_text("Points in all: 23, expected 20")
    fit(page, "rule-example-red", scripts=True)
    red.get_by_role("button", name=f"Expect 23 in “{RIDE}”").click()
    expect(page.locator("[role=status]").first).to_contain_text("23 points are expected now.")
    mended = page.locator("#right tr[data-example]").filter(has_text=RIDE)
    expect(mended).to_contain_text("right")
    mend_the_others(page)
    read_what_changes(page)
    assert seen == []
    context.close()


def type_points(page: Page, points: str) -> None:
    """By keyboard alone."""
    field = page.get_by_label("Row 1: points for each km")
    field.fill(points)
    field.press("Enter")
    page.wait_for_load_state()


def mend_the_others(page: Page) -> None:
    others = page.locator("form[action$='/mend'] button")
    for left in range(others.count(), 0, -1):
        expect(others).to_have_count(left)
        others.first.click()
    expect(page.get_by_text("This rulebook is right.")).to_be_visible()


def read_what_changes(page: Page) -> None:
    changes = page.locator("[data-written] li").filter(has_text="instead of 5")
    expect(changes).to_have_text(re.compile("By bike: 6 points a km up to 5 km a day instead of 5"))
    page.locator("#lines summary").click()
    expect(page.locator("pre.diff")).to_contain_text("+      - {up_to: 5, points: 6}")
    page.get_by_role("link", name="Look at the draft as it is now").click()
    expect(page.locator("main")).to_contain_text("instead of 5")


@WAYS
def test_an_example_is_added_and_a_trip_is_tried(
    chrome: Browser, town_running: Town, way: str
) -> None:
    scripts = way == "with scripts"
    context, page = organiser(chrome, town_running, scripts=scripts)
    begin(page, town_running)
    page.get_by_role("link", name="Add an example").click()
    page.get_by_label("In one sentence").fill("Two kilometres on a scooter")
    page.get_by_label("Way of travelling").select_option("escooter")
    page.get_by_label("Length (km)").fill("2")
    page.get_by_role("button", name="See what it gives").click()
    expect(page.get_by_label("Points expected")).to_have_value("9")
    fit(page, "example-form", scripts=scripts)
    page.get_by_role("button", name="Keep the example").click()
    added = page.locator("tr[data-example]").filter(has_text="Two kilometres on a scooter")
    expect(added).to_contain_text("right")

    page.get_by_role("link", name="Try it on a trip").click()
    fit(page, "try-list", scripts=scripts)
    page.locator("main .list-group a").first.click()
    expect(page.locator("main")).to_contain_text("As it was paid")
    expect(page.locator("main")).to_contain_text("Under this draft")
    fit(page, "try-trip", scripts=scripts)
    context.close()


def test_the_text_is_checked_after_each_pause(chrome: Browser, town_running: Town) -> None:
    context, page = organiser(chrome, town_running, scripts=True)
    seen = watch(page, town_running.url)
    begin(page, town_running)
    page.set_viewport_size({"width": TABLET, "height": 800})
    text, told = page.locator("#text"), page.locator("[data-told]")
    left, right = page.locator("#rules").bounding_box(), text.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + 300 < right["x"], "the text stands beside the rules"

    source = text.input_value()
    line = source.splitlines().index("  pending_hours: 48") + 1
    text.fill(source.replace("pending_hours: 48", "pending_huors: 48"))
    expect(told).to_contain_text(f"Line {line}: unknown word 'pending_huors'", timeout=WAIT_MS)
    marked = page.locator(".rule-lines .line-wrong")
    assert {int(number) for number in marked.all_inner_texts()} >= {line}
    expect(page.locator("[data-written]")).to_contain_text("did you mean 'pending_hours'?")
    assert list(look(page)) == []
    shoot(page, "rule-text-wrong")

    page.locator("#problems a").first.focus()
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    here = "document.activeElement.value.slice(0, document.activeElement.selectionStart)"
    assert page.evaluate(here).count("\n") + 1 == line

    text.fill(source.replace("up_to: 5, points: 5}", "up_to: 5, points: 6}", 1))
    expect(page.locator("[data-written]")).to_contain_text("instead of 5", timeout=WAIT_MS)
    expect(page.locator("[data-written]")).to_contain_text("Keep the text first")
    expect(page.get_by_role("link", name="Change By bike", exact=True)).to_have_count(0)
    expect(marked).not_to_have_count(0)
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.locator("[role=status]").first).to_contain_text("The draft is kept.")
    assert seen == []
    context.close()


def test_whoever_leaves_what_they_typed_is_asked(chrome: Browser, town_running: Town) -> None:
    context, page = organiser(chrome, town_running, scripts=True)
    begin(page, town_running)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator("#text").press("End")
    page.keyboard.type("# a remark")
    page.get_by_role("link", name="The rulebook").click()
    expect(page.locator("#text")).to_be_visible()
    assert asked == ["beforeunload"]
    context.close()


def test_a_text_that_cannot_be_checked_says_so_and_is_not_lost(
    chrome: Browser, town_running: Town
) -> None:
    context, page = organiser(chrome, town_running, scripts=True)
    begin(page, town_running)
    page.route("**/organiser/rulebook/check", lambda route: route.abort())
    page.locator("#text").press("End")
    page.keyboard.type("# a remark")
    expect(page.locator("[data-told]")).to_contain_text("could not be checked", timeout=WAIT_MS)
    page.unroute("**/organiser/rulebook/check")
    expect(page.locator("[data-told]")).to_contain_text("This rulebook is right", timeout=WAIT_MS)
    context.close()


def test_the_text_is_checked_by_a_button_without_scripts(
    chrome: Browser, town_running: Town
) -> None:
    context, page = organiser(chrome, town_running, scripts=False)
    begin(page, town_running)
    source = page.locator("#text").input_value()
    line = source.splitlines().index("  pending_hours: 48") + 1
    page.locator("#text").fill(source.replace("pending_hours: 48", "pending_huors: 48"))
    # This browser only stops scripts; one without any would show it.
    assert "Keep the text before you follow a link" in page.content()
    page.get_by_role("button", name="Check only").click()
    expect(page.locator("#problems")).to_contain_text(f"Line {line}: unknown word 'pending_huors'")
    assert "pending_huors" in page.locator("#text").input_value()
    context.close()


def test_a_challenge_is_added_by_its_form_without_scripts(
    chrome: Browser, town_running: Town
) -> None:
    context, page = organiser(chrome, town_running, scripts=False)
    page.goto(f"{town_running.url}/organiser/game/new")
    page.get_by_role("button", name="Keep it, and change it part by part").click()
    page.get_by_role("link", name="Add a challenge").click()
    page.get_by_role("link", name="Two together").click()
    page.get_by_label("What people read (Français)").fill("Dix kilomètres à deux")
    page.get_by_label("What people read (English)").fill("Ten kilometres for two")
    page.get_by_label("What is counted").select_option("km")
    page.get_by_label("How much for both together").fill("10")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[role=status]").first).to_contain_text("Ten kilometres for two: added.")
    expect(page.locator("main")).to_contain_text("together: 10 kilometres, 30 points")
    context.close()
