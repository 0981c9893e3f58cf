"""Computed rules at work: one contact, easier versions until it is on record, questions once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import make_exercise, make_item
from journeys import YES, Patient, StoppedClock, install, rows, visit
from worsening import DAY, live, plan, worsen

from exercise_companion.companion import Companion, deciding, watching
from exercise_companion.companion.instead import RECORD_TALK
from exercise_companion.core import prompts
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.prompts import Talked
from exercise_companion.core.records import AlertRecord, TalkRecord, WalkRecord
from exercise_companion.core.terms import Action, Tier
from exercise_companion.errors import Refused, StoreFault
from exercise_companion.store import unwritten

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.records import OpenAlert

NEXT_VERSION = {
    "version": 2,
    "history": [{"version": 1, "date": "2026-11-20", "note": "First version."}],
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("watching") / "data"
    install(folder, plan(), StoppedClock())
    return folder


def alerts(companion: Companion) -> list[OpenAlert]:
    assert companion.context is not None
    return list(companion.context.store.open_alerts())


def talk(companion: Companion) -> None:
    said = Talked("Ruth Hall", "physiotherapist", "We talked about it by phone.")
    companion.log_talk(said, review=False)


# --- one contact ----------------------------------------------------------------------------------


def test_several_rules_raise_one_contact_with_their_figures(
    companion: Companion, clock: StoppedClock
) -> None:
    worsen(companion, clock)
    (one,) = alerts(companion)
    assert one.alert.flag_id == "RF-PAIN-03"
    assert {"TR-1", "TR-8"} <= set(one.alert.rules)
    assert (one.alert.tier, one.alert.action) == (Tier.SOON, Action.CONTACT)
    assert one.alert.numbers.startswith("Leg pain: 2 → 4 since 23 November")
    shown = companion.next()
    assert isinstance(shown, prompts.ShowAdvice)
    assert "Leg pain: 2 → 4" in shown.advice.say
    assert not companion.is_blocked()


def test_the_same_day_and_record_are_not_watched_twice(
    companion: Companion, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    worsen(companion, clock)
    companion.next()
    monkeypatch.setattr(watching, "gather", None)  # any further look would fail
    companion.next()
    companion.next()


def test_until_the_contact_is_on_record_only_easier_versions_are_offered(
    companion: Companion, clock: StoppedClock
) -> None:
    worsen(companion, clock)
    patient = Patient(pain=3)
    companion.start()
    shown = visit(companion, patient, until=prompts.ShowDecision)[-1]
    assert isinstance(shown, prompts.ShowDecision)
    assert shown.decision.kind is DecisionKind.EASY_ONLY
    assert [(item.item_id, item.variant) for item in shown.items] == [("bridge-1", "easier")]
    (because,) = shown.decision.reasons
    assert "Leg pain: 2 → 4 since 23 November" in because
    assert "(rules TR-1, TR-8, a safety rule of this program)" in because
    assert RECORD_TALK in shown.decision.lines
    assert shown.contacts


def test_after_the_contact_all_is_as_written_and_old_scores_no_longer_count(
    companion: Companion, clock: StoppedClock
) -> None:
    worsen(companion, clock)
    visit(companion, Patient(pain=3))
    talk(companion)
    assert alerts(companion) == []
    clock.advance(14 * DAY)
    companion.next()
    assert alerts(companion) == []
    companion.start()
    shown = visit(companion, Patient(pain=3), until=prompts.ShowDecision)[-1]
    assert isinstance(shown, prompts.ShowDecision)
    assert shown.decision.kind is DecisionKind.GO


def test_new_scores_after_the_contact_ask_again_after_14_days(
    companion: Companion, clock: StoppedClock
) -> None:
    worsen(companion, clock)
    visit(companion, Patient(pain=3))
    talk(companion)
    for days in range(1, 15):
        clock.advance(DAY)
        live(companion, clock, [5])
        companion.next()
        assert len(alerts(companion)) == (days == 14)


def test_a_contact_nobody_made_is_asked_for_again_after_14_days(
    companion: Companion, clock: StoppedClock
) -> None:
    worsen(companion, clock)
    visit(companion, Patient(pain=3))
    for days in range(1, 15):
        clock.advance(DAY)
        live(companion, clock, [5])
        companion.next()
        assert len(alerts(companion)) == 1 + (days == 14)
    visit(companion, Patient(pain=3))
    talk(companion)
    assert alerts(companion) == []


def test_without_an_easier_version_the_flare_up_plan_is_offered(
    tmp_path: Path, clock: StoppedClock
) -> None:
    program = plan()
    program["phases"][0]["items"] = [make_item()]
    program["exercises"] = [make_exercise()]
    install(tmp_path / "none", program, clock)
    with Companion(tmp_path / "none", clock) as companion:
        worsen(companion, clock)
        companion.start()
        shown = visit(companion, Patient(pain=3), until=prompts.ShowDecision)[-1]
        assert isinstance(shown, prompts.ShowDecision)
        assert shown.decision.kind is DecisionKind.REST_TODAY
        assert "Lie down twice a day and walk a little." in shown.decision.lines


def test_a_contact_that_cannot_be_written_waits_for_the_next_time(
    companion: Companion, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(companion, clock, [2] * 7 + [4] * 8)
    store = type(companion.context.store)
    with monkeypatch.context() as broken:
        broken.setattr(store, "raise_alert", _no_room)
        assert companion.next() is None
    assert alerts(companion) == []
    assert companion.next() is not None
    assert len(alerts(companion)) == 1


def _no_room(*_: object, **__: object) -> None:
    what_happened = "The disk is full."
    raise StoreFault(what_happened, "Make room.")


def test_nothing_is_raised_in_the_middle_of_a_session(
    companion: Companion, clock: StoppedClock
) -> None:
    live(companion, clock, [2] * 7 + [4] * 7)
    companion.start()
    visit(companion, Patient(pain=3), until=prompts.DoSet)
    clock.advance(60)
    assert companion.context is not None
    companion.log_walk(WalkRecord("outdoor_walk", 5, 2, 1, None, "done", minutes_to_relief=40))
    companion.next()
    assert rows_due(companion) == []
    visit(companion, Patient(pain=3))
    assert rows_due(companion) == ["NC-3"]


def rows_due(companion: Companion) -> list[str]:
    context = companion.context
    assert context is not None
    return [one.rule for one in context.store.questions_due(context.store.made_on)]


# --- questions ------------------------------------------------------------------------------------


def asked(shown: list[prompts.Prompt]) -> list[str]:
    return [one.question.id for one in shown if isinstance(one, prompts.AskSafety)]


def test_topics_1_and_2_are_asked_once_after_tr_8(
    companion: Companion, clock: StoppedClock
) -> None:
    worsen(companion, clock)
    companion.start()
    shown = visit(companion, Patient(pain=3))
    purposes = {one.purpose for one in shown if isinstance(one, prompts.AskSafety)}
    assert "Your record has changed. These questions come first." in purposes
    assert asked(shown)[0] == "RF-CES-01"
    clock.advance(DAY)
    companion.start()
    again = visit(companion, Patient(pain=3))
    assert "Your record has changed. These questions come first." not in {
        one.purpose for one in again if isinstance(one, prompts.AskSafety)
    }


def test_a_session_cannot_begin_while_questions_are_due(
    companion: Companion, clock: StoppedClock
) -> None:
    """SI-01: what was on screen before they fell due begins nothing."""
    companion.start()
    decision = visit(companion, Patient(pain=2), until=prompts.ShowDecision)[-1]
    clock.advance(60)
    companion.log_walk(WalkRecord("outdoor_walk", 9, 3, 1, 4, "leg_symptoms", still_there=True))
    companion.next()
    assert companion.context is not None
    made = deciding.decision(companion.context)
    assert (made.kind, made.reasons[0].rule) == (DecisionKind.SCREEN_FIRST, "A11")
    patient = Patient(pain=2)
    with pytest.raises(Exception, match="No session can begin yet"):
        companion.reply(decision, prompts.Go())
    assert asked(visit(companion, patient))[0] == "RF-CES-01"


@pytest.mark.parametrize("trigger", ["walk", "flare"])
def test_a_clock_set_back_does_not_ask_for_ever(
    companion: Companion, clock: StoppedClock, trigger: str
) -> None:
    """Due at day 30, asked at day 1: what was asked afterwards counts by its place."""
    clock.advance(29 * DAY)
    if trigger == "walk":
        slow = WalkRecord("outdoor_walk", 9, 3, 1, 4, "leg_symptoms", still_there=True)
        companion.log_walk(slow)
    else:
        companion.log_flare("start")
    companion.next()
    clock.advance(-29 * DAY)
    companion.start()
    shown = visit(companion, Patient(pain=2), until=prompts.ShowDecision)
    assert isinstance(shown[-1], prompts.ShowDecision)
    assert asked(shown)[0] == {"walk": "RF-CES-01", "flare": "RF-CAR-01"}[trigger]
    assert len(shown) <= 150


def test_questions_asked_before_they_fell_due_do_not_count(
    companion: Companion, clock: StoppedClock
) -> None:
    """At the very same moment too."""
    companion.start()
    visit(companion, Patient(pain=2), until=prompts.ShowDecision)
    companion.log_flare("start")
    assert companion.context is not None
    assert watching.check_due(companion.context) == "flare"
    companion.next()
    assert watching.check_due(companion.context) == "flare"
    visit(companion, Patient(pain=2), until=prompts.ShowDecision)
    assert watching.check_due(companion.context) is None


def test_an_answer_to_these_questions_locks_as_always(
    companion: Companion, clock: StoppedClock
) -> None:
    companion.log_walk(WalkRecord("outdoor_walk", 9, 3, 1, 4, "leg_symptoms", still_there=True))
    companion.start()
    visit(companion, Patient(signs={"RF-NEU-03": YES}))
    assert companion.is_blocked()


def test_slow_relief_within_half_an_hour_asks_nothing(companion: Companion) -> None:
    companion.log_walk(WalkRecord("outdoor_walk", 9, 3, 1, 4, "leg_symptoms", minutes_to_relief=30))
    companion.next()
    assert rows_due(companion) == []


def test_a_red_morning_with_a_worse_leg_asks_and_is_no_contact(
    companion: Companion, clock: StoppedClock
) -> None:
    """PR-09: topics 1 and 2 item by item; an answer decides, not the score."""
    companion.start()
    visit(companion, Patient(pain=2))
    clock.advance(DAY)
    companion.log_morning((("back", 3), ("leg", 7)))
    companion.next()
    assert rows_due(companion) == ["PR-09"]
    assert alerts(companion) == []


# --- flare-ups ------------------------------------------------------------------------------------


def flares(companion: Companion) -> list[tuple[str, str]]:
    context = companion.context
    assert context is not None
    return [(one.change, one.rule) for one in context.store.flares(context.store.made_on)]


def test_two_high_days_begin_a_flare_up_and_every_question_is_asked_first(
    companion: Companion, clock: StoppedClock
) -> None:
    live(companion, clock, [2, 2], back=5)
    assert companion.next() is None
    assert flares(companion) == [("start", "FL-1")]
    companion.start()
    shown = visit(companion, Patient(pain=3), until=prompts.ShowDecision)
    purposes = {one.purpose for one in shown if isinstance(one, prompts.AskSafety)}
    assert purposes == {"A flare-up: every question is asked first."}
    decision = shown[-1]
    assert isinstance(decision, prompts.ShowDecision)
    assert decision.decision.kind is DecisionKind.EASY_ONLY
    assert "Lie down twice a day and walk a little." in decision.decision.lines
    assert "FL-2" in decision.decision.reasons[0]
    assert RECORD_TALK not in decision.decision.lines


def test_a_flare_up_of_this_very_visit_asks_its_questions_and_no_second_score(
    companion: Companion, clock: StoppedClock
) -> None:
    live(companion, clock, [2], back=5)
    clock.advance(DAY)
    companion.start()
    asked_first = visit(companion, Patient(pain=5), until=prompts.AskPain)
    clock.advance(60)
    shown = visit(companion, Patient(pain=5), until=prompts.ShowDecision)
    assert flares(companion) == [("start", "FL-1")]
    assert asked(asked_first)
    assert asked(shown)
    assert sum(isinstance(one, prompts.AskPain) for one in (*asked_first, *shown)) == 2
    assert isinstance(shown[0], prompts.AskPain)


@pytest.mark.parametrize("daily_first", [False, True])
def test_a_second_session_after_a_flare_ups_questions_is_asked_the_short_repeat_only(
    companion: Companion, clock: StoppedClock, *, daily_first: bool
) -> None:
    """The flare-up's questions are whole, whatever else was asked on the day."""
    companion.start()
    visit(companion, Patient(pain=2))
    clock.advance(DAY)
    if daily_first:
        companion.start()
        intro = visit(companion, Patient(pain=2), until=prompts.ShowIntro)[-1]
        companion.reply(intro, prompts.Stop())
        visit(companion, Patient(pain=2))
        clock.advance(60)
    companion.log_flare("start")
    companion.start()
    clock.advance(60)
    shown = visit(companion, Patient(pain=3))
    assert {one.purpose for one in before_a_session(shown)} == {
        "A flare-up: every question is asked first."
    }
    assert any(isinstance(one, prompts.ShowSummary) for one in shown)
    clock.advance(3600)
    companion.start()
    again = visit(companion, Patient(pain=3))
    assert [one.question.id for one in before_a_session(again)] == ["REPEAT"]
    assert isinstance(again[1], prompts.AskPain)


