"""A town whose server is a process of its own, so that it can be killed in the middle of a sale."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest

from muvengine.bootstrap import Wiring, wire
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Device
from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.offer import Offer
from muvengine.core.vouchers.terms import Terms
from muvengine.reads.voucher_text import voucher_text
from muvengine.reads.vouchers import voucher_of
from muvengine.reads.who import device_by_token
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.fund_season import SeasonGrant, fund_season
from muvengine.services.pair_device import make_pairing_code, pair_device
from muvengine.services.rotate_keys import keep_keys_fresh
from muvengine.services.save_offer import save_offer
from muvengine.services.save_shop import save_shop
from muvengine.services.set_programme import set_programme
from muvengine.settings import Settings
from muvengine.store.schema import upgrade
from tests import people
from tests.build import AREA, SHOPS, ZONE
from tests.stories.browsers import START_S_MAX, free_port, town_env

SECRET: Final = "a secret of thirty-two characters"
LOAF: Final = Offer(0, {"fr": "Un pain", "en": "A loaf"}, 100, 100, pictogram="bread")
EUROS: Final = Offer(0, {"fr": "5 euros", "en": "5 euros off"}, 500, 500, divisible=True)
MEAL: Final = Offer(
    0,
    {"fr": "Un repas", "en": "A meal"},
    300,
    500,
    kind="percent_off",
    terms=Terms(percent_off=20),
)


@dataclass
class Counter:
    """A served town: one bakery, neighbours with points, and the server's process."""

    folder: Path
    port: int
    wiring: Wiring
    offers: dict[str, int]
    holders: dict[str, int] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def now(self) -> datetime:
        return self.wiring.now().astimezone(ZONE)

    def start(self) -> None:
        """Serve, and wait until it answers."""
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "muvengine", "serve", "--port", str(self.port)],
                cwd=self.folder,
                env=town_env() | self._env(),
                stdout=log,
                stderr=subprocess.STDOUT,
                # Its workers are killed with it.
                start_new_session=True,
            )
        deadline = time.monotonic() + START_S_MAX
        while time.monotonic() < deadline:
            assert self.process.poll() is None, (self.folder / "serve.log").read_text()
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=2).close()  # noqa: S310  our own
            except OSError:
                time.sleep(0.2)
            else:
                return
        pytest.fail("the server did not start")

    def kill(self) -> None:
        """End the server at once, as a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)
            self.process = None

    def voucher(self, offer: str = "loaf") -> str:
        """Let one more neighbour buy one, and give its nine characters."""
        # Nobody may buy many on one day.
        uow, now = self.wiring.open_uow, self.now
        person = people.participant(uow, f"Neighbour {len(self.holders)}")
        gift = Adjustment(person.id, 1000, "a gift for a test")
        adjust_points(uow, gift, attempt=gift.attempt(SYSTEM, self.wiring.new_token()), now=now)
        purchase = Purchase(self.offers[offer], person.id)
        attempt = Attempt(SYSTEM, self.wiring.new_token(), "buy_voucher", "")
        bought = buy_voucher(
            self.wiring.open_uow,
            purchase,
            attempt=attempt,
            now=self.now,
            new_token=self.wiring.new_token,
        )
        self.holders[bought.code] = person.id
        return bought.code

    def square(self, code: str) -> str:
        """What stands in the square of a voucher."""
        voucher = voucher_of(self.wiring.open_reading, self.holders[code], code)
        return voucher_text(self.wiring.open_reading, SECRET, voucher)

    def pairing_code(self) -> str:
        """A code of the organiser for one more tablet."""
        wiring = self.wiring
        return make_pairing_code(
            wiring.open_uow, SHOPS[0].key, actor=SYSTEM, now=self.now, new_token=wiring.new_token
        )

    def device(self) -> Device:
        """One more tablet, without a browser."""
        wiring, code = self.wiring, self.pairing_code()
        paired = pair_device(
            wiring.open_uow,
            code,
            address="till",
            name="B",
            now=self.now,
            new_token=wiring.new_token,
        )
        found = device_by_token(wiring.open_reading, paired.token, self.now)
        assert found is not None
        return found

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of ours on this town."""
        return subprocess.run(
            [sys.executable, "-m", "muvengine", *arguments],
            cwd=self.folder,
            env=town_env() | self._env(),
            capture_output=True,
            text=True,
            check=False,
        )

    def _env(self) -> dict[str, str]:
        return {
            "MUV_DATABASE_URL": self.wiring.settings.database_url,
            "MUV_SECRET_KEY": SECRET,
            "MUV_BASE_URL": self.url,
            "MUV_INSTANCE": str(self.folder),
            "MUV_COOKIES_SECURE": "false",
            "MUV_HTTP_WORKERS": "1",
        }


@contextmanager
def counter(folder: Path, template: Path) -> Iterator[Counter]:
    """Found a town on a copy of an empty database, and serve it."""
    shutil.copy(template, folder / "muv.db")
    port = free_port()
    url = f"sqlite:///{folder / 'muv.db'}"
    settings = Settings(secret_key=SECRET, database_url=url, base_url=f"http://127.0.0.1:{port}")
    made = _found(folder, port, wire(settings))
    try:
        made.start()
        yield made
    finally:
        made.kill()
        made.wiring.engine.dispose()


def _found(folder: Path, port: int, wiring: Wiring) -> Counter:
    upgrade(wiring.engine)
    uow, now = wiring.open_uow, wiring.now()
    year = now.astimezone(ZONE).year
    programme = Programme("Le quartier", AREA, ZONE, ("en", "fr"), "04 90 00 00 00")
    set_programme(uow, programme, actor=SYSTEM, now=now)
    season = SeasonGrant(str(year), date(year, 1, 1), date(year, 12, 31), 100_000)
    fund_season(uow, season, actor=SYSTEM, now=now)
    fund_budget(uow, Funding("town", 500_000, str(year)), actor=SYSTEM, now=now)
    keep_keys_fresh(uow, wiring.open_reading, SECRET, now=now)
    shop_id = save_shop(uow, SHOPS[0], actor=SYSTEM, now=now)
    offers = {
        name: save_offer(uow, replace(offer, shop_id=shop_id), actor=SYSTEM, now=now)
        for name, offer in {"loaf": LOAF, "euros": EUROS, "meal": MEAL}.items()
    }
    return Counter(folder, port, wiring, offers)
