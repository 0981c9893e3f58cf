"""What was read is remembered until a row is added that could change it.

Nearly every table only grows, so an answer holds until one of the tables it was read from has a new
row: from this window, which counts what it adds, or from another, which SQLite's `data_version`
tells. What is undone is forgotten.
"""

from __future__ import annotations

from collections import Counter
from functools import update_wrapper
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

from exercise_companion.store.faults import plain_faults

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Hashable

MOST_REMEMBERED: Final = 256
"""Answers; then all are forgotten, so that a window open for weeks stays small."""

MOST_PIECES: Final = 1024
"""Checks and sessions: those of half a year and more."""

T = TypeVar("T")
P = ParamSpec("P")


class Recall:
    """The answers of one connection.

    Args:
        connection: what the answers are read from, and rows are added with.

    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._added: Counter[str] = Counter()
        self._answers: dict[Hashable, tuple[tuple[int, ...], object]] = {}
        self._pieces: dict[Hashable, object] = {}

    def note(self, table: str) -> None:
        """A row was added here; whether it stays is not known yet."""
        self._added[table] += 1

    def forget(self) -> None:
        """Rows that were added are gone again, and their numbers will be given anew."""
        self._answers.clear()
        self._pieces.clear()

    def ask(self, key: Hashable, tables: tuple[str, ...], read: Callable[[], T]) -> T:
        """The answer as remembered, or else as read now.

        Args:
            key: names the question; the same key, the same question.
            tables: everything it is read from.
            read: asks it; what it returns is never changed afterwards.

        """
        state = (self._others(), *(self._added[table] for table in tables))
        known = self._answers.get(key)
        if known is not None and known[0] == state:
            return cast("T", known[1])
        answer = read()
        if len(self._answers) >= MOST_REMEMBERED:
            self._answers.clear()
        self._answers[key] = (state, answer)
        return answer

    def find(self, key: Hashable, kind: type[T]) -> T | None:
        """A part of answers that was kept; None where it is to be built."""
        piece = self._pieces.get(key)
        return piece if isinstance(piece, kind) else None

    def keep(self, key: Hashable, piece: object) -> None:
        """Keep a part of answers.

        Args:
            key: names it together with everything that could still come to it.
            piece: as it then is for ever.

        """
        if len(self._pieces) >= MOST_PIECES:
            self._pieces.clear()
        self._pieces[key] = piece

    def _others(self) -> int:
        """A number that changes whenever another window has saved something."""
        with plain_faults():
            (number,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(number)


class _Recalls(Protocol):
    @property
    def recall(self) -> Recall: ...


JournalT = TypeVar("JournalT", bound=_Recalls)


def remembered(
    *tables: str,
) -> Callable[
    [Callable[Concatenate[JournalT, P], T]],
    Callable[Concatenate[JournalT, P], T],
]:
    """Have a question of a journal remembered until one of these tables has a new row.

    Its arguments name it; it may depend on nothing else.
    """

    def around(
        question: Callable[Concatenate[JournalT, P], T],
    ) -> Callable[Concatenate[JournalT, P], T]:
        def ask(journal: JournalT, /, *args: P.args, **named: P.kwargs) -> T:
            key = (question.__qualname__, args, tuple(named.items()))
            return journal.recall.ask(key, tables, lambda: question(journal, *args, **named))

        update_wrapper(ask, question)
        return ask

    return around
