"""Files that are no prescription as bytes, text or JSON, in named groups, each with its rule."""

from __future__ import annotations

import gzip
import json

from builders import as_bytes, changed, make_exercise, make_program, without

GOOD = as_bytes(make_program())
DOSE = ("phases", 0, "items", 0, "dose")

Group = dict[str, tuple[bytes, str]]
"""The bytes by what they are, with the rule of clinical-spec 3.4 that refuses them."""


def put(old: str, new: str) -> bytes:
    """The good file with one piece of its text replaced."""
    assert old.encode() in GOOD
    return GOOD.replace(old.encode(), new.encode("utf-8", "surrogatepass"), 1)


def titled(text: str) -> bytes:
    """The good file with another title, written with JSON escapes."""
    return put('"Back program"', json.dumps(text))


def nested(opening: str, closing: str, depth: int) -> bytes:
    return put('"Back program"', opening * depth + closing * depth)


def many(program_list: str, entry: str, count: int) -> bytes:
    """The good file with a list of very many entries."""
    return as_bytes(make_program(**{program_list: "@"})).replace(
        b'"@"', ("[" + ",".join([entry] * count) + "]").encode()
    )


ENCODING: Group = {
    "empty": (b"", "V-24"),
    "blank": (b" \n\t ", "V-24"),
    "byte order mark alone": (b"\xef\xbb\xbf", "V-24"),
    "two byte order marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD, "V-24"),
    "zero bytes": (b"\x00" * 100, "V-24"),
    "two bytes of UTF-16": (GOOD.decode().encode("utf-16"), "V-24"),
    "UTF-16 without a mark": (GOOD.decode().encode("utf-16-le"), "V-24"),
    "UTF-32": (GOOD.decode().encode("utf-32"), "V-24"),
    "EBCDIC": (GOOD.decode().encode("cp500"), "V-24"),
    "latin-1": (GOOD.replace(b"Ana", "An\xe9".encode("latin-1")), "V-24"),
    "overlong UTF-8": (GOOD.replace(b"Ana", b"\xc0\xaf"), "V-24"),
    "five bytes for one character": (GOOD.replace(b"Ana", b"\xf8\x88\x80\x80\x80"), "V-24"),
    "beyond the last character": (GOOD.replace(b"Ana", b"\xf4\x90\x80\x80"), "V-24"),
    "half a character at the end": (GOOD + b"\xe2\x82", "V-24"),
    "surrogate in UTF-8": (GOOD.replace(b"Ana", b"\xed\xa0\x80"), "V-24"),
    "random bytes": (bytes(range(256)) * 20, "V-24"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(2000), "V-24"),
    "a ZIP file": (b"PK\x03\x04" + bytes(2000), "V-24"),
    "packed with gzip": (gzip.compress(GOOD, mtime=0), "V-24"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "V-24"),
}

