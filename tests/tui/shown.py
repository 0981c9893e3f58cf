"""Makes the screens of the tour, each with what the companion really hands out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

from journeys import YES, Patient, StoppedClock, visit
from session_harness import Clock
from world import PROGRAM, asks, hours_passed, visited

from exercise_companion.companion import today as today_page
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core.check_ins import MEASURES, AskCheckIn, CheckInQuestion
from exercise_companion.core.emergency import called_number
from exercise_companion.core.new_version import WhatIsNew
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Moment, Tier
from exercise_companion.core.walk_prompts import AskLegs, DoBout, FeltLegs
from exercise_companion.errors import StoreFault
from exercise_companion.tui import commands, late_entry
from exercise_companion.tui.routes import screen_for
from exercise_companion.tui.screens import help as help_page
from exercise_companion.tui.screens.late_items import LateItemsScreen
from exercise_companion.tui.screens.legs import LegsScreen
from exercise_companion.tui.screens.load import LoadScreen
from exercise_companion.tui.screens.palette import PaletteScreen
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.screens.settled import SettledScreen
from exercise_companion.tui.screens.today import TodayScreen
from exercise_companion.tui.screens.walk import WalkScreen
from exercise_companion.tui.screens.wrong import WrongScreen

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


def first(
    kind: type,
    signs: Mapping[str, Answer] | None = None,
    **facts: Any,  # noqa: ANN401 - see `World.find`
) -> Callable[[World], Screen[Any]]:
    """The screen of the first prompt of a kind."""
    return lambda world: screen_for(
        world.find(lambda prompt: isinstance(prompt, kind), signs, **facts)
    )


OWN_QUESTIONS: Final = {
    "dressing": CheckInQuestion("own:dressing", "Is your wound dressing dry?", "yes_no"),
    "week": CheckInQuestion("own:week", "What did you do this week that you enjoyed?", "text"),
}
"""Questions a therapist could write."""


def check_in(name: str, earlier: str = "") -> Callable[[World], Screen[Any]]:
    """A question of the plan, not the first: a measure, or one of the therapist's own."""
    asked = (
        OWN_QUESTIONS[name] if name in OWN_QUESTIONS else replace(MEASURES[name][0], measure=name)
    )
    return lambda _: screen_for(AskCheckIn(asked, 2, 5, earlier, may_go_back=True))


def question(
    name: str, signs: Mapping[str, Answer] | None = None
) -> Callable[[World], Screen[Any]]:
    return lambda world: screen_for(world.find(asks(name), signs))


def decision(
    signs: Mapping[str, Answer] | None = None,
    **patient: Any,  # noqa: ANN401 - see `World.find`
) -> Callable[[World], Screen[Any]]:
    """What may happen after a safety check with these answers."""
    return first(prompts.ShowDecision, signs, **patient)


def awaits_contact(world: World) -> Screen[Any]:
    """A decision that waits for a talk which computed rules asked for (decisions A8)."""

    def got_worse(companion: Companion, _clock: StoppedClock) -> None:
        assert companion.context is not None
        numbers = "Leg pain: 2 → 4 since 1 November"
        worse = AlertRecord("RF-PAIN-03", ("TR-1",), Tier.SOON, Action.CONTACT, numbers)
        companion.context.store.raise_alert(worse)

    return screen_for(
        world.find(lambda one: isinstance(one, prompts.ShowDecision), None, got_worse)
    )


def second_topic(world: World) -> Screen[Any]:
    """A question about several signs at once, a day after a visit."""

    def asks_several(prompt: Prompt) -> bool:
        asked = isinstance(prompt, prompts.AskSafety)
        return asked and prompt.number > 1 and prompt.question.text.count("?") > 1

    return screen_for(world.find(asks_several, None, visited(), hours_passed(25)))


