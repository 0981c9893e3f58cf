"""Signatures: Ed25519 (RFC 8032) over the canonical form of a program or a clearance.

A signature says that whoever holds the therapist's key made this very content. It says nothing
about whether the content is right. The package `cryptography` (extra `signed`) is loaded only when
a signature is made or checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.canonical import UNHASHED, canonical_bytes, content_hash
from exercise_companion.core.fingerprint import fingerprint
from exercise_companion.core.problem import changed_since, found
from exercise_companion.errors import CompanionError, Refused, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import Problem

Purpose = Literal["program", "clearance"]
"""What is signed. A signature for one is worth nothing on the other."""

State = Literal["good", "wrong", "unsigned", "not_checked"]
"""`not_checked`: it is signed, but this installation cannot check signatures."""

_SIGNED_PARTS: Final = ("signature", "key_id", "public_key")
_HEX_64: Final = re.compile(r"[0-9a-f]{64}")
_HEX_128: Final = re.compile(r"[0-9a-f]{128}")
_PRIVATE: Final = re.compile(
    r"-----BEGIN (ENCRYPTED )?PRIVATE KEY-----.+-----END (?:ENCRYPTED )?PRIVATE KEY-----\n?",
    re.DOTALL,
)
_PUBLIC: Final = re.compile(r"^Public key: ([0-9a-f]{64})$", re.MULTILINE)

INSTALL: Final = (
    "Install the package that does it: python -m pip install cryptography (the extra `signed`)."
)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a key that may be known to everybody."""

    hexadecimal: str
    """The 32 bytes of RFC 8032, in lower-case hex."""

    @property
    def key_id(self) -> str:
        """The fingerprint, as it is read out on the phone."""
        return fingerprint(bytes.fromhex(self.hexadecimal))


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The therapist's key, opened."""

    private: Ed25519PrivateKey
    public: PublicKey


@dataclass(frozen=True, slots=True)
class Verdict:
    """What looking at a signature showed."""

    state: State
    key: PublicKey | None = None
    """Whose it is. None unless the signature is good."""


class WrongPassphrase(Refused):
    """The passphrase does not open the key; another may be typed."""

    def __init__(self) -> None:
        super().__init__(
            "The passphrase does not open the key.",
            "Nothing was signed. Look it up, and try again.",
        )


class CannotSign(CompanionError):
    """This installation can neither make nor check signatures."""

    def __init__(self) -> None:
        super().__init__("Signatures cannot be made or checked on this computer.", INSTALL)


def can_sign() -> bool:
    """Whether signatures can be made and checked here."""
    try:
        _require()
    except CannotSign:
        return False
    return True


def signed_bytes(tree: Mapping[str, JsonValue], key_id: str, purpose: Purpose) -> bytes:
    """Exactly what is signed: three parts, one after the other.

    1. `exercise-companion/program/1` (or `/clearance/1`) and a line feed, so that a signature
       serves one purpose only;
    2. the fingerprint of the key and a line feed, so that it cannot be swapped for another;
    3. the RFC 8785 form of the content without `integrity`.

    Raises:
        ValueError: see `canonical_bytes`.

    """
    content = {name: value for name, value in tree.items() if name != UNHASHED}
    return f"exercise-companion/{purpose}/1\n{key_id}\n".encode() + canonical_bytes(content)


def signed_integrity(
    tree: Mapping[str, JsonValue], key: SigningKey, purpose: Purpose
) -> dict[str, JsonValue]:
    """The `integrity` part that makes a content a signed one."""
    key_id = key.public.key_id
    return {
        "sha256": content_hash(tree),
        "signature": key.private.sign(signed_bytes(tree, key_id, purpose)).hex(),
        "key_id": key_id,
        "public_key": key.public.hexadecimal,
    }


def is_signed(tree: Mapping[str, JsonValue]) -> bool:
    """Whether a content says that somebody signed it, rightly or not."""
    integrity = tree.get(UNHASHED)
    named = integrity if isinstance(integrity, dict) else {}
    return any(named.get(name) is not None for name in _SIGNED_PARTS)


