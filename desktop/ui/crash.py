"""What happens to errors that nobody expected: the log, and one sheet with a report that can be copied."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.buttons import PrimaryButton, PushButton
from desktop.ui.widgets.floating import Sheet
from desktop.ui.widgets.labels import Words

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashWatch(QObject):
    """Hears of unexpected errors on any thread, and tells the window's."""

    reported = Signal(str)
    """A whole report, on the window's thread."""

    def __init__(self, log_file: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = None
        if log_file is not None:
            self._file = log_file.with_name("crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._file)

    def install(self) -> None:
        """Take over Python's and Qt's last resorts."""
        sys.excepthook = self._hear
        threading.excepthook = self._hear_thread
        qInstallMessageHandler(_hear_qt)

    def remove(self) -> None:
        """Give them back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def _hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("unexpected", exc_info=(kind, error, trace))
        self.reported.emit(report("".join(traceback.format_exception(kind, error, trace))))

    def _hear_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self._hear(given.exc_type, given.exc_value, given.exc_traceback)


def report(trace: str) -> str:
    """Return a report: the versions, then what went wrong. Nothing of the library is in it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        carrel = version("carrel")
    except PackageNotFoundError:
        carrel = "from a checkout"
    return (
        f"Carrel {carrel}, Qt {qVersion()}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()}\n\n{trace}"
    )


def _hear_qt(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    del context
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)


class CrashSheet(Sheet):
    """Says that something went wrong, what is safe, and gives the report; only one at a time."""

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent, width=640, height=420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(Words(hub, self.tr("Something went wrong"), self, px=20, weight=SEMIBOLD))
        column.addWidget(
            Words(
                hub,
                self.tr(
                    "What was saved before is safe, and you can go on. The report below says what "
                    "happened; nothing of your articles and notes is in it."
                ),
                self,
                role="muted",
                wrap=True,
            )
        )
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.text.setFont(hub.theme.sans(12))
        self.text.setTabChangesFocus(True)
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.copy = PushButton(hub, self.tr("Copy report"), self)
        self.copy.clicked.connect(self._copy)
        leave = PrimaryButton(hub, self.tr("Go on"), self)
        leave.clicked.connect(self.close_card)
        row.addWidget(self.copy)
        row.addWidget(leave)
        column.addLayout(row)
        self.setAccessibleName(self.tr("Something went wrong"))

    def show_report(self, text: str) -> None:
        """Open with a report; while one is open, others only go to the log."""
        if not self.isVisible():
            self.text.setPlainText(text)
            self.open_sheet(self.copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
