"""A process of its own that does what it is told at the same time as five others.

Each line it reads is a list of acts; it answers with what it heard of each, in one line.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from muvengine.core.errors import MuvError
from muvengine.core.people.identity import Device
from muvengine.services.pair_device import pair_device
from muvengine.store.connection import connect
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import Town
from tests.people import Dice


def take_orders(town: Town) -> None:
    """Answer line by line until nobody asks."""
    acts: dict[str, Callable[..., object]] = {
        "redeem": lambda code, key: town.redeem(code, key=key).redemption_id,
        "buy": lambda person, offer, key: town.buy(_of(town, person), offer, key=key),
        "earn": lambda person, points: _earn(town, person, points),
        "pair": lambda code: _pair(town, code),
    }
    print("ready", flush=True)  # noqa: T201  the answer
    for line in sys.stdin:
        heard = [_heard(acts[name], arguments) for name, *arguments in json.loads(line)]
        print(json.dumps(heard), flush=True)  # noqa: T201


def _heard(act: Callable[..., object], arguments: list[Any]) -> object:
    try:
        return act(*arguments)
    except MuvError as refusal:
        return refusal.code
    except Exception as error:  # noqa: BLE001  the test wants to see it, not this process
        return f"error: {type(error).__name__}: {error}"


def _of(town: Town, person_id: int) -> Any:  # noqa: ANN401
    with town.open_uow() as uow:
        return uow.people.get(person_id)


def _earn(town: Town, person_id: int, points: int) -> bool:
    return bool(town.earn(_of(town, person_id), points))


def _pair(town: Town, code: str) -> bool:
    pair = partial(pair_device, town.open_uow, code, address=f"10.0.0.{os.getpid()}", name="till")
    return bool(pair(now=town.now, new_token=town.dice).device_id)


if __name__ == "__main__":
    url, number = sys.argv[1], int(sys.argv[2])
    open_uow = partial(UnitOfWork, connect(url, synchronous="NORMAL"))
    take_orders(
        Town(
            open_uow,
            1,
            Device(1, 1, "fournil", "Le Fournil"),
            Dice(f"child {number}"),
            trips=count(number * 1_000),
            keys=count(number * 100_000),
        )
    )
