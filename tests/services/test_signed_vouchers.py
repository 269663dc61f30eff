"""Vouchers that a tablet can check by itself, on both databases."""

from __future__ import annotations

from base64 import b32decode, b32encode
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from muvengine.core import errors
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.qr_text import PREFIX, plain_text
from muvengine.core.vouchers.signing_key import CHECKED_AFTER
from muvengine.core.vouchers.voucher import Voucher
from muvengine.reads.till_snapshot import till_snapshot
from muvengine.reads.voucher_text import signing_keys, voucher_text
from muvengine.services.rotate_keys import keep_keys_fresh, rotate_keys
from muvengine.store.tables import metadata
from tests.counter import NOON, Counter, days, open_counter
from tests.people import OpenUow

SECRET = "the secret of one installation, long enough"


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def fresh(counter: Counter, secret: str = SECRET, *, after: timedelta = timedelta()) -> bool:
    return keep_keys_fresh(counter.open_uow, counter.open_reading, secret, now=NOON + after)


def bought(counter: Counter) -> Voucher:
    code = counter.buy(counter.offer()).code
    with counter.open_reading() as uow:
        return uow.vouchers.get(code=code)


def said(counter: Counter, voucher: Voucher, secret: str = SECRET) -> str:
    return voucher_text(counter.open_reading, secret, voucher)


def ids(counter: Counter) -> list[int]:
    return [key.id for key in signing_keys(counter.open_reading)]


def test_a_signed_voucher_is_taken_and_its_copy_is_not(counter: Counter) -> None:
    fresh(counter)
    voucher = bought(counter)
    signed = said(counter, voucher)
    assert (signed.startswith(PREFIX), len(signed)) == (True, 149)
    counter.take(signed.lower())
    assert counter.state(voucher.code) == "redeemed"
    with pytest.raises(errors.AlreadyRedeemed):
        counter.take(signed)


def test_no_changed_byte_is_taken_and_each_is_noted(counter: Counter) -> None:
    fresh(counter)
    voucher = bought(counter)
    whole = b32decode(said(counter, voucher).removeprefix(PREFIX))
    for place in range(1, len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        with pytest.raises(errors.UnknownCode):
            counter.take(PREFIX + b32encode(bytes(changed)).decode())
    with pytest.raises(errors.MistypedCode):
        counter.take(PREFIX + b32encode(b"\x02" + whole[1:]).decode())
    assert counter.state(voucher.code) == "issued"
    assert counter.tokens() == {"bad_signature": len(whole) - 1}


def test_an_installation_that_signs_for_a_stranger_opens_nothing(counter: Counter) -> None:
    fresh(counter)
    voucher = bought(counter)
    with counter.open_uow() as uow:
        key = metadata.tables["signing_key"]
        theirs = signing_keys(counter.open_reading)[0].public_key[::-1]
        uow.connection.execute(update(key).values(public_key=theirs[:42] + "A"))
        uow.commit()
    assert said(counter, voucher) == voucher.code, "it says what is good with network"


def test_an_old_voucher_keeps_its_random_text(counter: Counter) -> None:
    fresh(counter)
    voucher = bought(counter)
    old = "ABCDEFGHIJKLMNOPQRSTUVWX27"
    table = metadata.tables["voucher"]
    with counter.open_uow() as uow:
        uow.connection.execute(update(table).values(token=old))
        uow.commit()
    with counter.open_reading() as uow:
        assert said(counter, uow.vouchers.get(code=voucher.code)) == plain_text(old)
    counter.take(plain_text(old))
    assert counter.state(voucher.code) == "redeemed"


def test_one_key_is_made_once_and_renewed_after_a_year(counter: Counter) -> None:
    assert [fresh(counter), fresh(counter)] == [True, False]
    assert not fresh(counter, after=days(364))
    assert fresh(counter, after=days(365))
    assert ids(counter) == [1, 2]


def test_a_voucher_of_a_retired_key_is_taken_and_the_key_told_while_one_lives(
    counter: Counter,
) -> None:
    fresh(counter)
    signed = said(counter, bought(counter))
    assert rotate_keys(counter.open_uow, SECRET, actor=SYSTEM, now=NOON) == 2
    second = bought(counter)
    assert said(counter, second)[:9] != signed[:9], "the number of the key differs"
    counter.take(signed)
    counter.take(said(counter, second))
    for after, known in ((CHECKED_AFTER - days(1), [1, 2]), (CHECKED_AFTER, [2])):
        tablet = counter.tablets["bakery"]
        taken_along = till_snapshot(counter.open_reading, tablet, now=NOON + after)
        assert [key.id for key in taken_along.keys] == known


def test_a_new_secret_makes_a_new_key_and_the_old_paper_stays_good(counter: Counter) -> None:
    fresh(counter)
    voucher = bought(counter)
    paper = said(counter, voucher)
    assert said(counter, voucher, SECRET + "!") == voucher.code
    assert fresh(counter, SECRET + "!")
    assert said(counter, voucher, SECRET + "!") not in {voucher.code, paper}
    counter.take(paper)
    assert counter.state(voucher.code) == "redeemed"


def test_the_database_holds_no_private_key(counter: Counter) -> None:
    fresh(counter)
    with counter.open_reading() as uow:
        columns = uow.connection.execute(text("SELECT * FROM signing_key")).keys()
    assert set(columns) == {"id", "public_key", "active_from", "retired_at"}


def test_after_255_keys_there_is_no_next(counter: Counter) -> None:
    table = metadata.tables["signing_key"]
    with counter.open_uow() as uow:
        row = {"id": 255, "public_key": "x", "active_from": NOON, "retired_at": None}
        uow.connection.execute(table.insert().values(row))
        uow.commit()
    with pytest.raises(errors.NotPossible):
        rotate_keys(counter.open_uow, SECRET, actor=SYSTEM, now=NOON)
