"""Keys of one secret, and signatures that hold for nothing else."""

from __future__ import annotations

from base64 import urlsafe_b64decode

import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from muvengine.core.vouchers.qr_text import plain_text, understand
from muvengine.core.vouchers.signed_text import write_signed
from muvengine.formats.qr import BORDER_MODULES, qr_svg
from muvengine.formats.voucher_keys import VoucherKey, is_signed_by
from tests.core.vouchers.test_signed_text import PROMISE
from tests.formats.test_qr import raster

SECRET = "the secret of one installation, long enough"


def test_the_same_secret_gives_the_same_key_and_another_gives_another() -> None:
    key = VoucherKey(SECRET, 1)
    assert key.public_key == VoucherKey(SECRET, 1).public_key
    others = [VoucherKey(SECRET, 2), VoucherKey(SECRET + "!", 1)]
    assert key.public_key not in {other.public_key for other in others}
    assert len(urlsafe_b64decode(key.public_key + "=")) == 32
    assert SECRET not in repr(key)


def test_any_ed25519_library_checks_the_signature() -> None:
    key = VoucherKey(SECRET, 1)
    public = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(key.public_key + "="))
    public.verify(key.sign(b"a loaf"), b"a loaf")


def test_every_changed_byte_is_seen() -> None:
    key = VoucherKey(SECRET, 1)
    said = understand(plain_text(write_signed(PROMISE, key))).signed
    assert said is not None
    assert is_signed_by(key.public_key, said.body, said.signature)
    whole = said.body + said.signature
    for place in range(len(whole)):
        for bit in (0x01, 0x80):
            changed = bytearray(whole)
            changed[place] ^= bit
            body, signature = bytes(changed[:26]), bytes(changed[26:])
            assert not is_signed_by(key.public_key, body, signature), place
    assert not is_signed_by(VoucherKey(SECRET, 2).public_key, said.body, said.signature)


def test_a_signed_voucher_is_read_off_paper_and_keeps_to_41_modules() -> None:
    text = plain_text(write_signed(PROMISE, VoucherKey(SECRET, 1)))
    svg = qr_svg(text)
    [found] = zxingcpp.read_barcodes(raster(svg))
    assert found.text == text
    side = 41 + 2 * BORDER_MODULES
    assert f'viewBox="0 0 {side} {side}"' in svg
