"""The tree as the contracts see it: Python files, their functions and their imports."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"


@dataclass(frozen=True)
class Module:
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def where(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        parts = self.path.relative_to(SRC).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    def imports(self) -> set[str]:
        """Modules imported, anywhere in the file, by full name."""
        found = set()
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
                found |= {
                    f"{node.module}.{alias.name}"
                    for alias in node.names
                    if is_module(f"{node.module}.{alias.name}")
                }
        return found

    def functions(self) -> dict[str, int]:
        """Function → its lines, decorators and docstring apart."""
        return {
            f"{self.where}:{node.lineno} {node.name}": _length(node)
            for node in self.nodes
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }


@cache
def is_module(name: str) -> bool:
    path = SRC.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@cache
def module(path: Path) -> Module:
    """One a file, so that each is read once."""
    return Module(path)


def development() -> list[Module]:
    """Tests and benchmarks."""
    folders = (ROOT / "tests", ROOT / "benchmarks")
    return [module(path) for folder in folders for path in sorted(folder.rglob("*.py"))]


def modules(package: str = "conspectus") -> list[Module]:
    """Without migrations: a machine writes those."""
    paths = sorted(SRC.joinpath(*package.split(".")).rglob("*.py"))
    return [module(path) for path in paths if path.parent.name != "migrations"]


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body
    docstring = 0
    if ast.get_docstring(node) is not None:
        docstring = (body[0].end_lineno or 0) - body[0].lineno + 1
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring
