"""The mutation run itself makes the mistakes it is meant to make, each of them once."""

from __future__ import annotations

from pathlib import Path

from harness.mutants import mutants
from harness.rule_modules import CORE, pure_tests, rule_modules

SOURCE = '''"""A module."""

from exercise_companion.core.terms import Tier

LIMIT = 5
STRICT = frozenset({Tier.URGENT, Tier.SOON})


def is_high(score: int, limit: int = 3) -> bool:
    """Whether it is."""
    if score is None:
        message = "no score"
        raise ValueError(message)
    return score >= limit and not score == LIMIT
'''


def changes() -> list[str]:
    return [mutant.what for mutant in mutants(SOURCE)]


def test_every_kind_of_mistake_is_made_once() -> None:
    made = changes()
    for expected in (
        "5 -> 6",
        "5 -> 4",
        "3 -> 4",
        "Tier.URGENT -> SOON",
        "Tier.URGENT -> EMERGENCY_GO",
        "score >= limit: GtE -> Gt",
        "score >= limit: GtE -> Lt",
        "score >= limit and (not score == LIMIT): and <-> or",
        "score >= limit and (not score == LIMIT): without score >= limit",
        "not score == LIMIT: without not",
        "score == LIMIT: Eq -> NotEq",
        "if score is None: not",
        "score is None: Is -> IsNot",
    ):
        assert made.count(expected) == 1, expected
    assert any(what.endswith("-> None") for what in made)
    assert any("without Tier.URGENT" in what for what in made)


def test_docstrings_annotations_and_messages_are_left_alone() -> None:
    assert not [what for what in changes() if "module" in what or "Whether" in what]
    assert not [what for what in changes() if what.startswith("'no score'")]


def test_every_mutant_is_another_module_that_can_be_read() -> None:
    made = list(mutants(SOURCE))
    assert len({mutant.source for mutant in made}) == len(made) > 20
    for mutant in made:
        compile(mutant.source, "mutant", "exec")


def test_the_rule_modules_exist_and_have_pure_tests() -> None:
    assert {"screening", "pain", "trend", "decision", "checkplan"} <= set(rule_modules())
    for name in rule_modules():
        assert (CORE / f"{name}.py").exists()
        assert all(Path(path).exists() for path in pure_tests(name))
