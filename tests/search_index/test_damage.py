"""What may happen to an index: killed writers, flipped bytes, full disks, two writers, other owners."""

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from search_index import Entry, Index, IndexBroken, IndexBusy, IndexFull, QueryError, discard, port

ENTRIES = [
    Entry(f"article:{n}", "article", title=f"Title {n}", body=f"common words and word{n % 7} here " * 5, tags=(f"tag{n % 3}",))
    for n in range(40)
]  # fmt: skip
QUERIES = ["common", "word3", "title", "tag:tag1", "com*", '"words and"', "here -word3"]


def answers(index: Index) -> list[list[str]]:
    return [
        [hit.key for hit in index.search(query, limit=100, facets=True).hits] for query in QUERIES
    ]


def test_a_missing_index_is_begun_and_a_kept_one_opened(folder: Path) -> None:
    first = Index.open(folder, library="a")
    assert (first.generation, first.keys()) == (0, set())
    first.apply(ENTRIES, generation=7)
    second = Index.open(folder, library="a")
    assert second.generation == 7
    assert answers(second) == answers(first)


def test_an_index_of_another_library_or_version_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Index.open(folder, library="a").apply(ENTRIES, generation=1)
    with pytest.raises(IndexBroken, match="another library"):
        Index.open(folder, library="b")
    monkeypatch.setattr("search_index.index.SCHEMA_VERSION", 999)
    with pytest.raises(IndexBroken, match="another version"):
        Index.open(folder, library="a")
    discard(folder)
    assert Index.open(folder, library="a").keys() == set()


def test_every_reader_sees_what_another_wrote(folder: Path) -> None:
    one, two = Index.open(folder, library="a"), Index.open(folder, library="a")
    one.apply(ENTRIES, generation=1)
    assert two.search("common").total == 40
    two.apply([], ["article:0"], generation=2)
    assert one.search("common").total == 39
    one.rebuild(ENTRIES[:5], generation=3)
    assert two.search("common").total == 5
    assert two.generation == 3


def test_a_search_goes_on_over_what_it_began_with(folder: Path) -> None:
    index = Index.open(folder, library="a")
    index.apply(ENTRIES, generation=1)
    wiped = False

    def body(_key: str) -> str:
        nonlocal wiped
        if not wiped:
            wiped = True
            index.rebuild([], generation=2)
        return "common text"

    page = index.search("common", body=body)
    assert (page.total, len(page.hits)) == (40, 20)
    assert index.search("common").total == 0


def test_one_writer_at_a_time(folder: Path) -> None:
    index = Index.open(folder, library="a")
    lock = port.FileLock(str(folder / "lock"))
    assert lock.acquire(blocking=False)
    try:
        for write in (
            lambda: index.apply(ENTRIES, generation=1),
            lambda: index.rebuild(ENTRIES, generation=1),
            index.tidy,
            lambda: discard(folder),
        ):
            with pytest.raises(IndexBusy):
                write()
    finally:
        lock.release()
    index.apply(ENTRIES, generation=1)
    assert index.search("common").total == 40


def test_threads_of_one_process_take_turns(folder: Path) -> None:
    index = Index.open(folder, library="a")
    failed: list[BaseException] = []

    def work(part: int) -> None:
        try:
            for entry in ENTRIES[part::4]:
                index.apply([entry], generation=part)
                index.search("common")
        except BaseException as error:  # noqa: BLE001 - told of below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert index.keys() == {entry.key for entry in ENTRIES}


def test_entries_that_fail_leave_no_trace(folder: Path) -> None:
    index = Index.open(folder, library="a")
    index.apply(ENTRIES[:5], generation=1)
    files = sorted(path.name for path in folder.rglob("*"))

    def broken() -> Any:
        yield ENTRIES[6]
        raise ZeroDivisionError

    for write in (index.apply, index.rebuild):
        with pytest.raises(ZeroDivisionError):
            write(broken(), generation=2)
        assert index.keys() == {entry.key for entry in ENTRIES[:5]}
        assert index.generation == 1
        assert sorted(path.name for path in folder.rglob("*")) == files


