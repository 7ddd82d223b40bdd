"""What a web page states about itself: in its metadata, in JSON-LD, in marked elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from desktop.importing.bylines import read_byline, read_names
from desktop.importing.dates import iso_or_nothing
from desktop.importing.details import Known
from desktop.importing.draft import Origin
from desktop.importing.fragments import safe_target
from desktop.text.canonical import one_line

_ARTICLE_TYPE = re.compile(
    r"Article|Report|BlogPosting|Review|Analysis|Opinion|LiveBlog", re.IGNORECASE
)
_META = {
    "title": (
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "citation_title",
        "parsely-title",
    ),
    "by": (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "parsely-author",
        "byl",
    ),
    "source": ("og:site_name", "dc.publisher", "citation_journal_title", "application-name"),
    "published": (
        "article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "og:published_time",
        "article.published",
    ),
    "address": ("og:url", "twitter:url", "parsely-link"),
    "language": ("og:locale", "content-language", "dc.language", "language"),
    "credit": ("image_credit", "photo_credit"),
}
_SAVED_FROM = re.compile(
    r"(?:saved from url=\(\d+\)|\n\s*url:\s*)(?P<url>https?://\S+)", re.IGNORECASE
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author-?name|authors?|writer)(?:$|[\s_-])", re.IGNORECASE
)
_LANGUAGE = re.compile(r"(?P<language>[a-zA-Z]{2,3})(?:[-_](?P<rest>[\w-]+))?")
_STAFF = frozenset(
    {"admin", "editor", "editors", "staff", "redaktion", "webmaster", "newsroom", "редакція"}
)


def learn_from_page(root: HtmlElement, markup: str, known: Known) -> None:
    """Learn what the page states; JSON-LD goes before metadata, metadata before marked elements."""
    for article in _json_ld(root):
        _learn_json_ld(article, known)
    metas = _metas(root)
    place = "the page's metadata"
    for field in ("source", "credit"):
        known.learn(field, _first(metas, field), Origin.STATED, place)
    known.learn_by(_people(metas, _META["by"]), Origin.STATED, place)
    known.learn("published", iso_or_nothing(_first(metas, "published")), Origin.STATED, place)
    _learn_address(root, markup, metas, known)
    _learn_language(root, metas, known)
    _learn_marked(root, known)


def stated_titles(root: HtmlElement) -> list[str]:
    """Return the titles that the page states, surest first; the last is what the title bar shows."""
    headlines = [_words(article.get("headline")) for article in _json_ld(root)]
    metas = _metas(root)
    headlines += [metas[name][0] for name in _META["title"] if name in metas]
    headlines += [title.text_content() for title in list(root.iter("title"))[:1]]
    return [words for headline in headlines if (words := one_line(headline))]


def description(root: HtmlElement) -> str:
    """Return the summary that the page gives of itself."""
    metas = _metas(root)
    return next((metas[name][0] for name in ("description", "og:description") if name in metas), "")


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (
            meta.get("property")
            or meta.get("name")
            or meta.get("http-equiv")
            or meta.get("itemprop")
            or ""
        )
        content = one_line(meta.get("content", ""))
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _first(metas: dict[str, list[str]], field: str) -> str:
    return next((metas[name][0] for name in _META[field] if name in metas), "")


def _people(metas: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    for name in names:
        people = [person for content in metas.get(name, ()) for person in _told_apart(content)]
        if people:
            return people
    return []


def _told_apart(words: str) -> list[str]:
    """Return the people in "A. Writer and B. Scribe", the words themselves if they are one name, or nothing."""
    words = one_line(words)
    if (
        "://" in words
        or "@" in words
        or words.startswith("/")
        or words.casefold() in _STAFF
        or len(words) > 200
    ):
        return []
    named = read_byline(words)[0] or read_names(words)
    return list(named) if named else [words] if len(words) <= 60 else []


def _json_ld(root: HtmlElement) -> list[dict[str, Any]]:
    """Return the page's JSON-LD objects that describe an article."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json" and script.text:
            try:
                stated = json.loads(script.text.strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue
            found.extend(_objects(stated))
    articles = [one for one in found if _ARTICLE_TYPE.search(_words(one.get("@type"), ","))]
    return articles or [one for one in found if "headline" in one]


def _objects(stated: object) -> Iterator[dict[str, Any]]:
    waiting = [stated]
    seen = 0
    while waiting and seen < 1_000:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            yield one
            waiting.extend(
                value
                for key, value in one.items()
                if key in {"@graph", "mainEntity", "itemListElement"}
            )


def _learn_json_ld(article: dict[str, Any], known: Known) -> None:
    place = "the page's JSON-LD"
    people = [
        person
        for one in _listed(article.get("author") or article.get("creator"))
        for person in _told_apart(_words(one))
    ]
    known.learn_by(people, Origin.STATED, place)
    known.learn(
        "published", iso_or_nothing(_words(article.get("datePublished"))), Origin.STATED, place
    )
    known.learn("source", _words(article.get("publisher")), Origin.STATED, place)
    known.learn("language", _language(_words(article.get("inLanguage"))), Origin.STATED, place)
    main = article.get("mainEntityOfPage")
    address = main.get("@id") if isinstance(main, dict) else main
    known.learn("address", safe_target(_words(article.get("url") or address)), Origin.STATED, place)
    for image in _listed(article.get("image")):
        if isinstance(image, dict):
            stated = image.get("creditText") or image.get("creator") or image.get("copyrightHolder")
            known.learn("credit", _words(stated), Origin.STATED, place)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def _words(value: object, joint: str = ", ") -> str:
    """Return what a JSON value says in words: itself, its name, or its members'."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("alternateName"))
    if isinstance(value, list):
        return joint.join(
            words
            for one in value[:20]
            if (words := _words(one) if not isinstance(one, list) else "")
        )
    return ""


def _learn_address(
    root: HtmlElement, markup: str, metas: dict[str, list[str]], known: Known
) -> None:
    for link in root.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            known.learn(
                "address", safe_target(link.get("href", "")), Origin.STATED, "the canonical link"
            )
    known.learn(
        "address", safe_target(_first(metas, "address")), Origin.STATED, "the page's metadata"
    )
    saved = _SAVED_FROM.search(markup[:4_000])
    if saved is not None:
        known.learn(
            "address", safe_target(saved["url"]), Origin.STATED, "the saved page's own note"
        )


def _learn_language(root: HtmlElement, metas: dict[str, list[str]], known: Known) -> None:
    for page in (root, *root.iter("html")):
        stated = (
            page.get("lang")
            or page.get("{http://www.w3.org/XML/1998/namespace}lang")
            or page.get("xml:lang")
        )
        known.learn("language", _language(stated or ""), Origin.STATED, "the page's language mark")
    known.learn(
        "language", _language(_first(metas, "language")), Origin.STATED, "the page's metadata"
    )


def _language(stated: str) -> str:
    """Return "en-GB" for "en_GB", "en" for "EN", and nothing for what is no language tag."""
    found = _LANGUAGE.fullmatch(stated.strip())
    if found is None:
        return ""
    rest = (found["rest"] or "").replace("_", "-")
    region = f"-{rest.upper() if len(rest) == 2 else rest}" if rest else ""
    return found["language"].lower() + region


def _learn_marked(root: HtmlElement, known: Known) -> None:
    """Learn from elements that are marked as what they are."""
    place = "a marked element of the page"
    if not known.by:
        known.learn_by(_marked_authors(root), Origin.STATED, place)
    for element in root.iter("time", "meta", "span", "abbr"):
        if known.knows("published"):
            break
        if element.get("itemprop") == "datePublished" or (
            element.tag == "time" and "pubdate" in element.attrib
        ):
            stamp = element.get("datetime") or element.get("content") or element.text_content()
            known.learn("published", iso_or_nothing(stamp), Origin.STATED, place)


def _marked_authors(root: HtmlElement) -> list[str]:
    linked = [
        person
        for element in root.iter("a", "span", "div", "p", "address")
        if "author" in element.get("rel", "").split() or element.get("itemprop") == "author"
        for person in _told_apart(element.text_content()[:300])
    ]
    if linked:
        return linked
    for element in root.iter("p", "div", "span", "address", "a", "li"):
        if _BYLINE_CLASS.search(element.get("class", "")):
            words = one_line(element.text_content()[:400])
            named = read_byline(words)[0] or read_names(words)
            if named:
                return list(named)
    return []
