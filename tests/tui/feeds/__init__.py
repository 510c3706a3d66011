"""Tests of the feeds screen."""
