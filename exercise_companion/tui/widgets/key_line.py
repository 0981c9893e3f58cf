"""The line at the bottom that always says what the keys do, and can be clicked."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.binding import ActiveBinding
    from textual.screen import Screen

GAP: Final = 3
TIGHT: Final = 2
"""Cells between two entries; keys whose labels gave way stand closer together."""

WRONG: Final = "app.wrong"
STOP: Final = "item.stop"
HELP: Final = "app.help"
HELP_ALWAYS: Final = "app.help_always"
"""Opens help also where the other key is a letter."""
HELPS: Final = frozenset({HELP, HELP_ALWAYS})
KEPT: Final = HELPS | {WRONG, STOP}
"""Ids of bindings that stay when the window is too narrow for all of them."""

HURTS: Final = frozenset({"player.hurts"})
"""Kept by every screen of a session on which no choice says it: pain can be told at any time."""

ROOMY_WIDTH: Final = 60
"""Cells of a line in which a key of help that is no sign has its word, too."""

SHORT: Final = {"player.hurts": "Hurts"}
"""Words that still say it where those of the binding would push out the word of "Stop"."""

PLAYER: Final = HURTS | {f"player.{name}" for name in ("start", "done", "save", "pause", "resume")}
"""Kept where no choice above the key line says what else can be done."""


class Hint(NamedTuple):
    """One entry: `N No`."""

    id: str
    key: str
    label: str
    """Empty where there is room for the key only."""
    grouped: bool = False
    """The binding is in a group: it is the point of its screen and stays in a narrow window."""
    gap: int = GAP
    """Cells behind it."""

    @property
    def text(self) -> str:
        """As it is shown."""
        return f"{self.key} {self.label}".rstrip()

    @property
    def bare(self) -> Hint:
        """The key alone."""
        return self._replace(label="")

    @property
    def short(self) -> Hint:
        """In fewer letters, and closer to the next one."""
        return self._replace(label=SHORT.get(self.id, self.label), gap=TIGHT)


class KeyLine(Widget):
    """What the keys do on this screen, taken from the bindings that work right now.

    When the line is too short, entries give way from the right. "Something is wrong" always
    stays; so do the keys of a group, such as the answers to a question.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Hint] = []

    def on_mount(self) -> None:
        """Follow the bindings as focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        if self.hints != self._shown:
            self.refresh()

    @property
    def hints(self) -> list[Hint]:
        """The entries that fit, in the order they are shown."""
        width, lines = self.content_size
        kept: frozenset[str] = getattr(self.screen, "keys_kept", frozenset())  # a dialog has none
        return fitting(self.entries(), width, max(1, lines), kept)

    def entries(self) -> list[Hint]:
        """Every entry there is to show."""
        hints = _hints(self.screen.active_bindings)
        return hints + self._always(hints)

    def _always(self, hints: list[Hint]) -> list[Hint]:
        """Keys that come before a field for typing are left out by Textual while one is used.

        The key of help that is no letter is named where the other one does not work.
        """
        there = {hint.id for hint in hints}
        bare = HELP_ALWAYS if self.content_size.width < ROOMY_WIDTH else None
        return [
            Hint(
                binding.id,
                binding.key_display or binding.key,
                "" if binding.id == bare else binding.description,
            )
            for binding in self.app.BINDINGS
            if isinstance(binding, Binding) and binding.priority and binding.id
            if binding.show or (binding.id == HELP_ALWAYS and HELP not in there)
            if binding.id not in there
            if self.app.check_action(binding.action, ())
        ]

    def render(self) -> Content:
        """Key bold, label plain."""
        self._shown = self.hints
        rows = _rows(self._shown, self.content_size.width)
        return Content("\n").join(_drawn(row) for row in rows)

    async def on_click(self, event: events.Click) -> None:
        """A click on an entry does what its key does."""
        event.stop()
        at, y = event.x - self.gutter.left, event.y - self.gutter.top
        for row in _rows(self.hints, self.content_size.width)[y : y + 1]:
            for start, hint in _placed(row):
                if start <= at < start + len(hint.text):
                    await self._run(hint)

    async def _run(self, hint: Hint) -> None:
        for active in self.screen.active_bindings.values():
            if active.binding.id == hint.id and active.enabled:
                await self.app.run_action(active.binding.action, active.node)
                return
        for binding in self.app.BINDINGS:
            if isinstance(binding, Binding) and binding.id == hint.id:
                await self.app.run_action(binding.action)


def _hints(bindings: dict[str, ActiveBinding]) -> list[Hint]:
    hints: dict[str, Hint] = {}
    for active in bindings.values():
        binding = active.binding
        if binding.show and binding.id and active.enabled and binding.id not in hints:
            key = binding.key_display or _shown_key(binding.key)
            hints[binding.id] = Hint(
                binding.id, key, binding.description, grouped=binding.group is not None
            )
    own = [hint for hint in hints.values() if not hint.id.startswith("app.")]
    general = [hint for hint in hints.values() if hint.id.startswith("app.")]
    return own + general


def _shown_key(key: str) -> str:
    return key.upper() if len(key) == 1 else key.capitalize()


def fitting(
    hints: list[Hint], width: int, lines: int = 1, also: frozenset[str] = frozenset()
) -> list[Hint]:
    """The entries that fit into so many lines of a width, in cells; `!` stays in any case.

    Args:
        hints: every entry.
        width: of a line, in cells.
        lines: how many there are. In two no choice stands above them.
        also: ids of what stays on this screen as long as it can.

    """
    shown = hints
    for shown in _ever_shorter(hints, KEPT | also | (PLAYER if lines > 1 else frozenset())):
        if _fits(shown, width, lines):
            break
    return _filled_up(shown, hints, width, lines)


def _fits(hints: list[Hint], width: int, lines: int) -> bool:
    rows = _rows(hints, width)
    return len(rows) <= lines and all(_width(row) <= width for row in rows)


def _filled_up(shown: list[Hint], hints: list[Hint], width: int, lines: int) -> list[Hint]:
    """With what gave way before something longer did and has room after all, in its place.

    Where even Help had to give up its word, the line is full.
    """
    if any(hint.id in HELPS and hint not in shown for hint in hints):
        return shown
    kept = {hint.id: hint for hint in shown}
    for hint in hints:
        with_it = kept | {hint.id: hint}
        fuller = [with_it[one.id] for one in hints if one.id in with_it]
        if hint.id not in kept and _fits(fuller, width, lines):
            kept, shown = with_it, fuller
    return shown


def _rows(hints: list[Hint], width: int) -> list[list[Hint]]:
    """The entries in as many lines as they take, each as full as it may be."""
    rows: list[list[Hint]] = [[]]
    for hint in hints:
        if rows[-1] and _width([*rows[-1], hint]) > width:
            rows.append([])
        rows[-1].append(hint)
    return rows


def _drawn(row: list[Hint]) -> Content:
    line = Content("")
    for at, hint in _placed(row):
        line = line.pad_right(at - len(line))
        line = line.append(Content.assemble((hint.key, "bold"), hint.text[len(hint.key) :]))
    return line


def _ever_shorter(hints: list[Hint], kept: frozenset[str]) -> Iterator[list[Hint]]:
    """What gives way, the least needed first: whole entries, then words, then Help."""
    shown = list(hints)
    yield shown
    for hint in reversed(hints):
        if not hint.grouped and hint.id not in kept:
            shown = [other for other in shown if other is not hint]
            yield shown
    shown = [hint.bare if hint.grouped and len(hint.key) == 1 else hint for hint in shown]
    yield shown
    yield [hint.bare if hint.id in KEPT - {WRONG, STOP} else hint for hint in shown]
    without_help = [hint for hint in shown if hint.id not in HELPS]
    yield without_help
    yield [hint.short for hint in without_help]
    bare = [hint.bare if hint.id in KEPT - {WRONG} else hint for hint in shown]
    yield bare
    yield [hint for hint in bare if hint.id not in HELPS]
    shown = [hint for hint in shown if hint.grouped or hint.id == WRONG]
    yield shown
    yield [hint if hint.id == WRONG else hint.bare for hint in shown]


def _placed(hints: list[Hint]) -> Iterator[tuple[int, Hint]]:
    """Where each entry starts, in cells."""
    at = 0
    for hint, after in zip_longest(hints, hints[1:]):
        yield at, hint
        close = after is not None and not hint.label and not after.label
        at += len(hint.text) + (1 if close else hint.gap)


def _width(hints: list[Hint]) -> int:
    return max((at + len(hint.text) for at, hint in _placed(hints)), default=0)
