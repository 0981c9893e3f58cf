"""What to type instead of words of a dose that are not understood."""

from __future__ import annotations

import re
from typing import Final

from exercise_companion.core.time_typed import ONE_TIME
from exercise_companion.core.week_words import DAYS

_FLAGS: Final = re.ASCII | re.IGNORECASE
_TIME: Final = re.sub(r"\?P<\w+>", "?:", ONE_TIME)
_HOLDS: Final = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        rf"(?:holds?|held)(?: for)? (?P<time>{_TIME})(?=[ ,;]|$)",
        rf"(?P<time>{_TIME}) ?holds?\b",
    )
)
"""Work that is only a hold: "hold 10 s", "30 s hold"."""

_SIDES: Final = (
    'Type "left", "right", "each side" or "each side, in turn"; "both together" for both at once.'
)
_BETWEEN: Final = (
    'Type "rest 60 s" between sets, "let go 3 s" between two holds,'
    ' or "hold 3 s" for how long each is held.'
)
_TIMES_A_DAY: Final = 'Type "{} times a day".'

_HINTS: Final = tuple(
    (re.compile(rf"(?:^|\b)(?:{words})", _FLAGS), hint)
    for words, hint in (
        ('.*["“”]', 'Put quote marks round all words of yours: where: "hall, left".'),
        (r"every ?day\b|qd\b|od\b", 'Type "every day".'),
        (r"every (?:second|2nd) day\b|eod\b|qod\b", 'Type "every 2 days".'),
        (r"every (?:third|3rd) day\b", 'Type "every 3 days".'),
        (r"bid\b|b\.i\.d", _TIMES_A_DAY.format(2)),
        (r"tid\b|t\.i\.d|tds\b", _TIMES_A_DAY.format(3)),
        (r"qid\b|q\.i\.d|qds\b", _TIMES_A_DAY.format(4)),
        (r"mwf\b|m[ /-]w[ /-]f\b", 'Type "mon wed fri".'),
        (r"tts\b|t[ /-]t[ /-]s\b", 'Type "tue thu sat".'),
        ("week", 'Type "3 days a week" or "mon wed fri".'),
        (r"day\b|daily|hour|hrs?|am\b|pm\b", 'Type "2 times a day", or when: "morning, evening".'),
        (r"bilat|bil\b|both|side|leg|arm|left|right|each|l\b|r\b|lt\b|rt\b|unilat", _SIDES),
        ("hold|held", 'Type how long each is held: "2 x 8, hold 5 s, let go 3 s".'),
        ("rest|pause|break|relax", _BETWEEN),
        (r"\d+ ?(?:lb|pound|kg)|weight|dumbbell", 'Type kilograms: "4 kg", or "4 kg (dumbbell)".'),
        ("band|loop", 'Type a colour or strength before it: "red band", or "band (any words)".'),
        ("tempo|out|back", 'Type "2 s out, 3 s back".'),
        ("effort|rpe|borg", 'Type "effort 3 to 4 out of 10".'),
        (f"{'|'.join(DAYS)}", 'Type days as "mon wed fri" or "mon-fri".'),
    )
)
_ANY_HINT: Final = "Type such as: each side, rest 60 s, mon wed fri, evening, 4 kg."


def hint_for(words: str) -> str:
    """What to type instead of words behind the work."""
    return next((hint for about, hint in _HINTS if about.search(words)), _ANY_HINT)


def hold_alone(text: str) -> str:
    """How a line that begins with a hold alone is typed; empty where it begins otherwise."""
    match = next(filter(None, (pattern.match(text) for pattern in _HOLDS)), None)
    if match is None:
        return ""
    time = match["time"]
    how = f'One hold is "1 x {time} hold"; more in a set: "2 x 8, hold {time}, let go 3 s".'
    return f'"{match[0]}" does not say how often. {how}'
