"""A sign that was cleared while its check goes on: nothing more is asked of it, and what is told
again is told anew (clinical-spec 7.5, SI-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answers import told

from exercise_companion import catalogue
from exercise_companion.core.background import Background, PastCheck
from exercise_companion.core.reweighing import reweigh
from exercise_companion.core.screening import walk
from exercise_companion.core.screening_plan import Plan
from exercise_companion.core.signs import BEGUN, tellings
from exercise_companion.core.terms import RiskCode

if TYPE_CHECKING:
    from exercise_companion.core.background import Knowledge
    from exercise_companion.core.records import AnswerRecord
    from exercise_companion.core.screening import Walk

KNOWN = catalogue.load()
WORRY, WEAK = "RF-GEN-04", "RF-NEU-02"
NEVER = 99


def cleared(flag_id: str, after: int, told_again: int = NEVER) -> Knowledge:
    """A sign is cleared after the answer of a place; the one that tells it again ends that."""

    def at(place: int) -> Background:
        return Background(ended=frozenset({flag_id} if after < place <= told_again else ()))

    return at


def stands(plan: str, answers: list[AnswerRecord], known: Knowledge) -> Walk:
    return walk(Plan.decode(plan), answers, KNOWN, known)


def found(one: Walk) -> list[str]:
    return [finding.flag_id for finding in one.findings]


A_WORRY = ("T6 yes", "RF-DVT-01 no", "RF-PAD-01 no", "T6 yes 2")
ANOTHER = ("T8 yes", "RF-GEN-02 no", "RF-GEN-03 no", "RF-GEN-04 yes")


def test_told_again_it_is_found_again() -> None:
    answers = told(*A_WORRY, *ANOTHER)
    assert found(stands("T6 T8", answers, cleared(WORRY, 3, 7))) == [WORRY, WORRY]
    assert found(stands("T6 T8", answers[:7], cleared(WORRY, 3, 7))) == [WORRY]


def test_told_twice_and_never_cleared_it_is_found_once() -> None:
    answers = told(*A_WORRY, *ANOTHER)
    assert found(stands("T6 T8", answers, cleared(WORRY, NEVER))) == [WORRY]


def test_it_counts_from_then_on_beside_what_is_told_after() -> None:
    """C-20: a numb patch and a fever with back pain."""
    plan, answers = "~RF-NEU-03 =RF-NEU-03 =RF-INF-01", told("RF-NEU-03 yes", "RF-INF-01 yes")
    again = stands(plan, answers, cleared("RF-NEU-03", BEGUN, 0))
    ended = stands(plan, answers, cleared("RF-NEU-03", 0))
    assert "C-20" in {rule for one in again.findings for rule in one.rules}
    assert "C-20" not in {rule for one in ended.findings for rule in one.rules}


def test_the_topic_it_is_told_through_the_second_time_is_named() -> None:
    again = told(*ANOTHER[:3], "RF-GEN-04 no", "T8 yes 2")
    where = stands("T6 T8", told(*A_WORRY) + again, cleared(WORRY, 3, 8))
    assert [one.rules[0] for one in where.findings] == ["T6", "T8"]


def test_told_again_as_the_last_word_it_counts_where_the_check_is_weighed_anew() -> None:
    answers = told(*A_WORRY, *ANOTHER)
    plan = Plan.decode("T6 T8")
    assert found(reweigh(plan, answers, KNOWN, cleared(WORRY, 3, 7))) == [WORRY]


def test_nothing_more_is_asked_of_it() -> None:
    plan, answers = "=RF-NEU-02 =RF-GEN-01", told("RF-NEU-02 yes")
    asked = stands(plan, answers, cleared(WEAK, NEVER))
    gone_on = stands(plan, answers, cleared(WEAK, 0))
    assert asked.question is not None
    assert gone_on.question is not None
    assert (asked.question.id, asked.waiting) == ("RF-NEU-02/recent_2_days", (WEAK,))
    assert (gone_on.question.id, gone_on.waiting) == ("RF-GEN-01", ())
    after = stands(plan, [*answers, *told("RF-GEN-01 no")], cleared(WEAK, 0))
    assert after.end == "complete"


def test_a_check_that_began_with_it_ends_without_asking() -> None:
    assert stands("~RF-NEU-02", [], cleared(WEAK, BEGUN)).end == "complete"
    assert stands("~RF-NEU-02", [], cleared(WEAK, NEVER)).question is not None


def test_what_waits_only_waits_for_an_answer_that_was_not_cleared_before() -> None:
    """A4: told, its beginning not said yet: it is found by nothing, cleared or not."""
    plan, answers = "=RF-CES-02 =RF-GEN-01", told("RF-CES-02 yes")
    assert found(stands(plan, answers, cleared("RF-CES-02", NEVER))) == []
    assert found(stands(plan, answers, cleared("RF-CES-02", 0))) == []


def test_nothing_is_asked_of_a_sign_of_an_earlier_check_that_was_cleared_meanwhile() -> None:
    """C-02: unsteadiness of this morning, a foot that drops now."""
    unsteady = frozenset({"RF-NEU-04"})
    plan, answers = "=RF-NEU-01 =RF-GEN-01", told("RF-NEU-01 yes", "RF-NEU-01/recent_2_days no")

    def morning(*, is_cleared: bool) -> Background:
        past = PastCheck(0, True, unsteady, frozenset(), unsteady if is_cleared else frozenset())  # noqa: FBT003 - of the last day
        return Background(past=(past,))

    def meanwhile(place: int) -> Background:
        return morning(is_cleared=place > 1)

    asked = stands(plan, answers, lambda _place: morning(is_cleared=False))
    gone_on = stands(plan, answers, meanwhile)
    assert asked.question is not None
    assert gone_on.question is not None
    assert (asked.question.id, asked.waiting) == ("RF-NEU-04/recent_2_days", ("RF-NEU-04",))
    assert (gone_on.question.id, gone_on.waiting) == ("RF-GEN-01", ())


def test_each_telling_has_its_place() -> None:
    answers = told(*A_WORRY, "RF-NEU-02/recent_2_days no", *ANOTHER, "RF-GEN-01 not_sure", "T1 no")
    assert BEGUN == -1, "directly before the first answer"
    assert list(tellings(Plan.decode("~RF-NEU-02 +T3 T6"), answers, KNOWN)) == [
        (WEAK, BEGUN),
        (WORRY, 3),
        (WORRY, 8),
    ]


def test_a_sign_stands_until_it_is_cleared() -> None:
    sign = frozenset({WEAK})
    open_one = PastCheck(1, True, sign, frozenset())  # noqa: FBT003 - of the last day
    over = PastCheck(1, True, sign, frozenset(), sign)  # noqa: FBT003 - of the last day
    assert Background(past=(open_one,)).stands(WEAK)
    assert Background(past=(over, open_one)).stands(WEAK)
    assert not Background(past=(over,)).stands(WEAK)
    assert not Background(past=(open_one,)).stands(WORRY)
    assert not Background(risks=frozenset[RiskCode]()).stands(WEAK)
