"""The base of every refusal."""

from __future__ import annotations

from typing import ClassVar


class MuvError(Exception):
    """Base of every refusal."""

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts
