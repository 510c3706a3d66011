"""GLiNER as a plug-in for names: `[plugins.gliner]` in names.toml, with the folder of the `model`."""

import re
from collections.abc import Iterator, Mapping

from index.facts.entities.plugins import Finder

_LABELS = {"person": "person", "organization": "organisation", "location": "place", "product": "product"}
"""What the model is asked for, in the words that such models were trained with."""
_SURE = 0.5
"""The chance from which an answer counts, where `threshold` does not say otherwise."""
_LINE = re.compile(r"\S[^\n]*")


def make(options: Mapping[str, object]) -> Finder:
    """Return a finder that asks the model in the folder `options["model"]`, line by line: it reads some 300 words.

    Raises ImportError, KeyError or OSError where GLiNER or the model is not there: nothing is ever downloaded.
    """
    from gliner import GLiNER

    model = GLiNER.from_pretrained(str(options["model"]), local_files_only=True)
    threshold = float(str(options.get("threshold", _SURE)))

    def find(text: str, _: str | None) -> Iterator[tuple[int, int, str]]:
        for line in _LINE.finditer(text):
            for entity in model.predict_entities(line.group(), list(_LABELS), threshold=threshold):
                yield line.start() + entity["start"], line.start() + entity["end"], _LABELS[entity["label"]]

    return find
