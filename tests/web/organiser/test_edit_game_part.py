"""A part of the game is changed by its form; the rest of the text stays as it was."""

from __future__ import annotations

from typing import Final

import pytest

from muvengine.core.people.actor import Role
from muvengine.formats.game_yaml.challenges import KINDS
from tests import people
from tests.build import Town
from tests.web.organiser.drafting import submit
from tests.web.organiser.game_drafting import DRAFT, EDIT, PARTS, SOURCE, desk, source

FORMS: Final = (
    "challenges/more-on-foot",
    "challenges/mornings",
    "challenges/team-week",
    "badges/in-the-rain",
    "badges/every-shop",
    "levels/300",
    "suspended/2026-12-21",
    "streak",
    "teams",
    "head",
)
LABELS: Final = {"label.fr": "À essayer", "label.en": "To try"}


def changed(town: Town) -> list[str]:
    """The lines that are different from what the draft began with, when as many."""
    old, new = SOURCE.splitlines(), source(town).splitlines()
    assert len(old) == len(new)
    return [line for line, before in zip(new, old, strict=True) if line != before]


def test_the_draft_is_told_in_words_with_a_way_to_change_each_part(town: Town) -> None:
    ines = desk(town)
    for page in (ines.get(DRAFT), ines.get(EDIT)):
        text = page.text
        assert "Walk a little more A little more than before, counted: kilometres" in text
        assert "easy: 10 % more than your own mean of the last weeks, 20 points" in text
        assert "never less than 1, never more than 25" in text
        assert "Level 1: First steps from 100 points of experience" in text
        assert "2 weeks in a row bring 20 points, once." in text
        assert "A tournament has 4 weeks of ranking, groups of 4 teams" in text
        assert page.all("a", href=f"{PARTS}/challenges/more-on-foot")
        assert page.all("a", href=f"{PARTS}/challenges/more-on-foot/remove")
        assert page.all("a", href=f"{PARTS}/teams")
        assert page.all("a", href=f"{DRAFT}/add/challenges")


def test_a_challenge_is_changed_and_only_its_line_changes(town: Town) -> None:
    ines = desk(town)
    url = f"{PARTS}/challenges/days-on-the-move"
    told = submit(ines, url, {"hard.goal": "5", "hard.points": "45"})
    assert told.path == EDIT
    assert "On the move several days: saved." in told.told
    assert changed(town) == ["    hard: {goal: 5, points: 45}"]
    assert "hard: 5 days with a trip, 45 points" in told.text


@pytest.mark.parametrize(
    ("locale", "told"), [("en", "Nothing was changed."), ("fr", "Rien n’a changé.")]
)
def test_a_form_that_is_sent_as_it_is_changes_nothing(town: Town, locale: str, told: str) -> None:
    ines = desk(town, locale=locale)
    for part in FORMS:
        assert told in submit(ines, f"{PARTS}/{part}").told, part
    assert source(town) == SOURCE


TYPED: Final[dict[str, dict[str, str | list[str]]]] = {
    "absolute": {"of": "km", "easy.goal": "2.5", "middle.goal": "5", "hard.goal": "10"},
    "percent_increase": {"of": "trips", "floor": "3", "ceiling": "20"},
    "try_new_mode": {"modes": ["bus", "train"]},
    "place_visit": {"pictogram": "coffee", "hard.points": "60"},
    "team_total": {"of": "trips", "goal": "4", "points": "25"},
    "duo": {"of": "km", "goal": "12"},
}


def test_a_challenge_of_every_kind_is_added_by_its_form(town: Town) -> None:
    ines = desk(town)
    offered = ines.get(f"{DRAFT}/add/challenges")
    for kind in KINDS:
        url = f"{DRAFT}/add/challenges/{kind}"
        assert offered.all("a", href=url)
        labels = {**LABELS, "label.en": f"To try {kind}"}
        told = submit(ines, url, {**labels, **TYPED.get(kind, {})})
        assert f"To try {kind}: added." in told.told
        new = source(town).splitlines()
        name = f"to-try-{kind.replace('_', '-')}"
        assert new[new.index(f"  - challenge: {name}") + 1] == f"    kind: {kind}"
    assert "This game is right." in told.text
    assert set(SOURCE.splitlines()) <= set(new), "nothing else went"
    assert ines.get(f"{PARTS}/challenges/to-try-duo").one("h1").text == "To try duo"


