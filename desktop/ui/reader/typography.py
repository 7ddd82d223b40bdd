"""How an article is set: the measures of each kind of block, and the document made with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.model.article import Block, BlockKind, Inline, InlineKind
from desktop.ui.positions import Positions
from desktop.ui.theme import REGULAR, SEMIBOLD, Theme

BODY_PX = 17  # the size at which the measures below are given

QT_BASELINE = 0.8
"""Where Qt puts the baseline in a line of fixed height, as a share of the height."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The type of one block; lengths in pixels at the size of the moment."""

    px: int
    line: int
    weight: QFont.Weight = REGULAR
    italic: bool = False
    role: str = "ink"
    indent: float = 0
    spacing: float = 0
    fixed: bool = False
    """Whether all letters are equally wide."""


_SETTINGS = {  # at 17 px; a paragraph's line height is the user's
    BlockKind.HEADLINE: Setting(31, 40, SEMIBOLD, spacing=-0.4),
    BlockKind.STANDFIRST: Setting(18, 28, italic=True, role="ink_2"),
    BlockKind.BYLINE: Setting(15, 22, role="muted"),
    BlockKind.CAPTION: Setting(15, 22, italic=True, role="muted"),
    BlockKind.HEADING: Setting(20, 28, SEMIBOLD),
    BlockKind.LIST_ITEM: Setting(17, 0, indent=24),
    BlockKind.QUOTE: Setting(17, 0, role="ink_2", indent=20),
    BlockKind.CODE: Setting(14, 22, indent=12, fixed=True),
    BlockKind.TABLE_ROW: Setting(16, 26),
    BlockKind.PARAGRAPH: Setting(17, 0),
}
_LESSER_HEADING = Setting(17, 0, SEMIBOLD)


def setting_of(block: Block, px: int, line_height: float) -> Setting:
    """Return how a block is set when the text of paragraphs is `px` high."""
    k = px / BODY_PX
    plain = _SETTINGS[block.kind]
    if block.kind is BlockKind.HEADING and block.level > 2:
        plain = _LESSER_HEADING
    deep = 1 if block.kind is BlockKind.CODE else max(1, block.level)
    return replace(
        plain,
        px=round(plain.px * k),
        line=round(plain.line * k) or round(px * line_height),
        indent=round(plain.indent * k) * deep,
        spacing=plain.spacing * k,
    )


_ABOVE = {  # room above a block after a block of another kind, at 17 px
    BlockKind.STANDFIRST: 10,
    BlockKind.BYLINE: 12,
    BlockKind.HEADING: 22,
    BlockKind.LIST_ITEM: 10,
    BlockKind.CAPTION: 10,
    BlockKind.CODE: 22,
}
_AGAIN = {  # room between two blocks of the same kind
    BlockKind.LIST_ITEM: 6,
    BlockKind.QUOTE: 8,
    BlockKind.CODE: 0,
    BlockKind.TABLE_ROW: 2,
    BlockKind.HEADLINE: 4,
    BlockKind.BYLINE: 2,
}
_BELOW = {  # room that a block asks for below itself
    BlockKind.HEADLINE: 24,
    BlockKind.STANDFIRST: 28,
    BlockKind.BYLINE: 24,
    BlockKind.HEADING: 8,
    BlockKind.CAPTION: 20,
    BlockKind.CODE: 22,
}
_PARAGRAPHS = 16


def gap(above: BlockKind, below: BlockKind) -> float:
    """Return the room between two blocks that follow one another, at 17 px."""
    if above is below:
        return _AGAIN.get(below, _ABOVE.get(below, _PARAGRAPHS))
    if above is BlockKind.HEADING:
        return _BELOW[above]
    if above in (BlockKind.HEADLINE, BlockKind.STANDFIRST) and below in (
        BlockKind.STANDFIRST,
        BlockKind.BYLINE,
    ):
        return _ABOVE[below]
    return max(_BELOW.get(above, _PARAGRAPHS), _ABOVE.get(below, _PARAGRAPHS))


