"""One family of icons, kept as SVG under the resource folder `icons` and drawn in the colour asked for."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.resources import resource

SMALL = 16  # at this size and below the stroke is a little stronger


@cache
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    svg = _svg(name).replace("currentColor", colour.name())
    if size <= SMALL:
        svg = svg.replace('stroke-width="1.5"', 'stroke-width="1.7"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a pixmap of `size` points at a device pixel ratio."""
    return _pixmap(name, colour.rgba(), size, ratio)


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon in the middle of `rect`, as large as its smaller side."""
    size = int(min(rect.width(), rect.height()))
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    corner = QPointF(
        round(rect.x() + (rect.width() - size) / 2), round(rect.y() + (rect.height() - size) / 2)
    )
    painter.drawPixmap(corner, icon_pixmap(name, colour, size, ratio))


@lru_cache(maxsize=512)
def _icon(name: str, rgba: int, size: int) -> QIcon:
    made = QIcon()
    ratios = {1.0, 2.0}
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        ratios.add(app.devicePixelRatio())
    for ratio in sorted(ratios):
        made.addPixmap(icon_pixmap(name, QColor.fromRgba(rgba), size, ratio))
    return made


def icon(name: str, colour: QColor, size: int = 18) -> QIcon:
    """Return the icon for Qt's own buttons and menus; delegates use `paint_icon`."""
    return _icon(name, colour.rgba(), size)
