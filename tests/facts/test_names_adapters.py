"""The adapters of spaCy and GLiNER, against stand-ins with the interface that these publish (3.8 and 0.2)."""

import sys
from types import ModuleType

import pytest

from index.facts.adapters import gliner_names, spacy_names

_TEXT = "The Quorl of Zamvoor met Ottoline Brack.\n\nZamvoor rejoiced on Monday."
_SPACY = """
class _Entity:
    def __init__(self, start, end, label):
        self.start_char, self.end_char, self.label_ = start, end, label

class _Doc:
    def __init__(self, text):
        words = {"Quorl": "ORG", "Zamvoor": "GPE", "Monday": "DATE", "Ottoline Brack": "PERSON"}
        found = [(text.find(word), word, label) for word, label in words.items()]
        self.ents = [_Entity(at, at + len(word), label) for at, word, label in found if at >= 0]

class _Model:
    lang, max_length = "en", 50
    def __call__(self, text):
        assert len(text) <= self.max_length
        return _Doc(text)

def load(name):
    assert name == "a_model"
    return _Model()
"""
_GLINER = """
class GLiNER:
    @classmethod
    def from_pretrained(cls, name, local_files_only=False):
        assert name == "a_folder" and local_files_only
        return cls()

    def predict_entities(self, text, labels, threshold=0.5):
        assert threshold == 0.7 and "\\n" not in text
        found = [("Quorl", "organization"), ("Zamvoor", "location"), ("Ottoline Brack", "person")]
        return [
            {"start": text.find(word), "end": text.find(word) + len(word), "text": word, "label": label, "score": 0.9}
            for word, label in found if word in text and label in labels
        ]
"""


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> None:
    module = ModuleType(name)
    exec(code, module.__dict__)  # noqa: S102 - the code is written above
    monkeypatch.setitem(sys.modules, name, module)


def test_spacy_gives_names_of_our_kinds_in_its_own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "spacy", _SPACY)
    find = spacy_names.make({"model": "a_model"})
    found = {(_TEXT[start:end], kind) for start, end, kind in find(_TEXT, "en")}
    assert found == {("Quorl", "organisation"), ("Zamvoor", "place"), ("Ottoline Brack", "person")}
    assert list(find(_TEXT, "de")) == []
    assert list(find(_TEXT, None)) != []


def test_gliner_is_asked_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "gliner", _GLINER)
    find = gliner_names.make({"model": "a_folder", "threshold": 0.7})
    assert [(_TEXT[start:end], kind) for start, end, kind in find(_TEXT, "en")] == [
        ("Quorl", "organisation"),
        ("Zamvoor", "place"),
        ("Ottoline Brack", "person"),
        ("Zamvoor", "place"),
    ]


def test_gliner_needs_the_folder_of_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "gliner", _GLINER)
    with pytest.raises(KeyError, match="model"):
        gliner_names.make({})
