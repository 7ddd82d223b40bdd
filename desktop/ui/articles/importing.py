"""How things come in through the window: file dialog, folder, drop, paste; and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.model.ids import ArticleId, CollectionId
from desktop.model.import_report import ImportReport
from desktop.ui.articles.import_report import ReportPopup
from desktop.ui.articles.sidebar_rows import ARTICLES_MIME
from desktop.ui.bus import Answer, Bus, Notice, Target, Tone
from desktop.ui.jobs import Job, Jobs
from desktop.ui.theme import ThemeHub

FORMATS = "*.txt *.text *.md *.markdown *.html *.htm *.xhtml"


def can_take(data: QMimeData) -> bool:
    """Whether something dropped or pasted could become articles."""
    if data.hasFormat(ARTICLES_MIME):
        return False
    return data.hasUrls() or (data.hasText() and bool(data.text().strip()))


def local_paths(data: QMimeData) -> list[Path]:
    """Return the files and folders in what was dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Importing(QObject):
    """Starts imports in the worker and tells what became of them."""

    finished = Signal(object)
    """An ImportReport."""

    def __init__(
        self, jobs: Jobs, bus: Bus, hub: ThemeHub, window: QWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or window)
        self._jobs, self._bus, self._hub, self._window = jobs, bus, hub, window
        self._folder = ""
        self._collection: CollectionId | None = None
        self._report: ReportPopup | None = None
        self.last: ImportReport | None = None

    def into(self, collection: CollectionId | None) -> None:
        """Put what comes in next into a collection too, or into none."""
        self._collection = collection

    def ask_files(self) -> None:
        """Let the user choose files."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import articles"),
            self._folder,
            self.tr("Articles ({formats})").format(formats=FORMATS)
            + ";;"
            + self.tr("All files (*)"),
        )
        self.take_paths([Path(one) for one in chosen])

    def ask_folder(self) -> None:
        """Let the user choose a folder."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, self.tr("Import a folder"), self._folder
        )
        if chosen:
            self.take_paths([Path(chosen)])

    def take_paths(self, paths: Sequence[Path], tags: Sequence[str] = ()) -> Job | None:
        """Import files and folders."""
        if not paths:
            return None
        self._folder = str(paths[0].parent)
        job = self._jobs.heavy(
            self._doing(paths),
            "import_articles",
            owner=self,
            done=self._tell,
            paths=list(paths),
            tags=list(tags),
            collection=self._collection,
        )
        job.again = _Again(self, paths, tags)
        return job

    def take(self, data: QMimeData) -> bool:
        """Import what was dropped or pasted; whether there was anything in it."""
        if not can_take(data):
            return False
        paths = local_paths(data)
        if paths:
            self.take_paths(paths)
            return True
        if data.hasUrls() and not data.text().strip():
            return False
        self.take_text(data.text())
        return True

    def take_text(self, text: str) -> None:
        """Import copied text."""
        self._jobs.heavy(
            self.tr("Importing copied text"),
            "import_text",
            owner=self,
            done=self._tell,
            text=text,
            name=self.tr("Copied text"),
        )

    def paste(self) -> None:
        """Import what is on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not self.take(data):
            self._bus.notice.emit(
                Notice(
                    self.tr("Nothing to paste."),
                    self.tr("Copy the text of an article first, or files in a folder."),
                )
            )

    def show_report(self) -> None:
        """Open the report of the last import."""
        if self.last is None:
            return
        if self._report is None:
            self._report = ReportPopup(self._hub, self._window)
            self._report.article_asked.connect(self._open)
        self._report.show_report(self.last)

    # -- inside

    def _doing(self, paths: Sequence[Path]) -> str:
        if len(paths) == 1:
            kind = self.tr("Importing folder “{name}”") if paths[0].is_dir() else ""
            return (kind or self.tr("Importing “{name}”")).format(name=paths[0].name)
        return self.tr("Importing {n} files").format(n=len(paths))

    def _tell(self, report: ImportReport) -> None:
        self.last = report
        self.finished.emit(report)
        new, old, bad = len(report.imported), len(report.duplicates), len(report.failed)
        begun = self.tr("Import stopped:") if report.cancelled else self.tr("Import finished:")
        parts = [self.tr("{n} added").format(n=new)]
        if old:
            parts.append(self.tr("{n} already here").format(n=old))
        if bad:
            parts.append(self.tr("{n} could not be read").format(n=bad))
        said = ", ".join(parts) + "."
        look = Answer(self.tr("Show report"), self.show_report, primary=True)
        if bad:
            notice = Notice(begun, said, tone=Tone.NEWS, answers=(look,), key="import")
        elif old or report.warnings:
            notice = Notice(begun, said, answers=(look,), key="import")
        elif new == 1:
            notice = Notice(
                self.tr("Added"), f"“{report.imported[0].title}”", undo=bool(report.change.step)
            )
        else:
            notice = Notice(begun, said, undo=bool(report.change.step))
        self._bus.notice.emit(notice)
        if new == 1 and not bad:
            self._open(report.imported[0].id)

    def _open(self, article_id: ArticleId) -> None:
        self._bus.open_requested.emit(Target("article", id=int(article_id)))


class _Again:
    """Does the same import once more."""

    def __init__(self, importing: Importing, paths: Sequence[Path], tags: Sequence[str]) -> None:
        self._importing, self._paths, self._tags = importing, paths, tags

    def __call__(self) -> None:
        self._importing.take_paths(self._paths, self._tags)
