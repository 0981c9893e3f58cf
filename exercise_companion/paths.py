"""Where things live: the patient's data and the example programs. Nothing is created here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA_VARIABLE: Final = "EXERCISE_COMPANION_DATA"
"""The environment variable that names the data folder."""

KEYS_VARIABLE: Final = "EXERCISE_COMPANION_KEYS"
"""The environment variable that names the folder of the therapist's signing key."""

THERAPIST_VARIABLE: Final = "EXERCISE_COMPANION_THERAPIST"
"""The environment variable that names the therapist's folder."""

PASSPHRASE_VARIABLE: Final = "EXERCISE_COMPANION_PASSPHRASE_FILE"  # noqa: S105 - a name
"""The environment variable that names a file with the passphrase of the data. For scripts."""

_PROJECT: Final = "exercise-companion"
_PACKAGE: Final = Path(__file__).resolve().parent
_NAMES_PROJECT: Final = re.compile(rf"""^name\s*=\s*["']{_PROJECT}["']\s*$""", re.MULTILINE)


def data_folder(option: Path | None, environ: Mapping[str, str]) -> Path:
    """The folder that holds the patient's data.

    The first that is given counts: the option, `EXERCISE_COMPANION_DATA`, `data/` of a checkout
    (decisions E12), the user's data folder.

    Args:
        option: what `--data` said.
        environ: the process environment.

    """
    if named := option or environ.get(DATA_VARIABLE):
        return Path(named).expanduser()
    if checkout := _checkout(_PACKAGE.parent):
        return checkout / "data"
    import platformdirs  # noqa: PLC0415 - most starts do not need it

    return platformdirs.user_data_path(_PROJECT, appauthor=False)


def keys_folder(option: Path | None, environ: Mapping[str, str]) -> Path:
    """The folder of the therapist's signing key: their own folder, unless another is named.

    Args:
        option: what `--keys` said.
        environ: the process environment.

    """
    if named := option or environ.get(KEYS_VARIABLE):
        return Path(named).expanduser()
    return therapist_folder(environ)


def therapist_folder(environ: Mapping[str, str]) -> Path:
    """The therapist's own folder: never inside a patient's data or a checkout.

    Args:
        environ: the process environment; `EXERCISE_COMPANION_THERAPIST` names another folder.

    """
    if named := environ.get(THERAPIST_VARIABLE):
        return Path(named).expanduser()
    import platformdirs  # noqa: PLC0415 - most starts do not need it

    return platformdirs.user_data_path(f"{_PROJECT}-therapist", appauthor=False)


def programs_folder() -> Path:
    """The folder with the example programs and templates.

    An editable install has no packaged copy, hence the checkout's.

    Raises:
        CompanionError: this installation has neither.

    """
    packaged = _PACKAGE / "_programs"
    if packaged.is_dir():
        return packaged
    checkout = _checkout(_PACKAGE.parent)
    if checkout is None or not (checkout / "programs").is_dir():
        what_happened = "The example programs are not part of this installation."
        what_to_do = "Install Exercise Companion again."
        raise CompanionError(what_happened, what_to_do)
    return checkout / "programs"


def _checkout(folder: Path) -> Path | None:
    """The folder, if it is a checkout: its `pyproject.toml` names this project (decisions E12)."""
    try:
        described = (folder / "pyproject.toml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return folder if _NAMES_PROJECT.search(described) else None
