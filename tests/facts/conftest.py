"""Settings of the tests of facts."""

from hypothesis import settings

# What is asserted never depends on the clock: the first example of all loads the tagger's weights.
settings.register_profile("facts", deadline=None)
settings.load_profile("facts")
