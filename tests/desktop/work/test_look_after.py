"""Care: what is wrong is said, what can be mended is mended, backups come back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.desk import Desk
from desktop.errors import Refused
from desktop.model.spans import Span
from desktop.progress import QuietTask
from desktop.work import annotate, look_after, undo
from desktop.work.import_articles import import_articles
from desktop.work.search import search
from desktop.work.sync_index import sync_index
from tests.builders import write_articles


@pytest.fixture
def filled(desk: Desk, task: QuietTask, tmp_path: Path) -> Desk:
    report = import_articles(desk, task, paths=write_articles(tmp_path / "in", 3))
    annotate.highlight(desk, task, article_id=report.imported[0].id, span=Span(0, 6))
    sync_index(desk, task)
    return desk


def test_a_sound_library_is_said_to_be(filled: Desk, task: QuietTask) -> None:
    report = look_after.check(filled, task)
    assert report.sound
    assert (report.articles, report.annotations, report.entries) == (3, 1, 4)


def test_an_index_that_is_late_is_told_the_rest(filled: Desk, task: QuietTask) -> None:
    with filled.library.reading() as rows:
        first = rows.articles.ids()[0]
    with filled.library.writing("Trash") as rows:
        rows.articles.set_trashed([first], True)
    late = look_after.check(filled, task)
    assert late.sound
    assert (late.waiting, late.entries) == (2, 4)
    told = look_after.check(filled, task, repair=True)
    assert told.sound
    assert (told.waiting, told.entries) == (0, 2)


def test_an_index_that_lies_is_built_anew(filled: Desk, task: QuietTask) -> None:
    filled.index.apply((), ["article:1"], generation=filled.index.generation)
    report = look_after.check(filled, task)
    assert report.problems == ("The search index lacks 1 entry.",)
    assert look_after.check(filled, task, repair=True).sound
    assert search(filled, task, query="kind:article").total == 3


def test_a_kept_file_that_is_gone_is_named_and_cannot_be_mended(
    filled: Desk, task: QuietTask
) -> None:
    with filled.library.reading() as rows:
        kept = rows.articles.kept_file(rows.articles.version(rows.articles.ids()[0]).id)
    kept.path.unlink()
    report = look_after.check(filled, task, repair=True)
    assert not report.sound
    assert len(report.problems) == 1


def test_a_backup_comes_back_whole(filled: Desk, task: QuietTask, tmp_path: Path) -> None:
    file, folder = tmp_path / "a.carrel-backup", tmp_path / "again"
    assert look_after.back_up(filled, task, path=file) == file.stat().st_size
    undo.undo(filled, task)
    look_after.restore(task, backup=file, folder=folder)
    with Desk.open(folder) as again:
        new = look_after.check(again, task)
        assert new.sound, "an index that is yet to be built is nothing wrong"
        assert (new.entries, new.waiting) == (0, 4)
        assert look_after.check(again, task, repair=True).sound
        assert search(again, task, query="kind:highlight").total == 1
    with pytest.raises(Refused):
        look_after.restore(task, backup=file, folder=folder)


def test_a_library_put_back_in_time_is_searched_as_it_is(
    filled: Desk, task: QuietTask, tmp_path: Path
) -> None:
    """The index has heard of more than the restored library: it must not answer from memory."""
    file, folder = tmp_path / "a.carrel-backup", tmp_path / "again"
    look_after.back_up(filled, task, path=file)
    import_articles(filled, task, paths=write_articles(tmp_path / "more", 2, first=50))
    sync_index(filled, task)
    filled.close()
    look_after.restore(task, backup=file, folder=folder)
    with Desk.open(folder) as again:
        assert search(again, task, query="kind:article").total == 3


def test_what_is_no_backup_is_refused(task: QuietTask, tmp_path: Path) -> None:
    file = tmp_path / "x.carrel-backup"
    file.write_bytes(b"no such thing")
    with pytest.raises(Refused):
        look_after.restore(task, backup=file, folder=tmp_path / "again")
    assert not (tmp_path / "again").exists() or not list((tmp_path / "again").iterdir())


def test_a_backup_never_takes_the_place_of_the_library(filled: Desk, task: QuietTask) -> None:
    before = filled.library.path.read_bytes()
    for inside in (filled.library.path, filled.folder / "raw" / "x", filled.folder / "b.carrel"):
        with pytest.raises(Refused, match="own folder"):
            look_after.back_up(filled, task, path=inside)
        assert inside == filled.library.path or not inside.exists()
    assert filled.library.path.read_bytes() == before
