"""Several reports side by side: disagreements first, then what they share, sentence by sentence what each says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index.models import Comparison, Disagreement, Edit, FactRow, Pair, Side, Sign, Span, Stress
from tui.cli.pages.words import counted, day, hanging, letters, line, marked, row_name, value_in_words

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = (0, 2, 0, 0)
_NARROW_GAP = (0, 1, 0, 0)
_SIGNS = {Sign.SAME: ("=", "dim"), Sign.REWORDED: ("≈", "cyan"), Sign.CONFLICT: ("⚡", "bold dark_orange")}
_LIKELY = "~", "dim"
_TOLD = "●"
_MOST_BOLD = 40
"""In letters: of longer runs of other words, the number or name in them is a small part."""


def comparison_page(comparison: Comparison) -> Iterator["RenderableType"]:
    """Show a comparison; articles are called by the letters that the first lines explain."""
    names = letters([article.id for article in comparison.articles])
    for article in comparison.articles:
        origin = line(f"  {article.source or '-'}  {day(article.published)}  {article.id}", "dim")
        yield hanging(Text(names[article.id], "bold"), line(article.title, "bold") + origin)
    sentences = _Sentences(comparison)
    yield from _told_apart("Disagreements", "⚡", comparison.disagreements, names, sentences)
    yield from _told_apart("Updates, in order of time", "→", comparison.updates, names, sentences)
    yield from _told_apart("Differences that may both hold", "≠", comparison.differences, names, sentences)
    yield from _fact_table(comparison.facts, names)
    yield from _left_out(comparison, names)
    yield from _sentences(comparison, names)
    yield from _copied(comparison, names)


class _Sentences:
    """The sentences that a comparison tells of, by where they stand."""

    def __init__(self, comparison: Comparison) -> None:
        self._known: dict[str, list[tuple[Span, str]]] = {}
        for side in (side for pair in comparison.pairs for side in (pair.left, pair.right)):
            whole = Span(side.spans[0].start, side.spans[-1].end)
            self._known.setdefault(side.id, []).append((whole, side.text))
        for article_id, passages in comparison.only.items():
            for passage in passages:
                self._known.setdefault(article_id, []).append((Span(passage.start, passage.end), passage.text))

    def around(self, article_id: str, place: int) -> str:
        """Return the shortest known text around a code point of an article; empty where none is."""
        found = [text for span, text in self._known.get(article_id, ()) if span.start <= place < span.end]
        return min(found, key=len, default="")


def _told_apart(
    heading: str, sign: str, rows: Sequence[Disagreement], names: Mapping[str, str], sentences: _Sentences
) -> Iterator["RenderableType"]:
    """Show what each article says in the rows where they differ, each in its sentence."""
    if not rows:
        return
    yield _heading(heading, len(rows))
    for row in rows:
        yield Text.assemble((f"{sign} ", "bold dark_orange"), line(_topic(row)))
        table = Table.grid(padding=_GAP)
        for article_id, told in row.values.items():
            table.add_row("", Text(names.get(article_id, article_id)), line(_said(row, article_id)))
            if sentence := sentences.around(article_id, told.start):
                table.add_row("", "", line(sentence, "dim"))
        yield table


def _topic(row: Disagreement) -> str:
    """Return what a row is about."""
    is_told = row.asks_who_said_it or row.kind == "statement"
    return row.label if is_told else row_name(row.kind, row.role, row.label)


def _said(row: Disagreement, article_id: str) -> str:
    """Return what one article says: its words, and before them the speaker where the row is about who spoke."""
    words = row.words(article_id)
    return f"{words}: {row.values[article_id].text}" if row.asks_who_said_it else words


def _fact_table(rows: Sequence[FactRow], names: Mapping[str, str]) -> Iterator["RenderableType"]:
    """Show the facts that more than one article tells, the articles as columns."""
    told = [row for row in rows if row.status != "one"]
    if told:
        yield _heading("Facts told by more than one", len(told))
        table = Table(box=None, pad_edge=False, padding=_GAP, header_style="bold")
        for title in ("", "kind", "what", "value", *names.values()):
            table.add_column(title)
        for row in told:
            told_by = (Text(_TOLD if article_id in row.places else "") for article_id in names)
            value = value_in_words(row.value, row.unit)
            table.add_row(
                Text("=" if row.status == "shared" else "", "dim"),
                Text(row.kind.value, "dim"),
                line(row_name(row.kind, row.role, row.label)),
                line(f"{'' if value == row.label else value}{' rounded' if row.rounded else ''}".strip()),
                *told_by,
            )
        yield table
    if alone := len(rows) - len(told):
        yield Text(f"{counted(alone, 'fact')} told by one article alone: crossread facts lists them.", "dim")


def _left_out(comparison: Comparison, names: Mapping[str, str]) -> Iterator[Text]:
    """Name what most articles tell and one leaves out."""
    missing = [(article_id, rows) for article_id, rows in comparison.omissions.items() if rows]
    if missing:
        yield _heading("Left out", sum(len(rows) for _, rows in missing))
    for article_id, rows in missing:
        labels = ", ".join(_told_in_words(comparison.facts[row]) for row in rows)
        yield Text.assemble((f"{names[article_id]}  ", "bold"), line(labels))


def _told_in_words(row: FactRow) -> str:
    """Return a row's label, with its value where that is not the same."""
    value = value_in_words(row.value, row.unit)
    return row.label if value in {"", row.label} else f"{row.label} {value}"


