"""Why exercise is locked or held, whom to call, and what ends it, in words.

Source: clinical-spec 7.5, decisions A15 and A16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.advice_case import lines_to_call
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.calling import in_sentence
from exercise_companion.core.decision import AlertFact, locks
from exercise_companion.core.overdue import OF_THE_PLAN
from exercise_companion.core.saying import sign
from exercise_companion.core.terms import TIER_RANK, Action, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exercise_companion.core.calling import ContactLine, Reach
    from exercise_companion.core.flags import FlagItem
    from exercise_companion.core.records import AlertRecord

Assessment = Literal["not_needed", "missing", "recorded"]
"""Whether a medical assessment is part of what ends a lock, and is on record."""

ClearedBy = Literal["M+T", "M/T", "T", "none"]
"""What ends an alert: a medical clinician and the therapist, either of them, a talk with the
therapist, or nothing to end (clinical-spec 1.1)."""

_STRICTEST_FIRST: Final[tuple[ClearedBy, ...]] = ("M+T", "M/T", "T", "none")

_NOBODY_ANSWERS: Final = "If nobody answers within an hour, go to an emergency department."
"""As the advice said (clinical-spec 7.2): it stands as long as the lock does."""

_TIME_DOES_NOT: Final = "Time alone does not end it."


def clearing(alert: AlertRecord, items: Mapping[str, FlagItem]) -> ClearedBy:
    """What ends this alert.

    An item at its own tier says so itself. A sign that a rule raised to a lock needs a medical
    clinician and the therapist; one that was lowered or worked out needs the talk.
    """
    if not _locks(alert):
        return "T" if alert.action in {Action.HOLD, Action.CONTACT} else "none"
    item = items.get(alert.flag_id)
    if item is not None and item.tier is alert.tier and item.cleared_by in {"M+T", "M/T"}:
        return item.cleared_by
    return "M+T"


def clearing_lines(
    alerts: Sequence[AlertRecord], *, items: Mapping[str, FlagItem], therapist: str, by_code: bool
) -> tuple[str, ...]:
    """What is locked or held, and how that ends.

    Args:
        alerts: those of one advice, or all that are open; at least one locks or holds.
        items: the catalogue's items by id.
        therapist: the therapist's name, as it stands inside a sentence.
        by_code: whether the program has a key for clearance codes.

    """
    found = blocking(alerts)
    needed = strictest(found, items)
    return (_what(found), _how(needed, therapist, by_code=by_code))


def _what(found: Iterable[AlertRecord]) -> str:
    locked = any(_locks(alert) for alert in found)
    return "Exercise is locked." if locked else "Your next session is on hold."


def strictest(alerts: Iterable[AlertRecord], items: Mapping[str, FlagItem]) -> ClearedBy:
    """What ends all of these alerts together."""
    needed = (clearing(alert, items) for alert in alerts)
    return min(needed, key=_STRICTEST_FIRST.index, default="none")


def lock_lines(
    alerts: Sequence[AlertRecord], *, items: Mapping[str, FlagItem], whom: str
) -> tuple[str, ...]:
    """The text of a locked or held screen: whom to call, and why. `steps` says how it ends.

    Whom to call comes before the reasons: on a small screen that is what is read first.

    Args:
        alerts: all open alerts, in any order; those that block nothing are left out.
        items: the catalogue's items by id.
        whom: whom to call, as `whom_to_call` says it.

    Returns:
        Nothing when no alert locks or holds.

    """
    found = blocking(alerts)
    if not found:
        return ()
    why = dict.fromkeys(reported(alert, items) for alert in found)
    return (_what(found), whom, *why, _TIME_DOES_NOT)


def whom_to_call(
    alerts: Sequence[AlertRecord], items: Mapping[str, FlagItem], reach: Reach, *, seen: bool
) -> str:
    """Whom to call at a lock or hold, and when; empty when no alert locks or holds.

    Args:
        alerts: all open alerts, in any order.
        items: the catalogue's items by id.
        reach: whom the patient can call, and at which hour.
        seen: whether a clinician saw the patient for all of it, as is on record.

    """
    found = blocking(alerts)
    if not found:
        return ""
    tier, when = found[0].tier, _when(seen=seen)
    if tier.is_emergency:
        number = reach.emergency_words
        return f"{when}: call {number}, or go to an emergency department now."
    lines = _lines_to_call(found, items, reach)
    if tier is Tier.URGENT:
        return f"{when}, call today: {_listed(lines)}. {_NOBODY_ANSWERS}"
    return f"Call {_listed(lines)}."


def first_to_call(
    alerts: Sequence[AlertRecord], items: Mapping[str, FlagItem], reach: Reach, *, seen: bool
) -> tuple[str, str] | None:
    """The number that `whom_to_call` says first, and the words before it, to be shown large.

    Args:
        alerts: all open alerts, in any order.
        items: the catalogue's items by id.
        reach: whom the patient can call, and at which hour.
        seen: whether a clinician saw the patient for all of it, as is on record.

    Returns:
        Words and number; None when no alert locks or holds, or no number is known for it.

    """
    found = blocking(alerts)
    if not found:
        return None
    tier, when = found[0].tier, _when(seen=seen)
    if tier.is_emergency:
        number = reach.emergency_number
        return (f"{when}: call", number) if number else None
    first = next(iter(_lines_to_call(found, items, reach)), None)
    if first is None or not first.phone or first.open_now is False:
        return None
    name = in_sentence(first.name)
    return (f"{when}, call today: {name}" if tier is Tier.URGENT else f"Call {name}", first.phone)


def _when(*, seen: bool) -> str:
    return "If it gets worse, or comes back" if seen else "If nobody has seen you yet"


def _lines_to_call(
    found: Sequence[AlertRecord], items: Mapping[str, FlagItem], reach: Reach
) -> tuple[ContactLine, ...]:
    """Whom the advice named for those of the highest tier, in the order to call."""
    top = [alert for alert in found if alert.tier is found[0].tier]
    return lines_to_call(top, items, reach)


def blocking(alerts: Iterable[AlertRecord]) -> list[AlertRecord]:
    """Those of the alerts that lock or hold, the most urgent first."""
    found = (alert for alert in alerts if _blocks(alert))
    return sorted(found, key=lambda alert: -TIER_RANK[alert.tier])


def _locks(alert: AlertRecord) -> bool:
    return locks(AlertFact(alert.tier, alert.action, alert.flag_id))


def _blocks(alert: AlertRecord) -> bool:
    return _locks(alert) or alert.action.blocks


def reported(alert: AlertRecord, items: Mapping[str, FlagItem]) -> str:
    """What was reported; a private sign is not spelled out on a screen others may see (H-25).

    What was worked out is said as that, with its figures (NC-4).
    """
    if alert.flag_id in OF_THE_PLAN:
        return f"Your plan says: {alert.numbers}."
    if is_computed(alert.rules):
        return f"Your record shows: {alert.numbers}."
    item = items.get(alert.flag_id)
    if item is not None and item.sensitive:
        return "You told us about a private warning sign."
    return f'You told us: "{sign(alert, items)}".'


def _listed(lines: Sequence[ContactLine]) -> str:
    return ", or ".join(_in_words(line) for line in lines)


def _in_words(line: ContactLine) -> str:
    phone = f", {line.phone}" if line.phone else ""
    closed = " (closed now)" if line.open_now is False else ""
    return f"{in_sentence(line.name)}{phone}{closed}"


def _how(needed: ClearedBy, therapist: str, *, by_code: bool) -> str:
    file = "a code or a new plan file" if by_code else "a new plan file"
    if needed == "M+T":
        return (
            "It ends in two steps: a doctor or nurse sees you, "
            f"then {therapist} gives you {file} that ends it."
        )
    whom = whom_to_talk_to(needed, therapist)
    return f"Talk to {whom}. Then record the talk here, or use {file} they give you."


def steps(
    assessment: Assessment, therapist: str, *, phone: str | None, by_code: bool, talk_to: str
) -> tuple[str, ...]:
    """How a lock or hold ends, step by step, as it stands now.

    Args:
        assessment: whether a medical assessment is needed, and on record.
        therapist: the therapist's name, as it stands inside a sentence.
        phone: the therapist's; None when none is known.
        by_code: whether the program has a key for clearance codes.
        talk_to: with whom a recorded talk would end it; empty where none would.

    """
    whom = f"{therapist}, {phone}" if phone else therapist
    call = f"Call {whom}. Read out the lock code. Type the code you are given."
    file = f"{therapist[:1].upper()}{therapist[1:]} gives you a new plan file. Load it."
    if assessment == "missing":
        code = f"{therapist} gives you a code. The lock code to read out comes after step 1."
        return (
            "Step 1: a doctor or nurse sees you. Then write it down here.",
            f"Step 2: {code if by_code else file}",
        )
    if assessment == "recorded":
        return (
            "Step 1 is done: you wrote down that a doctor or nurse saw you.",
            f"Step 2: {call if by_code else file}",
        )
    if talk_to:
        talk = f"Talk to {talk_to}. Then record the talk here."
        return (talk, f"Or: {call if by_code else file}")
    return (call if by_code else file,)


def whom_to_talk_to(needed: ClearedBy, therapist: str) -> str:
    """With whom a talk can end it, as it stands inside a sentence; empty for M+T."""
    whom = {"M/T": f"a doctor, a nurse or {therapist}", "T": therapist}
    return whom.get(needed, "")
