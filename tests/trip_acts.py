"""What people do with trips that were sent, as tests do it."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from muvengine.core.people.actor import Actor
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.trip import Trip
from muvengine.services.contest_trip import Contest, contest_trip
from muvengine.services.correct_trip import Correction, correct_trip
from muvengine.services.review_trip import TripAnswer, review_trip
from muvengine.services.withdraw_trip import Withdrawal, withdraw_trip
from tests.town import NOON, Town, gpx, ride

REVIEWER = Actor("organiser", 1)
LATER = NOON + timedelta(hours=1)
LONG = (np.array([43.64, 43.64]), np.array([5.06, 5.14]))


def send(town: Town, by: str = "walk", mode: str | None = None) -> Trip:
    way = LONG if by in {"bus", "car"} else (np.array([43.64, 43.64]), np.array([5.09, 5.11]))
    return town.trip(town.send(gpx(ride(by, way=way)), mode or by).public_id)


def drawn(town: Town) -> Trip:
    return town.trip(town.send(gpx(ride("drawn"), creator="https://gpx.studio")).public_id)


def contest(town: Town, trip: Trip, actor: Actor | None = None, message: str = "") -> None:
    wish = Contest(trip.public_id, message)
    attempt = wish.attempt(actor or town.me, town.key())
    contest_trip(town.open_uow, wish, attempt=attempt, now=LATER)


def answer(town: Town, trip: Trip, *, accept: bool, key: str | None = None) -> None:
    said = TripAnswer(trip.public_id, accept, "I looked at it")
    attempt = said.attempt(REVIEWER, key or town.key())
    review_trip(town.open_uow, town.shelf, said, attempt=attempt, now=LATER)


def correct(town: Town, trip: Trip, mode: str, actor: Actor | None = None) -> None:
    correction = Correction(trip.public_id, Claim(mode))
    attempt = correction.attempt(actor or town.me, town.key())
    correct_trip(town.open_uow, town.shelf, correction, attempt=attempt, now=LATER)


def withdraw(town: Town, trip: Trip, actor: Actor | None = None) -> None:
    wish = Withdrawal(trip.public_id)
    attempt = wish.attempt(actor or town.me, town.key())
    withdraw_trip(town.open_uow, town.shelf, wish, attempt=attempt, now=LATER)


def balanced(town: Town, trip: Trip) -> None:
    """What the sheet says, what the trip says and what its owner has are one figure."""
    now = town.trip(trip.public_id)
    sheet = town.sheet(trip.public_id)
    assert now.points == sheet.score.points == town.pending() + town.spendable()
    assert {key: n for key, n in sheet.score.counts.items() if n} == town.counters()
