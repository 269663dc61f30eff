"""One town in a real database, beside the auditor's books of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, Final

from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy import Engine

from muvengine.core.errors import MuvError
from muvengine.core.ledger.account import (
    ADJUST,
    BANK,
    BUDGET,
    EXPIRED,
    SPENT,
    VOUCHERS_OUT,
    WRITTEN_OFF,
    available,
    payable,
    pending,
    season_budget,
)  # fmt: skip
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.offer import Period
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.save_shop import save_shop
from muvengine.store.unit_of_work import UnitOfWork
from tests.auditor import books as kept
from tests.auditor import deeds, points
from tests.auditor.blows import Blow, Struck, StruckUnitOfWork
from tests.auditor.deeds import Deed
from tests.auditor.digest import KEPT_OF_A_REFUSAL, digest
from tests.auditor.wallet import Wallet
from tests.money import NOON, Town, tablet, town
from tests.people import staff

SEASON_POINTS: Final = 900
BUDGET_CENTS: Final = 2500
WELCOME_POINTS: Final = 150
OFFERS: Final = (
    kept.Offer(0, 30, 150, divisible=False, left=3, days=5, per_person=2, period="day"),
    kept.Offer(0, 45, 1000, divisible=True, left=None, days=20, per_person=2, period="week"),
    kept.Offer(1, 20, 0, divisible=False, left=5, days=9, per_person=2, period="week"),
)
SHOPS_OF_TILLS: Final = (0, 0, 1)

Job = Callable[[Town], object]


@dataclass(frozen=True)
class Heard:
    """What the engine answered: a value, or a refusal's code and facts."""

    value: object = None
    code: str | None = None
    facts: object = None


