"""The plan of the house, checked: floors, words, and what must not be in any file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUR_FILES = [
    *sorted((ROOT / "desktop").rglob("*.py")),
    *sorted((ROOT / "search_index").rglob("*.py")),
]
BANNED = (
    "Manager",
    "Helper",
    "Handler",
    "Util",
    "Common",
    "Misc",
    "Base",
    "Info",
    "Data",
    "Processor",
)
"""House words: a class so named has no purpose of its own."""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter in a process of its own: it switches off every logger of the one it runs in."""
    tool = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [tool, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_import_contracts_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


def test_a_planted_uphill_import_breaks_them(tmp_path: Path) -> None:
    """The contracts have teeth: an import of Qt in the crafts is found."""
    for name in ("desktop", "search_index"):
        for file in (ROOT / name).rglob("*.py"):
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    craft = tmp_path / "desktop" / "briefs" / "sheet.py"
    craft.write_text(
        craft.read_text(encoding="utf-8") + "\nfrom PySide6 import QtCore\n", encoding="utf-8"
    )
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert "desktop.briefs.sheet -> PySide6" in done.stdout


@pytest.mark.parametrize("file", OUR_FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_house_rules_that_no_linter_knows(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module says in one sentence what lives here"
    for node in ast.walk(tree):
        if isinstance(node, ast.If):
            assert "TYPE_CHECKING" not in ast.unparse(node.test), "a type is a dependency too"
        if isinstance(node, ast.ClassDef):
            words = re.findall(r"[A-Z][a-z]+", node.name)
            assert not set(words) & set(BANNED), f"{node.name}: a name that says nothing"


def test_lock_files_hold_names_versions_and_hashes_only() -> None:
    line = re.compile(r"[a-z0-9.-]+==\S+( ; .+?)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    for lock in sorted((ROOT / "packaging").glob("*.lock")):
        for text in lock.read_text(encoding="utf-8").splitlines():
            assert line.fullmatch(text), f"{lock.name}: {text}"


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["window"]]
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for requirement in declared:
        name = re.match(r"[A-Za-z0-9-]+", requirement)
        assert name, requirement
        assert re.search(rf"^\|.*\b{name[0]}\b.*\|.+\|.+\|$", table, re.MULTILINE), (
            f"{name[0]} has no line with its reason in CONTRIBUTING.md"
        )
