"""`make pictures`: the pictures of the screen in docs/, drawn by the program itself on the sample articles."""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from index.library import Library
from tui.app import Crossread

DOCS = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (130, 36)
_WEB_FONT = re.compile(r""",\s*url\("https:[^)]*\)\s*format\("[^)]*\)""")
# Keys from the first screen to each picture; the samples are from June 2025, and so is the clock.
PICTURES = {
    "reading": ("j", "j", "j", "enter"),
    "search": ("slash", *"stargate"),
    "compare": ("slash", *"since", "enter", "space", "space", "c", "right_square_bracket"),
    "facts": ("space", "space", "space", "space", "space", "c", "2"),
    "disagreements": ("space", "space", "space", "space", "space", "c", "3"),
}


def _clock() -> datetime:
    """Return the time at which all pictures are taken."""
    return datetime(2025, 6, 14, 12, 0, tzinfo=UTC)


async def _draw(library: Library, name: str, keys: tuple[str, ...]) -> None:
    """Press the keys and keep what is on the screen then."""
    app = Crossread(library, clock=_clock)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.3)
        await pilot.pause(1.0)
        drawn = app.export_screenshot(title="Crossread", simplify=True)
        # Whoever looks at a picture should not have to fetch a font for it.
        (DOCS / f"{name}.svg").write_text(_WEB_FONT.sub("", drawn), encoding="utf-8")


def main() -> None:
    """Draw every picture, each on a library of its own."""
    DOCS.mkdir(parents=True, exist_ok=True)
    for name, keys in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            library = Library.open(Path(folder))
            library.import_samples()
            library.derive_facts()
            asyncio.run(_draw(library, name, keys))
            library.close()


if __name__ == "__main__":
    main()
