"""`log`: what happened away from the screen, written into the diary afterwards.

With options an entry is taken as given; without any it is asked for, line by line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from exercise_companion.cli.entry import WRONG, diary_at
from exercise_companion.cli.lazy import Group
from exercise_companion.cli.leg_words import TellsOfLeg, legs_in
from exercise_companion.cli.log_measures import activities, medicine, walk
from exercise_companion.cli.log_paper import ANYTHING_NEW, paper
from exercise_companion.cli.log_pause import pause
from exercise_companion.cli.options import with_place
from exercise_companion.errors import Refused, UsageFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place


@click.group(cls=Group)
@with_place
@click.pass_context
def log(context: click.Context, place: Place) -> None:
    """Write down what happened away from the screen. Works while exercise is locked.

    Example: exercise-companion log pain back=3 leg=2

    Example: exercise-companion log session --day yesterday --source paper --all
    """
    context.obj = place


for _command in (walk, activities, medicine, paper, pause):
    log.add_command(_command)


@log.command(cls=TellsOfLeg)
@click.option("--day", help="The day it was done on: 2026-11-21, today or yesterday.")
@click.option("--source", type=click.Choice(["late", "paper"]), help="From memory, or from paper.")
@click.option("--item", "items", multiple=True, help="An exercise that was done, by its name.")
@click.option("--all", "everything", is_flag=True, help="Everything planned for that day.")
@click.option("--sets", type=int, help="Sets done of each, on both sides. Default: all planned.")
@click.option(
    "--walk",
    "walks",
    multiple=True,
    help='What is remembered of a walk: "W1 minutes=12 first_symptom=5 side=left".',
)
@click.option("--pain-before", multiple=True, help="Pain before it, such as back=3.")
@click.option("--pain-after", multiple=True, help="Pain after it, such as back=3.")
@click.option("--effort", type=int, help="How hard it was, 0 to 10.")
@with_place
def session(  # noqa: PLR0913 - one parameter an option
    place: Place,
    *,
    day: str | None,
    source: str | None,
    items: tuple[str, ...],
    everything: bool,
    sets: int | None,
    walks: tuple[str, ...],
    pain_before: tuple[str, ...],
    pain_after: tuple[str, ...],
    effort: int | None,
) -> None:
    """A session done without this program, up to 14 days ago.

    What is asked about a walk: gave_way, minutes, bouts, first_symptom, leg_max, symptom, side,
    relief_action, in_calf, relief, stop_reason, support, distance. What is left out is not given.

    Example: exercise-companion log session --day today --source late --item "Pelvic tilt"
    """
    from exercise_companion.companion.late import LateSession  # noqa: PLC0415 - on demand
    from exercise_companion.plain import typed  # noqa: PLC0415 - on demand

    counted = (sets is not None, effort is not None)
    given = any((day, source, items, everything, walks, pain_before, pain_after, *counted))
    with diary_at(place) as (companion, questions):
        if not given:
            companion.log_session(questions.session(), asks=True)
            return
        with companion.leg_first(legs_in(walks, day, companion.day)):
            if day is None or source is None or bool(items) == everything:
                what_happened = "A session needs its day, its source and what was done."
                raise UsageFault(what_happened, "Give --day, --source, and --item or --all.")
            on = typed.day(day, companion.day)
            companion.log_session(
                LateSession(
                    on,
                    "paper" if source == "paper" else "late",
                    items,
                    sets,
                    walks=typed.walks(companion, on, walks),
                    pain_before=typed.scores(pain_before),
                    pain_after=typed.scores(pain_after),
                    effort=effort,
                )
            )
        click.echo(place.commands_in(ANYTHING_NEW))


@log.command()
@click.argument("scores", nargs=-1)
@with_place
def pain(place: Place, scores: tuple[str, ...]) -> None:
    """Pain today, outside a session: place=score, 0 to 10.

    Example: exercise-companion log pain back=3 leg=2
    """
    from exercise_companion.plain import typed  # noqa: PLC0415 - on demand

    with diary_at(place) as (companion, questions):
        companion.log_pain(typed.scores(scores) if scores else questions.pain())
        click.echo(place.commands_in(WRONG))


@log.command()
@click.argument("scores", nargs=-1)
@with_place
def morning(place: Place, scores: tuple[str, ...]) -> None:
    """Pain on the morning after your last session, when it is due.

    Example: exercise-companion log morning back=3 leg=2
    """
    from exercise_companion.plain import typed  # noqa: PLC0415 - on demand

    with diary_at(place) as (companion, questions):
        companion.log_morning(typed.scores(scores) if scores else questions.pain())
        click.echo(place.commands_in(WRONG))


@log.command()
@click.argument("change", type=click.Choice(["start", "end"]), required=False)
@with_place
def flare(place: Place, change: str | None) -> None:
    """A flare-up began or ended: worse for hours or days, and in the way of your day.

    Example: exercise-companion log flare start
    """
    with diary_at(place) as (companion, questions):
        chosen = questions.flare() if change is None else change
        lines = companion.log_flare("start" if chosen == "start" else "end")
        for line in lines:
            click.echo(line)
        if lines:
            click.echo(place.commands_in(WRONG))


@log.command()
@click.option("--who", help="Whom you spoke to.")
@click.option("--role", help="What they are, such as physiotherapist.")
@click.option("--said", help="What they said, 10 to 500 letters.")
@click.option("--review", is_flag=True, help="It was the planned review.")
@with_place
def talk(
    place: Place, *, who: str | None, role: str | None, said: str | None, review: bool
) -> None:
    """A talk with your therapist or a doctor. It ends what a talk can end.

    When it does end something, one line is asked: "I spoke to them".

    Example: exercise-companion log talk
    """
    from exercise_companion.core.prompts import Talked  # noqa: PLC0415 - on demand

    with diary_at(place) as (companion, questions):
        about = companion.talk_about()  # what is told while it is typed is none of it
        talked = Talked(who or "", role or "", said or "")
        if who is role is said is None and not review:
            talked, review = questions.talk()
        if companion.talk_ends() and not questions.confirms_talk():
            what_happened = "The talk was not recorded."
            raise Refused(what_happened, "Record it again after you have spoken to them.")
        companion.log_talk(talked, review=review, about=about)
