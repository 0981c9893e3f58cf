"""What a session shows: the exercise, the set, the pain question, what a rule says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import settling
from exercise_companion.companion.viewing import pictured_view
from exercise_companion.core import pain_words
from exercise_companion.core.dose import (
    item_seconds,
    seconds_with_change_over,
    set_steps,
    set_targets,
)
from exercise_companion.core.item_views import item_view, site_label
from exercise_companion.core.pain import DuringOutcome
from exercise_companion.core.prompts import (
    AskItemEffort,
    AskPain,
    AskSettled,
    DoSet,
    Place,
    ShowIntro,
    ShowNotice,
    SiteAsked,
)
from exercise_companion.core.records import ItemEndRecord, VariantRecord
from exercise_companion.core.session import work
from exercise_companion.core.set_words import count_words
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_records import LegReport
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Dose, Program, Risk
    from exercise_companion.core.session import Judgement, Session, SessionItem, Work
    from exercise_companion.core.terms import Site, VariantKind

PAIN_NOW: Final = "Your pain right now"
"""What is asked where it hurts and nothing of the exercise has been done."""

NOTICE_TITLES: Final[dict[DuringOutcome, str]] = {
    DuringOutcome.STOP_SESSION: "Stop now",
    DuringOutcome.STOP_EXERCISE: "Stop this one",
    DuringOutcome.REDUCE: "Make it easier",
    DuringOutcome.CONTINUE_CARE: "Go slower",
}


def intro(context: Context, session: Session) -> ShowIntro:
    """The current exercise before it starts."""
    entry = current(session)
    progress = work(session, entry)
    return ShowIntro(
        item=pictured_view(context.require_program(), entry.item, progress.variant),
        place=place(session),
        sets_done=progress.sets_done,
        sets=progress.sets_done + len(progress.remaining),
        left=_left_words(entry.dose(progress.variant), progress),
    )


def _left_words(dose: Dose, progress: Work) -> str:
    """The sets that follow where a change of version left fewer than its dose says."""
    fewer = len(progress.remaining) < len(set_targets(dose))
    return count_words(one.side for one in progress.remaining if fewer and not progress.sets_done)


def do_set(context: Context, session: Session) -> DoSet:
    """The next set of the current exercise."""
    entry = current(session)
    progress = work(session, entry)
    target = progress.remaining[0]
    dose = entry.dose(progress.variant)
    program = context.require_program()
    return DoSet(
        item=pictured_view(program, entry.item, progress.variant),
        place=place(session),
        target=target,
        steps=set_steps(dose, target, first=progress.sets_done == 0),
        next_name=next_name(context, session),
        is_last=len(progress.remaining) == 1,
        units=program.units,
    )


def next_name(context: Context, session: Session) -> str:
    """The exercise after the current one; empty at the last."""
    after = _after(session, current(session))
    if not after:
        return ""
    return item_view(context.require_program(), after[0].item, after[0].planned.variant).name


def intro_key(session: Session) -> str:
    """Names the exercise and version whose instructions are read."""
    entry = current(session)
    return f"{entry.item.id} {work(session, entry).variant}"


def ask_pain_during(context: Context, session: Session, *, hurts: bool) -> AskPain:
    """The worst pain in the current exercise, per site.

    Args:
        context: the open store and what belongs to it.
        session: the session in progress.
        hurts: the patient said that it hurts: then the question waits for the answer, always.

    """
    entry = current(session)
    asked = _worst_pain(context, session, entry)
    begun = work(session, entry).any_set_done
    about = asked.about if begun or not hurts else PAIN_NOW
    return replace(asked, about=about, may_report_sensation=True, may_wait=not hurts)


def ask_pain_again(context: Context, session: Session, entry: SessionItem) -> AskPain:
    """The pain of an exercise that is over and was not given when it was asked (decisions C4)."""
    asked = _worst_pain(context, session, entry)
    return replace(asked, about=f"Once more: t{asked.about[1:]}", may_skip=True)


def _worst_pain(context: Context, session: Session, entry: SessionItem) -> AskPain:
    program = context.require_program()
    view = item_view(program, entry.item, work(session, entry).variant)
    return AskPain(
        moment=Moment.DURING,
        sites=sites_asked(program, session.before),
        about=f"The worst pain during {view.name}",
        may_skip=False,
        may_say_no_more=True,
        may_report_sensation=False,
    )


def ask_item_effort(context: Context, entry: SessionItem, variant: VariantKind) -> AskItemEffort:
    """How hard the exercise was that was just done, beside what the therapist wrote."""
    intensity = entry.dose(variant).intensity
    lower, upper = intensity.target if intensity is not None else (0, 0)
    span = str(lower) if lower == upper else f"{lower} to {upper}"
    return AskItemEffort(
        name=item_view(context.require_program(), entry.item, variant).name,
        planned=f"Your plan says {span} out of 10.",
    )


def ask_pain_now(context: Context, moment: Moment) -> AskPain:
    """Pain at every place, now: before a session, or outside any; it may not be left out."""
    return AskPain(
        moment=moment,
        sites=sites_asked(context.require_program(), {}),
        about="Your pain right now",
        may_skip=False,
        may_say_no_more=False,
        may_report_sensation=False,
    )


def sites_asked(program: Program, before: Mapping[Site, int]) -> tuple[SiteAsked, ...]:
    """The program's sites with the last score of each."""
    return tuple(
        SiteAsked(site, site_label(program, site), before.get(site)) for site in program.sites
    )