@pytest.mark.parametrize("watched", [False, True])
def test_the_end_of_a_flare_up_takes_none_of_its_questions_away(
    companion: Companion, clock: StoppedClock, *, watched: bool
) -> None:
    """FL-1: what its beginning asked for is asked, whoever ends it before that."""
    companion.start()
    visit(companion, Patient(pain=2))
    clock.advance(3600)
    companion.log_flare("start")
    if watched:
        companion.next()
    clock.advance(60)
    said = companion.log_flare("end")
    assert said[0] == "The safety questions for this flare-up still come first."
    assert companion.notes().flare_asks
    assert said[0] in companion.today().due
    clock.advance(DAY)
    companion.start()
    shown = visit(companion, Patient(pain=3), until=prompts.ShowDecision)
    every = {one.purpose for one in before_a_session(shown)}
    assert every == {"A flare-up: every question is asked first."}
    decision = shown[-1]
    assert isinstance(decision, prompts.ShowDecision)
    assert decision.may_begin
    assert not companion.notes().flare_asks
    assert said[0] not in companion.today().due


def test_a_flare_up_that_its_numbers_end_leaves_its_questions_open(
    companion: Companion, clock: StoppedClock
) -> None:
    """FL-3 ends it before anybody opened a session: its questions stay due."""
    companion.log_flare("start")
    for _ in range(3):
        clock.advance(DAY)
        companion.log_pain((("back", 2), ("leg", 2)))
    companion.next()
    assert flares(companion) == [("start", "said"), ("end", "FL-3")]
    assert companion.context is not None
    assert watching.check_due(companion.context) == "flare"


