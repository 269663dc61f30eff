"""When a mail is tried again, and when nobody tries any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.people.mail import LASTS, PAUSES, Mail, MailKind, MailProblem, MailState
from tests.people import NOON


def failing(kind: MailKind) -> list[Mail]:
    """The life of a mail to a server that is always away, one value after each try."""
    lived, now = [Mail.new(kind, NOON)], NOON
    while lived[-1].state is MailState.WAITING:
        now = lived[-1].next_at
        tried = replace(lived[-1], tries=lived[-1].tries + 1)
        lived.append(tried.put_off(MailProblem.AWAY, now))
    return lived


def test_a_sign_in_link_is_tried_five_times_within_its_ten_minutes() -> None:
    tried = failing(MailKind.SIGN_IN)[:-1]
    minutes = [(one.next_at - NOON) / timedelta(minutes=1) for one in tried]
    assert minutes == [0, 0.5, 1.5, 3.5, 8.5]


@pytest.mark.parametrize("kind", MailKind)
def test_pauses_never_shrink_and_every_mail_is_given_up_in_its_time(kind: MailKind) -> None:
    lived = failing(kind)
    pauses = [later.next_at - one.next_at for one, later in pairwise(lived[:-1])]
    assert pauses == sorted(pauses)
    assert (lived[-1].state, lived[-1].problem) == (MailState.GIVEN_UP, MailProblem.AWAY)
    assert lived[-1].done_at is not None
    assert lived[-1].done_at < NOON + LASTS[kind]


@given(
    kind=st.sampled_from(MailKind),
    tries=st.integers(0, 10_000),
    after=st.timedeltas(timedelta(0), timedelta(days=3)),
)
def test_a_mail_is_tried_later_or_given_up_and_never_waits_past_its_time(
    kind: MailKind, tries: int, after: timedelta
) -> None:
    mail, now = replace(Mail.new(kind, NOON), tries=tries), NOON + after
    put_off = mail.put_off(MailProblem.AWAY, now)
    if put_off.state is MailState.WAITING:
        assert PAUSES[0] <= put_off.next_at - now <= PAUSES[-1]
        assert not put_off.is_late(put_off.next_at)
    else:
        assert put_off.done_at == now


def test_what_was_sent_has_no_problem_left() -> None:
    mail = Mail.new(MailKind.WEEK, NOON).put_off(MailProblem.AWAY, NOON).sent(NOON)
    assert (mail.state, mail.problem, mail.done_at) == (MailState.SENT, None, NOON)
