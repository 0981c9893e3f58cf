"""How much of a set was done: counted by the clock, mended by the patient before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.dose import PAUSES
from exercise_companion.core.dose_words import POUNDS_PER_KG
from exercise_companion.core.prompts import DidSet

if TYPE_CHECKING:
    from exercise_companion.core.dose import SetTarget, Step, StepKind
    from exercise_companion.core.dose_words import Units

Unit = Literal["reps", "left_reps", "right_reps", "seconds", "hold_seconds", "metres", "kg", "lb"]
"""What an amount is measured in. Seconds are of the whole set, hold seconds of each hold; where
the sides alternate, each is counted for itself (H-13)."""

_SIDES: Final[frozenset[Unit]] = frozenset({"left_reps", "right_reps"})
_UNITLESS: Final[frozenset[Unit]] = frozenset({"reps", "left_reps", "right_reps"})
_COUNTED: Final[frozenset[Unit]] = frozenset({*_UNITLESS, "seconds", "metres"})

MINUTE: Final = 60

LIKELY_TIMES: Final = 2
"""More than so many times what was asked is asked back (H-20)."""

_HARDLY: Final = 1
"""So many repetitions, or seconds, of a set have hardly begun it. Our decision."""

_NOT_OVER: Final[frozenset[StepKind]] = frozenset({"hold", "release"})
"""While these run, the repetition they belong to does not count yet."""

_STEP: Final[dict[Unit, float]] = {
    "reps": 1,
    "left_reps": 1,
    "right_reps": 1,
    "seconds": 5,
    "hold_seconds": 1,
    "metres": 10,
    "kg": 0.5,
    "lb": 1,
}
"""How much one press changes."""

_MOST: Final[dict[Unit, float]] = {
    "reps": 999,
    "left_reps": 999,
    "right_reps": 999,
    "seconds": 9999,
    "hold_seconds": 999,
    "metres": 99_999,
    "kg": 200,
    "lb": 440,
}

_DECIMALS: Final = 2
"""So that more and then less is again what was asked."""

_NAMES: Final[dict[Unit, str]] = {
    "reps": "repetitions",
    "left_reps": "left side",
    "right_reps": "right side",
    "seconds": "time",
    "hold_seconds": "each hold",
    "metres": "distance",
    "kg": "weight",
    "lb": "weight",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """One thing a set is measured in: what was done beside what was asked."""

    unit: Unit
    target: float
    done: float
    digits: int | None = None
    """What has been typed of it so far: the next digit is appended."""
    on_record: float = 0
    """So much of it is on record: it is never less."""

    @property
    def name(self) -> str:
        """What it is: "weight"."""
        return _NAMES[self.unit]

    @property
    def short_name(self) -> str:
        """The same for a small choice: "Weight", "Hold"."""
        return "Hold" if self.unit == "hold_seconds" else self.name.capitalize()

    @property
    def words(self) -> str:
        """What was done, with its unit (H-14)."""
        return amount_words(self.unit, self.done)

    @property
    def target_words(self) -> str:
        """What was asked, with its unit."""
        return amount_words(self.unit, self.target)

    @property
    def is_as_asked(self) -> bool:
        """Whether as much was done as was asked."""
        return self.done == self.target

    @property
    def is_likely(self) -> bool:
        """Whether it is not far more than was asked."""
        return self.done <= LIKELY_TIMES * self.target

    @property
    def beside_what_was_asked(self) -> str:
        """It and what was asked: "17 instead of 8", "weight 20 kg instead of 2 kg"."""
        name = "" if self.unit in {"reps", "seconds", "metres"} else f"{self.name} "
        return f"{name}{self.words} instead of {self.target_words}"

    def changed(self, by: int) -> Amount:
        """More or less, one step of its unit at a time; never nothing, but of one side."""
        return self._with(self.done + by * _STEP[self.unit])

    def typed(self, digit: int) -> Amount:
        """A typed digit: the first replaces the number, the next are appended.

        Of what is counted 0 is none of it.
        """
        digits = int(min((self.digits or 0) * 10 + digit, _MOST[self.unit]))
        if not digits and self.unit in _COUNTED:
            return replace(self, done=0, digits=0)
        return replace(self._with(digits), digits=digits)

    def as_asked(self) -> Amount:
        """As much as was asked."""
        return replace(self, done=self.target, digits=None)

    def _with(self, number: float) -> Amount:
        some = 0.0 if self.unit in _SIDES else min(1.0, _STEP[self.unit], self.target)
        least = max(some, self.on_record)
        done = round(min(_MOST[self.unit], max(least, number)), _DECIMALS)
        return replace(self, done=done, digits=None)


@dataclass(frozen=True, slots=True)
class Actuals:
    """Everything a set is measured in, and which of it is being mended."""

    amounts: tuple[Amount, ...]
    """At least one; the first is what the clock counted."""
    at: int = 0

    @property
    def marked(self) -> Amount:
        """The amount that the keys change."""
        return self.amounts[self.at]

    @property
    def following(self) -> Amount | None:
        """The amount that `next` would mark; None when there is only one."""
        return self.next().marked if len(self.amounts) > 1 else None

    @property
    def counted(self) -> tuple[Amount, ...]:
        """What the clock counts: one amount, or one for each side."""
        return tuple(one for one in self.amounts if one.unit in _COUNTED)

    @property
    def words(self) -> str:
        """What was counted, and what else was not as asked: "8, weight 2 kg", "left 8, right 7"."""
        first, *_ = self.amounts
        sides = [side_words(one.unit, int(one.done)) for one in self.counted]
        counted = sides if first.unit in _SIDES else [first.words]
        others = self.amounts[len(counted) :]
        mended = (f"{one.name} {one.words}" for one in others if not one.is_as_asked)
        return ", ".join((*counted, *mended))

    @property
    def is_none(self) -> bool:
        """Whether none of it was done, as was typed."""
        return bool(self.counted) and not any(one.done for one in self.counted)

    @property
    def unlikely_words(self) -> str | None:
        """What is far more than was asked: it is asked back (H-20); None where nothing is."""
        found = (one.beside_what_was_asked for one in self.amounts if not one.is_likely)
        return next(found, None)

    @property
    def is_as_asked(self) -> bool:
        """Whether all of it is as asked."""
        return all(one.is_as_asked for one in self.amounts)

    def reaches(self, least: int) -> bool:
        """Whether it is that much, on each side: a hold that is not over is not a whole one."""
        held = (one for one in self.amounts if one.unit == "hold_seconds")
        whole = all(one.done >= one.target for one in held)
        return whole and all(one.done >= least for one in self.counted)

    def next(self) -> Actuals:
        """Mark the next amount."""
        return replace(self, at=(self.at + 1) % len(self.amounts))

    def changed(self, by: int) -> Actuals:
        """More or less of the marked amount; never none of it all."""
        changed = self._with(self.marked.changed(by))
        return self if changed.is_none else changed

    def typed(self, digit: int) -> Actuals:
        """A digit for the marked amount."""
        return self._with(self.marked.typed(digit))

    def entered(self) -> Actuals:
        """The same; the next digit that is typed begins another number."""
        return self._with(replace(self.marked, digits=None))

    def with_on_record(self, done: float) -> Actuals:
        """The same where so much of what the clock counts is on record."""
        return self._with(replace(self.marked, on_record=done))

    def as_asked(self) -> Actuals:
        """All of it as asked."""
        return replace(self, amounts=tuple(one.as_asked() for one in self.amounts))

    def reply(self) -> DidSet:
        """The set as it is recorded. Stored is SI; a weight left alone stays what was asked."""
        did = DidSet()
        for one in self.amounts:
            did = _recorded(did, one)
        return did

    def _with(self, amount: Amount) -> Actuals:
        amounts = (*self.amounts[: self.at], amount, *self.amounts[self.at + 1 :])
        return replace(self, amounts=amounts)


def _recorded(did: DidSet, amount: Amount) -> DidSet:
    match amount.unit:
        case "reps":
            return replace(did, reps=int(amount.done))
        case "left_reps":
            return replace(did, left_reps=int(amount.done))
        case "right_reps":
            return replace(did, right_reps=int(amount.done))
        case "seconds" | "hold_seconds":
            return replace(did, seconds=int(amount.done))
        case "metres":
            return replace(did, metres=int(amount.done))
        case "kg":
            return did if amount.is_as_asked else replace(did, load_kg=amount.done)
        case "lb":
            kilograms = round(amount.done / POUNDS_PER_KG, 2)
            return did if amount.is_as_asked else replace(did, load_kg=kilograms)


def amount_words(unit: Unit, number: float) -> str:
    """A number with its unit; repetitions carry none."""
    if unit in _UNITLESS:
        return f"{number:g}"
    if unit in {"seconds", "hold_seconds"}:
        return time_words(int(number))
    return f"{number:g} {'m' if unit == 'metres' else unit}"


def time_words(seconds: int) -> str:
    """A time with its unit (H-14): "45 s", "4 min", "4 min 5 s"."""
    minutes, rest = divmod(seconds, MINUTE)
    parts = (f"{minutes} min" if minutes else "", f"{rest} s" if rest or not minutes else "")
    return " ".join(part for part in parts if part)


def actuals_so_far(
    target: SetTarget, step: Step | None, seconds_done: float, units: Units = "metric"
) -> Actuals | None:
    """How far a set has come by the clock.

    A repetition counts when it begins: nobody sees how much of it was done. A hold counts when it
    has run to its end, as its seconds are known: more holding than there was is never on record.
    Of the first hold, where none has ended yet, it is its own seconds that count.

    Args:
        target: what the set asks.
        step: where the clock is; None when it has run out, which means all of it.
        seconds_done: how long that step has run.
        units: how a weight is shown.

    Returns:
        None when the set is not measured in anything.

    """
    held = _held(target, _first_hold(target, step, seconds_done))
    amounts = (*_counted(target, step, seconds_done), *held, *_loaded(target, units))
    return Actuals(amounts) if amounts else None


def cut_short(
    target: SetTarget, step: Step | None, seconds_done: float, units: Units = "metric"
) -> DidSet | None:
    """What is on record of a set when something else comes while it runs (H-17).

    Nothing where it had hardly begun, by its first repetition of several or its first second: then
    it is still to do. Of a distance that is under way nobody knows how far it came.

    Args:
        target: what the set asks.
        step: where the clock is; None when it has run out.
        seconds_done: how long that step has run.
        units: how a weight is shown.

    """
    if step is not None and step.kind in PAUSES:
        return None
    so_far = actuals_so_far(target, step, seconds_done, units)
    if so_far is None or any(one.unit == "metres" for one in so_far.amounts):
        return None
    return so_far.reply() if _has_begun(so_far) else None


def _has_begun(so_far: Actuals) -> bool:
    """Whether there is more than the first repetition of several, or than a second."""
    done = sum(one.done for one in so_far.counted)
    asked = sum(one.target for one in so_far.counted)
    for one in so_far.amounts:
        if one.unit == "hold_seconds":
            done, asked = done * one.done, asked * one.target
    return done >= min(asked, _HARDLY + 1)


def _counted(target: SetTarget, step: Step | None, seconds_done: float) -> tuple[Amount, ...]:
    """What the clock counts: repetitions, else time, else (uncounted) distance."""
    if target.reps is not None and target.side == "alternate":
        left, right = _sides_reached(step, target.reps)
        return (
            Amount("left_reps", target.reps, left or int(not right)),
            Amount("right_reps", target.reps, right),
        )
    if target.reps is not None:
        return (_amount("reps", target.reps, _reps_reached(step, target.reps)),)
    if target.seconds is not None:
        done = target.seconds if step is None else seconds_done
        return (_amount("seconds", target.seconds, done),)
    if target.metres is not None:
        return (_amount("metres", target.metres, target.metres),)
    return ()


def _amount(unit: Unit, target: int, done: float) -> Amount:
    return Amount(unit, target, max(1, int(done)))


def _reps_reached(step: Step | None, target: int) -> int:
    if step is None:
        return target
    return (step.rep or 0) - (step.kind in _NOT_OVER)


def _sides_reached(step: Step | None, target: int) -> tuple[int, int]:
    """How far each side has come: the left one begins every pair (`dose.set_steps`)."""
    if step is None:
        return target, target
    before = (step.rep or 1) - 1
    done = before + (step.kind not in _NOT_OVER)
    return (done, before) if step.side == "left" else (before + 1, done)


def side_words(unit: Unit, done: int) -> str:
    """A side and its count: "left 4"."""
    return f"{'left' if unit == 'left_reps' else 'right'} {done}"


def _first_hold(target: SetTarget, step: Step | None, seconds_done: float) -> float | None:
    """How long the hold that runs has been held, where none before it has ended; else None."""
    if target.reps is None or step is None or step.kind != "hold":
        return None
    sides = _sides_reached(step, target.reps) if target.side == "alternate" else ()
    return None if any(sides) or (step.rep or 1) > 1 else seconds_done


def _held(target: SetTarget, first: float | None) -> tuple[Amount, ...]:
    """The seconds of each hold, where repetitions are held; of the first alone its own."""
    if target.reps is None or target.seconds is None:
        return ()
    if first is None:
        return (Amount("hold_seconds", target.seconds, target.seconds),)
    return (_amount("hold_seconds", target.seconds, first),)


def _loaded(target: SetTarget, units: Units) -> tuple[Amount, ...]:
    if target.load_kg is None:
        return ()
    imperial = units == "imperial"
    shown = round(target.load_kg * POUNDS_PER_KG, 1) if imperial else target.load_kg
    return (Amount("lb" if imperial else "kg", shown, shown),)
