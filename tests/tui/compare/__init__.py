"""Tests of the comparison screen."""
