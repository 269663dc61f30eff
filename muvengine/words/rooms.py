"""What the organiser's long lists are grouped under, and what an act was about."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "n_offline": Plural(
        "{n} voucher taken without network waits for you",
        "{n} vouchers taken without network wait for you",
    ),
    "n_reports": Plural("{n} report waits for an answer", "{n} reports wait for an answer"),
    "n_jobs_well": Plural("{n} task went well", "{n} tasks went well"),
    "group_ground": "Routes, buses and weather",
    "group_money": "Points and money",
    "group_play": "Games and teams",
    "group_shops": "Payment of shops and tills",
    "group_people": "Who does what",
    "shop_settings": "Settings",
    "shop_papers": "Signs, papers and figures",
    # What an act of the audit was about.
    "about_person": "person {which}",
    "about_centre": "centre {which}",
    "about_mandate": "mandate {which}",
    "about_shop": "shop {which}",
    "about_offer": "offer {which}",
    "about_outing": "outing {which}",
    "about_pot": "common pot {which}",
    "about_draw": "prize draw {which}",
    "about_voucher": "voucher {which}",
    "about_signing_key": "signing key {which}",
    "about_contest": "question {which}",
    "about_statement": "statement {which}",
    "about_request": "request {which}",
    "about_route": "route {which}",
    "about_card": "card {which}",
    "about_programme": "the programme",
    "about_funder": "funder {which}",
    "about_device": "tablet {which}",
    "about_season": "season {which}",
    "about_alarm": "alert {which}",
    "about_alert": "alert {which}",
    "about_timetable": "timetable {which}",
    "about_trip": "trip {which}",
    "about_redemption": "voucher taken {which}",
    "about_day": "day {which}",
    "about_zone": "zone {which}",
    "about_rulebook": "rulebook {which}",
    "about_game": "game {which}",
    "about_draft": "draft {which}",
    "about_game_draft": "draft {which} of the game",
    "about_team": "team {which}",
    "about_rescoring": "trips counted again {which}",
    "about_notice": "public text {which}",
    "about_report": "report {which}",
    "about_carpool": "shared ride {which}",
    "about_sender": "app {which}",
    "about_api_token": "key for programs {which}",
}
