"""Pain that nobody gave is kept as not given, asked once more at the end, and is never good."""

from __future__ import annotations

from test_session import entry, session, with_pain, with_sets

from exercise_companion.core.records import ItemEndRecord, PainRecord
from exercise_companion.core.session import Session, hard_stopped, rate, stage
from exercise_companion.core.terms import Moment
from exercise_companion.core.unrated import asked_in_vain, pain_not_given, unrated


def in_silence(start: Session) -> Session:
    assert start.current is not None
    return start.with_events(*pain_not_given(start, start.current))


def scores(at: Session) -> list[tuple[str | None, str, int | None, str]]:
    return [
        (one.item_id, one.site, one.score, one.outcome)
        for one in at.events
        if isinstance(one, PainRecord)
    ]


def test_silence_after_the_last_set_is_kept_and_the_exercise_ends() -> None:
    over = in_silence(with_sets(session(entry(), entry(2)), 2))
    assert scores(over) == [("item-1", "back", None, ""), ("item-1", "leg", None, "")]
    assert isinstance(over.events[-1], ItemEndRecord)
    assert over.events[-1].outcome == "done"
    assert stage(over) == "set"


def test_silence_between_sets_leaves_the_exercise_going() -> None:
    between = in_silence(with_sets(session(entry(ask_each_set=True)), 1))
    assert not any(isinstance(one, ItemEndRecord) for one in between.events)
    assert stage(between) == "set"
    assert unrated(between) is None


def test_at_the_end_it_is_asked_again_once_in_the_order_of_the_session() -> None:
    over = in_silence(with_sets(in_silence(with_sets(session(entry(), entry(2)), 2)), 2))
    first = unrated(over)
    assert first is not None
    assert first.item.id == "item-1"
    asked = over.with_events(*rate(over, first, {"back": 3, "leg": 2}, no_more=("back", "leg")))
    second = unrated(asked)
    assert second is not None
    assert second.item.id == "item-2"
    assert unrated(asked.with_events(*asked_in_vain(asked, second))) is None


def test_while_an_exercise_is_open_nothing_is_asked_again() -> None:
    assert unrated(in_silence(with_sets(session(entry(), entry(2)), 2))) is None


def test_what_was_given_is_not_asked_again() -> None:
    assert unrated(with_pain(with_sets(session(entry()), 2), back=3)) is None


def test_a_score_in_the_middle_counts_even_when_an_earlier_question_met_silence() -> None:
    between = in_silence(with_sets(session(entry(ask_each_set=True)), 1))
    assert unrated(with_pain(with_sets(between, 1), back=3)) is None


def test_a_score_given_at_the_end_that_is_too_high_brings_the_questions() -> None:
    over = in_silence(with_sets(session(entry()), 2))
    again = unrated(over)
    assert again is not None
    rated = over.with_events(*rate(over, again, {"back": 9, "leg": 2}, no_more=()))
    assert hard_stopped(rated)
    assert not hard_stopped(over)
    assert all(one.moment is Moment.DURING for one in rated.events if isinstance(one, PainRecord))