def test_a_full_disk_changes_nothing_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index.open(folder, library="a")
    index.apply(ENTRIES[:5], generation=1)
    files = sorted(path.name for path in folder.rglob("*"))
    original = os.fsync
    for allowed in range(8):  # the disk is full at the first sync, the second...
        left = allowed

        def full(handle: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            original(handle)

        monkeypatch.setattr(os, "fsync", full)
        try:
            index.apply(ENTRIES[5:9], generation=2)
        except IndexFull:
            monkeypatch.setattr(os, "fsync", original)
            if index.generation == 1:
                assert sorted(path.name for path in folder.rglob("*")) == files
                assert index.search("common").total == 5
                continue
        assert index.search("common").total == 9
        break
    monkeypatch.setattr(os, "fsync", original)
    index.apply(ENTRIES, generation=3)
    assert index.search("common").total == 40


WRITER = """
import random, sys
from pathlib import Path
from search_index import Entry, Index
index = Index.open(Path(sys.argv[1]), library="k")
batch = index.generation
while True:
    batch += 1
    if batch % 5 == 0:
        index.tidy()
    index.apply(
        [Entry(f"article:{batch}-{n}", "article", body=f"alpha batch{batch} " * 30) for n in range(8)]
        + [Entry("note:counter", "note", body=f"counter value{batch}")],
        generation=batch,
    )
    print(batch, flush=True)
"""


def test_a_killed_writer_loses_nothing_it_reported(folder: Path) -> None:
    draw = random.Random(7)
    Index.open(folder, library="k").close()
    root = str(Path(__file__).parents[2])
    reported = 0
    for _ in range(4):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": root},
        )  # fmt: skip
        assert child.stdout is not None
        line = child.stdout.readline()
        for _ in range(draw.randint(0, 6)):
            line = child.stdout.readline() or line
        time.sleep(draw.random() * 0.02)  # anywhere within a commit
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read()
        child.stdout.close()
        child.wait()
        reported = max([reported, *(int(x) for x in (line + rest).split())])
        index = Index.open(folder, library="k")
        generation = index.generation
        assert generation >= reported
        assert index.search("alpha").total == 8 * generation
        assert index.search(f"value{generation}").total == 1
        assert index.search("counter").total == 1
        assert len(index.keys()) == 8 * generation + 1
        index.close()
    index.apply([], generation=generation)
    stray = list(folder.rglob("*.arrays"))
    assert len(stray) == index.status().segments


def test_flipped_bytes_are_noticed_or_harmless(folder: Path) -> None:
    index = Index.open(folder, library="a")
    index.apply(ENTRIES[:30], generation=1)
    index.apply(ENTRIES[30:], ["article:3"], generation=2)
    right = answers(index)
    index.close()
    draw = random.Random(11)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"]
    noticed = 0
    for turn in range(120):
        path = files[turn % len(files)]
        content = path.read_bytes()
        at = draw.randrange(len(content))
        path.write_bytes(
            content[:at] + bytes([content[at] ^ 1 << draw.randrange(8)]) + content[at + 1 :]
        )
        try:
            damaged = Index.open(folder, library="a")
            assert answers(damaged) == right
            assert damaged.generation == 2
        except IndexBroken:
            noticed += 1
        path.write_bytes(content)
    assert noticed > 40
    assert answers(Index.open(folder, library="a")) == right


@pytest.mark.parametrize("keep", [0, 1, 7, 100, 2000])
def test_files_cut_short_are_noticed(folder: Path, keep: int) -> None:
    index = Index.open(folder, library="a")
    index.apply(ENTRIES, generation=1)
    index.close()
    for path in [p for p in folder.rglob("*") if p.is_file() and p.name != "lock"]:
        content = path.read_bytes()
        if len(content) <= keep:
            continue
        path.write_bytes(content[:keep])
        with pytest.raises(IndexBroken):
            answers(Index.open(folder, library="a"))
        path.write_bytes(content)


def test_a_missing_file_is_noticed_and_a_rebuild_mends_it(folder: Path) -> None:
    index = Index.open(folder, library="a")
    index.apply(ENTRIES, generation=1)
    right = answers(index)
    index.close()
    next(folder.rglob("*.arrays")).unlink()
    with pytest.raises(IndexBroken):
        Index.open(folder, library="a")
    discard(folder)
    mended = Index.open(folder, library="a")
    mended.rebuild(ENTRIES, generation=1)
    assert answers(mended) == right


def test_a_table_of_contents_cannot_run_code(folder: Path, tmp_path: Path) -> None:
    import json
    import pickle
    import zlib

    index = Index.open(folder, library="a")
    index.apply(ENTRIES, generation=1)
    index.close()
    witness = tmp_path / "witness"

    class Evil:
        def __reduce__(self) -> Any:
            return (Path.touch, (witness,))

    toc = next(folder.rglob("*.toc"))
    content = toc.read_bytes()
    forged = content[: content.rindex(b"\x80")] + pickle.dumps([Evil()], 4)
    toc.write_bytes(forged)
    notes = toc.with_suffix(".notes")
    record = json.loads(notes.read_bytes())["notes"]
    record["crc"] = zlib.crc32(forged)
    check = zlib.crc32(json.dumps(record, sort_keys=True).encode())
    notes.write_text(json.dumps({"notes": record, "check": check}))
    with pytest.raises(IndexBroken, match="names"):
        Index.open(folder, library="a")
    assert not witness.exists()


def test_discarding_an_open_index(index: Index, folder: Path) -> None:
    index.apply(ENTRIES, generation=1)
    index.discard()
    with pytest.raises(IndexBroken):
        index.search("common")
    assert Index.open(folder, library="8d1c2f").keys() == set()


def test_a_query_error_is_no_damage(index: Index) -> None:
    with pytest.raises(QueryError):
        index.search("(" * 99)
    assert index.search("").total == 0
