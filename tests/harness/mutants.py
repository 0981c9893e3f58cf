"""Small changes to a module, each a mistake somebody could make: one at a time, by its syntax."""

from __future__ import annotations

import ast
import copy
import enum
from typing import TYPE_CHECKING, Final, NamedTuple

from exercise_companion.core import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPARISONS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
CALLS: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
ENUMS: Final = {
    name: [member.name for member in kind]
    for name, kind in vars(terms).items()
    if isinstance(kind, type) and issubclass(kind, enum.Enum) and len(kind)
}


class Mutant(NamedTuple):
    """One change."""

    line: int
    what: str
    """What stood there, and what stands there now."""
    source: str
    """The whole module with it."""


class _Change(NamedTuple):
    node: ast.AST
    field: str
    index: int | None
    new: object
    what: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    order = {id(node): place for place, node in enumerate(ast.walk(tree))}
    changes = sorted(_changes(tree), key=lambda one: getattr(one.node, "lineno", 0))
    for change in changes:
        mutated = copy.deepcopy(tree)
        node = list(ast.walk(mutated))[order[id(change.node)]]
        _apply(node, change)
        text = ast.unparse(ast.fix_missing_locations(mutated))
        if text not in seen:
            seen.add(text)
            yield Mutant(getattr(change.node, "lineno", 0), change.what, text)


def _apply(node: ast.AST, change: _Change) -> None:
    if change.index is None:
        setattr(node, change.field, change.new)
    elif change.new is None:
        del getattr(node, change.field)[change.index]
    else:
        getattr(node, change.field)[change.index] = change.new


def _changes(tree: ast.Module) -> Iterator[_Change]:
    enums = ENUMS | dict(_own_enums(tree))
    for node in _run_at_some_time(tree):
        yield from _expression(node, enums)
        yield from _collection(node)
        yield from _statement(node)


def _own_enums(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            names = [
                part.targets[0].id
                for part in node.body
                if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name)
            ]
            if len(names) > 1:
                yield node.name, names


def _run_at_some_time(node: ast.AST) -> Iterator[ast.AST]:
    """Everything but docstrings, annotations, decorators, types, and what an error says."""
    if isinstance(node, ast.Raise) or _is_for_types(node):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_docstring(child):
                yield from _run_at_some_time(child)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_for_types(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        said = ast.unparse(node.value)
        return said.startswith(("Literal[", "TypeVar(")) or node.targets[0].id == "message"
    return isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.unparse(node.annotation)


def _expression(node: ast.AST, enums: dict[str, list[str]]) -> Iterator[_Change]:
    match node:
        case ast.Compare() | ast.BoolOp() | ast.BinOp() | ast.UnaryOp(op=ast.Not()):
            yield from _operation(node)
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            new_name = ast.Name(CALLS[name], ast.Load())
            yield _Change(node, "func", None, new_name, f"{ast.unparse(node)}: -> {CALLS[name]}")
        case ast.Attribute(value=ast.Name(id=kind), attr=member) if member in enums.get(kind, ()):
            for other in _neighbours(member, enums[kind]):
                yield _Change(node, "attr", None, other, f"{kind}.{member} -> {other}")
        case ast.Constant():
            for value in _other_values(node.value):
                yield _Change(node, "value", None, value, f"{node.value!r} -> {value!r}")
        case ast.IfExp():
            test = ast.UnaryOp(ast.Not(), node.test)
            yield _Change(node, "test", None, test, f"{ast.unparse(node)}: the other way round")
        case ast.comprehension():
            for index, part in enumerate(node.ifs):
                yield _Change(node, "ifs", index, None, f"without if {ast.unparse(part)}")


def _operation(node: ast.AST) -> Iterator[_Change]:
    written = ast.unparse(node)
    if isinstance(node, ast.Compare):
        for index, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                what = f"{written}: {type(op).__name__} -> {other.__name__}"
                yield _Change(node, "ops", index, other(), what)
    elif isinstance(node, ast.BoolOp):
        swapped = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield _Change(node, "op", None, swapped, f"{written}: and <-> or")
        for index, part in enumerate(node.values):
            yield _Change(node, "values", index, None, f"{written}: without {ast.unparse(part)}")
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        new = ARITHMETIC[type(node.op)]()
        what = f"{written}: {type(node.op).__name__} -> {type(new).__name__}"
        yield _Change(node, "op", None, new, what)
    elif isinstance(node, ast.UnaryOp):
        yield _Change(node, "op", None, ast.UAdd(), f"{written}: without not")


def _neighbours(member: str, members: list[str]) -> Iterator[str]:
    at = members.index(member)
    yield members[(at + 1) % len(members)]
    yield members[at - 1]


def _other_values(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1
        yield value - 1
    elif isinstance(value, str) and value and " " not in value:
        yield value + "_"  # an id or a key; a sentence is looked at by the words tests


def _collection(node: ast.AST) -> Iterator[_Change]:
    if not isinstance(node, ast.Tuple | ast.Set | ast.List) or len(node.elts) == 1:
        return
    if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        for index, part in enumerate(node.elts):
            what = f"{ast.unparse(node)[:60]}: without {ast.unparse(part)[:40]}"
            yield _Change(node, "elts", index, None, what)


NOTHING: Final = {"return", "return None", "return False"}
"""Nobody can tell None from a no."""


def _statement(node: ast.AST) -> Iterator[_Change]:
    if isinstance(node, ast.If | ast.While):
        test = ast.UnaryOp(ast.Not(), node.test)
        yield _Change(node, "test", None, test, f"if {ast.unparse(node.test)}: not")
    if isinstance(node, ast.Return) and ast.unparse(node) not in NOTHING:
        what = f"{ast.unparse(node)[:70]}: -> None"
        yield _Change(node, "value", None, ast.Constant(None), what)
    if isinstance(node, ast.FunctionDef | ast.If | ast.For):
        for field in ("body", "orelse"):
            for index, part in enumerate(getattr(node, field, ())):
                removable = isinstance(part, ast.Expr | ast.AugAssign | ast.Raise | ast.If)
                if removable and not _is_docstring(part):
                    what = f"without {ast.unparse(part)[:70]}"
                    yield _Change(node, field, index, ast.Pass(), what)
