"""How the list of patients shows a file: who, what, which version, in what state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import day_and_month, day_words
from exercise_companion.tui.widgets.pick_list import Line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exercise_companion.clinic.desk_folder import DeskEntry, State
    from exercise_companion.tui.widgets.pick_list import Tone

SOON_DAYS: Final = 14
"""A program that ends in so many days needs its next version soon. Our decision."""

LEAST_CELLS: Final = 10
"""So much of a name stays in a narrow window, where the state needs the room."""

CHANGED: Final = "changed afterwards"

_TONES: Final[dict[State, Tone]] = {
    "changed": "danger",
    "problems": "caution",
    "unreadable": "danger",
    "other": "soft",
}
"""The states that do not look plain."""

_DOES: Final[dict[State, str]] = {
    "draft": "Enter goes on writing it.",
    "template": "a template. Enter begins a program from it.",
    "changed": "changed after it was finished or signed. Enter says what can be done.",
    "problems": "has errors. Enter begins the next version, with them to mend.",
    "other": "not a program, a template or a draft.",
}
_FINISHED: Final = "finished. Enter begins the next version; this one stays."

NOT_SIGNED: Final[dict[State, str]] = {
    "draft": "It is a draft. Open it and finish it with Ctrl+S first.",
    "template": "It is a template: it has no patient.",
    "changed": "It was changed after it was finished or signed. Enter says what can be done.",
    "problems": "It has errors. Enter begins the next version, with them to mend.",
    "unreadable": "It cannot be read.",
    "other": "It is not a program.",
}
"""What is not signed, and what to do."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells one line from another."""

    who: str
    title: str
    version: int | None
    is_draft: bool


def rows(
    entries: Iterable[DeskEntry], everything: Iterable[DeskEntry], today: date | None
) -> list[Line]:
    """The lines of the list; drafts that would look alike say when each was changed.

    Args:
        entries: what is listed.
        everything: in the folder; newer versions and twins may not be listed.
        today: the day on which the folder was read.

    """
    known = tuple(everything)
    newest, alike = _newest_versions(known), Counter(map(_look, known))
    return [
        _row(entry, _ending(entry, newest, today), today if alike[_look(entry)] > 1 else None)
        for entry in entries
    ]


def about(entry: DeskEntry, today: date | None) -> str:
    """More about the marked file: its name, and what Enter does."""
    if entry.state == "unreadable":
        return f"{entry.shown_name}: {entry.fault}"
    does = _DOES.get(entry.state, _FINISHED)
    if entry.state == "draft" and (changed := _changed(entry, today)):
        return f"{entry.shown_name}: changed {changed}. {does}"
    return f"{entry.shown_name}: {does}"


def left_out_words(count: int) -> str:
    """That so many files of a very full folder are not listed, and what to do."""
    files = "1 more file is" if count == 1 else f"{count} more files are"
    return f"{files} not shown: too many here. Move old ones to another folder."


def _look(entry: DeskEntry) -> _Look:
    return _Look(entry.patient, entry.title, entry.version, entry.state == "draft")


def _row(entry: DeskEntry, ending: str, today: date | None) -> Line:
    """One line; with the moment of its last change where a day is given."""
    if entry.state == "unreadable":
        return Line(entry.shown_name, "cannot be read", "danger")
    if entry.state == "other":
        return Line(entry.shown_name, "not a program", "soft")
    who = entry.patient or "Nobody named yet"
    title = f"{who}   {entry.title}" if entry.title else who
    version = f"v{entry.version}" if entry.version else ""
    changed = _changed(entry, today) if today is not None and entry.state == "draft" else ""
    state = ", ".join(part for part in (_state(entry), _counted(entry), changed, ending) if part)
    tone = "caution" if ending else _TONES.get(entry.state, "plain")
    return Line(title, f"{version}  {state}".strip(), tone, least=LEAST_CELLS)


def _state(entry: DeskEntry) -> str:
    """Nothing before the check, and nothing where the count of problems says it."""
    if entry.state in {"finished", "problems"}:
        return ""
    return CHANGED if entry.state == "changed" else entry.state


def _counted(entry: DeskEntry) -> str:
    if entry.state == "changed":
        return ""  # that is the problem
    if entry.errors:
        return f"{entry.errors} {'problem' if entry.errors == 1 else 'problems'}"
    if entry.warnings:
        return f"{entry.warnings} {'remark' if entry.warnings == 1 else 'remarks'}"
    return ""


def _changed(entry: DeskEntry, today: date | None) -> str:
    """When a file was last changed: "today 14:05", "28 November 14:05"."""
    if entry.changed is None or today is None:
        return ""
    day = entry.changed.date()
    words = day_and_month(day) if day.year == today.year else day_words(day)
    return f"{'today' if day == today else words} {entry.changed:%H:%M}"


def _ending(entry: DeskEntry, newest: dict[str, int | None], today: date | None) -> str:
    """When the newest version of a program ends, if that is soon or over."""
    if today is None or entry.ends_on is None or entry.state == "draft":
        return ""
    left = (entry.ends_on - today).days
    if left > SOON_DAYS or newest.get(entry.program_id) != entry.version:
        return ""
    return f"{'ends' if left >= 0 else 'ended'} {day_and_month(entry.ends_on)}"


def _newest_versions(entries: Iterable[DeskEntry]) -> dict[str, int | None]:
    """The newest finished version of each program, by the program's id."""
    finished = (entry for entry in entries if entry.state not in {"draft", "unreadable"})
    ordered = sorted(finished, key=lambda entry: entry.version or 0)
    return {entry.program_id: entry.version for entry in ordered}
