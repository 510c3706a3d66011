"""What all models share: they are frozen, and places in a text are spans."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict


class Span(NamedTuple):
    """A place in an article's text: `text[start:end]`, counted in code points. In JSON: `[start, end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """Return the span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


class Frozen(BaseModel):
    """A value that nobody changes after it is made; unknown fields are an error."""

    # Validators are built when first used: thirty of them at import would cost the first paint a tenth of a second.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
