"""What every test has: folders of its own, no network, a log that must stay quiet, and a desk."""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.desk import Desk
from desktop.progress import QuietTask

LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None}


class NetworkTouched(BaseException):
    """Something tried to reach beyond this machine; no `except Exception` may swallow it."""


class NetworkWatch:
    """Hears of every socket that connects and every name looked up, from C code too."""

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def hear(self, event: str, given: tuple[Any, ...]) -> None:
        if event in {"socket.connect", "socket.sendto"}:
            target = given[1]
            host = (
                target[0] if isinstance(target, tuple) else None
            )  # a path: a socket of the machine
        elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            host = given[0]
        else:
            return
        if isinstance(host, bytes):
            host = host.decode("ascii", "replace")
        if host not in LOCAL:
            self.attempts.append(f"{event} {host}")
            raise NetworkTouched(f"{event} {host}")


_WATCH = NetworkWatch()
sys.addaudithook(_WATCH.hear)


@pytest.fixture
def network() -> NetworkWatch:
    """The watch that hears of every attempt to reach the network."""
    return _WATCH


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    _WATCH.attempts.clear()
    yield
    attempts, _WATCH.attempts[:] = list(_WATCH.attempts), []
    assert not attempts, f"the network was tried: {attempts}"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CARREL_HOME", str(home))
    monkeypatch.delenv("CARREL_LIBRARY", raising=False)


@pytest.fixture(autouse=True)
def _no_office(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages be estimated: LibreOffice takes seconds to start, and is tried where it is meant."""
    if "office" not in request.keywords and request.path.parts[-3:-1] != ("desktop", "briefs"):
        monkeypatch.setenv("CARREL_OFFICE", "")


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on a warning that nobody expected; a test that expects one clears `caplog` after looking."""
    root = logging.getLogger()
    yield
    for handler in list(root.handlers):
        if getattr(handler, "of_carrel", False):
            root.removeHandler(handler)
            handler.close()
    loud = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    told = [f"{one.name}: {one.getMessage()}" for one in loud]
    assert not told, f"unexpected in the log (clear `caplog` where it is expected): {told}"


@pytest.fixture
def task() -> QuietTask:
    """A task that nobody watches."""
    return QuietTask()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk in a folder of its own."""
    with Desk.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture(scope="session")
def _seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter articles imported; made once, never changed."""
    from desktop.resources import seeds
    from desktop.work.import_articles import import_articles

    home = tmp_path_factory.mktemp("seeded")
    patch = pytest.MonkeyPatch()
    patch.setenv("CARREL_HOME", str(home))
    try:
        with Desk.open(home / "library") as opened:
            report = import_articles(opened, QuietTask(), paths=[seeds()])
            assert not report.failed, report.failed
    finally:
        patch.undo()
    return home


@pytest.fixture
def seeded_desk(_seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with the starter articles, copied for this test alone."""
    home = tmp_path / "seeded"
    shutil.copytree(_seeded, home)
    monkeypatch.setenv("CARREL_HOME", str(home))
    with Desk.open(home / "library") as opened:
        yield opened
