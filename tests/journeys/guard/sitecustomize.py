"""Put before everything else in a child process: hears of every connection, and hides the window's toolkit."""

from __future__ import annotations

import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

HEARD = Path(os.environ["CARREL_GUARD"])
NETWORK = {
    *("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr"),
}


def hear(event: str, given: tuple[object, ...]) -> None:
    if event in NETWORK and not isinstance(given[-1], str | bytes):
        with HEARD.open("a", encoding="utf-8") as file:
            file.write(f"{event} {given[1:]}\n")


class NoToolkit(MetaPathFinder):
    """As on a machine where PySide6 was never installed."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            with HEARD.open("a", encoding="utf-8") as file:
                file.write(f"import {name}\n")
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.addaudithook(hear)
if os.environ.get("CARREL_GUARD_QT"):
    sys.meta_path.insert(0, NoToolkit())
