"""Spoken and sounded cues through what the machine has; where it has nothing, nothing is lost.

What is said goes to the voice by a pipe, never on a command line, where every other program on
the machine could read it.
"""

from __future__ import annotations

import importlib
import io
import math
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import wave
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exercise_companion.core.cues import Tone

    Beep = Callable[[int, int], object]

_RATE: Final = 22_050
"""Samples a second of a tone."""

_LOUDNESS: Final = 0.35
_FADE_SECONDS: Final = 0.012
_LONGEST_WAIT_SECONDS: Final = 1.0
_MOST_AT_ONCE: Final = 2

TONES: Final[dict[Tone, tuple[tuple[float, float], ...]]] = {
    "ready": ((440.0, 0.12),),
    "go": ((660.0, 0.12), (880.0, 0.2)),
    "count": ((880.0, 0.06),),
    "hold": ((660.0, 0.25),),
    "turn": ((520.0, 0.12), (390.0, 0.12), (520.0, 0.12)),
    "rest": ((520.0, 0.15), (390.0, 0.25)),
    "end": ((660.0, 0.12), (660.0, 0.12), (440.0, 0.3)),
    "ask": ((780.0, 0.1), (980.0, 0.15)),
}
"""Each tone as (hertz, seconds) one after the other."""

_WINDOWS_VOICE: Final = (
    "Add-Type -AssemblyName System.Speech;"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$voice.Speak([Console]::In.ReadToEnd())"
)

VOICES: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "darwin": (("say",),),
    "win32": (("powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS_VOICE),),
    "linux": (("espeak-ng", "-s", "140", "--stdin"), ("espeak", "-s", "140", "--stdin"),
              ("spd-say", "-e", "-w")),
}  # fmt: skip
"""Commands that read aloud what they are given by a pipe, by platform, the best first."""

CANCELS: Final[dict[str, tuple[str, ...]]] = {"spd-say": ("--cancel",)}
"""What ends the sentence of a voice that only hands it on to a service, which speaks by itself."""

PLAYERS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "darwin": (("afplay",),),
    "win32": (),
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
}
"""Commands that play a sound file, by platform, the best first."""


class Sounds(Protocol):
    """Something that can speak and sound."""

    @property
    def has_voice(self) -> bool:
        """Whether it can speak, as far as is known."""

    @property
    def has_tones(self) -> bool:
        """Whether it can sound, as far as is known."""

    def say(self, text: str) -> bool:
        """Read aloud, in place of what is being read. False: there is no voice."""

    def tone(self, tone: Tone) -> bool:
        """Play a short sound. False: there is nothing to play it with."""

    def hush(self) -> None:
        """Stop speaking."""

    def close(self) -> None:
        """Stop, and leave nothing behind."""


def first_found(
    commands: Sequence[tuple[str, ...]], find: Callable[[str], str | None] = shutil.which
) -> tuple[str, ...] | None:
    """The first command that is on this machine, with its whole path."""
    for name, *arguments in commands:
        path = find(name)
        if path is not None:
            return (path, *arguments)
    return None


class Beeps:
    """Tones where a program plays them itself, and waits for each: in a thread of their own.

    Args:
        beep: sounds a note of so many hertz for so many milliseconds.

    """

    def __init__(self, beep: Beep) -> None:
        self._beep = beep
        self._sounding: threading.Thread | None = None

    def play(self, notes: tuple[tuple[float, float], ...]) -> None:
        """Play notes (hertz, seconds). While some sound no others do: no queue builds up."""
        if self._sounding is None or not self._sounding.is_alive():
            self._sounding = threading.Thread(target=self._play, args=(notes,), daemon=True)
            self._sounding.start()

    def _play(self, notes: tuple[tuple[float, float], ...]) -> None:
        with suppress(RuntimeError):  # the loudspeaker cannot be reached
            for hertz, seconds in notes:
                self._beep(round(hertz), round(seconds * 1000))


def beeps_of(platform: str) -> Beeps | None:
    """What Windows sounds notes with; None elsewhere, where a sound file is played."""
    if platform != "win32":
        return None
    try:
        module = importlib.import_module("winsound")
    except ImportError:
        return None
    return Beeps(cast("Beep", module.Beep))


