"""A signed clearance: the therapist's answer to a lock code, as a file (decisions A15)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from exercise_companion.core.program import Day, Integrity, Part, PersonName, ShortName, Slug, Uuid


class ClearanceFile(Part):
    """Ends one lock of one patient under one program, and nothing reported afterwards."""

    kind: Literal["clearance"]
    schema_version: Annotated[str, Field(pattern=r"^\d{1,3}\.\d{1,3}\.\d{1,3}$")]
    patient_id: Slug
    program_id: Uuid
    lock_code: Annotated[str, Field(pattern=r"^[A-HJ-NP-Z2-9]{8}$")]
    """Stands for the very alerts that were open when it was read out."""
    decided_on: Day
    cleared_by: PersonName
    role: ShortName
    licence_no: ShortName
    integrity: Integrity