def test_four_weeks_after_its_end_every_sign_was_asked_anew_in_any_case(
    companion: Companion, clock: StoppedClock
) -> None:
    companion.log_flare("start")
    clock.advance(40 * DAY)
    companion.log_flare("end")
    assert companion.context is not None
    assert watching.check_due(companion.context) == "flare"
    clock.advance(28 * DAY)
    assert watching.check_due(companion.context) == "flare"
    clock.advance(DAY)
    assert watching.check_due(companion.context) is None


def before_a_session(shown: list[prompts.Prompt]) -> list[prompts.AskSafety]:
    """The safety questions up to the decision."""
    decision = next(
        place for place, one in enumerate(shown) if isinstance(one, prompts.ShowDecision)
    )
    return [one for one in shown[:decision] if isinstance(one, prompts.AskSafety)]


def test_two_days_near_the_recorded_level_end_it(companion: Companion, clock: StoppedClock) -> None:
    live(companion, clock, [2, 2], back=6)
    companion.next()
    for back in (5, 4, 4):
        clock.advance(DAY)
        live(companion, clock, [2], back=back)
        companion.next()
    assert flares(companion) == [("start", "FL-1"), ("end", "FL-3")]
    clock.advance(DAY)
    companion.next()
    assert len(flares(companion)) == 2


