"""JSON documents carry no character that a terminal would act on."""

import json

from index.models import Failure, ImportReport
from index.models.documents import to_json


def test_a_document_is_printable_ascii_and_says_the_same() -> None:
    path = "/news/\x7f\x1b[31m\u202e\x9b é.txt"
    text = to_json(ImportReport(failed=(Failure(path=path, line=None, error="it is empty"),)))
    assert text.isascii()
    assert text.isprintable()
    assert json.loads(text)["failed"][0]["path"] == path
