"""Tests of the models and their documents."""
