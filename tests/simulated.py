"""Simulated patients: invented noise, the real rules. Only rule sets can be compared by it.

A day's pain is normal around the usual one with SD 0.9, every exercise and the next morning have
the same noise again, and scores are rounded and clamped to 0-10 (clinical-spec 2.3, 2.5).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from exercise_companion.core import alarms, flare, pain
from exercise_companion.core.alarms import PastContact
from exercise_companion.core.computed import History, notice
from exercise_companion.core.noticed import WORSENING, Weight
from exercise_companion.core.pain import BeforeOutcome, DuringOutcome, PainFacts
from exercise_companion.core.pain_series import Score, Series
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.session_trend import EndedSession, RatedMorning

if TYPE_CHECKING:
    from exercise_companion.core.noticed import Noticed
    from exercise_companion.core.records import SessionEnd
    from exercise_companion.core.terms import Site

START = date(2026, 5, 3)
EXERCISES = 7
NOISE = 0.9
DEFAULTS = Parameters()


@dataclass
class SimulatedPatient:
    """One patient, day by day."""

    usual: float
    """Usual pain 0-10, as the therapist recorded it."""
    seed: int
    """Fixes every throw of the dice."""
    sites: tuple[Site, ...] = ("back",)
    per_week: float = 0.0
    """How many points a week the pain drifts up."""
    parameters: Parameters = DEFAULTS
    """The numbers of the rules."""
    contacts_after: int | None = 1
    """Days from a contact that is asked for to its record; None: it never is."""
    day: int = 0
    scores: dict[Site, list[Score]] = field(default_factory=dict)
    sessions: list[EndedSession] = field(default_factory=list)
    mornings: list[RatedMorning] = field(default_factory=list)
    flares: list[tuple[date, date | None]] = field(default_factory=list)
    past: list[PastContact] = field(default_factory=list)
    held: int = 0
    """Days on which the pain was too high to start (PR-01a), each a contact."""
    first_noticed: dict[str, int] = field(default_factory=dict)
    """Rule id to the first day on which it was noticed."""
    dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)  # noqa: S311 - invented noise, repeatable

    def live(self, days: int) -> None:
        """Live through so many days."""
        for _ in range(days):
            self._one_day()
            self.day += 1

    @property
    def contacts(self) -> int:
        """How often a contact was asked for."""
        return len(self.past) + self.held

    @property
    def stopped(self) -> int:
        """Sessions that pain ended."""
        return sum(one.end == "stopped_by_pain" for one in self.sessions)

    @property
    def start(self) -> date:
        """Day 0."""
        return START

    @property
    def today(self) -> date:
        """The exercise day."""
        return START + timedelta(days=self.day)

    def _score(self, level: float) -> int:
        return max(0, min(10, round(level + self.dice.gauss(0, NOISE))))

    def _one_day(self) -> None:
        level = self.usual + self.per_week * self.day / 7
        levels = {site: level + self.dice.gauss(0, NOISE) for site in self.sites}
        before = {site: max(0, min(10, round(now))) for site, now in levels.items()}
        for site, score in before.items():
            self.scores.setdefault(site, []).append(Score(self.today, score, self.today))
        facts = PainFacts(self.parameters, dict.fromkeys(self.sites, self.usual), {})
        outcome = pain.worst(pain.before_all(facts, before).values())
        if outcome is BeforeOutcome.HOLD_TODAY:
            self.held += 1
        else:
            easy = outcome is BeforeOutcome.EASY_ONLY
            self._exercise(facts, before, levels, easy=easy)
            self._morning(facts, before, level)
        self._flare()
        self._watch()

    def _exercise(
        self,
        facts: PainFacts,
        before: dict[Site, int],
        levels: dict[Site, float],
        *,
        easy: bool,
    ) -> None:
        stops = 0
        end: SessionEnd = "complete"
        for _ in range(EXERCISES):
            felt = {site: self._score(now) for site, now in levels.items()}
            found = pain.worst(pain.during_all(facts, before, felt, easy_day=easy).values())
            stops += found is DuringOutcome.STOP_EXERCISE
            if found is DuringOutcome.STOP_SESSION or pain.stops_end_session(
                self.parameters, stops
            ):
                end = "stopped_by_pain"
                break
        self.sessions.append(EndedSession(self.today, end))

    def _morning(self, facts: PainFacts, before: dict[Site, int], level: float) -> None:
        felt: dict[Site, int | None] = {site: self._score(level) for site in self.sites}
        outcomes = pain.next_morning_all(facts, before, felt)
        given = datetime(2026, 1, 1, 8, tzinfo=UTC)
        self.mornings.append(RatedMorning(self.today, given, outcomes, new_feeling=False))

    def _day_scores(self) -> dict[Site, dict[date, float]]:
        return {
            site: {one.day: one.value for one in scores[-14:]}
            for site, scores in self.scores.items()
        }

    def _flare(self) -> None:
        usual = dict.fromkeys(self.sites, self.usual)
        began, ended = self.flares[-1] if self.flares else (None, START - timedelta(days=1))
        if began is not None and ended is None:
            if flare.ends(usual, self._day_scores(), self.today, began):
                self.flares[-1] = (began, self.today)
        elif flare.begins(usual, self._day_scores(), self.today, ended):
            self.flares.append((self.today, None))

    def _watch(self) -> None:
        newer = alarms.newer_than(self.past, WORSENING)
        found = self.noticed(newer)
        for one in found:
            if one.weight is not Weight.UNKNOWN:
                self.first_noticed.setdefault(one.rule, self.day)
        alert = alarms.contact_to_raise(found, self.past, self.today)
        if alert is not None:
            after = self.contacts_after
            contacted = None if after is None else self.today + timedelta(days=after)
            self.past.append(PastContact(alert, self.today, contacted))

    def noticed(self, newer: date | None) -> tuple[Noticed, ...]:
        """What the rules notice today."""
        began, ended = self.flares[-1] if self.flares else (None, None)
        history = History(
            start=START,
            series=tuple(
                Series(
                    site,
                    f"{site.capitalize()} pain",
                    self.usual,
                    tuple(self.scores.get(site, [])),
                )
                for site in self.sites
            ),
            day_scores=self._day_scores(),
            flare_starts=tuple(start for start, _ in self.flares),
            flare_since=None if ended is not None else began,
            sessions=tuple(self.sessions),
            mornings=tuple(self.mornings),
        )
        since = {} if newer is None else {WORSENING: newer}
        return notice(self.parameters, history, self.today, since)
