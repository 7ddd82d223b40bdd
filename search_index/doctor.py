"""What is wrong with an index, and what mends it: every checksum, stray files, keys held twice or not at all.

Meant for idle time: it reads every byte. It changes nothing but, if asked, stray files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from search_index.engine.container import Damaged
from search_index.engine.store import Live, Snapshot
from search_index.engine.whoosh_segment import EXTENSION


class Repair(StrEnum):
    """What mends a finding."""

    REBUILD = "rebuild"
    TIDY = "tidy"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: where, what, and what mends it."""

    place: str
    what: str
    repair: Repair


def examine(
    folder: Path,
    open_snapshot: Callable[[], Snapshot],
    wanted: Set[str] | None,
    *,
    step: Callable[[int, int], None] | None = None,
) -> tuple[Finding, ...]:
    """Look at everything; `wanted` are the keys that should be there, `step` hears done and total."""
    try:
        snapshot = open_snapshot()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return (Finding(str(folder), str(error), Repair.REBUILD),)
    findings: list[Finding] = []
    for number, live in enumerate(snapshot.segments):
        if step is not None:
            step(number, len(snapshot.segments))
        findings += _segment(live)
    if not findings:
        findings += _keys(snapshot, wanted)
    findings += _strays(snapshot, folder)
    return tuple(findings)


def sweep(findings: Iterable[Finding]) -> int:
    """Delete the stray files among findings; the caller keeps writers out. Give how many went."""
    gone = 0
    for finding in findings:
        if finding.repair is Repair.TIDY:
            Path(finding.place).unlink(missing_ok=True)
            gone += 1
    return gone


def _segment(live: Live) -> list[Finding]:
    path = live.data.sections.path
    # Read afresh: what was checked when it was first touched may have changed on the disk since.
    bad = live.data.sections.verify()
    found = [
        Finding(str(path), f"“{name}” is not what was written", Repair.REBUILD) for name in bad
    ]
    if bad:
        return found
    try:
        data = live.data
        lengths = {
            "lengths": len(data.lengths), "days": len(data.days), "keys": len(data.keys), "added": len(data.added),
            "key.rank": len(data.key_rank), "starts": len(data.starts),
        }  # fmt: skip
        found += [
            Finding(
                str(path), f"“{name}” has {count} places for {data.entries} entries", Repair.REBUILD
            )
            for name, count in lengths.items()
            if count != data.entries
        ]
        if int(data.lengths.sum()) != data.words or len(data.df) != len(data.stems):
            found.append(Finding(str(path), "its parts do not fit together", Repair.REBUILD))
    except (Damaged, ValueError, IndexError) as error:
        found.append(Finding(str(path), str(error), Repair.REBUILD))
    return found


def _keys(snapshot: Snapshot, wanted: Set[str] | None) -> list[Finding]:
    counts: Counter[str] = Counter()
    for live in snapshot.segments:
        keys = live.data.keys.all()
        ranks = live.data.key_rank if live.alive is None else live.data.key_rank[live.alive]
        counts.update(keys[rank].decode() for rank in ranks.tolist())
    found = [
        Finding(key, f"is in the index {count} times", Repair.REBUILD)
        for key, count in counts.items()
        if count > 1
    ]
    if wanted is not None:
        found += [
            Finding(key, "is not in the index", Repair.SYNC)
            for key in sorted(wanted - counts.keys())
        ]
        found += [
            Finding(key, "is in the index, but no longer in the library", Repair.SYNC)
            for key in sorted(counts.keys() - wanted)
        ]
    return found


def _strays(snapshot: Snapshot, folder: Path) -> list[Finding]:
    known = {live.data.sections.path.name for live in snapshot.segments}
    return [
        Finding(str(path), "belongs to nothing", Repair.TIDY)
        for path in sorted(folder.rglob(f"*{EXTENSION}"))
        if path.name not in known
    ] + [
        Finding(str(path), "was never finished", Repair.TIDY)
        for path in sorted(folder.rglob("*.new"))
    ]
