"""Trips that come by themselves: connecting an app, what came, and how to stop."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "title": "Trips that come by themselves",
    "link": "Let an app send my trips by itself",
    "lead": "An app on your phone records your trips and sends them here. "
    "You connect it once. After that you send nothing any more.",
    "help": "Trips that come by themselves",
    "more": "Read more about these apps",
    # The two apps.
    "name_gpslogger": "GPSLogger",
    "name_traccar": "Traccar Client",
    "about_gpslogger": "For Android phones. You press start and stop. "
    "The trip is sent when you press stop.",
    "about_traccar": "For Android phones and iPhones. You switch it on once. "
    "It notices by itself when you move and when you stay.",
    # What is connected.
    "nothing_yet": "Connected. Nothing received yet.",
    "heard_now": "Last received just now",
    "heard_minutes": Plural(
        "Last received {n} minute ago",
        "Last received {n} minutes ago",
    ),
    "heard_hours": Plural("Last received {n} hour ago", "Last received {n} hours ago"),
    "heard_days": Plural("Last received {n} day ago", "Last received {n} days ago"),
    "since": "Connected on {at}.",
    "counts_as": "Its trips count as",
    "counts_keep": "Keep",
    "stop": "Stop this app",
    "stop_about": "Then it can send nothing any more. The trips you have stay. "
    "Switch it off on your phone, too.",
    "told_mode": "Trips of {app} count as {mode} from now on.",
    "told_stopped": "{app} can send nothing any more.",
    "full": Plural(
        "{n} app is connected. Stop it to connect another.",
        "{n} apps are connected. Stop one to connect another.",
    ),
    # Connecting one.
    "connect_mode": "How do you mostly travel with it?",
    "connect_mode_hint": "Each trip counts so at first. On the page of a trip you can change it.",
    "connect": "Connect {app}",
    "connect_again": "Connect another phone",
    # Shown once.
    "ready_title": "Connect {app}",
    "ready_once": "This page is shown only once. "
    "If you lose it, stop the app and connect it again.",
    "ready_key": "The link and the square are like a key. Show them to nobody else.",
    "step_install": "Install the app",
    "step_install_gpslogger": "It is in the free store F-Droid, not in Google Play:",
    "step_install_traccar": "Search for “Traccar Client” in your app store, or use a link:",
    "store_fdroid": "GPSLogger on F-Droid",
    "store_play": "Traccar Client on Google Play",
    "store_apple": "Traccar Client in the App Store",
    "step_set": "Set the app up",
    "step_set_here": "Are you on this phone now? Press this button.",
    "step_set_do": "Set {app} up",
    "step_square_gpslogger": "Is the phone beside you? Open its camera, look at this square, "
    "then press the button there.",
    "step_square_traccar": "Is the phone beside you? Open the settings in the app. Press the small "
    "square at the top. Then look at this square.",
    "step_go": "Go",
    "step_go_gpslogger": "Press start when you set out, and stop when you arrive. "
    "You need a network only at the end.",
    "step_go_traccar": "Switch the app on. Allow it to see your position always. A trip is here "
    "about 15 minutes after you arrive.",
    "ready_done": "Done",
    "phone_key": "This address is like a key. Show it to nobody else.",
    "old_title": "This link does not work any more",
    "old_lead": "The app was stopped, or the address is wrong. Connect the app again on your page.",
    # What came.
    "came_title": "What came of late",
    "came_none": "Nothing came by itself in the last month.",
    "came_line": "{at}, {app}",
    # On the page of a trip.
    "trip_counts": "This trip came by itself. It counts as: {mode}.",
    "trip_other": "I travelled in another way",
    # What is kept.
    "kept_title": "What we keep, and how you stop",
    "kept_trip": "A trip that comes by itself is like one you send. Only you see its map. We "
    "delete the map some days later.",
    "kept_fixes": "Traccar Client sends each position at once. We keep them locked until the trip "
    "is over, then we delete them. After 3 days they are deleted in any case.",
    "kept_forgot": "Did you forget to stop the app? Then it sends ways you did not mean to send. "
    "You can delete each trip.",
    "kept_small": "Ways of less than 100 metres make no trip.",
    "kept_twice": "The same trip counts once, also if 2 apps send it.",
    "kept_stop": "To stop, press “Stop this app” here, or remove the app from your phone.",
}
