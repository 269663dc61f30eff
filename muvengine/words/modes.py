"""Names of the modes."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "walk": "On foot",
    "run": "Running",
    "wheelchair": "Wheelchair or walking aid",
    "bike": "Bicycle",
    "ebike": "E-bike",
    "escooter": "Scooter",
    "bus": "Bus",
    "tram": "Tram",
    "subway": "Metro",
    "train": "Train",
    "carpool": "Carpooling",
    "car": "Car",
    "none": "I would have stayed at home",
}
