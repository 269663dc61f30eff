"""Buying, using whole or in part, undoing, giving back and the end of vouchers."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from muvengine.services.expire_vouchers import expire_vouchers
from tests.auditor import counter, deeds
from tests.auditor.books import Refused
from tests.auditor.rules_of_points import ANY, PEOPLE, RARELY, REASONS
from tests.auditor.stage import OFFERS, SHOPS_OF_TILLS, Stage

KINDS = st.integers(0, len(OFFERS) - 1)
TILLS = st.sampled_from([None, None, None, *range(len(SHOPS_OF_TILLS))])
"""Mostly the right one."""
PARTS = st.sampled_from([None, None, 0, 100, 400, 1000])


class Vouchers(Stage):
    """What sells and takes vouchers."""

    def __init__(self) -> None:
        super().__init__()
        self.taps: list[str] = []

    @rule(owner=PEOPLE, kind=KINDS)
    def buy(self, owner: int, kind: int) -> None:
        sold = counter.buy(self.books, owner, self.books.offers[kind])
        deed = deeds.buy(self.town, self.people[owner], self.offer_ids[kind])
        heard = self.perform(deed, sold)
        if not isinstance(sold, Refused):
            self.codes.append(str(heard.value))

    @precondition(lambda self: self.codes)
    @rule()
    def buy_the_same(self) -> None:
        """One more of what was bought last: so limits are met as often as empty shelves."""
        last = self.books.sold[-1]
        self.buy(last.owner, self.books.offers.index(last.offer))

    @precondition(lambda self: self.codes)
    @rule(which=ANY, till=TILLS, cents=PARTS)
    def redeem(self, which: int, till: int | None, cents: int | None) -> None:
        place = which % len(self.codes)
        sold = self.books.sold[place]
        till = self._till_of(sold.offer.shop) if till is None else till
        taken = counter.redeem(self.books, sold, till, cents)
        deed = deeds.redeem(self.town, self.tills[till], self.codes[place], cents)
        heard = self.perform(deed, taken)
        if not isinstance(taken, Refused):
            assert isinstance(heard.value, int)
            self.redemption_ids.append(heard.value)
            # The tablet's own name for this tap.
            self.taps.append(deed.key)

    @precondition(lambda self: self.taps)
    @rule(which=ANY, other=ANY)
    def tap_again(self, which: int, other: int) -> None:
        """A tablet names its taps: one name for two vouchers is refused, for one it is the same."""
        place, code = which % len(self.taps), self.codes[other % len(self.codes)]
        taken = self.books.taken[place]
        same = self.codes.index(code) == self.books.sold.index(taken.sold)
        till, tap = self.tills[taken.till], self.taps[place]
        deed = deeds.redeem(self.town, till, code, None, tap=tap)
        heard = self.perform(deed, None if same else Refused("key_reused"))
        assert heard.value == (self.redemption_ids[place] if same else None)

    @precondition(lambda self: self.codes)
    @rule(till=st.integers(0, 2), said=st.sampled_from(["000000000", "K7M4QX9TX"]))
    def type_nonsense(self, till: int, said: str) -> None:
        """A well-made code that nobody carries, and a slip of the keyboard."""
        due = Refused("unknown_code" if said == "000000000" else "bad_check")
        self.perform(deeds.redeem(self.town, self.tills[till], said, None), due)

    @precondition(lambda self: self.redemption_ids)
    @rule(which=ANY, till=TILLS)
    def undo(self, which: int, till: int | None) -> None:
        place = which % len(self.redemption_ids)
        taken = self.books.taken[place]
        till = taken.till if till is None else till
        due = counter.undo(self.books, taken, till)
        self.perform(deeds.undo(self.town, self.tills[till], self.redemption_ids[place]), due)

    @precondition(lambda self: self.codes)
    @rule(which=ANY, stranger=st.integers(0, 9), reason=REASONS)
    def void(self, which: int, stranger: int, reason: str) -> None:
        place = which % len(self.codes)
        sold = self.books.sold[place]
        owner = 1 - sold.owner if stranger == 0 else sold.owner
        due = counter.void(self.books, sold, owner, reason)
        self.perform(deeds.void(self.town, self.people[owner], self.codes[place], reason), due)

    @rule(kind=KINDS, paused=RARELY)
    def pause(self, kind: int, paused: bool) -> None:  # noqa: FBT001  drawn
        """Take an offer off the shelf, or put it back."""
        self.books.offers[kind].live = not paused
        deeds.pause(self.town, self.offer_ids[kind], live=not paused)

    @rule()
    def expire(self) -> None:
        late = counter.expire(self.books)
        done = self.run(lambda town: expire_vouchers(town.open_uow, self.reading, now=town.now))
        assert done in {None, late}

    def _till_of(self, shop: int) -> int:
        return self.books.shops_of_tills.index(shop)
