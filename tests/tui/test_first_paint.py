"""The first paint waits for nothing heavy (decisions E8)."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, cast

from fakes import FakeCompanion, today_view
from scripts import until

from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.widgets.plan_table import PlanTable

if TYPE_CHECKING:
    from exercise_companion.companion import Companion


def test_the_app_is_imported_without_pydantic_and_sqlite_utils() -> None:
    code = (
        "import sys; import exercise_companion.tui.app, exercise_companion.tui.run; "
        "print([name for name in ('pydantic', 'sqlite_utils', 'exercise_companion.core.program',"
        " 'exercise_companion.core.prompts') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_bare_command_does_without_click() -> None:
    code = (
        "import sys; from exercise_companion.cli import run; run(['--now', '2027-01-04T09:00']); "
        "import exercise_companion.tui.run; print('click' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


async def test_the_companion_is_opened_after_today_was_laid_out() -> None:
    widths: list[int] = []

    def opener() -> Companion:
        widths.append(app.today.query_one(PlanTable).size.width)
        return cast("Companion", FakeCompanion())

    app = ExerciseApp(opener, today_view())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.today.confirmed)
    app.background.close()
    assert widths > [0]
