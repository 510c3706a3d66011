"""`make quality`: every score on public data, beside the scores that were known before."""

from tests.quality import alignment, disagreements, facts, feeds, full_text, names, pairing, quotes


def main() -> None:
    """Print the tables one after another; each says so where its data is absent."""
    for scores in (facts, names, quotes, alignment, pairing, disagreements, feeds, full_text):
        scores.main()
        print()  # noqa: T201 - printing is what this is for


if __name__ == "__main__":
    main()
