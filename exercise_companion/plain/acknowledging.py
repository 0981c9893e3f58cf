"""What is said to be saved after a reply, line by line: only what is on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core import obstacles, prompts
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.actuals import time_words
from exercise_companion.core.check_ins import ASKED_TOMORROW, AskCheckIn, AskTomorrow
from exercise_companion.core.flare_question import AskFlare
from exercise_companion.core.kept_set import kept_words
from exercise_companion.core.new_version import WhatIsNew
from exercise_companion.core.whereabouts import AskWhereabouts
from exercise_companion.plain.console import KEPT

if TYPE_CHECKING:
    from exercise_companion.core.prompts import Prompt, Reply

_ANSWERED: Final = (
    prompts.AskPain,
    prompts.AskSafety,
    prompts.AskEffort,
    prompts.AskItemEffort,
    obstacles.AskObstacle,
    AskCheckIn,
    AskFlare,
    AskWhereabouts,
    WhatIsNew,
    walks.AskLegs,
    walks.AskWalk,
)
"""What is said to be saved once it is answered."""


def leaves(prompt: Prompt, reply: Reply) -> bool:
    """Whether the patient has left a page of questions."""
    return isinstance(prompt, _ANSWERED) and isinstance(reply, prompts.Leave)


def saved_words(prompt: Prompt, reply: Reply) -> str:
    """What to say of a reply that was kept; empty for nothing."""
    match prompt, reply:
        case prompts.DoSet() | walks.DoBout(), prompts.DidSet():
            target = prompt.target
            return f"Saved set: {prompt.item.item_id} {target.side} {target.set_number}"
        case prompts.DoSet(), _:
            did = reply.did if isinstance(reply, prompts.CutsShort) else None
            return f"What was done of this set is saved: {kept_words(did)}" if did else ""
        case walks.DoBout(), prompts.Leave() | prompts.SetAside():
            return f"What was done of this part is saved: {time_words(reply.seconds or 0)}"
        case _, AskTomorrow():
            return ASKED_TOMORROW
        case _ if leaves(prompt, reply):
            return KEPT
        case _ if isinstance(prompt, _ANSWERED):
            return "" if isinstance(reply, prompts.Stop | prompts.Back) else "Saved."
        case _:
            return ""
