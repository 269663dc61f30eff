"""Judge recordings whose mode is known as every mode somebody might declare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from muvengine.core.errors import UploadRefused
from muvengine.core.modes.error_rates import Judged
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.clean import clean
from muvengine.core.traces.signs import WEIGHT_ASKING, honesty_signs, weight_of
from muvengine.core.trips.judgement import Claim, judge_claim
from muvengine.services.yardstick import Yardstick


@dataclass(frozen=True, slots=True)
class Labelled:
    """A recording whose mode is known.

    Attributes:
        true: the mode it was made in.
        ride: shared by all recordings of one ride.
        read: gives the file's bytes.
    """

    true: str
    ride: str
    read: Callable[[], bytes]


def evaluate_verdicts(
    labelled: Labelled, declared: Sequence[str], yardstick: Yardstick
) -> Iterator[Judged]:
    """Judge one recording as each declared mode, as the first upload of somebody new.

    Honesty signs count, set routes, proofs and other people's trips do not.

    Args:
        labelled: the recording.
        declared: modes.
        yardstick: its rulebooks, area and clock.

    Raises:
        NoRulebook: none holds on the recording's day.
    """
    try:
        # Imported late for the sake of start-up, as in ``judge_trace``.
        from muvengine.formats.upload import read_upload  # noqa: PLC0415

        recording = check_recording(
            read_upload(labelled.read(), yardstick.limits),
            area=yardstick.programme.area,
            now=yardstick.now,
            days_back_max=yardstick.days_back_max,
        )
    except UploadRefused:
        for mode in declared:
            yield Judged(mode, labelled.true, labelled.ride, None)
        return
    trace = clean(recording)
    day = datetime.fromtimestamp(trace.start_s, UTC).astimezone(yardstick.programme.zone).date()
    limits = yardstick.in_force_on(day).limits
    found = honesty_signs(trace, recording)
    signs = found if weight_of(found) >= WEIGHT_ASKING else ()
    for mode in declared:
        verdict = judge_claim(trace, Claim(mode), limits, signs).verdict
        yield Judged(mode, labelled.true, labelled.ride, verdict.outcome)
