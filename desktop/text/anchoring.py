"""From a span to a quote that finds it again, and from a quote or an older text back to a span."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.annotation import AnchorState, TextQuoteSelector
from desktop.model.spans import Span

CONTEXT = 32
"""How many characters of context a selector keeps on each side."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a span stands now and how sure that is; `span` is None only when it is lost."""

    span: Span | None
    state: AnchorState


def quote_selector(text: str, span: Span) -> TextQuoteSelector:
    """Return the words of `span` with up to 32 characters of context on each side."""
    raise NotImplementedError


def find_quote(text: str, exact: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """Return every place where the quote stands with this context, in order.

    Exact words come first; if there are none, differences of typography are forgiven: curly or straight
    quotes, kinds of dash and space, line breaks. The spans are always those of `text` itself.
    """
    raise NotImplementedError


class Reanchoring:
    """Carries spans from an old text over to a new one; compares the two once, for any number of spans."""

    def __init__(self, old_text: str, new_text: str) -> None:
        raise NotImplementedError

    def carry(self, span: Span) -> Anchored:
        """Return where the span of the old text stands in the new one."""
        raise NotImplementedError


def reanchor(old_text: str, new_text: str, span: Span) -> Anchored:
    """Return where `span` of the old text stands in the new one; never silently on the wrong words."""
    return Reanchoring(old_text, new_text).carry(span)
