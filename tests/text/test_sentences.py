"""Sentences are spans within blocks; words are spans within texts."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from index.models import Block, BlockKind, Span
from index.text.sentences import sentences
from index.text.words import count, stem, words
from tests.drafts import paragraphs

PROSE = st.lists(
    st.text(alphabet=st.sampled_from("ab Z.!?\"'”“éあ。1,;:-\n"), min_size=1).filter(str.strip), min_size=1, max_size=6
)


@given(PROSE)
def test_sentences_cover_the_blocks_and_nothing_else(pieces: list[str]) -> None:
    text = "\n\n".join(piece.replace("\n\n", "\n").strip() for piece in pieces)
    blocks = paragraphs(text)
    found = sentences(text, blocks, "en")

    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(found))
    assert all(any(b.start <= s.start < s.end <= b.end for b in blocks) for s in found)
    assert all(s.of(text) == s.of(text).strip() for s in found)
    covered = {place for s in found for place in range(*s)}
    assert all(text[place].isspace() for b in blocks for place in range(b.start, b.end) if place not in covered)


def test_abbreviations_and_amounts_do_not_end_a_sentence() -> None:
    text = "Dr. Chen paid $3.5 million. She left at once."
    assert [s.of(text) for s in sentences(text, paragraphs(text), "en")] == [
        "Dr. Chen paid $3.5 million.",
        "She left at once.",
    ]


def _split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, paragraphs(text), "en")]


def test_a_form_of_address_or_of_a_state_does_not_end_a_sentence() -> None:
    assert _split("The letter reached Ms. Okoye late. She smiled.") == [
        "The letter reached Ms. Okoye late.",
        "She smiled.",
    ]
    assert _split("Rep. Ann Loring, D-N.Y., left early. Nobody asked.") == [
        "Rep. Ann Loring, D-N.Y., left early.",
        "Nobody asked.",
    ]


def test_a_quotation_mark_belongs_to_the_sentence_that_it_opens() -> None:
    assert _split("The vote was close. “We won,” she said. “It was hard.”") == [
        "The vote was close.",
        "“We won,” she said.",
        "“It was hard.”",
    ]
    assert _split('He left the room. "Never again," he said.') == ["He left the room.", '"Never again," he said.']


def test_punctuation_alone_is_no_sentence() -> None:
    assert all(any(map(str.isalnum, sentence)) for sentence in _split("He waited. ... Then he went. ” And so on."))


def test_a_row_and_a_heading_are_one_each() -> None:
    text = "Who pays. And how\nOracle\tOne. Two."
    blocks = (
        Block(kind=BlockKind.HEADING, start=0, end=17, level=1),
        Block(kind=BlockKind.ROW, start=18, end=len(text), level=1),
    )
    assert sentences(text, blocks, "en") == (Span(0, 17), Span(18, len(text)))


def test_an_unknown_language_is_split_all_the_same() -> None:
    text = "Een zin. Nog een zin."
    assert len(sentences(text, paragraphs(text), None)) == 2
    assert len(sentences(text, paragraphs(text), "zz")) == 2


@given(st.text())
def test_words_are_in_the_text_and_counted(text: str) -> None:
    found = words(text)
    assert all(word.of(text).strip() for word in found)
    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(found))
    assert count(text) == len(found)


def test_numbers_and_contractions_are_whole() -> None:
    text = "It’s 1,200.5 well-known words"
    assert [word.of(text) for word in words(text)] == ["It’s", "1,200.5", "well", "known", "words"]


def test_stems_follow_the_language() -> None:
    assert stem("Providers", "en") == stem("provider", "en")
    assert stem("Häuser", "de") == stem("Haus", "de")
    assert stem("Providers", "ja") == "providers"


def test_an_overlong_block_is_parted_between_sentences() -> None:
    sentence = "The harbour stays shut until the storm has passed. "
    text = sentence * 1000
    found = sentences(text, paragraphs(text), "en")
    assert {span.of(text) for span in found} == {sentence.strip()}
    assert len(found) == 1000


def test_a_block_without_any_space_is_covered_whole() -> None:
    text = "“" * 20_000
    assert "".join(span.of(text) for span in sentences(text, paragraphs(text), "en")) == text