def test_a_flare_up_in_the_numbers_is_not_ended_by_a_word(
    companion: Companion, clock: StoppedClock
) -> None:
    """FL-3 ends it. One that began on the patient's word, and shows in no number, is another."""
    live(companion, clock, [2, 2], back=5)
    companion.next()
    with pytest.raises(Refused, match="Your pain scores show this flare-up"):
        companion.log_flare("end")
    assert flares(companion) == [("start", "FL-1")]


@pytest.mark.parametrize(("back", "ends"), [(3, True), (5, False)])
def test_a_flare_up_that_was_told_ends_by_a_word_unless_the_numbers_show_it(
    companion: Companion, clock: StoppedClock, back: int, *, ends: bool
) -> None:
    companion.log_flare("start")
    for _ in range(2):
        companion.log_pain((("back", back), ("leg", 2)))
        clock.advance(DAY)
    clock.advance(-DAY)
    if ends:
        companion.log_flare("end")
    else:
        with pytest.raises(Refused, match="Your pain scores"):
            companion.log_flare("end")
    assert (flares(companion)[-1] == ("end", "said")) is ends


def test_a_day_without_a_score_ends_nothing(companion: Companion, clock: StoppedClock) -> None:
    live(companion, clock, [2, 2], back=6)
    companion.next()
    for _ in range(4):
        clock.advance(DAY)
        companion.next()
    assert flares(companion) == [("start", "FL-1")]


