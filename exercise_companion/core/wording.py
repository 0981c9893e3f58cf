"""Phrases that no text for a patient may hold: comfort, pressure, causes, blame (H-16, SI-16 - 21).

Phrases are looked for, not words (decisions E1): "normal", "push" or "safe" alone may stand. Each
phrase is a regular expression over small letters that begins and ends at the edge of a word.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

_YOU: Final = r"you(?<!\bif you)(?<!\bwhen you)(?<!\buntil you)(?<!\bunless you)"
"""What follows is said as a fact: "until you are well" tells nobody that they are."""
_NOT_FORBIDDEN: Final = r"(?<!\bnot )(?<!\bnever )(?<!n't )"
"""What follows is asked for: "do not ignore the pain" is the opposite of pressure."""
_LIMB: Final = (
    r"(?: (?:your|the|both|each|one|a|left|right|front|back|whole|balls?|of))*"
    r" (?:heels?|foot|feet|toes?|legs?|knees?|hands?|palms?|arms?|forearms?|elbows?)\b(?! pain)"
)
"""What an exercise has one press on: "push through your heels" is a movement."""
_HARM: Final = r"(?:harm|hurt|damage|injure)"
_BODY: Final = r"(?:back|spine|discs?|nerves?|scan|joints?|muscles?|hips?|heart)"
_DRUG: Final = (
    r"(?:medicines?|medications?|tablets?|pills?|drugs?|pain ?killers?|opioids?|ibuprofen"
    r"|paracetamol|blood thinners?|steroids?)"
)

REASSURANCE: Final = (
    _YOU + r"(?:'re| are|'ll be| will be)"
    r"(?: (?:perfectly|completely|absolutely|totally|quite|all|just|doing))?"
    r" (?:fine|safe|ok|okay|healthy|well)",
    rf"your {_BODY} (?:is|are|looks?) (?:fine|ok|okay|healthy|undamaged)",
    r"all clear",
    r"safe to",
    r"(?:perfectly|completely|absolutely|totally|quite) (?:fine|safe|healthy)",
    r"(?:is|it's|are) (?:fine|ok|okay) to (?:keep going|keep on|go on|carry on|hurt|feel pain)",
    r"no red flags?",
    r"nothing (?:is |to be )?(?:wrong|serious|dangerous)",
    r"(?:is|are|looks?|seems?|all|back to|quite|perfectly|completely) normal",
    r"(?:don't|do not|no need to|need not|not to|nothing to) worry(?: about)?",
    r"(?:nothing to fear|nothing to be (?:afraid|scared|worried))",
    r"no (?:cause|reason|need) (?:for|to) (?:alarm|concern|worry)",
    r"looks? healthy",
    _YOU + r"(?:'ve| have)? passed(?! (?:out|water|urine|blood|wind)\b)",
    r"passed the (?:safety )?(?:check|questions|screening)",
    r"good to go(?! (?:for|out|slowly)\b)",
    rf"(?:will not|won't|cannot|can't|does not|doesn't) {_HARM} (?:you|your {_BODY})",
)
"""Nobody here can know that all is well. Rule SI-16, clinical-spec 7.4."""

PRESSURE: Final = (
    r"no pain\W+no gain",
    rf"push(?:ing)? (?:yourself |on |right |straight )?through(?!{_LIMB})",
    _NOT_FORBIDDEN + r"(?:keep|keep going|keep on|go|going|go on|carry on|carrying on|work|working"
    r"|exercise|exercising|train|training|walk|walking|power|fight)"
    r" through (?:the |your |any |some |this )?pain",
    _NOT_FORBIDDEN + r"(?:ignore|forget|fight|tough out) (?:the |your |any |this )?pain",
    r"doctor'?s orders",
)
"""Pain limits are kept, not beaten. Rule SI-16, clinical-spec 7.4."""

PROMISES: Final = (
    r"(?:will|can|to) cure",
    r"cures",
    r"a cure",
    r"(?:will|can) (?:fix|heal)",
    r"fix(?:es)? your (?:back|spine|pain)(?! (?:foot|leg|knee|heel|against|flat)\b)",
    r"you(?:'ll| will) (?:soon )?(?:get better|recover|heal|be cured|be pain free)",
    r"guarantee[sd]?",
)
"""No outcome is certain. Rule SI-16, clinical-spec 7.4: "cure", "fix your back"."""

DIAGNOSES: Final = (r"diagnos[a-z]*",)
"""The program diagnoses nobody. Rule SI-16, clinical-spec 7.4; what may stand is in `ALLOWED`."""

CAUSES: Final = (
    r"probably",
    r"(?:most|very|quite|more|less) (?:un)?likely",
    r"(?:is|are|it's) (?:un)?likely",
    r"(?:low|small|slim|little|good|high) (?:chance|odds|risk) (?:of|that)",
    r"chances are",
    r"caused by",
    r"(?:a|the) (?:likely|possible) cause",
    r"(?:cause|reason) (?:of|for) your (?:pain|symptoms|problem)",
    r"(?:pain|symptoms|problem) (?:is|are|comes?) (?:due to|because of)",
    r"(?:pinched|trapped|squashed|crushed|compressed) nerves?",
    r"nerves? (?:is|are|gets?|being) (?:being )?(?:pinched|trapped|squashed|crushed|compressed)",
    r"(?:bulging|slipped|herniated|prolapsed|ruptured|torn|worn|worn out|crumbling) dis[ck]s?",
    r"dis[ck]s? (?:is|are|has|have) (?:bulging|slipped|herniated|prolapsed|ruptured|torn|worn)",
    r"dis[ck] (?:bulge|herniation|prolapse)",
    r"wear and tear",
    r"bone on bone",
)
"""Causes and odds are the clinician's to talk about. Rule SI-19, clinical-spec 7.4; A13."""

