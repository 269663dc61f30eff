"""How long somebody stays signed in.

Staff hold other people's points in their hands, and a social centre's computer is everybody's:
both end soon.  A participant's own phone stays signed in.  Figures: OWASP ASVS 5.0, V7.3.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from muvengine.core.people.actor import Role

IDLE_PARTICIPANT: Final = timedelta(days=30)
IDLE_STAFF: Final = timedelta(minutes=30)
IDLE_SHARED: Final = timedelta(minutes=10)
LONGEST_PARTICIPANT: Final = timedelta(days=180)
LONGEST_STAFF: Final = timedelta(hours=12)
TOUCH_EVERY: Final = timedelta(minutes=1)


def ends_at(role: Role, now: datetime) -> datetime:
    """Tell when a session that starts now ends, however busy it is."""
    return now + (LONGEST_PARTICIPANT if role is Role.PARTICIPANT else LONGEST_STAFF)


def idle_for(role: Role, *, shared_computer: bool) -> timedelta:
    """Tell how long a session may rest before it ends."""
    longest = IDLE_PARTICIPANT if role is Role.PARTICIPANT else IDLE_STAFF
    return min(longest, IDLE_SHARED) if shared_computer else longest
