"""The face: the terminal reader and the command line. It reaches the library through `index.library` alone."""
