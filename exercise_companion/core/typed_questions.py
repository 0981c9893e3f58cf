"""What a plan asks before a session, on one line: `sleep 1 week; "How stiff?" 0 to 10, 2 weeks`.

A line changes only what it names: a measure or a question of one's own is asked, asked in another
way, or `never`. Nothing is asked that is not named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NoReturn

from pydantic import ValidationError

from exercise_companion.core.checks_plan import FEWEST_CHOICES
from exercise_companion.core.draft import entries_at, with_entry, with_value
from exercise_companion.core.form_questions import (
    MEASURE_WORDS,
    MEASURES,
    MOST_OWN,
    OFTEN,
    OWN,
    new_id,
    with_measure,
)
from exercise_companion.core.how_often import read_days
from exercise_companion.core.program import CheckIn, Outcome
from exercise_companion.core.typed import NotUnderstoodError, plain

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.draft import Draft

NEVER: Final = "never"
NONE: Final = "none"
HELP: Final = "?"
"""Typed alone, it says what there is."""

ANSWERS: Final = "0 to 10, yes or no, words, number of minutes, choice of none / some / a lot"
"""The kinds of answer, as they are typed."""

_PART: Final = re.compile(r'(?:"[^"]*"|[^";])+')
_OWN: Final = re.compile(r'" *([^"]*[^" ]) *" *(.*)')
"""A question in its quotes, and what is said of it."""
_KINDS: Final = {
    "0 to 10": "score",
    "0-10": "score",
    "score": "score",
    "yes or no": "yes_no",
    "yes/no": "yes_no",
    "words": "text",
    "text": "text",
    "number": "number",
}
_NUMBER: Final = "number of "
_CHOICE: Final = "choice of "


def with_typed_questions(draft: Draft, line: str) -> Draft:
    """The draft with what a line says is asked; what it does not name stays as it is.

    Raises:
        NotUnderstoodError: a part cannot be read, or is more than a plan may ask.

    """
    text = re.sub("[“”„]", '"', plain(line))
    if text == HELP:
        raise NotUnderstoodError(what=_known())
    if text.casefold() == NONE:
        return with_value(with_value(draft, MEASURES, None), OWN, None)
    for part in _parts(text):
        own = _OWN.fullmatch(part)
        draft = _with_own(draft, *own.groups()) if own else _with_measure(draft, part)
    return draft


def _parts(text: str) -> list[str]:
    """What stands between the semicolons; one in a question's own words parts nothing.

    Raises:
        NotUnderstoodError: a quote is not closed, so that nobody knows which words are in it.

    """
    if text.count('"') % 2:
        how = 'Your own question stands between two: "How stiff are you?" 0 to 10, 2 weeks.'
        raise NotUnderstoodError(what=f"There is a quote mark without another one. {how}")
    return [part.strip() for part in _PART.findall(text) if part.strip()]


def _with_measure(draft: Draft, part: str) -> Draft:
    words = part.replace(",", " ").split()
    for count in range(1, len(words)):
        name = _measure(" ".join(words[:count]))
        often = " ".join(words[count:])
        if name is None:
            continue
        if often.casefold() == NEVER:
            return with_measure(draft, name, None)
        if (days := read_days(often)) is not None:
            _require(Outcome, {"measure": name, OFTEN: days}, part)
            return with_measure(draft, name, days)
    raise NotUnderstoodError(
        what=f'"{part}" is no measure with how often. Your own question stands in quotes.'
    )


def _known() -> str:
    """Everything that can be typed."""
    measures = ", ".join(words.casefold() for words, _ in MEASURE_WORDS.values())
    own = f"Your own question stands in quotes, and is answered by {ANSWERS}."
    return f"Measures: {measures}. {own} {NEVER.capitalize()} takes one out, {NONE} all."


def _measure(words: str) -> str | None:
    """The measure that is meant, by its name in a form or in the file, or the beginning of it."""
    start = words.casefold()
    names = {name: (name, label.casefold()) for name, (label, _) in MEASURE_WORDS.items()}
    found = [name for name, known in names.items() if any(one.startswith(start) for one in known)]
    return found[0] if len(found) == 1 else None


def _with_own(draft: Draft, words: str, rest: str) -> Draft:
    """The draft with a question of one's own; the same words again change how it is answered."""
    known = [str(one.get("question")).casefold() for one in entries_at(draft, OWN)]
    at = known.index(words.casefold()) if words.casefold() in known else None
    if rest.casefold().strip(" ,") == NEVER:
        if at is None:
            _refuse_unknown(draft, words)
        return with_value(draft, (*OWN, at), None)
    if at is None and len(known) >= MOST_OWN:
        raise NotUnderstoodError(what=f"A plan has at most {MOST_OWN} questions of your own.")
    before = entries_at(draft, OWN)[at] if at is not None else {}
    kept: JsonObject = {name: before[name] for name in ("id", OFTEN) if before.get(name)}
    question: JsonObject = {"id": new_id(draft), **kept, "question": words, **_answer(rest)}
    _require(CheckIn, question, words)
    return (
        with_entry(draft, OWN, question) if at is None else with_value(draft, (*OWN, at), question)
    )


