"""Which library is meant: the option, else the variable, else the platform's folder."""

from pathlib import Path

from tui.places import find_places


def test_the_option_wins_over_the_variable_and_the_variable_over_the_platform(tmp_path: Path) -> None:
    named = {"CROSSREAD_LIBRARY": str(tmp_path / "named")}
    assert find_places(tmp_path / "asked", named).library == tmp_path / "asked"
    assert find_places(None, named).library == tmp_path / "named"
    platform = find_places(None, {})
    assert platform.library.name == "crossread"
    assert find_places(None, {"CROSSREAD_LIBRARY": ""}) == platform


def test_places_are_absolute_and_know_the_home(tmp_path: Path) -> None:
    assert find_places(Path("~/news"), {}).library == Path.home() / "news"
    assert find_places(Path("news"), {}).library == Path.cwd() / "news"
    places = find_places(tmp_path, {})
    assert places.log_file.is_absolute()
    assert places.keys_file.suffix == ".toml"
