"""Which version of the safety rules is in force, and that it has changed (H-28).

The version stands with every check and alert. A change to a rule, a number or a question raises it;
`tests/core/test_rules_version.py` fails until that was decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

RULES_VERSION: Final = 8
"""Raised whenever a rule or a number changes what is asked, told, locked or offered."""

TITLE: Final = "The safety rules have changed"

LINES: Final = (
    "This program was changed since you last used it.",
    "So what is asked about warning signs and pain, or what follows, can be different from before.",
    "Please read each question to its end. Your plan is as your therapist wrote it.",
)


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """The rules are not those of the last check any more. Replies: Go when it was read; Leave."""

    title: str = TITLE
    lines: tuple[str, ...] = LINES


def named(catalogue_version: str) -> str:
    """The version as it is kept: that of the questions, and that of the rules."""
    return f"{catalogue_version}+rules.{RULES_VERSION}"
