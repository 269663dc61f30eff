"""The table of jobs: what runs when.

To add one: a service that is safe to run twice, a function here that calls it and tells what
it counted, and a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, time
from typing import Final

from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import SYSTEM
from muvengine.jobs.calendar import Daily, Every, Weekly
from muvengine.jobs.tick import Job
from muvengine.jobs.week_letters import queue_week_letters
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.programme import programme
from muvengine.services.close_pot import close_pots
from muvengine.services.close_weeks import close_weeks
from muvengine.services.cut_trips import cut_trips
from muvengine.services.draft_statements import draft_statements
from muvengine.services.draw_prizes import work_draws
from muvengine.services.expire_points import expire_points
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.give_shop_badges import give_shop_badges
from muvengine.services.import_weather import import_weather
from muvengine.services.lapse_carpools import lapse_carpools
from muvengine.services.move_balance import follow_moves
from muvengine.services.note_reminders import note_reminders
from muvengine.services.pay_streaks import pay_streaks
from muvengine.services.prune_access import prune_access
from muvengine.services.prune_records import prune_records
from muvengine.services.purge_traces import purge_traces
from muvengine.services.raise_alarms import raise_alarms
from muvengine.services.release_points import release_points
from muvengine.services.release_reserved import release_reserved
from muvengine.services.release_rests import release_rests
from muvengine.services.rotate_keys import keep_keys_fresh
from muvengine.services.seal_journals import seal_journals
from muvengine.services.settle_challenges import settle_challenges
from muvengine.services.watch_tills import watch_tills

Counted = Mapping[str, object]


class LedgerBroken(Exception):
    """The nightly check found a broken row; people must look before anything else."""


def _release_points(wiring: Wiring, now: datetime) -> Counted:
    released = release_points(wiring.open_uow, now=now)
    return {"released": released, "followed": follow_moves(wiring.open_uow, now=now)}


def _purge_traces(wiring: Wiring, now: datetime) -> Counted:
    return {"erased": purge_traces(wiring.open_uow, now=now)}


def _cut_trips(wiring: Wiring, now: datetime) -> Counted:
    done = cut_trips(
        wiring.open_uow, wiring.open_reading, wiring.shelf, now=now, new_token=wiring.new_token
    )
    return asdict(done)


def _look_for_replays(wiring: Wiring, now: datetime) -> Counted:
    # The comparison needs arithmetic that no other job does.
    from muvengine.services.look_for_replays import look_for_replays  # noqa: PLC0415

    return {"asked": look_for_replays(wiring.open_uow, wiring.open_reading, wiring.shelf, now)}


def _lapse_carpools(wiring: Wiring, now: datetime) -> Counted:
    return {"ended": lapse_carpools(wiring.open_uow, now=now)}


def _expire_points(wiring: Wiring, now: datetime) -> Counted:
    return {"points": expire_points(wiring.open_uow, now=now)}


def _expire_vouchers(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return {"expired": expire_vouchers(wiring.open_uow, wiring.open_reading, now=local)}


def _release_reserved(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return {
        "reserved": release_reserved(wiring.open_uow, wiring.open_reading, now=local),
        "rests": release_rests(wiring.open_uow, wiring.open_reading, now=local),
    }


def _watch_tills(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return {"alerts": watch_tills(wiring.open_uow, wiring.open_reading, now=local)}


def _draft_statements(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return {"drafted": len(draft_statements(wiring.open_uow, now=local))}


def _voucher_keys(wiring: Wiring, now: datetime) -> Counted:
    secret = wiring.settings.secret_key
    if not secret:
        return {"made": 0}
    made = keep_keys_fresh(wiring.open_uow, wiring.open_reading, secret, now=now)
    return {"made": int(made)}


def _seal_journals(wiring: Wiring, now: datetime) -> Counted:
    return {"sealed": seal_journals(wiring.open_uow, now=now)}


def _close_pots(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return {"closed": close_pots(wiring.open_uow, now=local)}


def _close_weeks(wiring: Wiring, now: datetime) -> Counted:
    return {"weeks": close_weeks(wiring.open_uow, now=now)}


def _draw_prizes(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return asdict(work_draws(wiring.open_uow, now=local, new_token=wiring.new_token))


def _pay_streaks(wiring: Wiring, now: datetime) -> Counted:
    done = pay_streaks(wiring.open_uow, now=now)
    return {"people": done.people, "paid": done.paid, "back": done.back}


def _settle_challenges(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return asdict(settle_challenges(wiring.open_uow, now=local, new_token=wiring.new_token))


def _shop_badges(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return {"given": give_shop_badges(wiring.open_uow, now=local)}


def _note_reminders(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return {"noted": note_reminders(wiring.open_uow, now=local)}


def _raise_alarms(wiring: Wiring, now: datetime) -> Counted:
    local = now.astimezone(programme(wiring.open_reading).zone)
    return {"raised": raise_alarms(wiring.open_uow, now=local)}


def _verify_ledger(wiring: Wiring, _now: datetime) -> Counted:
    violations = check_ledger(wiring.open_reading)
    if violations:
        raise LedgerBroken(violations[0])
    return {"violations": 0}


def _import_weather(wiring: Wiring, now: datetime) -> Counted:
    """Read the file that an administrator keeps fresh; without one there is nothing to do."""
    file = wiring.settings.weather_path
    if file is None:
        return {"days": 0}
    found = import_weather(wiring.open_uow, file.read_bytes(), actor=SYSTEM, now=now)
    return {"days": found.days, "left_out": found.left_out}


def _week_letters(wiring: Wiring, now: datetime) -> Counted:
    return {"queued": queue_week_letters(wiring, now)}


def _prune(wiring: Wiring, now: datetime) -> Counted:
    return {
        "access": prune_access(wiring.open_uow, now=now),
        "records": prune_records(wiring.open_uow, now=now),
    }


JOBS: Final[tuple[Job, ...]] = (
    Job("release-points", Every(5), _release_points),
    Job("cut-trips", Every(5), _cut_trips),
    Job("release-reserved", Every(5), _release_reserved),
    Job("settle-challenges", Every(5), _settle_challenges),
    Job("seal-journals", Every(10), _seal_journals),
    Job("draw-prizes", Every(10), _draw_prizes),
    Job("voucher-keys", Every(60), _voucher_keys),
    Job("shop-badges", Every(60), _shop_badges),
    Job("purge-traces", Every(60), _purge_traces),
    Job("look-for-replays", Every(60), _look_for_replays),
    Job("watch-tills", Every(60), _watch_tills),
    Job("import-weather", Daily(time(1, 30)), _import_weather),
    Job("draft-statements", Daily(time(2, 20)), _draft_statements),
    Job("expire-vouchers", Daily(time(2, 40)), _expire_vouchers),
    Job("expire-points", Daily(time(3, 10)), _expire_points),
    Job("lapse-carpools", Daily(time(3, 20)), _lapse_carpools),
    Job("close-pots", Daily(time(3, 30)), _close_pots),
    Job("close-weeks", Daily(time(3, 35)), _close_weeks),
    Job("pay-streaks", Daily(time(3, 35)), _pay_streaks),
    Job("verify-ledger", Daily(time(3, 40)), _verify_ledger),
    Job("raise-alarms", Daily(time(3, 50)), _raise_alarms),
    Job("note-reminders", Daily(time(4, 0)), _note_reminders),
    Job("week-letters", Weekly(time(7, 0)), _week_letters),
    Job("prune", Daily(time(4, 10)), _prune),
)
