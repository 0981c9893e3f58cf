"""What the answers of a check have come to so far, whatever question comes next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core import mood
from exercise_companion.core.combination import Evidence
from exercise_companion.core.findings import assess, may_be_lowered, was_told
from exercise_companion.core.follow_ups import MAY_LOWER, FollowUp, due, due_of_earlier
from exercise_companion.core.terms import Action, Answer

if TYPE_CHECKING:
    from exercise_companion.core.background import Background, Knowledge
    from exercise_companion.core.findings import Assessment, Finding
    from exercise_companion.core.flags import Catalogue

RAISES_ALERT: Final = frozenset({Action.LOCK, Action.HOLD, Action.CONTACT, Action.CRISIS})
"""Findings with these actions are told to the patient as an alert."""


class EmergencyFoundError(Exception):
    """Ends the asking: the advice is shown at once (clinical-spec 1.5)."""


class SoFar:
    """The signs told so far, with what their follow-ups said, and what was found by them.

    Args:
        catalogue: the signs, topics and follow-ups.
        known: what was known of the patient at each answer.

    """

    def __init__(self, catalogue: Catalogue, known: Knowledge) -> None:
        self.catalogue = catalogue
        self.known = known
        self.place = -1
        """The place of the answer that is being taken into account."""
        self.fresh: set[str] = set()
        """Signs told by that answer: what was cleared before it says nothing of them."""
        self.findings: list[Finding] = []
        self.reported: dict[str, tuple[str, ...]] = {}
        """Flags that count, each with the topic it stands for, if it does."""
        self.follow_ups: dict[tuple[str, FollowUp], Answer] = {}
        self.denied: set[str] = set()
        self._told_from: dict[str, int] = {}
        """Of a sign told again after it was cleared: which findings are about that telling."""

    def take(self, place: int) -> None:
        """Go on to the answer of that place."""
        self.place = place
        self.fresh.clear()

    def tell(self, flag_id: str, *through: str) -> None:
        """Take a sign into account; one that was cleared since it was told is told anew (7.5)."""
        if flag_id in self.known(self.place).ended:
            self.reported.pop(flag_id, None)
            self._told_from[flag_id] = len(self.findings)
        self.reported.setdefault(flag_id, through)
        self.fresh.add(flag_id)

    @property
    def evidence(self) -> Evidence:
        """Everything the rules look at; a sign that was cleared since counts no longer."""
        known = self.known(self.place)
        return Evidence(
            known,
            frozenset(self.reported) - (known.ended - self.fresh),
            self.follow_ups,
            frozenset(self.denied),
            mood.score(self.follow_ups),
        )

    def due(self, flag_id: str) -> FollowUp | None:
        """What is to be asked next of a sign; of one that is cleared by then, nothing (SI-14)."""
        return None if flag_id in self._by_then.ended else self._missing(flag_id)

    def due_of_earlier(self) -> tuple[str, FollowUp] | None:
        """The same of a sign of another check of this day."""
        found = due_of_earlier(self.evidence)
        return found if found is not None and self._by_then.stands(found[0]) else None

    @property
    def _by_then(self) -> Background:
        """What is known when the next question is asked."""
        return self.known(self.place + 1)

    def _missing(self, flag_id: str) -> FollowUp | None:
        """What was not said of a sign; what can only lower it, where it may be lowered."""
        next_one = due(flag_id, self.evidence)
        lowers = next_one in MAY_LOWER
        return next_one if not lowers or may_be_lowered(self.catalogue.item(flag_id)) else None

    def followed_up(self) -> tuple[str, ...]:
        """Reported signs with a follow-up that is not answered yet."""
        reported = (flag_id for flag_id in self.reported if self.due(flag_id) is not None)
        earlier = self.due_of_earlier()
        return (*reported, *([earlier[0]] if earlier else []))

    def _open(self) -> tuple[str, ...]:
        """Those of them whose own tier is open until then."""
        return tuple(flag_id for flag_id in self.reported if self._missing(flag_id) in MAY_LOWER)

    def assess(self) -> None:
        """Note what is new; an EMERGENCY ends the asking.

        Nothing is asked after that, so a sign that waits for its follow-up then counts in full.

        Raises:
            EmergencyFoundError: after it was noted.

        """
        found = assess(self.evidence, self.catalogue)
        waiting = self._open()
        certain = [one for one in found.own if one.flag_id not in waiting] + [*found.raised]
        is_emergency = any(finding.tier.is_emergency for finding in certain)
        self._tell(found, () if is_emergency else waiting)
        if is_emergency:
            raise EmergencyFoundError

    def _tell(self, found: Assessment, waiting: tuple[str, ...]) -> None:
        """Note findings that are news; one that is raised stands for the sign's own."""
        raised = {finding.flag_id for finding in found.raised}
        own = (
            finding
            for finding in found.own
            if finding.flag_id not in waiting
            and not (finding.flag_id in raised and finding.action in RAISES_ALERT)
        )
        for finding in (*own, *found.raised):
            if not was_told(finding, self.findings[self._told_from.get(finding.flag_id, 0) :]):
                self.findings.append(self._through_its_topic(finding))

    def _through_its_topic(self, finding: Finding) -> Finding:
        """Name the topic that was answered yes again, where it stands for the sign."""
        through = self.reported.get(finding.flag_id, ())
        return replace(finding, rules=(*through, *finding.rules)) if through else finding
