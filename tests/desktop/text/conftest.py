"""The tests of this room measure no time: other work on the machine may slow any single example."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
