"""Who wrote it, where from and whose picture: the short lines at the head of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.importing.dates import read_date

_BY = re.compile(
    r"(?:(?:written|words|text|story|reporting|report|reported|analysis|opinion|interview)\s+by|by|von|par|por|di|da"
    r"|authors?|autor(?:ka|in|en|es|i)?|auteurs?|autor[ei]|автор(?:и|ы|ка)?|текст)(?:\s*:\s*|\s+)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_AGENCIES = frozenset(
    {"Reuters", "Bloomberg", "Interfax", "Xinhua", "Ukrinform", "Укрінформ", "Correctiv"}
)
SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
"""What stands between the parts of a joined line: a bar, a dot, a dash."""

_AND = re.compile(
    r"\s*[,;]\s*(?:and\s+|und\s+|et\s+|y\s+|e\s+|та\s+|і\s+|и\s+|i\s+)?|\s+(?:and|und|et|y|та|і|и|&)\s+"
)
_PLACE_OR_OUTLET = re.compile(r"\s+(?:in|at|for|from|with|in\s+der|à|en|aus|у|в)\s+.*$")
_PARTICLE = (
    r"(?:de|del|della|di|da|dos|van|von|der|den|ter|la|le|el|al|bin|ibn|ben|af|av|zu|y|d[’'])"
)
_NAME_WORD = r"(?:(?:Mc|Mac|O[’']|D[’']|al-|Al-)?[^\W\d_a-zа-яёєіїґ][\w’'.ʼ-]*)"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_NAME_WORD}){{0,4}}")
_ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|analyst|columnist|bureau|staff|chief|producer|fellow|professor"
    r"|director|researcher|contributor|journalist|agencies|кореспондент\w*|редактор\w*|оглядач\w*|redakteur\w*"
    r"|journaliste|redacción)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:^|(?<=[.!?…”\")\]]\s))\(?\s*"
    r"(?:(?:(?:cover|header|featured|file|lead|main|top)\s+)?"
    r"(?:image|photo(?:graph)?|picture|pic|illustration|graphic|map|chart|foto|bild|imagen|immagine|zdjęcie"
    r"|фото|світлина|зображення)s?"
    r"(?:\s+(?:credits?|courtesy(?:\s+of)?|source|copyright)\s*[:©]?|\s+by|\s*[:©])"
    r"|(?:credits?|courtesy)\s*:)"
    r"\s*(?P<who>(?-i:[A-ZÀ-ÞА-ЯЄІЇҐ\d@©])(?:[^.!?]|(?<=\b\w)\.|(?<!\b\w)\.(?=\w)){0,100}?)\s*\)?\.?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÞА-ЯЄІЇҐ][A-ZÀ-ÞА-ЯЄІЇҐ .’'/-]{2,40}(?:,\s[^\W\d_][\w. ]{2,24})??)"
    r"(?:,\s(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:,?\s\d{4})?))?"
    r"\s*(?:\((?P<agency>[A-Z][\w .&’'-]{1,40})\)\s*)?(?P<dash>[—–-]{1,2})\s+(?=\S)"
)
_SOURCE = re.compile(
    r"(?:(?:source|quelle|джерело|источник|fuente|fonte|źródło|outlet|publication)\s*:"
    r"|(?:(?:first|originally)\s+)?published\s+(?:in|by))\s*(?P<who>(?-i:[^\Wa-z])[^:]{1,80})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:url|link|address|available at|адреса|адрес)\s*:?\s*)?(?P<url>https?://\S+)",
    re.IGNORECASE,
)


def read_byline(words: str) -> tuple[tuple[str, ...], str]:
    """Return the names that a byline gives, and the date if it has one; no names if it is no byline."""
    if len(words) > 200:
        return (), ""
    found = _BY.fullmatch(words.strip())
    if found is None:
        return (), ""
    names_part, *rest = SEPARATOR.split(found["rest"])
    published = next((stated for part in rest if (stated := read_date(part))), "")
    if not published:
        # "By A. Writer, 15 December 2025": the date is whatever reads as one after a comma.
        for comma in reversed([match.start() for match in re.finditer(r",", names_part)]):
            published = read_date(names_part[comma + 1 :])
            if published:
                names_part = names_part[:comma]
                break
    names = read_names(names_part)
    labelled = ":" in words[: -len(found["rest"])]
    surely = labelled or any(" " in name or name.isupper() or name in _AGENCIES for name in names)
    return (names, published) if surely else ((), "")


def read_names(words: str) -> tuple[str, ...]:
    """Return the people's names in "A. Writer, B. Scribe in Kyiv and C. Penn"; none unless all of it is names."""
    names = []
    parts = [part for part in _AND.split(words.strip(" .")) if part]
    # "Anna Writer, Editor" has one name; "Harbour Staff" alone is signed by the staff.
    for part in [part for part in parts if not _ROLE.search(part)] or parts[:1]:
        name = _PLACE_OR_OUTLET.sub("", part).strip()
        if not name or len(name) > 60 or _NAME.fullmatch(name) is None:
            return ()
        names.append(_from_capitals(name))
    return tuple(dict.fromkeys(names))


def is_name(words: str) -> bool:
    """Whether these words look like one person's full name and nothing else."""
    return 1 <= words.count(" ") <= 3 and len(words) <= 40 and _NAME.fullmatch(words) is not None


def read_credit(words: str) -> str:
    """Return whose picture it is when the words end in a credit ("Photo: A. Seer/Agency"), else ""."""
    found = _CREDIT.search(words)
    return found["who"].strip(" ()") if found is not None else ""


def is_credit_alone(words: str) -> bool:
    """Whether the words are a picture credit and nothing else."""
    found = _CREDIT.match(words)
    return found is not None and found.end() == len(words)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What "KYIV, 15 December 2025 (Agency) — ..." says at the start of a text; empty where it is silent."""

    place: str = ""
    published: str = ""
    agency: str = ""


def read_dateline(words: str) -> Dateline:
    """Return the dateline that the words begin with; its place is empty if there is none."""
    found = _DATELINE.match(words)
    if found is None or (not found["agency"] and found["dash"] == "-"):
        return Dateline()
    return Dateline(found["place"].strip(), read_date(found["day"] or ""), found["agency"] or "")


def read_source(words: str) -> str:
    """Return the outlet that a line such as "Source: The Harbour Post" names, else ""."""
    found = _SOURCE.fullmatch(words.strip())
    if found is None or _ADDRESS.fullmatch(found["who"]):
        return ""
    return found["who"].strip(" .")


def read_address(words: str) -> str:
    """Return the web address that the line is, with or without a label, else ""."""
    found = _ADDRESS.fullmatch(words.strip())
    return found["url"] if found is not None else ""


def _from_capitals(name: str) -> str:
    """Return "ANNA WRITER" as "Anna Writer"; short names in capitals are agencies."""
    return name.title() if name.isupper() and " " in name else name
