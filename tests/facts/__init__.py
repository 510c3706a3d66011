"""Tests of index.facts."""
