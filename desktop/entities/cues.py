"""The words that report what somebody said, and those that may stand around them."""

from __future__ import annotations

import re


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(verbs.split())


SAYING = _forms(
    "said says say told tells added adds warned warns warn argued argues argue stated states insisted insists insist"
    " announced announces declared declares confirmed confirms denied denies acknowledged acknowledges admitted admits"
    " claimed claims claim noted notes explained explains stressed stresses emphasised emphasized emphasises emphasizes"
    " wrote writes testified concluded concludes believes believe maintained maintains alleged alleges predicted"
    " predicts suggested suggests vowed vows pledged pledges promised promises reiterated reiterates replied replies"
    " responded recalled recalls observed observes remarked asserted asserts cautioned cautions contended contends"
    " indicated indicate indicates repeated repeats asked asks urged urges demanded demands tweeted posted"
)
"""Verbs whose subject makes a statement."""

BARE = _forms(
    "said says say insisted insists believes believe argues argued claimed claims warned warns added adds stressed stresses"
)
"""After these the statement may follow without "that"."""

AS = _forms(
    "described describes describe portrayed portrays portray called calls hailed hails dismissed dismisses denounced condemned"
)
"""Verbs that say what somebody takes a thing for: quoted words after them are the speaker's."""

NO_CLAUSE = _forms("to of in at by for with on about against as so nothing it's no goodbye")
"""What follows a verb that makes no statement: "said nothing", "warned of"."""

BETWEEN = _forms(
    "has have had also later then now again repeatedly earlier today yesterday on monday tuesday wednesday thursday"
    " friday saturday sunday , himself herself publicly already"
)
GROUPS = re.compile(
    r"(?:officials?|leaders?|chiefs?|diplomats?|spokesman|spokeswoman|spokesperson|analysts?|experts?|ministers?"
    r"|sources|authorities|government|ministry|prosecutors?|police|president|head|witnesses|residents|activists"
    r"|lawmakers|researchers|scientists|economists|critics|commanders?|office|statement|report|secretary|governor"
    r"|mayor|ambassador|envoy|aides?|company|court|agency|army|military|negotiators?|delegates?|adviser|advisers"
    r"|lawyers?|researcher|engineer|farmer|resident|activist|teacher|doctor|soldier|captain|fisherman|planner)$"
)
HE = _forms("he she")
QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"|«[^«»\n]+»|„[^„“”\n]+[“”]")
