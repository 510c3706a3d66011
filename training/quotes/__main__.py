"""Train the weights on all marked articles and put them into the program: `python -m training.quotes`."""

import argparse
import json
import os
from pathlib import Path
from typing import Final

from index.facts.speech import weighing
from training.quotes.learning import lessons, prepared, train
from training.quotes.polnear import FILE, articles

_WEIGHTS: Final = Path(weighing.__file__).with_name("weights.json")


def main() -> None:
    """Read the data, train, write the weights; the same data and code give the same file."""
    parser = argparse.ArgumentParser(prog="python -m training.quotes", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("CROSSREAD_DATA", "../shared/data")))
    given = parser.parse_args()
    taught = lessons([prepared(item) for item in articles(given.data / FILE)])
    weights = train(taught)
    _WEIGHTS.write_text(json.dumps(weights, sort_keys=True, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights from {len(taught)} quotations: {_WEIGHTS}")  # noqa: T201 - what a command is for


if __name__ == "__main__":
    main()
