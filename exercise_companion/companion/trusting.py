"""Whose programs this computer takes: the first signed one is believed, and from then on its key.

Decisions A15, program-format "Integrity". Accepting another key is a deliberate act: its code is
typed as the therapist reads it out, and is never shown by the refusal itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion import signing
from exercise_companion.core.fingerprint import typed_fingerprint
from exercise_companion.errors import OtherKey, Refused, UsageFault
from exercise_companion.programs import ProgramProblems
from exercise_companion.programs.json_text import located

if TYPE_CHECKING:
    from exercise_companion.programs import Loaded
    from exercise_companion.store import Store
    from exercise_companion.store.kept import TrustedKey, TrustReason

NOTHING_CHANGED: Final = "Nothing was changed."

NOT_SIGNED: Final = (
    "This plan is not signed. The plan before it was.",
    f"{NOTHING_CHANGED} Please call your therapist and ask for the signed file.",
)
OTHER_KEY: Final = (
    "This plan is signed with another key than the plan before it.",
    (
        f"{NOTHING_CHANGED} Please call your therapist, on the number you know, and ask why. If "
        "their key is new, they read out its code."
    ),
)
CANNOT_CHECK: Final = (
    "This computer cannot check who signed this plan.",
    f"{NOTHING_CHANGED} {signing.INSTALL} Then load the plan again.",
)
NOT_THE_CODE: Final = (
    "This plan is not signed with the key whose code you typed.",
    f"{NOTHING_CHANGED} Have the code read out once more. If it is right, do not use this file.",
)
NO_CODE: Final = (
    "That is not the code of a key.",
    "It has five groups of four letters and digits. There is no O, I, 0 or 1 in it.",
)


@dataclass(frozen=True, slots=True)
class Trust:
    """What the signature of an offered program is worth here."""

    key: signing.PublicKey | None
    """To be remembered with the program; None when nothing new is to be remembered."""
    reason: TrustReason
    lines: tuple[str, ...]
    """What the person who loads it is told."""


def refuse_wrong(loaded: Loaded, name: str) -> None:
    """Refuse a program whose signature is wrong, whatever is known here.

    Raises:
        ProgramProblems: it is wrong; the problem has its line.

    """
    if wrong := signing.problems(loaded.tree):
        raise ProgramProblems(name, located(wrong, loaded.document, loaded.tree))


def is_signed(loaded: Loaded) -> bool:
    """Whether it is signed rightly, as far as this computer can check that."""
    return signing.judge(loaded.tree, "program").key is not None


def weigh(store: Store | None, loaded: Loaded, typed: str | None) -> Trust:
    """Whether a program may be installed as far as its signature goes.

    Args:
        store: the patient's; None before the first program.
        loaded: the program, checked; its signature is not wrong.
        typed: the code of a key that is accepted on purpose.

    Raises:
        OtherKey: it is signed with another key than the one that is known here.
        Refused: the signature is missing, cannot be checked, or is not the one that was named.
        UsageFault: what was typed is not the code of a key.

    """
    verdict = signing.judge(loaded.tree, "program")
    known = store.trusted_key() if store is not None else None
    if typed is not None:
        return _named(verdict, known, typed)
    return _first(verdict) if known is None else _again(verdict, known)


def _named(verdict: signing.Verdict, known: TrustedKey | None, typed: str) -> Trust:
    """The person who loads it says which key it has to be."""
    expected = typed_fingerprint(typed)
    if expected is None:
        raise UsageFault(*NO_CODE)
    if verdict.state == "not_checked":
        raise Refused(*CANNOT_CHECK)
    if verdict.key is None or verdict.key.key_id != expected:
        raise Refused(*NOT_THE_CODE)
    is_new = known is None or known.public_key != verdict.key.hexadecimal
    line = f"It is signed with the key you named: {expected}"
    return Trust(verdict.key if is_new else None, "named", (line,))


def _first(verdict: signing.Verdict) -> Trust:
    """Nothing is known here yet: what is signed rightly is believed from now on."""
    if verdict.state == "not_checked":
        line = "It is signed, but this computer cannot check that. It counts as not signed."
        return Trust(None, "first_use", (line,))
    if verdict.key is None:
        return Trust(None, "first_use", ())
    lines = (
        f"It is signed. The code of the key: {verdict.key.key_id}",
        "This key will be known here from now on. Ask your therapist to read out the code.",
    )
    return Trust(verdict.key, "first_use", lines)


def _again(verdict: signing.Verdict, known: TrustedKey) -> Trust:
    """A key is known here: only what it signed is taken."""
    if verdict.state == "not_checked":
        raise Refused(*CANNOT_CHECK)
    if verdict.key is None:
        raise Refused(*NOT_SIGNED)
    if verdict.key.hexadecimal != known.public_key:
        raise OtherKey(*OTHER_KEY)
    return Trust(None, known.reason, (f"It is signed with the key known here: {known.key_id}",))
