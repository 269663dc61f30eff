"""How far a tablet without network is believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import BadAmount
from muvengine.core.vouchers.offline import (
    HEARD_AFTER,
    Contact,
    OfflineTerms,
    ScanTime,
    believe,
    believe_paper,
    given_cents,
)
from tests.core.vouchers.test_voucher import card, live

NOW = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
TERMS = OfflineTerms()
NEVER = Contact()


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


@pytest.mark.parametrize(("said", "contact", "at", "off"), [
    (NOW,                   NEVER,                            NOW,                  False),
    (ago(hours=5),          NEVER,                            ago(hours=5),         False),
    (ago(minutes=-2),       NEVER,                            NOW,                  False),
    (ago(minutes=-2.02),    NEVER,                            NOW,                  True),
    (ago(days=4),           NEVER,                            ago(days=4),          False),
    (ago(days=4, seconds=1), NEVER,                           NOW,                  True),
    (ago(hours=1),          Contact(ago(hours=1)),            ago(hours=1),         False),
    (ago(minutes=65),       Contact(ago(hours=1)),            ago(minutes=65),      False),
    (ago(minutes=66),       Contact(ago(hours=1)),            NOW,                  True),
    # It asked for the list when it came back, before it sent what it had done.
    (ago(hours=1),          Contact(NOW, ago(hours=2)),       ago(hours=1),         False),
    (ago(hours=3),          Contact(NOW, ago(hours=2)),       NOW,                  True),
])  # fmt: skip
def test_a_tablets_clock_is_believed_within_bounds(
    said: datetime, contact: Contact, at: datetime, *, off: bool
) -> None:
    found = believe(said, contact=contact, terms=TERMS, now=NOW)
    assert (found.at, found.clock_off) == (at, off)


def test_a_tablet_alone_goes_twenty_euros_a_day_and_fifty_vouchers_far() -> None:
    assert OfflineTerms(amount_cents=2_000, hours=24, scans=50) == TERMS


def test_a_shop_may_be_trusted_for_longer() -> None:
    week = replace(TERMS, hours=7 * 24)
    assert not believe(ago(days=9), contact=NEVER, terms=week, now=NOW).clock_off


def test_a_revoked_tablet_is_heard_as_long_as_what_it_did_before_is_believed() -> None:
    last = NOW - HEARD_AFTER
    assert not believe(last, contact=NEVER, terms=TERMS, now=NOW).clock_off
    assert believe(last - timedelta(seconds=1), contact=NEVER, terms=TERMS, now=NOW).clock_off


@pytest.mark.parametrize(("before", "after", "contact"), [
    (NEVER,                          timedelta(),           Contact(NOW)),
    # It asks every minute; up to five without an answer are no gap.
    (Contact(NOW),                   timedelta(minutes=5),  Contact(NOW + timedelta(minutes=5))),
    (Contact(NOW),                   timedelta(minutes=6),
                                     Contact(NOW + timedelta(minutes=6), NOW)),
    # The latest gap is remembered while it lasts and after.
    (Contact(NOW, ago(hours=2)),     timedelta(minutes=1),
                                     Contact(NOW + timedelta(minutes=1), ago(hours=2))),
    # The server's clock was set back: the later moment stays.
    (Contact(NOW, ago(hours=2)),     timedelta(minutes=-1), Contact(NOW, ago(hours=2))),
])  # fmt: skip
def test_a_sign_of_life_after_more_than_five_minutes_ends_a_gap(
    before: Contact, after: timedelta, contact: Contact
) -> None:
    assert before.heard(NOW + after) == contact


@given(st.lists(st.integers(0, 100_000), max_size=12))
def test_what_a_tablet_did_since_it_was_last_reached_is_always_believed(gaps: list[int]) -> None:
    contact, moment, last = Contact(), NOW, None
    for gap_s in gaps:
        last, moment = moment, moment + timedelta(seconds=gap_s)
        contact = contact.heard(moment)
    if len(gaps) < 2 or last is None:
        return
    # Anything done in the latest gap, told just after the tablet asked for its list again.
    span = moment - last
    said = last + span / 2
    assert not believe(said, contact=contact, terms=TERMS, now=moment).clock_off or (
        span > timedelta(days=8)
    )


def test_a_paper_list_keeps_its_days_and_wakes_no_old_voucher() -> None:
    noon = datetime(2026, 4, 5, 12, 0, tzinfo=UTC)
    assert believe_paper(noon, now=NOW) == ScanTime(noon, no_earlier=date(2026, 4, 4))
    assert believe_paper(noon, now=NOW).still_good_on == date(2026, 4, 5)
    assert not believe_paper(noon - timedelta(days=1), now=NOW).clock_off
    assert believe_paper(noon - timedelta(days=2), now=NOW).clock_off
    old = believe_paper(noon - timedelta(days=30), now=NOW)
    assert (old.at.date(), old.still_good_on) == (date(2026, 3, 6), date(2026, 4, 4))
    assert old.clock_off
    today = NOW.replace(hour=9)
    assert believe_paper(NOW, now=today).at == today


@pytest.mark.parametrize(("asked", "gives"), [(None, 1000), (1000, 1000), (300, 300)])
def test_what_was_given_is_at_most_the_face(asked: int | None, gives: int) -> None:
    assert given_cents(card, asked) == gives


@pytest.mark.parametrize("asked", [0, -1, 1001])
def test_a_wrong_part_is_no_fact(asked: int) -> None:
    with pytest.raises(BadAmount):
        given_cents(card, asked)
    with pytest.raises(BadAmount):
        given_cents(live, 100)
