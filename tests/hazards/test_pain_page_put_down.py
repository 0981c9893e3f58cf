"""A page of pain that is put down at its second place: what was confirmed counts, once (H-11)."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from journeys import (
    BORN,
    NAME,
    YES,
    Patient,
    as_bytes,
    full_program,
    install,
    rows,
    visit,
)
from questions import up_to

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.terms import Moment
from exercise_companion.plain.console import Console
from exercise_companion.plain.pain import PainQuestions
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.prompts import Prompt

DURING = "SELECT site, score_0_to_10, outcome FROM pain_entry WHERE asked = 'during' ORDER BY id"
BEFORE = "SELECT site, score_0_to_10 FROM pain_entry WHERE asked = 'before' AND session_id IS NULL"
STOPPED = ("back", 9, "STOP_SESSION")


def at_the_pain(companion: Companion, moment: Moment) -> prompts.AskPain:
    companion.start()
    while (prompt := companion.next()) is not None:
        if isinstance(prompt, prompts.AskPain) and prompt.moment is moment:
            return prompt
        companion.reply(prompt, Patient().reply(prompt))
    pytest.fail("the pain was not asked")


def signs_asked(shown: list[Prompt]) -> list[str]:
    return [one.question.id for one in shown if isinstance(one, prompts.AskSafety)]


# --- in a session ---------------------------------------------------------------------------------


def test_pr02a_a_score_that_stops_counts_before_the_questions_of_the_exclamation_mark(
    companion: Companion, folder: Path
) -> None:
    asked = at_the_pain(companion, Moment.DURING)
    companion.reply(asked, prompts.SetAside((("back", 9),)))
    assert rows(folder, DURING) == [STOPPED]
    companion.something_is_wrong()
    shown = visit(companion, Patient(), until=prompts.ShowNotice)
    assert isinstance(shown[-1], prompts.ShowNotice)
    assert "RF-CES-01" in signs_asked(visit(companion, Patient(), until=prompts.ShowSummary))
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_pain",)]


def test_pr02a_it_is_asked_about_where_a_sign_ended_the_session(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    asked = at_the_pain(companion, Moment.DURING)
    companion.reply(asked, prompts.SetAside((("back", 9),)))
    companion.something_is_wrong()
    visit(companion, Patient({"RF-GEN-02": YES}, begins=False), until=prompts.ShowAdvice)
    companion.close()
    with Companion(folder, clock) as again:
        again.greet()
        assert "RF-CES-01" in signs_asked(visit(again, Patient(begins=False)))
    assert rows(folder, DURING) == [STOPPED]


def test_pr02a_it_is_asked_about_at_the_next_opening_where_the_program_was_left(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    asked = at_the_pain(companion, Moment.DURING)
    companion.reply(asked, prompts.Leave((("back", 9),)))
    companion.close()
    assert rows(folder, DURING) == [STOPPED]
    with Companion(folder, clock) as again:
        again.start()
        assert "RF-CES-01" in signs_asked(visit(again, Patient()))


def test_pr02a_stop_now_comes_before_what_another_window_left_to_ask(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    asked = at_the_pain(companion, Moment.DURING)
    with Companion(folder, clock) as other:
        other.something_is_wrong()
        up_to(other, Patient(begins=False), "T2")
        told = other.next()
        assert told is not None
        other.reply(told, prompts.Answered(YES))
    companion.reply(asked, prompts.Scored((("back", 9), ("leg", 2))))
    notice = companion.next()
    assert isinstance(notice, prompts.ShowNotice)
    assert notice.title == "Stop now"
    companion.reply(notice, prompts.Go())
    assert isinstance(companion.next(), prompts.AskSafety)


def test_pr02a_line_by_line_stop_now_is_said_to_who_leaves(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    at_the_pain(companion, Moment.DURING)
    out = io.StringIO()
    console = Console(clock, source=io.StringIO("go on\n9\nyes\n"), out=out)
    PlainSession(companion, console).exercise()
    assert rows(folder, DURING) == [STOPPED]
    assert "Stop now\nStop exercising." in out.getvalue()


def test_pr02a_line_by_line_it_is_said_to_who_leaves_the_questions_of_the_exclamation_mark(
    companion: Companion, clock: StoppedClock
) -> None:
    at_the_pain(companion, Moment.DURING)
    out = io.StringIO()
    console = Console(clock, source=io.StringIO("go on\n9\nyes\n!\n"), out=out)
    PlainSession(companion, console).exercise()
    assert "Stop now\nStop exercising." in out.getvalue()


@pytest.mark.parametrize("reply", [prompts.Leave, prompts.SetAside])
def test_a_score_that_stops_nothing_is_asked_again_with_the_others(
    companion: Companion, folder: Path, reply: type[prompts.Leave | prompts.SetAside]
) -> None:
    asked = at_the_pain(companion, Moment.DURING)
    companion.reply(asked, reply((("back", 2),)))
    assert rows(folder, DURING) == []
    again = at_the_pain(companion, Moment.DURING)
    assert again.about == asked.about


def test_no_more_than_before_says_nothing_of_a_place_that_has_its_number(
    companion: Companion, folder: Path
) -> None:
    asked = at_the_pain(companion, Moment.DURING)
    companion.reply(asked, prompts.Scored((("back", 9),), no_more_than_before=True))
    no_more = "SELECT site, no_more_than_before FROM pain_entry WHERE asked = 'during' ORDER BY id"
    assert sorted(rows(folder, no_more)) == [("back", 0), ("leg", 1)]
    assert STOPPED in rows(folder, DURING)
    assert "RF-CES-01" in signs_asked(visit(companion, Patient(), until=prompts.ShowSummary))


def test_pr05_a_score_given_before_a_new_feeling_counts_beside_it(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    asked = at_the_pain(companion, Moment.DURING)
    companion.reply(asked, prompts.Scored((("back", 9),), new_sensation=True))
    assert rows(folder, DURING) == [STOPPED]
    assert rows(folder, "SELECT item_id FROM sensation") == [("bridge-1",)]
    clock.advance(16 * 60)
    assert "RF-CES-01" in signs_asked(visit(companion, Patient(), until=prompts.ShowSummary))


@pytest.mark.parametrize("is_ended", [False, True])
@pytest.mark.parametrize("reply", [prompts.Leave, prompts.SetAside])
def test_c4_of_the_page_that_asks_once_more_a_score_that_stops_counts(
    companion: Companion,
    folder: Path,
    clock: StoppedClock,
    reply: type[prompts.Leave | prompts.SetAside],
    *,
    is_ended: bool,
) -> None:
    """Nobody answered in the exercise; at the end it is asked once more."""
    asked = at_the_pain(companion, Moment.DURING)
    while not asked.may_skip:
        companion.reply(asked, prompts.Scored(not_given=True))
        while not isinstance(asked := companion.next(), prompts.AskPain):
            assert asked is not None
            companion.reply(asked, Patient().reply(asked))
    if is_ended:
        with Companion(folder, clock) as elsewhere:
            elsewhere.something_is_wrong()
            visit(elsewhere, Patient({"RF-GEN-02": YES}, begins=False))
    companion.reply(asked, reply((("back", 9),)))
    assert STOPPED in rows(folder, DURING)


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("no more", [STOPPED, ("leg", 2, "CONTINUE")]),
        ("new feeling", [STOPPED]),
    ],
)
def test_line_by_line_a_word_leaves_the_number_before_it(
    companion: Companion,
    folder: Path,
    clock: StoppedClock,
    word: str,
    kept: list[tuple[object, ...]],
) -> None:
    asked = at_the_pain(companion, Moment.DURING)
    out = io.StringIO()
    console = Console(clock, source=io.StringIO(f"9\nyes\n{word}\n"), out=out)
    companion.reply(asked, PainQuestions(companion, console).put(asked))
    assert sorted(rows(folder, DURING)) == kept


# --- before a session -----------------------------------------------------------------------------


@pytest.mark.parametrize("leaves", [False, True])
def test_every_score_is_kept_once(companion: Companion, folder: Path, *, leaves: bool) -> None:
    scores = (("back", 4), ("leg", 2))
    companion.reply(at_the_pain(companion, Moment.BEFORE), prompts.SetAside(scores[:1]))
    companion.something_is_wrong()
    again = visit(companion, Patient(), until=prompts.AskPain)[-1]
    companion.reply(again, prompts.Leave(scores[:1]) if leaves else prompts.Scored(scores))
    assert rows(folder, BEFORE) == list(scores[:1] if leaves else scores)


def test_another_number_for_the_first_place_is_kept_beside_it(
    companion: Companion, folder: Path
) -> None:
    companion.reply(at_the_pain(companion, Moment.BEFORE), prompts.SetAside((("back", 4),)))
    again = companion.next()
    assert isinstance(again, prompts.AskPain)
    companion.reply(again, prompts.Scored((("back", 5), ("leg", 2))))
    assert rows(folder, BEFORE) == [("back", 4), ("back", 5), ("leg", 2)]


def test_a_place_that_a_new_version_of_the_day_leaves_out_is_asked_once(
    tmp_path: Path, clock: StoppedClock
) -> None:
    folder = tmp_path / "data"
    tree = full_program()
    tree["baseline_pain"] |= {"leg": 3}
    install(folder, tree, clock)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(begins=False), until=prompts.ShowDecision)
    second = json.loads(json.dumps(tree)) | {"version": 2}
    second["supersedes"] = {"program_id": tree["program_id"], "version": 1}
    del second["baseline_pain"]["leg"]
    plan = tmp_path / "second.json"
    plan.write_bytes(as_bytes(second))
    with Companion(folder, clock) as companion:
        companion.preview(plan)
        companion.install(plan, NAME, BORN)
        clock.advance(-3000)
        companion.greet()
        companion.start()
        shown = visit(companion, Patient(begins=False), until=prompts.ShowDecision)
        assert sum(isinstance(one, prompts.AskPain) for one in shown) <= 1