def notice(context: Context, judgement: Judgement) -> ShowNotice | None:
    """What a rule says after a pain report; None when there is nothing to do differently."""
    title = NOTICE_TITLES.get(judgement.outcome)
    ended = any(isinstance(event, ItemEndRecord) for event in judgement.events)
    care_comes_too_late = judgement.outcome is DuringOutcome.CONTINUE_CARE and (
        ended or _rests(judgement)
    )
    if title is None or care_comes_too_late:
        return None
    program = context.require_program()
    score = f"{site_label(program, judgement.site)}: {judgement.score}"
    return ShowNotice(
        title=title,
        lines=_notice_lines(judgement, program.risk),
        because=f"{score}. Your limit is {judgement.limit} (rule {judgement.rule}).",
        offers_easier=judgement.offers_easier,
    )


def _rests(judgement: Judgement) -> bool:
    """Whether the legs rest now: the walk says so next (rule NC-1)."""
    return any(isinstance(event, LegReport) for event in judgement.events)


def _rest_lines(judgement: Judgement, risk: Risk) -> tuple[str, ...]:
    """What becomes of the walk; the rest comes first."""
    rest = pain_words.rest_until_it_eases(risk)
    if judgement.outcome is DuringOutcome.STOP_EXERCISE:
        return (pain_words.STOP_WALK, rest)
    eased = any(isinstance(event, VariantRecord) for event in judgement.events)
    then = pain_words.EASIER_FROM_HERE if eased else pain_words.LEAVE_THE_REST
    return (rest, then)


def _notice_lines(judgement: Judgement, risk: Risk) -> tuple[str, ...]:
    if _rests(judgement):
        return _rest_lines(judgement, risk)
    eased = any(isinstance(event, VariantRecord) for event in judgement.events)
    ended = any(isinstance(event, ItemEndRecord) for event in judgement.events)
    if judgement.outcome is DuringOutcome.STOP_SESSION:
        if judgement.rule == "PR-03":
            return ("That is enough for today. Two exercises had to stop.",)
        return (pain_words.STOP_SESSION,)
    if judgement.offers_easier:
        return ("Stop this exercise.", "You may try the easier version, or leave it for today.")
    if judgement.outcome is DuringOutcome.STOP_EXERCISE:
        return (pain_words.STOP_EXERCISE,)
    if eased:
        return (pain_words.EASIER_FROM_HERE,)
    if judgement.outcome is DuringOutcome.REDUCE and ended:
        return (pain_words.LEAVE_THE_REST,)
    return (pain_words.GO_SLOWER,)


def offer_easier_again(context: Context, session: Session) -> ShowNotice:
    """The offer of PR-02b once more, after the session was interrupted there."""
    entry = current(session)
    view = item_view(context.require_program(), entry.item, work(session, entry).variant)
    return ShowNotice(
        title=NOTICE_TITLES[DuringOutcome.STOP_EXERCISE],
        lines=(
            f"{view.name} had to stop because of pain.",
            "You may try the easier version, or leave it for today.",
        ),
        because="Your pain was above the limit (rule PR-02b).",
        offers_easier=True,
        may_hurt=True,
    )


def ask_settled(context: Context) -> AskSettled | None:
    """The question of rule PR-05 that is still open, if any."""
    pending = context.store.pending_sensation()
    if pending is None:
        return None
    told, now = pending.felt.utc, context.clock.now_utc()
    program = context.program
    name = ""
    if program is not None:
        items = (item for phase in program.phases for item in phase.items)
        item = next((one for one in items if one.id == pending.record.item_id), None)
        name = program.exercise(item.exercise).name if item else ""
    return AskSettled(
        title="Sit and rest",
        lines=(
            "Stop. Sit and rest.",
            "Watch the new feeling. Press ! if it gets worse or anything else is wrong.",
        ),
        question="Has the new feeling gone?",
        about=name,
        ask_from=settling.ask_from(told, pending.record.ask_again_utc - told, now),
        handed_out=now,
    )


def place(session: Session) -> Place:
    """Where the session stands, with an estimate of the minutes left."""
    entry = current(session)
    seconds = sum(
        seconds_with_change_over(one.dose(work(session, one).variant))
        for one in _after(session, entry)
    )
    progress = work(session, entry)
    total = progress.sets_done + len(progress.remaining)
    share = len(progress.remaining) / total if total else 0
    seconds += item_seconds(entry.dose(progress.variant)) * share
    wanted = session.wanted
    return Place(wanted.index(entry) + 1, len(wanted), max(1, round(seconds / 60)))


def _after(session: Session, entry: SessionItem) -> list[SessionItem]:
    """The exercises that come after this one."""
    over = session.over
    position = entry.planned.position
    return [
        one for one in session.items if one.planned.position > position and one.item.id not in over
    ]


def current(session: Session) -> SessionItem:
    """The exercise that is being done.

    Raises:
        Refused: every one has ended.

    """
    entry = session.current
    if entry is None:
        what_happened = "No exercise is left in this session."
        what_to_do = "Go on to the questions after the session."
        raise Refused(what_happened, what_to_do)
    return entry
