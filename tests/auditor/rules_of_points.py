"""Earning, waiting, holding, taking back, gifts, corrections and the end of points."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from muvengine.services.expire_points import expire_points
from muvengine.services.release_points import release_points
from tests.auditor import deeds, points
from tests.auditor.books import Refused
from tests.auditor.stage import Stage

PEOPLE = st.integers(0, 1)
ANY = st.integers(0, 99)
FEW = 2
RARELY = st.sampled_from([False, False, False, True])
REASONS = st.sampled_from(["it was a car", "it was a car", "no"])


class Points(Stage):
    """What moves points."""

    @rule(owner=PEOPLE, amount=st.integers(1, 120))
    def earn(self, owner: int, amount: int) -> None:
        earned = points.earn(self.books, owner, amount)
        heard = self.perform(deeds.earn(self.town, self.people[owner], amount), earned)
        if not isinstance(earned, Refused):
            assert isinstance(heard.value, int)
            self.trip_ids.append(heard.value)

    @precondition(lambda self: self.trip_ids)
    @rule(which=ANY)
    def hold(self, which: int) -> None:
        place = which % len(self.trip_ids)
        due = points.hold(self.books.earned[place])
        self.perform(deeds.hold(self.town, self.trip_ids[place]), due)

    @rule()
    def release(self) -> None:
        ready = points.release(self.books)
        done = self.run(lambda town: release_points(town.open_uow, now=town.now))
        assert done in {None, ready}

    @precondition(lambda self: sum(one.state != "reversed" for one in self.books.earned) > FEW)
    @rule(which=ANY, reason=REASONS)
    def take_back(self, which: int, reason: str) -> None:
        live = [n for n, one in enumerate(self.books.earned) if one.state != "reversed"]
        place = live[which % len(live)]
        earned = self.books.earned[place]
        due = points.take_back(self.books, earned, reason)
        person = self.people[earned.owner]
        self.perform(deeds.take_back(self.town, person, self.trip_ids[place], reason), due)

    @rule(owner=st.integers(0, 2), amount=st.integers(1, 220), sign=st.sampled_from([1, 1, -1]),
          reason=REASONS)  # fmt: skip
    def adjust(self, owner: int, amount: int, sign: int, reason: str) -> None:
        due = points.adjust(self.books, owner, sign * amount, reason)
        person_id = self.people[owner].id if owner < len(self.people) else 4711
        deed = deeds.adjust(self.town, self.organiser, person_id, sign * amount, reason)
        heard = self.perform(deed, due)
        assert isinstance(due, Refused) or heard.value == due

    @rule(owner=PEOPLE, frozen=RARELY)
    def look_into(self, owner: int, frozen: bool) -> None:  # noqa: FBT001  drawn
        """Freeze somebody's points, or free them."""
        self.books.wallets[owner].frozen = frozen
        deeds.freeze(self.town, self.people[owner], frozen=frozen)

    @rule()
    def expire_points(self) -> None:
        lost = points.expire(self.books)
        done = self.run(lambda town: expire_points(town.open_uow, now=town.now))
        assert done in {None, lost}
