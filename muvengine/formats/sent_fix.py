"""A position as it waits: sealed with its app and its time, the same each time it is sent."""

from __future__ import annotations

import struct
from typing import Final

from muvengine.core.traces.gather import SentFix
from muvengine.formats.sealing import TraceSeal

_SHAPE: Final = struct.Struct("<4d")


def close_fix(seal: TraceSeal, sender_id: int, fix: SentFix) -> bytes:
    """Seal a position; equal ones of an app give equal bytes."""
    packed = _SHAPE.pack(fix.lat, fix.lon, fix.accuracy_m, fix.ele_m)
    return seal.close_file(packed, _label(sender_id, fix.at_ms))


def open_fix(seal: TraceSeal, sender_id: int, at_ms: int, sealed: bytes) -> SentFix | None:
    """Open what ``close_fix`` made; None when the secret was changed since."""
    packed = seal.open_file(sealed, _label(sender_id, at_ms))
    return None if packed is None else SentFix(at_ms, *_SHAPE.unpack(packed))


def _label(sender_id: int, at_ms: int) -> str:
    return f"fix/{sender_id}/{at_ms}"
