"""Told in the window of a session that was ended from elsewhere: it is kept and weighed (A9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from disks import full_disk
from journeys import NO, YES, Patient, full_program, install, rows, visit
from walks import walk_program

from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.records import WalkRecord
from exercise_companion.core.terms import Moment
from exercise_companion.errors import Locked, SessionOver, StoreFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.prompts import Prompt, Reply

P = TypeVar("P")

TALK = prompts.Talked("Ruth Hall", "physiotherapist", "Go on with the exercises.")

OVER = "This session has ended"


def held(elsewhere: Companion) -> None:
    """A doctor said to stop: exercise is on hold, and the session has ended."""
    elsewhere.something_is_wrong()
    visit(elsewhere, Patient({"RF-GEN-02": YES}, begins=False))


def held_and_ended(elsewhere: Companion) -> None:
    held(elsewhere)
    elsewhere.log_talk(TALK, review=False)


def locked_by_a_walk(elsewhere: Companion) -> None:
    """What an entry raises leaves the session open until its own window looks."""
    elsewhere.log_walk(WalkRecord("outdoor_walk", 10.0, 5.0, 2, 3, "leg_symptoms", gave_way=True))
    visit(elsewhere, Patient(begins=False))


ELSEWHERE = pytest.mark.parametrize("happens", [held, held_and_ended, locked_by_a_walk])


@pytest.fixture
def elsewhere(folder: Path, clock: StoppedClock) -> Iterator[Companion]:
    with Companion(folder, clock) as second:
        yield second


@pytest.fixture
def walker(tmp_path: Path, clock: StoppedClock) -> Iterator[Companion]:
    folder = tmp_path / "walks"
    install(folder, walk_program(), clock)
    with Companion(folder, clock) as companion:
        yield companion


def at(companion: Companion, kind: type[P], **fields: object) -> P:
    """In a session at the first prompt of that kind."""
    companion.start()
    patient = Patient()
    while (prompt := companion.next()) is not None:
        if isinstance(prompt, kind) and all(
            getattr(prompt, name) == value for name, value in fields.items()
        ):
            return prompt
        companion.reply(prompt, patient.reply(prompt))
    pytest.fail(f"no {kind.__name__} came")


def shown_from_here(companion: Companion, patient: Patient | None = None) -> list[Prompt]:
    return visit(companion, patient or Patient(begins=False))


def signs_asked(shown: list[Prompt]) -> list[str]:
    return [one.question.id for one in shown if isinstance(one, prompts.AskSafety)]


def lines_told(shown: list[Prompt]) -> list[str]:
    found = [one for one in shown if isinstance(one, ways.Told) and one.title == OVER]
    return [line for one in found for line in one.lines]


def no_set_comes(shown: list[Prompt]) -> bool:
    return not [one for one in shown if isinstance(one, prompts.DoSet | prompts.ShowIntro)]


# --- an exercise ----------------------------------------------------------------------------------


@ELSEWHERE
def test_pr05_a_new_feeling_is_kept_and_asked_again(
    companion: Companion,
    clock: StoppedClock,
    elsewhere: Companion,
    folder: Path,
    happens: Callable[[Companion], None],
) -> None:
    shown = at(companion, prompts.AskPain, moment=Moment.DURING)
    happens(elsewhere)
    companion.reply(shown, prompts.Scored(new_sensation=True))
    assert rows(folder, "SELECT item_id FROM sensation") == [("bridge-1",)]
    asked = visit(companion, Patient(begins=False), until=prompts.AskSettled)[-1]
    assert isinstance(asked, prompts.AskSettled)
    clock.advance(16 * 60)
    companion.reply(asked, prompts.Answered(NO))
    assert "RF-NEU-03" in [one for (one,) in rows(folder, "SELECT flag_id FROM alert")]
    assert no_set_comes(shown_from_here(companion))


@ELSEWHERE
def test_pr02a_a_score_that_stops_is_kept_and_asked_about(
    companion: Companion,
    elsewhere: Companion,
    folder: Path,
    happens: Callable[[Companion], None],
) -> None:
    shown = at(companion, prompts.AskPain, moment=Moment.DURING)
    happens(elsewhere)
    companion.reply(shown, prompts.Scored((("back", 9), ("leg", 2))))
    scores = "SELECT site, score_0_to_10, outcome FROM pain_entry WHERE asked = 'during'"
    assert rows(folder, scores)[0] == ("back", 9, "STOP_SESSION")
    after = shown_from_here(companion)
    assert any(line.startswith("Stop exercising.") for line in lines_told(after))
    assert "RF-CES-01" in signs_asked(after)
    assert no_set_comes(after)


def test_pr02a_it_is_over_for_the_day_although_the_hold_was_ended(
    companion: Companion, elsewhere: Companion
) -> None:
    shown = at(companion, prompts.AskPain, moment=Moment.DURING)
    held_and_ended(elsewhere)
    companion.reply(shown, prompts.Scored((("back", 9), ("leg", 2))))
    shown_from_here(companion)
    companion.start()
    assert no_set_comes(visit(companion, Patient(begins=False)))
    assert companion.today().state != "ready"


@ELSEWHERE
def test_pr02a_its_questions_come_at_the_next_opening_where_the_window_is_closed(
    companion: Companion,
    elsewhere: Companion,
    folder: Path,
    clock: StoppedClock,
    happens: Callable[[Companion], None],
) -> None:
    shown = at(companion, prompts.AskPain, moment=Moment.DURING)
    happens(elsewhere)
    companion.reply(shown, prompts.Scored((("back", 9), ("leg", 2))))
    companion.close()
    with Companion(folder, clock) as again:
        again.greet()
        assert "RF-CES-01" in signs_asked(shown_from_here(again))


@ELSEWHERE
def test_a_score_that_may_be_is_kept(
    companion: Companion,
    elsewhere: Companion,
    folder: Path,
    happens: Callable[[Companion], None],
) -> None:
    shown = at(companion, prompts.AskPain, moment=Moment.DURING)
    happens(elsewhere)
    companion.reply(shown, prompts.Scored((("back", 3), ("leg", 2))))
    scores = "SELECT site, score_0_to_10 FROM pain_entry WHERE asked = 'during'"
    assert rows(folder, scores) == [("back", 3), ("leg", 2)]
    assert no_set_comes(shown_from_here(companion))


@ELSEWHERE
def test_that_it_hurts_is_kept_with_what_was_counted_and_said(
    companion: Companion,
    elsewhere: Companion,
    folder: Path,
    happens: Callable[[Companion], None],
) -> None:
    shown = at(companion, prompts.DoSet)
    happens(elsewhere)
    companion.reply(shown, prompts.Hurts(did=prompts.DidSet(reps=4)))
    assert rows(folder, "SELECT done_reps FROM set_log") == [(4,)]
    kept = "SELECT DISTINCT outcome, item_id FROM pain_entry WHERE asked = 'during'"
    assert rows(folder, kept) == [("HURTS", "bridge-1")]
    after = shown_from_here(companion)
    assert "You said that it hurt. If that is new or strong, press !" in lines_told(after)
    assert no_set_comes(after)


def test_it_hurts_belongs_to_the_exercise_that_was_shown(
    companion: Companion, elsewhere: Companion, folder: Path
) -> None:
    """The one before is over."""
    shown = at(companion, prompts.ShowIntro, sets_done=0)
    while shown.item.item_id != "reach-1":
        companion.reply(shown, Patient().reply(shown))
        shown = at(companion, prompts.ShowIntro)
    held(elsewhere)
    companion.reply(shown, prompts.Hurts())
    kept = "SELECT DISTINCT item_id FROM pain_entry WHERE outcome = 'HURTS'"
    assert rows(folder, kept) == [("reach-1",)]


@ELSEWHERE
def test_pr07_a_stop_is_asked_about(
    companion: Companion,
    elsewhere: Companion,
    folder: Path,
    happens: Callable[[Companion], None],
) -> None:
    shown = at(companion, prompts.DoSet)
    happens(elsewhere)
    companion.reply(shown, prompts.Stop())
    after = shown_from_here(companion, Patient({"RF-CAR-01": YES}, begins=False))
    assert {"T3", "RF-CAR-01"} <= set(signs_asked(after))
    assert ("RF-CAR-01", "E-call") in rows(folder, "SELECT flag_id, tier FROM alert")
    assert rows(folder, "SELECT DISTINCT session_id FROM safety_check WHERE purpose = 'stop'") == [
        (1,)
    ]


@ELSEWHERE
def test_pain_after_the_session_is_kept(
    companion: Companion,
    elsewhere: Companion,
    folder: Path,
    happens: Callable[[Companion], None],
) -> None:
    shown = at(companion, prompts.AskPain, moment=Moment.AFTER)
    happens(elsewhere)
    companion.reply(shown, prompts.Scored((("back", 4), ("leg", 2))))
    scores = "SELECT score_0_to_10 FROM pain_entry WHERE asked = 'after' AND site = 'back'"
    assert rows(folder, scores) == [(4,)]


@ELSEWHERE
@pytest.mark.parametrize("reply", [prompts.DidSet(), prompts.Skip("tired")])
def test_mere_exercise_is_refused(
    companion: Companion,
    elsewhere: Companion,
    folder: Path,
    happens: Callable[[Companion], None],
    reply: Reply,
) -> None:
    shown = at(companion, prompts.DoSet)
    happens(elsewhere)
    with pytest.raises((Locked, SessionOver)):
        companion.reply(shown, reply)
    assert rows(folder, "SELECT * FROM set_log") == []
    assert no_set_comes(shown_from_here(companion))
    assert len(rows(folder, "SELECT * FROM session_end")) == 1


def test_what_is_told_after_the_session_was_closed_as_too_old_is_kept(
    companion: Companion, clock: StoppedClock, folder: Path
) -> None:
    """The question stood open under `!` meanwhile."""
    shown = at(companion, prompts.AskPain, moment=Moment.DURING)
    clock.advance(6 * 3600)
    companion.something_is_wrong()
    visit(companion, Patient(begins=False))
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]
    companion.reply(shown, prompts.Scored((("back", 9), ("leg", 2))))
    scores = "SELECT item_id, outcome FROM pain_entry WHERE asked = 'during' AND site = 'back'"
    assert rows(folder, scores) == [("bridge-1", "STOP_SESSION")]
    assert rows(folder, "SELECT item_id, outcome FROM item_end") == [("bridge-1", "done")]
    assert "RF-CES-01" in signs_asked(shown_from_here(companion))


def test_a_window_that_had_seen_it_before_sees_what_was_told_later(
    companion: Companion, elsewhere: Companion, clock: StoppedClock
) -> None:
    shown = at(companion, prompts.AskPain, moment=Moment.DURING)
    held(elsewhere)
    elsewhere.today()
    clock.advance(60)
    companion.reply(shown, prompts.Scored((("back", 9), ("leg", 2))))
    companion.close()
    elsewhere.greet()
    assert "RF-CES-01" in signs_asked(shown_from_here(elsewhere))


def test_where_it_cannot_be_written_that_is_said(
    companion: Companion, elsewhere: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = at(companion, prompts.DoSet)
    held(elsewhere)
    with full_disk(monkeypatch), pytest.raises(StoreFault, match="full"):
        companion.reply(shown, prompts.Hurts())
    companion.reply(shown, prompts.Hurts())
    assert rows(folder, "SELECT * FROM pain_entry WHERE asked = 'during'")


def test_pr02a_pain_that_stops_is_owed_to_a_session_that_ended_too(
    companion: Companion, elsewhere: Companion, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = at(companion, prompts.AskPain, moment=Moment.DURING)
    held(elsewhere)
    with full_disk(monkeypatch):
        assert not companion.reply(shown, prompts.Scored((("back", 9), ("leg", 2))))
        notice = companion.next()
        assert isinstance(notice, prompts.ShowNotice)
        assert "could not be saved" in notice.lines[-1]
    companion.close()
    kept = "SELECT outcome FROM pain_entry WHERE score_0_to_10 = 9"
    assert rows(folder, kept) == [("STOP_SESSION",)]


# --- a walk ---------------------------------------------------------------------------------------


def at_the_legs(walker: Companion) -> walks.AskLegs:
    shown = at(walker, walks.DoBout)
    walker.reply(shown, walks.FeltLegs(50))
    asked = walker.next()
    assert isinstance(asked, walks.AskLegs)
    return asked


@pytest.mark.parametrize("happens", [held, held_and_ended])
def test_nc5_a_leg_that_gave_way_is_kept_and_locks(
    walker: Companion,
    tmp_path: Path,
    clock: StoppedClock,
    happens: Callable[[Companion], None],
) -> None:
    folder = tmp_path / "walks"
    shown = at_the_legs(walker)
    with Companion(folder, clock) as elsewhere:
        happens(elsewhere)
    clock.advance(60)
    walker.reply(shown, walks.Legs(None, "gave_way"))
    assert rows(folder, "SELECT feeling FROM leg_report") == [("gave_way",)]
    assert ("RF-NEU-02", "U") in rows(folder, "SELECT flag_id, tier FROM alert")
    with Companion(folder, clock) as again:
        day = again.day
        assert again.context is not None
        (walk,) = [one for _, one in again.context.store.walks(day, day)]
        assert walk.gave_way
    first = walker.next()
    assert isinstance(first, prompts.AskSafety | prompts.ShowAdvice)
    shown_from_here(walker)
    assert walker.is_blocked()


@pytest.fixture
def second_walker(tmp_path: Path, clock: StoppedClock) -> Iterator[Companion]:
    """With an exercise before the walk."""
    program, walk = full_program(), walk_program()
    program["exercises"] += walk["exercises"]
    program["phases"][0]["items"] += walk["phases"][0]["items"]
    folder = tmp_path / "two"
    install(folder, program, clock)
    with Companion(folder, clock) as companion:
        yield companion


@pytest.mark.parametrize("happens", [held, locked_by_a_walk])
def test_nc5_on_a_walk_that_is_typed_in_after_another_exercise_a_leg_that_gave_way_locks(
    second_walker: Companion,
    tmp_path: Path,
    clock: StoppedClock,
    happens: Callable[[Companion], None],
) -> None:
    second_walker.reply(at(second_walker, walks.DoBout), walks.WasOut())
    shown = second_walker.next()
    assert isinstance(shown, walks.AskWalk)
    with Companion(tmp_path / "two", clock) as elsewhere:
        happens(elsewhere)
    clock.advance(60)
    second_walker.reply(shown, walks.WalkTold((("gave_way", "yes"),)))
    assert ("RF-NEU-02", "U") in rows(tmp_path / "two", "SELECT flag_id, tier FROM alert")
    (walk,) = rows(tmp_path / "two", "SELECT gave_way FROM walk_log WHERE item_id = 'walk-1'")
    assert walk == (1,)


def test_pr02a_the_pain_of_the_second_exercise_is_kept_as_its_own(
    elsewhere: Companion, companion: Companion, folder: Path
) -> None:
    """A sign ends the session while it is asked: nothing of the first one is undone."""
    asked = at(companion, prompts.AskPain, moment=Moment.DURING)
    companion.reply(asked, prompts.Scored(tuple((one.site, 2) for one in asked.sites)))
    again = at(companion, prompts.AskPain, moment=Moment.DURING)
    held(elsewhere)
    companion.reply(again, prompts.Scored(tuple((one.site, 9) for one in again.sites)))
    kept = "SELECT DISTINCT item_id FROM pain_entry WHERE score_0_to_10 = 9"
    assert rows(folder, kept) == [("reach-1",)]


def test_that_the_legs_feel_it_is_kept_and_what_to_do_is_said(
    walker: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    """NC-5: what else they do was not asked any more."""
    shown = at(walker, walks.DoBout)
    with Companion(tmp_path / "walks", clock) as elsewhere:
        held(elsewhere)
    walker.reply(shown, walks.FeltLegs(50))
    (told,) = [one for one in lines_told(shown_from_here(walker)) if "legs" in one]
    assert told.endswith("press !")


def test_a_leg_score_above_its_limit_is_kept_and_asked_about(
    walker: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    folder = tmp_path / "walks"
    shown = at_the_legs(walker)
    with Companion(folder, clock) as elsewhere:
        held(elsewhere)
    walker.reply(shown, walks.Legs(10, "none"))
    kept = "SELECT outcome FROM pain_entry WHERE asked = 'during' AND site = 'leg'"
    assert rows(folder, kept) == [("STOP_SESSION",)]
    assert "RF-CES-01" in signs_asked(shown_from_here(walker))


def test_what_is_told_of_the_whole_walk_stands_in_place_of_what_was_measured(
    walker: Companion, tmp_path: Path, clock: StoppedClock
) -> None:
    folder = tmp_path / "walks"
    shown = at_the_legs(walker)
    walker.reply(shown, walks.LeaveRest()) if shown.resting else walker.reply(
        shown, walks.Legs(5, "none")
    )
    while not isinstance(shown := walker.next(), walks.AskWalk):
        assert shown is not None
        walker.reply(
            shown,
            walks.EndWalk(60) if isinstance(shown, walks.DoBout) else Patient().reply(shown),
        )
    with Companion(folder, clock) as elsewhere:
        held(elsewhere)
        assert elsewhere.context is not None
        day = elsewhere.day
        (measured,) = [one for _, one in elsewhere.context.store.walks(day, day)]
        answers = Patient().reply(shown)
        assert isinstance(answers, walks.WalkTold)
        walker.reply(shown, answers)
        (walk,) = [one for _, one in elsewhere.context.store.walks(day, day)]
    assert walk.minutes_total == measured.minutes_total
    assert walk != measured


@pytest.mark.parametrize("reply", [prompts.DidSet(), walks.EndWalk(30), walks.WasOut()])
def test_mere_walking_is_refused(
    walker: Companion, tmp_path: Path, clock: StoppedClock, reply: Reply
) -> None:
    shown = at(walker, walks.DoBout)
    with Companion(tmp_path / "walks", clock) as elsewhere:
        held(elsewhere)
    with pytest.raises(Locked):
        walker.reply(shown, reply)
