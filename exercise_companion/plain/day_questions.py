"""Questions of a day that are no warning signs, line by line: a flare-up, obstacles, where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core import flare_question, obstacles, prompts
from exercise_companion.core.flare_question import AskFlare, IsFlare
from exercise_companion.core.whereabouts import WHY, AskWhereabouts, IsIn
from exercise_companion.plain import asking, reading

if TYPE_CHECKING:
    from exercise_companion.core.prompts import Reply
    from exercise_companion.plain.console import Console


def obstacle(console: Console, prompt: obstacles.AskObstacle) -> Reply:
    """What got in the way of the exercises."""
    console.say(*prompt.lines)
    question = f"{obstacles.QUESTION} {', '.join(reading.OBSTACLES).capitalize()}"
    return obstacles.HeldBack(asking.choose(console, question, reading.OBSTACLES))


def flare(console: Console, prompt: AskFlare) -> Reply:
    """Whether more pain than usual is a flare-up (rule FL-1)."""
    console.say(*prompt.lines)
    choices: dict[str, Reply] = {
        "yes": IsFlare(yes=True),
        "no": IsFlare(yes=False),
        "leave": prompts.Leave(),
    }
    question = f"{flare_question.QUESTION} Type yes, no, or leave"
    return asking.choose(console, question, choices)


def whereabouts(console: Console, prompt: AskWhereabouts) -> Reply:
    """Which country it is (H-08).

    It is answered with figures, so that a "no" to a question of the safety check never answers it.
    """
    console.say(f"{prompt.why} {WHY}")
    places: dict[str, Reply] = {key: IsIn(one) for one, (key, _) in prompt.choices.items()}
    places["not sure"] = IsIn("elsewhere")
    offered = "; ".join(f"{key} = {words}" for key, words in prompt.choices.values())
    question = f"{prompt.question} Type one of: {offered}; leave"
    return asking.choose(console, question, {**places, "leave": prompts.Leave()})
