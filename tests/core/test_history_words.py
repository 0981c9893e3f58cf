"""A session in words: every set with its target and side, what is not known said as such."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from exercise_companion.core import history_words, outcome_words
from exercise_companion.core.progress import AdherenceState, DayCounts
from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    ItemOutcome,
    PainRecord,
    PlannedItem,
    SensationRecord,
    SessionEnd,
    SessionEndRecord,
    SessionSource,
    SetRecord,
    SkipReason,
    StopReason,
    StoredSession,
    VariantRecord,
    When,
)
from exercise_companion.core.terms import Answer, Moment

SET = SetRecord("A1", "bridge", "as_written", 1, "none", None, None, None, None, None, None)
LABELS = {"leg": "Left leg"}
PLAN = history_words.PlanWords({"bridge": "Bridge"}, LABELS)
PLANNED = PlannedItem(1, "A1", "bridge", "as_written")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target_reps": 10, "done_reps": 8, "side": "left"}, "Set 1, left: 8 of 10"),
        ({"target_reps": 10, "done_reps": 12, "side": "right"}, "Set 1, right: 12 of 10"),
        (
            {"target_reps": 3, "done_reps": 2, "target_seconds": 20, "done_seconds": 15},
            "Set 1: 2 of 3, held 15 of 20 s",
        ),
        ({"target_seconds": 90, "done_seconds": 60}, "Set 1: 60 of 90 s"),
        ({"target_seconds": 600, "done_seconds": 300}, "Set 1: 5 of 10 min"),
        ({"target_seconds": 60, "done_seconds": 0}, "Set 1: 0 of 1 min"),
        ({"target_reps": 8, "done_reps": None}, "Set 1: not given, of 8"),
        ({"target_metres": 400, "done_metres": 250}, "Set 1: 250 of 400 m"),
        (
            {"target_reps": 8, "done_reps": 8, "target_load_kg": 3.0, "done_load_kg": 2.5},
            "Set 1: 8 of 8, 2.5 of 3 kg",
        ),
        ({"side": "alternate"}, "Set 1, each side in turn: done"),
        (
            {"side": "alternate", "target_reps": 8, "done_reps": 8},
            "Set 1, each side in turn: 8 of 8",
        ),
        (
            {
                "side": "alternate",
                "target_reps": 8,
                "done_reps": 3,
                "done_left_reps": 4,
                "done_right_reps": 3,
            },
            "Set 1, each side in turn: left 4, right 3 of 8",
        ),
        (
            {"target_reps": 8, "done_reps": 8, "counted_by": "clock"},
            "Set 1: 8 of 8, counted by the clock",
        ),
    ],
)
def test_a_set_is_said_with_its_target_and_side(changes: dict[str, object], said: str) -> None:
    assert history_words.set_view(replace(SET, **changes), "metric").words == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target_metres": 400, "done_metres": 250}, "Set 1: 820 of 1312 ft"),
        ({"target_metres": 2000, "done_metres": 1000}, "Set 1: 0.6 of 1.2 mi"),
        (
            {"target_reps": 8, "done_reps": 8, "target_load_kg": 3.0, "done_load_kg": 2.5},
            "Set 1: 8 of 8, 5.5 of 6.6 lb",
        ),
        ({"target_load_kg": 4.0}, "Set 1: not given, of 8.8 lb"),
    ],
)
def test_h14_loads_and_distances_have_the_units_of_the_plan(
    changes: dict[str, object], said: str
) -> None:
    assert history_words.set_view(replace(SET, **changes), "imperial").words == said


def view(*events: object, settled: Answer | None = None) -> history_words.ExerciseView:
    return history_words.exercise_view(PLANNED, events, PLAN, settled)


def test_left_and_right_are_two_sets() -> None:
    sides = [replace(SET, side=side, target_reps=8, done_reps=done)
             for side, done in (("left", 8), ("right", 5))]  # fmt: skip
    words = [one.words for one in view(*sides).sets]
    assert words == ["Set 1, left: 8 of 8", "Set 1, right: 5 of 8"]


def test_why_an_exercise_was_left_out_stopped_or_not_reached_is_told_apart() -> None:
    assert view().ended == "Not reached"
    assert view(ItemEndRecord("A1", "skipped", "no_time")).ended == "Left out: no time"
    assert view(ItemEndRecord("A1", "stopped_by_pain")).ended == "Stopped because of pain"
    assert view(ItemEndRecord("A1", "partly", "tired")).ended == "Done in part: too tired"


def test_the_easier_version_pain_and_a_new_feeling_are_said() -> None:
    events = (
        VariantRecord("A1", "easier", "PR-02b"),
        PainRecord(Moment.DURING, "leg", None, "A1"),
        PainRecord(Moment.DURING, "back", 3, "A1", no_more_than_before=True),
        PainRecord(Moment.DURING, "leg", 4, "A1"),
        SensationRecord("A1", datetime(2026, 11, 22, tzinfo=UTC)),
    )
    assert view(*events, settled=Answer.YES).notes == (
        "Changed to the easier version, rule PR-02b.",
        "Pain in it, left leg: not given, then 4.",
        "Pain in it, back: no more than before.",
        "A new feeling in it: it settled.",
    )
    assert "is not answered" in view(events[-1]).notes[0]


@pytest.mark.parametrize(("effort", "said"), [(6, "6 of 10"), (None, "not given")])
def test_how_hard_one_exercise_was_is_said(effort: int | None, said: str) -> None:
    assert view(ItemEffortRecord("A1", effort)).notes == (f"Effort in it: {said}.",)


def session(*events: object, end: SessionEndRecord | None = None) -> StoredSession:
    when = When(datetime(2026, 11, 22, 9, tzinfo=UTC), date(2026, 11, 22), "Europe/London")
    return StoredSession(
        1, when, "guided", "", "0" * 64, None, (PLANNED,), events, end, when if end else None
    )


def test_pain_before_after_and_the_next_morning_stand_together_per_site() -> None:
    events = (
        PainRecord(Moment.BEFORE, "back", 3),
        PainRecord(Moment.BEFORE, "leg", 2),
        PainRecord(Moment.DURING, "back", 9, "A1"),
        PainRecord(Moment.AFTER, "back", None),
        PainRecord(Moment.AFTER, "leg", 4),
    )
    lines = history_words.pain_lines(
        session(*events), [PainRecord(Moment.MORNING, "back", 5)], LABELS
    )
    assert list(lines) == [
        "Back: 3 before, not given after, 5 next morning.",
        "Left leg: 2 before, 4 after.",
    ]


def test_how_it_ended_effort_and_notes_are_said() -> None:
    assert list(history_words.facts(session())) == ["Not ended yet."]
    end = SessionEndRecord("left_early", "no_time", 4, amber=True, note="The phone rang.")
    assert list(history_words.facts(session(end=end))) == [
        "Left before the end.",
        "Because: no time.",
        "Effort: 4 of 10.",
        "Pain after was 3 or more above pain before (rule PR-06).",
        "Note: The phone rang.",
    ]


@pytest.mark.parametrize("source", ["late", "paper"])
def test_where_a_session_entered_afterwards_was_left_nobody_saw(source: SessionSource) -> None:
    left = replace(session(end=SessionEndRecord("left_early")), source=source)
    assert next(history_words.facts(left)) == "Some of what was planned was not done."
    whole = replace(session(end=SessionEndRecord("complete")), source=source)
    assert next(history_words.facts(whole)) == "Entered: nothing done."


@pytest.mark.parametrize(
    ("outcomes", "guided", "entered"),
    [
        (("done",), "Gone through to the end.", "Entered: 1 done."),
        (
            ("done", "done", "skipped"),
            "Gone through to the end: 2 done, 1 left out.",
            "Entered: 2 done, 1 left out.",
        ),
        (
            ("partly", "stopped_by_pain"),
            "Gone through to the end: 1 done in part, 1 stopped because of pain.",
            "Entered: 1 done in part, 1 stopped because of pain.",
        ),
    ],
)
def test_what_was_not_done_in_full_stands_with_how_a_session_ended(
    outcomes: tuple[ItemOutcome, ...], guided: str, entered: str
) -> None:
    ends = [ItemEndRecord(f"A{place}", one) for place, one in enumerate(outcomes)]
    shown = session(*ends, end=SessionEndRecord("complete"))
    assert next(history_words.facts(shown)) == guided
    assert next(history_words.facts(replace(shown, source="late"))) == entered


def test_a_day_in_brief() -> None:
    one = session(PainRecord(Moment.BEFORE, "back", 3), PainRecord(Moment.AFTER, "leg", 4))
    other = session(PainRecord(Moment.BEFORE, "back", 2), PainRecord(Moment.AFTER, "back", 5))
    said = history_words.day_in_brief(DayCounts(6, 1, 7), [(one, LABELS), (other, LABELS)])
    assert said == "6 of 7 done, 1 in part. Back 3 before; 2 before, 5 after. Left leg 4 after."
    assert history_words.day_in_brief(DayCounts(1, 0, 1), []) == "1 of 1 exercise."
    assert history_words.day_in_brief(DayCounts(0, 0, 2), []) == "0 of 2 done."


def test_every_state_outcome_reason_and_end_has_its_own_words() -> None:
    tables = (
        (history_words.DAY_WORDS, AdherenceState),
        (outcome_words.OUTCOMES, ItemOutcome),
        (outcome_words.REASONS, SkipReason),
        (outcome_words.STOPS, StopReason),
        (history_words.ENDS, SessionEnd),
    )
    for words, kinds in tables:
        assert set(words) == set(get_args(kinds))
        assert len(set(words.values())) == len(words)


def test_an_exercise_with_sets_that_was_not_ended_is_not_called_not_reached() -> None:
    assert view(SET).ended == "Begun, not ended"
