"""The therapist's signing key: made, shown, used on a program, and compared with a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion import signing
from exercise_companion.canonical import content_hash
from exercise_companion.clinic.commands import typed
from exercise_companion.clinic.finishing import plan_lines
from exercise_companion.clinic.opening import in_therapists_words, require_right_signature
from exercise_companion.clinic.own_files import close_words, is_open_to_others
from exercise_companion.core.fingerprint import typed_fingerprint
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import CompanionError, Refused, UsageFault
from exercise_companion.paths import keys_folder
from exercise_companion.programs import ProgramProblems, default_tables, read, read_tree
from exercise_companion.programs.files import file_bytes
from exercise_companion.programs.integrity import with_integrity
from exercise_companion.reports.files import write_private

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from exercise_companion.programs import Loaded

KEY_FILE: Final = "signing-key.pem"
"""The name of the key's file in the folder of keys."""

Standing = Literal["good", "wrong", "unsigned", "changed", "not_checked", "other_key"]
"""What `verify` says; `changed`: not signed, and another content than the one that was finished;
`other_key`: rightly signed, but not with the key that was named."""


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A program as it was read to be signed: what is shown of it is what is signed."""

    path: Path
    """Where it is, as it was named."""
    data: bytes
    """The whole file."""
    loaded: Loaded

    @property
    def words(self) -> str:
        """Whose program it is, and which."""
        program = self.loaded.program
        return f"{program.patient.display_name}, {program.title}, version {program.version}"

    @property
    def doses(self) -> tuple[str, ...]:
        """What the patient will be asked to do, as it was confirmed (H-17)."""
        return tuple(plan_lines(self.loaded.program))


@dataclass(frozen=True, slots=True)
class Signed:
    """A program that was signed."""

    path: Path
    """Where it is, as it was named."""
    key_id: str
    words: str
    """Whose program it is, and which."""
    is_demo: bool
    """Whether it is a demonstration: no program for a person, signed or not."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What looking at the signature of a file showed."""

    standing: Standing
    key_id: str
    """Whose it is; empty unless it is rightly signed."""


@dataclass(frozen=True, slots=True)
class KeyAtHand:
    """A key that can be signed with here and now."""

    key_id: str
    is_locked: bool
    """Whether it asks for a passphrase."""


def key_at_hand(folder: Path) -> KeyAtHand:
    """The therapist's key, if a program can be signed with it here.

    Raises:
        CannotSign: signatures are not to be had here.
        UsageFault, Refused: there is no key, or its file cannot be used.

    """
    if not signing.can_sign():
        raise signing.CannotSign
    return KeyAtHand(shown_key(folder).key_id, key_is_locked(folder))


def make_key(folder: Path, passphrase: str) -> signing.PublicKey:
    """Make the therapist's key and keep it, for its owner alone.

    Raises:
        UsageFault: there is one already; it is not touched.
        CannotSign: signatures are not to be had here.
        CompanionError: it cannot be written.

    """
    path = folder / KEY_FILE
    if path.exists():
        raise _key_is_there()
    key = signing.new_key()
    _make_private_folder(folder)
    try:
        write_private(path, signing.key_text(key, passphrase), replace=False)
    except UsageFault as cause:
        raise _key_is_there() from cause
    return key.public


def shown_key(folder: Path) -> signing.PublicKey:
    """The public half of the therapist's key; no passphrase is needed.

    Raises:
        UsageFault: there is no key, or its file cannot be used.

    """
    return signing.public_part(_key_text(folder))


def key_is_locked(folder: Path) -> bool:
    """Whether the key needs a passphrase.

    Raises:
        UsageFault: there is no key, or its file cannot be used.

    """
    return signing.needs_passphrase(_key_text(folder))


def opened_key(
    folder: Path, passphrases: Iterable[str], shown: str | None = None
) -> signing.SigningKey:
    """The therapist's key, ready to sign.

    Args:
        folder: where it is kept.
        passphrases: what to open it with, one after another until one does; none is asked for
            where the key is not locked.
        shown: the code of the key that was shown to the one who signs; None where none was.

    Raises:
        Refused, UsageFault: it cannot be used, or is another one than was shown.

    """
    text = _key_text(folder)
    _require_as_shown(signing.public_part(text), shown)
    if not signing.needs_passphrase(text):
        return signing.open_key(text, "")
    wrong = signing.WrongPassphrase()
    for passphrase in passphrases:
        try:
            return signing.open_key(text, passphrase)
        except signing.WrongPassphrase as refusal:
            wrong = refusal
    raise wrong


def read_to_sign(path: Path, today: date) -> Unsigned:
    """Read a whole and right prescription that is to be signed.

    What was changed after somebody signed it is not signed again: nobody could see the change
    (V-19, H-04). Who made it takes `integrity` out first.

    Args:
        path: the prescription. A template or a draft is refused.
        today: the day from which a demonstration counts its dates.

    Raises:
        UsageFault: the file is not a prescription without errors.

    """
    with in_therapists_words():
        data = file_bytes(path)
        loaded = read(data, anchor=today, tables=default_tables(), name=str(path))
        require_right_signature(loaded, str(path))
    return Unsigned(path, data, loaded)


