"""Tags: words that the user hangs on articles, highlights and notes; case and accents do not part them."""

from __future__ import annotations


class Tags:
    """All tags of the library, whatever they hang on."""

    def names(self) -> tuple[str, ...]:
        """Return the tags in use anywhere outside the trash, in order of name."""
        raise NotImplementedError

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return the tags of articles outside the trash with their numbers, in order of name."""
        raise NotImplementedError

    def starting(self, typed: str, *, limit: int = 8) -> tuple[str, ...]:
        """Return tags in use with a word that begins so, the most used first."""
        raise NotImplementedError
