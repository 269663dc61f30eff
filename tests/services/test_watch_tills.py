"""Unusual things at the tills become alerts that a person closes, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core import errors
from muvengine.core.people.actor import Actor, Role
from muvengine.core.vouchers.alert import Alert, AlertKind
from muvengine.services.settle_alert import close_alert, own_alert
from muvengine.services.watch_tills import watch_tills
from tests.counter import NOON, TODAY, Counter, days, open_counter
from tests.people import OpenUow, participant, staff


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading, points=3000)


def alerts(counter: Counter) -> list[Alert]:
    with counter.open_reading() as uow:
        return uow.watch.alerts(most=10)


def take(counter: Counter, times: int, *, day: int = 0, person: int = 0) -> None:
    offer, now = counter.offer(price_points=10, per_person=50), NOON + days(day)
    for _ in range(times):
        counter.take(counter.buy(offer, now=now, person=person).code, now=now)


def watch(counter: Counter, *, day: int = 0) -> int:
    return watch_tills(counter.open_uow, counter.open_reading, now=NOON + days(day))


def test_the_same_hand_six_times_a_day_is_told_once_and_closed_with_a_reason(
    counter: Counter,
) -> None:
    take(counter, 5)
    assert watch(counter) == 0
    take(counter, 1)
    assert [watch(counter), watch(counter)] == [1, 0]
    (alert,) = alerts(counter)
    assert alert.sighting.kind is AlertKind.SAME_HAND
    assert (alert.person, alert.shop_name, alert.sighting.day) == ("Fatou", "Chez Ana", TODAY)
    assert alert.sighting.facts == {"times": 6}
    ines = Actor("organiser", staff(counter.open_uow, "Ines", Role.ORGANISER).id)
    own_alert(counter.open_uow, alert.id, actor=ines, now=NOON)
    assert alerts(counter)[0].owner == "Ines"
    with pytest.raises(errors.ReasonMissing):
        close_alert(counter.open_uow, alert.id, "ok", actor=ines, now=NOON)
    close_alert(counter.open_uow, alert.id, "A family of six", actor=ines, now=NOON)
    with pytest.raises(errors.NotPossible):
        close_alert(counter.open_uow, alert.id, "A family of six", actor=ines, now=NOON)
    assert alerts(counter)[0].closing_reason == "A family of six"
    # Closed is closed, although the same is seen again; tomorrow is another day.
    assert watch(counter, day=1) == 0


def test_a_shop_above_three_times_its_usual_day(counter: Counter) -> None:
    people = [participant(counter.open_uow, f"P{number}").id for number in range(4)]
    for person in people:
        counter.give(200, person)
    for day in (0, 1):
        take(counter, 3, day=day, person=people[0])
    for person in people[:2]:
        take(counter, 5, day=2, person=person)
    assert watch(counter, day=2) == 1
    (alert,) = alerts(counter)
    assert (alert.sighting.kind, alert.person) == (AlertKind.BUSY_SHOP, "")
    assert alert.sighting.facts == {"times": 10, "usual": 3}
    # Yesterday is looked at again, the day before is not.
    assert watch(counter, day=3) == 0


@pytest.mark.parametrize(("later", "alerts"), [(28, 1), (29, 0)])
def test_what_is_usual_is_that_of_the_four_weeks_before(
    counter: Counter, later: int, alerts: int
) -> None:
    people = [participant(counter.open_uow, f"P{number}").id for number in range(2)]
    for person in people:
        counter.give(200, person)
    take(counter, 1, person=people[0])
    for person in people:
        take(counter, 5, day=later, person=person)
    assert watch(counter, day=later) == alerts


def test_an_undone_scan_does_not_count(counter: Counter) -> None:
    from muvengine.services.undo_redemption import undo_redemption  # noqa: PLC0415  one use

    take(counter, 5)
    taken = counter.take(counter.buy(counter.offer(price_points=10)).code)
    device = counter.tablets["bakery"]
    undo_redemption(
        counter.open_uow,
        taken.redemption_id,
        device=device,
        attempt=counter.attempt(device.actor, "undo_redemption"),
        now=NOON + timedelta(minutes=1),
    )
    assert watch(counter) == 0
