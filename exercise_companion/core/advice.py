"""What a patient is told when something was found: what to do, whom to call, what to say.

The words follow clinical-spec 7.2 and 7.4 as amended by decisions A8 and A13: no causes, no
reassurance, no blame. Nothing here knows the time or a file; both come in as arguments. This is
the one place to import from; `crisis`, `lock_words` and `calling` hold their own part each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core.advice_case import Case
from exercise_companion.core.advice_standing import (
    NOTHING_ELSE,
    Standing,
    is_graver,
    of_highest_tier,
    text_beside,
)
from exercise_companion.core.advice_texts import BY_MISTAKE, Choice, text_for
from exercise_companion.core.calling import ContactLine
from exercise_companion.core.crisis import CrisisTexts, crisis_advice
from exercise_companion.core.lock_words import lock_lines
from exercise_companion.core.saying import what_to_say
from exercise_companion.core.terms import Tier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exercise_companion.core.calling import Reach
    from exercise_companion.core.flags import FlagItem, Region
    from exercise_companion.core.program import Risk
    from exercise_companion.core.records import AlertRecord

__all__ = [
    "AFTER_CHECK",
    "Advice",
    "Choice",
    "ContactLine",
    "CrisisTexts",
    "advice_lines",
    "advise",
    "cannot_call_lines",
    "crisis_advice",
    "lock_lines",
]

AFTER_CHECK: Final = (
    "Thank you. Your answers are saved.",
    "If something changes, stop and press !",
)
"""Shown after a check that found nothing: neither praise nor reassurance (SI-17)."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One advice screen, in reading order."""

    tier: Tier
    template: str
    """Which text this is, with its version; stored with the alert (clinical-spec 7.6)."""
    title: str
    word: str
    """How urgent, as a word: never by colour alone (H-15)."""
    do_now: tuple[str, ...]
    number_label: str
    number: str | None
    """The number to show large; None where none is known or none is needed."""
    contacts: tuple[ContactLine, ...]
    """Whom else to call, in this order."""
    say: str
    avoid: tuple[str, ...]
    closing: tuple[str, ...]
    """What this is not, what is locked or held, and how that ends."""
    choices: tuple[Choice, ...]


def advise(  # noqa: PLR0913 - everything an advice depends on, each thing named
    alerts: Sequence[AlertRecord],
    *,
    items: Mapping[str, FlagItem],
    reach: Reach,
    risk: Risk | None,
    share_label: bool,
    diagnosis_label: str,
    since: str,
    by_code: bool = False,
    may_take_back: bool = False,
    is_past: bool = False,
    standing: Standing = NOTHING_ELSE,
) -> Advice:
    """The advice for what was found; the highest tier wins (clinical-spec 1.3, 7.2, 7.8).

    What else is open counts, too: nothing reads milder than that (clinical-spec 7.5).

    Args:
        alerts: at least one.
        items: the catalogue's items by id, with those the therapist added.
        reach: whom the patient can call, and at which hour.
        risk: the program's risk facts; None without a program.
        share_label: whether the therapist shares the label with the patient.
        diagnosis_label: the therapist's words for the problem.
        since: when it was reported, in words that follow "on"; may be empty.
        by_code: whether the program has a key for clearance codes (decisions A15).
        may_take_back: offer that it was pressed by mistake (SI-14).
        is_past: whether all of it was told on an earlier day.
        standing: what else is open.

    Raises:
        ValueError: no alert was given.

    """
    if not alerts:
        message = "no alert to advise on"
        raise ValueError(message)
    top = of_highest_tier(alerts)
    case = Case(top, items, reach, by_code, is_past)
    if is_graver(alerts, standing):
        over = replace(case, top=of_highest_tier(standing.alerts))
        text = text_beside(case, over, seen=standing.seen)
        case = case if standing.seen else over
    else:
        case = replace(case, top=(*top, *standing.alerts))
        text = text_for(case)
    told = [alert for alert in alerts if alert.tier is not Tier.CRISIS] or list(alerts)
    with_crisis = any(alert.tier is Tier.CRISIS for alert in alerts) and told != list(alerts)
    return Advice(
        tier=case.tier,
        template=text.template,
        title=text.title,
        word=text.word,
        do_now=text.do_now,
        number_label=text.number_label,
        number=text.number,
        contacts=(*text.contacts, *([reach.crisis_line()] if with_crisis else [])),
        say=what_to_say(
            (*told, *standing.alerts),
            items,
            risk,
            label=diagnosis_label if share_label else "",
            since=since,
        ),
        avoid=text.avoid,
        closing=text.closing,
        choices=(*text.choices, *([BY_MISTAKE] if may_take_back else [])),
    )


def advice_lines(advice: Advice) -> tuple[str, ...]:
    """An advice as lines in its reading order: read aloud, kept with the alert, printed.

    What to do now, the numbers, what to say, what not to do, what this is not (clinical-spec 7.2).
    """
    number = (f"{advice.number_label} {advice.number}",) if advice.number else ()
    return (
        f"{advice.word}. {advice.title}",
        *advice.do_now,
        *(number or ((advice.number_label,) if advice.number_label else ())),
        *(_contact_line(line) for line in advice.contacts),
        *((f"What to say: {advice.say}",) if advice.say else ()),
        *advice.avoid,
        *advice.closing,
    )


def _contact_line(line: ContactLine) -> str:
    state = {True: ", open now", False: ", closed now", None: ""}[line.open_now]
    hours = f" ({line.hours}{state})" if line.hours else ""
    return f"{line.name}: {line.phone}{hours}" if line.phone else f"{line.name}{hours}"


def cannot_call_lines(region: Region) -> tuple[str, ...]:
    """What to do for a patient who cannot call or get there (SI-11)."""
    return (
        *([region.text_relay] if region.text_relay else []),
        "Call out, or knock at a neighbour's door.",
        "Go where people are: a shop, a bus stop, the street.",
        f"Ask someone to call {region.emergency} for you.",
        "If you can move safely, take a taxi to an emergency department.",
        "Show them this screen.",
    )
