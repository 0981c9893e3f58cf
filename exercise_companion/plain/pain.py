"""Pain line by line: a score for each place, or one of the words that stand for it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from exercise_companion.core import prompts
from exercise_companion.core.pain_scale import needs_confirming
from exercise_companion.plain import asking, reading
from exercise_companion.plain.leaving import Pages

if TYPE_CHECKING:
    from exercise_companion.companion import Companion
    from exercise_companion.core.prompts import Reply
    from exercise_companion.plain.console import Console


class PainQuestions:
    """Asks how much it hurts.

    Args:
        companion: the patient's use cases.
        console: lines out, lines in.

    """

    def __init__(self, companion: Companion, console: Console) -> None:
        self._pages = Pages(companion, console)
        self._console = console

    def put(self, prompt: prompts.AskPain) -> Reply:
        """Ask it; what was given stays where the answers run out, or `!` comes between."""
        self._console.say(f"{prompt.about}. 0 is no pain, 10 the worst pain you can imagine.")
        scores = list(prompt.given)
        labels = {one.site: one.label for one in prompt.sites}
        self._console.say(*(f"{labels[site]}: {score}, as you said." for site, score in scores))
        for asked in prompt.sites[len(scores) :]:
            so_far = tuple(scores)
            ways = partial(prompts.Leave, so_far), partial(prompts.SetAside, so_far)
            with self._pages.left(prompt, *ways):
                given = self._score_or_word(prompt, asked)
            if isinstance(given, prompts.Leave):
                return prompts.Leave(so_far)
            if isinstance(given, prompts.Scored):
                return replace(given, scores=so_far)
            if not isinstance(given, int):
                return given
            scores.append((asked.site, given))
        return prompts.Scored(tuple(scores))

    def _score_or_word(self, prompt: prompts.AskPain, asked: prompts.SiteAsked) -> int | Reply:
        words = self._pain_words(prompt)
        hint = "".join(f", or {word}" for word in words)
        while True:
            line = self._console.ask(f"{asked.label}, 0 to 10{hint}?", flush=True)
            if line.text in words:
                return words[line.text]
            score = reading.score(line.text)
            if score is None:
                asking.not_understood(self._console, (reading.SCORE_WORDS, *words))
            elif self._is_meant(asked, score):
                return score

    def _pain_words(self, prompt: prompts.AskPain) -> dict[str, Reply]:
        words: dict[str, Reply] = {}
        if prompt.may_say_no_more:
            words["no more"] = prompts.Scored(no_more_than_before=True)
        if prompt.may_report_sensation:
            words["new feeling"] = prompts.Scored(new_sensation=True)
        if prompt.may_skip:
            words["skip"] = prompts.Scored()
        if prompt.moment.value == "before":
            words["leave"] = prompts.Leave()
        return words

    def _is_meant(self, asked: prompts.SiteAsked, score: int) -> bool:
        """A big jump is asked about once (clinical-spec 2.1)."""
        if not needs_confirming(asked.before, score):
            return True
        return asking.is_right(self._console, score)
