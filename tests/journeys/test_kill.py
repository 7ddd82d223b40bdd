"""kill -9 of an import at any moment: the library opens, holds whole articles only, and can be mended."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.desk import Desk
from desktop.joinery import entries
from desktop.progress import QuietTask
from desktop.work import look_after
from desktop.work.read_article import read_article
from desktop.work.search import search
from tests.builders import article, write_articles
from tests.journeys.conftest import ROOT

KILLS = int(os.environ.get("CARREL_KILLS", "3"))
ARTICLES = int(os.environ.get("CARREL_KILL_ARTICLES", "60"))

pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9"),
    pytest.mark.timeout(120 + 60 * KILLS),
]


def import_until_killed(library: Path, source: Path, log: Path, after: int, lag: float) -> bool:
    """Start an import, kill it a moment after so many articles are in; whether it was still at work.

    How many are in is read from the database itself, so that the moment is a place in the work and
    not a time of the clock; `lag` spreads the moments between one article and the next.
    """
    with log.open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "--library", library, "import", source, "--quiet"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=err,
        )
    while articles_in(library) < after and not ended_within(process, 0.002):
        pass
    killed = not ended_within(process, lag)
    if killed:
        process.send_signal(signal.SIGKILL)
    process.wait()
    return killed


def ended_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait so long at most, and say whether the process has ended."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def articles_in(library: Path) -> int:
    """Count the articles as another process sees them; none while there is no library yet."""
    import sqlite3

    file = library / "library.sqlite"
    if not file.exists():
        return 0
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute("select count(*) from article").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        connection.close()


def check_whole(library: Path, wanted: dict[str, str]) -> int:
    """Open what is left, see that it holds whole articles and nothing else, mend it; their number."""
    with Desk.open(library) as desk:
        with desk.library.reading() as rows:
            ids = rows.articles.ids()
            for key in ids:
                version = rows.articles.version(key)
                kept = rows.articles.kept_file(version.id)
                assert (
                    kept.path.read_text(encoding="utf-8")
                    == wanted[rows.articles.get(key).details.title]
                )
                assert hashlib.sha256(version.text.encode()).hexdigest() == version.text_sha256
                assert (
                    "\n".join(one.span.of(version.text) for one in version.blocks) == version.text
                )
        for key in ids:
            page = read_article(desk, QuietTask(), article_id=key)
            assert page.mentions, "names are kept with the article or not at all"
        report = look_after.check(desk, QuietTask(), repair=True)
        assert report.sound, report.problems
        with desk.library.reading() as rows:
            records = {entries.key_of(noun, key) for noun, key in entries.all_records(rows)}
        assert desk.index.keys() == records
        assert len(records) == len(ids)
        assert search(desk, QuietTask(), query="kind:article", limit=0).total == len(ids)
    return len(ids)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    rng = random.Random(os.environ.get("CARREL_KILL_SEED", "carrel"))
    source = tmp_path / "in"
    write_articles(source, ARTICLES, paragraphs=3)
    wanted = {}
    for number in range(1, ARTICLES + 1):
        text = article(number, paragraphs=3)
        wanted[text.split("\n", 1)[0]] = text
    killed, story = 0, []
    library = tmp_path / "library"
    for turn in range(KILLS):
        held = articles_in(library)
        if held >= ARTICLES:
            library = tmp_path / f"library-{turn}"
            held = 0
        after = rng.randint(held, min(ARTICLES, held + max(2, ARTICLES // 3)))
        lag = rng.random() * 0.3
        at_work = import_until_killed(library, source, tmp_path / "log", after, lag)
        killed += at_work
        whole = check_whole(library, wanted)
        story.append((after, round(lag, 3), at_work, whole))
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--library", library, "import", source, "--json"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert len(report["imported"]) + len(report["duplicates"]) == ARTICLES
    assert check_whole(library, wanted) == ARTICLES
    assert killed, f"none of the imports was still at work: {story}"
    if report_to := os.environ.get("CARREL_KILL_REPORT"):
        Path(report_to).write_text(json.dumps({"killed": killed, "story": story}), encoding="utf-8")


def test_ctrl_c_ends_an_import_politely(tmp_path: Path) -> None:
    """What is finished stays and is told; nothing is left half done."""
    write_articles(tmp_path / "in", 200, paragraphs=3)
    library = tmp_path / "library"
    command = [sys.executable, "-m", "desktop", "--library", library]
    process = subprocess.Popen(
        [*command, "import", tmp_path / "in", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while articles_in(library) < 3 and not ended_within(process, 0.002):
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"Traceback" not in err
    assert b"Stopped" in err
    report = json.loads(out)
    assert 3 <= len(report["imported"]) < 200
    assert articles_in(library) == len(report["imported"])
