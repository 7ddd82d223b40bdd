"""Reads Markdown (CommonMark with tables): headings, lists, quotes, code, links and emphasis become blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from desktop.importing.charset import decode
from desktop.importing.details import Known
from desktop.importing.draft import Origin, Reading
from desktop.importing.fragments import parts_of_fragment, safe_target
from desktop.importing.front_matter import learn_front_matter, split_front_matter
from desktop.importing.head import read_foot, read_head
from desktop.importing.plain_text import with_headline
from desktop.importing.whole import share_kept
from desktop.model.article import BlockKind, InlineKind
from desktop.text.blocks import Part, Run, Style
from desktop.text.canonical import canonical

EXTRACTOR = "carrel-markdown/1"

_DEEPEST = 100
_STYLES = {"strong": InlineKind.STRONG, "em": InlineKind.EMPHASIS}


def read_markdown(data: bytes, known: Known) -> Reading:
    """Return the parts of a Markdown text and learn what its front matter, head and foot say.

    Raises:
        NotText: the bytes are no text.
    """
    decoded = decode(data)
    entries, body = split_front_matter(canonical(decoded.text))
    learn_front_matter(entries, known)
    parts = list(_Walk().parts_of(_parser().parse(body)))
    warnings = [decoded.doubt] if decoded.doubt else []
    if parts and share_kept(body, parts) < 0.6:
        warnings.append(
            "Much of the file is not in the article. Its Markdown may be nested too deeply; import it as text."
        )
    standfirst = entries.get("standfirst", ("",))[0]
    parts = _headed(parts, known, standfirst)
    parts = read_foot(read_head(parts, known), known)
    return Reading(tuple(parts), EXTRACTOR, tuple(warnings), entries.get("tags", ()))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    # Every link is read as one, so that its words are kept; which targets are safe is decided in _style.
    parser.validateLink = _is_read_as_link  # type: ignore[method-assign]
    return parser


def _is_read_as_link(url: str) -> bool:
    return bool(url)


def _headed(parts: list[Part], known: Known, standfirst: str) -> list[Part]:
    """Return the parts under a headline: the first heading, the front matter's title, or the first line."""
    if not parts:
        return parts
    title = known.value("title")
    first = parts[0]
    if first.kind is BlockKind.HEADING and (not title or first.level == 1 or first.words == title):
        known.learn("title", first.words, Origin.STRUCTURE, "the first heading")
        headed = [first.turned(BlockKind.HEADLINE), *parts[1:]]
    elif title:
        headed = [Part(BlockKind.HEADLINE, (Run(title),)), *parts]
    else:
        headed = with_headline(parts, known)
    if standfirst and not any(part.words == standfirst for part in headed[:4]):
        headed.insert(1, Part(BlockKind.STANDFIRST, (Run(standfirst),)))
    return headed


@dataclass(slots=True)
class _List:
    """A list that is open; `number` is the next item's, None for bullets."""

    number: int | None


@dataclass(slots=True)
class _Walk:
    """Walks the parser's flat list of tokens, keeping track of what is open."""

    lists: list[_List] = field(default_factory=list)
    quotes: int = 0
    item: tuple[int, int | None] | None = None
    """Level and number of an item whose first paragraph is still to come."""
    row: list[Run] | None = None

    def parts_of(self, tokens: Sequence[Token]) -> Iterator[Part]:
        """Yield the parts in order."""
        heading = 0
        for token in tokens:
            if token.type == "heading_open":
                heading = int(token.tag[1])
            elif token.type == "heading_close":
                heading = 0
            elif token.type == "inline":
                yield from self._inline(token, heading)
            elif token.type in {"fence", "code_block"}:
                yield Part(BlockKind.CODE, (Run(token.content),))
            elif token.type == "html_block":
                yield from parts_of_fragment(token.content)
            elif token.type == "tr_close" and self.row:
                yield Part(BlockKind.TABLE_ROW, tuple(self.row))
                self.row = None
            else:
                self._open_or_close(token)

    def _open_or_close(self, token: Token) -> None:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            start = token.attrGet("start")
            first = 1 if start is None else int(start)
            self.lists.append(_List(first if token.type == "ordered_list_open" else None))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self.lists.pop()
        elif token.type == "list_item_open":
            number = self.lists[-1].number
            self.item = (len(self.lists), number)
            if number is not None:
                self.lists[-1].number = number + 1
        elif token.type == "list_item_close":
            self.item = None
        elif token.type in {"blockquote_open", "blockquote_close"}:
            self.quotes += token.nesting
        elif token.type == "tr_open":
            self.row = []

    def _inline(self, token: Token, heading: int) -> Iterator[Part]:
        children = token.children or []
        if self.row is not None:
            cell = [run for line in _lines(children) for run in line]
            self.row += [Run("\t"), *cell] if self.row else cell
            return
        lines = _lines(children)
        if heading:
            yield Part(BlockKind.HEADING, _one(lines), heading)
        elif self.item is not None:
            level, ordinal = self.item
            self.item = None
            yield Part(BlockKind.LIST_ITEM, _one(lines), level, ordinal)
        elif len(children) == 1 and children[0].type == "image":
            yield Part(BlockKind.CAPTION, _one(lines))
        else:
            kind = BlockKind.QUOTE if self.quotes else BlockKind.PARAGRAPH
            for line in lines:
                yield Part(kind, tuple(line), self.quotes)


def _one(lines: list[list[Run]]) -> tuple[Run, ...]:
    """Return lines that a hard break parts as one."""
    runs = list(lines[0])
    for line in lines[1:]:
        runs += [Run(" "), *line]
    return tuple(runs)


def _lines(tokens: Sequence[Token]) -> list[list[Run]]:
    """Return the runs of a paragraph, a list of them for each line that a hard break ends."""
    lines: list[list[Run]] = [[]]
    opened: list[Style | None] = []
    for token in tokens:
        styles = tuple(style for style in opened if style is not None)
        if token.type in {"text", "text_special", "image"}:
            lines[-1].append(Run(token.content, styles))
        elif token.type == "code_inline":
            lines[-1].append(Run(token.content, (*styles, Style(InlineKind.CODE))))
        elif token.type == "softbreak":
            lines[-1].append(Run(" ", styles))
        elif token.type == "hardbreak" or token.content.lower().startswith("<br"):
            lines.append([])
        elif token.nesting == 1:
            opened.append(_style(token))
        elif token.nesting == -1 and opened:
            opened.pop()
    return [line for line in lines if line] or [[Run("")]]


def _style(token: Token) -> Style | None:
    if token.type == "link_open":
        target = safe_target(str(token.attrGet("href") or ""))
        return Style(InlineKind.LINK, target) if target else None
    kind = _STYLES.get(token.tag)
    return Style(kind) if kind else None
