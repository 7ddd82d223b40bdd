"""What a file is by its first bytes: which of our formats, or which foreign one and what to do about it."""

from __future__ import annotations

import re

_SAVE_AS_TEXT = "Save its text as .txt, .md or .html and import that."

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "This is a PDF"),
    (b"PK\x03\x04", "This is a packed file (Word, EPUB, OpenDocument or zip)"),
    (b"{\\rtf", "This is a Rich Text file"),
    (b"\xd0\xcf\x11\xe0", "This is an old Word or Office file"),
    (b"\x89PNG", "This is a picture"),
    (b"\xff\xd8\xff", "This is a picture"),
    (b"GIF8", "This is a picture"),
    (b"\x1f\x8b", "This is a compressed file"),
    (b"7z\xbc\xaf", "This is a compressed file"),
    (b"SQLite format 3\x00", "This is a database"),
    (b"\x7fELF", "This is a program"),
)

_FOREIGN_SUFFIXES = {
    ".mht": "This is a web archive (MHTML)",
    ".mhtml": "This is a web archive (MHTML)",
    ".eml": "This is an e-mail message",
    ".webarchive": "This is a Safari web archive",
}

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(rb"^(?:#{1,6} \S|\[[^\]\n]+\]\(https?://|```)", re.MULTILINE)
_FRONT_MATTER = re.compile(
    rb"---[ \t]*\r?\n(?:(?:[\w-]+:|[ \t]|-[ \t])[^\r\n]*\r?\n)+---[ \t]*\r?\n"
)


def foreign_format(data: bytes, suffix: str) -> str | None:
    """Return a sentence about a format that is not read, None if it may be one that is."""
    for start, what in _FOREIGN:
        if data.startswith(start):
            return f"{what}, which is not read yet. {_SAVE_AS_TEXT}"
    what = _FOREIGN_SUFFIXES.get(suffix, "")
    return f"{what}, which is not read yet. {_SAVE_AS_TEXT}" if what else None


def is_html(data: bytes) -> bool:
    """Whether the bytes begin like a web page."""
    return _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:8192]) is not None


def is_markdown(data: bytes) -> bool:
    """Whether a text without a telling name uses Markdown's headings, links or front matter."""
    start = data.removeprefix(b"\xef\xbb\xbf")[:8192]
    return _FRONT_MATTER.match(start) is not None or _MARKDOWN.search(start) is not None
