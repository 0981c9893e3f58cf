"""What may be set: every value has one text, and an unknown one is as if never chosen."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.settings import (
    SETTINGS,
    UNHEARD_HERE,
    UNHEARD_OFF,
    Settings,
    changed,
    check,
    in_words,
    read,
    unheard,
)
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.core.settings import SettingName

EVERY_VALUE = [(one.name, text) for one in SETTINGS for text, _ in one.choices]


def test_every_setting_is_described_once_and_its_default_is_one_of_its_values() -> None:
    assert [one.name for one in SETTINGS] == [field.name for field in fields(Settings)]
    for one in SETTINGS:
        assert Settings().text(one.name) in dict(one.choices)


def test_what_makes_a_sound_or_goes_on_by_itself_is_off_until_it_is_wanted() -> None:
    default = Settings()
    switches = (default.speech, default.hands_free, default.confirm_keys, default.is_large)
    assert not any(switches)


@pytest.mark.parametrize(("name", "text"), EVERY_VALUE)
def test_a_value_comes_back_from_its_text(name: SettingName, text: str) -> None:
    check(name, text)
    kept = read({name: text})
    assert kept.text(name) == text
    assert replace(kept, **{name: getattr(Settings(), name)}) == Settings()


@pytest.mark.parametrize("text", ["", "LARGE", "huge", "on", "\x00", "normal "])
def test_an_unknown_text_is_as_if_it_was_never_chosen(text: str) -> None:
    stored = {"text_size": text, "theme": "day", "latest_seen_utc": "2026-11-22"}
    assert read(stored) == Settings(theme="day")


def test_a_change_leaves_the_others_alone() -> None:
    before = Settings(theme="day", speech=True)
    assert changed(before, {"text_size": "large"}) == replace(before, text_size="large")
    assert changed(before, {"speech": "perhaps"}) == before


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("colour", "red", 'There is no setting "colour".'),
        ("theme", "red", '"red" is not a value of theme.'),
        ("sound", "True", '"True" is not a value of sound.'),
    ],
)
def test_what_is_no_setting_is_refused_and_says_what_there_is(
    name: str, text: str, said: str
) -> None:
    with pytest.raises(UsageFault) as refused:
        check(name, text)
    assert refused.value.what_happened == said
    assert "theme" in refused.value.what_to_do or " or " in refused.value.what_to_do


def test_the_values_are_gone_through_in_a_circle() -> None:
    colours = in_words("theme")
    assert [colours.after(text, 1) for text in ("night", "day", "follow")] == [
        "day",
        "follow",
        "night",
    ]
    assert colours.after("night", -1) == "follow"


@pytest.mark.parametrize(
    ("on", "has_voice", "has_tones", "words"),
    [
        ((), True, True, UNHEARD_OFF),
        (("speech",), True, False, None),
        (("speech",), False, True, UNHEARD_HERE),
        (("sound",), False, True, None),
        (("sound",), True, False, UNHEARD_HERE),
        (("sound", "speech"), False, True, None),
        (("sound", "speech"), False, False, UNHEARD_HERE),
    ],
)
def test_hands_free_is_warned_of_where_nothing_of_it_can_be_heard(
    on: tuple[str, ...],
    has_voice: bool,  # noqa: FBT001 - a parameter
    has_tones: bool,  # noqa: FBT001 - a parameter
    words: tuple[str, str] | None,
) -> None:
    settings = Settings(hands_free=True, sound="sound" in on, speech="speech" in on)
    assert unheard(settings, has_voice=has_voice, has_tones=has_tones) == words
    off = replace(settings, hands_free=False)
    assert unheard(off, has_voice=has_voice, has_tones=has_tones) is None
