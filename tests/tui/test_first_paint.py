"""The first paint waits for nothing heavy (decisions E8)."""

from __future__ import annotations

import subprocess
import sys


def test_the_app_is_imported_without_pydantic_and_sqlite_utils() -> None:
    code = (
        "import sys; import exercise_companion.tui.app, exercise_companion.tui.run; "
        "print([name for name in ('pydantic', 'sqlite_utils', 'exercise_companion.core.program',"
        " 'exercise_companion.core.prompts') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
