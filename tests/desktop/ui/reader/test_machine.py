"""Anything a reader may do, in any order: what is shown, painted and kept stays of one mind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from pytestqt.qtbot import QtBot

from desktop.library.library import Library
from desktop.model.annotation import Colour
from desktop.model.entity import EntityKind
from desktop.model.spans import Span
from desktop.ui.positions import trimmed
from desktop.ui.reader.painting import bars
from desktop.ui.theme import ThemeHub
from tests.desktop.ui.reader.articles import keep_article
from tests.desktop.ui.reader.conftest import Desk

pytestmark = pytest.mark.gui


def machine_with(qtbot: QtBot) -> type[RuleBasedStateMachine]:
    """Return a machine whose windows belong to the test."""

    class Reading(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.folder = tempfile.TemporaryDirectory()
            self.library = Library.open(Path(self.folder.name) / "library")
            self.article = keep_article(self.library)
            self.desk = Desk(qtbot, self.library, ThemeHub("light"))
            self.desk.open(self.article)
            self.marked: list[tuple[Span, Colour]] = []

        def teardown(self) -> None:
            self.desk.close()
            self.desk.window.close()
            self.library.close()
            self.folder.cleanup()

        @rule(data=st.data(), colour=st.sampled_from(list(Colour)))
        def highlight(self, data: st.DataObject, colour: Colour) -> None:
            text = self.desk.text
            start = data.draw(st.integers(0, len(text) - 1))
            span = Span(start, data.draw(st.integers(start + 1, min(len(text), start + 200))))
            neat = trimmed(text, span)
            self.desk.view.select(span)
            self.desk.reader.marking.take_colour(colour)
            self.desk.settle()
            if neat:
                self.marked = [(s, c) for s, c in self.marked if s != neat] + [(neat, colour)]
            self.desk.view.clear_selection()
            self.desk.view.showing.annotation = None

        @rule(kinds=st.sets(st.sampled_from(list(EntityKind))))
        def switch_kinds(self, kinds: set[EntityKind]) -> None:
            self.desk.reader.look.show_kinds(frozenset(kinds))

        @rule(step=st.sampled_from([1, -1]))
        def step_entity(self, step: int) -> None:
            self.desk.reader.going.step_entity(step)
            showing, page = self.desk.view.showing, self.desk.reader.page
            assert page is not None
            if showing.mention is not None and not self.desk.view.selected:
                rect = self.desk.view.rect_of(page.mentions[showing.mention].span)
                assert self.desk.view.viewport().rect().intersects(rect)

        @rule(step=st.sampled_from([1, -1]))
        def step_highlight(self, step: int) -> None:
            self.desk.reader.going.step_annotation(step)

        @rule()
        def remove(self) -> None:
            current = self.desk.reader.marking.current()
            self.desk.reader.remove()
            self.desk.settle()
            if current is not None:
                self.marked = [(s, c) for s, c in self.marked if s != current.span]

        @rule(wide=st.integers(420, 1300), high=st.integers(300, 900))
        def resize(self, wide: int, high: int) -> None:
            self.desk.window.resize(wide, high)

        @rule()
        def switch_theme(self) -> None:
            self.desk.hub.switch()

        @rule(share=st.floats(0, 1))
        def scroll(self, share: float) -> None:
            bar = self.desk.view.bar
            bar.setValue(round(bar.maximum() * share))

        @rule(words=st.sampled_from(["", "the", "Gdansk", "🙂", "zebra"]))
        def seek(self, words: str) -> None:
            self.desk.reader.seeking.open()
            self.desk.reader.seeking.bar.field.setText(words)
            self.desk.reader.seeking.close()
            self.desk.view.clear_selection()

        @invariant()
        def what_is_shown_is_what_is_kept(self) -> None:
            page, view = self.desk.reader.page, self.desk.view
            assert page is not None
            shown = sorted((a.span, a.colour) for a in page.annotations)
            assert shown == sorted(self.marked)
            with self.library.reading() as rows:
                kept = rows.annotations.of_article(self.article.id)
            assert sorted((a.span, a.colour) for a in kept) == shown
            assert view.document().characterCount() - 1 == page.positions.units

        @invariant()
        def it_can_be_painted(self) -> None:
            view = self.desk.view
            assert not view.viewport().grab().isNull()
            scene = view.scene()
            assert scene is not None
            in_view = {i for block in scene.blocks for i, spans in block.marks.highlights if spans}
            assert {index for index, _ in bars(scene)} == in_view
            assert 0 <= view.bar.value() <= view.bar.maximum()
            assert view.column.left + view.column.width <= view.viewport().width() + 1

    return Reading


def test_anything_in_any_order(qtbot: QtBot) -> None:
    run_state_machine_as_test(
        machine_with(qtbot),
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
