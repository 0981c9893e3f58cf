"""A walk inside a session: rests by rule, nothing lost, and every walk where walks are read."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pytest
from disks import full_disk
from journeys import YES, Patient, StoppedClock, TypingPatient, install, records, rows, visit
from walks import BOUT, Walker, told, walk_program

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.going_on import AskGoOn
from exercise_companion.core.records import WalkRecord
from exercise_companion.core.walk_records import LegReport
from exercise_companion.errors import Refused, StoreFault
from exercise_companion.plain.console import KEPT, Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.records import SessionEvent

Felt, Legs = walks.FeltLegs, walks.Legs


@pytest.fixture(scope="module")
def with_walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Checked and begun: the walk is next."""
    folder = tmp_path_factory.mktemp("walk") / "data"
    install(folder, walk_program(), StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.ShowIntro)
    return folder


@pytest.fixture
def folder(with_walk: Path, tmp_path: Path) -> Path:
    return shutil.copytree(with_walk, tmp_path / "data")


def walked(folder: Path, clock: StoppedClock, *script: Reply | float) -> list[Prompt]:
    """The whole session, in one go."""
    with Companion(folder, clock) as companion:
        companion.start()
        return visit(companion, Walker(clock, *script))


def logged(folder: Path, clock: StoppedClock) -> list[WalkRecord]:
    """Every walk that is on record, as whatever reads walks sees it."""
    with Companion(folder, clock) as companion:
        assert companion.context is not None
        day = companion.context.day
        return [walk for _, walk in companion.context.store.walks(day, day)]


TWICE = (
    *(Felt(130), Legs(5, "none"), 3, Legs(3, "none")),
    *(Felt(100), Legs(4, "none"), 2, Legs(2, "none")),
    *(Felt(60), Legs(5, "none"), 10, Legs(5, "none"), 4, Legs(3, "none")),
    told(symptom="heavy", side="both", relief_action="sat"),
)
"""Legs that feel it three times; the third rest is too long (NC-2)."""


def test_legs_feel_it_twice_then_the_third_rest_ends_the_walk(
    folder: Path, clock: StoppedClock
) -> None:
    walked(folder, clock, *TWICE)
    sets = rows(folder, "SELECT set_number, target_seconds, done_seconds FROM set_log")
    assert sets == [(1, 240, 130), (2, 240, 100), (3, 240, 60)]
    advice = rows(folder, "SELECT advice, rule FROM leg_report ORDER BY id")
    assert advice == [
        *(("REST", "NC-1"), ("WALK", "NC-1")),
        *(("REST", "NC-1"), ("WALK", "NC-1")),
        *(("REST", "NC-1"), ("END", "NC-2"), ("END", "NC-2")),
    ]
    assert logged(folder, clock) == [
        WalkRecord(
            mode="outdoor_walk",
            minutes_total=4.83,
            minutes_to_first_symptom=2.17,
            bouts=3,
            leg_pain_max=5,
            stop_reason="leg_symptoms",
            symptom="heavy",
            side="both",
            relief_action="sat",
            minutes_to_relief=14,
            session_id=1,
            item_id="walk-1",
            timed=True,
        )
    ]
    assert rows(folder, "SELECT outcome FROM item_end") == [("partly",)]
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


def test_a_walk_without_leg_signs_asks_nothing_more(folder: Path, clock: StoppedClock) -> None:
    shown = walked(folder, clock, BOUT, BOUT, BOUT)
    assert not any(isinstance(prompt, walks.AskWalk | walks.AskLegs) for prompt in shown)
    (walk,) = logged(folder, clock)
    assert (walk.minutes_total, walk.bouts, walk.stop_reason) == (12, 3, "done")
    assert walk.minutes_to_first_symptom is None
    assert rows(folder, "SELECT outcome FROM item_end") == [("done",)]


