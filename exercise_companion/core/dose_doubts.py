"""What of a typed dose could be understood in two ways: it is refused, with how to say which."""

from __future__ import annotations

import re
from typing import Final

from exercise_companion.core.band_words import LABEL
from exercise_companion.core.typed import NotUnderstoodError

_OWN_WORDS: Final = re.compile(rf'\({LABEL}\)|"[^"]*"|“[^“”]*”')
"""Words of the therapist's own, which say no part of the dose."""

_WEIGHT: Final = r"\d[\d.]* ?(?:kgs?|kilos?|kilograms?)(?: ?\([^()]*\))?"
_BAND: Final = r"(?:[a-z-]+ )?band(?: ?\([^()]*\))?"
_OF_TWO: Final = r"(?:sides?|legs?|arms?|hands?|foot|feet|ankles?|wrists?)"
_EACH: Final = rf"(?:(?:on|in|at|for|round|to) )?(?:(?:each|per|both) {_OF_TWO}|each)\b"
_NUMBERS: Final = r"\d+(?:[-–—/:.x]\d+)*"

_IN_TURN: Final = r"(?:alternat(?:e|ing)(?: (?:sides|legs|arms))?|(?:sides )?in turn)"
_CLEARLY_IN_TURN: Final = re.compile(
    rf"(?:each|per) {_OF_TWO},? {_IN_TURN}\b", re.ASCII | re.IGNORECASE
)
"""So many on each side."""
_TURNS: Final = re.compile(rf"\b(?:{_IN_TURN}|alt)(?![\w:])", re.ASCII | re.IGNORECASE)
_EVEN_WORK: Final = re.compile(
    r"(?P<sets>\d{1,2}) ?(?:[x×*]|sets? (?:of|x)) ?(?P<reps>\d{0,3}[02468])(?![\d.–—-])"
    r"(?! ?(?:to |s\b|sec|min|m\b))",
    re.ASCII | re.IGNORECASE,
)

_DOUBTS: Final = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), why)
    for pattern, why in (
        (
            r"\b(?P<sets>\d{1,2}) ?[x×*] ?(?P<reps>\d{1,4}) ?(?:times|sets)\b",
            (
                r"may mean \g<sets> sets of \g<reps>, or \g<reps> sets of \g<sets>."
                r' Type "\g<sets> sets of \g<reps>" or "\g<reps> sets of \g<sets>".'
            ),
        ),
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
            raise NotUnderstoodError(what=f'"{words}" {match.expand(why)}')
    _require_clear_turns(text, without)


def _require_clear_turns(text: str, without: str) -> None:
    """Refuse sides in turn without a word on whether each side does so many.

    Raises:
        NotUnderstoodError: so it is.

    """
    turns = _TURNS.search(_CLEARLY_IN_TURN.sub(_blotted, without))
    if turns is None:
        return
    words, work = text[turns.start() : turns.end()], _EVEN_WORK.match(text)
    if work is None:
        how = 'Behind what each side does, type "each side, in turn"; of so much in all, each side'
        may = "may mean so much on each side, or so much in all."
        raise NotUnderstoodError(what=f'"{words}" {may} {how} does half.')
    sets, reps = work["sets"], int(work["reps"])
    ways = [f'"{sets} x {each} each side, in turn"' for each in (reps, reps // 2)]
    may = f'"{words}" may mean {reps} on each side, or {reps} in all.'
    how = f"For {reps} on each side type {ways[0]}; for {reps} in all {ways[1]}."
    raise NotUnderstoodError(what=f"{may} {how}")


def _blotted(match: re.Match[str]) -> str:
    """As long as what was there, within the same marks."""
    return f"{match[0][0]}{'_' * (len(match[0]) - 2)}{match[0][-1]}"
