"""The library: everything about articles, nothing about screens.

Callers come in by `index.library` and speak in the models of `index.models`.
"""
