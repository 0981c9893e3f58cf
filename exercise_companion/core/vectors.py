"""Safety cases anyone can write and run: given these facts, the rules must answer this.

A case is one JSON object `{"id", "kind", "given", "expect", "why"?}`. Whatever cannot be
understood is an error of that case and never a pass. The kinds themselves: `core.vector_kinds`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from exercise_companion.canonical import JsonValue

JsonObject: TypeAlias = "dict[str, JsonValue]"

CASE_KEYS: Final = frozenset({"id", "kind", "given", "expect", "why"})

MAX_SCORE: Final = 10

MAX_HOURS: Final = 10_000
"""More than a year: whatever is older is old."""


class BadCase(Exception):
    """A case that cannot be understood; its text says why in plain words."""


@dataclass(frozen=True, slots=True)
class Got:
    """What the rules of this installation answer."""

    values: JsonObject
    rules: tuple[str, ...] = ()
    """The rules that fired, by id."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What may be expected under one key, and when an answer meets it."""

    accepts: Callable[[JsonValue], bool]
    """Whether a case may expect this value at all."""
    in_words: str
    """The values it accepts, for the error message."""
    is_met: Callable[[JsonValue, JsonValue], bool]
    """Whether the expected value (first) and the answer (second) agree."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case."""

    given_keys: frozenset[str]
    expect_keys: Mapping[str, Expectation]
    evaluate: Callable[[Given], Got]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case came out."""

    line: int
    id: str
    """Empty when the case has none."""
    outcome: Literal["held", "failed", "error"]
    expected: JsonObject
    """Only what did not hold."""
    got: JsonObject
    rules: tuple[str, ...]
    problem: str
    """Why the case could not be judged; empty when it could."""


@dataclass(frozen=True, slots=True)
class Report:
    """How all cases came out."""

    results: tuple[CaseResult, ...]

    @property
    def failing(self) -> tuple[CaseResult, ...]:
        """The cases that did not hold; one that could not be judged did not hold."""
        return tuple(result for result in self.results if result.outcome != "held")

    @property
    def held(self) -> int:
        """How many held."""
        return len(self.results) - len(self.failing)


def run(cases: Iterable[tuple[int, JsonObject]], kinds: Mapping[str, Kind]) -> Report:
    """Judge every case by the rules of this installation.

    Args:
        cases: line number and content of each case.
        kinds: the kinds of cases that are understood, by name.

    """
    first_lines: dict[str, int] = {}
    return Report(tuple(_judge(line, case, kinds, first_lines) for line, case in cases))


def _judge(
    line: int, case: JsonObject, kinds: Mapping[str, Kind], first_lines: dict[str, int]
) -> CaseResult:
    """Judge one case; whatever is wrong with it becomes its error."""
    name = case.get("id")
    case_id = name if isinstance(name, str) else ""
    try:
        kind, given, expect = _understood(case, kinds)
        _refuse_used(first_lines.setdefault(case_id, line), line)
        got = kind.evaluate(Given(given))
        unmet = {
            key: value
            for key, value in expect.items()
            if not kind.expect_keys[key].is_met(value, got.values[key])
        }
    except BadCase as problem:
        return CaseResult(line, case_id, "error", {}, {}, (), str(problem))
    answers = {key: got.values[key] for key in unmet}
    return CaseResult(line, case_id, "failed" if unmet else "held", unmet, answers, got.rules, "")


def _understood(case: JsonObject, kinds: Mapping[str, Kind]) -> tuple[Kind, JsonObject, JsonObject]:
    """The kind, the given facts and the expectations of a well-formed case.

    Raises:
        BadCase: something is missing, unknown or of the wrong type.

    """
    _refuse_unknown("the case", case, CASE_KEYS)
    for key in ("id", "kind"):
        if not isinstance(case.get(key), str) or not case[key]:
            message = f"`{key}` must be a text"
            raise BadCase(message)
    if not isinstance(case.get("why", ""), str):
        message = "`why` must be a text"
        raise BadCase(message)
    kind = kinds.get(str(case["kind"]))
    if kind is None:
        message = f"unknown kind `{case['kind']}`; known: {', '.join(sorted(kinds))}"
        raise BadCase(message)
    given, expect = _object(case, "given"), _object(case, "expect")
    _refuse_unknown("`given`", given, kind.given_keys)
    _refuse_unknown("`expect`", expect, frozenset(kind.expect_keys))
    if not expect:
        message = "`expect` is empty"
        raise BadCase(message)
    for key, value in expect.items():
        if not kind.expect_keys[key].accepts(value):
            message = f"`expect.{key}` must be {kind.expect_keys[key].in_words}"
            raise BadCase(message)
    return kind, given, expect


def _refuse_used(first: int, line: int) -> None:
    if first != line:
        message = f"the id is that of line {first}; each case needs its own"
        raise BadCase(message)


def _object(case: JsonObject, key: str) -> JsonObject:
    value = case.get(key)
    if not isinstance(value, dict):
        message = f"`{key}` must be an object"
        raise BadCase(message)
    return value


def _refuse_unknown(where: str, value: JsonObject, known: frozenset[str]) -> None:
    unknown = sorted(set(value) - known)
    if unknown:
        names = ", ".join(f"`{key}`" for key in unknown)
        message = f"{where} has unknown keys: {names}; known: {', '.join(sorted(known))}"
        raise BadCase(message)


# --- reading what is given ------------------------------------------------------------------------


def is_number(value: JsonValue) -> bool:
    """True for a finite number; JSON's true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_whole(value: JsonValue) -> bool:
    """True for a whole number written without a fraction."""
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Given:
    """The facts of a case, read strictly: every method raises `BadCase` for a wrong value."""

    values: JsonObject

    def has(self, key: str) -> bool:
        """Whether the case names this fact, if only as null."""
        return key in self.values

    def value(self, key: str) -> JsonValue:
        """The fact as written; it must be named."""
        if key not in self.values:
            message = f"`given.{key}` is missing"
            raise BadCase(message)
        return self.values[key]

    def mapping(self, key: str) -> JsonObject:
        """An object."""
        value = self.value(key)
        if not isinstance(value, dict):
            raise self._wrong(key, "an object")
        return value

    def objects(self, key: str) -> list[Given]:
        """A list of objects."""
        value = self.value(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list of objects")
        return [Given(self._as_object(key, one)) for one in value]

    def _as_object(self, key: str, value: JsonValue) -> JsonObject:
        if not isinstance(value, dict):
            raise self._wrong(key, "a list of objects")
        return value

    def refuse_unknown(self, where: str, known: frozenset[str]) -> None:
        """Refuse any key but the known ones."""
        _refuse_unknown(where, self.values, known)

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        """One of a list of words."""
        value = self.value(key)
        if not isinstance(value, str) or value not in choices:
            raise self._wrong(key, f"one of {', '.join(choices)}")
        return value

    def choices(self, key: str, choices: tuple[str, ...]) -> list[str]:
        """A list of words, each of those named."""
        value = self.value(key)
        if isinstance(value, list) and all(
            isinstance(one, str) and one in choices for one in value
        ):
            return [str(one) for one in value]
        raise self._wrong(key, f"a list of {', '.join(choices)}")

    def truth(self, key: str) -> bool:
        """True or false."""
        value = self.value(key)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def hours_or_none(self, key: str) -> float | None:
        """A number of hours, or null where there is none; it must be named."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value, int | float) or not is_number(value):
            raise self._wrong(key, "a number or null")
        if not 0 <= value <= MAX_HOURS:
            raise self._wrong(key, f"from 0 to {MAX_HOURS}")
        return value

    def whole(self, key: str, *, least: int = 0, most: int | None = None) -> int:
        """A whole number within bounds."""
        value = self.value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key, "a whole number")
        if value < least or (most is not None and value > most):
            raise self._wrong(key, f"from {least}" + ("" if most is None else f" to {most}"))
        return value

    def score(self, key: str) -> int:
        """A pain score, a whole number 0-10."""
        return self.whole(key, most=MAX_SCORE)

    def score_or_none(self, key: str) -> int | None:
        """A pain score, or null where none was given; it must be named."""
        return None if self.value(key) is None else self.score(key)

    def level_or_none(self, key: str) -> float | None:
        """A level of pain 0-10 that may lie between scores, or null; it must be named."""
        value = self.value(key)
        return None if value is None else self._level(key, value)

    def levels(self, key: str) -> list[float]:
        """A list of levels of pain."""
        value = self.value(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list of numbers")
        return [self._level(key, one) for one in value]

    def points(self, key: str) -> list[tuple[float, float]]:
        """A list of [day number, level of pain]."""
        value = self.value(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list of [day, score]")
        return [self._point(key, one) for one in value]

    def _point(self, key: str, value: JsonValue) -> tuple[float, float]:
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - a day and a score
            raise self._wrong(key, "a list of [day, score]")
        day, score = value
        if not isinstance(day, int | float) or not is_number(day):
            raise self._wrong(key, "a list of [day, score]")
        return day, self._level(key, score)

    def _level(self, key: str, value: JsonValue) -> float:
        if not isinstance(value, int | float) or not is_number(value):
            raise self._wrong(key, "a number")
        if not 0 <= value <= MAX_SCORE:
            raise self._wrong(key, f"from 0 to {MAX_SCORE}")
        return value

    def _wrong(self, key: str, must_be: str) -> BadCase:
        """The error for a fact that is not what it must be."""
        return BadCase(f"`given.{key}` must be {must_be}")


# --- what may be expected -------------------------------------------------------------------------


def one_of(choices: Iterable[str]) -> Expectation:
    """One of a list of words, the very same."""
    words = tuple(choices)
    return Expectation(
        accepts=lambda value: value in words,
        in_words=f"one of {', '.join(words)}",
        is_met=lambda expected, got: expected == got,
    )


RULE_IDS: Final = Expectation(
    accepts=lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    in_words="a list of rule ids",
    is_met=lambda expected, got: _as_set(expected) == _as_set(got),
)
"""Rule ids, the very same, in any order."""


def _as_set(value: JsonValue) -> frozenset[str]:
    return frozenset(str(one) for one in value) if isinstance(value, list) else frozenset()


TRUTH: Final = Expectation(
    accepts=lambda value: isinstance(value, bool),
    in_words="true or false",
    is_met=lambda expected, got: expected is got,
)
"""True or false."""

WHOLE_NUMBER: Final = Expectation(
    accepts=is_whole, in_words="a whole number", is_met=lambda expected, got: expected == got
)
"""A whole number, the very same."""


def number_or_null(tolerance: float = 0.0) -> Expectation:
    """A number within a tolerance, or null for "none"."""
    return Expectation(
        accepts=lambda value: value is None or is_number(value),
        in_words="a number or null",
        is_met=lambda expected, got: _agree(expected, got, tolerance),
    )


def _agree(expected: JsonValue, got: JsonValue, tolerance: float) -> bool:
    """Whether two numbers lie within a tolerance; null agrees with null only."""
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return abs(expected - got) <= tolerance
    return expected is None and got is None