def judge(tree: Mapping[str, JsonValue], purpose: Purpose) -> Verdict:
    """Whether a content is signed, and rightly.

    Args:
        tree: any JSON object; nothing about it has to be right.
        purpose: what it is to serve as.

    """
    integrity = tree.get(UNHASHED)
    if not isinstance(integrity, dict):
        return Verdict("unsigned" if integrity is None else "wrong")
    signature, key_id, public_key = (integrity.get(name) for name in _SIGNED_PARTS)
    if not is_signed(tree):
        return Verdict("unsigned" if _hash_fits(tree, integrity) else "wrong")
    if not (_is_hex(signature, _HEX_128) and _is_hex(public_key, _HEX_64)):
        return Verdict("wrong")
    key = PublicKey(str(public_key))
    if key.key_id != key_id or not _hash_fits(tree, integrity):
        return Verdict("wrong")
    if not can_sign():
        return Verdict("not_checked")
    message = signed_bytes(tree, key.key_id, purpose)
    is_good = _is_signature(bytes.fromhex(str(signature)), message, key)
    return Verdict("good", key) if is_good else Verdict("wrong")


def problems(tree: Mapping[str, JsonValue]) -> tuple[Problem, ...]:
    """Rule V-19 for the signature of a program: that it is not a wrong one (H-04)."""
    if judge(tree, "program").state != "wrong":
        return ()
    if not is_signed(tree):
        return (changed_since(),)
    what = "The signature is not right: the file was changed or damaged after it was signed."
    how = "Ask for the file again. If the change is yours, take integrity out and sign anew."
    return (found("V-19", (UNHASHED, "signature"), what, how),)


def new_key() -> SigningKey:
    """A key nobody had before.

    Raises:
        CannotSign: `cryptography` is not installed.

    """
    _require()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - on demand
        Ed25519PrivateKey,
    )

    return _opened(Ed25519PrivateKey.generate())


def key_text(key: SigningKey, passphrase: str) -> str:
    """A key as its file holds it: what it is and its public half, then PKCS #8 in PEM.

    Args:
        key: the key.
        passphrase: locks the private half; empty leaves it open.

    """
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - on demand

    lock: form.KeySerializationEncryption = form.NoEncryption()
    if passphrase:
        lock = form.BestAvailableEncryption(passphrase.encode())
    private = key.private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)
    head = (
        "Signing key of Exercise Companion. Give this file to nobody.",
        f"Key code: {key.public.key_id}",
        f"Public key: {key.public.hexadecimal}",
    )
    return "\n".join(head) + "\n" + private.decode("ascii")


def needs_passphrase(text: str) -> bool:
    """Whether the key in a key file is locked with a passphrase."""
    return _private_part(text)[1] is not None


def public_part(text: str) -> PublicKey:
    """The public half of a key, as its file says it.

    Raises:
        UsageFault: the file is not a key file of ours.

    """
    _private_part(text)
    found = _PUBLIC.search(text)
    if found is None:
        raise _no_key_file()
    return PublicKey(found[1])


def open_key(text: str, passphrase: str) -> SigningKey:
    """The key in a key file.

    Raises:
        CannotSign: `cryptography` is not installed.
        WrongPassphrase: it is not the right one.
        UsageFault: the file is not a key file of ours.

    """
    _require()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - on demand
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - on demand
        load_pem_private_key,
    )

    part = _private_part(text)
    secret = passphrase.encode() if part[1] else None
    try:
        private = load_pem_private_key(part[0].encode("ascii"), secret or None)
    except (TypeError, ValueError) as cause:
        if part[1]:
            raise WrongPassphrase from cause
        raise _no_key_file() from cause
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key_file()
    key = _opened(private)
    if key.public != public_part(text):
        raise _no_key_file()
    return key


def _opened(private: Ed25519PrivateKey) -> SigningKey:
    return SigningKey(private, PublicKey(private.public_key().public_bytes_raw().hex()))


def _private_part(text: str) -> re.Match[str]:
    found = _PRIVATE.search(text)
    if found is None or not found[0].isascii():
        raise _no_key_file()
    return found


def _no_key_file() -> UsageFault:
    return UsageFault(
        "The key file is damaged, or not one of Exercise Companion.",
        "Take your copy of it, or make a new key and tell your patients its code.",
    )


def _hash_fits(tree: Mapping[str, JsonValue], integrity: Mapping[str, JsonValue]) -> bool:
    try:
        return integrity.get("sha256") == content_hash(tree)
    except ValueError:
        return False


def _is_hex(value: JsonValue, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _is_signature(signature: bytes, message: bytes, key: PublicKey) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - on demand
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - on demand
        Ed25519PublicKey,
    )

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.hexadecimal)).verify(
            signature, message
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _require() -> None:
    try:
        import cryptography.hazmat.primitives.asymmetric.ed25519  # noqa: F401, PLC0415 - on demand
    except ImportError as cause:
        raise CannotSign from cause
