"""What a town plays before its rows are guarded and its promises broken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from muvengine.core.game.challenges.aim import Progress
from muvengine.core.game.challenges.challenge import Difficulty
from muvengine.core.game.challenges.running import Run
from muvengine.core.game.challenges.sponsored import Sponsored, SponsoredState
from muvengine.core.game.draw import Draw, Prize
from muvengine.core.game.held import HeldBadge
from muvengine.core.game.weeks import WeekScore
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.offer import Offer, OfferState
from muvengine.formats.game_yaml.read import read_game
from muvengine.services.announce_draw import announce_draw
from muvengine.services.draw_prizes import work_draws
from muvengine.services.join_board import join_board
from muvengine.services.pay_challenge import give_points, give_voucher, take_reward_back
from muvengine.services.pay_streaks import pay_streaks
from muvengine.services.repair_game import repair_game
from muvengine.services.run_draw import hand_over, tell_outside
from muvengine.store.unit_of_work import UnitOfWork
from tests.league import NEXT, League, final
from tests.money import NOON, Town

GAME = """\
schema: muv.game/v1
label: {en: Game}
streak: {days: 1, rewards: [{weeks: 1, points: 9}, {weeks: 2, points: 5}]}
badges: [{badge: first, label: {en: First}, pictogram: star, trips: 1}]
"""


CHALLENGE_ROWS = (
    (
        "INSERT INTO sponsored_challenge (public_id, shop_id, title, days, modes, weekdays, "
        "from_min, until_min, first_day, last_day, good, pictogram, worth_cents, stock, state, "
        "reason, drafted_at) SELECT 's', id, '{}', 1, '[]', '[]', 0, 60, '2026-03-02', "
        "'2026-03-08', '{}', 'gift', 0, 1, 'draft', '', '2026-03-01' FROM shop LIMIT 1"
    ),
    (
        "INSERT INTO challenge_run (challenge, version_id, difficulty, first_day, last_day, "
        "target, modes, points, begun_at, ended_reason, touched, settled) VALUES ('days', 1, "
        "'easy', '2026-03-02', '2026-03-08', 2, '[]', 20, '2026-03-02', '', 1, 0)"
    ),
    (
        "INSERT INTO challenge_player (run_id, person_id, role, first_day, chosen_at, done, "
        "reached, waits) SELECT 1, person_id, 'personal', '2026-03-02', '2026-03-02', 0, "
        "(1 = 0), '' FROM trip LIMIT 1"
    ),
    (
        "INSERT INTO challenge_reward (player_id, person_id, wanted_points, points, got_at, "
        "kept_points) SELECT 1, person_id, 20, 0, '2026-03-20', 0 FROM trip LIMIT 1"
    ),
    (
        "INSERT INTO challenge_halt (challenge, ended, reason, halted_at) "
        "VALUES ('days', (1 = 0), 'too easy', '2026-03-20')"
    ),
)


def take_up(made: Town, player: Person) -> None:
    """Two challenges of the game and two of a shop; of each kind one reward went back."""
    monday, now = date(2026, 4, 6), made.now
    for number, stands in enumerate((True, True, False, False), start=1):
        shop = number in {2, 4}
        with made.open_uow() as uow:
            sponsored = _shops(uow, made, number) if shop else None
            run = Run(
                "days",
                Difficulty.EASY,
                monday + timedelta(weeks=number),
                monday + timedelta(weeks=number, days=6),
                target=2,
                points=0 if shop else 20,
                version_id=None if shop else 1,
                sponsored_id=sponsored.id if sponsored else None,
            )
            run = uow.challenges.get(uow.challenges.begin(run, now=now) or 0)
            uow.challenges.join(run, player.id, by=None, now=now)
            who = uow.challenges.player(number)
            if sponsored is None:
                give_points(uow, run, who, now)
            else:
                give_voucher(uow, sponsored, who, now, made.dice)
            if not stands:
                reward = uow.challenge_rewards.standing(number)
                assert reward is not None
                take_reward_back(uow, run, reward, now)
            uow.challenges.note(number, Progress(2, 2, 2, stands), "")
            uow.challenges.settled(run.id, 1)
            uow.commit()


def _shops(uow: UnitOfWork, made: Town, number: int) -> Sponsored:
    """A shop's challenge that was accepted, with one good to be won."""
    day = made.now.date()
    title = {"en": "A deed"}
    wanted = Sponsored(made.shop_id, title, 2, day, day, title, 1, 0, public_id=f"s{number}")
    offer = Offer(made.shop_id, title, 1, 0, stock=1, state=OfferState.PAUSED)
    uow.sponsored.draft(wanted, now=made.now)
    kept = uow.sponsored.locked(wanted.public_id)
    won = uow.offers.add(offer, now=made.now)
    uow.sponsored.turn(kept, SponsoredState.OPEN, won_offer_id=won)
    return uow.sponsored.locked(wanted.public_id)


