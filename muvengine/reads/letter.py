"""The weekly letter of one person: the same on paper and by mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.streak import ToldWeek
from muvengine.core.game.weeks import monday_of
from muvengine.core.people.identity import Person
from muvengine.core.people.mail import MailText
from muvengine.core.trips.programme import Programme
from muvengine.reads.player_week import player_week
from muvengine.reads.week_lines import WeekLine, week_lines
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.words.catalogue import listed, say
from muvengine.words.figures import FullDay, figure
from muvengine.words.mail_in_words import foot, laid_out

WEEKS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Letter:
    """What there is to tell.

    Attributes:
        person: whose; it is told in their language.
        monday: of the week that runs.
        lines: what there is to say.
        points: to spend.
        weeks: the last ones with their active days, the latest first.
    """

    person: Person
    monday: date
    lines: Sequence[WeekLine]
    points: int
    weeks: Sequence[ToldWeek]

    @property
    def sunday(self) -> date:
        """Its last day."""
        return IsoWeek(self.monday).sunday


def letter_of(open_reading: Callable[[], UnitOfWork], person: Person, now: datetime) -> Letter:
    """Write somebody's letter as their week stands now, in the town's zone."""
    week = player_week(open_reading, person, now)
    streak = week.game.streak if week.game else None
    told = list(reversed(streak.told))[:WEEKS_SHOWN] if streak else []
    lines = week_lines(week, person.locale)
    return Letter(person, monday_of(now.date()), lines, week.points, told)


def letter_mail(letter: Letter, stop_url: str, programme: Programme) -> MailText:
    """Write a letter as a mail, with the sentences of the one on paper."""
    locale = letter.person.locale
    first, last = (figure(FullDay(day), locale) for day in (letter.monday, letter.sunday))
    of_week = say("week.letter_of", locale, first=first, last=last)
    said = [say("week.letter_hello", locale, name=letter.person.name), of_week]
    said += [f"* {line.title}\n  {line.sentence}" for line in letter.lines]
    said.append(say("week.letter_points", locale, n=letter.points))
    if letter.weeks:
        days = [f"* {_days(week, locale)}" for week in letter.weeks]
        said.append("\n".join((say("week.letter_days", locale), *days)))
    said += [*foot(programme, locale), say("mail.week_stop", locale), stop_url]
    return MailText(of_week, laid_out(said), stop_url)


def _days(week: ToldWeek, locale: str) -> str:
    names = [say(f"game.day_name_{day}", locale) for day, on in enumerate(week.days) if on]
    monday = figure(FullDay(week.monday), locale)
    if not names:
        return say("mail.week_none", locale, monday=monday)
    return say("mail.week_days", locale, monday=monday, days=listed(names, locale))
