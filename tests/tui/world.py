"""A real store with a shipped prescription, and what the companion shows and asks on it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from journeys import CLEARANCE_KEY, Patient, StoppedClock, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.core.terms import Answer

T = TypeVar("T")

PROGRAMS = Path(__file__).parents[2] / "programs"
PROGRAM = PROGRAMS / "a-spinal-stenosis.json"
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday in London."""


@dataclass
class World:
    """Makes visits of the patient of example A, each on a copy of the store it was loaded into."""

    root: Path
    _made: int = 0
    _stores: dict[str, Path] = field(default_factory=dict)
    _session: tuple[Prompt, ...] = ()

    def look(
        self, see: Callable[[Companion], T], *before: Callable[[Companion, StoppedClock], object]
    ) -> T:
        """What a companion shows after some things were done."""
        clock = StoppedClock(MORNING)
        with Companion(self._folder("keyed"), clock) as companion:
            for one in before:
                one(companion, clock)
            return see(companion)

    def find(
        self,
        wanted: Callable[[Prompt], bool],
        signs: Mapping[str, Answer] | None = None,
        *before: Callable[[Companion, StoppedClock], object],
        reply: Callable[[Prompt], Reply] | None = None,
        then: Callable[[Prompt], Reply] | None = None,
        **patient: Any,  # noqa: ANN401 - whatever the patient is like
    ) -> Prompt:
        """The first prompt of a visit that is wanted; with replies, what is shown after these."""

        if not (signs or before or reply or patient):
            return next(one for one in self.session if wanted(one))

        def seek(companion: Companion) -> Prompt:
            companion.start()
            answering = Patient(dict(signs or {}), **patient)
            while (prompt := companion.next()) is not None:
                if wanted(prompt):
                    break
                companion.reply(prompt, answering.reply(prompt))
            assert prompt is not None
            for one in filter(None, (reply, then)):
                companion.reply(prompt, one(prompt))
                prompt = companion.next()
                assert prompt is not None
            return prompt

        return self.look(seek, *before)

    @property
    def session(self) -> tuple[Prompt, ...]:
        """Everything a visit shows in which all is done and nothing is wrong."""
        if not self._session:

            def go_through(companion: Companion) -> tuple[Prompt, ...]:
                companion.start()
                return tuple(visit(companion, Patient()))

            self._session = self.look(go_through)
        return self._session

    def intro(self, item_id: str) -> prompts.ShowIntro:
        """An exercise before it starts."""
        return next(
            one
            for one in self.session
            if isinstance(one, prompts.ShowIntro) and one.item.item_id == item_id
        )

    def set_of(self, item_id: str, number: int = 1) -> prompts.DoSet:
        """The set of an exercise that is done at this place in its order, from 1."""
        sets = [
            one
            for one in self.session
            if isinstance(one, prompts.DoSet) and one.item.item_id == item_id
        ]
        return sets[number - 1]

    def empty(self, see: Callable[[Companion], T]) -> T:
        """What a companion shows where nothing was ever loaded."""
        with Companion(self.root / "empty", StoppedClock(MORNING)) as companion:
            return see(companion)

    def _folder(self, name: str) -> Path:
        """A data folder of one's own."""
        if name not in self._stores:
            self._stores[name] = self._load(self.root / name)
        self._made += 1
        return shutil.copytree(self._stores[name], self.root / f"visit-{self._made}")

    def _load(self, folder: Path) -> Path:
        program = json.loads(PROGRAM.read_text()) | {"clearance_key": CLEARANCE_KEY}
        path = folder.with_suffix(".json")
        path.write_text(json.dumps(program))
        patient = program["patient"]
        with Companion(folder, StoppedClock(MORNING)) as companion:
            companion.preview(path)
            companion.install(path, patient["display_name"], patient["birth_date"])
        return folder


def visited(
    signs: Mapping[str, Answer] | None = None,
    **patient: Any,  # noqa: ANN401 - as above
) -> Callable[[Companion, StoppedClock], object]:
    """A whole visit, as something that was done before."""

    def go(companion: Companion, _clock: StoppedClock) -> None:
        companion.start()
        visit(companion, Patient(dict(signs or {}), **patient))

    return go


def hours_passed(hours: float) -> Callable[[Companion, StoppedClock], object]:
    """Time, as something that went by before."""
    return lambda _companion, clock: clock.advance(hours * 3600)


@cache
def asks(name: str) -> Callable[[Prompt], bool]:
    """Whether a prompt asks a topic, a sign or a follow-up of this name."""

    def is_it(prompt: Prompt) -> bool:
        asked = getattr(prompt, "question", None) or getattr(prompt, "asked", None)
        return getattr(asked, "id", "").rpartition("/")[2] == name

    return is_it