ADDED: Final[tuple[tuple[str, dict[str, str | list[str]], str], ...]] = (
    ("levels", {"from": "200", "pictogram": "sun"},
     "    - {from: 200, label: {fr: À essayer, en: To try}, pictogram: sun}"),
    ("badges", {"counted.what": "shops", "counted.n": "2", "pictogram": "shop"},
     "  - {badge: to-try, label: {fr: À essayer, en: To try}, pictogram: shop, shops: 2}"),
    ("suspended", {"from": "2026-05-01", "until": "2026-05-02"},
     "  - {from: 2026-05-01, until: 2026-05-02, label: {fr: À essayer, en: To try}}"),
)  # fmt: skip


def test_another_part_is_added_where_it_belongs(town: Town) -> None:
    ines = desk(town)
    for section, typed, line in ADDED:
        told = submit(ines, f"{DRAFT}/add/{section}", {**LABELS, **typed})
        assert "To try: added." in told.told
        assert line in source(town).splitlines()
    new = source(town)
    assert new.index("from: 100,") < new.index("from: 200,") < new.index("from: 300,")
    assert new.index("from: 2026-05-01") < new.index("from: 2026-12-21")


WRONG: Final = (
    ("challenges/more-on-foot", "easy.percent", "a lot", "Expected a whole number between 1 and"),
    ("challenges/more-on-foot", "ceiling", "0.5", "The ceiling must not lie below the floor, 1"),
    ("challenges/days-on-the-move", "hard.goal", "8", "Expected a whole number between 1 and 7"),
    ("challenges/days-on-the-move", "hard.goal", "3", "this one must ask for more than 3"),
    ("challenges/something-new", "label.fr", "", "The label has no text in 'fr'"),
    ("levels/100", "from", "0", "this one must begin above 0"),
    ("streak", "rewards.1.weeks", "2", "this one must ask for more than 2 weeks"),
    ("teams", "public_from", "4", "Expected a whole number between 5 and"),
    ("head", "closes_after_days", "soon", "Expected a whole number between 0 and 14"),
)  # fmt: skip


def test_what_is_wrong_is_told_in_words_and_not_kept(town: Town) -> None:
    ines = desk(town)
    for part, field, typed, said in WRONG:
        page = submit(ines, f"{PARTS}/{part}", {field: typed}, 422)
        assert said in page.alert, part
        assert page.field(field) == typed, "what was typed is still here"
        assert [e for e in page.all("p", class_="wrong") if said in e.text], part
    assert source(town) == SOURCE


def test_a_challenge_is_taken_out_after_a_look_at_its_lines(town: Town) -> None:
    ines = desk(town)
    url = f"{PARTS}/challenges/mornings/remove"
    page = ines.get(url)
    assert "- challenge: mornings" in page.text
    assert "2 examples name it: Example “two trips on one morning are one morning”" in page.text
    told = submit(ines, url)
    assert "Mornings without a car: taken out." in told.told
    assert "challenge: mornings\n" not in source(town)
    assert "# Challenges of a week." in source(town)


def test_the_only_level_takes_its_block_along(town: Town) -> None:
    first = "    - {from: 0, label: {en: Seed, fr: Graine}, pictogram: seed}\n"
    begin, end = SOURCE.index(first), SOURCE.index("\n# A week counts")
    ines = desk(town, SOURCE[:begin] + first + SOURCE[end:])
    submit(ines, f"{PARTS}/levels/0/remove")
    assert "experience:\n" not in source(town)
    assert "Nothing is said of it." in ines.get(EDIT).text


def test_what_a_game_does_not_say_yet_is_begun_by_its_form(town: Town) -> None:
    begin, end = SOURCE.index("\nteams:\n"), SOURCE.index("\nexamples:\n")
    ines = desk(town, SOURCE[:begin] + SOURCE[end:])
    told = submit(ines, f"{PARTS}/teams", {"public_from": "8"})
    assert "Teams: saved." in told.told
    assert "  public_from: 8" in source(town).splitlines()


