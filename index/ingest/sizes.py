"""How much is taken in at once; beyond it, it is no article and would only fill the memory."""

from typing import Final

MEBIBYTE: Final = 1024 * 1024
LONGEST_TEXT: Final = 4 * MEBIBYTE
"""Bytes of a text or Markdown file, characters of the text of any article: some 700,000 words. At 19 MB the index took
15 s, and the facts four and a half minutes."""
LONGEST_PAGE: Final = 15 * MEBIBYTE
"""Bytes of an HTML file, as for what is fetched."""
LONGEST_LINE: Final = 15 * MEBIBYTE
"""Bytes of one line of a JSON Lines file, after decompression."""


def in_mebibytes(size: int) -> str:
    """Return `size`, in bytes, for a sentence."""
    return f"{size // MEBIBYTE} MiB"
