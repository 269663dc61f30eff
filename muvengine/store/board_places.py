"""Places of people on boards at rest: one's own, and those beside it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select

from muvengine.core.game.boards import NEIGHBOURS, Metric, Period
from muvengine.store.boards import PLACE
from muvengine.store.tables import metadata
from muvengine.store.tables.boards import METRICS

_PLAYER: Final = metadata.tables["board_player"]
Board = tuple[Period, date, str]
"""How long it looks back, the first day, the mode."""


class Neighbour(NamedTuple):
    """Somebody near somebody on a board."""

    person_id: int
    name: str
    figure: int


def _column(metric: Metric) -> Any:  # noqa: ANN401  a column
    return PLACE.c[METRICS[list(Metric).index(metric)]]


class BoardPlaceStore:
    """Read places of people on boards inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def figure(self, person_id: int, board: Board, metric: Metric) -> int:
        """Give what somebody has on a board; 0 where they have nothing."""
        query = select(_column(metric)).where(PLACE.c.person_id == person_id, *_on(board))
        return int(self._connection.execute(query).scalar() or 0)

    def above(self, board: Board, metric: Metric, figure: int) -> int:
        """Count those who have more."""
        # Along the board's own index: with 20 000 people on one board no slower than with 20.
        query = select(func.count()).select_from(PLACE).where(*_on(board), _column(metric) > figure)
        return int(self._connection.execute(query).scalar_one())

    def equal(self, board: Board, metric: Metric, figure: int) -> int:
        """Count those who have as much."""
        same = _column(metric) == figure
        query = select(func.count()).select_from(PLACE).where(*_on(board), same)
        return int(self._connection.execute(query).scalar_one())

    def near(
        self, person_id: int, board: Board, metric: Metric, figure: int
    ) -> tuple[Neighbour, ...]:
        """Give the three above somebody and the three below, the best first."""
        column, who = _column(metric), PLACE.c.person_id
        up, down = (column.asc(), who.desc()), (column.desc(), who.asc())
        tied = column == figure
        above = self._some(board, column, (tied & (who < person_id), column > figure), up)
        fewer = (column < figure) & (column > 0)
        below = self._some(board, column, (tied & (who > person_id), fewer), down)
        return tuple(Neighbour(*row) for row in (*reversed(above), *below))

    def _some(self, board: Board, column: Any, where: Any, order: Any) -> list[Any]:  # noqa: ANN401
        """Give the nearest: of equals first, then of those further on."""
        found: list[Any] = []
        for condition in where:
            query = (
                select(PLACE.c.person_id, _PLAYER.c.name, column)
                .join(_PLAYER, _PLAYER.c.person_id == PLACE.c.person_id)
                .where(*_on(board), condition)
                .order_by(*order)
                .limit(NEIGHBOURS - len(found))
            )
            if len(found) < NEIGHBOURS:
                found += self._connection.execute(query).all()
        return found


def _on(board: Board) -> tuple[Any, ...]:
    period, first_day, mode = board
    return (
        PLACE.c.period == str(period),
        PLACE.c.first_day == first_day,
        PLACE.c.mode == mode,
    )
