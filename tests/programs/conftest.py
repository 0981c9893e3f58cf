"""Ways to read a file and to look at what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders import TODAY, Tree, as_bytes, make_tables

from exercise_companion.core.problem import Problem
from exercise_companion.programs import ProgramProblems, read, read_template

Faults = Callable[..., tuple[Problem, ...]]
OnlyFault = Callable[..., Problem]


@pytest.fixture
def faults() -> Faults:
    """Errors and warnings of a prescription (or template), in the order of the file."""

    def found(tree: Tree, minutes: float = 15) -> tuple[Problem, ...]:
        reader = read_template if tree.get("kind") == "template" else read
        try:
            return reader(as_bytes(tree), anchor=TODAY, tables=make_tables(minutes)).warnings
        except ProgramProblems as refusal:
            return refusal.problems

    return found


@pytest.fixture
def only_fault(faults: Faults) -> OnlyFault:
    """The one problem of a file; there must be no other."""

    def one(tree: Tree, minutes: float = 15) -> Problem:
        problems = faults(tree, minutes)
        assert len(problems) == 1, [(p.code, p.path, p.what) for p in problems]
        return problems[0]

    return one
