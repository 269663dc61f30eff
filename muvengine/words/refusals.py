"""What to say when the engine refuses: what happened, then what to do next."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "refused": "This is not possible.",
    "upload_refused": "We cannot use this file. Send another one, or ask for help.",
    "file_refused": "We cannot read this file. Export it again as GPX.",
    "too_big": "This file is too large. Send one trip at a time, at most 10 megabytes.",
    "empty": "This file is empty. Export your trip again, then send it.",
    "compressed": "This file is packed. Send it as several files, or unpack it first.",
    "not_xml": "We find no recorded trip in this file. In your app, choose Export, then GPX.",
    "encoding": "We cannot read the letters in this file. Export it again as GPX.",
    "not_gpx": "We find no recorded trip with times in this file. Choose Export, then GPX.",
    "xml_dtd": "This file holds something that no recorder writes. Export your trip again as GPX.",
    "xml_syntax": "This file is damaged or cut short. Export your trip again, then send it.",
    "xml_depth": "This file is built in a way we do not accept. Export your trip again as GPX.",
    "xml_shape": "This file is built in a way we do not accept. Export your trip again as GPX.",
    "gpx_version": "We do not know this version of GPX. Choose GPX 1.1 in your app.",
    "too_many_tracks": "This file holds too many trips. Send one trip at a time.",
    "too_many_points": "This file holds too many points. Send one trip at a time.",
    "no_track": "This file holds no recorded trip. Choose a trip you recorded, not a plan.",
    "no_points": "This trip holds no positions. Check that location is on, then record again.",
    "coord": "Too many positions in this file are wrong. Export your trip again.",
    "no_time": "This file is a route, not a trip: it has no times. Send a trip you recorded.",
    "time_old": "This trip is too old. Send trips within {days_back_max} days.",
    "time_future": "This trip lies in the future. Check the date and time of your phone.",
    "time_order": "The times in this trip jump back and forth. Export your trip again.",
    "time_zero": "All positions have the same time. Export your trip again.",
    "too_long": "This is longer than a day. If it holds several trips, say so and send it again.",
    "outside_area": "This trip is outside our area. Trips count when they start or end here.",
    "duplicate": "This trip was sent before. Each trip counts once.",
    "overlap": "You already sent a trip for this time. A person can be in one place at a time.",
    "fixes_refused": "We cannot use this trip. Send another one, or ask for help.",
    "ledger_refused": "The points cannot move now. Try again, or ask for help.",
    "key_reused": "This was sent before with other content. Go back and start again.",
    "not_enough": "You do not have enough points yet. Your next trips will bring some.",
    "unfunded": "The town's budget for this is used up for now. Your points stay yours.",
    "already_reversed": "This was already taken back.",
    "reason_missing": "Give a reason, with at least 5 letters.",
    "voucher_refused": "This voucher cannot be used now.",
    "bad_check": "One letter or number of this code looks wrong. Check it and type it again.",
    "unknown_code": "We do not know this code. Check it and type it again.",
    "practice": "Practice: nothing was taken.",
    "wrong_shop": "This voucher is for another shop: {shop}.",
    "void": "This voucher was cancelled. The points went back.",
    "already_redeemed": "This voucher was already used, on {at}, here: {shop}.",
    "not_yet": "This voucher starts on {first_day}. Come back then.",
    "expired": "This voucher ended on {last_day}. The points go back.",
    "amount": "This amount is not right for this voucher. It is worth {face}.",
    "offer_closed": "This offer has ended. Choose another one.",
    "sold_out": "There are no more of these. Choose another offer.",
    "limit": "You already have this one for now. Choose another offer, or come back later.",
    "sold_out_today": "There are no more of these today. Come back tomorrow, or choose another.",
    "day_limit": "You have taken as many vouchers as one may in a day. Come back tomorrow.",
    "age": "This offer asks for an age. Say that you are old enough, then take it.",
    "own_shop": "Its owner works here. This shop cannot take this voucher: {shop}.",
    "blackout": "This voucher is not taken now. Look at the hours on it.",
    "bill": "This voucher pays {percent}% of a bill, up to {face}. Type the whole bill.",
    "undo_late": "It is too late to undo this here. Ask the organiser.",
    "access_refused": "You cannot open this page.",
    "sign_in_needed": "Sign in first.",
    "bad_credentials": "This does not match. Check it and try again, or ask for help.",
    "too_many_attempts": "Too many tries. Wait {minutes} min, then try again.",
    "tablet_suspended": (
        "This tablet sent too many unknown codes. It waits until the organiser has looked."
    ),
    "tablet_revoked": "This tablet belongs to the shop no more.",
    "own_account": "This is your own account, or you have a mandate for it. Another helper must "
    "do it.",
    "not_allowed": "This page is for other people.",
    "not_found": "We do not find this page, or it is not yours.",
    "not_possible": "This has changed in the meantime. Look at the page again.",
    "bad_input": "Something in the form is missing or wrong. Look at the marked fields.",
    "key_missing": "This write needs an Idempotency-Key header of at most 80 characters.",
    "bad_request": "We cannot read this request.",
    "method": "This address does not take this method.",
    "media_type": "We do not take this kind of content here.",
    "broken": "Something broke on our side. Nothing was lost. Try again later.",
    "no_file": "Choose a file first.",
    "many_files": "Send one file at a time.",
    "storage_refused": "We cannot keep anything now. Nothing was lost. Try again later.",
    "database_away": "We cannot answer now. Nothing was done. Try again in a minute.",
    "disk_full": "Our server has no room left. Nothing was done. Try again later.",
    "rulebook_refused": "This rulebook has problems. Look at the list.",
    "no_rulebook": "No rules are in force for this day. Ask the organiser.",
    "rulebook_overlap": "Another rulebook holds on some of these days. Choose other dates.",
    "rulebook_gap": (
        "From {first_day} to before {end_day} no rulebook would hold. "
        "Begin on {first_day} at the latest, or put another one between."
    ),
    "rulebook_late": (
        "This rulebook would begin on {first_day}. Trips of that day may be counted already. "
        "Choose {earliest} or a later day."
    ),
    "rulebook_withdrawn": "Version {version} of {name} was taken back. Raise the version.",
    "game_refused": "This game file has problems. Look at the list.",
    "game_late": (
        "This game would begin on {first_day}. Weeks of the game may have begun already. "
        "Choose {earliest} or a later Monday."
    ),
    "settings_refused": "The engine cannot start: the setting {name} is wrong. See the first page "
    "of the manual.",
}
