"""Alone: no network is ever tried, and the command line needs no window toolkit."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NetworkTouched, NetworkWatch
from tests.journeys.conftest import QUOTE, REMARK, ROOT

GUARD = Path(__file__).parent / "guard"


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """An environment whose Python tells of every connection, and has no PySide6."""
    return {
        "PYTHONPATH": str(GUARD),
        "CARREL_GUARD": str(tmp_path / "heard"),
        "CARREL_GUARD_QT": "1",
    }


def journey(told: Callable[..., Any], shell: Callable[..., Any], file: Path, **given: Any) -> None:
    """Walk every command once."""
    out = file.parent
    key = told("import", file, **given)["imported"][0]["id"]
    told("list", **given)
    told("show", key, **given)
    told("edit", key, "--source", "Harbour Post", **given)
    mark = told("annotate", key, "--quote", QUOTE, "--comment", REMARK, **given)["id"]
    note = told("note", "add", "See [[Lisbon]]", **given)["id"]
    told("note", "edit", note, "See [[Tallinn]]", **given)
    told("note", "list", **given)
    assert told("search", "minutes OR person:lindqvist", "--facets", **given)["total"] == 2
    entity = told("entities", "lindqvist", **given)[0]["id"]
    told("entity", "show", entity, **given)
    told("entity", "rename", entity, "M. Lindqvist", **given)
    told("quotes", **given)
    brief = told("brief", "new", "Strike", **given)["id"]
    told("brief", "add", brief, key, f"highlight:{mark}", f"note:{note}", **given)
    told("brief", "show", brief, **given)
    told("brief", "export", brief, "-o", out / "b.docx", **given)
    told("brief", "export", brief, "-o", out / "b.md", **given)
    told("export", "annotations", "-o", out / "a.json", **given)
    told("reindex", **given)
    told("check", "--repair", **given)
    told("backup", out / "kept", **given)
    told("restore", out / "kept", out / "again", **given)
    told("note", "rm", note, **given)
    told("undo", **given)
    told("redo", **given)
    told("history", **given)
    lines = out / "in.jsonl"
    lines.write_text('{"id": 1, "text": "Mara Lindqvist went to Lisbon."}\n', encoding="utf-8")
    told("entities", "tag", "--jsonl", lines, out / "out.jsonl", **given)
    shell("--help", **given)


@pytest.mark.timeout(400)
def test_every_command_works_without_network_and_without_the_toolkit(
    told: Callable[..., Any],
    shell: Callable[..., Any],
    article_file: Path,
    guarded: dict[str, str],
) -> None:
    journey(told, shell, article_file, env=guarded)
    heard = Path(guarded["CARREL_GUARD"])
    assert not heard.exists(), heard.read_text(encoding="utf-8")


def test_the_guard_has_teeth(guarded: dict[str, str]) -> None:
    code = (
        "import socket\n"
        "try:\n"
        "    socket.create_connection(('192.0.2.1', 9), 0.01)\n"
        "except OSError:\n"
        "    pass\n"
        "try:\n"
        "    import PySide6\n"
        "except ModuleNotFoundError:\n"
        "    pass\n"
    )
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **guarded}, check=True)
    heard = Path(guarded["CARREL_GUARD"]).read_text(encoding="utf-8")
    assert "socket.connect" in heard
    assert "import PySide6" in heard


def test_the_watch_in_this_process_has_teeth(network: NetworkWatch) -> None:
    with socket.socket() as one, pytest.raises(NetworkTouched):
        one.connect(("192.0.2.1", 9))
    with pytest.raises(NetworkTouched):
        socket.getaddrinfo("example.org", 80)
    assert len(network.attempts) == 2
    network.attempts.clear()


def test_without_words_and_without_the_toolkit_it_says_what_is_missing(
    shell: Callable[..., Any], guarded: dict[str, str]
) -> None:
    done = shell(env=guarded, code=2)
    assert "pip install 'carrel[window]'" in done.stderr


def test_nothing_below_the_window_imports_the_toolkit(tmp_path: Path) -> None:
    """Walks every module but the window's, in a process of its own."""
    code = (
        "import importlib, pkgutil, sys, desktop, search_index\n"
        "for package in (desktop, search_index):\n"
        "    for one in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        if not one.name.startswith('desktop.ui') and not one.name.endswith('__main__'):\n"
        "            importlib.import_module(one.name)\n"
        "print(sorted(m for m in sys.modules if m.partition('.')[0] in ('PySide6', 'shiboken6')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "unloaded"),
    [
        (["--version"], {"sqlite3", "numpy", "whoosh", "lxml", "docx", "desktop.desk"}),
        (["--help"], {"sqlite3", "numpy", "whoosh", "lxml", "docx", "desktop.desk"}),
        (["list"], {"numpy", "whoosh", "lxml", "docx", "search_index", "desktop.entities"}),
        (["note", "list"], {"numpy", "whoosh", "lxml", "docx", "search_index"}),
    ],
)
def test_a_command_loads_only_what_it_needs(
    words: list[str], unloaded: set[str], tmp_path: Path
) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['carrel', '--library', {str(tmp_path / 'library')!r}, *{words!r}]\n"
        "from desktop.__main__ import main\n"
        "assert main() == 0\n"
        f"print(sorted({unloaded!r} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.timeout(300)
def test_with_the_network_cut_off(
    told: Callable[..., Any], article_file: Path, tmp_path: Path
) -> None:
    """In a network namespace with nothing in it, where the system allows one to be made."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("there is no unshare here")
    trial = subprocess.run([unshare, "-r", "-n", "true"], capture_output=True, check=False)
    if trial.returncode != 0:
        pytest.skip("this system lets nobody make a network namespace")
    command = [unshare, "-r", "-n", sys.executable, "-m", "desktop"]
    library = ["--library", str(tmp_path / "library"), "--json"]
    for words in (
        ["import", str(article_file)],
        ["search", "lindqvist"],
        ["brief", "export", "1", "-o", str(tmp_path / "b.docx")],
    ):
        done = subprocess.run(
            [*command, *library, *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.docx").stat().st_size > 10_000