def test_a_slip_in_one_part_hides_no_other(town: Town) -> None:
    page = desk(town, SOURCE.replace("goal: 4, points: 40", "goal: four, points: 40")).get(EDIT)
    assert "This part cannot be read yet." in page.text
    assert "Ride a little more A little more than before" in page.text
    told = submit(town.ines(), f"{PARTS}/levels/100", {"from": "120"})
    assert "First steps: saved." in told.told


def test_odd_values_are_told_and_shown_as_far_as_they_go(town: Town) -> None:
    odd = SOURCE.replace("kind: place_visit", "kind: [place, visit]")
    odd = odd.replace("pictogram: smile", "pictogram: {x: 1}").replace(
        "  days: 3\n", "  days: [3]\n"
    )
    odd = odd.replace("{from: 0, label: {en: Seed, fr: Graine}", "{from: 0, label: Seed")
    ines = desk(town, odd)
    assert "This part cannot be read yet." in ines.get(EDIT).text
    for part in ("challenges/stamps", "challenges/without-a-car", "streak", "levels/0"):
        assert "changed in the text only" in ines.get(f"{PARTS}/{part}").text, part


def test_what_a_form_makes_wrong_elsewhere_is_told_with_its_line(town: Town) -> None:
    page = submit(desk(town), f"{PARTS}/levels/100", {"from": "400"}, 422)
    assert "Line 24: Levels must grow; this one must begin above 400" in page.alert


def test_a_new_game_is_begun_part_by_part(town: Town) -> None:
    ines = town.ines()
    assert "Walk a little more A little more than before" in ines.get("/organiser/game/new").text
    told = ines.post("/organiser/game/new", text=SOURCE, do="parts")
    assert told.path == EDIT


def test_of_two_organisers_the_later_one_is_told_and_nothing_is_lost(town: Town) -> None:
    ines = desk(town)
    hugo = town.browser_of(people.staff(town.wiring.open_uow, "Hugo", Role.ORGANISER))
    url = f"{PARTS}/challenges/stamps"
    mine = ines.get(url)
    submit(hugo, f"{PARTS}/streak", {"days": "4"})
    page = submit(ines, url, {"easy.points": "25"}, 409, before=mine)
    assert "A colleague changed this draft while you wrote." in page.alert
    assert page.field("easy.points") == "25"
    submit(ines, url, before=page)
    assert {"  days: 4", "    easy: {goal: 1, points: 25}"} <= set(source(town).splitlines())


def test_a_part_that_is_gone_is_told(town: Town) -> None:
    ines = desk(town)
    url = f"{PARTS}/challenges/stamps"
    mine = ines.get(url)
    submit(ines, f"{url}/remove")
    assert "A colleague took this out meanwhile." in submit(ines, url, {}, 409, before=mine).text
    ines.get(url, 404)


@pytest.mark.parametrize(
    "url", ["add/challenges/dance", "add/teams", "parts/badges", "add/nothing"]
)
def test_what_is_no_part_of_a_game_has_no_form(town: Town, url: str) -> None:
    desk(town).get(f"{DRAFT}/{url}", 404)


def test_a_draft_that_stands_still_has_no_forms(town: Town) -> None:
    ines = desk(town)
    ines.post(f"{DRAFT}/propose", on=DRAFT)
    page = ines.get(f"{PARTS}/streak")
    assert "waits for a second organiser" in page.text
    assert page.all("a", href=f"{PARTS}/streak") == []


def test_it_is_told_in_french(town: Town) -> None:
    ines = desk(town, locale="fr")
    text = ines.get(EDIT).text
    assert "Marcher un peu plus Un peu plus qu’avant, compté\u00a0: kilomètres" in text
    page = ines.get(f"{PARTS}/challenges/more-on-foot")
    assert "Ne demande jamais moins que" in page.text
    teams = ines.get(f"{PARTS}/teams").text
    assert "Comment la semaine d’une équipe est comptée" in teams
    told = submit(ines, f"{PARTS}/challenges/more-on-foot", {"floor": "1,5"})
    assert "    floor: 1.5" in source(town).splitlines()
    assert "Marcher un peu plus\u00a0: enregistré." in told.told
