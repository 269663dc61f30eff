"""Forget answers nobody will ask for again, and the rows of jobs long done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from muvengine.core.spots.report import WORDS_KEPT
from muvengine.core.vouchers.shop_request import ANSWERED_KEPT, WAITING_KEPT
from muvengine.services.attempt import OpenUow
from muvengine.services.share_trips import SHARED_KEPT

# A telephone that was off for weeks may still send its last write again.
ATTEMPTS_KEPT: Final = timedelta(days=90)
JOB_RUNS_KEPT: Final = timedelta(days=30)
UPLOADS_KEPT: Final = timedelta(days=30)
# A mediator may send a trip thirty days after the scan; a counted one is told as long as copies.
SCANS_WAIT: Final = timedelta(days=31)
# So that an organiser sees last month how mails fared; what they said is gone when they are sent.
MAILS_KEPT: Final = timedelta(days=30)
SCANS_KEPT: Final = timedelta(days=180)


def prune_records(open_uow: OpenUow, *, now: datetime) -> int:
    """Drop what is over, words of reports among it; tell of how many rows; safe to run twice."""
    with open_uow() as uow:
        dropped = uow.attempts.prune(before=now - ATTEMPTS_KEPT) + uow.job_runs.forget(
            now - JOB_RUNS_KEPT
        )
        dropped += uow.uploads.prune(now - UPLOADS_KEPT)
        dropped += uow.uploads.prune_unsaid(now - SHARED_KEPT)
        dropped += uow.stops.prune(now - SCANS_WAIT, now - SCANS_KEPT)
        dropped += uow.mails.prune(now - MAILS_KEPT)
        dropped += uow.shop_requests.prune(now - ANSWERED_KEPT, now - WAITING_KEPT)
        dropped += uow.reports.forget_words(now - WORDS_KEPT)
        uow.commit()
    return dropped
