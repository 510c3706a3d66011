"""What is said before the text: why two articles share so little, or that one has its words from the other."""

from collections import Counter
from collections.abc import Iterator

from index.models import CopiedRun
from tui.compare.compared import Compared, dated

_WORTH_SAYING = 0.05
"""The share of an article's words from which on it matters that another article has them word for word."""


def notes(compared: Compared, left: str, right: str, shared: int) -> Iterator[str]:
    """Yield sentences on two of the compared articles, of which so many sentences are `shared`."""
    names = compared.names
    bare = [names[article_id] for article_id in (left, right) if not compared.units[article_id]]
    if bare:
        yield f"{bare[0]} has no text." if len(bare) == 1 else "Neither of these two has any text."
        return
    languages = [compared.articles[article_id].language for article_id in (left, right)]
    if None not in languages and languages[0] != languages[1]:
        yield "These two are in different languages: their sentences cannot be matched, names and figures can."
    elif not shared:
        yield "No sentence of these two is told in the same words or nearly."
    if words := copied(compared, left, right):
        yield words


def copied(compared: Compared, left: str, right: str) -> str:
    """Say how much of one article stands word for word in the other, and who had it first; empty where it is little.

    Told of the article with the larger share, which is the one that the words are most of.
    """
    runs = [run for run in compared.comparison.copied if left in run.places and right in run.places]
    shares = {article_id: _share(compared, runs, article_id) for article_id in (left, right)}
    first = _first(runs)
    of = max((left, right), key=lambda article_id: (article_id != first, shares[article_id]))
    if max(shares.values()) < _WORTH_SAYING or shares[of] < _WORTH_SAYING:
        return ""
    other = right if of == left else left
    words = (
        f"{shares[of]:.0%} of {_possessive(compared.names[of])} words stand word for word in {compared.names[other]}"
    )
    if first is None:
        return f"{words}."
    day = dated(compared.articles[first])
    return f"{words}; {compared.names[first]} had them first{f', {day}' if day else ''}."


def _share(compared: Compared, runs: list[CopiedRun], article_id: str) -> float:
    """Return the share of an article's words that stand in `runs`."""
    if len(compared.ids) == 2:
        return compared.comparison.copied_share.get(article_id, 0.0)
    article = compared.articles[article_id]
    end = words = 0
    for span in sorted(run.places[article_id] for run in runs):
        words += len(article.text[max(span.start, end) : span.end].split())
        end = max(end, span.end)
    return min(words / article.words, 1.0) if article.words else 0.0


def _first(runs: list[CopiedRun]) -> str | None:
    """Return who published most of the words first; None where that cannot be said of most."""
    words: Counter[str | None] = Counter()
    for run in runs:
        words[run.first] += run.words
    return words.most_common(1)[0][0] if words else None


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
