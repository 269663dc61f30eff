"""What is kept of somebody, what they decide about it, and how they leave."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "title": "What you keep of me",
    "link": "What is kept of me, and how to delete it",
    "lead": "Here is everything. You can take it with you, and you can delete it.",
    "kept_title": "What we keep, and why",
    "kept_none": "Nothing now.",
    "kept_n": Plural("Now: {n}.", "Now: {n}."),
    "change": "Change it",
    "person": "Your name and your choices",
    "person_why": "To greet you and to speak your language. We keep them as long as you play.",
    "access": "Your card, and where you are signed in",
    "access_why": "To let you in and nobody else. PINs and keys are kept so that nobody can "
    "read them.",
    "mail": "Your mail address, and mails on their way",
    "mail_why": "To send you a link to come in, or the weekly letter. Only if you gave it. The "
    "text of a mail is deleted once it is sent.",
    "traces": "The maps of your trips",
    "traces_why": Plural(
        "To show you your way and to answer your questions. We delete each after {n} day.",
        "To show you your way and to answer your questions. We delete each after {n} days.",
    ),
    "traces_never": "This town keeps no maps.",
    "sketches": "Marks that tell a copy of a trip",
    "sketches_why": Plural(
        "So that one trip is paid once. No map can be made of them. We delete them after {n} day.",
        "So that one trip is paid once. No map can be made of them. We delete them after {n} days.",
    ),
    "trips": "Your trips: day, hour, length, mode, routes",
    "trips_why": "To count your points, and to show how we counted. We keep them as long as "
    "you play.",
    "points": "Your points",
    "points_why": "Like an account book: what came in and what went out. Lines are never changed.",
    "vouchers": "Your vouchers",
    "vouchers_why": "To pay the shops. A shop sees a code, and never your name.",
    "game": "Your weeks, badges, challenges and draws",
    "game_why": "To play. We keep them as long as you play.",
    "board": "Your made-up name and your place on boards",
    "board_why": "Only if you chose it. Others see the made-up name alone.",
    "team": "Your team",
    "team_why": "Only if you joined one. Others see what you chose to show.",
    "apps": "Apps that send your trips",
    "apps_why": "Only if you connected one. Positions wait here until the trip has ended.",
    "reports": "Your reports",
    "reports_why": Plural(
        "To mend the way. Your words are deleted after {n} day.",
        "To mend the way. Your words are deleted after {n} days.",
    ),
    "letter": "Your wish for the weekly letter",
    "letter_why": "Only if you want it.",
    "acts": "Who did what for you",
    "acts_why": "When somebody helps you, we write it down. So you can check it.",
    # What somebody agreed to.
    "consents_title": "What you agreed to",
    "consents_lead": "Each one stands alone. To say no costs you no points.",
    "since": "Yes, since {day}.",
    "not_now": "No.",
    "play": "I play",
    "play_about": "To end this, delete your account.",
    "letter_switch": "I want the weekly letter on paper",
    "board_switch": "I am on the boards under a made-up name",
    "board_as": "As {name}.",
    "no_trace": "Count my trips and forget the map at once",
    "no_trace_about": "We count the trip and keep no map of it. You cannot see your way then. A "
    "person who looks at a trip cannot see it either. A shared car cannot be compared. The mark "
    "that tells a copy stays, so that a trip is paid once.",
    "no_trace_gone": "The maps we keep now are deleted at once.",
    "turn_on": "Switch on",
    "turn_off": "Switch off",
    "told_no_trace": Plural(
        "Done. From now on we keep no map. {n} map was deleted.",
        "Done. From now on we keep no map. {n} maps were deleted.",
    ),
    "told_trace": "Done. From now on we keep each map for some days.",
    # To take along.
    "take_title": "Take everything with you",
    "take_lead": "One file with all we keep of you: to read, as tables, and for programs. You can "
    "have it 3 times a day.",
    "take_do": "Download everything",
    "file_title": "What is kept of {name}",
    "file_made": "Made on {day}.",
    "file_all": "Below are your trips, your points and your vouchers. The file all.json has "
    "everything else. The tables open in any spreadsheet.",
    "file_traces": "One folder has the maps that are still kept, as GPX files.",
    "sheet_trips": "Trips",
    "sheet_points": "Points",
    "sheet_vouchers": "Vouchers",
    "column_start": "Start",
    "column_end": "End",
    "column_mode": "How",
    "column_distance": "Distance",
    "column_points": "Points",
    "column_day": "Day",
    "column_what": "What",
    "column_balance": "Points afterwards",
    "column_reason": "Reason",
    "column_code": "Code",
    "column_shop": "Shop",
    "column_worth": "Worth",
    "column_last_day": "Last day",
    "column_state": "State",
    # To leave for good.
    "erase_reason": "The account was deleted at its owner’s wish",
    "delete_title": "Delete my account",
    "delete_link": "Delete my account",
    "delete_lead": "This is for good. Nobody can undo it. You may come back later as a new person.",
    "delete_first": "Before you go",
    "delete_points": Plural(
        "You still have {n} point to spend.", "You still have {n} points to spend."
    ),
    "delete_waiting": Plural(
        "{n} point is still on its way.", "{n} points are still on their way."
    ),
    "delete_vouchers": Plural(
        "You still have {n} voucher that is not used.",
        "You still have {n} vouchers that are not used.",
    ),
    "delete_lost": "They end with your account. Nobody else gets them.",
    "delete_spend": "Use my points",
    "delete_give": "Give my points to a common goal",
    "delete_use": "See my vouchers",
    "goes_title": "This is deleted at once",
    "goes_1": "Your name, your choices, your card and your keys",
    "goes_2": "The maps and marks of your trips, their hours, routes and stops",
    "goes_3": "What you wrote: questions about trips, words of reports",
    "goes_4": "Your made-up name and your place on boards; your team, from next week on",
    "goes_5": "Apps that send your trips, letters, and where you are signed in",
    "goes_6": "Vouchers that are not used, on paper too",
    "stays_title": "This stays, under a number that is nobody’s",
    "stays_1": "The lines of the account book: so many points on such a day",
    "stays_2": "Each trip’s day, length and mode, and how it was counted",
    "stays_3": "One mark of each recording, so that it is never paid twice. No map can be made "
    "of it.",
    "stays_4": "Used vouchers on the statements of shops, without a name",
    "stays_5": "That an account was deleted, when, and by whose hand",
    "stays_6": "Copies of the database that the town makes for safety, until they are replaced",
    "delete_sure": "Yes, delete everything. I know that it cannot be undone.",
    "delete_paper": "This person has asked for it in writing. I keep the paper.",
    "delete_tick": "Tick the box first.",
    "delete_do": "Delete my account for good",
    "delete_no": "No, I stay",
    "told_deleted": "Your account is deleted. Thank you for every trip.",
    "told_deleted_helped": "The account is deleted.",
    "cannot_frozen": "This account is on hold. Ask the people of the programme first.",
}
