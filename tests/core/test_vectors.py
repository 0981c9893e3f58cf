"""Safety cases: those of the project hold, and what cannot be understood never passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exercise_companion import catalogue
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.vector_kinds import DECISION_KINDS, PAIN_KINDS
from exercise_companion.core.vector_register import every_kind
from exercise_companion.core.vector_visit import visit_kinds
from exercise_companion.core.vectors import CaseResult, JsonObject, run

PAIN_CASES = Path(__file__).parents[1] / "vectors" / "pain.jsonl"

DECISION_CASES = PAIN_CASES.with_name("decision.jsonl")


def read_cases(path: Path) -> list[JsonObject]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


PAIN, DECISIONS = read_cases(PAIN_CASES), read_cases(DECISION_CASES)
SCREENING = read_cases(PAIN_CASES.with_name("screening.jsonl"))
VISITS = read_cases(PAIN_CASES.with_name("visit.jsonl"))
CASES = [*PAIN, *DECISIONS, *SCREENING, *VISITS]
VISIT_KINDS = visit_kinds(catalogue.load())
KINDS = every_kind(catalogue.load())

LEVEL = {"baseline": 3, "values": [5, 5, 5, 5], "days": 4}
DURING = {"pain_pre": 2, "pain_during": 5, "limit": 5}
BEFORE = {"baseline": None, "site": "back", "pain_pre": 5}


def judge(kind: str, given: object, expect: object, **more: object) -> CaseResult:
    case: JsonObject = {"id": "a case", "kind": kind, "given": given, "expect": expect, **more}
    return run([(1, case)], KINDS).results[0]


def test_there_are_73_cases_about_pain_and_every_kind_has_one() -> None:
    assert len(PAIN) == 73
    assert {case["kind"] for case in PAIN} == set(PAIN_KINDS)


def test_every_kind_of_decision_has_a_case_and_every_case_its_own_name() -> None:
    assert {case["kind"] for case in DECISIONS} == set(DECISION_KINDS)
    assert {case["expect"]["kind"] for case in DECISIONS} == set(DecisionKind)
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_projects_case_holds(case: JsonObject) -> None:
    report = run([(1, case)], KINDS)
    assert report.failing == ()
    assert report.held == 1


def combination_rules() -> list[str]:
    return [f"C-{number:02}" for number in range(1, 22) if number != 4]


ASKED_FLAGS = [item.id for item in catalogue.red_flags() if item.is_asked]


@pytest.mark.parametrize("rule", [*ASKED_FLAGS, *combination_rules()])
def test_every_sign_and_combination_has_a_case_where_it_counts_and_one_where_it_does_not(
    rule: str,
) -> None:
    about = [case for case in SCREENING if case["id"].startswith(rule)]
    counts = [case for case in about if rule in case["expect"]["rules"]]
    assert counts
    assert len(counts) < len(about)


def test_every_kind_of_a_visit_has_a_case() -> None:
    assert {case["kind"] for case in VISITS} == set(VISIT_KINDS)


@pytest.mark.parametrize("rule", [f"PR-{number:02}" for number in (3, 5, 6, 7)])
def test_a_rule_of_a_session_has_a_case_where_it_fires_and_one_where_it_does_not(rule: str) -> None:
    about = [case for case in [*VISITS, *DECISIONS] if case["id"].startswith(rule)]
    fired = [rule in run([(1, case)], KINDS).results[0].rules for case in about]
    assert any(fired)
    assert not all(fired)


OUTCOMES = [
    "GO", "HOLD_TODAY", "CONTINUE", "REDUCE", "STOP_EXERCISE", "STOP_SESSION", "GREEN", "RED",
    "WATCH", "UNKNOWN", "go", "locked", "none", "U", "therapist",
]  # fmt: skip


def something_else(value: object) -> list[object]:
    """Expectations of the same type that do not hold."""
    if isinstance(value, list):
        return [[*value, "PR-99"], value[1:]] if value else [["PR-99"]]
    if isinstance(value, bool):
        return [not value]
    return list(OUTCOMES) if isinstance(value, str) else [(value or 0) + 1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_that_expects_something_else_fails(case: JsonObject) -> None:
    kind = KINDS[case["kind"]]
    for key, value in case["expect"].items():
        others = something_else(value)
        accepted = [one for one in others if one != value and kind.expect_keys[key].accepts(one)]
        assert accepted
        for other in accepted:
            result = judge(case["kind"], case["given"], {**case["expect"], key: other})
            assert result.outcome == "failed"
            assert result.expected == {key: other}
            assert result.got.keys() == {key}


def test_a_failing_case_names_the_rule_that_fired() -> None:
    result = judge("pain.during", DURING, {"outcome": "CONTINUE"})
    assert (result.got, result.rules) == ({"outcome": "REDUCE"}, ("PR-02c",))


def test_the_kinds_name_their_rules() -> None:
    def rules(kind: str, given: object, outcome: str) -> tuple[str, ...]:
        result = judge(kind, given, {"outcome": outcome})
        assert result.outcome == "held"
        return result.rules

    morning = {"pain_pre": 3, "pain_next": 6, "limit": 5}
    steady = {**LEVEL, "values": [3, 3, 3, 3]}
    assert rules("pain.before", BEFORE, "GO") == ("PR-01c",)
    assert rules("pain.next_morning", morning, "RED") == ("24h-RED",)
    assert rules("trend.level", LEVEL, "WORSE") == ("TR-1",)
    assert rules("trend.level", steady, "STEADY_OR_BETTER") == ()


# --- what a case may change -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "limit"),
    [
        ({"pain_mode": "absolute"}, 5),
        ({"rel_delta": 3}, 8),
        ({"stop_sessions": [2, 4], "slope_per_week": 1, "walk_drop_ratio": 0.6}, 7),
    ],
)
def test_parameters_replace_their_defaults(parameters: object, limit: int) -> None:
    given = {"baseline": 5, "site": "back", "parameters": parameters}
    assert judge("pain.limits", given, {"limit": limit}).outcome == "held"


def test_one_changed_case_leaves_the_defaults_of_the_next_alone() -> None:
    changed = {"baseline": 5, "site": "back", "parameters": {"rel_delta": 3}}
    unchanged = {"baseline": 5, "site": "back"}
    assert judge("pain.limits", changed, {"limit": 8}).outcome == "held"
    assert judge("pain.limits", unchanged, {"limit": 7}).outcome == "held"


def test_the_limit_of_a_case_may_come_from_its_site() -> None:
    during = {"pain_pre": 6, "pain_during": 7, "baseline": 6, "site": "leg"}
    morning = {"pain_pre": 5, "pain_next": 6, "baseline": 6, "site": "back", "usual_morning": None}
    assert judge("pain.during", during, {"outcome": "STOP_EXERCISE"}).outcome == "held"
    assert judge("pain.next_morning", morning, {"outcome": "GREEN"}).outcome == "held"


def test_an_exercises_own_limit_is_capped_at_the_site() -> None:
    given = {"baseline": 2, "site": "leg", "exercise_limit": 7}
    assert judge("pain.limits", given, {"limit": 6, "pre_easy": 6}).outcome == "held"


def test_a_slope_that_does_not_exist_is_null() -> None:
    points = {"points": [[0, 3], [0, 4]]}
    assert judge("trend.slope", points, {"points_per_week": None}).outcome == "held"
    assert judge("trend.slope", points, {"points_per_week": 0}).outcome == "failed"


def test_a_slope_agrees_within_a_thousandth() -> None:
    points = {"points": [[0, 3], [7, 4]]}
    assert judge("trend.slope", points, {"points_per_week": 1.0009}).outcome == "held"
    assert judge("trend.slope", points, {"points_per_week": 1.002}).outcome == "failed"


# --- what is never a pass ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "parameters",
    [
        {"hard_cap": -5},
        {"limit_cap": 10**50},
        {"pain_limit": 100},
        {"stop_sessions": [9, 1]},
        {"pre_easy": 6, "pre_block": 6},
    ],
)
def test_numbers_that_no_plan_may_set_are_an_error(parameters: JsonObject) -> None:
    given = {"baseline": 2, "site": "back", "parameters": parameters}
    result = judge("pain.limits", given, {"limit": 5})
    assert result.outcome == "error"
    assert any(f"given.parameters.{name}" in result.problem for name in parameters)


@pytest.mark.parametrize(
    ("kind", "given", "expect"),
    [
        ("pain.after", {"pain_pre": {}, "pain_post": {"back": 9}}, {"amber": False}),
        ("pain.after", {"pain_pre": {"toe": 1}, "pain_post": {"back": 9}}, {"amber": False}),
        ("pain.stops", {"exercises_stopped": 0}, {"outcome": "STOP_EXERCISE"}),
        ("pain.stops", {"exercises_stopped": 10**400}, {"outcome": "STOP_SESSION"}),
        ("questions", {"purpose": "stop", "recheck": True}, {"rules": ["PR-07"]}),
        ("questions", {"purpose": "daily"}, {"asks": ["T1"]}),
        ("questions", {"purpose": "left_open"}, {"asks": ["T1"]}),
    ],
)
def test_a_visit_that_makes_no_sense_is_an_error(
    kind: str, given: JsonObject, expect: JsonObject
) -> None:
    assert judge(kind, given, expect).outcome == "error"


def test_an_id_that_was_used_before_is_an_error() -> None:
    case: JsonObject = {"id": "one", "kind": "pain.before", "given": BEFORE,
                        "expect": {"outcome": "GO"}}  # fmt: skip
    report = run([(3, case), (4, {**case, "id": "two"}), (9, case)], KINDS)
    assert [result.outcome for result in report.results] == ["held", "held", "error"]
    assert "that of line 3" in report.results[2].problem


def parameters(**changes: object) -> JsonObject:
    return {**BEFORE, "parameters": changes}


@pytest.mark.parametrize(
    ("kind", "given", "expect", "problem"),
    [
        ("pain.befor", BEFORE, {"outcome": "GO"}, "unknown kind `pain.befor`"),
        ("pain.before", {**BEFORE, "sight": 1}, {"outcome": "GO"}, "unknown keys: `sight`"),
        ("pain.before", BEFORE, {"outcom": "GO"}, "unknown keys: `outcom`"),
        ("pain.before", BEFORE, {}, "`expect` is empty"),
        ("pain.before", BEFORE, [], "`expect` must be an object"),
        ("pain.before", None, {"outcome": "GO"}, "`given` must be an object"),
        ("pain.before", BEFORE, {"outcome": "go"}, "`expect.outcome` must be one of GO"),
        ("pain.before", BEFORE, {"outcome": ["GO"]}, "`expect.outcome` must be one of GO"),
        ("pain.limits", {"baseline": 2, "site": "back"}, {"limit": 5.0}, "a whole number"),
        ("pain.limits", {"baseline": 2, "site": "back"}, {"limit": True}, "a whole number"),
        ("trend.baseline", {"values": []}, {"baseline": "3"}, "a number or null"),
        ("trend.baseline", {"values": []}, {"baseline": False}, "a number or null"),
        ("pain.before", {"site": "back", "pain_pre": 5}, {"outcome": "GO"}, "`given.baseline` is"),
        ("pain.before", {**BEFORE, "site": "toe"}, {"outcome": "GO"}, "one of back, leg"),
        ("pain.before", {**BEFORE, "site": None}, {"outcome": "GO"}, "one of back, leg"),
        ("pain.before", {**BEFORE, "pain_pre": 11}, {"outcome": "GO"}, "from 0 to 10"),
        ("pain.before", {**BEFORE, "pain_pre": -1}, {"outcome": "GO"}, "from 0 to 10"),
        ("pain.before", {**BEFORE, "pain_pre": 5.0}, {"outcome": "GO"}, "a whole number"),
        ("pain.before", {**BEFORE, "pain_pre": True}, {"outcome": "GO"}, "a whole number"),
        ("pain.before", {**BEFORE, "pain_pre": None}, {"outcome": "GO"}, "a whole number"),
        ("pain.before", {**BEFORE, "baseline": 10.5}, {"outcome": "GO"}, "from 0 to 10"),
        ("pain.before", {**BEFORE, "baseline": "4"}, {"outcome": "GO"}, "a number"),
        ("pain.before", {**BEFORE, "baseline": True}, {"outcome": "GO"}, "a number"),
        ("pain.during", {**DURING, "site": "back"}, {"outcome": "REDUCE"}, "either `limit`"),
        ("pain.during", {**DURING, "baseline": 2}, {"outcome": "REDUCE"}, "either `limit`"),
        (
            "pain.during",
            {"pain_pre": 2, "pain_during": 5},
            {"outcome": "REDUCE"},
            "`given.site` is missing",
        ),
        ("trend.level", {**LEVEL, "days": -1}, {"outcome": "WORSE"}, "from 0"),
        ("trend.level", {**LEVEL, "days": 4.5}, {"outcome": "WORSE"}, "a whole number"),
        ("trend.level", {**LEVEL, "values": 5}, {"outcome": "WORSE"}, "a list of numbers"),
        ("trend.level", {**LEVEL, "values": ["5"]}, {"outcome": "WORSE"}, "a number"),
        ("trend.slope", {"points": 5}, {"points_per_week": 0}, "a list of [day, score]"),
        ("trend.slope", {"points": [5]}, {"points_per_week": 0}, "a list of [day, score]"),
        ("trend.slope", {"points": [[1]]}, {"points_per_week": 0}, "a list of [day, score]"),
        ("trend.slope", {"points": [["1", 2]]}, {"points_per_week": 0}, "a list of [day, score]"),
        (
            "trend.slope",
            {"points": [[float("inf"), 2]]},
            {"points_per_week": 0},
            "a list of [day, score]",
        ),
        ("trend.slope", {"points": [[1, 11]]}, {"points_per_week": 0}, "from 0 to 10"),
        ("pain.before", {**BEFORE, "parameters": 3}, {"outcome": "GO"}, "an object"),
        ("pain.before", parameters(pain_limits=5), {"outcome": "GO"}, "parameter `pain_limits`"),
        ("pain.before", parameters(pain_limit=5.0), {"outcome": "GO"}, "like its default, 5"),
        ("pain.before", parameters(pain_limit=True), {"outcome": "GO"}, "like its default, 5"),
        ("pain.before", parameters(pain_mode="loose"), {"outcome": "GO"}, "'relative'"),
        ("pain.before", parameters(stop_sessions=[3]), {"outcome": "GO"}, "(3, 5)"),
        ("pain.before", parameters(stop_sessions=[True, 5]), {"outcome": "GO"}, "(3, 5)"),
        ("pain.before", parameters(slope_per_week=True), {"outcome": "GO"}, "0.5"),
    ],
)
def test_what_cannot_be_understood_is_an_error(
    kind: str, given: object, expect: object, problem: str
) -> None:
    result = judge(kind, given, expect)
    assert result.outcome == "error"
    assert problem in result.problem


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": None}, "`id` must be a text"),
        ({"id": ""}, "`id` must be a text"),
        ({"kind": 3}, "`kind` must be a text"),
        ({"why": 3}, "`why` must be a text"),
        ({"expects": {}}, "unknown keys: `expects`"),
    ],
)
def test_a_malformed_case_is_an_error(changes: JsonObject, problem: str) -> None:
    good = {"id": "a", "kind": "pain.before", "given": BEFORE, "expect": {"outcome": "GO"}}
    assert run([(1, good)], PAIN_KINDS).held == 1
    report = run([(7, {**good, **changes})], PAIN_KINDS)
    assert report.held == 0
    assert [(one.line, one.outcome) for one in report.failing] == [(7, "error")]
    assert problem in report.failing[0].problem


READY: JsonObject = {
    "program": "valid",
    "open_alerts": [],
    "screening_age_hours": 1,
    "same_day": True,
    "pain_pre": {"back": 2},
    "baseline": {"back": 2},
}


def test_the_reasons_of_a_decision_hold_in_any_order() -> None:
    given = {**READY, "last_morning": "RED", "flare_up": True}
    assert judge("decision", given, {"because": ["FL-2", "NEXT-RED"]}).outcome == "held"
    result = judge("decision", given, {"because": ["FL-2"]})
    assert (result.outcome, result.rules) == ("failed", ("NEXT-RED", "FL-2"))


@pytest.mark.parametrize("missing", sorted(READY))
def test_a_decision_without_one_of_its_facts_is_an_error(missing: str) -> None:
    given = {key: value for key, value in READY.items() if key != missing}
    assert judge("decision", given, {"kind": "locked"}).problem == f"`given.{missing}` is missing"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"program": "fine"}, "one of valid, none"),
        ({"open_alerts": "U"}, "a list of E-call, E-go"),
        ({"open_alerts": ["X"]}, "a list of E-call, E-go"),
        ({"open_alerts": [1]}, "a list of E-call, E-go"),
        ({"screening_age_hours": -1}, "from 0 to 10000"),
        ({"screening_age_hours": 1e300}, "from 0 to 10000"),
        ({"screening_age_hours": True}, "a number or null"),
        ({"screening_age_hours": "1"}, "a number or null"),
        ({"same_day": 1}, "true or false"),
        ({"pain_pre": {"toe": 3}}, "unknown site `toe`"),
        ({"baseline": {"toe": 3}}, "unknown site `toe`"),
        ({"pain_pre": {"back": 11}}, "from 0 to 10"),
        ({"pain_pre": {"back": None}}, "a whole number"),
        ({"baseline": {"back": "2"}}, "a number"),
        ({"pain_pre": []}, "an object"),
        ({"last_morning": "red"}, "one of GREEN"),
        ({"flare_up": "no"}, "true or false"),
        ({"parameters": {}}, "unknown keys: `parameters`"),
    ],
)
def test_a_decision_on_facts_that_cannot_be_understood_is_an_error(
    changes: JsonObject, problem: str
) -> None:
    result = judge("decision", {**READY, **changes}, {"kind": "go"})
    assert result.outcome == "error"
    assert problem in result.problem


@pytest.mark.parametrize("because", ["U", [1], {"U": 1}])
def test_reasons_are_a_list_of_rule_ids(because: object) -> None:
    result = judge("decision", READY, {"because": because})
    assert result.problem == "`expect.because` must be a list of rule ids"


def test_a_usual_pain_of_null_means_absolute_limits() -> None:
    given = {**READY, "pain_pre": {"back": 6}}
    assert judge("decision", {**given, "baseline": {"back": 5}}, {"kind": "go"}).outcome == "held"
    easy = {"kind": "easy_only"}
    assert judge("decision", {**given, "baseline": {"back": None}}, easy).outcome == "held"
    assert judge("decision", {**given, "baseline": {}}, easy).outcome == "held"


def test_a_reason_may_be_given() -> None:
    assert judge("pain.before", BEFORE, {"outcome": "GO"}, why="the limit").outcome == "held"


# --- warning signs --------------------------------------------------------------------------------

DIZZY = {"answers": {"RF-CAR-04": "yes"}}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"answers": {"RF-XX-01": "yes"}}, "`RF-XX-01` is no warning sign that is asked"),
        ({"answers": {"RF-PAIN-03": "yes"}}, "`RF-PAIN-03` is no warning sign that is asked"),
        ({"answers": {"RF-CAR-04": "maybe"}}, "`given.RF-CAR-04` must be one of"),
        ({"answers": []}, "`given.answers` must be an object"),
        ({}, "`given.answers` is missing"),
        ({**DIZZY, "follow_ups": {"settled": "yes"}}, "unknown follow-up `settled`"),
        ({**DIZZY, "follow_ups": {"ces_onset": "yes"}}, "`given.ces_onset` must be one of"),
        ({**DIZZY, "risk": {"smoker": "yes"}}, "unknown risk `smoker`"),
        ({**DIZZY, "risk": {"cardiac": True}}, "`given.cardiac` must be one of"),
        ({**DIZZY, "age": 200}, "`given.age` must be from 0 to 130"),
        ({**DIZZY, "post_op": "no"}, "`given.post_op` must be true or false"),
        ({**DIZZY, "phq2": 7}, "`given.phq2` must be from 0 to 6"),
        ({**DIZZY, "spinal_injection_days_ago": -1}, "must be from 0 to 10000"),
        ({**DIZZY, "history": {}}, "`given.history` must be a list of objects"),
        ({**DIZZY, "history": [3]}, "`given.history` must be a list of objects"),
        ({**DIZZY, "history": [{"days_ago": 1}]}, "`given.answers` is missing"),
        ({**DIZZY, "history": [{"days_ago": 1, "hours": 2, "answers": {}}]}, "unknown keys"),
    ],
)
def test_a_case_about_signs_that_cannot_be_understood_is_an_error(
    given: object, problem: str
) -> None:
    result = judge("screening", given, {"tier": "U"})
    assert result.outcome == "error"
    assert problem in result.problem


@pytest.mark.parametrize("written", ["emergency dept", "Emergency-Department"])
def test_a_contact_may_be_written_as_people_write_it(written: str) -> None:
    given = {"answers": {"RF-CES-01": "yes"}}
    assert judge("screening", given, {"contact": written}).outcome == "held"
    assert judge("screening", given, {"contact": "clinic"}).outcome == "failed"
    assert judge("screening", given, {"contact": "the hospital"}).outcome == "error"


def test_an_injection_that_is_null_is_none() -> None:
    given = {"answers": {"RF-NEU-02": "yes"}, "spinal_injection_days_ago": None}
    assert judge("screening", given, {"tier": "U"}).outcome == "held"
