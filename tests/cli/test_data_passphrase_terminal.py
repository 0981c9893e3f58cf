"""H-25 at a real terminal: the passphrase of the data is asked for, and seen by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from harness import visits
from harness.terminal import Terminal

from exercise_companion.store import key
from exercise_companion.store.guard import FILE_NAME
from exercise_companion.store.rekeying import rekey

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("sqlcipher3")

PHRASE = "seven grey hörses"
SIZE = (80, 40)

ASKED = "Passphrase of your data:"
SECOND = "This is not the passphrase. Type it again (2 of 3):"
THIRD = "This is not the passphrase. Type it again (3 of 3):"
NEW = "The new passphrase, at least 8 letters:"
SAME = "The same again:"
HEADING = "Exercise companion"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    visits.load(folder)
    return folder


@pytest.fixture
def locked(folder: Path) -> Path:
    rekey(folder, PHRASE)
    key.hold(folder / FILE_NAME, None)
    return folder


def started(folder: Path, *command: str) -> Terminal:
    return Terminal("--data", str(folder), "--now", visits.LATER, *command, size=SIZE)


def answer(terminal: Terminal, *lines: tuple[str, str]) -> None:
    """Type each line once its question has come again."""
    for asked, typed in lines:
        terminal.wait_for(asked)
        terminal.type(f"{typed}\r")


def test_it_is_set_by_typing_it_twice(folder: Path) -> None:
    with started(folder, "passphrase", "set") as terminal:
        answer(terminal, (NEW, "seven"))
        terminal.wait_for("A passphrase has at least 8 letters.")
        terminal.type(f"{PHRASE}\r")
        answer(terminal, (SAME, "seven grey houses"))
        terminal.wait_for("The two are not the same.")
        terminal.type(f"{PHRASE}\r")
        assert terminal.wait_until(lambda: terminal.text.count(SAME) > 1)
        terminal.type(f"{PHRASE}\r")
        assert terminal.wait_ended() == 0
        assert "nobody can read your record" in terminal.text
        assert "Your record is locked with this passphrase from now on." in terminal.text
        assert b"seven" not in terminal.written
    assert key.key_of(folder / FILE_NAME, PHRASE) is not None


def test_leaving_at_the_new_one_changes_nothing(folder: Path) -> None:
    with started(folder, "passphrase", "set") as terminal:
        answer(terminal, (NEW, PHRASE))
        terminal.wait_for(SAME)
        terminal.type("\x03")
        assert terminal.wait_ended() == 130
    assert not key.is_encrypted(folder / FILE_NAME)


def test_the_full_screen_comes_after_it(locked: Path) -> None:
    with started(locked) as terminal:
        answer(terminal, (ASKED, "seven grey cats"))
        terminal.wait_for(SECOND)
        assert HEADING not in terminal.text
        terminal.type(f"{PHRASE}\r")
        terminal.wait_for(HEADING, "Margaret")
        assert terminal.written.count(b"Passphrase of your data") == 1
        assert b"seven grey" not in terminal.written


def test_help_is_named_before_the_first_question(locked: Path) -> None:
    with started(locked) as terminal:
        terminal.wait_for(ASKED)
        shown = terminal.text.replace("\n", "")
        assert "Type ! for whom to call." in shown
        assert f"exercise-companion wrong --data {locked}" in shown
        assert "Call your local emergency number" not in shown


def test_an_exclamation_mark_says_whom_to_call_and_counts_as_no_try(locked: Path) -> None:
    with started(locked) as terminal:
        answer(terminal, (ASKED, "!"))
        terminal.wait_for("Call your local emergency number")
        assert terminal.wait_until(lambda: terminal.text.count(ASKED) > 1)
        terminal.type("seven cats\r")
        answer(terminal, (SECOND, " ! "))
        assert terminal.wait_until(lambda: terminal.text.count(SECOND) > 1)
        terminal.type("seven cats\r")
        answer(terminal, (THIRD, PHRASE))
        terminal.wait_for(HEADING, "Margaret")


def test_three_wrong_ones_end_with_whom_to_call(locked: Path) -> None:
    before = (locked / FILE_NAME).read_bytes()
    with started(locked) as terminal:
        answer(terminal, *((asked, "seven cats") for asked in (ASKED, SECOND, THIRD)))
        assert terminal.wait_ended() == 3
        assert "Call your local emergency number" in terminal.text
        assert "It is not the passphrase, or the file is damaged." in terminal.text
        assert f"exercise-companion wrong --data {locked}" in terminal.text.replace("\n", "")
        assert b"seven cats" not in terminal.written
    assert (locked / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("left", ["\x03", "\x04"], ids=["ctrl+c", "ctrl+d"])
@pytest.mark.parametrize("command", [(), ("session", "--plain"), ("report",)])
def test_leaving_at_the_question_says_whom_to_call(
    left: str, command: tuple[str, ...], locked: Path
) -> None:
    with started(locked, *command) as terminal:
        terminal.wait_for(ASKED)
        terminal.type(left)
        assert terminal.wait_ended() == 130
        assert "Call your local emergency number" in terminal.text
        assert "Margaret" not in terminal.text


def test_what_is_no_text_is_a_wrong_passphrase(locked: Path) -> None:
    with started(locked, "today") as terminal:
        terminal.wait_for(ASKED)
        terminal._write(b"seven\xff\r")
        answer(terminal, (SECOND, PHRASE))
        assert terminal.wait_ended() == 0


def test_line_by_line_it_is_asked_once(locked: Path) -> None:
    with started(locked, "session", "--plain") as terminal:
        answer(terminal, (ASKED, PHRASE))
        terminal.wait_for("Question 1 of")
        assert terminal.written.count(b"Passphrase") == 1
        terminal.type("\x04")
        terminal.wait_ended()


def test_something_is_wrong_does_not_wait_for_it(locked: Path) -> None:
    asked = "Passphrase of your data (Enter alone: go on without):"
    with started(locked, "wrong") as terminal:
        terminal.wait_for("Call your local emergency number", asked)
        terminal.type("\r")
        terminal.wait_for("What you answer now cannot be saved.", "Question 1 of")
    with started(locked, "wrong") as terminal:
        answer(terminal, (asked, "seven cats"), (SECOND, PHRASE))
        terminal.wait_for("Question 1 of")
        assert "cannot be saved" not in terminal.text


def test_the_old_one_is_asked_for_before_it_is_changed_or_removed(locked: Path) -> None:
    with started(locked, "passphrase", "change") as terminal:
        new = "another passphrase"
        answer(terminal, (ASKED, PHRASE), (NEW, new), (SAME, new))
        assert terminal.wait_ended() == 0
    assert key.key_of(locked / FILE_NAME, "another passphrase") is not None
    with started(locked, "passphrase", "remove") as terminal:
        answer(terminal, (ASKED, PHRASE), (SECOND, "another passphrase"))
        assert terminal.wait_ended() == 0
        assert "Your record has no passphrase any more." in terminal.text
    assert not key.is_encrypted(locked / FILE_NAME)
