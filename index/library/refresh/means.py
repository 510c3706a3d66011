"""By what feeds and pages are asked for, read and taken in during one run."""

import asyncio
from typing import Generic, NamedTuple, TypeVar

from index.ingest.fetching.fetcher import Fetcher
from index.library.refresh.helping import Help
from index.library.refresh.intake import Intake

_Item = TypeVar("_Item")


class Means(NamedTuple, Generic[_Item]):
    """What every request of a run shares; `room` bounds how many are between being asked for and being taken in."""

    fetcher: Fetcher
    reader: Help
    intake: Intake[_Item]
    room: asyncio.Semaphore
