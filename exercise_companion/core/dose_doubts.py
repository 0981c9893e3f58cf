"""What of a typed dose could be understood in two ways: it is refused, with how to say which."""

from __future__ import annotations

import re
from typing import Final

from exercise_companion.core.typed import NotUnderstoodError

_OWN_WORDS: Final = re.compile(r'\([^()]*\)|"[^"]*"|“[^“”]*”')
"""Words of the therapist's own, which say no part of the dose."""

_WEIGHT: Final = r"\d[\d.]* ?(?:kgs?|kilos?|kilograms?)(?: ?\([^()]*\))?"
_BAND: Final = r"(?:[a-z-]+ )?band(?: ?\([^()]*\))?"
_OF_TWO: Final = r"(?:sides?|legs?|arms?|hands?|foot|feet|ankles?|wrists?)"
_EACH: Final = rf"(?:(?:on|in|at|for|round|to) )?(?:(?:each|per|both) {_OF_TWO}|each)\b"
_NUMBERS: Final = r"\d+(?:[-–—/:.x]\d+)*"

_DOUBTS: Final = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), why)
    for pattern, why in (
        (
            r"\d+,\d+",
            (
                "may be one number or two."
                " Type one as 12.5, with a point. Between two parts put a blank after the comma."
            ),
        ),
        (
            (
                rf"(?:with )?(?:{_WEIGHT}|{_BAND})(?: ?[/&] ?| and | ){_EACH}"
                rf"|(?<=[,;] )(?:on |in )?(?:each|per|both) {_OF_TWO}(?: with)? {_WEIGHT}"
            ),
            (
                "may mean the load, or the exercise on each side."
                ' Type the side before it: "2 x 8 each side, 2 kg".'
                ' For the load, put words behind it: "2 kg (in each hand)", "red band (each arm)".'
            ),
        ),
        (
            (
                rf"\btempo:? ?{_NUMBERS}(?: ?s\b)?(?! ?[a-z\d.])"
                r"|\b\d+(?:[-–—/:]\d+){2,3} tempo\b"
            ),
            (
                "does not say which number is which."
                ' Type such as: "3 s out, hold 1 s, 1 s back",'
                " without the hold where there is none."
            ),
        ),
    )
)


def require_no_doubt(text: str) -> None:
    """Refuse a line in which something could be understood in two ways.

    Raises:
        NotUnderstoodError: so it could.

    """
    without = _OWN_WORDS.sub(_blotted, text)
    for pattern, why in _DOUBTS:
        if match := pattern.search(without):
            words = text[match.start() : match.end()].strip()
            raise NotUnderstoodError(what=f'"{words}" {why}')


def _blotted(match: re.Match[str]) -> str:
    """As long as what was there, within the same marks."""
    return f"{match[0][0]}{'_' * (len(match[0]) - 2)}{match[0][-1]}"
