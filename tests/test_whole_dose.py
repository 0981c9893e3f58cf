"""A dose is whole wherever it is confirmed, looked at beforehand, printed or done (H-17).

Each field that changes how an exercise is done gets a value of its own, and its words are looked
for in every such place. A field that is added to the format has to be added here, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from builders import TODAY, Tree, as_bytes, changed, make_exercise, make_item, make_program
from click.testing import CliRunner
from reports.sheet_reading import read
from tui.session_harness import OneScreen, settle

from exercise_companion.cli.commands import main
from exercise_companion.clinic.finishing import plan_lines
from exercise_companion.clinic.handout import days_of, page, read_plan
from exercise_companion.core.changes import all_changes
from exercise_companion.core.cues import of_intro
from exercise_companion.core.form_dose import DOSE_TYPES
from exercise_companion.core.instructions import instructions_of
from exercise_companion.core.item_views import item_view
from exercise_companion.core.program import Frequency, Intensity, Item, Load, Tempo, Variant
from exercise_companion.core.prompts import Place, ShowIntro
from exercise_companion.plain.sayings import intro_lines
from exercise_companion.tui.screens.intro import IntroScreen
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.views import ItemView

ITEM: Final = ("phases", 0, "items", 0)
HOLDS: Final[JsonObject] = {
    "type": "hold", "side": "none", "sets": 2, "reps": 8, "hold_seconds": 3, "release_seconds": 2,
}  # fmt: skip
MOVES: Final[JsonObject] = {"type": "reps", "side": "none", "sets": 2, "reps": 8}
TIMED: Final[JsonObject] = {"type": "duration", "side": "none", "sets": 2, "duration_seconds": 240}
WAY: Final[JsonObject] = {
    "type": "distance", "side": "none", "sets": 2, "distance_metres": 1850, "expected_seconds": 300,
}  # fmt: skip
OF_TYPE: Final = {"reps": MOVES, "hold": HOLDS, "duration": TIMED, "distance": WAY}


class Said(NamedTuple):
    """A value of a field, and how it stands in figures and is read aloud."""

    value: JsonValue
    figures: str
    aloud: str = ""

    @property
    def spoken(self) -> str:
        return self.aloud or self.figures


ANY_DOSE: Final = {
    "sets": [Said(7, "7 ×", "7 sets")],
    "rest_seconds": [Said(47, "rest 47 s", "rest 47 seconds")],
    "side": [
        Said("left", "left side"),
        Said("right", "right side"),
        Said("each_side", "each side", "left and right"),
        Said("alternate", "each side, in turn", "left and right in turn"),
    ],
    "load": [
        Said({"type": "bodyweight"}, "body weight"),
        Said({"type": "band"}, "band"),
        Said({"type": "band", "label": "red loop"}, "red loop"),
        Said({"type": "weight", "load_kg": 3.5}, "3.5 kg", "3.5 kilograms"),
        Said({"type": "weight", "load_kg": 3, "label": "two tins"}, "(two tins)"),
    ],
    "intensity": [Said({"scale": "CR10", "target": [5, 6]}, "effort 5 to 6 out of 10")],
}
HOW: Final = [
    Said("walk", "as a walk"),
    Said("treadmill", "on a treadmill"),
    Said("bike", "on a bike"),
    Said("other", "not a walk or ride"),
]
REPS: Final = [Said(13, "2 × 13", "of 13"), Said([11, 14], "11 to 14")]
OWN: Final[dict[str, dict[str, list[Said]]]] = {
    "reps": {
        "reps": REPS,
        "tempo": [
            Said(
                {"out_seconds": 2.5, "hold_seconds": 1, "back_seconds": 4},
                "2.5 s out, hold 1 s, 4 s back",
                "2.5 seconds out, hold 1 second, 4 seconds back",
            )
        ],
    },
    "hold": {
        "reps": REPS,
        "hold_seconds": [Said(17, "hold 17 s", "hold 17 seconds")],
        "release_seconds": [
            Said(9, "let go 9 s", "let go 9 seconds"),
            Said(0, "no time to let go"),
        ],
    },
    "duration": {
        "duration_seconds": [
            Said(95, "1 min 35 s", "1 minute 35 seconds"),
            Said([300, 420], "5 to 7 min"),
        ],
        "mode": HOW,
        "max_bouts": [Said(9, "at most 9 parts")],
        "pause_on_leg_symptoms": [Said(value=False, figures="a leg score alone does not pause it")],
        "weekly_minutes_target": [Said(93, "93 minutes a week in all")],
        "support": [Said("rail & rope", "hold on to: rail & rope")],
        "surface": [Said("wet & flat", "where: wet & flat")],
    },
    "distance": {
        "distance_metres": [Said(1234, "1234 m", "1234 metres")],
        "expected_seconds": [
            Said(420, "takes about 7 min each", "takes about 7 minutes each"),
            Said(95, "takes about 1 min 35 s each", "takes about 1 minute 35 seconds each"),
        ],
        "mode": HOW,
    },
}
OF_DOSE: Final = [
    (kind, name, said)
    for kind, own in OWN.items()
    for name, values in (ANY_DOSE | own).items()
    for said in values
]
WHEN: Final = {
    "days": [Said(["tue", "sun"], "tue, sun")],
    "days_per_week": [Said(5, "5 days a week")],
    "every_n_days": [Said(6, "every 6 days")],
    "times_per_day": [Said(4, "4 times a day")],
    "slots": [Said(["midday"], "midday")],
    "min_hours_between": [
        Said(2.5, "at least 2.5 hours apart"),
        Said(1, "at least 1 hour apart"),
    ],
}
VERSION: Final[JsonObject] = {"instruction": "Lift half as high.", "dose": MOVES}


def plan_with(tmp_path: Path, item: JsonObject) -> tuple[Plan, Path]:
    """A plan of one exercise, and its file."""
    tree: Tree = make_program(
        exercises=[make_exercise(), make_exercise("reach", name="Reach far")],
        progression={"patient_may_step_up": True},
    )
    tree = changed(tree, *ITEM, to=make_item() | {"dose": MOVES} | item)
    path = tmp_path / f"{item['id']}.json"
    path.write_bytes(as_bytes(tree))
    return read_plan(path, TODAY), path


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


# --- the places ---------------------------------------------------------------------------------


def confirmed(plan: Plan) -> str:
    return folded(" ".join(plan_lines(plan)))


def previewed(path: Path) -> str:
    words = ["program", "preview", str(path), "--today", TODAY.isoformat(), "--days", "14"]
    result = CliRunner().invoke(main, words, prog_name="exercise-companion")
    assert result.exit_code == 0, result.output
    return folded(result.stdout)


def on_the_card(plan: Plan) -> str:
    sheet = read(page(plan, days_of(plan, TODAY, None, None, None), large=False))
    (card,) = sheet.all("article")
    return folded(card.text)


def of_a_new_item(plan: Plan, tmp_path: Path) -> str:
    other, _ = plan_with(tmp_path, {"id": "another-1"})
    return folded(" ".join(one.words for one in all_changes(other, plan)))


def view_of(plan: Plan) -> ItemView:
    return item_view(plan, plan.phases[0].items[0], "as_written")


def prompt_of(plan: Plan) -> ShowIntro:
    return ShowIntro(view_of(plan), Place(1, 1, 0), sets_done=0, sets=2)


def read_out(plan: Plan) -> str:
    return folded(" ".join(intro_lines(prompt_of(plan))))


def one_by_one(plan: Plan) -> str:
    """Large mode: the figures first, then page by page."""
    view = view_of(plan)
    return folded(" ".join((view.dose, *(one.words for one in instructions_of(view)))))


async def on_the_screen(plan: Plan) -> str:
    screen = IntroScreen(prompt_of(plan))
    async with OneScreen(screen).run_test(size=(200, 100)) as pilot:
        await settle(pilot, screen)
        shown = [one for one in screen.query(Words) if one.region.area]
        return folded(" ".join(str(one.render()) for one in shown))


# --- each field ---------------------------------------------------------------------------------


def test_no_field_is_forgotten() -> None:
    for kind, model in DOSE_TYPES.items():
        known = {"type", "comment"} | ANY_DOSE.keys() | OWN[kind].keys()
        assert set(model.model_fields) == known, kind
    assert set(Frequency.model_fields) == {"comment"} | WHEN.keys()
    assert set(Load.model_fields) == {"comment", "type", "load_kg", "label"}
    assert set(Intensity.model_fields) == {"comment", "scale", "target"}
    assert set(Tempo.model_fields) == {"comment", "out_seconds", "hold_seconds", "back_seconds"}
    of_the_item = {"dose", "when", "note", "pain_limit", "ask_each_set", "modify_down", "modify_up"}
    changes_nothing = {"comment", "id", "exercise", "priority", "clash_accepted_reason"}
    flare = {"flare_safe", "flare_dose"}
    assert set(Item.model_fields) == of_the_item | changes_nothing | flare
    of_a_version = {"instruction", "exercise", "dose", "criteria"}
    assert set(Variant.model_fields) == {"comment", "authored_by"} | of_a_version


@pytest.mark.parametrize(("kind", "name", "said"), OF_DOSE)
async def test_h17_each_field_of_a_dose_stands_in_every_place(
    tmp_path: Path, kind: str, name: str, said: Said
) -> None:
    dose = OF_TYPE[kind] | {name: said.value}
    plan, path = plan_with(tmp_path, {"dose": dose, "id": "new-1"})
    assert said.figures in confirmed(plan)
    assert said.figures in on_the_card(plan)
    assert said.figures in one_by_one(plan)
    assert said.figures in await on_the_screen(plan)
    assert said.figures in of_a_new_item(plan, tmp_path)
    assert said.spoken in previewed(path)
    assert said.spoken in read_out(plan)
    assert said.spoken in folded(of_intro(prompt_of(plan)).say)


@pytest.mark.parametrize(
    ("name", "said"), [(name, said) for name, values in WHEN.items() for said in values]
)
async def test_h17_how_often_stands_in_every_place(tmp_path: Path, name: str, said: Said) -> None:
    plan, path = plan_with(tmp_path, {"when": {name: said.value}, "id": "new-1"})
    for place in (confirmed(plan), on_the_card(plan), one_by_one(plan), read_out(plan)):
        assert said.figures in place
    assert said.figures in previewed(path)
    assert said.figures in await on_the_screen(plan)
    assert said.figures in of_a_new_item(plan, tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("note", "Mind the cat.", "mind the cat."),
        ("pain_limit", 2, "pain limit"),
        ("ask_each_set", True, "after each set"),
    ],
)
async def test_h17_what_an_item_adds_stands_in_every_place(
    tmp_path: Path, name: str, value: JsonValue, words: str
) -> None:
    plan, path = plan_with(tmp_path, {name: value, "id": "new-1"})
    for place in (confirmed(plan), on_the_card(plan), one_by_one(plan), read_out(plan)):
        assert words in place
    assert words in previewed(path)
    assert words in await on_the_screen(plan)
    assert words in of_a_new_item(plan, tmp_path)


@pytest.mark.parametrize(("kind", "name", "said"), OF_DOSE)
def test_h17_the_other_doses_of_an_item_are_whole_as_well(
    tmp_path: Path, kind: str, name: str, said: Said
) -> None:
    dose = OF_TYPE[kind] | {name: said.value}
    other: JsonObject = VERSION | {"dose": dose, "exercise": "reach", "criteria": "After a week."}
    versions: list[JsonObject] = [{"modify_down": other}, {"modify_up": other}]
    for version in versions:
        plan, path = plan_with(tmp_path, version | {"id": "new-1"})
        for words in (said.figures, "lift half as high.", "after a week.", "reach far"):
            assert words in confirmed(plan)
            assert words in of_a_new_item(plan, tmp_path)
        for words in (said.spoken, "lift half as high.", "after a week.", "reach far"):
            assert words in previewed(path)
        if "modify_down" in version:
            for words in (said.figures, "lift half as high.", "after a week.", "reach far"):
                assert words in on_the_card(plan)
    plan, path = plan_with(tmp_path, {"flare_safe": True, "flare_dose": dose, "id": "new-1"})
    assert "in a flare-up: " in confirmed(plan)
    assert said.figures in confirmed(plan)
    assert said.figures in of_a_new_item(plan, tmp_path)
