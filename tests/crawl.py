"""Goes wherever somebody can go, and keeps what a careful person would complain about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect
from werkzeug.test import TestResponse

from tests.page import Page
from tests.pages import CHECKS, problems_of

# Ten shops look alike, a taken and an open voucher do not.
OF_A_KIND_MAX = 3


@dataclass
class Crawl:
    """What one person met.

    Attributes:
        who: a word for messages.
        client: their browser.
        doors: the addresses of the application.
        met: how many answers of each endpoint were looked at.
        pages: those of them that are pages.
        problems: complaints, each with the address.
    """

    who: str
    client: FlaskClient
    doors: MapAdapter
    met: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    problems: list[str] = field(default_factory=list)
    looked_at: list[Page] = field(default_factory=list)

    @property
    def checks(self) -> int:
        return self.pages * len(CHECKS)

    def add(self, other: Crawl) -> None:
        """Count what another of the same kind met."""
        self.met += other.met
        self.pages += other.pages
        self.problems += other.problems

    def go(self, *urls: str, of_a_kind: int = OF_A_KIND_MAX) -> None:
        """Follow links from these addresses until a few of every kind were seen."""
        waiting, known = list(urls), set(urls)
        while waiting:
            url = waiting.pop(0)
            endpoint = door(self.doors, url)
            if endpoint is None:
                self.problems.append(f"{self.who}: a link leads nowhere: {url}")
            elif self.met[endpoint] < of_a_kind:
                self.met[endpoint] += 1
                new = [link for link in self.open(url) if link not in known]
                known.update(new)
                waiting += new

    def open(self, url: str) -> list[str]:
        """Look at one address and give where it leads."""
        reply = self.client.get(url, follow_redirects=True)
        if reply.status_code >= 400:
            self.problems.append(f"{self.who}: {reply.status_code} at {url}")
        page = self.look(reply)
        return list(links(page)) if page else []

    def look(self, reply: TestResponse) -> Page | None:
        """Look at an answer as a careful person would; None when it is a file."""
        if reply.mimetype != "text/html":
            reply.get_data()
            reply.close()
            return None
        try:
            page = Page(reply)
        except AssertionError as broken:
            self.problems.append(f"{self.who}: {reply.request.path}: {broken}")
            return None
        self.pages += 1
        self.problems += [f"{self.who}: {one}" for one in problems_of(page)]
        self.looked_at.append(page)
        return page


def links(page: Page) -> Iterator[str]:
    """Addresses of this site that a page leads to, without their fragments."""
    for link in page.all("a"):
        href = (link.attrs["href"] or "").partition("#")[0]
        if href and not urlsplit(href).scheme:
            yield urljoin(page.path, href)


def door(doors: MapAdapter, url: str) -> str | None:
    """Give the endpoint behind an address."""
    try:
        endpoint, _ = doors.match(urlsplit(url).path, method="GET")
    except RequestRedirect as moved:
        return door(doors, moved.new_url)
    except HTTPException:
        return None
    return str(endpoint)
