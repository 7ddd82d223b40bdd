"""Import: every file accounted for, whole articles or none, one step to undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.desk import Desk
from desktop.importing import reading
from desktop.model.change import Noun
from desktop.progress import QuietTask
from desktop.work import tend_articles, undo
from desktop.work.import_articles import import_articles, import_bytes, import_text
from desktop.work.read_article import read_article
from tests.builders import article, write_articles
from tests.fakes import WatchedTask


def test_a_folder_comes_in_by_name_as_one_step(desk: Desk, task: QuietTask, tmp_path: Path) -> None:
    paths = write_articles(tmp_path / "in", 3)
    report = import_articles(desk, task, paths=[tmp_path / "in"], tags=["harbour"])
    assert [one.path for one in report.imported] == [str(path) for path in paths]
    assert not [*report.duplicates, *report.failed]
    assert report.change.title == "Imported 3 articles"
    assert report.change.ids(Noun.ARTICLE) == {one.id for one in report.imported}
    (step,) = undo.history(desk, task)
    assert step.title == "Imported 3 articles"
    assert report.change.step == step.id
    with desk.library.reading() as rows:
        assert rows.articles.count() == 3
        assert rows.articles.get(report.imported[0].id).tags == ("harbour",)
    undo.undo(desk, task)
    with desk.library.reading() as rows:
        assert rows.articles.count() == 0
    undo.redo(desk, task)
    with desk.library.reading() as rows:
        assert rows.articles.count() == 3


def test_text_blocks_and_names_are_kept_with_exact_offsets(desk: Desk, task: QuietTask) -> None:
    (one,) = import_text(desk, task, text=article(7), name="pasted").imported
    page = read_article(desk, task, article_id=one.id)
    assert page.article.details.title == article(7).split("\n", 1)[0]
    assert page.version.text.split("\n")[0] == page.article.details.title
    assert one.mentions == len(page.mentions) > 0
    assert all(m.span.of(page.version.text) == m.surface for m in page.mentions)
    assert one.words == page.article.words == len(page.version.text.split())


def test_the_same_words_come_in_once_and_are_named(
    desk: Desk, task: QuietTask, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(article(1), encoding="utf-8")
    second.write_text(article(1).replace("\n", "\r\n"), encoding="utf-8")
    report = import_articles(desk, task, paths=[first, second])
    assert len(report.imported) == 1
    (known,) = report.duplicates
    assert (known.path, known.of) == (str(second), report.imported[0].id)
    again = import_articles(desk, task, paths=[first])
    assert again.duplicates[0].of == report.imported[0].id
    assert not again.change


def test_what_lies_in_the_trash_comes_back(desk: Desk, task: QuietTask) -> None:
    (one,) = import_text(desk, task, text=article(1), name="a").imported
    tend_articles.trash_articles(desk, task, article_ids=[one.id])
    report = import_text(desk, task, text=article(1), name="a")
    assert report.duplicates[0].of == one.id
    assert "trash" in report.warnings[0].message
    with desk.library.reading() as rows:
        assert not rows.articles.get(one.id).trashed
    undo.undo(desk, task)
    with desk.library.reading() as rows:
        assert rows.articles.get(one.id).trashed


def test_a_bad_file_is_a_line_in_the_report(desk: Desk, task: QuietTask, tmp_path: Path) -> None:
    good, empty, missing = tmp_path / "c.txt", tmp_path / "b.txt", tmp_path / "a.txt"
    good.write_text(article(2), encoding="utf-8")
    empty.write_text(" \n", encoding="utf-8")
    report = import_articles(desk, task, paths=[missing, empty, good])
    assert [one.path for one in report.failed] == [str(missing), str(empty)]
    assert all(one.reason.endswith(".") for one in report.failed)
    assert [one.path for one in report.imported] == [str(good)]


def test_a_reader_that_falls_over_costs_its_own_file_only(
    desk: Desk,
    task: QuietTask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    paths = write_articles(tmp_path, 3)

    read_file = reading.read_file

    def fall(path: Path, *, format: str | None = None) -> object:  # noqa: A002
        if path == paths[1]:
            raise RecursionError("too deep")
        return read_file(path, format=format)

    monkeypatch.setattr(reading, "read_file", fall)
    report = import_articles(desk, task, paths=paths)
    assert [one.path for one in report.imported] == [str(paths[0]), str(paths[2])]
    assert "RecursionError" in report.failed[0].reason
    assert "could not be imported" in caplog.text
    caplog.clear()


def test_cancel_keeps_what_is_finished(desk: Desk, tmp_path: Path) -> None:
    paths = write_articles(tmp_path, 5)
    report = import_articles(desk, WatchedTask(stop_after=3), paths=paths)
    assert report.cancelled
    assert [one.path for one in report.imported] == [str(path) for path in paths[:2]]
    with desk.library.reading() as rows:
        assert rows.articles.count() == 2


def test_steps_count_the_files(desk: Desk, tmp_path: Path) -> None:
    paths = write_articles(tmp_path, 3)
    task = WatchedTask()
    import_articles(desk, task, paths=paths)
    looked, *steps = [(done, total) for done, total, _ in task.steps]
    assert looked == (0, None)
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert task.steps[2][2] == paths[1].name


def test_articles_go_into_a_collection(desk: Desk, task: QuietTask, tmp_path: Path) -> None:
    into, _ = tend_articles.add_collection(desk, task, name="Harbours")
    report = import_articles(desk, task, paths=write_articles(tmp_path, 2), collection=into)
    with desk.library.reading() as rows:
        assert rows.collections.articles(into) == [one.id for one in report.imported]


def test_standard_input_may_hold_any_encoding(desk: Desk, task: QuietTask) -> None:
    words = "Café Müller\n\nDie Tänzer kehrten im März nach Köln zurück, schrieb die Zeitung. " * 3
    (one,) = import_bytes(desk, task, data=words.encode("cp1252"), name="-").imported
    text = read_article(desk, task, article_id=one.id).version.text
    assert "Café Müller" in text
    assert "März nach Köln" in text


@pytest.mark.parametrize("name", ["pasted", "x.md"])
def test_an_empty_paste_is_refused_in_the_report(desk: Desk, task: QuietTask, name: str) -> None:
    report = import_text(desk, task, text="", name=name)
    assert not report.imported
    assert report.failed[0].path == name
