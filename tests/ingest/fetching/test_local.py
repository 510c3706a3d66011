"""Feeds in files: regular ones, of this computer, and not too large."""

import os
from pathlib import Path

import pytest

from index.ingest.fetching import Failed, Had, NotModified, Request
from index.ingest.fetching.fetcher import Fetcher


async def test_a_file_is_read_where_it_was_typed(tmp_path: Path, fetcher: Fetcher) -> None:
    file = tmp_path / "my feed.xml"
    file.write_bytes(b"<rss/>")
    had = await fetcher.fetch(Request(file.as_uri(), typed=True))
    assert isinstance(had, Had)
    assert had.body == b"<rss/>"
    assert isinstance(await fetcher.fetch(Request(file.as_uri(), typed=True, digest=had.digest)), NotModified)


@pytest.mark.parametrize(
    "url", ["file://elsewhere/feed.xml", "file:", "file:///no/such/feed.xml", "file://[/a", "file:///a%00b"]
)
async def test_what_cannot_be_read_is_a_sentence(fetcher: Fetcher, url: str) -> None:
    outcome = await fetcher.fetch(Request(url, typed=True))
    assert isinstance(outcome, Failed)
    assert not outcome.temporary


async def test_a_pipe_a_folder_and_a_device_are_no_files(tmp_path: Path, fetcher: Fetcher) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path(os.devnull)):
        outcome = await fetcher.fetch(Request(path.as_uri(), typed=True))
        assert isinstance(outcome, Failed)


async def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(bytes(1024 * 1024 + 1))
    async with Fetcher(longest=1024 * 1024) as fetcher:
        outcome = await fetcher.fetch(Request(file.as_uri(), typed=True))
        assert isinstance(outcome, Failed)
        assert "1 MiB" in outcome.sentence
