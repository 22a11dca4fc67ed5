"""One thing after the other broken in code: comparisons, conditions, lookups, and the calls that ask what is public."""

import ast
import gc
import importlib
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
OPPOSITE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
LOOKUPS = {"__lte": "__gt", "__gt": "__lte", "__lt": "__gte", "__gte": "__lt"}
ROWS = {"published", "published_anywhere", "withdrawn_from_readers", "kept", "of_public", "out", "public", "open",
        "waiting"}  # fmt: skip
ASKED_WITH = {"published", "published_anywhere", "withdrawn_from_readers", "of_public", "out"}
"""Methods that narrow rows to what somebody may see: without them there are more. These take a language or a moment."""
CONDITIONS = {"out_in", "free_to_show"}
"""Functions that return such a condition: without them there is none."""
ANSWERS = {"is_public", "is_embargoed", "rights_ended", "may_share"}
"""Questions with a yes or a no."""
WRITTEN = {"languages_out": "languages_written"}
ENDS = 90


class Change(NamedTuple):
    """Something broken in a file: what it is called, in which function, and which node becomes what."""

    told: str
    path: str
    line: int
    function: int
    place: int
    version: int


def changes(path: str, *, only_visible: bool = False) -> Iterator[Change]:
    """Yield what can be broken in the functions of a file; or only the calls that ask what somebody may see."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    inside, seen = _functions_of(tree), Counter[str]()
    for place, node in enumerate(ast.walk(tree)):
        if node not in inside:
            continue
        function, name = inside[node]
        versions = _visible(node) if only_visible else [*_turned(node), *_visible(node)]
        for version, new in enumerate(versions):
            told = f"{path} {name}: {_short(node)} → {_short(new)}"
            seen[told] += 1
            again = f" ({seen[told]})" if seen[told] > 1 else ""
            line = getattr(node, "lineno", 0) or getattr(getattr(node, "value", None), "lineno", 0)
            yield Change(told + again, path, line, function, place, version + (1000 if only_visible else 0))


def make(change: Change, functions: list[FunctionType]) -> None:
    """Break something in this process: every living function of the file gets the code of the changed source."""
    file = ROOT / change.path
    tree = ast.parse(file.read_text(encoding="utf-8"))
    node = list(ast.walk(tree))[change.place]
    new = (_visible(node) if change.version >= 1000 else [*_turned(node), *_visible(node)])[change.version % 1000]
    _replace(tree, node, ast.copy_location(new, node))
    codes = dict(_codes(compile(ast.fix_missing_locations(tree), str(file), "exec")))
    swapped = 0
    for function in functions:
        code = function.__code__
        fresh = codes.get((code.co_qualname, code.co_firstlineno))
        if code.co_filename == str(file) and fresh is not None and fresh != code:
            function.__code__ = fresh
            swapped += 1
    if not swapped:
        raise LookupError("nothing in this process is made of what was changed")


def living_functions(paths: list[str]) -> list[FunctionType]:
    """Return every function of some files that this process knows, by whatever name or none."""
    for path in paths:
        importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    files = {str(ROOT / path) for path in paths}
    gc.unfreeze()  # What is frozen is not listed.
    return [one for one in gc.get_objects() if type(one) is FunctionType and one.__code__.co_filename in files]


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield (constant.co_qualname, constant.co_firstlineno), constant
            yield from _codes(constant)


def _functions_of(tree: ast.Module) -> dict[ast.AST, tuple[int, str]]:
    """The nodes that are code of a function, and where its innermost begins: no annotations, no docstrings."""
    inside: dict[ast.AST, tuple[int, str]] = {}
    for node in ast.walk(tree):  # What is inside comes after what is around it.
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            inside |= {one: (first, node.name) for statement in node.body for one in ast.walk(statement)}
        elif isinstance(node, ast.Lambda):
            name = inside[node][1] if node in inside else "lambda"
            inside |= dict.fromkeys(ast.walk(node.body), (node.lineno, name))
    notes = [getattr(node, "annotation", None) for node in ast.walk(tree)]
    notes += [getattr(node, "returns", None) for node in ast.walk(tree)]
    for note in notes:
        for one in ast.walk(note) if isinstance(note, ast.AST) else ():
            inside.pop(one, None)
    return inside


def _turned(node: ast.AST) -> list[ast.AST]:
    """What a comparison, a condition or a lookup may wrongly be."""
    new = deepcopy(node)
    match new:
        case ast.Compare():
            made: list[Any] = [deepcopy(new) for _operator in new.ops]
            for number, one in enumerate(made):
                one.ops[number] = OPPOSITE[type(one.ops[number])]()
            return made
        case ast.BoolOp():
            without = [[*new.values[:gone], *new.values[gone + 1 :]] for gone in range(len(new.values))]
            fewer = [rest[0] if len(rest) == 1 else ast.BoolOp(new.op, rest) for rest in without]
            return [ast.BoolOp(OPPOSITE[type(new.op)](), new.values), *fewer]
        case ast.BinOp() if type(new.op) in OPPOSITE:
            return [ast.BinOp(new.left, OPPOSITE[type(new.op)](), new.right), new.left, new.right]
        case ast.AugAssign() if type(new.op) in OPPOSITE:
            return [ast.AugAssign(new.target, OPPOSITE[type(new.op)](), new.value), ast.Pass()]
        case ast.UnaryOp(op=ast.Not()):
            return [_call("bool", new.operand)]
        case ast.If() | ast.IfExp() if isinstance(new.test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
            new.test = ast.UnaryOp(ast.Not(), new.test)
            return [new]
        case ast.comprehension(ifs=[*conditions]):
            made = [deepcopy(new) for _condition in conditions]
            for number, one in enumerate(made):
                if isinstance(one.ifs[number], ast.Compare | ast.BoolOp | ast.UnaryOp):
                    continue
                one.ifs[number] = ast.UnaryOp(ast.Not(), one.ifs[number])
            return [one for one in made if ast.dump(one) != ast.dump(node)]
        case ast.keyword(arg=str(name)) if end := _lookup(name):
            new.arg = name.removesuffix(end) + LOOKUPS[end]
            return [new]
        case ast.Constant(value=str(text)) if end := _lookup(text):
            new.value = text.removesuffix(end) + LOOKUPS[end]
            return [new]
    return []


def _visible(node: ast.AST) -> list[ast.AST]:
    """What a call becomes that asks what somebody may see, when nobody asks."""
    new = deepcopy(node)
    match new:
        case ast.Call(func=ast.Attribute(attr=name), args=given) if name in ROWS and (name in ASKED_WITH or not given):
            return [ast.Call(ast.Attribute(new.func.value, "all", ast.Load()), [], [])]
        case ast.Call(func=ast.Name(id=name)) if name in CONDITIONS:
            return [ast.parse("models.Q()", mode="eval").body]
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in ANSWERS:
            return [ast.Constant(True), ast.Constant(False)]
        case ast.Call(func=ast.Attribute(attr=name)) if name in WRITTEN:
            return [ast.Call(ast.Attribute(new.func.value, WRITTEN[name], ast.Load()), [], [])]
    return []


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(one is old for one in value):
                setattr(parent, field, [new if one is old else one for one in value])


def _call(name: str, argument: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def _lookup(text: str) -> str:
    return next((end for end in ("__lte", "__gte", "__lt", "__gt") if text.endswith(end)), "")


def _short(node: ast.AST) -> str:
    if isinstance(node, ast.comprehension):
        return " ".join(f"if {ast.unparse(one)}" for one in node.ifs)
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    if isinstance(node, ast.keyword):
        return f"{node.arg}={ast.unparse(node.value)}"
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= ENDS else f"{text[: ENDS // 2]}…{text[-ENDS // 2 :]}"