def test_a_walk_of_a_second_is_done_in_part_and_nobody_said_why(
    folder: Path, clock: StoppedClock
) -> None:
    walked(folder, clock, *(prompts.DidSet(seconds=1),) * 3)
    (walk,) = logged(folder, clock)
    assert (walk.minutes_total, walk.stop_reason) == (0.05, None)
    assert rows(folder, "SELECT outcome FROM item_end") == [("partly",)]


def test_nc5_a_leg_that_gives_way_is_a_yes_to_its_sign(folder: Path, clock: StoppedClock) -> None:
    shown = walked(folder, clock, BOUT, Felt(50), Legs(None, "gave_way"))
    assert any(isinstance(prompt, prompts.ShowAdvice) for prompt in shown)
    alerts = rows(folder, "SELECT flag_id, rules FROM alert")
    assert [flag for flag, _ in alerts] == ["RF-NEU-02"]
    assert "NC-5" in str(alerts[0][1])
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]
    (walk,) = logged(folder, clock)
    assert (walk.gave_way, walk.minutes_total, walk.minutes_to_first_symptom) == (True, 4.83, 4.83)
    with Companion(folder, clock) as companion:
        assert companion.is_blocked()


def test_nc5_the_advice_is_shown_even_if_it_cannot_be_written(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Walker(clock, Felt(50)), until=walks.AskLegs)
        asked = companion.next()
        assert isinstance(asked, walks.AskLegs)
        assert companion.context is not None
        store = companion.context.store

        def full(*_: object, **__: object) -> int:
            raise StoreFault("Full.", "Make room.")

        monkeypatch.setattr(store, "append_event", full)
        assert companion.reply(asked, Legs(None, "gave_way")) is False
        shown = companion.next()
        assert isinstance(shown, prompts.ShowAdvice)
        assert not shown.saved
    assert rows(folder, "SELECT id FROM leg_report") == []


def test_nc3_silence_in_a_rest_ends_in_questions(folder: Path, clock: StoppedClock) -> None:
    script = (Felt(50), Legs(6, "none"), 10, Legs(), 20, Legs(), told(relief="not yet"))
    shown = walked(folder, clock, *script)
    asked = [prompt for prompt in shown if isinstance(prompt, prompts.AskSafety)]
    ids = [prompt.question.id for prompt in asked]
    assert "RF-CES-07" in ids
    assert "RF-NEU-02" in ids
    (walk,) = logged(folder, clock)
    assert (walk.still_there, walk.minutes_to_relief) == (True, None)
    assert rows(folder, "SELECT rule FROM questions_due") == [("NC-3",)]
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.ShowDecision)
    again = rows(folder, "SELECT id FROM safety_check WHERE purpose = 'worked_out'")
    assert len(again) == 1


def test_nc3_whoever_does_not_wait_is_asked_too(folder: Path, clock: StoppedClock) -> None:
    shown = walked(folder, clock, Felt(50), Legs(6, "none"), 2, walks.LeaveRest())
    assert any(isinstance(prompt, prompts.AskSafety) for prompt in shown)
    (walk,) = logged(folder, clock)
    assert (walk.still_there, walk.stop_reason) == (True, "leg_symptoms")


OUT = {
    "gave_way": "no",
    "minutes": 9.0,
    "bouts": 2.0,
    "first_symptom": 4.0,
    "leg_max": 6.0,
    "symptom": "pain",
    "side": "left",
    "relief_action": "stood_still",
    "in_calf": "yes",
    "relief": 3.0,
    "stop_reason": "leg_symptoms",
    "distance": 400.0,
}


def test_a_walk_outside_is_typed_in_as_the_patient_measured_it(
    folder: Path, clock: StoppedClock
) -> None:
    walked(folder, clock, walks.WasOut(), told(**OUT))
    (walk,) = logged(folder, clock)
    assert walk == WalkRecord(
        mode="outdoor_walk",
        minutes_total=9,
        minutes_to_first_symptom=4,
        bouts=2,
        leg_pain_max=6,
        stop_reason="leg_symptoms",
        symptom="pain",
        side="left",
        relief_action="stood_still",
        minutes_to_relief=3,
        in_calf=True,
        distance_metres=400,
        session_id=1,
        item_id="walk-1",
        timed=False,
    )
    sets = rows(folder, "SELECT set_number, target_seconds, done_seconds FROM set_log")
    assert sets == [(1, 720, 540)]
    assert rows(folder, "SELECT outcome FROM item_end") == [("partly",)]