SYNTAX: Group = {
    "truncated": (GOOD[: len(GOOD) // 2], "V-24"),
    "truncated in a text": (GOOD[: GOOD.index(b"Back program") + 4], "V-24"),
    "last bracket missing": (GOOD.rstrip()[:-1], "V-24"),
    "text after the end": (GOOD + b"{}", "V-24"),
    "the file twice": (GOOD + b"\n" + GOOD, "V-24"),
    "a zero byte after the end": (GOOD + b"\x00", "V-24"),
    "not JSON but YAML": (b"kind: prescription\nversion: 1\n", "V-24"),
    "not JSON but XML": (b"<?xml version='1.0'?><prescription/>", "V-24"),
    "single quotes": (GOOD.replace(b'"', b"'"), "V-24"),
    "curly quotes": (GOOD.decode().replace('"', "\u201c").encode(), "V-24"),
    "a comment": (b"// my program\n" + GOOD, "V-24"),
    "a comment in the middle": (put('"sets": 2', '/* two */ "sets": 2'), "V-24"),
    "a comma too many": (put('"valid_until"', ', "valid_until"'), "V-24"),
    "a comma before the end": (GOOD.rstrip()[:-1] + b",}", "V-24"),
    "a comma missing": (put('"version": 1,', '"version": 1'), "V-24"),
    "a colon missing": (put('"version": 1,', '"version" 1,'), "V-24"),
    "an equals sign": (put('"version": 1,', '"version" = 1,'), "V-24"),
    "key without quotes": (put('"version"', "version"), "V-24"),
    "a key that is a number": (put('"version": 1', "1: 1"), "V-24"),
    "brackets that do not match": (put('"sets": 2', '"sets": [2}'), "V-24"),
    "True of another language": (put('"sets": 2', '"sets": True'), "V-24"),
    "undefined": (put('"sets": 2', '"sets": undefined'), "V-24"),
    "hexadecimal": (put('"sets": 2', '"sets": 0x2'), "V-24"),
    "leading zero": (put('"sets": 2', '"sets": 02'), "V-24"),
    "a plus sign": (put('"sets": 2', '"sets": +2'), "V-24"),
    "a point without digits": (put('"sets": 2', '"sets": 2.'), "V-24"),
    "full-width digits as a number": (put('"sets": 2', '"sets": \uff12'), "V-24"),
    "backslash": (put("Back program", "Back \\q"), "V-24"),
    "half an escape": (put("Back program", "Back \\u12"), "V-24"),
    "an escape of another language": (put("Back program", "Back \\x41"), "V-24"),
    "a text over two lines": (put("Back program", "Back\nprogram"), "V-24"),
}

SIZE: Group = {
    "2 MB of spaces": (b" " * 2_000_000, "V-24"),
    "2 MB of a good file": (GOOD + b" " * 2_000_000, "V-24"),
    "1 MB of one text": (titled("a" * 990_000), "V-12"),
    "100,000 opening brackets": (b"[" * 100_000, "V-24"),
    "100,000 opening braces": (b'{"a":' * 100_000, "V-24"),
    "lists 21 deep": (nested("[", "]", 21), "V-24"),
    "objects 300 deep": (
        nested('{"a":', "1}", 300).replace(b"1}" * 300, b"1" + b"}" * 300),
        "V-24",
    ),
    "deep behind quotes": (titled('"' * 50).replace(b'"title"', b"[" * 30 + b'"title"'), "V-24"),
    "100,000 quotes": (b'"' * 100_001, "V-24"),
    "a million escaped quotes": (b'"' + b'\\"' * 450_000, "V-24"),
    "a million backslashes": (b'"' + b"\\" * 900_000, "V-24"),
    "100,000 empty exercises": (many("exercises", "{}", 100_000), "V-24"),
    "19,000 empty exercises": (many("exercises", "{}", 19_000), "V-02"),
    "15,000 unknown fields": (
        put('"sets": 2', ",".join(['"sets": 2', *(f'"x{n}": 1' for n in range(15_000))])),
        "V-03",
    ),
    "a key of 900,000 characters": (put('"sets": 2', f'"{"k" * 900_000}": 2'), "V-03"),
    "61 exercises": (
        as_bytes(make_program(exercises=[make_exercise(f"e{n}") for n in range(61)])),
        "V-12",
    ),
    "a key twice": (put('"version": 1', '"version": 1, "version": 1'), "V-24"),
    "a key twice, once escaped": (put('"version": 1', '"version": 1, "versi\\u006fn": 2'), "V-24"),
    "a key twice, deep": (put('"sets": 2', '"sets": 2, "sets": 3'), "V-24"),
    "the patient twice": (put('"version": 1', '"patient": {}, "version": 1'), "V-24"),
}

NUMBERS: Group = {
    "NaN alone": (b"NaN", "V-24"),
    "NaN": (put('"sets": 2', '"sets": NaN'), "V-24"),
    "Infinity": (put('"sets": 2', '"sets": Infinity'), "V-24"),
    "-Infinity": (put('"sets": 2', '"sets": -Infinity'), "V-24"),
    "1e999": (put('"sets": 2', '"sets": 1e999'), "V-02"),
    "1e999 for a measure": (put('"out_seconds": 2', '"out_seconds": 1e999'), "V-02"),
    "-1e999": (put('"out_seconds": 2', '"out_seconds": -1e999'), "V-02"),
    "1e-999": (put('"sets": 2', '"sets": 1e-999'), "V-02"),
    "an exponent of 5,000 digits": (put('"sets": 2', '"sets": 1e' + "9" * 5000), "V-02"),
    "5,000 digits": (put('"sets": 2', '"sets": ' + "9" * 5000), "V-24"),
    "900,000 digits": (put('"sets": 2', '"sets": ' + "9" * 900_000), "V-24"),
    "900,000 digits after the point": (put('"sets": 2', '"sets": 0.' + "1" * 900_000), "V-02"),
    "40 digits": (put('"sets": 2', '"sets": ' + "9" * 40), "V-12"),
    "2 to the 63": (put('"sets": 2', f'"sets": {2**63}'), "V-12"),
    "minus 2 to the 63": (put('"sets": 2', f'"sets": {-(2**63)}'), "V-12"),
    "-0.0": (put('"sets": 2', '"sets": -0.0'), "V-02"),
    "2.0 for 2": (put('"sets": 2', '"sets": 2.0'), "V-02"),
    "2e0 for 2": (put('"sets": 2', '"sets": 2e0'), "V-02"),
    "minus one": (put('"sets": 2', '"sets": -1'), "V-12"),
    "nothing": (put('"sets": 2', '"sets": 0'), "V-12"),
}

ACTING_TEXT: Group = {
    "escape sequence": (titled("\x1b[2Jgone"), "V-16"),
    "clipboard sequence": (titled("\x1b]52;c;aGk=\x07"), "V-16"),
    "title sequence": (titled("\x1b]0;gone\x07"), "V-16"),
    "link sequence": (titled("\x1b]8;;https://x.example\x1b\\x"), "V-16"),
    "device control": (titled("\x1bP+q544e\x1b\\"), "V-16"),
    "C1 control": (titled("a\x9b2Jb"), "V-16"),
    "raw C1 control": (put("Back program", "a\x9b2J"), "V-16"),
    "raw control character": (put("Back program", "Back\x07"), "V-24"),
    "delete character": (put("Back program", "Back\x7f"), "V-16"),
    "null character": (titled("a\x00b"), "V-16"),
    "backspaces": (titled("safe\b\b\b\bharm"), "V-16"),
    "line break in a name": (titled("a\nb"), "V-16"),
    "tab": (titled("a\tb"), "V-16"),
    "carriage return": (titled("a\rb"), "V-16"),
    "escape in a paragraph": (
        as_bytes(make_program(flare_plan={"text": "Do less.\x1b[2J", "items": []})),
        "V-16",
    ),
    "escape in a remark": (as_bytes(make_program(**{"$comment": "x\x1b[2J"})), "V-16"),
    "escape in the patient's name": (
        as_bytes(changed(make_program(), "patient", "display_name", to="Ana\x1b[2J")),
        "V-16",
    ),
    "escape in an id": (
        as_bytes(changed(make_program(), "goals", 0, "id", to="a\x1b[2J")),
        "V-16",
    ),
    "escape in a reason's name": (as_bytes(make_program(override_reason={"\x1b": "x"})), "V-16"),
    "unknown field with a control character": (
        put('"sets": 2', '"sets": 2, "s\\u001b": 3'),
        "V-16",
    ),
    "right-to-left override": (titled("Ana \u202ekcab"), "V-16"),
    "left-to-right mark": (titled("Ana\u200e"), "V-16"),
    "isolate": (titled("\u2066Ana\u2069"), "V-16"),
    "raw override": (put("Back program", "Ana \u202e"), "V-16"),
    "zero-width space": (titled("Ana\u200b"), "V-16"),
    "zero-width joiner": (titled("A\u200dna"), "V-16"),
    "soft hyphen": (titled("A\u00adna"), "V-16"),
    "byte order mark inside": (titled("Ana\ufeff"), "V-16"),
    "line separator": (titled("Ana\u2028"), "V-16"),
    "invisible tag": (titled("Ana\U000e0041"), "V-16"),
    "lone surrogate": (put("Back program", "\\ud800"), "V-16"),
    "lone low surrogate": (put("Back program", "\\udc00x"), "V-16"),
    "private use": (titled("\ue000"), "V-16"),
    "no character": (titled("a\uffff"), "V-16"),
    "bold markup": (titled("[b]Back[/b]"), "V-16"),
    "closing markup alone": (titled("Back [/]"), "V-16"),
    "action markup": (titled("[@click=app.quit]Back[/]"), "V-16"),
    "link markup": (titled("[link=https://x.example]Back"), "V-16"),
    "style markup": (titled("[$error on #ff0000]Back"), "V-16"),
    "markup with an escaped slash": (put("Back program", "Back [\\/]"), "V-16"),
    "HTML tag": (titled("<b>Back</b>"), "V-16"),
    "HTML comment": (titled("<!-- x -->"), "V-16"),
    "script": (titled("<script>alert(1)</script>"), "V-16"),
    "picture that runs a script": (titled("<img src=x onerror=alert(1)>"), "V-16"),
    "formula for an id": (
        as_bytes(changed(make_program(), "patient", "patient_id", to="=1+1")),
        "V-17",
    ),
    "formula for a phone number": (
        as_bytes(changed(make_program(), "contacts", "therapist", "phone", to="=HYPERLINK(1)")),
        "V-10",
    ),
    "formula for a name of a field": (put('"sets": 2', '"sets": 2, "=cmd|x": 3'), "V-03"),
    "formula for a country": (as_bytes(make_program(region="@A")), "V-09"),
}

TYPES: Group = {
    "a list of numbers": (b"[1, 2, 3]", "V-02"),
    "a text": (b'"prescription"', "V-02"),
    "null": (b"null", "V-02"),
    "a number": (b"12", "V-02"),
    "an empty object": (b"{}", "V-02"),
    "a template": (put('"prescription"', '"template"'), "V-02"),
    "another kind": (put('"prescription"', '"invoice"'), "V-02"),
    "a draft": (put('"prescription"', '"draft"'), "V-02"),
    "kind is a list": (put('"prescription"', "[]"), "V-02"),
    "kind in capitals": (put('"prescription"', '"Prescription"'), "V-02"),
    "text for a number": (put('"sets": 2', '"sets": "2"'), "V-02"),
    "true for 1": (put('"version": 1', '"version": true'), "V-02"),
    "null for a number": (put('"sets": 2', '"sets": null'), "V-02"),
    "a list for a number": (put('"sets": 2', '"sets": [2]'), "V-02"),
    "full-width digits as a text": (put('"sets": 2', '"sets": "\uff12"'), "V-02"),
    "phases is a number": (as_bytes(make_program(phases=3)), "V-02"),
    "phases is an object": (as_bytes(make_program(phases={"0": {}})), "V-02"),
    "patient is null": (as_bytes(make_program(patient=None)), "V-02"),
    "patient is a list": (as_bytes(make_program(patient=[])), "V-02"),
    "title is a list": (as_bytes(make_program(title=["Back"])), "V-02"),
    "title is blank": (as_bytes(make_program(title="  ")), "V-02"),
    "demo is a text": (as_bytes(make_program(demo="true")), "V-02"),
    "demo is null": (as_bytes(make_program(demo=None)), "V-02"),
    "dose is a list": (as_bytes(changed(make_program(), *DOSE, to=[])), "V-02"),
    "dose without a type": (as_bytes(without(make_program(), *DOSE, "type")), "V-12"),
    "dose of an unknown type": (as_bytes(changed(make_program(), *DOSE, "type", to="x")), "V-12"),
    "a side that is none": (as_bytes(changed(make_program(), *DOSE, "side", to="up")), "V-02"),
    "an amount of three": (as_bytes(changed(make_program(), *DOSE, "reps", to=[1, 2, 3])), "V-12"),
    "51 repetitions": (as_bytes(changed(make_program(), *DOSE, "reps", to=51)), "V-12"),
    "11 sets": (as_bytes(changed(make_program(), *DOSE, "sets", to=11)), "V-12"),
    "a rest of a day": (as_bytes(changed(make_program(), *DOSE, "rest_seconds", to=86400)), "V-12"),
    "a weight of a ton": (
        as_bytes(changed(make_program(), *DOSE, "load", to={"type": "weight", "load_kg": 1000})),
        "V-12",
    ),
    "a budget of a day": (as_bytes(make_program(time_budget_minutes=1440)), "V-12"),
    "no exercises": (as_bytes(make_program(exercises=[])), "V-02"),
    "no phases": (as_bytes(make_program(phases=[])), "V-02"),
    "a language that is none": (as_bytes(make_program(locale="xx-XX")), "V-02"),
    "a score above ten": (
        as_bytes(changed(make_program(), "goals", 0, "target_score", to=11)),
        "V-12",
    ),
}

UNKNOWN_FIELDS: Group = {
    "unknown field": (put('"sets": 2', '"sets": 2, "set": 3'), "V-03"),
    "misspelt field": (put('"valid_until"', '"valid_untill"'), "V-03"),
    "field in capitals": (put('"title"', '"Title"'), "V-03"),
    "field with a blank": (put('"title"', '"title "'), "V-03"),
    "field in letters that look the same": (put('"title"', '"t\u0456tle"'), "V-03"),
    "field by its name in the program": (
        as_bytes(changed(make_program(), "patient", "comment", to="x")),
        "V-03",
    ),
    "prototype key": (put('"sets": 2', '"sets": 2, "__proto__": {}'), "V-03"),
    "class key": (put('"sets": 2', '"sets": 2, "__class__": "os.system"'), "V-03"),
    "empty key": (put('"sets": 2', '"sets": 2, "": 3'), "V-03"),
    "reference key": (as_bytes(make_program(**{"$ref": "file:///etc/passwd"})), "V-03"),
    "field of another dose": (put('"sets": 2', '"sets": 2, "metres": 3'), "V-03"),
    "template field in a prescription": (as_bytes(make_program(template_id="x")), "V-03"),
    "risk fact nobody knows": (
        as_bytes(changed(make_program(), "risk", "canser", to="yes")),
        "V-03",
    ),
    "parameter nobody knows": (
        as_bytes(make_program(safety_parameters={"pain_limits": 9})),
        "V-03",
    ),
}

BYTE_GROUPS: dict[str, Group] = {
    "bytes and encoding": ENCODING,
    "JSON syntax": SYNTAX,
    "size, depth and repeats": SIZE,
    "numbers": NUMBERS,
    "text that acts": ACTING_TEXT,
    "types and bounds": TYPES,
    "unknown fields": UNKNOWN_FIELDS,
}