@lru_cache(maxsize=1)
def fixed_family() -> str:
    """Return the system's face with letters of equal width."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


def font_of(setting: Setting, theme: Theme) -> QFont:
    """Return the font of a block."""
    font = QFont(theme.serif(setting.px, setting.weight, setting.italic, setting.spacing))
    if setting.fixed:
        font.setFamily(fixed_family())
    return font


@lru_cache(maxsize=64)
def _ascent_descent(family: str, px: int, weight: int, italic: bool) -> tuple[float, float]:
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    metrics = QFontMetricsF(font)
    return metrics.ascent(), metrics.descent()


def ascent_descent(setting: Setting, theme: Theme) -> tuple[float, float]:
    """Return how far the block's face reaches above and below the baseline."""
    family = fixed_family() if setting.fixed else theme.fonts.serif
    return _ascent_descent(family, setting.px, int(setting.weight), setting.italic)


def _sunk(setting: Setting, theme: Theme) -> float:
    """Return how far Qt sets the lines below the middle of their height, where type belongs."""
    ascent, descent = ascent_descent(setting, theme)
    middle = (setting.line - ascent - descent) / 2 + ascent
    return setting.line * QT_BASELINE - middle


def make_document(
    text: str, blocks: Sequence[Block], positions: Positions, theme: Theme
) -> QTextDocument:
    """Return a document that holds exactly `text`, one block a line, set in the theme's faces."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(theme.serif(theme.fonts.text_px))
    body = setting_of(
        Block(BlockKind.PARAGRAPH, blocks[0].span), theme.fonts.text_px, theme.fonts.line_height
    )
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(_block_format(body, _PARAGRAPHS * theme.fonts.text_px / BODY_PX))
    cursor.insertText(text)
    dress(document, blocks, positions, theme)
    cursor.endEditBlock()
    if document.characterCount() - 1 != positions.units:
        message = f"Qt holds {document.characterCount() - 1} units of a text of {positions.units}"
        raise ValueError(message)
    return document


def dress(
    document: QTextDocument, blocks: Sequence[Block], positions: Positions, theme: Theme
) -> None:
    """Set all that is not a plain paragraph after a plain paragraph; colours are the theme's."""
    px, tall = theme.fonts.text_px, theme.fonts.line_height
    k = px / BODY_PX
    plain = setting_of(Block(BlockKind.PARAGRAPH, blocks[0].span), px, tall)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    above: Block | None = None
    for number, block in enumerate(blocks):
        usual = block.kind is BlockKind.PARAGRAPH and (
            above is not None and above.kind is BlockKind.PARAGRAPH
        )
        if not usual:
            setting = setting_of(block, px, tall)
            room = 0.0
            if above is not None:
                room = gap(above.kind, block.kind) * k
                room += _sunk(setting_of(above, px, tall), theme) - _sunk(setting, theme)
            cursor.setPosition(document.findBlockByNumber(number).position())
            cursor.setBlockFormat(_block_format(setting, room, block))
            if setting != plain:
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.setCharFormat(_char_format(setting, theme))
        for inline in block.inlines:
            _dress_inline(cursor, inline, positions, theme)
        above = block
    cursor.endEditBlock()


def _block_format(setting: Setting, room: float, block: Block | None = None) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLineHeight(setting.line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setTopMargin(room)
    if setting.indent:
        form.setLeftMargin(setting.indent)
        form.setRightMargin(0)
    if block is not None and block.kind is BlockKind.HEADLINE:
        form.setHeadingLevel(1)
    elif block is not None and block.kind is BlockKind.HEADING:
        form.setHeadingLevel(min(6, max(2, block.level)))
    return form


def _char_format(setting: Setting, theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font_of(setting, theme))
    if setting.role != "ink":
        form.setForeground(_role(theme, setting.role))
    return form


def _role(theme: Theme, role: str) -> QColor:
    return {"ink_2": theme.ink_2, "muted": theme.muted}[role]


def _dress_inline(cursor: QTextCursor, inline: Inline, positions: Positions, theme: Theme) -> None:
    start, end = positions.units_of(inline.span)
    if start == end:
        return
    form = QTextCharFormat()
    match inline.kind:
        case InlineKind.STRONG:
            form.setFontWeight(SEMIBOLD)
        case InlineKind.EMPHASIS:
            cursor.setPosition(end)
            form.setFontItalic(not cursor.charFormat().fontItalic())
        case InlineKind.CODE:
            form.setFontFamilies([fixed_family()])
            form.setProperty(
                QTextCharFormat.Property.FontPixelSize, round(theme.fonts.text_px * 0.88)
            )
        case InlineKind.LINK:
            form.setForeground(theme.accent)
            form.setFontUnderline(True)
            form.setUnderlineColor(theme.line_2)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(form)
