"""The safety questions: which are asked, in what order, and what the answers mean.

A check is a plan (what to ask) and the answers so far. Everything else is worked out from these
two by `walk`, so that a check which was interrupted goes on where it stopped: the stored answers
are simply walked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core import mood
from exercise_companion.core.findings import counts
from exercise_companion.core.follow_ups import FollowUp, question_id
from exercise_companion.core.screening_plan import How, Plan
from exercise_companion.core.so_far import EmergencyFoundError, SoFar
from exercise_companion.core.terms import TIER_RANK, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from exercise_companion.core.background import Knowledge
    from exercise_companion.core.findings import Finding
    from exercise_companion.core.flags import Catalogue, FlagItem, Topic
    from exercise_companion.core.records import AnswerRecord

REPEAT_ID: Final = "REPEAT"
"""The id under which the short repeat question is stored."""

NEW_ID: Final = "NEW"
"""The id of the one question after a session; a yes opens every topic (clinical-spec 1.5)."""

NEW_QUESTION: Final = "Did anything new or worrying start during this session?"

WORRY_FLAG: Final = "RF-GEN-04"
"""What a topic answered yes again, with every item no, counts as (decisions B)."""

FALL_OPENERS: Final = frozenset({"RF-FX-01", "RF-FALL-03"})
"""Items whose yes opens the questions after a fall (clinical-spec 1.1, code F)."""

FALL_FOLLOW_UPS: Final = ("RF-FALL-01", "RF-FALL-02", "RF-FALL-05", "RF-FALL-04")


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is put to the patient."""

    id: str
    """A topic id, a flag id, REPEAT_ID, NEW_ID, or a flag id with its follow-up."""
    title: str
    text: str
    attempt: int
    """1, or 2 when it is asked again."""
    example_yes: str = ""
    example_no: str = ""
    sensitive: bool = False
    follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a check stands."""

    question: Question | None
    """The next question; None when the check has ended."""
    findings: tuple[Finding, ...]
    """In the order the answers reported them."""
    end: Literal["complete", "emergency"] | None
    number: int
    """Which entry of the plan is being asked, from 1."""
    of: int
    waiting: tuple[str, ...] = ()
    """Reported signs with an open follow-up, which may change their tier (A4, A9, C-13)."""
    opened: tuple[str, ...] = ()
    """Topics and signs that a yes or not sure opened and no answer has closed yet (A9)."""

    @property
    def worst(self) -> Tier | None:
        """The highest tier found, crisis left out; None when nothing was found."""
        tiers = [finding.tier for finding in self.findings if finding.tier is not Tier.CRISIS]
        return max(tiers, key=TIER_RANK.__getitem__, default=None)


class _Script(SoFar):
    """The questions of a plan as a conversation: yields a question, is sent the answer."""

    def __init__(self, plan: Plan, catalogue: Catalogue, known: Knowledge) -> None:
        super().__init__(catalogue, known)
        self.plan = plan
        self.number = 1
        self.answers_to_items: dict[str, Answer] = {}
        self.opened: dict[str, None] = {}

    def run(self) -> Generator[Question, Answer, None]:
        """Ask entry by entry; what was told before counts from the first question on."""
        told = self.plan.entries
        self.reported |= {entry.id: () for entry in told if entry.how is How.REPORTED}
        self.opened |= {entry.id: None for entry in told if entry.how is How.OPENED}
        for number, entry in enumerate(self.plan.entries, start=1):
            self.number = number
            if entry.how is How.GATE:
                if (yield self._gate_question(entry.id)) is Answer.NO:
                    return
                self.opened |= dict.fromkeys(one.id for one in self.plan.entries[number:])
            elif entry.how is How.SINGLE:
                yield from self._ask_item(self.catalogue.item(entry.id), "")
            elif entry.how is How.REPORTED:
                yield from self._follow_up(self.catalogue.item(entry.id))
            elif entry.how is How.OPENED:
                yield from self._ask_opened(entry.id)
            elif entry.how is How.BY_ITEM:
                yield from self._ask_items(self.catalogue.topic(entry.id))
            else:
                yield from self._ask_topic(self.catalogue.topic(entry.id))
            self.opened.pop(entry.id, None)
        yield from self._ask_whether_settled()

    def _gate_question(self, gate: str) -> Question:
        if gate == NEW_ID:
            return Question(NEW_ID, "After your session", NEW_QUESTION, 1)
        return Question(REPEAT_ID, "Since your last check", self.catalogue.repeat_question, 1)

    def _ask_topic(self, topic: Topic) -> Generator[Question, Answer, None]:
        """Decisions B: yes or not sure opens the items; all no asks the topic once more."""
        if (yield Question(topic.id, topic.title, topic.question, 1)) is Answer.NO:
            self.denied.update(topic.items)
            return
        self.opened[topic.id] = None
        yield from self._ask_opened_topic(topic)

    def _ask_opened(self, opened_id: str) -> Generator[Question, Answer, None]:
        """What was told before is asked sign by sign (decisions A9)."""
        if any(topic.id == opened_id for topic in self.catalogue.topics):
            yield from self._ask_opened_topic(self.catalogue.topic(opened_id))
        else:
            yield from self._ask_item(self.catalogue.item(opened_id), "")

    def _ask_opened_topic(self, topic: Topic) -> Generator[Question, Answer, None]:
        if (yield from self._ask_items(topic)):
            return
        if (yield Question(topic.id, topic.title, topic.question, 2)) is not Answer.NO:
            yield from self._report(self.catalogue.item(WORRY_FLAG), topic.id)

    def _ask_items(self, topic: Topic) -> Generator[Question, Answer, bool]:
        """Ask every item; say whether any was answered other than no."""
        any_sign = False
        for flag_id in topic.items:
            item = self.catalogue.item(flag_id)
            if item.is_asked:
                value = yield from self._ask_item(item, topic.title)
                any_sign = any_sign or value is not Answer.NO
            else:
                yield from self._ask_mood(item)
        return any_sign

    def _ask_mood(self, item: FlagItem) -> Generator[Question, Answer, None]:
        """Ask what the sign of low mood is worked out from (rule C-19)."""
        while (step := mood.next_step(self.follow_ups)) is not None:
            yield from self._ask_follow_up(item, step)

    def _ask_item(self, item: FlagItem, title: str) -> Generator[Question, Answer, Answer]:
        """Ask a sign, and what follows from a yes."""
        if item.id in self.answers_to_items:
            return self.answers_to_items[item.id]
        value = yield _item_question(item, title, 1)
        if value is Answer.NOT_SURE:
            self.opened[item.id] = None
            value = yield _item_question(item, title, 2)
        self.opened.pop(item.id, None)
        self.answers_to_items[item.id] = value
        if value is Answer.NO:
            self.denied.add(item.id)
        if counts(item.tier, value):
            yield from self._report(item)
        if item.id in FALL_OPENERS and value is not Answer.NO:
            self.opened |= dict.fromkeys(
                flag_id for flag_id in FALL_FOLLOW_UPS if flag_id not in self.answers_to_items
            )
            for flag_id in FALL_FOLLOW_UPS:
                yield from self._ask_item(self.catalogue.item(flag_id), title)
        return value

    # --- what a yes sets off -----------------------------------------------------------------

    def _report(self, item: FlagItem, *through: str) -> Generator[Question, Answer, None]:
        """Take a sign into account and ask its follow-ups."""
        self.tell(item.id, *through)
        yield from self._follow_up(item)

    def _follow_up(self, item: FlagItem) -> Generator[Question, Answer, None]:
        """Ask what follows from a sign that was told, but for the question that takes time."""
        self.assess()
        while (next_one := self.due(item.id)) is not None and next_one is not FollowUp.SETTLED:
            yield from self._ask_follow_up(item, next_one)
        while (earlier := self.due_of_earlier()) is not None:
            flag_id, follow_up = earlier
            yield from self._ask_follow_up(self.catalogue.item(flag_id), follow_up)

    def _ask_whether_settled(self) -> Generator[Question, Answer, None]:
        """Rule C-13 waits ten minutes: every other question comes before that."""
        for flag_id in tuple(self.reported):
            if self.due(flag_id) is FollowUp.SETTLED:
                yield from self._ask_follow_up(self.catalogue.item(flag_id), FollowUp.SETTLED)

    def _ask_follow_up(
        self, item: FlagItem, follow_up: FollowUp
    ) -> Generator[Question, Answer, None]:
        text = self.catalogue.follow_up(follow_up)
        asks_once = follow_up is FollowUp.SETTLED
        is_about_a_sign = not asks_once and follow_up not in mood.STEPS
        question = Question(
            question_id(item.id, follow_up),
            text.title,
            f'You told us: "{item.say}". {text.question}' if is_about_a_sign else text.question,
            1,
            example_yes=text.example_yes,
            example_no=text.example_no,
            sensitive=follow_up in mood.STEPS,
            follow_up=follow_up,
        )
        value = (yield question) if asks_once else (yield from _ask_twice(question))
        self.follow_ups[item.id, follow_up] = value
        self.assess()


def _ask_twice(question: Question) -> Generator[Question, Answer, Answer]:
    """Decisions A6: "not sure" shows an example of each and asks once more."""
    value = yield question
    return (yield replace(question, attempt=2)) if value is Answer.NOT_SURE else value


def _item_question(item: FlagItem, title: str, attempt: int) -> Question:
    return Question(
        item.id,
        title,
        item.question,
        attempt,
        example_yes=item.example_yes,
        example_no=item.example_no,
        sensitive=item.sensitive,
    )


def walk(
    plan: Plan, answers: Sequence[AnswerRecord], catalogue: Catalogue, known: Knowledge
) -> Walk:
    """Where a check stands after these answers.

    An EMERGENCY ends it at once: its advice must not wait for the other questions
    (clinical-spec 1.5). URGENT and SOON are collected while the check goes on, because a later
    answer may be an EMERGENCY. After every answer the combination rules are worked out anew.

    Args:
        plan: what is asked.
        answers: given so far, in order.
        catalogue: the signs, topics and follow-ups.
        known: what was known of the patient at each answer.

    Raises:
        ValueError: an answer is not to the question that was asked, or one is left over.

    """
    script = _Script(plan, catalogue, known)
    conversation = script.run()
    try:
        question = next(conversation)
    except StopIteration:
        return _ended(script, answers, "complete")
    except EmergencyFoundError:
        return _ended(script, answers, "emergency")
    for index, answer in enumerate(answers):
        if (answer.question_id, answer.attempt) != (question.id, question.attempt):
            message = f"answer to {answer.question_id} where {question.id} was asked"
            raise ValueError(message)
        script.take(index)
        try:
            question = conversation.send(answer.value)
        except StopIteration:
            return _ended(script, answers[index + 1 :], "complete")
        except EmergencyFoundError:
            return _ended(script, answers[index + 1 :], "emergency")
    return Walk(
        question,
        tuple(script.findings),
        None,
        script.number,
        len(plan.entries),
        script.followed_up(),
        tuple(script.opened),
    )


def _ended(
    script: _Script, left_over: Sequence[AnswerRecord], end: Literal["complete", "emergency"]
) -> Walk:
    if left_over:
        message = f"answer to {left_over[0].question_id} after the check had ended"
        raise ValueError(message)
    total = len(script.plan.entries)
    return Walk(None, tuple(script.findings), end, script.number, total)
