"""Finishing a program: self-contained, checked, with its hash; and what the patient will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.catalogue.library import library
from exercise_companion.clinic.desk_folder import Listing
from exercise_companion.clinic.desk_lineage import lineage_of
from exercise_companion.clinic.drafting import (
    problems_of,
    save_draft,
    text_of,
    with_problems,
)
from exercise_companion.core.dose_details import whole
from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_items import resolved
from exercise_companion.core.draft_mark import DRAFT_SUFFIX, as_a_program, is_draft
from exercise_companion.core.plan_parts import exercises_by_id
from exercise_companion.core.safetext import neutral
from exercise_companion.core.when_words import when_words
from exercise_companion.errors import CompanionError, UsageFault
from exercise_companion.reports.files import write_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from exercise_companion.canonical import JsonObject
    from exercise_companion.clinic.drafting import DraftReport
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Item, Variant

_SIGNED_ON: Final = ("prescriber", "signed_on")

PROFILE_NAME: Final = "profile.json"

_OWN_CONTACTS: Final = ("therapist", "clinic", "cover", "emergency_number", "time_zone")
"""Contacts that are the same for every patient of this therapist."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A draft made as whole as it can be, and what the checker says of it."""

    draft: Draft
    report: DraftReport


def finished(draft: Draft, today: date) -> Finished:
    """The draft with every exercise in full, dated today by its prescriber, and hashed.

    A demonstration keeps the day it has, which may be an offset. The hash (V-19) is of a program
    that can be used; a draft has none.
    """
    whole = resolved(with_value(draft, ("integrity",), None), library())
    has_day = whole.tree.get("demo") is True and value_at(whole, _SIGNED_ON) is not None
    if isinstance(value_at(whole, ("prescriber",)), dict) and not has_day:
        whole = with_value(whole, _SIGNED_ON, today.isoformat())
    report = problems_of(whole, today)
    if report.sha256 is not None:
        whole = with_value(whole, ("integrity",), {"sha256": report.sha256})
    return Finished(whole, report)


def finished_among(draft: Draft, today: date, folder: Path) -> Finished:
    """The same beside the programs of a folder: none of its ids is somebody else's there."""
    done = finished(draft, today)
    problems = lineage_of(Listing(folder).files(), done.draft).problems(done.draft)
    report = with_problems(done.report, problems)
    whole = done.draft if report.is_whole else with_value(done.draft, ("integrity",), None)
    return Finished(whole, report)


def plan_lines(plan: Plan) -> Iterator[str]:
    """What the patient will be asked to do, phase by phase: names, doses and days."""
    names = {name: exercise.name for name, exercise in exercises_by_id(plan).items()}
    for number, phase in enumerate(plan.phases):
        if number:
            yield ""
        yield f"{phase.title} ({phase.starts_on} to {phase.ends_on})"
        for item in phase.items:
            yield from _item_lines(item, names, plan)


def program_path(draft: Draft, folder: Path) -> Path:
    """Where a program goes when nobody says where: by patient id and version, without a name."""
    patient, version = value_at(draft, ("patient", "patient_id")), draft.tree.get("version")
    return folder / f"{_safe(patient)}-v{_safe(version)}.json"


def draft_path(program: Path) -> Path:
    """Where the draft of a program is kept: beside it."""
    return program.with_name(program.name.removesuffix(".json") + DRAFT_SUFFIX)


def program_path_of(kept: Path, draft: Draft) -> Path:
    """Where the program of a kept draft goes: beside it.

    Args:
        kept: the file.
        draft: what is in it; a copy under another name says there that it is one.

    Raises:
        UsageFault: it is no draft.

    """
    if is_draft(draft.tree, "") and not kept.name.endswith(DRAFT_SUFFIX):
        return program_path(draft, kept.parent)
    if not kept.name.endswith(DRAFT_SUFFIX):
        what_happened = f"A draft's name ends in {DRAFT_SUFFIX}."
        raise UsageFault(what_happened, "For a new version of a finished program use --from.")
    return kept.with_name(kept.name.removesuffix(DRAFT_SUFFIX) + ".json")


