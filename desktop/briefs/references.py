"""The sources of a brief for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from desktop.briefs.citations import Work
from desktop.briefs.plain_words import MONTHS, date_parts, letters

_SPECIAL: Final = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "$": r"\$",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def to_csl_json(works: Iterable[Work]) -> str:
    """Return works as CSL-JSON 1.0, the form that Zotero, pandoc and citeproc read."""
    return json.dumps([_csl(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def _csl(work: Work) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": work.key,
        "type": "article-newspaper" if work.outlet else "webpage" if work.address else "document",
        "title": work.title,
    }
    if work.authors:
        told["author"] = [
            {"family": a.family, "given": a.given} if a.given else {"literal": a.family}
            for a in work.authors
        ]
    if work.outlet:
        told["container-title"] = work.outlet
    for name, iso in (("issued", work.published), ("accessed", work.accessed)):
        parts = [number for number in date_parts(iso) if number]
        if parts:
            told[name] = {"date-parts": [parts]}
    if work.address:
        told["URL"] = work.address
    return told


def _one_line(text: str) -> str:
    return " ".join(text.split())


def to_ris(works: Iterable[Work]) -> str:
    """Return works as RIS, with the line ends that its readers expect."""
    lines: list[str] = []
    for work in works:
        year, month, day = date_parts(work.published)
        lines.append(f"TY  - {'NEWS' if work.outlet else 'ELEC' if work.address else 'GEN'}")
        lines += [f"AU  - {_one_line(a.inverted)}" for a in work.authors]
        lines.append(f"TI  - {_one_line(work.title)}")
        if work.outlet:
            lines.append(f"T2  - {_one_line(work.outlet)}")
        if year:
            lines.append(f"PY  - {year:04d}")
            dated = (
                f"{year:04d}/{month:02d}/{day:02d}"
                if day
                else f"{year:04d}/{month:02d}/"
                if month
                else ""
            )
            lines += [f"DA  - {dated}"] if dated else []
        if work.address:
            lines.append(f"UR  - {_one_line(work.address)}")
        read = date_parts(work.accessed)
        if all(read):
            lines.append(f"Y2  - {read[0]:04d}/{read[1]:02d}/{read[2]:02d}")
        lines += ["ER  - ", ""]
    return "\r\n".join(lines) + ("\r\n" if lines else "")


def to_bibtex(works: Iterable[Work]) -> str:
    """Return works as BibTeX for biblatex and BibTeX alike; every key is used once."""
    used: set[str] = set()
    return "\n".join(_bibtex(work, used) for work in works)


def _bibtex(work: Work, used: set[str]) -> str:
    year, month, day = date_parts(work.published)
    names = " and ".join(
        f"{_tex(a.family)}, {_tex(a.given)}" if a.given else f"{{{_tex(a.family)}}}"
        for a in work.authors
    )
    read = date_parts(work.accessed)
    fields = (
        ("author", names),
        ("title", f"{{{_tex(work.title)}}}"),
        ("journal" if work.outlet else "", _tex(work.outlet)),
        ("year", str(year) if year else ""),
        ("month", MONTHS[month - 1][:3].lower() if month else ""),
        ("day", str(day) if day else ""),
        ("url", re.sub(r"[{}\\\s]", lambda m: f"%{ord(m.group()):02X}", work.address)),
        ("urldate", "-".join(f"{n:02d}" for n in read) if work.address and all(read) else ""),
    )
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields
        if name and value
    ]
    kind = "article" if work.outlet else "misc"
    return "\n".join((f"@{kind}{{{_key(work, used)},", *lines, "}", ""))


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in _one_line(text))


def _key(work: Work, used: set[str]) -> str:
    """Return a key of plain letters: the first author or outlet, the year, a word of the title."""
    first = work.authors[0].family if work.authors else work.outlet
    told = (_plain(first.rpartition(" ")[2]) or "source").lower()
    year = date_parts(work.published)[0]
    long_words = (w for w in map(_plain, work.title.split()) if len(w) > 3)
    stem = f"{told}{year or ''}{next(long_words, '').lower()}"
    key, number = stem, 0
    while key in used:
        key, number = f"{stem}-{letters(number).lower()}", number + 1
    used.add(key)
    return key


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9]", "", folded)


FORMATS: Final[Mapping[str, Callable[[Iterable[Work]], str]]] = MappingProxyType(
    {".json": to_csl_json, ".bib": to_bibtex, ".ris": to_ris}
)
"""What writes the sources, by the ending of the file."""
