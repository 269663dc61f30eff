"""The ways of moving that a participant can declare."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """A way of moving; the value is what API, files and rulebooks write."""

    WALK = "walk"
    RUN = "run"
    WHEELCHAIR = "wheelchair"
    BIKE = "bike"
    EBIKE = "ebike"
    ESCOOTER = "escooter"
    BUS = "bus"
    TRAM = "tram"
    SUBWAY = "subway"
    TRAIN = "train"
    CARPOOL = "carpool"
    CAR = "car"


TRANSIT = frozenset({Mode.BUS, Mode.TRAM, Mode.SUBWAY, Mode.TRAIN})
