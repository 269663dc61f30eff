"""Who disagrees is heard: a refusal, a reason, a person who looks, and points that change."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.formats.trace_generator.ride import RideLeg, record
from tests.stories.browsers import Town, watch
from tests.stories.test_every_page import look
from tests.stories.test_from_a_gpx_to_a_coffee import open_as

pytestmark = pytest.mark.browser
WORDS = "I really ran, the phone was in my pocket."
# The demo tells of Salon; each story has a person and an hour of its own.
# Who, and so many nights ago: whatever the hour, nobody of the seed town travels then.
WAYS = {True: (0, 2), False: (1, 3)}


def far_too_fast(nights_ago: int) -> bytes:
    """A car, as nobody runs."""
    lat, lon = through_blocks(43.635, 5.075, 43.662, 5.118)
    now = datetime.now(UTC)  # noqa: TID251  the demo that runs goes by the real clock
    night = now.replace(hour=2, minute=0, second=0, microsecond=0)
    start = night - timedelta(days=nights_ago)
    return write_gpx(record((RideLeg("car", lat, lon),), start, nights_ago), "Trip").encode()


def participants(town: Town) -> list[dict[str, Any]]:
    return [one for one in town.said["people"] if one["role"] == "participant"]


def send_as(page: Page, town: Town, mode: str, nights_ago: int) -> str:
    path = town.folder / f"disagree-{nights_ago}.gpx"
    path.write_bytes(far_too_fast(nights_ago))
    page.get_by_role("link", name="Add a trip").first.click()
    page.locator(f"label[for='mode-{mode}']").click()
    page.locator("input[type=file]").set_input_files(path)
    page.locator("main form[enctype] button").last.click()
    page.wait_for_url("**/me/trips/*")
    return page.url


def disagree(page: Page) -> None:
    expect(page.locator(".verdict-refused")).to_contain_text("This trip does not count")
    expect(page.locator(".speed-plot")).to_be_visible()
    page.locator("summary", has_text="I disagree").click()
    expect(page.locator(".verdict-refused")).to_contain_text("A person answers within 5 working")
    page.locator("#message").fill(WORDS)
    page.get_by_role("button", name="Send to a person").click()
    expect(page.locator("main")).to_contain_text("You get an answer by")
    expect(page.locator("main")).to_contain_text(f"You wrote: {WORDS}")


def open_the_question(ines: Page, town: Town, trip: str) -> int:
    """Find the trip in the queue, look at everything, and give what accepting it would pay."""
    ines.goto(f"{town.url}/organiser/review")
    expect(ines.locator("main")).to_contain_text("No answer is late.")
    ines.locator(f"a[href$='{trip.rpartition('/')[2]}']").click()
    main = ines.locator("main")
    expect(main).to_contain_text(WORDS)
    expect(main).to_contain_text("working days left")
    expect(main).to_contain_text("past a limit")
    expect(ines.locator(".speed-plot")).to_be_visible()
    expect(ines.locator("[data-map]")).to_be_visible()
    said = main.locator(".form-text", has_text="instead of 0").inner_text()
    return int(said.split()[0])


@pytest.mark.parametrize(
    ("scripts", "mode"), [(True, "run"), (False, "bus")], ids=["with scripts", "without scripts"]
)
def test_a_refusal_is_contested_and_accepted_as_it_is_or_as_something_else(
    chrome: Browser, town_running: Town, *, scripts: bool, mode: str
) -> None:
    town, (who, nights_ago) = town_running, WAYS[scripts]
    fatou = open_as(chrome, participants(town)[who]["sign_in"], scripts=scripts)
    seen = watch(fatou, town.url)
    trip = send_as(fatou, town, "run", nights_ago)
    disagree(fatou)

    ines = open_as(chrome, town.person("organiser")["sign_in"], scripts=scripts)
    seen_by_ines = watch(ines, town.url)
    points = open_the_question(ines, town, trip)
    if scripts:
        expect(ines.locator(".leaflet-overlay-pane path").first).to_be_visible()
        assert list(look(ines)) == [], "axe"
    if mode != "run":
        chosen = ines.locator(f"#leg-1 option[value={mode}]").inner_text()
        points = int(re.findall(r"\d+", chosen)[-1])
        ines.locator("#leg-1").select_option(mode)
    ines.locator("#answer-accept").check()
    ines.locator("#reason").fill("I looked at the speed and believe you")
    ines.get_by_role("button", name="Send the answer").click()
    expect(ines.locator("[role=status]").first).to_contain_text("The trip is accepted.")

    assert points > 0
    fatou.goto(trip)
    expect(fatou.locator(".verdict-confirmed")).to_contain_text("Your trip counts")
    expect(fatou.locator("main")).to_contain_text(f"0 → {points} points")
    expect(fatou.locator("main")).to_contain_text("I looked at the speed and believe you")
    expect(fatou.locator("tfoot")).to_contain_text(f"{points} points")
    fatou.goto(f"{town.url}/me/points")
    line = fatou.locator("li", has=fatou.locator(f"a[href$='{trip.rpartition('/')[2]}']"))
    expect(line.filter(has_text="The reason")).to_contain_text(f"0 → {points} points")
    assert [one for one in seen + seen_by_ines if not one.endswith(".ico")] == []
    verified = town.run("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
