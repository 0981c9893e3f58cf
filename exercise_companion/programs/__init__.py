"""From a prescription file's bytes to a checked program, or to problems with line and place."""

from exercise_companion.programs.faults import ProgramProblems
from exercise_companion.programs.files import MAX_BYTES
from exercise_companion.programs.reading import (
    Loaded,
    LoadedClearance,
    LoadedTemplate,
    read,
    read_any,
    read_clearance,
    read_file,
    read_plan,
    read_structure,
    read_template,
    read_tree,
)
from exercise_companion.programs.tables import default_tables

__all__ = [
    "MAX_BYTES",
    "Loaded",
    "LoadedClearance",
    "LoadedTemplate",
    "ProgramProblems",
    "default_tables",
    "read",
    "read_any",
    "read_clearance",
    "read_file",
    "read_plan",
    "read_structure",
    "read_template",
    "read_tree",
]
