"""Plural nouns and their singulars: which word after a number is what was counted."""

from index.facts.closedclass import listed

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf", "leaves": "leaf",
    "halves": "half", "shelves": "shelf", "thieves": "thief", "loaves": "loaf", "calves": "calf",
    "criteria": "criterion", "phenomena": "phenomenon", "analyses": "analysis", "crises": "crisis", "theses": "thesis",
    "gases": "gas", "lenses": "lens", "movies": "movie", "cookies": "cookie", "ties": "tie", "pies": "pie",
    "zombies": "zombie", "rookies": "rookie", "calories": "calorie", "selfies": "selfie", "caches": "cache",
    "headaches": "headache", "shoes": "shoe", "horseshoes": "horseshoe", "canoes": "canoe", "axes": "axe",
    "abuses": "abuse", "uses": "use",
    "excuses": "excuse", "fuses": "fuse", "species": "species", "series": "series", "troops": "troop",
    "aircraft": "aircraft", "police": "police", "cattle": "cattle", "sheep": "sheep", "fish": "fish", "deer": "deer",
    "staff": "staff", "personnel": "personnel", "offspring": "offspring",
}  # fmt: skip
_SUFFIXES_OF_MEN = ("men", "women", "people", "children")
# End in -s and are no plural nouns: verbs that follow a number ('at 12 says'), and words that count nothing.
_NO_PLURALS = frozenset(
    listed(
        "is was has does says goes comes makes takes gets gives seems becomes remains begins tells thinks"
        " knows sees wants believes this his its yes us as thus plus less across always perhaps besides"
        " sometimes towards afterwards upwards percents times things ways sides cents pence versus"
        " minus overseas alias news others ones lots hers ours theirs yours whereas unless"
        " nevertheless nonetheless sports politics economics seconds minutes hours days weeks months years"
        " decades centuries quarters thirds fifths tenths halves"
    )
)


def is_plural(word: str) -> bool:
    """Tell whether `word` can be a plural noun; initials can ('GPUs')."""
    if word.endswith("s") and word[:-1].isupper() and len(word) > 2:
        return True
    word = word.lower()
    if word in _IRREGULAR or word.endswith(_SUFFIXES_OF_MEN):
        return word not in _NO_PLURALS
    return (
        len(word) > 2
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ous", "'s", "’s"))
        and word not in _NO_PLURALS
    )


def singular(word: str) -> str:
    """Return the singular of a plural noun ('cities' is 'city'); a compound changes in its last part."""
    head, joint, last = word.rpartition("-")
    if joint:
        return f"{head}-{singular(last)}"
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    for plural, single in (("women", "woman"), ("men", "man"), ("people", "people"), ("children", "child")):
        if lower.endswith(plural):
            return word[: -len(plural)] + single
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    if lower.endswith("uses") and lower[-5:-4] not in "aeo":
        return word[:-2]
    return word[:-1] if lower.endswith("s") else word
