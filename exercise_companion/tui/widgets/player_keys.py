"""The keys of the player, in the order its key line shows them."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

PLAYER_BINDINGS: Final[list[BindingType]] = [
    Binding("enter", "start_now", "Start now", id="player.start", tooltip="Start the set now."),
    Binding("enter", "done", "Done", id="player.done", tooltip="I am done with this set."),
    Binding("enter", "save", "Save", id="player.save", tooltip="Save this set."),
    Binding("space", "pause", "Pause", id="player.pause", tooltip="Stop the clock."),
    Binding("space", "resume", "Go on", id="player.resume", tooltip="Go on."),
]

HURTS_BINDINGS: Final[list[BindingType]] = [
    Binding("h", "hurts", "It hurts", id="player.hurts", tooltip="It hurts: say how much."),
]
"""After "Stop", so that it is in sight in large mode, where nothing but the key line says it."""

PLAYER_LATER_BINDINGS: Final[list[BindingType]] = [
    Binding("r", "redo", "Again", id="player.redo", tooltip="Do this set again from its start."),
    Binding("b", "back", "Back", id="player.back", tooltip="Back to the instructions."),
    Binding(
        "plus,equals_sign",
        "change(1)",
        "More",
        key_display="+",
        id="player.more",
        tooltip="I did more.",
    ),
    Binding(
        "minus", "change(-1)", "Less", key_display="-", id="player.fewer", tooltip="I did less."
    ),
    Binding("right", "aside(1)", "More", id="player.right", tooltip="I did more.", show=False),
    Binding("left", "aside(-1)", "Less", id="player.left", tooltip="I did less.", show=False),
    Binding("a", "all", "All", id="player.all", tooltip="I did all of it."),
    Binding(
        "w",
        "next_amount",
        "What else",
        id="player.next",
        tooltip="Change the weight, or how long you held.",
    ),
    *(
        Binding(
            str(digit),
            f"digit({digit})",
            "Type how many",
            id=f"player.{digit}",
            tooltip="Type how many you did.",
            show=False,
        )
        for digit in range(10)
    ),
]
"""The keys that come after those every exercise screen has."""
