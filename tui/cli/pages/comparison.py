"""Several reports side by side: disagreements first, then what they share, sentence by sentence what each says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from index.models import Comparison, Disagreement, FactRow, Pair, Sign
from tui.cli.pages.words import counted, day, hanging, letters, line, row_name, value_in_words

if TYPE_CHECKING:
    from rich.console import RenderableType

_GAP = (0, 2, 0, 0)
_NARROW_GAP = (0, 1, 0, 0)
_SIGNS = {Sign.SAME: ("=", "dim"), Sign.REWORDED: ("≈", "cyan"), Sign.CONFLICT: ("⚡", "bold dark_orange")}
_LIKELY = "~", "dim"
_TOLD = "●"


def comparison_page(comparison: Comparison) -> Iterator["RenderableType"]:
    """Show a comparison; articles are called by the letters that the first lines explain."""
    names = letters([article.id for article in comparison.articles])
    for article in comparison.articles:
        origin = line(f"  {article.source or '-'}  {day(article.published)}  {article.id}", "dim")
        yield hanging(Text(names[article.id], "bold"), line(article.title, "bold") + origin)
    yield from _told_apart("Disagreements", "⚡", comparison.disagreements, names)
    yield from _told_apart("Updates, in order of time", "→", comparison.updates, names)
    yield from _told_apart("Differences that may both hold", "≠", comparison.differences, names)
    yield from _fact_table(comparison.facts, names)
    yield from _left_out(comparison, names)
    yield from _sentences(comparison, names)
    yield from _copied(comparison, names)


def _told_apart(
    heading: str, sign: str, rows: Sequence[Disagreement], names: Mapping[str, str]
) -> Iterator["RenderableType"]:
    """Show what each article says in the rows where they differ."""
    if not rows:
        return
    yield _heading(heading, len(rows))
    for row in rows:
        yield Text.assemble((f"{sign} ", "bold dark_orange"), line(row_name(row.kind, row.role, row.label)))
        table = Table.grid(padding=_GAP)
        for article_id, told in row.values.items():
            table.add_row("", Text(names.get(article_id, article_id)), line(told.text))
        yield table


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
                line("" if value == row.label else value),
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
    table.add_row(Text(*sign), Text(names[pair.left.id], "bold"), line(pair.left.text))
    right = Text("(the same words)", "dim") if pair.sign is Sign.SAME else line(pair.right.text)
    table.add_row("", Text(names[pair.right.id], "bold"), right)
    return table


def _copied(comparison: Comparison, names: Mapping[str, str]) -> Iterator[Text]:
    if comparison.copied:
        yield _heading("Words shared verbatim", len(comparison.copied))
    for run in comparison.copied:
        told_by = " ".join(names.get(article_id, article_id) for article_id in run.places)
        yield Text(f"{counted(run.words, 'word')} in {told_by}")


def _heading(title: str, count: int) -> Text:
    return Text.assemble("\n", (title, "bold"), (f"  {count}", "dim"))
