"""Every screen of the full-screen program in its important states, one line each.

A screen that is missing here fails `test_snapshots.py`. The data are those of example A on a real
store, at nine in the morning of its first Monday; nothing moves and no clock runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

from journeys import NOT_SURE, YES, StoppedClock
from session_harness import Clock
from world import PROGRAM, asks, hours_passed, visited

from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core.emergency import called_number
from exercise_companion.core.going_on import AskGoOn
from exercise_companion.core.obstacles import AskObstacle
from exercise_companion.core.settings import Settings
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_prompts import AskLegs, AskWalk, DoBout, FeltLegs, Legs
from exercise_companion.tui import commands, late_entry
from exercise_companion.tui.routes import screen_for
from exercise_companion.tui.screens import help as help_page
from exercise_companion.tui.screens.activity_scores import ActivityScoresScreen
from exercise_companion.tui.screens.card import CardScreen
from exercise_companion.tui.screens.contacts import ContactsScreen
from exercise_companion.tui.screens.day import DayScreen
from exercise_companion.tui.screens.goals import GoalsScreen
from exercise_companion.tui.screens.history import HistoryScreen
from exercise_companion.tui.screens.identity import IdentityScreen
from exercise_companion.tui.screens.late_check import LateCheckScreen
from exercise_companion.tui.screens.late_day import LateDayScreen
from exercise_companion.tui.screens.late_items import LateItemsScreen
from exercise_companion.tui.screens.learn import LearnScreen
from exercise_companion.tui.screens.legs import LegsScreen
from exercise_companion.tui.screens.load import LoadScreen
from exercise_companion.tui.screens.menu import MenuScreen
from exercise_companion.tui.screens.palette import PaletteScreen
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.screens.settings import SettingsScreen
from exercise_companion.tui.screens.settled import SettledScreen
from exercise_companion.tui.screens.slip import SlipScreen
from exercise_companion.tui.screens.today import TodayScreen
from exercise_companion.tui.screens.walk import WalkScreen
from exercise_companion.tui.screens.wrong import WrongScreen
from exercise_companion.tui.widgets.leave_dialog import LeaveDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen
    from world import World

    from exercise_companion.companion import Companion
    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.terms import Answer

EMERGENCY: Final = {"RF-CES-01": YES, "RF-CES-02": YES}
"""What needs an emergency department."""

CHEST: Final = {"RF-CAR-01": YES}
CALF: Final = {"RF-DVT-01": YES}
HANDS: Final = {"RF-NEU-05": YES}
CRISIS: Final = {"RF-MH-01": YES}

LARGE: Final = Settings(text_size="large")
HANDS_FREE: Final = Settings(hands_free=True)
STILL: Final = Settings(motion=False)


@dataclass(frozen=True)
class Stop:
    """One state of one screen.

    Args:
        screen: the class that is on display in the end.
        make: makes the screen that is shown first.
        then: keys that are pressed, and seconds of an exercise that pass, in this order.
        settings: what the patient has set.
        alert: what the alert line says.
        demo: whether it is the demonstration.

    """

    screen: str
    make: Callable[[World], Screen[Any]]
    then: tuple[str | int, ...] = ()
    settings: Settings = field(default_factory=Settings)
    alert: str = ""
    demo: bool = False


# --- what is put on a screen ----------------------------------------------------------------------


def _of(
    kind: type,
    signs: Mapping[str, Answer] | None = None,
    **facts: Any,  # noqa: ANN401 - see `World.find`
) -> Callable[[World], Screen[Any]]:
    """The screen of the first prompt of a kind."""
    return lambda world: screen_for(
        world.find(lambda prompt: isinstance(prompt, kind), signs, **facts)
    )


def _question(
    name: str, signs: Mapping[str, Answer] | None = None
) -> Callable[[World], Screen[Any]]:
    return lambda world: screen_for(world.find(asks(name), signs))


def _decision(
    signs: Mapping[str, Answer] | None = None,
    **patient: Any,  # noqa: ANN401 - see `World.find`
) -> Callable[[World], Screen[Any]]:
    """What may happen after a safety check with these answers."""
    return _of(prompts.ShowDecision, signs, **patient)


def _next_day(
    kind: type, signs: Mapping[str, Answer], hours: float = 25
) -> Callable[[World], Screen[Any]]:
    """What is asked a day after a visit."""

    def make(world: World) -> Screen[Any]:
        return screen_for(
            world.find(
                lambda prompt: isinstance(prompt, kind),
                None,
                visited(signs, begins=False),
                hours_passed(hours),
            )
        )

    return make


def _after(
    kind: type, reply: Reply, signs: Mapping[str, Answer] | None = None
) -> Callable[[World], Screen[Any]]:
    """What is shown after a reply to the first prompt of a kind."""
    return _of(kind, signs, reply=lambda _prompt: reply)


def _seen(world: World) -> Screen[Any]:
    """A lock of which the first of the two steps is done."""
    seen = ways.Assessed("Ward 3, Dr Osei", "today", "Rest for two days")
    return screen_for(
        world.find(
            lambda one: isinstance(one, prompts.ShowDecision),
            CALF,
            reply=lambda _prompt: seen,
            then=lambda _prompt: prompts.Go(),
        )
    )


def _unsaved(world: World) -> Screen[Any]:
    prompt = world.find(lambda one: isinstance(one, prompts.ShowAdvice), CALF)
    return screen_for(replace(cast("prompts.ShowAdvice", prompt), saved=False))


def _player(item_id: str, number: int = 1) -> Callable[[World], Screen[Any]]:
    return lambda world: PlayerScreen(world.set_of(item_id, number), clock=Clock())


def _walk(world: World) -> Screen[Any]:
    prompt = world.find(lambda one: isinstance(one, DoBout))
    return WalkScreen(cast("DoBout", prompt), clock=Clock())


def _legs(*replies: Reply) -> Callable[[World], Screen[Any]]:
    """How the legs are, on a walk; after a reply, in the rest."""

    def make(world: World) -> Screen[Any]:
        then = {"then": lambda _prompt: replies[0]} if replies else {}
        prompt = world.find(
            lambda one: isinstance(one, DoBout), reply=lambda _prompt: FeltLegs(65), **then
        )
        return LegsScreen(cast("AskLegs", prompt), clock=lambda: 0.0)

    return make


def _with_weight(world: World) -> Screen[Any]:
    prompt = world.set_of("A4")
    target = replace(prompt.target, load_kg=2.0)
    return PlayerScreen(replace(prompt, target=target), clock=Clock())


def _intro(item_id: str) -> Callable[[World], Screen[Any]]:
    return lambda world: screen_for(world.intro(item_id))


def _easier(world: World) -> Screen[Any]:
    intro = world.intro("A1")
    item = replace(intro.item, variant="easier", variant_instruction="Press half as hard.")
    return screen_for(replace(intro, item=item, sets_done=1))


def _pain_between(**facts: object) -> Callable[[World], Screen[Any]]:
    """Pain in the middle of an exercise."""

    def make(world: World) -> Screen[Any]:
        asked = next(
            one for one in world.session if isinstance(one, prompts.AskPain) and one.may_say_no_more
        )
        return screen_for(replace(asked, **facts))  # type: ignore[arg-type]

    return make


def _pain_reply(score: int) -> Callable[[World], Screen[Any]]:
    """What is shown after so much pain in the middle of an exercise."""

    def reply(prompt: Prompt) -> prompts.Scored:
        asked = cast("prompts.AskPain", prompt)
        return prompts.Scored(tuple((one.site, score) for one in asked.sites))

    return _of(prompts.DoSet, reply=lambda _: prompts.Hurts(), then=reply)


def _settled(*, over: bool) -> Callable[[World], Screen[Any]]:
    def make(world: World) -> Screen[Any]:
        new = prompts.Scored(new_sensation=True)
        prompt = world.find(
            lambda one: isinstance(one, prompts.AskPain) and one.may_report_sensation,
            reply=lambda _: new,
        )
        asked = cast("prompts.AskSettled", prompt)
        if over:
            asked = replace(asked, ask_from=asked.handed_out)
        return SettledScreen(asked, clock=lambda: 0.0)

    return make


def _today(
    *before: Callable[[Companion, StoppedClock], object],
) -> Callable[[World], Screen[Any]]:
    return lambda world: _confirmed(world.look(lambda one: one.today(), *before))


def _confirmed(view: Any) -> Screen[Any]:  # noqa: ANN401 - a view of Today
    screen = TodayScreen(view)
    screen.confirmed = True
    return screen


def _half_a_session(companion: Companion, _clock: StoppedClock) -> None:
    from journeys import Patient, visit  # noqa: PLC0415

    companion.start()
    visit(companion, Patient(), until=prompts.AskEffort)


def _in_a_session(companion: Companion, _clock: StoppedClock) -> None:
    from journeys import Patient, visit  # noqa: PLC0415

    companion.start()
    patient = Patient()
    visit(companion, patient, until=prompts.DoSet)
    for _ in range(6):
        prompt = companion.next()
        assert prompt is not None
        companion.reply(prompt, patient.reply(prompt))


def _page(
    screen: Callable[[Any], Screen[Any]],
    see: Callable[[Companion], Any],
    *before: Callable[[Companion, StoppedClock], object],
) -> Callable[[World], Screen[Any]]:
    return lambda world: screen(world.look(see, *before))


def _with_scores(companion: Companion, clock: StoppedClock) -> None:
    for scores in ((4, 3), (5, 5), (6, 5)):
        goals = companion.goals_view().goals
        companion.log_activities(
            tuple((goal.goal_id, score) for goal, score in zip(goals, scores, strict=False))
        )
        clock.advance(14 * 24 * 3600)


def _own_number(companion: Companion, _clock: StoppedClock) -> None:
    companion.add_contact("My daughter Ana", "07700 900123")


def _late_items(world: World) -> Screen[Any]:
    return LateItemsScreen(
        "Sunday 22 November", world.look(lambda one: one.exercises_of(date(2026, 11, 23)))
    )


def _late_pain(world: World) -> Screen[Any]:
    return late_entry.LatePainScreen(
        world.look(lambda one: one.ask_late_pain(date(2026, 11, 23), Moment.BEFORE, ()))
    )


def _help(world: World) -> Screen[Any]:
    """Help for the player."""
    shown = _player("A1")(world)
    entries = [
        help_page.Entry(
            (binding.key_display or binding.key).upper()
            if len(binding.key_display or binding.key) == 1
            else (binding.key_display or binding.key).capitalize(),
            binding.tooltip or binding.description,
            binding.id.startswith("base.") if binding.id else False,
        )
        for bindings in shown._bindings.key_to_bindings.values()
        for binding in bindings
        if binding.id
    ]
    return help_page.HelpScreen(tuple(dict.fromkeys(entries)))


def _palette(_world: World) -> Screen[Any]:
    app = SimpleNamespace(
        screen_stack=(), today=SimpleNamespace(confirmed=True, start_words="Start today's session")
    )
    return PaletteScreen(commands.offered(cast("Any", app)))


def _wrong(world: World) -> Screen[Any]:
    card = world.look(lambda one: one.emergency_card())
    return WrongScreen(card, called_number(card))


class _Loading(LoadScreen):
    """A file that has been named."""

    def __init__(self, view: Any) -> None:  # noqa: ANN401 - a view of a program
        super().__init__()
        self._found = view

    def on_show(self) -> None:
        """Show what the file is."""
        self.call_later(self.show_view, self._found)


TOUR: Final[dict[str, Stop]] = {
    # --- today
    "today": Stop("TodayScreen", _today()),
    "today-first-run": Stop(
        "TodayScreen", lambda world: _confirmed(world.empty(lambda one: one.today()))
    ),
    "today-in-a-session": Stop("TodayScreen", _today(_in_a_session)),
    "today-done": Stop("TodayScreen", _today(visited())),
    "today-morning-after": Stop("TodayScreen", _today(visited(), hours_passed(23))),
    "today-locked": Stop("TodayScreen", _today(visited(CALF, begins=False))),
    "today-held": Stop("TodayScreen", _today(visited(HANDS, begins=False))),
    "today-run-out": Stop("TodayScreen", _today(hours_passed(24 * 200))),
    "today-large": Stop("TodayScreen", _today(), settings=LARGE),
    # --- safety
    "safety": Stop("SafetyScreen", _of(prompts.AskSafety)),
    "safety-sign": Stop("SafetyScreen", _question("RF-CES-02", {"RF-CES-02": YES})),
    "safety-follow-up": Stop("SafetyScreen", _question("ces_onset_14_days", EMERGENCY)),
    "safety-once-more": Stop(
        "SafetyScreen",
        _after(prompts.AskSafety, prompts.Answered(NOT_SURE)),
        alert="Call 111 today: a sore calf.",
    ),
    "safety-large": Stop("SafetyScreen", _of(prompts.AskSafety), settings=LARGE),
    "emergency-go": Stop("AdviceScreen", _of(prompts.ShowAdvice, EMERGENCY)),
    "emergency-go-marked": Stop("AdviceScreen", _of(prompts.ShowAdvice, EMERGENCY), ("tab",)),
    "emergency-call": Stop("AdviceScreen", _of(prompts.ShowAdvice, CHEST)),
    "emergency-cannot-call": Stop(
        "AdviceScreen", _after(prompts.ShowAdvice, prompts.Acknowledged("cannot_call"), EMERGENCY)
    ),
    "urgent": Stop("AdviceScreen", _of(prompts.ShowAdvice, CALF)),
    "urgent-not-saved": Stop("AdviceScreen", _unsaved),
    "soon": Stop("AdviceScreen", _of(prompts.ShowAdvice, HANDS)),
    "emergency-large": Stop("AdviceScreen", _of(prompts.ShowAdvice, EMERGENCY), settings=LARGE),
    "crisis-question": Stop("CrisisQuestionScreen", _of(prompts.AskCrisis, CRISIS)),
    "crisis-advice": Stop(
        "CrisisAdviceScreen", _after(prompts.AskCrisis, prompts.CrisisAnswered("yes"), CRISIS)
    ),
    "wrong": Stop("WrongScreen", _wrong),
    "locked": Stop("LockedScreen", _decision(CALF, begins=False)),
    "locked-seen": Stop("FormDialog", _decision(CALF, begins=False), ("m",)),
    "locked-ready": Stop("LockedScreen", _seen),
    "locked-code": Stop("FormDialog", _seen, ("c",)),
    "held": Stop("LockedScreen", _decision(HANDS, begins=False)),
    "held-talk": Stop("LockedScreen", _decision(HANDS, begins=False), ("t",)),
    "mistake": Stop("MistakeScreen", _after(prompts.ShowDecision, ways.TookBack(), CALF)),
    "got-help": Stop("GotHelpScreen", _next_day(ways.AskHelp, EMERGENCY)),
    "told": Stop(
        "ToldScreen",
        _after(
            prompts.ShowDecision,
            ways.Assessed("Ward 3, Dr Osei", "today", "Rest for two days"),
            CALF,
        ),
    ),
    "slip": Stop(
        "SlipScreen", _page(SlipScreen, lambda one: one.slip(), visited(CALF, begins=False))
    ),
    # --- a session
    "pain": Stop("PainScreen", _of(prompts.AskPain)),
    "pain-chosen": Stop("PainScreen", _of(prompts.AskPain), ("6",)),
    "pain-second-place": Stop("PainScreen", _of(prompts.AskPain), ("3", "enter")),
    "pain-checking": Stop("PainScreen", _pain_between(), ("9", "enter")),
    "pain-after": Stop("PainScreen", _pain_between()),
    "pain-hands-free": Stop("PainScreen", _pain_between(may_wait=True), settings=HANDS_FREE),
    "pain-large": Stop("PainScreen", _of(prompts.AskPain), ("6",), settings=LARGE),
    "decision": Stop("DecisionScreen", _decision()),
    "decision-rest": Stop("LockedScreen", _decision(pain=8)),
    "decision-time": Stop("ChoiceDialog", _decision(), ("m",)),
    "decision-short": Stop("DecisionScreen", _decision(), ("m", "1")),
    "go-on": Stop(
        "GoOnScreen",
        lambda world: screen_for(
            world.find(lambda one: isinstance(one, AskGoOn), None, _in_a_session)
        ),
    ),
    "obstacle": Stop("ObstacleScreen", lambda _: screen_for(AskObstacle(3, 10))),
    "intro": Stop("IntroScreen", _intro("A1")),
    "intro-upright": Stop("IntroScreen", _intro("A6")),
    "intro-easier": Stop("IntroScreen", _easier),
    "intro-hands-free": Stop("IntroScreen", _intro("A5"), settings=HANDS_FREE),
    "intro-still": Stop("IntroScreen", _intro("A1"), settings=STILL),
    "intro-large": Stop("IntroScreen", _intro("A1"), settings=LARGE),
    "skip": Stop("ChoiceDialog", _intro("A1"), ("s",)),
    "easier": Stop("ChoiceDialog", _intro("A1"), ("e",)),
    "player-ready": Stop("PlayerScreen", _player("A1")),
    "player-hold": Stop("PlayerScreen", _player("A1"), (9,)),
    "player-rep": Stop("PlayerScreen", _player("A4"), (9,)),
    "player-upright": Stop("PlayerScreen", _player("A6"), (7,)),
    "player-side": Stop("PlayerScreen", _player("A2", 2), (4,)),
    "player-rest": Stop("PlayerScreen", _player("A5", 2), (10,)),
    "walk": Stop("WalkScreen", _walk),
    "walk-running": Stop("WalkScreen", _walk, ("enter", 65)),
    "walk-asking": Stop("WalkScreen", _walk, ("enter", 65, "enter")),
    "walk-legs": Stop("LegsScreen", _legs(), ("5",)),
    "walk-resting": Stop("LegsScreen", _legs(Legs(5, "none"))),
    "walk-told": Stop("WalkToldScreen", _of(AskWalk)),
    "player-paused": Stop("PlayerScreen", _player("A1"), (9, "space")),
    "player-asking": Stop("PlayerScreen", _player("A1"), (30, "enter")),
    "player-asking-weight": Stop("PlayerScreen", _with_weight, (30, "enter")),
    "player-still": Stop("PlayerScreen", _player("A1"), (9,), settings=STILL),
    "player-large": Stop("PlayerScreen", _player("A1"), (9,), settings=LARGE),
    "player-large-asking": Stop("PlayerScreen", _player("A1"), (30, "enter"), settings=LARGE),
    "notice": Stop("NoticeScreen", _pain_reply(8)),
    "settled": Stop("SettledScreen", _settled(over=False)),
    "settled-over": Stop("SettledScreen", _settled(over=True)),
    "stop-reason": Stop("StopReasonScreen", lambda _: screen_for(prompts.AskStopReason())),
    "effort": Stop("EffortScreen", _of(prompts.AskEffort), ("4",)),
    "anything-new": Stop("AnythingNewScreen", _of(prompts.AskAnythingNew)),
    "summary": Stop("SummaryScreen", _of(prompts.ShowSummary)),
    "leave": Stop(
        "LeaveDialog", lambda _: LeaveDialog("Your session is kept and goes on where it stopped.")
    ),
    # --- pages
    "menu": Stop("MenuScreen", lambda _: MenuScreen()),
    "contacts": Stop(
        "ContactsScreen", _page(ContactsScreen, lambda one: one.contacts(), _own_number)
    ),
    "contacts-add": Stop("FormDialog", _page(ContactsScreen, lambda one: one.contacts()), ("a",)),
    "learn": Stop("LearnScreen", _page(LearnScreen, lambda one: one.cards())),
    "card": Stop("CardScreen", _page(CardScreen, lambda one: one.cards()[0])),
    "goals": Stop("GoalsScreen", _page(GoalsScreen, lambda one: one.goals_view(), _with_scores)),
    "activity-scores": Stop(
        "ActivityScoresScreen",
        _page(ActivityScoresScreen, lambda one: one.goals_view(), _with_scores),
        ("6",),
    ),
    "diary": Stop(
        "HistoryScreen",
        _page(HistoryScreen, lambda one: one.history(), visited(), hours_passed(50), visited()),
    ),
    "diary-day": Stop(
        "DayScreen", _page(DayScreen, lambda one: one.diary_day(date(2026, 11, 23)), visited())
    ),
    "settings": Stop("SettingsScreen", lambda _: SettingsScreen()),
    "help": Stop("HelpScreen", _help),
    "palette": Stop("PaletteScreen", _palette),
    "palette-nothing": Stop("PaletteScreen", _palette, ("x", "y", "z")),
    "load": Stop("LoadScreen", lambda _: LoadScreen()),
    "load-found": Stop(
        "LoadScreen", lambda world: _Loading(world.empty(lambda one: one.preview(PROGRAM)))
    ),
    "load-who": Stop(
        "IdentityScreen",
        lambda world: IdentityScreen(PROGRAM, world.empty(lambda one: one.preview(PROGRAM))),
    ),
    "late-day": Stop("LateDayScreen", lambda _: LateDayScreen(date(2026, 11, 23)), ("y",)),
    "late-items": Stop("ChoiceDialog", _late_items, ("d", "n")),
    "late-pain": Stop("LatePainScreen", _late_pain),
    "late-effort": Stop(
        "LateEffortScreen", lambda _: late_entry.LateEffortScreen(prompts.AskEffort())
    ),
    "late-check": Stop(
        "LateCheckScreen",
        lambda _: LateCheckScreen(
            "Sunday 22 November, from memory",
            ("Pelvic tilt: done", "Small bridge: 1 of 2 sets, too tired", "Bike: not done"),
            ("Pain before: back 3", "Effort: 4"),
        ),
    ),
    "demo": Stop("TodayScreen", _today(), demo=True),
}
"""By name, in the order a patient meets them."""
