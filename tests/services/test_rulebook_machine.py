"""Organisers write, propose, approve, give back and take back in any order.

Whatever they do: every day has one rulebook from the town's first day on, a day that began
keeps the one it had, and nothing is in force that one person alone wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from muvengine.core.errors import MuvError
from muvengine.core.rules.draft import DraftState
from muvengine.core.rules.succession import holes
from muvengine.core.rules.version import Version, in_force
from muvengine.services.keep_draft import drop_draft
from muvengine.services.return_draft import return_draft
from tests.fresh import copies, emptied
from tests.rulebooks import open_office, small
from tests.town import NOON, ZONE

HANDS = st.sampled_from(["ines", "hugo", "awa"])
NUMBERS = st.integers(2, 9)
DAYS = st.sampled_from([-1, 0, 1, 2, 3, 10, 11])
SPANS = st.none() | st.integers(1, 6)
REFUSALS = {
    "bad_input", "not_allowed", "not_possible", "rulebook_gap", "rulebook_late",
    "rulebook_overlap", "rulebook_refused", "rulebook_withdrawn",
}  # fmt: skip


class Life(RuleBasedStateMachine):
    """A town whose first rulebook ends in ten days, and three organisers in a hurry."""

    fresh: Callable[[], Engine]
    drafts = Bundle("drafts")
    met: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.engine = self.fresh()
        self.office = open_office(self.engine, until=self.day(NOON) + timedelta(days=10))
        self.now = NOON
        self.judged: dict[date, int] = {}

    def teardown(self) -> None:
        if self.engine.dialect.name == "sqlite":
            self.engine.dispose()

    @staticmethod
    def day(moment: datetime) -> date:
        return moment.astimezone(ZONE).date()

    def written(self, number: int, days: int, length: int | None, points: int) -> str:
        first = self.day(self.now) + timedelta(days=days)
        until = first + timedelta(days=length) if length else None
        return small(number, first, until=until, points=points)

    def attempt(self, act: Callable[[], object]) -> object:
        try:
            done = act()
        except MuvError as refusal:
            type(self).met.add(refusal.code)
            return None
        type(self).met.add("done")
        return done

    @rule(target=drafts, hand=HANDS, number=NUMBERS, days=DAYS, length=SPANS)
    def write(self, hand: str, number: int, days: int, length: int | None) -> int:
        by = getattr(self.office, hand)
        return self.office.draft(self.written(number, days, length, 12), by=by)

    @rule(draft=drafts, hand=HANDS, number=NUMBERS, days=DAYS, length=SPANS, read=st.booleans())
    def edit(
        self, draft: int, hand: str, number: int, days: int, length: int | None, *, read: bool
    ) -> None:
        revision = self.office.read(draft).revision if read else 1
        source, by = self.written(number, days, length, 13), getattr(self.office, hand)
        self.attempt(lambda: self.office.edit(draft, source, by=by, revision=revision))

    @rule(draft=drafts, hand=HANDS)
    def propose(self, draft: int, hand: str) -> None:
        by = getattr(self.office, hand)
        self.attempt(lambda: self.office.propose(draft, by=by, now=self.now))

    @rule(draft=drafts, hand=HANDS)
    def approve(self, draft: int, hand: str) -> None:
        before, by = self.office.read(draft), getattr(self.office, hand)
        version = self.attempt(lambda: self.office.approve(draft, by=by, now=self.now))
        if version is None:
            assert self.office.read(draft) == before
            return
        assert isinstance(version, Version)
        assert before.state is DraftState.PROPOSED
        assert by.id not in {before.created_by, before.edited_by, before.proposed_by}
        assert version.sha256 == before.sha256

    @rule(number=NUMBERS, days=DAYS, length=SPANS)
    def hurry(self, number: int, days: int, length: int | None) -> None:
        """Go the whole way at once: two agree."""
        draft = self.office.draft(self.written(number, days, length, 14))
        self.propose(draft, "ines")
        self.approve(draft, "hugo")

    @rule(draft=drafts, hand=HANDS)
    def give_back(self, draft: int, hand: str) -> None:
        by, open_uow = getattr(self.office, hand), self.office.open_uow
        self.attempt(lambda: return_draft(open_uow, draft, "", actor=by, now=self.now))

    @rule(draft=drafts, hand=HANDS)
    def drop(self, draft: int, hand: str) -> None:
        by, open_uow = getattr(self.office, hand), self.office.open_uow
        self.attempt(lambda: drop_draft(open_uow, draft, actor=by, now=self.now))

    @rule(index=st.integers(0, 5))
    def withdraw(self, index: int) -> None:
        with self.office.open_reading() as uow:
            versions = uow.rulebooks.published()
        version = versions[index % len(versions)]
        self.attempt(lambda: self.office.withdraw(version, now=self.now))

    @rule(hours=st.sampled_from([1, 5, 24, 40]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def a_day_that_began_keeps_its_rules(self) -> None:
        with self.office.open_reading() as uow:
            versions = uow.rulebooks.published()
        today = self.day(self.now + timedelta(minutes=10))
        held = in_force(versions, today)
        if held is not None:
            self.judged.setdefault(today, held.id)
        for day, version_id in self.judged.items():
            still = in_force(versions, day)
            assert still is not None
            assert still.id == version_id, day

    @invariant()
    def no_day_to_come_is_left_out(self) -> None:
        with self.office.open_reading() as uow:
            versions = uow.rulebooks.published()
        tomorrow = self.day(self.now) + timedelta(days=1)
        assert [hole for hole in holes(versions) if hole.end_day > tomorrow] == []

    @invariant()
    def every_version_has_a_second_pair_of_eyes(self) -> None:
        with self.office.open_reading() as uow:
            kept = uow.rulebooks.history()
        for one in kept:
            hands = one.hands
            if one.version.id > 1:
                assert hands.second_by == hands.published_by
                assert hands.second_by not in {None, hands.written_by, hands.proposed_by}


def play(fresh: Callable[[], Engine], lives: int) -> set[str]:
    machine: type[Life] = type("LifeHere", (Life,), {"fresh": staticmethod(fresh), "met": set()})
    chosen = settings(
        max_examples=lives,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)
    assert machine.met <= REFUSALS | {"done"}
    return machine.met


def test_on_sqlite_every_day_keeps_one_rulebook(sqlite_template: Path, tmp_path: Path) -> None:
    met = play(copies(sqlite_template, tmp_path), lives=15)
    wanted = {"done", "not_allowed", "not_possible", "rulebook_late", "rulebook_overlap"}
    assert wanted <= met


def test_on_postgresql_every_day_keeps_one_rulebook(postgres_engine: Engine) -> None:
    play(emptied(postgres_engine), lives=4)
