"""A rule in a form is the rule in the file; what the form cannot show is kept."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.formats.rule_form.controls import Around, Typed, Words
from muvengine.formats.rule_form.rule_form import RuleForm, rule_form
from muvengine.formats.rulebook_yaml.conditions import WhenSchema
from muvengine.formats.rulebook_yaml.other_values import same
from muvengine.formats.rulebook_yaml.outline import Outline, Ruled, outline_of
from muvengine.formats.rulebook_yaml.problems import Path as Steps
from muvengine.formats.rulebook_yaml.rewrite import put_at
from muvengine.formats.rulebook_yaml.rules import BonusSchema, CapSchema, EarnSchema, GateSchema

BOOKS = sorted((Path(__file__).parents[3] / "rules").glob("*.yaml"))
AROUND = Around(
    languages=("fr", "en"),
    modes=("walk", "bike", "bus"),
    rules=("walk-km", "trip"),
    groups=("time",),
    routes=("canal",),
    zones=("centre",),
)
SECTIONS = {"require": GateSchema, "earn": EarnSchema, "bonuses": BonusSchema, "caps": CapSchema}


@cache
def source(book: Path) -> str:
    return book.read_text(encoding="utf-8")


def around(outline: Outline, sign: str = ".") -> Around:
    document = outline.document
    return Around(("fr", "en"), tuple(document["modes"]), sign=sign)


def form_of(ruled: Ruled, outline: Outline, sign: str = ".") -> RuleForm:
    return rule_form(ruled.section, ruled.rule, around(outline, sign))


def typed(form: RuleForm, **changes: str | list[str]) -> Typed:
    """What a browser would send, with some fields typed over; ``__`` is a dot."""
    fields = dict(form.fields)
    for name, value in changes.items():
        fields[name.replace("__", ".")] = [value] if isinstance(value, str) else value
    return fields


@pytest.mark.parametrize("sign", [".", ","])
@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.name)
def test_a_form_that_is_saved_as_it_is_leaves_every_byte(book: Path, sign: str) -> None:
    outline = outline_of(source(book))
    for ruled in outline.rules:
        form = form_of(ruled, outline, sign)
        assert put_at(source(book), ruled.path, form.read(form.fields)) == source(book)


def test_what_the_shipped_rulebooks_say_can_nearly_all_be_changed_in_a_form() -> None:
    kept: set[tuple[str, Steps]] = set()
    for book in BOOKS:
        outline = outline_of(source(book))
        kept |= {(one.name, path) for one in outline.rules for path in form_of(one, outline).kept}
    assert kept == {
        ("declared-trip", ("when", "any")),
        ("to-work", ("when", "any")),
        ("no-holiday", ("when", "none")),
    }


@settings(max_examples=25)
@given(st.data())
def test_a_changed_number_changes_only_its_line(data: st.DataObject) -> None:
    book = data.draw(st.sampled_from(BOOKS))
    outline = outline_of(source(book))
    ruled = data.draw(st.sampled_from(outline.rules))
    form = form_of(ruled, outline)
    numbers = [n for n, held in form.fields.items() if held and held[0].isdecimal() and "." in n]
    if not numbers:
        return
    name = data.draw(st.sampled_from(numbers))
    new = put_at(source(book), ruled.path, form.read(form.fields | {name: ["77.7"]}))
    old, lines = source(book).splitlines(), new.splitlines()
    changed = [number for number, line in enumerate(lines) if line != old[number]]
    assert len(lines) == len(old)
    assert len(changed) == 1
    after = [one.line for one in outline.rules if one.line > ruled.line]
    assert ruled.line - 1 <= changed[0] < min([*after, len(old)])


ANYTHING: Any = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(0, 99),
        st.just(Decimal("2.5")),
        st.sampled_from(["", "walk", "mon", "07:00", "2026-05-01", "$x", "day", "any"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["min", "max", "mode", "from", "until", "times", "per", "en", "weather"]
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("section", SECTIONS)
def test_whatever_stands_in_a_rule_is_shown_or_kept(section: str) -> None:
    words = [field.data_key or name for name, field in SECTIONS[section]().fields.items()]
    conditions = [field.data_key or name for name, field in WhenSchema().fields.items()]

    @settings(max_examples=60)
    @given(
        st.dictionaries(st.sampled_from([*words, "strange"]), ANYTHING, max_size=5),
        st.dictionaries(st.sampled_from([*conditions, "strange"]), ANYTHING, max_size=4),
    )
    def same_again(rule: Words, when: Words) -> None:
        rule |= {"when": when} if when else {}
        form = rule_form(section, rule, AROUND)
        again = form.read(form.fields)
        assert same({word: again[word] for word in rule}, rule)
        # Words that every rule needs are shown to begin with.
        assert again.keys() - rule.keys() <= {"else", "per", "points", "per_km", "flat"}

    same_again()


def test_every_condition_of_the_language_has_a_control() -> None:
    form = rule_form("earn", {}, AROUND)
    shown = {word for control in form.when for word in control.words}
    assert shown == {field.data_key or name for name, field in WhenSchema().fields.items()}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_word_of_a_rule_has_a_control(section: str) -> None:
    form = rule_form(section, {}, AROUND)
    shown = {word for control in form.own for word in control.words}
    words = {field.data_key or name for name, field in SECTIONS[section]().fields.items()}
    assert shown == words - {"rule", "cap", "when"}


BIKE: Words = {
    "rule": "bike-km",
    "label": {"en": "By bike", "fr": "À vélo"},
    "legs": {"mode": ["bike"]},
    "per_km": [{"up_to": 5, "points": 5}, {"points": 0}],
}


@pytest.mark.parametrize(("changes", "wanted"), [
    ({"per_km.0.points": "6"},        {"per_km": [{"up_to": 5, "points": 6}, {"points": 0}]}),
    ({"per_km.0.points": "2,50"},
     {"per_km": [{"up_to": 5, "points": Decimal("2.5")}, {"points": 0}]}),
    ({"per_km.0.points": "$bike"},    {"per_km": [{"up_to": 5, "points": "$bike"}, {"points": 0}]}),
    ({"per_km.0.points": "six"},      {"per_km": [{"up_to": 5, "points": "six"}, {"points": 0}]}),
    ({"per_km.0.points": "", "per_km.0.up_to": ""}, {"per_km": [{"points": 0}]}),
    ({"per_km.7.points": "1"},
     {"per_km": [{"up_to": 5, "points": 5}, {"points": 0}, {"points": 1}]}),
    ({"pay": "flat", "flat": "1 000"}, {"per_km": None, "flat": 1000}),
    ({"label.fr": "  À   vélo "},     {}),
    ({"label.en": ""},                {"label": {"fr": "À vélo"}}),
    ({"legs.mode": ["walk", "bike"]}, {"legs": {"mode": ["bike", "walk"]}}),
    ({"legs.mode": [], "legs.min_km": "0.5"}, {"legs": {"min_km": Decimal("0.5")}}),
    ({"limit.times": "2"},            {"limit": {"times": 2, "per": "day"}}),
    ({"limit.times": "1", "limit.per": "week", "limit.per_route": "true"},
     {"limit": {"times": 1, "per": ["route", "week"]}}),
    ({"when.weekday": ["sat", "sun"]}, {"when": {"weekday": ["sat", "sun"]}}),
    ({"when.weekday": ["someday"]},   {}),
    ({"when.hours.0.from": "07:00", "when.hours.0.to": "09:00"},
     {"when": {"start_between": ["07:00", "09:00"]}}),
    ({"when.hours.0.from": "07:00", "when.hours.0.to": "09:00",
      "when.hours.1.from": "16:00", "when.hours.1.to": "19:00"},
     {"when": {"any": [{"start_between": ["07:00", "09:00"]},
                       {"start_between": ["16:00", "19:00"]}]}}),
    ({"when.date_in.0.first": "2026-05-01", "when.date_in.1.first": "2026-05-29",
      "when.date_in.1.last": "2026-05-31"},
     {"when": {"date_in": ["2026-05-01", {"from": "2026-05-29", "until": "2026-06-01"}]}}),
    ({"when.not_weather": ["heat"]},  {"when": {"none": [{"weather": ["heat"]}]}}),
    ({"when.route": ["canal"], "when.route_share.min": "69,9"},
     {"when": {"route": ["canal"], "route_share": {"min": Decimal("0.699")}}}),
    ({"when.distance_km.min": "0,3"}, {"when": {"distance_km": {"min": Decimal("0.3")}}}),
    ({"when.assisted": "false"},      {"when": {"assisted": False}}),
    ({"when.segment": "school, usine-nord"}, {"when": {"segment": ["school", "usine-nord"]}}),
    ({"when.evidence": ["trace", "proven"]}, {"when": {"evidence": ["trace", "proven"]}}),
])  # fmt: skip
def test_what_is_typed_is_what_is_written(
    changes: dict[str, str | list[str]], wanted: Words
) -> None:
    form = rule_form("earn", BIKE, AROUND)
    assert form.kept == ()
    rule = form.read(typed(form, **changes))
    expected = {w: v for w, v in (BIKE | wanted).items() if v is not None}
    assert rule == expected


def test_new_words_stand_where_people_look_for_them() -> None:
    form = rule_form("earn", BIKE, AROUND)
    rule = form.read(typed(form, limit__times="2", when__weekday=["mon"]))
    assert [*rule] == ["rule", "label", "legs", "per_km", "when", "limit"]


SHY: Words = {
    "rule": "word",
    "label": {"en": "On your word"},
    "flat": 8,
    "when": {"any": [{"verdict": ["doubtful"]}, {"evidence": ["declared"]}], "weekday": ["mon"]},
}


def test_a_condition_that_the_form_cannot_show_is_kept_beside_the_others() -> None:
    form = rule_form("earn", SHY, AROUND)
    assert form.kept == (("when", "any"),)
    hours = {"when.hours.0.from": ["07:00"], "when.hours.0.to": ["09:00"]}
    rule = form.read({**typed(form, when__weekday=["tue"]), **hours})
    kept = {"any": SHY["when"]["any"]}
    assert rule["when"] == kept | {"weekday": ["tue"], "start_between": ["07:00", "09:00"]}


def test_the_last_condition_takes_its_block_along() -> None:
    form = rule_form("earn", BIKE | {"when": {"weekday": ["mon"]}}, AROUND)
    assert form.read(typed(form, when__weekday=[])) == BIKE


@pytest.mark.parametrize(("rule", "changes", "wanted"), [
    ({"percent": 20},  {"percent": "25"},                  {"percent": 25}),
    ({"percent": 20},  {"pay": "flat", "flat": "5"},       {"flat": 5}),
    ({"flat": 5},      {"group": "time"},                  {"flat": 5, "group": "time"}),
    ({"flat": 5},      {"pay": "scaled", "scaled.by": "stamps", "scaled.every": "1",
                        "scaled.each": "2", "scaled.unit": "points", "scaled.most": "6"},
     {"scaled": {"by": "stamps", "every": 1, "points": 2, "max_points": 6}}),
    ({"scaled": {"by": "climb_m", "every": 10, "percent": 1, "max_percent": 15}},
     {"scaled.most": ""}, {"scaled": {"by": "climb_m", "every": 10, "percent": 1}}),
    ({"scaled": {"by": "climb_m", "every": 10, "percent": 1}},
     {"scaled.unit": "points", "scaled.above": "20"},
     {"scaled": {"by": "climb_m", "above": 20, "every": 10, "points": 1}}),
])  # fmt: skip
def test_a_bonus_pays_in_three_ways(
    rule: Words, changes: dict[str, str | list[str]], wanted: Words
) -> None:
    form = rule_form("bonuses", rule, AROUND)
    assert form.read(typed(form, **changes)) == wanted


@pytest.mark.parametrize(("changes", "wanted"), [
    ({"points": "90"},                           {"points": 90}),
    ({"per.owner": "helper", "per.period": "week"}, {"per": ["helper", "week"]}),
    ({"scope": "rules", "scope.rules": ["trip"]}, {"rules": ["trip"]}),
    ({"scope": "except", "scope.rules": ["trip", "walk-km"]}, {"except": ["trip", "walk-km"]}),
    ({"scope": "rules", "scope.rules": []},      {"rules": []}),
    ({"on_reach": "stop_and_alert"},             {"on_reach": "stop_and_alert"}),
])  # fmt: skip
def test_a_maximum_is_read(changes: dict[str, str | list[str]], wanted: Words) -> None:
    cap = {"cap": "day", "points": 60, "per": ["participant", "day"]}
    form = rule_form("caps", cap, AROUND)
    assert form.read(typed(form, **changes)) == cap | wanted


@pytest.mark.parametrize(("section", "needed"), [
    ("require", {"else": "reject"}),
    ("earn",    {"per_km": []}),
    ("bonuses", {"flat": ""}),
    ("caps",    {"points": "", "per": ["participant", "day"]}),
])  # fmt: skip
def test_an_empty_form_says_only_what_every_rule_needs(section: str, needed: Words) -> None:
    form = rule_form(section, {}, AROUND)
    assert form.name == ""
    assert form.read(form.fields) == needed


@pytest.mark.parametrize("odd", [
    {"legs": 3}, {"legs": {"mode": "walk"}}, {"label": {"en": 5}}, {"limit": {"times": 2}},
    {"limit": {"times": 2, "per": "year"}}, {"when": {"weekday": ["someday"]}},
    {"when": {"any": [3]}}, {"when": ["mon"]}, {"when": {"date_in": "2026-05-01"}},
    {"flat": True}, {"per_km": [{"points": 1, "note": "x"}]},
    {"when": {"none": [{"weather": ["heat"]}, {"weekday": ["mon"]}]}}, {"strange": {"a": [1]}},
])  # fmt: skip
def test_what_is_odd_is_kept_as_it_is(odd: Words) -> None:
    form = rule_form("earn", {"rule": "x"} | odd, AROUND)
    assert form.kept
    again = form.read(form.fields)
    assert {word: again[word] for word in odd} == odd
