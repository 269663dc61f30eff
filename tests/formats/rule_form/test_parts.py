"""Numbers, names, examples, and the field beside which a problem is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from muvengine.core.rules.example import differences
from muvengine.formats.rule_form.controls import Around, Typed, Words
from muvengine.formats.rule_form.example_form import agreed, example_field_of, example_of
from muvengine.formats.rule_form.figures import number_of, percent_of, share_of, text_of
from muvengine.formats.rule_form.names import name_for
from muvengine.formats.rule_form.params_form import params_form
from muvengine.formats.rule_form.problem_fields import field_of
from muvengine.formats.rule_form.rule_form import rule_form
from muvengine.formats.rulebook_yaml.outline import outline_of
from muvengine.formats.rulebook_yaml.problems import Mark, Problem
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.formats.rulebook_yaml.rewrite import add_to, put_at, take_out
from tests.town import RULES

SOURCE = RULES.read_text(encoding="utf-8")


@pytest.mark.parametrize(("typed", "number"), [
    ("5", 5), ("05", 5), ("2.5", Decimal("2.5")), ("2,50", Decimal("2.5")), ("5,0", 5),
    ("1\u202f000", 1000), (" 7 ", 7), ("\u22123", -3), ("$bike", "$bike"), ("", ""),
    ("1e3", "1e3"), ("1.2.3", "1.2.3"), ("9" * 16, "9" * 16), ("٣", "٣"), ("six", "six"),
])  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str, number: object) -> None:
    assert number_of(typed) == number
    assert type(number_of(typed)) is type(number)


@pytest.mark.parametrize(("value", "text"), [
    (5, "5"), (Decimal("2.50"), "2,5"), (Decimal("100.000"), "100"), ("$x", "$x"), (None, ""),
])  # fmt: skip
def test_a_number_is_written_as_people_write_it(value: object, text: str) -> None:
    assert text_of(value, ",") == text


@pytest.mark.parametrize(("share", "percent"), [
    (Decimal("0.7"), "70"), (Decimal("0.699"), "69,9"), (1, "100"), (0, "0"), ("$x", "$x"),
])  # fmt: skip
def test_a_share_is_told_in_percent(share: object, percent: str) -> None:
    assert percent_of(share, ",") == percent
    assert share_of(percent) == share


@pytest.mark.parametrize(("label", "name"), [
    ("À vélo", "a-velo"), ("  Rain & snow! ", "rain-snow"), ("3 trips", "rule-3-trips"),
    ("Bike", "bike-3"), ("步行", "rule"), ("x" * 60, "x" * 37),
])  # fmt: skip
def test_a_name_is_made_from_the_label(label: str, name: str) -> None:
    assert name_for(label, {"bike", "bike-2"}) == name


@pytest.mark.parametrize(("path", "code", "field"), [
    ("earn[2].per_km[0].points",   "R103", "per_km.0.points"),
    ("earn[2].per_km[1]",          "R207", "per_km.1.up_to"),
    ("earn[2].label",              "R209", "label.fr"),
    ("earn[2].label",              "R102", "label.en"),
    ("earn[2].legs.mode[0]",       "R210", "legs.mode"),
    ("earn[2].limit.times",        "R103", "limit.times"),
    ("earn[2].when.start_between", "R208", "when.hours.0.from"),
    ("earn[2].when.date_in[0].until", "R205", "when.date_in.0.last"),
    ("earn[2].when.distance_km",   "R208", "when.distance_km.min"),
    ("earn[2].strange",            "R101", ""),
    ("earn[2]",                    "R104", "pay"),
    ("earn[20].flat",              "R103", None),
    ("examples[2].expect",         "R301", None),
])  # fmt: skip
def test_a_problem_is_told_beside_its_field(path: str, code: str, field: str | None) -> None:
    rule = {
        "rule": "x",
        "label": {"en": "X"},
        "per_km": [{"up_to": 1, "points": "x"}, {"up_to": 2, "points": 0}],
        "when": {"start_between": ["07:00", "07:00"], "date_in": [{"from": "a", "until": "b"}]},
    }
    form = rule_form("earn", rule, Around(languages=("en", "fr"), modes=("walk",)))
    problem = Problem(code, Mark(1, 1), path, {"language": "fr"})
    assert field_of(problem, ("earn", 2), form.fields) == field


def test_problems_of_bonuses_and_maximums_have_their_fields() -> None:
    bonus = rule_form("bonuses", {"scaled": {"by": "stamps", "every": 1, "points": 1}}, Around())
    cap = rule_form("caps", {"rules": ["a"]}, Around())
    for form, path, field in (
        (bonus, "scaled.points", "scaled.each"),
        (bonus, "scaled.max_points", "scaled.most"),
        (bonus, "scaled.every", "scaled.every"),
        (cap, "rules[0]", "scope.rules"),
        (cap, "per", "per.owner"),
    ):
        problem = Problem("R103", Mark(1, 1), f"caps[0].{path}")
        assert field_of(problem, ("caps", 0), form.fields) == field


def test_numbers_with_a_name_are_changed_one_by_one() -> None:
    params: Words = {"a": 5, "b": [{"from": "2026-01-01", "value": 1}], "c": {"x": 1}}
    form = params_form(params, "2026-01-01", ".")
    assert form.kept == ("c",)
    assert form.read(form.fields) == params
    later = form.fields | {"params.a.1.from": ["2026-05-01"], "params.a.1.value": ["8"]}
    wanted = [{"from": "2026-01-01", "value": 5}, {"from": "2026-05-01", "value": 8}]
    assert form.read(later) == params | {"a": wanted}
    gone = form.fields | {"params.b.0.from": [""], "params.b.0.value": ["2,5"]}
    assert form.read(gone) == params | {"b": Decimal("2.5")}
    assert form.read({})["a"] == "", "told by the check"


def typed_example(**changes: str) -> Typed:
    plain = {"example": "By bike", "mode": "bike", "km": "3", "day": "2026-03-14", "time": "11:00"}
    return {name: [value] for name, value in (plain | changes).items()}


def test_an_example_is_added_and_says_what_it_gives() -> None:
    example = example_of(typed_example(trips="10", weather="rain", route="canal", route_share="70"))
    text = add_to(SOURCE, ("examples",), example)
    checked = check_rulebook(text.encode())
    assert checked.rulebook is None, "nobody expected the points yet"
    assert checked.readable is not None
    score = checked.examples[-1].score(checked.readable)
    number = len(checked.examples) - 1
    done = put_at(text, ("examples", number, "expect"), agreed(score))
    assert check_rulebook(done.encode()).good
    assert take_out(done, ("examples", number)) == SOURCE


@pytest.mark.parametrize("number", range(35))
def test_an_example_that_is_right_is_agreed_in_the_same_words(number: int) -> None:
    checked = check_rulebook(SOURCE.encode())
    assert checked.rulebook
    example = checked.examples[number]
    expect = outline_of(SOURCE).document["examples"][number]["expect"]
    score = example.score(checked.rulebook)
    assert differences(score, example.expect) == ()
    assert agreed(score, expect) == expect


@pytest.mark.parametrize(("path", "field"), [
    ("examples[3].trip.start", "day"), ("examples[3].trip.legs[0].km", "km"),
    ("examples[3].history.trips", "trips"), ("examples[3].example", "example"),
    ("examples[3].expect.points", "points"), ("examples[3].expect", ""),
    ("examples[4].trip.start", None), ("earn[3].flat", None),
])  # fmt: skip
def test_a_problem_of_an_example_has_its_field(path: str, field: str | None) -> None:
    assert example_field_of(Problem("R103", Mark(1, 1), path), 3) == field
