"""A program that was changed after it was signed: in the list with its problem, never opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from builders import as_bytes
from desk_harness import TODAY, at_the_desk, drafts_in, press
from hostile_plans import TAMPERED
from journeys import keyed_program
from signatures import signed

from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import with_value
from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "jo.json"
SAME_HASH: Final = "changed, and the hash made anew"


async def test_the_list_says_so_and_neither_enter_nor_s_takes_it(tmp_path: Path) -> None:
    content = TAMPERED[SAME_HASH][0]
    (tmp_path / NAME).write_bytes(content)
    async with at_the_desk(tmp_path) as pilot:
        text = await press(pilot, "r")
        assert "changed afterwards" in text
        assert "jo.json: changed after it was finished or signed." in text
        text = " ".join((await press(pilot, "enter")).replace("▌", " ").split())
        assert "The signature is not right" in text
        assert "take integrity out" in text
        assert pilot.app.keeping.sheet is None  # type: ignore[attr-defined]
        text = await press(pilot, "s")
        assert "Not signed: jo.json" in text
    assert drafts_in(tmp_path) == set()
    assert (tmp_path / NAME).read_bytes() == content


@pytest.mark.parametrize("case", TAMPERED)
@pytest.mark.parametrize("name", [NAME, "jo.draft.json"])
def test_h04_no_change_that_nobody_saw_is_edited_or_signed(
    case: str, name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(TAMPERED[case][0])
    desk = Desk(tmp_path, lambda: TODAY)
    assert desk.look_at(name).state == "changed"
    with pytest.raises(CompanionError) as refusal:
        desk.open(name)
    assert "V-19" in refusal.value.what_happened or "V-02" in refusal.value.what_happened


def test_what_is_as_it_was_signed_is_opened_and_a_draft_of_it_stays_open(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(as_bytes(signed(keyed_program())))
    (tmp_path / "jo.draft.json").write_bytes(as_bytes(signed(keyed_program())))
    desk = Desk(tmp_path, lambda: TODAY)
    assert desk.look_at(NAME).state == "signed"
    assert desk.open(NAME).draft.tree["version"] == 2
    draft = desk.open("jo.draft.json").draft
    assert "integrity" not in draft.tree
    desk.keep("jo.draft.json", with_value(draft, ("title",), "Another"))
    assert desk.open("jo.draft.json").draft.tree["title"] == "Another"
