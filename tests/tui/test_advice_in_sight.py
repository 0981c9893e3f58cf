"""Whatever was found: what to do and whom to call stand in a small window, under an alert line."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from session_harness import OneScreen, settle

from exercise_companion import catalogue
from exercise_companion.core.advice import advise, cannot_call_lines
from exercise_companion.core.advice_standing import NOTHING_ELSE, Standing, stands_beside
from exercise_companion.core.calling import Reach
from exercise_companion.core.program import Contact, Contacts, OpeningHours
from exercise_companion.core.prompts import ShowAdvice
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.settings import Settings
from exercise_companion.core.terms import Tier
from exercise_companion.tui.screens.advice import AdviceScreen
from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from exercise_companion.core.advice import Advice

LONDON: Final = ZoneInfo("Europe/London")
OPEN, CLOSED = (datetime(2026, 11, 23, hour, 14, tzinfo=LONDON) for hour in (9, 3))
ALERT_LINES: Final = (
    "You reported a warning sign. In an emergency call 999.",
    "To talk to someone: Samaritans (in Northern Ireland also Lifeline, 0808 808 8000), 116 123.",
)

WEEKDAYS: Final = OpeningHours(days=("mon", "tue", "wed"), opens=time(8, 30), closes=time(17, 0))


def somebody(name: str) -> Contact:
    """Somebody with as long a name and number as a plan may have."""
    long = f"{name} of the Community Musculoskeletal Physiotherapy Service, Spinal Team North"
    return Contact(name=long[:80], phone="+44 (0)1632 960001", hours=(WEEKDAYS,))


CONTACTS: Final = Contacts(
    therapist=somebody("Amir Rahman"),
    clinic=somebody("Hill Clinic"),
    out_of_hours=somebody("The night line"),
    surgical_team=somebody("Spinal ward"),
    emergency_number="999",
)


ITEMS: Final = {item.id: item for item in catalogue.red_flags()}


def every_advice() -> Iterator[tuple[Advice, bool]]:
    """What every sign comes to, with every rule that changes its words, and whether one calls."""
    for item in catalogue.red_flags():
        for rules in ((item.id,), ("C-07",), ("PR-01a",)):
            for now, region in ((OPEN, "GB"), (CLOSED, "GB"), (CLOSED, "US")):
                found = AlertRecord(item.id, rules, tier=item.tier, action=item.action)
                reach = Reach(CONTACTS, catalogue.region(region), now)
                for standing in (NOTHING_ELSE, *beside(found)):
                    yield from advice_for(found, reach, standing)


def advice_for(
    found: AlertRecord, reach: Reach, standing: Standing
) -> Iterator[tuple[Advice, bool]]:
    told = advise(
        (found,),
        items=ITEMS,
        reach=reach,
        risk=None,
        share_label=True,
        diagnosis_label="Lumbar spinal stenosis",
        since="the morning of 23 November",
        may_take_back=found.tier is not Tier.EMERGENCY_CALL,
        standing=standing,
    )
    yield told, False
    if told.template.startswith("emergency"):
        yield told, True


def beside(found: AlertRecord) -> Iterator[Standing]:
    """What else may be open, not seen by anybody yet or seen."""
    for flag_id in ("RF-CAR-01", "RF-CES-02", "RF-NEU-03"):
        item = ITEMS[flag_id]
        others = stands_beside([found], [AlertRecord(item.id, (), item.tier, item.action)])
        if others:
            yield Standing(others)
            yield Standing(others, seen=True)


def length(told: Advice) -> int:
    return sum(map(len, (*told.do_now, told.say, told.number_label, *told.closing)))


def longest() -> dict[tuple[str, int, bool], Advice]:
    """The longest of each text with so many lines, with and without help for who cannot call."""
    found: dict[tuple[str, int, bool], Advice] = {}
    for told, needs_help in every_advice():
        kind = (told.template, len(told.do_now), needs_help)
        if kind not in found or length(told) > length(found[kind]):
            found[kind] = told
    return found


LONGEST: Final = longest()


def test_every_text_is_among_them() -> None:
    assert {template.partition(".")[0] for template, _, _ in LONGEST} == {
        "emergency_call", "emergency_go", "urgent", "urgent_closed", "soon_hold", "contact",
        "skip_today", "high_pain", "monitor", "crisis", "beside_open",
    }  # fmt: skip


def is_whole(screen: AdviceScreen, one: Widget) -> bool:
    """Whether all of it is in sight now, without scrolling."""
    return bool(one.region.area) and screen.find_widget(one).visible_region == one.region


@pytest.mark.parametrize("text_size", ["normal", "large"])
@pytest.mark.parametrize("kind", LONGEST, ids=lambda kind: "-".join(map(str, kind)))
async def test_under_an_alert_line_what_to_do_and_whom_to_call_need_no_scrolling(
    kind: tuple[str, int, bool], text_size: str
) -> None:
    told, needs_help = LONGEST[kind], kind[2]
    helped = cannot_call_lines(catalogue.region("GB")) if needs_help else ()
    screen = AdviceScreen(ShowAdvice(told, saved=False, help_lines=helped))
    screen.settings = Settings(text_size=text_size)
    screen.alert_line, screen.demo = ALERT_LINES[needs_help], True
    app = OneScreen(screen)
    app.set_class(text_size == "large", LARGE)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, screen)
        await pilot.pause()
        assert is_whole(screen, screen.query_one("#do-now"))
        assert not told.number or is_whole(screen, screen.query_one(BigNumber))
        assert not needs_help or is_whole(screen, screen.query_one("#help-lines"))
        choices = list(screen.query("#actions BigChoice").results(BigChoice))
        assert [one.label for one in choices if not is_whole(screen, one)] == []


async def test_a_choice_is_whole_after_the_window_became_narrower() -> None:
    told = next(told for kind, told in LONGEST.items() if kind[0] == "emergency_call.1")
    screen = AdviceScreen(ShowAdvice(told, saved=False))
    screen.alert_line, screen.demo = ALERT_LINES[1], True
    async with OneScreen(screen).run_test(size=(120, 20)) as pilot:
        await settle(pilot, screen)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        choices = list(screen.query("#actions BigChoice").results(BigChoice))
        assert [one.label for one in choices if not is_whole(screen, one)] == []
