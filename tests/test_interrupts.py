"""A signal interrupts where an answer is waited for, and never where one is being kept."""

from __future__ import annotations

import pytest

from exercise_companion.signals import Ended, Interrupts

TERMINATED = Ended(143)


def test_before_anything_was_asked_it_interrupts_at_once() -> None:
    with pytest.raises(Ended) as left:
        Interrupts().came(TERMINATED)
    assert left.value.exit_code == 143


def test_while_an_answer_is_waited_for_it_interrupts_at_once() -> None:
    interrupts = Interrupts()
    with pytest.raises(Ended), interrupts.let_through():
        interrupts.came(TERMINATED)


def test_what_is_being_kept_is_kept_to_its_end_and_nothing_more_is_asked() -> None:
    interrupts = Interrupts()
    with interrupts.let_through():
        pass
    interrupts.came(TERMINATED)
    with pytest.raises(Ended), interrupts.let_through():
        pytest.fail("it would wait for an answer that never comes")