class Machine:
    """The voice and the sounds of this machine. Nothing here waits for a sound to end.

    Args:
        voice: the command that reads aloud; None when there is none.
        player: the command that plays a file; None when there is none.
        beeps: what sounds notes where no command plays them; None where there is nothing.

    """

    def __init__(
        self,
        voice: tuple[str, ...] | None,
        player: tuple[str, ...] | None,
        beeps: Beeps | None = None,
    ) -> None:
        self._voice = voice
        self._player = player
        self._beeps = beeps
        self._speaking: subprocess.Popen[bytes] | None = None
        self._playing: list[subprocess.Popen[bytes]] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def of_this_computer(cls) -> Machine:
        """What is installed here."""
        platform = sys.platform if sys.platform in VOICES else "linux"
        voice, player = first_found(VOICES[platform]), first_found(PLAYERS[platform])
        return cls(voice, player, beeps_of(platform))

    @property
    def has_voice(self) -> bool:
        """Whether there is a voice; one that failed is none."""
        return self._voice is not None

    @property
    def has_tones(self) -> bool:
        """Whether a tone can be played."""
        return self._player is not None or self._beeps is not None

    def say(self, text: str) -> bool:
        """Read aloud, in place of what is being read. False: there is no voice."""
        self.hush()
        if self._voice is None or not text:
            return False
        speaking = _start(self._voice, feed=True)
        if speaking is None or speaking.stdin is None:
            self._voice = None
            return False
        _feed(speaking.stdin, text)
        self._speaking = speaking
        return True

    def tone(self, tone: Tone) -> bool:
        """Play a short sound. False: there is nothing to play it with."""
        self._playing = [one for one in self._playing if one.poll() is None]
        if self._player is None:
            return self._beep(tone)
        if len(self._playing) >= _MOST_AT_ONCE:  # the loudspeaker is busy: no queue builds up
            return True
        try:
            playing = _start((*self._player, str(self._file_of(tone))), feed=False)
        except OSError:  # no room for the sound's file
            playing = None
        if playing is None:
            self._player = None
            return False
        self._playing.append(playing)
        return True

    def _beep(self, tone: Tone) -> bool:
        if self._beeps is not None:
            self._beeps.play(TONES[tone])
        return self._beeps is not None

    def hush(self) -> None:
        """Stop speaking; where a service speaks, it is told to."""
        if self._speaking is None:
            return
        speaks = self._speaking.poll() is None
        _end(self._speaking)
        self._speaking = None
        if speaks and self._voice is not None:
            _cancel(self._voice[0])

    def close(self) -> None:
        """Stop, and leave nothing behind."""
        self.hush()
        for playing in self._playing:
            _end(playing)
        self._playing = []
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _file_of(self, tone: Tone) -> Path:
        """The tone as a file in a folder of our own, written when it is first wanted."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="exercise-companion-")
        path = Path(self._folder.name) / f"{tone}.wav"
        if not path.exists():
            path.write_bytes(wave_of(TONES[tone]))
        return path


def _start(command: tuple[str, ...], *, feed: bool) -> subprocess.Popen[bytes] | None:
    """Start a command that says nothing on the terminal; None when it cannot be started."""
    try:
        return subprocess.Popen(  # noqa: S603 - a fixed command; what is said goes by the pipe
            command,
            stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return None


def _feed(pipe: IO[bytes], text: str) -> None:
    """Hand over what is to be said. A voice that ended at once is none: the screen says it.

    Double brackets begin a command of some voices; what is said is never one.
    """
    with suppress(OSError):
        pipe.write(text.replace("[[", "[ [").encode())
    with suppress(OSError):
        pipe.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and take its exit status, so that none is left waiting."""
    if process.poll() is None:
        process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_LONGEST_WAIT_SECONDS)


def _cancel(voice: str) -> None:
    """Have a voice's service drop what it says, before it is given the next sentence."""
    arguments = CANCELS.get(Path(voice).stem)
    ending = _start((voice, *arguments), feed=False) if arguments else None
    if ending is not None:
        with suppress(subprocess.TimeoutExpired):
            ending.wait(_LONGEST_WAIT_SECONDS)


def wave_of(notes: tuple[tuple[float, float], ...]) -> bytes:
    """Notes (hertz, seconds) as a sound file, faded in and out so that nothing clicks."""
    samples = [sample for hertz, seconds in notes for sample in _note(hertz, seconds)]
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return held.getvalue()


def _note(hertz: float, seconds: float) -> list[int]:
    count = int(seconds * _RATE)
    fade = _FADE_SECONDS * _RATE
    return [
        round(
            32_767
            * _LOUDNESS
            * min(1.0, at / fade, (count - at) / fade)
            * math.sin(2 * math.pi * hertz * at / _RATE)
        )
        for at in range(count)
    ]
