"""The user's names.toml: what it says, what is wrong in it and where, and that nothing overrules it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import NamesFileError
from index.facts.entities import own
from index.facts.entities.own import OwnName
from index.facts.extractor import Extractor, UsersExtractor
from index.facts.names_file import parse, read
from index.models import NAME_KINDS, Fact, FactKind
from tests.facts.articles import article, assert_sound

_FILE = Path("/settings/names.toml")
_CHEN = '[[name]]\nname = "Sarah Chen"\nkind = "person"\nforms = ["S. Chen"]\n'


def written(*entries: tuple[str, str, str]) -> str:
    return "\n".join(f'[[name]]\nname = "{name}"\nkind = "{kind}"\nforms = {forms}' for name, kind, forms in entries)


def names(text: str, *entries: tuple[str, str, str]) -> dict[str, tuple[str, list[str]]]:
    """Return kind and places of each name in `text` for one who wrote `entries`."""
    document = article(text)
    facts = [fact for fact in Extractor(parse(written(*entries), _FILE)).extract(document) if fact.kind in NAME_KINDS]
    assert_sound(document, facts)
    return {str(fact.value): (fact.kind.value, _places(fact, text)) for fact in facts}


def _places(fact: Fact, text: str) -> list[str]:
    return [place.of(text) for place in fact.places]


def test_a_name_has_its_kind_and_all_its_forms() -> None:
    text = "Quillbury rose. Shares of QBY fell, said Quillbury's rival."
    entry = ("Quillbury Holdings", "product", '["QBY", "Quillbury"]')
    assert names(text, entry) == {"Quillbury Holdings": ("product", ["Quillbury", "QBY", "Quillbury"])}


def test_it_wins_over_the_lists_and_over_every_clue() -> None:
    text = "She flew to Nairobi, a city in Kenya. Shares of Microsoft rose."
    found = names(text, ("Nairobi", "person", "[]"), ("Kenya", "never", "[]"), ("Microsoft", "place", "[]"))
    assert found == {"Nairobi": ("person", ["Nairobi"]), "Microsoft": ("place", ["Microsoft"])}


def test_words_that_are_never_a_name_are_none_and_longer_names_stay() -> None:
    text = "The Harrow Agency met in Harrow, a town in the hills."
    assert set(names(text)) == {"Harrow Agency", "Harrow"}
    assert set(names(text, ("Harrow", "never", "[]"))) == {"Harrow Agency"}


def test_a_name_without_a_capital_is_one_where_the_user_says_so() -> None:
    assert names("we asked arbeit, and arbeitsam said no.", ("arbeit", "organisation", "[]")) == {
        "arbeit": ("organisation", ["arbeit"])
    }


def test_the_longest_form_wins_and_no_part_of_a_word_counts() -> None:
    entries = (("Brack", "organisation", "[]"), ("Brack Park", "place", "[]"))
    assert names("Brack left Brack Park, and brackens grew.", *entries) == {
        "Brack": ("organisation", ["Brack"]),
        "Brack Park": ("place", ["Brack Park"]),
    }


def test_all_capitals_are_the_same_name_unless_it_is_short() -> None:
    entries = (("Quillbury", "place", "[]"), ("Who", "organisation", "[]"))
    assert set(names("Rain in QUILLBURY, says the WHO. Who sang?", *entries)) >= {"Quillbury", "Who"}
    assert names("Rain in QUILLBURY.", *entries) == {"Quillbury": ("place", ["QUILLBURY"])}


def test_a_surname_is_the_persons_of_the_file() -> None:
    assert names("Ottoline Brack spoke. Brack left.", ("Ottoline Brack", "person", "[]")) == {
        "Ottoline Brack": ("person", ["Ottoline Brack", "Brack"])
    }


def test_scripts_without_spaces_have_no_ends_of_words() -> None:
    assert names("彼は東京で話した。", ("東京", "place", "[]")) == {"東京": ("place", ["東京"])}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[name]]\nname = "Chen\n', 2, "TOML"),
        (_CHEN + '[[name]]\nname = "Brack"\nkind = "human"\n', 7, "person, place, product, never"),
        (_CHEN + '[[name]]\nname = "Brack"\n', 5, "the kind of 'Brack'"),
        ('[[name]]\nkind = "person"\n', 1, 'name = "Sarah Chen"'),
        (_CHEN + '\n[[name]]\nname = "Li Chen"\nkind = "person"\nforms = ["S. Chen"]\n', 9, "'Sarah Chen' already"),
        (_CHEN + 'aliases = ["Chen"]\n', 5, "'aliases'"),
        ('[[name]]\nname = "Chen"\nkind = "person"\nforms = "S. Chen"\n', 4, "a list of texts"),
        (_CHEN + "\n[person]\n", 6, "[[name]] or [plugins.NAME]"),
        (_CHEN + "[plugins]\nspacy = true\n", 6, "[plugins.spacy]"),
        ("name = 3\n", 1, "a list"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_a_way_on(text: str, line: int, said: str) -> None:
    with pytest.raises(NamesFileError) as caught:
        parse(text, _FILE)
    sentence = str(caught.value)
    assert sentence.startswith(f"{_FILE}, line {line}: ")
    assert said in sentence
    assert sentence.endswith("until it is mended.")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_file_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        parse(text, _FILE)
    except NamesFileError as error:
        assert str(error).startswith(str(_FILE))  # noqa: PT017 - either outcome is right


def test_a_changed_file_has_another_version_and_the_same_one_the_same(tmp_path: Path) -> None:
    file = tmp_path / "names.toml"
    users = UsersExtractor(file)
    without = users.current().version
    assert without == Extractor().version
    file.write_text(_CHEN, encoding="utf-8")
    one = users.current().version
    assert one != without
    assert UsersExtractor(file).current().version == one
    file.write_text(_CHEN.replace("person", "product"), encoding="utf-8")
    assert users.current().version not in {one, without}
    file.unlink()
    assert users.current().version == without


def test_a_file_that_cannot_be_used_is_told_once_and_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "names.toml"
    file.write_bytes(b"\xff\xfe")
    users = UsersExtractor(file)
    [told] = users.current().troubles()
    assert str(file) in told
    assert users.current().troubles() == []
    assert users.current().version == Extractor().version
    assert users.current().extract(article("Jane Hartwell left."))
    file.write_text(_CHEN, encoding="utf-8")
    assert users.current().troubles() == []


_FORMS = st.text(alphabet="aAbB .-'東", min_size=1, max_size=6).filter(str.strip)


@given(st.lists(_FORMS, min_size=1, max_size=5, unique=True), st.text(alphabet="aAbB .-'東\n", max_size=60))
def test_places_are_forms_as_written_and_none_overlap(forms: list[str], text: str) -> None:
    known = [OwnName(form, FactKind.PERSON, (form,)) for form in forms]
    found = [mention.span for mention in own.places(text, known).mentions]
    assert all(span.of(text) in forms for span in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_a_file_that_is_no_text_or_not_there_is_told_in_plain_words(tmp_path: Path) -> None:
    file = tmp_path / "names.toml"
    file.write_bytes(b"# names\n# Caf\xe9\n")
    with pytest.raises(NamesFileError, match=r"line 2: this is not UTF-8 text\. Save it as UTF-8\."):
        read(file)
    with pytest.raises(NamesFileError, match="cannot be read"):
        read(tmp_path)
