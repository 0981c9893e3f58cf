"""Reading a prescription: each stage reports everything it finds, then the next one may start.

Bytes, text, JSON tree, kind and version, plain text, model, rules that look across fields, hash.
Nothing is installed or changed here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from exercise_companion.canonical import content_hash
from exercise_companion.core.checks import check_program, check_template
from exercise_companion.core.clearance_file import ClearanceFile
from exercise_companion.core.draft_mark import is_draft, still_a_draft
from exercise_companion.core.problem import found
from exercise_companion.core.program import SCHEMA_MAJOR, Program, Template
from exercise_companion.programs.faults import ProgramProblems, in_file_order
from exercise_companion.programs.files import file_bytes
from exercise_companion.programs.integrity import integrity_problems
from exercise_companion.programs.json_text import located, text_of, tree_of, unsafe_texts
from exercise_companion.programs.wording import model_problems, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.checks import Tables
    from exercise_companion.core.problem import Problem

CLEARANCE: Final = "clearance"
_VERSION: Final = re.compile(r"([0-9]{1,3})\.[0-9]{1,3}\.[0-9]{1,3}")

PlanT = TypeVar("PlanT", Program, Template, ClearanceFile)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A prescription that passed every check."""

    program: Program
    tree: dict[str, JsonValue]
    """The file as it is written; what is hashed."""
    sha256: str
    """Hash of the canonical form without `integrity` (V-19, decisions D3)."""
    document: str
    """The file's text, for keeping."""
    warnings: tuple[Problem, ...]
    """Legal but unwise, in the order of the file."""


@dataclass(frozen=True, slots=True)
class LoadedTemplate:
    """A template that passed every check. It can never be loaded as treatment."""

    template: Template
    tree: dict[str, JsonValue]
    sha256: str
    document: str
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LoadedClearance:
    """A clearance file whose fields can be read. Whose it is has not been looked at."""

    clearance: ClearanceFile
    tree: dict[str, JsonValue]


def read(data: bytes, *, anchor: date, tables: Tables, name: str = "program") -> Loaded:
    """Read and check a prescription.

    Args:
        data: the file's bytes.
        anchor: the day from which a demonstration counts its dates (decisions D6).
        tables: reference data to compare with.
        name: the file's name, for messages.

    Raises:
        ProgramProblems: everything to mend.

    """
    return _loaded(_source(data, name), anchor, tables)


def read_template(
    data: bytes, *, anchor: date, tables: Tables, name: str = "template"
) -> LoadedTemplate:
    """Read and check a template; otherwise like `read`.

    Raises:
        ProgramProblems: everything to mend.

    """
    return _loaded_template(_source(data, name), anchor, tables)


def read_any(
    data: bytes, *, anchor: date, tables: Tables, name: str = "program"
) -> Loaded | LoadedTemplate:
    """Read and check a prescription or a template, whichever the file says it is.

    Raises:
        ProgramProblems: everything to mend.

    """
    source = _source(data, name)
    if source.tree.get("kind") == "template":
        return _loaded_template(source, anchor, tables)
    return _loaded(source, anchor, tables)


def read_file(path: Path, *, anchor: date, tables: Tables) -> Loaded:
    """Read and check a prescription file; only a regular file of at most 1 MB is opened.

    Raises:
        ProgramProblems: everything to mend, or why the file cannot be read.

    """
    return read(file_bytes(path), anchor=anchor, tables=tables, name=str(path))


def read_clearance(data: bytes, *, name: str) -> LoadedClearance:
    """Read a clearance file; its signature is for `signing` to judge.

    Raises:
        ProgramProblems: everything that is wrong with it.

    """
    source = _source(data, name)
    return LoadedClearance(_plan(source, ClearanceFile, CLEARANCE, date.min), source.tree)


def read_tree(data: bytes, *, name: str) -> dict[str, JsonValue]:
    """The JSON object in a file, whatever it says; only that it is safe to read was checked.

    Raises:
        ProgramProblems: the bytes are no JSON object that can be read safely.

    """
    source = _source(data, name)
    source.refuse_if_any(unsafe_texts(source.document, source.tree))
    return source.tree


def read_structure(data: bytes, *, anchor: date, name: str = "program") -> Program | Template:
    """Check each field of a prescription or template, but not how they agree, nor the hash.

    Raises:
        ProgramProblems: everything to mend.

    """
    source = _source(data, name)
    if source.tree.get("kind") == "template":
        return _plan(source, Template, "template", anchor)
    return _plan(source, Program, "prescription", anchor)


