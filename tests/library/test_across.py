"""Facts across the library: they are searched when they are made, count what a search finds, and outlive any damage."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from index.library import Library
from index.models import Fact, FactKind, Progress
from index.search.facts.columns import FactColumns
from index.search.segment_file import SegmentFile
from index.store.lock import library_lock

BOATS = (
    "Harbour Trust buys ferries\n\nHarbour Trust Inc will pay $2 billion for ferries, said Anna Lindqvist, its chief "
    "executive, in May 2025. Shares of Harbour Trust rose 4%.\n"
)
TRAINS = (
    "Railways lose money\n\nNordic Rail Corp lost $2 billion in May 2025, according to Reuters. Shares of Nordic Rail "
    "fell 3%. “We are sorry for all of our guests today,” said Anna Lindqvist, who leads it.\n"
)
BUSES = (
    "Buses again\n\nHarbour Trust Inc plans 400 buses by 2026, at €300 million, according to Reuters. “We are sorry "
    "for all of our guests today,” said Per Holm.\n"
)


def record(folder: Path, name: str, text: str) -> Path:
    """Write an article, known by its name; the first line is its headline."""
    title, _, body = text.partition("\n\n")
    told = {"url": f"https://example.org/{name}", "title": title, "text": body, "source": "Coast Post"}
    path = folder / f"{name}.jsonl"
    path.write_text(json.dumps(told | {"date": "2025-06-11"}))
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of three articles with their facts, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    library = Library.open(folder / "library")
    for name, text in (("boats", BOATS), ("trains", TRAINS), ("buses", BUSES)):
        library.import_paths([record(folder, name, text)])
    library.derive_facts()
    library.close()
    return folder


@pytest.fixture
def library(tmp_path: Path, made: Path) -> Iterator[Library]:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    library = Library.open(tmp_path / "library")
    yield library
    library.close()


def titles(library: Library, query: str) -> set[str]:
    found = library.find(query, submitted=True)
    return {summary.title.split()[0] for summary in library.summaries(found.ids)}


def columns(library: Library) -> Path:
    return library.folder / "index" / "facts"


def every_fact(library: Library) -> Iterator[tuple[str, Fact]]:
    for article_id in library.order():
        for fact in library.facts(article_id) or ():
            yield article_id, fact


def test_facts_are_searched_with_words_and_conditions(library: Library) -> None:
    assert titles(library, 'org:"harbour trust"') == {"Harbour", "Buses"}
    assert titles(library, "money:>=1bn -org:nordic") == {"Harbour"}
    assert titles(library, "money:€300m OR percent:<0") == {"Railways", "Buses"}
    assert titles(library, "person:lindqvist ferries") == {"Harbour"}
    assert titles(library, "reported-by:reuters fact-date:2025-05") == {"Railways"}
    assert titles(library, "-money:2bn") == {"Buses"}
    assert library.articles_with_facts() == (3, 3)


def test_what_stands_beside_a_fact_is_what_its_query_finds(library: Library) -> None:
    told = list(every_fact(library))
    assert len(told) > 12
    for article_id, fact in told:
        query = library.fact_query(fact)
        (count,) = library.told_elsewhere(article_id, [fact])
        if query is None:
            assert count is None
            continue
        found = library.find(query, submitted=True)
        assert article_id in found.ids, query
        assert count == found.total - 1, query


def test_facts_of_the_whole_library_are_counted(library: Library) -> None:
    tally = library.tally([FactKind.MONEY, FactKind.ORGANISATION, FactKind.TABLE], limit=100)
    counts = [row.articles for row in tally.rows]
    assert counts == sorted(counts, reverse=True)
    assert tally.total == len(tally.rows)
    rows = {(row.kind, row.value, row.unit): row for row in tally.rows}
    assert rows[FactKind.MONEY, 2e9, "USD"].articles == 2
    assert rows[FactKind.MONEY, 3e8, "EUR"].articles == 1
    plain: dict[object, set[str]] = {}
    for article_id, fact in every_fact(library):
        if fact.kind in {FactKind.MONEY, FactKind.ORGANISATION}:
            plain.setdefault((fact.kind, fact.value, fact.unit), set()).add(article_id)
    assert {key: row.articles for key, row in rows.items()} == {key: len(ids) for key, ids in plain.items()}
    for row in tally.rows:
        assert row.query is not None
        assert library.find(row.query, submitted=True).total >= row.articles
    page = library.tally([FactKind.MONEY, FactKind.ORGANISATION], limit=1, offset=1)
    assert page.rows == tally.rows[1:2]
    assert [row.value for row in library.tally([FactKind.ORGANISATION], contains="nordic R", limit=9).rows] == [
        row.value for row in tally.rows if "Nordic" in str(row.value)
    ]
    assert [row.value for row in library.tally([FactKind.MONEY], contains="eur", limit=9).rows] == [3e8]
    assert library.tally([FactKind.MONEY], contains="!?", limit=9).total == 0


def test_a_changed_article_has_the_facts_of_its_newest_revision(library: Library, tmp_path: Path) -> None:
    library.import_paths([record(tmp_path, "boats", BOATS.replace("$2 billion", "$3 billion"))])
    # Searched before they are made again, an article has none: what it said before it says no longer.
    assert library.search("money:>=1bn").total == 1
    library.derive_facts()
    assert titles(library, "money:3bn") == {"Harbour"}
    assert titles(library, "money:2bn") == {"Railways"}


def test_an_older_revision_that_is_read_tells_the_search_nothing(library: Library, tmp_path: Path) -> None:
    library.import_paths([record(tmp_path, "boats", BOATS.replace("$2 billion", "$3 billion"))])
    library.derive_facts()
    (boats,) = library.find("ferries", submitted=True).ids
    with sqlite3.connect(library.folder / "news.db") as connection:
        connection.execute("DELETE FROM fact_set WHERE revision = 1")
    library.facts_now(boats, 1)
    assert library.search("money:2bn").total == 1
    assert library.search("money:3bn").total == 1


def test_columns_that_are_gone_or_odd_are_made_anew(library: Library) -> None:
    shutil.rmtree(columns(library))
    assert library.find("money:2bn", submitted=True).total == 0
    assert library.search("money:2bn").total == 2
    for path in columns(library).glob("*.facts"):
        path.write_bytes(b"no run")
    assert library.find("org:harbour", submitted=True).total == 0
    assert library.search("org:harbour").total == 2
    columns(library).chmod(0o700)
    shutil.rmtree(columns(library))
    columns(library).write_text("not a folder")
    assert library.find("org:harbour", submitted=True).total == 0
    assert library.search("org:harbour").total == 2


def test_a_damaged_byte_is_found_by_whoever_checks(library: Library) -> None:
    (path,) = columns(library).glob("*.facts")
    data = bytearray(path.read_bytes())
    data[data.index(b"o harbour")] ^= 3
    with path.open("r+b") as file:
        file.write(data)
    assert not FactColumns(columns(library), store=library._news.origin()).check()
    library.index_pending(check=True)
    assert FactColumns(columns(library), store=library._news.origin()).check()
    assert titles(library, "org:harbour") == {"Harbour", "Buses"}


def test_numbers_that_lead_nowhere_are_told_as_damage(library: Library) -> None:
    told: list[str] = []
    library.notice = told.append
    (path,) = columns(library).glob("*.facts")
    file = SegmentFile(path)
    # Of the arrays, which only a check reads; the head is as it was.
    _, at, length, _ = file._places["names.docs"]
    with path.open("r+b") as damaged:
        damaged.seek(file._begin + at)
        damaged.write(b"\xff" * length)
    assert library.tally([FactKind.ORGANISATION], limit=9).total == 0
    for article_id in library.order():
        facts = library.facts(article_id) or ()
        assert set(library.told_elsewhere(article_id, facts)) == {None}
    assert library.find("name:harbour OR money:>0 OR org:nordic", submitted=True).total == 0
    assert len(told) == 1
    library.index_pending(check=True)
    assert titles(library, "org:harbour") == {"Harbour", "Buses"}


def test_a_store_that_was_put_back_is_filled_from_its_beginning(library: Library, tmp_path: Path) -> None:
    with sqlite3.connect(library.folder / "news.db") as connection, sqlite3.connect(tmp_path / "copy.db") as copy:
        connection.backup(copy)
    library.import_paths([record(tmp_path, "buses", BUSES.replace("400 buses", "500 buses"))])
    library.derive_facts()
    assert library.find("quantity:500", submitted=True).total == 1
    library.close()
    for path in library.folder.glob("news.db*"):
        path.unlink()
    shutil.copy(tmp_path / "copy.db", library.folder / "news.db")
    again = Library.open(library.folder)
    assert again.search("quantity:500").total == 0
    assert again.search("quantity:400").total == 1
    again.close()


def test_a_library_of_the_format_before_is_searched_with_the_facts_it_has(library: Library) -> None:
    library.close()
    shutil.rmtree(library.folder / "index")
    with sqlite3.connect(library.folder / "news.db") as connection:
        for table in (
            "rule_waiting",
            "rule_applied",
            "rule",
            "watch",
            "feed_article",
            "feed_tag",
            "feed",
            "dropped",
            "gone",
            "fact_change",
        ):
            connection.execute(f"DROP TABLE {table}")
        for table, column in (("revision", "origin"), ("article", "updated"), ("article", "was")):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.executescript("UPDATE fact_set SET version = 1; PRAGMA user_version = 2;")
    again = Library.open(library.folder)
    assert again.search("money:2bn").total == 2
    assert again.derive_facts() == 3
    assert again.search("money:2bn").total == 2
    again.close()


def test_who_cannot_fill_searches_what_there_is(library: Library, tmp_path: Path) -> None:
    library.import_paths([record(tmp_path, "new", TRAINS.replace("Nordic", "Baltic"))])
    with library_lock(library.folder, "indexing facts", name="facts.lock"):
        library.derive_facts()
        assert library.find("org:baltic", submitted=True).total == 0
    assert library.search("org:baltic").total == 1


def test_facts_that_come_while_others_are_made_are_made_too(library: Library, tmp_path: Path) -> None:
    come = [record(tmp_path, f"new{n}", TRAINS.replace("$2 billion", f"${n + 5} billion")) for n in range(21)]
    library.import_paths([come.pop() for _ in range(20)])

    def progress(_: Progress) -> None:
        if come:
            library.import_paths([come.pop()])

    assert library.derive_facts(progress) == 21
    assert library.find("money:>=5bn", submitted=True).total == 21


def test_who_is_told_to_stop_leaves_the_columns_for_later(library: Library, tmp_path: Path) -> None:
    library.import_paths([record(tmp_path, "new", TRAINS.replace("Nordic", "Baltic"))])
    made: list[str] = []
    assert library.derive_facts(made=made.extend, until=lambda: bool(made)) == 1
    assert library.find("org:baltic", submitted=True).total == 0
    assert library.derive_facts() == 0
    assert library.find("org:baltic", submitted=True).total == 1


def test_facts_that_are_searched_from_now_on_are_a_change(library: Library, tmp_path: Path) -> None:
    library.import_paths([record(tmp_path, "new", TRAINS.replace("Nordic", "Baltic"))])
    reader = Library.open(library.folder)
    assert reader.changed()
    assert not reader.changed()
    library.derive_facts()
    assert reader.changed()
    assert not reader.changed()
    reader.close()


def test_a_library_that_is_only_read_is_searched_with_the_facts_it_has(library: Library) -> None:
    library.close()
    with sqlite3.connect(library.folder / "news.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    reader = Library.open(library.folder)
    assert reader.status().read_only
    assert reader.search("money:2bn").total == 2
    (boats,) = reader.find("ferries", submitted=True).ids
    assert 1 in reader.told_elsewhere(boats, reader.facts_now(boats))
    shutil.move(columns(reader), columns(reader).with_name("aside"))
    assert reader.search("money:2bn").total == 0
    assert not columns(reader).exists()
    reader.close()


def test_a_change_of_no_article_is_not_waited_for(library: Library, tmp_path: Path) -> None:
    with sqlite3.connect(library.folder / "news.db") as connection:
        connection.execute("INSERT INTO fact_change (article) VALUES (4711)")
    assert library.search("money:2bn").total == 2
    library.import_paths([record(tmp_path, "new", TRAINS.replace("Nordic", "Baltic"))])
    assert library.derive_facts() == 1
    assert titles(library, "org:baltic") == {"Railways"}


DERIVE = """
import sys
from pathlib import Path
from index.library import Library
library = Library.open(Path(sys.argv[1]))
library.import_paths([Path(sys.argv[2])])
library.derive_facts()
"""


def test_two_processes_make_facts_and_a_third_searches(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    for name, numbers in (("one", range(30)), ("two", range(20, 50))):
        lines = (
            {"url": f"https://example.org/{number}", "title": f"Report {number}", "text": f"They paid ${number + 1}m.",
             "source": "Coast Post", "date": "2025-06-11"}
            for number in numbers
        )  # fmt: skip
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    working = [
        subprocess.Popen(
            [sys.executable, "-c", DERIVE, str(library.folder), str(tmp_path / f"{name}.jsonl")],
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    seen = 0
    while running := [process for process in working if process.poll() is None]:
        with suppress(subprocess.TimeoutExpired):
            # Two processes at work and one that asks without a rest would wait for each other.
            running[0].wait(0.05)
        now = library.find("money:>0", submitted=True).total
        assert seen <= now <= 50
        seen = now
    assert [process.communicate(timeout=60)[1] for process in working] == ["", ""]
    library.derive_facts()
    assert library.search("money:>0").total == 50
    assert library.search("money:31m").total == 1
    library.close()


def test_signs_at_the_ends_of_what_names_contain_are_looked_at(library: Library) -> None:
    def called(contains: str) -> set[object]:
        return {row.value for row in library.tally({FactKind.PERSON}, contains=contains, limit=99).rows}

    assert "Per Holm" in called("holm")
    assert called("holm-") == called("-holm") == set()