COMPARISONS: Final = (
    r"(?:than|like) (?:other|most) (?:people|patients)",
    r"(?:better|worse|faster|slower|stronger|weaker) than others",
)
"""Nobody is held against other people. Rule SI-19, clinical-spec 7.4."""

PRAISE_AND_BLAME: Final = (
    r"well done",
    r"(?:great|good|nice|excellent) (?:job|work)",
    r"keep(?<!\band keep) it up(?! (?:for|until|while)\b)",
    r"congratulations",
    _YOU + r" (?:missed|failed|forgot)",
    r"you should have (?:been|done|gone|come|told|kept|known|taken|tried|\w+ed)",
    r"your(?<!\bnot your) own fault",
    r"you (?:are|have yourself|only have yourself) to blame",
    rf"{_DRUG} (?:is|are) (?:working|helping)",
)
"""Gaps get no blame, and less pain by a medicine no praise. Rule SI-19, clinical-spec 7.4."""

REWARDS: Final = (
    r"streaks?(?<!\bred streak)(?<!\bred streaks)(?! of (?:red|blood)\b)",
    r"badges?",
    r"(?:medals?|troph(?:y|ies)|gold stars?|leader ?boards?)",
    r"(?:earn|earned|win|won|collect|collected|bonus|reward) (?:\w+ )?points?",
    r"points? (?:earned|won|collected|to go)",
    r"level(?:led|ed)? up",
)
"""They reward exercising through symptoms. Rule SI-21, clinical-spec 7.4."""

MEDICINES: Final = (
    rf"(?:start|stop|avoid) taking (?:your|the|any|{_DRUG})",
    rf"(?:change|increase|reduce|double|halve|skip|stop) (?:your|the|any) (?:dose of )?{_DRUG}",
    rf"take (?:a|an|another|some|more|extra|fewer|less|two|\d+) (?:more |extra )?{_DRUG}",
    rf"take (?:your|the) {_DRUG}(?! as you were told\b)",
    rf"(?:do not|don't|never) take (?:your |the |any )?{_DRUG}",
    rf"(?:come|coming|get|getting) off (?:your |the |all )?{_DRUG}",
    rf"you (?:do not|don't|no longer) need (?:your |the |any )?{_DRUG}",
)
"""Nobody is told to start, stop or change a medicine. Rule SI-20, clinical-spec 7.4."""

BANNED: Final = (
    *REASSURANCE,
    *PRESSURE,
    *PROMISES,
    *DIAGNOSES,
    *CAUSES,
    *COMPARISONS,
    *PRAISE_AND_BLAME,
    *REWARDS,
    *MEDICINES,
)
"""Every phrase, in one list. Rules SI-16, SI-19, SI-20, SI-21, clinical-spec 7.4; decisions E1."""

ALLOWED: Final = ("this is not a diagnosis", "does not diagnose", "never diagnoses")
"""Sentences that say what the program is not. Rule SI-16 and clinical-spec 6.3."""

_SAME: Final = str.maketrans(
    {"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{MODIFIER LETTER APOSTROPHE}": "'"}
    | dict.fromkeys("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}", " ")
)
"""Apostrophes are one, and "push-through" is "push through"."""


@lru_cache(maxsize=1024)
def banned_phrases(text: str) -> tuple[str, ...]:
    """The banned phrases a text holds, as found, in small letters, each once, in order.

    Rules SI-16, SI-19, SI-20 and SI-21, clinical-spec 7.4. How it is written does not matter:
    capitals, line breaks, hyphens, curly apostrophes. Answers are kept, because one sentence
    stands in many exercises and prescriptions.
    """
    plain = " ".join(text.casefold().translate(_SAME).split())
    for sentence in ALLOWED:
        plain = plain.replace(sentence, ".")
    return tuple(dict.fromkeys(hit.group() for hit in _any_phrase().finditer(plain)))


@cache
def _any_phrase() -> re.Pattern[str]:
    """All phrases as one; made when first asked for, so that the first paint need not wait."""
    return re.compile(rf"\b(?:{'|'.join(BANNED)})\b")
