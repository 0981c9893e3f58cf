"""Which keys count, and what the key line says about them."""

from __future__ import annotations

from exercise_companion.tui.keygate import KeyGate
from exercise_companion.tui.widgets.key_line import Hint, fitting


def test_a_held_key_counts_once_until_it_is_let_go() -> None:
    gate = KeyGate()
    pressed = [gate.lets_through("n", at) for at in (1.0, 1.1, 1.2, 1.3, 1.5)]
    assert pressed == [True, False, False, False, True]


def test_another_key_and_keys_that_only_move_count_at_once() -> None:
    gate = KeyGate()
    assert gate.lets_through("n", 1.0)
    assert gate.lets_through("y", 1.01)
    assert gate.lets_through("down", 1.02)
    assert gate.lets_through("down", 1.03)


def test_in_a_narrow_window_something_is_wrong_stays() -> None:
    hints = [
        Hint("safety.no", "N", "No"),
        Hint("safety.yes", "Y", "Yes"),
        Hint("app.wrong", "!", "Something is wrong"),
        Hint("app.help", "?", "Help"),
        Hint("app.leave", "Q", "Leave"),
    ]
    assert [hint.id for hint in fitting(hints, 200)] == [hint.id for hint in hints]
    assert [hint.id for hint in fitting(hints, 38)] == ["safety.no", "app.wrong", "app.help"]
    assert [hint.id for hint in fitting(hints, 5)] == ["app.wrong", "app.help"]
