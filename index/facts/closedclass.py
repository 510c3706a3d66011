"""Words that never name a thing: what tells a noun phrase from the grammar around it, where no tagger is at hand.

English has few of these and gains none, which is why a list is the right tool for them and the wrong one for nouns.
"""


def listed(words: str) -> tuple[str, ...]:
    """Return the words of `words`: two hundred of them read better as text than one a line."""
    return tuple(words.split())


DETERMINERS = frozenset(
    listed(
        "a an the this that these those its his her their our my your any each every no some such both either"
        " neither all another"
    )
)
PRONOUNS = frozenset(
    listed(
        "i you he she it we they me him them us himself herself itself themselves who whom whose which what"
        " there here everyone everybody someone somebody anyone nobody nothing something anything one ones"
        " others"
    )
)
PREPOSITIONS = frozenset(
    listed(
        "of in for at on by to from with without within into onto over under above below between among"
        " against during before after since until till through throughout across along around behind beyond"
        " near off out per than as about towards toward upon via despite amid including excluding like unlike"
        " versus besides outside inside"
    )
)
CONJUNCTIONS = frozenset(
    listed(
        "and or but nor so yet while whereas although though because if unless when where whether that which"
        " who how why once"
    )
)
AUXILIARIES = frozenset(
    listed(
        "is are was were be been being am has have had having do does did will would shall should can could"
        " may might must cannot won't can't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't"
        " hadn't wouldn't couldn't shouldn't it's he's she's that's there's i'm we're they're you're 'll ll"
    )
)
ADVERBS = frozenset(
    listed(
        "not also just only even still already now then again ever never always often too very more most less"
        " least much far well almost nearly about roughly around soon later earlier ago sometimes perhaps"
        " maybe however instead together apart yesterday today tomorrow tonight back away up down nonetheless"
        " thus overall further as so than besides afterwards nowadays"
    )
)
# Verbs that govern a clause ('analysts said sales rose') or are no noun, so that no noun phrase runs through them.
VERBS = frozenset(
    listed(
        "said says say saying told tells tell added adds reported reports showed shows shown announced"
        " announces expects expected expect forecast forecasts predicted predicts predict believes believed"
        " believe thinks thought think knows knew sees saw seen found finds estimated estimates estimate"
        " claimed claims claim warned warns warn suggests suggested means meant makes made make let lets"
        " helped helps help caused causes pushed pushes sent sends gives gave given takes took taken gets got"
        " goes went gone comes came becomes became seems seemed appears appeared remains remained keeps kept"
        " leaves left puts wants wanted needs needed agreed agrees hopes hoped plans planned aims aimed tries"
        " tried begins began begun bought sold paid pays spent spends won lost loses holds held owns owned"
        " includes included contains contained cut cuts set sets brought brings including saying according"
        " recorded registered produced followed seeing sending leaving making giving taking showing expecting"
        " posted posting received accepted employs attends"
    )
)
NUMBER_NOUNS = frozenset(
    listed("hundreds thousands millions billions trillions dozens scores tens percent percentage pct")
)
NUMBER_WORDS = frozenset(
    listed(
        "two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion"
        " first second third fourth fifth"
    )
)
FUNCTION_WORDS = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS
