"""A slip to print and show: what I reported, when, and what I was told. Plain text, no causes."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from exercise_companion.core.emergency import NOT_A_DIAGNOSIS
from exercise_companion.core.saying import MEDICINES_ASKED
from exercise_companion.core.terms import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH: Final = 70

TIER_WORDS: Final[dict[Tier, str]] = {
    Tier.EMERGENCY_CALL: "EMERGENCY: call now",
    Tier.EMERGENCY_GO: "EMERGENCY: go to an emergency department now",
    Tier.URGENT: "TODAY: call today",
    Tier.SOON: "SOON: talk to the therapist before the next session",
    Tier.MONITOR: "KEPT for the therapist",
    Tier.CRISIS: "TALK TO SOMEONE NOW",
}
"""How urgent, in words."""

CONTACT_WORDS: Final = "SOON: talk about it in the next few days"
"""For a sign that asks for a talk and holds no session."""

NOT_ANSWERED: Final = "What this program advises; it may not have been read yet:"


@dataclass(frozen=True, slots=True)
class Reported:
    """One sign."""

    when: str
    sign: str
    """In the first person, with the figures that fired."""
    tier: Tier
    outcome: str
    """"open", or how and when it ended."""
    holds_nothing: bool
    """Whether it asks for a talk only."""
    worked_out: bool
    """It was not told: the record shows it."""
    followed_up: tuple[str, ...]
    """What was asked about it then, each with the answer, such as when it began."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one advice screen said, and about which signs."""

    signs: tuple[Reported, ...]
    lines: tuple[str, ...]
    is_answered: bool = True
    """Whether it is on record that it was shown: it was answered."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything on the slip."""

    printed: str
    name: str
    born: str
    program: str
    told: tuple[Told, ...]
    unfinished: tuple[str, ...]
    """Signs about which a question was left open: nothing was told about them yet."""
    seen: tuple[str, ...]
    """Medical assessments and answers about help, one line each."""
    contacts: tuple[str, ...]
    medicines: tuple[str, ...]
    """Of those a doctor needs to hear of, the ones the program records."""


def text(slip: Slip) -> str:
    """The slip, ready to print."""
    return "\n".join(_lines(slip)) + "\n"


def _lines(slip: Slip) -> Iterator[str]:
    yield "WHAT I REPORTED, WHEN, AND WHAT I WAS TOLD"
    yield f"{slip.name}, born {slip.born}"
    yield from wrap(slip.program, WIDTH)
    yield f"Printed {slip.printed}"
    for told in slip.told:
        yield ""
        for sign in told.signs:
            said = "my record showed" if sign.worked_out else "I reported"
            yield from _indented("", f'{sign.when}: {said} "{sign.sign}".')
            for asked in sign.followed_up:
                yield from _indented("  ", asked)
            urgency = CONTACT_WORDS if sign.holds_nothing else TIER_WORDS[sign.tier]
            yield from _indented("  ", f"{urgency} ({sign.outcome})")
        yield "I was told:" if told.is_answered else NOT_ANSWERED
        for line in told.lines:
            yield from _indented("  ", line)
    for sign_left in slip.unfinished:
        yield ""
        yield from _indented("", f'I reported "{sign_left}".')
        yield from _indented("  ", "A question about it is still open.")
    if slip.seen:
        yield ""
        yield "Since then:"
        for line in slip.seen:
            yield from _indented("  ", line)
    yield ""
    yield from _indented("", _medicines(slip.medicines))
    yield ""
    yield "Whom to call:"
    for line in slip.contacts:
        yield from _indented("  ", line)
    yield ""
    yield NOT_A_DIAGNOSIS
    yield "It is what I answered, and what this program told me."


def _medicines(recorded: tuple[str, ...]) -> str:
    """What the plan says of medicines; what it does not record may be taken all the same."""
    if recorded:
        return f"Medicines recorded in the plan: {', '.join(recorded)}."
    asked = ", ".join(MEDICINES_ASKED)
    return f"Medicines asked about ({asked}): none is recorded."


def _indented(indent: str, line: str) -> Iterator[str]:
    yield from wrap(line, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ") or [""]
