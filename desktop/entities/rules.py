"""What patterns find without a tagger: sums, law articles, designations, names by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.entities.candidates import Candidate
from desktop.entities.lexicon import TABLES, Lexicon
from desktop.entities.tokenize import Tokenised, Tokens
from desktop.entities.words import (
    BEFORE_TITLES,
    CALENDAR,
    COMMON,
    OPENERS,
    ORG_HEADS,
    PARTICLES,
    ROLES,
    TITLES,
)
from desktop.model.entity import EntityKind

_SCALE = r"(?:hundred|thousand|million|billion|trillion|mln|bn|tn|m|k)"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CURRENCY = {
    "$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "s$": "SGD", "nz$": "NZD", "£": "GBP",
    "€": "EUR", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR", "₪": "ILS", "₩": "KRW", "usd": "USD",
    "eur": "EUR", "gbp": "GBP", "chf": "CHF", "dollar": "USD", "euro": "EUR", "pound": "GBP", "rouble": "RUB",
    "ruble": "RUB", "yuan": "CNY", "renminbi": "CNY", "yen": "JPY", "rupee": "INR", "hryvnia": "UAH",
    "hryvnya": "UAH", "shekel": "ILS", "zloty": "PLN", "forint": "HUF", "franc": "CHF", "krona": "SEK",
    "krone": "NOK", "peso": "MXN", "lira": "TRY", "won": "KRW", "rial": "IRR", "dirham": "AED", "riyal": "SAR",
}  # fmt: skip
_NAMES_OF_MONEY = "|".join(
    sorted(
        (re.escape(name) for name in _CURRENCY if len(name) > 2 and name.isalpha()),
        key=len,
        reverse=True,
    )
)
_MONEY = re.compile(
    rf"(?<![\w$£€])(?P<sign>(?:US|HK|NZ|[ACS])?\$|[£€¥₽₴₹₪₩])\s?(?P<figure>{_FIGURE})"
    rf"(?:[\s-]?(?P<scale>{_SCALE}))?(?!\w|[.,]\d)"
    rf"|(?<![\w.,])(?P<code>USD|EUR|GBP|CHF)\s(?P<figure3>{_FIGURE})(?:\s?(?P<scale3>{_SCALE}))?(?!\w)"
    rf"|(?<![\w.,$£€])(?P<figure2>{_FIGURE}|one|two|three|four|five|six|seven|eight|nine|ten)"
    rf"(?:[\s-](?P<scale2>{_SCALE}))?\s(?:US |Swiss |Canadian |Australian )?(?P<name>{_NAMES_OF_MONEY})s?(?!\w|[ -](?:zone|area)\b)",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?<![\w.,])(?P<figure>{_FIGURE})\s?(?:%|per cent\b|percent\b|percentage points?\b)",
    re.IGNORECASE,
)
_TIMES = {
    "hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "mln": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_SPELLED = {
    w: n
    for n, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}

_LAW = re.compile(
    r"(?<!\w)(?:(?:Articles?|Art\.) \d+[A-Za-z]?(?:\(\d+\))?(?:(?:,| and|, and| to|-|–) \d+)*"
    r"|(?:(?:UN |UNSC |U\.N\. |United Nations )?(?:Security Council |General Assembly )?)Resolution \d+"
    r"|Chapter [IVXL]+(?= of the)|Title (?:[IVXL]+|\d+)(?= of the)|Protocol \d+"
    r"|(?:[A-Z][\w’'-]+ (?:(?:and|of|on|for|the) )*)+"
    r"(?:Act|Treaty|Convention|Accords?|Protocol|Memorandum|Statute|Pact|Directive|Covenant|Amendment)"
    r"(?: of \d{4}| \d{4})?)(?!\w)"
)
_LAW_LEAD = re.compile(r"(?:(?:The|A|An|This|That|Under|In|On|By|And|But|As|Both|[A-Z]\w+[’']s) )+")
_DESIGNATION = re.compile(
    r"(?<![\w-])(?:(?:F|B|MiG|Su|Tu|S|T|M|AK|Kh|MQ|RQ|Mi|Ka|KC|AH|UH|CH|RPG|SA|SM|KN|DF|JL|H|R|BM|TOS|BMP|BTR|BMD"
    r"|Il|AIM|AGM|GBU|PAC|Shahed|Geran|Hwasong|Fateh|Zolfaghar|Topol|Tochka|Orlan|Iskander|Arrow|Qassem|Rezvan|Soyuz"
    r"|Falcon|PzH|Mk|HMS|USS)-(?:\d{1,4}[A-Z]{0,2}\d?|[MU])s?"
    r"|(?:USS|HMS|INS|USNS|HMAS) [A-Z][\w.]+(?: [A-Z][\w.]+){0,2})(?![\w-])"
)
_CREDIT = re.compile(
    r"\b(?:Image|Photo|Picture|Photograph|Source|Credit)s?(?: courtesy| credit| by)?(?: of)?: ?(?:[Tt]he )?"
    r"(?P<name>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,4})(?:/(?:[Tt]he )?(?P<name2>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,4}))?"
    r"(?=\s*(?:\n|$|[.,;)]))"
)
_VESSEL = re.compile(
    r"\b(?:[Tt]anker|[Ff]reighter|(?:[Cc]argo |[Cc]ontainer |[Cc]ruise |[Cc]able )?[Ss]hip|[Vv]essel|[Ff]erry|[Ff]rigate|[Dd]estroyer"
    r"|[Cc]orvette|[Ii]cebreaker|[Ss]ubmarine|[Tt]rawler|[Ss]pacecraft|[Rr]over|[Ss]atellite)"
    r"(?:,? (?:named|called))?,? (?:the )?(?P<name>[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|\d{1,3}))*)"
)


def quantities(text: str) -> Iterator[Candidate]:
    """Find sums of money and percentages; `normal` is "EUR 2500000000" or "12.5%"."""
    for match in _MONEY.finditer(text):
        figure = match["figure"] or match["figure2"] or match["figure3"]
        scale = match["scale"] or match["scale2"] or match["scale3"]
        money = _CURRENCY[(match["sign"] or match["name"] or match["code"]).lower()]
        yield _quantity(match, f"{money} {_value(figure, scale)}", "money")
    for match in _PERCENT.finditer(text):
        yield _quantity(match, f"{_value(match['figure'], None)}%", "percent")


def _quantity(match: re.Match[str], normal: str, fine: str) -> Candidate:
    return Candidate(match.start(), match.end(), EntityKind.QUANTITY, 0.99, fine, normal, firm=True)


def _value(figure: str, scale: str | None) -> str:
    number = float(_SPELLED.get(figure.lower()) or figure.replace(",", ""))
    number *= _TIMES[scale.lower()] if scale else 1
    return f"{number:.6f}".rstrip("0").rstrip(".")


def designations(text: str) -> Iterator[Candidate]:
    """Find law articles, acts and treaties by their last word, weapons by their number, ships."""
    for match in _LAW.finditer(text):
        lead = _LAW_LEAD.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        # "The Act" alone names nothing.
        if " " in text[start : match.end()]:
            yield Candidate(start, match.end(), EntityKind.LAW, 0.9, _fine_law(match[0]), firm=True)
    for match in _DESIGNATION.finditer(text):
        end = match.end()
        yield Candidate(match.start(), end, EntityKind.WORK, 0.9, "weapon", firm=True)


def _fine_law(name: str) -> str:
    if re.match(r"Art|Chapter|Title", name):
        return "article"
    return (
        "treaty" if re.search(r"Treaty|Convention|Accord|Protocol|Pact|Covenant", name) else "law"
    )


def credits_in(text: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find whom a picture is credited to: "Image courtesy: ...", "Photo: Jane Doe/Acme Pictures"."""
    for match in _CREDIT.finditer(text):
        for part in ("name", "name2"):
            if match[part]:
                words = match[part].split()
                person = len(words) in {2, 3} and words[0] in lexicon.given
                kind = EntityKind.PERSON if person else EntityKind.ORGANISATION
                yield Candidate(*match.span(part), kind, 0.8, firm=True)


