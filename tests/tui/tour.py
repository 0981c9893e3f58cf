"""Every screen of the full-screen program in its important states, one line each.

A screen that is missing here fails `test_every_screen.py`. The data are those of example A on a
real store, at nine in the morning of its first Monday; nothing moves and no clock runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import shown
from journeys import NOT_SURE, YES
from world import PROGRAM, hours_passed, visited

from exercise_companion.companion.noting import ask_walk
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.core.days_off import DaysOff
from exercise_companion.core.flare_question import AskFlare
from exercise_companion.core.going_on import AskGoOn
from exercise_companion.core.obstacles import AskObstacle
from exercise_companion.core.settings import Settings
from exercise_companion.core.walk_prompts import AskWalk, Legs
from exercise_companion.core.whereabouts import AskWhereabouts
from exercise_companion.tui import late_entry, noting
from exercise_companion.tui.routes import screen_for
from exercise_companion.tui.screens.activity_scores import ActivityScoresScreen
from exercise_companion.tui.screens.card import CardScreen
from exercise_companion.tui.screens.contacts import ContactsScreen
from exercise_companion.tui.screens.day import DayScreen
from exercise_companion.tui.screens.goals import GoalsScreen
from exercise_companion.tui.screens.history import HistoryScreen
from exercise_companion.tui.screens.identity import IdentityScreen
from exercise_companion.tui.screens.late_check import LateCheckScreen
from exercise_companion.tui.screens.late_day import LateDayScreen
from exercise_companion.tui.screens.learn import LearnScreen
from exercise_companion.tui.screens.load import LoadScreen
from exercise_companion.tui.screens.menu import MenuScreen
from exercise_companion.tui.screens.notes import NotesScreen
from exercise_companion.tui.screens.settings import SettingsScreen
from exercise_companion.tui.screens.slip import SlipScreen
from exercise_companion.tui.widgets import note_dialogs
from exercise_companion.tui.widgets.leave_dialog import LeaveDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from world import World


LARGE: Final = Settings(text_size="large")
UK, MADRID = "the United Kingdom", "Europe/Madrid"
HANDS_FREE: Final = Settings(hands_free=True)
ASKS_TWICE: Final = Settings(confirm_keys=True)
STILL: Final = Settings(motion=False)
DAYS_OFF: Final = (
    DaysOff(1, date(2026, 11, 21), date(2026, 11, 27), "holiday", begun=True),
    DaysOff(2, date(2026, 12, 24), date(2026, 12, 26), "the family comes", begun=False),
)


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


TOUR: Final[dict[str, Stop]] = {
    # --- today
    "today": Stop("TodayScreen", shown.today()),
    "today-first-run": Stop(
        "TodayScreen", lambda world: shown.confirmed(world.empty(lambda one: one.today()))
    ),
    "today-in-a-session": Stop("TodayScreen", shown.today(shown.in_a_session)),
    "today-done": Stop("TodayScreen", shown.today(visited())),
    "today-morning-after": Stop("TodayScreen", shown.today(visited(), hours_passed(23))),
    "today-reminded": Stop("TodayScreen", shown.today(visited(), hours_passed(24 * 17))),
    "today-locked": Stop("TodayScreen", shown.today(visited(shown.CALF, begins=False))),
    "today-locked-large": Stop(
        "TodayScreen", shown.today(visited(shown.CALF, begins=False)), settings=LARGE
    ),
    "today-held": Stop("TodayScreen", shown.today(visited(shown.HANDS, begins=False))),
    "today-without-saving": Stop("TodayScreen", shown.today_without_saving),
    "today-run-out": Stop("TodayScreen", shown.today(hours_passed(24 * 200))),
    "today-large": Stop("TodayScreen", shown.today(), settings=LARGE),
    # --- safety
    "safety": Stop("SafetyScreen", shown.first(prompts.AskSafety)),
    "safety-sign": Stop("SafetyScreen", shown.question("RF-CES-02", {"RF-CES-02": YES})),
    "safety-sign-large": Stop(
        "SafetyScreen", shown.question("RF-CAR-01", shown.CHEST), settings=LARGE
    ),
    "safety-follow-up": Stop("SafetyScreen", shown.question("ces_onset_14_days", shown.EMERGENCY)),
    "safety-mood": Stop("SafetyScreen", shown.question("low_2_days")),
    "safety-once-more": Stop(
        "SafetyScreen",
        shown.after(prompts.AskSafety, prompts.Answered(NOT_SURE)),
        alert="Call 111 today: a sore calf.",
    ),
    "safety-large": Stop("SafetyScreen", shown.first(prompts.AskSafety), settings=LARGE),
    "safety-topic": Stop("SafetyScreen", shown.second_topic),
    "safety-topic-large": Stop("SafetyScreen", shown.second_topic, settings=LARGE),
    "emergency-go": Stop("AdviceScreen", shown.first(prompts.ShowAdvice, shown.EMERGENCY)),
    "emergency-go-marked": Stop(
        "AdviceScreen", shown.first(prompts.ShowAdvice, shown.EMERGENCY), ("tab",)
    ),
    "emergency-call": Stop("AdviceScreen", shown.first(prompts.ShowAdvice, shown.CHEST)),
    "emergency-cannot-call": Stop(
        "AdviceScreen",
        shown.after(prompts.ShowAdvice, prompts.Acknowledged("cannot_call"), shown.EMERGENCY),
    ),
    "urgent": Stop("AdviceScreen", shown.first(prompts.ShowAdvice, shown.CALF)),
    "urgent-not-saved": Stop("AdviceScreen", shown.unsaved),
    "soon": Stop("AdviceScreen", shown.first(prompts.ShowAdvice, shown.HANDS)),
    "emergency-large": Stop(
        "AdviceScreen", shown.first(prompts.ShowAdvice, shown.EMERGENCY), settings=LARGE
    ),
    "emergency-call-large": Stop(
        "AdviceScreen", shown.first(prompts.ShowAdvice, shown.CHEST), settings=LARGE
    ),
    "crisis-question": Stop(
        "CrisisQuestionScreen", shown.first(crisis_prompts.AskCrisis, shown.CRISIS)
    ),
    "crisis-advice": Stop(
        "CrisisAdviceScreen",
        shown.after(crisis_prompts.AskCrisis, crisis_prompts.CrisisAnswered("yes"), shown.CRISIS),
    ),
    "crisis-question-large": Stop(
        "CrisisQuestionScreen", shown.first(crisis_prompts.AskCrisis, shown.CRISIS), settings=LARGE
    ),
    "wrong": Stop("WrongScreen", shown.wrong),
    "locked": Stop("LockedScreen", shown.decision(shown.CALF, begins=False)),
    "locked-large": Stop("LockedScreen", shown.decision(shown.CALF, begins=False), settings=LARGE),
    "locked-seen": Stop("FormDialog", shown.decision(shown.CALF, begins=False), ("m",)),
    "locked-ready": Stop("LockedScreen", shown.seen),
    "locked-code": Stop("CodeDialog", shown.seen, ("c",)),
    "held": Stop("LockedScreen", shown.decision(shown.HANDS, begins=False)),
    "held-talk": Stop("FormDialog", shown.decision(shown.HANDS, begins=False), ("t",)),
    "mistake": Stop(
        "MistakeScreen", shown.after(prompts.ShowDecision, ways.TookBack(), shown.CALF)
    ),
    "got-help": Stop("GotHelpScreen", shown.next_day(ways.AskHelp, shown.EMERGENCY)),
    "told": Stop(
        "ToldScreen",
        shown.after(
            prompts.ShowDecision,
            ways.Assessed("Ward 3, Dr Osei", "today", "Rest for two days"),
            shown.CALF,
        ),
    ),
    "slip": Stop(
        "SlipScreen",
        shown.page(SlipScreen, lambda one: one.slip(), visited(shown.CALF, begins=False)),
    ),
    # --- a session
    "pain": Stop("PainScreen", shown.first(prompts.AskPain)),
    "pain-chosen": Stop("PainScreen", shown.first(prompts.AskPain), ("6",)),
    "pain-second-place": Stop("PainScreen", shown.first(prompts.AskPain), ("3", "enter")),
    "pain-checking": Stop("PainScreen", shown.pain_between(), ("9", "enter")),
    "pain-after": Stop("PainScreen", shown.pain_between()),
    "pain-after-large": Stop("PainScreen", shown.pain_between(), settings=LARGE),
    "pain-hands-free": Stop("PainScreen", shown.pain_between(may_wait=True), settings=HANDS_FREE),
    "pain-large": Stop("PainScreen", shown.first(prompts.AskPain), ("6",), settings=LARGE),
    "decision": Stop("DecisionScreen", shown.decision()),
    "decision-large": Stop("DecisionScreen", shown.decision(), settings=LARGE),
    "decision-talk": Stop("DecisionScreen", shown.awaits_contact),
    "decision-rest": Stop("LockedScreen", shown.decision(pain=8)),
    "decision-time": Stop("ChoiceDialog", shown.decision(), ("m",)),
    "decision-short": Stop("DecisionScreen", shown.decision(), ("m", "1")),
    "go-on": Stop(
        "GoOnScreen",
        lambda world: screen_for(
            world.find(lambda one: isinstance(one, AskGoOn), None, shown.in_a_session)
        ),
    ),
    "go-on-large": Stop(
        "GoOnScreen",
        lambda world: screen_for(
            world.find(lambda one: isinstance(one, AskGoOn), None, shown.in_a_session)
        ),
        settings=LARGE,
    ),
    "what-is-new": Stop("WhatIsNewScreen", shown.what_is_new),
    "whereabouts": Stop(
        "WhereaboutsScreen", lambda _: screen_for(AskWhereabouts(UK, "Spain", MADRID))
    ),
    "whereabouts-large": Stop(
        "WhereaboutsScreen",
        lambda _: screen_for(AskWhereabouts(UK, "", "America/Sao_Paulo")),
        settings=LARGE,
    ),
    "flare": Stop("FlareScreen", lambda _: screen_for(AskFlare(("Back pain 6, usually 3.",)))),
    "check-in-score": Stop("ScoreCheckInScreen", shown.check_in("mood"), ("6",)),
    "check-in-choice": Stop("ChoiceCheckInScreen", shown.check_in("global_change"), ("4",)),
    "check-in-again": Stop("ScoreCheckInScreen", shown.check_in("mood", "4 of 10"), ("6",)),
    "check-in-yes-no": Stop("ChoiceCheckInScreen", shown.check_in("dressing")),
    "check-in-number": Stop("NumberCheckInScreen", shown.check_in("sleep"), ("3",)),
    "check-in-text": Stop("TextCheckInScreen", shown.check_in("week")),
    "check-in-large": Stop("ScoreCheckInScreen", shown.check_in("mood"), ("6",), settings=LARGE),
    "obstacle": Stop("ObstacleScreen", lambda _: screen_for(AskObstacle(3, 10))),
    "intro": Stop("IntroScreen", shown.intro("A1")),
    "intro-upright": Stop("IntroScreen", shown.intro("A6")),
    "intro-easier": Stop("IntroScreen", shown.easier),
    "intro-hands-free": Stop("IntroScreen", shown.intro("A5"), settings=HANDS_FREE),
    "intro-still": Stop("IntroScreen", shown.intro("A1"), settings=STILL),
    "intro-large": Stop("IntroScreen", shown.intro("A1"), settings=LARGE),
    "intro-large-place": Stop("IntroScreen", shown.intro("A1"), ("space",) * 3, settings=LARGE),
    "intro-large-upright": Stop("IntroScreen", shown.intro("A6"), ("space",) * 4, settings=LARGE),
    "intro-large-stop": Stop("IntroScreen", shown.intro("A1"), ("space",) * 9, settings=LARGE),
    "skip": Stop("ChoiceDialog", shown.intro("A1"), ("s",)),
    "easier": Stop("ChoiceDialog", shown.intro("A1"), ("e",)),
    "player-ready": Stop("PlayerScreen", shown.player("A1")),
    "player-hold": Stop("PlayerScreen", shown.player("A1"), (9,)),
    "player-rep": Stop("PlayerScreen", shown.player("A4"), (9,)),
    "player-upright": Stop("PlayerScreen", shown.player("A6"), (7,)),
    "player-side": Stop("PlayerScreen", shown.player("A2", 2), (4,)),
    "player-rest": Stop("PlayerScreen", shown.player("A5", 2), (10,)),
    "walk": Stop("WalkScreen", shown.walk),
    "walk-running": Stop("WalkScreen", shown.walk, ("enter", 65)),
    "walk-running-large": Stop("WalkScreen", shown.walk, ("enter", 65), settings=LARGE),
    "walk-asking": Stop("WalkScreen", shown.walk, ("enter", 65, "enter")),
    "walk-legs": Stop("LegsScreen", shown.legs(), ("5",)),
    "walk-resting": Stop("LegsScreen", shown.legs(Legs(5, "none"))),
    "walk-told": Stop("WalkToldScreen", shown.first(AskWalk)),
    "player-paused": Stop("PlayerScreen", shown.player("A1"), (9, "space")),
    "player-asking": Stop("PlayerScreen", shown.player("A1"), (30, "enter")),
    "player-asking-weight": Stop("PlayerScreen", shown.with_weight, (30, "enter")),
    "player-counted": Stop("ChoiceDialog", shown.player("A4"), (19, "b")),
    "player-still": Stop("PlayerScreen", shown.player("A1"), (9,), settings=STILL),
    "player-large": Stop("PlayerScreen", shown.player("A1"), (9,), settings=LARGE),
    "player-large-asking": Stop("PlayerScreen", shown.player("A1"), (30, "enter"), settings=LARGE),
    "player-large-rest": Stop("PlayerScreen", shown.player("A5", 2), (10,), settings=LARGE),
    "notice-easier": Stop("NoticeScreen", shown.pain_reply(6)),
    "notice": Stop("NoticeScreen", shown.pain_reply(8)),
    "notice-large": Stop("NoticeScreen", shown.pain_reply(8), settings=LARGE),
    "settled": Stop("SettledScreen", shown.settled(over=False)),
    "settled-over": Stop("SettledScreen", shown.settled(over=True)),
    "stop-reason": Stop("StopReasonScreen", lambda _: screen_for(prompts.AskStopReason())),
    "effort": Stop("EffortScreen", shown.first(prompts.AskEffort), ("4",)),
    "item-effort": Stop("ItemEffortScreen", shown.first(prompts.AskItemEffort), ("5",)),
    "anything-new": Stop("AnythingNewScreen", shown.first(prompts.AskAnythingNew)),
    "summary": Stop("SummaryScreen", shown.first(prompts.ShowSummary)),
    "sure": Stop("SureDialog", shown.player("A1"), (30, "enter", "enter"), settings=ASKS_TWICE),
    "leave": Stop(
        "LeaveDialog", lambda _: LeaveDialog("Your session is kept and goes on where it stopped.")
    ),
    # --- pages
    "menu": Stop("MenuScreen", lambda _: MenuScreen()),
    "notes": Stop("NotesScreen", shown.page(NotesScreen, lambda one: one.notes())),
    "notes-in-a-flare-up": Stop(
        "NotesScreen",
        shown.page(NotesScreen, lambda one: one.notes(), lambda one, _: one.log_flare("start")),
    ),
    "notes-pain": Stop(
        "PainNowScreen",
        shown.page(noting.PainNowScreen, lambda one: one.ask_pain_now()),
        ("4",),
    ),
    "notes-pain-back": Stop(
        "ChoiceDialog",
        shown.page(noting.PainNowScreen, lambda one: one.ask_pain_now()),
        ("4", "enter", "b", "b"),
    ),
    "notes-flare": Stop("ChoiceDialog", lambda _: note_dialogs.flare_begins_dialog()),
    "notes-talk": Stop("FormDialog", lambda _: note_dialogs.talk_dialog((), ends=True)),
    "notes-review": Stop("ChoiceDialog", lambda _: note_dialogs.review_dialog("4 January")),
    "notes-medicine": Stop("FormDialog", lambda _: note_dialogs.medicine_dialog(("3", ""))),
    "notes-walk": Stop(
        "OwnWalkScreen", lambda _: noting.OwnWalkScreen(ask_walk("outdoor_walk")), ("n",)
    ),
    "notes-days-off": Stop("FormDialog", lambda _: note_dialogs.pause_dialog(())),
    "notes-days-off-on-record": Stop(
        "ChoiceDialog", lambda _: note_dialogs.days_off_dialog(DAYS_OFF)
    ),
    "notes-days-off-take-back": Stop(
        "ChoiceDialog", lambda _: note_dialogs.take_back_dialog(DAYS_OFF[0])
    ),
    "contacts": Stop(
        "ContactsScreen", shown.page(ContactsScreen, lambda one: one.contacts(), shown.own_number)
    ),
    "contacts-add": Stop(
        "FormDialog", shown.page(ContactsScreen, lambda one: one.contacts()), ("a",)
    ),
    "learn": Stop("LearnScreen", shown.page(LearnScreen, lambda one: one.cards())),
    "card": Stop("CardScreen", shown.page(CardScreen, lambda one: one.cards()[0])),
    "goals": Stop(
        "GoalsScreen", shown.page(GoalsScreen, lambda one: one.goals_view(), shown.with_scores)
    ),
    "activity-scores": Stop(
        "ActivityScoresScreen",
        shown.page(ActivityScoresScreen, lambda one: one.goals_view(), shown.with_scores),
        ("6",),
    ),
    "diary": Stop(
        "HistoryScreen",
        shown.page(
            HistoryScreen, lambda one: one.history(), visited(), hours_passed(50), visited()
        ),
    ),
    "diary-day": Stop(
        "DayScreen", shown.page(DayScreen, lambda one: one.diary_day(date(2026, 11, 23)), visited())
    ),
    "settings": Stop("SettingsScreen", lambda _: SettingsScreen()),
    "settings-large": Stop("SettingsScreen", lambda _: SettingsScreen(), settings=LARGE),
    "settings-still": Stop("SettingsScreen", lambda _: SettingsScreen(), settings=STILL),
    "help": Stop("HelpScreen", shown.help_for_a_set),
    "palette": Stop("PaletteScreen", shown.palette),
    "palette-nothing": Stop("PaletteScreen", shown.palette, ("x", "y", "z")),
    "load": Stop("LoadScreen", lambda _: LoadScreen()),
    "load-found": Stop(
        "LoadScreen", lambda world: shown._Loading(world.empty(lambda one: one.preview(PROGRAM)))
    ),
    "load-who": Stop(
        "IdentityScreen",
        lambda world: IdentityScreen(PROGRAM, world.empty(lambda one: one.preview(PROGRAM))),
    ),
    "late-day": Stop("LateDayScreen", lambda _: LateDayScreen(date(2026, 11, 23)), ("y",)),
    "late-items": Stop("LateItemsScreen", shown.late_items, ("d",)),
    "late-side": Stop("ChoiceDialog", shown.late_items, ("d", "p")),
    "late-reason": Stop("ChoiceDialog", shown.late_items, ("d", "n")),
    "late-walk": Stop("LateWalkScreen", shown.late_walk, ("n", "1", "2", "enter", "2", "enter")),
    "late-pain": Stop("LatePainScreen", shown.late_pain),
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
    "demo": Stop("TodayScreen", shown.today(), demo=True),
}
"""By name, in the order a patient meets them."""

LARGE_TOO: Final = (
    "flare", "check-in-choice", "check-in-yes-no", "check-in-text", "obstacle", "skip",
    "stop-reason", "summary", "leave", "menu", "notes", "notes-talk", "notes-walk",
    "notes-days-off-on-record", "learn", "card", "goals", "activity-scores", "diary", "diary-day",
    "help", "palette", "load", "late-day", "late-items", "late-check", "decision-talk",
    "locked-code",
)  # fmt: skip
"""Around a session, too, it is to be read from two metres."""

TOUR.update({f"{name}-large": replace(TOUR[name], settings=LARGE) for name in LARGE_TOO})
