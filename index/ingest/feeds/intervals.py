"""How often a feed asks to be fetched."""

from typing import Final

# https://web.resource.org/rss/1.0/modules/syndication/
_PERIODS: Final = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def interval(ttl: str, period: str, often: str) -> int | None:
    """Return the seconds between two fetches that a feed asks for, the longer where it says so twice, or None.

    `ttl` is in minutes; `period` and `often` are `updatePeriod` and `updateFrequency`, each empty where it is absent.
    """
    asked = int(ttl) * 60 if _is_number(ttl) else 0
    if seconds := _PERIODS.get(period.strip().lower()):
        asked = max(asked, seconds // max(int(often), 1) if _is_number(often) else seconds)
    return asked or None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 7
