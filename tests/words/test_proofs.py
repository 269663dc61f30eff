"""Proofs in words, and what would help where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muvengine.core.trips.leg import Leg
from muvengine.words.proofs import proof_help, proof_lines
from tests.people import NOON

ABOUT = {"line": "7", "from": "Gare", "to": "Marché"}
BUS = Leg("bus", NOON, NOON, 4_000, "confirmed", proof="timetable", about=ABOUT)
DOUBTFUL = Leg("bus", NOON, NOON, 4_000, "doubtful", ("transit_unproven",))


@pytest.mark.parametrize(("leg", "locale", "said"), [
    (BUS, "en", "Bus 7, from Gare to Marché: this fits the timetable."),
    (BUS, "fr", "Bus 7, de Gare à Marché\u00a0: cela correspond à l’horaire."),
    (replace(BUS, proof="line"), "en",
     "Bus 7, from Gare to Marché: this fits the line. Half of the way counts."),
    (replace(BUS, proof="dwells"), "en",
     "Bus 7, from Gare to Marché: you stopped there. Half of the way counts."),
    (replace(BUS, mode="train", proof="ticket", about={}), "en",
     "Train: a mediator has seen your ticket."),
])  # fmt: skip
def test_a_proof_is_told(leg: Leg, locale: str, said: str) -> None:
    assert proof_lines((leg,), locale) == [said]


@pytest.mark.parametrize("leg", [
    DOUBTFUL, replace(BUS, about={}), replace(BUS, proof="companion"),
])  # fmt: skip
def test_what_has_no_names_or_no_words_is_left_out(leg: Leg) -> None:
    assert proof_lines((leg,), "en") == []


def test_a_name_with_braces_stays_a_name() -> None:
    about = {**ABOUT, "from": "{line}"}
    assert "from {line} to" in proof_lines((replace(BUS, about=about),), "en")[0]


@pytest.mark.parametrize(("legs", "said"), [
    ((DOUBTFUL,), "Show your ticket at the social centre, or scan the sign at the stop."),
    ((replace(BUS, proof="line", paid_share=0.5),),
     "Show your ticket at the social centre. Then all of the way counts."),
    ((BUS,), ""),
    ((replace(DOUBTFUL, mode="walk", reasons=("speed",)),), ""),
])  # fmt: skip
def test_what_would_help_is_told(legs: tuple[Leg, ...], said: str) -> None:
    assert proof_help(legs, "en") == said
