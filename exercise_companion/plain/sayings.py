"""What the line-by-line session says: views as lines, to be read aloud as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core import new_version
from exercise_companion.core.advice import advice_lines
from exercise_companion.core.cues import spoken_time
from exercise_companion.core.set_words import begun_line
from exercise_companion.core.views import VERSION_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exercise_companion.companion import Companion
    from exercise_companion.core.crisis_prompts import AskCrisis, ShowCrisis
    from exercise_companion.core.dose import SetTarget
    from exercise_companion.core.new_version import WhatIsNew
    from exercise_companion.core.next_step import HarderView
    from exercise_companion.core.prompts import (
        AskSafety,
        DoSet,
        ShowAdvice,
        ShowDecision,
        ShowIntro,
    )
    from exercise_companion.core.terms import PerformedSide
    from exercise_companion.core.views import EasierView, SummaryView
    from exercise_companion.core.walk_prompts import DoBout

LOCKED: Final = "Exercise is locked or on hold. How that ends: exercise-companion session"

WRONG_COMMAND: Final = "exercise-companion wrong"
"""How `!` is reached when no question is open."""

SIDES: Final[dict[PerformedSide, str]] = {
    "left": ", your LEFT side",
    "right": ", your RIGHT side",
    "alternate": ", left and right in turn",
    "both_together": "",
    "none": "",
}


def in_typed_words(line: str) -> str:
    """A line for somebody who types words and presses no keys."""
    return line.replace("press !", "type !").replace("Press !", "Type !")


def when_leaving(lines: Iterable[str]) -> Iterator[str]:
    """The last lines: no question comes any more that would take a `!`."""
    return (line.replace("press !", f"type: {WRONG_COMMAND}") for line in lines)


def standing(companion: Companion) -> Iterator[str]:
    """What stands when somebody leaves in the middle: "Stop now", a sign, whom to call, a lock."""
    if companion.can_ask:
        if companion.stop_notice is not None:
            yield from (companion.stop_notice.title, *companion.stop_notice.lines)
        yield from filter(None, [companion.today().alert_line])
        if companion.is_blocked():
            yield LOCKED


def safety_lines(prompt: AskSafety, *, says_purpose: bool, says_serious: bool) -> Iterator[str]:
    """A safety question with what belongs to it; the question itself comes last."""
    question = prompt.question
    if says_purpose:
        yield prompt.purpose
    if says_serious and prompt.serious:
        yield prompt.serious
    if question.attempt > 1 and question.example_yes:
        yield f"This counts as yes: {question.example_yes}"
        yield f"This counts as no: {question.example_no}"
    elif question.attempt > 1:
        yield "Once more, because every single sign was a no:"
    if question.sensitive:
        yield "We ask everyone this."
    place = f"{question.title}. " if question.title else ""
    sign = f", {prompt.sign}" if prompt.sign else ""
    yield f"Question {prompt.number} of {prompt.of}{sign}. {place}{question.text}"


def shown_advice(prompt: ShowAdvice) -> Iterator[str]:
    """An advice in its reading order, what to do for who cannot call first, and if it is kept."""
    yield from prompt.help_lines
    yield from advice_lines(prompt.advice)
    if prompt.saved:
        yield "This is recorded."
    else:
        yield "This could not be saved. Do what it says all the same, and write it down."


def crisis_lines(prompt: AskCrisis | ShowCrisis) -> Iterator[str]:
    """A crisis screen: words first, then the numbers."""
    yield from getattr(prompt, "opening", getattr(prompt, "lines", ()))
    yield from (f"{name}: {number}" for name, number in prompt.numbers)
    yield prompt.closing


def decision_lines(prompt: ShowDecision) -> Iterator[str]:
    """What may happen now, and why."""
    decision = prompt.decision
    yield decision.title
    goes_on = prompt.may_begin or prompt.way_out is not None
    yield from decision.lines if goes_on else when_leaving(decision.lines)
    yield from decision.reasons
    for number, item in enumerate(prompt.items, start=1):
        version = VERSION_NAMES.get(item.variant, "").lower()
        named = f"{item.name}, {version}" if version else item.name
        yield f"{number}. {named}: {item.spoken_dose}"
    if prompt.items:
        yield f"About {prompt.minutes} minutes."
    yield from (f"{name}: {phone}" for name, phone in prompt.contacts)
    if prompt.way_out is not None:
        yield from prompt.way_out.steps
        if prompt.way_out.lock_code:
            yield f"Lock code: {prompt.way_out.lock_code}. In words: {prompt.way_out.spelled}"


def intro_lines(prompt: ShowIntro) -> Iterator[str]:
    """An exercise as the therapist wrote it."""
    item, place = prompt.item, prompt.place
    yield f"Exercise {place.position} of {place.of}: {item.name}. {item.spoken_dose}."
    if item.spoken_details:
        yield item.spoken_details
    if item.often:
        yield f"How often: {item.often}."
    yield from filter(None, [begun_line(prompt.sets_done, prompt.sets, prompt.left)])
    if item.version_line:
        yield item.version_line
    yield f"Why: {item.purpose}"
    yield from (f"Position: {item.position}." for _ in range(bool(item.position)))
    if item.equipment:
        yield f"You need: {', '.join(item.equipment)}."
    if item.support_needed:
        yield f"Support: {item.support_needed}"
    yield f"Set up: {item.setup}"
    yield from (f"Step {number}: {step}" for number, step in enumerate(item.steps, start=1))
    yield from (f"Tip: {cue}" for cue in item.cues)
    yield from (f"Watch for: {line}" for line in item.watch_for)
    yield from (f"Avoid: {line}" for line in item.common_mistakes)
    yield from (f"Stop sign: {line}" for line in item.stop_signs)
    if item.note:
        yield f"Your therapist says: {item.note}"
    yield from item.limits
    yield f"The movement in words: {item.alt_text}"


def what_is_new_lines(prompt: WhatIsNew) -> Iterator[str]:
    """What a new version changes, the therapist's reason first."""
    yield f"{new_version.TITLE}."
    yield f"{prompt.said_by} says: {prompt.note}"
    yield from prompt.lines


