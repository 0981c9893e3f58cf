"""Beginning a program: from a template, from the library or from the version before.

What is given is put together here; nothing is asked and nothing is written.
"""

from __future__ import annotations

import base64
import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from exercise_companion.catalogue import regions
from exercise_companion.catalogue.library import library
from exercise_companion.clinic.commands import continuing, see_where
from exercise_companion.clinic.drafting import read_draft, templates
from exercise_companion.clinic.given import Given
from exercise_companion.clinic.opening import require_unchanged
from exercise_companion.clinic.setting_values import (
    quoted,
    refuse,
    with_changes,
    with_prescriber_fields,
    with_typed_line,
)
from exercise_companion.clock import machine_zone
from exercise_companion.core.draft import entries_at, value_at, with_value
from exercise_companion.core.draft_gaps import with_frame
from exercise_companion.core.draft_items import with_item
from exercise_companion.core.draft_mark import is_draft
from exercise_companion.core.draft_paths import named_path
from exercise_companion.core.draft_question import Setting, is_missing
from exercise_companion.core.draft_shape import misshapen
from exercise_companion.core.draft_start import (
    PERSON,
    NewIds,
    blank,
    next_version,
    started,
    with_new_ids,
    with_plan,
)
from exercise_companion.core.identity import birth_fault
from exercise_companion.core.library_search import exercise_named, meant_by
from exercise_companion.core.program import ISO_DATE, Patient, Prescriber
from exercise_companion.core.same_person import SAME, differences, is_somebody_else
from exercise_companion.programs.dating import with_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.canonical import JsonObject
    from exercise_companion.clinic.setting_values import Tell
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

KEY_BYTES: Final = 20
"""Randomness of a clearance key, which is 32 letters long."""

ANEW: Final = (
    "For somebody else: the plan and your details stay. What was recorded of the person before is"
    " left out; give it anew."
)

_OF_A_DOSE: Final = frozenset({"dose", "flare_dose", "exercise", "when"})
"""Fields of an exercise in a phase that say what is done, how much and how often."""

ABOUT_THE_THERAPIST: Final = frozenset({"prescriber", "contacts", "region", "locale", "units"})
"""What a therapist's own file may hold: the same for every patient."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new program is made of, as it was asked for."""

    start: date
    template: str | None = None
    """A shipped template's name, or a file."""
    exercises: tuple[str, ...] = ()
    """Ids of the library, each alone or with its dose: `bridge=2 x 8`; after those of a draft."""
    earlier: Path | None = None
    """The version before."""
    patient: Path | None = None
    therapist: Path | None = None
    changes: tuple[str, ...] = ()
    """`path=value`, in the order they are made."""
    gives_new_ids: bool = False
    """Of a draft that was copied for another person."""
    from_library: bool = False
    """Begin with an empty plan; which exercises is asked."""

    @property
    def types_a_dose(self) -> bool:
        """Whether a dose, a part of one, or what is done at it, is among what was typed."""
        places = (change.partition("=")[0].strip() for change in self.changes)
        parts = (part for place in places for part in place.split("."))
        return any("=" in each for each in self.exercises) or not _OF_A_DOSE.isdisjoint(parts)

    @property
    def begins_with_nothing(self) -> bool:
        """Whether neither a plan nor an exercise was named."""
        return not (self.exercises or self.template or self.earlier or self.from_library)


def begin(wanted: Wanted, ids: NewIds, today: date, tell: Tell) -> Draft:
    """The draft that was asked for.

    Args:
        wanted: what it is made of.
        ids: for a new program; a later version keeps its own.
        today: the day it is written.
        tell: is told what a typed dose was understood as, and what it keeps and leaves out.

    Raises:
        ProgramProblems: a file cannot be read.
        UsageFault: a name, a place or a value is wrong, or a next version is for somebody else.

    """
    given = Given(tell)
    begun = _begun(wanted, ids, today, given)
    draft = _with_files(begun, wanted, today, given)
    if wanted.earlier is not None:
        _require_same_person(begun, draft, wanted.earlier, tell)
    return draft


def _require_same_person(before: Draft, after: Draft, file: Path, tell: Tell) -> None:
    """A next version is for the same patient: a correction is said, somebody else refused.

    Raises:
        UsageFault: the id is another, or both the name and the birth date.

    """
    was, now = (value_at(draft, ("patient",)) for draft in (before, after))
    if is_somebody_else(was, now):
        what_to_do = "A program for somebody else begins anew: leave out --from and --continue."
        refuse(f"That is not the patient of {quoted(file.name)}.", what_to_do)
    for words in differences(was, now).values():
        tell(f"{words} {SAME}")


def _is_next_version(draft: Draft) -> bool:
    version = draft.tree.get("version")
    return draft.tree.get("supersedes") is not None or (isinstance(version, int) and version > 1)


