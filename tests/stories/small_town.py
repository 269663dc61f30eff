"""The small town of ``tests.build``, served from here: its clock goes where a story says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from threading import Thread

from playwright.sync_api import Browser, Page
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.services.make_link import make_link
from muvengine.words.catalogue import LANGUAGES
from tests.build import ZONE, Town
from tests.conftest import Clock
from tests.stories.browsers import watch
from tests.stories.coming_in import PHONE


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        """Say nothing: a request is no news."""


@dataclass
class Server:
    """What answers for a town, until it cannot be reached any more."""

    town: Town
    port: int = 0
    running: list[tuple[BaseWSGIServer, Thread]] = field(default_factory=list)

    def start(self) -> None:
        """Answer from a thread, at the same address as before."""
        server = make_server(
            "127.0.0.1", self.port, self.town.app, threaded=True, request_handler=_Quiet
        )
        self.port = server.server_port
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self.running.append((server, thread))

    def stop(self) -> None:
        """Let nobody in any more: a browser still believes in its network."""
        while self.running:
            server, thread = self.running.pop()
            server.shutdown()
            thread.join()
            server.server_close()


@dataclass
class SmallTown:
    """A served town.

    Attributes:
        url: where it answers, without a slash at its end.
        town: its people and its wiring, for what happens beside the browser.
        clock: of the server and of this process alike.
        seen: what pages did that they should not, see ``watch``.
        server: answers, and may stop to.
    """

    url: str
    town: Town
    clock: Clock
    seen: list[list[str]]
    server: Server

    @property
    def problems(self) -> list[str]:
        return [one for page in self.seen for one in page]

    def noon(self, day: date) -> datetime:
        """Let noon of a day come."""
        self.clock.moment = datetime.combine(day, time(12), ZONE)
        return self.clock.moment

    def page(self, chrome: Browser, locale: str, *, scripts: bool = False) -> Page:
        """Give the phone of somebody who is not signed in."""
        context = chrome.new_context(
            viewport={"width": PHONE, "height": 800}, locale=locale, java_script_enabled=scripts
        )
        page = context.new_page()
        self.seen.append(watch(page, self.url))
        return page

    def enter(self, chrome: Browser, person: Person, locale: str, *, scripts: bool = False) -> Page:
        """Come in by a link, and speak a language."""
        wiring, page = self.town.wiring, self.page(chrome, locale, scripts=scripts)
        link = make_link(
            wiring.open_uow,
            person_id=person.id,
            actor=SYSTEM,
            now=wiring.now(),
            new_token=wiring.new_token,
        )
        page.goto(f"{self.url}/enter/{link}")
        page.locator("main form button").click()
        page.get_by_role("button", name=LANGUAGES[locale]).click()
        return page


@contextmanager
def serve(town: Town, clock: Clock) -> Iterator[SmallTown]:
    """Serve a town from a thread."""
    server = Server(town)
    server.start()
    try:
        yield SmallTown(f"http://127.0.0.1:{server.port}", town, clock, [], server)
    finally:
        server.stop()


def too_wide(page: Page) -> list[str]:
    """Tell whether a page scrolls sideways; this needs no scripts of its own."""
    # After a press the next page may not have begun.
    page.locator("body").wait_for(state="attached")
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{page.url} scrolls sideways by {wide} px"] if wide > 0 else []
