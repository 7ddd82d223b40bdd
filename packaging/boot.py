r"""Set Carrel up on a fresh machine and start it; standard library only.

`python boot.py` opens the window on a starter archive, or does the whole main job into
`./carrel-demo/` where there is no display. `python boot.py --test` runs the test suite. Other words
go to the command line: `python boot.py list --json`. On Windows: `py packaging\boot.py`.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

Libraries = dict[str, tuple[str, str]]
"""Shared object -> its package on Debian and its package on Fedora."""

ANY_PLATFORM: Libraries = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
}
X11: Libraries = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
}
WAYLAND: Libraries = {
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
}


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def lacking(wanted: Libraries) -> list[str]:
    """Return the shared objects that cannot be loaded."""
    missing = []
    for name in wanted:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def check_system_libraries() -> None:
    """Make sure of the libraries that Qt needs: install them as root, else say the line to type."""
    if not sys.platform.startswith("linux"):
        return
    wanted = dict(ANY_PLATFORM)
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND
    if os.environ.get("DISPLAY"):
        wanted |= X11
    missing = lacking(wanted)
    if not missing:
        return
    on_debian = shutil.which("apt-get") is not None
    on_fedora = not on_debian and shutil.which("dnf") is not None
    packages = sorted({wanted[name][1 if on_fedora else 0] for name in missing})
    if os.geteuid() == 0 and (on_debian or on_fedora):
        install_packages(packages, on_debian=on_debian)
        missing = lacking(wanted)
        if not missing:
            return
    line = "sudo apt install" if on_debian else "sudo dnf install" if on_fedora else "Install:"
    sys.exit(
        "Qt needs system libraries that are not on this machine: "
        f"{', '.join(missing)}.\nRun this once, then start again:\n\n"
        f"    {line} {' '.join(packages)}\n"
    )


def install_packages(packages: list[str], *, on_debian: bool) -> None:
    """Install system packages as root; what the installer says goes to a log beside `.venv`."""
    print("Installing system libraries:", *packages, flush=True)
    log = ROOT / ".venv-system-libraries.log"
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    with log.open("w", encoding="utf-8") as out:
        if on_debian:
            subprocess.run(["apt-get", "update"], stdout=out, stderr=out, env=quiet, check=False)
            words = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        else:
            words = ["dnf", "install", "-y", *packages]
        done = subprocess.run(words, stdout=out, stderr=out, env=quiet, check=False)
    if done.returncode:
        sys.exit(f"The system libraries could not be installed. What went wrong stands in {log}.")
    log.unlink()


def fingerprint(lock: Path) -> str:
    """Return what an environment was made from: this lock file and this Python."""
    said = lock.read_bytes() + sys.version.encode() + str(ROOT).encode()
    return hashlib.sha256(said).hexdigest()


def make_environment(*, test: bool) -> None:
    """Make `.venv` from the lock file, every file checked by its hash; nothing when it is there."""
    lock = ROOT / "packaging" / ("test.lock" if test else "run.lock")
    stamps = {name: VENV / f"made-from-{name}" for name in ("run", "test")}
    for name in ("test",) if test else ("test", "run"):
        made_from = ROOT / "packaging" / f"{name}.lock"
        stamp = stamps[name]
        if PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint(made_from):
            return
    if VENV.exists() and not any(stamp.exists() for stamp in stamps.values()):
        print("Finishing the environment in .venv", flush=True)
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    if not PYTHON.exists():
        print("Making an environment in .venv", flush=True)
    # Made again over what is there: it mends an environment whose Python has moved or changed.
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    print("Installing Python packages (about 150 MB the first time)", flush=True)
    words = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    words += ["--no-warn-script-location", "--require-hashes", "--no-deps", "-r", str(lock)]
    if subprocess.run(words, check=False).returncode:
        sys.exit("The Python packages could not be installed; the lines above say why. Try again.")
    make_launcher()
    stamps["test" if test else "run"].write_text(fingerprint(lock))


def make_launcher() -> None:
    """Let `.venv` find Carrel in this checkout, and lay the command `carrel` beside its Python."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([PYTHON, "-c", asked], capture_output=True, text=True, check=True)
    Path(site.stdout.strip(), "carrel.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if WINDOWS:
        launcher = PYTHON.with_name("carrel.cmd")
        launcher.write_text('@"%~dp0python.exe" -m desktop %*\n', encoding="utf-8")
    else:
        launcher = PYTHON.with_name("carrel")
        launcher.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m desktop "$@"\n', encoding="utf-8")
        launcher.chmod(0o755)


def lay_starters() -> None:
    """Give a library that is not there yet the starter articles, so that there is something to read."""
    asked = "from desktop import paths; print(paths.library_dir() / 'library.sqlite')"
    told = subprocess.run([PYTHON, "-c", asked], capture_output=True, text=True, check=True)
    if not Path(told.stdout.strip()).exists():
        print("Laying the starter articles on the desk", flush=True)
        words = [PYTHON, "-m", "desktop", "--quiet", "import", ROOT / "seeds" / "articles"]
        subprocess.run([*words, "--tag", "starter"], check=False)


def left_out() -> list[str]:
    """Return the pytest markers whose tools are not here, saying so."""
    needs = {
        "office": (("soffice", "pdftotext"), "LibreOffice and poppler-utils"),
        "realwindow": (("Xvfb", "xdotool"), "Xvfb and xdotool"),
    }
    absent = []
    for marker, (tools, called) in needs.items():
        if not all(shutil.which(tool) for tool in tools):
            print(f"{called} are not installed: the tests marked “{marker}” are left out.")
            absent.append(marker)
    return absent


def main() -> None:
    """Set up, then become the program that was asked for."""
    words = sys.argv[1:]
    test = words[:1] == ["--test"]
    os.chdir(ROOT)
    check_system_libraries()
    make_environment(test=test)
    environment = dict(os.environ)
    if test:
        environment["QT_QPA_PLATFORM"] = "offscreen"
        absent = left_out()
        chosen = ["-m", " and ".join(f"not {marker}" for marker in absent)] if absent else []
        command = [str(PYTHON), "-m", "pytest", "-q", *chosen, *words[1:]]
    elif words:
        command = [str(PYTHON), "-m", "desktop", *words]
    elif has_display():
        lay_starters()
        command = [str(PYTHON), "-m", "desktop"]
    else:
        print("There is no display here: doing the whole job without a window.", flush=True)
        environment["QT_QPA_PLATFORM"] = "offscreen"
        command = [str(PYTHON), str(ROOT / "packaging" / "demo.py")]
    sys.stdout.flush()
    if WINDOWS:
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    os.execve(command[0], command, environment)  # noqa: S606 - the program takes our place


if __name__ == "__main__":
    main()
