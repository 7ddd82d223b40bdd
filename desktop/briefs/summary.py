"""What a brief rests on, in one or two sentences: how many sources, whose, from when, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.briefs.plain_words import counted, listed
from desktop.model.article import Article


def summary(articles: Sequence[Article], date: Callable[[str], str]) -> str:
    """Return the sentences; `date` puts an ISO date in words."""
    details = [article.details for article in articles]
    words = sum(article.words for article in articles)
    told = f"This brief rests on {counted(len(details), 'article')} ({counted(words, 'word')})"
    outlets = sorted({d.source for d in details if d.source})
    if outlets:
        told += f" from {listed(outlets) if len(outlets) <= 4 else counted(len(outlets), 'outlet')}"
    dates = sorted(d.published for d in details if d.published)
    if dates:
        first, last = date(dates[0]), date(dates[-1])
        if first == last:
            told += f", published {'on' if len(dates[0]) >= 10 else 'in'} {first}"
        else:
            told += f", published between {first} and {last}"
    gaps = (
        ("has no named author", "have no named author", sum(not d.by for d in details)),
        ("has no date", "have no date", sum(not d.published for d in details)),
    )
    missing = [f"{count} {one if count == 1 else many}" for one, many, count in gaps if count]
    return f"{told}. Of these, {listed(missing)}." if missing else f"{told}."
