"""The words of a text: stems by language, accents, scripts, and the same words through Whoosh."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.analysis import MAX_WORD, fold, group, stem_in, words
from index.search.whoosh_analysis import ArticleAnalyzer, Form
from tests.search.texts import LANGUAGES, TEXTS


def stems(text: str, language: str | None, *, query: bool = False) -> list[str]:
    return [word.stem for word in words(text, language, query=query)]


def written(text: str) -> list[str]:
    return [word.written for word in words(text)]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        (None, "en"),
        ("", ""),
        ("en", "en"),
        ("pt-BR", "pt"),
        ("pt_br", "pt"),
        ("DE", "de"),
        ("nb", "no"),
        ("nn-NO", "no"),
        ("ja", ""),
        ("pl", ""),
        ("xx", ""),
    ],
)
def test_languages_share_the_group_of_their_stemmer(language: str | None, code: str) -> None:
    assert group(language) == code
    assert group(code) == code


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "الكتاب كتاب"),
        ("da", "regeringen regering"),
        ("de", "Häuser Haus Hauses hauser"),
        ("de", "Müller Muller Mueller"),
        ("de", "Größe Groesse grosse"),
        ("en", "nations nation"),
        ("es", "canción canciones cancion"),
        ("es", "comía comia comer comían comian"),
        ("fi", "talossa talon talot"),
        ("fi", "metsässä metsassa metsän metsan metsä"),
        ("fr", "parlées parlees parlé parle parler"),
        ("fr", "activité activite activités activites"),
        ("fr", "premières premieres premier"),
        ("hu", "országból orszagbol országról országok"),
        ("it", "governo governi"),
        ("nl", "regeringen regering"),
        ("no", "regjeringen regjering"),
        ("pt", "publicação publicacao publicações publicacoes publicar"),
        ("ro", "formația formatia formații formatii"),
        ("ru", "русский русские русская"),
        ("ru", "российский российская"),
        ("ru", "самолёт самолет самолёта самолеты"),
        ("sv", "regeringen regering"),
        ("tr", "kitabın kitabin kitap kitaplar"),
        ("tr", "köpeği kopegi köpek kopek"),
        ("tr", "ülkelerin ulkelerin ülkeler ulkeler ülke ulke"),
    ],
)
def test_a_word_is_found_by_its_inflections_with_and_without_accents(language: str, text: str) -> None:
    assert len(set(stems(text, language))) == 1


@pytest.mark.parametrize("language", ["pl", "ja", "xx"])
def test_other_languages_are_not_stemmed(language: str) -> None:
    assert stems("nations Nação", language) == ["nations", "nacao"]


def test_a_stem_has_no_accents_of_its_own() -> None:
    assert stems("kitap köpeği", "tr") == ["kitap", "kopek"]


def test_a_word_that_is_all_ending_keeps_something() -> None:
    assert stems("leri ları", "tr") == ["leri", "lari"]


def test_a_language_is_stemmed_as_itself() -> None:
    assert {code: stem_in("nationen", code) for code in ("en", "de", "fr", "")} == {
        "en": "nationen",
        "de": "nation",
        "fr": "nationen",
        "": "nationen",
    }


@given(TEXTS, LANGUAGES)
def test_the_stem_comes_of_the_word_as_written_alone(text: str, language: str | None) -> None:
    found = list(words(text, language))
    assert [word.stem for word in found] == [stem_in(word.written, group(language)) for word in found]
    assert [word.written for word in found] == [word.written for word in words(text, "xx")]
    assert all(word.stem for word in found)


@given(TEXTS)
def test_words_are_numbered_and_lie_in_order_in_the_text(text: str) -> None:
    found = list(words(text))
    assert [word.position for word in found] == list(range(len(found)))
    assert [word.start for word in found] == sorted({word.start for word in found})
    assert all(0 <= word.start < word.end <= len(text) for word in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and the E.U.", ["the", "us", "and", "the", "eu"]),
        ("don't can’t firm's they'll l'eau", ["don't", "can't", "firm", "they'll", "l", "eau"]),
        ("1,200.5 and 3.14.15 but 1,20", ["1200.5", "and", "3.14.15", "but", "1", "20"]),
        ("snake_case _x_ _", ["snake_case", "x"]),
        ("e\u0301le\u0300ve ÉLÈVE", ["eleve", "eleve"]),
        ("й и\u0306 ё", ["й", "й", "е"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("増長3.5％", ["増長", "長", "3.5"]),
        ("東京a", ["東京", "京", "a"]),
        ("2025年6月1日", ["2025", "年", "6", "月", "1", "日"]),
        ("서울에서", ["서울", "울에", "에서", "서"]),
        ("กขค", ["กข", "ขค", "ค"]),
        ("a..b a.,b 'tis x' ’", ["a", "b", "a", "b", "tis", "x"]),
        ("a\x00b\ud800c\ue000d", ["a", "b", "c", "d"]),
    ],
)
def test_words_as_written(text: str, expected: list[str]) -> None:
    assert written(text) == expected


def test_a_query_leaves_the_last_character_of_a_run_out() -> None:
    assert stems("東京都 は", "ja", query=True) == ["東京", "京都", "は"]


def test_of_a_long_word_the_beginning_counts_and_the_whole_is_its_place() -> None:
    (word,) = words("x" * 1000)
    assert (len(word.written), word.end) == (MAX_WORD, 1000)


def test_folding_twice_is_folding_once_for_every_character() -> None:
    once = [fold(line) for line in "\n".join(map(chr, range(0x30000))).split("\n")]
    assert fold("\n".join(once)) == "\n".join(once)


@given(TEXTS, LANGUAGES, st.sampled_from(["stem", "written"]), st.booleans(), st.integers(0, 99), st.integers(0, 99))
def test_whoosh_gets_the_same_words(
    text: str, language: str | None, form: Form, query: bool, first: int, shift: int
) -> None:
    analyzer = ArticleAnalyzer(language, form)
    tokens = analyzer(
        text, positions=True, chars=True, keeporiginal=True, start_pos=first, start_char=shift,
        mode="query" if query else "index",
    )  # fmt: skip
    code = group(language)
    assert [(t.text, t.pos - first, t.startchar - shift, t.endchar - shift, t.original) for t in tokens] == [
        (f"{code}:{w.stem}" if form == "stem" else w.written, w.position, w.start, w.end, text[w.start : w.end])
        for w in words(text, language, query=query)
    ]


def test_whoosh_gets_no_places_unless_it_asks() -> None:
    (token,) = ArticleAnalyzer()("Word")
    assert (token.text, hasattr(token, "pos"), hasattr(token, "startchar")) == ("en:word", False, False)


def test_whoosh_gets_a_prefix_as_it_stands() -> None:
    assert [token.text for token in ArticleAnalyzer()("en:Wor ", tokenize=False)] == ["en:Wor "]


def test_the_analyser_for_whoosh_is_the_same_after_pickling() -> None:
    analyzer = ArticleAnalyzer("de", "written")
    again = pickle.loads(pickle.dumps(analyzer))  # noqa: S301 # our own, as Whoosh does with schemas
    assert again == analyzer
    assert again != ArticleAnalyzer("de", "stem")
    assert again != ArticleAnalyzer("fr", "written")
    assert [token.text for token in again("Häuser")] == ["hauser"]
