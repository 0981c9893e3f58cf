"""A leg score told with "it hurts" on a walk asks for the same rest as one of the legs (NC-1)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from builders import changed, make_item
from journeys import Patient, StoppedClock, TypingPatient, install, records, rows, visit
from walks import Walker, told, walk_program

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.pain_words import AGAINST_BENDING
from exercise_companion.core.terms import Moment
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

REPORTS = "SELECT leg_0_to_10, feeling, advice, rule FROM leg_report ORDER BY id"


class Hurting(Walker):
    """A walker who says where it hurts, once in the walk."""

    def __init__(
        self, clock: StoppedClock, *script: prompts.Reply | float, leg: int, back: int = 2
    ) -> None:
        super().__init__(clock, *script)
        self.now: dict[str, int] | None = {"leg": leg, "back": back}

    def reply(self, prompt: prompts.Prompt) -> prompts.Reply:
        if _is_hurt(prompt) and self.now:
            said, self.now = self.now, None
            assert isinstance(prompt, prompts.AskPain)
            return prompts.Scored(tuple((one.site, said[one.site]) for one in prompt.sites))
        return super().reply(prompt)


def _is_hurt(prompt: prompts.Prompt) -> bool:
    """The pain that is asked after "it hurts"."""
    return (
        isinstance(prompt, prompts.AskPain)
        and prompt.moment is Moment.DURING
        and not prompt.may_wait
    )


def begun(tmp_path: Path, program: Tree | None = None) -> Path:
    folder = tmp_path / "data"
    folder.parent.mkdir(exist_ok=True)
    install(folder, program or walk_program(), StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.ShowIntro)
    return folder


def hurts(folder: Path, leg: int, *, back: int = 2, seconds: int = 60) -> list[prompts.Prompt]:
    """Some seconds of walking, "it hurts", these scores; then a rest that eases in two minutes."""
    clock = StoppedClock()
    script = (prompts.Hurts(seconds), 2, walks.Legs(2, "none"))
    with Companion(folder, clock) as companion:
        companion.start()
        return visit(companion, Hurting(clock, *script, leg=leg, back=back))


def after_the_score(shown: list[prompts.Prompt]) -> list[prompts.Prompt]:
    return shown[[_is_hurt(one) for one in shown].index(True) + 1 :]


@pytest.mark.parametrize("leg", [4])
def test_nc1_a_leg_score_that_rests_told_as_pain_rests_too(tmp_path: Path, leg: int) -> None:
    folder = begun(tmp_path)
    after = after_the_score(hurts(folder, leg))
    assert isinstance(after[0], walks.AskLegs)
    assert after[0].resting is not None
    assert after[0].resting.lines[0] == "Sit and bend forward until it eases."
    assert not any(isinstance(one, prompts.ShowNotice) for one in after)
    assert rows(folder, REPORTS)[:2] == [
        (leg, None, "REST", "NC-1"),
        (2, "none", "WALK", "NC-1"),
    ]
    sets = rows(folder, "SELECT done_seconds FROM set_log ORDER BY id")
    assert sets == [(60,), (240,), (240,), (180,)]
    logged = "SELECT leg_pain_max_0_to_10, minutes_to_first_symptom, stop_reason FROM walk_log"
    assert rows(folder, logged) == [(leg, 1.0, "done")]


@pytest.mark.parametrize(
    ("code", "answer"),
    [*((code, "yes") for code in AGAINST_BENDING), ("hip_replacement", "not_recorded")],
)
def test_nc1_who_may_not_bend_is_told_to_sit_back(tmp_path: Path, code: str, answer: str) -> None:
    """V-18: thin bones, steroids or a new hip; of these V-28 lets only the hip be left open."""
    folder = begun(tmp_path, changed(walk_program(), "risk", code, to=answer))
    after = after_the_score(hurts(folder, 4))
    assert isinstance(after[0], walks.AskLegs)
    assert after[0].resting is not None
    assert after[0].resting.lines[0] == "Sit back and rest until it eases."
    assert "bend" not in " ".join(after[0].resting.lines)


def test_nc1_and_pr02c_who_may_not_bend_reads_it_beside_the_easier_version(tmp_path: Path) -> None:
    folder = begun(tmp_path, changed(walk_program(), "risk", "osteoporosis", to="yes"))
    notice = after_the_score(hurts(folder, 5))[0]
    assert isinstance(notice, prompts.ShowNotice)
    assert notice.lines[0] == "Sit back and rest until it eases."


def test_nc1_and_pr02c_a_leg_that_rose_by_three_rests_and_goes_on_easier(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    after = after_the_score(hurts(folder, 5))
    notice = after[0]
    assert isinstance(notice, prompts.ShowNotice)
    assert notice.lines[0] == "Sit and bend forward until it eases."
    assert "Go slower" not in repr(notice)
    assert isinstance(after[1], walks.AskLegs)
    assert rows(folder, REPORTS)[0] == (5, None, "REST", "NC-1")
    versions = rows(folder, "SELECT variant, done_seconds FROM set_log ORDER BY id")
    assert versions[0] == ("as_written", 60)
    assert {variant for variant, _ in versions[1:]} == {"easier"}


def test_nc1_where_nothing_easier_is_written_the_walk_ends_and_still_rests(
    tmp_path: Path,
) -> None:
    program = walk_program()
    del program["phases"][0]["items"][0]["modify_down"]
    folder = begun(tmp_path, program)
    after = after_the_score(hurts(folder, 5))
    assert isinstance(after[0], prompts.ShowNotice)
    assert after[0].lines == (
        "Sit and bend forward until it eases.",
        "Leave the rest of this exercise for today.",
    )
    assert isinstance(after[1], walks.AskLegs)
    assert rows(folder, REPORTS)[0] == (5, None, "END", "PR-02c")
    assert rows(folder, "SELECT outcome FROM item_end") == [("partly",)]


@pytest.mark.parametrize("key", ["hurts", "legs"])
def test_pr02b_a_leg_above_the_limit_ends_the_walk_by_either_key(tmp_path: Path, key: str) -> None:
    """No easier version is offered, the legs rest, and it counts as stopped by pain (PR-03)."""
    folder = begun(tmp_path)
    if key == "hurts":
        shown = hurts(folder, 6)
    else:
        clock = StoppedClock()
        script = (walks.FeltLegs(60), walks.Legs(6, "none"), 2, walks.Legs(2, "none"))
        with Companion(folder, clock) as companion:
            companion.start()
            shown = visit(companion, Walker(clock, *script))
    assert sum(isinstance(one, walks.DoBout) for one in shown) == 1
    assert not any(isinstance(one, prompts.ShowNotice) and one.offers_easier for one in shown)
    rests = [one for one in shown if isinstance(one, walks.AskLegs) and one.resting]
    assert rests
    assert rests[0].resting is not None
    assert rests[0].resting.over
    (leg, _, advice, rule), *_ = rows(folder, REPORTS)
    assert (leg, advice, rule) == (6, "END", "PR-02b")
    assert rows(folder, "SELECT outcome FROM item_end") == [("stopped_by_pain",)]
    assert rows(folder, "SELECT done_seconds FROM set_log") == [(60,)]


def test_pr03_two_walks_whose_legs_were_above_the_limit_end_the_session(tmp_path: Path) -> None:
    program = walk_program()
    first = program["phases"][0]["items"][0]
    third = make_item("walk-3", "walk", dose=first["dose"])
    program["phases"][0]["items"] = [first, first | {"id": "walk-2"}, third]
    folder, clock = begun(tmp_path, program), StoppedClock()
    legs = (walks.FeltLegs(60), walks.Legs(6, "none"))
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Walker(clock, *legs, 2, walks.Legs(2, "none"), told(), *legs))
    notice = next(one for one in shown if isinstance(one, prompts.ShowNotice))
    assert "rule PR-03" in notice.because
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_pain",)]


def test_pain_of_the_back_that_stops_an_exercise_takes_no_rest_from_the_legs(
    tmp_path: Path,
) -> None:
    folder = begun(tmp_path)
    after = after_the_score(hurts(folder, 4, back=6))
    assert isinstance(after[0], prompts.ShowNotice)
    assert not after[0].offers_easier
    assert after[0].lines == ("Stop this exercise.", "Sit and bend forward until it eases.")
    assert isinstance(after[1], walks.AskLegs)
    assert rows(folder, REPORTS)[0] == (4, None, "END", "PR-02b")


def test_pain_of_the_back_with_quiet_legs_is_judged_as_before(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    after = after_the_score(hurts(folder, 2, back=6))
    assert isinstance(after[0], prompts.ShowNotice)
    assert after[0].offers_easier
    assert rows(folder, REPORTS) == []


@pytest.mark.parametrize("score", [5, 6])
def test_pain_told_in_a_rest_never_ends_the_rest(tmp_path: Path, score: int) -> None:
    folder, clock = begun(tmp_path), StoppedClock()
    script = (walks.FeltLegs(60), walks.Legs(4, "none"), prompts.Hurts(), 2, walks.Legs(2, "none"))
    with Companion(folder, clock) as companion:
        companion.start()
        after = after_the_score(visit(companion, Hurting(clock, *script, leg=score)))
    rest = next(one for one in after if isinstance(one, walks.AskLegs))
    assert rest.resting is not None
    assert rest.resting.over
    assert not any(isinstance(one, walks.DoBout) for one in after)


def test_nc1_not_where_the_therapist_wrote_that_a_score_does_not_pause_it(tmp_path: Path) -> None:
    folder = begun(tmp_path, walk_program(pause_on_leg_symptoms=False))
    after = after_the_score(hurts(folder, 4))
    assert isinstance(after[0], prompts.ShowNotice)
    assert after[0].title == "Go slower"
    assert "REST" not in repr(rows(folder, REPORTS))


class Typing(TypingPatient):
    """Types these lines first, then as usual."""

    def __init__(self, out: io.StringIO, *lines: str) -> None:
        super().__init__(Patient(), out)
        self.lines = list(lines)

    def answer(self, question: str, lines: list[str]) -> str:
        return self.lines.pop(0) if self.lines else super().answer(question, lines)


@pytest.mark.parametrize(
    ("leg", "then"),
    [
        (4, ("2", "no", "start, done")),
        (5, ("ok", "2", "no")),
        (6, ("yes", "ok", "2", "no", "pain", "left", "sat")),
    ],
)
def test_line_by_line_the_same_score_rests_the_same(
    tmp_path: Path, leg: int, then: tuple[str, ...]
) -> None:
    folder, out, clock = begun(tmp_path), io.StringIO(), StoppedClock()
    typed = ("go on", "start", "hurts", "2", str(leg), *then)
    with Companion(folder, clock) as companion:
        console = Console(clock, source=Typing(out, *typed), out=out)
        PlainSession(companion, console).exercise()
    assert "Sit and bend forward until it eases." in out.getvalue()
    assert "Go slower" not in out.getvalue()
    kept = records(folder)
    screens = begun(tmp_path / "screens")
    hurts(screens, leg, seconds=0)
    assert kept["leg_report"] == records(screens)["leg_report"]
    assert kept["set_log"] == records(screens)["set_log"]
