"""Names for whole numbers, so that an article's id is never taken for a note's."""

from typing import NewType

ArticleId = NewType("ArticleId", int)
VersionId = NewType("VersionId", int)
AnnotationId = NewType("AnnotationId", int)
NoteId = NewType("NoteId", int)
EntityId = NewType("EntityId", int)
MentionId = NewType("MentionId", int)
CollectionId = NewType("CollectionId", int)
BriefId = NewType("BriefId", int)
BriefItemId = NewType("BriefItemId", int)
StepId = NewType("StepId", int)
"""One undoable step of the history."""
