"""At the desk through the keyboard: what is undone, kept, refused and never shown otherwise."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Final

import pytest
from camera import MOST_LOOKS
from desk_harness import (
    ROOMY,
    TODAY,
    at_the_desk,
    drafts_in,
    kept,
    paste,
    press,
    text_of,
    type_at_once,
    with_draft,
)
from textual import events

from exercise_companion import paths
from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.errors import CompanionError
from exercise_companion.tui.desk.app import DeskApp
from exercise_companion.tui.desk.messages import Edit
from exercise_companion.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

FINISHED: Final = "hale-v3.json"
NAME: Final = ("patient", "display_name")
SMALL: Final = (40, 12)


@pytest.fixture
def draft_folder(tmp_path: Path) -> Path:
    return with_draft(tmp_path, "a-spinal-stenosis")


def items(folder: Path) -> list[str]:
    tree = kept(folder).tree
    return [item["id"] for item in tree["phases"][0]["items"]]  # type: ignore[index,call-overload,union-attr]


async def test_moving_ranking_taking_out_and_every_step_back(draft_folder: Path) -> None:
    before, whole = items(draft_folder), kept(draft_folder).tree
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "j")
        assert items(draft_folder) == [before[1], before[0], *before[2:]]
        await press(pilot, "g")
        assert value_at(kept(draft_folder), ("phases", 0, "items", 1, "priority")) == 2
        await press(pilot, "x")
        assert items(draft_folder) == [before[1], *before[2:]]
        text = await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert kept(draft_folder).tree == whole
        assert ", saved" in text
        await press(pilot, "ctrl+y")
        assert items(draft_folder)[:2] == [before[1], before[0]]


async def test_an_undone_word_goes_from_the_field_that_still_has_the_keys(
    draft_folder: Path,
) -> None:
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "f5")
        assert "Anna" in await press(pilot, *"Anna")
        text = await press(pilot, "ctrl+z")
        assert "Anna" not in text
        assert value_at(kept(draft_folder), ("patient", "display_name")) is None
        await press(pilot, *"Bo")
        assert value_at(kept(draft_folder), ("patient", "display_name")) == "Bo"


async def test_of_a_long_name_the_beginning_is_read_once_it_was_left(draft_folder: Path) -> None:
    async with at_the_desk(draft_folder, size=SMALL) as pilot:
        await press(pilot, "enter", "f5")
        await paste(pilot, "Margaret Hale of Riverside and Thornton")
        text = await press(pilot, "enter")
        assert "Name           Margaret Hale of" in text
        await press(pilot, "up", *"Jo", "enter")
        assert value_at(kept(draft_folder), NAME) == "Jo"  # typing still replaces it


async def test_letters_typed_faster_than_the_screen_follows_stay_in_order(
    draft_folder: Path,
) -> None:
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "f5")
        for letter in "Margaret Hale of Riverside":
            pilot.app.post_message(events.Key(letter if letter != " " else "space", letter))
        assert "Margaret Hale of Riverside" in await text_of(pilot)
        assert value_at(kept(draft_folder), ("patient", "display_name")) == (
            "Margaret Hale of Riverside"
        )


@pytest.mark.parametrize("size", [ROOMY, SMALL])
async def test_a_whole_program_typed_at_once_goes_where_each_key_leads(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with at_the_desk(tmp_path, size=size) as pilot:
        type_at_once(pilot, "n", "enter")
        for line in ("walk", "12 min", "cat and", "2 x 10", "sit to stand", "3 x 20 s"):
            type_at_once(pilot, *line, "enter")
        type_at_once(pilot, "f5", *"Jo")
        for _ in range(MOST_LOOKS):
            await text_of(pilot)
            if drafts_in(tmp_path) and value_at(kept(tmp_path), NAME) == "Jo":
                break
    doses = [
        value_at(kept(tmp_path), ("phases", 0, "items", number, "dose")) for number in range(3)
    ]
    typed = [
        {key: dose[key] for key in dose if key not in {"side", "mode"}}
        for dose in doses
        if isinstance(dose, dict)
    ]
    assert typed == [
        {"sets": 1, "type": "duration", "duration_seconds": 720},
        {"sets": 2, "type": "reps", "reps": 10},
        {"sets": 3, "type": "duration", "duration_seconds": 20},
    ]
    assert value_at(kept(tmp_path), NAME) == "Jo"


async def test_what_is_typed_while_the_folder_is_still_being_read_is_not_lost(
    draft_folder: Path,
) -> None:
    app = DeskApp(lambda: Desk(draft_folder, lambda: TODAY), "my-patients")
    async with app.run_test(size=ROOMY) as pilot:
        type_at_once(pilot, "enter", "f5", *"Jo")
        for _ in range(MOST_LOOKS):
            await text_of(pilot)
            if value_at(kept(draft_folder), NAME) == "Jo":
                break
    app.thread.close()
    assert value_at(kept(draft_folder), NAME) == "Jo"


async def test_a_link_that_leads_nowhere_does_not_stop_a_new_program(tmp_path: Path) -> None:
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere")
    async with at_the_desk(tmp_path) as pilot:
        assert "cannot be read" in await text_of(pilot)
        assert "Nothing yet." in await press(pilot, "n", "enter")


def test_a_draft_of_another_patient_is_never_opened_as_the_next_version(tmp_path: Path) -> None:
    desk = Desk(tmp_path, lambda: TODAY)
    other = desk.begin("blank")
    shutil.copy(paths.programs_folder() / "a-spinal-stenosis.json", tmp_path / FINISHED)
    following = desk.open(FINISHED)
    desk.keep(following.name, other.draft)
    opened = desk.open(FINISHED)
    assert opened.is_new
    assert opened.name != following.name
    assert opened.draft.tree["patient"] == following.draft.tree["patient"]


async def test_what_is_seen_is_kept_by_a_key_that_comes_right_behind_it(
    draft_folder: Path,
) -> None:
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "f5")
        for letter in "Margaret":
            pilot.app.post_message(events.Key(letter, letter))
        await pilot.press("ctrl+q")
        await pilot.app.workers.wait_for_complete()
    assert value_at(kept(draft_folder), ("patient", "display_name")) == "Margaret"


async def test_what_cannot_be_written_is_never_called_saved(draft_folder: Path) -> None:
    class FullDisk(Desk):
        def keep(self, name: str, draft: Draft) -> str:  # noqa: ARG002 - the service's own
            what_happened = "The disk is full."
            raise CompanionError(what_happened, "Make room, then go on.")

    before = kept(draft_folder)
    async with at_the_desk(draft_folder, FullDisk) as pilot:
        text = await press(pilot, "enter", "x")
        assert "NOT SAVED" in text
        assert "The disk is full." in text
        text = await press(pilot, "escape")
        assert "NOT SAVED" in text, "what is not on disk stays in sight"
        text = await press(pilot, "ctrl+s")
        assert "Finished" not in text
    assert kept(draft_folder) == before


async def test_two_windows_on_one_draft_keep_both(draft_folder: Path) -> None:
    (path,) = drafts_in(draft_folder)
    other = Desk(draft_folder, lambda: TODAY)
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "g")
        theirs = Draft(other.open(path.name).draft.tree | {"title": "Theirs"})
        assert other.keep(path.name, theirs) == path.name
        text = await press(pilot, "g")
        assert "both are kept." in " ".join(text.replace("▌", " ").split())
        assert ", saved" in text
        await press(pilot, "x")
    assert Draft(json.loads(path.read_text("utf-8"))) == theirs
    (mine,) = drafts_in(draft_folder) - {path}
    rest = json.loads(mine.read_text("utf-8"))["phases"][0]["items"]
    assert len(rest) == len(theirs.tree["phases"][0]["items"]) - 1  # type: ignore[index,call-overload,arg-type]


async def test_leaving_with_a_disk_that_cannot_be_written_takes_a_second_key(
    draft_folder: Path,
) -> None:
    class FullDisk(Desk):
        def keep(self, name: str, draft: Draft) -> str:  # noqa: ARG002 - the service's own
            what_happened = "The disk is full."
            raise CompanionError(what_happened, "Make room, then go on.")

    async with at_the_desk(draft_folder, FullDisk) as pilot:
        await press(pilot, "enter", "x")
        assert "NOT SAVED" in await press(pilot, "ctrl+q")
        assert pilot.app.is_running
        await pilot.press("ctrl+q")
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.return_value == 0


async def test_a_finished_program_is_followed_by_a_version_and_stays_as_it_is(
    tmp_path: Path,
) -> None:
    shutil.copy(paths.programs_folder() / "a-spinal-stenosis.json", tmp_path / FINISHED)
    before = (tmp_path / FINISHED).read_bytes()
    version = json.loads(before)["version"]
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "enter", "g")
        assert kept(tmp_path).tree["version"] == version + 1
        text = await press(pilot, "ctrl+s")
        assert "Dates and contacts" in text
    assert (tmp_path / FINISHED).read_bytes() == before


async def test_a_version_that_was_followed_leads_to_no_second_one(tmp_path: Path) -> None:
    program = json.loads((paths.programs_folder() / "a-spinal-stenosis.json").read_text("utf-8"))
    for name, version in (("a-v1.json", 1), ("a-v2.json", 2)):
        text = json.dumps(program | {"version": version})
        (tmp_path / name).write_text(text, "utf-8")
    async with at_the_desk(tmp_path) as pilot:
        text = await press(pilot, "down", "enter")
        assert "Version 2 of this program is here: a-v2.json." in text
        assert drafts_in(tmp_path) == set()
        await press(pilot, "up", "enter", "g")
    assert kept(tmp_path).tree["version"] == 3


async def test_text_of_a_file_is_shown_as_it_is_and_what_could_act_is_not_opened(
    draft_folder: Path,
) -> None:
    tree = kept(draft_folder).tree | {"title": "Legs [2] $danger \\[3]"}
    (draft_folder / "aa.draft.json").write_text(json.dumps(tree), "utf-8")
    bad = json.dumps(tree | {"title": "a\u001b]0;b\u0007"})
    (draft_folder / "zz.json").write_text(bad, "utf-8")
    async with at_the_desk(draft_folder) as pilot:
        text = await text_of(pilot)
        assert "Legs [2] $danger" in text
        assert "cannot be read" in text
        assert "\u001b" not in text
        text = await press(pilot, "end", "enter")
        assert "zz.json" in text
        assert pilot.app.keeping.sheet is None  # type: ignore[attr-defined]
        text = await press(pilot, "home", "enter")
        assert "Legs [2] $danger \\[3]" in text


async def test_words_of_any_kind_find_an_exercise_and_its_figure_moves_beside_it(
    draft_folder: Path,
) -> None:
    async with at_the_desk(draft_folder) as pilot:
        text = await press(pilot, "enter", "a", *"knee", "space", *"sitting")
        assert "sitting" in text.casefold()
        before = items(draft_folder)
        await press(pilot, "enter")
        (added,) = set(items(draft_folder)) - set(before)
        text = await press(pilot, *"2x8", "enter")
        number = len(before)
        dose = value_at(kept(draft_folder), ("phases", 0, "items", number, "dose"))
        assert isinstance(dose, dict)
        assert (dose["sets"], dose["reps"]) == (2, 8)
        assert added in items(draft_folder)[number]


async def test_a_name_finds_its_patient_and_escape_shows_everybody(draft_folder: Path) -> None:
    shutil.copy(paths.programs_folder() / "a-spinal-stenosis.json", draft_folder / FINISHED)
    async with at_the_desk(draft_folder) as pilot:
        text = await press(pilot, "f", *"hale")
        assert "Nobody named yet" not in text
        assert FINISHED in text
        text = await press(pilot, "escape")
        assert "Nobody named yet" in text


def interrupted_by(meanwhile: list[Callable[[], None]]) -> type[Desk]:
    """A desk at which this happens while a draft is being written, one thing each time."""

    class Interrupted(Desk):
        def keep(self, name: str, draft: Draft) -> str:
            if meanwhile:
                meanwhile.pop()()
            return super().keep(name, draft)

    return Interrupted


async def test_what_is_edited_while_a_program_is_being_finished_is_kept(
    draft_folder: Path,
) -> None:
    (path,) = drafts_in(draft_folder)
    empty_goal = json.loads(path.read_text("utf-8")) | {"goals": [{"id": "g", "text": ""}]}
    path.write_text(json.dumps(empty_goal), "utf-8")
    meanwhile: list[Callable[[], None]] = []
    async with at_the_desk(draft_folder, interrupted_by(meanwhile)) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        edit = Edit(lambda draft: with_value(draft, ("title",), "Meanwhile"))
        await press(pilot, "enter")
        meanwhile.append(lambda: app.call_from_thread(app.keeping.edit, edit))
        text = await press(pilot, "ctrl+s")
        assert "Not finished" in text
        assert ", saved" in text
    assert value_at(kept(draft_folder), ("title",)) == "Meanwhile"


async def test_what_is_taken_back_on_another_page_is_named(draft_folder: Path) -> None:
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "f5", *"Anna")
        assert "Taken back" not in await press(pilot, "ctrl+z", "ctrl+y")
        text = await press(pilot, "f6", "ctrl+z")
        assert "Taken back: Person, Name" in text
        assert value_at(kept(draft_folder), NAME) is None
        text = await press(pilot, "ctrl+y")
        assert "Done again: Person, Name" in text
        assert value_at(kept(draft_folder), NAME) == "Anna"


async def test_a_click_on_the_name_of_a_field_goes_to_it(draft_folder: Path) -> None:
    async with at_the_desk(draft_folder) as pilot:
        text = await press(pilot, "enter", "f5")
        line = next(n for n, row in enumerate(text.split("\n")) if "Fitness" in row)
        await pilot.click(offset=(6, line))
        assert "\u2192 Fitness" in await text_of(pilot)
        await press(pilot, *"Well")
    assert value_at(kept(draft_folder), ("fitness_note",)) == "Well"


async def test_enter_stays_at_what_cannot_be_read_and_the_correction_replaces_it(
    draft_folder: Path,
) -> None:
    async with at_the_desk(draft_folder) as pilot:
        text = await press(pilot, "enter", "f5", *"Anna", "enter", *"31.2.1950", "enter")
        assert "\u2192 Born" in text
        text = await press(pilot, *"3.2.1950", "enter")
        assert "\u2192 Born" not in text
    patient = value_at(kept(draft_folder), ("patient",))
    assert isinstance(patient, dict)
    assert (patient["display_name"], patient["birth_date"]) == ("Anna", "1950-02-03")
    assert "3.2" not in str(patient.get("patient_id"))


async def test_a_page_opened_in_a_narrow_window_counts_what_is_left(draft_folder: Path) -> None:
    async with at_the_desk(draft_folder, size=(40, 12)) as pilot:
        top, _, _ = (await press(pilot, "enter", "f5")).partition("\n")
        assert top.split()[0] == "Person"
        assert "problems saved" in top


async def test_exercises_that_name_no_days_get_a_remark_until_one_does(
    draft_folder: Path,
) -> None:
    (path,) = drafts_in(draft_folder)
    tree = json.loads(path.read_text("utf-8"))
    for item in tree["phases"][0]["items"]:
        item.pop("when", None)
    path.write_text(json.dumps(tree), "utf-8")
    count = len(tree["phases"][0]["items"])
    remark = f"Phase 1: No exercise of this phase names its days: all {count} are due every day."
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter")
        assert any(remark in line for line in to_mend(pilot))
        await press(pilot, "d", *"2 x 10, daily", "enter")
        assert not any("names its days" in line for line in to_mend(pilot))
    items = value_at(kept(draft_folder), ("phases", 0, "items"))
    assert isinstance(items, list)
    whens = [one.get("when") for one in items if isinstance(one, dict)]
    assert whens == [{"times_per_day": 1}, *([None] * (len(whens) - 1))]


def to_mend(pilot: Pilot[None]) -> list[str]:
    """The lines of the list, those below the window's edge among them."""
    return [line.text for line in pilot.app.screen.query_one("#problem-list", PickList).rows]


