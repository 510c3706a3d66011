"""Tests of the shared painting."""
