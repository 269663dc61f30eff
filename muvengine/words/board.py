"""Leaderboards: of teams and quarters for all, of one's own place for oneself."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "title": "Leaderboards",
    "link": "See the leaderboards",
    "lead": "Who moves most, by team and by quarter.",
    "teams": "Teams",
    "quarters": "Quarters",
    "none": "Nothing to show yet.",
    "no_season": "No season runs now.",
    "hidden": Plural(
        "1 more has moved, with too few people for a figure.",
        "{n} more have moved, with too few people for a figure.",
    ),
    "open": "This can still change: trips may come late until the week is closed.",
    # What is asked for.
    "choose": "Choose a leaderboard",
    "show": "Show it",
    "period": "How long",
    "period_week": "A week",
    "period_month": "A month",
    "period_season": "The season",
    "of_week": "Week of {day}",
    "of_month": "Weeks of {month}",
    "of_season": "Season {name}",
    "before": "The one before",
    "after": "The one after",
    "metric": "What is counted",
    "metric_experience": "Points of effort",
    "metric_distance": "Kilometres",
    "metric_trips": "Trips",
    "metric_days": "Active days",
    "mode": "On the way",
    "mode_all": "In every way",
    # Figures.
    "rank": "Place {rank}",
    "n_trips": Plural("1 trip", "{n} trips"),
    "n_days": Plural("1 day", "{n} days"),
    "trips_each": "Trips each: {n}",
    "days_each": "Active days each: {n}",
    "points_each": Plural("1 point of effort each", "{n} points of effort each"),
    "distance_each": "{distance} each",
    "worked": "Together {together}, shared by {active} who took part.",
    "worked_weeks": "Over {weeks} weeks, each shared by those who took part in it.",
    # How it is computed.
    "how_title": "How it is counted",
    "how_few": "A team or a quarter is shown from {n} people who took part. A week with fewer "
    "counts nowhere. So nobody can work out what the few have done.",
    "how_shared": "What all have done together is divided by those who took part. So a small team "
    "has the same chance as a large one.",
    "how_score": "Teams count by their points of effort, as in matches.",
    "how_longer": "A month or a season adds up its weeks. "
    "A week belongs to the month of its Sunday.",
    "how_mode": "A trip counts for the way in which most of it was made.",
    "how_late": "A week is closed {days} days after its Sunday. Later trips change nothing here.",
    "how_equal": "Whoever has the same figure shares a place.",
    "how_people": "There is no list of people. You can see your own place, if you want. You also "
    "see 3 people above and below. All names are made up.",
    # My place.
    "mine": "My place",
    "mine_link": "My place on the leaderboard",
    "mine_lead": "Do you want to know where you stand?",
    "mine_about": "You choose a made-up name. You see your place and 3 people above and below you. "
    "Near you, 3 see your made-up name and your figure. Nobody sees a full list.",
    "mine_leave_about": "You can leave whenever you want: your name is gone from every "
    "leaderboard at once. Your points and gifts stay.",
    "pseudonym": "Your made-up name",
    "pseudonym_hint": "3 to 24 letters. Not your real name. You can keep the one we propose.",
    "another": "Propose another name",
    "word": "This person has told me that they want it.",
    "word_missing": "Ask this person first, and tick the box.",
    "join": "Show me my place",
    "told_joined": "You are on the leaderboards as {name}.",
    "told_left": "You are on no leaderboard any more.",
    "leave": "Leave the leaderboards",
    "as": "Others read: {name}",
    "me": "You",
    "nothing": "You have nothing here yet. Your next trip puts you on.",
    "short": "Write at least 3 letters.",
    "long": "At most 24 letters.",
    "letters": "Only letters, spaces and up to 3 digits.",
    "own_name": "This looks like your real name. Make one up.",
    "taken": "This name is not free. Choose another one.",
    "joined": "You are on the leaderboards already.",
    # My quarter.
    "quarter": "My quarter",
    "quarter_lead": "Play for the quarter where you live, work or like to be.",
    "quarter_choose": "I play for",
    "quarter_none": "No quarter",
    "quarter_save": "Save the quarter",
    "quarter_from": "You count for {name} from {day}.",
    "quarter_now": "You play for {name}.",
    "told_quarter": "The quarter is saved. It counts from Monday on.",
    # Proposals: made up of one word of each list.
    "propose": "{quality} {animal}",
    "animals": "fox, hare, heron, otter, badger, robin, hedgehog, lynx, swallow, beaver",
    "qualities": "Blue, Quiet, Merry, Golden, Quick, Gentle, Green, Silver, Bright, Clever",
    # The organiser's.
    "office_lead": "Teams and quarters only: nobody sees a list of people, not even here.",
    "csv": "This leaderboard as a table (CSV)",
    "poster": "Poster to print",
    "csv_kind": "Team or quarter",
    "csv_rank": "Place",
    "csv_name": "Name",
    "csv_figure": "Figure",
    "csv_weeks": "Weeks",
    "csv_active": "Took part",
    "csv_together": "Together",
    "kind_team": "Team",
    "kind_quarter": "Quarter",
    "poster_of": "{metric}, {span}",
}
