"""Signatures are Ed25519 as RFC 8032 has it, and no field can be changed under one."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING

import ed25519_by_hand as by_hand
import pytest
from builders import make_program
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import keyed_program
from signatures import a_key, signed

from exercise_companion import signing
from exercise_companion.canonical import content_hash
from exercise_companion.core.fingerprint import fingerprint, spelled, typed_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builders import Tree

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

ABC_HASH = (
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
)

RFC_8032 = {
    "TEST 1": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "TEST 3": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    "TEST SHA(abc)": (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        ABC_HASH,
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
}
"""Secret key, public key, message, signature: section 7.1."""

VECTORS = [pytest.param(*vector, id=name) for name, vector in RFC_8032.items()]
KEY = a_key()
SIGNED = signed(keyed_program())


def _private(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))


# --- the standard ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("secret", "public", "message", "signature"), VECTORS)
def test_signatures_are_those_of_rfc_8032(
    secret: str, public: str, message: str, signature: str
) -> None:
    private = _private(secret)
    assert private.public_key().public_bytes_raw().hex() == public
    assert private.sign(bytes.fromhex(message)).hex() == signature
    key = signing.PublicKey(public)
    assert signing._is_signature(bytes.fromhex(signature), bytes.fromhex(message), key)


@pytest.mark.parametrize(("secret", "public", "message", "signature"), VECTORS)
def test_a_second_implementation_says_the_same(
    secret: str, public: str, message: str, signature: str
) -> None:
    assert by_hand.public_key(bytes.fromhex(secret)).hex() == public
    assert by_hand.sign(bytes.fromhex(secret), bytes.fromhex(message)).hex() == signature
    assert by_hand.verify(*map(bytes.fromhex, (public, message, signature)))


@settings(max_examples=8, deadline=None)
@given(secret=st.binary(min_size=32, max_size=32), message=st.binary(max_size=80))
def test_both_implementations_accept_each_other(secret: bytes, message: bytes) -> None:
    ours = by_hand.sign(secret, message)
    theirs = Ed25519PrivateKey.from_private_bytes(secret).sign(message)
    public = by_hand.public_key(secret)
    assert ours == theirs
    assert signing._is_signature(ours, message, signing.PublicKey(public.hex()))
    assert not by_hand.verify(public, message + b"x", theirs)


def test_a_signed_program_is_signed_for_the_second_implementation_too() -> None:
    """Written out once more from what `signed_bytes` promises, with other tools."""
    integrity = SIGNED["integrity"]
    content = {name: value for name, value in SIGNED.items() if name != "integrity"}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    message = f"exercise-companion/program/1\n{integrity['key_id']}\n{canonical}".encode()
    assert by_hand.verify(
        bytes.fromhex(integrity["public_key"]), message, bytes.fromhex(integrity["signature"])
    )


def test_a_signature_whose_second_half_is_too_large_is_wrong() -> None:
    """It would fit the equation as well: RFC 8032 5.1.7 refuses it, so that there is only one."""
    signature = bytes.fromhex(SIGNED["integrity"]["signature"])
    second = int.from_bytes(signature[32:], "little") + by_hand.L
    other = signature[:32] + second.to_bytes(32, "little")
    tree = deepcopy(SIGNED)
    tree["integrity"]["signature"] = other.hex()
    assert signing.judge(tree, "program").state == "wrong"


# --- what is signed -------------------------------------------------------------------------------


def test_a_signed_program_is_good_and_names_its_key() -> None:
    verdict = signing.judge(SIGNED, "program")
    assert verdict.state == "good"
    assert verdict.key == KEY.public
    assert SIGNED["integrity"]["key_id"] == KEY.public.key_id


def test_layout_and_order_do_not_matter() -> None:
    turned = dict(reversed(json.loads(json.dumps(SIGNED, indent=7)).items()))
    assert signing.judge(turned, "program").state == "good"


def test_a_signature_serves_one_purpose() -> None:
    assert signing.judge(SIGNED, "clearance").state == "wrong"
    assert signing.judge(signed(make_program(), purpose="clearance"), "program").state == "wrong"


def test_a_program_without_a_signature_is_unsigned() -> None:
    tree = make_program()
    assert signing.judge(tree, "program").state == "unsigned"
    tree["integrity"] = {"sha256": content_hash(tree)}
    assert signing.judge(tree, "program").state == "unsigned"


def spots(tree: JsonValue, path: JsonPath = ()) -> Iterator[JsonPath]:
    """The way to every value of a tree."""
    if path:
        yield path
    if isinstance(tree, dict):
        for name, inner in tree.items():
            yield from spots(inner, (*path, name))
    elif isinstance(tree, list):
        for number, inner in enumerate(tree):
            yield from spots(inner, (*path, number))


CONTENT = [path for path in spots(SIGNED) if path[0] != "integrity"]


def _holder(tree: Tree, path: JsonPath) -> dict | list:
    node = tree
    for part in path[:-1]:
        node = node[part]
    return node


def _other(value: JsonValue) -> JsonValue:
    """A value that is as like as can be, and not the same."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return value + " "
    if isinstance(value, list):
        return [*value, None]
    return value | {"x": None} if isinstance(value, dict) else "null"


