"""A screen without glass, the window on it as a process of its own, and a hand with keys and mouse.

What is on the screen is read from the screen's own memory, so looking costs next to nothing and every
wait can be a look at what the user would see.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).parents[2]
WIDE, NARROW = (1440, 900), (960, 700)
SCREEN = (1600, 1000)
DEADLINE = 40.0
STEADY = 0.25  # seconds without a change that count as settled; a caret blinks slower than that

Colour = tuple[int, int, int]


def rgb(colour: Any) -> Colour:
    """Return a colour of the theme as it stands on the screen."""
    return colour.red(), colour.green(), colour.blue()


def can_be_had() -> bool:
    """Whether the machine has a screen without glass and a hand."""
    return bool(shutil.which("Xvfb") and shutil.which("xdotool"))


class Box(NamedTuple):
    """A rectangle of the screen; right and bottom lie inside it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> tuple[int, int]:
        """The point in its middle."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


def until(happened: Callable[[], Any], what: str, within: float = DEADLINE) -> Any:
    """Return the first true answer; fail with `what` when the deadline passes without one."""
    end, pause = time.monotonic() + within, threading.Event()
    while True:
        answer = happened()
        if answer:
            return answer
        assert time.monotonic() < end, f"waited {within:.0f} s in vain: {what}"
        pause.wait(0.02)


def difference(one: np.ndarray, other: np.ndarray) -> Box | None:
    """Return where two pictures differ, or None where they are the same."""
    rows, columns = np.nonzero((one != other).any(axis=2))
    if not len(rows):
        return None
    return Box(int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max()))


class Screen:
    """An X server that draws into a file."""

    def __init__(self, folder: Path) -> None:
        """The server picks a number that is free and says which."""
        answer, say = os.pipe()
        words = ["-displayfd", str(say), "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"]
        words.append("-nocursor")
        size = f"{SCREEN[0]}x{SCREEN[1]}x24"
        self._server = subprocess.Popen(
            ["Xvfb", *words, "-screen", "0", size],
            pass_fds=[say],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(say)
        with os.fdopen(answer) as told:
            number = told.readline().strip()
        assert number, "the screen did not start"
        self.name = f":{number}"
        with (folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)

    def look(self, size: tuple[int, int] = SCREEN) -> np.ndarray:
        """Return what is on the screen from its upper left corner: rows, columns, red green blue."""
        head = struct.unpack(">25I", self._memory[:100])
        start, row_bytes, colours = head[0] + 12 * head[19], head[12], head[5]
        flat = np.frombuffer(self._memory, np.uint8, row_bytes * colours, start)
        rows = flat.reshape(colours, row_bytes // 4, 4)
        return rows[: size[1], : size[0], 2::-1].copy()

    def close(self) -> None:
        """Take the screen away."""
        self._memory.close()
        self._server.terminate()
        self._server.wait(10)


class Window:
    """The app on a screen, and what a user does to it."""

    def __init__(self, screen: Screen, home: Path, library: Path, log: Path) -> None:
        self.screen, self.library, self.size = screen, library, WIDE
        self._log = log
        self._env = {
            **os.environ,
            "DISPLAY": screen.name,
            "QT_QPA_PLATFORM": "xcb",
            "CARREL_HOME": str(home),
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
        }
        self._env.pop("WAYLAND_DISPLAY", None)
        with log.open("wb") as out:
            self._app = subprocess.Popen(
                [sys.executable, "-m", "desktop", "--library", str(library)],
                cwd=ROOT,
                env=self._env,
                stdout=out,
                stderr=out,
            )
        self._id = self.until(self._seen, "the window is shown")
        self._hand("windowfocus", self._id)
        self.resize(WIDE)

    def __enter__(self) -> Window:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.leave()
        elif self._app.poll() is None:
            self._app.kill()
            self._app.wait(10)

    def leave(self) -> None:
        """Quit by the key, as a user does; the app goes in peace and has complained of nothing."""
        self._hand("windowfocus", self._id)  # nobody gives it back after a dialog on a bare screen
        self.key("ctrl+q")
        self.until(lambda: self._app.poll() is not None, "the app ends")
        assert self._app.returncode == 0
        said = self._log.read_text("utf-8")
        assert "Traceback" not in said, said
        assert "QPainter" not in said, said

    # -- the hand

    def key(self, *keys: str) -> None:
        """Press keys one after the other."""
        self._hand("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._hand("type", "--delay", "3", text)

    def click(self, spot: tuple[int, int]) -> None:
        """Click on a spot."""
        self._hand("mousemove", *map(str, spot), "click", "1")

    def point(self, spot: tuple[int, int]) -> None:
        """Move the pointer to a spot."""
        self._hand("mousemove", *map(str, spot))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw from one spot to another with the button held."""
        between = (start[0] + end[0]) // 2, (start[1] + end[1]) // 2
        self._hand("mousemove", *map(str, start), "mousedown", "1")
        self._hand("mousemove", *map(str, between))
        self._hand("mousemove", *map(str, end), "mouseup", "1")

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window a size, in the upper left corner of the screen."""
        self._hand("windowmove", self._id, "0", "0", "windowsize", self._id, *map(str, size))
        self.size = size

        def placed() -> bool:
            told = self._told("getwindowgeometry", "--shell", self._id)
            return f"WIDTH={size[0]}\nHEIGHT={size[1]}\n" in told and "X=0\nY=0\n" in told

        self.until(placed, f"the window is {size[0]} x {size[1]}")

    # -- the eye

    def look(self) -> np.ndarray:
        """Return what the window shows."""
        return self.screen.look(self.size)

    def settled(
        self, what: str = "the window comes to rest", *, within: float = DEADLINE
    ) -> np.ndarray:
        """Return what the window shows once nothing has moved in it for a moment."""
        last, since = self.look(), time.monotonic()

        def at_rest() -> bool:
            nonlocal last, since
            now = self.look()
            if not np.array_equal(now, last):
                last, since = now, time.monotonic()
            return time.monotonic() - since > STEADY

        self.until(at_rest, what, within)
        return last

    def after(self, act: Callable[[], object], what: str) -> np.ndarray:
        """Do something that shows, wait until it shows and is over, and return what is seen."""
        before = self.settled()
        act()
        self.until(lambda: not np.array_equal(self.look(), before), what)
        return self.settled()

    def shows(self, colour: Colour, within: Box, *, least: int = 12) -> Box | None:
        """Return where a colour is in a part of the window, or None where it is not."""
        part = self.look()[within.top : within.bottom + 1, within.left : within.right + 1]
        rows, columns = np.nonzero((part == np.array(colour, np.uint8)).all(axis=2))
        if len(rows) < least:
            return None
        return Box(
            within.left + int(columns.min()),
            within.top + int(rows.min()),
            within.left + int(columns.max()),
            within.top + int(rows.max()),
        )

    def until(self, happened: Callable[[], Any], what: str, within: float = DEADLINE) -> Any:
        """As the function; when it fails, what the window shows lies in a file for whoever looks."""
        try:
            return until(happened, what, within)
        except AssertionError as error:
            seen = self._log.with_name("seen.ppm")
            look = self.look()
            seen.write_bytes(b"P6 %d %d 255\n" % (look.shape[1], look.shape[0]) + look.tobytes())
            raise AssertionError(f"{error}; the window shows {seen}") from None

    def wait_for(self, colour: Colour, within: Box, what: str) -> Box:
        """Wait until a colour is seen in a part of the window."""

        def at_rest() -> Box | None:
            self.settled()
            return self.shows(colour, within)

        place: Box = self.until(at_rest, what)
        return place

    # -- beside the window

    def tell(self, *words: object) -> Any:
        """Ask the library through the command line while the window is open."""
        command = [sys.executable, "-m", "desktop", "--library", str(self.library), "--json"]
        done = subprocess.run(
            [*command, *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=self._env,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    # -- inside

    def _seen(self) -> str:
        assert self._app.poll() is None, self._log.read_text("utf-8")
        found = self._told(
            "search", "--onlyvisible", "--pid", str(self._app.pid), "--name", "^Carrel$"
        )
        return found.split()[-1] if found.strip() else ""

    def _hand(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._env, check=True, capture_output=True)

    def _told(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._env, check=False, capture_output=True, text=True
        )
        return done.stdout
