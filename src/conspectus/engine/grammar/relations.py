"""Classes of what people want done to something: synonyms for aggregation, apart where they differ.

Performatives collide when grouped too widely ("assess", "strengthen", "create" and "end" are
different wishes, defect 20), so each class holds only verbs that a careful reader lets stand for
one another in "X should be …". A verb of no class is a class of its own.
"""

from __future__ import annotations

from typing import Final

CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "protect": ("protect", "safeguard", "defend", "guard"),
    "respect": ("respect", "uphold", "honour", "honor", "observe", "follow"),
    "ensure": ("ensure", "guarantee", "assure", "secure"),
    "preserve": ("preserve", "maintain", "retain", "keep", "sustain", "conserve"),
    "strengthen": (
        "strengthen",
        "enhance",
        "improve",
        "reinforce",
        "deepen",
        "consolidate",
        "bolster",
        "boost",
    ),
    "promote": (
        "promote",
        "encourage",
        "foster",
        "advance",
        "further",
        "stimulate",
        "nurture",
        "support",
        "facilitate",
        "champion",
    ),
    "expand": ("expand", "extend", "increase", "broaden", "widen", "raise"),
    "create": ("create", "establish", "institute", "found", "form"),
    "develop": ("develop", "elaborate", "formulate", "draft", "draw", "devise", "build"),
    "enable": ("enable", "allow", "permit", "empower"),
    "end": ("end", "terminate", "abolish", "eliminate", "remove", "cease", "discontinue", "stop"),
    "prevent": ("prevent", "avoid", "resist", "combat", "counter", "fight"),
    "limit": ("limit", "restrict", "curb", "constrain", "minimize", "minimise", "reduce"),
    "reform": ("reform", "evolve", "restructure", "modernize", "modernise", "update"),
    "globalize": ("globalize", "globalise", "internationalize", "internationalise"),
    "transfer": ("transfer", "transition", "move", "hand"),
    "address": ("address", "tackle", "resolve", "solve"),
    "discuss": ("discuss", "debate", "consider", "examine", "explore", "deliberate"),
    "recognize": ("recognize", "recognise", "acknowledge", "affirm", "reaffirm"),
    "include": ("include", "involve", "engage", "incorporate"),
    "implement": ("implement", "apply", "enforce", "execute"),
    "adopt": ("adopt", "agree", "endorse", "approve"),
    "provide": ("provide", "give", "offer", "deliver", "supply", "grant"),
    "use": ("use", "employ", "utilize", "utilise", "leverage"),
    "share": ("share", "exchange", "disseminate"),
    "reject": ("reject", "oppose", "refuse", "block"),
    "base": ("base", "root", "ground", "guide", "anchor", "underpin", "found"),
    "clarify": ("clarify", "define", "specify"),
    "reinstate": ("reinstate", "re-instate", "reinstitute"),
    "repeal": ("repeal", "rescind", "revoke"),
}
BY_VERB: Final[dict[str, str]] = {
    verb: name for name, verbs in reversed(CLASSES.items()) for verb in verbs
}
NOMINAL: Final[dict[str, str]] = {
    "protection": "protect",
    "respect": "respect",
    "guarantee": "ensure",
    "safeguarding": "protect",
    "preservation": "preserve",
    "maintenance": "preserve",
    "strengthening": "strengthen",
    "enhancement": "strengthen",
    "improvement": "strengthen",
    "reinforcement": "strengthen",
    "promotion": "promote",
    "encouragement": "promote",
    "advancement": "promote",
    "support": "promote",
    "facilitation": "promote",
    "expansion": "expand",
    "extension": "expand",
    "increase": "expand",
    "creation": "create",
    "establishment": "create",
    "development": "develop",
    "elaboration": "develop",
    "termination": "end",
    "elimination": "end",
    "removal": "end",
    "abolition": "end",
    "prevention": "prevent",
    "reduction": "limit",
    "limitation": "limit",
    "reform": "reform",
    "evolution": "reform",
    "globalization": "globalize",
    "globalisation": "globalize",
    "internationalization": "globalize",
    "internationalisation": "globalize",
    "transfer": "transfer",
    "transition": "transfer",
    "discussion": "discuss",
    "recognition": "recognize",
    "inclusion": "include",
    "involvement": "include",
    "implementation": "implement",
    "application": "implement",
    "adoption": "adopt",
    "provision": "provide",
    "use": "use",
    "sharing": "share",
    "exchange": "share",
    "clarification": "clarify",
    "reinstatement": "reinstate",
}
"""Nouns of action: "the protection of X" wants the same done to X as "protect X"."""


def relation_of(verb: str) -> str:
    """The class of a verb lemma; the lemma itself where it belongs to none."""
    return BY_VERB.get(verb, verb)
