"""Names that several reports write differently become one, and only where nothing speaks against it."""

from index.compare.names import Names, agree_names, name_key
from index.models import FactKind
from tests.compare.making import fact

_ORGANISATION, _PERSON, _PRODUCT = FactKind.ORGANISATION, FactKind.PERSON, FactKind.PRODUCT


def agreed(*reports: tuple[str, list[tuple[FactKind, str, str]]]) -> Names:
    """Agree the names of reports given as (text, [(kind, as written, canonical)])."""
    return agree_names(
        [(text, [fact(kind, text, written, value) for kind, written, value in found]) for text, found in reports]
    )


def test_the_key_drops_case_article_title_legal_form_and_domain() -> None:
    assert name_key("NVIDIA") == name_key("Nvidia Corp.")
    assert name_key("The Guardian") == name_key("Guardian")
    assert name_key("Dr. Sarah Chen") == name_key("Sarah Chen")
    assert name_key("reuters.com") == name_key("www.reuters.com") == name_key("Reuters")
    assert name_key("bbc.co.uk") == name_key("edition.bbc.com") == name_key("BBC")
    assert name_key("U.S.") == name_key("US")


def test_initials_of_the_only_long_name_are_that_name() -> None:
    names = agreed(
        ("AWS grows.", [(_ORGANISATION, "AWS", "AWS")]),
        ("Amazon Web Services grows.", [(_ORGANISATION, "Amazon Web Services", "Amazon Web Services")]),
    )
    assert names.root("AWS") == names.root("Amazon Web Services")
    assert names.display("AWS") == "Amazon Web Services"


def test_initials_of_two_long_names_are_neither() -> None:
    names = agreed(
        ("ABC said.", [(_ORGANISATION, "ABC", "ABC")]),
        ("Alpha Beta Corps ran.", [(_ORGANISATION, "Alpha Beta Corps", "Alpha Beta Corps")]),
        ("Asian Book Club met.", [(_ORGANISATION, "Asian Book Club", "Asian Book Club")]),
    )
    assert len({names.root(name) for name in ("ABC", "Alpha Beta Corps", "Asian Book Club")}) == 3


def test_what_one_report_writes_for_a_name_is_that_name_in_another() -> None:
    names = agreed(
        ("Azure is full.", [(_PRODUCT, "Azure", "Microsoft Azure")]),
        ("Azure is dear.", [(_PRODUCT, "Azure", "Azure")]),
    )
    assert names.root("Azure") == names.root("Microsoft Azure")


def test_a_surname_is_the_only_person_of_that_name() -> None:
    one = ("Chen spoke.", [(_PERSON, "Chen", "Chen")])
    sarah = ("Sarah Chen spoke.", [(_PERSON, "Sarah Chen", "Sarah Chen")])
    steve = ("Steve Chen spoke.", [(_PERSON, "Steve Chen", "Steve Chen")])
    assert agreed(one, sarah).root("Chen") == "sarah chen"
    assert agreed(one, sarah, steve).root("Chen") == "chen"


def test_a_plural_is_its_singular_but_not_for_people() -> None:
    things = agreed(("TPUs.", [(_PRODUCT, "TPUs", "TPUs")]), ("TPU.", [(_PRODUCT, "TPU", "TPU")]))
    people = agreed(("Adams.", [(_PERSON, "Adams", "Adams")]), ("Adam.", [(_PERSON, "Adam", "Adam")]))
    assert things.root("TPUs") == things.root("TPU")
    assert people.root("Adams") != people.root("Adam")


def test_names_that_one_report_keeps_apart_stay_apart() -> None:
    apart = "Google sells what Google Cloud runs."
    names = agreed(
        (apart, [(_ORGANISATION, "Google", "Google"), (_ORGANISATION, "Google Cloud", "Google Cloud")]),
        ("Google grows.", [(_ORGANISATION, "Google", "Google Cloud")]),
    )
    assert names.root("Google") != names.root("Google Cloud")


def test_a_full_name_with_initials_is_the_person_without_them() -> None:
    names = agreed(
        ("Robert S. Chen III left.", [(_PERSON, "Robert S. Chen III", "Robert S. Chen III")]),
        ("Robert Chen left.", [(_PERSON, "Robert Chen", "Robert Chen")]),
        ("Chen left.", [(_PERSON, "Chen", "Chen")]),
    )
    assert names.root("Chen") == names.root("Robert Chen") == names.root("Robert S. Chen III")


def test_other_middle_initials_are_other_people() -> None:
    names = agreed(
        ("Robert S. Chen left.", [(_PERSON, "Robert S. Chen", "Robert S. Chen")]),
        ("Robert T. Chen left.", [(_PERSON, "Robert T. Chen", "Robert T. Chen")]),
    )
    assert names.root("Robert S. Chen") != names.root("Robert T. Chen")
