"""Pain can be told at any time of a session, between two exercises and in a walk's rest, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_item
from journeys import Patient, StoppedClock, full_program, install, rows, visit
from walks import Walker, walk_program

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core import walk_prompts as walks

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

DURING = "SELECT score_0_to_10, outcome FROM pain_entry WHERE asked = 'during' AND site = 'back'"


def a_store(folder: Path, program: Tree | None = None) -> Path:
    install(folder, program or full_program(), StoppedClock())
    return folder


def come_to(companion: Companion, kind: type[prompts.Prompt], pain: int = 2) -> prompts.Prompt:
    companion.start()
    shown = visit(companion, Patient(pain=pain), until=kind)[-1]
    assert isinstance(shown, kind)
    return shown


def told(companion: Companion, score: int) -> prompts.Prompt | None:
    """The pain is asked at once; this is the answer, and what comes then."""
    asked = companion.next()
    assert isinstance(asked, prompts.AskPain)
    assert not asked.may_wait
    scores = tuple((one.site, score) for one in asked.sites)
    companion.reply(asked, prompts.Scored(scores))
    return companion.next()


def test_it_hurts_before_an_exercise_begins(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "data")
    with Companion(folder, StoppedClock()) as companion:
        intro = come_to(companion, prompts.ShowIntro)
        companion.reply(intro, prompts.Hurts())
        asked = companion.next()
        assert isinstance(asked, prompts.AskPain)
        assert asked.about == "Your pain right now"
        assert told(companion, 2) == companion.next()
        assert isinstance(companion.next(), prompts.ShowIntro)
    assert rows(folder, DURING) == [(None, "HURTS"), (2, "CONTINUE")]


def test_pr02a_pain_told_before_an_exercise_stops_the_session_as_in_one(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "data")
    with Companion(folder, StoppedClock()) as companion:
        companion.reply(come_to(companion, prompts.ShowIntro), prompts.Hurts())
        notice = told(companion, 9)
        assert isinstance(notice, prompts.ShowNotice)
        assert notice.title == "Stop now"
        assert not notice.may_hurt


def test_what_was_told_is_asked_again_after_the_program_was_closed(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "data")
    with Companion(folder, StoppedClock()) as companion:
        companion.reply(come_to(companion, prompts.ShowIntro), prompts.Hurts())
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        assert isinstance(companion.next(), prompts.AskPain)


def test_pr02b_a_lower_score_told_at_a_notice_does_not_take_it_back(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "data")
    with Companion(folder, StoppedClock()) as companion:
        companion.reply(come_to(companion, prompts.DoSet), prompts.Hurts())
        notice = told(companion, 6)
        assert isinstance(notice, prompts.ShowNotice)
        assert notice.offers_easier
        assert notice.may_hurt
        companion.reply(notice, prompts.Hurts())
        again = told(companion, 1)
        assert isinstance(again, prompts.ShowNotice)
        assert again.offers_easier


def test_it_hurts_in_a_walks_rest_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder, clock = a_store(tmp_path / "data", walk_program()), StoppedClock()
    with Companion(folder, clock) as companion:
        companion.start()
        walker = Walker(clock, walks.FeltLegs(60))
        legs = visit(companion, walker, until=walks.AskLegs)[-1]
        companion.reply(legs, prompts.Hurts())
        after = told(companion, 2)
        assert isinstance(after, walks.AskLegs)
    assert rows(folder, DURING) == [(None, "HURTS"), (2, "CONTINUE")]


@pytest.mark.parametrize("last", [True, False])
def test_it_hurts_while_it_is_asked_how_hard_an_exercise_was(
    tmp_path: Path,
    last: bool,  # noqa: FBT001 - a parameter
) -> None:
    hard = make_item(dose=make_dose(intensity={"scale": "CR10", "target": [3, 4]}))
    program = full_program()
    program["phases"][0]["items"] = [hard, *([] if last else [make_item("reach-1", "reach")])]
    folder = a_store(tmp_path / "data", program)
    with Companion(folder, StoppedClock()) as companion:
        asked = come_to(companion, prompts.AskItemEffort)
        assert isinstance(asked, prompts.AskItemEffort)
        assert asked.may_hurt is not last
        if not last:
            companion.reply(asked, prompts.Hurts())
            assert isinstance(told(companion, 2), prompts.ShowIntro)
            assert rows(folder, "SELECT effort_0_to_10 FROM item_effort") == [(None,)]
