"""Tests of the library: all parts together, without a screen."""
