"""What the writer does, in words."""

from index.models import NewsChanged, Progress, WriterFailed
from index.models.feeds import FullText, PageFetched, RefreshReport
from tui.reading.work import Work


def test_a_refresh_says_how_far_it_is_and_what_stops_it() -> None:
    work = Work(refreshing=True).after(Progress(work="refreshing", done=12, total=200)).after(NewsChanged(added=3))
    assert work.in_words("R") == "refreshing 12 of 200, R stops"
    assert work.rested().in_words("R") == "refreshing, R stops"
    assert Work(refreshing=True, stopping=True).in_words("R") == "refreshing, stopping"
    assert work.after(RefreshReport()).in_words("R") == ""


def test_what_was_asked_for_is_said_until_it_is_there_or_failed() -> None:
    assert Work(adding="example.org").in_words() == "asking example.org for its feed"
    assert Work(adding="example.org").after(WriterFailed(sentence="No.")) == Work()
    fetching = Work(fetching="a1")
    assert fetching.after(NewsChanged(added=0)).in_words() == "fetching the full text"
    assert fetching.after(PageFetched(page=FullText(id="a1", revision=2))).in_words() == ""
