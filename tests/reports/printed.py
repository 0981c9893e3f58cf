"""Reads how full the pages of a PDF are that a browser of the Chromium family made of a sheet.

Such a PDF draws each page behind one clip: the space between the margins. The text in it keeps the
places it has in the whole of the sheet, moved by one matrix.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = rb"(-?[\d.]+)"
PAGE = re.compile(rb"/Type /Page\n.*?/Contents (\d+) 0 R", re.DOTALL)
SPACE = re.compile(
    rb"%b %b %b %b re\nW\* n\nq\n%b 0 0 %b %b %b cm" % ((NUMBER,) * 8),
)
LINE = re.compile(rb"1 0 0 -1 %b %b Tm" % ((NUMBER,) * 2))


def how_full(pdf: bytes) -> tuple[float, ...]:
    """For each page how far down its space the last line of text stands, from 0 to 1."""
    return tuple(_last_line(stream) for stream in _pages(pdf))


def _pages(pdf: bytes) -> Iterator[bytes]:
    for number in PAGE.findall(pdf):
        opening = re.search(rb"\n%b 0 obj\n<<.*?>>\s*stream\n" % number, pdf, re.DOTALL)
        assert opening is not None
        end = pdf.index(b"endstream", opening.end())
        yield zlib.decompressobj().decompress(pdf[opening.end() : end])


def _last_line(stream: bytes) -> float:
    space = SPACE.search(stream)
    assert space is not None, "the PDF is not laid out as this reads it"
    _, top, _, height, _, scale, _, moved = map(float, space.groups())
    inside = [float(y) * scale + moved for _, y in LINE.findall(stream, space.end())]
    return (max(inside) - top) / height
