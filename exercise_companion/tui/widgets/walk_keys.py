"""The keys of a walk, in the order its key line shows them."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

WALK_BINDINGS: Final[list[BindingType]] = [
    Binding("enter", "start_now", "Start now", id="walk.start", tooltip="Start this part now."),
    Binding("enter", "done", "Done", id="walk.done", tooltip="I am done with this part."),
    Binding("enter", "save", "Save", id="walk.save", tooltip="Save this part."),
    Binding("l", "legs", "Legs", id="walk.legs", tooltip="My legs feel it: say how they are."),
    Binding("o", "out", "I was out", id="walk.out", tooltip="I did it away from here: type it in."),
    Binding("space", "pause", "Pause", id="walk.pause", tooltip="Stop the clock."),
    Binding("space", "resume", "Go on", id="walk.resume", tooltip="Go on."),
]

WALK_LATER_BINDINGS: Final[list[BindingType]] = [
    Binding("f", "finish", "End", id="walk.end", tooltip="End it here for today."),
    Binding("b", "back", "Back", id="walk.back", tooltip="Back to the instructions."),
    Binding(
        "plus,equals_sign",
        "change(1)",
        "More",
        key_display="+",
        id="walk.more",
        tooltip="It was more.",
    ),
    Binding("a", "all", "All", id="walk.all", tooltip="I did all of it."),
    Binding(
        "minus", "change(-1)", "Less", key_display="-", id="walk.fewer", tooltip="It was less."
    ),
]
"""The keys that come after those every exercise screen has."""
