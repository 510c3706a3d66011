"""Tests of reports side by side."""
