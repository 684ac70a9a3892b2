"""Words of closed classes in English, by tag. Open classes come from lemminflect's lexicon."""

from __future__ import annotations

import re
from typing import Final

MODALS: Final = frozenset(
    "should must shall can could may might will would ought cannot can't won't shouldn't "
    "mustn't".split()
)
DEONTIC: Final = frozenset({"should", "must", "shall", "ought", "shouldn't", "mustn't"})
DETERMINERS: Final = frozenset(
    "the a an this that these those each every any some all both no another such either neither "
    "its their our your his her my".split()
)
PREPOSITIONS: Final = frozenset(
    "of in on at by for with from into onto upon through throughout under over between among "
    "amongst across against within without towards toward about around above below beyond during "
    "before after since until via per despite regarding concerning including like unlike as than "
    "beside besides along inside outside behind near off out up down".split()
)
SUBORDINATORS: Final = frozenset(
    "that because if unless although though while whereas when whenever where wherever whether so "
    "lest provided once".split()
)
RELATIVES: Final = frozenset({"which", "who", "whom", "whose", "what"})
COORDINATORS: Final = frozenset({"and", "or", "but", "nor", "yet", "&"})
FIRST_PERSON: Final = frozenset(
    {"we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "myself"}
)
PRONOUNS: Final = frozenset(
    "we us i me you he him she her it they them themselves itself ourselves himself herself one "
    "everyone everybody anyone anybody nobody none someone something anything nothing everything "
    "there".split()
)
NEGATIONS: Final = frozenset(
    {
        "not",
        "no",
        "never",
        "neither",
        "nor",
        "cannot",
        "without",
        "n't",
        "nothing",
        "nobody",
        "none",
    }
)
BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "am"})
HAVE: Final = frozenset({"have", "has", "had", "having"})
DO: Final = frozenset({"do", "does", "did", "done", "doing"})
ADVERBS: Final = frozenset(
    "also therefore thus hence however moreover furthermore indeed always never only just even "
    "still already often again clearly fully strongly further rather not very more most less least "
    "too well firmly instead ultimately especially particularly accordingly consequently "
    "nevertheless nonetheless additionally finally likewise similarly then here now today soon "
    "together ever perhaps almost quite merely simply both".split()
)

PLEASE: Final = re.compile(
    r"^(?:please|kindly),?\s+(?:(?:also|do|just)\s+(?!not\b))*(?=[a-z])", re.IGNORECASE
)
"""How a request begins that is none the less one without it."""
