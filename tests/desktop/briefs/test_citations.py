"""Every style against its golden file; to accept a change, read the difference and edit the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.briefs.citation_styles import STYLES, style
from desktop.briefs.citations import Author, Work, author, paragraphs_named, short_title, work
from desktop.briefs.citing import Citer
from desktop.briefs.sheet import Content, FootnoteMark, WebLink, Words
from desktop.model.article import Details

GOLDEN = Path(__file__).parent / "golden" / "citations"

DETAILS = (
    Details(
        title="Night Ferry to Orsel Will Run Again After Harbour Repairs",
        by=("Ines Halloran", "Tomas Reed"),
        source="The Orsel Mail",
        published="2025-02-11",
        address="https://example.org/orsel/night-ferry",
    ),
    Details(title="Ministry Doubts Orsel’s Sums", source="Varna Ledger", published="2025-02-13"),
    Details(
        title="Ports and Islands: A Report",
        by=("Ministry of Ports",),
        published="2024",
        address="https://example.org/ports/report.pdf",
    ),
    Details(
        title="Who Said “Never Again”?",
        by=("Ada Okafor", "Ursula von Dahl", "Jean-Luc Marchand", "Piet van der Meer"),
        source="Island Review",
        published="2024-11",
    ),
    Details(
        title="Harbour Dues Explained",
        by=("Ursula von Dahl",),
        source="Lavan Online",
        address="https://example.org/dues",
    ),
    Details(title="A Leaflet Without Anything"),
)


def told(content: Content) -> str:
    """Content on one line: emphasis between stars, addresses between arrows when their text differs."""
    out = []
    for piece in content:
        if isinstance(piece, Words):
            out.append(f"*{piece.text}*" if piece.emphasis else piece.text)
        elif isinstance(piece, WebLink):
            out.append(piece.text)
        elif isinstance(piece, FootnoteMark):
            out.append(f"[{piece.number}]")
    return "".join(out).replace("\u00a0", " ")


def works() -> dict[str, Work]:
    return {f"src{n}": work(f"src{n}", d, "2025-02-14T08:00:00Z") for n, d in enumerate(DETAILS, 1)}


def page(name: str) -> str:
    citer = Citer(style(name), works())
    keys = list(works())
    lines = ["In the text, first and later:"]
    for number, key in enumerate(keys, 3):
        lines.append(f"- {told(citer.cite([(key, number)])).strip()}")
        lines.append(f"- {told(citer.cite([(key, number), (key, number + 1), (key, 20)])).strip()}")
    lines.append(f"- {told(citer.cite([(keys[0], 5), (keys[1], None)])).strip()}")
    lines.append("Notes:")
    lines += [f"{n}. {told(note)}" for n, note in enumerate(citer.footnotes, 1)]
    lines.append("Sources:")
    lines += [f"- {told(entry)}" for entry in citer.entries(keys)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", STYLES)
def test_the_style_is_as_its_golden_file_says(name: str) -> None:
    assert page(name) == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "family", "given_names"),
    [
        ("Ada Okafor", "Okafor", "Ada"),
        ("Okafor, Ada", "Okafor", "Ada"),
        ("Ursula von der Leyen", "von der Leyen", "Ursula"),
        ("Ministry of Defence", "Ministry of Defence", ""),
        ("Reuters", "Reuters", ""),
        ("  Jean-Luc   Marchand ", "Marchand", "Jean-Luc"),
        (
            "Office of the Director of National Intelligence",
            "Office of the Director of National Intelligence",
            "",
        ),
        ("Van Morrison", "Morrison", "Van"),
    ],
)
def test_names_are_read(name: str, family: str, given_names: str) -> None:
    assert author(name) == Author(family, given_names)


def test_initials() -> None:
    assert author("Jean-Luc P. Marchand").given_initials == "J.-L. P."


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("US Offers Security Guarantees To Ukraine As MI6 Warns", "US Offers Security Guarantees"),
        ("The Night Ferry: A History", "Night Ferry"),
        ("A Tale of Two Quays", "Tale of Two Quays"),
        ("Ferry to the Island", "Ferry to the Island"),
        ("Ferry back to the Island of Orsel", "Ferry back"),
        ("Why?", "Why"),
        ("?", "?"),
    ],
)
def test_short_titles_end_on_a_word_that_carries(title: str, short: str) -> None:
    assert short_title(title) == short


def test_paragraphs_are_named_in_runs() -> None:
    assert paragraphs_named((5,), "para.", "paras.") == "para.\u00a05"
    assert paragraphs_named((7, 2, 3, 4, 7), "para.", "paras.") == "paras.\u00a02–4, 7"
    assert paragraphs_named((), "para.", "paras.") == ""


def test_an_unknown_style_is_chicago() -> None:
    assert style("nonsense").id == "chicago-notes"


@given(
    title=st.text(min_size=1),
    by=st.lists(st.text(), max_size=5),
    outlet=st.text(max_size=20),
    published=st.sampled_from(["", "2025", "2025-02", "2025-02-11", "soon", "2025-99-99"]),
    address=st.sampled_from(["", "https://example.org/a"]),
)
def test_any_details_can_be_cited_in_every_style(
    title: str, by: list[str], outlet: str, published: str, address: str
) -> None:
    given_work = work("k", Details(title, tuple(by), outlet, published, "", address), "")
    for each in STYLES.values():
        citer = Citer(each, {"k": given_work})
        assert citer.cite([("k", 3)])
        assert citer.cite([("k", None)])
        (entry,) = citer.entries(["k"])
        assert all(not isinstance(p, Words) or p.text for p in entry)
