"""What the reader did is kept, and can be undone."""

import os
from pathlib import Path

import pytest

from index.errors import LibraryReadOnlyError
from index.models import ArticleState, SavedSearch, Session, Sort
from index.store.database import Database
from index.store.state import MIGRATIONS, State


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path)


def test_an_untouched_article_is_unread_and_bare(state: State) -> None:
    assert state.states(["a1"]) == (ArticleState(id="a1", read=False, starred=False, tags=()),)


def test_reading_does_not_take_the_star_away(state: State) -> None:
    state.set_starred(["a1"], True)
    state.set_read(["a1"], True)
    assert state.states(["a1"])[0] == ArticleState(id="a1", read=True, starred=True, tags=())


def test_restoring_brings_everything_back(state: State) -> None:
    state.tag(["a1", "a2"], "storm")
    state.set_read(["a2"], True)
    before = state.states(["a1", "a2", "a3"])
    state.set_read(["a1", "a2", "a3"], True)
    state.untag(["a1"], "storm")
    state.tag(["a3"], "new")

    state.restore(before)
    assert state.states(["a1", "a2", "a3"]) == before


def test_tags_are_counted(state: State) -> None:
    state.tag(["a1", "a2"], "storm")
    state.tag(["a1"], "storm")
    state.tag(["a2"], "coast")
    assert state.tags() == {"storm": 2, "coast": 1}


def test_marks_count_as_change_and_positions_do_not(state: State) -> None:
    before = state.change()
    state.set_position("a1", 120)
    state.save_session(Session())
    assert state.change() == before
    state.set_read(["a1"], True)
    assert state.change() == before + 1


def test_numbers_name_the_last_listing(state: State) -> None:
    state.remember_listing(["a1", "a2"], 1)
    state.remember_listing(["a3", "a4"], 21)
    assert (state.listing(21), state.listing(22)) == ("a3", "a4")
    assert state.listing(1) is None


def test_the_session_comes_back(state: State, tmp_path: Path) -> None:
    session = Session(selected="a1", query="harbour", sort=Sort.NEWEST, marked=("a2", "a1"), facts_shown=False)
    state.save_session(session)
    state.set_position("a1", 99)
    state.close()

    again = State(tmp_path)
    assert again.session() == session
    assert again.position("a1") == 99
    assert again.position("a2") == 0


def test_a_session_of_another_version_is_forgotten(state: State) -> None:
    with state.database.write() as connection:
        connection.execute('INSERT INTO session VALUES (1, \'{"selected": 7, "unheard": true}\')')
    assert state.session() == Session()


def test_searches_are_kept_by_name_and_one_replaces_another_of_its_name(state: State, tmp_path: Path) -> None:
    assert state.save_search(SavedSearch(name="rates", query="rate cut")) is None
    state.save_search(SavedSearch(name="Deals", query="google OR azure"))
    before = state.save_search(SavedSearch(name="rates", query='"rate cut"'))
    assert before == SavedSearch(name="rates", query="rate cut")
    state.close()
    assert [(s.name, s.query) for s in State(tmp_path).saved_searches()] == [
        ("Deals", "google OR azure"),
        ("rates", '"rate cut"'),
    ]


def test_a_removed_search_is_given_back(state: State) -> None:
    search = SavedSearch(name="rates", query="rate cut")
    state.save_search(search)
    assert state.remove_search("rates") == search
    assert state.remove_search("rates") is None
    assert state.saved_searches() == ()


def test_the_history_has_each_query_once_the_last_first_and_no_more_than_200(state: State) -> None:
    for number in range(230):
        state.remember_query(f"query {number}")
    state.remember_query("query 100")
    history = state.history()
    assert history[:3] == ("query 100", "query 229", "query 228")
    assert len(history) == 200
    assert len(set(history)) == 200


def test_a_state_of_the_first_format_gets_room_for_searches_and_keeps_its_marks(tmp_path: Path) -> None:
    old = Database(tmp_path / "state.db", MIGRATIONS[:1])
    with old.write() as connection:
        connection.execute("INSERT INTO mark (id, read) VALUES ('a1', 1)")
    old.close()
    state = State(tmp_path)
    state.remember_query("harbour")
    assert state.history() == ("harbour",)
    assert state.states(["a1"])[0].read


def test_a_state_of_the_first_format_that_may_not_be_changed_has_no_searches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Database(tmp_path / "state.db", MIGRATIONS[:1]).close()
    # Root may write anywhere: the system is asked in its place.
    monkeypatch.setattr(os, "access", lambda *_: False)
    state = State(tmp_path)
    assert state.saved_searches() == ()
    assert state.history() == ()
    with pytest.raises(LibraryReadOnlyError):
        state.save_search(SavedSearch(name="rates", query="rate cut"))