def test_the_patient_says_so_and_is_asked_before_the_next_session(companion: Companion) -> None:
    companion.log_flare("start")
    companion.start()
    shown = visit(companion, Patient(pain=3), until=prompts.ShowDecision)
    assert {one.purpose for one in shown if isinstance(one, prompts.AskSafety)} == {
        "A flare-up: every question is asked first."
    }


def test_a_flare_up_of_seven_days_is_a_contact(companion: Companion, clock: StoppedClock) -> None:
    companion.log_flare("start")
    for days in range(7):
        companion.next()
        assert len(alerts(companion)) == (days == 6)
        clock.advance(DAY)
    assert alerts(companion)[0].alert.rules == ("FL-4",)


# --- a leg that gave way --------------------------------------------------------------------------

GAVE_WAY = WalkRecord("outdoor_walk", 9, 3, 1, 4, "leg_symptoms", gave_way=True)


def test_a_leg_that_gave_way_locks_at_once(companion: Companion) -> None:
    """NC-5: as a yes to RF-NEU-02."""
    companion.log_walk(GAVE_WAY)
    (one,) = alerts(companion)
    assert (one.alert.flag_id, one.alert.tier) == ("RF-NEU-02", Tier.URGENT)
    assert companion.is_blocked()
    assert isinstance(companion.next(), prompts.ShowAdvice)


