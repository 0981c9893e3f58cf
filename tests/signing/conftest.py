"""A folder of keys for every test, and a prescription to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import as_bytes
from journeys import keyed_program
from signatures import a_key

from exercise_companion import signing
from exercise_companion.clinic.signatures import KEY_FILE
from exercise_companion.paths import KEYS_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of keys, named in the environment."""
    folder = tmp_path / "keys"
    monkeypatch.setenv(KEYS_VARIABLE, str(folder))
    return folder


@pytest.fixture
def key(keys: Path) -> signing.SigningKey:
    """A key that is there, without a passphrase."""
    made = a_key()
    keys.mkdir(mode=0o700)
    path = keys / KEY_FILE
    path.write_text(signing.key_text(made, ""), encoding="ascii")
    path.chmod(0o600)
    return made


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A prescription that is right and not signed."""
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(keyed_program()))
    return path
