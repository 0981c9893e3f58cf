"""A paste is text, whatever it holds, and however it is read: it presses no key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session_harness import Clock
from textual import events

from exercise_companion.tui import pastes
from exercise_companion.tui.pastes import BEGINS, BURST_SECONDS, ENDS, PastedText, PasteParser

if TYPE_CHECKING:
    from textual.message import Message

HARMFUL = f"An\x1bna\x1b\x1b[20 q\x1b[A {ENDS[:4]}x"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    steady = Clock()
    monkeypatch.setattr(pastes, "steady_seconds", steady)
    return steady


def told(tokens: list[Message]) -> list[str]:
    return [
        token.text if isinstance(token, events.Paste) else f"<{token.key}>"
        for token in tokens
        if isinstance(token, events.Key | events.Paste)
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_an_escape_character_in_a_paste_presses_nothing(size: int, clock: Clock) -> None:
    parser = PasteParser()
    read = f"{BEGINS}{HARMFUL}{ENDS}"
    parts = [read[at : at + size] for at in range(0, len(read), size)]
    tokens = [token for part in parts for token in parser.feed(part)]
    assert told(tokens) == [HARMFUL.replace("\x1b", "")]
    clock.now += BURST_SECONDS
    assert told(list(parser.feed("q"))) == ["<q>"]


def test_what_follows_a_paste_without_a_pause_belongs_to_it(clock: Clock) -> None:
    parser = PasteParser()
    tokens = list(parser.feed(f"{BEGINS}Anna{ENDS}\x11q\r"))
    clock.now += BURST_SECONDS / 2
    tokens += parser.feed("s\r")
    clock.now += BURST_SECONDS / 2
    tokens += parser.feed("s\r")
    assert told(tokens) == ["Anna"]
    clock.now += BURST_SECONDS
    assert told(list(parser.feed("b\r"))) == ["<b>", "<enter>"]


def test_without_a_paste_every_key_is_a_key(clock: Clock) -> None:
    del clock
    parser = PasteParser()
    tokens = [
        token for part in ("a\x1b[A", "\x1b", "[B\x1b[2", "1~") for token in parser.feed(part)
    ]
    assert told(tokens) == ["<a>", "<up>", "<down>", "<f10>"]


@given(st.text("\x1b[201~a"), st.integers(1, 9))
def test_no_way_of_reading_lets_an_escape_character_through(text: str, size: int) -> None:
    read = f"{BEGINS}{text}{ENDS}z"
    pasted = PastedText()
    parts = [pasted.cleaned(read[at : at + size]) for at in range(0, len(read), size)]
    inside, _, behind = "".join(parts).removeprefix(BEGINS).partition(ENDS)
    before, _, rest = f"{text}{ENDS}".partition(ENDS)
    assert inside == before.replace("\x1b", "")
    assert behind.endswith("z")
    if not rest:
        assert behind == "z"
