"""Signs at stops: making and printing them, reading them, and what a trip owes to them."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    # Organisers.
    "sign_title": "The sign of {shop}",
    "sign_lead": "Hang this sign where people stop. They read it on their way and get a stamp.",
    "sign_none": "No sign yet.",
    "sign_closed": "This shop has left the programme, so it has no sign.",
    "sign_make": "Make the sign",
    "sign_since": "Made on {at}.",
    "sign_renew": "Make a new sign",
    "sign_renew_about": "Then the old paper does not work any more. Do this when it was copied.",
    "sign_revoke": "Take the sign down",
    "sign_a4": "Large, A4",
    "sign_a5": "Small, A5",
    "sign_link": "A sign that travellers scan",
    "told_made": "The sign is ready. Print it.",
    "told_revoked": "The sign does not work any more.",
    # On the sign itself.
    "sign_do": "Are you on your way? Scan this square, or type the code.",
    # Participants.
    "scan_title": "Scan a sign",
    "scan_lead": "A sign hangs at some shops. Scan it on your way. Your trip then counts more.",
    "scan_here": "You are at {shop}?",
    "scan_do": "I am here",
    "scan_code": "The code under the square",
    "scan_type": "Type the code",
    "scan_note": "Note it",
    "scan_then": "Record your trip, too. Send it as always.",
    "scan_list": "Your stops of the last days",
    "scan_line": "{shop}, {at}",
    "scan_waits": "waits for your trip",
    "scan_counts": "counts for a trip",
    "scan_link": "Are you at a shop with a sign? Scan it.",
    "scan_old": "This sign is old. It does not work any more. Tell the shop.",
    "scan_unknown": "We do not know this sign. Check the code and type it again.",
    "told_scan": "{shop}, {at}: noted. Now send your trip.",
    "told_scan_again": "{shop}: we noted you at {at} already.",
    "told_scan_counts": "{shop}, {at}: noted. Your trip counts more now.",
    # On the page of a trip.
    "trip_title": "Stops on the way",
    "trip_scanned": "You scanned the sign at {shop}, {at}.",
    "trip_half": "A sign at one end of a trip counts half. With one at both ends all counts.",
    "trip_proven": "So we know more than your recording says.",
}
