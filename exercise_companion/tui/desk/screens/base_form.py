"""What the pages with one form have in common: its fields, and the problems at them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_pages import in_order_from, page_of
from exercise_companion.core.form_edit import tidied, with_field
from exercise_companion.tui.desk.messages import Edit, Go
from exercise_companion.tui.desk.panes.pages_line import PAGE_LINES
from exercise_companion.tui.desk.screens.base import BACK, PAGES, DeskScreen
from exercise_companion.tui.widgets.field_form import FieldForm
from exercise_companion.tui.widgets.top_bar import TopBar
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.app import ComposeResult

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.draft_pages import Page
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.tui.desk.sheet import Sheet
    from exercise_companion.tui.widgets.field_row import FieldRow


_GAPS: Final = frozenset({"V-02", "V-29"})
"""Codes of what is not there yet: the empty field says so itself."""


class FormScreen(DeskScreen):
    """A page with a form.

    Args:
        today: the day from which dates are counted.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "mend",
            "Mend",
            id="page.problems",
            tooltip="The next field that has to be filled in or mended, on any page.",
        ),
        *PAGES,
        BACK,
    ]

    key_lines = PAGE_LINES

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self._wanted: JsonPath | None = ()

    def fields(self, draft: Draft) -> tuple[Field, ...]:
        """The fields of the page."""
        raise NotImplementedError

    def not_passed_by(self) -> list[JsonPath]:
        """Fields that may stay empty, and are led through all the same."""
        return []

    def changed(self, draft: Draft, field: Field, value: JsonValue) -> Draft:
        """The draft with a field of the page filled in."""
        return with_field(draft, field, value)

    def value(self, draft: Draft, field: Field) -> JsonValue:
        """What a field of the page holds."""
        return value_at(draft, field.path)

    def place(self, draft: Draft, path: JsonPath) -> JsonPath:  # noqa: ARG002 - for those who need it
        """Where the form has a place of the file."""
        return path

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The page that is in sight is not gone to."""
        if action == "go" and parameters[0] == self.page:
            return False
        return super().check_action(action, parameters)

    def compose_desk(self) -> ComposeResult:
        """The form."""
        yield FieldForm(self.today, id="form")
        yield Words("", id="allowed", classes="soft")
        yield Words("", id="field-about", classes="-empty")

    def update_sheet(self, sheet: Sheet) -> None:
        """Values, and what is wrong with them."""
        form = self.query_one(FieldForm)
        form.show(
            self.fields(sheet.draft),
            lambda field: self.value(sheet.draft, field),
            self._wrong_at(sheet),
            sheet.history.turn,
        )
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.call_after_refresh(self._give_focus, wanted)

    def _wrong_at(self, sheet: Sheet) -> dict[JsonPath, list[Problem]]:
        """The problems by their place in the form."""
        found: dict[JsonPath, list[Problem]] = {}
        for path, problems in sheet.wrong_at().items():
            found.setdefault(self.place(sheet.draft, path), []).extend(problems)
        return found

    def go_to(self, path: JsonPath) -> None:
        """Give the focus to the field at a place, as soon as there is one."""
        self._wanted = path
        if self.is_mounted and self.sheet is not None and self.query(TopBar):
            self.show_sheet(self.sheet)

    def _give_focus(self, path: JsonPath) -> None:
        form = self.query_one(FieldForm)
        place = self.place(self.sheet.draft, path) if self.sheet is not None else path
        if not (path and form.go_to(place)):
            form.go_first(self._left())
            self._explain(form)

    def _left(self) -> list[JsonPath] | None:
        """What is left to fill in or mend on this page; None while nothing was checked."""
        if self.sheet is None or self.sheet.report is None:
            return None
        return [*self._errors(self.page), *self.not_passed_by()]

    def on_field_row_entered(self, message: FieldRow.Entered) -> None:
        """Say what the field allows, where there is no room beside it, and what it does."""
        message.stop()
        self.query_one("#allowed", Words).say(message.field.hint)
        about = self.query_one("#field-about", Words)
        about.say(message.field.about)
        about.set_class(not message.field.about, "-empty")

    def unsaid(self) -> Iterator[Edit]:
        """What was typed last."""
        draft = self.sheet.draft if self.sheet is not None else None
        form = self.query_one(FieldForm)
        for field, value in form.unsaid(lambda one: self.value(draft, one)) if draft else ():
            yield self._edit(field, value)

    def _edit(self, field: Field, value: JsonValue) -> Edit:
        return Edit(lambda draft: self.changed(draft, field, value), field.path)

    def on_field_form_edited(self, message: FieldForm.Edited) -> None:
        """A field was filled in."""
        message.stop()
        self.post_message(self._edit(message.field, message.value))

    def on_field_form_at_end(self) -> None:
        """Enter in the last field: done here."""
        self.action_back()

    def action_mend(self) -> None:
        """The next field that has to be filled in or mended: behind this one, then elsewhere."""
        here = self.page or "items"
        with_errors = {page_of(path) for path in self._errors()}
        form = self.query_one(FieldForm)
        if form.go_behind([*self._errors(here), *self.not_passed_by()]):
            self._explain(form)
            return
        after = in_order_from(here)[1:]
        page = next((page for page in after if page in with_errors), None)
        if page is None and here in with_errors:
            form.go_first(self._errors(here))
            self._explain(form)
        else:
            self.edit(tidied)
            self.post_message(Go(page or "items"))

    def _explain(self, form: FieldForm) -> None:
        """Say what is wrong with a part whose nearest field has the keys: no field says it."""
        row = form.row_with_keys
        report = self.sheet.report if self.sheet is not None else None
        if self.sheet is None or report is None or row is None:
            return
        for each in report.errors:
            place = self.place(self.sheet.draft, each.path)
            is_of_a_part = each.code not in _GAPS and place not in form.places
            if is_of_a_part and form.row_at(place) is row:
                self.tell(each.what)
                in_sight = partial(row.scroll_visible, animate=False)
                self.call_later(self.call_after_refresh, in_sight)  # what is said takes room
                return

    def _errors(self, page: Page | None = None) -> list[JsonPath]:
        """Where something is wrong, on one page or on all."""
        if self.sheet is None or self.sheet.report is None:
            return []
        draft, errors = self.sheet.draft, self.sheet.report.errors
        places = [self.place(draft, each.path) for each in errors]
        return [path for path in places if page in {None, page_of(path)}]

    def action_go(self, place: str) -> None:
        """To another form; nothing empty is left behind."""
        self.edit(tidied)
        super().action_go(place)

    def action_back(self) -> None:
        """Leave nothing empty behind."""
        self.edit(tidied)
        super().action_back()
