"""Line by line in a terminal: nothing typed ahead is an answer, a set listens as it counts."""

from __future__ import annotations

import functools
import io
import os
import signal
import time
from dataclasses import replace
from datetime import timedelta
from shutil import copytree
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from journeys import FIRST_DAY, YES, Patient, StoppedClock, full_program, install, visit

from exercise_companion.companion import Companion
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.core.terms import Answer
from exercise_companion.plain import console as console_module
from exercise_companion.plain.console import Console, EndOfInputError, SomethingIsWrongError
from exercise_companion.plain.session import PlainSession
from exercise_companion.plain.sets import SetQuestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exercise_companion.core.prompts import DoSet, Prompt, Reply

A_MINUTE = 60.0
STUCK_SECONDS = 20
"""A question that nobody answers fails instead of waiting for ever."""


class Terminal(io.StringIO):
    """A real terminal: what is printed, and keys typed at once when certain words appear."""

    def __init__(self) -> None:
        super().__init__()
        import pty  # noqa: PLC0415 - not on every system

        self._keys, screen = pty.openpty()
        self.source = os.fdopen(screen, encoding="utf-8")
        self.script: list[tuple[str, str]] = []
        """Words to wait for, and what is typed then; in order."""
        self.console = Console(StoppedClock(), source=self.source, out=self)
        self.moment = time.monotonic()

    def type(self, text: str) -> None:
        os.write(self._keys, text.encode())

    def write(self, text: str, /) -> int:
        if self.script and self.script[0][0] in text:
            self.type(self.script.pop(0)[1])
        return super().write(text)

    def elapsed(self) -> float:
        return time.monotonic() - self.moment

    def close(self) -> None:
        if not self.closed:
            self.source.close()
            os.close(self._keys)
        super().close()


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    pytest.importorskip("termios")

    def stuck(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stuck)
    signal.alarm(STUCK_SECONDS)
    opened = Terminal()
    yield opened
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
    opened.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared") / "data"
    install(folder, full_program(), StoppedClock())
    return folder


# --- what was typed ahead -------------------------------------------------------------------------


def reached(kind: type, patient: Patient | None = None) -> Callable[[Path], Prompt]:
    """The first prompt of a kind in a visit."""

    def find(folder: Path) -> Prompt:
        with Companion(folder, StoppedClock()) as companion:
            companion.start()
            return visit(companion, patient or Patient(), until=kind)[-1]

    return find


def made(prompt: Prompt) -> Callable[[Path], Prompt]:
    return lambda _: prompt


