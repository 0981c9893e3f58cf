"""Which screen shows which prompt; a screen is imported when it is first needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from exercise_companion.core.prompts import Prompt
    from exercise_companion.tui.screens.base import PromptScreen

SCREENS: Final[dict[str, tuple[str, str]]] = {
    "AskSafety": ("safety", "SafetyScreen"),
    "ShowAdvice": ("advice", "AdviceScreen"),
    "AskCrisis": ("crisis", "CrisisQuestionScreen"),
    "ShowCrisis": ("crisis", "CrisisAdviceScreen"),
    "AskPain": ("pain", "PainScreen"),
    "AskSettled": ("settled", "SettledScreen"),
    "ShowDecision": ("decision", "DecisionScreen"),
    "ShowIntro": ("intro", "IntroScreen"),
    "DoSet": ("player", "PlayerScreen"),
    "ShowNotice": ("notice", "NoticeScreen"),
    "AskStopReason": ("stop_reason", "StopReasonScreen"),
    "AskEffort": ("effort", "EffortScreen"),
    "AskItemEffort": ("effort", "ItemEffortScreen"),
    "AskAnythingNew": ("anything_new", "AnythingNewScreen"),
    "ShowSummary": ("summary", "SummaryScreen"),
    "ConfirmMistake": ("mistake", "MistakeScreen"),
    "AskHelp": ("got_help", "GotHelpScreen"),
    "Told": ("told", "ToldScreen"),
    "RulesChanged": ("told", "ToldScreen"),
    "AskObstacle": ("obstacle", "ObstacleScreen"),
    "AskFlare": ("flare", "FlareScreen"),
    "AskCheckIn score": ("check_in", "ScoreCheckInScreen"),
    "AskCheckIn choice": ("check_in", "ChoiceCheckInScreen"),
    "AskCheckIn yes_no": ("check_in", "ChoiceCheckInScreen"),
    "AskCheckIn number": ("check_in", "NumberCheckInScreen"),
    "AskCheckIn text": ("check_in", "TextCheckInScreen"),
    "WhatIsNew": ("what_is_new", "WhatIsNewScreen"),
    "AskWhereabouts": ("whereabouts", "WhereaboutsScreen"),
    "AskGoOn": ("go_on", "GoOnScreen"),
    "DoBout": ("walk", "WalkScreen"),
    "AskLegs": ("legs", "LegsScreen"),
    "AskWalk": ("walk_told", "WalkToldScreen"),
}
"""Prompt class, and how it is answered where that differs -> module in `screens`, class in it."""

BLOCKED: Final = ("locked", "LockedScreen")
"""Shows a decision under which nothing may begin."""


def screen_for(prompt: Prompt) -> PromptScreen[Prompt]:
    """The screen that shows this prompt."""
    answered_by = getattr(prompt, "answered_by", "")
    module, name = SCREENS[f"{type(prompt).__name__} {answered_by}".rstrip()]
    if not getattr(prompt, "may_begin", True):
        module, name = BLOCKED
    screens = import_module(f"exercise_companion.tui.screens.{module}")
    return cast("PromptScreen[Prompt]", getattr(screens, name)(prompt))
