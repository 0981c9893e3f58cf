"""What a session says, sounds and flashes, and when: one cue for every turn of a set.

A cue is never the only channel: what it says stands on the screen as well (design of the player:
seen, heard, felt as a flash). No cue holds a number that is not the therapist's dose or the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.dose import CHANGE_OVER_SECONDS
from exercise_companion.core.terms import on_your_side

if TYPE_CHECKING:
    from exercise_companion.core.dose import SetTarget, Step, Turn
    from exercise_companion.core.prompts import AskItemEffort, AskPain, Place, ShowIntro, ShowNotice

Tone = Literal["ready", "go", "count", "hold", "turn", "rest", "end", "ask"]
"""Which short sound: each kind of turn has its own."""

SPEAKING_PACE: Final = 2.2
"""Words a second of a clear, slow voice; for leaving enough time. Our decision."""

PLACE_SECONDS: Final = 8.0
"""Time to get into place after the last word of an introduction. Our decision."""

ANSWER_SECONDS: Final = 25.0
"""How long a question waits in a session that goes by itself before it counts as not answered,
which never counts as good (decisions C4). Our decision, needs sign-off."""

WAITS_FOR_ENTER: Final = "Press Enter when you are done."
"""Said and shown where nothing but the patient tells when a set is over."""

_COUNTED_DOWN: Final = 3
"""The last seconds of a stretch are counted down."""

_LONG_ENOUGH: Final = 8.0
"""A shorter stretch has no count-down: its words would run into each other."""

_WITHOUT_COUNT_DOWN: Final = frozenset({"rep", "release"})
_MINUTE: Final = 60
_HALF_WAY_FROM: Final = 120


@dataclass(frozen=True, slots=True)
class Cue:
    """One turn: what is said, which sound, and whether the screen flashes."""

    say: str
    """A plain sentence or a number; empty when there is only a sound."""
    tone: Tone | None = None
    flash: bool = False
    """A turn to be seen from the corner of the eye: another kind of step begins."""


def at_step(step: Step, target: SetTarget) -> Cue:
    """What is said when a step begins."""
    match step.kind:
        case "ready":
            return Cue(f"Get ready. {_which_set(target)}", "ready", flash=True)
        case "rep":
            return Cue(_rep_words(step, target), "count", flash=step.rep == 1)
        case "hold":
            return Cue(_hold_words(step, target), "hold", flash=True)
        case "release":
            return Cue("Let go.", "count")
        case "switch_side":
            return Cue(f"{step.instruction}.", "turn", flash=True)
        case "rest":
            return Cue(f"{_rest_words(step)} {_next_set(step, target)}", "rest", flash=True)
        case "work":
            says = WAITS_FOR_ENTER if step.seconds is None else f"{spoken_time(step.seconds)}."
            return Cue(f"Go. {says}", "go", flash=True)


def at_turn(turn: Turn) -> Cue:
    """What is said when a repetition turns, by its authored tempo."""
    return Cue(f"{turn.words}.", "count")


def at_second(step: Step, seconds_left: int) -> Cue | None:
    """What is said within a step, when so many whole seconds are left of it."""
    if step.seconds is None or step.kind in _WITHOUT_COUNT_DOWN or seconds_left >= step.seconds:
        return None
    if 0 < seconds_left <= _COUNTED_DOWN and step.seconds >= _LONG_ENOUGH:
        return Cue(str(seconds_left), "count")
    if step.kind == "work" and step.seconds >= _HALF_WAY_FROM:
        return _on_the_way(step.seconds, seconds_left)
    return None


def _on_the_way(seconds: float, left: int) -> Cue | None:
    if left == round(seconds / 2):
        return Cue(f"Half way. {spoken_time(left)} left.", "count")
    return Cue("One minute left.", "count") if left == _MINUTE else None


def at_end(target: SetTarget, *, last: bool) -> Cue:
    """What is said when the time of a set is over."""
    if last:
        return Cue("Done. That was the last set of this exercise.", "end", flash=True)
    side = on_your_side(target.side)
    return Cue(f"Set {target.set_number} of {target.sets} is done{side}.", "end")


def of_intro(prompt: ShowIntro) -> Cue:
    """An exercise read out: where it stands, how much, how it is done, when to stop."""
    item, place = prompt.item, prompt.place
    parts = [
        f"{_order(place)} {item.name}.",
        f"{item.spoken_dose}.",
        item.spoken_details,
        item.variant_instruction,
        item.setup,
        *item.steps,
        *item.stop_signs,
    ]
    return Cue(" ".join(part for part in parts if part), "ask", flash=True)


def _order(place: Place) -> str:
    word = "Exercise" if place.position == 1 else "Next, exercise"
    return f"{word} {place.position} of {place.of}:"


def intro_seconds(cue: Cue) -> float:
    """How long an introduction stays before the exercise begins by itself.

    At least the change-over of clinical-spec 4.1; longer when its words need longer.
    """
    words = len(cue.say.split())
    return max(CHANGE_OVER_SECONDS, round(words / SPEAKING_PACE + PLACE_SECONDS))


def of_pain(prompt: AskPain) -> Cue:
    """The pain question read out, and what silence means (decisions C4)."""
    places = " and ".join(one.label.lower() for one in prompt.sites)
    return Cue(
        f"{prompt.about}: {places}. Give a number from 0 to 10, or press M for no more than"
        " before. Without an answer it is asked again at the end.",
        "ask",
        flash=True,
    )


def of_item_effort(prompt: AskItemEffort) -> Cue:
    """How hard an exercise was, read out."""
    return Cue(f"How hard was it, from 0 to 10? {prompt.planned}", "ask", flash=True)


def of_notice(prompt: ShowNotice) -> Cue:
    """What a rule says, read out."""
    return Cue(" ".join((f"{prompt.title}.", *prompt.lines)), "ask", flash=True)


PAUSED: Final = Cue("Paused. Press the space bar to go on.", "rest", flash=True)
"""A key or a click stopped a session that goes by itself."""

TRIAL: Final = Cue("This is how the exercises are read out. Hold. 1 of 8. Rest.", "go")
"""What is said and sounded when the patient switches a voice or sounds on."""

COME_TO_THE_SCREEN: Final = Cue(
    "The exercises are over. Please come to the screen for the last questions.", "ask", flash=True
)


# --- words --------------------------------------------------------------------------------------


def _which_set(target: SetTarget) -> str:
    return f"Set {target.set_number} of {target.sets}{on_your_side(target.side)}."


def _next_set(step: Step, target: SetTarget) -> str:
    side = on_your_side(target.side)
    return f"Then set {step.set_number} of {step.sets}{side}."


def _rest_words(step: Step) -> str:
    return "Rest." if step.seconds is None else f"Rest for {spoken_time(step.seconds)}."


def _rep_words(step: Step, target: SetTarget) -> str:
    """The number, and the side where it changes at every movement."""
    if target.side == "alternate":
        return f"{step.side.upper()}. {step.rep}"
    return f"Go. {step.rep}" if step.rep == 1 else str(step.rep)


def _hold_words(step: Step, target: SetTarget) -> str:
    side = f" {step.side.upper()}." if target.side == "alternate" else ""
    of = f" {step.rep} of {step.reps}." if (step.reps or 1) > 1 else ""
    return f"Hold.{side}{of}"


def spoken_time(seconds: float) -> str:
    """A time in words for reading aloud: "1 minute 30 seconds"."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    parts = []
    if minutes:
        parts.append(f"{minutes} minute{'' if minutes == 1 else 's'}")
    if rest or not minutes:
        parts.append(f"{rest} second{'' if rest == 1 else 's'}")
    return " ".join(parts)
