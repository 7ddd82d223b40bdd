"""Fixtures for the index: an empty one in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search_index import Index

LIBRARY = "8d1c2f"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    index = Index.open(folder, library=LIBRARY)
    yield index
    index.close()
