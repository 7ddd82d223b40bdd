"""What ISO 29500-1 says of the order of properties and of their values, as far as briefs use them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

ORDER: Final = MappingProxyType(
    {
        "rPr": (
            "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
            "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
            "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
        ),
        "pPr": (
            "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
            "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
            "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
            "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
            "rPr sectPr pPrChange"
        ),
        "tblPr": (
            "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
            "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
            "tblDescription tblPrChange"
        ),
        "tcPr": (
            "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
            "vAlign hideMark headers cellIns cellDel cellMerge tcPrChange"
        ),
        "sectPr": (
            "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
            "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
            "docGrid printerSettings sectPrChange"
        ),
        "pBdr": "top left bottom right between bar",
        "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
        "style": (
            "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
            "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
            "tblStylePr"
        ),
    }
)
RANKS: Final = MappingProxyType(
    {
        parent: MappingProxyType({name: rank for rank, name in enumerate(order.split())})
        for parent, order in ORDER.items()
    }
)
"""For each parent, the place of each child; a child may be repeated."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LINES: Final = _words(
    "nil none single thick double dotted dashed dotDash dotDotDash triple wave doubleWave "
    "dashSmallGap inset outset"
)
_WIDTHS: Final = _words("nil pct dxa auto")

VALUES: Final = MappingProxyType(
    {
        ("u", "val"): _words(
            "single words double thick dotted dottedHeavy dash dashedHeavy dashLong dashLongHeavy "
            "dotDash dashDotHeavy dotDotDash dashDotDotHeavy wave wavyHeavy wavyDouble none"
        ),
        ("jc", "val"): _words(
            "start center end both mediumKashida distribute numTab highKashida lowKashida "
            "thaiDistribute left right"
        ),
        ("tab", "val"): _words("clear start center end decimal bar num left right"),
        ("tab", "leader"): _words("none dot hyphen underscore heavy middleDot"),
        ("fldChar", "fldCharType"): _words("begin separate end"),
        ("vertAlign", "val"): _words("baseline superscript subscript"),
        ("spacing", "lineRule"): _words("auto exact atLeast"),
        ("shd", "val"): frozenset(
            {"nil", "clear", "solid", "horzStripe", "vertStripe", "diagStripe", "diagCross"}
            | {
                f"pct{n}"
                for n in (5, 10, 12, 15, 20, 25, 30, 35, 37, 40, 45, 50, 55, 60, 62, 65, 70)
            }
            | {f"pct{n}" for n in (75, 80, 85, 87, 90, 95)}
        ),
        ("tblW", "type"): _WIDTHS,
        ("tcW", "type"): _WIDTHS,
        ("tblInd", "type"): _WIDTHS,
        ("tblLayout", "type"): frozenset({"fixed", "autofit"}),
        ("top", "val"): _LINES,
        ("bottom", "val"): _LINES,
        ("left", "val"): _LINES,
        ("right", "val"): _LINES,
        ("insideH", "val"): _LINES,
        ("insideV", "val"): _LINES,
        ("br", "type"): frozenset({"page", "column", "textWrapping"}),
        ("suff", "val"): frozenset({"tab", "space", "nothing"}),
        ("highlight", "val"): _words(
            "black blue cyan green magenta red yellow white darkBlue darkCyan darkGreen darkMagenta "
            "darkRed darkYellow darkGray lightGray none"
        ),
    }
)
"""What an attribute of an element may say, where a wrong word makes Word refuse the file."""