def new_ids() -> NewIds:
    """Random ids for a new program."""
    key = base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode()
    return NewIds(str(uuid.uuid4()), key, f"p-{secrets.token_hex(4)}")


def go_on(kept: Path, wanted: Wanted, today: date, tell: Tell) -> Draft:
    """A draft that was kept, with what is given now.

    Args:
        kept: its file.
        wanted: what is given.
        today: the day it is written.
        tell: as above.

    Raises:
        ProgramProblems: a file cannot be read.
        UsageFault: a place or a value is wrong, or a next version is for somebody else.

    """
    given = Given(tell)
    before = read_draft(kept, with_tags=True)
    if wanted.gives_new_ids:
        before = with_new_ids(before, new_ids())
        tell(ANEW)
    framed = _whole_frame(before, kept, wanted.start, today)
    _require_new(framed, wanted.exercises)
    draft = _with_files(_with_exercises(framed, wanted.exercises, given), wanted, today, given)
    if _is_next_version(before):
        _require_same_person(before, draft, kept, tell)
    return draft


def _whole_frame(draft: Draft, kept: Path, start: date, today: date) -> Draft:
    """A draft with what every program has and nobody is asked for; what it holds stays.

    Raises:
        ProgramProblems: it was changed after it was finished or signed (V-19, H-04).
        UsageFault: it cannot be gone on with.

    """
    if draft.tree.get("kind") == "template":
        refuse(f"{quoted(kept.name)} is a template.", "Begin from it: --template FILE.")
    if place := misshapen(draft):
        refuse(
            f"{quoted(str(place[0]))} in {quoted(kept.name)} holds something else.",
            see_where(kept),
        )
    begun = blank(start, new_ids())
    if "integrity" in draft.tree:
        require_unchanged(kept, today)
        draft = with_value(draft, ("integrity",), None)  # a draft has none
    draft = with_frame(draft, begun, today.isoformat())
    made_up: list[JsonPath] = [("valid_from",), ("patient", "patient_id")]
    if draft.tree.get("version") == 1:
        made_up.append(("version_note",))
    for path in (each for each in made_up if is_missing(draft, each)):
        draft = with_value(draft, path, value_at(begun, path))
    return draft


def _with_files(draft: Draft, wanted: Wanted, today: date, given: Given) -> Draft:
    if wanted.therapist is not None:
        draft = _with_fields(draft, wanted.therapist, ABOUT_THE_THERAPIST, wanted.start)
    if wanted.patient is not None:
        draft = _with_fields(draft, wanted.patient, PERSON, wanted.start)
    draft = with_changes(draft, wanted.changes, given)
    _require_born(draft, today)
    return draft


def _require_born(draft: Draft, today: date) -> None:
    """Refuse a birth date that nobody living has; what is no date at all the check explains."""
    born = value_at(draft, ("patient", "birth_date"))
    if not isinstance(born, str) or not ISO_DATE.fullmatch(born):
        return
    with suppress(ValueError):  # the 31st of February
        if fault := birth_fault(date.fromisoformat(born), today):
            refuse(fault, "Correct it in the file, or give --set patient.birth_date=1957-03-04.")


def setting(today: date) -> Setting:
    """What the questions have to know of this installation and this computer."""
    zone = machine_zone()
    numbers = {code: row.emergency for code, row in regions().items() if row.emergency.isdigit()}
    return Setting(
        today=today,
        exercises={exercise.id: exercise for exercise in library().exercises},
        emergency_numbers=numbers,
        time_zone=zone.key if zone is not None else None,
    )


def _begun(wanted: Wanted, ids: NewIds, today: date, given: Given) -> Draft:
    _require_one_source(wanted)
    plan = None if wanted.template is None else _template(wanted.template, wanted.start)
    if wanted.earlier is not None:
        before = _prescription(wanted.earlier, today)
        later = next_version(before, wanted.start, today)
        return later if plan is None else with_plan(later, plan)
    if plan is not None:
        return started(plan, wanted.start, ids)
    return _with_exercises(blank(wanted.start, ids), wanted.exercises, given)


def _require_one_source(wanted: Wanted) -> None:
    if wanted.exercises and (wanted.template is not None or wanted.earlier is not None):
        what_to_do = "Begin with the plan, then add exercises in the desk or with --set."
        refuse("Single exercises and a whole plan were both asked for.", what_to_do)
    if wanted.begins_with_nothing:
        what_to_do = "Give --template NAME, --exercise ID or --from FILE; --list names them."
        refuse("There is nothing to begin with.", what_to_do)