QUESTIONS: dict[str, tuple[Callable[[Path], Prompt], str, str, str, Reply]] = {
    "am I in danger": (
        reached(crisis_prompts.AskCrisis, Patient({"RF-MH-01": YES})),
        "no", "Are you in danger", "yes", crisis_prompts.CrisisAnswered("yes"),
    ),
    "an advice": (
        reached(prompts.ShowAdvice, Patient({"RF-CAR-01": YES})),
        "calling", "Type one of", "cannot call", prompts.Acknowledged("cannot_call"),
    ),
    "has it gone": (
        made(
            prompts.AskSettled(
                "Rest", ("Sit.",), "Has it gone?", "Bridge",
                FIRST_DAY + timedelta(minutes=5), FIRST_DAY,
            )
        ),
        "yes", "Has it gone", "no", prompts.Answered(Answer.NO),
    ),
    "why did you stop": (
        made(prompts.AskStopReason()),
        "tired", "Why did you stop", "unwell", prompts.StoppedBecause("unwell"),
    ),
    "pain": (
        reached(prompts.AskPain),
        "0\n0", "0 to 10, or leave?", "leave", prompts.Leave(),
    ),
    "the beginning": (
        reached(prompts.ShowDecision),
        "start", "Type start, helper", "leave", prompts.Leave(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", QUESTIONS.values(), ids=list(QUESTIONS))
def test_what_was_typed_ahead_answers_no_question_that_matters(
    prepared: Path,
    tmp_path: Path,
    terminal: Terminal,
    case: tuple[Callable[[Path], Prompt], str, str, str, Reply],
) -> None:
    find, ahead, words, typed, expected = case
    prompt = find(copytree(prepared, tmp_path / "data"))
    companion = SimpleNamespace(local_time=lambda moment: moment)
    terminal.type(f"{ahead}\n")
    terminal.script = [(words, f"{typed}\n")]
    session = PlainSession(companion, terminal.console)  # type: ignore[arg-type]
    reply = session._put(prompt)
    if isinstance(expected, prompts.Answered):
        assert isinstance(reply, prompts.Answered)
        reply = replace(reply, dwell_ms=None)
    assert reply == expected


def test_an_exclamation_mark_typed_ahead_is_never_dropped(terminal: Terminal) -> None:
    terminal.type("no\n!\n5\n")
    with pytest.raises(SomethingIsWrongError):
        terminal.console.ask("Back, 0 to 10?", flush=True)


@pytest.mark.parametrize("held", ["\n" * 30, "n" * 30 + "\n", "y" * 30 + "\n"])
def test_si04_a_key_that_is_held_answers_no_sign(
    prepared: Path, tmp_path: Path, terminal: Terminal, held: str
) -> None:
    """Line by line an answer is a word and Enter: no key that repeats makes one (SI-03, SI-04)."""
    prompt = reached(prompts.AskSafety)(copytree(prepared, tmp_path / "data"))
    assert isinstance(prompt, prompts.AskSafety)
    terminal.type("no\n")  # typed ahead: dropped
    terminal.script = [
        ("No, yes, not sure", held),
        ("not understood", ""),
        ("No, yes, not sure", "not sure\n"),
    ]
    session = PlainSession(SimpleNamespace(), terminal.console)  # type: ignore[arg-type]
    reply = session._put(prompt)
    assert isinstance(reply, prompts.Answered)
    assert reply.value is Answer.NOT_SURE
    assert reply.dwell_ms is not None  # by which the report marks what came too fast


# --- while a set is counted -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def bridge(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> DoSet:
    """The first set of a session, one step of a minute long; there is an easier version."""
    folder = copytree(prepared, tmp_path_factory.mktemp("bridge") / "data")
    prompt = reached(prompts.DoSet)(folder)
    assert isinstance(prompt, prompts.DoSet)
    return lasting(prompt, A_MINUTE)


def lasting(prompt: DoSet, seconds: float) -> DoSet:
    return replace(prompt, steps=(replace(prompt.steps[0], instruction="Hold", seconds=seconds),))


def test_an_exclamation_mark_ends_the_count_at_once(terminal: Terminal, bridge: DoSet) -> None:
    terminal.script = [("Type start", "start\n"), ("Hold", "!\n")]
    with pytest.raises(SomethingIsWrongError):
        SetQuestions(terminal.console).put(bridge)
    assert terminal.elapsed() < A_MINUTE / 4


WORDS: dict[str, Reply] = {
    "hurts": prompts.Hurts(),
    "stop": prompts.Stop(),
    "done 5": prompts.DidSet(reps=5),
    "back": prompts.Back(),
    "easier": prompts.UseEasier(),
}


@pytest.mark.parametrize(("typed", "reply"), WORDS.items())
def test_a_word_acts_at_once_while_counting(
    terminal: Terminal, bridge: DoSet, typed: str, reply: Reply
) -> None:
    terminal.script = [("Type start", "start\n"), ("Hold", f"{typed}\n")]
    assert SetQuestions(terminal.console).put(bridge) == reply
    assert terminal.elapsed() < A_MINUTE / 4


CUTS = {
    "hurts": prompts.Hurts,
    "stop": prompts.Stop,
    "easier": prompts.UseEasier,
    "skip": functools.partial(prompts.Skip, "tired"),
}
"""What cuts a set short, and the reply it makes."""


@pytest.mark.parametrize(("typed", "kind"), CUTS.items())
@pytest.mark.parametrize("rep", [1, 4])
def test_h17_a_set_cut_short_while_it_counts_says_how_far_it_came(
    terminal: Terminal,
    bridge: DoSet,
    typed: str,
    kind: Callable[..., Reply],
    rep: int,
) -> None:
    target = replace(bridge.target, reps=8, seconds=None)
    counting = replace(
        bridge,
        target=target,
        steps=(replace(bridge.steps[0], kind="rep", rep=rep, reps=8),),
    )
    why = [("Why?", "tired\n")] if typed == "skip" else []
    terminal.script = [("Type start", "start\n"), ("Hold", f"{typed}\n"), *why]
    did = prompts.DidSet(reps=rep) if rep > 1 else None  # the first has hardly begun
    assert SetQuestions(terminal.console).put(counting) == kind(did=did)


@pytest.mark.parametrize(("typed", "kind"), CUTS.items())
def test_h17_a_set_counted_to_its_end_is_not_begun_anew(
    terminal: Terminal, bridge: DoSet, typed: str, kind: Callable[..., Reply]
) -> None:
    counted = replace(lasting(bridge, 0.1), target=replace(bridge.target, reps=8, seconds=None))
    why = [("Why?", "tired\n")] if typed == "skip" else []
    terminal.script = [("Type start", "start\n"), ("Type done", f"{typed}\n"), *why]
    assert SetQuestions(terminal.console).put(counted) == kind(did=prompts.DidSet(reps=8))


@pytest.mark.parametrize(("typed", "did"), [("yes", prompts.DidSet(reps=4)), ("no", None)])
def test_h17_before_back_it_is_asked_whether_what_was_counted_was_done(
    terminal: Terminal, bridge: DoSet, typed: str, did: prompts.DidSet | None
) -> None:
    counting = replace(
        bridge,
        target=replace(bridge.target, reps=8, seconds=None),
        steps=(replace(bridge.steps[0], kind="rep", rep=4, reps=8),),
    )
    terminal.script = [("Type start", "start\n"), ("Hold", "back\n"), ("set: 4?", f"{typed}\n")]
    assert SetQuestions(terminal.console).put(counting) == prompts.Back(did)


def test_skip_while_counting_asks_why(terminal: Terminal, bridge: DoSet) -> None:
    terminal.script = [("Type start", "start\n"), ("Hold", "skip\n"), ("Why?", "tired\n")]
    assert SetQuestions(terminal.console).put(bridge) == prompts.Skip("tired")


def test_the_end_of_input_ends_the_count(terminal: Terminal, bridge: DoSet) -> None:
    terminal.script = [("Type start", "start\n"), ("Hold", "\x04")]
    with pytest.raises(EndOfInputError):
        SetQuestions(terminal.console).put(bridge)


def test_any_other_line_says_what_can_be_typed_and_the_count_goes_on(
    terminal: Terminal, bridge: DoSet
) -> None:
    terminal.script = [
        ("Type start", "start\n"),
        ("Hold", "leave\n"),
        ("That was not understood", "\n"),
        ("Type done, done and a number", "done\n"),
    ]
    assert SetQuestions(terminal.console).put(lasting(bridge, 0.3)) == prompts.DidSet()
    assert 0.3 <= terminal.elapsed() < STUCK_SECONDS / 2
    offered = "pause, done, hurts, easier, skip, back, stop, done and a number. ! if something"
    assert terminal.getvalue().count(f"Type one of: {offered}") == 2
    assert "While it counts, type any of: pause, done" in terminal.getvalue()


def test_a_pause_lasts_until_go_on_and_takes_nothing_from_the_count(
    terminal: Terminal, bridge: DoSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused = terminal.console.ask

    def a_long_pause(question: str, *, flush: bool = False) -> console_module.Line:
        line = paused(question, flush=flush)
        if "paused" in question:
            terminal.console._skipped_seconds += 1000
        return line

    monkeypatch.setattr(terminal.console, "ask", a_long_pause)
    terminal.script = [
        ("Type start", "start\n"),
        ("Hold", "pause\n"),
        ("The count is paused. Type go on, done", "what\n"),
        ("The count is paused. Type go on, done", "go on\n"),
        ("Type done, done and a number", "done\n"),
    ]
    assert SetQuestions(terminal.console).put(lasting(bridge, 0.3)) == prompts.DidSet()
    assert terminal.elapsed() >= 0.3
    assert not terminal.script


def test_stop_is_taken_in_a_pause(terminal: Terminal, bridge: DoSet) -> None:
    terminal.script = [("Type start", "start\n"), ("Hold", "pause\n"), ("paused", "stop\n")]
    assert SetQuestions(terminal.console).put(bridge) == prompts.Stop()


# --- waiting --------------------------------------------------------------------------------------


class ShortSleeps:
    """Time in which every sleep ends early."""

    def __init__(self) -> None:
        self.seconds = 100.0
        self.sleeps: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.seconds += seconds if seconds < 0.1 else seconds / 2


@pytest.fixture
def short_sleeps(monkeypatch: pytest.MonkeyPatch) -> ShortSleeps:
    short = ShortSleeps()
    monkeypatch.setattr(console_module, "time", short)
    return short


class NotPolled(io.StringIO):
    """A terminal on a system that cannot tell whether a line was typed."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("source", [io.StringIO("done\n"), NotPolled("done\n")])
def test_where_nothing_can_be_heard_it_waits_to_the_end(
    short_sleeps: ShortSleeps, source: io.StringIO
) -> None:
    console = Console(StoppedClock(), source=source, out=io.StringIO())
    assert not console.listens
    assert console.wait_until(console.now() + 8) is None
    assert short_sleeps.seconds == pytest.approx(108)
    assert len(short_sleeps.sleeps) > 3
    assert console.ask("Type done").text == "done"


def test_skipped_waits_move_the_clock_by_the_whole_count(bridge: DoSet) -> None:
    steps = tuple(replace(bridge.steps[0], seconds=seconds) for seconds in (5.0, None, 7.0))
    clock = StoppedClock()
    source = io.StringIO("start\ndone\n")
    console = Console(clock, skips_waits=True, source=source, out=io.StringIO())
    reply = SetQuestions(console).put(replace(bridge, steps=steps))
    assert reply == prompts.DidSet(waits_skipped=True)
    assert (clock.instant - FIRST_DAY).total_seconds() == pytest.approx(12, abs=0.5)
