"""The shipped recogniser, loaded once, and the same without its tagger."""

from __future__ import annotations

import pytest

from desktop.entities.lexicon import Lexicon
from desktop.entities.recognise import Recogniser
from desktop.resources import resource


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load(resource("entities"))


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    return Recogniser.load()


@pytest.fixture(scope="session")
def rules_alone(lexicon: Lexicon) -> Recogniser:
    return Recogniser(lexicon)
