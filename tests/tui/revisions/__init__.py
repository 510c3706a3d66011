"""Tests of the revisions screen."""
