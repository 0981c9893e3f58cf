"""Whom to call: every number of the program in one place, and those the patient added."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from exercise_companion.core.emergency import CANNOT_CALL_FOR_YOU
from exercise_companion.tui.screens.base_page import Page
from exercise_companion.tui.widgets.actions import lines_of, lines_to_spare
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import can_draw
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.choice_dialog import Choice, ChoiceDialog
from exercise_companion.tui.widgets.form_dialog import Field, FormDialog
from exercise_companion.tui.widgets.headline import Outcome
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.layout import Layout
    from textual.widget import Widget

    from exercise_companion.core.views import ContactView

STAYS: Final = "It is shown last, as added by you. The emergency number stays as it is."
THERAPIST: Final = "Therapist"
"""The role of whom the plan is from."""
SHORT: Final = 9
"""Letters of a number that leave room beside them in a window of 80 columns."""

FIELDS: Final = (("name", "Who is it?"), ("phone", "The phone number"))


class ContactsScreen(Page):
    """The contacts, in the order they are given.

    Args:
        contacts: whom to call.
        away: whether the computer's clock has left the plan's country (H-08).

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add a number", id="contacts.add", tooltip="Add a number of your own."),
        Binding(
            "t",
            "take_away",
            "Take one away",
            id="contacts.take_away",
            tooltip="Take away a number that you added.",
        ),
        Binding(
            "w",
            "where",
            "Where I am",
            id="contacts.where",
            tooltip="Say which country you are in; it decides the emergency number.",
        ),
    ]

    class AddWanted(Message):
        """A number of the patient's own is to be kept."""

        def __init__(self, name: str, phone: str) -> None:
            super().__init__()
            self.name = name
            self.phone = phone

    class RemoveWanted(Message):
        """A number the patient added is to be taken away."""

        def __init__(self, own_id: int) -> None:
            super().__init__()
            self.own_id = own_id

    class WhereWanted(Message):
        """The patient wants to say which country they are in."""

    def __init__(self, contacts: tuple[ContactView, ...], *, away: bool = False) -> None:
        super().__init__()
        self.contacts = contacts
        self._away = away
        self._typed = ("",) * len(FIELDS)

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Contacts"

    @property
    def has_unsaved(self) -> bool:
        """Whether a number that was typed could not be taken."""
        return any(self._typed)

    def compose_body(self) -> ComposeResult:
        """One card for each."""
        yield from _cards(self.contacts)

    def compose_actions(self) -> ComposeResult:
        """Add a number, say where one is, and back."""
        yield BigChoice("Add a number", "a", id="add")
        if self._away:
            yield BigChoice("Where I am", "w", id="where")
        yield BigChoice("Back", "b", id="back")

    def pre_layout(self, layout: Layout) -> None:
        """Draw the numbers that are in sight as a whole so; the first is drawn in any case.

        Where the therapist's would not be among them, the others are written, and more are seen.
        """
        rows = list(self.query(ContactRow))
        for row in rows:
            row.write(plain=False)
        seen = self._rows_in_sight()
        drawn = seen if seen >= self._to_be_seen else 1
        for row in rows[max(1, drawn) :]:
            row.write(plain=True)
        super().pre_layout(layout)

    @property
    def _to_be_seen(self) -> int:
        """How many contacts there are down to the therapist."""
        roles = [one.role for one in self.contacts]
        return roles.index(THERAPIST) + 1 if THERAPIST in roles else 1

    def _rows_in_sight(self) -> int:
        """How many contacts are seen as a whole before anything is scrolled."""
        body = self.query_one("#body", Body)
        room = lines_to_spare(self) + lines_of(body) - body.gutter.height
        heights = (lines_of(one) + one.styles.margin.height for one in body.displayed_children)
        bottoms = zip(body.displayed_children, accumulate(heights), strict=True)
        gap = body.displayed_children[-1].styles.margin.bottom if body.displayed_children else 0
        return sum(isinstance(one, Card) and bottom - gap <= room for one, bottom in bottoms)

    def on_mount(self) -> None:
        """The keys scroll."""
        self.scroll_with_keys()

    async def show(self, contacts: tuple[ContactView, ...], said: str) -> None:
        """Show them as they are now, with what was done."""
        self.contacts, self._typed = contacts, ("",) * len(FIELDS)
        body = self.query_one("#body", Body)
        async with self.batch():
            await body.remove_children()
            await body.mount_all([Outcome(said), *_cards(contacts)])
        body.scroll_home(animate=False)
        self.refresh_bindings()

    @property
    def _own(self) -> Sequence[ContactView]:
        return [one for one in self.contacts if one.own_id is not None]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Taking away needs something that was added, and saying where one is a journey."""
        needed = {"take_away": bool(self._own), "where": self._away}
        return needed.get(action, True)

    async def choose(self, name: str) -> None:
        """Enter, Space or the mouse."""
        await self.run_action(name)

    def action_where(self) -> None:
        """Say which country one is in."""
        self.post_message(self.WhereWanted())

    # --- the patient's own numbers ----------------------------------------------------------

    def action_add(self) -> None:
        """Ask whose number it is, and the number."""
        self.clear_fault()
        fields = tuple(
            Field(name, label, typed)
            for (name, label), typed in zip(FIELDS, self._typed, strict=True)
        )
        dialog = FormDialog("A number of your own", fields, confirm="Save", lines=(STAYS,))
        self.app.push_screen(dialog, self._add)

    def _add(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None:
            self._typed = typed
            self.post_message(self.AddWanted(*typed))

    def action_take_away(self) -> None:
        """Ask which of the patient's own."""
        self.clear_fault()
        choices = tuple(
            Choice(str(number), f"{one.name}, {one.phone}", one.own_id)
            for number, one in enumerate(self._own, start=1)
        )
        dialog = ChoiceDialog("Which number is to go?", choices, way_out="Keep them all")
        self.app.push_screen(dialog, self._take_away)

    def _take_away(self, own_id: int | None) -> None:
        if own_id is not None:
            self.post_message(self.RemoveWanted(own_id))


class ContactRow(Horizontal):
    """Who it is, and the number beside it; a long one that is drawn stands below."""

    def __init__(self, contact: ContactView) -> None:
        long = "" if len(contact.phone) <= SHORT else "-long"
        super().__init__(
            Vertical(*_who(contact), classes="contact-who"),
            *([BigNumber(contact.phone)] if can_draw(contact.phone) else []),
            classes=f"contact-row {long}",
        )

    def write(self, *, plain: bool) -> None:
        """Write the number as text, or draw it."""
        beside = plain and not self.screen.has_class("-narrow")
        if beside != bool(self.styles.inline.has_rule("layout")):
            if beside:
                self.styles.layout = "horizontal"
            else:
                self.styles.clear_rule("layout")
            self.refresh(layout=True)
        for number in self.query_children(BigNumber):
            number.write(plain=plain)


def _cards(contacts: Iterable[ContactView]) -> Iterable[Widget]:
    yield Words(CANNOT_CALL_FOR_YOU, id="cannot-call", classes="soft")
    for contact in contacts:
        yield Card(
            ContactRow(contact),
            classes="-danger" if contact.role == "Emergency" else "",
        )


def _who(contact: ContactView) -> Iterable[Widget]:
    yield Words("   ".join(part for part in contact.who if part), classes="title")
    if contact.hours:
        closed = contact.open_now is False
        yield Words(contact.hours, classes="caution" if closed else "strong")
    if not can_draw(contact.phone):
        yield Words(contact.phone, classes="strong")
    if contact.what_for:
        yield Words(contact.what_for, classes="soft")
