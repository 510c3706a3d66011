"""Plug-ins for names: found as any installed distribution declares them, asked when switched on, never fatal."""

import itertools
from pathlib import Path

import pytest

from index.facts.extractor import Extractor
from index.facts.names_file import parse
from index.models import NAME_KINDS
from tests.facts.articles import article

_TEXT = "The quorl of Zamvoor met, and Zamvoor rejoiced."
_FINDER = """
def make(options):
    word = options["word"]
    def find(text, language):
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word), options.get("kind", "product")
            at = text.find(word, at + 1)
    return find
"""
_numbers = itertools.count()


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, *, version: str = "1.0") -> str:
    """Install a distribution with one entry point as pip would lay it out; return the plug-in's name."""
    name = f"quorl{next(_numbers)}"
    site = folder / f"{name}-{version}"
    metadata = site / f"{name}-{version}.dist-info"
    metadata.mkdir(parents=True)
    (site / f"{name}.py").write_text(code, encoding="utf-8")
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[crossread.entities]\n{name} = {name}:make\n", encoding="utf-8")
    monkeypatch.syspath_prepend(site)
    return name


def extractor(settings: str) -> Extractor:
    return Extractor(parse(settings, Path("names.toml")))


def names(made: Extractor, text: str = _TEXT) -> dict[str, str]:
    return {str(fact.value): fact.kind.value for fact in made.extract(article(text)) if fact.kind in NAME_KINDS}


def test_one_that_is_installed_and_switched_on_finds_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = install(tmp_path, monkeypatch, _FINDER)
    made = extractor(f'[plugins.{name}]\nword = "quorl"\n')
    assert names(made)["quorl"] == "product"
    assert made.troubles() == []


def test_one_that_is_only_installed_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, _FINDER)
    assert "quorl" not in names(Extractor())


def test_the_users_own_names_win_over_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = install(tmp_path, monkeypatch, _FINDER)
    settings = f'[[name]]\nname = "Zamvoor"\nkind = "place"\n[plugins.{name}]\nword = "Zamvoor"\n'
    assert names(extractor(settings))["Zamvoor"] == "place"


def test_facts_depend_on_its_options_and_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = install(tmp_path, monkeypatch, _FINDER)
    one = extractor(f'[plugins.{name}]\nword = "quorl"\n').version
    assert one != Extractor().version
    assert one != extractor(f'[plugins.{name}]\nword = "Zamvoor"\n').version
    assert one == extractor(f'[plugins.{name}]\nword = "quorl"\n').version


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise RuntimeError('no model here')", "no model here"),
        ("make = None", "TypeError"),
        ("def make(options): raise OSError('the weights are missing')", "the weights are missing"),
        ("def make(options): return lambda text, language: 1 / 0", "ZeroDivisionError"),
        ("def make(options): return lambda text, language: [(5, 9999, 'person')]", "no place"),
        ("def make(options): return lambda text, language: [(9, 4, 'person')]", "no place"),
        ("def make(options): return lambda text, language: [(0, 3, 'animal')]", "'animal'"),
        ("def make(options): return lambda text, language: [3]", "TypeError"),
    ],
)
def test_one_that_fails_is_named_once_and_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: str, said: str
) -> None:
    name = install(tmp_path, monkeypatch, code)
    made = extractor(f"[plugins.{name}]\n")
    assert names(made) == names(Extractor())
    assert names(made) == names(Extractor())
    [told] = made.troubles()
    assert name in told
    assert said in told
    assert any(name in record.getMessage() for record in caplog.records)


def test_one_that_is_not_installed_is_said() -> None:
    made = extractor("[plugins.absent]\n")
    [told] = made.troubles()
    assert "'absent'" in told
    assert "not installed" in told
    assert names(made) == names(Extractor())