def test_nc4_two_such_walks_are_seen_by_the_rule_over_weeks(
    folder: Path, clock: StoppedClock
) -> None:
    walked(folder, clock, walks.WasOut(), told(**OUT))
    clock.advance(24 * 3600)
    walked(folder, clock, walks.WasOut(), told(**OUT))
    assert ("RF-PAD-02",) in rows(folder, "SELECT flag_id FROM alert")


def test_a_leg_that_gave_way_outside_stops_the_session(folder: Path, clock: StoppedClock) -> None:
    walked(folder, clock, walks.WasOut(), told(**(OUT | {"gave_way": "yes"})))
    assert ("RF-NEU-02",) in rows(folder, "SELECT flag_id FROM alert")
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]


GAVE_WAY = (("gave_way", "yes"),)


def test_nc5_that_a_leg_gave_way_outside_is_kept_before_anything_else_is_asked(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        bout = visit(companion, Patient(), until=walks.DoBout)[-1]
        companion.reply(bout, walks.WasOut())
        asked = companion.next()
        assert isinstance(asked, walks.AskWalk)
        companion.reply(asked, walks.WalkTold(GAVE_WAY))
        assert companion.is_blocked()
        assert isinstance(companion.next(), prompts.ShowAdvice | prompts.AskSafety)
    assert ("RF-NEU-02",) in rows(folder, "SELECT flag_id FROM alert")
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_flag",)]
    (walk,) = logged(folder, clock)
    assert (walk.gave_way, walk.minutes_total) == (True, None)


def test_nc5_line_by_line_it_is_kept_although_the_input_ends(
    folder: Path, clock: StoppedClock
) -> None:
    out = io.StringIO()
    with Companion(folder, clock) as companion:
        console = Console(clock, source=io.StringIO("go on\nstart\nout\nyes\n"), out=out)
        PlainSession(companion, console).exercise()
    assert ("RF-NEU-02",) in rows(folder, "SELECT flag_id FROM alert")
    assert "You reported a warning sign." in out.getvalue()


@pytest.mark.parametrize("ends", ["", "!\n"])
def test_nc1_line_by_line_a_leg_score_counts_although_the_next_question_is_left(
    folder: Path, clock: StoppedClock, ends: str
) -> None:
    with Companion(folder, clock) as companion:
        typed = io.StringIO(f"go on\nstart\nlegs 1\n9\n{ends}")
        PlainSession(companion, Console(clock, source=typed, out=io.StringIO())).exercise()
    assert rows(folder, "SELECT leg_0_to_10 FROM leg_report") == [(9,)]


@pytest.mark.parametrize("reply", [prompts.Hurts(20), Legs(9, "none")])
def test_pr02a_on_a_full_disk_pain_on_a_walk_stops_it_even_so(
    folder: Path, clock: StoppedClock, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        walker = Walker(clock, Felt(50))
        until = walks.AskLegs if isinstance(reply, Legs) else walks.DoBout
        asked = visit(companion, walker, until=until)[-1]
        with full_disk(monkeypatch):
            companion.reply(asked, reply)
            if isinstance(reply, prompts.Hurts):
                pain = companion.next()
                assert isinstance(pain, prompts.AskPain)
                companion.reply(pain, prompts.Scored((("back", 9), ("leg", 2))))
            notice = companion.next()
        assert isinstance(notice, prompts.ShowNotice)
        assert (notice.title, notice.lines[-1]) == ("Stop now", "This could not be saved.")


def exercise_on_a_full_disk(
    companion: Companion, console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session in which no report of the legs can be written."""
    assert companion.context is not None
    store = companion.context.store
    append = store.append_event

    def full(session_id: int, event: SessionEvent, *, after_end: bool = False) -> int:
        if isinstance(event, LegReport):
            raise StoreFault("The disk is full.", "Make room.")
        return append(session_id, event, after_end=after_end)

    monkeypatch.setattr(store, "append_event", full)
    PlainSession(companion, console).exercise()


@pytest.mark.parametrize("ends", ["", "!\n"])
def test_line_by_line_a_leg_score_that_cannot_be_written_is_never_said_to_be_kept(
    folder: Path, clock: StoppedClock, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    with Companion(folder, clock) as companion:
        typed = io.StringIO(f"go on\nstart\nlegs 1\n5\n{ends}")
        console = Console(clock, source=typed, out=out)
        if ends:
            exercise_on_a_full_disk(companion, console, monkeypatch)
            assert "The disk is full." in out.getvalue()
        else:
            with pytest.raises(StoreFault):
                exercise_on_a_full_disk(companion, console, monkeypatch)
            assert KEPT not in out.getvalue()
    assert rows(folder, "SELECT leg_0_to_10 FROM leg_report") == []


def test_pr02a_line_by_line_stop_now_is_said_although_it_cannot_be_written(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    with Companion(folder, clock) as companion:
        typed = io.StringIO("go on\nstart\nlegs 1\n9\n")
        exercise_on_a_full_disk(companion, Console(clock, source=typed, out=out), monkeypatch)
    assert "Saved." not in out.getvalue()
    stop = "SELECT score_0_to_10 FROM pain_entry WHERE outcome = 'STOP_SESSION'"
    assert rows(folder, stop) == [(9,)]  # there is room again when it is left
    assert "Stop now\nStop exercising." in out.getvalue()
    assert "This could not be saved." in out.getvalue()


def test_nc3_that_it_did_not_ease_is_the_last_thing_told_of_a_walk(
    folder: Path, clock: StoppedClock
) -> None:
    """With that answer all is told, and all is kept: nothing after it can be left (H-11)."""
    typed = ("go on", "start", "out", *OUT_TYPED[:-1], "not yet")
    out = io.StringIO()
    with Companion(folder, clock) as companion:
        console = Console(clock, source=io.StringIO("\n".join(typed) + "\n"), out=out)
        PlainSession(companion, console).exercise()
    assert rows(folder, "SELECT rule FROM questions_due") == [("NC-3",)]
    (walk,) = logged(folder, clock)
    assert walk.still_there


# --- nothing lost ---------------------------------------------------------------------------------

STORIES = {
    "twice": TWICE,
    "to the end": (BOUT, Felt(30), Legs(2, "none"), BOUT, BOUT, told(symptom="tingle")),
    "given up": (BOUT, walks.EndWalk(30), told(stop_reason="tired")),
    "not waited": (Felt(50), Legs(6, "none"), 2, walks.LeaveRest(), told(side="left")),
    "out": (walks.WasOut(), told(**OUT)),
    "gave way": (Felt(50), Legs(None, "gave_way")),
    "silent": (Felt(50), Legs(), 10, Legs(), 20, Legs(), told(relief=25.0)),
    "hurts": (BOUT, prompts.Hurts(90), prompts.DidSet(seconds=240), BOUT),
}


def killed(folder: Path, clock: StoppedClock, patient: Walker) -> list[Prompt]:
    """The program is closed and opened again after every reply."""
    shown: list[Prompt] = []
    waits = prompts.ShowIntro | prompts.ShowNotice | prompts.ShowSummary | AskGoOn
    while len(shown) < 200:
        with Companion(folder, clock) as companion:
            companion.start()
            while isinstance(prompt := companion.next(), waits):
                shown.append(prompt)
                companion.reply(prompt, patient.reply(prompt))
            if prompt is None:
                return shown
            shown.append(prompt)
            reply = patient.reply(prompt)
            if isinstance(reply, walks.WasOut):
                companion.reply(prompt, reply)
                prompt = companion.next()
                assert prompt is not None
                reply = patient.reply(prompt)
            companion.reply(prompt, reply)
            if patient.hurts(reply):
                asked = companion.next()
                assert asked is not None
                companion.reply(asked, patient.reply(asked))
            if rows(folder, "SELECT id FROM session_end"):
                return [*shown, *visit(companion, patient)]
    return shown


@pytest.mark.parametrize("name", STORIES)
def test_h11_a_walk_interrupted_after_every_reply_leaves_the_same(
    name: str, folder: Path, clock: StoppedClock, tmp_path: Path
) -> None:
    other, again = shutil.copytree(folder, tmp_path / "other"), StoppedClock()
    walked(folder, clock, *STORIES[name])
    killed(other, again, Walker(again, *STORIES[name]))
    left = records(folder)
    assert left["walk_log"]
    assert records(other) == left


def test_h11_a_session_says_where_the_walk_was(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        walker = Walker(clock, BOUT, Felt(70), Legs(1, "none"))
        visit_until_script_ends(companion, walker)
    with Companion(folder, clock) as companion:
        companion.start()
        left = companion.next()
        assert isinstance(left, AskGoOn)
        assert left.where.endswith("Walk in bouts, part 2 of 3, after 1 min 10 s of it.")
        companion.reply(left, prompts.Go())
        intro = companion.next()
        assert isinstance(intro, prompts.ShowIntro)
        companion.reply(intro, prompts.Go())
        bout = companion.next()
    assert isinstance(bout, walks.DoBout)
    assert (bout.target.set_number, bout.seconds_so_far) == (2, 70)
    assert [step.seconds for step in bout.steps] == [170]


def test_h11_a_rest_goes_on_and_has_lasted_since_it_began(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit_until_script_ends(companion, Walker(clock, Felt(70), Legs(6, "none")))
    clock.advance(240)
    with Companion(folder, clock) as companion:
        companion.start()
        left = companion.next()
        assert isinstance(left, AskGoOn)
        assert left.where.endswith("You were resting until your legs ease.")
        companion.reply(left, prompts.Go())
        asked = companion.next()
    assert isinstance(asked, walks.AskLegs)
    assert asked.resting is not None
    assert (asked.resting.handed_out - asked.resting.since).total_seconds() == 240


def visit_until_script_ends(companion: Companion, walker: Walker) -> None:
    while walker.script:
        prompt = companion.next()
        assert prompt is not None
        companion.reply(prompt, walker.reply(prompt))


@pytest.mark.parametrize("how", ["stop", "next day", "flag"])
def test_a_walk_that_is_not_told_is_logged_all_the_same(
    how: str, folder: Path, clock: StoppedClock
) -> None:
    """However the session ends; a rest that was not said to have eased has not (A9)."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit_until_script_ends(companion, Walker(clock, BOUT, Felt(70), Legs(6, "none")))
        asked = companion.next()
        assert isinstance(asked, walks.AskLegs)
        patient = Patient({"RF-CAR-01": YES} if how == "flag" else {})
        if how == "stop":
            companion.reply(asked, prompts.Stop())
            visit(companion, patient)
        elif how == "flag":
            companion.something_is_wrong()
            visit(companion, patient)
    if how == "next day":
        clock.advance(24 * 3600)
        with Companion(folder, clock) as companion:
            companion.start()
    walk_rows = rows(
        folder, "SELECT minutes_total, still_there, minutes_to_first_symptom FROM walk_log"
    )
    assert walk_rows == [(5.17, 1, 5.17)]
    assert rows(folder, "SELECT local_day FROM walk_log") == rows(
        folder, "SELECT local_day FROM session"
    )


# --- line by line ---------------------------------------------------------------------------------


class Typing(TypingPatient):
    """Types these lines first, then as usual."""

    def __init__(self, out: io.StringIO, *lines: str) -> None:
        super().__init__(Patient(), out)
        self.lines = list(lines)

    def answer(self, question: str, lines: list[str]) -> str:
        return self.lines.pop(0) if self.lines else super().answer(question, lines)


def typed_in(folder: Path, clock: StoppedClock, *lines: str) -> str:
    """The same session, line by line; what was printed."""
    out = io.StringIO()
    with Companion(folder, clock) as companion:
        console = Console(clock, source=Typing(out, "go on", "start", *lines), out=out)
        PlainSession(companion, console).exercise()
    return out.getvalue()


OUT_TYPED = ("no", "9", "2", "400", "legs", "4", "6", "pain", "left", "stood", "yes", "3")


@pytest.mark.parametrize(
    ("lines", "script"),
    [
        pytest.param(
            ("done", "legs 2", "5", "no", "3", "no", "end 1", "tired", "heavy", "left", "sat"),
            (
                *(BOUT, Felt(120), Legs(5, "none"), Legs(3, "none"), walks.EndWalk(60)),
                told(symptom="heavy", side="left", relief_action="sat", stop_reason="tired"),
            ),
            id="rests and is ended",
        ),
        pytest.param(
            ("legs 2", "weak", "no wait"),
            (Felt(120), Legs(None, "numb_or_weak"), walks.LeaveRest()),
            id="does not wait",
        ),
        pytest.param(
            ("legs", "skip", "gave way"), (Felt(0), Legs(None, "gave_way")), id="gives way"
        ),
        pytest.param(("out", *OUT_TYPED), (walks.WasOut(), told(**OUT)), id="was out"),
    ],
)
def test_line_by_line_the_same_walk_leaves_the_same(
    lines: tuple[str, ...],
    script: tuple[Reply, ...],
    folder: Path,
    clock: StoppedClock,
    tmp_path: Path,
) -> None:
    other = shutil.copytree(folder, tmp_path / "other")
    shown = typed_in(folder, clock, *lines)
    assert "was not understood" not in shown
    walked(other, StoppedClock(), *script)
    left = records(folder)
    assert left["walk_mark"]
    assert records(other) == left


def test_line_by_line_what_cannot_be_is_asked_again(folder: Path, clock: StoppedClock) -> None:
    lines = ("done x", "legs -1", "out", "no", "0", "2000", "9", "2", "skip", "done", "10", "none")
    shown = typed_in(folder, clock, *lines)
    assert shown.count("That was not understood.") == 5
    (walk,) = logged(folder, clock)
    assert (walk.minutes_total, walk.bouts, walk.minutes_to_first_symptom) == (9, 2, None)


# --- what cannot be -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reply",
    [
        Legs(11, "none"),
        Legs(-1, "none"),
        walks.LeaveRest(),
        walks.WalkTold((("symptom", "pain"),)),
        walks.WasOut(),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(
    reply: Reply, folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Walker(clock, Felt(50)), until=walks.AskLegs)
        asked = companion.next()
        assert asked is not None
        before = records(folder)
        with pytest.raises(Refused):
            companion.reply(asked, reply)
        assert records(folder) == before
        assert companion.next() == asked


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0.0},
        {"minutes": 2000.0},
        {"first_symptom": 12.0},
        {"leg_max": 11.0},
        {"symptom": "sore"},
        {"minutes": None},
    ],
)
def test_a_typed_walk_that_cannot_be_is_refused(
    wrong: dict[str, float | str | None], folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        walker = Walker(clock, walks.WasOut(), told(**(OUT | wrong)))
        visit(companion, walker, until=walks.AskWalk)
        asked = companion.next()
        assert asked is not None
        with pytest.raises(Refused):
            companion.reply(asked, walker.reply(asked))
    assert rows(folder, "SELECT id FROM walk_log") == []
    assert rows(folder, "SELECT id FROM set_log") == []
