"""Which addresses may be given to the browser."""

import pytest

from tui.reading.links import can_be_opened


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://", "mailto:a@example.org", "http://[", "--help", ""]
)
def test_only_the_web_is_opened(url: str) -> None:
    assert not can_be_opened(url)


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "http://example.org"])
def test_the_web_is_opened(url: str) -> None:
    assert can_be_opened(url)
