"""A telephone number can be dialled: what holds too few digits, or is something else, is none."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from exercise_companion.core.phone_numbers import holds_phone, is_phone
from exercise_companion.core.program import Phone

PHONE: TypeAdapter[str] = TypeAdapter(Phone)
NUMBERS = (
    "111", "112", "999", "000", "18000", "116 123", "020 7946 0123", "+44 20 7946 0123",
    "(020) 7946-0123", "555-1234", "+1 (800) 273-8255", "02079460123", "+44 111",
)  # fmt: skip
OTHERS = (
    "", "((((", "- - -", "9-17", "9 - 17", "10-17", "09-17", "12", "1-1-2", "+", "+44", "1 1 2",
    "+10-17",
    "(((111", "9:00-17:00", "020 7946 0123 ext 4", "1" * 22, "٠٢٠٧٩٤٦٠", "020 7946 0123\n",
)  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_taken_everywhere(text: str) -> None:
    assert is_phone(text)
    assert PHONE.validate_python(text) == text


@pytest.mark.parametrize("text", OTHERS)
def test_h09_what_nobody_can_dial_is_no_number_anywhere(text: str) -> None:
    assert not is_phone(text)
    with pytest.raises(ValidationError):
        PHONE.validate_python(text)


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("Ward 4", False),
        ("NHS 111", False),
        ("Dr Hall, Room 12", False),
        ("A, 111", True),
        ("Ward 4, 020 7946 0100", True),
        ("Ward 4 020 7946 0100", True),
    ],
)
def test_a_number_among_words_is_found(words: str, holds: bool) -> None:  # noqa: FBT001 - a table
    assert holds_phone(words) is holds
