"""In which language a text is written, told from its first lines."""

import functools
from typing import Final, Protocol

# Characters looked at. On 1,500 newswire items the first 500 told as much as 2,000 in half the time; the second look
# is for texts that begin with names or in another language.
_LOOKS: Final = (500, 2000)
_TOO_SHORT: Final = 40
_SURE: Final = 0.7


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect(text: str) -> str | None:
    """Return the language of `text` as ISO 639-1, or None where the text is too short or the answer unsure."""
    for longest in _LOOKS:
        sample = text[:longest]
        if sum(map(str.isalpha, sample)) >= _TOO_SHORT:
            code, sure = _identifier().classify(sample)
            if sure >= _SURE and len(code) == 2:
                return code
        if len(text) <= longest:
            break
    return None


@functools.cache
def _identifier() -> _Identifier:
    """Load the model: 0.7 s, once, and only in a process that takes in text of unknown language."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return found


def declared(value: object) -> str | None:
    """Return the ISO 639-1 part of a declared language ('en', 'en-GB', 'EN_us'), or None where it is none."""
    if not isinstance(value, str):
        return None
    code = value.strip().replace("_", "-").partition("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
