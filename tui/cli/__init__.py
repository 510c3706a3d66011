"""The command line: everything the reader can do with a library, without the terminal UI.

Nothing here imports textual, and no module imports pydantic, rich or the library before a command runs, so that
`--help` answers at once.
"""
