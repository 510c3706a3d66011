"""An article made by hand that changed four times: all that the revisions screen needs of a library."""

from datetime import timedelta

from index.compare.revisions import RevisionText, diff
from index.models import Article, Revision, RevisionDiff
from tests.compare.making import NOON, article

_FIRST = """The council of Quito weighed a new bridge on Monday, two people said.
The deal is worth $3 billion. Work is to begin in May and to last about 4 years.
Mayor Pabel Muñoz did not answer questions. The vote will come in June.
The old bridge, built in 1958, carries 40,000 cars a day. Engineers closed one lane in March.
An old study of the river was cited."""
_OLD, _LANE = (
    "The old bridge, built in 1958, carries 40,000 cars a day.",
    "Engineers closed one lane in March.",
)
_SECOND = _FIRST.replace("$3", "$4.2")
_THIRD = _SECOND.replace("An old study of the river was cited.", "Nobody expects the lane to open before winter.")
_FOURTH = _THIRD.replace(f"{_OLD} {_LANE}", f"{_LANE} {_OLD.replace('1958', '1956')}").replace("weighed", "approved")
_FIFTH = _FOURTH.replace("June", "July").replace("Mayor Pabel Muñoz did not answer questions. ", "")
_WEIGHS = "Quito weighs a new bridge"
_APPROVES = "Quito approves a new bridge"
TEXTS = ((_WEIGHS, _FIRST), (_WEIGHS, _SECOND), (_WEIGHS, _THIRD), (_APPROVES, _FOURTH), (_APPROVES, _FIFTH))


class Changing:
    """One article of several revisions, two hours apart."""

    def __init__(self, texts: tuple[tuple[str, str], ...] = TEXTS) -> None:
        self._marks = tuple(
            Revision(revision=number, fetched=NOON + timedelta(hours=2 * number), title=title)
            for number, (title, _) in enumerate(texts, 1)
        )
        self._texts = tuple(text for _, text in texts)
        self.compared: list[tuple[int, int]] = []
        """Which revisions were compared, in order."""

    def article(self, article_id: str, revision: int | None = None) -> Article:
        """Return a revision."""
        number = len(self._texts) if revision is None else revision
        mark = self._marks[number - 1]
        made = article(article_id, self._texts[number - 1])
        return made.model_copy(update={"title": mark.title, "revision": number})

    def revisions(self, article_id: str) -> tuple[Revision, ...]:
        """Return the marks, the oldest first."""
        del article_id
        return self._marks

    def diff(self, article_id: str, from_: int | None = None, to: int | None = None) -> RevisionDiff:
        """Compare two revisions, by default the last two: all are of one origin."""
        to = to or len(self._texts)
        from_ = from_ or to - 1
        self.compared.append((from_, to))
        sides = []
        for number in (from_, to):
            side = self.article(article_id, number)
            sides.append(RevisionText(self._marks[number - 1], side.text, side.blocks, side.language))
        return diff(article_id, *sides)
