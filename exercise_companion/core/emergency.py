"""The emergency card: what to do in an emergency, from this file alone.

It is shown first under `!`, and by anything that has just failed. It needs no catalogue, no store,
no program and no screen library (decisions E13), so nothing may be imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_NUMBER: Final = "your local emergency number (for example 112, 911, 999, 000 or 111)"
"""Said instead of a number when none is known: a region is never guessed (clinical-spec 7.7)."""

NOT_A_DIAGNOSIS: Final = "This is not a diagnosis."
CANNOT_CALL_FOR_YOU: Final = "This app cannot call for you."

_CALL_SIGNS: Final = (
    "- chest pain or pressure, or you cannot get your breath",
    "- you fainted, or feel very ill, confused, cold or blotchy",
    "- your face drops, one side goes weak or numb, or it is hard to speak",
    "- a sudden, very bad pain in your head, tummy or back",
    "- a leg or foot suddenly cold, pale, blue or numb",
    "- you fell and cannot stand, or bleeding does not stop",
)

_GO_SIGNS: Final = (
    "- it is newly hard to pee, or you newly leak pee or poo",
    "- you are newly numb between your legs, or sex has changed",
)


def card(emergency_number: str | None, elsewhere: str = "") -> tuple[str, ...]:
    """The card, line by line, none wider than 80 columns.

    Args:
        emergency_number: what to dial, from the program or the region table; None or blank when
            none is known, then the generic words are used (H-08).
        elsewhere: what to call in another country, where the patient may be in one.

    """
    number = (emergency_number or "").strip() or NO_NUMBER
    return (
        "EMERGENCY",
        "Stop exercising now.",
        f"Call {number}",
        *([f"({elsewhere})"] if elsewhere else []),
        "if you have any of these, even if it is better now:",
        *_CALL_SIGNS,
        "Go to an emergency department now if:",
        *_GO_SIGNS,
        "Do not drive yourself. If you cannot get there, call.",
        f"{CANNOT_CALL_FOR_YOU} {NOT_A_DIAGNOSIS}",
    )


def call_line(card: Sequence[str]) -> str:
    """The emergency card in one line: "In an emergency, call 999."."""
    number = called_number(card) or NO_NUMBER
    elsewhere = next((f" {line}" for line in card if line.startswith("(")), "")
    return f"In an emergency, call {number}{elsewhere}."


def called_number(card: Sequence[str]) -> str:
    """What the emergency card says to dial; empty when it names none."""
    calls = (line.removeprefix("Call ") for line in card if line.startswith("Call "))
    return next((number for number in calls if number[:1].isdigit()), "")
