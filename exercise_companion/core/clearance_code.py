"""The two codes that end a lock without a network: one read out by the patient, one read back.

The lock code stands for the alerts that are open; the therapist's tool answers it with a clearance
code under the program's key. Both hold only for this patient, this program and these very alerts,
so that nothing reported afterwards is ever ended by them (clinical-spec 7.5, decisions A15). The
key lies in the program file: the codes guard against mistakes, not against intent.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.canonical import JsonValue, canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Base32 without I, O, 0 and 1, which are taken for each other on paper."""

BITS: Final = 5
"""Bits in one character."""

LOCK_LENGTH: Final = 8
CLEARANCE_LENGTH: Final = 10
"""Fifty bits (clinical-spec 7.5)."""

VALID_FOR: Final = timedelta(days=7)
"""How long a clearance code may be typed after the day it was made (clinical-spec 7.5)."""

AHEAD: Final = timedelta(days=1)
"""The therapist's calendar may be a day further on: time zones."""

MOST_COUNTED: Final = 15
"""The lock code counts so many alerts; more are said to be so many at least."""

ASSESSED_FIRST: Final = 16
"""Beside the count in the first character: a medical assessment is part of what ends the lock."""

SPELLED: Final[dict[str, str]] = {
    word[0]: word
    for word in (
        "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliett", "Kilo",
        "Lima", "Mike", "November", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform",
        "Victor", "Whisky", "X-ray", "Yankee", "Zulu",
    )
}  # fmt: skip
"""A word for each letter, for the phone."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What both codes are bound to besides the alerts."""

    key: str
    """The program's clearance key, as it stands in the file."""
    patient_id: str
    program_id: str


@dataclass(frozen=True, slots=True)
class LockCode:
    """A lock code that was read back."""

    text: str
    alerts: int
    """How many alerts are open; `MOST_COUNTED` means so many at least."""
    assessed_first: bool
    """A medical assessment is part of what ends the lock (clinical-spec 1.1, M+T)."""


def lock_code(binding: Binding, event_ids: Iterable[str], *, assessed_first: bool) -> str:
    """The code of a lock: what is open, how much of it, and two characters to check the rest.

    Args:
        binding: the program the store runs under.
        event_ids: of every open alert, at least one, in any order.
        assessed_first: whether a medical assessment is part of what ends the lock.

    Raises:
        ValueError: nothing is open.

    """
    ids = sorted(set(event_ids))
    if not ids:
        message = "no open alert to make a lock code for"
        raise ValueError(message)
    head = min(len(ids), MOST_COUNTED) + (ASSESSED_FIRST if assessed_first else 0)
    digest = _characters(binding, LOCK_LENGTH - 3, {"alerts": list(ids)})
    body = ALPHABET[head] + digest
    return body + _check(binding, body)


def read_lock_code(binding: Binding, typed: str) -> LockCode | None:
    """What a typed lock code says; None when it was not made under this program.

    Two check characters find a slip of the pen, another patient and another program, but for one
    in a thousand; such a code ends nothing, because the answer to it fits no other lock.
    """
    text = cleaned(typed, LOCK_LENGTH)
    if text is None or not hmac.compare_digest(_check(binding, text[:-2]), text[-2:]):
        return None
    head = ALPHABET.index(text[0])
    return LockCode(text, head % ASSESSED_FIRST, assessed_first=head >= ASSESSED_FIRST)


def clearance_code(binding: Binding, lock: str, made_on: date) -> str:
    """The answer to a lock code: fifty bits over the lock, the patient, the program and the day.

    Args:
        binding: the program of the file.
        lock: a whole lock code, as `read_lock_code` gives it.
        made_on: the therapist's date.

    """
    return _characters(binding, CLEARANCE_LENGTH, {"day": made_on.isoformat(), "lock": lock})


def made_on(binding: Binding, lock: str, typed: str, today: date) -> date | None:
    """The day a clearance code for this lock was made, if it may be used today; else None.

    Args:
        binding: the program the store runs under.
        lock: the lock code as it is now.
        typed: what was read back, as typed.
        today: the patient's calendar date.

    """
    return _day_of(binding, lock, typed, today + AHEAD, VALID_FOR + AHEAD)


def is_too_old(binding: Binding, lock: str, typed: str, today: date) -> bool:
    """Whether it was a right code once, within the year, and its days are over."""
    newest = today - VALID_FOR - timedelta(days=1)
    return _day_of(binding, lock, typed, newest, timedelta(days=365)) is not None


def cleaned(typed: str, length: int) -> str | None:
    """A typed code as it is compared: capitals, no blanks or dashes; None when it is not whole."""
    text = "".join(typed.upper().replace("-", " ").split())
    return text if len(text) == length and set(text) <= set(ALPHABET) else None


def grouped(code: str) -> str:
    """A code in two halves, to be read in two breaths: `K7WM-22PA`."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def spelled(code: str) -> str:
    """A code for the phone, each letter a word: `Kilo 7 Whisky Mike, 2 2 Papa Alfa`."""
    half = len(code) // 2
    parts = (code[:half], code[half:])
    return ", ".join(" ".join(SPELLED.get(sign, sign) for sign in part) for part in parts)


def _day_of(
    binding: Binding, lock: str, typed: str, newest: date, reaching_back: timedelta
) -> date | None:
    text = cleaned(typed, CLEARANCE_LENGTH)
    if text is None:
        return None
    days = (newest - timedelta(days=back) for back in range(reaching_back.days + 1))
    return next(
        (day for day in days if hmac.compare_digest(clearance_code(binding, lock, day), text)),
        None,
    )


def _check(binding: Binding, body: str) -> str:
    return _characters(binding, 2, {"body": body})


def _characters(binding: Binding, count: int, content: dict[str, JsonValue]) -> str:
    """The first bits of an HMAC-SHA256 as characters.

    What is authenticated is a canonical JSON object, so that no two contents are one byte string.
    """
    message: dict[str, JsonValue] = {
        "content": content,
        "patient": binding.patient_id,
        "program": binding.program_id,
    }
    digest = hmac.digest(binding.key.encode(), canonical_bytes(message), "sha256")
    bits = int.from_bytes(digest) >> (len(digest) * 8 - count * BITS)
    places = range((count - 1) * BITS, -1, -BITS)
    return "".join(ALPHABET[bits >> place & len(ALPHABET) - 1] for place in places)
