"""From an address to a link in the folder of the demo to one's page; staff come in with a code."""

from __future__ import annotations

import re
import time
from base64 import b32decode
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muvengine.bootstrap import clock
from muvengine.core.people.second_factor import step_at
from muvengine.formats.totp import code_of
from tests.stories.browsers import Town, watch
from tests.stories.coming_in import PHONE
from tests.stories.test_every_page import look

pytestmark = pytest.mark.browser
WAIT_S = 20
FATOU = "somebody@mail.example"
LEA = "lea@mail.example"


def next_mail(folder: Path, to: str, seen: set[str]) -> str:
    """Wait for a mail that was not read yet, and give the link in it."""
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        for file in folder.glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=default)
            if mail["To"] == to and file.name not in seen:
                seen.add(file.name)
                found = re.search(r"^http\S+", mail.get_content(), re.MULTILINE)
                assert found
                return found[0]
        time.sleep(0.2)
    pytest.fail("no mail came")


def small(chrome: Browser, *, script: bool = True) -> Page:
    context = chrome.new_context(
        viewport={"width": PHONE, "height": 740}, locale="fr-FR", java_script_enabled=script
    )
    return context.new_page()


def test_from_an_address_to_my_page_without_a_card(chrome: Browser, town_running: Town) -> None:
    town, read = town_running, set[str]()
    folder = town.folder / "instance" / "mails"
    page = small(chrome)
    seen = watch(page, town.url)
    page.goto(town.person("participant")["sign_in"])
    page.goto(f"{town.url}/me/mail")
    page.locator("#email").fill(FATOU)
    page.locator("main form button.btn-xl").click()
    page.goto(next_mail(folder, FATOU, read))
    page.locator("main form button").click()
    assert list(look(page)) == []
    # Somebody else's computer, with an old browser.
    shared = small(chrome, script=False)
    shared.goto(f"{town.url}/sign-in/mail")
    shared.locator("#email").fill(FATOU)
    shared.locator("main form button.btn-xl").click()
    shared.goto(next_mail(folder, FATOU, read))
    shared.locator("#shared").check()
    shared.locator("main form button.btn-xl").click()
    expect(shared).to_have_url(f"{town.url}/me")
    out = shared.locator(".finished button")
    expect(out).to_be_in_viewport()
    wide = out.bounding_box()
    assert wide is not None
    assert wide["height"] >= 44
    out.click()
    shared.goto(f"{town.url}/me")
    expect(shared).to_have_url(re.compile("/sign-in"))
    assert seen == []
    page.context.close()
    shared.context.close()


def test_a_colleague_is_invited_and_comes_in_with_a_code(
    chrome: Browser, town_running: Town
) -> None:
    town, page, password = town_running, small(chrome), "trois vélos verts"
    page.goto(town.person("organiser")["sign_in"])
    page.goto(f"{town.url}/organiser/team")
    page.locator("#name").fill("Léa")
    page.locator("#email").fill(LEA)
    page.locator("#by_mail").check()
    page.locator("form.narrow button").click()
    page.goto(next_mail(town.folder / "instance" / "mails", LEA, set()))
    page.locator("main form button.btn-xl").click()
    for field in ("#password", "#again"):
        page.locator(field).fill(password)
    page.locator("main form button.btn-xl").click()
    sign_in(page, password)
    page.goto(f"{town.url}/access")
    page.locator("main form button.btn-xl").click()
    secret = b32decode("".join(page.locator("main .font-monospace").inner_text().split()))
    page.locator("#code").fill(code_of(secret, step_at(clock())))
    page.locator("main form button.btn-xl").click()
    assert list(look(page)) == []
    paper = page.locator("[data-code]").first.inner_text()
    page.goto(f"{town.url}/sign-in/staff")
    sign_in(page, password)
    expect(page).to_have_url(re.compile("/sign-in/code"))
    assert list(look(page)) == []
    page.locator("#code").fill(paper)
    page.locator("main form button.btn-xl").click()
    expect(page).to_have_url(f"{town.url}/desk")
    page.goto(f"{town.url}/access")
    assert list(look(page)) == []
    page.context.close()


def sign_in(page: Page, password: str) -> None:
    page.locator("#email").fill(LEA)
    page.locator("#password").fill(password)
    page.locator("main form button.btn-xl").click()
