"""A made-up patient who answers every prompt, and the clock of their story."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from exercise_companion.clock import Clock
from exercise_companion.core import obstacles, prompts, walk_prompts
from exercise_companion.core.check_ins import AskCheckIn, CheckedIn
from exercise_companion.core.flare_question import AskFlare, IsFlare
from exercise_companion.core.terms import Answer, Moment
from exercise_companion.core.walk_questions import usual_answers
from exercise_companion.core.whereabouts import AskWhereabouts, IsIn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.companion.service import Companion
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.records import SkipReason, When

MOST_PROMPTS: Final = 400
"""No visit asks as much: more would be a fault of the story."""

CALM: Final = 5
"""Above this pain the patient takes care that no exercise makes it worse."""

SECONDS_TO_ANSWER: Final = 4
FEWER_REPS: Final = 2


class StoryClock(Clock):
    """A clock that stands still until the story moves it."""

    def __init__(self, zone: tzinfo | None) -> None:
        super().__init__(zone=zone)
        self._zone_of_story = zone
        self._instant = datetime.now(UTC)
        self._when: When | None = None

    def now_utc(self) -> datetime:
        """The moment the story has reached."""
        return self._instant

    def when(self) -> When:
        """The moment as records carry it; worked out once, for it stands still."""
        if self._when is None:
            self._when = super().when()
        return self._when

    def advance(self, seconds: float) -> None:
        """Let the story go on by so many seconds."""
        self._instant += timedelta(seconds=seconds)
        self._when = None

    def turn_to(self, day: date, at: time) -> None:
        """Go to a local time of a day."""
        self._instant = datetime.combine(day, at, self._zone_of_story).astimezone(UTC)
        self._when = None


@dataclass
class Dice:
    """A small seeded generator, handed on explicitly: it tells the same story every time."""

    state: int

    def below(self, limit: int) -> int:
        """The next number from 0 to `limit - 1`."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit


@dataclass(frozen=True, slots=True)
class Mood:
    """How one day of the story goes."""

    pain: int
    """Usual pain of the day, 0-10, at every site."""
    signs: frozenset[str] = frozenset()
    """Topics and warning signs that are answered yes; every other answer is no."""
    skips: Mapping[int, SkipReason] = field(default_factory=dict)
    """Exercises left out, by position from 1."""
    stops_at: int = 0
    """The exercise at which the patient stops for want of time; 0: not at all."""


class Rehearsal:
    """A patient on one day.

    Args:
        mood: how the day goes.
        dice: what differs from set to set.

    """

    def __init__(self, mood: Mood, dice: Dice) -> None:
        self._mood = mood
        self._dice = dice

    def reply(self, prompt: Prompt) -> Reply:  # noqa: C901, PLR0911, PLR0912 - one line a prompt
        """What this patient answers."""
        match prompt:
            case prompts.AskSafety():
                return self._answer(prompt.question.id)
            case prompts.AskAnythingNew():
                return prompts.Answered(Answer.NO, self._dwell_ms())
            case prompts.ShowAdvice():
                return prompts.Acknowledged("seen")
            case prompts.AskPain():
                return self._score(prompt)
            case prompts.ShowDecision():
                return prompts.Go() if prompt.may_begin else prompts.Leave()
            case prompts.ShowIntro():
                return self._begin_or_leave_out(prompt)
            case prompts.DoSet():
                return self._do(prompt)
            case walk_prompts.DoBout():
                return prompts.DidSet()
            case walk_prompts.AskWalk():
                return walk_prompts.WalkTold(usual_answers(prompt.about))
            case obstacles.AskObstacle():
                return obstacles.HeldBack("no_time")
            case AskCheckIn():
                return self._check_in(prompt)
            case AskFlare():
                return IsFlare(yes=False)
            case AskWhereabouts():
                return IsIn("home")
            case prompts.AskStopReason():
                return prompts.StoppedBecause("no_time")
            case prompts.AskEffort() | prompts.AskItemEffort():
                return prompts.Effort(3 + self._dice.below(3))
            case _:
                return prompts.Go()

    def _check_in(self, prompt: AskCheckIn) -> Reply:
        """Scores about the middle, small numbers, the middle choice; words are left out."""
        question = prompt.question
        match question.kind:
            case "score":
                return CheckedIn(4 + self._dice.below(3))
            case "number":
                return CheckedIn(min(question.most, 2 + self._dice.below(3)))
            case "yes_no":
                return CheckedIn(words="yes")
            case "choice":
                return CheckedIn(words=question.choices[len(question.choices) // 2])
            case "text":
                return CheckedIn()

    def _answer(self, question_id: str) -> Reply:
        value = Answer.YES if question_id in self._mood.signs else Answer.NO
        return prompts.Answered(value, self._dwell_ms())

    def _dwell_ms(self) -> int:
        return 1400 + 40 * self._dice.below(90)

    def _score(self, prompt: prompts.AskPain) -> Reply:
        calm = self._mood.pain <= CALM and not self._dice.below(4)
        if prompt.moment is Moment.DURING and not calm:
            return prompts.Scored(no_more_than_before=True)
        score = max(0, self._mood.pain + self._shift(prompt.moment))
        return prompts.Scored(tuple((asked.site, score) for asked in prompt.sites))

    def _shift(self, moment: Moment) -> int:
        """Pain moves by a point: up in an exercise, either way after it and overnight."""
        if moment is Moment.BEFORE:
            return 0
        return self._dice.below(2) if moment is Moment.DURING else self._dice.below(3) - 1

    def _begin_or_leave_out(self, prompt: prompts.ShowIntro) -> Reply:
        position = prompt.place.position
        if position in self._mood.skips:
            return prompts.Skip(self._mood.skips[position])
        return prompts.Stop() if position == self._mood.stops_at else prompts.Go()

    def _do(self, prompt: prompts.DoSet) -> Reply:
        reps = prompt.target.reps
        if reps is not None and reps > FEWER_REPS and not self._dice.below(12):
            return prompts.DidSet(reps=reps - FEWER_REPS)
        return prompts.DidSet()


def visit(companion: Companion, clock: StoryClock, patient: Rehearsal) -> None:
    """Go through one visit from its first prompt to Today.

    Raises:
        RuntimeError: the visit does not end.

    """
    companion.start()
    for _ in range(MOST_PROMPTS):
        prompt = companion.next()
        if prompt is None:
            return
        clock.advance(_seconds(prompt))
        companion.reply(prompt, patient.reply(prompt))
    message = "a visit of the story does not end"
    raise RuntimeError(message)


def _seconds(prompt: Prompt) -> float:
    """How long a prompt takes: a set its steps, anything else a moment."""
    if isinstance(prompt, prompts.DoSet | walk_prompts.DoBout):
        return sum(step.seconds or 0 for step in prompt.steps)
    return SECONDS_TO_ANSWER
