"""Commands in what the desk says can be typed as they stand: with the folder, quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_harness import TODAY

from exercise_companion import paths
from exercise_companion.clinic.desk import Desk
from exercise_companion.clinic.signatures import shown_key
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path


def test_the_file_that_is_to_be_checked_is_named_with_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "my patients"
    folder.mkdir()
    shape = folder / "shape.draft.json"
    shape.write_text('{"kind": "prescription", "phases": 3}', "utf-8")
    with pytest.raises(UsageFault) as refused:
        Desk(folder, lambda: TODAY).open(shape.name)
    assert f"exercise-companion program check '{shape}'" in refused.value.what_to_do


def test_a_key_in_the_usual_folder_is_made_without_naming_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.THERAPIST_VARIABLE, str(tmp_path / "own"))
    for folder, command in (
        (tmp_path / "own", "program key new"),
        (tmp_path / "other", f"program key new --keys {tmp_path / 'other'}"),
    ):
        with pytest.raises(UsageFault) as refused:
            shown_key(folder)
        assert refused.value.what_to_do == f"Make one: exercise-companion {command}"
