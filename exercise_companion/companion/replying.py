"""Keeps what the patient answered: every reply is on disk, all of it or nothing, on return."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from exercise_companion.companion import (
    advising,
    answering,
    checking_in,
    closing,
    cutting,
    deciding,
    diary,
    during,
    ending,
    exercising,
    flaring,
    holding_back,
    locating,
    playing,
    renewed,
    reported,
    rules_changed,
    scoring,
    settling,
    stepping,
    talked,
    talks,
    unlocking,
    unlogged,
    walked,
    weekly,
)
from exercise_companion.companion.visit import Visit, ask
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, obstacles, prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.advice import advice_lines
from exercise_companion.core.check_ins import AnswerLastAgain, AskCheckIn, AskTomorrow, CheckedIn
from exercise_companion.core.flare_question import AskFlare, IsFlare
from exercise_companion.core.going_on import AskGoOn
from exercise_companion.core.new_version import WhatIsNew
from exercise_companion.core.next_step import StepBack, StepUp
from exercise_companion.core.rules_version import RulesChanged
from exercise_companion.core.terms import Answer, Moment
from exercise_companion.core.whereabouts import AskWhereabouts, IsIn
from exercise_companion.errors import Refused, StoreFault

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.records import StoredSession

_IN_AN_EXERCISE = (
    prompts.ShowIntro,
    prompts.DoSet,
    prompts.ShowNotice,
    prompts.AskItemEffort,
    AskGoOn,
    walks.DoBout,
    walks.AskLegs,
    walks.AskWalk,
)
"""Prompts that only a session in progress shows."""

SENSATION_STAYS = "RF-NEU-03"
"""A new feeling that is still there is a yes to this sign (rule PR-05)."""


def keep(context: Context, visit: Visit, prompt: Prompt, reply: Reply) -> None:  # noqa: C901, PLR0912, PLR0915 - one line a prompt
    """Keep the reply to a prompt.

    Raises:
        StoreFault: it could not be written; nothing of it was.
        Refused: it does not fit what is going on now.

    """
    match prompt, reply:
        case prompts.AskSafety() | prompts.AskAnythingNew(), prompts.Answered():
            answering.keep(context, visit, prompt, reply)
        case prompts.ShowAdvice(), prompts.Acknowledged():
            _acknowledge(context, visit, prompt, reply)
        case crisis_prompts.AskCrisis(), crisis_prompts.CrisisAnswered():
            advising.answer_crisis(context, reply.value)
        case crisis_prompts.ShowCrisis(), prompts.Go():
            advising.read_crisis(context, prompt)
        case prompts.AskPain(), prompts.Leave() | prompts.SetAside():
            _put_down(context, visit, prompt, reply)
        case prompts.AskPain(), prompts.Scored():
            _score(context, visit, prompt, reply)
        case prompts.AskSettled(), prompts.Answered():
            _refuse_too_soon(context, prompt, reply)
            if prompt.asked is None:
                _settle(context, visit, reply)
            else:
                answering.keep(context, visit, prompt, reply)
        case prompts.ShowDecision(), prompts.Talked():
            _talk(context, visit, prompt, reply)
        case prompts.ShowDecision(), prompts.Go():
            _begin(context, visit, reply)
        case prompts.ShowDecision(), ways.Assessed() | ways.CodeTyped() | ways.TookBack():
            unlocking.go_way_out(context, visit, reply)
        case ways.ConfirmMistake(), ways.MistakeTyped() | prompts.Leave():
            unlocking.take_back(context, visit, reply)
        case ways.AskHelp(), ways.HelpAnswered():
            unlocking.answer_help(context, visit, reply)
        case ways.Told(), prompts.Go():
            if prompt is visit.earlier:
                visit.earlier = None
            else:
                visit.told = None
        case RulesChanged(), prompts.Go():
            rules_changed.keep(context)
        case WhatIsNew(), prompts.Go():
            renewed.keep(context, prompt)
        case AskWhereabouts(), IsIn():
            visit.told, visit.asks_where = locating.keep(context, reply), False
        case obstacles.AskObstacle(), obstacles.HeldBack():
            holding_back.keep(context, reply)
        case AskFlare(), IsFlare():
            flaring.keep(context, reply)
        case AskCheckIn(), CheckedIn() | AskTomorrow() | AnswerLastAgain():
            _check_in(context, visit, prompt, reply)
        case (
            walks.DoBout() | walks.AskLegs() | walks.AskWalk(),
            prompts.DidSet()
            | walks.FeltLegs()
            | walks.Legs()
            | walks.LeaveRest()
            | walks.EndWalk()
            | walks.WasOut()
            | walks.WalkTold(),
        ):
            walked.keep(context, visit, prompt, reply)
        case _, _ if isinstance(prompt, _IN_AN_EXERCISE):
            _exercise(context, visit, prompt, reply)
        case prompts.AskStopReason(), prompts.StoppedBecause():
            closing.leave_the_rest(
                context, ending.session_in_progress(context, visit), reply.reason
            )
            visit.stopping = False
        case prompts.AskStopReason(), prompts.Back():
            visit.stopping = False
        case prompts.AskEffort(), prompts.Effort():
            _end(context, visit, reply)
        case prompts.ShowSummary(), prompts.Go():
            visit.summary, visit.wants_session = None, False
        case _, prompts.Leave():
            _leave(visit)
        case _:
            what_happened = "That answer does not belong to this question."
            raise Refused(what_happened, "Please answer the question on the screen.")


def _leave(visit: Visit) -> None:
    """Back to Today; what was answered is kept and goes on from there."""
    visit.wants_session = visit.opening = visit.asks_where = False
    visit.purposes.clear()
    visit.intro_read, visit.hurts, visit.stopping, visit.was_out = "", False, False, False
    visit.put_off = True
    visit.cannot_call = None
    visit.advises_again = ()
    visit.answers_again = ()
    visit.confirmed = ()


def _check_in(
    context: Context,
    visit: Visit,
    asked: AskCheckIn,
    given: CheckedIn | AskTomorrow | AnswerLastAgain,
) -> None:
    match given:
        case CheckedIn():
            checking_in.keep(context, asked, given, visit.answers_again)
            visit.answers_again = checking_in.following(
                context, visit.answers_again, asked.question.id
            )
        case AnswerLastAgain():
            visit.answers_again = (checking_in.before(context, asked), *visit.answers_again)
        case AskTomorrow():
            checking_in.put_off(context)
            visit.answers_again = ()


# --- safety -------------------------------------------------------------------------------------


def _acknowledge(
    context: Context, visit: Visit, shown: prompts.ShowAdvice, given: prompts.Acknowledged
) -> None:
    visit.cannot_call = shown if given.ack == "cannot_call" else None
    text = "\n".join(advice_lines(shown.advice))
    context.store.acknowledge(shown.alert_ids, given.ack, shown.advice.template, text)
    visit.advises_again = ()
    if given.ack == "mistake":
        unlocking.begin_taking_back(context, visit, shown.alert_ids)


def _refuse_too_soon(context: Context, asked: prompts.AskSettled, given: prompts.Answered) -> None:
    """Anything but "still there" can be said only after the rest."""
    now = context.clock.now_utc()
    too_soon = settling.is_too_soon(asked.handed_out, asked.ask_from, now)
    if given.value is not Answer.NO and too_soon:
        what_happened = "It is too soon to say."
        raise Refused(what_happened, "Please sit and rest until the time is up.")


def _settle(context: Context, visit: Visit, given: prompts.Answered) -> None:
    """Rule PR-05: gone is noted; still there is a yes to RF-NEU-03, and locks.

    Also where another window has said meanwhile that it is gone (decisions A9).
    """
    pending = context.store.pending_sensation()
    gone = given.value is Answer.YES
    alerts = () if gone else reported.alerts_for_sign(context, SENSATION_STAYS, "PR-05")
    with context.store.transaction():
        if pending is not None:
            context.store.answer_sensation(pending.id, Answer.YES if gone else Answer.NO)
        if not gone:
            session_id = pending.session_id if pending is not None else None
            reported.keep_sign(context, SENSATION_STAYS, alerts, session_id)
            ending.end_by_flag(context, visit)


# --- before a session ---------------------------------------------------------------------------


def _talk(
    context: Context, visit: Visit, shown: prompts.ShowDecision, told: prompts.Talked
) -> None:
    with talked.telling(context, visit):
        if deciding.is_blocked(context):
            talks.record(context, told, shown.alert_ids)
        else:
            diary.log_talk(context, told, review=False, about=shown.alert_ids)


def _begin(context: Context, visit: Visit, reply: prompts.Go) -> None:
    context.own_session()
    exercising.begin(context, helper=reply.helper, minutes=reply.minutes)
    visit.intro_read, visit.resumed = "", False


def _put_down(
    context: Context, visit: Visit, asked: prompts.AskPain, reply: prompts.Leave | prompts.SetAside
) -> None:
    """The page is left, for good or until something else was asked: what was confirmed counts."""
    if asked.moment is Moment.DURING:
        during.keep_what_stops(context, visit, asked, reply.scores)
    tells = scoring.keep_what_was_scored(context, asked, reply.scores)
    if isinstance(reply, prompts.Leave):
        _leave(visit)
        return
    if asked.moment is Moment.BEFORE:
        visit.confirmed = reply.scores
    if tells:
        visit.purposes.append("high_pain")


def _score(context: Context, visit: Visit, asked: prompts.AskPain, scored: prompts.Scored) -> None:
    scoring.refuse_bad_scores(asked, scored)
    if asked.moment is Moment.MORNING:
        closing.keep_morning(context, scored)
    elif asked.moment is Moment.BEFORE:
        if scoring.keep_before(context, scoring.not_kept_yet(asked, scored.scores)):
            visit.purposes.append("high_pain")
        visit.confirmed = ()
    elif asked.moment is Moment.WEEK:
        weekly.keep_pain(context, scored)
    elif asked.moment is Moment.AFTER:
        with ending.telling(context, visit, asked) as stored:
            closing.keep_after(context, stored, scored)
    else:
        with ending.telling(context, visit, asked) as stored:
            during.keep(context, visit, stored, scored)


# --- in a session -------------------------------------------------------------------------------


def _exercise(context: Context, visit: Visit, prompt: Prompt, reply: Reply) -> None:
    """What tells of something wrong is kept whatever ended the session (A9); else it goes on."""
    if not isinstance(reply, prompts.Hurts | prompts.Stop):
        _go_on(context, visit, prompt, reply)
        return
    with ending.telling(context, visit, prompt) as stored:
        if isinstance(reply, prompts.Hurts):
            cutting.it_hurts(context, visit, stored, prompt, reply)
        else:
            _stop(context, visit, stored, prompt, reply)


def _stop(
    context: Context, visit: Visit, stored: StoredSession, prompt: Prompt, reply: prompts.Stop
) -> None:
    """Rule PR-07: two questions, then the reason."""
    stored = walked.interrupt(context, stored, reply.seconds, ends=True)
    with suppress(StoreFault):  # stopping does not wait for it
        cutting.keep_cut_set(context, stored, prompt, reply)
    visit.stopping, visit.was_out = True, False
    ask(context, visit, "stop", stored.id)


def _go_on(  # noqa: C901, PLR0912 - one line a reply
    context: Context, visit: Visit, prompt: Prompt, reply: Reply
) -> None:
    stored = ending.session_in_progress(context, visit)
    match reply:
        case prompts.Go() if isinstance(prompt, prompts.ShowIntro):
            visit.intro_read = playing.intro_key(exercising.rebuild(context, stored))
        case prompts.Go() if isinstance(prompt, AskGoOn):
            visit.resumed = False
        case prompts.Go() if isinstance(prompt, prompts.ShowNotice):
            if prompt.offers_easier:
                exercising.leave_stopped_exercise(context, stored)
            visit.notice = None
        case prompts.UseEasier():
            offered = isinstance(prompt, prompts.ShowNotice)
            rule = "PR-02b" if offered else "chosen"
            exercising.use_easier(context, stored, rule, cutting.cut_set(prompt, reply))
            visit.notice = None
        case StepUp():
            stepping.step_up(context, stored)
        case StepBack():
            stepping.step_back(context, stored)
        case prompts.DidSet():
            exercising.did_set(context, stored, reply)
        case prompts.Skip():
            exercising.skip(context, stored, reply.reason, cutting.cut_set(prompt, reply))
        case prompts.Effort():
            exercising.keep_effort(context, stored, reply)
        case prompts.Back():
            cutting.keep_cut_set(context, stored, prompt, reply)
            if not visit.was_out:
                visit.intro_read = ""
            visit.was_out = False
        case prompts.SetAside():
            cutting.keep_what_runs(context, stored, prompt, reply)
        case prompts.Leave():
            cutting.keep_what_runs(context, stored, prompt, reply)
            _leave(visit)
        case _:
            what_happened = "That answer does not belong here."
            raise Refused(what_happened, "Please use the keys on the screen.")


def _end(context: Context, visit: Visit, effort: prompts.Effort) -> None:
    with context.store.transaction():
        stored = ending.session_in_progress(context, visit)
        unlogged.log_walks(context, stored.id, context.program)
        visit.summary = closing.end(context, stored, effort=effort.score)
        context.refresh_projection()
    context.give_session_back()
