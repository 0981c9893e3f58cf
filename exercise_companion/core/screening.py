"""The safety questions: which are asked, in what order, and what the answers mean.

A check is a plan (what to ask) and the answers so far. Everything else is worked out from these
two by `walk`, so that a check which was interrupted goes on where it stopped: the stored answers
are simply walked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.terms import TIER_RANK, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from exercise_companion.core.flags import Catalogue, FlagItem, Topic
    from exercise_companion.core.records import AnswerRecord
    from exercise_companion.core.terms import Action

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

COUNTS_WHEN_NOT_SURE: Final = frozenset(
    {Tier.EMERGENCY_CALL, Tier.EMERGENCY_GO, Tier.URGENT, Tier.CRISIS}
)
"""Tiers at which a lasting "not sure" is a yes; SOON and MONITOR are only reported (A6)."""


class How(StrEnum):
    """How one entry of a plan is asked. The values are the marks of the stored form."""

    TOPIC = ""
    """The topic's own question first; its items only after yes or not sure."""
    BY_ITEM = "*"
    """Every item one by one."""
    SINGLE = "="
    """One item alone."""
    GATE = "?"
    """One question (REPEAT_ID, NEW_ID); what follows is asked only after yes or not sure."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a plan."""

    how: How
    id: str
    """A topic id; for SINGLE a flag id."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one check asks, in order."""

    entries: tuple[Entry, ...]

    def encode(self) -> str:
        """The plan as it is stored: `?REPEAT T1 *T2 =RF-PAIN-01`."""
        return " ".join(f"{entry.how.value}{entry.id}" for entry in self.entries)

    @classmethod
    def decode(cls, text: str) -> Plan:
        """The plan that `encode` wrote."""
        return cls(tuple(_decode_entry(word) for word in text.split()))

    def asks_by_item(self, topic_ids: Iterable[str]) -> bool:
        """Whether every one of these topics is asked item by item."""
        by_item = {entry.id for entry in self.entries if entry.how is How.BY_ITEM}
        return by_item.issuperset(topic_ids)

    def asks(self, topic_id: str) -> bool:
        """Whether the topic is asked without a condition before it."""
        if self.entries and self.entries[0].how is How.GATE:
            return False
        return any(entry.id == topic_id for entry in self.entries)


def _decode_entry(word: str) -> Entry:
    if word[0] in "*=?":
        return Entry(How(word[0]), word[1:])
    return Entry(How.TOPIC, word)


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is put to the patient."""

    id: str
    """A topic id, a flag id or REPEAT_ID."""
    title: str
    text: str
    attempt: int
    """1, or 2 when it is asked again."""
    example_yes: str = ""
    example_no: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning sign that the answers report, with the tier it has."""

    flag_id: str
    tier: Tier
    action: Action
    rules: tuple[str, ...]


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

    @property
    def worst(self) -> Tier | None:
        """The highest tier found, crisis left out; None when nothing was found."""
        tiers = [finding.tier for finding in self.findings if finding.tier is not Tier.CRISIS]
        return max(tiers, key=TIER_RANK.__getitem__, default=None)


class _EmergencyFoundError(Exception):
    """Ends the asking: the advice is shown at once (clinical-spec 1.5)."""


