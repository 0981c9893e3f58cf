"""A session: what comes next after every event, and no dose but the therapist's (H-17)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_item
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion.core.dose import set_targets
from exercise_companion.core.pain import DuringOutcome, PainFacts
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.program import Item
from exercise_companion.core.records import (
    ItemEffortRecord,
    ItemEndRecord,
    PainRecord,
    PlannedItem,
    SensationRecord,
    SetRecord,
    VariantRecord,
)
from exercise_companion.core.session import (
    Session,
    SessionItem,
    decline_easier,
    hard_stopped,
    judge_pain,
    may_be_eased,
    pain_stops,
    stage,
    stopped_by_pain,
    work,
)
from exercise_companion.core.set_done import SetDone, eased, record_set
from exercise_companion.core.terms import Moment

if TYPE_CHECKING:
    from builders import Tree

    from exercise_companion.core.terms import Site, VariantKind

FACTS = PainFacts(Parameters(), {"back": 3, "leg": 2}, {})
"""L is 5 and the session stops at 8, at both sites."""

EASIER: Tree = {"instruction": "One set of four.", "dose": make_dose(sets=1, reps=4)}
ELSEWHERE: Tree = {**EASIER, "exercise": "half-bridge"}


def entry(
    position: int = 1, *, variant: VariantKind = "as_written", **changes: object
) -> SessionItem:
    tree = make_item(f"item-{position}", **changes)
    item = Item.model_validate_json(json.dumps(tree))
    return SessionItem(PlannedItem(position, item.id, item.exercise, variant), item)


def session(*items: SessionItem, easy_day: bool = False, **facts: object) -> Session:
    before: dict[Site, int] = {"back": 3, "leg": 2}
    return Session(items, before, facts.get("facts", FACTS), easy_day)


def with_sets(start: Session, count: int) -> Session:
    """So many sets more of the current exercise."""
    for _ in range(count):
        assert start.current is not None
        start = start.with_events(record_set(start, start.current, SetDone()))
    return start


def with_pain(start: Session, back: int, leg: int = 2) -> Session:
    """The pain reported and what follows from it."""
    assert start.current is not None
    judged = judge_pain(start, start.current, {"back": back, "leg": leg}, no_more=())
    return start.with_events(*judged.events)


def ends(at: Session) -> list[tuple[str, str]]:
    return [(one.item_id, one.outcome) for one in at.events if isinstance(one, ItemEndRecord)]


# --- how hard it was ------------------------------------------------------------------------------

HOW_HARD = {"scale": "CR10", "target": [3, 4]}


def test_how_hard_it_was_is_asked_once_where_the_therapist_wrote_how_hard_it_should_be() -> None:
    start = session(entry(dose=make_dose(intensity=HOW_HARD)), entry(2))
    over = with_pain(with_sets(start, 2), back=3)
    assert stage(over) == "effort"
    asked = over.with_events(ItemEffortRecord("item-1", None))
    assert stage(asked) == "set"
    assert asked.current is asked.items[1]
    second = with_pain(with_sets(asked, 2), back=3)
    assert stage(second) == "over"


def test_an_exercise_that_pain_or_the_patient_ended_is_not_asked_how_hard_it_was() -> None:
    start = session(entry(dose=make_dose(intensity=HOW_HARD)), entry(2))
    assert stage(with_pain(with_sets(start, 1), back=7)) == "set"
    skipped = start.with_events(ItemEndRecord("item-1", "skipped", "tired"))
    assert stage(skipped) == "set"


# --- how far an exercise has come -----------------------------------------------------------------


def test_sets_come_in_the_order_the_therapist_wrote_them() -> None:
    start = session(entry(dose=make_dose(side="each_side")))
    done = [
        (one.set_number, one.side)
        for one in with_sets(start, 4).events
        if isinstance(one, SetRecord)
    ]
    assert done == [(1, "left"), (1, "right"), (2, "left"), (2, "right")]


def test_how_far_an_exercise_has_come() -> None:
    start = session(entry())
    before, after = work(start, start.items[0]), work(with_sets(start, 1), start.items[0])
    assert (before.sets_done, len(before.remaining), before.any_set_done) == (0, 2, False)
    assert (after.sets_done, len(after.remaining), after.any_set_done) == (1, 1, True)
    assert not after.is_finished
    assert work(with_sets(start, 2), start.items[0]).is_finished


def test_the_easier_version_before_any_set_is_done_whole() -> None:
    start = session(entry(modify_down={**EASIER, "dose": make_dose(sets=3, reps=4)}))
    eased = start.with_events(VariantRecord("item-1", "easier", "chosen"))
    progress = work(eased, eased.items[0])
    assert progress.easier_used
    assert [target.reps for target in progress.remaining] == [4, 4, 4]


def test_the_easier_version_later_is_for_the_sets_that_are_left() -> None:
    """Rule PR-02c: never more sets than were left."""
    start = with_sets(session(entry(modify_down={**EASIER, "dose": make_dose(sets=3, reps=4)})), 1)
    eased = start.with_events(VariantRecord("item-1", "easier", "PR-02c"))
    progress = work(eased, eased.items[0])
    assert (len(progress.remaining), progress.sets_done, progress.any_set_done) == (1, 0, True)


def test_a_version_names_its_dose_and_its_exercise() -> None:
    plain, same, other = entry(), entry(modify_down=EASIER), entry(modify_down=ELSEWHERE)
    assert plain.dose("easier") is plain.item.dose
    assert plain.exercise_id("easier") == "bridge"
    assert same.item.modify_down is not None
    assert same.dose("easier") is same.item.modify_down.dose
    assert same.dose("as_written") is same.item.dose
    assert same.exercise_id("easier") == "bridge"
    assert other.exercise_id("easier") == "half-bridge"
    assert other.exercise_id("as_written") == "bridge"


def test_a_session_planned_easier_does_the_easier_version() -> None:
    start = session(entry(variant="easier", modify_down=ELSEWHERE), easy_day=True)
    record = record_set(start, start.items[0], SetDone())
    assert (record.variant, record.exercise_id, record.target_reps) == ("easier", "half-bridge", 4)


# --- a set as done --------------------------------------------------------------------------------


def test_a_set_is_kept_with_its_target() -> None:
    start = session(entry(dose=make_dose(load={"type": "weight", "load_kg": 2.5})))
    assert record_set(start, start.items[0], SetDone()) == SetRecord(
        "item-1", "bridge", "as_written", 1, "both_together",
        target_reps=8, done_reps=8, target_seconds=None, done_seconds=None,
        target_load_kg=2.5, done_load_kg=2.5,
    )  # fmt: skip


def test_what_was_done_stands_beside_what_was_asked() -> None:
    dose = make_dose(load={"type": "weight", "load_kg": 2.5})
    start = session(entry(dose=dose))
    did = SetDone(reps=0, seconds=7, load_kg=1.0, metres=3, simulated=True)
    record = record_set(start, start.items[0], did)
    assert (record.target_reps, record.done_reps) == (8, 0)
    assert (record.target_load_kg, record.done_load_kg) == (2.5, 1.0)
    assert (record.done_seconds, record.done_metres, record.simulated) == (7, 3, True)


# --- what comes next ------------------------------------------------------------------------------


def test_a_set_then_the_next_then_the_pain_question() -> None:
    start = session(entry())
    assert stage(start) == "set"
    assert stage(with_sets(start, 1)) == "set"
    assert stage(with_sets(start, 2)) == "pain"


def test_pain_may_be_asked_after_every_set() -> None:
    start = session(entry(ask_each_set=True))
    assert stage(with_sets(start, 1)) == "pain"
    assert stage(with_pain(with_sets(start, 1), 3)) == "set"


def test_after_the_last_exercise_the_session_is_over() -> None:
    first = with_pain(with_sets(session(entry(1), entry(2)), 2), 3)
    assert first.current is not None
    assert first.current.item.id == "item-2"
    last = with_pain(with_sets(first, 2), 3)
    assert (last.current, stage(last)) == (None, "over")
    assert ends(last) == [("item-1", "done"), ("item-2", "done")]


def test_a_new_feeling_ends_its_exercise_and_the_next_one_comes() -> None:
    again = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
    felt = session(entry(1), entry(2)).with_events(
        SensationRecord("item-1", again), ItemEndRecord("item-1", "stopped_by_pain", "pain")
    )
    assert felt.current is not None
    assert (felt.current.item.id, stage(felt)) == ("item-2", "set")


# --- pain in an exercise (PR-02) ------------------------------------------------------------------

REDUCED = VariantRecord("item-1", "easier", "PR-02c")


def ended(outcome: str, reason: str | None) -> ItemEndRecord:
    return ItemEndRecord("item-1", outcome, reason)  # type: ignore[arg-type]


PainCase = tuple[str, dict[str, object], int, int, DuringOutcome, str, list[object], bool]

PAIN: list[PainCase] = [
    # what, the item, sets done, score, outcome, rule, what follows, easier offered
    ("little pain goes on", {}, 1, 2, DuringOutcome.CONTINUE, "PR-02d", [], False),
    ("some pain goes on with care", {}, 1, 4, DuringOutcome.CONTINUE_CARE, "PR-02e", [], False),
    ("the last set ends it", {}, 2, 4, DuringOutcome.CONTINUE_CARE, "PR-02e",
     [ended("done", None)], False),
    ("above the limit it stops", {}, 1, 6, DuringOutcome.STOP_EXERCISE, "PR-02b",
     [ended("stopped_by_pain", "pain")], False),
    ("above the limit easier is offered", {"modify_down": EASIER}, 1, 6,
     DuringOutcome.STOP_EXERCISE, "PR-02b", [], True),
    ("with no set left nothing is offered", {"modify_down": EASIER}, 2, 6,
     DuringOutcome.STOP_EXERCISE, "PR-02b", [ended("stopped_by_pain", "pain")], False),
    ("far above, the session stops", {"modify_down": EASIER}, 1, 8, DuringOutcome.STOP_SESSION,
     "PR-02a", [ended("stopped_by_pain", "pain")], False),
    ("its own limit counts", {"pain_limit": 2}, 1, 3, DuringOutcome.STOP_EXERCISE, "PR-02b",
     [ended("stopped_by_pain", "pain")], False),
]  # fmt: skip


@pytest.mark.parametrize("row", PAIN, ids=lambda row: row[0])
def test_what_follows_from_pain(row: PainCase) -> None:
    _, item, sets, score, outcome, rule, follows, offers = row
    at = with_sets(session(entry(**item)), sets)
    judged = judge_pain(at, at.items[0], {"back": score, "leg": 0}, no_more=())
    assert (judged.outcome, judged.rule, judged.offers_easier) == (outcome, rule, offers)
    assert (judged.site, judged.score, judged.limit) == ("back", score, item.get("pain_limit", 5))
    assert list(judged.events[2:]) == follows
    assert judged.events[0] == PainRecord(
        Moment.DURING, "back", score, "item-1", no_more_than_before=False, outcome=outcome.value
    )


@pytest.mark.parametrize(
    ("item", "sets", "follows"),
    [
        ({"modify_down": EASIER}, 1, REDUCED),
        ({"modify_down": EASIER}, 0, REDUCED),
        ({}, 1, ended("partly", "pain")),
        ({}, 0, ended("skipped", "pain")),
        ({}, 2, ended("done", None)),
    ],
)
def test_a_rise_asks_for_the_easier_version(
    item: dict[str, object], sets: int, follows: object
) -> None:
    """Rule PR-02c: 3 above the pain before, and not above the limit."""
    at = with_sets(session(entry(**item)), sets)
    judged = judge_pain(at, at.items[0], {"back": 3, "leg": 5}, no_more=())
    assert (judged.outcome, judged.rule, judged.site) == (DuringOutcome.REDUCE, "PR-02c", "leg")
    assert judged.events[2:] == (follows,)
    assert not judged.offers_easier


def test_a_rise_in_the_easier_version_leaves_the_rest() -> None:
    start = session(entry(modify_down={**EASIER, "dose": make_dose(reps=4)}))
    eased = with_sets(start.with_events(VariantRecord("item-1", "easier", "chosen")), 1)
    judged = judge_pain(eased, eased.items[0], {"back": 3, "leg": 5}, no_more=())
    assert judged.events[2:] == (ended("partly", "pain"),)


def test_the_easier_version_is_offered_once() -> None:
    start = session(entry(modify_down={**EASIER, "dose": make_dose(reps=4)}))
    eased = with_sets(start.with_events(VariantRecord("item-1", "easier", "PR-02b")), 1)
    judged = judge_pain(eased, eased.items[0], {"back": 6, "leg": 2}, no_more=())
    assert not judged.offers_easier
    assert judged.events[2:] == (ended("stopped_by_pain", "pain"),)


def test_the_most_severe_site_decides() -> None:
    at = session(entry(modify_down=EASIER))
    judged = judge_pain(at, at.items[0], {"back": 6, "leg": 8}, no_more=())
    assert (judged.site, judged.outcome) == ("leg", DuringOutcome.STOP_SESSION)
    outcomes = [one.outcome for one in judged.events if isinstance(one, PainRecord)]
    assert outcomes == ["STOP_EXERCISE", "STOP_SESSION"]


def test_no_more_than_before_is_kept_as_that() -> None:
    at = session(entry())
    judged = judge_pain(at, at.items[0], dict(at.before), no_more=at.before)
    assert all(one.no_more_than_before for one in judged.events if isinstance(one, PainRecord))


def test_an_offer_stands_until_it_is_answered() -> None:
    offered = with_pain(session(entry(modify_down=EASIER), entry(2)), 6)
    assert stage(offered) == "offer_easier"
    taken = offered.with_events(VariantRecord("item-1", "easier", "PR-02b"))
    assert stage(taken) == "set"
    left = offered.with_events(decline_easier(offered.items[0]))
    assert ends(left) == [("item-1", "stopped_by_pain")]
    assert left.current is not None
    assert left.current.item.id == "item-2"


def test_the_worst_site_keeps_the_offer_open() -> None:
    """The site that was reported last may be the milder one."""
    at = session(entry(modify_down=EASIER))
    judged = judge_pain(at, at.items[0], {"back": 6, "leg": 0}, no_more=())
    assert stage(at.with_events(*judged.events)) == "offer_easier"


def test_pain_that_asks_for_care_changes_nothing() -> None:
    assert stage(with_pain(with_sets(session(entry()), 1), 4)) == "set"


# --- pain that ends the session (PR-02a, PR-03) ---------------------------------------------------


def test_hard_pain_ends_the_session() -> None:
    stopped = with_pain(session(entry(1), entry(2)), 8)
    assert stage(stopped) == "over"
    assert hard_stopped(stopped)
    assert stopped_by_pain(stopped)
    assert stopped.current is not None


def test_the_second_exercise_stopped_by_pain_ends_the_session() -> None:
    once = with_pain(session(entry(1), entry(2, modify_down=EASIER), entry(3)), 6)
    assert (pain_stops(once), stage(once)) == (1, "set")
    assert once.current is not None
    judged = judge_pain(once, once.current, {"back": 6, "leg": 2}, no_more=())
    assert (judged.outcome, judged.rule) == (DuringOutcome.STOP_SESSION, "PR-03")
    assert not judged.offers_easier
    twice = once.with_events(*judged.events)
    assert (pain_stops(twice), stage(twice)) == (2, "over")
    assert stopped_by_pain(twice)
    assert not hard_stopped(twice)


def test_how_many_stops_end_a_session_is_the_therapists_number() -> None:
    facts = PainFacts(Parameters(stops_per_session=1), {"back": 3, "leg": 2}, {})
    assert stage(with_pain(session(entry(1), entry(2), facts=facts), 6)) == "over"


def test_on_an_easy_day_the_pain_before_is_allowed() -> None:
    """Decisions C2."""
    start = Session((entry(variant="easier", modify_down=EASIER),), {"back": 6, "leg": 2}, FACTS,
                    easy_day=True)  # fmt: skip
    allowed = judge_pain(start, start.items[0], {"back": 6, "leg": 2}, no_more=())
    stopped = judge_pain(start, start.items[0], {"back": 7, "leg": 2}, no_more=())
    assert allowed.outcome is DuringOutcome.CONTINUE_CARE
    assert stopped.outcome is DuringOutcome.STOP_EXERCISE


# --- whatever happens -----------------------------------------------------------------------------

DOSES = (
    make_dose(),
    make_dose(side="each_side", sets=1),
    {"type": "hold", "side": "both_together", "sets": 3, "reps": [3, 5], "hold_seconds": 10},
    {"type": "duration", "side": "none", "sets": 1, "duration_seconds": 60},
)
items = st.fixed_dictionaries(
    {"dose": st.sampled_from(DOSES)},
    optional={
        "modify_down": st.sampled_from(DOSES).map(lambda dose: {**EASIER, "dose": dose}),
        "ask_each_set": st.booleans(),
        "pain_limit": st.integers(0, 7),
    },
)
steps = st.tuples(st.sampled_from(["on", "hurts", "skip", "easier"]), st.integers(0, 10))


def step(at: Session, wish: str, score: int) -> Session:
    """One thing that may happen where the session stands."""
    assert at.current is not None
    where, current = stage(at), at.current
    may_ease = current.item.modify_down is not None and not work(at, current).easier_used
    if where == "offer_easier":
        taken = VariantRecord(current.item.id, "easier", "PR-02b")
        return at.with_events(taken if wish == "easier" else decline_easier(current))
    if where == "pain" or wish == "hurts":
        return with_pain(at, score)
    if wish == "skip":
        return at.with_events(ItemEndRecord(current.item.id, "skipped", "tired"))
    if wish == "easier" and may_ease:
        return at.with_events(VariantRecord(current.item.id, "easier", "chosen"))
    return with_sets(at, 1)


@settings(deadline=None)
@given(plan=st.lists(items, min_size=1, max_size=3), happened=st.lists(steps, max_size=40))
def test_whatever_happens_every_set_is_one_the_therapist_wrote(
    plan: list[dict[str, object]], happened: list[tuple[str, int]]
) -> None:
    """H-17."""
    at = session(*(entry(number, **item) for number, item in enumerate(plan, start=1)))
    for wish, score in happened:
        if stage(at) == "over":
            break
        assert at.current is not None
        assert stage(at) != "set" or work(at, at.current).remaining
        at = step(at, wish, score)
    by_id = {one.item.id: one for one in at.items}
    for event in at.events:
        if isinstance(event, SetRecord):
            written = set_targets(by_id[event.item_id].dose(event.variant))
            asked = (event.set_number, event.side, event.target_reps, event.target_seconds)
            assert asked in {(one.set_number, one.side, one.reps, one.seconds) for one in written}
    outcomes = ends(at)
    assert len(outcomes) == len(dict(outcomes))


@settings(deadline=None)
@given(plan=st.lists(items, min_size=1, max_size=3), happened=st.lists(steps, max_size=40))
def test_a_session_stands_where_its_events_say(
    plan: list[dict[str, object]], happened: list[tuple[str, int]]
) -> None:
    """H-11: rebuilt from its events it asks the same."""
    start = session(*(entry(number, **item) for number, item in enumerate(plan, start=1)))
    at = start
    for wish, score in happened:
        if stage(at) == "over":
            break
        at = step(at, wish, score)
        again = start.with_events(*at.events)
        assert (stage(again), again.current) == (stage(at), at.current)


@settings(deadline=None)
@given(
    plan=st.lists(items, min_size=1, max_size=2), score=st.integers(0, 9), sets=st.integers(0, 2)
)
def test_a_point_of_pain_more_is_never_milder(
    plan: list[dict[str, object]], score: int, sets: int
) -> None:
    start = session(*(entry(number, **item) for number, item in enumerate(plan, start=1)))
    assert start.current is not None
    at = with_sets(start, min(sets, len(work(start, start.current).remaining)))
    assert at.current is not None
    less, more = (
        judge_pain(at, at.current, {"back": back, "leg": 2}, no_more=()).outcome.severity
        for back in (score, score + 1)
    )
    assert more >= less


# --- sides in turn --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("did", "both", "left", "right"),
    [
        (SetDone(), 8, 8, 8),
        (SetDone(reps=5), 5, 5, 5),
        (SetDone(left_reps=4, right_reps=3), 3, 4, 3),
        (SetDone(left_reps=2, right_reps=8), 2, 2, 8),
    ],
)
def test_h13_sides_in_turn_are_counted_apart(
    did: SetDone, both: int, left: int, right: int
) -> None:
    start = session(entry(dose=make_dose(side="alternate")))
    kept = record_set(start, start.items[0], did)
    assert (kept.done_reps, kept.done_left_reps, kept.done_right_reps) == (both, left, right)
    assert kept.target_reps == 8


@pytest.mark.parametrize("side", ["left", "each_side", "both_together", "none"])
def test_a_set_on_one_side_has_one_count(side: str) -> None:
    start = session(entry(dose=make_dose(side=side)))
    kept = record_set(start, start.items[0], SetDone())
    assert (kept.done_reps, kept.done_left_reps, kept.done_right_reps) == (8, None, None)


def test_h17_where_no_easier_set_fits_what_is_left_none_is_offered() -> None:
    both = {"instruction": "Both together.", "dose": make_dose(side="both_together", sets=2)}
    start = session(entry(dose=make_dose(side="each_side", sets=1), modify_down=both))
    left_done = with_sets(start, 1)
    only = left_done.items[0]
    assert not may_be_eased(only, work(left_done, only))
    assert eased(left_done, only, "chosen", None) == ()
    assert eased(start, only, "chosen", SetDone(reps=4)) == ()
    assert eased(start, only, "chosen", None) == (VariantRecord("item-1", "easier", "chosen"),)
