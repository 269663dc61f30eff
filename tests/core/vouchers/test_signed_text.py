"""What is signed is read back, and nothing that was changed passes."""

from __future__ import annotations

from base64 import b32decode, b32encode
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import MistypedCode
from muvengine.core.vouchers.qr_text import PREFIX, Said, plain_text, qr_text, understand
from muvengine.core.vouchers.signed_text import (
    BODY,
    CHARACTERS,
    SIGNATURE_BYTES,
    Promise,
    draw_token_id,
    is_token_id,
    read_signed,
    write_signed,
)
from tests.core.vouchers.test_voucher import live as VOUCHER  # noqa: N812  a constant here
from tests.people import Dice


class Paint:
    """Signs with paint: enough where only the shape of the text counts."""

    key_id = 7

    def sign(self, body: bytes) -> bytes:
        return (body * 3)[:SIGNATURE_BYTES]


PROMISE = Promise("00112233445566ff", 12, 70_000, 500, date(2026, 4, 7), date(2026, 7, 5))
days = st.dates(date(2020, 1, 1), date(2199, 6, 6))


@given(
    token=st.binary(min_size=8, max_size=8),
    numbers=st.tuples(*[st.integers(0, 2**32 - 1)] * 3),
    first=days,
    last=days,
)
def test_a_signed_text_says_what_was_promised(
    token: bytes, numbers: tuple[int, int, int], first: date, last: date
) -> None:
    promise = Promise(token.hex(), *numbers, first, last)
    text = write_signed(promise, Paint())
    assert (len(text), text.isalnum(), text.upper()) == (CHARACTERS, True, text)
    read = read_signed(text)
    assert (read.promise, read.key_id) == (promise, 7)
    assert (len(read.body), read.signature) == (BODY.size, Paint().sign(read.body))


def test_a_text_that_was_printed_stays_readable() -> None:
    body = bytes.fromhex("01 07 00112233445566ff 0000000c 00011170 000001f4 08f0 0949")
    paper = b32encode(body + Paint().sign(body)).decode()
    assert write_signed(PROMISE, Paint()) == paper
    assert read_signed(paper).promise == PROMISE


def test_a_scanner_that_types_small_letters_is_understood() -> None:
    text = plain_text(write_signed(PROMISE, Paint()))
    said = understand(f" {text.lower()}\n")
    assert (said.code, said.token) == (None, PROMISE.token_id)
    assert said.signed is not None
    assert said.signed.promise == PROMISE


@pytest.mark.parametrize("text", [
    write_signed(PROMISE, Paint())[:-1],
    write_signed(PROMISE, Paint())[:-8] + "1" * 8,
    b32encode(bytes(90)).decode(),
    b32encode(b"\x02" + bytes(89)).decode(),
])  # fmt: skip
def test_another_shape_or_a_version_to_come_is_a_slip(text: str) -> None:
    with pytest.raises(MistypedCode) as caught:
        read_signed(text)
    assert caught.value.facts == {"typed": text[:20]}


def test_the_number_of_a_signed_voucher_alone_proves_nothing() -> None:
    for text in (PROMISE.token_id, PROMISE.token_id.upper()):
        with pytest.raises(MistypedCode) as caught:
            understand(plain_text(text))
        assert caught.value.facts == {"typed": plain_text(text)[:20]}


def test_a_voucher_is_written_as_far_as_it_can_be() -> None:
    signed = replace(VOUCHER, token=PROMISE.token_id)
    text = qr_text(signed, Paint())
    said = understand(text)
    assert said.signed is not None
    assert said.signed.promise.cents == signed.face_cents
    assert (said.signed.promise.first_day, said.signed.promise.last_day) == (
        signed.first_day,
        signed.last_day,
    )
    assert qr_text(signed, None) == signed.code
    old = replace(VOUCHER, token="ABCDEFGHIJKLMNOPQRSTUVWX27")
    assert qr_text(old, Paint()) == qr_text(old, None) == PREFIX + old.token
    assert understand(PREFIX + old.token) == Said(token=old.token)


def test_a_drawn_number_is_told_from_the_random_text_of_an_old_voucher() -> None:
    dice = Dice("numbers")
    drawn = {draw_token_id(dice()) for _ in range(100)}
    assert len(drawn) == 100
    assert all(is_token_id(one) for one in drawn)
    assert not is_token_id("ABCDEFGHIJKLMNOPQRSTUVWX27")


def test_base_32_has_no_room_for_a_second_spelling() -> None:
    text = write_signed(PROMISE, Paint())
    assert b32encode(b32decode(text)).decode() == text
    assert "=" not in text