def require_free(program: Path, kept: Path | None) -> None:
    """Refuse to begin where a program or another draft is already, or no folder.

    Raises:
        UsageFault: so it is.

    """
    if program.exists():
        what_happened = f"There is already a file {neutral(program.name)}."
        raise UsageFault(what_happened, "Give another --out, or --force to replace it.")
    if not program.parent.is_dir():
        what_happened = f"There is no folder {neutral(str(program.parent))}."
        raise UsageFault(what_happened, "Make it first, or give another --out.")
    draft = draft_path(program)
    if draft != kept and draft.exists():
        what_happened = f"There is already a draft {neutral(draft.name)}."
        raise UsageFault(what_happened, "Go on with --continue, or --force to replace it.")


def put_away(done: Finished, program: Path, *, replace: bool) -> None:
    """Write the finished program; its draft is then no longer needed.

    Raises:
        UsageFault: there is a file, and it is not to be replaced.
        CompanionError: it cannot be written; the draft is kept.

    """
    write_private(program, text_of(as_a_program(done.draft)), replace=replace)
    draft_path(program).unlink(missing_ok=True)


def keep(done: Draft, program: Path) -> Path:
    """Keep a draft beside where its program will be; returns where.

    It has no hash: a draft may be changed by hand, too.

    Raises:
        CompanionError: it could not be written.

    """
    path = draft_path(program)
    save_draft(path, with_value(done, ("integrity",), None))
    return path


def profile_of(draft: Draft) -> JsonObject:
    """What of a draft is the therapist's own, for the next program."""
    prescriber, contacts = (value_at(draft, (name,)) for name in ("prescriber", "contacts"))
    own: JsonObject = {}
    if isinstance(prescriber, dict):
        own["prescriber"] = {key: value for key, value in prescriber.items() if key != "signed_on"}
    if isinstance(contacts, dict):
        own["contacts"] = {key: contacts[key] for key in _OWN_CONTACTS if key in contacts}
    region = draft.tree.get("region")
    return own if region is None else {"region": region, **own}


def save_profile(folder: Path, draft: Draft) -> Path:
    """Keep the therapist's own details, for their owner alone; returns where.

    Raises:
        CompanionError: they could not be written.

    """
    path = folder / PROFILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        what_happened = "Your details could not be kept."
        raise CompanionError(what_happened, "The program itself is not touched by it.") from error
    write_private(path, text_of(Draft(profile_of(draft))), replace=True)
    return path


def saved_profile(folder: Path) -> Path | None:
    """The file with the therapist's own details; None until there is one."""
    path = folder / PROFILE_NAME
    return path if path.exists() else None


def _item_lines(item: Item, names: dict[str, str], plan: Plan) -> Iterator[str]:
    """An exercise with its whole dose, and below it all else that changes how it is done."""
    name, dose = names.get(item.exercise, item.exercise), whole(item.dose, plan.units)
    yield f"  {name}: {dose}, {when_words(item.when)}"
    if item.note is not None:
        yield f"    note: {item.note}"
    if item.pain_limit is not None:
        yield f"    pain limit: {item.pain_limit} out of 10"
    if item.ask_each_set:
        yield "    pain is asked after each set"
    for words, version in (("easier", item.modify_down), ("next step", item.modify_up)):
        if version is not None:
            other = names.get(version.exercise or item.exercise, item.exercise)
            yield f"    {words}: {other}, {_version(version, plan)}"
    if item.flare_dose is not None:
        yield f"    in a flare-up: {whole(item.flare_dose, plan.units)}"


def _version(version: Variant, plan: Plan) -> str:
    """Another way to do an exercise: how much, how, and when."""
    when = f" When: {version.criteria}" if version.criteria else ""
    return f"{whole(version.dose, plan.units)}. {version.instruction}{when}"


def _safe(part: object) -> str:
    """A part of a file name: letters, digits, - and _ only."""
    kept = "".join(
        letter for letter in str(part) if (letter.isascii() and letter.isalnum()) or letter in "-_"
    )
    return kept[:40] or "program"
