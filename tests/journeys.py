"""A patient who answers by rules, on a store with a real prescription, and what is on disk then."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from builders import Tree, as_bytes, make_dose, make_exercise, make_item, make_program

from exercise_companion import catalogue
from exercise_companion.cli import run
from exercise_companion.clock import Clock
from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, obstacles, prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.check_ins import AskCheckIn, CheckedIn
from exercise_companion.core.flare_question import AskFlare, IsFlare
from exercise_companion.core.terms import Answer
from exercise_companion.core.walk_questions import next_question
from exercise_companion.core.whereabouts import AskWhereabouts, IsIn
from exercise_companion.errors import CompanionError, Locked, Refused
from exercise_companion.plain.console import Console

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.records import GotHelp
    from exercise_companion.core.walk_questions import WalkAbout, WalkAnswers, WalkField
    from exercise_companion.core.whereabouts import Whereabouts

NAME, BORN = "Ana Novak", "1957-03-04"

FIRST_DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning, the day after the prescription begins."""

YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE

USUAL = {"ces_onset_14_days": YES}
"""What is answered to a follow-up that is not named: the sign is new, and nothing else is."""

IN_SESSION = (
    prompts.ShowIntro,
    prompts.DoSet,
    prompts.ShowNotice,
    prompts.AskEffort,
    prompts.AskItemEffort,
    prompts.ShowSummary,
    prompts.AskAnythingNew,
    walks.DoBout,
    walks.AskLegs,
    walks.AskWalk,
)
"""What only a session shows."""

MOST_PROMPTS = 400
"""A visit that asks more than this goes round in circles."""


class StoppedClock(Clock):
    """A clock that moves only when told to, and is still not a shifted one: the store is real."""

    def __init__(self, instant: datetime = FIRST_DAY, zone: str = "Europe/London") -> None:
        super().__init__(zone=ZoneInfo(zone))
        self.instant = instant

    def now_utc(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)

    def travel(self, zone: str) -> None:
        """The computer is set to another time zone."""
        self._zone = ZoneInfo(zone)


# --- a prescription and its store -----------------------------------------------------------------


