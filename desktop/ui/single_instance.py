"""One window for each library: a second start hands its files to the first, which comes to the front."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.ui.door_name import door_of

PATIENCE_MS = 1000


def call(library: Path, files: Sequence[Path] = ()) -> bool:
    """Ask the window that has this library open to come forward and take the files.

    Returns whether there was one.
    """
    socket = QLocalSocket()
    socket.connectToServer(door_of(library))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    said = {"raise": True, "files": [str(file.absolute()) for file in files]}
    socket.write(json.dumps(said).encode() + b"\n")
    heard = socket.waitForBytesWritten(PATIENCE_MS) and socket.waitForReadyRead(PATIENCE_MS)
    socket.disconnectFromServer()
    return bool(heard)


class Door(QObject):
    """Answers the calls of later starts."""

    called = Signal(object)
    """A later start came; carries its files as Paths."""

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = door_of(library)
        self._callers: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash: nobody answered a call
            self._server.listen(name)

    @property
    def open(self) -> bool:
        """Whether calls can come."""
        return self._server.isListening()

    def close(self) -> None:
        """Answer no more."""
        self._server.close()
        self._callers.clear()

    def _hear(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._tidy)
            self._callers.append(socket)
        self._read()

    def _read(self) -> None:
        """Take in the whole lines that callers said, and answer each with a line."""
        for socket in list(self._callers):
            if not socket.canReadLine():
                continue
            files = _files_in(bytes(socket.readLine().data()))
            socket.write(b"heard\n")
            socket.flush()
            self.called.emit(files)

    def _tidy(self) -> None:
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        for socket in [one for one in self._callers if one.state() == gone]:
            self._callers.remove(socket)
            socket.deleteLater()


def _files_in(line: bytes) -> list[Path]:
    try:
        return [Path(one) for one in json.loads(line).get("files", ())]
    except (ValueError, AttributeError, TypeError):
        return []
