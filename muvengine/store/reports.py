"""Reports, and who has seen the thing too, at rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, or_, select, update

from muvengine.core.errors import NotFound
from muvengine.core.spots.report import GOING_ON, Category, Report, ReportState, Where
from muvengine.store.insert_once import insert_once
from muvengine.store.tables import metadata

_REPORT: Final = metadata.tables["report"]
_WITNESS: Final = metadata.tables["report_witness"]
_REWARD: Final = metadata.tables["report_reward"]
_PERSON: Final = metadata.tables["person"]


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """A report with how many others have seen the thing too, and what was paid for it.

    Attributes:
        report: see ``Report``.
        witnesses: how many.
        points: what stands paid.
        wanted_points: what the game promised for it then; 0 where nothing stands.
    """

    report: Report
    witnesses: int
    points: int
    wanted_points: int


class ReportStore:
    """Keep, change and list reports inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, report: Report) -> int:
        """Keep a new report and give its number."""
        values = _changing(report) | {
            "person_id": report.person_id,
            "helper_id": report.helper_id,
            "category": report.category.value,
            "route": report.where.route,
            "shop": report.where.shop,
            "words": report.words,
            "made_at": report.made_at,
        }
        row = insert(_REPORT).values(values).returning(_REPORT.c.id)
        return int(self._connection.execute(row).scalar_one())

    def get(self, report_id: int) -> Report:
        """Find a report.

        Raises:
            NotFound: no such report.
        """
        return self._one(report_id, lock=False)

    def locked(self, report_id: int) -> Report:
        """Hold a report still until the transaction ends, and give it as it stands.

        Raises:
            NotFound: no such report.
        """
        return self._one(report_id, lock=True)

    def turn(self, report: Report) -> None:
        """Note another state with its answer; call ``locked`` before."""
        change = update(_REPORT).where(_REPORT.c.id == report.id).values(_changing(report))
        self._connection.execute(change)

    def made_since(self, person_id: int, since: datetime) -> int:
        """Count what somebody has reported since then."""
        mine = (_REPORT.c.person_id == person_id) & (_REPORT.c.made_at >= since)
        return self._count(select(func.count()).select_from(_REPORT).where(mine))

    def twin(self, where: Where, category: Category, since: datetime) -> Report | None:
        """Find the oldest report of the same at the same place that is not over."""
        query = (
            select(_REPORT)
            .where(_REPORT.c.route == where.route, _REPORT.c.shop == where.shop)
            .where(_REPORT.c.category == category.value, _REPORT.c.made_at >= since)
            .where(_REPORT.c.state.in_(GOING_ON))
            .order_by(_REPORT.c.id)
            .limit(1)
        )
        row = self._connection.execute(query).first()
        return None if row is None else _as_report(row)

    def confirmed(self, person_id: int) -> int:
        """Count the reports of somebody that are confirmed."""
        mine = (_REPORT.c.person_id == person_id) & _REPORT.c.confirmed_at.is_not(None)
        return self._count(select(func.count()).select_from(_REPORT).where(mine))

    def add_witness(
        self, report_id: int, person_id: int, helper_id: int | None, *, now: datetime
    ) -> bool:
        """Keep that another person has seen it; False when that is kept already."""
        values = {
            "report_id": report_id,
            "person_id": person_id,
            "helper_id": helper_id,
            "seen_at": now,
        }
        number = insert_once(self._connection, _WITNESS, values, returning=_WITNESS.c.id)
        return number is not None

    def of_person(self, person_id: int, *, most: int) -> list[ReportSeen]:
        """List what somebody has reported, the latest first."""
        mine = _REPORT.c.person_id == person_id
        return self._seen((mine,), _REPORT.c.id.desc(), most)

    def to_confirm(self, person_id: int, helper_id: int | None, *, most: int) -> list[ReportSeen]:
        """List what others report and this person has not seen yet, the oldest first.

        Args:
            person_id: who may confirm.
            helper_id: the mediator beside them, who has written none of these; None for nobody.
            most: at most so many.
        """
        hands = [person_id] if helper_id is None else [person_id, helper_id]
        seen = select(_WITNESS.c.report_id).where(_WITNESS.c.person_id == person_id)
        wanted = (
            _REPORT.c.person_id != person_id,
            or_(_REPORT.c.helper_id.is_(None), _REPORT.c.helper_id.not_in(hands)),
            _REPORT.c.state.in_(GOING_ON),
            _REPORT.c.id.not_in(seen),
        )
        return self._seen(wanted, _REPORT.c.id, most)

    def in_states(
        self, states: Collection[ReportState], *, after: int = 0, most: int | None = None
    ) -> list[ReportSeen]:
        """List reports in some states made after that of a number, the oldest first."""
        wanted = (_REPORT.c.state.in_(list(states)), _REPORT.c.id > after)
        return self._seen(wanted, _REPORT.c.id, most)

    def one_seen(self, report_id: int) -> ReportSeen:
        """Give a report with its figures.

        Raises:
            NotFound: no such report.
        """
        found = self._seen((_REPORT.c.id == report_id,), _REPORT.c.id, 1)
        if not found:
            raise NotFound(kind="report")
        return found[0]

    def by_state(self) -> dict[ReportState, int]:
        """Count reports by state."""
        query = select(_REPORT.c.state, func.count()).group_by(_REPORT.c.state)
        return {ReportState(state): n for state, n in self._connection.execute(query)}

    def mended(self, *, most: int) -> list[Report]:
        """List what was mended, the latest first."""
        query = (
            select(_REPORT)
            .where(_REPORT.c.state == ReportState.MENDED.value)
            .order_by(_REPORT.c.state_at.desc(), _REPORT.c.id.desc())
            .limit(most)
        )
        return [_as_report(row) for row in self._connection.execute(query)]

    def forget_words(self, before: datetime) -> int:
        """Forget reporters' words of reports long over, and of people who left; count them."""
        left = select(_PERSON.c.id).where(_PERSON.c.closed_at.is_not(None))
        over = _REPORT.c.state.not_in(GOING_ON) & (_REPORT.c.state_at < before)
        forgotten = (
            update(_REPORT)
            .where(_REPORT.c.words != "", or_(over, _REPORT.c.person_id.in_(left)))
            .values(words="")
        )
        return self._connection.execute(forgotten).rowcount

    def _one(self, report_id: int, *, lock: bool) -> Report:
        query = select(_REPORT).where(_REPORT.c.id == report_id)
        query = query.with_for_update(key_share=True) if lock else query
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(kind="report")
        return _as_report(row)

    def _seen(
        self,
        wanted: Sequence[ColumnElement[bool]],
        order: ColumnElement[Any],
        most: int | None,
    ) -> list[ReportSeen]:
        others = (
            select(func.count())
            .where(_WITNESS.c.report_id == _REPORT.c.id)
            .correlate(_REPORT)
            .scalar_subquery()
        )
        stands = (_REWARD.c.report_id == _REPORT.c.id) & _REWARD.c.back_at.is_(None)
        query = (
            select(
                _REPORT,
                others.label("witnesses"),
                func.coalesce(_REWARD.c.points, 0).label("points"),
                func.coalesce(_REWARD.c.wanted_points, 0).label("wanted_points"),
            )
            .outerjoin(_REWARD, stands)
            .where(*wanted)
            .order_by(order)
            .limit(most)
        )
        return [
            ReportSeen(_as_report(row), row.witnesses, row.points, row.wanted_points)
            for row in self._connection.execute(query)
        ]

    def _count(self, query: Select[int]) -> int:
        return int(self._connection.execute(query).scalar_one())


def _changing(report: Report) -> dict[str, Any]:
    return {
        "state": report.state.value,
        "state_at": report.state_at,
        "confirmed_at": report.confirmed_at,
        "by_staff": report.by_staff,
        "answer": report.answer,
    }


def _as_report(row: Row[Any]) -> Report:
    return Report(
        person_id=row.person_id,
        category=Category(row.category),
        where=Where(row.route, row.shop),
        made_at=row.made_at,
        state_at=row.state_at,
        words=row.words,
        helper_id=row.helper_id,
        state=ReportState(row.state),
        confirmed_at=row.confirmed_at,
        by_staff=row.by_staff,
        answer=row.answer,
        id=row.id,
    )
