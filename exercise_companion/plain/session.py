"""The line-by-line session: shows each prompt as lines, reads one line, hands back the reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, going_on, obstacles, prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.advice import AFTER_CHECK
from exercise_companion.core.check_ins import AskCheckIn
from exercise_companion.core.flare_question import AskFlare
from exercise_companion.core.new_version import WhatIsNew
from exercise_companion.core.next_step import StepBack, StepUp
from exercise_companion.core.other_words import other_words
from exercise_companion.core.rules_version import RulesChanged
from exercise_companion.core.today_words import DEMO_LINE, WRONG_LINE
from exercise_companion.core.whereabouts import AskWhereabouts
from exercise_companion.errors import CompanionError, Refused, StoreFault
from exercise_companion.plain import asking, check_ins, day_questions, reading, sayings, short_time
from exercise_companion.plain.acknowledging import leaves, saved_words
from exercise_companion.plain.console import NOT_KEPT, EndOfInputError, SomethingIsWrongError
from exercise_companion.plain.leaving import Pages
from exercise_companion.plain.locked import LockQuestions
from exercise_companion.plain.pain import PainQuestions
from exercise_companion.plain.sets import SetQuestions
from exercise_companion.plain.walks import WalkQuestions

if TYPE_CHECKING:
    from exercise_companion.companion import Companion
    from exercise_companion.core.next_step import HarderView
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.plain.console import Console

OTHER_WORDS: Final = "other words"

COMPLETE, NOT_COMPLETE, STORE, BLOCKED = 0, 1, 3, 4
"""Exit codes of a session (decisions E2)."""


class PlainSession:
    """A visit to the companion, line by line.

    Args:
        companion: the patient's use cases.
        console: lines out, lines in.

    """

    def __init__(self, companion: Companion, console: Console) -> None:
        self._companion = companion
        self._console = console
        self._pages = Pages(companion, console)
        self._sets = SetQuestions(console)
        self._walks = WalkQuestions(companion, console)
        self._pain = PainQuestions(companion, console)
        self._lock = LockQuestions(companion, console)
        self._exercise_begun = False
        self._completed = False
        self._left = False
        self._advised = False
        self._said_purpose = self._said_serious = ""

    def exercise(self) -> int:
        """Lead to a session and through it; returns the exit code (decisions E2).

        Raises:
            StoreFault: nothing can be saved; what waits to be asked or read was put first (A17).

        """
        try:
            self._companion.start()
        except StoreFault:
            if self._run() == BLOCKED:
                return BLOCKED
            self._console.say(WRONG_LINE)
            raise
        self._warn_of_example()
        return self._unless_unsaved(self._run())

    def something_is_wrong(self) -> int:
        """The emergency card, then the questions about warning signs.

        Raises:
            StoreFault: nothing was found, and nothing that was answered could be saved.

        """
        self._show_card()
        self._warn_of_example()
        self._companion.something_is_wrong()
        code = self._unless_unsaved(self._run())
        if code == BLOCKED or self._left:
            return code
        self._console.say(*sayings.when_leaving(AFTER_CHECK))
        return COMPLETE

    def _unless_unsaved(self, code: int) -> int:
        """The exit code, where what was answered could be saved; a lock says more than that."""
        self._companion.come_back()
        if code != BLOCKED and self._companion.fault is not None:
            raise self._companion.fault
        return code

    def answer_again(self) -> int:
        """Today's answers to the plan's questions, once more; Refused where there are none."""
        self._companion.answer_again()
        return BLOCKED if self._run() == BLOCKED else COMPLETE

    def show_advice(self) -> int:
        """What an entry led to, if anything; the exit code says whether exercise is blocked now."""
        first, was_blocked = self._companion.next(), self._companion.is_blocked()
        if first is None:
            return COMPLETE
        code = self._run()
        news = self._advised or not was_blocked
        return BLOCKED if code == BLOCKED and news else COMPLETE

    def _run(self) -> int:
        try:
            while (prompt := self._companion.next()) is not None:
                self._one(prompt)
        except EndOfInputError as end:
            self._left = True
            kept = NOT_KEPT if self._companion.fault else end.what_to_do
            self._console.say(end.what_happened, kept, *sayings.standing(self._companion))
        except KeyboardInterrupt:
            self._console.say("", *sayings.standing(self._companion))
            raise
        if self._companion.is_blocked() or self._companion.ended_by_flag:
            return BLOCKED
        return COMPLETE if self._completed else NOT_COMPLETE

    def _one(self, prompt: Prompt) -> None:
        """Put one prompt and keep its reply; a refusal is said and the prompt put again."""
        try:
            reply = self._put(prompt)
            saved = self._companion.reply(prompt, reply)
        except SomethingIsWrongError:
            self._show_card()
            self._companion.something_is_wrong()
            self._keep_what_ran(prompt, prompts.SetAside, CompanionError)
        except (EndOfInputError, KeyboardInterrupt):
            self._keep_what_ran(prompt, prompts.Leave, Refused)
            raise
        except Refused as refused:
            self._console.say(refused.what_happened, refused.what_to_do)
        else:
            if saved:
                self._acknowledge(prompt, reply)

    def _keep_what_ran(
        self,
        prompt: Prompt,
        kind: type[prompts.Leave | prompts.SetAside],
        is_said: type[CompanionError],
    ) -> None:
        """What was done of what is put down is not begun anew (H-17), and that is said.

        Raises:
            StoreFault: the answers have ended, and it could not be written.

        """
        reply = None
        if isinstance(prompt, prompts.DoSet):
            reply = self._sets.put_down(prompt, kind)
        elif isinstance(prompt, walks.DoBout):
            reply = self._walks.put_down(prompt, kind)
        if reply is not None and self._pages.hand_over(prompt, reply, is_said):
            self._acknowledge(prompt, reply)

    def _warn_of_example(self) -> None:
        """A demonstration says that it is one (clinical-spec 4)."""
        if self._companion.is_demo:
            self._console.say(DEMO_LINE)

    def _show_card(self) -> None:
        self._console.say(*self._companion.emergency_card())

    def _acknowledge(self, prompt: Prompt, reply: Reply) -> None:
        """Say what is on disk now; only what is."""
        words = saved_words(prompt, reply)
        self._console.say(*((words,) if words else ()))
        self._left = self._left or leaves(prompt, reply)
        if isinstance(prompt, prompts.ShowSummary):
            self._completed = prompt.summary.complete

    # --- each prompt ------------------------------------------------------------------------------

    def _put(self, prompt: Prompt) -> Reply:  # noqa: C901, PLR0911, PLR0912 - one line a prompt
        match prompt:
            case prompts.AskSafety():
                return self._safety(prompt)
            case prompts.AskAnythingNew():
                question = (
                    "Did anything new or worrying start during this session? No, yes, not sure"
                )
                return prompts.Answered(asking.choose(self._console, question, reading.ANSWERS))
            case prompts.ShowAdvice():
                return self._advice(prompt)
            case crisis_prompts.AskCrisis():
                self._console.say(*sayings.crisis_lines(prompt))
                question = f"{prompt.question} Yes, no, not sure, prefer not to say"
                return crisis_prompts.CrisisAnswered(
                    asking.choose(self._console, question, reading.CRISIS_ANSWERS)
                )
            case crisis_prompts.ShowCrisis():
                self._console.say(*sayings.crisis_lines(prompt))
                asking.choose(self._console, "Type ok to go on.", {"ok": True})
                return prompts.Go()
            case prompts.AskPain():
                return self._pain.put(prompt)
            case prompts.AskSettled():
                return self._settled(prompt)
            case prompts.ShowDecision():
                return self._decision(prompt)
            case prompts.ShowIntro():
                return self._intro(prompt)
            case prompts.DoSet():
                return self._sets.put(prompt)
            case walks.DoBout():
                return self._walks.bout(prompt)
            case walks.AskLegs():
                return self._walks.legs(prompt)
            case walks.AskWalk():
                return self._walks.told(prompt)
            case prompts.ShowNotice():
                return self._notice(prompt)
            case prompts.AskStopReason():
                question = "Why did you stop? Pain, tired, time, unwell, other, or go on"
                return asking.choose(self._console, question, reading.STOP_REASONS)
            case prompts.AskEffort():
                return asking.effort(self._console, "How hard was it")
            case prompts.AskItemEffort():
                about = f"{prompt.name}. {prompt.planned} How hard was it"
                return asking.effort(self._console, about, may_hurt=prompt.may_hurt)
            case prompts.ShowSummary():
                self._console.say(*sayings.summary_lines(prompt.summary))
                return prompts.Go()
            case ways.ConfirmMistake():
                return self._lock.mistake(prompt)
            case ways.Told() | RulesChanged():
                self._console.say(prompt.title, *prompt.lines)
                return prompts.Go()
            case ways.AskHelp():
                return self._lock.help(prompt)
            case obstacles.AskObstacle():
                return day_questions.obstacle(self._console, prompt)
            case AskFlare():
                return day_questions.flare(self._console, prompt)
            case AskCheckIn():
                return check_ins.put(self._console, prompt)
            case going_on.AskGoOn():
                return self._go_on(prompt)
            case AskWhereabouts():
                return day_questions.whereabouts(self._console, prompt)
            case WhatIsNew():
                return self._what_is_new(prompt)

    def _go_on(self, prompt: going_on.AskGoOn) -> Reply:
        done = ("Done so far:", *prompt.done) if prompt.done else ()
        self._console.say(f"{going_on.TITLE}. {prompt.began}", *done, prompt.where)
        choices: dict[str, Reply] = {
            "go on": prompts.Go(),
            "hurts": prompts.Hurts(),
            "finish": prompts.Stop(),
            "leave": prompts.Leave(),
        }
        question = "Type go on, hurts, finish to finish here, or leave"
        reply = asking.choose(self._console, question, choices)
        if isinstance(reply, prompts.Go):
            self._console.say("Your session goes on where it stopped.")
        return reply

    def _what_is_new(self, prompt: WhatIsNew) -> Reply:
        self._console.say(*sayings.what_is_new_lines(prompt))
        choices: dict[str, Reply] = {"ok": prompts.Go(), "leave": prompts.Leave()}
        return asking.choose(self._console, "Type ok when you have read this, or leave", choices)

    def _safety(self, prompt: prompts.AskSafety) -> Reply:
        says_purpose = prompt.purpose != self._said_purpose
        says_serious = prompt.serious != self._said_serious
        self._said_purpose, self._said_serious = prompt.purpose, prompt.serious
        *before, question = sayings.safety_lines(
            prompt, says_purpose=says_purpose, says_serious=says_serious
        )
        self._console.say(*before)
        words = other_words(prompt.question.text)
        offered = f", {OTHER_WORDS}" if words else ""
        return self._answer(f"{question} No, yes, not sure{offered}", words)

    def _answer(self, question: str, other: tuple[str, ...] = ()) -> Reply:
        """An answer; the other words are read out as often as they are asked for (SI-18)."""
        while True:
            line = self._console.ask(question, flush=True)
            if other and line.text == OTHER_WORDS:
                self._console.say(*other)
                continue
            if line.text in reading.ANSWERS:
                return prompts.Answered(reading.ANSWERS[line.text], line.dwell_ms)
            if line.text == "leave":
                return prompts.Leave()
            offered = (*reading.ANSWERS, *((OTHER_WORDS,) if other else ()), "leave")
            asking.not_understood(self._console, offered)

    def _advice(self, prompt: prompts.ShowAdvice) -> Reply:
        self._advised = True
        self._console.say(*sayings.shown_advice(prompt))
        labels = {choice.ack: choice.label for choice in prompt.advice.choices}
        choices = {word: ack for word, ack in reading.ACKS.items() if ack in labels}
        offered = "; ".join(f"{word} = {labels[ack]}" for word, ack in choices.items())
        return prompts.Acknowledged(
            asking.choose(self._console, f"Type one of: {offered}", choices)
        )

    def _settled(self, prompt: prompts.AskSettled) -> Reply:
        self._console.say(*([f"{prompt.about}."] if prompt.about else []), *prompt.lines)
        if prompt.ask_from > prompt.handed_out:
            self._console.say(
                f"We ask again at {self._companion.local_time(prompt.ask_from):%H:%M}."
            )
        return self._answer(f"{prompt.question} Yes, no, not sure, leave")

    def _decision(self, prompt: prompts.ShowDecision) -> Reply:
        self._console.say(*sayings.decision_lines(prompt))
        if prompt.way_out is not None or (prompt.may_record_talk and not prompt.may_begin):
            return self._lock.blocked(prompt)
        if not prompt.may_begin:
            return prompts.Leave()
        return short_time.begin(self._console, prompt) or self._lock.talk()

    def _intro(self, prompt: prompts.ShowIntro) -> Reply:
        if not self._exercise_begun:
            self._exercise_begun = True
            self._warn_of_example()
        self._console.say(*sayings.intro_lines(prompt))
        choices: dict[str, Reply | None] = {
            "start": prompts.Go(),
            "easier": prompts.UseEasier(),
            "next step": StepUp(),
            "as planned": StepBack(),
            "hurts": prompts.Hurts(),
            "skip": None,
            "stop": prompts.Stop(),
        }
        if prompt.item.easier is None:
            del choices["easier"]
        else:
            easier = prompt.item.easier
            self._console.say(sayings.easier_line(easier))
        if prompt.item.harder is None:
            del choices["next step"]
        if not prompt.item.in_next_step:
            del choices["as planned"]
        while True:
            reply = asking.choose(self._console, f"Type {', '.join(choices)}", choices)
            if not isinstance(reply, StepUp) or self._wants_next_step(prompt.item.harder):
                return reply or asking.skip(self._console)

    def _wants_next_step(self, harder: HarderView | None) -> bool:
        """The therapist's words first, then the question (H-17)."""
        if harder is None:
            return False
        self._console.say(*sayings.next_step_lines(harder))
        question = "Do the next step? Yes, or no to stay with the plan"
        return asking.choose(self._console, question, asking.YES_NO)

    def _notice(self, prompt: prompts.ShowNotice) -> Reply:
        self._console.say(prompt.title, *prompt.lines, prompt.because)
        if not prompt.offers_easier:
            return prompts.Go()
        choices: dict[str, Reply] = {
            "easier": prompts.UseEasier(),
            "leave it": prompts.Go(),
            "hurts": prompts.Hurts(),
        }
        return asking.choose(self._console, "Type easier, leave it, or hurts", choices)
