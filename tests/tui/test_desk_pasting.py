"""What is pasted at the desk: plain words on one line, and a draft that can be opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from desk_harness import TODAY, at_the_desk, drafts_in, kept, paste, press, text_of

from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import value_at
from exercise_companion.core.safetext import UNSAFE, pasted_line
from exercise_companion.tui.widgets.entry_line import MOST_LETTERS

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = ("patient", "display_name")
HOSTILE: Final = "Anna\x1b]0;b\x07 \u202eMay\r\n\tReed\x00\ud800\u200b"


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("one line", "one line"),
        ("  first\nsecond\r\n\r\n  third\n", "first second third"),
        ("a\tb", "a b"),
        ("\u202eevil\u202c", "evil"),
        ("a\x1b[2Jb", "a[2Jb"),
        ("\ud800", ""),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
        ("", ""),
    ],
)
def test_pasted_text_becomes_plain_words_on_one_line(pasted: str, wanted: str) -> None:
    assert pasted_line(pasted) == wanted


async def test_what_is_pasted_into_a_field_is_kept_and_can_be_opened_again(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "n", "enter", "f5")
        text = await paste(pilot, HOSTILE)
        assert not UNSAFE.search(text.replace("\n", ""))
        assert "Anna]0;b May Reed" in text
    assert value_at(kept(tmp_path), NAME) == "Anna]0;b May Reed"
    (path,) = drafts_in(tmp_path)
    assert Desk(tmp_path, lambda: TODAY).open(path.name).draft.tree


async def test_no_field_takes_more_than_a_file_may_hold(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "n", "enter", "f5")
        await paste(pilot, "a" * 1_500_000)
        await paste(pilot, "b" * 10)
        await press(pilot, "backspace", "c")
    assert value_at(kept(tmp_path), NAME) == "a" * (MOST_LETTERS - 1) + "c"


async def test_a_tag_that_was_typed_is_a_problem_to_mend_and_no_lost_draft(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as pilot:
        await press(pilot, "n", "enter", "f5")
        assert ", saved" in await paste(pilot, "Anna <b>May</b> [red]Reed")
    async with at_the_desk(tmp_path) as pilot:
        assert "Anna <b>May</b> [red]Reed" in await text_of(pilot)
        text = await press(pilot, "enter", "f5")
        assert "holds a tag" in text
        await press(pilot, "up", "ctrl+u", *"Anna")
        assert "holds a tag" not in await text_of(pilot)
