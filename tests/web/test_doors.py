"""Walk over every address: who may come in, and what the door says to the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.routing import IntegerConverter, Rule

from muvengine.bootstrap import Wiring
from tests.build import Town

AUDIENCES = ("participant", "shop", "mediator", "organiser")
# Open to everybody, each for a reason.
OPEN = {
    "static": "the look of the pages",
    "observe.health": "is it alive",
    "observe.ready": "can it serve",
    "observe.metrics": "figures for the operator",
}
OPEN_BLUEPRINTS = {
    "public": "what everybody may read",
    "account": "the way in",
    "ingest": "apps on telephones, each with a token of its own",
}
# A link in a letter can only be opened, so opening it is what signs in or pairs.
SIGN_IN_BY_LINK = {"account.link", "account.pair_with_code"}
# Kept out of the comparison: when somebody was last seen, and the tries they have left.
SEEN = {"session", "token_bucket", "sqlite_sequence"}
# The only pages that may run compiled code: the till reads QR codes with it.
COMPILED = {"shop.till", "shop.take", "shop.shell"}
# A script of ours asks: it hears a problem and no page, and sends a mark in place of a token.
SCRIPTED = {
    "shop.snapshot",
    "shop.last",
    "shop.redeem_tap",
    "shop.undo_tap",
    "participant.send_recording",
}
# A phone's share sheet calls: it has no token, so nothing is judged before a page with one.
SHARED = {"public.share_trip"}
# When a tablet was last in touch.
TOUCHED = {"last_seen_at", "last_sync_at", "offline_since", "clock_skew_s"}
SAFE = {"GET", "HEAD", "OPTIONS"}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self)",
}


def rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))


def blueprint(rule: Rule) -> str:
    return str(rule.endpoint).rpartition(".")[0]


def is_api(rule: Rule) -> bool:
    return rule.rule.startswith(("/api/", "/ingest/"))


def address(app: Flask, rule: Rule) -> str:
    values: dict[str, object] = {
        name: 1 if isinstance(kind, IntegerConverter) else "nothing"
        for name, kind in rule._converters.items()  # noqa: SLF001
    }
    values.update(rule.defaults or {})
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        return str(adapter.build(rule.endpoint, values, method=method(rule)))


def method(rule: Rule) -> str:
    unsafe = (rule.methods or set()) - SAFE
    return min(unsafe) if unsafe else "GET"


def guarded(app: Flask) -> Iterator[tuple[Rule, str, str]]:
    for rule in rules(app):
        if blueprint(rule) in AUDIENCES:
            yield rule, method(rule), address(app, rule)


@pytest.fixture
def clients(town: Town) -> dict[str, FlaskClient]:
    return {
        "participant": town.fatou().client,
        "shop": town.tablet().client,
        "mediator": town.karim().client,
        "organiser": town.ines().client,
    }


def test_every_address_belongs_to_an_audience_the_api_or_the_list_of_open_ones(app: Flask) -> None:
    for rule in rules(app):
        known = {*AUDIENCES, *OPEN_BLUEPRINTS}
        assert blueprint(rule) in known or is_api(rule) or rule.endpoint in OPEN, rule


def test_a_stranger_is_led_to_the_way_in(app: Flask, town: Town) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    stranger = town.stranger().client
    for rule, verb, url in guarded(app):
        reply = stranger.open(url, method=verb)
        if rule.endpoint in SCRIPTED:
            assert (reply.status_code, reply.get_json()["code"]) == (401, "sign_in_needed"), rule
            continue
        assert reply.status_code in {302, 303}, rule
        assert reply.location.startswith(("/sign-in", "/pair")), rule


def test_another_audience_is_turned_away(app: Flask, clients: dict[str, FlaskClient]) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    for rule, verb, url in guarded(app):
        for audience, client in clients.items():
            if audience == blueprint(rule):
                continue
            reply = client.open(url, method=verb)
            # A mediator who helps nobody is sent to the desk, a tablet to the way in.
            if rule.endpoint in SCRIPTED:
                assert reply.status_code in {401, 403}, (rule, audience)
                continue
            elsewhere = reply.status_code in {302, 303} and reply.location != url
            assert reply.status_code == 403 or elsewhere, (rule, audience, reply.status)


def test_no_form_is_taken_without_its_token(app: Flask, clients: dict[str, FlaskClient]) -> None:
    seen = 0
    for rule in rules(app):
        if method(rule) == "GET" or is_api(rule):
            continue
        client = clients.get(blueprint(rule), clients["participant"])
        reply = client.open(address(app, rule), method=method(rule))
        seen += 1
        if rule.endpoint in SCRIPTED:
            assert (reply.status_code, reply.get_json()["code"]) == (403, "not_allowed"), rule
            continue
        if rule.endpoint in SHARED:
            assert reply.status_code == 422, rule
            continue
        assert reply.status_code == 400, rule
        assert 'data-code="csrf"' in reply.text, rule
    assert seen > 10


def test_nobody_changes_anything_by_looking(
    app: Flask, wiring: Wiring, clients: dict[str, FlaskClient]
) -> None:
    before = fingerprint(wiring)
    for rule in rules(app):
        if "GET" in (rule.methods or ()) and rule.endpoint not in SIGN_IN_BY_LINK:
            client = clients.get(blueprint(rule), clients["participant"])
            client.get(address(app, rule))
            assert fingerprint(wiring) == before, rule


def test_every_answer_tells_the_browser_what_to_allow(
    app: Flask, clients: dict[str, FlaskClient]
) -> None:
    for rule in rules(app):
        client = clients.get(blueprint(rule), clients["participant"])
        for verb in ("GET", "POST"):
            headers = client.open(address(app, rule), method=verb).headers
            for name, part in HEADERS.items():
                assert part in headers.get(name, ""), (rule, verb, name)
            policy = headers["Content-Security-Policy"]
            if rule.endpoint in COMPILED:
                policy = policy.replace("'wasm-unsafe-eval'", "")
            assert "unsafe" not in policy, rule


def fingerprint(wiring: Wiring) -> str:
    """Everything the database holds, save when people were last seen."""
    digest = hashlib.sha256()
    with wiring.engine.connect() as connection:
        tables = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ).scalars()
        for table in tables.all():
            if table in SEEN:
                continue
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()  # noqa: S608
            for row in rows:
                kept = {name: value for name, value in row.items() if name not in TOUCHED}
                digest.update(repr((table, kept)).encode())
    return digest.hexdigest()
