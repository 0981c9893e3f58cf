"""The use cases of the pages that can be opened at any time, while exercise is locked too (7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import (
    late,
    learning,
    locating,
    measures,
    noting,
    paper,
    phone_book,
    remembering,
)
from exercise_companion.core.whereabouts import IsIn
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.companion.diary import Scores
    from exercise_companion.companion.footing import Footing
    from exercise_companion.core.clearing_prompts import Told
    from exercise_companion.core.history_view import DayView, HistoryPage
    from exercise_companion.core.late_entry import LateExercise
    from exercise_companion.core.page_views import CardView, GoalsView, NotesView
    from exercise_companion.core.paper import PaperLine
    from exercise_companion.core.prompts import AskPain
    from exercise_companion.core.terms import Moment
    from exercise_companion.core.views import ContactView
    from exercise_companion.core.walk_prompts import AskWalk
    from exercise_companion.core.walk_questions import WalkAnswers
    from exercise_companion.core.whereabouts import AskWhereabouts, Whereabouts


class Lookups:
    """Contacts, goals, cards and the diary; `Companion` adds everything else."""

    _footing: Footing

    def contacts(self) -> tuple[ContactView, ...]:
        """Whom to call (see `phone_book`); the emergency number, where nothing can be read."""
        context = self._footing.context
        is_known = context is not None and (self._footing.is_readable or context.program)
        return phone_book.contacts(context if is_known else None)

    def where(self) -> AskWhereabouts | None:
        """Where the patient may be, to say it or to change it; None at home (see `locating`)."""
        context = self._footing.context
        return locating.question(context) if context is not None else None

    def say_where(self, place: Whereabouts) -> Told | None:
        """Keep where the patient is; the emergency number that follows (see `locating`)."""
        return locating.keep(self._require_context(), IsIn(place))

    def known_key(self) -> str:
        """The code of the key whose programs are taken here; empty while none is known."""
        context = self._readable()
        known = context.store.trusted_key() if context is not None else None
        return known.key_id if known is not None else ""

    def add_contact(self, name: str, phone: str) -> None:
        """Keep a number the patient adds (see `phone_book`)."""
        phone_book.add(self._require_context(), name, phone)

    def remove_contact(self, own_id: int) -> None:
        """Take away a number the patient added (see `phone_book`)."""
        phone_book.remove(self._require_context(), own_id)

    def exercises_of(self, day: date) -> tuple[LateExercise, ...]:
        """What may be entered for a day: planned on it, and not on record (see `late`)."""
        return late.exercises_of(self._require_context(), day)

    def exercises_left(self, day: date) -> tuple[LateExercise, ...]:
        """The same, where there is something to enter (see `late`)."""
        return late.exercises_left(self._require_context(), day)

    def item_named(self, day: date, name: str) -> str:
        """The id of the exercise with this id or name in such a session (see `late`)."""
        return late.item_named(self._require_context(), day, name).id

    def typed_walk(self, day: date, item_id: str, given: Mapping[str, str]) -> WalkAnswers:
        """What was said by name of a walk in such a session (see `late`)."""
        return late.typed_walk(self._require_context(), day, item_id, given)

    def ask_late_pain(self, day: date, moment: Moment, before: Scores) -> AskPain:
        """The question about pain before or after such a session (see `late`)."""
        return late.ask_pain(self._require_context(), day, moment, before)

    def notes(self) -> NotesView:
        """What can be written down besides a session (see `noting`)."""
        return noting.view(self._require_context())

    def ask_pain_now(self) -> AskPain:
        """The question about pain outside a session (see `noting`)."""
        return noting.ask_pain(self._require_context())

    def paper_lines(self, day: date) -> tuple[PaperLine, ...]:
        """What the printed grid asks for on a day (see `paper`)."""
        return paper.lines_for(self._require_context(), day)

    def paper_walks(self, day: date) -> Mapping[str, AskWalk]:
        """What is asked about each walk of a day that is keyed back, by its item (see `paper`)."""
        return paper.walks_for(self._require_context(), day)

    def goals(self) -> tuple[tuple[str, str], ...]:
        """The activities of the patient's goals: id and words."""
        return measures.goals(self._require_context())

    def goals_view(self) -> GoalsView:
        """The goals with everything the patient said of them."""
        return measures.goals_view(self._require_context())

    def cards(self) -> tuple[CardView, ...]:
        """What the therapist wrote to read (see `learning`)."""
        return learning.cards(self._require_context())

    def log_activities(self, scores: tuple[tuple[str, int], ...]) -> None:
        """Keep how well the activities go now (see `measures`)."""
        measures.log_activities(self._require_context(), scores)

    def history(self, last: date | None = None) -> HistoryPage:
        """A page of the diary, the newest day first (see `remembering`)."""
        return remembering.page(self._require_context(), last)

    def diary_day(self, wanted: date) -> DayView:
        """One day of the diary with everything on record of it (see `remembering`)."""
        return remembering.day(self._require_context(), wanted)

    def _readable(self) -> Context | None:
        """What is on record; None before the first program.

        Raises:
            StoreFault: it cannot be read.

        """
        if self._footing.fault is not None and not self._footing.is_readable:
            raise self._footing.fault
        return self._footing.context

    def _require_context(self) -> Context:
        """The store itself as soon as it works again; what is on record, where it can be read."""
        self._footing.come_back()
        return _required(self._readable())

    def _required_to_ask(self) -> Context:
        """What the questions are asked with: also where nothing is kept or known (A17)."""
        return _required(self._footing.context)


def _required(context: Context | None) -> Context:
    if context is None:
        what_happened = "There is no plan here yet."
        raise Refused(what_happened, "Load the program file from your therapist first.")
    return context
