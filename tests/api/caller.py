"""Somebody who calls the API with a bearer token."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import Any

from flask.testing import FlaskClient

from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.services.make_api_token import make_api_token
from muvengine.services.pair_device import make_pairing_code, pair_device
from tests.build import Town

_keys = count()


@dataclass
class Caller:
    """A client that never forgets its token, and names each write."""

    client: FlaskClient
    token: str

    def get(self, path: str) -> Any:  # noqa: ANN401  an answer whose JSON may be anything
        return self.client.get(f"/api/v1{path}", headers=self._headers())

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:  # noqa: ANN401
        headers = self._headers(key or f"key-{next(_keys)}")
        return self.client.post(f"/api/v1{path}", json=body, headers=headers)

    def send(self, data: bytes, mode: str = "walk", *, key: str | None = None, **more: str) -> Any:  # noqa: ANN401
        form = {"file": (BytesIO(data), "trip.gpx"), "mode": mode, **more}
        headers = self._headers(key or f"key-{next(_keys)}")
        return self.client.post("/api/v1/trips", data=form, headers=headers)

    def _headers(self, key: str | None = None) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"}
        return headers | ({"Idempotency-Key": key} if key else {})


def person_caller(town: Town, person: Person | None = None) -> Caller:
    token = make_api_token(
        town.wiring.open_uow,
        owner=person or town.fatou_,
        name="test",
        actor=SYSTEM,
        now=town.wiring.now(),
        new_token=town.wiring.new_token,
    )
    return Caller(town.app.test_client(), token)


def till_caller(town: Town, shop: str = "boulangerie") -> Caller:
    wiring, now = town.wiring, town.wiring.now()
    code = make_pairing_code(
        wiring.open_uow, shop, actor=SYSTEM, now=now, new_token=wiring.new_token
    )
    paired = pair_device(
        wiring.open_uow, code, address="a", name="t", now=now, new_token=wiring.new_token
    )
    return Caller(town.app.test_client(), paired.token)
