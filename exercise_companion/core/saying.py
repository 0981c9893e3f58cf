"""What the patient can say on the phone, built from the answers: facts only, no names for them.

Source: clinical-spec 7.2 "What to say", SI-19.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core import overdue
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.terms import TIER_RANK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exercise_companion.core.flags import FlagItem
    from exercise_companion.core.program import Risk
    from exercise_companion.core.records import AlertRecord

MAX_SIGNS: Final = 4
"""More signs than this are not read out on the phone; the screen can be shown instead."""

MEDICINES_ASKED: Final = ("blood thinners", "steroids")
"""Medicines a doctor needs to hear of, which a plan records (clinical-spec 1.4)."""

NOT_KNOWN_WHICH: Final = "A17"
"""Stands for a reported sign of which nothing more is known (decisions A17)."""

_OWN_SIGN: Final = "a warning sign that my therapist asked about"
"""One of which only the id is known: no catalogue has it, so that it was a question of the plan's.
"""

_RULE_SAY: Final = {
    "PR-01a": "my pain is too high to exercise",
    overdue.REVIEW: "my review is overdue",
    overdue.PLAN_END: "I need a new plan",
    NOT_KNOWN_WHICH: "a warning sign, which could not be saved",
}
_RULE_SAY_OTHERWISE: Final = "my exercise record shows something to talk about"


def sign(alert: AlertRecord, items: Mapping[str, FlagItem]) -> str:
    """The sign in the first person, with the figures that fired if there are any."""
    item = items.get(alert.flag_id)
    otherwise = _RULE_SAY_OTHERWISE if is_computed(alert.rules) else _OWN_SIGN
    words = item.say if item else _RULE_SAY.get(alert.flag_id, otherwise)
    return f"{words} ({alert.numbers})" if alert.numbers else words


def what_to_say(
    alerts: Sequence[AlertRecord],
    items: Mapping[str, FlagItem],
    risk: Risk | None,
    *,
    label: str,
    since: str,
) -> str:
    """A short text to read out, the most urgent signs first.

    Args:
        alerts: what was found, in any order.
        items: the catalogue's items by id.
        risk: the program's risk facts; only those recorded as yes are said.
        label: the therapist's words for the problem, or empty when they are not shared.
        since: when it was reported, in words that follow "on"; may be empty.

    """
    signs = _signs(alerts, items)
    shown = ", and ".join(signs[:MAX_SIGNS])
    sentences = [
        f"I have a back problem ({label})." if label else "I have a back problem.",
        f"On {since} I reported: {shown}." if since else f"{shown[:1].upper()}{shown[1:]}.",
    ]
    if len(signs) > MAX_SIGNS:
        sentences.append("I can show you my other answers.")
    taken = medicines(risk)
    if taken:
        sentences.append(f"I take {' and '.join(taken)}.")
    return " ".join(sentences)


def _signs(alerts: Sequence[AlertRecord], items: Mapping[str, FlagItem]) -> list[str]:
    by_urgency = sorted(alerts, key=lambda alert: -TIER_RANK[alert.tier])
    return list(dict.fromkeys(sign(alert, items) for alert in by_urgency))


def medicines(risk: Risk | None) -> list[str]:
    """Medicines a doctor needs to hear of. Not recorded is not said: it is not known."""
    if risk is None:
        return []
    recorded = zip(MEDICINES_ASKED, (risk.anticoagulant, risk.steroid), strict=True)
    return [name for name, answer in recorded if answer == "yes"]