def test_a_leg_that_gave_way_is_advised_on_even_if_it_cannot_be_written(
    companion: Companion, folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A17: the advice is shown, and the next start raises it."""
    assert companion.context is not None
    with monkeypatch.context() as broken:
        broken.setattr(type(companion.context.store), "log_walk", _no_room)
        with pytest.raises(StoreFault):
            companion.log_walk(GAVE_WAY)
        shown = companion.next()
        assert isinstance(shown, prompts.ShowAdvice)
        assert not shown.saved
        assert unwritten.read(folder)
        with pytest.raises(StoreFault):
            companion.log_walk(WalkRecord("bike", 9, None, 1, None, "done"))
    companion.close()
    with Companion(folder, clock) as again:
        assert again.is_blocked()


# --- a calf that eases standing still (NC-4) ------------------------------------------------------

CALF = WalkRecord(
    "outdoor_walk", 9, 3, 1, 4, "leg_symptoms", relief_action="stood_still", in_calf=True
)
KNOWN = {"flag_id": "RF-PAD-02", "note": "For years.", "recorded_on": "2026-11-20"}


def walk_twice(companion: Companion) -> None:
    companion.log_walk(CALF)
    companion.log_walk(CALF)


def test_nc4_two_walks_hold_as_the_sign_does_when_it_is_told(companion: Companion) -> None:
    walk_twice(companion)
    shown = companion.next()
    assert isinstance(shown, prompts.ShowAdvice)
    (one,) = alerts(companion)
    assert (one.alert.flag_id, one.alert.rules) == ("RF-PAD-02", ("NC-4",))
    assert (one.alert.tier, one.alert.action) == (Tier.SOON, Action.HOLD)
    assert one.alert.numbers == "Calf eased standing still on 2 walks"
    assert companion.is_blocked()
    companion.start()
    decision = visit(companion, Patient(), until=prompts.ShowDecision)[-1]
    assert isinstance(decision, prompts.ShowDecision)
    assert decision.decision.kind is DecisionKind.HELD
    assert any("NC-4" in line for line in decision.decision.reasons)
    companion.reply(decision, Talked("Ruth Hall", "physiotherapist", "Keep to short walks."))
    assert not companion.is_blocked()


def test_nc4_after_the_talk_only_newer_walks_count(
    companion: Companion, clock: StoppedClock
) -> None:
    walk_twice(companion)
    companion.start()
    decision = visit(companion, Patient(), until=prompts.ShowDecision)[-1]
    companion.reply(decision, Talked("Ruth Hall", "physiotherapist", "Keep to short walks."))
    clock.advance(DAY)
    walk_twice(companion)
    companion.next()
    assert not companion.is_blocked()  # not again within 14 days
    clock.advance(14 * DAY)
    walk_twice(companion)
    companion.next()
    assert companion.is_blocked()


@pytest.mark.parametrize("later", [0, 8 * 3600, 6 * DAY])
def test_nc4_holds_again_only_when_a_talk_can_end_it_again(
    companion: Companion, clock: StoppedClock, later: int
) -> None:
    said = Talked("Ruth Hall", "physiotherapist", "Keep to short walks.")
    walk_twice(companion)
    companion.next()
    clock.advance(later)
    companion.start()
    decision = visit(companion, Patient(), until=prompts.ShowDecision)[-1]
    companion.reply(decision, said)
    for _ in range(20):
        clock.advance(DAY)
        companion.log_walk(CALF)
        companion.next()
        if companion.is_blocked():
            break
    assert companion.is_blocked()
    companion.start()
    again = visit(companion, Patient(), until=prompts.ShowDecision)[-1]
    assert isinstance(again, prompts.ShowDecision)
    assert again.may_record_talk
    companion.reply(again, said)
    assert not companion.is_blocked()


def test_nc4_walks_of_before_the_talk_do_not_hold_again(
    companion: Companion, clock: StoppedClock
) -> None:
    walk_twice(companion)
    companion.next()
    clock.advance(13 * DAY)
    companion.start()
    decision = visit(companion, Patient(), until=prompts.ShowDecision)[-1]
    companion.reply(decision, Talked("Ruth Hall", "physiotherapist", "Keep to short walks."))
    clock.advance(DAY)
    companion.log_walk(CALF)
    companion.next()
    assert not companion.is_blocked()


def test_nc4_raised_to_a_lock_by_the_therapist_ends_with_its_clearance(tmp_path: Path) -> None:
    extra = {
        "id": "OWN-CALF",
        "question": "Does your calf cramp when you walk?",
        "tier": "U",
        "replaces_tier_of": "RF-PAD-02",
    }
    clock = StoppedClock()
    install(tmp_path / "data", plan(extra_flags=[extra]), clock)
    with Companion(tmp_path / "data", clock) as companion:
        walk_twice(companion)
        companion.next()
        (one,) = alerts(companion)
        assert (one.alert.flag_id, one.alert.action) == ("RF-PAD-02", Action.LOCK)
        assert companion.is_blocked()
        shown = companion.next()
        assert isinstance(shown, prompts.ShowAdvice)
        assert "mistake" not in {choice.ack for choice in shown.advice.choices}
        assert companion.context is not None
        with companion.context.store.transaction():
            companion.context.store.clear_by_talk(
                TalkRecord("Ruth Hall", "doctor", companion.context.day, "Seen on the ward."),
                [one.id],
            )
        assert companion.next() is None
        assert not companion.is_blocked()


def test_nc4_what_was_told_already_is_not_told_twice(companion: Companion) -> None:
    companion.something_is_wrong()
    visit(companion, Patient({"RF-PAD-02": YES}), until=prompts.ShowAdvice)
    before = [one.id for one in alerts(companion) if one.alert.flag_id == "RF-PAD-02"]
    assert len(before) == 1
    walk_twice(companion)
    companion.next()
    assert [one.id for one in alerts(companion) if one.alert.flag_id == "RF-PAD-02"] == before


def test_nc4_of_a_sign_the_therapist_knows_is_a_contact(tmp_path: Path) -> None:
    install(tmp_path / "data", plan(known_baseline=[KNOWN]), StoppedClock())
    with Companion(tmp_path / "data", StoppedClock()) as companion:
        walk_twice(companion)
        companion.next()
        (one,) = alerts(companion)
        assert (one.alert.flag_id, one.alert.action) == ("RF-PAD-02", Action.CONTACT)
        assert not companion.is_blocked()


def test_pain_and_a_known_calf_are_one_contact(tmp_path: Path) -> None:
    """A8: one merged contact in 14 days, whatever it is about."""
    clock = StoppedClock()
    install(tmp_path / "data", plan(known_baseline=[KNOWN]), clock)
    with Companion(tmp_path / "data", clock) as companion:
        worsen(companion, clock)
        walk_twice(companion)
        companion.next()
        assert [one.alert.flag_id for one in alerts(companion)] == ["RF-PAIN-03"]


def test_pain_and_the_calf_are_a_contact_and_a_hold(
    companion: Companion, clock: StoppedClock
) -> None:
    worsen(companion, clock)
    walk_twice(companion)
    companion.next()
    assert {one.alert.flag_id for one in alerts(companion)} == {"RF-PAIN-03", "RF-PAD-02"}
    assert companion.is_blocked()


@pytest.mark.parametrize(
    ("flag_id", "rules"),
    [("RF-FALL-03", ("RF-FALL-03", "C-16")), ("RF-GEN-01", ("RF-GEN-01", "C-17"))],
)
def test_a_contact_by_counted_answers_is_the_one_in_14_days(
    companion: Companion, clock: StoppedClock, flag_id: str, rules: tuple[str, ...]
) -> None:
    """C-16 and C-17: the record asks for no second one, nor they for a third."""
    live(companion, clock, [2] * 7 + [4] * 7)
    context = companion.context
    assert context is not None
    assert watching.contact_is_due_again(context)
    context.store.raise_alert(AlertRecord(flag_id, rules, Tier.SOON, Action.CONTACT))
    for days in range(14):
        assert not watching.contact_is_due_again(context)
        companion.next()
        assert [one.alert.flag_id for one in alerts(companion)] == [flag_id], days
        clock.advance(DAY)
        live(companion, clock, [4])
    assert watching.contact_is_due_again(context)
    companion.next()
    assert [one.alert.flag_id for one in alerts(companion)] == [flag_id, "RF-PAIN-03"]
    assert not watching.contact_is_due_again(context)


# --- the trend's own day 0 ------------------------------------------------------------------------


@pytest.mark.parametrize("anew", [True, False])
def test_a_version_that_says_so_begins_the_trend_anew(
    companion: Companion, folder: Path, clock: StoppedClock, *, anew: bool
) -> None:
    """A11: another version goes on with the same trend."""
    live(companion, clock, [2] * 7 + [4] * 6)
    install(folder, plan(**NEXT_VERSION, rebaseline=anew), clock)
    clock.advance(DAY)
    live(companion, clock, [4] * 16)
    companion.next()
    assert bool(alerts(companion)) is not anew


def test_a_score_that_opened_a_session_counts_once(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    companion.start()
    visit(companion, Patient(pain=2))
    found = rows(folder, "SELECT count(*) FROM pain_entry WHERE asked = 'before' AND site = 'back'")
    assert found == [(2,)]
    assert companion.context is not None
    program = companion.context.require_program()
    history = watching.gather(companion.context, program, companion.context.day)
    assert [len(one.scores) for one in history.series] == [1, 1]
    assert history.start == date(2026, 11, 22) + timedelta(days=1)