def full_program() -> Tree:
    """A prescription after surgery with every contact named, and two exercises."""
    hours = [{"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "08:00", "closes": "18:00"}]
    easier = {
        "instruction": "Do one set of four.",
        "dose": make_dose(sets=1, reps=4, rest_seconds=0),
    }
    items = [
        make_item(modify_down=easier),
        make_item("reach-1", "reach", dose=make_dose(side="each_side", sets=1, reps=6)),
    ]
    program = make_program(
        exercises=[make_exercise(), make_exercise("reach", name="Reach")],
        baseline_pain={"back": 3, "leg": 2},
        post_op={"active": True, "procedure": "Lumbar decompression", "date": "2026-11-02"},
        contacts={
            "therapist": {"name": "Ruth Hall", "phone": "020 7946 0123", "hours": hours},
            "clinic": {"name": "Hill Road Clinic", "phone": "020 7946 0200", "hours": hours},
            "out_of_hours": {"name": "NHS 111", "phone": "111"},
            "surgical_team": {"name": "Spinal ward", "phone": "020 7946 0300"},
            "crisis": {"name": "Samaritans", "phone": "116 123"},
            "emergency_number": "999",
        },
    )
    program["phases"][0]["items"] = items
    return program


CLEARANCE_KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def keyed_program(**changes: JsonValue) -> Tree:
    """The same with a key for clearance codes; `changes` replace top-level fields."""
    return full_program() | {"clearance_key": CLEARANCE_KEY} | changes


def install(folder: Path, program: Tree, clock: Clock, *, name: str = NAME) -> None:
    """Load a prescription into a data folder, as the patient it is for."""
    path = folder.parent / f"{folder.name}-program.json"
    path.write_bytes(as_bytes(program))
    with Companion(folder, clock) as companion:
        companion.preview(path)
        companion.install(path, name, BORN)


def load_at(folder: Path, program: Tree, now: str) -> None:
    """Load a prescription from the shell with the clock elsewhere: it makes a test store (D8)."""
    path = folder.parent / f"{folder.name}-program.json"
    path.write_bytes(as_bytes(program))
    who = ("--name", NAME, "--born", BORN)
    assert run(["--data", str(folder), "--now", now, "load", str(path), *who]) == 0


# --- the patient ----------------------------------------------------------------------------------


@cache
def topics() -> Mapping[str, tuple[str, ...]]:
    """The items of every topic."""
    return {topic.id: topic.items for topic in catalogue.load().topics}


@dataclass
class Patient:
    """Answers every prompt by rules: no to every sign but those named, pain 2, all sets done."""

    signs: dict[str, Answer] = field(default_factory=dict)
    """Answers to items; a topic is answered by its items."""
    pain: int = 2
    crisis: crisis_prompts.CrisisAnswer = "no"
    helped: GotHelp = "yes"
    place: Whereabouts = "home"
    begins: bool = True
    """Begins whenever a decision is shown, even where it offers no beginning."""
    minutes: int | None = None
    """How much time there is for a session; None for all of it."""
    seen: list[Prompt] = field(default_factory=list)
    refusals: list[CompanionError] = field(default_factory=list)

    def reply(self, prompt: Prompt) -> Reply:  # noqa: C901, PLR0911, PLR0912 - one line a prompt
        """What this patient answers."""
        match prompt:
            case prompts.AskSafety():
                return prompts.Answered(self.answer(prompt.question.id, prompt.question.attempt))
            case prompts.AskAnythingNew():
                return prompts.Answered(self.signs.get("NEW", NO))
            case prompts.ShowAdvice():
                return prompts.Acknowledged(prompt.advice.choices[0].ack)
            case crisis_prompts.AskCrisis():
                return crisis_prompts.CrisisAnswered(self.crisis)
            case prompts.AskPain():
                return prompts.Scored(tuple((asked.site, self.pain) for asked in prompt.sites))
            case prompts.AskSettled():
                return prompts.Answered(YES if prompt.asked is None else NO)
            case ways.ConfirmMistake():
                return ways.MistakeTyped("mistake")
            case ways.AskHelp():
                return ways.HelpAnswered(self.helped, "Dr Osei" if self.helped == "yes" else "")
            case prompts.ShowDecision():
                return prompts.Go(minutes=self.minutes) if self.begins else prompts.Leave()
            case prompts.DoSet() | walks.DoBout():
                return prompts.DidSet()
            case walks.AskLegs():
                return walks.Legs(self.pain, "none")
            case walks.AskWalk():
                return walks.WalkTold(told_of_walk(prompt.about))
            case AskFlare():
                return IsFlare(yes=False)
            case AskCheckIn():
                return CheckedIn()
            case AskWhereabouts():
                return IsIn(self.place)
            case obstacles.AskObstacle():
                return obstacles.HeldBack("no_time")
            case prompts.AskStopReason():
                return prompts.StoppedBecause("tired")
            case prompts.AskEffort() | prompts.AskItemEffort():
                return prompts.Effort(3)
            case _:
                return prompts.Go()

    def answer(self, question_id: str, attempt: int) -> Answer:
        """The answer to an item, or to a topic by its items."""
        if question_id not in topics():
            return self.signs.get(question_id, USUAL.get(question_id.rpartition("/")[2], NO))
        if attempt > 1:
            return NO
        reported = any(self.signs.get(item, NO) is not NO for item in topics()[question_id])
        return YES if reported else NO


def told_of_walk(about: WalkAbout, **known: str | float | None) -> WalkAnswers:
    """What is answered about a walk: what is named, else the first choice, or the least number."""
    answers: dict[WalkField, str | float | None] = {}
    while (question := next_question(about, answers)) is not None:
        usual = question.choices[0].value if question.choices else question.least
        answers[question.id] = known.get(question.id, usual)
    return tuple(answers.items())


def visit(companion: Companion, patient: Patient, *, until: type | None = None) -> list[Prompt]:
    """Answer prompts until there are none, or one of a kind comes; the prompts that were shown.

    A beginning that is refused is noted with the patient, who then leaves.
    """
    shown: list[Prompt] = []
    while (prompt := companion.next()) is not None:
        shown.append(prompt)
        patient.seen.append(prompt)
        assert len(shown) < MOST_PROMPTS
        if until is not None and isinstance(prompt, until):
            break
        try:
            companion.reply(prompt, patient.reply(prompt))
        except (Refused, Locked) as refused:
            patient.refusals.append(refused)
            companion.reply(prompt, prompts.Leave())
    return shown


def in_a_set(companion: Companion) -> prompts.DoSet:
    """The first set of a session that was begun."""
    companion.start()
    shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
    assert isinstance(shown, prompts.DoSet)
    return shown


# --- the patient, line by line --------------------------------------------------------------------


class TypingPatient(io.StringIO):
    """Standard input of somebody who reads the last line printed and types by the same rules."""

    def __init__(self, patient: Patient, out: io.StringIO) -> None:
        super().__init__()
        self.patient = patient
        self.out = out
        self.typed: list[str] = []

    def readline(self, _size: int = -1, /) -> str:
        assert len(self.typed) < MOST_PROMPTS
        asked = self.out.getvalue().splitlines()
        self.typed.append(self.answer(asked[-1], asked))
        return self.typed[-1] + "\n"

    def answer(self, question: str, lines: list[str]) -> str:
        if question.startswith("Question "):
            again = any(
                line.startswith(("This counts as no", "Once more")) for line in lines[-4:-1]
            )
            value = self.patient.answer(_question_ids()[_words_of(question)], 2 if again else 1)
            return value.value.replace("_", " ")
        if self.patient.minutes and "Type start, short" in question and "short" not in self.typed:
            return "short"
        if "How much time do you have" in question:
            return str(self.patient.minutes)
        for words, typed in _TYPED.items():
            if words in question:
                return typed
        assert "0 to 10" in question, question
        return str(self.patient.pain)


_TYPED = {
    "Did anything new": "no",
    "Type one of: calling": "calling",
    "Type one of: seen": "seen",
    "Are you in danger": "no",
    "Did you get help": "not yet",
    "Type ok": "ok",
    "Type go on": "go on",
    "Type start, done": "done",
    "What did you hold on to": "none",
    "What did your legs feel most": "pain",
    "Which leg was it": "left",
    "What eased it": "sat",
    "Type start": "start",
    "How hard was it": "3",
    "What got in the way": "time",
    "Type one of: 1 = Yes, in": "not sure",
    "to show, or leave": "leave",
    "Has the dizzy feeling gone": "no",
    "; or skip, later, leave": "skip",
}


def _words_of(question: str) -> str:
    return question.removesuffix(", other words").removesuffix(" No, yes, not sure")


class _Questions(dict[str, str]):
    """Question text to id; a printed question ends with its text."""

    def __missing__(self, printed: str) -> str:
        found = max((text for text in self if printed.endswith(text)), key=len, default="")
        assert found, printed
        return self[found]


@cache
def _question_ids() -> _Questions:
    known = catalogue.load()
    ids = {item.question: item.id for item in known.items if item.is_asked}
    follow_ups = {text.question: f"/{text.id}" for text in known.follow_ups}
    return _Questions(ids | follow_ups | {topic.question: topic.id for topic in known.topics})


def console_for(patient: Patient, clock: Clock) -> tuple[Console, io.StringIO]:
    """A console at which the patient types, and what it printed."""
    out = io.StringIO()
    return Console(clock, source=TypingPatient(patient, out), out=out), out


# --- what is on disk ------------------------------------------------------------------------------

SAME_RECORDS_SQL = {
    "safety_check": "session_id, purpose, plan",
    "safety_answer": "check_id, question_id, attempt, value",
    "safety_check_end": "check_id, check_end",
    "alert": "check_id, session_id, flag_id, rules, tier, action, numbers",
    "session": "check_id, source, slot, helper",
    "session_item": "session_id, position, item_id, exercise_id, variant",
    "set_log": "session_id, ordinal, item_id, exercise_id, variant, set_number, side,"
    " target_reps, done_reps, target_seconds, done_seconds, simulated",
    "pain_entry": "session_id, ordinal, asked, site, score_0_to_10, item_id,"
    " no_more_than_before, outcome",
    "item_end": "session_id, ordinal, item_id, outcome, reason",
    "variant_change": "session_id, ordinal, item_id, variant, rule",
    "session_end": "session_id, session_end, reason, effort_0_to_10, amber, note",
    "obstacle": "done_days, planned_days, reason",
    "check_in": "question_id, question, kind, every_days, unit, given_number, given_words",
    "activity_score": "goal_id, score_0_to_10",
    "medicine_days": "days_of_14, strong_days_of_14",
    "walk_mark": "session_id, ordinal, item_id, kind, seconds",
    "leg_report": "session_id, ordinal, item_id, leg_0_to_10, feeling, advice, rule",
    "walk_log": "session_id, item_id, timed, mode, minutes_total, minutes_to_first_symptom, bouts,"
    " leg_pain_max_0_to_10, stop_reason, support, symptom, side, relief_action, still_there, legs,"
    " in_calf, gave_way, distance_metres",
}
"""What two equal visits share: everything but times and speeds (decisions E3)."""


def records(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that was recorded, table by table, without times and speeds."""
    return {
        table: rows(folder, f"SELECT {columns} FROM {table} ORDER BY id")  # noqa: S608 - our own
        for table, columns in SAME_RECORDS_SQL.items()
    }


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What a second reader finds in the store now."""
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        return connection.execute(query).fetchall()