async def test_a_birth_date_still_to_come_is_said_in_its_field(draft_folder: Path) -> None:
    async with at_the_desk(draft_folder) as pilot:
        text = await press(pilot, "enter", "f5", *"Anna", "enter", *"3.2.2062", "enter")
        assert "The birth date 2062-02-03 cannot be right." in text
        assert "\u2192 Born" in text
        text = await press(pilot, *"3.2.1962", "enter")
        assert "\u2192 Born" not in text
        assert "cannot be right" not in text
    assert value_at(kept(draft_folder), ("patient", "birth_date")) == "1962-02-03"


async def test_the_newest_version_says_when_it_ends(tmp_path: Path) -> None:
    program = json.loads((paths.programs_folder() / "a-spinal-stenosis.json").read_text("utf-8"))
    for number, until in ((1, "2026-10-01"), (2, "2026-12-04")):
        tree = program | {"version": number, "valid_until": until}
        (tmp_path / f"a-v{number}.json").write_text(json.dumps(tree), "utf-8")
    other = program | {"program_id": "another", "valid_until": "2026-11-20"}
    (tmp_path / "b-v1.json").write_text(json.dumps(other), "utf-8")
    later = program | {"program_id": "a third", "valid_until": "2027-03-01"}
    (tmp_path / "c-v1.json").write_text(json.dumps(later), "utf-8")
    async with at_the_desk(tmp_path) as pilot:
        text = await text_of(pilot)
        assert text.count("ends 4 December") == 1
        assert text.count("ended 20 November") == 1
        assert "October" not in text
        assert "March" not in text