def _sentences(comparison: Comparison, names: Mapping[str, str]) -> Iterator["RenderableType"]:
    """Show paired sentences below each other, then those of one article alone."""
    if comparison.pairs:
        yield _heading("Sentences that tell the same", len(comparison.pairs))
        yield Text("= same words   ≈ other words   ~ perhaps the same   ⚡ they disagree   + only there", "dim")
        for pair in comparison.pairs:
            yield _pair(pair, names)
    for article_id, passages in comparison.only.items():
        if passages:
            yield _heading(f"Only in {names[article_id]}", len(passages))
            for passage in passages:
                yield hanging(Text("+", "bold bright_blue"), line(passage.text))


def _pair(pair: Pair, names: Mapping[str, str]) -> Table:
    """Set the two sides of a pair below each other; words that are the same are shown once."""
    table = Table.grid(padding=_NARROW_GAP)
    sign = _LIKELY if pair.sign is Sign.REWORDED and pair.guessed else _SIGNS[pair.sign]
    stressed = [edit for edit in pair.edits if _is_telling(edit)]
    table.add_row(Text(*sign), Text(names[pair.left.id], "bold"), _side(pair.left, [edit.left for edit in stressed]))
    right = _side(pair.right, [edit.right for edit in stressed])
    if pair.sign is Sign.SAME:
        right = Text("(the same words)", "dim")
    table.add_row("", Text(names[pair.right.id], "bold"), right)
    return table


def _is_telling(edit: Edit) -> bool:
    """Tell whether another number or name is most of what an edit changes."""
    return edit.stress is not Stress.WORDING and all(
        span.end - span.start <= _MOST_BOLD for span in (edit.left, edit.right)
    )


def _side(side: Side, stressed: Sequence[Span]) -> Text:
    """Return one side of a pair, with the numbers and names in bold that the other side has not."""
    found: list[Span] = []
    at = 0
    for span in side.spans:
        found += (
            Span(at + max(words.start, span.start) - span.start, at + min(words.end, span.end) - span.start)
            for words in stressed
            if words.overlaps(span)
        )
        at += span.end - span.start + 1
    return marked(side.text, sorted(found), "bold")


def _copied(comparison: Comparison, names: Mapping[str, str]) -> Iterator[Text]:
    """Say how many words articles share, who had them first, and how much of each article they are."""
    if not comparison.copied:
        return
    yield _heading("Words shared verbatim", len(comparison.copied))
    for run in comparison.copied:
        told_by = " ".join(names.get(article_id, article_id) for article_id in run.places)
        first = f", first in {names[run.first]}" if run.first else ""
        yield Text(f"{counted(run.words, 'word')} in {told_by}{first}")
    shares = [f"{names[article_id]} {share:.0%}" for article_id, share in comparison.copied_share.items()]
    if shares:
        yield Text(f"of all words: {', '.join(shares)}", "dim")


def _heading(title: str, count: int) -> Text:
    return Text.assemble("\n", (title, "bold"), (f"  {count}", "dim"))
