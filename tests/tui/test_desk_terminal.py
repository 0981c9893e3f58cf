"""The desk in a real terminal: four exercises typed, a kill, and no terminal at all."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from harness.terminal import ROOT, Terminal, environment

from exercise_companion.core.form_person import RISK_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOW: Final = "2026-11-29T09:00"

EXERCISES: Final = (
    ("pelvic ti", "Pelvic tilt", "2 x 10 x 5 s, let go 3 s"),
    ("bri", "Bridge", "2 x 8 x 3 s, let go 3 s, rest 30 s"),
    ("heel-to", "Heel-to-toe stand", "2 x 20 s"),
    ("sit to", "Sit to stand", "2 x 8, mon wed fri"),
)
"""What is typed to find each, its name, and its dose as the therapist writes it."""


BOTH: Final = "both_together"
DOSES: Final = [
    {
        "type": "hold",
        "side": "both_together",
        "sets": 2,
        "reps": 10,
        "hold_seconds": 5,
        "release_seconds": 3,
    },
    {
        "type": "hold",
        "side": "both_together",
        "sets": 2,
        "reps": 8,
        "hold_seconds": 3,
        "release_seconds": 3,
        "rest_seconds": 30,
    },
    {"type": "duration", "side": "each_side", "sets": 2, "duration_seconds": 20},
    {"type": "reps", "side": "both_together", "sets": 2, "reps": 8, "days": ["mon", "wed", "fri"]},
]
"""The same in the words of the file, with the side the library's words are written for."""

PERSON: Final = (
    ("Name", "Margaret Hale"),
    ("Born", "14.3.1950"),
    ("Patient id", ""),
    ("Program", "Steadier on the stairs"),
    ("Condition", "Lumbar stenosis"),
    ("Shown to them", ""),
    ("Fitness", "Walks ten minutes"),
    ("Time they have", "25"),
    *((words, "y" if words == "Heart disease" else "n") for words in RISK_WORDS.values()),
    ("Spinal injection", "no"),
    ("Back surgery", "12.5.2019"),
    ("Back", "4"),
    ("Back, side", "both"),
    ("Back, morning", ""),
    *((site, "") for site in ("Leg", "Neck", "Shoulder", "Hip", "Knee", "Other")),
    ("Why so high", ""),
    ("Goal 1", "Walk to the shop"),
    ("How it is now", "3"),
    ("Aimed at", "7"),
    ("By", "6w"),
)
DATES: Final = (
    ("Until", "6w"),
    ("Title", "Weeks 1 to 6"),
    ("Aim", "More walking, less pain"),
    ("Starts", ""),
    ("Ends", ""),
    ("Done when", ""),
    ("Review 1", "3w"),
    ("By", "phone"),
    ("About", "How it went"),
    ("Review 2", ""),
    ("Days of grace", ""),
    ("Name", "Anna Reed"),
    ("Profession", "Physiotherapist"),
    ("Regulator", "HCPC"),
    ("Licence number", "PH12345"),
    ("Clinic", "River Clinic"),
    ("Phone", "020 7946 0000"),
    ("Phone hours", "mon-fri 9-17"),
    ("Written on", ""),
    ("Country", "GB"),
    ("Emergency", ""),
    ("Time zone", "Europe/London"),
    ("Therapist", ""),  # filled in from who wrote it
    ("Therapist, phone", ""),
    ("Therapist, open", ""),
    ("Therapist, rung", "20.11.2026"),
    *((who, "") for who in ("Clinic", "Out of hours", "Surgical team", "Crisis line")),
    ("Colleague in cover", ""),
)
"""What a form asks from its first empty field on, and what is typed."""

CHOSEN_BY_LETTER: Final = frozenset(RISK_WORDS.values())
"""A letter answers these and goes on by itself."""


def test_from_blank_to_a_checked_program_through_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "patients"
    folder.mkdir()
    with desk(folder) as terminal:
        terminal.wait_for("No programs here yet.")
        terminal.press("n")
        terminal.wait_for("→  Blank: choose from the library")
        terminal.press("enter")
        terminal.wait_for("no exercise yet", "name, hip, sitting")
        for letters, name, dose in EXERCISES:
            terminal.type(letters)
            terminal.wait_for(f"→  {name}")
            terminal.press("enter")
            terminal.wait_for("→ Dose", "No dose yet")
            terminal.type(dose)
            terminal.wait_for(dose)
            terminal.press("enter")
            assert terminal.wait_until(lambda: not terminal.sees("→ Dose"))
        terminal.wait_for("4  Sit to stand", ", saved")
        assert terminal.wait_until(lambda: not terminal.sees("No dose yet"))
        terminal.wait_for(", saved")
        terminal.kill()
    (kept,) = folder.glob("*.draft.json")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600

    with desk(folder) as terminal:
        terminal.wait_for("Nobody named yet", "Enter goes on writing it.")
        terminal.press("enter")
        terminal.wait_for("→  1  Pelvic tilt", "minutes on Mon, Wed, Fri")
        terminal.press("f5")
        fill(terminal, PERSON)
        terminal.press("f6")
        fill(terminal, DATES)
        terminal.press("ctrl+s")
        terminal.wait_for(
            "Is every dose right for this patient?", "2 × 8, hold 3 s, let go 3 s, rest 30 s"
        )
        terminal.press("y")
        terminal.wait_for("Finished and checked", "Margaret Hale", "ready")
        terminal.press("q")
        assert terminal.wait_ended() == 0

    (written,) = folder.glob("*.json")
    told = run("program", "check", str(written))
    assert told.returncode == 0, told.stdout + told.stderr
    program = json.loads(written.read_text("utf-8"))
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert [item["dose"] | item.get("when", {}) for item in program["phases"][0]["items"]] == DOSES
    assert program["patient"]["birth_date"] == "1950-03-14"
    assert program["valid_until"] == program["phases"][0]["ends_on"] == "2027-01-09"
    assert program["contacts"]["emergency_number"] == "999"
    assert program["risk"]["cardiac"] == "yes"
    line = program["contacts"]["therapist"]
    assert (line["name"], line["phone"]) == ("Anna Reed", "020 7946 0000")


