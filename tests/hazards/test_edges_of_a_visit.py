"""What happens at the edges: an emergency in the middle, a stop, a new feeling, a full disk."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes
from disks import full_disk
from journeys import NO, YES, Patient, StoppedClock, full_program, install, rows, visit

from exercise_companion.companion import Companion, asking, checking
from exercise_companion.companion.late import LateSession
from exercise_companion.core import prompts
from exercise_companion.core.terms import Tier
from exercise_companion.errors import CompanionError, Refused, StoreFault
from exercise_companion.store import unwritten

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3600


def answer_until(companion: Companion, patient: Patient, kind: type) -> prompts.Prompt:
    """Answer until a prompt of that kind is on screen."""
    return visit(companion, patient, until=kind)[-1]


def in_a_set(companion: Companion) -> prompts.DoSet:
    """A session with its first set on screen."""
    companion.start()
    prompt = answer_until(companion, Patient(), prompts.DoSet)
    assert isinstance(prompt, prompts.DoSet)
    return prompt


def stop_by_pain(companion: Companion) -> None:
    """A session that a score of 10 in its first set stops (PR-02a)."""
    companion.reply(in_a_set(companion), prompts.Hurts())
    asked = companion.next()
    assert asked is not None
    companion.reply(asked, prompts.Scored((("back", 10), ("leg", 2))))


# --- an emergency ---------------------------------------------------------------------------------


def test_after_an_emergency_nothing_else_is_asked(companion: Companion) -> None:
    companion.start()
    first = companion.next()
    assert isinstance(first, prompts.AskSafety)
    companion.reply(first, prompts.Answered(NO))
    companion.something_is_wrong()
    shown = visit(companion, Patient(signs={"RF-CAR-01": YES}))
    advice = [prompt for prompt in shown if isinstance(prompt, prompts.ShowAdvice)]
    assert advice[0].advice.tier is Tier.EMERGENCY_CALL
    after = shown[shown.index(advice[0]) + 1 :]
    assert not [prompt for prompt in after if isinstance(prompt, prompts.AskSafety)]
    companion.start()
    again = visit(companion, Patient())
    assert [type(prompt) for prompt in again] == [prompts.ShowDecision]


# --- the short repeat -----------------------------------------------------------------------------


def questions(shown: list[prompts.Prompt]) -> list[str]:
    return [one.question.id for one in shown if isinstance(one, prompts.AskSafety)]


def test_the_short_repeat_is_asked_within_hours_of_a_whole_check_only(
    companion: Companion, clock: StoppedClock
) -> None:
    companion.start()
    visit(companion, Patient())
    clock.advance(5 * HOUR)
    assert check_again(companion) == ["REPEAT"]
    clock.advance(HOUR)
    assert check_again(companion)[0] in {"T1", "RF-CES-01"}


def check_again(companion: Companion) -> list[str]:
    """Ask the check that a further session today would need; which questions it asked."""
    context = companion.context
    assert context is not None
    check_id = checking.begin(context, "daily")
    asked = []
    while (check := context.store.check(check_id)) is not None and check.ended is None:
        prompt = asking.ask(context, check)
        assert prompt is not None
        asked.append(prompt.question.id)
        asking.answer(context, checking.standing(context, check), prompts.Answered(NO))
    return asked


# --- x: stop (PR-07) ------------------------------------------------------------------------------


def test_pr07_stop_asks_chest_and_stroke_first_and_then_why(companion: Companion) -> None:
    companion.reply(in_a_set(companion), prompts.Stop())
    shown = visit(companion, Patient())
    assert questions(shown) == ["T3", "T4"]
    assert isinstance(shown[2], prompts.AskStopReason)
    assert isinstance(shown[-1], prompts.ShowSummary)
    assert not shown[-1].summary.complete


def test_pr07_a_stop_that_was_not_meant_goes_on_once_its_questions_are_answered(
    companion: Companion, folder: Path
) -> None:
    stopped_in = in_a_set(companion)
    companion.reply(stopped_in, prompts.Stop())
    shown = visit(companion, Patient(), until=prompts.AskStopReason)
    assert questions(shown) == ["T3", "T4"]
    companion.reply(shown[-1], prompts.Back())
    assert companion.next() == stopped_in
    assert rows(folder, "SELECT reason FROM item_end") == []
    assert rows(folder, "SELECT purpose FROM safety_check ORDER BY id")[-1] == ("stop",)


def test_pr07_a_sign_told_at_a_stop_leaves_no_way_to_go_on(companion: Companion) -> None:
    companion.reply(in_a_set(companion), prompts.Stop())
    shown = visit(companion, Patient({"RF-CAR-01": YES}))
    assert not any(isinstance(prompt, prompts.AskStopReason) for prompt in shown)
    with pytest.raises(CompanionError):
        companion.reply(prompts.AskStopReason(), prompts.StoppedBecause("tired"))
    companion.reply(prompts.AskStopReason(), prompts.Back())
    assert companion.is_blocked()
    assert not isinstance(companion.next(), prompts.DoSet)


def test_pr07_stop_goes_on_where_a_kill_interrupted_it(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.reply(in_a_set(companion), prompts.Stop())
        first = companion.next()
        assert isinstance(first, prompts.AskSafety)
        companion.reply(first, prompts.Answered(NO))
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
    assert questions(shown) == ["T4"]
    assert isinstance(shown[1], prompts.AskStopReason)
    (reason,) = rows(folder, "SELECT reason FROM item_end ORDER BY id LIMIT 1")
    assert reason == ("tired",)


# --- a new feeling (PR-05) ------------------------------------------------------------------------


def report_feeling(companion: Companion) -> prompts.AskSettled:
    companion.reply(in_a_set(companion), prompts.Hurts())
    asked = companion.next()
    assert isinstance(asked, prompts.AskPain)
    companion.reply(asked, prompts.Scored(new_sensation=True))
    settled = companion.next()
    assert isinstance(settled, prompts.AskSettled)
    return settled


def test_pr05_gone_after_the_rest_goes_on_with_the_next_exercise(
    companion: Companion, clock: StoppedClock
) -> None:
    settled = report_feeling(companion)
    with pytest.raises(Refused, match="too soon"):
        companion.reply(settled, prompts.Answered(YES))
    clock.advance(15 * 60)
    companion.reply(settled, prompts.Answered(YES))
    after = companion.next()
    assert isinstance(after, prompts.ShowIntro)
    assert after.item.name == "Reach"


def test_pr05_still_there_locks(companion: Companion) -> None:
    companion.reply(report_feeling(companion), prompts.Answered(NO))
    advice = companion.next()
    assert isinstance(advice, prompts.ShowAdvice)
    assert advice.advice.tier is Tier.URGENT
    assert companion.is_blocked()


def test_pr05_silence_is_asked_first_at_the_next_opening(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        report_feeling(companion)
    clock.advance(24 * HOUR)
    with Companion(folder, clock) as companion:
        companion.start()
        assert isinstance(companion.next(), prompts.AskSettled)


# --- pain stops the session (PR-02a) --------------------------------------------------------------


def test_pr02a_asks_item_by_item_and_the_day_is_over(companion: Companion) -> None:
    companion.reply(in_a_set(companion), prompts.Hurts())
    asked = companion.next()
    assert isinstance(asked, prompts.AskPain)
    companion.reply(asked, prompts.Scored((("back", 9), ("leg", 2))))
    shown = visit(companion, Patient())
    assert isinstance(shown[0], prompts.ShowNotice)
    assert "PR-02a" in shown[0].because
    assert questions(shown)[0] == "RF-CES-01"
    companion.start()
    decision = companion.next()
    assert isinstance(decision, prompts.ShowDecision)
    assert not decision.may_begin
    assert "PR-02a" in decision.decision.reasons[0]


# --- the patient's own talk (7.5) ----------------------------------------------------------------


def test_a_recorded_talk_ends_a_hold(companion: Companion) -> None:
    companion.start()
    shown = visit(companion, Patient(signs={"RF-GEN-02": YES}, begins=False))
    decision = shown[-1]
    assert isinstance(decision, prompts.ShowDecision)
    assert decision.may_record_talk
    companion.start()
    held = companion.next()
    assert held is not None
    with pytest.raises(Refused, match="at least 10 letters"):
        companion.reply(held, prompts.Talked("Ruth Hall", "physiotherapist", "ok"))
    companion.reply(held, prompts.Talked("Ruth Hall", "physiotherapist", "Go on, more slowly."))
    assert not companion.is_blocked()


def test_a_recorded_talk_does_not_end_an_emergency(companion: Companion) -> None:
    companion.start()
    visit(companion, Patient(signs={"RF-CES-01": YES}, begins=False))
    companion.start()
    locked = companion.next()
    assert isinstance(locked, prompts.ShowDecision)
    assert not locked.may_record_talk
    with pytest.raises(Refused):
        companion.reply(locked, prompts.Talked("Ruth Hall", "nurse", "They said all is as it was."))
    assert companion.is_blocked()


# --- kills, plans - ------------------------------------------------------------------------


def test_h01_the_same_id_with_another_birth_date_is_another_person(
    folder: Path, clock: StoppedClock
) -> None:
    other = full_program()
    other["version"], other["supersedes"] = 2, {"program_id": other["program_id"], "version": 1}
    other["patient"]["birth_date"] = "1980-01-01"
    with pytest.raises(Refused, match="written for one person"):
        install(folder, other, clock)
    assert len(rows(folder, "SELECT id FROM program_version")) == 1


def test_pr02a_is_asked_about_even_when_the_program_was_killed_and_hours_went_by(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        stop_by_pain(companion)
    clock.advance(7 * HOUR)
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
        assert questions(shown)[0] == "RF-CES-01"
        last = shown[-1]
        assert isinstance(last, prompts.ShowDecision)
        assert not last.may_begin
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_pain",)]


@pytest.mark.parametrize("days_ago", [0, 3])
def test_pr02a_is_asked_about_whatever_other_session_was_entered_since(
    second_day: Path, tmp_path: Path, clock: StoppedClock, days_ago: int
) -> None:
    folder = shutil.copytree(second_day, tmp_path / "second")
    clock.advance(24 * HOUR)
    with Companion(folder, clock) as companion:
        stop_by_pain(companion)
    clock.advance(24 * HOUR)
    with Companion(folder, clock) as companion:
        companion.start()  # the session of yesterday is closed
        day = clock.when().local_day - timedelta(days=days_ago)
        companion.log_session(LateSession(day, "late", ("bridge-1",)))
    with Companion(folder, clock) as companion:
        companion.start()
        assert questions(visit(companion, Patient(begins=False)))[0] == "RF-CES-01"
    asked_for = rows(folder, "SELECT purpose FROM safety_check ORDER BY id")
    assert ("hard_stop",) in asked_for


def test_pr02a_after_an_emergency_its_questions_wait(folder: Path, clock: StoppedClock) -> None:
    """1.5: nothing else is asked then; the lock stands, and they come at the next opening."""
    with Companion(folder, clock) as companion:
        stop_by_pain(companion)
        patient = Patient({"RF-CES-03": YES})
        while not _is_follow_up(now := companion.next()):
            assert now is not None
            companion.reply(now, patient.reply(now))
        assert now is not None
        companion.reply(now, prompts.Leave())
    clock.advance(24 * HOUR)
    with Companion(folder, clock) as companion:
        companion.greet()
        shown = visit(companion, Patient(begins=False))
        assert isinstance(shown[-1], prompts.ShowAdvice)
        assert [one.question.follow_up for one in shown[:-1]] != []


def _is_follow_up(prompt: prompts.Prompt | None) -> bool:
    return isinstance(prompt, prompts.AskSafety) and prompt.question.follow_up is not None


def test_after_an_urgent_lock_is_cleared_every_item_is_asked_first(
    companion: Companion, clock: StoppedClock
) -> None:
    companion.start()
    visit(companion, Patient(), until=prompts.ShowDecision)
    clock.advance(60)
    companion.something_is_wrong()
    visit(companion, Patient(signs={"RF-GEN-04": YES}, begins=False))
    companion.start()
    locked = companion.next()
    assert locked is not None
    companion.reply(locked, prompts.Talked("Ruth Hall", "physiotherapist", "Go on, more slowly."))
    clock.advance(60)
    companion.start()
    assert questions(visit(companion, Patient(), until=prompts.AskPain))[0] == "RF-CES-01"


def test_a_session_does_not_go_on_after_a_sign_raised_from_the_mark(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        in_a_set(companion)
    unwritten.mark(folder, ())
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(begins=False))
        assert isinstance(shown[0], prompts.ShowAdvice)
        assert isinstance(shown[-1], prompts.ShowDecision)
        assert not shown[-1].may_record_talk
        companion.start()
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]


def test_a_new_feeling_that_stays_gets_its_advice_when_it_cannot_be_saved(
    companion: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = report_feeling(companion)
    assert companion.context is not None

    def full(*_: object, **__: object) -> None:
        raise StoreFault("The disk is full.", "Make room.")

    monkeypatch.setattr(companion.context.store, "answer_sensation", full)
    assert not companion.reply(settled, prompts.Answered(NO))
    advice = companion.next()
    assert isinstance(advice, prompts.ShowAdvice)
    assert not advice.saved
    assert unwritten.read(folder)


def test_pr02a_stop_now_is_shown_when_it_cannot_be_saved(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    companion.reply(in_a_set(companion), prompts.Hurts())
    asked = companion.next()
    assert asked is not None
    assert companion.context is not None

    def full(*_: object, **__: object) -> None:
        raise StoreFault("The disk is full.", "Make room.")

    monkeypatch.setattr(companion.context.store, "append_event", full)
    companion.reply(asked, prompts.Scored((("back", 10), ("leg", 2))))
    notice = companion.next()
    assert isinstance(notice, prompts.ShowNotice)
    assert notice.title == "Stop now"
    assert "could not be saved" in notice.lines[-1]


@pytest.mark.parametrize("reply", [prompts.Scored, prompts.Leave, prompts.SetAside])
def test_pr02a_what_could_not_be_saved_stops_the_session_all_the_same(
    companion: Companion,
    folder: Path,
    clock: StoppedClock,
    reply: type[prompts.Scored | prompts.Leave | prompts.SetAside],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its questions come unsaved; it is written before the session is looked at again."""
    companion.reply(in_a_set(companion), prompts.Hurts())
    asked = companion.next()
    assert asked is not None
    scores = (("back", 10), ("leg", 2)) if reply is prompts.Scored else (("back", 10),)
    with full_disk(monkeypatch):
        assert not companion.reply(asked, reply(scores))
        notice = companion.next()
        assert isinstance(notice, prompts.ShowNotice)
        companion.reply(notice, prompts.Go())
        assert isinstance(companion.next(), prompts.AskSafety)
    clock.advance(60)
    companion.start()
    visit(companion, Patient())
    assert sum(isinstance(one, prompts.ShowNotice) for one in visit(companion, Patient())) == 0
    kept = "SELECT outcome FROM pain_entry WHERE score_0_to_10 = 10"
    assert rows(folder, kept) == [("STOP_SESSION",)]
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_pain",)]
    asked_out = "SELECT id FROM safety_check WHERE purpose = 'hard_stop'"
    assert rows(folder, asked_out) != []


