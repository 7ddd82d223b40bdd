"""The doctor finds every flipped bit, stray file and key astray; a power cut at any moment loses nothing."""

import os
import random
import shutil
from pathlib import Path

import pytest

from search_index import Entry, Index, IndexTrouble, Repair

ENTRIES = [
    Entry(f"article:{n}", "article", title=f"Title {n}", body=f"common words and word{n % 7} " * 9, tags=(f"t{n % 3}",))
    for n in range(60)
]  # fmt: skip


@pytest.fixture
def full(index: Index) -> Index:
    index.apply(ENTRIES[:40], generation=1)
    index.apply(ENTRIES[40:], ["article:7"], generation=2)
    return index


def test_a_sound_index_has_no_findings(full: Index) -> None:
    assert full.examine() == ()
    assert full.examine(full.keys()) == ()


def test_every_flipped_bit_is_found(full: Index, folder: Path) -> None:
    keys = full.keys()
    full.close()
    draw = random.Random(3)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"]
    sizes = [path.stat().st_size for path in files]
    missed = []
    for _ in range(200):
        path = draw.choices(files, sizes)[0]
        content = path.read_bytes()
        at, bit = draw.randrange(len(content)), 1 << draw.randrange(8)
        path.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
        try:
            with_damage = Index.open(folder, library="8d1c2f")
            if not with_damage.examine(keys):
                missed.append((path.name, at, len(content)))
            with_damage.close()
        except IndexTrouble:
            pass
        path.write_bytes(content)
    assert missed == []
    assert Index.open(folder, library="8d1c2f").examine() == ()


def test_damage_after_a_first_reading_is_found(full: Index, folder: Path) -> None:
    full.search("common", facets=True)
    path = max(folder.rglob("*.arrays"), key=lambda p: p.stat().st_size)
    place = full._snapshot().segments[0].data.sections._places["pos.low"]
    with path.open("r+b") as file:
        file.seek(place[0])
        file.write(b"\xff\xff\xff")
    assert [finding.repair for finding in full.examine()] == [Repair.REBUILD]


def test_keys_astray(full: Index) -> None:
    wanted = (full.keys() - {"article:1"}) | {"note:5"}
    found = {(f.place, f.repair) for f in full.examine(wanted)}
    assert found == {("article:1", Repair.SYNC), ("note:5", Repair.SYNC)}


def test_stray_files_are_swept(full: Index, folder: Path) -> None:
    inner = next(folder.glob("index-*"))
    (inner / "MAIN_0123456789abcdef.arrays").write_bytes(b"left by a crash")
    (folder / "current.new").write_bytes(b"half")
    assert {f.repair for f in full.examine()} == {Repair.TIDY}
    assert len(full.examine(repair=True)) == 2
    assert full.examine() == ()
    assert full.search("common").total == 59


class Disk:
    """What would be on the disk if the power went: only what was synced, under names that were synced."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.held: list[int] = []  # keeps inode numbers from being used again
        self.contents: dict[int, bytes] = {}
        self.folders: dict[Path, dict[str, int]] = {}
        for path in [root, *root.rglob("*")]:
            self.sync(path)

    def sync(self, path: Path) -> None:
        if path.is_dir():
            self.folders[path] = {child.name: self.number(child) for child in path.iterdir()}
        else:
            self.contents[self.number(path)] = path.read_bytes()

    def number(self, path: Path) -> int:
        handle = os.open(path, os.O_RDONLY)
        self.held.append(handle)
        return os.fstat(handle).st_ino

    def restore(self, target: Path) -> None:
        shutil.rmtree(target, ignore_errors=True)
        inodes = {path.stat().st_ino: path for path in self.folders if path.exists()}
        self._restore(self.root, target, inodes)

    def _restore(self, source: Path, target: Path, inodes: dict[int, Path]) -> None:
        target.mkdir()
        for name, inode in self.folders.get(source, {}).items():
            if source / name in self.folders or inode in inodes:
                self._restore(source / name, target / name, inodes)
            else:
                (target / name).write_bytes(self.contents.get(inode, b""))

    def close(self) -> None:
        for handle in self.held:
            os.close(handle)


@pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="needs to know what a handle stands for"
)
def test_a_power_cut_at_any_moment_loses_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index.open(folder, library="p")
    index.apply(ENTRIES[:5], generation=1)
    disk = Disk(folder)
    original = os.fsync
    cuts = 0
    allowed: set[int] = {1}
    expected = {1: 5}

    def check() -> None:
        nonlocal cuts
        cuts += 1
        disk.restore(tmp_path / "after")
        revived = Index.open(tmp_path / "after", library="p")
        assert revived.generation in allowed
        assert revived.search("common").total == expected[revived.generation]
        assert [f for f in revived.examine() if f.repair is not Repair.TIDY] == []
        revived.close()

    def fsync(handle: int) -> None:
        original(handle)
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path == folder or folder in path.parents:
            disk.sync(path)
            check()

    monkeypatch.setattr(os, "fsync", fsync)
    for generation in range(2, 6):
        allowed, expected[generation] = {generation - 1, generation}, 5 * generation
        index.apply(ENTRIES[: 5 * generation], generation=generation)
        allowed = {generation}
        check()
    index.tidy()
    check()
    allowed, expected[9] = {5, 9}, 60
    index.rebuild(ENTRIES, generation=9)
    allowed = {9}
    check()
    assert cuts > 30
    disk.close()