async def test_a_file_whose_parts_are_of_another_form_is_not_edited_for_another(
    draft_folder: Path,
) -> None:
    (path,) = drafts_in(draft_folder)
    whole = json.loads(path.read_text("utf-8"))
    phases = [whole["phases"][0] | {"items": [None]}]
    for odd in ({"phases": phases}, {"patient": "Anna"}):
        path.write_text(json.dumps(whole | odd), "utf-8")
        async with at_the_desk(draft_folder) as pilot:
            text = await press(pilot, "enter")
            assert f"cannot be edited here: {next(iter(odd))} holds something else." in text


async def test_what_has_no_place_in_the_file_is_said_and_the_desk_stays(
    draft_folder: Path,
) -> None:
    (path,) = drafts_in(draft_folder)
    odd = json.loads(path.read_text("utf-8")) | {"post_op": "Knee"}
    path.write_text(json.dumps(odd), "utf-8")
    async with at_the_desk(draft_folder) as pilot:
        await press(pilot, "enter", "f5")
        assert isinstance(pilot.app, DeskApp)
        pilot.app.keeping.edit(Edit(lambda draft: with_value(draft, ("post_op", "date"), "x")))
        text = await text_of(pilot)
        assert "Not kept: post_op holds something else in this file." in text
        assert pilot.app.is_running
    assert json.loads(path.read_text("utf-8")) == odd


async def test_a_draft_is_kept_only_once_its_newest_edit_is_on_disk(draft_folder: Path) -> None:
    meanwhile: list[Callable[[], None]] = []
    async with at_the_desk(draft_folder, interrupted_by(meanwhile)) as pilot:
        app = pilot.app
        assert isinstance(app, DeskApp)
        await press(pilot, "enter")
        late = Edit(lambda draft: with_value(draft, ("title",), "Late"))
        meanwhile.append(lambda: app.call_from_thread(app.keeping.edit, late))
        app.keeping.edit(Edit(lambda draft: with_value(draft, ("title",), "Early")))
        assert await app.keeping.keep()
        assert value_at(kept(draft_folder), ("title",)) == "Late"


async def test_an_id_that_is_no_word_stops_no_page(draft_folder: Path) -> None:
    (path,) = drafts_in(draft_folder)
    tree = json.loads(path.read_text("utf-8"))
    tree["phases"][0]["items"][0]["id"] = {"a": [1]}
    path.write_text(json.dumps(tree), "utf-8")
    async with at_the_desk(draft_folder) as pilot:
        assert "In a flare-up" in await press(pilot, "enter", "f7")
        assert pilot.app.is_running