def vessels(text: str) -> Iterator[Candidate]:
    """Find ships and spacecraft after the word that says what they are: "the tanker Eagle"."""
    for match in _VESSEL.finditer(text):
        yield Candidate(*match.span("name"), EntityKind.WORK, 0.85, "vessel", firm=True)


def known_names(tokenised: Tokenised, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the names of the lexicon that need nobody else's word."""
    for tokens in tokenised.sentences:
        shouted = is_shouted(tokens)
        for first, last, table in lexicon.known_in(tokens.words, shouted=shouted):
            sense = TABLES[table]
            if sense.weak or belongs_to_more(tokens, first, last):
                continue
            # A short name in capitals among capitals may be any word: US, us.
            if shouted and last == first + 1 and len(tokens.words[first]) < 4:
                continue
            # Countries, nationalities and whatever has two words or is an acronym stand beyond doubt.
            name = tokens.words[first]
            firm = table in {"country", "capital", "nationality", "group", "law", "weapon"} or (
                last > first + 1 or name.isupper()
            )
            yield Candidate(
                tokens.starts[first], tokens.ends[last - 1], sense.kind, 0.8, sense.fine, firm=firm
            )


def is_shouted(tokens: Tokens) -> bool:
    """Whether a sentence is all in capitals."""
    letters = [word for word in tokens.words if word.isalpha() and len(word) > 1]
    return len(letters) > 3 and sum(word.isupper() for word in letters) > 0.7 * len(letters)


def belongs_to_more(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name is part of a hyphenated one: "Jordan-Smith" is no country."""
    words = tokens.words
    after = (
        last + 1 < len(words)
        and words[last] == "-"
        and tokens.starts[last] == tokens.ends[last - 1]
        and words[last + 1][:1].isupper()
    )
    before = (
        first > 1
        and words[first - 1] == "-"
        and tokens.starts[first] == tokens.ends[first - 1]
        and words[first - 2][:1].isupper()
    )
    return after or before


def people(tokenised: Tokenised, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find people by a title, a role or a given name before capitals; not in headings."""
    for tokens in tokenised.sentences:
        if tokens.heading or is_shouted(tokens):
            continue
        known = lexicon.known_in(tokens.words)
        other = {
            at
            for first, last, table in known
            for at in range(first, last)
            if not TABLES[table].weak and table not in {"city", "state"}
        }
        here = 0
        while here < len(tokens):
            run = _run(tokens, here, other)
            if run == here:
                here += 1
                continue
            yield from _person(tokens, here, run, lexicon)
            here = run


def _run(tokens: Tokens, first: int, other: set[int]) -> int:
    """Return where a run of capitalised words that may be a person's name ends."""
    words = tokens.words
    here = first
    while here < len(words) and here not in other:
        word = words[here]
        joins = here > first and word.lower() in PARTICLES
        hyphen = here > first and word == "-" and tokens.starts[here] == tokens.ends[here - 1]
        if joins or hyphen:
            if not _name_follows(words, here + 1):
                break
        elif not _name_like(word) or word in ORG_HEADS:
            break
        here += 1
    return here


def _name_follows(words: list[str], here: int) -> bool:
    """Whether a capital follows, small words of names aside."""
    while here < len(words) and words[here] in PARTICLES:
        here += 1
    return here < len(words) and words[here][:1].isupper()


def _name_like(word: str) -> bool:
    if not word[:1].isupper() or word in OPENERS or word.lower() in CALENDAR:
        return False
    if len(word) == 2 and word[1] == ".":
        return True
    return (
        word[1:2].islower()
        or "'" in word
        or "’" in word
        or (word[1:].isalpha() and not word.isupper())
    )


_UNDOTTED = frozenset(title.rstrip(".") for title in TITLES)
_BEFORE_NAMES = TITLES | BEFORE_TITLES


def _person(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> Iterator[Candidate]:
    words = tokens.words
    start = first
    while start < last and words[start].lower() in _BEFORE_NAMES:
        start += 1
    while last > start and words[last - 1] in {"-", "."}:
        last -= 1
    length = last - start
    if not 0 < length <= 5:
        return
    titled = start > 0 and words[start - 1].lower().rstrip(".") in _UNDOTTED
    given = words[start] in lexicon.given
    role = (
        start > 1 and words[start - 1] == "," and words[start - 2].lower() in ROLES and length >= 2
    )
    if length == 1:
        sure = titled and words[start].lower() not in COMMON
        sure = sure and (words[start - 1][0].isupper() or words[start] in lexicon.family)
    else:
        sure = titled or given or role
    if sure:
        score = 0.75 if titled or (given and length > 1) else 0.65
        yield Candidate(tokens.starts[start], tokens.ends[last - 1], EntityKind.PERSON, score)


def organisations(tokenised: Tokenised) -> Iterator[Candidate]:
    """Find organisations by the word that makes them one: "Ministry of Health", "Acme Holdings"."""
    for tokens in tokenised.sentences:
        if tokens.heading or is_shouted(tokens):
            continue
        words = tokens.words
        here = 0
        while here < len(words):
            end = _organisation_at(tokens, here)
            if end > here + 1:
                yield Candidate(
                    tokens.starts[here], tokens.ends[end - 1], EntityKind.ORGANISATION, 0.7
                )
                here = end
            else:
                here += 1


_LINKS = frozenset({"of", "for", "and", "the", "on", "&"})


def _organisation_at(tokens: Tokens, first: int) -> int:
    """Return where an organisation that begins with this token ends, or `first`."""
    words = tokens.words
    if not words[first][:1].isupper() or words[first] in OPENERS:
        return first
    here, head = first, False
    end = first
    while here < len(words):
        word = words[here]
        if (
            word[:1].isupper()
            and (word not in OPENERS or here > first)
            and word.lower() not in CALENDAR
        ):
            head = head or word in ORG_HEADS
            end = here + 1
            here += 1
        elif word in _LINKS and head and _goes_on(words, here):
            here += 1
        else:
            break
    return end if head else first


def _goes_on(words: list[str], link: int) -> bool:
    """Whether a name goes on after a small word: "Ministry of the Interior", not "Acme Group and Zenith"."""
    if words[link] == "and" and words[link - 1] in ORG_HEADS:
        return False
    after = words[link + 1 : link + 3]
    return bool(after) and (after[-1] if after[0] == "the" else after[0])[:1].isupper()
