"""A part of the game in a form is the part in the file; all else of the text stays."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.game.challenges.challenge import Challenge, Difficulty, Kind, Measure, Step
from muvengine.core.game.game import Badge, Level, StreakReward, StreakRules, Suspension
from muvengine.core.game.team_settings import TeamSettings
from muvengine.formats.game_form.game_form import SCHEMAS, game_form
from muvengine.formats.game_yaml.challenges import KINDS, foreign_to
from muvengine.formats.game_yaml.outline import BLOCKS, NAMED_BY, game_outline_of
from muvengine.formats.game_yaml.read import check_game, read_game
from muvengine.formats.rule_form.controls import Around, Fields, Words
from muvengine.formats.rule_form.problem_fields import field_of
from muvengine.formats.rulebook_yaml.other_values import same
from muvengine.formats.rulebook_yaml.places import value_at, words_of
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.formats.rulebook_yaml.rewrite import add_to, put_at
from tests.formats.rule_form.test_rule_form import ANYTHING
from tests.game_town import FILE

SOURCE: Final = FILE.read_text(encoding="utf-8")
OUTLINE: Final = game_outline_of(SOURCE)
AROUND: Final = Around(("fr", "en"), ("walk", "bike", "bus", "train"))
LABEL: Final = {"label.fr": ["À essayer"], "label.en": ["To try"]}
PATHS: Final = {
    **{f"{one.section} {one.name}": (one.section, one.path) for one in OUTLINE.rules},
    **{section: (section, path) for section, path in BLOCKS.items()},
}


def read(section: str, block: Words, fields: Fields) -> Words:
    form = game_form(section, block, AROUND)
    assert form.kept == ()
    return form.read({**form.fields, **fields})


@pytest.mark.parametrize(("section", "path"), PATHS.values(), ids=PATHS.keys())
def test_every_part_of_the_shipped_game_has_a_form_that_saved_leaves_every_byte(
    section: str, path: Path
) -> None:
    block = value_at(OUTLINE.document, path)
    assert put_at(SOURCE, path, read(section, block, {})) == SOURCE


STEPS: Final = {
    "easy.goal": ["1"], "middle.goal": ["2"], "hard.goal": ["3"],
    "easy.points": ["20"], "middle.points": ["30"], "hard.points": ["40"],
}  # fmt: skip
MORE: Final = {
    name.replace("goal", "percent"): [text[0] * 2] if "goal" in name else text
    for name, text in STEPS.items()
}
GOALS: Final = {
    Difficulty.EASY: Step(1, 20),
    Difficulty.MIDDLE: Step(2, 30),
    Difficulty.HARD: Step(3, 40),
}
TOGETHER: Final = {"goal": ["6"], "points": ["30"]}


def challenge(
    kind: Kind, measure: Measure, steps: dict[Difficulty, Step], **more: object
) -> Challenge:
    label = {"fr": "À essayer", "en": "To try"}
    return Challenge("to-try", kind, measure, label, "star", steps, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "typed", "wanted"), [
    (Kind.ABSOLUTE, {**STEPS, "of": ["trips"], "modes": ["bike"]},
     challenge(Kind.ABSOLUTE, Measure.TRIPS, GOALS, modes=("bike",))),
    (Kind.PERCENT_INCREASE, {**MORE, "of": ["km"], "floor": ["0,5"], "ceiling": ["20"]},
     challenge(Kind.PERCENT_INCREASE, Measure.KM, {
         Difficulty.EASY: Step(11, 20), Difficulty.MIDDLE: Step(22, 30),
         Difficulty.HARD: Step(33, 40)}, floor=500, ceiling=20_000)),
    (Kind.DAYS_IN_WEEK, STEPS, challenge(Kind.DAYS_IN_WEEK, Measure.DAYS, GOALS)),
    (Kind.TRY_NEW_MODE, {**STEPS, "modes": ["walk", "bus"]},
     challenge(Kind.TRY_NEW_MODE, Measure.TRIPS, GOALS, modes=("walk", "bus"))),
    (Kind.ROUTE_COLLECTION, STEPS, challenge(Kind.ROUTE_COLLECTION, Measure.ROUTES, GOALS)),
    (Kind.PLACE_VISIT, STEPS, challenge(Kind.PLACE_VISIT, Measure.STAMPS, GOALS)),
    (Kind.NO_CAR_WEEK, STEPS, challenge(Kind.NO_CAR_WEEK, Measure.CAR_FREE, GOALS)),
    (Kind.TEAM_TOTAL, {**TOGETHER, "of": ["experience"]},
     challenge(Kind.TEAM_TOTAL, Measure.EXPERIENCE, {Difficulty.GROUP: Step(6, 30)})),
    (Kind.DUO, {**TOGETHER, "of": ["km"], "goal": ["2,5"]},
     challenge(Kind.DUO, Measure.KM, {Difficulty.GROUP: Step(2500, 30)})),
], ids=KINDS)  # fmt: skip
def test_a_challenge_of_every_kind_is_added_and_means_what_was_typed(
    kind: Kind, typed: Fields, wanted: Challenge
) -> None:
    said = read("challenges", {"kind": kind.value}, {**LABEL, "pictogram": ["star"], **typed})
    text = add_to(SOURCE, ("challenges",), {"challenge": "to-try", **said})
    assert read_game(text.encode()).challenges[-1] == wanted
    lines = text.splitlines()
    kept = [line for line in lines if line in SOURCE.splitlines()]
    assert len(kept) >= len(SOURCE.splitlines()), "nothing else went"
    assert "  - challenge: to-try" in lines


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_asks_only_for_what_its_kind_knows(kind: str) -> None:
    form = game_form("challenges", {"kind": kind}, AROUND)
    shown = {word for control in form.own for word in control.words} | (
        {"when"} if form.when else set()
    )
    every = set(words_of(SCHEMAS["challenges"]()))
    assert shown == every - set(foreign_to(Kind(kind))) - {"challenge", "kind"}
    asks = "percent" if kind == Kind.PERCENT_INCREASE else "goal"
    assert {name for name in form.fields if name.startswith("easy.")} <= {
        f"easy.{asks}",
        "easy.points",
    }


@pytest.mark.parametrize(("section", "typed", "wanted"), [
    ("levels", {**LABEL, "from": ["1 000"], "pictogram": ["sun"]},
     Level(1000, {"fr": "À essayer", "en": "To try"}, "sun")),
    ("suspended", {**LABEL, "from": ["2027-02-06"], "until": ["2027-02-22"]}, Suspension),
    ("badges", {**LABEL, "pictogram": ["sun"], "counted.what": ["trips"], "counted.n": ["7"],
                "modes": ["walk"], "when.weather": ["rain"]}, Badge),
    ("badges", {**LABEL, "pictogram": ["sun"], "counted.what": ["shops"],
                "counted.all": ["true"]}, Badge),
    ("streak", {"days": ["2"], "rewards.0.weeks": ["2"], "rewards.0.points": ["5"]},
     StreakRules(2, None, (StreakReward(2, 5),))),
    ("teams", {"score": ["sum"], "match.won": ["2"]}, TeamSettings),
])  # fmt: skip
def test_every_other_part_is_typed_from_nothing(
    section: str, typed: Fields, wanted: object
) -> None:
    said = read(section, {}, typed)
    said = {"badge": "x", **said} if section == "badges" else said
    built = SCHEMAS[section]().load(said)
    assert built == wanted if not isinstance(wanted, type) else isinstance(built, wanted)


def test_what_a_badge_counts_is_changed_with_one_tick() -> None:
    badge = {"badge": "x", "label": {"en": "X"}, "pictogram": "map", "routes": 3}
    assert read("badges", badge, {"counted.all": ["true"]})["routes"] == "all"
    assert "routes" not in read("badges", badge, {"counted.what": ["stamps"]})


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_changed_number_changes_only_its_part_of_the_text(data: st.DataObject) -> None:
    section, path = data.draw(st.sampled_from(sorted(PATHS.values(), key=str)))
    block = value_at(OUTLINE.document, path)
    form = game_form(section, block, AROUND)
    numbers = [n for n, held in form.fields.items() if held and held[0].isdecimal()]
    name = data.draw(st.sampled_from(numbers or [""]))
    if not name:
        return
    text = put_at(SOURCE, path, form.read({**form.fields, name: ["77"]}))
    old, new = SOURCE.splitlines(), text.splitlines()
    changed = [number for number, line in enumerate(new) if line != old[number]]
    assert len(new) == len(old)
    assert len(changed) <= 1, "77 may have stood there"
    after = game_outline_of(text).document
    without = [*path] or [name]
    assert same(
        {word: value for word, value in after.items() if word != without[0]},
        {word: value for word, value in OUTLINE.document.items() if word != without[0]},
    )


@pytest.mark.parametrize("section", SCHEMAS)
def test_whatever_stands_in_a_part_is_shown_or_kept(section: str) -> None:
    words = [*words_of(SCHEMAS[section]())]

    @settings(max_examples=30, deadline=None)
    @given(
        st.dictionaries(st.sampled_from([*words, "strange"]), ANYTHING, max_size=5),
        st.sampled_from(["", *KINDS]),
    )
    def same_again(block: Words, kind: str) -> None:
        block = block | ({"kind": kind} if kind and section == "challenges" else {})
        form = game_form(section, block, AROUND)
        again = form.read(form.fields)
        assert same({word: again[word] for word in block}, block)

    same_again()


@pytest.mark.parametrize(("name", "field", "typed", "told"), [
    ("challenges more-on-foot", "easy.percent", "a lot", "easy.percent"),
    ("challenges more-on-foot", "hard.percent", "20", "hard.percent"),
    ("challenges more-on-foot", "ceiling", "0,5", "ceiling"),
    ("challenges more-on-foot", "floor", "", "floor"),
    ("challenges more-on-foot", "middle.points", "201", "middle.points"),
    ("challenges days-on-the-move", "hard.goal", "8", "hard.goal"),
    ("challenges days-on-the-move", "easy.goal", "1,5", "easy.goal"),
    ("challenges days-on-the-move", "label.fr", "", "label.fr"),
    ("challenges two-together", "goal", "0", "goal"),
    ("challenges something-new", "modes", "", "modes"),
    ("challenges mornings", "when.hours.0.to", "25:00", "when.hours.0.from"),
    ("levels 100", "from", "0", "from"),
    ("badges ten-trips", "counted.n", "0", "counted.n"),
    ("suspended 2026-12-21", "until", "2026-12-21", "until"),
    ("suspended 2026-12-21", "from", "soon", "from"),
    ("streak", "rewards.1.weeks", "2", "rewards.1.weeks"),
    ("streak", "days", "", "days"),
    ("teams", "tournament.group_size", "2", "tournament.group_size"),
    ("teams", "match.won", "eleven", "match.won"),
    ("head", "closes_after_days", "15", "closes_after_days"),
])  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field(
    name: str, field: str, typed: str, told: str
) -> None:
    section, path = PATHS[name]
    form = game_form(section, value_at(OUTLINE.document, path), AROUND)
    fields = {**form.fields, field: [typed] if typed or field != "modes" else []}
    text = put_at(SOURCE, path, form.read(fields))
    problems = [one for one in check_game(text.encode()).problems if one.code != "G301"]
    assert problems
    assert {field_of(one, path, form.fields) for one in problems} == {told}


def test_a_level_is_put_where_it_belongs() -> None:
    level = {"from": 200, "label": {"en": "X", "fr": "X"}, "pictogram": "sun"}
    text = add_to(SOURCE, ("experience", "levels"), level, at=2)
    assert [one.first for one in read_game(text.encode()).levels][:4] == [0, 100, 200, 300]
    assert set(SOURCE.splitlines()) <= set(text.splitlines())


def test_parts_of_a_list_are_found_by_what_tells_them_apart() -> None:
    assert {one.section for one in OUTLINE.rules} == {*NAMED_BY}
    found = OUTLINE.find("300", "levels")
    assert found is not None
    assert found.path == ("experience", "levels", 2)
    assert OUTLINE.find("300", "badges") is None


def test_a_challenge_of_an_unknown_kind_keeps_what_it_says() -> None:
    odd = {"challenge": "x", "kind": "dance", "label": {"en": "X"}, "goal": Decimal(3)}
    form = game_form("challenges", odd, AROUND)
    assert form.kept == (("goal",),)
    assert [control.name for control in form.own] == ["label", "pictogram"]
