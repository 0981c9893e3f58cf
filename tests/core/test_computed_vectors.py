"""Cases about computed rules: each rule fires and does not fire, and bad cases are errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core import vectors
from exercise_companion.core.vector_computed import COMPUTED_KINDS
from exercise_companion.core.vector_kinds import DECISION_KINDS

if TYPE_CHECKING:
    from exercise_companion.core.vectors import CaseResult, JsonObject

FOLDER = Path(__file__).parents[1] / "vectors"

FILES = ("trend", "flare", "walk", "sessions", "life", "alarm")

KINDS = {**COMPUTED_KINDS, **DECISION_KINDS}

RULES = (
    *(f"TR-{number}" for number in range(13)),
    *(f"FL-{number}" for number in range(1, 6)),
    *(f"NC-{number}" for number in range(1, 7)),
    "PR-04",
    "PR-08",
    "PR-09",
    "A8",
    "A11",
)

NEVER_FIRES = {"FL-5", "NC-6"}
"""Rules that say what is not done: nothing left out of the trends, no walk worked out."""

ELSEWHERE = {"TR-11": "flare", "TR-5": "walk", "TR-12": "walk"}


def cases() -> list[JsonObject]:
    return [
        json.loads(line)
        for name in FILES
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def test_every_case_holds_and_says_why() -> None:
    report = vectors.run(enumerate(cases()), KINDS)
    assert not report.failing
    assert report.held == 180
    assert all(case["why"] for case in cases())


def test_no_two_cases_share_a_name() -> None:
    names = [case["id"] for case in cases()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_in_which_it_fires_and_in_which_it_does_not(rule: str) -> None:
    own = [case for case in cases() if str(case["id"]).startswith(f"{rule}.")]
    assert len(own) >= 2
    if rule not in {*NEVER_FIRES, "A8"}:
        fired = [str(case["id"]) for case in own if rule in named(case)]
        assert any(".fires" in name for name in fired)
        assert any(".not" in str(case["id"]) for case in own)


def named(case: JsonObject) -> list[object]:
    expect = case["expect"]
    assert isinstance(expect, dict)
    rules = expect.get("rules", expect.get("because", []))
    assert isinstance(rules, list)
    return list(rules)


# --- what is never a pass -------------------------------------------------------------------------

TREND = {"site": "back", "points": [], "today": 20}
FLARE = {"baseline": {"back": 3}, "scores": {}, "today": 20}
WALK = {"before": 2, "leg": 3, "bout": 1, "max_bouts": 2}
LOG = {"walks": [[1, {"minutes_total": 5}]], "today": 20}
LIFE = {"points": [], "today": 20}


def judge(kind: str, given: object, expect: object) -> CaseResult:
    case = {"id": "a", "kind": kind, "given": given, "expect": expect}
    return vectors.run([(1, json.loads(json.dumps(case)))], KINDS).results[0]


@pytest.mark.parametrize(
    ("kind", "given", "problem"),
    [
        ("trend.rules", {"points": [], "today": 20}, "`given.site` is missing"),
        ("trend.rules", {**TREND, "today": -1}, "from 0"),
        ("trend.rules", {**TREND, "today": 401}, "to 400"),
        ("trend.rules", {**TREND, "today": 2.5}, "a whole number"),
        ("trend.rules", {**TREND, "points": 3}, "a list of [day, value]"),
        ("trend.rules", {**TREND, "points": [3]}, "a list of [day, value]"),
        ("trend.rules", {**TREND, "points": [[3]]}, "a list of [day, value]"),
        ("trend.rules", {**TREND, "points": [[3, 11]]}, "from 0 to 10"),
        ("trend.rules", {**TREND, "points": [[3, None]]}, "a whole number"),
        ("trend.rules", {**TREND, "points": [["3", 4]]}, "a whole number"),
        ("trend.rules", {**TREND, "baseline": 11}, "from 0 to 10"),
        ("flare", {**FLARE, "baseline": {"toe": 3}}, "unknown site `toe`"),
        ("flare", {**FLARE, "scores": {"toe": []}}, "unknown site `toe`"),
        ("flare", {**FLARE, "baseline": {"back": None}}, "must be a number"),
        ("flare", {**FLARE, "starts": 3}, "a list of days"),
        ("flare", {**FLARE, "starts": ["3"]}, "a whole number"),
        ("walk", {**WALK, "bout": 0}, "from 1"),
        ("walk", {**WALK, "gave_way": 1}, "true or false"),
        ("walk", {**WALK, "resting_minutes": -1}, "from 0"),
        ("walk.log", {**LOG, "walks": [[1, {}]]}, "`given.minutes_total` is missing"),
        ("walk.log", {**LOG, "walks": [[1, {"minutes_total": None}]]}, "needs `minutes_total`"),
        ("walk.log", {**LOG, "walks": [[1, {"minutes": 5}]]}, "unknown keys: minutes"),
        ("walk.log", {**LOG, "walks": [[1, 5]]}, "must be an object"),
        (
            "walk.log",
            {**LOG, "walks": [[1, {"minutes_total": 5, "mode": "run"}]]},
            "one of outdoor_walk",
        ),
        ("sessions", {"ends": ["stopped"]}, "a list of complete"),
        ("sessions", {"mornings": [[1, {}]]}, "needs a site"),
        ("sessions", {"mornings": [[1, {"toe": "RED"}]]}, "unknown site `toe`"),
        ("sessions", {"mornings": [[1, {"back": "red"}]]}, "one of GREEN"),
        ("life", {**LIFE, "medicine": [[1, 15]]}, "from 0 to 14"),
        ("life", {**LIFE, "activities": [[1, {"walk": 11}]]}, "from 0 to 10"),
        ("life", {**LIFE, "prescribed": 3}, "`given.done` is missing"),
        ("alarm", {"noticed": [1], "today": 20}, "a list of texts"),
        ("alarm", {"noticed": "TR-1", "today": 20}, "a list of texts"),
    ],
)
def test_what_cannot_be_understood_is_an_error(kind: str, given: object, problem: str) -> None:
    result = judge(kind, given, {"rules": []})
    assert result.outcome == "error"
    assert problem in result.problem


@pytest.mark.parametrize(
    ("kind", "given", "expect"),
    [
        ("trend.rules", TREND, {"asks": "no"}),
        ("trend.rules", TREND, {"asks": 0}),
        ("flare", FLARE, {"state": "over"}),
        ("walk", WALK, {"advice": "walk"}),
        ("alarm", {"noticed": [], "today": 1}, {"flag": None}),
    ],
)
def test_what_cannot_be_expected_is_an_error(kind: str, given: object, expect: object) -> None:
    assert judge(kind, given, expect).outcome == "error"
