"""Takes pain scores: refuses what is none, and keeps those given before a session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import advising, checking, deciding, playing
from exercise_companion.core import pain
from exercise_companion.core.pain import BeforeOutcome
from exercise_companion.core.prompts import AskPain, Scored
from exercise_companion.core.records import AlertRecord, PainRecord
from exercise_companion.core.terms import Action, Moment, Tier
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.companion.context import Context
    from exercise_companion.companion.diary import Scores
    from exercise_companion.core.terms import Site


HIGH_PAIN: Final = AlertRecord("PR-01a", ("PR-01a",), Tier.SOON, Action.CONTACT)
"""Pain too high to start: talk to the therapist, no hold on tomorrow (rule PR-01a)."""


def refuse_bad_scores(asked: AskPain, scored: Scored) -> None:
    """Scores are whole numbers 0-10, one for every site that was asked (H-20).

    Where they may be left out, those given before that count.

    Raises:
        Refused: these are not.

    """
    shortcut = scored.no_more_than_before and asked.may_say_no_more
    sensation = scored.new_sensation and asked.may_report_sensation
    silent = scored == Scored(not_given=True) and asked.may_wait
    if shortcut or sensation or silent:
        refuse_bad_start(asked, scored.scores)
        return
    if scored.no_more_than_before or scored.new_sensation or scored.not_given:
        raise _no_score()
    sites = [one.site for one in asked.sites]
    given = len(scored.scores) if asked.may_skip else len(sites)
    _refuse_scores_unless(scored.scores, sites[:given])


def refuse_bad_start(asked: AskPain, scores: Scores) -> None:
    """Scores of the first places, where the page was left before the others (H-20).

    Raises:
        Refused: these are not.

    """
    _refuse_scores_unless(scores, [one.site for one in asked.sites][: len(scores)])


def _refuse_scores_unless(scores: Scores, sites: Sequence[Site]) -> None:
    whole = all(type(score) is int and 0 <= score <= 10 for _, score in scores)  # noqa: PLR2004 - the scale
    if not whole or [site for site, _ in scores] != list(sites):
        raise _no_score()


def _no_score() -> Refused:
    what_happened = "A pain score is a whole number from 0 to 10, one for each place."
    return Refused(what_happened, "Please give it again.")


def keep_what_was_scored(context: Context, asked: AskPain, scores: Scores) -> bool:
    """Of a page that is left at the second place the first score counts (H-11, PR-01a).

    Returns:
        whether pain too high to start is to be asked about and told now.

    """
    if asked.moment is not Moment.BEFORE:
        return False
    refuse_bad_start(asked, scores)
    return keep_before(context, not_kept_yet(asked, scores))


def not_kept_yet(asked: AskPain, scores: Scores) -> Scores:
    """Without those that were kept when the page was set aside: every score is kept once."""
    return tuple(one for one in scores if one not in asked.given)


def ask_before(context: Context, confirmed: Scores) -> AskPain:
    """Pain before a session, with what was confirmed before its page was set aside.

    Not what was confirmed before the check that allows a session now.
    """
    since = deciding.pain_before(context)
    given = tuple((site, score) for site, score in confirmed if since.get(site) == score)
    return replace(playing.ask_pain_now(context, Moment.BEFORE), given=given)


def is_too_high(context: Context, asked: AskPain, scores: Scores) -> bool:
    """Whether a score before a session is too high to start (rule PR-01a)."""
    return asked.moment is Moment.BEFORE and any(
        pain.before(context.pain_facts.limits(site), score) is BeforeOutcome.HOLD_TODAY
        for site, score in scores
    )


def keep_before(context: Context, scores: Scores) -> bool:
    """Keep scores given before a session, each with what rule PR-01 makes of it.

    Pain too high to start is told of in the same commit, and what is asked then begins: both wait
    for the patient, whatever becomes of the window (PR-01a, decisions A9).

    Returns:
        whether that is to be asked and told now: once a day.

    """
    facts = context.pain_facts
    with context.store.transaction():
        for site, score in scores:
            outcome = pain.before(facts.limits(site), score).value
            context.store.log_pain(PainRecord(Moment.BEFORE, site, score, outcome=outcome))
        tells = deciding.pain_was_too_high(context) and not _was_told_today(context)
        if tells:
            tell_too_high(context)
            checking.begin(context, "high_pain")
    return tells


def tell_too_high(context: Context) -> None:
    """Rule PR-01a: each such day has its own advice."""
    high = replace(HIGH_PAIN, numbers=deciding.pain_words(context))
    context.store.raise_alert(high, again="always")


def _was_told_today(context: Context) -> bool:
    raised = advising.raised_today(context)
    return any(one.alert.flag_id == HIGH_PAIN.flag_id for one in raised)