def _refuse_unknown(draft: Draft, words: str) -> NoReturn:
    """Refuse to take out what is not asked: with a letter wrong it would go on being asked."""
    listed = " · ".join(f'"{one.get("question")}"' for one in entries_at(draft, OWN))
    yours = f"Yours: {listed}." if listed else "You have none."
    how = f"A measure has no quotes: {words} {NEVER}." if _measure(words) else yours
    raise NotUnderstoodError(what=f'There is no question "{words}" of your own. {how}')


def _answer(rest: str) -> JsonObject:
    """How it is answered, and after a comma how often it is asked."""
    how, _, often = rest.partition(",")
    answer = _kind(how.strip())
    if not often.strip():
        return answer
    days = read_days(often)
    if days is None:
        raise NotUnderstoodError(what=f'"{often.strip()}" is not how often, such as 2 weeks.')
    return answer | {OFTEN: days}


def _kind(how: str) -> JsonObject:
    words = how.casefold()
    if words in _KINDS:
        return {"kind": _KINDS[words]}
    if words.startswith(_NUMBER):
        return {"kind": "number", "unit": how[len(_NUMBER) :].strip()}
    if words.startswith(_CHOICE):
        choices = [one.strip() for one in how[len(_CHOICE) :].split("/")]
        if len(choices) >= FEWEST_CHOICES and all(choices):
            return {"kind": "choice", "choices": [*_each_once(choices)]}
    raise NotUnderstoodError(what=f'"{how}" is no way to answer. There are: {ANSWERS}.')


def answer_words(question: JsonObject) -> str:
    """How a question is answered, in the words in which it is typed."""
    kind, unit, choices = (question.get(name) for name in ("kind", "unit", "choices"))
    if kind == "choice" and isinstance(choices, list):
        return f"{_CHOICE}{' / '.join(map(str, choices))}"
    if kind == "number":
        return f"{_NUMBER}{unit}"
    return next((words for words, known in _KINDS.items() if known == kind), str(kind))


def _each_once(choices: list[str]) -> list[str]:
    """The choices, where no two are the same.

    Raises:
        NotUnderstoodError: one stands there twice: one answer would be there for nothing.

    """
    told = [one.casefold() for one in choices]
    if doubled := next((one for one in choices if told.count(one.casefold()) > 1), None):
        raise NotUnderstoodError(what=f'"{doubled}" is among the choices twice. Type it once.')
    return choices


def _require(model: type[CheckIn | Outcome], written: JsonObject, part: str) -> None:
    """Refuse what the format does not allow.

    Raises:
        NotUnderstoodError: it is too long, or too seldom.

    """
    try:
        lists = {name: tuple(one) for name, one in written.items() if isinstance(one, list)}
        model.model_validate(written | lists)
    except ValidationError as error:
        place = str(error.errors()[0]["loc"][0])
        what = "Asked too seldom, or never" if place == OFTEN else "Too long"
        raise NotUnderstoodError(what=f'{what}: "{part}".') from error
