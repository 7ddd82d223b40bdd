"""Where sentences begin and end, in offsets of the canonical text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.model.article import Block, BlockKind
from desktop.model.spans import Span

# What may end a sentence, with the quotes and brackets that close after it. Only the full stops of scripts
# that write no spaces end one without a space.
_STOP = re.compile(
    r"(?P<marks>[.!?…]+|[।۔؟]+)(?P<closing>[\"'”’»)\]]*)(?:[ \u00a0\u2009\u202f\t]+|$)"
    r"|(?P<wide>[。！？｡]+[”’」』）】]*)"
)
_LAST_WORD = re.compile(r"(?:[^\W\d_]{1,2}\.[ \u00a0]?)+[^\W\d_]{1,2}$|[^\W_]+$")
_NEXT = re.compile(r"[\"'“‘„«(\[]*(?P<first>\w)(?P<rest>\w*)")
_MONTH_OF_ORDINAL = re.compile(
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Mal|Bundes)"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BEFORE_NAMES = _words(
    "mr mrs ms mx dr prof st ste gen lt col maj capt cpt cmdr adm sgt cpl rev fr hon gov sen rep pres amb supt"
    " insp dipl mme mlle frau hr hrn ing don dra dña avv dott vs v cf ca c i.e e.g viz approx z.b d.h vgl p.ej"
    " м п вл вул просп бул ім проф акад гр ул тов див смт напр т.е т.зв т.н"
)
"""A full stop after these never ends a sentence."""

_BEFORE_NUMBERS = _words(
    "no nos nr núm vol fig figs eq ch sec art arts par pp p pg pág s bd ст стор рис гл табл"
    " jan feb mar apr jun jul aug sep sept oct nov dec sat sun mt"
)
"""After these it does not when a number follows."""

_IN_NAMES = _words(
    "u.s u.k u.n e.u d.c u.s.a u.a.e inc ltd co corp bros llc plc jr sr sra jra etc al a.m p.m am pm ph.d b.a m.a"
    " ed eds trans dept univ assn nat intl govt ave blvd rd sq bldg bzw usw u.a ggf evtl abs mio mrd tel est ft"
    " т.д т.п т.ч тис млн млрд грн руб коп рр р г гг д кв min max avg op ibid"
)
"""After these it does only when the next word is one that starts sentences, for they stand inside names."""

_STARTERS = _words(
    "the a an he she it they we i you this that these those there his her its their our in on at as after before"
    " but and so if when while since although though however meanwhile later earlier for from to with by yet no"
    " not some many most both other another one two what who why how where under during despite officials"
    " der die das ein eine er sie es wir im am nach vor aber und wenn doch le la les un une il elle ils nous en au"
    " mais et el los las una pero y lo gli ma e він вона воно вони ми це цей ця але та й у в на за після проте"
    " однак а як коли они он она мы это но и не по после также то"
)


def sentences(text: str, blocks: Sequence[Block] = ()) -> list[Span]:
    """Return the sentences of `text` in order, without the spaces between them; none crosses a line.

    Abbreviations, initials, decimals and ordinals do not end a sentence. With `blocks`, headlines, bylines,
    code and rows of tables are one sentence each.
    """
    if not blocks:
        return list(_in_lines(text))
    whole = {BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.CODE, BlockKind.TABLE_ROW}
    found: list[Span] = []
    for block in blocks:
        split = _trimmed if block.kind in whole else _in_line
        found.extend(split(text, block.span.start, block.span.end))
    return found


def _in_lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield from _in_line(text, start, start + len(line))
        start += len(line) + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)


def _in_line(text: str, start: int, end: int) -> Iterator[Span]:
    began = start
    for stop in _STOP.finditer(text, start, end):
        if stop["wide"] is not None:
            after = stop.end("wide")
        elif _ends(text, began, end, stop):
            after = stop.end("closing")
        else:
            continue
        yield from _trimmed(text, began, after)
        began = stop.end()
    yield from _trimmed(text, began, end)


def _ends(text: str, began: int, end: int, stop: re.Match[str]) -> bool:
    """Whether a sentence ends at this stop."""
    following = _NEXT.match(text, stop.end(), end)
    if following is None:
        return True
    if following["first"].islower():
        # "Is it over?" he asked. Wait... no.
        return False
    if stop["marks"] != ".":
        return True
    last = _LAST_WORD.search(text, max(began, stop.start("marks") - 24), stop.start("marks"))
    if last is None or stop["closing"]:
        return True
    return _ends_after(last[0], following, opens=last.start() == began)


def _ends_after(last: str, following: re.Match[str], *, opens: bool) -> bool:
    """Whether a full stop after the word `last` ends a sentence."""
    word = last.casefold().replace(" ", "").replace("\u00a0", "")
    starter = (following["first"] + following["rest"]).casefold() in _STARTERS
    number = following["first"].isdigit()
    if word in _BEFORE_NAMES:
        ends = False
    elif word in _BEFORE_NUMBERS:
        ends = not number
    elif word in _IN_NAMES or "." in word:
        ends = starter
    elif len(word) == 1 and word.isalpha():
        # An initial ("J. Smith"), but "So did I." ends.
        ends = last == "I" or starter
    elif word.isdigit() and len(word) <= 2:
        # "1. First" opens a list; "am 15. Dezember" is an ordinal.
        ends = not opens and _MONTH_OF_ORDINAL.match(following[0]) is None
    else:
        ends = True
    return ends
