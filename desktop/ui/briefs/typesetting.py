"""Sets the parts of a sheet in type, as leaves of the page's width; one function for each kind of part."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QByteArray, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextOption,
)

from desktop.briefs.looks import (
    ACCENT,
    HIGHLIGHT_EDGE,
    HIGHLIGHT_FILL,
    KIND_INK,
    ROLE_STYLE,
    SOURCE_STYLE,
    STYLE,
    Paper,
)
from desktop.briefs.sheet import (
    Content,
    Contents,
    Heading,
    Masthead,
    Paragraph,
    Part,
    Picture,
    Sheet,
    SourceParagraph,
    Table,
    Words,
)
from desktop.model.article import BlockKind, InlineKind
from desktop.ui.briefs.leaf import Leaf, Rule, blank
from desktop.ui.briefs.pieces import Pages, pour
from desktop.ui.briefs.setting import block_of, colour, font_of, ink_of, points, twips
from desktop.ui.briefs.tables import set_facts, set_table


def set_part(part: Part, sheet: Sheet, paper: Paper, pages: Pages) -> list[Leaf]:
    """Set one part; a masthead or the contents come to several leaves."""
    width = twips(paper.text_width)
    match part:
        case Masthead():
            leaves = _masthead(part, width)
        case Heading():
            leaves = [_heading(part, width)]
        case Paragraph():
            leaves = [_paragraph(part, width, pages)]
        case Contents():
            leaves = _contents(part, sheet, width, pages)
        case Table():
            leaves = _with_caption(part, width, set_table(part, width, pages))
        case Picture():
            leaves = _picture(part, width)
        case SourceParagraph():
            leaves = [_source(part, width, pages)]
    return leaves


def set_footnote(number: int, content: Content, paper: Paper) -> Leaf:
    """Set one footnote under its number."""
    words = (Words(f"{number}\u2002"), *content)
    return _written("FootnoteText", words, twips(paper.text_width), {})


def _plain(style: str, text: str, width: float) -> Leaf:
    return _written(style, (Words(text),), width, {})


def _written(
    name: str,
    content: Content,
    width: float,
    pages: Pages,
    *,
    label: str = "",
    depth: int = 0,
    shape: Callable[[QTextBlockFormat], None] | None = None,
) -> Leaf:
    """Set words in a style as one paragraph; `label` hangs before its first line."""
    style = STYLE[name]
    document = blank(width)
    cursor = QTextCursor(document)
    block, ink = block_of(style), ink_of(style)
    if depth > 1:
        block.setLeftMargin(block.leftMargin() + twips(284) * (depth - 1))
    if label:
        stop = QTextOption.Tab(block.leftMargin(), QTextOption.TabType.LeftTab)
        block.setTabPositions([stop])
    if shape is not None:
        shape(block)
    cursor.setBlockFormat(block)
    cursor.setBlockCharFormat(ink)
    if label:
        mark = QTextCharFormat(ink)
        if name == "BriefKeyPoint":
            mark.setFont(font_of("BriefTableText", strong=True))
            mark.setForeground(colour(ACCENT))
        cursor.insertText(f"{label}\t", mark)
    pour(cursor, content, ink, name, pages)
    leaf = Leaf(document, width, points(style.before), points(style.after))
    leaf.keep_next, leaf.keep_whole = style.keep_next, style.keep_lines
    leaf.settle()
    _border(leaf, name)
    return leaf


def _border(leaf: Leaf, name: str) -> None:
    """Draw what a style puts around its words: a ground, a bar at the left, a rule below."""
    style = STYLE[name]
    if style.ground:
        pad = points(4)
        ground = QRectF(twips(style.indent) - points(8), 0, leaf.width - twips(style.indent), 0)
        ground.setRight(leaf.width)
        ground.setTop(-pad)
        ground.setBottom(leaf.height + pad)
        leaf.rules.append(Rule(ground, colour(style.ground)))
        leaf.before += pad
        leaf.after += pad
    if not style.border:
        return
    side, eighths, gap, tone = style.border.split()
    wide = points(int(eighths) / 8)
    if side == "bottom":
        y = leaf.height + points(int(gap))
        leaf.rules.append(Rule(QRectF(0, y, leaf.width, wide), colour(tone)))
        leaf.after += points(int(gap)) + wide
        _stretch(leaf, points(int(gap)) + wide)
    elif side == "left":
        pad = points(4) if style.ground else 0
        x = twips(style.indent) - points(int(gap)) - wide
        bar = QRectF(x, -pad, wide, leaf.height + 2 * pad)
        leaf.rules.append(Rule(bar, colour(tone)))


def _stretch(leaf: Leaf, by: float) -> None:
    """Let the last band reach over a rule drawn below the words."""
    last = leaf.bands[-1]
    leaf.bands[-1] = type(last)(last.top, last.bottom + by, last.footnotes)
    leaf.height += by
    leaf.after -= by


def _masthead(part: Masthead, width: float) -> list[Leaf]:
    leaves = [
        _plain("BriefKicker", part.kicker, width),
        _plain("Title", part.title, width),
    ]
    if part.subtitle:
        leaves.append(_plain("Subtitle", part.subtitle, width))
    if part.facts:
        leaves.append(set_facts(part.facts, width))
    for leaf in leaves:
        leaf.item = part.item
        leaf.keep_next = leaf is not leaves[-1]
    return leaves


def _heading(part: Heading, width: float) -> Leaf:
    leaf = _plain(f"Heading{part.level}", part.text, width)
    leaf.key, leaf.item, leaf.new_page = part.key, part.item, part.new_page
    return leaf


def _paragraph(part: Paragraph, width: float, pages: Pages) -> Leaf:
    name = ROLE_STYLE[part.role]
    leaf = _written(name, part.content, width, pages, label=part.label, depth=part.depth)
    leaf.item = part.item
    return leaf


def _contents(part: Contents, sheet: Sheet, width: float, pages: Pages) -> list[Leaf]:
    leaves = [_plain("TOCHeading", part.title, width)]
    for line in sheet.contents_lines:
        name = f"TOC{line.level}"
        style = STYLE[name]
        page = str(pages.get(line.key, ""))
        metrics = font_of(name)
        document = blank(width)
        cursor = QTextCursor(document)
        block = block_of(style)
        inner = width - block.leftMargin()
        block.setTabPositions([QTextOption.Tab(inner, QTextOption.TabType.RightTab)])
        cursor.setBlockFormat(block)
        cursor.insertText(
            _with_leader(line.text, page, metrics, width - block.leftMargin()), ink_of(style)
        )
        leaf = Leaf(document, width, points(style.before), points(style.after)).settle()
        leaves.append(leaf)
    for leaf in leaves:
        leaf.item = part.item
    return leaves


def _with_leader(text: str, page: str, font: QFont, width: float) -> str:
    """Return a line of the contents: words, as many dots as there is room for, the page."""
    metrics = QFontMetricsF(font)
    room = width - metrics.horizontalAdvance(page or "00") - points(2)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room * 0.94)
    dots = int((room - metrics.horizontalAdvance(shown)) / metrics.horizontalAdvance(".")) - 1
    return f"{shown}{'.' * max(0, dots)}\t{page}"


def _with_caption(part: Table, width: float, table: Leaf) -> list[Leaf]:
    if not part.caption:
        return [table]
    caption = _plain("Caption", part.caption, width)
    caption.item = part.item
    return [caption, table]


def _picture(part: Picture, width: float) -> list[Leaf]:
    document = blank(width)
    image = QImage.fromData(QByteArray(part.content))
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl("picture"), image)
    form = QTextImageFormat()
    form.setName("picture")
    form.setWidth(width * part.share)
    form.setHeight(width * part.share * image.height() / max(1, image.width()))
    QTextCursor(document).insertImage(form)
    leaves = [Leaf(document, width, points(6), points(4), keep_whole=True).settle()]
    if part.caption:
        leaves.append(_plain("Caption", part.caption, width))
    for leaf in leaves:
        leaf.item = part.item
    return leaves


def _source(part: SourceParagraph, width: float, pages: Pages) -> Leaf:
    """Set a paragraph of an article: its words with shades, named things and inline manners."""
    name = "Quote" if part.extract else SOURCE_STYLE[part.kind]
    label = ""
    if part.kind is BlockKind.LIST_ITEM:
        label = f"{part.ordinal}." if part.ordinal is not None else "•"
    style = STYLE[name]
    document = blank(width)
    cursor = QTextCursor(document)
    block, ink = block_of(style), ink_of(style)
    if label:
        block.setTabPositions([QTextOption.Tab(block.leftMargin(), QTextOption.TabType.LeftTab)])
    cursor.setBlockFormat(block)
    cursor.setBlockCharFormat(ink)
    if label:
        cursor.insertText(f"{label}\t", ink)
    spans = [mark.span for mark in part.shades] + [mark.span for mark in part.tints]
    spans += [mark.span for mark in part.inlines]
    cuts = {0, len(part.text)}
    for span in spans:
        cuts |= {min(len(part.text), span.start), min(len(part.text), span.end)}
    for start, end in pairwise(sorted(cuts)):
        cursor.insertText(part.text[start:end], _stretch_ink(part, start, end, name))
    pour(cursor, part.citation, ink, name, pages)
    leaf = Leaf(document, width, points(style.before), points(style.after))
    leaf.keep_next, leaf.keep_whole = style.keep_next, style.keep_lines
    leaf.key, leaf.item = part.key, part.item
    leaf.label = part.label if not part.extract and part.number is not None else ""
    leaf.settle()
    _border(leaf, name)
    return leaf


def _stretch_ink(part: SourceParagraph, start: int, end: int, name: str) -> QTextCharFormat:
    """Return the manner of words between two cuts: nothing begins or ends inside them."""
    strong = emphasis = False
    form = ink_of(STYLE[name])
    for inline in part.inlines:
        if inline.span.start <= start and end <= inline.span.end:
            strong |= inline.kind is InlineKind.STRONG
            emphasis |= inline.kind is InlineKind.EMPHASIS
            if inline.kind is InlineKind.LINK:
                form.setForeground(colour(ACCENT))
                form.setFontUnderline(True)
    form.setFont(font_of(name, strong=strong, emphasis=emphasis))
    for tint in part.tints:
        if tint.span.start <= start and end <= tint.span.end:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(colour(KIND_INK[tint.kind]))
    on = [shade for shade in part.shades if shade.span.start <= start and end <= shade.span.end]
    if on:
        form.setBackground(colour(HIGHLIGHT_FILL[on[-1].colour]))
    if len(on) > 1:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(colour(HIGHLIGHT_EDGE[on[-2].colour]))
    return form
