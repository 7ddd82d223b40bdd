"""What is wrong is found and named; what can be mended is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from desktop.errors import LibraryNewer, NotWritten, Refused
from desktop.library.backup import restore
from desktop.library.care import FaultKind
from desktop.library.kept import KeptFiles
from desktop.library.library import Library
from desktop.model.annotation import AnchorState, TextPositionSelector
from desktop.progress import Cancelled
from tests.desktop.library.making import NAMES_OF_TWO, add_article, highlight, state

TEXT = "Signals in the bay\nMara Lindqvist met Tomas Okafor in Lisbon, and Lisbon it was."


@pytest.fixture
def full(library: Library) -> Library:
    with library.writing("") as rows:
        article = add_article(rows, TEXT, names=NAMES_OF_TWO)
        highlight(rows, article.id, "Tomas Okafor")
        highlight(rows, article.id, "Lisbon")
    return library


def kinds(library: Library) -> list[FaultKind]:
    return [fault.kind for fault in library.faults()]


def by_hand(library: Library, *statements: str) -> None:
    """Do to the database what no verb does."""
    for statement in statements:
        library._writer.run(statement)


def test_a_sound_library_has_no_faults(full: Library) -> None:
    told: list[tuple[int, int]] = []
    assert full.faults(lambda done, total: told.append((done, total))) == ()
    assert told == [(0, 1), (1, 1)]


def test_the_work_can_be_stopped(full: Library) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        full.faults(stop)
    assert full.faults() == ()


def test_kept_files(full: Library) -> None:
    (path,) = full.files.all()
    path.write_bytes(b"other")
    assert kinds(full) == [FaultKind.FILE_DAMAGED]
    path.unlink()
    assert kinds(full) == [FaultKind.FILE_MISSING]
    full.keep_file(TEXT.encode())
    assert kinds(full) == []
    stray = full.keep_file(b"nobody's")
    (fault,) = full.faults()
    assert (fault.kind, fault.key, fault.mendable) == (FaultKind.FILE_STRAY, stray, True)
    assert full.mend(full.faults()) == (fault,)
    assert kinds(full) == []
    assert not full.files.path(stray).exists()


def test_the_file_of_an_import_taken_back_is_no_stray(library: Library) -> None:
    with library.writing("Article imported") as rows:
        add_article(rows)
    library.undo()
    assert library.faults() == ()
    library.redo()
    library.undo()
    with library.writing("Note added") as rows:
        rows.notes.add(body="so it is gone for good")
    assert kinds(library) == [FaultKind.FILE_STRAY]


def test_a_kept_file_is_healed_by_keeping_it_again(tmp_path: Path) -> None:
    files = KeptFiles(tmp_path)
    name = files.keep(b"whole")
    files.path(name).write_bytes(b"who")
    assert not files.is_whole(name)
    assert files.keep(b"whole") == name
    assert files.path(name).read_bytes() == b"whole"
    (tmp_path / "ab").mkdir(exist_ok=True)
    (tmp_path / "ab" / "note.txt").write_text("not ours")
    assert [path.name for path in files.all()] == [name]


def test_texts_and_links(full: Library) -> None:
    by_hand(
        full,
        "drop trigger version_text_stands",
        "update version_text set text = 'x' || text",
    )
    assert kinds(full) == [FaultKind.TEXT_CHANGED]
    by_hand(
        full,
        "update version_text set text = substr(text, 2)",
        "pragma foreign_keys = off",
        "insert into note_link values(77, 0, 't', 't')",
    )
    (fault,) = full.faults()
    assert (fault.kind, fault.mendable) == (FaultKind.BROKEN_LINK, False)
    assert full.mend([fault]) == ()


def test_a_highlight_off_its_words_goes_back_or_is_lost(full: Library) -> None:
    with full.writing("") as rows:
        one, two = rows.annotations.all()
        for mark in (one, two):
            rows.annotations.edit(mark.id, position=TextPositionSelector(0, len(mark.quote.exact)))
    faults = full.faults()
    assert [(fault.kind, fault.key) for fault in faults] == [
        (FaultKind.ANCHOR, one.id),
        (FaultKind.ANCHOR, two.id),
    ]
    assert "Tomas Okafor" in faults[0].text
    assert full.mend(faults) == faults
    assert full.faults() == ()
    with full.reading() as rows:
        once, twice = rows.annotations.get(one.id), rows.annotations.get(two.id)
    assert (once.state, once.span) == (AnchorState.MOVED, one.span)
    assert twice.state is AnchorState.LOST  # "Lisbon" stands twice: never on the wrong words
    assert full.undo().title == "Library repaired"


def test_wrong_counts(full: Library) -> None:
    right = state(full)
    for wrong in (
        "update entity set mentions = mentions + 1 where id = 1",
        "update appearance set mentions = 9",
        "delete from appearance where entity_id = 2",
        "insert into appearance values(1, 99, 3)",
    ):
        by_hand(full, wrong)
        faults = full.faults()
        assert {fault.kind for fault in faults} == {FaultKind.COUNTS}
        assert full.mend(faults) == faults
        assert state(full) == right
        assert full.faults() == ()


def test_a_backup_brings_everything_back(full: Library, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    size = full.backup(tmp_path / "b.zip", lambda done, total: told.append((done, total)))
    held = state(full)
    assert size == (tmp_path / "b.zip").stat().st_size
    assert told == [(0, 1), (1, 1)]
    with full.writing("") as rows:
        rows.notes.add(body="after the backup")
    restore(tmp_path / "b.zip", tmp_path / "new" / "library")
    with Library.open(tmp_path / "new" / "library", create=False) as copy:
        assert state(copy) == held
        assert copy.faults() == ()
        assert copy.uid != full.uid  # both may be open, and must not share an index
        assert copy.undo()
    assert {path.name for path in tmp_path.iterdir()} == {"b.zip", "new", "library"}


def test_a_backup_is_of_one_moment_and_disturbs_nobody(full: Library, tmp_path: Path) -> None:
    def write_meanwhile(done: int, total: int) -> None:
        with full.writing("") as rows:
            add_article(rows, f"Meanwhile {done}\nwords")

    full.backup(tmp_path / "b.zip", write_meanwhile)
    restore(tmp_path / "b.zip", tmp_path / "new")
    with Library.open(tmp_path / "new") as copy, copy.reading() as rows:
        assert rows.articles.count() == 1
        assert copy.faults() == ()


def test_a_backup_that_fails_leaves_the_one_before(full: Library, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(b"the backup before")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        full.backup(path, stop)
    assert path.read_bytes() == b"the backup before"
    with pytest.raises(NotWritten):
        full.backup(path / "inside a file" / "b.zip")
    assert {one.name for one in tmp_path.iterdir()} == {"b.zip", "library"}


@pytest.mark.parametrize(
    "changed",
    [
        {"carrel.json": None},
        {"carrel.json": b"{"},
        {"carrel.json": b'{"format": "x", "database_sha256": ""}'},
        {"library.sqlite": None},
        {"library.sqlite": b"SQLite format 3\0" + b"\0" * 5000},
        {"../outside": b"x"},
        {"/absolute": b"x"},
        {"raw/ab/" + "a" * 64: b"x"},
        {"raw/aa/" + "a" * 64: b"not what its name says"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_what_is_no_whole_backup_is_refused(
    full: Library, tmp_path: Path, changed: dict[str, bytes | None]
) -> None:
    full.backup(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        for name, data in {**held, **changed}.items():
            if data is not None:
                archive.writestr(name, data)
    with pytest.raises(Refused, match="not a whole backup"):
        restore(tmp_path / "bad.zip", tmp_path / "new")
    assert {path.name for path in tmp_path.iterdir()} == {"b.zip", "bad.zip", "library"}


def test_a_backup_cut_short_is_refused(full: Library, tmp_path: Path) -> None:
    full.backup(tmp_path / "b.zip")
    held = (tmp_path / "b.zip").read_bytes()
    for number, data in enumerate((held[: len(held) // 2], held[:-1], b"", b"not a zip")):
        (tmp_path / "bad.zip").write_bytes(data)
        with pytest.raises(Refused):
            restore(tmp_path / "bad.zip", tmp_path / f"new-{number}")
        assert not (tmp_path / f"new-{number}").exists()


def test_a_backup_with_one_byte_wrong_is_refused_or_does_not_matter(
    full: Library, tmp_path: Path
) -> None:
    full.backup(tmp_path / "b.zip")
    before, held = state(full), bytearray((tmp_path / "b.zip").read_bytes())
    refused = 0
    for number in range(60):
        at = number * len(held) // 60
        held[at] ^= 0x55
        (tmp_path / "bad.zip").write_bytes(held)
        held[at] ^= 0x55
        try:
            restore(tmp_path / "bad.zip", tmp_path / f"new-{number}")
        except Refused:
            refused += 1
            continue
        with Library.open(tmp_path / f"new-{number}") as copy:
            assert state(copy) == before
    assert refused > 40


def test_where_a_backup_is_not_restored_to(full: Library, tmp_path: Path) -> None:
    full.backup(tmp_path / "b.zip")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="empty"):
        restore(tmp_path / "b.zip", tmp_path / "full")
    with pytest.raises(Refused, match="empty"):
        restore(tmp_path / "b.zip", tmp_path / "b.zip")
    with pytest.raises(Refused, match="no file"):
        restore(tmp_path / "none.zip", tmp_path / "new")
    (tmp_path / "empty").mkdir()
    restore(tmp_path / "b.zip", tmp_path / "empty")
    assert (tmp_path / "empty" / "library.sqlite").exists()


def test_a_newer_backup_is_refused(full: Library, tmp_path: Path) -> None:
    full.backup(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held["carrel.json"] = held["carrel.json"].replace(b'"format": 1', b'"format": 99')
    with zipfile.ZipFile(tmp_path / "newer.zip", "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    with pytest.raises(LibraryNewer):
        restore(tmp_path / "newer.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()
