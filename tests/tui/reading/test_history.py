"""The walk through earlier queries."""

from tui.reading.history import History


def test_steps_lead_back_and_forth_and_end_at_both_ends() -> None:
    history = History("typ", ["last", "first"])
    assert [history.earlier(), history.earlier(), history.earlier()] == ["last", "first", None]
    assert [history.later(), history.later(), history.later()] == ["last", "typ", None]


def test_what_is_typed_already_is_no_earlier_query() -> None:
    assert History("last ", ["last", "first"]).earlier() == "first"
