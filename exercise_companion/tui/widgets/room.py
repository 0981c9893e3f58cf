"""How many cells there are for words, known before anything is laid out.

A scroll bar that may come and go is left out: what is chosen by the room there is must not change
because the choice itself lets one appear.
"""

from __future__ import annotations

from textual.widget import Widget


def cells_around(widget: Widget) -> int:
    """What is never its content's: padding, border, a scroll bar that always has its place."""
    bar = widget.styles.scrollbar_size_vertical
    stable = widget.styles.scrollbar_gutter == "stable"
    return widget.styles.gutter.width + (bar if stable else 0)


def fit_anew(widget: Widget) -> None:
    """Have the screen choose again what has room on it: something takes another room."""
    for one in widget.ancestors_with_self:
        if isinstance(one, Widget) and one.parent is widget.screen:
            one.refresh(layout=True)


def room_for(widget: Widget) -> int:
    """Cells for the content of something that has the whole width of all it stands in."""
    room = widget.app.size.width
    for one in reversed(widget.ancestors_with_self):
        if isinstance(one, Widget):
            most = one.styles.max_width
            if most is not None and most.is_cells:
                room = min(room, int(most.value))
            room -= cells_around(one)
    return max(1, room)
