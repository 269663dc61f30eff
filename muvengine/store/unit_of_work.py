"""One business transaction: everything inside is kept, or nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeout

from muvengine.core.errors import DatabaseAway, StorageRefused
from muvengine.store.alarms import AlarmStore
from muvengine.store.attempts import AttemptStore
from muvengine.store.audit import AuditStore
from muvengine.store.awards import AwardStore
from muvengine.store.buckets import BucketStore
from muvengine.store.cards import CardStore
from muvengine.store.carpools import CarpoolStore
from muvengine.store.ceilings import CeilingStore
from muvengine.store.connection import queued, reading
from muvengine.store.contests import ContestStore
from muvengine.store.counters import CounterStore
from muvengine.store.disputes import DisputeStore
from muvengine.store.faults import RETRY_AFTER_S
from muvengine.store.job_runs import JobRunStore
from muvengine.store.ledger import LedgerStore
from muvengine.store.lots import LotStore
from muvengine.store.offers import OfferStore
from muvengine.store.outings import OutingStore
from muvengine.store.paper import PaperStore
from muvengine.store.people import PeopleStore
from muvengine.store.pots import PotStore
from muvengine.store.prepared import run_plain
from muvengine.store.programme import ProgrammeStore
from muvengine.store.redemptions import RedemptionStore
from muvengine.store.reminders import ReminderStore
from muvengine.store.reviews import ReviewStore
from muvengine.store.routes import RouteStore
from muvengine.store.rulebooks import RulebookStore
from muvengine.store.scores import ScoreStore
from muvengine.store.seals import SealStore
from muvengine.store.seasons import SeasonStore
from muvengine.store.sessions import SessionStore
from muvengine.store.settlements import SettlementStore
from muvengine.store.shop_requests import ShopRequestStore
from muvengine.store.shops import ShopStore
from muvengine.store.signing_keys import SigningKeyStore
from muvengine.store.snapshots import SnapshotStore
from muvengine.store.stops import StopStore
from muvengine.store.tills import TillStore
from muvengine.store.timetables import TimetableStore
from muvengine.store.traces import TraceStore
from muvengine.store.trips import TripStore
from muvengine.store.upload_batches import UploadStore
from muvengine.store.vouchers import VoucherStore
from muvengine.store.watch import WatchStore


class UnitOfWork:
    """The stores of one transaction.

    Leaving the ``with`` block without ``commit()`` undoes everything: forgetting to commit
    loses a test run, forgetting to roll back loses someone's points.
    """

    def __init__(self, engine: Engine, *, read_only: bool = False) -> None:
        self._engine = engine
        self._read_only = read_only

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            if not self._read_only:
                opening.enter_context(queued(self._engine))
            try:
                self.connection: Connection = opening.enter_context(self._engine.connect())
            except PoolTimeout as error:
                raise DatabaseAway(retry_after_s=RETRY_AFTER_S) from error
            self._opened = opening.pop_all()
        if self._read_only:
            self.connection = self.connection.execution_options(**reading(self._engine))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.close()

    def commit(self) -> None:
        """Keep what was done."""
        assert not self._read_only, "a reading keeps nothing"
        self.connection.commit()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Start a part that can be undone alone: leaving it by an exception undoes it."""
        if not self.connection.in_transaction():
            self.connection.begin()
        # Of parts within parts each database means the innermost by the name.
        run_plain(self.connection, "SAVEPOINT part")
        try:
            yield
        except StorageRefused:
            # SQLite on a full disk undoes the whole transaction: there is no part any more.
            raise
        except BaseException:
            run_plain(self.connection, "ROLLBACK TO SAVEPOINT part")
            run_plain(self.connection, "RELEASE SAVEPOINT part")
            raise
        run_plain(self.connection, "RELEASE SAVEPOINT part")

    @cached_property
    def ledger(self) -> LedgerStore:
        """See ``LedgerStore``."""
        return LedgerStore(self.connection)

    @cached_property
    def seasons(self) -> SeasonStore:
        """See ``SeasonStore``."""
        return SeasonStore(self.connection)

    @cached_property
    def seals(self) -> SealStore:
        """See ``SealStore``."""
        return SealStore(self.connection)

    @cached_property
    def lots(self) -> LotStore:
        """See ``LotStore``."""
        return LotStore(self.connection)

    @cached_property
    def attempts(self) -> AttemptStore:
        """See ``AttemptStore``."""
        return AttemptStore(self.connection)

    @cached_property
    def awards(self) -> AwardStore:
        """See ``AwardStore``."""
        return AwardStore(self.connection)

    @cached_property
    def vouchers(self) -> VoucherStore:
        """See ``VoucherStore``."""
        return VoucherStore(self.connection)

    @cached_property
    def paper(self) -> PaperStore:
        """See ``PaperStore``."""
        return PaperStore(self.connection)

    @cached_property
    def watch(self) -> WatchStore:
        """See ``WatchStore``."""
        return WatchStore(self.connection)

    @cached_property
    def redemptions(self) -> RedemptionStore:
        """See ``RedemptionStore``."""
        return RedemptionStore(self.connection)

    @cached_property
    def offers(self) -> OfferStore:
        """See ``OfferStore``."""
        return OfferStore(self.connection)

    @cached_property
    def alarms(self) -> AlarmStore:
        """See ``AlarmStore``."""
        return AlarmStore(self.connection)

    @cached_property
    def ceilings(self) -> CeilingStore:
        """See ``CeilingStore``."""
        return CeilingStore(self.connection)

    @cached_property
    def shops(self) -> ShopStore:
        """See ``ShopStore``."""
        return ShopStore(self.connection)

    @cached_property
    def shop_requests(self) -> ShopRequestStore:
        """See ``ShopRequestStore``."""
        return ShopRequestStore(self.connection)

    @cached_property
    def counters(self) -> CounterStore:
        """See ``CounterStore``."""
        return CounterStore(self.connection)

    @cached_property
    def settlements(self) -> SettlementStore:
        """See ``SettlementStore``."""
        return SettlementStore(self.connection)

    @cached_property
    def signing_keys(self) -> SigningKeyStore:
        """See ``SigningKeyStore``."""
        return SigningKeyStore(self.connection)

    @cached_property
    def tills(self) -> TillStore:
        """See ``TillStore``."""
        return TillStore(self.connection)

    @cached_property
    def snapshots(self) -> SnapshotStore:
        """See ``SnapshotStore``."""
        return SnapshotStore(self.connection)

    @cached_property
    def contests(self) -> ContestStore:
        """See ``ContestStore``."""
        return ContestStore(self.connection)

    @cached_property
    def disputes(self) -> DisputeStore:
        """See ``DisputeStore``."""
        return DisputeStore(self.connection)

    @cached_property
    def trips(self) -> TripStore:
        """See ``TripStore``."""
        return TripStore(self.connection)

    @cached_property
    def carpools(self) -> CarpoolStore:
        """See ``CarpoolStore``."""
        return CarpoolStore(self.connection)

    @cached_property
    def outings(self) -> OutingStore:
        """See ``OutingStore``."""
        return OutingStore(self.connection)

    @cached_property
    def stops(self) -> StopStore:
        """See ``StopStore``."""
        return StopStore(self.connection)

    @cached_property
    def timetables(self) -> TimetableStore:
        """See ``TimetableStore``."""
        return TimetableStore(self.connection)

    @cached_property
    def uploads(self) -> UploadStore:
        """See ``UploadStore``."""
        return UploadStore(self.connection)

    @cached_property
    def traces(self) -> TraceStore:
        """See ``TraceStore``."""
        return TraceStore(self.connection)

    @cached_property
    def scores(self) -> ScoreStore:
        """See ``ScoreStore``."""
        return ScoreStore(self.connection)

    @cached_property
    def reminders(self) -> ReminderStore:
        """See ``ReminderStore``."""
        return ReminderStore(self.connection)

    @cached_property
    def reviews(self) -> ReviewStore:
        """See ``ReviewStore``."""
        return ReviewStore(self.connection)

    @cached_property
    def people(self) -> PeopleStore:
        """See ``PeopleStore``."""
        return PeopleStore(self.connection)

    @cached_property
    def cards(self) -> CardStore:
        """See ``CardStore``."""
        return CardStore(self.connection)

    @cached_property
    def sessions(self) -> SessionStore:
        """See ``SessionStore``."""
        return SessionStore(self.connection)

    @cached_property
    def buckets(self) -> BucketStore:
        """See ``BucketStore``."""
        return BucketStore(self.connection)

    @cached_property
    def audit(self) -> AuditStore:
        """See ``AuditStore``."""
        return AuditStore(self.connection)

    @cached_property
    def pots(self) -> PotStore:
        """See ``PotStore``."""
        return PotStore(self.connection)

    @cached_property
    def programme(self) -> ProgrammeStore:
        """See ``ProgrammeStore``."""
        return ProgrammeStore(self.connection)

    @cached_property
    def rulebooks(self) -> RulebookStore:
        """See ``RulebookStore``."""
        return RulebookStore(self.connection)

    @cached_property
    def routes(self) -> RouteStore:
        """See ``RouteStore``."""
        return RouteStore(self.connection)

    @cached_property
    def job_runs(self) -> JobRunStore:
        """See ``JobRunStore``."""
        return JobRunStore(self.connection)
