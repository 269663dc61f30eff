"""A text is looked at after each pause, by a script; nothing of it is kept."""

from __future__ import annotations

import pytest

from muvengine.core.people.limits import RULE_CHECKS_OF_PERSON
from tests.build import Town
from tests.web.organiser.drafting import DRAFT, EDIT, SOURCE, Desk, desk

CHECK = "/organiser/rulebook/check"


def check(at: Desk, text: str, expect: int = 200, **typed: str) -> str:
    form = at.browser.hidden(EDIT) | {"text": text, "draft": "1", "first_day": "2026-05-01"}
    reply = at.browser.client.post(CHECK, data=form | typed)
    assert reply.status_code == expect
    return reply.text


def test_problems_are_told_at_their_lines(town: Town) -> None:
    at = desk(town)
    said = check(at, SOURCE.replace("    flat: 30\n", "    flat: fifteen\n", 1))
    line = SOURCE.splitlines().index("    flat: 30") + 1
    assert f'data-line="{line}" data-column="11"' in said
    assert f'data-said="1 problem. Line {line}: expected a whole number' in said
    assert at.source == SOURCE


def test_a_right_text_is_told_in_words_with_its_examples(town: Town) -> None:
    at = desk(town)
    said = check(at, SOURCE)
    assert "This rulebook is right. It holds from 1 May 2026. 37 examples are right." in said
    assert "By bike" in said
    assert "<html" not in said


def test_forms_are_offered_for_what_is_kept_only(town: Town) -> None:
    at = desk(town)
    link = f'href="{DRAFT}/rules/bike-km"'
    assert link in check(at, SOURCE)
    said = check(at, SOURCE.replace("up_to: 5, points: 5}", "up_to: 5, points: 6}"))
    assert link not in said
    assert "Keep the text first" in said
    assert "6 points a km up to 5 km a day instead of 5" in said
    assert link not in check(at, SOURCE, draft="0")
    assert link not in check(at, SOURCE, revision="7"), "a colleague changed it"


@pytest.mark.parametrize("first_day", ["", "someday", "2026-05-01"])
def test_whatever_is_typed_as_a_day_is_answered(town: Town, first_day: str) -> None:
    check(desk(town), SOURCE, first_day=first_day)


@pytest.mark.parametrize("text", ["", "  \n", "\0", "a: [", "é" * 300_000])
def test_whatever_is_typed_is_answered(town: Town, text: str) -> None:
    assert "data-written" in check(desk(town), text)


def test_a_draft_that_is_not_there_is_not_found(town: Town) -> None:
    check(desk(town), SOURCE, 404, draft="99")


def test_nobody_checks_without_a_pause(town: Town) -> None:
    at = desk(town)
    for _ in range(RULE_CHECKS_OF_PERSON.count):
        check(at, "a: [")
    check(at, "a: [", 429)


def test_only_organisers_check(town: Town) -> None:
    fatou = town.fatou()
    reply = fatou.client.post(CHECK, data=fatou.hidden("/me") | {"text": SOURCE})
    assert reply.status_code == 403
