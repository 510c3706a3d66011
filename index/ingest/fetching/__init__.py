"""Fetching: what an address on the web holds, had politely and within bounds, or a sentence on why it was not had.

It knows nothing of feeds or of the store. `fetcher.Fetcher` is the way in; it is imported where it is needed, since
the HTTP library takes longer to load than all the rest of Crossread.
"""

from index.ingest.fetching.outcomes import Failed, Gone, Had, NotModified, Outcome
from index.ingest.fetching.requests import Authorisation, Request, split_credentials

__all__ = [
    "Authorisation",
    "Failed",
    "Gone",
    "Had",
    "NotModified",
    "Outcome",
    "Request",
    "split_credentials",
]
