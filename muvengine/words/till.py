"""What the tablet itself says at the till, with and without network."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "take": "Take the voucher",
    "hint": "Scan the voucher, or type its 9 letters and numbers.",
    "voucher": "Voucher",
    "accepted": "Accepted",
    "used": "Already used",
    "not_accepted": "Do not accept",
    "cannot_check": "Not yet: this tablet cannot check it",
    "asking": "Asking the server. One moment.",
    "owed": "You are owed {amount}. Taken at {time}.",
    "kept_here": "No network: this is kept on the tablet and sent later.",
    "said_alone": "The tablet says this without network.",
    "used_at": "It was used {moment}, here.",
    "used_before": "It was used before.",
    "today_at": "today at {time}",
    "day_at": "on {day} at {time}",
    "you_typed": "You typed: {typed}",
    "undo": "Undo",
    "undo_what": "{title}, {time}",
    "undone": "Undone",
    "undone_lead": "The voucher can be used again.",
    "not_undone": "Not undone",
    "undo_needs_network": "This needs the network. Try again when it is back.",
    "undo_in_list": "It was sent in the meantime. Undo it in the list below.",
    "try_again": "Try again",
    "do_not_give": (
        "Try again, or write the code on paper. If it was taken after all, it stands in the list"
        " below: undo it there."
    ),
    "ask_title": "How much of it?",
    "ask_label": "Amount in euros",
    "ask_left": "There is {amount} left on this voucher.",
    "ask_do": "Take this amount",
    "ask_wrong": "Type an amount up to {amount}.",
    "bill_title": "How much is the bill?",
    "bill_label": "The whole bill, in euros",
    "bill_left": "The town pays {percent}% of the bill, up to {amount}.",
    "bill_do": "Take it for this bill",
    "bill_wrong": "Type the whole bill, for example 12.40.",
    "no_mistyped": "Please check the code: one character looks wrong.",
    "no_practice": "Practice: nothing was taken.",
    "no_wrong_shop": "This voucher is for another shop.",
    "no_voucher_void": "This voucher was cancelled.",
    "no_voucher_expired": "This voucher ended on {day}.",
    "no_not_yet": "This voucher starts on {day}.",
    "no_blackout": "This voucher is not taken now. Look at the hours on it.",
    "no_bad_signature": "This is not a voucher of this town.",
    "no_bad_amount": "This amount does not fit. There is {amount} left on the voucher.",
    "no_not_saved": (
        "This tablet cannot save it: its memory is full or shut. Write the code on paper."
    ),
    "no_broken": "Something went wrong on this tablet. Open this page again.",
    "no_no_list": "There is no network, and this tablet has no list of vouchers yet.",
    "no_not_on_list": "There is no network, and this code is not on the tablet's list.",
    "no_unknown_key": "There is no network, and the tablet does not know this kind of voucher yet.",
    "no_cannot_tell": "There is no network, and this tablet cannot check the square by itself.",
    "no_gone_from_list": (
        "There is no network, and this voucher is not on the list any more. It was probably used."
    ),
    "no_clock_wrong": "There is no network, and the clock of this tablet is wrong.",
    "no_too_long_alone": "The tablet was without network for too long.",
    "no_too_many_waiting": "Too many vouchers wait on this tablet.",
    "no_too_much_waiting": "The vouchers that wait on this tablet are worth too much.",
    "revoked": (
        "This tablet is not connected to the shop any more. Ask the organiser for a new code."
        " What waits here is kept."
    ),
    "pair_again": "Connect this tablet again",
    "link_unknown": "Asking the server.",
    "link_up": "Connected.",
    "link_down": "No network. You can go on: vouchers are kept on this tablet.",
    "link_revoked": "This tablet is not connected to the shop any more. What waits here is kept.",
    "waiting": "Waiting to be sent: {n}.",
    "list_age": "The list of vouchers was fetched {age}.",
    "list_none": "This tablet has no list of vouchers yet.",
    "age_now": "just now",
    "age_minutes": "{n} minutes ago",
    "age_hours": "{n} hours ago",
    "age_days": "{n} days ago",
    "waits_too_long": (
        "Some vouchers have been waiting for more than a day. Find a network, and do not empty the"
        " memory of this tablet."
    ),
    "waits_for_other": "For another shop, waiting on this tablet: {n}. Call the organiser.",
    "needs_network": "That page needs the network.",
    "state_undone": "Undone",
    "state_waits": "Waits to be sent",
    "state_covered": "Used twice: the town pays",
    "state_disputed": "Used twice: the organiser decides",
    "last_title": "The last 20",
    "last_none": "Nothing was taken yet.",
    "look_title": "To look at",
    "look_refused": "You accepted it without network, and the server refused it.",
    "look_covered": (
        "You accepted it without network, and it was used elsewhere. The town pays you."
    ),
    "look_disputed": (
        "You accepted it without network, and it was used elsewhere. The organiser decides."
    ),
    "look_not_undone": "You undid it, and the server had it already.",
    "look_undone_anyway": "You undid it. The server refused it too: nothing was taken.",
    "look_seen": "I have seen this",
    "sound": "Sound",
    "camera": "Use the camera",
    "camera_close": "Close the camera",
    "camera_picture": "What the camera sees",
    "camera_starts": "The camera starts.",
    "camera_hold": "Hold the square of the voucher in front of the camera.",
    "camera_refused": "The browser may not use the camera. Allow it, or type the code.",
    "camera_none": "No camera was found. Type the code.",
    "help": "Help for the till",
    "help_shop": "For shops: the till, with and without network",
    "waits_here": (
        "Vouchers that wait on this tablet: {n}. They are sent once it is connected again."
    ),
    "sheet_of": "{shop} – printed on {moment}",
    "day_disputed": "Not yet counted, the organiser decides: {amount}.",
    "day_other": "Other days",
    "day_before": "Day before",
    "day_after": "Day after",
    "day_by_offer": "By offer",
    "day_each": "One by one",
    "day_offline": "without network",
    "day_empty": "No voucher was taken on this day.",
    "day_print": "Print",
    "day_table": "Save as a table",
    "alone_title": "What to do without network",
    "alone_go_on": "Go on as usual. The tablet knows the vouchers of your shop.",
    "alone_saved": "Green is saved on the tablet first. You may switch it off.",
    "alone_sent": "Open this page again where there is network: it sends everything by itself.",
    "alone_stop": "After too many hours, vouchers or euros it stops. Then find a network.",
    "alone_paper": "If nothing works, write the code, the day and the amount on paper.",
    "app_name": "Till – {town}",
    "app_name_short": "Till",
}