class Stage(RuleBasedStateMachine):
    """Performs acts and compares; the rules that choose them are mixed in."""

    fresh: Callable[[], Engine]
    steps: ClassVar[int] = 0
    met: ClassVar[Counter[tuple[str, str | None]]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.engine = self.fresh()
        self.reading = partial(UnitOfWork, self.engine, read_only=True)
        self.town = town(partial(UnitOfWork, self.engine), points=SEASON_POINTS, cents=BUDGET_CENTS)
        self.people: list[Person] = [self.town.person("Fatou"), self.town.person("Karim")]
        self.organiser = Actor("organiser", staff(self.town.open_uow, "Ines", Role.ORGANISER).id)
        self._open_shops()
        self.books = kept.Books(
            now=NOON,
            season=SEASON_POINTS,
            budget=BUDGET_CENTS,
            offers=[replace(offer) for offer in OFFERS],
            shops_of_tills=list(SHOPS_OF_TILLS),
            wallets=[Wallet() for _ in self.people],
        )
        self.offer_ids = [self._keep_offer(offer) for offer in self.books.offers]
        self.trip_ids: list[int] = []
        self.codes: list[str] = []
        self.redemption_ids: list[int] = []
        self.history: list[tuple[Deed, Heard]] = []
        self.blow: Blow | None = None
        for owner, person in enumerate(self.people):
            self._welcome(owner, person)

    def _open_shops(self) -> None:
        first = Shop("fournil", "Le Fournil", 43.64, 5.1)
        second = Shop("livres", "Au fil des pages", 43.64, 5.1)
        second_id = save_shop(self.town.open_uow, second, actor=SYSTEM, now=NOON)
        self.shop_ids = [self.town.shop_id, second_id]
        for shop_id in self.shop_ids:
            deeds.name_shop(self.town, shop_id, "")
        self.tills = [
            self.town.device,
            tablet(self.town.open_uow, self.town.shop_id, first, "second counter"),
            tablet(self.town.open_uow, second_id, second),
        ]

    def _keep_offer(self, offer: kept.Offer) -> int:
        return self.town.offer(
            shop_id=self.shop_ids[offer.shop],
            price_points=offer.price,
            face_cents=offer.face,
            divisible=offer.divisible,
            stock=offer.left,
            valid_days=offer.days,
            per_person=offer.per_person,
            per_person_period=Period(offer.period),
        )

    def _welcome(self, owner: int, person: Person) -> None:
        deed = deeds.adjust(self.town, self.organiser, person.id, WELCOME_POINTS, "welcome")
        self.perform(deed, points.adjust(self.books, owner, WELCOME_POINTS, "welcome"))

    def teardown(self) -> None:
        self.engine.dispose()

    def perform(self, deed: Deed, due: object) -> Heard:
        """Do one act: the answer is the auditor's, and a refusal leaves nothing behind."""
        self._struck(deed)
        refused = isinstance(due, kept.Refused)
        before = digest(self.engine, without=KEPT_OF_A_REFUSAL) if refused else None
        heard = self.hear(deed)
        assert heard.code == (due.code if isinstance(due, kept.Refused) else None)
        if refused:
            assert digest(self.engine, without=KEPT_OF_A_REFUSAL) == before
        self.met[deed.name, heard.code] += 1
        self.history.append((deed, heard))
        return heard

    def hear(self, deed: Deed) -> Heard:
        try:
            return Heard(deed(self.town))
        except MuvError as refusal:
            return Heard(code=refusal.code, facts=refusal.facts)

    def run(self, job: Job) -> object:
        """Run a job of many commits; struck, it is only left half done and finished next."""
        blow, self.blow = self.blow, None
        if blow is not None:
            self._strike(job, blow)
            assert check_ledger(self.reading) == ()
        value = job(self.town)
        return value if blow is None else None

    def _struck(self, deed: Deed) -> None:
        """Where a blow waits, let it end the act: nothing at all may be left of it."""
        blow, self.blow = self.blow, None
        if blow is None:
            return
        before = digest(self.engine)
        if self._strike(deed, blow):
            assert digest(self.engine) == before

    def _strike(self, deed: Job, blow: Blow) -> bool:
        doomed = replace(self.town, open_uow=partial(StruckUnitOfWork, self.engine, blow))
        try:
            deed(doomed)
        except Struck:
            return True
        except MuvError:
            return False
        return False

    @invariant()
    def ledger_holds(self) -> None:
        type(self).steps += 1
        assert check_ledger(self.reading) == ()

    @invariant()
    def balances_are_the_auditors(self) -> None:
        books = self.books
        with self.reading() as uow:
            held, net = uow.ledger.balance, uow.ledger.net
            found: dict[str, Any] = {
                "season": held(season_budget("2026", 1)),
                "budget": held(BUDGET),
                "promised": held(VOUCHERS_OUT),
                "owed": [held(payable(shop)) for shop in self.shop_ids],
                "waiting": [held(pending(person.id)) for person in self.people],
                "wallets": [held(available(person.id)) for person in self.people],
                "spent": net(SPENT),
                "expired": net(EXPIRED),
                "written_off": net(WRITTEN_OFF),
                "adjust": net(ADJUST),
                "bank": net(BANK),
            }
        assert found == {
            "season": books.season,
            "budget": books.budget,
            "promised": books.promised(),
            "owed": [books.owed(shop) for shop in range(len(self.shop_ids))],
            "waiting": [books.waiting(owner) for owner in range(len(self.people))],
            "wallets": [int(wallet) for wallet in books.wallets],
            **{name: books.moved[name] for name in ("spent", "expired", "written_off")},
            **{name: books.moved[name] for name in ("adjust", "bank")},
        }

    @invariant()
    def vouchers_and_statements_are_the_auditors(self) -> None:
        with self.engine.connect() as connection:
            ask = connection.exec_driver_sql
            vouchers = ask("SELECT code, state, redeemed_cents FROM voucher").all()
            drafts = "SELECT shop_id, state, number FROM settlement"
            statements = ask(drafts).all()
        assert {code: (state, used) for code, state, used in vouchers} == {
            code: (sold.state, sold.used)
            for code, sold in zip(self.codes, self.books.sold, strict=True)
        }
        assert sorted(map(repr, map(tuple, statements))) == sorted(
            repr((self.shop_ids[one.shop], one.state, one.number)) for one in self.books.statements
        )
