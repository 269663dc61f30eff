"""Where the database knows of a person: one list for the page, the download and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Own:
    """Rows that belong to a person.

    Attributes:
        table: its name.
        column: holds the person's number, or with ``through`` that of the row they own.
        through: the table that leads to the person, and its own column that does.
        called: in the download, where one table is a person's in two ways.
    """

    table: str
    column: str = "person_id"
    through: tuple[str, str] | None = None
    called: str = ""


_TRIP: Final = ("trip", "person_id")

SUBJECTS: Final = {
    "person": (Own("person", "id"), Own("call_back")),
    "access": (
        Own("card"),
        Own("session"),
        Own("sign_in_link"),
        Own("api_token"),
        Own("second_factor"),
        Own("recovery_code"),
    ),
    "centres": (Own("centre_member"), Own("card_visit")),
    "mandates": (
        Own("mandate"),
        Own("mandate", "holder_id", called="mandate_held"),
        Own("helper_account"),
    ),
    "mail": (Own("mail_address"), Own("mail")),
    "traces": (Own("raw_trace", "trip_id", _TRIP),),
    "sketches": (Own("trip_sketch", "trip_id", _TRIP),),
    "trips": (
        Own("trip"),
        Own("trip_score", "trip_id", _TRIP),
        Own("trip_review", "trip_id", _TRIP),
        Own("stop_scan"),
        Own("carpool_code", "driver_id"),
        Own("carpool_seat", "passenger_id"),
        Own("outing_member"),
        Own("upload_batch"),
        Own("upload_item", "batch_id", ("upload_batch", "person_id")),
        Own("rescoring_trip"),
    ),
    "points": (
        Own("award"),
        Own("score_counter"),
        Own("pot_gift"),
        Own("workshop_gift"),
        Own("balance_move", "from_id"),
        Own("balance_move", "to_id"),
        Own("reminder"),
    ),
    "vouchers": (
        Own("voucher"),
        Own("redemption", "voucher_id", ("voucher", "person_id")),
        Own("shop_staff"),
    ),
    "game": (
        Own("week_score"),
        Own("game_tally"),
        Own("badge_held"),
        Own("streak_pause"),
        Own("streak_reward"),
        Own("challenge_player"),
        Own("challenge_reward"),
        Own("car_free_day"),
        Own("draw_entry"),
        Own("draw_prize"),
        Own("hunt_find"),
        Own("hunt_reward"),
    ),
    "board": (
        Own("board_player"),
        Own("board_place"),
        Own("board_week"),
        Own("board_quarter"),
    ),
    "team": (Own("team_member"),),
    "apps": (
        Own("trip_sender"),
        Own("sent_fix", "sender_id", ("trip_sender", "person_id")),
    ),
    "reports": (
        Own("report"),
        Own("report_witness"),
        Own("report_reward"),
    ),
    "letter": (Own("week_letter"),),
}
"""Tables by what people call them, in the order of the page."""

SECRET: Final = (
    "token_hash", "pin_hash", "password_hash", "sealed", "sketch", "fixes_sha256",
    "shape_sha256", "code_sha256", "code_hash", "asked_hash", "name_key",
)  # fmt: skip
"""Columns that say nothing to anybody, or open a door: in no download."""
