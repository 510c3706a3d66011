"""Two articles spread out: what is said before them, and where a sentence is found again."""

from index.models import CopiedRun, Span
from tests.tui.compare.making import SAMPLE, compared
from tui.compare.compared import Compared, Place
from tui.compare.notes import copied
from tui.compare.spread import Wanted, spread

SAID = "Nobody was hurt in the storm."


def with_copied(both: Compared, first: str | None, share: float) -> Compared:
    """Return the comparison as if the articles had one sentence word for word."""
    places = {name: _span(each.text) for name, each in both.articles.items()}
    update = {
        "copied": (CopiedRun(places=places, words=6, first=first),),
        "copied_share": dict.fromkeys(both.articles, share),
    }
    return Compared(both.comparison.model_copy(update=update), both.articles)


def _span(text: str) -> Span:
    start = text.index(SAID)
    return Span(start, start + len(SAID))


def test_shared_words_are_told_with_who_had_them_first() -> None:
    two = with_copied(compared("ledger", "sample"), "sample", 0.62)
    assert copied(two, "ledger", "sample") == (
        "62% of Example Ledger’s words stand word for word in Daily Sample; Daily Sample had them first, 9 Jun."
    )
    assert copied(two, "sample", "ledger") == copied(two, "ledger", "sample")


def test_nobody_is_said_to_be_first_where_that_is_unknown() -> None:
    two = with_copied(compared("ledger", "sample"), None, 0.5)
    assert copied(two, "ledger", "sample").endswith("stand word for word in Daily Sample.")


def test_a_few_shared_words_are_not_worth_a_sentence() -> None:
    assert copied(with_copied(compared("ledger", "sample"), "sample", 0.04), "ledger", "sample") == ""


def test_of_three_articles_only_the_two_on_the_screen_count() -> None:
    three = with_copied(compared(), "post", 0.9)
    words = copied(three, "ledger", "sample")
    assert "Coast Post had them first, 12 Jun." in words
    assert "90%" not in words


def test_a_sentence_is_found_again_at_another_width_and_beside_another_article() -> None:
    three = compared()
    wide = spread(Wanted(three, ("ledger", "sample"), True, 60))
    narrow = spread(Wanted(three, ("post", "sample"), False, 30))
    place = Place("sample", Span(SAMPLE.index("Ferries"), SAMPLE.index("Ferries") + 3))
    row = wide.row_at(place)
    again = narrow.rows[narrow.row_like(wide, row)]
    assert again.right[0].span == wide.rows[row].right[0].span
    assert narrow.row_at(Place("ledger", Span(0, 1))) == -1


def test_words_that_both_have_are_highlighted_only_where_the_rest_is_reworded() -> None:
    two = with_copied(compared("ledger", "sample"), "sample", 0.5)
    layers = {layer.role: layer.spans for layer in spread(Wanted(two, ("ledger", "sample"), True, 60)).layers[0]}
    assert layers["shared"] == ()
    assert [span.of(two.articles["ledger"].text) for span in layers["changed"]] == ["Repairs"]
