"""Signing at the desk: with the key that is there and its passphrase, or how to come by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from builders import as_bytes, changed
from desk_harness import TODAY, at_the_desk, paste, press, text_of
from journeys import NAME, keyed_program
from signatures import a_key

from exercise_companion import signing
from exercise_companion.clinic.desk import Desk
from exercise_companion.clinic.signatures import KEY_FILE, read_to_sign, verify_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from exercise_companion.canonical import JsonValue

PLAN: Final = "plan.json"
MOST_PAGES: Final = 20
TITLE: Final = str(keyed_program()["title"])
PHRASE: Final = "four horses, one bell"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / PLAN).write_bytes(as_bytes(keyed_program()))
    return tmp_path


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


def with_keys(keys: Path) -> type[Desk]:
    class KeyedDesk(Desk):
        def __init__(self, folder: Path, today: Callable[[], date]) -> None:
            super().__init__(folder, today, keys=keys)

    return KeyedDesk


def key_in(keys: Path, passphrase: str, number: int = 1) -> str:
    made = a_key(number)
    path = keys / KEY_FILE
    path.write_text(signing.key_text(made, passphrase), encoding="ascii")
    path.chmod(0o600)
    return made.public.key_id


def every_file(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_an_open_key_signs_the_marked_program_after_one_question(
    folder: Path, keys: Path
) -> None:
    code = key_in(keys, "")
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        text = await press(pilot, "s")
        assert "Sign a program" in text
        assert code in text
        assert verify_file(folder / PLAN, None).standing == "unsigned"
        text = await press(pilot, "enter")
        assert f"Signed: {NAME}, {TITLE}, version 1 ({PLAN})" in text
        assert code in text
        assert "signed" in text
    assert verify_file(folder / PLAN, code).standing == "good"


@pytest.mark.parametrize("passphrase", ["", PHRASE])
@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_every_dose_is_there_to_be_read_before_it_is_signed(
    passphrase: str, size: tuple[int, int], folder: Path, keys: Path
) -> None:
    key_in(keys, passphrase)
    async with at_the_desk(folder, with_keys(keys), size) as pilot:
        text = await press(pilot, "s")
        assert "Page down shows what you sign." in text
        for _ in range(MOST_PAGES):
            text += await press(pilot, "pagedown")
        if passphrase:
            assert "•" in await press(pilot, "f")
        assert verify_file(folder / PLAN, None).standing == "unsigned"
    for words in read_to_sign(folder / PLAN, TODAY).doses:
        assert words.split(",")[0].split(" (")[0].strip() in text


@pytest.mark.parametrize("passphrase", ["", PHRASE])
async def test_with_another_key_than_the_one_that_was_shown_nothing_is_signed(
    folder: Path, keys: Path, passphrase: str
) -> None:
    shown = key_in(keys, passphrase)
    before = (folder / PLAN).read_bytes()
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        assert shown in await press(pilot, "s")
        other = key_in(keys, passphrase, 2)
        await paste(pilot, passphrase)
        text = " ".join((await press(pilot, "enter")).split())
        assert f"The key here is now {other}, not {shown}. Nothing was signed." in text
        assert (folder / PLAN).read_bytes() == before
        await press(pilot, "escape")
        assert other in await press(pilot, "s")
        await paste(pilot, passphrase)
        await press(pilot, "enter")
    assert verify_file(folder / PLAN, other).standing == "good"


async def test_a_locked_key_takes_a_passphrase_that_is_never_seen_or_kept(
    folder: Path, keys: Path
) -> None:
    code = key_in(keys, PHRASE)
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        await press(pilot, "s")
        text = await press(pilot, *"wrong", "enter")
        assert "wrong" not in text
        assert "The passphrase does not open the key." in text
        assert verify_file(folder / PLAN, None).standing == "unsigned"
        text = await paste(pilot, PHRASE)
        assert "horses" not in text
        text = await press(pilot, "enter")
        assert f"Signed: {NAME}, {TITLE}, version 1 ({PLAN})" in text
    assert verify_file(folder / PLAN, code).standing == "good"
    assert PHRASE.encode() not in b"".join(path.read_bytes() for path in every_file(folder))


async def test_without_a_key_it_says_how_to_make_one(folder: Path, keys: Path) -> None:
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        text = await press(pilot, "s")
        assert "There is no signing key here yet." in text
        assert "program key new" in text
        assert "Sign a program" not in text


async def test_without_the_package_it_says_which(
    folder: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_in(keys, "")
    monkeypatch.setattr(signing, "can_sign", lambda: False)
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        assert "pip install cryptography" in await press(pilot, "s")


async def test_what_is_not_finished_or_wrong_is_not_signed(folder: Path, keys: Path) -> None:
    key_in(keys, "")
    desk = Desk(folder, lambda: TODAY)
    opened = desk.begin("blank")
    desk.keep(opened.name, opened.draft)
    (folder / PLAN).write_bytes(as_bytes(keyed_program() | {"phases": []}))
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        assert "finish it with Ctrl+S first" in await press(pilot, "home", "s")
        text = await press(pilot, "end", "s")
        assert "It has errors." in text
        assert "Sign a program" not in await text_of(pilot)


@pytest.mark.parametrize(
    "other",
    [
        keyed_program(phases=[]),
        changed(keyed_program(), "patient", "display_name", to="Bob Ray"),
    ],
    ids=["wrong", "somebody else's"],
)
async def test_only_what_was_shown_is_signed(
    folder: Path, keys: Path, other: dict[str, JsonValue]
) -> None:
    key_in(keys, "")
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        shown = await press(pilot, "s")
        assert f"{NAME}, {TITLE}, version 1" in shown
        (folder / PLAN).write_bytes(as_bytes(other))
        for _ in ("once", "again"):
            text = " ".join((await press(pilot, "enter")).split())
            assert f"{PLAN} was changed since it was shown here." in text
            assert "Nothing was signed." in text
        await press(pilot, "escape")
    assert (folder / PLAN).read_bytes() == as_bytes(other)


async def test_a_program_that_went_away_meanwhile_is_not_made_again(
    folder: Path, keys: Path
) -> None:
    key_in(keys, "")
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        await press(pilot, "s")
        (folder / PLAN).unlink()
        assert "was changed since it was shown here." in await press(pilot, "enter")
    assert not (folder / PLAN).exists()


async def test_it_says_whose_program_was_signed_and_which(folder: Path, keys: Path) -> None:
    key_in(keys, "")
    async with at_the_desk(folder, with_keys(keys)) as pilot:
        text = await press(pilot, "s", "enter")
        assert f"Signed: {NAME}, {TITLE}, version 1 ({PLAN})" in text
