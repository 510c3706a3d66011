"""The parts of the reading screen that need no terminal."""
