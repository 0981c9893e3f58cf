"""A patient who answers every prompt with any reply that is valid there."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from journeys import NO, NOT_SURE, YES, told_of_walk

from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, obstacles, prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.check_ins import AskCheckIn, AskTomorrow, CheckedIn
from exercise_companion.core.flare_question import AskFlare, IsFlare
from exercise_companion.core.next_step import StepBack, StepUp
from exercise_companion.core.terms import Answer
from exercise_companion.core.whereabouts import AskWhereabouts, IsIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.prompts import Prompt, Reply


class RandomPatient:
    """Answers every prompt with any reply that is valid there."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a test that repeats itself
        self.yes = self.random.choice((0.0, 0.01, 0.1, 0.5))
        """How often a sign is reported."""

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def reply(self, prompt: Prompt) -> Reply:
        replies = list(self.replies(prompt))
        return self.random.choice(replies)

    def replies(self, prompt: Prompt) -> Iterator[Reply]:  # noqa: C901, PLR0912, PLR0915 - one line a prompt
        match prompt:
            case prompts.AskSafety() | prompts.AskAnythingNew():
                yield prompts.Answered(self.answer())
                if isinstance(prompt, prompts.AskSafety) and self.often(0.02):
                    yield prompts.Leave()
            case prompts.ShowAdvice():
                for choice in prompt.advice.choices:
                    yield prompts.Acknowledged(choice.ack)
            case crisis_prompts.AskCrisis():
                yield crisis_prompts.CrisisAnswered("no")
                yield crisis_prompts.CrisisAnswered("prefer_not_to_say")
            case prompts.AskPain():
                yield from self.scores(prompt)
            case prompts.AskSettled():
                yield prompts.Answered(self.random.choice(list(Answer)))
                yield prompts.Leave()
            case prompts.ShowDecision():
                yield prompts.Go(helper=self.often(0.5))
                yield prompts.Go(minutes=self.random.choice((1, 2, 5)))
                yield prompts.Talked("Ruth Hall", "physiotherapist", "Go on with the exercises.")
                yield ways.Assessed("Ward 3", "today", "They let me go home.")
                yield ways.CodeTyped("ABCDE-FGHJK")
                yield ways.TookBack()
            case ways.ConfirmMistake():
                yield from (ways.MistakeTyped("MISTAKE"), prompts.Leave())
            case ways.AskHelp():
                yield from (ways.HelpAnswered("yes", "Dr Osei"), ways.HelpAnswered("no"))
            case prompts.ShowIntro():
                yield from (prompts.Go(), prompts.Go(), prompts.Skip("tired"), prompts.UseEasier())
                yield prompts.Stop()
                yield from (StepUp() for _ in range(4 * bool(prompt.item.harder)))
                yield from (StepBack() for _ in range(prompt.item.in_next_step))
            case prompts.DoSet():
                yield prompts.DidSet(reps=self.random.randint(0, 12))
                yield from (prompts.DidSet(), prompts.DidSet(), prompts.Hurts(), prompts.Back())
                did = prompts.DidSet(reps=self.random.randint(2, 12)) if self.often(0.5) else None
                yield from (prompts.Skip("unclear", did), prompts.UseEasier(did), prompts.Stop())
            case walks.DoBout():
                yield from (prompts.DidSet(), walks.FeltLegs(self.random.randint(0, 240)))
                yield from (walks.EndWalk(30), prompts.Hurts(30), prompts.Stop(30), prompts.Back())
                yield from (walks.WasOut(), prompts.Skip("tired"), prompts.UseEasier())
            case walks.AskLegs():
                score = self.random.choice((None, *range(11)))
                yield walks.Legs(score, self.random.choice(("none", "numb_or_weak", None)))
                yield walks.Legs(score, "gave_way" if self.often(self.yes) else "none")
                yield from (walks.LeaveRest(), prompts.Stop(), walks.Legs())
            case walks.AskWalk():
                gave_way = "yes" if self.often(self.yes) else "no"
                yield walks.WalkTold(told_of_walk(prompt.about, gave_way=gave_way))
                yield prompts.Stop()
            case prompts.ShowNotice():
                yield from (prompts.Go(), prompts.UseEasier())
            case AskCheckIn():
                yield from (CheckedIn(self.random.randint(0, 14)), CheckedIn(words="yes"))
                yield from (CheckedIn(), AskTomorrow(), prompts.Leave())
            case AskFlare():
                yield from (IsFlare(yes=self.often(0.2)), prompts.Leave())
            case AskWhereabouts():
                yield from (IsIn("home"), IsIn("elsewhere"), prompts.Leave())
            case obstacles.AskObstacle():
                yield from (
                    obstacles.HeldBack("pain"),
                    obstacles.HeldBack("not_said"),
                    prompts.Leave(),
                )
            case prompts.AskGoOn():
                yield from (prompts.Go(), prompts.Go(), prompts.Stop(), prompts.Leave())
            case prompts.AskStopReason():
                yield from (prompts.StoppedBecause("unwell"), prompts.Back())
            case prompts.AskEffort() | prompts.AskItemEffort():
                yield prompts.Effort(self.random.choice((None, 5)))
            case _:
                yield prompts.Go()

    def answer(self) -> Answer:
        return self.random.choice((YES, NOT_SURE)) if self.often(self.yes) else NO

    def scores(self, prompt: prompts.AskPain) -> Iterator[Reply]:
        most = self.random.choice((3, 3, 6, 10))
        yield prompts.Scored(
            tuple((asked.site, self.random.randint(0, most)) for asked in prompt.sites)
        )
        if prompt.may_say_no_more:
            yield prompts.Scored(no_more_than_before=True)
        if prompt.may_report_sensation and self.often(0.2):
            yield prompts.Scored(new_sensation=True)
        if prompt.may_skip:
            yield prompts.Scored()
