"""The reason beside a warning: a `$comment` in the file that names the warning's code.

A therapist who means what is unusual says so where it stands: `"$comment": "R-04: ..."`. The reason
is printed beside the warning and never hides it. A comment that names no code answers nothing, so
that remarks about something else are not taken for a reason.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core.program import Item, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.problem import JsonPath, Problem

ACCEPTED_CLASH: Final = "R-03"
"""The one warning whose reason has a field of its own: `clash_accepted_reason` (V-18)."""

_ANSWER: Final = re.compile(r"\b([A-Z]+-\d{1,3}):\s*(.*?)(?=\s*\b[A-Z]+-\d{1,3}:|\s*\Z)", re.DOTALL)


def answered(problems: Iterable[Problem], plan: Plan) -> tuple[Problem, ...]:
    """The problems, each warning with the reason the file gives for it, if it gives one."""
    return tuple(
        replace(problem, reason=reason_for(plan, problem.code, problem.path))
        if problem.severity == "warning"
        else problem
        for problem in problems
    )


def reason_for(plan: Plan, code: str, path: JsonPath) -> str:
    """What the file says about a warning at a place, the nearest remark first; else empty."""
    parts = tuple(_parts_on(plan, path))
    if code == ACCEPTED_CLASH:
        for part in parts:
            if isinstance(part, Item) and part.clash_accepted_reason is not None:
                return part.clash_accepted_reason
    for part in reversed(parts):
        reason = _reasons_in(part.comment or "").get(code)
        if reason:
            return reason
    return ""


def _reasons_in(comment: str) -> dict[str, str]:
    """Every code a remark names, with what it says of it."""
    return {hit[1]: " ".join(hit[2].split()) for hit in _ANSWER.finditer(comment)}


def _parts_on(plan: Plan, path: JsonPath) -> Iterator[Part]:
    """The parts of the file on the way to a place, the whole file first."""
    node: object = plan
    yield plan
    for step in path:
        if isinstance(step, str):
            node = getattr(node, step, None)
        elif isinstance(node, tuple) and step < len(node):
            node = node[step]
        else:
            return
        if isinstance(node, Part):
            yield node
