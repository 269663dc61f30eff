"""Every store by the name under which a transaction gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection

from muvengine.store.alarms import AlarmStore
from muvengine.store.attempts import AttemptStore
from muvengine.store.audit import AuditStore
from muvengine.store.awards import AwardStore
from muvengine.store.badges import BadgeStore
from muvengine.store.balance_moves import BalanceMoveStore
from muvengine.store.board_places import BoardPlaceStore
from muvengine.store.board_players import BoardPlayerStore
from muvengine.store.board_rebuild import BoardRebuildStore
from muvengine.store.board_rows import BoardRowStore
from muvengine.store.boards import BoardStore
from muvengine.store.buckets import BucketStore
from muvengine.store.call_backs import CallBackStore
from muvengine.store.card_packs import CardPackStore
from muvengine.store.cards import CardStore
from muvengine.store.carpools import CarpoolStore
from muvengine.store.ceilings import CeilingStore
from muvengine.store.centres import CentreStore
from muvengine.store.challenge_figures import ChallengeFigureStore
from muvengine.store.challenge_rewards import ChallengeRewardStore
from muvengine.store.challenge_trips import ChallengeTripStore
from muvengine.store.challenges import ChallengeStore
from muvengine.store.contests import ContestStore
from muvengine.store.counters import CounterStore
from muvengine.store.diaries import DiaryStore
from muvengine.store.disputes import DisputeStore
from muvengine.store.done_for import DoneForStore
from muvengine.store.drafts import GameDraftStore, RulebookDraftStore
from muvengine.store.draw_prizes import DrawPrizeStore
from muvengine.store.draws import DrawStore
from muvengine.store.erasure import ErasureStore
from muvengine.store.game_past import GamePastStore
from muvengine.store.game_rebuild import GameRebuildStore
from muvengine.store.games import GameStore
from muvengine.store.happenings import HappeningStore
from muvengine.store.hunt_finds import HuntFindStore
from muvengine.store.hunts import HuntStore
from muvengine.store.job_runs import JobRunStore
from muvengine.store.ledger import LedgerStore
from muvengine.store.lots import LotStore
from muvengine.store.mail_addresses import MailAddressStore
from muvengine.store.mails import MailStore
from muvengine.store.mandates import MandateStore
from muvengine.store.notices import NoticeStore
from muvengine.store.offers import OfferStore
from muvengine.store.outings import OutingStore
from muvengine.store.owed import OwedStore
from muvengine.store.paper import PaperStore
from muvengine.store.people import PeopleStore
from muvengine.store.personal import PersonalStore
from muvengine.store.pictures import PictureStore
from muvengine.store.pots import PotStore
from muvengine.store.programme import ProgrammeStore
from muvengine.store.redemptions import RedemptionStore
from muvengine.store.reminders import ReminderStore
from muvengine.store.report_rewards import ReportRewardStore
from muvengine.store.reports import ReportStore
from muvengine.store.rescoring_trips import RescoringTripStore
from muvengine.store.rescorings import RescoringStore
from muvengine.store.rests import RestStore
from muvengine.store.reviews import ReviewStore
from muvengine.store.routes import RouteStore
from muvengine.store.rulebooks import RulebookStore
from muvengine.store.score_rebuild import ScoreRebuildStore
from muvengine.store.scores import ScoreStore
from muvengine.store.seals import SealStore
from muvengine.store.seasons import SeasonStore
from muvengine.store.second_factors import SecondFactorStore
from muvengine.store.senders import SenderStore
from muvengine.store.sessions import SessionStore
from muvengine.store.settlements import SettlementStore
from muvengine.store.shop_requests import ShopRequestStore
from muvengine.store.shops import ShopStore
from muvengine.store.signing_keys import SigningKeyStore
from muvengine.store.simulation_parts import SimulationPartStore
from muvengine.store.simulations import SimulationStore
from muvengine.store.snapshots import SnapshotStore
from muvengine.store.sponsored import SponsoredStore
from muvengine.store.stops import StopStore
from muvengine.store.streaks import StreakStore
from muvengine.store.tallies import TallyStore
from muvengine.store.team_weeks import TeamWeekStore
from muvengine.store.teams import TeamStore
from muvengine.store.tills import TillStore
from muvengine.store.timetables import TimetableStore
from muvengine.store.tournaments import TournamentStore
from muvengine.store.traces import TraceStore
from muvengine.store.trips import TripStore
from muvengine.store.upload_batches import UploadStore
from muvengine.store.vouchers import VoucherStore
from muvengine.store.watch import WatchStore
from muvengine.store.week_letters import WeekLetterStore
from muvengine.store.week_scores import WeekScoreStore
from muvengine.store.workshops import WorkshopStore
from muvengine.store.zones import ZoneStore

Store = TypeVar("Store")


class _Made(Generic[Store]):
    """A store that is made when it is first asked for, and then stands in its place."""

    def __init__(self, make: Callable[[Connection], Store]) -> None:
        self._make = make

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, stores: Stores, _owner: type) -> Store:
        made = self._make(stores.connection)
        # The next time Python finds it on the object and does not come here.
        stores.__dict__[self._name] = made
        return made


class Stores:
    """The stores of one connection."""

    connection: Connection

    alarms = _Made(AlarmStore)
    attempts = _Made(AttemptStore)
    audit = _Made(AuditStore)
    awards = _Made(AwardStore)
    badges = _Made(BadgeStore)
    balance_moves = _Made(BalanceMoveStore)
    board_places = _Made(BoardPlaceStore)
    board_players = _Made(BoardPlayerStore)
    board_rebuild = _Made(BoardRebuildStore)
    board_rows = _Made(BoardRowStore)
    boards = _Made(BoardStore)
    buckets = _Made(BucketStore)
    call_backs = _Made(CallBackStore)
    card_packs = _Made(CardPackStore)
    cards = _Made(CardStore)
    carpools = _Made(CarpoolStore)
    ceilings = _Made(CeilingStore)
    centres = _Made(CentreStore)
    challenge_figures = _Made(ChallengeFigureStore)
    challenge_rewards = _Made(ChallengeRewardStore)
    challenge_trips = _Made(ChallengeTripStore)
    challenges = _Made(ChallengeStore)
    contests = _Made(ContestStore)
    counters = _Made(CounterStore)
    diaries = _Made(DiaryStore)
    disputes = _Made(DisputeStore)
    done_for = _Made(DoneForStore)
    draw_prizes = _Made(DrawPrizeStore)
    draws = _Made(DrawStore)
    erasure = _Made(ErasureStore)
    game_drafts = _Made(GameDraftStore)
    game_past = _Made(GamePastStore)
    game_rebuild = _Made(GameRebuildStore)
    games = _Made(GameStore)
    job_runs = _Made(JobRunStore)
    happenings = _Made(HappeningStore)
    hunt_finds = _Made(HuntFindStore)
    hunts = _Made(HuntStore)
    ledger = _Made(LedgerStore)
    lots = _Made(LotStore)
    mail_addresses = _Made(MailAddressStore)
    mails = _Made(MailStore)
    mandates = _Made(MandateStore)
    notices = _Made(NoticeStore)
    offers = _Made(OfferStore)
    outings = _Made(OutingStore)
    owed = _Made(OwedStore)
    paper = _Made(PaperStore)
    people = _Made(PeopleStore)
    personal = _Made(PersonalStore)
    pictures = _Made(PictureStore)
    pots = _Made(PotStore)
    programme = _Made(ProgrammeStore)
    redemptions = _Made(RedemptionStore)
    reminders = _Made(ReminderStore)
    report_rewards = _Made(ReportRewardStore)
    reports = _Made(ReportStore)
    rescoring_trips = _Made(RescoringTripStore)
    rescorings = _Made(RescoringStore)
    rests = _Made(RestStore)
    reviews = _Made(ReviewStore)
    routes = _Made(RouteStore)
    rulebook_drafts = _Made(RulebookDraftStore)
    rulebooks = _Made(RulebookStore)
    score_rebuild = _Made(ScoreRebuildStore)
    scores = _Made(ScoreStore)
    seals = _Made(SealStore)
    seasons = _Made(SeasonStore)
    senders = _Made(SenderStore)
    second_factors = _Made(SecondFactorStore)
    sessions = _Made(SessionStore)
    settlements = _Made(SettlementStore)
    shop_requests = _Made(ShopRequestStore)
    shops = _Made(ShopStore)
    signing_keys = _Made(SigningKeyStore)
    simulation_parts = _Made(SimulationPartStore)
    simulations = _Made(SimulationStore)
    snapshots = _Made(SnapshotStore)
    sponsored = _Made(SponsoredStore)
    stops = _Made(StopStore)
    streaks = _Made(StreakStore)
    tallies = _Made(TallyStore)
    team_weeks = _Made(TeamWeekStore)
    teams = _Made(TeamStore)
    tills = _Made(TillStore)
    timetables = _Made(TimetableStore)
    tournaments = _Made(TournamentStore)
    traces = _Made(TraceStore)
    trips = _Made(TripStore)
    uploads = _Made(UploadStore)
    vouchers = _Made(VoucherStore)
    watch = _Made(WatchStore)
    week_letters = _Made(WeekLetterStore)
    week_scores = _Made(WeekScoreStore)
    workshops = _Made(WorkshopStore)
    zones = _Made(ZoneStore)
