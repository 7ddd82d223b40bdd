"""Fixtures and the option of the briefs' tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--ooxml-schemas",
        type=Path,
        default=None,
        help="folder with the schemas of ISO/IEC 29500-4 (or set CARREL_OOXML_SCHEMAS)",
    )


@pytest.fixture(scope="session")
def ooxml_schemas(request: pytest.FixtureRequest) -> Path:
    """The folder of schemas that was given; the schemas' licence does not let us ship them."""
    given = request.config.getoption("--ooxml-schemas", None) or os.environ.get(
        "CARREL_OOXML_SCHEMAS", ""
    )
    if not given:
        pytest.skip("no --ooxml-schemas given")
    return Path(given)
