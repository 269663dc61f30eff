"""A shop says on its tablet that a line is wrong, and reads what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from muvengine.reads.ledger_check import check_ledger
from tests.build import ZONE, Town
from tests.conftest import Clock
from tests.pages import Browser
from tests.web.organiser.test_statements import HOME, PAYEE, WHO
from tests.web.shop.test_till import FIVE_EUROS, take, voucher

STATEMENT = "/shop/statements/1"
LINE, MISSING = f"{STATEMENT}/wrong/1", f"{STATEMENT}/wrong/0"
ANSWERS = "/organiser/contests"


@pytest.fixture
def closed(town: Town, clock: Clock) -> Town:
    """The café took 1.50 and 2 euros in April; its statement is closed on 4 May."""
    tablet, code = town.tablet("cafe"), voucher(town, FIVE_EUROS)
    take(tablet, code, amount="1.50")
    take(tablet, code, amount="2")
    clock.moment = datetime(2026, 5, 4, 9, 0, tzinfo=ZONE)
    ines = town.ines()
    ines.post(PAYEE, 200, on=PAYEE, **WHO)
    ines.post(HOME, on=HOME)
    ines.post(f"{HOME}/1/close", on=f"{HOME}/1")
    return town


def ask(tablet: Browser, expect: int = 200, **said: str) -> str:
    page = tablet.post(LINE, expect, on=LINE, **said)
    return page.told if expect == 200 else page.alert


def answer(town: Town, expect: int = 200, **said: str) -> str:
    page = town.ines().post(f"{ANSWERS}/1", expect, on=f"{ANSWERS}/1", **said)
    return page.told if expect == 200 else page.alert


def test_a_line_is_contested_answered_and_put_right(closed: Town, clock: Clock) -> None:
    tablet = closed.tablet("cafe")
    assert "until 3 June 2026" in tablet.get(STATEMENT).text
    assert ask(tablet, reason="amount", words="It was 2 euros") == (
        "Sent. The team will answer here."
    )
    assert "Waiting for an answer" in tablet.get(STATEMENT).text
    assert "1 shop question waits for you" in closed.ines().get("/organiser").text
    assert "Line 1: The amount is wrong" in closed.ines().get(ANSWERS).text
    assert "The shop reads it" in answer(closed, decision="more", amount="0,50", answer="You are right")  # fmt: skip  # noqa: E501
    page = tablet.get(STATEMENT)
    assert "Answer of 4 May 2026: You are right You get €0.50 more." in page.text
    assert "Total €3.50" in page.text
    page = tablet.get("/shop/statements")
    assert "Since 1 May 2026, for your next statement: €0.50." in page.text
    assert "In all, the programme owes you €4.00." in page.text
    assert "Correction of statement 1, line 1: You are right €0.50" in page.text
    clock.moment += timedelta(days=30)
    closed.ines().post(HOME, on=HOME)
    closed.ines().post(f"{HOME}/2/close", on=f"{HOME}/2")
    assert "Correction of statement 1, line 1" in tablet.get("/shop/statements/2").text
    assert "It is on statement 2." in tablet.get(STATEMENT).text
    assert check_ledger(closed.wiring.open_reading) == ()


def test_a_missing_voucher_in_french(closed: Town) -> None:
    tablet = closed.tablet("cafe", locale="fr")
    page = tablet.post(MISSING, on=MISSING, words="Le 12 avril, 3 euros")
    assert "Envoyé." in page.told
    answer(closed, decision="refuse", answer="Bon déjà payé en mars")
    page = tablet.get(STATEMENT)
    assert "Il manque un bon" in page.text
    assert "Réponse du 4 mai 2026" in page.text
    assert "Rien ne change" in page.text


@pytest.mark.parametrize(("said", "heard"), [
    ({},                                         "Choose what is wrong."),
    ({"reason": "missing", "words": "one two"},  "Choose what is wrong."),
    ({"reason": "robbery", "words": "one two"},  "Choose what is wrong."),
    ({"reason": "other"},                        "Say in a few words"),
    ({"reason": "other", "words": "x" * 301},    "Use fewer words."),
])  # fmt: skip
def test_what_is_wrong_with_a_question_is_said(
    closed: Town, said: dict[str, str], heard: str
) -> None:
    assert heard in ask(closed.tablet("cafe"), 422, **said)


def test_once_and_for_thirty_days_and_only_its_own(closed: Town, clock: Clock) -> None:
    tablet = closed.tablet("cafe")
    ask(tablet, reason="not_taken")
    assert "sent before" in ask(tablet, 409, reason="not_taken")
    closed.tablet("boulangerie").get(LINE, 404)
    tablet.get(f"{STATEMENT}/wrong/9", 404)
    clock.moment += timedelta(days=31)
    page = tablet.get(STATEMENT)
    assert "The 30 days" in page.text
    assert "is something wrong?" not in page.text
    tablet.post(MISSING, 409, on=MISSING, words="12 April, 3 euros")


@pytest.mark.parametrize(("said", "status", "heard"), [
    ({"answer": "long enough"},                                       422, "Choose an answer."),
    ({"decision": "more", "answer": "long enough"},                   422, "Type an amount"),
    ({"decision": "more", "amount": "1000,01", "answer": "so it is"}, 422, "Type an amount"),
    ({"decision": "less", "amount": "1,51", "answer": "so it is"},    422, "cannot give back more"),
    ({"decision": "refuse", "answer": "no"},                          422, "Say why"),
])  # fmt: skip
def test_what_is_wrong_with_an_answer_is_said(
    closed: Town, said: dict[str, str], status: int, heard: str
) -> None:
    ask(closed.tablet("cafe"), reason="amount")
    assert heard in answer(closed, status, **said)


def test_two_organisers_answer_once(closed: Town) -> None:
    ask(closed.tablet("cafe"), reason="amount")
    first, second = closed.ines(), closed.ines()
    form = second.hidden(f"{ANSWERS}/1")
    said = {"decision": "refuse", "answer": "as agreed"}
    first.post(f"{ANSWERS}/1", on=f"{ANSWERS}/1", **said)
    assert "Somebody has answered" in second.send(f"{ANSWERS}/1", {**form, **said}, 409).alert


def test_the_paper_is_kept_in_the_town_s_language_and_has_its_hash(closed: Town) -> None:
    ines, english = closed.ines("fr"), closed.ines("en")
    papers = {one.client.get(f"{HOME}/1.pdf").data for one in (ines, english)}
    assert len(papers) == 1
    said = ines.client.get(f"{HOME}/1.json").get_json()
    assert said["pdf_sha256"] in english.get(f"{HOME}/1").text
    assert said["lines"][0]["amount_cents"] == 150
