from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.briefs.citations import Work, author, work
from desktop.briefs.references import FORMATS, to_bibtex, to_csl_json, to_ris
from desktop.model.article import Details
from tests.desktop.briefs.test_citations import GOLDEN, works


@pytest.mark.parametrize("ending", FORMATS)
def test_the_format_is_as_its_golden_file_says(ending: str) -> None:
    told = FORMATS[ending](works().values())
    golden = GOLDEN.parent / "references" / f"sources{ending}"
    # Trailing spaces and carriage returns, which RIS wants, do not survive in a tidy repository.
    lines = [line.rstrip() for line in told.splitlines()]
    assert "\n".join(lines).rstrip() == golden.read_text("utf-8").rstrip()


def test_ris_has_the_line_ends_and_the_last_field_of_its_own() -> None:
    told = to_ris(works().values())
    assert told.count("ER  - \r\n") == len(works())
    assert "\n" not in told.replace("\r\n", "")


def test_bibtex_keys_are_used_once_and_plain() -> None:
    same = [
        Work(f"k{n}", "Härbour Notes", (author("Zoë Ärlig"),), "Mail", "2025") for n in range(30)
    ]
    keys = re.findall(r"^@\w+\{(.*),$", to_bibtex(same), re.MULTILINE)
    assert len(set(keys)) == 30
    assert keys[:3] == ["arlig2025harbour", "arlig2025harbour-a", "arlig2025harbour-b"]


@given(
    st.text(alphabet="ab {}\\%&#$_~^\n\"'é", min_size=1, max_size=30),
    st.text(alphabet="ab,{}é ", max_size=12),
)
def test_braces_balance_and_lines_hold_together(title: str, name: str) -> None:
    odd = [work("k", Details(title, (name,), "Mail", "2025-02-30", "", "https://e.org/{a}\\b"), "")]
    bibtex = to_bibtex(odd)
    bare = re.sub(r"\\[{}]", "", bibtex)
    assert bare.count("{") == bare.count("}")
    for line in to_ris(odd).split("\r\n"):
        assert not line or re.match(r"[A-Z][A-Z0-9]  - ", line)
    assert json.loads(to_csl_json(odd))[0]["title"] == title
