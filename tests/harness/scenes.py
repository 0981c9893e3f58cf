"""A patient at the full screen: knows each screen by what can be read on it, and what to press."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from harness.terminal import AGAIN_SECONDS, PATIENCE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.terminal import Terminal

FOCUS_SECONDS: Final = 3
"""How long a field may take to get the focus."""

SLOW_SECONDS: Final = 2.0
"""After which a key that starts or ends a set is pressed again: on a busy machine its effect may be
late, and a second one would save less than was done."""

MOST_KEYS: Final = 600
"""A visit that takes more goes round in circles."""


class Scene(NamedTuple):
    """What is on the screen, as far as it matters for the next key."""

    kind: str
    detail: str
    """Changes whenever a key has had its effect; holds nothing that changes by itself."""


class Answers(NamedTuple):
    """What the patient answers: no to every sign, all sets done, and these numbers."""

    pain: tuple[int, ...]
    """One for each place of the body."""
    effort: int = 4


def scene(text: str) -> Scene | None:
    """The scene in sight; None while a screen is being changed or takes no answer yet."""
    title, _, body = text.partition("\n")
    for kind, belongs in _KINDS.items():
        if belongs(title, body):
            return Scene(kind, _detail(kind, title, body))
    return None


def _is_player(title: str, body: str) -> bool:
    return bool(re.search(r"set \d+ of \d+", title)) and any(
        word in body for word in ("Start now", "Done with this set", "Enter   Save")
    )


def _is_walk(title: str, body: str) -> bool:
    return bool(re.search(r"part \d+ of \d+", title)) and any(word in body for word in _WALK_WORDS)


_WALK_WORDS: Final = ("Enter   Save", "Start now", "near the screen", "Enter   Done")

_KINDS: Final[dict[str, Callable[[str, str], bool]]] = {
    "question": lambda title, body: (
        title.strip().startswith("Safety questions") and "Now you can answer" in body
    ),
    "pain": lambda title, body: title.strip().startswith("Your pain") and " 0 no pain" in body,
    "go on": lambda title, body: (
        title.strip().startswith("Your session is not finished") and "Go on" in body
    ),
    "decision": lambda title, body: "Before you begin" in title and "Begin" in body,
    "intro": lambda title, body: (
        bool(re.search(r"\d+ of \d+", title)) and "Get into place" in body and "Start" in body
    ),
    "player": _is_player,
    "walk": _is_walk,
    "about the walk": lambda title, body: (
        "About your walk" in title and "What did you hold on to?" in body
    ),
    "notice": lambda title, body: "Please read this" in title and "Enter" in body,
    "anything new": lambda title, body: "After the session" in title and "Anything new?" in body,
    "item effort": lambda _title, body: "How hard was this exercise?" in body,
    "effort": lambda title, body: "After the session" in title and "How hard was it" in body,
    "summary": lambda title, body: "This session" in title and "Back to Today" in body,
    "today": lambda title, body: "Exercise companion" in title and "D More" in body,
}


def _detail(kind: str, title: str, body: str) -> str:
    """The part of the screen that a key changes."""
    if kind == "player":
        asked = next(word for word in ("Enter   Save", "Start now", "Done with") if word in body)
        offered = "A   All" if "A   All" in body else ""
        side = re.search(r"Your (LEFT|RIGHT) side", body)
        return f"{title.partition('   about')[0]} {side[0] if side else ''} {asked} {offered}"
    if kind == "walk":
        asked = next(word for word in _WALK_WORDS if word in body)
        return f"{title.partition('   about')[0]} {asked} {'A   All' if 'A   All' in body else ''}"
    return body if kind in {"pain", "question", "effort", "item effort"} else title


def key_for(seen: Scene, answers: Answers) -> str:
    """What the patient presses at a scene."""
    if seen.kind in {"question", "anything new", "about the walk"}:
        return "n"
    if seen.kind == "pain" and "You chose" not in seen.detail:
        answered = len(re.findall(r"▌   \w+   \d+, ", seen.detail))
        return str(answers.pain[answered])
    if seen.kind in {"effort", "item effort"} and "You chose" not in seen.detail:
        return str(answers.effort)
    return "a" if seen.detail.endswith("A   All") else "enter"


def wait_for_scene(terminal: Terminal) -> Scene:
    """The next scene that takes an answer.

    Raises:
        AssertionError: there was none in time, or the program ended.

    """
    terminal.wait_until(lambda: scene(terminal.text) is not None)
    seen = scene(terminal.text)
    assert seen is not None, f"a screen nobody knows:\n{terminal.text}"
    return seen


def press_at(terminal: Terminal, seen: Scene, key: str) -> None:
    """Press a key until the scene is another.

    Raises:
        AssertionError: it never is.

    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    again = SLOW_SECONDS if seen.kind in {"player", "walk"} else AGAIN_SECONDS
    had_effect = False
    while not had_effect:
        assert terminal.is_running, f"it ended:\n{terminal.text}"
        assert time.monotonic() < deadline, f"{key} had no effect on:\n{terminal.text}"
        terminal.press(key)
        had_effect = terminal.wait_until(lambda: scene(terminal.text) != seen, again)


def play(
    terminal: Terminal, answers: Answers, *, until: Callable[[Scene], bool]
) -> list[tuple[Scene, str]]:
    """Answer scene after scene until one is wanted.

    Returns:
        The scenes that were answered, each with the key.

    """
    played: list[tuple[Scene, str]] = []
    while not until(seen := wait_for_scene(terminal)):
        key = key_for(seen, answers)
        played.append((seen, key))
        assert len(played) < MOST_KEYS, played[-3:]
        press_at(terminal, seen, key)
    return played


def name_file(terminal: Terminal, path: str) -> None:
    """From *Today* without a plan: open the load screen and type where the file is."""
    terminal.wait_for("No program is loaded yet.")
    terminal.press_until("l", "Where is the program file", "Back")
    terminal.type(path)
    terminal.wait_for(path[-40:])


def load_plan(terminal: Terminal, path: str, name: str, born: str) -> None:
    """Load a plan from *Today*, as the person it is for."""
    name_file(terminal, path)
    terminal.press_until("enter", "Is that right where you live?", "Yes, that is right")
    terminal.press_until("y", "Who are you?", "Next line")
    terminal.type(name)
    terminal.wait_for(name)
    cursor = terminal.emulator.screen.cursor
    name_line = cursor.y
    terminal.press("enter")
    # The cursor may have stood on the next line before: then there is nothing to see.
    terminal.wait_until(lambda: cursor.y != name_line, FOCUS_SECONDS)
    terminal.type(born)
    terminal.wait_for(born)
    terminal.press_until("enter", "Start today's session")
