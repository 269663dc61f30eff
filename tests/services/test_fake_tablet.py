"""A tablet with a bad line: whatever is lost, repeated or out of order, the end is the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, text

from muvengine.core.ledger.account import payable
from muvengine.core.people.actor import SYSTEM
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.note_contact import note_contact
from muvengine.services.redeem_voucher import Tap
from muvengine.services.take_at_till import take_at_till
from tests.counter import NOON, Counter, open_counter
from tests.people import OpenUow

VOUCHERS_MAX: Final = 5
FACE_CENTS: Final = 500
_examples = count()


class Line(StrEnum):
    """What becomes of one request."""

    FINE = "fine"
    NEVER_THERE = "never there"
    REPLY_LOST = "reply lost"
    TWICE = "twice"
    RESTART = "restart"


@dataclass(frozen=True)
class Scan:
    """One voucher over the counter: which, at which minute, how much, and the line just then."""

    place: int
    minute: int
    cents: int | None
    line: Line


@dataclass
class Tablet:
    """Keeps what was not answered, on disk, and sends it when it likes."""

    counter: Counter
    name: str
    morning: datetime
    disk: dict[str, Tap] = field(default_factory=dict)

    def scan(self, code: str, scan: Scan) -> None:
        at = self.morning + timedelta(minutes=scan.minute)
        client = f"{self.name}-{scan.place}"
        if not self._send(Tap(code, client, at, scan.cents), scan.line, at):
            self.disk[client] = Tap(code, client, at, scan.cents, offline=True)

    def empty(self, lines: list[Line], order: list[int], now: datetime) -> None:
        """Send what waits, in any order, while the line does what it likes; then in peace."""
        for line, place in zip(lines, order, strict=False):
            if line is Line.RESTART:
                # It asks for its list first, as after every start.
                device = self.counter.tablets["bakery"]
                note_contact(self.counter.open_uow, self.counter.open_reading, device, now=now)
            elif self.disk:
                client = sorted(self.disk)[place % len(self.disk)]
                self._leave(client, line, now)
        for client in list(self.disk):
            self._leave(client, Line.FINE, now)

    def _leave(self, client: str, line: Line, now: datetime) -> None:
        if self._send(self.disk[client], line, now):
            del self.disk[client]

    def _send(self, tap: Tap, line: Line, now: datetime) -> bool:
        """Send a tap; tell whether an answer came back."""
        if line in {Line.NEVER_THERE, Line.RESTART}:
            return False
        for _ in range(2 if line is Line.TWICE else 1):
            take_at_till(
                self.counter.open_uow,
                tap,
                device=self.counter.tablets["bakery"],
                key=tap.client_id,
                now=now,
            )
        return line is not Line.REPLY_LOST


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    fund_budget(open_uow, Funding("region", 100_000_000, "much"), actor=SYSTEM, now=NOON)
    return open_counter(open_uow, open_reading, points=100_000)


def scans() -> st.SearchStrategy[list[Scan]]:
    one = st.builds(
        Scan,
        place=st.integers(0, VOUCHERS_MAX - 1),
        minute=st.integers(0, 600),
        cents=st.sampled_from((None, 150, 200)),
        line=st.sampled_from(Line),
    )
    return st.lists(one, max_size=VOUCHERS_MAX, unique_by=lambda scan: scan.place)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=scans(),
    lines=st.lists(st.sampled_from(Line), max_size=8),
    order=st.lists(st.integers(0, 9), min_size=8, max_size=8),
)
def test_the_end_is_that_of_a_tablet_with_a_good_line(
    counter: Counter, made: list[Scan], lines: list[Line], order: list[int]
) -> None:
    offer = counter.offer(face_cents=FACE_CENTS, divisible=True, per_person=50, price_points=1)
    example = next(_examples)
    # Each example on a day of its own: a tablet that was in touch later is not believed.
    morning = NOON + timedelta(days=example)
    codes = [counter.buy(offer, now=morning).code for _ in range(VOUCHERS_MAX)]
    before = owed(counter)
    tablet = Tablet(counter, f"x{example}", morning)
    for scan in sorted(made, key=lambda one: one.minute):
        tablet.scan(codes[scan.place], scan)
    tablet.empty(lines, order, morning + timedelta(hours=12))
    assert kept(counter, codes) == {
        codes[scan.place]: (
            "accepted",
            FACE_CENTS if scan.cents is None else scan.cents,
            morning + timedelta(minutes=scan.minute),
        )
        for scan in made
    }
    paid = sum(FACE_CENTS if scan.cents is None else scan.cents for scan in made)
    assert owed(counter) - before == paid
    assert check_ledger(counter.open_reading) == ()


def owed(counter: Counter) -> int:
    with counter.open_reading() as uow:
        return uow.ledger.balance(payable(counter.shops["bakery"]))


def kept(counter: Counter, codes: list[str]) -> dict[str, tuple[str, int, datetime]]:
    query = text(
        "SELECT r.id FROM redemption r JOIN voucher v ON v.id = r.voucher_id WHERE v.code IN :codes"
    ).bindparams(bindparam("codes", expanding=True))
    with counter.open_reading() as uow:
        numbers = uow.connection.execute(query, {"codes": codes}).scalars().all()
        found = [uow.redemptions.get(number, shop_id=counter.shops["bakery"]) for number in numbers]
    assert len({one.code for one in found}) == len(found), "no voucher is kept twice"
    return {one.code: (one.state, one.amount_cents, one.scanned_at) for one in found}
