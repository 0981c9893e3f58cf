"""Reads a printed sheet as a browser would: its elements, their attributes and their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"meta", "col", "br", "path"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self._words().split())

    def _words(self) -> str:
        return "".join(
            part if isinstance(part, str) else f" {part._words()} " for part in self.parts
        )

    def all(self, name: str = "", **wanted: str) -> Iterator[Element]:
        for part in self.parts:
            if isinstance(part, Element):
                named = not name or part.name == name
                if named and all(part.has(key, value) for key, value in wanted.items()):
                    yield part
                yield from part.all(name, **wanted)

    def has(self, key: str, value: str) -> bool:
        return value in self.attributes.get("class" if key == "kind" else key, "").split(
            None if key == "kind" else "\0"
        )

    def one(self, name: str = "", **wanted: str) -> Element:
        (found,) = self.all(name, **wanted)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].parts.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"{tag} closes {self.open[-1].name}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def read(page: str) -> Element:
    """The page as a tree; every tag is closed where it was opened."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root