def test_a_kill_loses_no_letter_of_a_dose_and_makes_no_other_dose_of_it(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.wait_for("No programs here yet.")
        terminal.press("n")
        terminal.wait_for("→  Blank: choose from the library")
        terminal.press("enter")
        terminal.wait_for("no exercise yet", "name, hip, sitting")
        terminal.type("bri")
        terminal.wait_for("→  Bridge")
        terminal.press("enter")
        terminal.wait_for("→ Dose", "No dose yet")
        terminal.type("2 x 1")
        terminal.wait_for("typed: 2 x 1", ", saved")
        terminal.kill()
    (kept,) = tmp_path.glob("*.draft.json")
    (item,) = json.loads(kept.read_text("utf-8"))["phases"][0]["items"]
    assert item["dose"] == {"side": BOTH, "type": "reps"}, "on the way to 2 x 12 it is no dose"

    with desk(tmp_path) as terminal:
        terminal.wait_for("Enter goes on writing it.")
        terminal.press("enter")
        terminal.wait_for("→  1  Bridge", "typed: 2 x 1")
        terminal.press("d")
        terminal.wait_for("→ Dose           2 x 1")
        terminal.type("2 x 12")
        terminal.wait_for("typed: 2 x 12")
        terminal.press("f5")
        terminal.wait_for("→ Name")
        terminal.wait_until(lambda: False, 0.2)
        terminal.wait_for(", saved")
        terminal.kill()
    (item,) = json.loads(kept.read_text("utf-8"))["phases"][0]["items"]
    assert item["dose"] == {"side": BOTH, "type": "reps", "sets": 2, "reps": 12}
    assert "typed_dose" not in item


def test_what_is_left_is_said_instead_of_a_file(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.wait_for("No programs here yet.")
        terminal.press("n")
        terminal.wait_for("→  Blank: choose from the library")
        terminal.press("enter")
        terminal.wait_for("no exercise yet", "name, hip, sitting")
        terminal.press("ctrl+s")
        terminal.wait_for("Not finished: 22 problems are left.", "→  Problem  Person: 7 to fill in")
        terminal.press("enter")
        terminal.wait_for("→ Name")
    assert not [path for path in tmp_path.iterdir() if not path.name.endswith(".draft.json")]


def test_what_is_pasted_presses_no_key(tmp_path: Path) -> None:
    leaves, finishes = "\x11", "\x13"
    with desk(tmp_path) as terminal:
        terminal.wait_for("No programs here yet.")
        terminal.type(f"\x1b[200~a\x1b{leaves}\x1b[201~{leaves}n\r")  # no field takes it
        terminal.press_until("n", "→  Blank: choose from the library")
        terminal.press("enter")
        terminal.wait_for("no exercise yet")
        terminal.press_until("f5", "→ Name")
        terminal.type(f"\x1b[200~Anna\x1b{finishes} May\x1b[201~{leaves}{finishes}\r")
        terminal.wait_for("→ Name                     Anna May", ", saved")
        terminal.press_until("down", "→ Born")
        terminal.press("ctrl+q")
        assert terminal.wait_ended() == 0
    (kept,) = tmp_path.iterdir()
    assert json.loads(kept.read_text("utf-8"))["patient"]["display_name"] == "Anna May"


def test_a_folder_that_is_not_there_is_made_only_once_that_was_meant(tmp_path: Path) -> None:
    folder = tmp_path / "my-patients"
    with desk(folder) as terminal:
        terminal.wait_for("my-patients. Make it? [y/N]")
        terminal.type("\r")
        terminal.wait_for("Nothing was made.")
        assert terminal.wait_ended() == 2
    assert not folder.exists()
    with desk(folder) as terminal:
        terminal.wait_for("Make it? [y/N]")
        terminal.type("y\r")
        terminal.wait_for("No programs here yet.")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def desk(folder: Path) -> Terminal:
    return Terminal("desk", str(folder), "--now", NOW, size=(120, 40))


def fill(terminal: Terminal, answers: Iterable[tuple[str, str]]) -> None:
    """Fill in a form from where it begins; nothing typed leaves a field as it is."""
    for label, typed in answers:
        terminal.wait_for(f"→ {label} ")
        if label in CHOSEN_BY_LETTER:
            terminal.press(typed)
            continue
        terminal.type(typed)
        terminal.wait_for(typed)
        terminal.press("enter")
    terminal.wait_for(", saved")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "exercise_companion", *arguments],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_a_terminal_it_says_so_and_ends(tmp_path: Path) -> None:
    told = run("desk", str(tmp_path))
    assert told.returncode == 2
    assert "needs a terminal" in told.stderr
    assert told.stdout == ""
