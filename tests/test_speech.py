"""The machine's voice and sounds: given by a pipe, never waited for, missed without harm."""

from __future__ import annotations

import io
import sys
import tempfile
import threading
import wave
from pathlib import Path
from types import SimpleNamespace

import pytest

from exercise_companion.speech import (
    PLAYERS,
    TONES,
    VOICES,
    Beeps,
    Machine,
    beeps_of,
    first_found,
    wave_of,
)

SENTENCE = "Two sets of eight. Stop if your pain goes over 5."


def python(program: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program, *arguments)


def writes_to(path: Path) -> tuple[str, ...]:
    """A voice that writes down what it was given, and with what it was called."""
    return python(
        "import sys; from pathlib import Path;"
        "said = sys.stdin.read(); Path(sys.argv[1]).write_text(said + '|' + repr(sys.argv[2:]))",
        str(path),
    )


@pytest.fixture
def said(tmp_path: Path) -> Path:
    return tmp_path / "said.txt"


def test_what_is_said_goes_by_the_pipe_and_not_on_the_command_line(said: Path) -> None:
    machine = Machine(writes_to(said), None)
    assert machine.say(SENTENCE)
    assert machine._speaking is not None
    machine._speaking.wait(20)
    assert said.read_text() == f"{SENTENCE}|[]"
    machine.close()


def test_a_new_sentence_takes_the_place_of_the_old_one() -> None:
    machine = Machine(python("import time; time.sleep(600)"), None)
    assert machine.say("one")
    first = machine._speaking
    assert machine.say("two")
    assert first is not None
    assert first.returncode is not None
    second = machine._speaking
    machine.hush()
    assert second is not None
    assert second.returncode is not None
    assert machine._speaking is None


def test_a_machine_without_voice_or_sound_says_so_and_does_nothing() -> None:
    machine = Machine(None, None)
    assert not machine.say("anything")
    assert not machine.tone("go")
    machine.hush()
    machine.close()


def test_a_voice_that_is_gone_is_not_tried_again(tmp_path: Path) -> None:
    machine = Machine((str(tmp_path / "no-such-voice"),), (str(tmp_path / "no-such-player"),))
    assert not machine.say("anything")
    assert machine._voice is None
    assert not machine.tone("go")
    assert machine._player is None
    machine.close()


def test_a_voice_that_ends_at_once_harms_nothing() -> None:
    machine = Machine(python("raise SystemExit(3)"), None)
    for _ in range(3):
        machine.say("a long sentence " * 4000)
    machine.close()


def test_a_tone_is_a_file_of_our_own_that_is_gone_afterwards(tmp_path: Path) -> None:
    played = tmp_path / "played.txt"
    copy = "import sys; from pathlib import Path; Path(sys.argv[1]).write_text(sys.argv[2])"
    machine = Machine(None, python(copy, str(played)))
    assert machine.tone("hold")
    (playing,) = machine._playing
    playing.wait(20)
    file = Path(played.read_text())
    assert file.parent.stat().st_mode & 0o777 == 0o700
    machine.close()
    assert not file.exists()


def test_every_tone_is_a_sound_file_of_its_length_and_no_two_are_alike() -> None:
    files = {tone: wave_of(notes) for tone, notes in TONES.items()}
    assert len(set(files.values())) == len(TONES)
    for tone, content in files.items():
        with wave.open(io.BytesIO(content)) as sound:
            seconds = sound.getnframes() / sound.getframerate()
            loudest = max(abs(one) for one in memoryview(sound.readframes(-1)).cast("h"))
        assert seconds == pytest.approx(sum(length for _, length in TONES[tone]), abs=0.01)
        assert 5_000 < loudest < 20_000


def test_the_best_command_that_is_there_is_taken() -> None:
    there = {"espeak": "/usr/bin/espeak", "spd-say": "/usr/bin/spd-say"}
    assert first_found(VOICES["linux"], there.get) == ("/usr/bin/espeak", "-s", "140", "--stdin")
    assert first_found(VOICES["linux"], lambda _: None) is None
    assert set(PLAYERS) == set(VOICES)


def test_without_room_for_its_file_a_tone_is_missed_without_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    machine = Machine(None, python("pass"))
    assert not machine.tone("go")
    machine.close()


