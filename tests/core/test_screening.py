"""The safety questions: which come, in what order, and what the answers report."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise_companion import catalogue
from exercise_companion.core import screening
from exercise_companion.core.background import Background, PastCheck
from exercise_companion.core.findings import Finding, counts
from exercise_companion.core.follow_ups import FollowUp
from exercise_companion.core.records import AnswerRecord
from exercise_companion.core.screening import (
    FALL_FOLLOW_UPS,
    NEW_ID,
    NEW_QUESTION,
    REPEAT_ID,
    Question,
    Walk,
)
from exercise_companion.core.screening_plan import Entry, How, Plan
from exercise_companion.core.so_far import RAISES_ALERT
from exercise_companion.core.terms import TIER_RANK, Action, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.core.background import Knowledge

KNOWN = catalogue.load()
NOTHING_KNOWN = Background()


def knowing(background: Background) -> Knowledge:
    """The same at every answer."""
    return lambda _place: background


walk = partial(screening.walk, catalogue=KNOWN, known=knowing(NOTHING_KNOWN))
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE

EVERY_TOPIC = tuple(topic.id for topic in KNOWN.topics)
FULL = Plan(tuple(Entry(How.BY_ITEM, topic) for topic in EVERY_TOPIC))
BY_TOPIC = Plan(tuple(Entry(How.TOPIC, topic) for topic in EVERY_TOPIC))
MIXED = Plan.decode("?REPEAT T1 *T2 T5 =RF-PAIN-01 W1 *B1")
PLANS = [FULL, BY_TOPIC, MIXED]

ITEM_IDS = tuple(item.id for item in KNOWN.items if item.is_asked)

Answers = dict[tuple[str, int], Answer]


def conduct(plan: Plan, answer: Callable[[Question], Answer]) -> list[AnswerRecord]:
    """Ask until the check ends; the answers given."""
    given: list[AnswerRecord] = []
    while (question := walk(plan, given).question) is not None:
        given.append(AnswerRecord(question.id, question.attempt, answer(question), None))
    return given


def by_rule(signs: dict[str, Answer], *, topics: Answer = YES) -> Callable[[Question], Answer]:
    """Answers signs by name and all others with no; topics all alike."""
    topic_ids = {*EVERY_TOPIC, REPEAT_ID, NEW_ID}

    def answer(question: Question) -> Answer:
        if question.id in topic_ids:
            return topics if question.attempt == 1 else NO
        return signs.get(question.id, YES if question.id.endswith("ces_onset_14_days") else NO)

    return answer


def asked(given: list[AnswerRecord]) -> list[tuple[str, int]]:
    return [(one.question_id, one.attempt) for one in given]


def found(plan: Plan, signs: dict[str, Answer], *, topics: Answer = YES) -> tuple[str, ...]:
    given = conduct(plan, by_rule(signs, topics=topics))
    return tuple(finding.flag_id for finding in walk(plan, given).findings)


# --- plans ----------------------------------------------------------------------------------------


MARKED = Plan(
    (
        Entry(How.GATE, REPEAT_ID),
        Entry(How.TOPIC, "T1"),
        Entry(How.BY_ITEM, "T2"),
        Entry(How.SINGLE, "RF-PAIN-01"),
    )
)


def test_a_plan_is_stored_as_text_and_read_back() -> None:
    assert MARKED.encode() == "?REPEAT T1 *T2 =RF-PAIN-01"
    assert Plan.decode(MARKED.encode()) == MARKED
    assert Plan.decode("") == Plan(())


def test_a_plan_says_what_it_asks() -> None:
    assert FULL.asks_by_item(EVERY_TOPIC)
    assert not BY_TOPIC.asks_by_item(["T1"])
    assert MARKED.asks_by_item(["T2"])
    assert not MARKED.asks_by_item(["T1", "T2"])
    assert BY_TOPIC.asks("T1")
    assert not Plan.decode("T1").asks("T2")
    assert not Plan(()).asks("T1")


def test_what_stands_behind_a_gate_is_not_sure_to_be_asked() -> None:
    assert not MARKED.asks("T1")


# --- what is asked --------------------------------------------------------------------------------


def test_a_topic_answered_no_needs_nothing_more() -> None:
    given = conduct(BY_TOPIC, by_rule({}, topics=NO))
    topics = [topic.id for topic in KNOWN.topics]
    assert asked(given) == [(topic, 1) for topic in topics]
    assert walk(BY_TOPIC, given) == Walk(None, (), "complete", len(topics), len(topics))


@pytest.mark.parametrize("opening", [YES, NOT_SURE])
def test_yes_or_not_sure_opens_the_items_of_a_topic(opening: Answer) -> None:
    given = conduct(Plan.decode("T6"), by_rule({"RF-DVT-01": YES}, topics=opening))
    assert asked(given) == [("T6", 1), ("RF-DVT-01", 1), ("RF-PAD-01", 1)]


def test_a_topic_whose_items_are_all_no_is_asked_once_more() -> None:
    given = conduct(Plan.decode("T6"), by_rule({}))
    assert asked(given) == [("T6", 1), ("RF-DVT-01", 1), ("RF-PAD-01", 1), ("T6", 2)]
    assert walk(Plan.decode("T6"), given).findings == ()


@pytest.mark.parametrize("again", [YES, NOT_SURE])
def test_a_topic_answered_yes_again_is_a_worry_of_its_own(again: Answer) -> None:
    """Decisions B: it counts as RF-GEN-04."""
    given = [
        AnswerRecord("T6", 1, YES, None),
        AnswerRecord("RF-DVT-01", 1, NO, None),
        AnswerRecord("RF-PAD-01", 1, NO, None),
        AnswerRecord("T6", 2, again, None),
    ]
    stands = walk(Plan.decode("T6"), given)
    assert stands.findings == (Finding("RF-GEN-04", Tier.URGENT, Action.LOCK, ("T6", "RF-GEN-04")),)
    assert stands.end == "complete"


def test_a_sign_that_is_not_sure_spares_the_second_question_of_its_topic() -> None:
    given = conduct(Plan.decode("T8"), by_rule({"RF-GEN-02": NOT_SURE}))
    assert asked(given)[-1] == ("RF-GEN-04", 1)
    assert walk(Plan.decode("T8"), given).findings == ()


def test_not_sure_shows_an_example_of_each_and_asks_once_more() -> None:
    """Decisions A6."""
    plan = Plan.decode("=RF-PAIN-01")
    first = walk(plan, []).question
    assert first == Question(
        "RF-PAIN-01", "", KNOWN.item("RF-PAIN-01").question, 1,
        example_yes=KNOWN.item("RF-PAIN-01").example_yes,
        example_no=KNOWN.item("RF-PAIN-01").example_no,
    )  # fmt: skip
    unsure = [AnswerRecord("RF-PAIN-01", 1, NOT_SURE, None)]
    second = walk(plan, unsure).question
    assert second is not None
    assert (second.id, second.attempt) == ("RF-PAIN-01", 2)
    assert second.example_yes
    assert second.example_no
    done = walk(plan, [*unsure, AnswerRecord("RF-PAIN-01", 2, NO, None)])
    assert (done.question, done.findings, done.end) == (None, (), "complete")


@pytest.mark.parametrize("flag_id", ITEM_IDS)
@pytest.mark.parametrize("value", list(Answer))
def test_which_answers_report_a_sign(flag_id: str, value: Answer) -> None:
    flag = KNOWN.item(flag_id)
    by_tier = flag.tier not in {Tier.SOON, Tier.MONITOR}
    reports = value is YES or (value is NOT_SURE and by_tier)
    assert counts(flag.tier, value) is reports
    plan = Plan.decode(f"={flag.id}")
    signs = {flag.id: value}
    findings = walk(plan, conduct(plan, by_rule(signs))).findings
    rules = (flag.id, "C-13") if flag.id == "RF-CAR-04" else (flag.id,)
    assert findings == ((Finding(flag.id, flag.tier, flag.action, rules),) if reports else ())


def test_a_sensitive_item_says_so() -> None:
    for item in KNOWN.items:
        if item.is_asked:
            question = walk(Plan.decode(f"={item.id}"), []).question
            assert question is not None
            assert question.sensitive is item.sensitive


@pytest.mark.parametrize(
    ("gate", "text"), [(REPEAT_ID, KNOWN.repeat_question), (NEW_ID, NEW_QUESTION)]
)
def test_behind_a_gate_nothing_is_asked_after_a_no(gate: str, text: str) -> None:
    plan = Plan.decode(f"?{gate} T1 T6")
    first = walk(plan, [])
    assert first.question is not None
    assert (first.question.id, first.question.text, first.question.attempt) == (gate, text, 1)
    no = walk(plan, [AnswerRecord(gate, 1, NO, None)])
    assert (no.question, no.end, no.findings) == (None, "complete", ())
    for opening in (YES, NOT_SURE):
        opened = walk(plan, [AnswerRecord(gate, 1, opening, None)])
        assert opened.question is not None
        assert opened.question.id == "T1"
        assert (opened.number, opened.of) == (2, 3)


# --- after a fall ---------------------------------------------------------------------------------


@pytest.mark.parametrize("opener", ["RF-FX-01", "RF-FALL-03"])
@pytest.mark.parametrize("value", [YES, NOT_SURE])
def test_a_fall_opens_the_questions_after_a_fall(opener: str, value: Answer) -> None:
    given = conduct(Plan.decode("*T5"), by_rule({opener: value}))
    ids = list(dict.fromkeys(one.question_id for one in given))
    after = ids.index(opener) + 1
    assert tuple(ids[after : after + 4]) == FALL_FOLLOW_UPS


def test_without_a_fall_they_are_not_asked() -> None:
    ids = {one.question_id for one in conduct(Plan.decode("*T5"), by_rule({}))}
    assert not ids & set(FALL_FOLLOW_UPS)


def test_no_sign_is_asked_about_twice_in_one_check() -> None:
    """Two openers, and an item that stands in a topic and alone."""
    plan = Plan.decode("*T5 T5 =RF-PAIN-01 =RF-FALL-01")
    given = conduct(plan, by_rule({"RF-FX-01": YES, "RF-FALL-03": YES}))
    items = [pair for pair in asked(given) if pair[0] != "T5"]
    assert len(items) == len(set(items))


# --- what is found --------------------------------------------------------------------------------


def test_an_emergency_ends_the_check_at_once() -> None:
    given = conduct(FULL, by_rule({"RF-CES-02": YES, "RF-NEU-01": YES}))
    stands = walk(FULL, given)
    assert asked(given)[-1] == ("RF-CES-02/ces_onset_14_days", 1)
    assert stands.end == "emergency"
    assert stands.worst is Tier.EMERGENCY_GO
    assert [one.flag_id for one in stands.findings] == ["RF-CES-02"]


def test_urgent_and_soon_are_collected_while_the_check_goes_on() -> None:
    """A later answer may be an EMERGENCY (clinical-spec 1.5)."""
    signs = {"RF-NEU-01": YES, "RF-GEN-02": YES}
    assert found(FULL, signs) == ("RF-NEU-01", "RF-GEN-02")
    assert found(FULL, {**signs, "RF-STR-01": YES}) == ("RF-NEU-01", "RF-STR-01")


def test_a_crisis_stands_apart_from_the_tiers() -> None:
    given = conduct(Plan.decode("*B1"), by_rule({"RF-MH-01": YES}))
    stands = walk(Plan.decode("*B1"), given)
    assert [one.tier for one in stands.findings] == [Tier.CRISIS]
    assert stands.worst is None


def test_the_place_in_the_check_is_counted_by_its_entries() -> None:
    given = conduct(Plan.decode("T6"), by_rule({}))
    plan = Plan.decode("T6 T8")
    assert [walk(plan, given[:count]).number for count in range(5)] == [1, 1, 1, 1, 2]
    assert walk(plan, given).of == 2


def test_a_plan_without_questions_is_complete() -> None:
    assert walk(Plan(()), []) == Walk(None, (), "complete", 1, 0)


# --- answers that do not fit ----------------------------------------------------------------------

UNFIT = [
    ("T1 T6", [("T6", 1)]),
    ("T1", [("T1", 2)]),
    ("T1", [("RF-CES-01", 1)]),
    ("T1", [("T1", 1), ("T1", 1)]),
    ("=RF-CES-01", [("RF-CES-01", 1), ("RF-CES-02", 1)]),
    ("", [("T1", 1)]),
    ("?REPEAT T1", [("NEW", 1)]),
    ("T1", [("no such question", 1)]),
]


@pytest.mark.parametrize(("plan", "questions"), UNFIT)
def test_an_answer_to_what_was_not_asked_is_refused(
    plan: str, questions: list[tuple[str, int]]
) -> None:
    answers = [AnswerRecord(question, attempt, NO, None) for question, attempt in questions]
    with pytest.raises(ValueError, match="answer to"):
        walk(Plan.decode(plan), answers)


def test_an_answer_after_an_emergency_is_refused() -> None:
    plan = Plan.decode("*T4")
    answers = [AnswerRecord("RF-STR-01", 1, YES, None), AnswerRecord("RF-STR-02", 1, NO, None)]
    with pytest.raises(ValueError, match="after the check had ended"):
        walk(plan, answers)


# --- whatever is answered -------------------------------------------------------------------------

QUESTIONS = [(item, attempt) for item in ITEM_IDS for attempt in (1, 2)]
STARTS = [(topic, 1) for topic in (*EVERY_TOPIC, REPEAT_ID)]

plans = st.sampled_from(PLANS)
few_answers = st.dictionaries(
    st.sampled_from([*QUESTIONS, *STARTS]), st.sampled_from([YES, NOT_SURE]), max_size=12
)
any_answers = st.dictionaries(
    st.sampled_from([*QUESTIONS, *STARTS, *((topic, 2) for topic in EVERY_TOPIC)]),
    st.sampled_from([YES, NOT_SURE]),
    max_size=25,
)


def from_table(answers: Answers) -> Callable[[Question], Answer]:
    return lambda question: answers.get((question.id, question.attempt), NO)


def severity(plan: Plan, answers: Answers) -> int:
    """How severe the worst finding is. Both emergencies count alike: either ends the check at
    once, so that the other is not asked about any more."""
    worst = walk(plan, conduct(plan, from_table(answers))).worst
    return min(TIER_RANK[worst], TIER_RANK[Tier.EMERGENCY_GO]) if worst else 0


@settings(deadline=None)
@given(plan=plans, answers=few_answers, changed=st.sampled_from([*QUESTIONS, *STARTS]))
def test_a_yes_instead_of_a_no_never_makes_the_outcome_milder(
    plan: Plan, answers: Answers, changed: tuple[str, int]
) -> None:
    as_no = {key: value for key, value in answers.items() if key != changed}
    assert severity(plan, {**as_no, changed: YES}) >= severity(plan, as_no)


@settings(deadline=None)
@given(plan=plans, answers=any_answers)
def test_a_check_goes_on_where_it_stopped(plan: Plan, answers: Answers) -> None:
    given_answers = conduct(plan, from_table(answers))
    whole = walk(plan, given_answers)
    for count, answer in enumerate(given_answers):
        half = walk(plan, given_answers[:count])
        assert half.question is not None
        assert (half.question.id, half.question.attempt) == (answer.question_id, answer.attempt)
        assert half.end is None
        assert half.findings == whole.findings[: len(half.findings)]
    assert whole.question is None
    assert whole.end is not None


@settings(deadline=None)
@given(plan=plans, answers=any_answers, data=st.data())
def test_an_answer_in_the_wrong_place_is_always_refused(
    plan: Plan, answers: Answers, data: st.DataObject
) -> None:
    given_answers = conduct(plan, from_table(answers))
    place = data.draw(st.integers(0, len(given_answers)))
    ids = [*ITEM_IDS, *EVERY_TOPIC, REPEAT_ID, "unknown"]
    stray = AnswerRecord(data.draw(st.sampled_from(ids)), data.draw(st.integers(1, 3)), NO, None)
    question = walk(plan, given_answers[:place]).question
    if question is not None and (question.id, question.attempt) == (
        stray.question_id,
        stray.attempt,
    ):
        return
    with pytest.raises(ValueError, match="answer to"):
        walk(plan, [*given_answers[:place], stray])


@settings(deadline=None)
@given(plan=plans, answers=any_answers)
def test_an_emergency_is_the_last_thing_a_check_finds(plan: Plan, answers: Answers) -> None:
    given_answers = conduct(plan, from_table(answers))
    stands = walk(plan, given_answers)
    before = walk(plan, given_answers[:-1]).findings if given_answers else ()
    assert not any(one.tier.is_emergency for one in before)
    assert any(one.tier.is_emergency for one in stands.findings) is (stands.end == "emergency")


@settings(deadline=None)
@given(answers=few_answers)
def test_item_by_item_every_reported_sign_is_found(answers: Answers) -> None:
    """H-05: nothing but an EMERGENCY keeps a sign from being found."""
    given_answers = conduct(FULL, from_table(answers))
    stands = walk(FULL, given_answers)
    reported = {
        one.question_id for one in given_answers if one.value is YES and one.question_id[:2] == "RF"
    }
    assert reported <= {one.flag_id for one in stands.findings}


# --- follow-ups in the walk -----------------------------------------------------------------------


def follow(plan: str, signs: dict[str, Answer], background: Background = NOTHING_KNOWN) -> Walk:
    """Where a check stands once everything was answered by name, all else with no."""
    decoded = Plan.decode(plan)
    given: list[AnswerRecord] = []
    while True:
        stands = screening.walk(decoded, given, KNOWN, knowing(background))
        if stands.question is None:
            return stands
        value = signs.get(stands.question.id, NO)
        given.append(AnswerRecord(stands.question.id, stands.question.attempt, value, None))


def test_a_sign_waits_until_its_follow_up_is_answered() -> None:
    told = [AnswerRecord("RF-CES-02", 1, YES, None)]
    stands = walk(Plan.decode("=RF-CES-02"), told)
    assert stands.waiting == ("RF-CES-02",)
    assert stands.findings == ()
    assert stands.question is not None
    assert stands.question.follow_up is FollowUp.ONSET_14_DAYS
    told.append(AnswerRecord("RF-CES-02/ces_onset_14_days", 1, NO, None))
    stands = walk(Plan.decode("=RF-CES-02"), told)
    assert stands.waiting == ("RF-CES-02",)
    assert stands.question is not None
    assert stands.question.follow_up is FollowUp.ONSET_3_MONTHS


def test_signs_a_check_begins_with_count_together_before_its_first_question() -> None:
    stands = walk(Plan.decode("~RF-CES-01 ~RF-CES-07"), [])
    assert stands.question is None
    assert stands.end == "emergency"
    places: list[int] = []

    def known(place: int) -> Background:
        places.append(place)
        return NOTHING_KNOWN

    screening.walk(Plan.decode("~RF-GEN-02"), [], KNOWN, known)
    assert set(places) == {-1, 0}, "before the first answer, and when it is asked for"


def test_a_follow_up_repeats_what_was_told_and_is_asked_again_when_unsure() -> None:
    plan, told = Plan.decode("=RF-CES-02"), [AnswerRecord("RF-CES-02", 1, YES, None)]
    first = walk(plan, told).question
    assert first is not None
    assert first.text.startswith('You told us: "I newly leak pee')
    told.append(AnswerRecord(first.id, 1, NOT_SURE, None))
    again = walk(plan, told).question
    assert again is not None
    assert (again.id, again.attempt) == (first.id, 2)


def test_whether_it_has_settled_stands_by_itself_and_is_asked_once() -> None:
    plan, told = Plan.decode("=RF-CAR-04"), [AnswerRecord("RF-CAR-04", 1, YES, None)]
    asks = walk(plan, told).question
    assert asks is not None
    assert asks.text == KNOWN.follow_up(FollowUp.SETTLED).question
    told.append(AnswerRecord(asks.id, 1, NOT_SURE, None))
    assert walk(plan, told).question is None


@pytest.mark.parametrize(
    ("plan", "first", "fires"),
    [
        ("=RF-GEN-01", (), True),
        ("=RF-PAIN-02 =RF-GEN-01", (("RF-PAIN-02", NO),), False),
        ("W1 =RF-GEN-01", (("W1", NO),), False),
        ("*W1 =RF-GEN-01", tuple((one, NO) for one in KNOWN.topic("W1").items), False),
    ],
)
def test_a_no_in_this_check_ends_what_the_last_weekly_yes_left_standing(
    plan: str, first: tuple[tuple[str, Answer], ...], *, fires: bool
) -> None:
    last_week = PastCheck(6, False, frozenset({"RF-PAIN-02"}), frozenset())  # noqa: FBT003 - the field's name stands in the class
    known = Background(risks=frozenset({"immunosuppressed"}), past=(last_week,))
    told = [AnswerRecord(one, 1, value, None) for one, value in (*first, ("RF-GEN-01", YES))]
    stands = screening.walk(Plan.decode(plan), told, KNOWN, knowing(known))
    assert any("C-10" in finding.rules for finding in stands.findings) is fires


def test_only_a_sign_with_an_open_follow_up_waits() -> None:
    told = [AnswerRecord("RF-GEN-02", 1, YES, None), AnswerRecord("RF-NEU-01", 1, YES, None)]
    assert walk(Plan.decode("=RF-GEN-02 =RF-NEU-01"), told).waiting == ("RF-NEU-01",)
    assert walk(Plan.decode("=RF-GEN-02 =RF-NEU-01"), told[:1]).waiting == ()


def test_what_is_only_logged_or_leaves_out_a_day_is_no_alert() -> None:
    others = {Action.LOG, Action.SKIP_TODAY}
    assert set(Action) - RAISES_ALERT == others


def test_a_sign_is_told_before_a_follow_up_that_can_only_raise_it() -> None:
    """It waits all the same: whether it is more than that is open (decisions A9)."""
    stands = walk(Plan.decode("=RF-NEU-01"), [AnswerRecord("RF-NEU-01", 1, YES, None)])
    assert stands.waiting == ("RF-NEU-01",)
    assert [one.tier for one in stands.findings] == [Tier.URGENT]
    assert stands.question is not None
    assert stands.question.follow_up is FollowUp.RECENT


def test_whether_dizziness_settled_is_the_last_question_and_asked_once() -> None:
    given = conduct(Plan.decode("*T3 T6"), by_rule({"RF-CAR-04": YES}, topics=NO))
    assert asked(given)[-2:] == [("T6", 1), ("RF-CAR-04/dizzy_settled", 1)]
    unsure = follow("=RF-CAR-04", {"RF-CAR-04": YES, "RF-CAR-04/dizzy_settled": NOT_SURE})
    assert [one.tier for one in unsure.findings] == [Tier.URGENT]


def test_an_old_sign_is_told_anew_when_another_joins_it() -> None:
    """Decisions A4: alone it is SOON; beside a nerve sign it is what it is."""
    stands = follow("=RF-CES-04 =RF-NEU-03", {"RF-CES-04": YES, "RF-NEU-03": YES})
    assert [(one.flag_id, one.tier) for one in stands.findings] == [
        ("RF-CES-04", Tier.SOON),
        ("RF-CES-04", Tier.EMERGENCY_GO),
        ("RF-NEU-03", Tier.URGENT),
    ]
    assert stands.end == "emergency"


@pytest.mark.parametrize("recent", [YES, NO])
def test_c02_unsteadiness_of_another_check_is_asked_about_after_the_sign_that_joins_it(
    recent: Answer,
) -> None:
    """It waits like a sign of this check until that is answered (decisions A9)."""
    earlier = PastCheck(0, True, frozenset({"RF-NEU-04"}), frozenset())  # noqa: FBT003 - the field's name stands in the class
    known = knowing(Background(past=(earlier,)))
    told = [AnswerRecord("RF-CES-07", 1, YES, None), AnswerRecord("RF-NEU-01", 1, YES, None)]
    plan = Plan.decode("=RF-CES-07 =RF-NEU-01")
    alone = screening.walk(plan, told[:1], KNOWN, known)
    assert (alone.waiting, alone.question and alone.question.id) == ((), "RF-NEU-01")
    told = [AnswerRecord("RF-NEU-01", 1, YES, None)]
    plan = Plan.decode("=RF-NEU-01")
    assert screening.walk(plan, told, KNOWN, known).waiting == ("RF-NEU-01", "RF-NEU-04")
    told.append(AnswerRecord("RF-NEU-01/recent_2_days", 1, NO, None))
    asks = screening.walk(plan, told, KNOWN, known)
    assert asks.waiting == ("RF-NEU-04",)
    assert asks.question is not None
    assert asks.question.id == "RF-NEU-04/recent_2_days"
    told.append(AnswerRecord("RF-NEU-04/recent_2_days", 1, recent, None))
    over = screening.walk(plan, told, KNOWN, known)
    assert (over.end, over.waiting) == ("emergency" if recent is YES else "complete", ())
    assert ("C-02" in [rule for one in over.findings for rule in one.rules]) is (recent is YES)


@pytest.mark.parametrize(("sign", "tier"), [("RF-CAR-04", "E-go"), ("RF-CES-02", "E-call")])
def test_what_the_therapist_raised_waits_for_no_question_that_could_only_lower_it(
    sign: str, tier: str
) -> None:
    """V-20 and clinical-spec 1.5: an EMERGENCY is told at once."""
    items = tuple(
        replace(item, tier=Tier(tier)) if item.id == sign else item for item in KNOWN.items
    )
    told = [AnswerRecord(sign, 1, YES, None)]
    raised = replace(KNOWN, items=items)
    stands = screening.walk(Plan.decode(f"={sign}"), told, raised, knowing(NOTHING_KNOWN))
    assert (stands.end, stands.waiting) == ("emergency", ())
    assert [(one.flag_id, one.tier.value) for one in stands.findings] == [(sign, tier)]


def test_a_sign_reported_before_is_only_followed_up() -> None:
    plan = Plan.decode("~RF-CES-02 ~RF-CAR-04")
    assert plan.encode() == "~RF-CES-02 ~RF-CAR-04"
    given = conduct(plan, by_rule({"RF-CES-02/ces_onset_14_days": NO}))
    assert asked(given) == [
        ("RF-CES-02/ces_onset_14_days", 1),
        ("RF-CES-02/ces_onset_3_months", 1),
        ("RF-CAR-04/dizzy_settled", 1),
    ]
    assert [one.flag_id for one in walk(plan, given).findings] == ["RF-CES-02", "RF-CAR-04"]


def test_a_sign_reported_before_may_be_an_emergency_at_once() -> None:
    known = Background(risks=frozenset({"cardiac"}))
    stands = screening.walk(Plan.decode("~RF-CAR-04"), [], KNOWN, knowing(known))
    assert stands.end == "emergency"
    assert [one.tier for one in stands.findings] == [Tier.EMERGENCY_CALL]


def test_a_contact_beside_a_day_left_out_keeps_both() -> None:
    """C-17: too ill on three days running is told, and today is still left out."""
    days = tuple(PastCheck(n, False, frozenset({"RF-GEN-01"}), frozenset()) for n in (2, 1))  # noqa: FBT003 - the field's name stands in the class
    stands = follow("=RF-GEN-01", {"RF-GEN-01": YES}, Background(past=days))
    assert [(one.action, one.tier) for one in stands.findings] == [
        (Action.SKIP_TODAY, Tier.MONITOR),
        (Action.CONTACT, Tier.SOON),
    ]


# --- what was told and not asked to its end (decisions A9) ---------------------------------------


def after(plan: str, *values: Answer) -> tuple[str, ...]:
    """What is open after these answers, in the order of the questions."""
    given: list[AnswerRecord] = []
    for value in values:
        question = walk(Plan.decode(plan), given).question
        assert question is not None
        given.append(AnswerRecord(question.id, question.attempt, value, None))
    return walk(Plan.decode(plan), given).opened


@pytest.mark.parametrize(
    ("plan", "answers", "opened"),
    [
        ("T6 T7", [], ()),
        ("T6 T7", [NO], ()),
        ("T6 T7", [YES], ("T6",)),
        ("T6 T7", [NOT_SURE], ("T6",)),
        ("T6 T7", [YES, NO], ("T6",)),
        ("T6 T7", [YES, NO, NO], ("T6",)),
        ("T6 T7", [YES, NO, NO, NO], ()),
        ("T6 T7", [YES, YES], ("T6",)),
        ("T6 T7", [YES, YES, NO], ()),
        ("*T6", [NOT_SURE], ("RF-DVT-01",)),
        ("*T6", [NOT_SURE, NO], ()),
        ("=RF-PAIN-01", [NOT_SURE], ("RF-PAIN-01",)),
        ("?NEW T6 T7", [NO], ()),
        ("?NEW T6 T7", [YES], ("T6", "T7")),
        ("?NEW T6 T7", [NOT_SURE, NO], ("T7",)),
        ("=RF-FALL-03", [YES], FALL_FOLLOW_UPS),
        ("=RF-FALL-03", [YES, NO], FALL_FOLLOW_UPS[1:]),
        ("=RF-FALL-02 =RF-FALL-03", [NO, YES], ("RF-FALL-01", "RF-FALL-05", "RF-FALL-04")),
        ("+T6 +RF-PAIN-01", [], ("T6", "RF-PAIN-01")),
        ("+T6 +RF-PAIN-01", [NO, NO], ("T6", "RF-PAIN-01")),
        ("+T6 +RF-PAIN-01", [NO, NO, NO], ("RF-PAIN-01",)),
        ("+T6 +RF-PAIN-01", [NO, NO, NO, NO], ()),
    ],
)
def test_what_was_opened_is_open_until_it_was_asked_to_its_end(
    plan: str, answers: list[Answer], opened: tuple[str, ...]
) -> None:
    assert after(plan, *answers) == opened


def test_what_was_told_before_is_asked_sign_by_sign_and_then_as_a_whole() -> None:
    plan = Plan.decode("+T6 +RF-PAIN-01")
    assert plan.encode() == "+T6 +RF-PAIN-01"
    assert asked(conduct(plan, by_rule({}))) == [
        ("RF-DVT-01", 1),
        ("RF-PAD-01", 1),
        ("T6", 2),
        ("RF-PAIN-01", 1),
    ]
