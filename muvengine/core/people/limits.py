"""How often somebody may try: token buckets, and how big each one is.

A bucket starts full.  Each failed try costs one token; tokens come back evenly with time.
So five wrong PINs in a row are possible, then one more every three minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from muvengine.core.errors import TooManyAttempts
from muvengine.core.units import S_PER_DAY, S_PER_HOUR, S_PER_MIN


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` failed tries at once, and as many again over ``seconds``."""

    count: int
    seconds: int

    def __post_init__(self) -> None:
        assert self.count > 0
        assert self.seconds > 0


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many tries were left at a moment."""

    tokens: float
    updated_at: datetime

    @classmethod
    def full(cls, limit: Limit, now: datetime) -> Bucket:
        """Give the bucket of somebody who never failed."""
        return cls(float(limit.count), now)


def left(bucket: Bucket, limit: Limit, now: datetime) -> float:
    """Tell how many tries are left now, 0 to ``limit.count``.

    A clock that was set back gives nothing and takes nothing.
    """
    passed_s = max(0.0, (now - bucket.updated_at).total_seconds())
    return min(float(limit.count), bucket.tokens + passed_s * limit.count / limit.seconds)


def take(bucket: Bucket, limit: Limit, now: datetime) -> Bucket:
    """Pay for one try.

    Raises:
        TooManyAttempts: less than one token is left; ``retry_after_s`` tells when there is one.
    """
    tokens = left(bucket, limit, now)
    if tokens < 1:
        raise too_many((1 - tokens) * limit.seconds / limit.count)
    return Bucket(tokens - 1, max(now, bucket.updated_at))


def give_back(bucket: Bucket, limit: Limit, now: datetime) -> Bucket:
    """Return the token of a try that succeeded; a bucket never overflows."""
    tokens = min(float(limit.count), left(bucket, limit, now) + 1)
    return Bucket(tokens, max(now, bucket.updated_at))


def too_many(wait_s: float) -> TooManyAttempts:
    """Build the refusal: whole seconds for machines, whole minutes for people."""
    retry_after_s = max(1, ceil(wait_s))
    return TooManyAttempts(retry_after_s=retry_after_s, minutes=ceil(retry_after_s / S_PER_MIN))


# A PIN has 10 000 values and is useless without the card: at most 20 tries a day, so that a
# stolen card is reported long before half the values are tried (250 days).
PIN_OF_CARD: Final = Limit(5, 15 * S_PER_MIN)
PIN_OF_CARD_DAY: Final = Limit(20, S_PER_DAY)
PASSWORD_OF_EMAIL: Final = Limit(5, 15 * S_PER_MIN)
PASSWORD_OF_EMAIL_DAY: Final = Limit(20, S_PER_DAY)
# Three of a million codes are good at a moment: twenty tries a day find one in a century.
CODE_OF_PERSON: Final = Limit(5, 15 * S_PER_MIN)
CODE_OF_PERSON_DAY: Final = Limit(20, S_PER_DAY)
# A social centre is many people behind one address.
SIGN_IN_OF_ADDRESS: Final = Limit(30, S_PER_HOUR)
# Whoever's address it is, we do not flood it; a link is asked again when the first is late.
MAILS_TO_ADDRESS: Final = Limit(3, 15 * S_PER_MIN)
MAILS_TO_ADDRESS_DAY: Final = Limit(10, S_PER_DAY)
MAILS_FROM_NETWORK: Final = Limit(30, S_PER_HOUR)
# Over this many failures in an hour, whoever they come from, the organiser is told.
SIGN_IN_ALARM: Final = Limit(200, S_PER_HOUR)
ALARM_RAISED: Final = Limit(1, S_PER_HOUR)
# A pairing code has 40 random bits and lives ten minutes.
PAIRING_OF_ADDRESS: Final = Limit(10, 10 * S_PER_MIN)
# A shop asks once; several may sit behind one address.
JOIN_OF_ADDRESS: Final = Limit(5, S_PER_HOUR)
# Nine characters with a check character: whoever has the code seldom mistypes it to another.
TEAM_CODE_OF_PERSON: Final = Limit(10, S_PER_HOUR)
# Nobody finds a neighbour's name by trying card numbers.
MANDATE_CARD_OF_PERSON: Final = Limit(5, S_PER_HOUR)
# Ten unknown codes in ten minutes: a tablet at work mistypes less.
VOUCHER_OF_DEVICE: Final = Limit(10, 10 * S_PER_MIN)
# Thirty in a day are no slips any more.
VOUCHER_OF_DEVICE_DAY: Final = Limit(30, S_PER_DAY)
# A rulebook is checked after each pause of whoever writes it; nobody pauses more often.
RULE_CHECKS_OF_PERSON: Final = Limit(60, S_PER_MIN)
# An app that sends a finished file sends one a trip, and each again a few times.
FILES_OF_SENDER: Final = Limit(60, S_PER_HOUR)
# One position a request: a day without network is sent within the hour.
REQUESTS_OF_SENDER: Final = Limit(9_000, S_PER_HOUR)
# Everything of a person is much to read: once is enough, and a file may get lost.
TAKE_AWAY_OF_PERSON: Final = Limit(3, S_PER_DAY)

FULL_AGAIN_AFTER: Final = timedelta(days=1)
"""After this long every bucket is full, and its row says nothing."""