def test_a_loudspeaker_that_does_not_end_gathers_no_queue() -> None:
    machine = Machine(None, python("import time; time.sleep(600)"))
    for _ in range(10):
        assert machine.tone("count")
    assert len(machine._playing) == 2
    machine.close()


def test_what_is_said_is_never_a_command_to_the_voice(said: Path) -> None:
    machine = Machine(writes_to(said), None)
    machine.say("Hold [[_^_ED]] and breathe")
    assert machine._speaking is not None
    machine._speaking.wait(20)
    assert "[[" not in said.read_text()
    machine.close()


# --- a voice that hands on to a service -----------------------------------------------------------


@pytest.fixture
def service(tmp_path: Path) -> tuple[Path, Path]:
    """A voice called like the one of a service, and where it notes what it was called with."""
    notes, voice = tmp_path / "notes.txt", tmp_path / "spd-say"
    voice.write_text(
        f"#!{sys.executable}\n"
        "import sys, time\n"
        f"with open({str(notes)!r}, 'a') as notes:\n"
        "    notes.write(' '.join(sys.argv[1:]) + ';')\n"
        "if '--cancel' not in sys.argv:\n"
        "    time.sleep(600)\n"
    )
    voice.chmod(0o700)
    return voice, notes


def called(notes: Path, times: int) -> str:
    """What is noted once the voice was called so often."""
    for _ in range(2000):
        if notes.exists() and notes.read_text().count(";") >= times:
            break
        threading.Event().wait(0.01)
    return notes.read_text()


def test_what_a_service_speaks_is_cancelled_before_the_next_sentence(
    service: tuple[Path, Path],
) -> None:
    voice, notes = service
    machine = Machine((str(voice), "-e", "-w"), None)
    machine.say("one")
    assert called(notes, 1) == "-e -w;"
    machine.say("two")
    assert called(notes, 3) == "-e -w;--cancel;-e -w;"
    machine.hush()
    assert called(notes, 4) == "-e -w;--cancel;-e -w;--cancel;"
    machine.hush()
    machine.close()
    assert called(notes, 4).count(";") == 4


def test_a_voice_that_speaks_itself_is_only_ended(said: Path) -> None:
    machine = Machine(writes_to(said), None)
    machine.say("one")
    machine.hush()
    machine.close()
    assert machine._speaking is None


# --- where a program sounds notes itself ----------------------------------------------------------


class Speaker:
    """A loudspeaker that takes its time with every note."""

    def __init__(self) -> None:
        self.notes: list[tuple[int, int]] = []
        self.may_go_on = threading.Event()

    def beep(self, hertz: int, milliseconds: int) -> None:
        self.notes.append((hertz, milliseconds))
        self.may_go_on.wait(20)


def test_windows_sounds_its_notes_in_a_thread_and_gathers_no_queue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speaker = Speaker()
    monkeypatch.setitem(sys.modules, "winsound", SimpleNamespace(Beep=speaker.beep))
    machine = Machine(None, None, beeps_of("win32"))
    assert machine.has_tones
    for _ in range(5):
        assert machine.tone("go")
    speaker.may_go_on.set()
    assert machine._beeps is not None
    assert machine._beeps._sounding is not None
    machine._beeps._sounding.join(20)
    assert speaker.notes == [(660, 120), (880, 200)]
    machine.close()


def test_elsewhere_and_without_its_module_there_are_no_beeps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "winsound", None)
    assert beeps_of("win32") is None
    assert beeps_of("linux") is None
    assert beeps_of("darwin") is None


def test_a_loudspeaker_that_cannot_be_reached_harms_nothing() -> None:
    def broken(_hertz: int, _milliseconds: int) -> None:
        raise RuntimeError

    beeps = Beeps(broken)
    beeps.play(TONES["go"])
    assert beeps._sounding is not None
    beeps._sounding.join(20)


def test_what_can_be_heard_is_known() -> None:
    assert not Machine(None, None).has_voice
    assert not Machine(None, None).has_tones
    assert Machine(("voice",), ("player",)).has_voice
    assert Machine(("voice",), ("player",)).has_tones
