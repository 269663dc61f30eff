"""What becomes of a report, hand by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import BadInput, LimitReached, MuvError, NotPossible, ReasonMissing
from muvengine.core.spots.report import (
    A_DAY_MAX,
    ANSWERS,
    WORDS_MAX,
    Category,
    Report,
    ReportState,
    Where,
    answered,
    check_report,
    due,
    seen_too,
)

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
FATOU, AMINE, MAUD = 1, 2, 3
STATES = {one.value: one for one in ReportState}


def report(state: str = "open", **changed: Any) -> Report:  # noqa: ANN401  whatever it holds
    made = Report(FATOU, Category.LIGHT, Where("canal"), NOON, NOON, state=STATES[state])
    counts = state not in {"open", "refused"}
    return replace(made, **{"confirmed_at": NOON if counts else None, **changed})


@pytest.mark.parametrize(("changed", "wrong"), [
    ({}, {}),
    ({"where": Where(shop="cafe")}, {}),
    ({"where": Where()}, {"place": "needed"}),
    ({"words": "x" * WORDS_MAX}, {}),
    ({"words": "x" * (WORDS_MAX + 1)}, {"words": "long"}),
    ({"category": Category.OTHER}, {"words": "needed"}),
    ({"category": Category.OTHER, "words": "A wasps' nest"}, {}),
])  # fmt: skip
def test_a_report_says_what_and_where(changed: dict[str, Any], wrong: dict[str, str]) -> None:
    said: object = {}
    try:
        check_report(report(**changed), 0)
    except BadInput as refusal:
        said = refusal.facts["fields"]
    assert said == wrong


def test_a_few_a_day_are_enough() -> None:
    check_report(report(), A_DAY_MAX - 1)
    with pytest.raises(LimitReached) as refused:
        check_report(report(), A_DAY_MAX)
    assert refused.value.facts == {"most": A_DAY_MAX}


@pytest.mark.parametrize(("state", "person", "helper", "becomes"), [
    ("open",       AMINE, None, "confirmed"),
    ("open",       AMINE, 4,    "confirmed"),
    ("confirmed",  AMINE, None, "confirmed"),
    ("mending",    AMINE, None, "mending"),
    ("open",       FATOU, None, "own"),
    ("open",       FATOU, 4,    "own"),
    ("open",       MAUD,  None, "own"),
    ("open",       AMINE, MAUD, "own"),
    ("mended",     FATOU, None, "own"),
    ("mended",     AMINE, None, "mended"),
    ("not_mended", AMINE, None, "not_mended"),
    ("refused",    AMINE, None, "refused"),
])  # fmt: skip
def test_another_hand_alone_confirms(
    state: str, person: int, helper: int | None, becomes: str
) -> None:
    kept = report(state, helper_id=MAUD)
    if becomes in {"own", "mended", "not_mended", "refused"}:
        with pytest.raises(NotPossible) as refused:
            seen_too(kept, person, helper, LATER)
        assert refused.value.facts == {"state": becomes}
        return
    after = seen_too(kept, person, helper, LATER)
    assert (after.state, after.counts, after.by_staff) == (STATES[becomes], True, False)
    assert after.confirmed_at == (LATER if state == "open" else NOON)


@pytest.mark.parametrize(("before", "answer", "words", "counts"), [
    ("open",      "confirmed",  "",            True),
    ("open",      "mending",    "",            True),
    ("open",      "mended",     "Thank you",   True),
    ("open",      "not_mended", "No money",    True),
    ("open",      "refused",    "Not found",   False),
    ("confirmed", "refused",    "Not found",   False),
    ("mended",    "mending",    "",            True),
    ("mended",    "refused",    "Not found",   False),
    ("refused",   "confirmed",  "",            True),
    ("refused",   "mended",     "",            True),
])  # fmt: skip
def test_an_answer_confirms_unless_it_refuses(
    before: str, answer: str, words: str, *, counts: bool
) -> None:
    after = answered(report(before), STATES[answer], words, LATER)
    assert (after.state, after.answer, after.state_at) == (STATES[answer], words, LATER)
    assert after.counts == counts
    assert after.by_staff == (counts and before in {"open", "refused"})


@pytest.mark.parametrize(("before", "answer", "words", "refusal"), [
    ("open",      "open",       "",    NotPossible),
    ("confirmed", "confirmed",  "",    NotPossible),
    ("mending",   "confirmed",  "",    NotPossible),
    ("refused",   "refused",    "why", NotPossible),
    ("open",      "refused",    " no ", ReasonMissing),
    ("confirmed", "not_mended", "",    ReasonMissing),
])  # fmt: skip
def test_what_cannot_be_answered(
    before: str, answer: str, words: str, refusal: type[MuvError]
) -> None:
    with pytest.raises(refusal):
        answered(report(before), STATES[answer], words, LATER)


@pytest.mark.parametrize(("points", "most", "paid", "comes"), [
    (5, 10, 0, 5), (5, 10, 5, 5), (5, 10, 8, 2), (5, 10, 10, 0), (5, 10, 12, 0), (0, 10, 0, 0),
    (5, 0, 0, 0),
])  # fmt: skip
def test_a_week_has_a_ceiling(points: int, most: int, paid: int, comes: int) -> None:
    assert due(points, most, paid) == comes


@given(deeds=st.lists(st.sampled_from(["seen", *ANSWERS]), max_size=12))
def test_in_whatever_order_it_counts_exactly_while_it_is_neither_open_nor_refused(
    deeds: list[str],
) -> None:
    kept = report()
    for deed in deeds:
        try:
            if deed == "seen":
                kept = seen_too(kept, AMINE, None, LATER)
            else:
                kept = answered(kept, STATES[deed], "a good reason", LATER)
        except NotPossible:
            continue
        assert kept.counts == (kept.state.value not in {"open", "refused"})
        assert kept.counts or not kept.by_staff