def stopped_unsaved(
    companion: Companion, monkeypatch: pytest.MonkeyPatch, *, feeling: bool = False
) -> None:
    """Pain that stops the session, told while nothing can be saved."""
    companion.reply(in_a_set(companion), prompts.Hurts())
    asked = companion.next()
    assert asked is not None
    scores = (("back", 10), ("leg", 2))
    with full_disk(monkeypatch):
        companion.reply(asked, prompts.Scored(scores, new_sensation=feeling))
        assert isinstance(companion.next(), prompts.ShowNotice | prompts.AskSafety)


STOP_KEPT = "SELECT outcome FROM pain_entry WHERE score_0_to_10 = 10"


@pytest.mark.parametrize("feeling", [False, True])
def test_pr02a_it_is_written_at_the_latest_when_the_program_is_left(
    companion: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch, *, feeling: bool
) -> None:
    stopped_unsaved(companion, monkeypatch, feeling=feeling)
    companion.close()
    assert rows(folder, STOP_KEPT) == [("STOP_SESSION",)]


def test_pr02a_it_is_written_before_its_session_is_closed_by_the_next_day(
    companion: Companion, folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped_unsaved(companion, monkeypatch)
    clock.advance(24 * 3600)
    companion.start()
    assert not isinstance(companion.next(), prompts.ShowNotice)
    assert rows(folder, STOP_KEPT) == [("STOP_SESSION",)]
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_pain",)]


def test_pr07_a_stopped_session_stays_stopped_after_a_kill(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.reply(in_a_set(companion), prompts.Stop())
        visit(companion, Patient(), until=prompts.AskPain)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_patient",)]


def test_a_clearance_that_fits_nothing_is_said(folder: Path, clock: StoppedClock) -> None:
    new = full_program()
    new["version"], new["supersedes"] = 2, {"program_id": new["program_id"], "version": 1}
    new["clearances"] = [
        {
            "event_id": "A-20261122-9",
            "cleared_by": "Ruth Hall",
            "role": "Physiotherapist",
            "licence_no": "PH12345",
            "date": "2026-11-23",
            "note": "Seen today.",
        }
    ]
    path = folder.parent / "second.json"
    path.write_bytes(as_bytes(new))
    with Companion(folder, clock) as companion:
        assert "A-20261122-9, which is not on record" in companion.preview(path).changes[0]


def test_a_logged_flare_up_offers_only_easier_versions_meant_for_it(companion: Companion) -> None:
    companion.log_flare("start")
    companion.start()
    shown = visit(companion, Patient(), until=prompts.ShowDecision)
    decision = shown[-1]
    assert isinstance(decision, prompts.ShowDecision)
    assert not decision.may_begin
    assert "FL-2" in decision.decision.reasons[0]


# --- the therapist's own warning signs ------------------------------------------------------------


def own_flag(flag_id: str, tier: str, **changes: str) -> dict[str, str]:
    return {"id": flag_id, "question": "Has your scar opened?", "tier": tier} | changes


def with_flags(folder: Path, clock: StoppedClock, *flags: dict[str, str]) -> None:
    new = full_program()
    new["version"], new["supersedes"] = 2, {"program_id": new["program_id"], "version": 1}
    new["extra_flags"] = list(flags)
    install(folder, new, clock)


def test_v20_a_therapists_own_sign_is_asked_and_locks(folder: Path, clock: StoppedClock) -> None:
    with_flags(folder, clock, own_flag("own-scar", "U"))
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(signs={"own-scar": YES}, begins=False))
        assert "own-scar" in questions(shown)
        (advice,) = [prompt for prompt in shown if isinstance(prompt, prompts.ShowAdvice)]
        assert advice.advice.tier is Tier.URGENT
        assert companion.is_blocked()


def test_v20_a_raised_tier_counts_and_none_is_lowered(folder: Path, clock: StoppedClock) -> None:
    with_flags(
        folder,
        clock,
        own_flag("own-raise", "U", replaces_tier_of="RF-GEN-02"),
    )
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient(signs={"RF-GEN-02": YES}, begins=False))
        (advice,) = [prompt for prompt in shown if isinstance(prompt, prompts.ShowAdvice)]
        assert advice.advice.tier is Tier.URGENT
        assert advice.advice.number


