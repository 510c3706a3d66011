"""What is imported when: the library stands without a screen, and opening it costs no engine."""

import subprocess
import sys

import pytest

SAY = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"


def imported(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has after running `code`."""
    ended = subprocess.run([sys.executable, "-c", f"{code}; {SAY}"], capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


@pytest.mark.parametrize(
    "part", ["models", "text", "store", "ingest", "search", "facts", "compare", "export", "library"]
)
def test_no_part_of_the_library_knows_of_a_screen(part: str) -> None:
    code = (
        "import importlib, pkgutil; "
        f"import index.{part} as part; "
        "[importlib.import_module(found.name) for found in pkgutil.walk_packages(part.__path__, part.__name__ + '.')]"
    )
    assert not imported(code) & {"textual", "rich", "typer", "tui"}


def test_the_samples_need_the_standard_library_alone() -> None:
    assert not imported("import seeds; seeds.samples()") & {"index", "tui", "pydantic", "textual"}


def test_opening_a_library_imports_no_engine() -> None:
    assert not imported("import index.library") & {"whoosh", "numpy", "lxml", "trafilatura", "py3langid", "textual"}