def _template(named: str, start: date) -> JsonObject:
    """A template's tree, its day offsets as dates.

    Raises:
        UsageFault: it is neither a shipped template's name nor a template's file.
        ProgramProblems: the file cannot be read, or was changed after it was finished.

    """
    shipped = {each.name: each.path for each in templates()}
    path = shipped.get(named, Path(named))
    if named not in shipped and not path.exists():
        refuse(f"There is no template {quoted(named)}.", f"What there is: {', '.join(shipped)}.")
    tree = read_draft(path).tree
    if tree.get("kind") != "template":
        what_to_do = "It is one patient's program. For a new version of it use --from."
        refuse(f"{quoted(path.name)} is not a template.", what_to_do)
    require_unchanged(path, start)
    return with_dates(tree, start)


def _prescription(path: Path, today: date) -> Draft:
    """The version before: nobody goes on from one that was changed unseen (V-19, H-04).

    Raises:
        UsageFault: it is a template or a draft.
        ProgramProblems: it cannot be read, or was changed after it was finished or signed.

    """
    draft = read_draft(path)
    if is_draft(draft.tree, path.name):
        refuse(f"{quoted(path.name)} is a draft.", f"Finish it first: {continuing(path)}")
    if draft.tree.get("kind") != "prescription":
        refuse(f"{quoted(path.name)} is not a prescription.", "For a template use --template.")
    require_unchanged(path, today)
    return draft


def _with_exercises(draft: Draft, named: Iterable[str], given: Given) -> Draft:
    """The draft with more exercises; a dose that was typed with one is said back.

    Raises:
        UsageFault: there is no such exercise, or its dose is none.

    """
    there = len(entries_at(draft, ("phases", 0, "items")))
    for number, words in enumerate(named, start=there):
        name, equals, dose = (part.strip() for part in words.partition("="))
        exercise = exercise_named(library().exercises, name) or _refuse_name(name, words)
        draft = with_item(draft, 0, exercise)
        if equals:
            draft = with_typed_line(draft, (0, number), dose, words, given)
    return draft


def _require_new(draft: Draft, typed: Iterable[str]) -> None:
    """Refuse an exercise that a draft has already: its dose may be meant to change.

    Raises:
        UsageFault: so it is.

    """
    there = [item.get("exercise") for item in entries_at(draft, ("phases", 0, "items"))]
    for words in typed:
        name, _, dose = (part.strip() for part in words.partition("="))
        exercise = exercise_named(library().exercises, name)
        if exercise is None or exercise.id not in there:
            continue
        path: JsonPath = ("phases", 0, "items", there.index(exercise.id), "dose")
        place = f"{'.'.join(named_path(draft, path))}={dose or '2 x 8'}"
        change = f'To change its dose: --set "{place}".'
        refuse(f"{exercise.name} is in this draft already.", f"{change} Twice: add it at the desk.")


def _refuse_name(name: str, words: str) -> NoReturn:
    """Refuse a name that no exercise has, and say which may be meant.

    Args:
        name: as it was typed.
        words: the whole option; a dose without "=" before it is part of the name.

    Raises:
        UsageFault: always.

    """
    every = library().exercises
    parts = name.split()
    heads = (" ".join(parts[:end]) for end in range(len(parts), 0, -1))
    head = next((each for each in heads if exercise_named(every, each)), "")
    if head and "=" not in words:
        dose = name.removeprefix(head).strip()
        how = f"Put = between the exercise and its dose: --exercise {quoted(f'{head}={dose}')}."
    else:
        near = " or ".join(meant_by(every, name))
        how = f"Did you mean {near}? " if near else ""
        how = f"{how}`exercise-companion exercises` lists them."
    refuse(f"There is no exercise {quoted(name)} in the library.", how)


def _with_fields(draft: Draft, path: Path, allowed: frozenset[str], start: date) -> Draft:
    """The draft with the fields of a file; objects are joined field by field.

    Raises:
        UsageFault: the file holds a field that does not belong into it.
        ProgramProblems: it cannot be read.

    """
    given = with_dates(read_draft(path).tree, start)
    if others := sorted(given.keys() - allowed):
        what_happened = f"{quoted(others[0])} does not belong into {quoted(path.name)}."
        refuse(what_happened, _what_belongs(others[0], allowed))
    for name, value in given.items():
        if name == "prescriber" and isinstance(value, dict):
            draft = with_prescriber_fields(draft, value)
            continue
        old = value_at(draft, (name,))
        joined = old | value if isinstance(old, dict) and isinstance(value, dict) else value
        draft = with_value(draft, (name,), joined)
    return draft


def _what_belongs(name: str, allowed: frozenset[str]) -> str:
    """What such a file may hold; for a field that stands one level too high, how it is written."""
    for part, model in (("patient", Patient), ("prescriber", Prescriber)):
        if part in allowed and name in model.model_fields:
            return f'Write it inside of the part it is of: {{"{part}": {{"{name}": …}}}}'
    return f"It may hold {', '.join(sorted(allowed))}."
