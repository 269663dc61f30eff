"""An attempt: one intended write, which may be sent several times."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Self

from muvengine.core.errors import KeyMissing
from muvengine.core.people.actor import Actor

KEY_CHARACTERS_MAX: Final = 80


@dataclass(frozen=True, slots=True)
class Attempt:
    """What makes two requests the same one.

    Attributes:
        actor: whose attempt; nobody replays another's answer.
        key: drawn by the sender once per intended write, 1 to 80 printable characters.
        endpoint: the act, at most 40 characters.
        request_hash: of everything else that was sent.

    Raises:
        KeyMissing: no usable key.
    """

    actor: Actor
    key: str
    endpoint: str
    request_hash: str

    def __post_init__(self) -> None:
        usable = 0 < len(self.key) <= KEY_CHARACTERS_MAX and self.key.isprintable()
        if not usable:
            raise KeyMissing(characters_max=KEY_CHARACTERS_MAX)

    @classmethod
    def of(cls, actor: Actor, key: str, endpoint: str, request: object) -> Self:
        """Make an attempt of a frozen request, told apart by everything it says."""
        return cls(actor, key, endpoint, sha256(repr(request).encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Replay:
    """What an earlier attempt of the same key heard.

    Attributes:
        refused: the answer is a refusal: ``{"code": ..., "facts": ...}``.
        answer: JSON.
    """

    refused: bool
    answer: Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What a write gives.

    Attributes:
        value: JSON.
        replayed: it was done before, by this very attempt; nothing was done now.
    """

    value: Any
    replayed: bool
