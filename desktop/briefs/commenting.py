"""Comments: what the user said of exact words, put on those words, once, and never on others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.briefs.plain_words import initials, shortened
from desktop.briefs.sheet import Paragraph, Place, Remark, Role, Words
from desktop.briefs.sources import Source
from desktop.model.annotation import AnchorState, Annotation
from desktop.model.ids import AnnotationId, BriefItemId
from desktop.model.note import Note


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as its author wrote it."""

    uid: str
    author: str
    when: str
    text: str


def comments_on(annotation: Annotation, notes: Iterable[Note], author: str) -> list[Written]:
    """Return what is to be said on an annotation's words: its comment, then the notes tied to it."""
    out: list[Written] = []
    if annotation.comment.strip():
        when = annotation.modified or annotation.created
        out.append(Written(annotation.uid, author, when, annotation.comment.strip("\n")))
    tied = (n for n in notes if n.annotation_id == annotation.id)
    out.extend(
        Written(n.uid, author, n.modified or n.created, note_text(n))
        for n in sorted(tied, key=lambda n: (n.created, n.id))
    )
    return out


def note_text(note: Note) -> str:
    """Return a note as a comment: its title before the body, unless the body begins with it."""
    body = note.body.strip("\n")
    first = body.partition("\n")[0].lstrip("# ").strip()
    return body if not note.title or first == note.title else f"{note.title}\n{body}".rstrip("\n")


class Commenter:
    """Gathers the remarks of one brief, and warns of words that moved or were lost."""

    def __init__(self, notes: Sequence[Note], author: str) -> None:
        self._notes: dict[AnnotationId, list[Note]] = {}
        for note in notes:
            if note.annotation_id is not None:
                self._notes.setdefault(note.annotation_id, []).append(note)
        self._author = author
        self._put: set[AnnotationId] = set()
        self.remarks: list[Remark] = []
        self.warnings: list[str] = []

    def said(self, annotation: Annotation) -> list[Written]:
        """Return all that is said of an annotation's words."""
        return comments_on(annotation, self._notes.get(annotation.id, ()), self._author)

    def put(self, source: Source, annotation: Annotation, start: Place, end: Place) -> None:
        """Put what is said of an annotation between two places, unless it already stands elsewhere."""
        if annotation.id in self._put:
            return
        self._put.add(annotation.id)
        self.remarks.extend(
            Remark(w.uid, w.author, initials(w.author), w.when, w.text, start, end)
            for w in self.said(annotation)
        )
        if annotation.state in {AnchorState.MOVED, AnchorState.REVIEW}:
            words = shortened(annotation.span.of(source.text), 60)
            self.warnings.append(
                f"The highlight “{words}” was moved to a newer version of its source: please check it."
            )

    def lost(self, source: Source, annotation: Annotation, item: BriefItemId) -> Paragraph:
        """Return what is said of words that are no longer in the text, so that none of it is dropped."""
        words = shortened(annotation.quote.exact, 80)
        title = shortened(source.material.article.details.title, 60)
        self.warnings.append(
            f"The highlight “{words}” in “{title}” has lost its words; it stands after the text."
        )
        told = "\n".join(" ".join(w.text.split()) for w in self.said(annotation))
        content = (
            Words("Not in this version of the text: ", strong=True),
            Words(f"“{words}”"),
            Words(f" — {told}" if told else ""),
        )
        return Paragraph(content, Role.SMALL, item=item)
