"""Text from people and files is data: find what could act on a terminal, and make it harmless.

Control and escape characters can move the cursor or write to the clipboard, bidirectional ones
can show a name as another, and `[...]` is markup to parts of the screen (H-24, platform 39, 40).
"""

from __future__ import annotations

import re
from typing import Final

from exercise_companion.core.problem import shortened

LINE_BREAK: Final = "\n"
STAND_IN: Final = "\N{REPLACEMENT CHARACTER}"

UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters, escape among them
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e"  # invisible
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible, bidirectional
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]",  # invisible tags, private use
)
"""One character that is not plain text. A line break is among them."""

_BREAKS: Final = re.compile("[\t\n\x0b\f\r\x85\u2028\u2029]+ *")

MARKUP: Final = re.compile(r"\[[A-Za-z/@#$][^\[\]]*\]|\[/\]|<[A-Za-z/!?][^<>]*>")
"""What some display would take for a tag: `[b]`, `[/]`, `[@click=...]`, `<b>`."""

_LONGEST_TAG: Final = 40
"""Characters of a tag that are shown."""


def neutral(text: str) -> str:
    """The text on one line, with every unsafe character replaced by a visible stand-in."""
    return UNSAFE.sub(STAND_IN, text)


def neutral_lines(text: str) -> str:
    """The same of a text that may have several lines."""
    return LINE_BREAK.join(map(neutral, text.split(LINE_BREAK)))


def pasted_line(text: str) -> str:
    """What was pasted as one line: its words, without what could act on a screen.

    Nothing that can be read is lost: a line break or a tab parts words, as a space does.
    """
    return UNSAFE.sub("", _BREAKS.sub(" ", text.strip()))


def unsafe_character(text: str, *, line_breaks: bool = False) -> str | None:
    """The first unsafe character, or None.

    Args:
        text: what was read.
        line_breaks: True where a text of several paragraphs is meant to have them.

    """
    for hit in UNSAFE.finditer(text):
        if not (line_breaks and hit.group() == LINE_BREAK):
            return hit.group()
    return None


def hidden_in(text: str, *, line_breaks: bool = False) -> str:
    """The first unsafe character in words; empty where there is none.

    Args:
        text: what was read.
        line_breaks: as above.

    """
    hidden = unsafe_character(text, line_breaks=line_breaks)
    if hidden == LINE_BREAK:
        return "a line break"
    return "" if hidden is None else f"a hidden or control character (U+{ord(hidden):04X})"


def tag_in(text: str) -> str:
    """The first tag in words; empty where there is none."""
    tag = MARKUP.search(text)
    return f"a tag ({shortened(tag.group(), _LONGEST_TAG)})" if tag else ""
