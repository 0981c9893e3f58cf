"""`program new`: from a template, the library or an earlier version to a checked program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.day import DAY, METAVAR
from exercise_companion.cli.fitting import narrate
from exercise_companion.cli.options import with_place
from exercise_companion.cli.program_check import problem_line
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import Refused, UsageFault

if TYPE_CHECKING:
    from datetime import date, datetime

    from exercise_companion.cli.place import Place
    from exercise_companion.clinic.beginning import Wanted
    from exercise_companion.clinic.drafting import DraftReport
    from exercise_companion.clinic.finishing import Finished
    from exercise_companion.core.draft import Draft

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--template", help="Begin from a template: its name, or a file.")
@click.option("--exercise", "exercises", multiple=True, help='From the library: "bridge=2 x 8".')
@click.option("--from", "earlier", type=_FILE, help="The next version of this program.")
@click.option("--continue", "kept", type=_FILE, help="Go on with a draft that was kept.")
@click.option("--patient", type=_FILE, help="JSON with patient, risk, baseline_pain, goals, …")
@click.option("--prescriber", type=_FILE, help="JSON with prescriber, contacts and region.")
@click.option(
    "--set",
    "changes",
    multiple=True,
    help="path=value, as often as you like; a dose as one line.",
)
@click.option(
    "--start",
    type=DAY,
    metavar=METAVAR,
    help="First day, of a next version as well. Default: today.",
)
@click.option("--out", type=_FILE, help="The file. Default: by patient id and version, here.")
@click.option(
    "--new-ids", is_flag=True, help="Make a copied draft somebody else's: new ids, no facts."
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.option("--confirm-doses", is_flag=True, help="You have read every dose, and it is right.")
@click.option("--list", "lists", is_flag=True, help="List the templates and end.")
@with_place
def new(  # noqa: PLR0913 - one parameter an option
    place: Place,
    *,
    template: str | None,
    exercises: tuple[str, ...],
    earlier: Path | None,
    kept: Path | None,
    patient: Path | None,
    prescriber: Path | None,
    changes: tuple[str, ...],
    start: datetime | None,
    out: Path | None,
    new_ids: bool,
    force: bool,
    confirm_doses: bool,
    lists: bool,
) -> None:
    """Write a program: asks only for what is missing, and checks it before it is a program.

    Until then it is a draft, kept beside it after each answer. A script is asked nothing: it
    gives the files, and --confirm-doses for doses that are typed or come from a template. Exit
    code 1: kept as a draft, and what is missing is said.

    Example: exercise-companion program new

    Example: exercise-companion program new --template a-spinal-stenosis

    Example: exercise-companion program new --exercise "bridge=2 x 8" --exercise walk

    Example: exercise-companion program new --from p-1-v1.json
    --set phases.settle.items.bridge.dose.sets=3
    """
    from exercise_companion.clinic.beginning import Wanted  # noqa: PLC0415 - on demand

    if lists:
        _list_templates()
        return
    today = place.clock().local().date()
    wanted = Wanted(
        start=start.date() if start is not None else today,
        template=template,
        exercises=exercises,
        earlier=earlier,
        patient=patient,
        therapist=prescriber or _profile(earlier, kept),
        changes=changes,
        gives_new_ids=new_ids,
    )
    _Writing(wanted, kept, out, today, force=force).run(confirmed=confirm_doses)


@dataclass(frozen=True, slots=True)
class _Writing:
    """One run of the command."""

    wanted: Wanted
    kept: Path | None
    out: Path | None
    today: date
    force: bool

    def run(self, *, confirmed: bool) -> None:
        """Begin, ask, check, confirm, write."""
        from exercise_companion.clinic import finishing  # noqa: PLC0415 - on demand

        draft = self._begun()
        if self.wanted.earlier is not None:
            click.echo(_begins(draft), err=True)
        path = self._path(draft)
        if not self.force:
            finishing.require_free(path, self.kept)
        draft = self._asked(draft, path)
        done = finishing.finished_among(draft, self.today, path.parent)
        _say_problems(done.report)
        if not done.report.is_whole:
            _keep(done, path)
            if not _is_terminal():
                _say_options(done)
            what_happened = "It is not a program yet."
            raise Refused(what_happened, _how_to_go_on(path))
        self._confirm(done, path, confirmed=confirmed)
        finishing.put_away(done, path, replace=self.force)
        click.echo(neutral(str(path)))
        click.echo("Checked and written. It is not signed.", err=True)
        from exercise_companion.clinic.commands import typed  # noqa: PLC0415 - on demand

        click.echo(f"To sign it: exercise-companion program sign {typed(path)}", err=True)

    def _begun(self) -> Draft:
        """The draft as it is asked for; every problem of a file that was given is said.

        Raises:
            UsageFault: a file, a name, a place or a value is wrong.

        """
        from exercise_companion.programs import ProgramProblems  # noqa: PLC0415 - on demand

        try:
            return self._begin()
        except ProgramProblems as refusal:
            for problem in refusal.problems:
                narrate(problem_line(neutral(refusal.name), problem))
            what_happened = f"{neutral(refusal.name)} cannot be used."
            raise UsageFault(what_happened, "Mend it, or leave it out.") from refusal

    def _begin(self) -> Draft:
        from exercise_companion.clinic import beginning  # noqa: PLC0415 - on demand

        if self.wanted.gives_new_ids and self.kept is None:
            what_happened = "New ids are for a draft that was copied."
            raise UsageFault(what_happened, "Give it with --continue, or leave out --new-ids.")
        if self.kept is not None:
            _require_nothing_else(self.wanted)
            return beginning.go_on(self.kept, self.wanted, self.today, _tell)
        if self.wanted.begins_with_nothing and _is_terminal():
            from exercise_companion.cli.program_new_asking import chosen_template  # noqa: PLC0415

            name = chosen_template()
            chosen = replace(self.wanted, template=name, from_library=name is None)
            return beginning.begin(chosen, beginning.new_ids(), self.today, _tell)
        return beginning.begin(self.wanted, beginning.new_ids(), self.today, _tell)

    def _path(self, draft: Draft) -> Path:
        from exercise_companion.clinic import finishing  # noqa: PLC0415 - on demand

        if self.out is not None:
            return self.out
        if self.kept is not None:
            return finishing.program_path_of(self.kept, draft)
        return finishing.program_path(draft, Path())

    def _asked(self, draft: Draft, path: Path) -> Draft:
        if not _is_terminal():
            return draft
        from exercise_companion.cli.program_new_asking import converse  # noqa: PLC0415

        return converse(draft, path, self.today)

    def _confirm(self, done: Finished, path: Path, *, confirmed: bool) -> None:
        """No dose goes to a patient that no therapist wrote or confirmed (H-17)."""
        from exercise_companion.clinic.finishing import plan_lines  # noqa: PLC0415 - on demand
        from exercise_companion.core.draft_people import (  # noqa: PLC0415 - on demand
            patient_lines,
            therapist_lines,
        )

        is_as_before = self.wanted.earlier is not None and not (
            self.wanted.template or self.wanted.types_a_dose
        )
        if confirmed or (is_as_before and not _is_terminal()):
            return
        if _is_terminal() and done.report.plan is not None:
            from exercise_companion.cli.program_new_asking import confirmed_doses  # noqa: PLC0415

            people = (*patient_lines(done.draft), *therapist_lines(done.draft))
            if confirmed_doses(people, plan_lines(done.report.plan)):
                return
            _say_how_to_change(done.draft, path)
        _keep(done, path)
        what_happened = "The doses are not confirmed, so it is kept as a draft."
        raise Refused(what_happened, f"Read them, then give --confirm-doses. {_how_to_go_on(path)}")


def _say_how_to_change(draft: Draft, path: Path) -> None:
    """How each dose is corrected, and the person; in the full screen, or with options."""
    from exercise_companion.clinic.commands import typed  # noqa: PLC0415 - on demand
    from exercise_companion.core.draft_options import dose_options  # noqa: PLC0415 - on demand

    narrate("", "To change a dose, put one of these behind the line below, with the right dose:")
    narrate(*(f"  {neutral(line)}" for line in dose_options(draft)))
    narrate('A name: --set patient.display_name="…", or --set prescriber.clinic="…".')
    narrate(f"Or in the full screen: exercise-companion desk {typed(path.parent)}")


def _begins(draft: Draft) -> str:
    """From when on a next version holds: it takes the place of the one before."""
    return f"It holds from {draft.tree.get('valid_from')} on. Another day: --start."


def _require_nothing_else(wanted: Wanted) -> None:
    """Refuse a draft to go on with and something to begin from as well.

    Raises:
        UsageFault: both were given.

    """
    if wanted.template or wanted.earlier:
        what_happened = "A draft to go on with and a new beginning were both asked for."
        raise UsageFault(what_happened, "Leave out --continue, or --template and --from.")


def _profile(earlier: Path | None, kept: Path | None) -> Path | None:
    """The therapist's saved details; an earlier version and a draft have their own."""
    from exercise_companion.clinic.finishing import saved_profile  # noqa: PLC0415 - on demand
    from exercise_companion.paths import therapist_folder  # noqa: PLC0415 - on demand

    if earlier is not None or kept is not None:
        return None
    return saved_profile(therapist_folder(os.environ))