def test_a_long_standing_sign_is_still_asked_with_what_is_known(
    folder: Path, clock: StoppedClock
) -> None:
    new = full_program()
    new["version"], new["supersedes"] = 2, {"program_id": new["program_id"], "version": 1}
    new["known_baseline"] = [
        {"flag_id": "RF-CES-02", "note": "Pads for ten years.", "recorded_on": "2026-11-20"}
    ]
    install(folder, new, clock)
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
    (asked,) = [
        one.question.text
        for one in shown
        if isinstance(one, prompts.AskSafety) and one.question.id == "RF-CES-02"
    ]
    assert asked.startswith('Your therapist knows: "Pads for ten years." Is it worse than usual?')


def test_a_topic_that_is_asked_as_a_whole_says_what_is_known_of_its_signs(
    tmp_path: Path, clock: StoppedClock
) -> None:
    program = full_program()
    program["known_baseline"] = [
        {"flag_id": "RF-CES-02", "note": "Pads for ten years.", "recorded_on": "2026-11-20"},
        {"flag_id": "RF-CES-05", "note": "A numb patch since 2019.", "recorded_on": "2026-11-20"},
        {"flag_id": "RF-NEU-01", "note": "A splint.", "recorded_on": "2026-11-20"},
    ]
    install(tmp_path / "known", program, clock)
    with Companion(tmp_path / "known", clock) as companion:
        shown: list[object] = []
        for _ in range(3):  # the first check asks every sign by itself, each later one a topic so
            companion.start()
            shown += visit(companion, Patient())
            clock.advance(24 * 3600)
    questions = [one.question for one in shown if isinstance(one, prompts.AskSafety)]
    asked = {one.id: one.text for one in questions}
    assert asked["T1"].startswith(
        'Your therapist knows: "Pads for ten years." "A numb patch since 2019."'
        " Is it worse than usual? New or worse: "
    )
    assert "therapist" not in asked["T3"]
