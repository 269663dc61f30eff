"""Ways to bring a trip, and what a participant's own phone does by itself."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "app_name": "My trips – {town}",
    "app_name_short": "My trips",
    "ways_title": "How do you want to add it?",
    "way_record": "Record now",
    "way_record_about": "With this phone, while you travel.",
    "way_files": "Send files",
    "way_files_about": "From an app or a watch.",
    "way_share": "Share from another app",
    "way_share_about": "Straight from its share button.",
    "way_tell": "Tell us",
    "way_tell_about": "On paper, without a phone.",
    "send_files": "Send files of an app",
    "files_title": "Send files",
    "waits": "Trips lie on this phone that are not finished or not sent.",
    "waits_do": "Look at them",
    "share_title": "Share from another app",
    "share_lead": "Your phone can hand us a trip straight from its app.",
    "share_android": "On Android",
    "share_android_1": "Open this site in Chrome, and open the menu of the browser.",
    "share_android_2": "Choose to add it to the home screen, or to install it.",
    "share_android_3": "In your app, press share on a trip, and choose {name}.",
    "share_android_4": "Say here how you travelled, and send it.",
    "share_iphone": "On an iPhone",
    "share_iphone_about": "Sites cannot be shared to there. Save the file, then send it here.",
    "share_no_file": "Nothing was in it that we can read as a trip. Share the recording itself.",
    "share_signed_out": "Sign in first, then share the trip again. Nothing was kept.",
    "share_not_for_you": "Only people who play can share trips. Sign in with your card first.",
    "shared_title": "Is this your trip?",
    "shared_lead": "Nothing is counted yet. Look at it, say how you travelled, and send it.",
    "shared_files": "This was shared with us",
    "shared_send": "Yes, send it",
    "shared_drop": "No, throw it away",
    "shared_dropped": "It was thrown away. Nothing was counted.",
    "shared_until": "What you do not send is gone after a day.",
    "shared_waits": "A trip that you shared waits for your answer",
    "tell_title": "Tell us about your trips",
    "tell_lead": "You need no phone for this. Such trips earn a little, and they count.",
    "tell_paper": "The weekly paper",
    "tell_paper_about": (
        "Tick your trips day by day, and bring the paper to your mediator. They type it in."
    ),
    "tell_paper_print": "Print an empty paper",
    "tell_stamps": "Stamps on your way",
    "tell_stamps_about": "Scan the sign at a stop or a shop. It proves that you were there.",
    "tell_people": "Somebody who helps you",
    "tell_people_about": "A mediator can enter your trips with you, and answers your questions.",
    "tell_small": "A trip without a recording earns less: nobody can look at it afterwards.",
    "kept_no_network": "The network does not answer. This is the copy on your phone.",
    "kept_seen": "Last seen with network: {at}.",
    "kept_since": "It may have been used since. The shop looks when you show it.",
    "kept_which": "Vouchers that you opened on this phone open here without network.",
    "kept_about": "These vouchers open on this phone without network, too.",
    "near_title": "Near your ways",
    "near_why": (
        "These shops are near routes you followed, or in the zone you play for. We look only at"
        " which routes your trips counted for. No map of you is kept for it."
    ),
    "near_route": "{distance} from a route you followed: {route}",
    "near_on_route": "On a route you followed: {route}",
    "near_zone": "In the zone you play for: {zone}",
    "near_others": "Elsewhere",
}
