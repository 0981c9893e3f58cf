"""The use cases of the diary: what the patient enters, and what is read out of it (7.5)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import (
    checking,
    days_off,
    diary,
    late,
    leg_told,
    measures,
    noting,
    paper,
    reporting,
    slipping,
    talked,
    talks,
)
from exercise_companion.companion.lookups import Lookups
from exercise_companion.core.exercise_day import day_end
from exercise_companion.errors import Refused, StoreFault, UsageFault
from exercise_companion.reports import slip

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from exercise_companion.clock import Clock
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.diary import Scores
    from exercise_companion.companion.late import LateSession
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.days_off import DaysOff
    from exercise_companion.core.leg_told import LegTold
    from exercise_companion.core.paper import FilledDay
    from exercise_companion.core.prompts import Talked
    from exercise_companion.core.records import AlertRecord, MedicineRecord, WalkMode, WalkRecord
    from exercise_companion.core.terms import Site
    from exercise_companion.core.walk_questions import WalkAnswers
    from exercise_companion.reports.contents import Contents
    from exercise_companion.store.kept import FlareChange

LEG_KEPT: Final = "That a leg gave way is kept. The rest is not:"
"""Before what is wrong with an entry that says so."""


class Entries(Lookups):
    """The diary works while exercise is locked, too; `Companion` adds the visit."""

    _clock: Clock
    _visit: Visit

    def sites(self) -> tuple[Site, ...]:
        """Where this patient's pain is asked."""
        return self._require_context().require_program().sites

    @property
    def day(self) -> date:
        """The exercise day now."""
        return self._clock.when().local_day

    @property
    def seconds_left(self) -> float:
        """How long the exercise day still is (decisions D7)."""
        ends = day_end(self.day, self._clock.local().tzinfo)
        return (ends - self._clock.now_utc()).total_seconds()

    def log_session(self, session: LateSession, *, asks: bool = False) -> None:
        """Keep a session entered afterwards (see `late`).

        Args:
            session: what was done, and when.
            asks: ask next whether anything new or worrying started in it; a sign that it tells of
                already comes first instead.

        """
        context = self._require_context()
        alerts = late.alerts_of(context, session)
        asks = asks and not alerts
        news = self._not_told_yet(context, alerts)
        with self._telling(news), context.store.transaction():
            session_id = late.log_session(context, session, news)
            if asks:
                checking.begin(context, "after", session_id)
        if asks:
            self._visit.told = late.on_record(context, session, session_id)
            self._visit.purposes.append("after")

    def log_paper(self, filled: Sequence[FilledDay]) -> None:
        """Keep days as they stand on paper, all or none (see `paper`)."""
        context = self._require_context()
        alerts = self._not_told_yet(context, paper.alerts_of(context, filled))
        with self._telling(alerts):
            paper.log_days(context, filled, alerts)

    def log_pain(self, scores: Scores) -> None:
        """Keep pain scores of the day (see `diary`)."""
        diary.log_pain(self._require_context(), scores)

    def log_morning(self, scores: Scores) -> None:
        """Keep the next-morning score that is due (see `diary`)."""
        diary.log_morning(self._require_context(), scores)

    def log_walk(self, walk: WalkRecord) -> None:
        """Keep a walk or ride (see `measures`).

        When a leg gave way and it cannot be written, `next` shows the advice all the same (A17).
        """
        context = self._required_to_ask()
        alerts = self._footing.carry_on(
            context, lambda one: self._not_told_yet(one, measures.alerts_of_walk(one, walk))
        )
        with self._telling(alerts):
            measures.log_walk(self._require_context(), walk, alerts)

    def leg_gave_way(self) -> None:
        """Keep that a leg gave way as soon as it is told in an entry (see `measures`).

        When it cannot be written, `next` shows the advice all the same (A17).
        """
        alerts = self._footing.carry_on(self._required_to_ask(), measures.alerts_of_leg)
        with self._telling(alerts):
            self._visit.leg_told = measures.keep_leg(self._require_context(), alerts)

    @contextmanager
    def leg_first(self, told: Iterable[LegTold]) -> Iterator[None]:
        """Keep that a leg gave way before the entry that says so is read any further (rule NC-5).

        Args:
            told: where the entry says it; one that cannot be meant so is left (see `leg_told`).

        Raises:
            UsageFault, Refused: so is the rest of the entry, and it is said that this is kept.

        """
        if not any(self._counts(one) for one in told):
            yield
            return
        self.leg_gave_way()
        try:
            yield
        except (UsageFault, Refused) as fault:
            what_happened = f"{LEG_KEPT} {fault.what_happened}"
            raise type(fault)(what_happened, fault.what_to_do) from fault

    def _counts(self, told: LegTold) -> bool:
        """Nobody can compare it with what cannot be read: then it counts (A17)."""
        try:
            return leg_told.counts(self._require_context(), told)
        except StoreFault:
            return True

    def _not_told_yet(
        self, context: Context, alerts: tuple[AlertRecord, ...]
    ) -> tuple[AlertRecord, ...]:
        """What an entry raises, but what was told while it was made (rule NC-5)."""
        told, self._visit.leg_told = self._visit.leg_told, ()
        still_open = any(one.id in told for one in context.store.open_alerts())
        return () if still_open else alerts

    def log_told_walk(self, mode: WalkMode, answers: WalkAnswers) -> None:
        """Keep a walk or ride outside a session as it was told, all at once (see `noting`)."""
        self._visit.leg_told = ()
        self.log_walk(noting.walk_of(mode, answers))

    @contextmanager
    def _telling(self, alerts: tuple[AlertRecord, ...]) -> Iterator[None]:
        """What is raised inside is told by `next` even if it cannot be written (A17)."""
        try:
            yield
        except StoreFault as fault:
            if alerts:
                self._footing.tell(lambda found: measures.keep_leg(found, alerts), fault)
            raise

    def log_medicine(self, medicine: MedicineRecord) -> None:
        """Keep on how many days medicine was taken (see `measures`)."""
        measures.log_medicine(self._require_context(), medicine)

    def log_flare(self, change: FlareChange) -> tuple[str, ...]:
        """Keep that a flare-up began or ended; what to do in it (see `diary`)."""
        return diary.log_flare(self._require_context(), change)

    def log_pause(self, first: date, last: date, reason: str) -> None:
        """Keep days off (see `days_off`)."""
        days_off.log(self._require_context(), first, last, reason)

    def require_days_off(self, first: date, last: date | None = None) -> None:
        """These days can be written down as days off; without the last, they can begin so."""
        context = self._require_context()
        if last is None:
            days_off.require_first(context, first)
        else:
            days_off.require_days(context, first, last)

    def days_off(self) -> tuple[DaysOff, ...]:
        """The days off on record that are not over (see `days_off`)."""
        return days_off.coming(self._require_context())

    def days_off_on(self, day: date) -> DaysOff:
        """Those that have a day in them (see `days_off`)."""
        return days_off.on(self._require_context(), day)

    def take_back_days_off(self, days_off_id: int) -> DaysOff:
        """Let days off count again from today on (see `days_off`)."""
        return days_off.take_back(self._require_context(), days_off_id)

    def talk_ends(self) -> bool:
        """Whether a talk recorded now would end something (see `diary`)."""
        return diary.talk_ends(self._require_context())

    def talk_about(self) -> tuple[int, ...]:
        """The alerts that a talk whose entry is begun now is about (see `talks`)."""
        return talks.about_now(self._require_context())

    def require_review_near(self) -> None:
        """A planned review can have taken place (see `diary`)."""
        diary.require_review_near(self._require_context())

    def log_talk(self, talk: Talked, *, review: bool, about: Collection[int] | None = None) -> None:
        """Keep a talk with a clinician (see `diary`); `next` tells of a hold that it ended."""
        context = self._require_context()
        with talked.telling(context, self._visit):
            diary.log_talk(context, talk, review=review, about=about)

    def report(self, first: date | None, last: date | None) -> Contents:
        """What a report of these days shows (see `reporting`)."""
        return reporting.gather(self._require_context(), first, last)

    def slip(self) -> str:
        """What was reported, when, and what was told, as plain text to print (see `slipping`)."""
        return slip.text(slipping.gather(self._require_context()))
