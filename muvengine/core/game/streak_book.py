"""The rewards for weeks in a row of very many people, read with one look at the rules.

It says what ``streak.tell_weeks`` and ``streak.reached`` say together, of weeks whose results
stand; nothing is kept of a week, and the rules of each Monday are looked up once for everybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from muvengine.core.game.game import StreakRules
from muvengine.core.game.played import Played
from muvengine.core.game.streak import Pause, Reached
from muvengine.core.game.weeks import WEEK, mondays


class StreakBook:
    """What a town has played, up to the last week whose results stand.

    Args:
        played: every version.
        last: Monday of that week.
    """

    def __init__(self, played: Played, last: date) -> None:
        self.last = last
        self._played = played
        self._weeks: dict[date, tuple[StreakRules | None, bool]] = {}
        self._from: dict[date, tuple[date, ...]] = {}

    def reached(self, active: Mapping[date, int], pauses: Collection[Pause]) -> dict[int, Reached]:
        """Give the rewards somebody has earned, by their number of weeks in a row.

        Args:
            active: on how many days they were, by the Monday; only weeks with a trip.
            pauses: of the person.
        """
        found: dict[int, Reached] = {}
        streak, since_joker, known = 0, None, None
        for monday in self._mondays(min(active)) if active else ():
            rules, suspended = self._week(monday)
            if rules is None:
                continue
            if active.get(monday, 0) >= rules.days:
                streak += 1
                since_joker = None if since_joker is None else since_joker + 1
            elif not suspended and not any(pause.covers(monday) for pause in pauses):
                joker = rules.joker_every_weeks
                if streak and joker and (since_joker is None or since_joker >= joker - 1):
                    since_joker = 0
                else:
                    streak, since_joker = 0, None
            # What has not changed earns nothing new.
            if streak and (streak, rules) != known:
                known = streak, rules
                for reward in rules.rewards:
                    if streak >= reward.weeks and reward.weeks not in found:
                        found[reward.weeks] = Reached(reward.points, monday)
        return found

    def _mondays(self, first: date) -> tuple[date, ...]:
        known = self._from.get(first)
        if known is None:
            known = self._from[first] = tuple(mondays(first, self.last))
        return known

    def _week(self, monday: date) -> tuple[StreakRules | None, bool]:
        known = self._weeks.get(monday)
        if known is None:
            spans = self._played.suspended
            free = any(one.first < monday + WEEK and monday < one.end for one in spans)
            known = self._weeks[monday] = self._played.rules_of(monday), free
        return known
