"""Files, folders and records: what is read, and what is said of what cannot be."""

import gzip
import json
import os
from pathlib import Path

import pytest

from index.errors import BadInputError
from index.ingest.files import read_bytes, read_path
from index.ingest.sizes import LONGEST_LINE, LONGEST_PAGE, LONGEST_TEXT
from index.models import Draft, Failure, IdentityKind

TEXT = "Bridge to close\n\nThe council agreed on Monday to close the old bridge for a year.\n"


def titles(path: Path) -> list[str]:
    """Return the titles of the articles in `path`, and the lines and errors of its failures."""
    return [each.title if isinstance(each, Draft) else f"{each.line}: {each.error}" for each in read_path(path)]


def failure(path: Path) -> str:
    """Return why `path` cannot be read."""
    (found,) = read_path(path)
    assert isinstance(found, Failure)
    assert found.path == str(path)
    return found.error


def test_a_folder_is_read_in_order_and_only_what_is_meant_to_be(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/y.md", ".hidden/x.txt", ".x.txt", "picture.png", "c.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.replace("Bridge", f"Bridge {path.stem}"))
    assert [title.split()[1] for title in titles(tmp_path)[:3]] == ["y", "z", "b"]
    assert len(titles(tmp_path)) == 4


def test_links_in_a_circle_end_and_nothing_is_read_twice(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "in")
    (tmp_path / "b.txt").symlink_to(tmp_path / "in" / "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(read_path(tmp_path))
    assert sum(isinstance(each, Draft) for each in found) == 1
    assert [each.path for each in found if isinstance(each, Failure)] == [str(tmp_path / "gone.txt")]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert "nothing to read" in failure(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, "binary"),
        ("a.md", b"---\ntitle: x\n---\n", "no text"),
        ("a.html", b"<html><script>1</script></html>", "no text"),
        ("a.html", b"<!-- -->", "no HTML"),
        ("a.pdf", b"%PDF-1.7", "type of file"),
        ("a.txt", b"\xff\xfea\x00b", "UTF-16"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"a" * (LONGEST_TEXT + 1), "4 MiB"),
        ("a.jsonl", json.dumps({"text": "a " * (LONGEST_TEXT // 2 + 1)}).encode(), "split it"),
        ("a.html", b"a" * (LONGEST_PAGE + 1), "15 MiB"),
    ],
)
def test_each_failure_says_what_is_wrong(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert says in failure(path)


def test_what_is_missing_or_no_file_is_said(tmp_path: Path) -> None:
    assert "no such file" in failure(tmp_path / "missing.txt")
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "not a file" in failure(pipe)
    assert "path" in next(iter(read_path(Path("a\0b")))).error  # type: ignore[union-attr]  # it is a failure


def test_bytes_of_an_unknown_type_are_refused() -> None:
    with pytest.raises(BadInputError, match="type of file"):
        read_bytes(b"x", name="a.docx")


def test_a_one_article_file_is_known_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    (draft,) = read_path(path)
    assert isinstance(draft, Draft)
    assert draft.identities[0] == (IdentityKind.PATH, str(path))


def records(*entries: object) -> bytes:
    """Return entries as JSON Lines; strings are lines as they are."""
    return "\n".join(entry if isinstance(entry, str) else json.dumps(entry) for entry in entries).encode()


def test_records_come_with_all_they_say(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + records(
            {
                "id": 7,
                "headline": "Bridge to close",
                "body": "Bridge to close\n\nThe council agreed.\n- Rust\n- Age",
                "link": "https://www.example.org/b?utm_source=x",
                "outlet": {"name": "The Example"},
                "byline": ["Ada", "Bob"],
                "date": "June 11, 2025 3:04 PM",
                "lang": "en",
                "topics": ["ship"],
                "source": None,
            }
        )
    )
    (draft,) = read_path(path)
    assert isinstance(draft, Draft)
    assert (draft.title, draft.text) == ("Bridge to close", "The council agreed.\n\n• Rust\n• Age")
    assert (draft.source, draft.author, draft.language) == ("The Example", "Ada, Bob", "en")
    assert draft.published is not None
    assert draft.published.isoformat() == "2025-06-11T15:04:00+00:00"
    assert [(each.kind.value, each.value) for each in draft.identities][:2] == [
        ("url", "https://example.org/b"),
        ("record", f"{path}#7"),
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz"])
def test_one_bad_line_costs_only_itself(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = records({"title": "One", "text": "A."}, "{broken", "", [1], {"title": "No text"}, "[" * 5000, {"text": "B."})
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = titles(path)
    assert (found[0], found[-1]) == ("One", "B")
    assert [each.split(":")[0] for each in found[1:-1]] == ["2", "4", "5", "6"]
    assert "not valid JSON" in found[1]
    assert "no text" in found[3]


def test_a_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(records(*[{"text": f"Bridge {n}. " + "x" * 50} for n in range(300)]), 0)[:-50])
    found = titles(path)
    assert found[0] == "Bridge 0"
    assert "ends before its end" in found[-1]
    path.write_bytes(b"no gzip at all")
    assert "not gzip" in titles(path)[0]


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(records({"text": "A."}, "x" * (LONGEST_LINE * 2), {"text": "B."}), 1))
    found = titles(path)
    assert (found[0], found[2]) == ("A", "B")
    assert found[1].startswith("2: ")
    assert "15 MiB" in found[1]


def test_records_in_utf_16_are_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "A."}\n'.encode("utf-16"))
    assert "UTF-8" in titles(path)[0]


def test_a_record_whose_text_is_html(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(records({"title": "T", "content": "<h2>Why</h2><p>It is <a href='https://b.c/'>old</a>.</p>"}))
    (draft,) = read_path(path)
    assert isinstance(draft, Draft)
    assert draft.text == "Why\n\nIt is old."
    assert draft.links[0].url == "https://b.c/"


def test_control_characters_never_come_in(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    hostile = "Bri\x1b]52;c;eA==\x07dge\u0085 \ud800 \x00closed"
    path.write_bytes(records({"title": hostile, "text": hostile + ".", "source": hostile, "author": hostile}))
    (draft,) = read_path(path)
    assert isinstance(draft, Draft)
    for words in (draft.title, draft.text, draft.source, draft.author or ""):
        assert words.replace("\n", " ").isprintable()
        assert "52;c" not in words


def test_a_file_that_is_no_json_lines_at_all_does_not_fill_the_report(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x\n" * 3_000 + json.dumps({"text": "Bridge A is closed."}).encode())
    told = titles(path)
    assert len(told) == 1_002
    assert told[-2] == "Bridge A is closed"
    assert "2,000 more lines" in told[-1]