def _list_templates() -> None:
    from exercise_companion.clinic.drafting import templates  # noqa: PLC0415 - on demand

    for each in templates():
        click.echo(f"{each.name:<24} {neutral(each.title)}")
    click.echo("Examples. No clinician has signed them off; every dose is yours.", err=True)


def _keep(done: Finished, path: Path) -> None:
    from exercise_companion.clinic.finishing import keep  # noqa: PLC0415 - on demand

    click.echo(f"Kept as a draft: {neutral(str(keep(done.draft, path)))}", err=True)


def _how_to_go_on(path: Path) -> str:
    from exercise_companion.clinic.commands import continuing  # noqa: PLC0415 - on demand
    from exercise_companion.clinic.finishing import draft_path  # noqa: PLC0415 - on demand

    return f"Go on with: {continuing(draft_path(path))}"


def _tell(words: str) -> None:
    narrate(neutral(words))


def _say_problems(report: DraftReport) -> None:
    """Everything the checker says, but for remarks whose reason stands in the program."""
    explained = 0
    for problem in report.problems:
        explained += bool(problem.reason)
        if problem.reason:
            continue
        narrate(neutral(problem.words))
    if explained:
        narrate(f"{explained} more remarks have their reason in the program.")


def _say_options(done: Finished) -> None:
    """What a script still has to give; somebody at a terminal was asked."""
    from exercise_companion.core.draft_options import options_for  # noqa: PLC0415 - on demand

    narrate("To give what is missing or wrong:")
    for line in options_for(done.draft, (each.path for each in done.report.errors)):
        narrate(f"  {neutral(line)}")


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()
