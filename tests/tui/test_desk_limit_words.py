"""What a limit or a sign does is said on the page while its field has the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import ROOMY, at_the_desk, go_to_field, press, with_draft

from exercise_companion.core.form_limits import parameter_names
from exercise_companion.core.limit_words import LIMIT_WORDS, SIGN_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


def words(text: str) -> str:
    return " ".join(text.split())


def field_is_in_sight(pilot: Pilot[None]) -> bool:
    focused = pilot.app.screen.focused
    return focused is not None and pilot.app.screen.can_view_entire(focused)


def test_every_limit_is_explained() -> None:
    assert LIMIT_WORDS.keys() == parameter_names()


@pytest.mark.parametrize("size", [ROOMY, (80, 24), (40, 12)])
async def test_a_limit_is_explained_while_it_has_the_keys(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with at_the_desk(with_draft(tmp_path, "hip-pain"), size=size) as pilot:
        await go_to_field(pilot, "f7", "safety_parameters", "green_max")
        text = words(await press(pilot, "down", "up"))
        assert LIMIT_WORDS["green_max"] in text
        assert field_is_in_sight(pilot)
        text = words(await press(pilot, "down"))
        assert LIMIT_WORDS["delta_reduce"] in text
        assert LIMIT_WORDS["green_max"] not in text
        assert field_is_in_sight(pilot)


async def test_a_sign_is_explained_and_other_fields_say_nothing(tmp_path: Path) -> None:
    async with at_the_desk(with_draft(tmp_path, "hip-pain"), size=(80, 24)) as pilot:
        await go_to_field(pilot, "f5", "known_baseline", 0, "flag_id")
        text = words(await press(pilot, "up", "down"))
        assert SIGN_WORDS in text
        assert SIGN_WORDS not in words(await press(pilot, "up"))
