"""Words by which things rise, fall or stand at a number: verbs between a subject and its figure, and their nouns."""

from index.facts.closedclass import listed

RISING = frozenset(
    listed(
        "rise rises rose risen rising gain gains gained gaining climb climbs climbed climbing jump jumps jumped"
        " jumping surge surges surged surging soar soars soared soaring grow grows grew grown growing growth"
        " increase increases increased increasing rally rallied advance advances advanced advancing rebound"
        " rebounds rebounded leap leaps leapt leaped higher up added adding improve improved improving improvement"
        " expand expanded expanding expansion swell swelled accelerated uptick hike hikes hiked boost boosted"
        " upturn spike spiked premium"
    )
)
FALLING = frozenset(
    listed(
        "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining lose"
        " loses lost losing loss slip slips slipped slipping slide slides slid sliding plunge plunges plunged"
        " plunging tumble tumbles tumbled tumbling sink sinks sank sunk sinking decrease decreases decreased"
        " decreasing shrink shrinks shrank shrunk shrinking contract contracted contracting contraction ease eases"
        " eased easing dip dips dipped dipping shed sheds shedding lower down cut cuts reduce reduces reduced"
        " reduction slump slumps slumped slumping crash crashed crashing discount slashed downturn weakened dive"
        " dived plummeted plummeting retreat retreated fewer"
    )
)
_LEVEL = frozenset(
    listed(
        "is are was were be stood stands stand reached reaches reach hit hits totalled totaled totals averaged"
        " averages exceeded exceeds topped tops closed ended opened traded trades trading moved edged inched"
        " ticked cost costs costing worth valued priced amounted amounts represents represented accounts accounted"
        " remained remains fetched generated generates delivers deliver delivered offers offer offered produces"
        " produce employs employ employed has have had earn earned earns grossed raised made slowed"
        " slows slowing hovered hovers narrowed widened"
    )
)
_NOT_MEASURING = frozenset(
    listed(
        "growth loss lower higher fewer improvement expansion contraction reduction premium discount uptick"
        " upturn downturn growing hike hikes"
    )
)
MEASURING = (RISING | FALLING | _LEVEL) - _NOT_MEASURING
"""Verbs, in lower case, behind which a number tells how much their subject moved or is."""
MOVEMENT_NOUNS = frozenset(
    listed(
        "rise gain jump surge growth increase rally advance rebound leap improvement expansion hike boost spike"
        " fall drop decline loss slip slide plunge decrease contraction dip cut reduction slump crash discount"
        " downturn upturn uptick premium change average stake share interest total majority maximum minimum cost"
    )
)