def sign_file(
    unsigned: Unsigned,
    out: Path | None,
    key: signing.SigningKey,
    *,
    replace: bool = False,
) -> Signed:
    """Sign what was read; only its `integrity` changes.

    Args:
        unsigned: what was read, and shown to the one who signs.
        out: where the signed file goes; in place if not given.
        key: the therapist's, opened (see `opened_key`).
        replace: whether a file at `out` may be replaced.

    Raises:
        Refused, UsageFault: the file is another one by now (H-04); nothing was written.

    """
    path, loaded = unsigned.path, unsigned.loaded
    document = with_integrity(
        loaded.document, signing.signed_integrity(loaded.tree, key, "program")
    )
    tree = read_tree(document.encode(), name=str(path))
    if signing.judge(tree, "program").state != "good" or content_hash(tree) != loaded.sha256:
        what_happened = "The signed file could not be made."
        raise CompanionError(what_happened, "Nothing was written. Check the layout of the file.")
    _require_as_read(unsigned)
    write_private(out or path.resolve(), document, replace=replace or out is None)
    return Signed(out or path, key.public.key_id, unsigned.words, loaded.program.demo)


def _require_as_shown(key: signing.PublicKey, shown: str | None) -> None:
    """Refuse to sign with another key than the one that was shown.

    Raises:
        Refused: it was replaced.

    """
    if shown is not None and key.key_id != shown:
        what_happened = f"The key here is now {key.key_id}, not {shown}. Nothing was signed."
        raise Refused(what_happened, "Sign it anew: then you see the key that is here.")


def _require_as_read(unsigned: Unsigned) -> None:
    """Refuse to sign what was shown when the file is another one by now.

    Raises:
        Refused: it was changed, replaced or taken away.

    """
    try:
        is_same = file_bytes(unsigned.path) == unsigned.data
    except ProgramProblems:
        is_same = False
    if not is_same:
        named = neutral(unsigned.path.name)
        what_happened = f"{named} was changed since it was shown here. Nothing was signed."
        raise Refused(what_happened, "Sign it anew: then you see what it is now.")


def verify_file(path: Path, key_id: str | None) -> Verified:
    """Whether a file is rightly signed as a program, and with which key.

    Whether the program itself is right is for `check` to say.

    Args:
        path: any file.
        key_id: the code of the key it should be signed with, as typed.

    Raises:
        UsageFault: it is no JSON file that can be read safely, or that is not the code of a key.

    """
    expected = None if key_id is None else typed_key(key_id)
    with in_therapists_words():
        tree = read_tree(file_bytes(path), name=str(path))
    verdict = signing.judge(tree, "program")
    if verdict.state == "wrong" and not signing.is_signed(tree):
        return Verified("changed", "")
    if verdict.key is None:
        return Verified(verdict.state, "")
    is_other = expected is not None and verdict.key.key_id != expected
    return Verified("other_key" if is_other else verdict.state, verdict.key.key_id)


def typed_key(typed: str) -> str:
    """The code of a key as a person typed it, in its one spelling.

    Raises:
        UsageFault: it is not one.

    """
    key_id = typed_fingerprint(typed)
    if key_id is None:
        what_happened = "That is not the code of a key."
        what_to_do = "It has five groups of four letters and digits, without O, I, 0 and 1."
        raise UsageFault(what_happened, what_to_do)
    return key_id


def _key_text(folder: Path) -> str:
    path = folder / KEY_FILE
    try:
        if is_open_to_others(path.stat()):
            raise Refused(*close_words("your signing key", path))
        return path.read_text(encoding="ascii")
    except FileNotFoundError as cause:
        what_happened = "There is no signing key here yet."
        raise UsageFault(what_happened, f"Make one: {_new_key_command(folder)}") from cause
    except (OSError, UnicodeDecodeError) as cause:
        what_happened = "The signing key cannot be read."
        raise UsageFault(what_happened, "Check the folder of keys (--keys).") from cause


def _new_key_command(folder: Path) -> str:
    """How a key is made in a folder, which is named where it is not the usual one."""
    command = "exercise-companion program key new"
    is_usual = folder == keys_folder(None, os.environ)
    return command if is_usual else f"{command} --keys {typed(folder)}"


def _make_private_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as cause:
        what_happened = "The folder of keys cannot be made."
        raise CompanionError(what_happened, "Check --keys and the room on the disk.") from cause


def _key_is_there() -> UsageFault:
    return UsageFault(
        "There is a signing key already. It was not touched.",
        "Use it, or name another folder with --keys. Patients know you by your key.",
    )
