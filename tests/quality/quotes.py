"""How well quotations and their speakers are found: scores on articles with attributions marked by hand.

Every article is scored by weights that were trained on the other half of the articles, so that none has seen what it is
scored on; the weights that ship are trained on both. Run it with CROSSREAD_DATA naming the folder that holds
quotes-polnear.jsonl.
"""

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.facts.quotes import LIKELY_SAID
from index.facts.speech.reading import Reading
from index.facts.speech.telling import Teller, Told
from index.models import SURE_ENOUGH
from training.quotes.judging import SAME, is_right, last_name, named_alike, shared, source_words
from training.quotes.learning import Prepared, lessons, prepared, train
from training.quotes.polnear import FILE, Marked, articles, halves

_HEAD = """\
Quotations and speakers (PolNeAR, {articles} distinct articles, {marked} quotations). A span counts if it covers nine
tenths of the longer, marks and closing comma left out. A speaker is right if it is named where the marked source stands
or has the source's last name, of all quotations with a source. Every article is scored by weights trained on the other
half of the articles.

| | first half | second half | all | known |
|---|---|---|---|---|
"""
_ROWS = (
    ("all quotations: spans, precision", "kept right", "kept", "{:.3f}", ".91 simple rules, .95 CRFs"),
    ("all quotations: spans, recall", "kept met", "marked", "{:.3f}", "1.00, .96"),
    (
        "with a speaker: spans, precision",
        "spoken right",
        "spoken",
        "{:.3f}",
        ".963 / .938 / .954 developed / second half / unseen",
    ),
    ("with a speaker: spans, recall", "spoken met", "marked", "{:.3f}", ".989 / .971 / .962"),
    ("speaker right", "right", "sourced", "{:.3f}", ".819 / .747 rules; .917 / .914 / .880 CRFs"),
    ("speaker right where one is given", "right", "given", "{:.3f}", ""),
    ("a named source: its name given", "named right", "named", "{:.3f}", ""),
    ("a pronoun: right place", "pronoun right", "pronoun", "{:.3f}", ""),
    ("a pronoun: somebody named", "pronoun named", "pronoun", "{:.3f}", ""),
    ("a source without a name: right", "other right", "other", "{:.3f}", ""),
    ("speakers told without a doubt: right", "sure right", "sure", "{:.3f}", ""),
    ("speakers shown as guesses: right", "guessed right", "guessed", "{:.3f}", ".53 to .69 CRFs"),
)


def main() -> int:
    """Print the table; return 0, or 1 where the data is absent."""
    path = Path(os.environ.get("CROSSREAD_DATA", "../shared/data")) / FILE
    if not path.exists():
        sys.stderr.write(f"quotes: no {FILE} in {path.parent} (set CROSSREAD_DATA); nothing was scored\n")
        return 1
    first, second = ([prepared(item) for item in half] for half in halves(articles(path)))
    counts = [_counted(first, train(lessons(second))), _counted(second, train(lessons(first)))]
    counts.append(counts[0] + counts[1])
    shipped = _counted([*first, *second], None)
    sys.stdout.write(_HEAD.format(articles=len(first) + len(second), marked=counts[2]["marked"]))
    for label, part, whole, form, known in _ROWS:
        shares = [form.format(count[part] / max(1, count[whole])) for count in counts]
        sys.stdout.write(f"| {label} | {' | '.join(shares)} | {known} |\n")
    sys.stdout.write(
        f"\nThe weights that ship have seen these articles: speaker right {shipped['right'] / shipped['sourced']:.3f}, "
        f"spans {shipped['kept right'] / shipped['kept']:.3f} / {shipped['kept met'] / shipped['marked']:.3f}.\n"
    )
    return 0


def _counted(half: Sequence[Prepared], weights: Mapping[str, float] | None) -> Counter[str]:
    """Return what was found in the articles of `half`, counted."""
    counts: Counter[str] = Counter()
    for item, document, named in half:
        told = Teller(Reading(document, named), weights).told()
        kept = [one for one in told if one.source is not None or one.sure >= LIKELY_SAID]
        for label, some in (("kept", kept), ("spoken", [one for one in kept if one.source is not None])):
            spans = [one.words.words for one in some]
            counts[label] += len(spans)
            counts[f"{label} right"] += sum(
                any(shared(span, one.words) >= SAME for one in item.quotes) for span in spans
            )
            counts[f"{label} met"] += sum(any(shared(span, one.words) >= SAME for span in spans) for one in item.quotes)
        counts["marked"] += len(item.quotes)
        for marked in item.quotes:
            if marked.sources:
                _count_speaker(item.text, marked, told, counts)
    return counts


def _count_speaker(text: str, marked: Marked, told: Sequence[Told], counts: Counter[str]) -> None:
    """Count whether the speaker of one marked quotation was found."""
    source = source_words(text, marked)
    kind = "named" if last_name(source) else "pronoun" if source.lower() in ("he", "she") else "other"
    counts.update(["sourced", kind])
    best = max(told, key=lambda one: shared(one.words.words, marked.words), default=None)
    if best is None or best.source is None or shared(best.words.words, marked.words) < 0.5:
        return
    right = is_right(text, best.speaker, best.source, marked)
    sure = "sure" if best.sure >= SURE_ENOUGH else "guessed"
    counts.update(["given", sure])
    if kind == "named":
        counts["named right"] += named_alike(text, best.speaker, marked)
    elif right:
        counts[f"{kind} right"] += 1
        counts[f"{kind} named"] += best.speaker is not None
    if right:
        counts.update(["right", f"{sure} right"])


if __name__ == "__main__":
    sys.exit(main())
