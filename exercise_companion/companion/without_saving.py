"""Taking an answer where nothing can be saved: what follows from it is shown all the same (A17)."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import replying, unsaved
from exercise_companion.core import prompts
from exercise_companion.core.clearing_prompts import Told

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.prompts import Prompt, Reply

TAKEN: Final = (
    prompts.AskSafety,
    prompts.AskAnythingNew,
    prompts.AskSettled,
    prompts.ShowAdvice,
    prompts.AskCrisis,
    prompts.ShowCrisis,
    Told,
)
"""What may go on unsaved: the questions about warning signs, and reading what to do. A reply to
anything else, a way out of a lock above all, is refused as a full disk would refuse it."""


def take(context: Context, visit: Visit, prompt: Prompt, reply: Reply) -> None:
    """Go on from a reply; what it raises is left as a mark for the next start, if that can be.

    Raises:
        StoreFault: it would have to be kept.
        Refused: it does not fit what is going on now.

    """
    before = {one.id for one in context.store.open_alerts()}
    with context.store.taking_notes() if isinstance(prompt, TAKEN) else nullcontext():
        replying.keep(context, visit, prompt, reply)
    raised = [one.alert for one in context.store.open_alerts() if one.id not in before]
    if raised:
        unsaved.mark(context.folder, raised)
