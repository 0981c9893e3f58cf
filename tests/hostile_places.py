"""Things in a folder that are no file a prescription can be read from."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from hostile_bytes import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _missing(folder: Path) -> Path:
    return folder / "nothing.json"


def _folder(folder: Path) -> Path:
    return folder


def _pipe(folder: Path) -> Path:
    path = folder / "pipe.json"
    with suppress(FileExistsError):
        os.mkfifo(path)
    return path


def _link_to_a_pipe(folder: Path) -> Path:
    return _linked(folder, "to-pipe.json", _pipe(folder))


def _socket(folder: Path) -> Path:
    path = folder / "s"
    if not path.exists():
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(os.path.relpath(path))
    return path


def _dangling_link(folder: Path) -> Path:
    return _linked(folder, "dangling.json", folder / "nothing.json")


def _circle(folder: Path) -> Path:
    return _linked(folder, "circle.json", folder / "circle.json")


def _link_to_a_folder(folder: Path) -> Path:
    return _linked(folder, "to-folder.json", folder)


def _linked(folder: Path, name: str, target: Path) -> Path:
    path = folder / name
    with suppress(FileExistsError):
        path.symlink_to(target)
    return path


def _large(folder: Path) -> Path:
    path = folder / "large.json"
    path.write_bytes(GOOD + b" " * 1_000_000)
    return path


def _with_a_hole(folder: Path) -> Path:
    """A terabyte that takes no room."""
    path = folder / "hole.json"
    with path.open("wb") as file:
        file.truncate(2**40)
    return path


def _endless(_folder: Path) -> Path:
    return _folder / "/dev/zero"


def _random(_folder: Path) -> Path:
    return _folder / "/dev/random"


def _long_name(folder: Path) -> Path:
    return folder / ("a" * 5000)


def _acting_name(folder: Path) -> Path:
    """A name that would clear the screen and turn its letters round."""
    path = folder / "plan\x1b[2J\u202enosj.json"
    path.write_bytes(b"{")
    return path


def _name_that_is_no_text(folder: Path) -> Path:
    path = folder / os.fsdecode(b"plan-\xff.json")
    path.write_bytes(b"{")
    return path


def _below_a_file(folder: Path) -> Path:
    (folder / "file").write_bytes(GOOD)
    return folder / "file" / "plan.json"


PLACES: dict[str, Callable[[Path], Path]] = {
    "missing": _missing,
    "a folder": _folder,
    "a pipe nobody writes to": _pipe,
    "a link to a pipe": _link_to_a_pipe,
    "a socket": _socket,
    "a link to nothing": _dangling_link,
    "a link to itself": _circle,
    "a link to a folder": _link_to_a_folder,
    "larger than a plan can be": _large,
    "a terabyte of nothing": _with_a_hole,
    "an endless device": _endless,
    "a device of random bytes": _random,
    "a name of 5,000 letters": _long_name,
    "a name that acts": _acting_name,
    "a name that is no text": _name_that_is_no_text,
    "below a file": _below_a_file,
}
