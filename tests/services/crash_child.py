"""A process that earns, buys and redeems until somebody kills it."""

from __future__ import annotations

import sys
from datetime import timedelta
from functools import partial
from itertools import count

from muvengine.core.people.identity import Device
from muvengine.core.rules.score import Settlement
from muvengine.services.release_points import release_points
from muvengine.store.connection import connect
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import Town
from tests.people import Dice


def work_until_killed(url: str, run: str, device: Device) -> None:
    """Write one acknowledged voucher code a line, after its redemption was committed."""
    open_uow = partial(UnitOfWork, connect(url, synchronous="NORMAL"))
    place = Town(open_uow, device.shop_id, device, dice=Dice(run))
    with open_uow() as uow:
        person = uow.people.get(1)
    turn = int(run) * 10_000
    place.trips = count(turn + 1)
    place.keys = count(turn)
    while True:
        place.earn(person, 200, Settlement(0, 365, "end_of_month"))
        release_points(open_uow, now=place.now + timedelta(minutes=1))
        code = place.buy(person, 1)
        place.redeem(code)
        sys.stdout.write(code + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    work_until_killed(sys.argv[1], sys.argv[2], Device(1, 1, "fournil", "Le Fournil"))
