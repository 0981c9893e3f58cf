"""Ed25519 once more, straight from RFC 8032 section 5.1: slow, simple, and nobody else's code."""

from __future__ import annotations

import hashlib
from typing import Final

P: Final = 2**255 - 19
"""The prime of the field."""
L: Final = 2**252 + 27742317777372353535851937790883648493
"""The order of the group the base point makes."""
D: Final = -121665 * pow(121666, -1, P) % P
"""The curve's constant: -x² + y² = 1 + d x² y²."""
ROOT_OF_MINUS_1: Final = pow(2, (P - 1) // 4, P)

Point = tuple[int, int]
"""x and y."""

NEUTRAL: Final[Point] = (0, 1)


def _base() -> Point:
    y = 4 * pow(5, -1, P) % P
    x = _x_of(y, 0)
    assert x is not None
    return x, y


def _x_of(y: int, sign: int) -> int | None:
    """The x that belongs to y on the curve, of the two the one with that lowest bit."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_1 % P
    if x * x % P != square or (x == 0 and sign == 1):
        return None
    return x if x & 1 == sign else P - x


def add(one: Point, other: Point) -> Point:
    """The sum of two points, by the complete addition law of the curve."""
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2 % P
    x3 = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P) % P
    y3 = (y1 * y2 + x1 * x2) * pow(1 - product, -1, P) % P
    return x3, y3


def times(factor: int, point: Point) -> Point:
    """A point added to itself so often."""
    total = NEUTRAL
    while factor:
        if factor & 1:
            total = add(total, point)
        point, factor = add(point, point), factor >> 1
    return total


BASE: Final = _base()


def encoded(point: Point) -> bytes:
    """32 bytes: y, with the lowest bit of x on top."""
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decoded(data: bytes) -> Point | None:
    """The point of 32 bytes; None if there is none."""
    number = int.from_bytes(data, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    x = _x_of(y, sign) if y < P else None
    return None if x is None else (x, y)


def _sha512(*parts: bytes) -> int:
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def _halves(secret: bytes) -> tuple[int, bytes]:
    """The secret number and the prefix that a secret key stands for."""
    digest = hashlib.sha512(secret).digest()
    number = int.from_bytes(digest[:32], "little")
    number &= (1 << 254) - 8
    return number | 1 << 254, digest[32:]


def public_key(secret: bytes) -> bytes:
    """The public half of a secret key of 32 bytes."""
    return encoded(times(_halves(secret)[0], BASE))


def sign(secret: bytes, message: bytes) -> bytes:
    """The signature of a message, 64 bytes."""
    number, prefix = _halves(secret)
    public = encoded(times(number, BASE))
    nonce = _sha512(prefix, message) % L
    commitment = encoded(times(nonce, BASE))
    challenge = _sha512(commitment, public, message) % L
    return commitment + ((nonce + challenge * number) % L).to_bytes(32, "little")


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is that of this message under this key."""
    key, commitment = decoded(public), decoded(signature[:32])
    response = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or commitment is None or response >= L:
        return False
    challenge = _sha512(signature[:32], public, message) % L
    return times(response, BASE) == add(commitment, times(challenge, key))
