"""A browser for tests that also looks at every page as a careful person would.

A test that visits a page gets these checks for free, so no page can be added without them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Self

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from muvengine.words.catalogue import LANGUAGES, direction
from tests.careful_checks import CAREFUL
from tests.page import Element, Page

__all__ = ["Browser", "Element", "Page", "problems_of", "read"]

FIELDS = {"input", "select", "textarea"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Browser:
    """Visits pages and refuses careless ones."""

    def __init__(self, client: FlaskClient, *, locale: str = "en") -> None:
        self.client = client
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = locale

    def speaking(self, locale: str) -> Self:
        """The same browser in another language."""
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = locale
        with self.client.session_transaction() as session:
            session["locale"] = locale
        return self

    def get(self, url: str, expect: int = 200) -> Page:
        """Open ``url``, following redirects."""
        return read(self.client.get(url, follow_redirects=True), expect)

    def post(self, url: str, expect: int = 200, *, on: str | None = None, **form: str) -> Page:
        """Submit a form as a browser does: with the hidden fields of the page it stands on.

        Args:
            url: where the form goes.
            expect: the status after following redirects.
            on: the page the form is taken from; ``url`` itself when not given.
            form: what the person typed.
        """
        return self.send(url, {**self.hidden(on or url), **form}, expect)

    def upload(
        self,
        url: str,
        files: list[tuple[str, bytes]],
        expect: int = 200,
        *,
        action: str | None = None,
        **form: str,
    ) -> Page:
        """Submit files under the name ``file``; ``action`` where the form goes elsewhere."""
        data: dict[str, object] = {**self.hidden(url), **form}
        data["file"] = [(BytesIO(content), name) for name, content in files]
        reply = self.client.post(
            action or url, data=data, content_type="multipart/form-data", follow_redirects=True
        )
        # The test client keeps a large body in a file that it leaves open.
        for one in (*reply.history, reply):
            one.request.environ["wsgi.input"].close()
        return read(reply, expect)

    def send(self, url: str, form: dict[str, str], expect: int = 200) -> Page:
        """Submit exactly these fields."""
        return read(self.client.post(url, data=form, follow_redirects=True), expect)

    def hidden(self, url: str) -> dict[str, str]:
        """The hidden fields a browser would send along from ``url``."""
        page = read(self.client.get(url, follow_redirects=True), None)
        return {
            name: page.field(name)
            for name in ("csrf_token", "attempt", "revision")
            if f'name="{name}"' in page.source
        }


def read(reply: TestResponse, expect: int | None) -> Page:
    """Check what came back, then give it."""
    assert expect in (None, reply.status_code), f"{reply.status} at {reply.request.path}"
    page = Page(reply)
    problems = problems_of(page)
    assert not problems, problems[0]
    return page


def problems_of(page: Page) -> list[str]:
    """What a careful person would complain about."""
    problems = []
    for check in CHECKS:
        try:
            check(page)
        except AssertionError as wrong:
            problems.append(f"{check.__name__}: {wrong}")
    return problems


def one_heading_that_starts_the_title(page: Page) -> None:
    heading = page.one("h1").text
    assert heading, f"no heading on {page.path}"
    # The title cannot hold tags, and loses unbreakable spaces with them.
    assert " ".join(heading.split()) in " ".join(page.one("title").text.split())


def headings_go_down_step_by_step(page: Page) -> None:
    levels = [HEADINGS.index(e.tag) for e in page.elements if e.tag in HEADINGS]
    jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
    assert not jumps, f"headings jump on {page.path}: {levels}"


def language_is_declared(page: Page) -> None:
    declared = page.one("html").attrs
    locale = declared.get("lang") or ""
    assert locale in LANGUAGES
    assert declared.get("dir") == direction(locale)


def fields_have_labels(page: Page) -> None:
    labelled = {element.attrs.get("for") for element in page.all("label")}
    for element in page.elements:
        if element.tag in FIELDS and element.attrs.get("type") != "hidden":
            assert element.attrs.get("id") in labelled, f"{element.attrs} has no label"
    for label in page.all("label"):
        assert label.text, f"{label.attrs} says nothing"


def ids_are_unique_and_found(page: Page) -> None:
    ids = Counter(e.attrs["id"] for e in page.elements if "id" in e.attrs)
    assert not [name for name, times in ids.items() if times > 1], ids.most_common(1)
    for element in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for target in (element.attrs.get(name) or "").split():
                assert target in ids, f"{name}={target} points nowhere on {page.path}"


def nothing_comes_from_elsewhere(page: Page) -> None:
    for element, url in _addresses(page):
        away = url.startswith(("http:", "https:", "//"))
        assert element.tag == "a" or not away, f"{url} on {page.path}"


def nothing_is_inline(page: Page) -> None:
    for element in page.elements:
        assert element.tag != "style", page.path
        assert element.tag != "script" or element.attrs.get("src"), page.path
        bad = [name for name in element.attrs if name == "style" or name.startswith("on")]
        assert not bad, f"{bad} on <{element.tag}> of {page.path}"


def forms_say_where_they_go(page: Page) -> None:
    for form in page.all("form"):
        assert form.attrs.get("action"), f"a form of {page.path} goes nowhere"
        assert form.attrs.get("method") in {"get", "post"}


def links_and_buttons_have_words(page: Page) -> None:
    for element in page.elements:
        if element.tag in {"a", "button", "summary", "option", "legend", "th"}:
            assert element.text or element.attrs.get("aria-label"), f"{element} on {page.path}"
        if element.tag == "a":
            assert element.attrs.get("href"), f"{element} leads nowhere on {page.path}"
        if element.tag == "img":
            assert "alt" in element.attrs


def typography_is_careful(page: Page) -> None:
    for element in page.elements:
        if element.tag in {"main", "header", "footer"}:
            # Names and files may hold anything; our own sentences may not.
            own = re.sub(r"«[^»]*»", "", element.text)
            # The longest first: one file may quote a line of another.
            files = {file.text for file in (*page.all("pre"), *page.all("textarea"))}
            for text in sorted(files, key=len, reverse=True):
                own = own.replace(text, "")
            assert " - " not in own, f"a hyphen for a dash on {page.path}"
            assert not re.search(r"\{[a-z_]+\}", own), f"a fact is missing on {page.path}"
            if page.one("html").attrs["lang"] == "fr":
                assert not re.search(r"\w [;!?](\s|$)", own), f"a breaking space on {page.path}"


def _addresses(page: Page) -> Iterator[tuple[Element, str]]:
    for element in page.elements:
        for name in ("src", "href", "action"):
            if element.attrs.get(name):
                yield element, element.attrs[name] or ""


CHECKS = (
    one_heading_that_starts_the_title,
    headings_go_down_step_by_step,
    language_is_declared,
    fields_have_labels,
    ids_are_unique_and_found,
    nothing_comes_from_elsewhere,
    nothing_is_inline,
    forms_say_where_they_go,
    links_and_buttons_have_words,
    typography_is_careful,
    *CAREFUL,
)
