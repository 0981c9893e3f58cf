"""Takes typed values out of a parsed JSON object, one by one, and refuses what is not right."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object and where it stands in its file. Every method raises ValueError."""

    values: Mapping[object, object]
    place: str
    """The file, and the row within it."""

    @classmethod
    def of(cls, value: object, place: str) -> Fields:
        """The object's fields; refuses anything but an object."""
        if not isinstance(value, dict):
            raise ValueError(place)  # noqa: TRY004 - it is the file that is wrong
        return cls(value, place)

    def text(self, name: str, *, empty: bool = False) -> str:
        """A text; with `empty`, the empty text and nothing else may stand for none."""
        value = self.values.get(name)
        if not isinstance(value, str) or (not value.strip() and not (empty and value == "")):
            raise self._wrong(name)
        return value

    def text_or_none(self, name: str) -> str | None:
        """A text, or null; the field itself must be there."""
        if name in self.values and self.values[name] is None:
            return None
        return self.text(name)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise self._wrong(name)
        return value

    def word(self, name: str, *, of: Sequence[Choice]) -> Choice:
        """One of the words allowed."""
        return self._chosen(name, self.values.get(name), of)

    def words(self, name: str, *, of: Sequence[Choice]) -> tuple[Choice, ...]:
        """A list of words, each one of those allowed."""
        return tuple(self._chosen(name, value, of) for value in self._list(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a field that is not there is an empty list."""
        values = self._list(name) if name in self.values else []
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self._wrong(name)
        return tuple(str(value) for value in values)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self.values

    def number(self, name: str) -> float:
        """A number."""
        return self._number(name, self.values.get(name))

    def numbers(self, name: str, *, least: int, most: int) -> tuple[float, ...]:
        """A list of so many numbers."""
        values = tuple(self._number(name, value) for value in self._list(name))
        if not least <= len(values) <= most:
            raise self._wrong(name)
        return values

    def rows(self, name: str) -> tuple[Fields, ...]:
        """A list of objects with at least one entry."""
        values = self._list(name)
        if not values:
            raise self._wrong(name)
        return tuple(
            Fields.of(value, f"{self.place}, {name} {number}")
            for number, value in enumerate(values, start=1)
        )

    def row(self, name: str) -> Fields:
        """An object."""
        return Fields.of(self.values.get(name), f"{self.place}, {name}")

    def row_or_none(self, name: str) -> Fields | None:
        """An object, or null; the field itself must be there."""
        if name in self.values and self.values[name] is None:
            return None
        return self.row(name)

    def _number(self, name: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise self._wrong(name)
        return float(value)

    def _list(self, name: str) -> list[object]:
        value = self.values.get(name)
        if not isinstance(value, list):
            raise self._wrong(name)
        return value

    def _chosen(self, name: str, value: object, of: Sequence[Choice]) -> Choice:
        for choice in of:
            if choice == value:
                return choice
        raise self._wrong(name)

    def _wrong(self, name: str) -> ValueError:
        return ValueError(f"{self.place}, {name}")