def meet(made: Town) -> None:
    """Two teams of one meet in a tournament of one week, which is over."""
    league = League(made)
    for name in ("A", "B"):
        league.team(name, 1)
    league.tournament()
    league.close(final(NEXT))


def walk_weeks(
    made: Town, player: Person, open_reading: Callable[[], UnitOfWork], now: datetime
) -> None:
    """A badge on trip 1, a reward for one week, and one for two weeks that was taken back."""
    game, begun = read_game(GAME.encode()), date(2026, 3, 2)
    with made.open_uow() as uow:
        uow.games.publish(game, GAME, "sha", begun, by=None, now=made.now)
        uow.commit()
    repair_game(made.open_uow, open_reading, actor=SYSTEM, now=made.now)
    join_board(made.open_uow, player.id, "Renard bleu", actor=made.hand(player), now=made.now)
    for sign in (1, -1):
        with made.open_uow() as uow:
            days = (sign, 0, 0, 0, 0, 0, 0)
            uow.week_scores.add(player.id, WeekScore(date(2026, 4, 13), sign, sign, days))
            uow.commit()
        pay_streaks(made.open_uow, now=now)
    with made.open_uow() as uow:
        held = HeldBadge(0, player.id, "first", 1, (), 1, now)
        uow.badges.give(held)
        uow.commit()


def win(made: Town, offer_id: int) -> None:
    """Fatou's trips win voucher 7."""
    day, prizes = made.now.date(), (Prize(1, {"en": "A coffee"}, offer_id),)
    spring = Draw("spring", {}, NOON.date(), day, day + timedelta(days=4), prizes)
    attempt = Attempt(SYSTEM, "announce a draw", "announce_draw", "")
    uow = made.open_uow
    announce_draw(uow, spring, attempt=attempt, now=made.now, new_token=made.dice)
    work_draws(uow, now=made.now + timedelta(days=4), new_token=made.dice)


def draw_twice(made: Town) -> None:
    """Draw 1 is over and its prize given, draw 2 is frozen with a prize nobody won."""
    day = made.now.date()
    for key in ("spring", "summer"):
        prizes = (Prize(1, {"en": "A bell"}),)
        draw = Draw(key, {}, day, day, day + timedelta(days=4), prizes, outside={"en": "Loto"})
        attempt = Attempt(SYSTEM, key, "announce_draw", "")
        announce_draw(made.open_uow, draw, attempt=attempt, now=made.now, new_token=made.dice)
    then = made.now + timedelta(days=4)
    work_draws(made.open_uow, now=then, new_token=made.dice)
    tell_outside(made.open_uow, "spring", "3 17", actor=SYSTEM, now=then, new_token=made.dice)
    hand_over(made.open_uow, 1, "at the feast", actor=SYSTEM, now=then)


def write_game_rows(uow: UnitOfWork) -> None:
    """Write a row into each guarded table of the game."""
    uow.games.publish(
        read_game(GAME.encode()),
        GAME,
        "a",
        date(2026, 3, 2),
        by=None,
        now=datetime(2026, 3, 1, tzinfo=UTC),
    )
    for row in (
        (
            "INSERT INTO badge_held (person_id, badge, version_id, routes, trip_id, got_at) "
            "SELECT person_id, 'first', 1, '[]', id, '2026-03-03' FROM trip"
        ),
        (
            "INSERT INTO streak_reward (person_id, weeks, monday, wanted_points, points, paid_at, "
            "kept_points) SELECT person_id, 2, '2026-03-02', 20, 0, '2026-03-20', 0 FROM trip"
        ),
        *CHALLENGE_ROWS,
    ):
        uow.connection.exec_driver_sql(row)
