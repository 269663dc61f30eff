"""Every page for everybody who may see it: new town, full town, after a slip, after a deed.

The browser walk of ``tests/stories/test_every_page.py`` looks at one page of a kind; this goes
everywhere without a browser, in French where much has happened and in English where nothing has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Self

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.build import ride
from tests.crawl import Crawl, door, links
from tests.crawl_forms import Form, forms_on, send
from tests.crawl_towns import OpenTown, demonstration, new_town

# Who may see a part.  A mediator who helps somebody sees that person's pages.
SEEN_BY = {
    "public": ("stranger", "participant", "helped", "shop", "mediator", "organiser"),
    "account": ("stranger",),
    "participant": ("participant", "helped"),
    "shop": ("shop",),
    "mediator": ("mediator",),
    "organiser": ("organiser",),
}
OWN = {"account.access", "account.codes", "account.password"}
HOMES = {
    "stranger": ("/", "/sign-in", "/sign-in/staff", "/pair", "/sign-in/mail/asked"),
    "participant": ("/me",),
    "mediator": ("/desk", "/desk/balance", "/password", "/access", "/access/codes"),
    "helped": ("/me",),
    "shop": ("/shop",),
    "organiser": ("/organiser", "/password"),
}
# Whose forms are sent by whom: what is everybody's is sent by a stranger.
SENT_BY = {
    "stranger": {"public", "account"},
    "participant": {"participant"},
    "helped": {"participant"},
    "shop": {"shop"},
    "mediator": {"mediator"},
    "organiser": {"organiser"},
}
# An organiser's deeds are long and each has its tests, which look with the same eyes.
DO_SOMETHING = ("participant", "helped", "shop", "mediator", "stranger")
# Ends what the others need.
LAST = {"participant.leave_for_good", "mediator.stop_helping"}
# No link leads here, and no deed that can be guessed.  Each is looked at where it says.
EXEMPT = {
    "account.confirm_mail": "by a token in a letter: tests/web/account/test_mail",
    "account.stop_letter": "by a mark in a letter: tests/web/account/test_mail",
    "account.card": "by a token on a card: tests/web/account/test_sign_in",
    "account.counter": "by a token on a sign: tests/web/participant/test_counter",
    "account.hunt_sign": "by a token on a sign: tests/web/participant/test_hunts",
    "account.stop": "by a token on a sign: tests/web/participant/test_scan",
    "participant.counter": "by a token on a sign: tests/web/participant/test_counter",
    "participant.hunt_sign": "by a token on a sign: tests/web/participant/test_hunts",
    "participant.scan_sign": "by a token on a sign: tests/web/participant/test_scan",
    "participant.used_voucher": "after a sign's code: tests/web/participant/test_counter",
    "participant.carpool_with_code": "by somebody else's code: tests/web/participant/test_carpool",
    "participant.upload": "opened by a script: tests/web/participant/test_uploads",
    "participant.shared": "after a file was shared: tests/web/public/test_share",
    "public.set_up": "by an app's token: tests/web/participant/test_auto",
    "public.properties": "a file by an app's token: tests/web/participant/test_auto",
    "public.offer_picture": "a picture: tests/web/organiser/test_offer_picture",
    "public.join_answer": "by a link that a shop keeps: tests/web/public/test_join",
    "participant.use_voucher": "where a shop has a sign: tests/web/participant/test_counter",
    "mediator.print_batch": "a file, once paper waits: tests/web/mediator/test_batch",
    "organiser.rescoring": "needs two organisers: tests/web/organiser/test_rescorings",
}
# Whoever looks for a helped person's paper first takes the person's vouchers back at the desk.
TAKEN_BACK = {("helped", "participant.print_voucher"), ("helped", "participant.voucher_pdf")}
# Addresses that answer only once something has happened.
NOTHING_YET = {"/me/week/stickers.pdf", "/organiser/rulebook/rehearsals/new"}


@dataclass
class Visit:
    """What everybody met in one town."""

    town: OpenTown
    locale: str
    crawls: dict[str, Crawl] = field(default_factory=dict)

    def everybody(self) -> Self:
        """Go everywhere, as everybody."""
        doors = self.town.app.url_map.bind("localhost")
        for role, homes in HOMES.items():
            begins = self.begin_to_help if role == "helped" else self.come_in
            crawl = self.crawls[role] = Crawl(role, begins(role), doors)
            crawl.go(*self.asides(role), *homes)
        for way_in in self.town.ways_in.values():
            stranger = Crawl("stranger", self.town.come_in("stranger", self.locale), doors)
            stranger.met[str(door(doors, way_in))] += 1
            stranger.open(way_in)
            self.crawls["stranger"].add(stranger)
        return self

    def come_in(self, role: str) -> FlaskClient:
        return self.town.come_in(role, self.locale)

    def begin_to_help(self, _: str) -> FlaskClient:
        desk = self.crawls["mediator"]
        pages = (page for page in desk.looked_at if page.path.startswith("/desk/people/"))
        form = next(f for p in pages for f in forms_on(p, p.path) if f.action.endswith("/help"))
        send(desk.client, form, form.filled({}))
        return desk.client

    def asides(self, role: str) -> Iterator[str]:
        """Addresses without anything to be filled in, whether a link leads there or not."""
        if role == "mediator":
            people = self.town.said["people"]
            yield f"/desk?q={next(p['name'] for p in people if p['role'] == 'participant')}"
        for rule in pages(self.town.app):
            if not rule.arguments and role in audience(rule.endpoint):
                yield from () if rule.rule in NOTHING_YET else (rule.rule,)

    def forms(self, role: str) -> dict[str, Form]:
        """The forms of a role, one of each kind, by where they go."""
        adapter = self.town.app.url_map.bind("localhost")
        found: dict[str, Form] = {}
        for page in self.crawls[role].looked_at:
            for form in forms_on(page, page.path):
                if form.method == "post":
                    endpoint, _ = adapter.match(form.action, method="POST")
                    if part(endpoint) in SENT_BY[role]:
                        found.setdefault(endpoint, form)
        return found

    def slip(self, role: str) -> None:
        """Send every form of a role that asks something, and answer nothing."""
        for endpoint, form in self.forms(role).items():
            if form.asks:
                self.send(role, endpoint, form, form.empty())

    def do(self, role: str) -> None:
        """Do everything a role can do; last what ends it."""
        known = {"file": ride(self.town.wiring.now() - timedelta(hours=2))}
        forms = self.forms(role)
        for endpoint in sorted(forms, key=lambda one: one in LAST):
            self.send(role, endpoint, forms[endpoint], forms[endpoint].filled(known))

    def send(self, role: str, endpoint: str, form: Form, data: dict[str, object]) -> None:
        self.town.forget_tries()
        crawl = self.crawls[role]
        if "attempt" in data:
            data["attempt"] = self.town.wiring.new_token()
        reply = send(crawl.client if role != "stranger" else self.come_in(role), form, data)
        page = crawl.look(reply)
        if reply.status_code >= 400 and page and not page.alert:
            crawl.problems.append(f"{role}: {endpoint} does not say why not")
        if reply.status_code < 400 and page and role != "stranger":
            # What appeared by it is met from there.
            endpoint = str(door(crawl.doors, reply.request.path))
            crawl.met[endpoint] += 1
            crawl.go(*links(page), of_a_kind=1)

    @property
    def problems(self) -> list[str]:
        return [problem for crawl in self.crawls.values() for problem in crawl.problems]

    def __str__(self) -> str:
        told = [f"{c.who} {c.pages} pages of {len(c.met)} kinds" for c in self.crawls.values()]
        checks = sum(crawl.checks for crawl in self.crawls.values())
        return f"{', '.join(told)}: {checks} checks, {len(self.problems)} complaints"


def part(endpoint: str) -> str:
    return endpoint.partition(".")[0]


def audience(endpoint: str) -> tuple[str, ...]:
    return ("mediator", "organiser") if endpoint in OWN else SEEN_BY[part(endpoint)]


def pages(app: Flask) -> list[Rule]:
    rules = app.url_map.iter_rules()
    return [r for r in rules if part(r.endpoint) in SEEN_BY and "GET" in (r.methods or ())]


def told(when: str, visit: Visit) -> None:
    """Say how much was looked at; ``pytest -s`` shows it."""
    sys.stdout.write(f"\n{when}: {visit}\n")


def left_out(visit: Visit, *, with_arguments: bool) -> list[tuple[str, str]]:
    """Pages that somebody may see and has not seen."""
    return [
        (role, rule.endpoint)
        for rule in pages(visit.town.app)
        for role in audience(rule.endpoint)
        if (with_arguments or not rule.arguments)
        and rule.rule not in NOTHING_YET
        and rule.endpoint not in EXEMPT
        and (role, rule.endpoint) not in TAKEN_BACK
        and not visit.crawls[role].met[rule.endpoint]
    ]


def test_in_a_new_town_every_page_says_that_there_is_nothing_yet(
    tmp_path: Path, sqlite_template: Path
) -> None:
    visit = Visit(new_town(tmp_path, sqlite_template), "en").everybody()
    told("a new town", visit)
    assert "\n".join(visit.problems) == "", str(visit)
    assert left_out(visit, with_arguments=False) == []


def test_in_a_full_town_every_page_and_every_answer_is_fit_for_everybody(tmp_path: Path) -> None:
    visit = Visit(demonstration(tmp_path), "fr").everybody()
    told("a full town", visit)
    for role in HOMES:
        visit.slip(role)
    told("after slips", visit)
    for role in DO_SOMETHING:
        visit.do(role)
    told("after deeds", visit)
    assert "\n".join(visit.problems) == "", str(visit)
    assert left_out(visit, with_arguments=True) == []


def test_no_exemption_is_out_of_date(app: Flask) -> None:
    assert EXEMPT.keys() - {rule.endpoint for rule in pages(app)} == set()
    folder = Path(__file__).parent.parent
    homes = [reason.rpartition("tests/")[2] for reason in EXEMPT.values()]
    assert [home for home in homes if not (folder / f"{home}.py").is_file()] == []
