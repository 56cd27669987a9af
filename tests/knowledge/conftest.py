"""Property tests run the same everywhere: no time limit that a busy machine could miss, no files left behind."""

from hypothesis import settings

settings.register_profile("knowledge", deadline=None, database=None)
settings.load_profile("knowledge")
