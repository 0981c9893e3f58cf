"""What makes a file a draft, so that no reader takes it for a program: its name, or a mark in it.

Nobody has said yet that the doses of a draft are right (H-17). A copy under another name is a
draft as well, so the mark stands in the file, where no program may have it; a draft that was kept
before there was a mark is known by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import Draft, with_value
from exercise_companion.core.draft_left import without_left
from exercise_companion.core.problem import Problem, found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.canonical import JsonValue

DRAFT_SUFFIX: Final = ".draft.json"
"""How the name of a draft's file ends, so that nobody hands one over."""

MARK: Final = "draft"
"""A draft's field that says so, whatever stands in it; no program has it."""

IS_A_DRAFT: Final = "V-02"
"""The rule by which a file is no program while it is a draft."""


def is_draft(tree: Mapping[str, JsonValue], name: str) -> bool:
    """Whether a file is a draft.

    Args:
        tree: what it holds.
        name: its own, or the way to it.

    """
    return MARK in tree or name.endswith(DRAFT_SUFFIX)


def with_mark(draft: Draft) -> Draft:
    """The draft as its file is written."""
    return with_value(draft, (MARK,), value=True)


def as_a_program(draft: Draft) -> Draft:
    """The draft as a program may be: without what only drafts have."""
    unmarked = {name: value for name, value in draft.tree.items() if name != MARK}
    return without_left(Draft(unmarked))


def still_a_draft() -> Problem:
    """That it is one, and how it becomes a program."""
    return found(
        IS_A_DRAFT,
        (MARK,),
        "This is a draft: nobody has said yet that its doses are right.",
        "Finish it: at the desk with Ctrl+S, or with program new --continue FILE.",
    )
