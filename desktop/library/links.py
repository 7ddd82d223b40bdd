"""Links: the `[[names]]` in what the user writes."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[\[([^\[\]\n|]{1,200})(?:\|[^\[\]\n]*)?\]\]")


def targets(body: str) -> tuple[str, ...]:
    """Return the names linked in a Markdown text, once each, in order of first use.

    `[[name|words shown]]` names `name`.
    """
    found = (match.group(1).strip() for match in _LINK.finditer(body))
    return tuple(dict.fromkeys(name for name in found if name))
