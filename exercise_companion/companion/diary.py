"""The patient's diary: what happened away from the screen, written down afterwards.

All of it works while exercise is locked or held (clinical-spec 7.5), and in a second window
(decisions E6): nothing here begins a session, it only says what was done.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeAlias

from exercise_companion.companion import closing, deciding, talks, typed, watching
from exercise_companion.core import schedule
from exercise_companion.core.day_words import day_words
from exercise_companion.core.prompts import Scored
from exercise_companion.core.records import PainRecord
from exercise_companion.core.terms import Moment
from exercise_companion.errors import Refused, UsageFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program
    from exercise_companion.core.prompts import Talked
    from exercise_companion.core.records import TalkRecord
    from exercise_companion.core.terms import Site
    from exercise_companion.store.kept import FlareChange

TOP_SCORE: Final = 10

FLARE_BEGINS: Final = (
    "First you are asked each safety question.",
    "Then you see what your therapist wrote for a flare-up.",
    "Start with: exercise-companion session --plain",
)

STILL_ASKS: Final = "The safety questions for this flare-up still come first."

FLARE_STILL_ASKS: Final = (STILL_ASKS, "Start with: exercise-companion session --plain")

Scores: TypeAlias = "tuple[tuple[Site, int], ...]"
"""Pain 0-10 per site."""


def log_pain(context: Context, scores: Scores) -> None:
    """Keep pain scores of the day, outside any session.

    Raises:
        UsageFault: a score or a place is wrong; nothing was kept.

    """
    if not scores:
        what_happened = "No score was given."
        raise UsageFault(what_happened, "Give it like back=3.")
    require_scores(context.require_program(), scores)
    with kept(context):
        for site, score in scores:
            context.store.log_pain(PainRecord(Moment.DAY, site, score))


def log_morning(context: Context, scores: Scores) -> None:
    """Keep the score of the morning after the last session (clinical-spec 2.4).

    Raises:
        UsageFault: none is due, or not every place has a score; nothing was kept.

    """
    program = context.require_program()
    if deciding.morning_due(context) is None:
        what_happened = "No morning score is due."
        raise UsageFault(what_happened, "Record your pain of today with: log pain")
    require_scores(program, scores)
    if {site for site, _ in scores} != set(program.sites):
        what_happened = "The morning score needs every place."
        raise UsageFault(what_happened, f"Give a score for each of: {', '.join(program.sites)}.")
    with kept(context):
        closing.keep_morning(context, Scored(scores))


def log_flare(context: Context, change: FlareChange) -> tuple[str, ...]:
    """Keep that a flare-up began or ended, on the patient's word (rules FL-1, FL-3).

    Returns:
        what comes next: every sign is asked before anything is offered (FL-1), also where it ended
        before that.

    Raises:
        UsageFault: it had begun, or ended, already; nothing was kept.
        Refused: the scores show it, so that they end it; nothing was kept.

    """
    context.require_program()
    is_on = deciding.in_flare(context)
    if is_on == (change == "start"):
        what_happened = f"{'A' if is_on else 'No'} flare-up is on record."
        raise UsageFault(what_happened, "Nothing was changed.")
    if change == "end" and not watching.may_end_by_word(context):
        what_happened = "Your pain scores show this flare-up."
        raise Refused(what_happened, "It ends when your pain is near its usual, two days running.")
    with kept(context):
        context.store.log_flare(change, watching.SAID)
    if change == "start":
        return FLARE_BEGINS
    return FLARE_STILL_ASKS if watching.check_due(context) == "flare" else ()


# --- talks --------------------------------------------------------------------------------------


def talk_ends(context: Context) -> bool:
    """Whether a talk recorded now would end something (clinical-spec 7.5)."""
    return any(talks.ends(context, one) for one in context.store.open_alerts())


def log_talk(
    context: Context, talked: Talked, *, review: bool, about: Collection[int] | None = None
) -> None:
    """Keep a talk with a clinician: it ends what a talk can end, and counts as the review it was.

    The rest stays open (clinical-spec 7.5, decisions A15, A16), and so does what was told in
    another window since the entry was begun.

    Args:
        context: the open store and what belongs to it.
        talked: with whom, and what they said.
        review: whether it was the planned review.
        about: the alerts that were open when the entry was begun; None: those that are open now.

    Raises:
        UsageFault: something is missing, or no review is near; nothing was kept.

    """
    talk = _talk(context, talked, review=review)
    alerts = context.store.open_alerts()
    shown = [one for one in alerts if about is None or one.id in about]
    with kept(context):
        talks.keep(context, talk, shown, review=review)


def _talk(context: Context, talked: Talked, *, review: bool) -> TalkRecord:
    if review:
        require_review_near(context)
    with _wrong_use():
        return talks.as_kept(context, talked, review=review)


def require_review_near(context: Context) -> None:
    """A review counts from a week before its day on: a later one cannot have taken place.

    Raises:
        UsageFault: none is near.

    """
    done = context.reviews_done()
    coming = schedule.next_review(context.require_program(), context.day, done)
    if coming is None:
        what_happened = "Every review of your plan is on record."
        raise UsageFault(what_happened, "Record the talk without --review.")
    if coming.state == "later":
        what_happened = f"The next review is on {day_words(coming.review.date)}."
        raise UsageFault(what_happened, "Record the talk without --review.")


# --- what all entries share ---------------------------------------------------------------------


@contextmanager
def kept(context: Context) -> Iterator[None]:
    """All of an entry or nothing, and *Today* in step with it."""
    with context.store.transaction():
        yield
        context.refresh_projection()


def require_scores(program: Program, scores: Scores) -> None:
    """Each place the plan asks about at most once, each with a score 0-10.

    Raises:
        UsageFault: it is not so.

    """
    sites = [site for site, _ in scores]
    for site, score in scores:
        require_score(score)
        if site not in program.sites or sites.count(site) > 1:
            what_happened = f"Your plan does not ask {'twice ' if site in program.sites else ''}"
            what_happened += f"about: {site}."
            raise UsageFault(what_happened, f"Give each once: {', '.join(program.sites)}.")


def require_score(score: int) -> None:
    """A score is a whole number 0-10 (H-20).

    Raises:
        UsageFault: this one is not.

    """
    if type(score) is not int or not 0 <= score <= TOP_SCORE:
        what_happened = "A score is a whole number from 0 to 10."
        raise UsageFault(what_happened, "Give it like back=3.")


def plain_text(what: str, text: str, longest: int = typed.LONGEST) -> str:
    """Text a person typed, without blanks around it (see `typed.text`).

    Raises:
        UsageFault: it is empty, too long, or has a character that is no plain text.

    """
    with _wrong_use():
        return typed.text(what, text, longest)


@contextmanager
def _wrong_use() -> Iterator[None]:
    """Of a command what was typed is its input: what is refused of it is a usage fault (E2)."""
    try:
        yield
    except Refused as refused:
        raise UsageFault(refused.what_happened, refused.what_to_do) from refused