def _forged(path: JsonPath, *, remove: bool) -> Tree:
    """One value changed or taken out, and the hash made right again: the signature is all."""
    tree = deepcopy(SIGNED)
    holder = _holder(tree, path)
    if remove:
        del holder[path[-1]]
    else:
        holder[path[-1]] = _other(holder[path[-1]])
    tree["integrity"]["sha256"] = content_hash(tree)
    return tree


def test_every_change_of_every_value_is_noticed() -> None:
    assert len(CONTENT) > 150
    missed = [
        (path, remove)
        for path in CONTENT
        for remove in (False, True)
        if signing.judge(_forged(path, remove=remove), "program").state != "wrong"
    ]
    assert missed == []


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_other_value_anywhere_is_noticed(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(CONTENT))
    value = data.draw(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5)
    )
    tree = deepcopy(SIGNED)
    holder = _holder(tree, path)
    same = type(holder[path[-1]]) is type(value) and holder[path[-1]] == value
    holder[path[-1]] = value
    expected = "good" if same else "wrong"
    assert signing.judge(tree, "program").state == expected


@pytest.mark.parametrize("name", ["sha256", "signature", "key_id", "public_key"])
def test_every_character_of_the_signature_counts(name: str) -> None:
    written = SIGNED["integrity"][name]
    for place, sign in enumerate(written):
        other = "1" if sign != "1" else "2"
        tree = deepcopy(SIGNED)
        tree["integrity"][name] = written[:place] + other + written[place + 1 :]
        assert signing.judge(tree, "program").state == "wrong"


@pytest.mark.parametrize("name", ["sha256", "signature", "key_id", "public_key"])
@pytest.mark.parametrize(
    "value", [None, "", 1, True, [], {}, "\ud800", "a" * 5000, "0" * 64, "0" * 128]
)
def test_anything_else_in_its_place_is_wrong(name: str, value: JsonValue) -> None:
    tree = deepcopy(SIGNED)
    tree["integrity"][name] = value
    assert signing.judge(tree, "program").state == "wrong"


@pytest.mark.parametrize("integrity", [[], "signed", 3, True, {}])
def test_an_integrity_of_another_shape_is_not_taken_for_unsigned(integrity: JsonValue) -> None:
    assert signing.judge(make_program(integrity=integrity), "program").state == "wrong"


def test_the_signature_of_one_key_does_not_pass_as_that_of_another() -> None:
    tree, other = deepcopy(SIGNED), a_key(2).public
    tree["integrity"] |= {"key_id": other.key_id, "public_key": other.hexadecimal}
    assert signing.judge(tree, "program").state == "wrong"
    named = signed(keyed_program(), a_key(2))
    named["integrity"]["key_id"] = KEY.public.key_id
    assert signing.judge(named, "program").state == "wrong"


def test_a_number_that_cannot_travel_is_wrong_and_no_crash() -> None:
    tree = signed(make_program())
    tree["version"] = 2**60
    assert signing.judge(tree, "program").state == "wrong"


# --- the code of a key ----------------------------------------------------------------------------


def test_the_code_of_a_key_is_read_out_in_five_breaths() -> None:
    code = KEY.public.key_id
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert not set(code) & set("IO01")
    assert len(spelled(code).split(", ")) == 5
    assert spelled("K7WM-22PA") == "Kilo 7 Whisky Mike, 2 2 Papa Alfa"


def test_the_code_is_understood_as_a_person_types_it() -> None:
    code = KEY.public.key_id
    assert typed_fingerprint(code.lower().replace("-", " ")) == code
    assert typed_fingerprint(code.replace("-", "")) == code
    for wrong in ("", code[:-1], code + "A", code[:-1] + "0", "\x1b[2J"):
        assert typed_fingerprint(wrong) is None


def test_the_code_of_a_key_is_the_same_for_ever() -> None:
    """Patients' devices compare it: it may never be worked out in another way."""
    assert fingerprint(bytes(32)) == "GJTP-BTQM-6XMS-SC2M-S366"


@given(one=st.binary(min_size=32, max_size=32), other=st.binary(min_size=32, max_size=32))
def test_two_keys_have_two_codes(one: bytes, other: bytes) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (one == other)
