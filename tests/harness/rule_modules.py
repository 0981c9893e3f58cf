"""The modules that hold the safety rules: every branch is run, and every change to them noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
CORE: Final = ROOT / "exercise_companion" / "core"
TESTS: Final = ROOT / "tests" / "core"

NAMES: Final = (
    "screening",
    "screening_plan",
    "so_far",
    "reweighing",
    "pain",
    "trend",
    "decision",
    "checkplan",
    "own_flags",
    "combination",
    "findings",
    "mood",
    "follow_ups",
    "background",
    "signs",
    "pain_series",
    "windows",
    "pain_trend",
    "session_trend",
    "daily_life",
    "flare",
    "walking",
    "computed",
    "alarms",
    "told",
    "clearance_code",
    "step_up",
    "walk_in_progress",
    "walk_pain",
    "reminders",
    "whereabouts",
    "schedule",
    "overdue",
    "flare_question",
)


def rule_modules() -> tuple[str, ...]:
    """Their names.

    Raises:
        FileNotFoundError: one of them was renamed and would be passed over.

    """
    for name in NAMES:
        (CORE / f"{name}.py").stat()
    return NAMES


def pure_tests(name: str) -> list[str]:
    """The pure tests of a module: its own, those that import it, the cases anyone can read."""
    own = TESTS / f"test_{name}.py"
    others = [
        path
        for path in sorted(TESTS.glob("test_*.py"))
        if path != own and f"core.{name} import" in path.read_text(encoding="utf-8")
    ]
    cases = [TESTS / "test_vectors.py", TESTS / "test_computed_vectors.py"]
    found = dict.fromkeys([*([own] if own.exists() else []), *others, *cases])
    return [str(path) for path in found]
