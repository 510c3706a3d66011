"""spaCy as a plug-in for names: `[plugins.spacy]` in names.toml, with the `model` to load."""

from collections.abc import Iterator, Mapping

from index.facts.entities.plugins import Finder

_MODEL = "en_core_web_sm"
_KINDS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "PRODUCT": "product",
}  # fmt: skip
"""Labels of the pipelines that spaCy publishes; all others (dates, laws, peoples) are no names here."""


def make(options: Mapping[str, object]) -> Finder:
    """Return a finder that asks the model `options["model"]`, a package's name or a folder.

    Raises ImportError or OSError where spaCy or the model is not installed: nothing is ever downloaded.
    """
    import spacy

    model = spacy.load(str(options.get("model", _MODEL)))

    def find(text: str, language: str | None) -> Iterator[tuple[int, int, str]]:
        if language is None or model.lang in ("xx", language):
            # A longer text is refused by spaCy for the memory that it would take.
            for entity in model(text[: model.max_length]).ents:
                if entity.label_ in _KINDS:
                    yield entity.start_char, entity.end_char, _KINDS[entity.label_]

    return find
