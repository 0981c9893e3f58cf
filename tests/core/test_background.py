"""Earlier answers: what still counts, and from when."""

from __future__ import annotations

from evidence import past

from exercise_companion.core.background import Background


def test_a_sign_reported_again_after_a_no_stands_again() -> None:
    yes = past("RF-AAA-02", days_ago=3, within_24_hours=False)
    no = past(days_ago=9, within_24_hours=False, denied=["RF-AAA-02"])
    assert Background(past=(no, yes)).standing_signs == {"RF-AAA-02"}
    assert Background(past=(yes, no)).standing_signs == set()


def test_what_was_reported_within_a_day_and_not_cleared_is_recent() -> None:
    new, old = past("RF-NEU-01", "RF-NEU-03"), past("RF-DVT-01", within_24_hours=False)
    seen = past("RF-INF-01", cleared=["RF-INF-01"])
    assert Background(past=(old, new, seen)).recent_signs == {"RF-NEU-01", "RF-NEU-03"}


def test_days_are_counted_per_sign() -> None:
    checks = (past("RF-FALL-03", days_ago=9), past("RF-GEN-01", days_ago=1), past("RF-FALL-03"))
    assert Background(past=checks).days_with("RF-FALL-03") == {0, 9}
    assert Background().days_with("RF-FALL-03") == set()


def test_a_risk_counts_when_any_of_those_named_does() -> None:
    known = Background(risks=frozenset({"diabetes"}))
    assert known.has("aaa", "diabetes")
    assert not known.has("aaa")