def read_plan(data: bytes, *, anchor: date, name: str = "template") -> Template:
    """Like `read_structure`, for a template: what can be shown of a plan that is being written.

    Raises:
        ProgramProblems: everything to mend.

    """
    return _plan(_source(data, name), Template, "template", anchor)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file that is JSON, whatever it says."""

    name: str
    document: str
    tree: dict[str, JsonValue]

    def refusal(self, problems: Iterable[Problem]) -> ProgramProblems:
        """The error for at least one problem, each with its line and column."""
        return ProgramProblems(self.name, located(problems, self.document, self.tree))

    def refuse_if_any(self, problems: Iterable[Problem]) -> None:
        """Raise `ProgramProblems` if there is any problem."""
        collected = list(problems)
        if collected:
            raise self.refusal(collected)


def _source(data: bytes, name: str) -> _Source:
    document = text_of(data, name)
    tree = tree_of(document, name)
    if not isinstance(tree, dict):
        fault = found("V-02", (), "This is not a prescription.", "It must start with {.")
        raise ProgramProblems(name, located([fault], document, tree))
    return _Source(name, document, tree)


def _plan(source: _Source, model: type[PlanT], kind: str, anchor: date) -> PlanT:
    """The file as the model reads it; only a demonstration or a template may count its days."""
    source.refuse_if_any(_envelope_problems(source, kind))
    source.refuse_if_any(unsafe_texts(source.document, source.tree))
    counts_days = source.tree.get("demo") is True or kind == "template"
    context = {"anchor": anchor} if counts_days else None
    try:
        return model.model_validate_json(
            source.document, context=context, by_alias=True, by_name=False
        )
    except ValidationError as error:
        # Without its cause: the library's text quotes the patient's data.
        raise source.refusal(model_problems(error, model, source.tree)) from None
    except OverflowError as cause:
        fault = found("V-04", (), "A date is beyond the calendar.", "Use nearer dates.")
        raise source.refusal([fault]) from cause


def _loaded(source: _Source, anchor: date, tables: Tables) -> Loaded:
    program = _plan(source, Program, "prescription", anchor)
    sha256 = content_hash(source.tree)
    problems = [
        *check_program(program, tables),
        *_zone_problems(program),
        *integrity_problems(program.integrity, sha256),
    ]
    warnings = _settled(source, problems)
    return Loaded(program, source.tree, sha256, source.document, warnings)


def _loaded_template(source: _Source, anchor: date, tables: Tables) -> LoadedTemplate:
    template = _plan(source, Template, "template", anchor)
    warnings = _settled(source, check_template(template, tables))
    return LoadedTemplate(
        template, source.tree, content_hash(source.tree), source.document, warnings
    )


def _settled(source: _Source, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The warnings, in the order of the file; refuses the file if there are errors."""
    if any(problem.severity == "error" for problem in problems):
        raise source.refusal(problems)
    if not problems:
        return ()
    return in_file_order(located(problems, source.document, source.tree))


def _envelope_problems(source: _Source, kind: str) -> Iterator[Problem]:
    """What kind of file it is, and written for which version of the format (V-01)."""
    tree = source.tree
    written = tree.get("kind")
    if kind != CLEARANCE and is_draft(tree, source.name):
        yield still_a_draft()
    if written != kind:
        yield found("V-02", ("kind",), *_kind_words(written, kind))
    version = tree.get("schema_version")
    numbers = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if version is not None and (numbers is None or int(numbers.group(1)) != SCHEMA_MAJOR):
        yield found(
            "V-01",
            ("schema_version",),
            f"{quoted(version)} is not a version of the format that is known here.",
            f"Use version {SCHEMA_MAJOR} (1.0.0), or update this program.",
        )


def _kind_words(written: JsonValue, kind: str) -> tuple[str, str]:
    if written == "template" and kind != CLEARANCE:
        return (
            "This is a template. It has no patient and cannot be loaded as treatment.",
            "Make a prescription from it first.",
        )
    if written == CLEARANCE:
        what = "This file ends a lock. It is no plan."
        return what, "Give its name where the lock asks for a code."
    if kind == CLEARANCE:
        return "This is no file that ends a lock.", "Ask your therapist for the right one."
    if written == "prescription":
        return "This is a prescription, not a template.", "Load it as a prescription."
    return "The file does not say that it is a prescription.", f'Set kind to "{kind}".'


def _zone_problems(program: Program) -> Iterator[Problem]:
    """V-04: the zone of the contacts' hours is one this computer knows."""
    try:
        ZoneInfo(program.contacts.time_zone)
    except (KeyError, OSError, ValueError):
        yield found(
            "V-04",
            ("contacts", "time_zone"),
            f"{quoted(program.contacts.time_zone)} is not a known time zone.",
            "Write it as area and city: Europe/London.",
        )
