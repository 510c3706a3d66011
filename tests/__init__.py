"""Tests; the folders mirror index/ and tui/."""
