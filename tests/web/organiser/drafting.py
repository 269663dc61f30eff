"""A draft of the next rules, and its forms as a browser sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from muvengine.core.rules.draft import Draft
from muvengine.reads.rulebook_life import draft_seen
from tests.build import RULES, Town
from tests.pages import Browser, Page, read

DRAFT: Final = "/organiser/rulebook/drafts/1"
EDIT: Final = f"{DRAFT}/edit"
SOURCE: Final = RULES.read_text(encoding="utf-8").replace("\nversion: 1\n", "\nversion: 2\n")

Typed = dict[str, list[str]]
NOTHING: Final[Mapping[str, str | list[str]]] = {}


def fields_of(page: Page, action: str) -> Typed:
    """What a browser would send from the form that goes there, were nothing typed."""
    found: Typed = {}
    inside, select = False, ""
    for element in page.elements:
        attrs = element.attrs
        name, kind = attrs.get("name") or "", attrs.get("type")
        if element.tag == "form":
            inside = attrs["action"] == action
        elif not inside:
            continue
        elif element.tag == "select":
            select = name
        elif element.tag == "option" and ("selected" in attrs or select not in found):
            found[select] = [attrs.get("value") or ""]
        elif element.tag == "input" and (kind not in {"checkbox", "radio"} or "checked" in attrs):
            found.setdefault(name, []).append(attrs.get("value") or "")
    assert found, f"no form goes to {action} on {page.path}"
    return found


def submit(
    browser: Browser,
    url: str,
    typed: Mapping[str, str | list[str]] = NOTHING,
    expect: int = 200,
    *,
    action: str | None = None,
    before: Page | None = None,
) -> Page:
    """Fill a form in and send it.

    Args:
        browser: whose.
        url: of the page with the form.
        typed: what is typed over, by field; lists are boxes that are ticked.
        expect: the status after following redirects.
        action: where the form goes, if elsewhere.
        before: the page as it was opened earlier.
    """
    target = action or url
    form = fields_of(before or browser.get(url), target)
    for name, value in typed.items():
        form[name] = [value] if isinstance(value, str) else value
    reply = browser.client.post(target, data=form, follow_redirects=True)
    return read(reply, expect)


@dataclass(frozen=True, slots=True)
class Desk:
    """An organiser at work on draft 1."""

    town: Town
    browser: Browser

    @property
    def draft(self) -> Draft:
        return draft_seen(self.town.wiring.open_reading, 1).draft

    @property
    def source(self) -> str:
        return self.draft.text.source

    def changed(self) -> list[str]:
        """The lines that are different from what the draft began with, when as many."""
        old, new = SOURCE.splitlines(), self.source.splitlines()
        assert len(old) == len(new)
        return [line for line, before in zip(new, old, strict=True) if line != before]


def desk(town: Town, text: str = SOURCE, locale: str = "en") -> Desk:
    """Keep a draft that begins in May, written by Inès."""
    browser = town.ines(locale)
    new = "/organiser/rulebook/new"
    browser.post(new, text=text, first_day="2026-05-01", note="Spring", do="keep")
    return Desk(town, browser)
