"""A comparison to take along: one file for a browser, for a text editor, or for another program.

Pure functions of models, no library and no disk: the face may call them as freely as it uses the models.
"""

from index.export.export import Format, export

__all__ = ["Format", "export"]