def easier_line(easier: EasierView) -> str:
    """The easier version as the therapist wrote it."""
    return f"Easier version: {easier.spoken}"


def next_step_lines(harder: HarderView) -> Iterator[str]:
    """The next step as the therapist wrote it."""
    yield f"Next step: {harder.name}. {harder.instruction}"
    yield f"{harder.spoken_dose}."
    if harder.criteria:
        yield harder.criteria_line


def set_words(prompt: DoSet) -> str:
    """One set in words, with the effort where the therapist wrote one.

    "Set 1 of 2, 10 times, hold 5 seconds, your LEFT side, effort 3 to 4 out of 10".
    """
    _, _, last = prompt.item.spoken_dose.rpartition(", ")
    effort = f", {last}" if last.startswith("effort ") else ""
    return target_words(prompt.target) + effort


def rest_words(prompt: DoSet) -> str:
    """The authored rest before a set, for whoever does not let it be counted; else empty."""
    first = next(iter(prompt.steps), None)
    if first is None or first.kind != "rest":
        return ""
    return f" First rest {spoken_time(first.seconds or 0)}."


def bout_words(prompt: DoBout) -> str:
    """One bout in words: "Part 2 of 3, 4 minutes, 2 minutes of it done"."""
    target = prompt.target
    seconds = target.seconds or 0
    parts = [
        f"Part {target.set_number} of {target.sets}",
        _time(target.enough_from, seconds) if target.enough_from else _time(None, seconds),
    ]
    if prompt.seconds_so_far:
        parts.append(f"{_time(None, prompt.seconds_so_far)} of it done")
    return ", ".join(parts)


def target_words(target: SetTarget) -> str:
    """One set in words: "Set 1 of 2, 10 times, hold 5 seconds, your LEFT side"."""
    parts = [f"Set {target.set_number} of {target.sets}"]
    if target.reps is not None:
        each = " on each side" if target.side == "alternate" else ""
        parts.append(f"{_span(target.enough_from, target.reps)} times{each}")
        if target.seconds is not None:
            parts.append(f"hold {_time(None, target.seconds)}")
    elif target.seconds is not None:
        parts.append(_time(target.enough_from, target.seconds))
    if target.metres is not None:
        parts.append(f"{target.metres} metres")
    if target.load_kg is not None:
        parts.append(f"{target.load_kg:g} kg")
    return ", ".join(parts) + SIDES[target.side]


def _span(lower: int | None, upper: int) -> str:
    return f"{upper}" if lower is None else f"{lower} to {upper}"


def _time(lower: int | None, upper: int) -> str:
    """Seconds in words; whole minutes as minutes."""
    unit = "minute" if (lower or 0) % 60 == upper % 60 == 0 else "second"
    scale = 60 if unit == "minute" else 1
    amount = _span(None if lower is None else lower // scale, upper // scale)
    return f"{amount} {unit}{'' if amount == '1' else 's'}"


def summary_lines(summary: SummaryView) -> Iterator[str]:
    """The end of a session."""
    yield "Your session"
    yield from summary.lines
    yield from summary.pain
    yield from when_leaving(summary.next_lines)
