"""The pages of the settings: reading, shortcuts, the library. Every change takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontDatabase,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.model.annotation import Colour
from desktop.settings import LineHeight, MarginNotes, Settings, ThemeChoice
from desktop.ui.commands import COMMANDS, Command, Commands, Group, key_names, translated, words_of
from desktop.ui.preferences import Preferences
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import Pressable, PushButton
from desktop.ui.widgets.choices import Choice, Segmented, Slider, Switch
from desktop.ui.widgets.labels import Words, key_cap_size, paint_key_cap
from desktop.ui.widgets.paint import round_box, text_lines

NARROW_LABELS, WIDE = 120, 500
LABELS, SAMPLE, SAMPLE_LEAST = 236, 452, 240


class SettingsPage(QWidget):
    """Rows of a name and what is chosen, with a line under each."""

    def __init__(self, hub: ThemeHub, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.title, self.icon = title, icon
        self.words: list[str] = [title]
        self._places: list[QWidget] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def add_row(self, name: str, chosen: QWidget, hint: str = "") -> None:
        """Put a row under the others."""
        self.words += [name, hint]
        row = QHBoxLayout()
        row.setContentsMargins(0, 14, 0, 14)
        row.setSpacing(8)
        said = QVBoxLayout()
        said.setSpacing(0)
        label = Words(self._hub, name, self, weight=SEMIBOLD)
        said.addWidget(label)
        if hint:
            said.addWidget(Words(self._hub, hint, self, px=13, role="muted", wrap=True))
        said.addStretch(1)
        place = QWidget(self)
        place.setFixedWidth(LABELS)
        self._places.append(place)
        place.setLayout(said)
        said.setContentsMargins(0, 1, 0, 0)
        row.addWidget(place)
        row.addWidget(chosen, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.column.addWidget(Ground(self._hub, "line", self, height=1))

    def fit(self, width: int) -> None:
        """Give the names less room where there is little."""
        for place in self._places:
            place.setFixedWidth(LABELS if width >= WIDE else NARROW_LABELS)

    def show_settings(self, settings: Settings) -> None:
        """Show what holds now."""


class _Sample(QWidget):
    """A few lines in the face, size, width and height chosen, with a name and a highlight in them."""

    TEXT = (
        "Carriers on the lake line answered the port within the hour. "
        "Nobody had asked them before the winter of 2019."
    )
    MARKED = "answered the port within the hour"

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setMinimumWidth(SAMPLE_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Sample"))
        hub.changed.connect(self._restyle)
        self._restyle(hub.theme)

    def _lines(self) -> list[str]:
        theme = self._hub.theme
        return text_lines(self.TEXT, theme.serif(theme.fonts.text_px), self.width() - 40, 6)

    def sizeHint(self) -> QSize:
        theme = self._hub.theme
        leading = theme.fonts.text_px * theme.fonts.line_height
        return QSize(SAMPLE, round(len(self._lines()) * leading) + 30)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the lines need in this width."""
        super().resizeEvent(event)
        self.setFixedHeight(self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._hub.theme, QPainter(self)
        round_box(painter, QRectF(self.rect()), 8, theme.paper, theme.line_2)
        font = theme.serif(theme.fonts.text_px)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        leading = theme.fonts.text_px * theme.fonts.line_height
        marked = set(self.MARKED.split())
        for number, line in enumerate(self._lines()):
            box = QRectF(20, 15 + number * leading, self.width() - 40, leading)
            at = line.find(self.MARKED.split()[0])
            end = max((line.find(word) + len(word) for word in marked if word in line), default=0)
            if at >= 0 and end > at:
                x = metrics.horizontalAdvance(line[:at])
                wide = metrics.horizontalAdvance(line[at:end])
                fill = QRectF(box.x() + x - 2, box.y() + 2, wide + 4, leading - 4)
                round_box(painter, fill, 3, theme.highlight_fill(Colour.AMBER))
            painter.setPen(theme.ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)

    def _restyle(self, _theme: Theme) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.update()


class _Measured(QWidget):
    """A slider with its value beside it."""

    changed = Signal(int)

    def __init__(
        self, hub: ThemeHub, name: str, low: int, high: int, unit: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._unit = unit
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.slider = Slider(hub, name, low, high, self)
        self._said = Words(hub, "", self, px=13, role="muted", figures=True)
        row.addWidget(self.slider)
        row.addWidget(self._said)
        self.slider.valueChanged.connect(self._hear)

    def show_value(self, value: int) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(False)
        self._said.setText(f"{value}{self._unit}")

    def _hear(self, value: int) -> None:
        self._said.setText(f"{value}{self._unit}")
        self.changed.emit(value)


class ReadingPage(SettingsPage):
    """Theme, faces, sizes, lists, margin notes, names."""

    def __init__(
        self, hub: ThemeHub, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(hub, "", "type", parent)
        self.title = self.tr("Reading")
        self._preferences = preferences
        tr = self.tr
        self.theme = Segmented(
            hub,
            [("system", tr("System")), ("light", tr("Light")), ("dark", tr("Dark"))],
            tr("Theme"),
            self,
        )
        self.face = Choice(hub, tr("Reading face"), self)
        self.face.setFixedWidth(240)
        self.face.addItems(_faces(hub.theme.fonts.serif))
        self.type_size = _Measured(hub, tr("Type size"), 14, 26, " px", self)
        self.width_of_line = _Measured(hub, tr("Line width"), 48, 80, "", self)
        self.height_of_line = Segmented(
            hub,
            [("tight", tr("Tight")), ("normal", tr("Normal")), ("open", tr("Open"))],
            tr("Line height"),
            self,
        )
        self.lists = Segmented(
            hub, [("roomy", tr("Roomy")), ("dense", tr("Dense"))], tr("Lists"), self
        )
        self.notes = Segmented(
            hub,
            [("words", tr("Words")), ("dots", tr("Dots")), ("off", tr("Off"))],
            tr("Margin notes"),
            self,
        )
        names = QWidget(self)
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.marked = Switch(hub, tr("Tint and underline"), names)
        self.ctrl = Switch(hub, tr("Card on hover only with Ctrl held"), names)
        column.addWidget(self.marked)
        column.addWidget(self.ctrl)
        self.add_row(tr("Theme"), self.theme, tr("Follows the system unless you choose"))
        self.add_row(tr("Reading face"), self.face)
        self.add_row(tr("Type size"), self.type_size)
        self.add_row(tr("Line width"), self.width_of_line, tr("Characters in a line"))
        self.add_row(tr("Line height"), self.height_of_line)
        self.add_row(tr("Sample"), _Sample(hub, self))
        self.add_row(tr("Lists"), self.lists, tr("Dense rows leave out standfirst and names"))
        self.add_row(tr("Margin notes"), self.notes, tr("Dots when there is no room"))
        self.add_row(tr("Names in the text"), names)
        self.column.addStretch(1)
        self._wire()

    def show_settings(self, settings: Settings) -> None:
        """Show what holds now."""
        self.theme.choose(settings.theme.value)
        self.type_size.show_value(settings.type_size)
        self.width_of_line.show_value(settings.line_width)
        self.height_of_line.choose(settings.line_height.value)
        self.lists.choose("dense" if settings.dense_lists else "roomy")
        self.notes.choose(settings.margin_notes.value)
        for widget, on in (
            (self.marked, settings.names_marked),
            (self.ctrl, settings.card_needs_ctrl),
        ):
            widget.blockSignals(True)
            widget.setChecked(on)
            widget.blockSignals(False)
        self.face.blockSignals(True)
        self.face.setCurrentText(settings.reading_face or self._hub.theme.fonts.serif)
        self.face.blockSignals(False)

    def _wire(self) -> None:
        self.theme.chosen.connect(self._take_theme)
        self.face.currentTextChanged.connect(self._take_face)
        self.type_size.changed.connect(self._take_size)
        self.width_of_line.changed.connect(self._take_width)
        self.height_of_line.chosen.connect(self._take_height)
        self.lists.chosen.connect(self._take_lists)
        self.notes.chosen.connect(self._take_notes)
        self.marked.toggled.connect(self._take_marked)
        self.ctrl.toggled.connect(self._take_ctrl)

    def _take_theme(self, key: str) -> None:
        self._preferences.change(theme=ThemeChoice(key))

    def _take_face(self, face: str) -> None:
        self._preferences.change(reading_face=face)

    def _take_size(self, px: int) -> None:
        self._preferences.change(type_size=px)

    def _take_width(self, characters: int) -> None:
        self._preferences.change(line_width=characters)

    def _take_height(self, key: str) -> None:
        self._preferences.change(line_height=LineHeight(key))

    def _take_lists(self, key: str) -> None:
        self._preferences.change(dense_lists=key == "dense")

    def _take_notes(self, key: str) -> None:
        self._preferences.change(margin_notes=MarginNotes(key))

    def _take_marked(self, on: bool) -> None:
        self._preferences.change(names_marked=on)

    def _take_ctrl(self, on: bool) -> None:
        self._preferences.change(card_needs_ctrl=on)


def _faces(shipped: str) -> list[str]:
    """Offer the shipped serif first, then the system's faces with serifs that are known to read well."""
    known = (
        "Source Serif 4", "Literata", "Charter", "Georgia", "Palatino Linotype", "Cambria",
        "Liberation Serif", "DejaVu Serif", "Noto Serif", "Times New Roman",
    )  # fmt: skip
    there = set(QFontDatabase.families())
    return [shipped, *(face for face in known if face in there)]


class _KeyButton(Pressable):
    """The keys of a command; pressed, it waits for new ones."""

    taken = Signal(str, str)
    """The command's id, and the new keys; empty for none."""

    def __init__(
        self, hub: ThemeHub, commands: Commands, command: Command, parent: QWidget
    ) -> None:
        self._waits = False
        super().__init__(hub, words_of(command), parent)
        self._commands, self._command = commands, command
        self.setFixedHeight(28)
        self.clicked.connect(self._wait)

    def sizeHint(self) -> QSize:
        return QSize(180, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        if self._waits:
            round_box(painter, QRectF(self.rect()), 6, theme.selected_focus, theme.accent)
            painter.setFont(theme.sans(13))
            painter.setPen(theme.ink)
            said = self.tr("Press the keys; Esc leaves, ⌫ takes away")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, said)
            return
        tint = self._tint()
        if tint is not None:
            round_box(painter, QRectF(self.rect()), 6, tint)
        right = self.width() - 8.0
        for keys in reversed(self._commands.keys(self._command.id)):
            cap = key_names(keys)[0]
            size = key_cap_size(theme, cap)
            right -= size.width()
            paint_key_cap(painter, theme, QRectF(right, 4, size.width(), 20), cap)
            right -= 6

    def event(self, event: QEvent) -> bool:
        """Keep the keys from doing what they do while it waits for them."""
        if self._waits and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys."""
        if not self._waits:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta):
            return
        self._waits = False
        if key == Qt.Key.Key_Backspace:
            self.taken.emit(self._command.id, "")
        elif key != Qt.Key.Key_Escape:
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.text() in "?/+=-[],." and event.text():
                modifiers &= ~Qt.KeyboardModifier.ShiftModifier
            keys = QKeySequence(event.keyCombination() if not modifiers else modifiers | key)
            self.taken.emit(self._command.id, keys.toString())
        self.update()

    def _wait(self) -> None:
        self._waits = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()


class ShortcutsPage(SettingsPage):
    """Every command with its keys, which can be pressed anew."""

    def __init__(
        self,
        hub: ThemeHub,
        preferences: Preferences,
        commands: Commands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(hub, "", "keyboard", parent)
        self.title = self.tr("Shortcuts")
        self._preferences, self._commands = preferences, commands
        self._said = Words(
            hub,
            self.tr("Press a line's keys to change them."),
            self,
            px=13,
            role="muted",
            wrap=True,
        )
        self.column.addWidget(self._said)
        self.column.addSpacing(8)
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        number = 0
        for group in Group:
            held = [command for command in COMMANDS if command.group is group]
            if not held:
                continue
            head = Words(hub, translated(group), inner, px=12, weight=SEMIBOLD, role="muted")
            head.setContentsMargins(0, 12, 0, 4)
            grid.addWidget(head, number, 0)
            number += 1
            for command in held:
                self.words.append(words_of(command))
                grid.addWidget(Words(hub, words_of(command), inner), number, 0)
                button = _KeyButton(hub, commands, command, inner)
                button.taken.connect(self._take)
                grid.addWidget(button, number, 1)
                number += 1
        scroll = QScrollArea(self)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        scroll.setWidget(inner)
        self.column.addWidget(scroll, 1)

    def _take(self, name: str, keys: str) -> None:
        other = self._commands.clash(name, keys) if keys else None
        if other is not None:
            self._said.setText(
                self.tr("{keys} already means “{command}”. Change that one first.").format(
                    keys=key_names(keys)[0], command=words_of(other)
                )
            )
            self._said.set_role("bad")
            return
        own = self._commands.set_keys(name, (keys,) if keys else ())
        self._preferences.change(shortcuts=own)
        self._said.setText(self.tr("Press a line's keys to change them."))
        self._said.set_role("muted")


class LibraryPage(SettingsPage):
    """Where the library lies, and opening another."""

    library_asked = Signal()
    backup_asked = Signal()

    def __init__(self, hub: ThemeHub, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(hub, "", "archive", parent)
        self.title = self.tr("Library and backup")
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        path = Words(hub, folder, place, wrap=True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        path.setMinimumWidth(420)
        column.addWidget(path)
        other = PushButton(hub, self.tr("Open another library…"), place)
        other.clicked.connect(self.library_asked)
        column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_row(self.tr("Library"), place, self.tr("Everything of yours is in this folder"))
        back = PushButton(hub, self.tr("Back up now…"), self)
        back.clicked.connect(self.backup_asked)
        self.add_row(self.tr("Backup"), back, self.tr("One file with all but the search index"))
        privacy = Words(
            hub,
            self.tr(
                "Carrel uses no network unless you give it an address. Names are found on this "
                "computer; nothing is sent anywhere."
            ),
            self,
            px=13,
            role="muted",
            wrap=True,
        )
        privacy.setMinimumWidth(420)
        self.add_row(self.tr("Privacy"), privacy)
        self.column.addStretch(1)
