"""What the patient may set about the program itself, and in which words it is asked and kept.

Nothing here touches the prescription or a safety rule. Every value has one short text, which is
stored, shown by `settings --json` and typed on the command line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast

from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping

TextSize = Literal["normal", "large"]
ThemeChoice = Literal["night", "day", "follow"]

SettingName = Literal[
    "text_size", "theme", "motion", "sound", "speech", "hands_free", "confirm_keys"
]

ON: Final = "on"
OFF: Final = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program looks, sounds and asks. The defaults hold until something is chosen."""

    text_size: TextSize = "normal"
    """`large`: huge digits and one instruction, to be read from two metres."""
    theme: ThemeChoice = "follow"
    """`follow`: the dark or light look that fits the terminal."""
    motion: bool = True
    """Off: the first and the last picture of a movement stand side by side."""
    sound: bool = True
    speech: bool = False
    hands_free: bool = False
    """The session goes on by itself from set to set."""
    confirm_keys: bool = False
    """On: keys that save, end or leave something ask "Sure?" first."""

    @property
    def is_large(self) -> bool:
        """Whether the screen is to be read from two metres."""
        return self.text_size == "large"

    def text(self, name: SettingName) -> str:
        """A setting's value as its text."""
        value: str | bool = getattr(self, name)
        if isinstance(value, bool):
            return ON if value else OFF
        return value


class SettingInWords(NamedTuple):
    """How one setting is shown."""

    name: SettingName
    label: str
    about: str
    """What it does, in one plain sentence."""
    choices: tuple[tuple[str, str], ...]
    """Each value's text and what it is called, in the order they are gone through."""

    def after(self, text: str, step: int) -> str:
        """The value after (or, with -1, before) another; from the last on to the first."""
        values = [value for value, _ in self.choices]
        return values[(values.index(text) + step) % len(values)]


_SWITCH: Final = ((ON, "On"), (OFF, "Off"))

SETTINGS: Final[tuple[SettingInWords, ...]] = (
    SettingInWords(
        "text_size",
        "Text size",
        "Large shows huge digits and one thing at a time.",
        (("normal", "Normal"), ("large", "Large")),
    ),
    SettingInWords(
        "theme",
        "Colours",
        "Night: light on dark. Day: dark on light. Follow: as your window.",
        (("night", "Night"), ("day", "Day"), ("follow", "Follow")),
    ),
    SettingInWords(
        "motion",
        "Moving pictures",
        "Off shows the start and the end of a movement side by side.",
        _SWITCH,
    ),
    SettingInWords("sound", "Sound", "A short tone when something changes in a set.", _SWITCH),
    SettingInWords(
        "speech", "Speech", "A voice says what to do, if this computer has one.", _SWITCH
    ),
    SettingInWords(
        "hands_free",
        "Hands-free",
        "The session goes on by itself, with no key to press.",
        _SWITCH,
    ),
    SettingInWords(
        "confirm_keys",
        "Ask twice",
        'Asks "Sure?" before saving a set or leaving. Stop never waits.',
        _SWITCH,
    ),
)
"""Every setting, in the order they are shown."""


def in_words(name: str) -> SettingInWords:
    """How one setting is shown.

    Raises:
        UsageFault: there is no such setting.

    """
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    what_happened = f'There is no setting "{name}".'
    raise UsageFault(what_happened, f"The settings are {', '.join(one.name for one in SETTINGS)}.")


def check(name: str, text: str) -> None:
    """Refuse what is no value of a setting.

    Raises:
        UsageFault: there is no such setting, or it has no such value.

    """
    allowed = [value for value, _ in in_words(name).choices]
    if text not in allowed:
        what_happened = f'"{text}" is not a value of {name}.'
        raise UsageFault(what_happened, f"It can be {' or '.join(allowed)}.")


def read(stored: Mapping[str, str]) -> Settings:
    """The settings of stored texts; what is missing or unknown is as if it was never chosen."""
    return changed(Settings(), stored)


def changed(settings: Settings, changes: Mapping[str, str]) -> Settings:
    """The settings with some values changed, by name; what is no value changes nothing."""
    texts = {
        name: changes[name] if changes.get(name) in dict(choices) else settings.text(name)
        for name, _, _, choices in SETTINGS
    }
    return Settings(
        text_size=cast("TextSize", texts["text_size"]),
        theme=cast("ThemeChoice", texts["theme"]),
        motion=texts["motion"] == ON,
        sound=texts["sound"] == ON,
        speech=texts["speech"] == ON,
        hands_free=texts["hands_free"] == ON,
        confirm_keys=texts["confirm_keys"] == ON,
    )


UNHEARD_OFF: Final = (
    "Hands-free is on, but sound and speech are off.",
    "Nothing calls you when it changes. Switch one on, or keep the screen in sight.",
)
UNHEARD_HERE: Final = (
    "Hands-free is on, but this computer has nothing to play it with.",
    "Nothing calls you when it changes. Keep the screen in sight.",
)


def unheard(settings: Settings, *, has_voice: bool, has_tones: bool) -> tuple[str, str] | None:
    """What to say where a session goes by itself and nothing of it can be heard; else None.

    Args:
        settings: what is switched on.
        has_voice: this computer can speak.
        has_tones: it can play a tone.

    """
    heard = (settings.speech and has_voice) or (settings.sound and has_tones)
    if not settings.hands_free or heard:
        return None
    return UNHEARD_HERE if settings.speech or settings.sound else UNHEARD_OFF