def next_day(
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


def after(
    kind: type, reply: Reply, signs: Mapping[str, Answer] | None = None
) -> Callable[[World], Screen[Any]]:
    """What is shown after a reply to the first prompt of a kind."""
    return first(kind, signs, reply=lambda _prompt: reply)


def seen(world: World) -> Screen[Any]:
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


def unsaved(world: World) -> Screen[Any]:
    prompt = world.find(lambda one: isinstance(one, prompts.ShowAdvice), CALF)
    return screen_for(replace(cast("prompts.ShowAdvice", prompt), saved=False))


def player(item_id: str, number: int = 1) -> Callable[[World], Screen[Any]]:
    return lambda world: PlayerScreen(world.set_of(item_id, number), clock=Clock())


def walk(world: World) -> Screen[Any]:
    prompt = world.find(lambda one: isinstance(one, DoBout))
    return WalkScreen(cast("DoBout", prompt), clock=Clock())


def legs(*replies: Reply) -> Callable[[World], Screen[Any]]:
    """How the legs are, on a walk; after a reply, in the rest."""

    def make(world: World) -> Screen[Any]:
        then = {"then": lambda _prompt: replies[0]} if replies else {}
        prompt = world.find(
            lambda one: isinstance(one, DoBout), reply=lambda _prompt: FeltLegs(65), **then
        )
        return LegsScreen(cast("AskLegs", prompt), clock=lambda: 0.0)

    return make


def with_weight(world: World) -> Screen[Any]:
    prompt = world.set_of("A4")
    target = replace(prompt.target, load_kg=2.0)
    return PlayerScreen(replace(prompt, target=target), clock=Clock())


def intro(item_id: str) -> Callable[[World], Screen[Any]]:
    return lambda world: screen_for(world.intro(item_id))


def easier(world: World) -> Screen[Any]:
    intro = world.intro("A1")
    item = replace(intro.item, variant="easier", variant_instruction="Press half as hard.")
    return screen_for(replace(intro, item=item, sets_done=1))


def pain_between(**facts: object) -> Callable[[World], Screen[Any]]:
    """Pain in the middle of an exercise."""

    def make(world: World) -> Screen[Any]:
        asked = next(
            one for one in world.session if isinstance(one, prompts.AskPain) and one.may_say_no_more
        )
        return screen_for(replace(asked, **facts))  # type: ignore[arg-type]

    return make


def pain_reply(score: int) -> Callable[[World], Screen[Any]]:
    """What is shown after so much pain in the middle of an exercise."""

    def reply(prompt: Prompt) -> prompts.Scored:
        asked = cast("prompts.AskPain", prompt)
        return prompts.Scored(tuple((one.site, score) for one in asked.sites))

    return first(prompts.DoSet, reply=lambda _: prompts.Hurts(), then=reply)


def settled(*, over: bool) -> Callable[[World], Screen[Any]]:
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


def today(
    *before: Callable[[Companion, StoppedClock], object],
) -> Callable[[World], Screen[Any]]:
    return lambda world: confirmed(world.look(lambda one: one.today(), *before))


def today_without_saving(world: World) -> Screen[Any]:
    """Today where the data folder is closed for writing."""
    fault = StoreFault(
        "The data folder cannot be written to.",
        "Check that the disk is not write-protected and that the folder is yours.",
    )
    return confirmed(world.look(lambda one: today_page.unsaved(one.context, one.today(), fault)))


def confirmed(view: Any) -> Screen[Any]:  # noqa: ANN401 - a view of Today
    screen = TodayScreen(view)
    screen.confirmed = True
    return screen


def in_a_session(companion: Companion, _clock: StoppedClock) -> None:
    companion.start()
    patient = Patient()
    visit(companion, patient, until=prompts.DoSet)
    for _ in range(6):
        prompt = companion.next()
        assert prompt is not None
        companion.reply(prompt, patient.reply(prompt))


def page(
    screen: Callable[[Any], Screen[Any]],
    see: Callable[[Companion], Any],
    *before: Callable[[Companion, StoppedClock], object],
) -> Callable[[World], Screen[Any]]:
    return lambda world: screen(world.look(see, *before))


def with_scores(companion: Companion, clock: StoppedClock) -> None:
    for scores in ((4, 3), (5, 5), (6, 5)):
        goals = companion.goals_view().goals
        companion.log_activities(
            tuple((goal.goal_id, score) for goal, score in zip(goals, scores, strict=False))
        )
        clock.advance(14 * 24 * 3600)


def own_number(companion: Companion, _clock: StoppedClock) -> None:
    companion.add_contact("My daughter Ana", "07700 900123")


def late_items(world: World) -> Screen[Any]:
    return LateItemsScreen(
        "Sunday 22 November", world.look(lambda one: one.exercises_of(date(2026, 11, 23)))
    )


def late_walk(world: World) -> Screen[Any]:
    """What is remembered of the first walk of a day."""
    found = world.look(lambda one: one.exercises_of(date(2026, 11, 23)))
    return late_entry.LateWalkScreen(next(one.walk for one in found if one.walk is not None))


def late_pain(world: World) -> Screen[Any]:
    return late_entry.LatePainScreen(
        world.look(lambda one: one.ask_late_pain(date(2026, 11, 23), Moment.BEFORE, ()))
    )


def help_for_a_set(world: World) -> Screen[Any]:
    """Help for the player."""
    shown = player("A1")(world)
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


def palette(_world: World) -> Screen[Any]:
    app = SimpleNamespace(
        screen_stack=(), today=SimpleNamespace(confirmed=True, start_words="Start today's session")
    )
    return PaletteScreen(commands.offered(cast("Any", app)))


def wrong(world: World) -> Screen[Any]:
    card = world.look(lambda one: one.emergency_card())
    return WrongScreen(card, called_number(card))


def what_is_new(world: World) -> Screen[Any]:
    return screen_for(world.find(lambda one: isinstance(one, WhatIsNew), None, _second_version))


def _second_version(companion: Companion, _clock: StoppedClock) -> None:
    """A later version of example A: another dose, an exercise less, another goal's day."""
    tree = json.loads(PROGRAM.read_text(encoding="utf-8"))
    before = {"program_id": tree["program_id"], "version": 1}
    tree |= {"version": 2, "supersedes": before}
    tree["version_note"] = "The bridge was easy, and the balance exercise waits until your visit."
    items = tree["phases"][0]["items"]
    items[4]["dose"] |= {"sets": 3, "reps": 10}
    items[8]["dose"] |= {"duration_seconds": 300}
    del items[6]
    tree["goals"][0]["target_score"] = 8
    path = companion._folder.with_suffix(".json")
    path.write_text(json.dumps(tree), encoding="utf-8")
    companion.preview(path)
    companion.install(path, tree["patient"]["display_name"], tree["patient"]["birth_date"])


class _Loading(LoadScreen):
    """A file that has been named."""

    def __init__(self, view: Any) -> None:  # noqa: ANN401 - a view of a program
        super().__init__()
        self._found = view

    def on_show(self) -> None:
        """Show what the file is."""
        self.call_later(self.show_view, self._found)