class _Script:
    """The questions of a plan as a conversation: yields a question, is sent the answer."""

    def __init__(self, plan: Plan, catalogue: Catalogue) -> None:
        self.plan = plan
        self.catalogue = catalogue
        self.findings: list[Finding] = []
        self.number = 1
        self.answers_to_items: dict[str, Answer] = {}

    def run(self) -> Generator[Question, Answer, None]:
        for number, entry in enumerate(self.plan.entries, start=1):
            self.number = number
            if entry.how is How.GATE:
                if (yield self._gate_question(entry.id)) is Answer.NO:
                    return
            elif entry.how is How.SINGLE:
                yield from self._ask_item(self.catalogue.item(entry.id), "")
            elif entry.how is How.BY_ITEM:
                yield from self._ask_items(self.catalogue.topic(entry.id))
            else:
                yield from self._ask_topic(self.catalogue.topic(entry.id))

    def _gate_question(self, gate: str) -> Question:
        if gate == NEW_ID:
            return Question(NEW_ID, "After your session", NEW_QUESTION, 1)
        return Question(REPEAT_ID, "Since your last check", self.catalogue.repeat_question, 1)

    def _ask_topic(self, topic: Topic) -> Generator[Question, Answer, None]:
        """Decisions B: yes or not sure opens the items; all no asks the topic once more."""
        if (yield Question(topic.id, topic.title, topic.question, 1)) is Answer.NO:
            return
        if (yield from self._ask_items(topic)):
            return
        if (yield Question(topic.id, topic.title, topic.question, 2)) is not Answer.NO:
            self._find(self.catalogue.item(WORRY_FLAG), (topic.id, WORRY_FLAG))

    def _ask_items(self, topic: Topic) -> Generator[Question, Answer, bool]:
        """Ask every item; say whether any was answered other than no."""
        any_sign = False
        for flag_id in topic.items:
            value = yield from self._ask_item(self.catalogue.item(flag_id), topic.title)
            any_sign = any_sign or value is not Answer.NO
        return any_sign

    def _ask_item(self, item: FlagItem, title: str) -> Generator[Question, Answer, Answer]:
        """Decisions A6: "not sure" shows an example of each and asks once more."""
        if item.id in self.answers_to_items:
            return self.answers_to_items[item.id]
        value = yield _item_question(item, title, 1)
        if value is Answer.NOT_SURE:
            value = yield _item_question(item, title, 2)
        self.answers_to_items[item.id] = value
        if counts(item.tier, value):
            self._find(item, (item.id,))
        if item.id in FALL_OPENERS and value is not Answer.NO:
            for flag_id in FALL_FOLLOW_UPS:
                yield from self._ask_item(self.catalogue.item(flag_id), title)
        return value

    def _find(self, item: FlagItem, rules: tuple[str, ...]) -> None:
        self.findings.append(Finding(item.id, item.tier, item.action, rules))
        if item.tier.is_emergency:
            raise _EmergencyFoundError


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


def counts(tier: Tier, value: Answer) -> bool:
    """Whether an answer to an item of that tier reports the sign (decisions A6)."""
    return value is Answer.YES or (value is Answer.NOT_SURE and tier in COUNTS_WHEN_NOT_SURE)


def walk(plan: Plan, answers: Sequence[AnswerRecord], catalogue: Catalogue) -> Walk:
    """Where a check stands after these answers.

    An EMERGENCY ends it at once: its advice must not wait for the other questions
    (clinical-spec 1.5). URGENT and SOON are collected while the check goes on, because a later
    answer may be an EMERGENCY.

    Raises:
        ValueError: an answer is not to the question that was asked, or one is left over.

    """
    script = _Script(plan, catalogue)
    conversation = script.run()
    try:
        question = next(conversation)
    except StopIteration:
        return _ended(script, answers[0:], "complete")
    for index, answer in enumerate(answers):
        if (answer.question_id, answer.attempt) != (question.id, question.attempt):
            message = f"answer to {answer.question_id} where {question.id} was asked"
            raise ValueError(message)
        try:
            question = conversation.send(answer.value)
        except StopIteration:
            return _ended(script, answers[index + 1 :], "complete")
        except _EmergencyFoundError:
            return _ended(script, answers[index + 1 :], "emergency")
    return Walk(question, tuple(script.findings), None, script.number, len(plan.entries))


def _ended(
    script: _Script, left_over: Sequence[AnswerRecord], end: Literal["complete", "emergency"]
) -> Walk:
    if left_over:
        message = f"answer to {left_over[0].question_id} after the check had ended"
        raise ValueError(message)
    total = len(script.plan.entries)
    return Walk(None, tuple(script.findings), end, script.number, total)
