"""Commands of the command line, run in this process on a library of the test's own."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from desktop.__main__ import open_window, serve_worker
from desktop.cli.program import run
from tests.desktop.cli.answered import Answered, Carrel


@pytest.fixture
def carrel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Carrel:
    """Run `carrel --library <the test's own> WORDS...`."""

    def command(*words: object, stdin: bytes | None = None) -> Answered:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        code = run(
            ["--library", str(tmp_path / "library"), *map(str, words)],
            open_window=open_window,
            worker=serve_worker,
        )
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Answered(code, out, err)

    return command
