"""Stop a process in the middle of its work: at one statement, or just before the commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Engine, event

from muvengine.store.unit_of_work import UnitOfWork


class Struck(Exception):
    """The process ended here."""


@dataclass
class Blow:
    """Falls once: at statement number ``at`` of what is done next, or at its first commit."""

    at: int | None
    seen: int = 0
    fallen: bool = False

    def statement(self, *_args: Any) -> None:  # noqa: ANN401  SQLAlchemy's
        self.seen += 1
        if self.seen == self.at:
            self._fall()

    def commit(self) -> None:
        if self.at is None:
            self._fall()

    def _fall(self) -> None:
        if not self.fallen:
            self.fallen = True
            raise Struck


class StruckUnitOfWork(UnitOfWork):
    """A real transaction that a blow ends, wherever the work has got to."""

    def __init__(self, engine: Engine, blow: Blow) -> None:
        super().__init__(engine)
        self._blow = blow

    def __enter__(self) -> Self:
        super().__enter__()
        event.listen(self.connection, "before_cursor_execute", self._blow.statement)
        return self

    def commit(self) -> None:
        self._blow.commit()
        super().commit()
